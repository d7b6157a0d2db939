package api_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/api"
	"github.com/sightline-readiness/sightline/internal/papers"
	"github.com/sightline-readiness/sightline/readiness"
)

const (
	criterionPath = "/criteria/" + appraisalID
	peerPath      = "/criteria/" + peerAppraisalID
	cyclePath     = "/self-assessments/" + cycleID
)

// narrative is what the author writes; the grade is one that no other sentence of the test house holds.
func narrative() map[string]any {
	return map[string]any{
		"know": "Plans are looked at by somebody else each quarter.", "how": "Two audits.", "next": "The south begins in May.", "impact": "One family came home.", "weakness": "Recording is late.",
		"figures": "", "grade": "requires_improvement", "confidence": "medium", "up": "Recording that shows why.", "down": "", "base": 0,
	}
}

// sends keeps a version of a criterion and sends it.
func (h *hatch) sends(path string, text map[string]any) {
	h.t.Helper()
	v := read[readiness.TextVersion](h.do(request(readiness.TeamManager, "POST", path+"/texts", text)).wants(http.StatusCreated, ""))
	sent := map[string]any{"version": v.Number, "sha256": v.SHA256, "grade": text["grade"], "confidence": text["confidence"]}
	h.do(request(readiness.TeamManager, "POST", path+"/commands/submit-appraisal", sent)).wants(http.StatusOK, "")
}

func (h *hatch) asks(role readiness.Role, path, command string, body any) got {
	h.t.Helper()
	return h.do(request(role, "POST", path+"/commands/"+command, body))
}

func TestSelfAssessmentIsPlanned(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	plan := map[string]any{
		"kind": "annual", "name": "2027 to 2028", "framework": "small", "starts": "2027-03-08", "before": "", "leads": []string{}, "challengers": []string{""},
		"assistant_id": person(readiness.AssistantDirector), "director_id": person(readiness.Director), "member_id": person(readiness.LeadMember),
	}
	if p := h.do(request(readiness.ImprovementLead, "POST", "/self-assessments", plan)).wants(http.StatusUnprocessableEntity, "invalid").problem(); len(p.Errors) != 1 || p.Errors[0].Location != "body.leads" || p.Errors[0].Message != "Give at least one entry for the leads of the judgement areas." {
		t.Errorf("without leads: %+v", p.Errors)
	}
	plan["leads"] = []string{person(readiness.AreaHead)}
	h.do(request(readiness.AreaHead, "POST", "/self-assessments", plan)).wants(http.StatusForbidden, "forbidden")
	first := request(readiness.ImprovementLead, "POST", "/self-assessments", plan)
	made := h.do(first).wants(http.StatusCreated, "")
	again := request(readiness.ImprovementLead, "POST", "/self-assessments", plan)
	again.Header.Set("Idempotency-Key", first.Header.Get("Idempotency-Key"))
	second := h.do(again).wants(http.StatusCreated, "")
	if made.Body.String() != second.Body.String() || len(house.assess.planned) != 1 || len(house.assess.opened) != 1 {
		t.Errorf("asked twice: %s and %s, %d planned, %d opened", made.Body, second.Body, len(house.assess.planned), len(house.assess.opened))
	}
	if to := made.Header().Get("Location"); to != api.Prefix+"/self-assessments/"+house.assess.opened[0] {
		t.Errorf("made at %s", to)
	}
}

