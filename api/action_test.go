package api_test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/api"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const actionCommands = "/actions/" + actionID + "/commands/"

// action is a whole new action, with changes.
func action(change ...any) map[string]any {
	a := map[string]any{
		"title": "Write the plan with the family", "theme": "Planning", "outcome": "Families know the plan.", "measure": "Audit of 10 plans",
		"owner_id": person(readiness.TeamManager), "sponsor_id": person(readiness.AreaHead), "area_id": areaID, "start": "2027-03-03", "due": "2027-06-30",
	}
	for i := 0; i < len(change); i += 2 {
		a[change[i].(string)] = change[i+1]
	}
	return a
}

type added struct {
	ActionID string `json:"action_id"`
	Agreed   bool   `json:"agreed"`
}

func TestActionFromProposalToShownDone(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	owner, lead, checker := readiness.TeamManager, readiness.ImprovementLead, readiness.QualityAssurance
	g := h.do(request(owner, "POST", "/actions", action())).wants(http.StatusCreated, "")
	made := read[added](g)
	path := "/actions/" + made.ActionID
	if made.Agreed || g.Header().Get("Location") != api.Prefix+path {
		t.Errorf("made %+v at %s", made, g.Header().Get("Location"))
	}
	h.do(request(owner, "POST", path+"/commands/agree-action", nil)).wants(http.StatusForbidden, "forbidden")
	h.do(request(lead, "POST", path+"/commands/agree-action", nil)).wants(http.StatusOK, "")
	e := read[readiness.Evidence](h.do(request(owner, "POST", "/evidence", piece("action_id", made.ActionID, "shows_on", "2027-03-03"))).wants(http.StatusCreated, ""))
	claim := map[string]any{"difference": "Families sign their plans.", "evidence": []string{e.ID}}
	h.do(request(lead, "POST", path+"/commands/claim-action", claim)).wants(http.StatusForbidden, "forbidden")
	claimed := read[readiness.ImprovementAction](h.do(request(owner, "POST", path+"/commands/claim-action", claim)).wants(http.StatusOK, ""))
	if claimed.Status != readiness.ActionClaimed || claimed.VerifierID != person(checker) {
		t.Errorf("after the claim it is %s, checked by %q", claimed.Status, claimed.VerifierID)
	}
	accept := map[string]string{"accept": "yes"}
	h.do(request(readiness.AreaHead, "POST", path+"/commands/verify-action", accept)).wants(http.StatusForbidden, "forbidden") // in the owner's line
	shown := h.do(request(checker, "POST", path+"/commands/verify-action", accept)).wants(http.StatusOK, "")
	if a := read[readiness.ImprovementAction](shown); a.Status != readiness.ActionVerified || shown.Header().Get("ETag") != `"4"` {
		t.Errorf("after the check it is %s with ETag %s", a.Status, shown.Header().Get("ETag"))
	}
	h.do(request(owner, "POST", path+"/commands/update-action", map[string]string{"progress": "on_track", "done": "More."})).wants(http.StatusConflict, "conflict")
	view := h.do(request(lead, "GET", path, nil)).wants(http.StatusOK, "")
	if v := read[readiness.ActionView](view); v.Status != readiness.ActionVerified || v.State.Verified != calendar.DateOf(now) || view.Header().Get("ETag") != `"4"` {
		t.Errorf("the view is %s with ETag %s", v.Status, view.Header().Get("ETag"))
	}
}

// TestClaimsStandOnTheLedgersFacts asks that facts come from the ledger and from nowhere else.
func TestClaimsStandOnTheLedgersFacts(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	claim := func(change ...any) *http.Request {
		c := map[string]any{"difference": "Visits are on time.", "evidence": []string{pieceID}}
		for i := 0; i < len(change); i += 2 {
			c[change[i].(string)] = change[i+1]
		}
		return request(readiness.TeamManager, "POST", actionCommands+"claim-action", c)
	}
	for name, r := range map[string]*http.Request{
		"body.evidence": claim("evidence", []string{otherID}),
		"body.facts":    claim("facts", map[string]any{"evidence": []any{}}),
	} {
		if p := h.do(r).wants(http.StatusUnprocessableEntity, "invalid").problem(); len(p.Errors) != 1 || p.Errors[0].Location != name {
			t.Errorf("%s: got %+v", name, p.Errors)
		}
	}
	h.do(claim("evidence", []string{})).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(request(readiness.TeamManager, "POST", "/evidence/"+pieceID+"/withdraw", map[string]string{"reason": "Wrong month."})).wants(http.StatusNoContent, "")
	h.do(claim()).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(request(readiness.TeamManager, "POST", "/evidence", piece())).wants(http.StatusCreated, "")
	page := read[readiness.Page[readiness.Evidence]](h.do(request(readiness.TeamManager, "GET", "/evidence", nil)).wants(http.StatusOK, ""))
	h.do(claim("evidence", []string{page.Rows[1].ID})).wants(http.StatusOK, "")
}

