package api_test

import (
	"net/http"
	"testing"

	"github.com/sightline-readiness/sightline/api"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestMeetingsThatComeAgain(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	lead := readiness.ImprovementLead
	series := map[string]any{"name": "Scrutiny", "kind": "scrutiny", "convenor_id": person(lead), "weekday": "tuesday", "every": "weeks", "from": "2027-03-04"}
	if p := h.do(request(lead, "POST", "/meetings", series)).wants(http.StatusUnprocessableEntity, "invalid").problem(); len(p.Errors) != 1 || p.Errors[0].Location != "body.weeks" {
		t.Errorf("without weeks: %+v", p.Errors)
	}
	series["weeks"] = 6
	made := h.do(request(lead, "POST", "/meetings", series)).wants(http.StatusCreated, "")
	if s := read[readiness.MeetingSeries](made); s.Weeks != 6 || made.Header().Get("Location") != api.Prefix+"/meetings/"+seriesID {
		t.Errorf("made %+v at %s", s, made.Header().Get("Location"))
	}
	series["name"] = "Scrutiny committee"
	h.do(request(lead, "PUT", "/meetings/"+seriesID, series)).wants(http.StatusOK, "")
	h.do(request(lead, "PUT", "/meetings/"+otherID, series)).wants(http.StatusNotFound, "not-found")
	h.do(request(lead, "PUT", "/meetings/"+seriesID+"/members", map[string]any{"members": []any{map[string]string{"name": ""}}})).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(request(lead, "PUT", "/meetings/"+seriesID+"/members", map[string]any{"members": []any{map[string]string{"name": "Nia Rowe", "area_id": areaID}}})).wants(http.StatusNoContent, "")
	view := read[readiness.MeetingSeries](h.do(request(readiness.TeamManager, "GET", "/meetings/"+seriesID, nil)).wants(http.StatusOK, ""))
	if view.Name != "Scrutiny committee" || len(view.Members) != 1 || view.Members[0].AreaID != areaID {
		t.Errorf("it is %+v", view)
	}
	if list := read[struct{ Rows []readiness.MeetingSeries }](h.do(request(readiness.ElectedMember, "GET", "/meetings", nil)).wants(http.StatusOK, "")); len(list.Rows) != 1 {
		t.Errorf("the list is %+v", list)
	}
	end := map[string]string{"reason": "Merged with the board."}
	h.do(request(lead, "POST", "/meetings/"+seriesID+"/end", end)).wants(http.StatusNoContent, "")
	h.do(request(lead, "POST", "/meetings/"+seriesID+"/end", end)).wants(http.StatusConflict, "conflict")
}

func TestMeetingsAreChanged(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	convenor, lead := readiness.AreaHead, readiness.ImprovementLead
	h.do(request(lead, "POST", "/meetings/"+seriesID+"/dates", map[string]string{"on": "2027-02-04"})).wants(http.StatusUnprocessableEntity, "invalid")
	made := h.do(request(lead, "POST", "/meetings/"+seriesID+"/dates", map[string]string{"on": "2027-04-01"})).wants(http.StatusCreated, "")
	path := "/meeting-dates/" + read[readiness.Meeting](made).ID
	if made.Header().Get("Location") != api.Prefix+path {
		t.Errorf("made at %s", made.Header().Get("Location"))
	}
	h.do(request(readiness.TeamManager, "POST", path+"/set-agenda", map[string]string{"agenda": "Workload"})).wants(http.StatusForbidden, "forbidden")
	h.do(request(convenor, "POST", path+"/set-agenda", map[string]string{"agenda": "Workload"})).wants(http.StatusOK, "")
	h.do(request(convenor, "POST", path+"/hold-meeting", map[string]int{"came": 9})).wants(http.StatusConflict, "conflict") // its day has not come
	h.do(request(convenor, "POST", path+"/move-meeting", map[string]string{"on": "2027-04-08", "reason": "Half term."})).wants(http.StatusOK, "")
	h.do(request(convenor, "POST", path+"/cancel-meeting", map[string]string{})).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(request(convenor, "POST", path+"/cancel-meeting", map[string]string{"reason": "Snow."})).wants(http.StatusOK, "")
	if m := read[readiness.Meeting](h.do(request(convenor, "GET", path, nil)).wants(http.StatusOK, "")); !m.Cancelled || m.Agenda != "Workload" || m.Was != calendar.On(2027, 4, 1) || m.On != calendar.On(2027, 4, 8) {
		t.Errorf("it is %+v", m)
	}
	held := read[readiness.Meeting](h.do(request(convenor, "POST", "/meeting-dates/"+meetingID+"/hold-meeting", map[string]int{"came": 9})).wants(http.StatusOK, ""))
	if !held.Held || held.Came != 9 {
		t.Errorf("it is %+v", held)
	}
}
