package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/api"
	"github.com/sightline-readiness/sightline/internal/papers"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestPointFromMeetingToMeeting walks a point from what was said to the meeting that takes its answer.
func TestPointFromMeetingToMeeting(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	owner, convenor, chief := readiness.TeamManager, readiness.AreaHead, readiness.ChiefExecutive
	raise := map[string]any{"said": "Caseloads are too high.", "theme": "Workload", "owner_id": person(owner)}
	made := h.do(request(owner, "POST", "/meeting-dates/"+meetingID+"/points", raise)).wants(http.StatusCreated, "")
	id := read[struct {
		PointID string `json:"point_id"`
	}](made).PointID
	path := "/points/" + id
	if made.Header().Get("Location") != api.Prefix+path {
		t.Errorf("made at %s", made.Header().Get("Location"))
	}
	h.do(request(convenor, "POST", path+"/commands/answer-point", map[string]string{"outcome": "done", "we_did": "Two more workers."})).wants(http.StatusForbidden, "forbidden")
	p := h.do(request(owner, "POST", path+"/commands/answer-point", map[string]string{"outcome": "will_do", "we_did": "Two more workers."})).wants(http.StatusUnprocessableEntity, "invalid").problem()
	if len(p.Errors) != 1 || p.Errors[0].Location != "body.actions" {
		t.Errorf("without an action: %+v", p.Errors)
	}
	stale := request(owner, "POST", path+"/commands/answer-point", map[string]any{"outcome": "will_do", "we_did": "Two more workers.", "actions": []string{actionID}})
	stale.Header.Set("If-Match", `"7"`)
	h.do(stale).wants(http.StatusPreconditionFailed, "stale-version")
	answered := h.do(request(chief, "POST", path+"/commands/answer-point", map[string]any{"outcome": "will_do", "we_did": "Two more workers.", "actions": []string{actionID}})).wants(http.StatusOK, "")
	if x := read[readiness.Point](answered); x.Status != readiness.PointAnswered || answered.Header().Get("ETag") != `"2"` {
		t.Errorf("it is %s with ETag %s", x.Status, answered.Header().Get("ETag"))
	}
	h.do(request(chief, "POST", path+"/commands/hear-point", map[string]string{"accept": "yes"})).wants(http.StatusForbidden, "forbidden") // gave the answer
	h.do(request(convenor, "POST", path+"/commands/hear-point", map[string]string{"accept": "no"})).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(request(convenor, "POST", path+"/commands/hear-point", map[string]string{"accept": "yes"})).wants(http.StatusOK, "")
	view := h.do(request(owner, "GET", path, nil)).wants(http.StatusOK, "")
	if v := read[readiness.PointView](view); v.Status != readiness.PointHeard || view.Header().Get("ETag") != `"3"` {
		t.Errorf("the view is %s with ETag %s", v.Status, view.Header().Get("ETag"))
	}
	h.do(request(convenor, "POST", path+"/commands/withdraw-point", map[string]string{"reason": "Twice."})).wants(http.StatusConflict, "conflict")
	h.do(request(chief, "POST", "/points/"+pointID+"/commands/assign-point", map[string]string{"owner_id": person(convenor)})).wants(http.StatusOK, "")
	h.do(request(chief, "POST", "/points/"+pointID+"/commands/decide-point-escalation", map[string]string{"decision": "decide_myself"})).wants(http.StatusConflict, "conflict")
}

// TestPointsNameNoChild: what looks like a child's is refused until its sender names it, and kept as it was found.
func TestPointsNameNoChild(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	raise := map[string]any{"said": "NHS 943 476 5919 is on every form.", "theme": "Forms", "owner_id": person(readiness.TeamManager), "looks_like": []string{"something else"}}
	p := h.do(request(readiness.TeamManager, "POST", "/meeting-dates/"+meetingID+"/points", raise)).wants(http.StatusUnprocessableEntity, "invalid").problem()
	if len(p.Errors) != 1 || p.Errors[0].Location != "body.looks_like" || !strings.Contains(p.Detail, papers.NHSNumber) || strings.Contains(p.Detail, "943") {
		t.Errorf("got %+v", p)
	}
	raise["looks_like"] = []string{papers.NHSNumber, "something else"}
	h.do(request(readiness.TeamManager, "POST", "/meeting-dates/"+meetingID+"/points", raise)).wants(http.StatusCreated, "")
	if !slices.Equal(house.forum.raised.LooksLike, []string{papers.NHSNumber}) {
		t.Errorf("kept %q", house.forum.raised.LooksLike)
	}
}

func TestARepeatedPointIsOnePoint(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	d := house.deps()
	d.Answers = nil // the register itself must know the command
	h := open(t, d)
	key := freshKey()
	var ids []string
	for range 2 {
		r := request(readiness.TeamManager, "POST", "/meeting-dates/"+meetingID+"/points", map[string]any{"said": "No room to talk.", "theme": "Rooms", "owner_id": person(readiness.AreaHead)})
		r.Header.Set("Idempotency-Key", key)
		ids = append(ids, h.do(r).wants(http.StatusCreated, "").Header().Get("Location"))
	}
	if ids[0] != ids[1] || len(house.forum.points) != 2 {
		t.Errorf("made %v; there are %d points", ids, len(house.forum.points))
	}
}

func TestPointsAreListedAndTaken(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	page := read[readiness.Page[readiness.PointRow]](h.do(request(readiness.ElectedMember, "GET", "/points?state=open", nil)).wants(http.StatusOK, ""))
	if len(page.Rows) != 1 || page.Rows[0].Said != "Caseloads are too high." {
		t.Errorf("the list is %+v", page)
	}
	h.do(request(readiness.ElectedMember, "GET", "/points?state=bad", nil)).wants(http.StatusUnprocessableEntity, "invalid")
	r := request(readiness.ImprovementLead, "GET", "/points?state=open", nil)
	r.Header.Set("Accept", "text/csv")
	if g := h.do(r).wants(http.StatusOK, ""); !strings.HasPrefix(g.Body.String(), "point_id,said,theme,") || !strings.Contains(g.Body.String(), "Caseloads are too high.") || len(house.taken) != 1 {
		t.Errorf("the file is %s; the trail keeps %q", g.Body, house.taken)
	}
}
