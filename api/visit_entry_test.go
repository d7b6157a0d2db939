package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/api"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestRequestIsLoggedAnsweredAndSettled: asked twice under one key it is one entry; whoever answered does not settle.
func TestRequestIsLoggedAnsweredAndSettled(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	body := map[string]any{"kind": "request", "text": "The last three audits of South.", "owner_id": person(readiness.AreaHead)}
	h.do(request(readiness.ElectedMember, "POST", visitPath+"/entries", body)).wants(http.StatusForbidden, "forbidden")
	first, again := request(readiness.ImprovementLead, "POST", visitPath+"/entries", body), request(readiness.ImprovementLead, "POST", visitPath+"/entries", body)
	again.Header.Set("Idempotency-Key", first.Header.Get("Idempotency-Key"))
	made, second := h.do(first).wants(http.StatusCreated, ""), h.do(again).wants(http.StatusCreated, "")
	if made.Body.String() != second.Body.String() || len(house.entries.entries) != 1 {
		t.Fatalf("asked twice: %s and %s", made.Body, second.Body)
	}
	at := strings.TrimPrefix(made.Header().Get("Location"), api.Prefix)
	h.do(request(readiness.AreaHead, "POST", at+"/commands/answer-visit-entry", map[string]any{"text": ""})).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(request(readiness.AreaHead, "POST", at+"/commands/answer-visit-entry", map[string]any{"text": "They are in the room."})).wants(http.StatusOK, "")
	h.do(request(readiness.AreaHead, "POST", at+"/commands/settle-visit-entry", map[string]any{"text": ""})).wants(http.StatusForbidden, "forbidden")
	h.do(request(readiness.ImprovementLead, "POST", at+"/commands/settle-visit-entry", map[string]any{"text": ""})).wants(http.StatusOK, "")
	view := read[readiness.VisitEntryView](h.do(request(readiness.ImprovementLead, "GET", at, nil)).wants(http.StatusOK, ""))
	if view.Status != readiness.EntrySettled {
		t.Errorf("it is %s", view.Status)
	}
}

// TestConcernIsRaised: without a visit; who may not see the child finds neither its reference nor what was written; a name is asked about first.
func TestConcernIsRaised(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	body := map[string]any{"kind": "concern", "text": "Not seen for three weeks.", "child_ref": "51077"}
	named := map[string]any{"kind": "concern", "text": "His date of birth is 3 March 2012.", "child_ref": "51077"}
	h.do(request(readiness.QualityAssurance, "POST", "/concerns", named)).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(request(readiness.QualityAssurance, "POST", "/concerns", map[string]any{"kind": "concern", "text": "Not seen."})).wants(http.StatusUnprocessableEntity, "invalid")
	made := h.do(request(readiness.QualityAssurance, "POST", "/concerns", body)).wants(http.StatusCreated, "")
	at := strings.TrimPrefix(made.Header().Get("Location"), api.Prefix)
	if seen := read[readiness.VisitEntryView](h.do(request(readiness.QualityAssurance, "GET", at, nil)).wants(http.StatusOK, "")); seen.ChildRef == "" || seen.Said == "" {
		t.Errorf("who raised it sees %+v", seen.VisitEntryRow)
	}
	h.do(request(readiness.ElectedMember, "GET", at, nil)).wants(http.StatusForbidden, "forbidden")
	list := read[readiness.Page[readiness.VisitEntryRow]](h.do(request(readiness.TeamManager, "GET", "/visit-entries?kind=concern", nil)).wants(http.StatusOK, ""))
	if len(list.Rows) != 1 || list.Rows[0].ChildRef != "" || list.Rows[0].Said != "" {
		t.Errorf("a manager of another team sees %+v", list.Rows)
	}
}