func TestARepeatedActionIsOneAction(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	d := house.deps()
	d.Answers = nil // the plan itself must know the command
	h := open(t, d)
	key, update := freshKey(), map[string]string{"progress": "at_risk", "done": "Trained all.", "help": "A room."}
	repeat := func(method, path string, body any) got {
		r := request(readiness.ImprovementLead, method, path, body)
		r.Header.Set("Idempotency-Key", key)
		return h.do(r)
	}
	house.fail = readiness.Errorf(readiness.Unconfirmed, "This is not confirmed yet.")
	repeat("POST", "/actions", action()).wants(http.StatusServiceUnavailable, "unconfirmed")
	house.fail = nil
	first := read[added](repeat("POST", "/actions", action()).wants(http.StatusCreated, ""))
	if again := read[added](repeat("POST", "/actions", action()).wants(http.StatusCreated, "")); again != first || !again.Agreed || len(house.plan.actions) != 2 {
		t.Errorf("asked three times, it is %+v and %+v; the plan has %d", first, again, len(house.plan.actions))
	}
	key = freshKey()
	for range 2 {
		a := read[readiness.ImprovementAction](repeat("POST", actionCommands+"update-action", update).wants(http.StatusOK, ""))
		if a.Seq != 2 || a.Progress != "at_risk" || !slices.Contains(a.Commands, key) {
			t.Errorf("event %d says %s, by the commands %v", a.Seq, a.Progress, a.Commands)
		}
	}
}

func TestIfMatchOfActions(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	update := map[string]string{"progress": "on_track", "done": "Trained all."}
	for _, step := range []struct {
		ifMatch, code string
		status        int
	}{{`"1"`, "", 200}, {`"1"`, "stale-version", 412}, {`W/"2"`, "stale-version", 412}, {`"2"`, "", 200}, {"", "", 200}} {
		r := request(readiness.TeamManager, "POST", actionCommands+"update-action", update)
		r.Header.Set("If-Match", step.ifMatch)
		h.do(r).wants(step.status, step.code)
	}
}

func TestUnseenActionIsNotAsked(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	h.do(request(readiness.Director, "POST", "/actions/"+otherID+"/commands/drop-action", map[string]string{"reason": "x"})).wants(http.StatusNotFound, "not-found")
	h.do(request(readiness.Director, "GET", "/actions/"+otherID, nil)).wants(http.StatusNotFound, "not-found")
	if house.commands != 0 {
		t.Error("the command reached an action that is not there")
	}
}

// TestEveryFieldOfAnActionIsNamed asks that fields of an embedded form are called as they were sent.
func TestEveryFieldOfAnActionIsNamed(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	p := h.do(request(readiness.TeamManager, "POST", "/actions", nil)).wants(http.StatusUnprocessableEntity, "invalid").problem()
	said := map[string]string{}
	for _, e := range p.Errors {
		said[e.Location] = e.Message
	}
	want := map[string]string{
		"body.title": "Enter what the action is.", "body.theme": "Enter the theme.", "body.outcome": "Enter what is to be different for children.",
		"body.measure": "Enter what will show that it worked.", "body.owner_id": "Enter who owns the action.", "body.sponsor_id": "Enter who sponsors the action.",
		"body.start": "Enter the start.", "body.due": "Enter the due date.",
	}
	if !maps.Equal(said, want) {
		t.Errorf("got %q", said)
	}
	late := h.do(request(readiness.TeamManager, "POST", "/actions", action("due", "2027-03-01"))).wants(http.StatusUnprocessableEntity, "invalid").problem()
	if len(late.Errors) != 1 || late.Errors[0].Location != "body.due" {
		t.Errorf("got %+v", late.Errors)
	}
	h.do(request(readiness.TeamManager, "POST", "/actions", action("judgement", "BEST"))).wants(http.StatusUnprocessableEntity, "invalid")
	amend := map[string]any{"title": "See every child alone, and write it down", "theme": "Voice", "outcome": "As before.", "measure": "Audit of 20 visits", "reason": "Clearer."}
	h.do(request(readiness.TeamManager, "POST", actionCommands+"amend-action", amend)).wants(http.StatusForbidden, "forbidden")
	a := read[readiness.ImprovementAction](h.do(request(readiness.ImprovementLead, "POST", actionCommands+"amend-action", amend)).wants(http.StatusOK, ""))
	if a.Details.Title != amend["title"] || a.Details.Outcome != "As before." {
		t.Errorf("it reads %+v", a.Details)
	}
}

