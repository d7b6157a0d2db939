package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/api"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const (
	visitPath    = "/visits/" + visitID
	pastPath     = "/visits/" + pastID
	scopePath    = "/visit-steps/" + scopeID
	briefingPath = "/visit-steps/" + briefingID
)

// shows says what a step of the test house closes on.
func (h *house) shows(step string, f readiness.GateFacts) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.visits.gates[step] = f
}

// stepOf is the id of a step of a visit.
func (h *hatch) stepOf(visit, code string) string {
	h.t.Helper()
	for _, row := range read[readiness.VisitView](h.do(request(readiness.Director, "GET", visit, nil)).wants(http.StatusOK, "")).Rows {
		if row.Code == code {
			return row.StepID
		}
	}
	h.t.Fatalf("%s has no step %s", visit, code)
	return ""
}

// TestVisitIsPlanned: each kind of visit that begins by being planned, and the call that begins at once; asked twice under one key it is one visit.
func TestVisitIsPlanned(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		body   map[string]any
		status readiness.VisitStatus
		on     calendar.Date
	}{
		"monitoring": {map[string]any{"kind": "monitoring", "on": "2027-06-07", "focus": []string{"care_leavers", "missing"}, "leads": []string{"", person(readiness.AreaHead)}}, readiness.VisitPlanned, calendar.On(2027, 6, 7)},
		"focused":    {map[string]any{"kind": "focused", "name": "The front door", "on": "2027-06-07", "focus": []string{"missing"}}, readiness.VisitPlanned, calendar.On(2027, 6, 7)},
		"the call":   {map[string]any{"kind": "standard"}, readiness.VisitPreparing, calendar.On(2027, 3, 8)},
		"rehearsed":  {map[string]any{"kind": "short", "rehearsal": "yes"}, readiness.VisitPreparing, calendar.On(2027, 3, 8)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			house := newHouse(t)
			h := open(t, house.deps())
			h.do(request(readiness.AreaHead, "POST", "/visits", tt.body)).wants(http.StatusForbidden, "forbidden")
			first, again := request(readiness.ImprovementLead, "POST", "/visits", tt.body), request(readiness.ImprovementLead, "POST", "/visits", tt.body)
			again.Header.Set("Idempotency-Key", first.Header.Get("Idempotency-Key"))
			made, second := h.do(first).wants(http.StatusCreated, ""), h.do(again).wants(http.StatusCreated, "")
			if made.Body.String() != second.Body.String() || len(house.visits.visits) != 3 {
				t.Errorf("asked twice: %s and %s; there are %d visits", made.Body, second.Body, len(house.visits.visits))
			}
			at := strings.TrimPrefix(made.Header().Get("Location"), api.Prefix)
			v := read[readiness.VisitView](h.do(request(readiness.ElectedMember, "GET", at, nil)).wants(http.StatusOK, ""))
			if v.Status != tt.status || v.On != tt.on || v.Rehearsal != (tt.body["rehearsal"] == "yes") || v.VisitRow.Steps != len(v.Rows) || v.State.Terms.Ladder.Rungs != nil {
				t.Errorf("it is %+v", v)
			}
		})
	}
}

func TestVisitThatCannotBePlanned(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	for location, body := range map[string]map[string]any{
		"body.kind":   {"kind": "social", "on": "2027-06-07"},
		"body.on":     {"kind": "monitoring", "on": "2027-06-06", "focus": []string{"missing"}},
		"body.focus":  {"kind": "monitoring", "on": "2027-06-07", "focus": []string{"private_fostering"}},
		"body.leads":  {"kind": "monitoring", "on": "2027-06-07", "focus": []string{"missing"}, "leads": []string{"", ""}},
		"body.called": {"kind": "short", "called": "2027-03-04"},
	} {
		if p := h.do(request(readiness.Director, "POST", "/visits", body)).wants(http.StatusUnprocessableEntity, "invalid").problem(); len(p.Errors) != 1 || p.Errors[0].Location != location {
			t.Errorf("%s: %+v", location, p.Errors)
		}
	}
}