// TestLifeOfACriterion: written, sent, challenged one grade away, settled; then its judgement area is graded. What a machine cannot do is sign.
func TestLifeOfACriterion(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	h.sends(criterionPath, narrative())
	h.asks(readiness.AreaHead, criterionPath, "challenge-appraisal", map[string]string{"grade": "good", "why": "It is shown."}).wants(http.StatusForbidden, "forbidden")
	if p := h.asks(readiness.QualityAssurance, criterionPath, "challenge-appraisal", map[string]string{"grade": "fair", "why": "x"}).wants(http.StatusUnprocessableEntity, "invalid").problem(); p.Errors[0].Location != "body.grade" {
		t.Errorf("a grade of no scale: %+v", p.Errors)
	}
	x := read[readiness.Appraisal](h.asks(readiness.QualityAssurance, criterionPath, "challenge-appraisal", map[string]string{"grade": "good", "why": "It is shown."}).wants(http.StatusOK, ""))
	if x.Status != readiness.AppraisalModeration || x.Written.Grade != "requires_improvement" || x.OwnerID != person(readiness.AreaHead) {
		t.Errorf("challenged: %+v", x)
	}
	h.asks(readiness.TeamManager, criterionPath, "settle-appraisal", map[string]string{"grade": "good", "reason": "x"}).wants(http.StatusForbidden, "forbidden")
	settled := h.asks(readiness.AreaHead, criterionPath, "settle-appraisal", map[string]string{"grade": "good", "reason": "The dip sample shows it."}).wants(http.StatusOK, "")
	view := h.do(request(readiness.AreaHead, "GET", criterionPath, nil)).wants(http.StatusOK, "")
	if v := read[readiness.AppraisalView](view); v.Agreed != "good" || v.Written.Text.Know != narrative()["know"] || view.Header().Get("ETag") != settled.Header().Get("ETag") {
		t.Errorf("settled: %+v, ETag %s and %s", v.AppraisalRow, view.Header().Get("ETag"), settled.Header().Get("ETag"))
	}
	grade := map[string]string{"section": "HELP", "grade": "good", "why": "Most of it is good."}
	h.asks(readiness.QualityAssurance, cyclePath, "grade-section", grade).wants(http.StatusForbidden, "forbidden")
	if x := read[readiness.Assessment](h.asks(readiness.AreaHead, cyclePath, "grade-section", grade).wants(http.StatusOK, "")); x.Sections[0].Grade != "good" || x.Terms.Ladder.Rungs != nil {
		t.Errorf("graded: %+v", x)
	}
	if r := h.asks(readiness.AreaHead, cyclePath, "sign-assessment", map[string]string{}); r.Code != http.StatusNotFound {
		t.Errorf("signing answers %d", r.Code)
	}
	again := narrative()
	again["base"] = 1
	h.sends(criterionPath, again)
	texts := read[struct{ Rows []readiness.TextVersion }](h.do(request(readiness.AreaHead, "GET", criterionPath+"/texts", nil)).wants(http.StatusOK, ""))
	if len(texts.Rows) != 2 || texts.Rows[0].Number != 2 || texts.Rows[0].ByID != person(readiness.TeamManager) {
		t.Errorf("the versions are %+v", texts.Rows)
	}
}

// TestChallengeIsBlind: until the challenger has graded, no answer of any kind tells them the author's grade, how sure the author is, or what would move it.
func TestChallengeIsBlind(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	kept := narrative()
	h.do(request(readiness.TeamManager, "POST", criterionPath+"/texts", kept)).wants(http.StatusCreated, "")
	if tells(h.do(request(readiness.QualityAssurance, "GET", criterionPath+"/texts", nil)).wants(http.StatusOK, ""), "requires_improvement") {
		t.Error("a version that is not sent yet tells the challenger its grade")
	}
	kept["base"] = 1
	h.sends(criterionPath, kept)
	secret := []string{"requires_improvement", "medium", "Recording that shows why."}
	challenger := readiness.QualityAssurance
	reads := func() map[string]got {
		answers := map[string]got{}
		for _, path := range []string{"/self-assessments", cyclePath, criterionPath, criterionPath + "/texts"} {
			answers[path] = h.do(request(challenger, "GET", path, nil)).wants(http.StatusOK, "")
		}
		return answers
	}
	for path, answer := range reads() {
		for _, words := range secret {
			if tells(answer, words) {
				t.Errorf("%s tells the challenger %q", path, words)
			}
		}
	}
	if !tells(h.do(request(readiness.AreaHead, "GET", criterionPath, nil)), secret[0]) {
		t.Error("the lead of the judgement area does not see the grade")
	}
	stale := request(challenger, "POST", criterionPath+"/commands/challenge-appraisal", map[string]string{"grade": "good", "why": "It is shown."})
	stale.Header.Set("If-Match", `"1"`)
	if r := h.do(stale).wants(http.StatusPreconditionFailed, "stale-version"); tells(r, secret[0]) {
		t.Errorf("a stale challenge tells the grade: %s", r.Body)
	}
	returned := h.asks(challenger, criterionPath, "return-appraisal", map[string]string{"missing": "Which audits?"}).wants(http.StatusOK, "")
	for _, words := range secret {
		if tells(returned, words) {
			t.Errorf("sending back tells the challenger %q: %s", words, returned.Body)
		}
	}
	kept["base"] = 2
	h.sends(criterionPath, kept)
	h.asks(challenger, criterionPath, "challenge-appraisal", map[string]string{"grade": "good", "why": "It is shown."}).wants(http.StatusOK, "")
	for path, answer := range reads() {
		if path != "/self-assessments" && !tells(answer, secret[0]) {
			t.Errorf("%s hides the author's grade after the challenge", path)
		}
	}
}

