package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

// auditing opens the hatch over one sample and one audit.
func auditing(t *testing.T) (*hatch, *auditShelf) {
	t.Helper()
	house := newHouse(t)
	deps, a := house.deps(), newAuditShelf(t, house)
	deps.CaseAudits, deps.Samples, deps.Commands = a, a, a
	return open(t, deps), a
}

func writtenAudit(grade string) map[string]any {
	return map[string]any{
		"part": "audit", "overall": grade, "why": "The plan is out of date.", "sections": []map[string]any{{"code": "voice", "grade": grade, "evidence": "Two visits.", "difference": "He was heard."}},
	}
}

// TestAuditIsWrittenSentAndModeratedBlind: by whoever has the part, whole, without a name; a moderator gets the grades once they have given theirs.
func TestAuditIsWrittenSentAndModeratedBlind(t *testing.T) {
	t.Parallel()
	h, _ := auditing(t)
	path := "/case-audits/" + auditID
	h.do(request(readiness.QualityAssurance, "POST", path+"/texts", writtenAudit("good"))).wants(http.StatusForbidden, "forbidden")
	h.do(request(readiness.ElectedMember, "POST", path+"/texts", writtenAudit("good"))).wants(http.StatusForbidden, "forbidden")
	h.do(request(readiness.ImprovementLead, "POST", path+"/texts", map[string]any{"part": "audit"})).wants(http.StatusUnprocessableEntity, "invalid")
	named := writtenAudit("good")
	named["why"] = "His date of birth is 3 March 2012."
	if answer := h.do(request(readiness.ImprovementLead, "POST", path+"/texts", named)).wants(http.StatusUnprocessableEntity, "invalid"); !strings.Contains(answer.Body.String(), "keep") {
		t.Errorf("a date of birth: %s", answer.Body)
	}
	kept := read[readiness.CaseAuditVersion](h.do(request(readiness.ImprovementLead, "POST", path+"/texts", writtenAudit("outstanding"))).wants(http.StatusCreated, ""))
	sent := map[string]any{"version": kept.Number, "sha256": kept.SHA256, "overall": "outstanding", "sections": map[string]string{"voice": "outstanding"}, "concern": "no"}
	h.do(request(readiness.ImprovementLead, "POST", path+"/commands/submit-case-audit", sent)).wants(http.StatusOK, "")

	blind := h.do(request(readiness.QualityAssurance, "GET", path, nil)).wants(http.StatusOK, "")
	if text := blind.Body.String(); strings.Contains(text, "outstanding") || strings.Contains(text, "out of date") || !strings.Contains(text, "Two visits.") {
		t.Errorf("before it is moderated its moderator reads %s", text)
	}
	if own := h.do(request(readiness.ImprovementLead, "GET", path, nil)).wants(http.StatusOK, ""); !strings.Contains(own.Body.String(), "outstanding") {
		t.Errorf("its auditor reads %s", own.Body)
	}
	own := map[string]any{"part": "moderation", "overall": "good", "why": "Nearly.", "sections": []map[string]any{{"code": "voice", "grade": "good"}}}
	given := read[readiness.CaseAuditVersion](h.do(request(readiness.QualityAssurance, "POST", path+"/texts", own)).wants(http.StatusCreated, ""))
	h.do(request(readiness.QualityAssurance, "POST", path+"/commands/moderate-case-audit", map[string]any{"version": given.Number, "sha256": given.SHA256, "overall": "good", "sections": map[string]string{"voice": "good"}, "concern": "no"})).wants(http.StatusOK, "")
	if after := h.do(request(readiness.QualityAssurance, "GET", path, nil)).wants(http.StatusOK, ""); !strings.Contains(after.Body.String(), "outstanding") {
		t.Errorf("after it is moderated its moderator reads %s", after.Body)
	}
}

// TestAnAnswerKeepsModerationBlind: a moderator who raises a concern does not learn the auditor's grades with the answer.
func TestAnAnswerKeepsModerationBlind(t *testing.T) {
	t.Parallel()
	h, a := auditing(t)
	sent := readiness.SubmitCaseAudit{SentGrades: readiness.SentGrades{Version: 1, AuditGrades: readiness.AuditGrades{Overall: "outstanding", Sections: map[string]string{"voice": "outstanding"}}}}
	var err error
	if a.x, _, err = a.x.Do(sent, readiness.Asked{By: readiness.Actor{PersonID: a.x.AuditorID}}, now); err != nil {
		t.Fatal(err)
	}
	answer := h.do(request(readiness.QualityAssurance, "POST", "/case-audits/"+auditID+"/commands/raise-audit-concern", map[string]any{})).wants(http.StatusOK, "")
	if strings.Contains(answer.Body.String(), "outstanding") || len(a.x.Concerns) != 1 {
		t.Errorf("%s", answer.Body)
	}
}