func TestOwnersOfActionsAreLetOffBySomebodyElse(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	drop, other := map[string]string{"reason": "Overtaken."}, map[string]string{"owner_id": otherID}
	h.do(request(readiness.TeamManager, "POST", actionCommands+"drop-action", drop)).wants(http.StatusForbidden, "forbidden")
	h.do(request(readiness.TeamManager, "POST", actionCommands+"assign-action", other)).wants(http.StatusForbidden, "forbidden")
	h.do(request(readiness.AreaHead, "POST", actionCommands+"assign-action", other)).wants(http.StatusOK, "")
	h.do(request(readiness.AreaHead, "POST", actionCommands+"name-verifier", map[string]string{"verifier_id": "x"})).wants(http.StatusForbidden, "forbidden")
	h.do(request(readiness.AreaHead, "POST", actionCommands+"drop-action", drop)).wants(http.StatusOK, "")
}

func TestPlanAsAFile(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	for _, title := range []string{"=1+1", "Second", "Third"} {
		h.do(request(readiness.ImprovementLead, "POST", "/actions", action("title", title))).wants(http.StatusCreated, "")
	}
	page := h.do(request(readiness.ElectedMember, "GET", "/actions?state=all", nil)).wants(http.StatusOK, "")
	if p := read[readiness.Page[readiness.ActionRow]](page); p.Total != 4 || len(p.Rows) != 2 || page.Header().Get("Link") == "" {
		t.Errorf("the page has %d of %d rows, and the link %q", len(p.Rows), p.Total, page.Header().Get("Link"))
	}
	r := request(readiness.ElectedMember, "GET", "/actions?state=all&text=secret", nil)
	r.Header.Set("Accept", "text/csv")
	g := h.do(r).wants(http.StatusOK, "")
	lines := strings.Split(strings.TrimSpace(g.Body.String()), "\n")
	if len(lines) != 5 || !strings.HasPrefix(lines[0], "action_id,reference,title,") || !strings.Contains(g.Body.String(), ",'=1+1,") {
		t.Errorf("the file is %s", g.Body)
	}
	if want := []string{"person-elected_member {improvement-plan csv state=all&text=* 4}"}; !slices.Equal(house.taken, want) {
		t.Errorf("the trail keeps %q, want %q", house.taken, want)
	}
}

func TestPlanFigures(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	list := read[struct{ Rows []readiness.ThemeFigures }](h.do(request(readiness.Director, "GET", "/plan/figures?theme=Voice&area=none&board=Cabinet", nil)).wants(http.StatusOK, ""))
	if len(list.Rows) != 1 || list.Rows[0].Theme != "Voice" || house.plan.asked != (readiness.PlanQuery{Theme: "Voice", AreaID: "none", Board: "Cabinet"}) {
		t.Errorf("asked for %+v, got %+v", house.plan.asked, list)
	}
	h.do(request(readiness.Director, "GET", "/plan/figures?state=live", nil)).wants(http.StatusUnprocessableEntity, "invalid")
	officers := read[struct{ Rows []readiness.Choice }](h.do(request(readiness.Director, "GET", "/officers", nil)).wants(http.StatusOK, ""))
	if len(officers.Rows) != 1 || officers.Rows[0].Code != person(readiness.TeamManager) {
		t.Errorf("the officers are %+v", officers.Rows)
	}
}