// tells reports whether an answer holds some words, beside the framework and its scale, which are everybody's.
func tells(g got, words string) bool {
	var answer any
	if err := json.Unmarshal(g.Body.Bytes(), &answer); err != nil {
		g.t.Fatal(err)
	}
	var holds func(v any) bool
	holds = func(v any) bool {
		switch v := v.(type) {
		case string:
			return strings.Contains(v, words)
		case []any:
			return slices.ContainsFunc(v, holds)
		case map[string]any:
			for name, inner := range v {
				if name != "of" && name != "scale" && holds(inner) {
					return true
				}
			}
		}
		return false
	}
	return holds(answer)
}

func TestPeerSeesWhatTheyChallenge(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	h.sends(peerPath, narrative())
	peer := readiness.Peer
	if list := read[struct{ Rows []readiness.AssessmentRow }](h.do(request(peer, "GET", "/self-assessments", nil)).wants(http.StatusOK, "")); len(list.Rows) != 1 {
		t.Errorf("the list is %+v", list)
	}
	h.do(request(peer, "GET", criterionPath, nil)).wants(http.StatusNotFound, "not-found")
	before := house.commands
	h.asks(peer, criterionPath, "challenge-appraisal", map[string]string{"grade": "good", "why": "x"}).wants(http.StatusNotFound, "not-found")
	if house.commands != before {
		t.Error("a peer's command reached a criterion that they do not see")
	}
	h.do(request(peer, "POST", peerPath+"/texts", narrative())).wants(http.StatusForbidden, "forbidden")
	h.asks(peer, cyclePath, "replan-assessment", map[string]string{}).wants(http.StatusForbidden, "forbidden")
	x := read[readiness.Appraisal](h.asks(peer, peerPath, "challenge-appraisal", map[string]string{"grade": "outstanding", "why": "It is shown."}).wants(http.StatusOK, ""))
	if x.Status != readiness.AppraisalThird || x.OwnerID != "" {
		t.Errorf("two grades apart it is %s with %q", x.Status, x.OwnerID)
	}
	if p := h.asks(readiness.ImprovementLead, peerPath, "assign-appraisal", map[string]string{"part": "third", "person_id": person(peer)}).wants(http.StatusUnprocessableEntity, "invalid").problem(); p.Errors[0].Location != "body.person_id" {
		t.Errorf("the challenger as third reviewer: %+v", p.Errors)
	}
	h.asks(readiness.ImprovementLead, peerPath, "assign-appraisal", map[string]string{"part": "third", "person_id": person(readiness.QualityAssurance)}).wants(http.StatusOK, "")
	h.asks(readiness.AreaHead, peerPath, "settle-appraisal", map[string]string{"grade": "good", "reason": "x"}).wants(http.StatusForbidden, "forbidden")
	h.asks(readiness.QualityAssurance, peerPath, "settle-appraisal", map[string]string{"grade": "good", "reason": "Between the two."}).wants(http.StatusOK, "")
}