// TestLifeOfAVisit from the hatch: somebody is named, steps close on what shows them, the visit comes nearer, and the director brings back what was left out.
func TestLifeOfAVisit(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	h.asks(readiness.QualityAssurance, visitPath, "name-visit-holder", map[string]string{"slot": "lead", "person_id": person(readiness.TeamManager)}).wants(http.StatusForbidden, "forbidden")
	h.asks(readiness.Director, visitPath, "name-visit-holder", map[string]string{"slot": "lead", "person_id": person(readiness.TeamManager)}).wants(http.StatusOK, "")
	if s := read[readiness.VisitStepRow](h.do(request(readiness.ElectedMember, "GET", briefingPath, nil)).wants(http.StatusOK, "")); s.OwnerID != person(readiness.TeamManager) || s.Gate != "evidence" || s.Visit == "" {
		t.Errorf("the step: %+v", s)
	}
	if p := h.asks(readiness.TeamManager, briefingPath, "close-visit-step", nil).wants(http.StatusConflict, "conflict").problem(); !strings.HasPrefix(p.Detail, "A step closes on evidence, not on a tick.") {
		t.Errorf("on a tick: %s", p.Detail)
	}
	house.shows(briefingID, readiness.GateFacts{Evidence: []string{pieceID}})
	closed := h.asks(readiness.TeamManager, briefingPath, "close-visit-step", map[string]string{"note": "All four teams."}).wants(http.StatusOK, "")
	if s := read[readiness.VisitStep](closed); s.Status != readiness.StepDone || s.Done.Evidence[0] != pieceID || s.Terms.Ladder.Rungs != nil {
		t.Errorf("closed: %+v", s)
	}
	if tag := h.do(request(readiness.Director, "GET", briefingPath, nil)).Header().Get("ETag"); tag != closed.Header().Get("ETag") {
		t.Errorf("the ETag is %s and was %s", tag, closed.Header().Get("ETag"))
	}
	moved := map[string]string{"on": "2027-03-08", "reason": "Ofsted asked for it."}
	stale := request(readiness.ImprovementLead, "POST", visitPath+"/commands/move-visit", moved)
	stale.Header.Set("If-Match", `"1"`)
	h.do(stale).wants(http.StatusPreconditionFailed, "stale-version")
	if x := read[readiness.Visit](h.asks(readiness.ImprovementLead, visitPath, "move-visit", moved).wants(http.StatusOK, "")); x.Short == nil || x.Short.LeftOut[0] != "agree_scope" || house.visits.steps[scopeID].Status != readiness.StepLeftOut {
		t.Errorf("moved: %+v, and its step is %s", x, house.visits.steps[scopeID].Status)
	}
	back := map[string][]string{"keep": {"agree_scope"}}
	h.asks(readiness.ImprovementLead, visitPath, "decide-short-notice", back).wants(http.StatusForbidden, "forbidden")
	h.asks(readiness.Director, visitPath, "decide-short-notice", back).wants(http.StatusOK, "")
	h.asks(readiness.AreaHead, scopePath, "close-visit-step", nil).wants(http.StatusForbidden, "forbidden")
	h.asks(readiness.QualityAssurance, scopePath, "close-visit-step", nil).wants(http.StatusOK, "")
	h.asks(readiness.AreaHead, scopePath, "reopen-visit-step", map[string]string{"reason": "Two teams were left out."}).wants(http.StatusOK, "")
	h.asks(readiness.ImprovementLead, visitPath, "cancel-visit", map[string]string{"reason": "Put off to the summer."}).wants(http.StatusOK, "")
	if s := house.visits.steps[scopeID]; !s.Over || s.Status != readiness.StepDropped {
		t.Errorf("the step of a visit that was called off is %+v", s)
	}
}

// TestWaiver: the owner asks, somebody else answers; a step can be given away, and what reached nobody cannot be decided.
func TestWaiver(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	why := map[string]string{"reason": "It was agreed in January."}
	h.asks(readiness.TeamManager, scopePath, "waive-visit-step", why).wants(http.StatusForbidden, "forbidden")
	if s := read[readiness.VisitStep](h.asks(readiness.AreaHead, scopePath, "waive-visit-step", why).wants(http.StatusOK, "")); s.Status != readiness.StepAsked {
		t.Errorf("asked: %+v", s)
	}
	h.asks(readiness.AreaHead, scopePath, "answer-waiver", map[string]string{"answer": "grant"}).wants(http.StatusForbidden, "forbidden")
	if p := h.asks(readiness.ImprovementLead, scopePath, "answer-waiver", map[string]string{"answer": "refuse"}).wants(http.StatusUnprocessableEntity, "invalid").problem(); p.Errors[0].Location != "body.note" {
		t.Errorf("without a word: %+v", p.Errors)
	}
	h.asks(readiness.AreaHead, scopePath, "assign-visit-step", map[string]string{"owner_id": person(readiness.TeamManager)}).wants(http.StatusOK, "")
	if s := read[readiness.VisitStep](h.asks(readiness.ImprovementLead, scopePath, "waive-visit-step", why).wants(http.StatusOK, "")); s.Status != readiness.StepWaived || s.Waiver.Grant != person(readiness.ImprovementLead) {
		t.Errorf("waived: %+v", s)
	}
	more := map[string]string{"decision": "more_time", "until": "2027-04-01", "reason": "x"}
	h.asks(readiness.AreaHead, briefingPath, "decide-visit-step-escalation", more).wants(http.StatusConflict, "conflict")
	h.asks(readiness.AreaHead, visitPath, "decide-visit-escalation", more).wants(http.StatusConflict, "conflict")
}