// TestSampleByHatch: drawn once by whoever may, a child replaced with a reason and without describing it, and given out; the audits of both children follow.
func TestSampleByHatch(t *testing.T) {
	t.Parallel()
	h, a := auditing(t)
	path := "/visits/" + visitID + "/focus-areas/care_leavers"
	if v := read[readiness.SampleView](h.do(request(readiness.TeamManager, "GET", path+"/sample", nil)).wants(http.StatusOK, "")); v.Sample != nil {
		t.Errorf("before it is drawn: %+v", v)
	}
	h.do(request(readiness.QualityAssurance, "GET", "/visits/"+visitID+"/focus-areas/nothing/sample", nil)).wants(http.StatusNotFound, "not-found")
	sizes := map[string]any{"deep": 1, "dip": 1, "risk": 0}
	h.do(request(readiness.TeamManager, "POST", path+"/sample", sizes)).wants(http.StatusForbidden, "forbidden")
	h.do(request(readiness.QualityAssurance, "POST", path+"/sample", map[string]any{"deep": 0, "dip": 1, "risk": 0})).wants(http.StatusUnprocessableEntity, "invalid")
	s := read[readiness.Sample](h.do(request(readiness.QualityAssurance, "POST", path+"/sample", sizes)).wants(http.StatusCreated, ""))
	if len(s.Drawn) != 2 || s.Seed == "" || !slices.EqualFunc(readiness.Draw(s.Seed, s.Among, s.DrawSample), s.Drawn, func(x, y readiness.Drawn) bool { return x == y }) {
		t.Fatalf("the answer does not hold the draw: %+v", s)
	}
	h.do(request(readiness.ImprovementLead, "POST", path+"/sample", sizes)).wants(http.StatusConflict, "conflict")

	replace := path + "/sample/children/" + s.Drawn[0].ChildID + "/replace"
	h.do(request(readiness.QualityAssurance, "POST", replace, map[string]any{"reason": "other"})).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(request(readiness.QualityAssurance, "POST", replace, map[string]any{"reason": "other", "note": "Born on 3 March 2012."})).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(request(readiness.TeamManager, "POST", replace, map[string]any{"reason": "moved"})).wants(http.StatusForbidden, "forbidden")
	now := read[readiness.SampleView](h.do(request(readiness.QualityAssurance, "POST", replace, map[string]any{"reason": "moved"})).wants(http.StatusOK, ""))
	if len(now.Rows) != 3 || !now.Rows[0].Replaced() || !slices.Equal(a.ended, []string{auditID}) || !slices.Equal(a.opened, []string{auditID}) {
		t.Errorf("%+v; ended %v, began %v", now.Rows, a.ended, a.opened)
	}
	h.do(request(readiness.QualityAssurance, "POST", replace, map[string]any{"reason": "moved"})).wants(http.StatusConflict, "conflict")

	give := map[string]any{"auditors": []string{person(readiness.AreaHead)}, "moderators": []string{person(readiness.QualityAssurance)}}
	h.do(request(readiness.QualityAssurance, "POST", path+"/sample/give", map[string]any{"auditors": []string{}})).wants(http.StatusUnprocessableEntity, "invalid")
	if out := h.do(request(readiness.QualityAssurance, "POST", path+"/sample/give", give)).wants(http.StatusOK, ""); !strings.Contains(out.Body.String(), `"given":1`) || len(a.opened) != 2 {
		t.Errorf("given out: %s, began %v", out.Body, a.opened)
	}
	if list := read[readiness.CaseAuditList](h.do(request(readiness.TeamManager, "GET", path+"/audits", nil)).wants(http.StatusOK, "")); len(list.Rows) != 1 || list.Rows[0].CaseAuditID != auditID {
		t.Errorf("%+v", list.Rows)
	}
	h.do(request(readiness.TeamManager, "GET", path+"/audits/compare", nil)).wants(http.StatusOK, "")
	h.do(request(readiness.TeamManager, "GET", "/audit-calibration", nil)).wants(http.StatusOK, "")
	h.do(request(readiness.ElectedMember, "GET", "/audit-calibration", nil)).wants(http.StatusForbidden, "forbidden")
}