// TestWritingThroughTheHatch: what looks like a child's is refused without being repeated, what is too long with its limit, what is not the last version
// with its field; asked twice under one key it is one version.
func TestWritingThroughTheHatch(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	write := func(text map[string]any) *http.Request {
		return request(readiness.TeamManager, "POST", criterionPath+"/texts", text)
	}
	text := narrative()
	text["how"] = "The audit of NHS 943 476 5919."
	p := h.do(write(text)).wants(http.StatusUnprocessableEntity, "invalid").problem()
	if len(p.Errors) != 1 || p.Errors[0].Location != "body.keep" || !strings.Contains(p.Detail, papers.NHSNumber) || strings.Contains(p.Detail, "943") || len(house.assess.texts[appraisalID]) != 0 {
		t.Errorf("a child's number: %+v", p)
	}
	text["know"] = strings.Repeat("a", 20001)
	if p := h.do(write(text)).wants(http.StatusUnprocessableEntity, "invalid").problem(); p.Errors[0].Location != "body.know" || !strings.Contains(p.Errors[0].Message, "20,000 characters or fewer") {
		t.Errorf("too long: %+v", p.Errors)
	}
	text["know"], text["keep"] = "It is good.", "yes"
	first, again := write(text), write(text)
	again.Header.Set("Idempotency-Key", first.Header.Get("Idempotency-Key"))
	one, two := h.do(first).wants(http.StatusCreated, ""), h.do(again).wants(http.StatusCreated, "")
	if v := read[readiness.TextVersion](one); v.Number != 1 || one.Body.String() != two.Body.String() || one.Header().Get("Location") != api.Prefix+criterionPath+"/texts" {
		t.Errorf("kept %+v, then %s", v, two.Body)
	}
	if p := h.do(write(text)).wants(http.StatusUnprocessableEntity, "invalid").problem(); p.Errors[0].Location != "body.base" {
		t.Errorf("from an old version: %+v", p.Errors)
	}
	h.do(request(readiness.AreaHead, "POST", criterionPath+"/texts", text)).wants(http.StatusForbidden, "forbidden")
	if p := h.asks(readiness.TeamManager, criterionPath, "submit-appraisal", map[string]any{"version": 1, "sha256": "abc", "grade": "good", "confidence": "high"}).wants(http.StatusUnprocessableEntity, "invalid").problem(); p.Errors[0].Message != "The hash of the text must have 64 characters." {
		t.Errorf("a hash that is none: %+v", p.Errors)
	}
}

// TestElectedMemberSeesWhatWasPublished: nothing of a cycle that is not, whatever they ask.
func TestElectedMemberSeesWhatWasPublished(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	member := readiness.ElectedMember
	if list := read[struct{ Rows []readiness.AssessmentRow }](h.do(request(member, "GET", "/self-assessments", nil)).wants(http.StatusOK, "")); len(list.Rows) != 0 {
		t.Errorf("the list is %+v", list)
	}
	for _, path := range []string{cyclePath, criterionPath, criterionPath + "/texts"} {
		h.do(request(member, "GET", path, nil)).wants(http.StatusNotFound, "not-found")
	}
	h.asks(member, criterionPath, "return-appraisal", map[string]string{"missing": "x"}).wants(http.StatusNotFound, "not-found")
	h.asks(member, cyclePath, "cancel-assessment", map[string]string{"reason": "x"}).wants(http.StatusForbidden, "forbidden")
	if house.commands != 0 {
		t.Errorf("%d commands arrived", house.commands)
	}
	house.assess.cycle.Status = readiness.AssessmentPublished
	h.do(request(member, "GET", cyclePath, nil)).wants(http.StatusOK, "")
}

func TestRulesOfSelfAssessments(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	first := h.do(request(readiness.TeamManager, "GET", "/rules/self-assessment", nil)).wants(http.StatusOK, "")
	rules := read[readiness.AssessmentRules](first)
	change := func(role readiness.Role, ifMatch string) got {
		r := request(role, "PUT", "/rules/self-assessment", map[string]any{"reason": "A shorter spring.", "rules": rules})
		r.Header.Set("If-Match", ifMatch)
		return h.do(r)
	}
	rules.DraftDays = 20
	change(readiness.TeamManager, `"1"`).wants(http.StatusForbidden, "forbidden")
	if now := read[readiness.AssessmentRules](change(readiness.ImprovementLead, first.Header().Get("ETag")).wants(http.StatusOK, "")); now.Version != 2 || now.DraftDays != 20 {
		t.Errorf("they are %+v", now)
	}
	change(readiness.ImprovementLead, `"1"`).wants(http.StatusPreconditionFailed, "stale-version")
	rules.SignChiefDays = rules.SignDirectorDays
	if p := change(readiness.ImprovementLead, `"2"`).wants(http.StatusUnprocessableEntity, "invalid").problem(); len(p.Errors) != 1 || !strings.Contains(p.Errors[0].Location, "sign_chief_days") {
		t.Errorf("the chief executive before the director: %+v", p.Errors)
	}
	rules.DraftDays = 0
	if p := change(readiness.ImprovementLead, `"2"`).wants(http.StatusUnprocessableEntity, "invalid").problem(); p.Errors[0].Message != "The working days from the start to the drafts must be between 1 and 250." {
		t.Errorf("no days: %+v", p.Errors)
	}
}