// TestLetter: it is entered once the inspectors have left, gives its step a day, and the visit is closed when nothing of it is open.
func TestLetter(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	received := map[string]string{"on": "2027-03-02"}
	h.asks(readiness.ImprovementLead, visitPath, "enter-visit-letter", received).wants(http.StatusConflict, "conflict")
	findings := h.stepOf(pastPath, "register_findings")
	h.asks(readiness.ImprovementLead, pastPath, "enter-visit-letter", received).wants(http.StatusOK, "")
	if s := house.visits.steps[findings]; s.Status != readiness.StepOpen || s.Counted != calendar.On(2027, 3, 2) {
		t.Errorf("the step that waited for the letter: %+v", s)
	}
	if p := h.asks(readiness.ImprovementLead, pastPath, "close-visit", nil).wants(http.StatusConflict, "conflict").problem(); !strings.Contains(p.Detail, "still open: 4") {
		t.Errorf("closed too early: %s", p.Detail)
	}
	for code, shown := range map[string]readiness.GateFacts{
		"agree_scope": {}, "brief_staff": {Evidence: []string{pieceID}}, "note_feedback": {Evidence: []string{pieceID}}, "register_findings": {Done: 2, Of: 2},
	} {
		id := h.stepOf(pastPath, code)
		house.shows(id, shown)
		h.asks(readiness.ImprovementLead, "/visit-steps/"+id, "close-visit-step", nil).wants(http.StatusOK, "")
	}
	h.asks(readiness.ImprovementLead, pastPath, "close-visit", map[string]string{"note": "Thanks to all."}).wants(http.StatusOK, "")
	list := read[struct{ Rows []readiness.VisitRow }](h.do(request(readiness.ElectedMember, "GET", "/visits", nil)).wants(http.StatusOK, ""))
	if len(list.Rows) != 2 || list.Rows[0].VisitID != visitID || list.Rows[1].Status != readiness.VisitClosed || list.Rows[1].Settled != 4 {
		t.Errorf("the list is %+v", list.Rows)
	}
}

func TestRulesOfVisits(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	first := h.do(request(readiness.TeamManager, "GET", "/rules/visits", nil)).wants(http.StatusOK, "")
	rules := read[readiness.VisitRules](first)
	change := func(role readiness.Role, ifMatch string) got {
		r := request(role, "PUT", "/rules/visits", map[string]any{"reason": "Audits take longer.", "rules": rules})
		r.Header.Set("If-Match", ifMatch)
		return h.do(r)
	}
	rules.AuditDays = 15
	change(readiness.TeamManager, `"1"`).wants(http.StatusForbidden, "forbidden")
	if now := read[readiness.VisitRules](change(readiness.ImprovementLead, first.Header().Get("ETag")).wants(http.StatusOK, "")); now.Version != 2 || now.AuditDays != 15 {
		t.Errorf("they are %+v", now)
	}
	change(readiness.ImprovementLead, `"1"`).wants(http.StatusPreconditionFailed, "stale-version")
	rules.AuditDays = 0
	if p := change(readiness.ImprovementLead, `"2"`).wants(http.StatusUnprocessableEntity, "invalid").problem(); p.Errors[0].Message != "The working days for an audit must be between 1 and 250." {
		t.Errorf("no days: %+v", p.Errors)
	}
}

// TestScoreOfAVisit: everybody who sees visits reads which steps were on time, and of a visit that there is none of, that there is none.
func TestScoreOfAVisit(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	s := read[readiness.VisitScoreView](h.do(request(readiness.ElectedMember, "GET", visitPath+"/score", nil)).wants(http.StatusOK, ""))
	if s.Visit.VisitID != visitID || s.Score.Ended || s.Last != nil || s.Score.Steps+s.Score.Ahead != len(s.Score.Rows) || len(s.Score.Rows) != 4 || !strings.HasPrefix(s.Words, "No step was due so far; 4 not due yet.") {
		t.Errorf("%+v", s)
	}
	h.do(request(readiness.ElectedMember, "GET", "/visits/"+scopeID+"/score", nil)).wants(http.StatusNotFound, "not-found")
	if v := read[readiness.VisitView](h.do(request(readiness.Director, "GET", visitPath, nil)).wants(http.StatusOK, "")); v.Forecast == nil {
		t.Error("a visit has no forecast")
	}
}
