package api_test

import (
	"net/http"
	"testing"

	"github.com/sightline-readiness/sightline/api"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestPreScrutinyFromAskingToAnswer walks a request from its day to the answer: who owns the decision never says what scrutiny recommended.
func TestPreScrutinyFromAskingToAnswer(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	owner, convenor, today := readiness.TeamManager, readiness.AreaHead, calendar.DateOf(now)
	decides := today.AddDays(56)
	wish := map[string]any{"series_id": seriesID, "title": "A new home", "decides": decides.String(), "why": "It is new.", "plan_link": "http://plain.example", "owner_id": person(owner)}
	h.do(request(convenor, "POST", "/pre-scrutiny", wish)).wants(http.StatusUnprocessableEntity, "invalid")
	wish["plan_link"] = "https://plan.example/7"
	h.do(request(readiness.ElectedMember, "POST", "/pre-scrutiny", wish)).wants(http.StatusForbidden, "forbidden")
	made := h.do(request(convenor, "POST", "/pre-scrutiny", wish)).wants(http.StatusCreated, "")
	id := read[struct {
		ID string `json:"pre_scrutiny_id"`
	}](made).ID
	path := "/pre-scrutiny/" + id
	if made.Header().Get("Location") != api.Prefix+path {
		t.Errorf("made at %s", made.Header().Get("Location"))
	}
	command := func(by readiness.Role, name string, body any) *http.Request {
		return request(by, "POST", path+"/commands/"+name, body)
	}
	h.do(command(convenor, "agree-pre-scrutiny", map[string]string{"meets_on": calendar.England().Add(today, 20, calendar.Exclusive).String()})).wants(http.StatusForbidden, "forbidden")
	h.do(command(owner, "agree-pre-scrutiny", map[string]string{"meets_on": decides.String()})).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(command(owner, "agree-pre-scrutiny", map[string]string{"meets_on": calendar.England().Add(today, 20, calendar.Exclusive).String()})).wants(http.StatusOK, "")
	said := map[string]any{"on": today.String(), "recommends": "some", "recommendations": []string{"Wait."}, "theme": "Homes", "severity": "high"}
	h.do(command(owner, "consider-pre-scrutiny", said)).wants(http.StatusForbidden, "forbidden")
	h.do(command(convenor, "consider-pre-scrutiny", said)).wants(http.StatusOK, "")
	h.do(command(owner, "answer-recommendations", map[string]string{"outcome": "refused"})).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(command(owner, "answer-recommendations", map[string]string{"outcome": "refused", "reason": "It cannot wait."})).wants(http.StatusOK, "")
	view := h.do(request(readiness.ElectedMember, "GET", path, nil)).wants(http.StatusOK, "")
	if v := read[readiness.PreScrutinyView](view); v.Status != readiness.PreScrutinyAnswered || view.Header().Get("ETag") != `"4"` {
		t.Errorf("the view is %s with ETag %s", v.Status, view.Header().Get("ETag"))
	}
	h.do(command(convenor, "withdraw-pre-scrutiny", map[string]string{"reason": "Late."})).wants(http.StatusConflict, "conflict")
}
