package api_test

import (
	"net/http"
	"testing"

	"github.com/sightline-readiness/sightline/api"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestFindingsOfPractice(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	finding := map[string]string{"source": "visit", "severity": "priority", "theme": "Voice", "text": "Children are not seen alone.", "found_on": "2027-02-01"}
	h.do(request(readiness.ElectedMember, "POST", "/findings-of-practice", finding)).wants(http.StatusForbidden, "forbidden")
	g := h.do(request(readiness.TeamManager, "POST", "/findings-of-practice", finding)).wants(http.StatusCreated, "")
	f := read[readiness.PracticeFinding](g)
	if f.Statement == nil || !f.Statement.Asks || g.Header().Get("Location") != api.Prefix+"/findings-of-practice/"+f.ID {
		t.Errorf("it reads %+v, at %s", f, g.Header().Get("Location"))
	}
	finding["found_on"] = "2027-03-04"
	p := h.do(request(readiness.TeamManager, "POST", "/findings-of-practice", finding)).wants(http.StatusUnprocessableEntity, "invalid").problem()
	if len(p.Errors) != 1 || p.Errors[0].Location != "body.found_on" {
		t.Errorf("got %+v", p.Errors)
	}
	page := read[readiness.Page[readiness.PracticeFinding]](h.do(request(readiness.ElectedMember, "GET", "/findings-of-practice?source=visit", nil)).wants(http.StatusOK, ""))
	if page.Total != 2 {
		t.Errorf("the register has %d findings", page.Total)
	}
	h.do(request(readiness.ElectedMember, "GET", "/findings-of-practice?source=rumour", nil)).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(request(readiness.ElectedMember, "GET", "/findings-of-practice/"+otherID, nil)).wants(http.StatusNotFound, "not-found")
}

func TestReceivedReportStartsTheClock(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	path, on := "/findings-of-practice/"+foundID, func(day string) map[string]string { return map[string]string{"received_on": day} }
	if f := read[readiness.PracticeFinding](h.do(request(readiness.ElectedMember, "GET", path, nil)).wants(http.StatusOK, "")); !f.Statement.Asks {
		t.Errorf("the clock runs without a day: %+v", f.Statement)
	}
	h.do(request(readiness.TeamManager, "PUT", path+"/received", on("2027-03-01"))).wants(http.StatusForbidden, "forbidden")
	h.do(request(readiness.ImprovementLead, "PUT", path+"/received", on("2027-01-31"))).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(request(readiness.ImprovementLead, "PUT", path+"/received", nil)).wants(http.StatusUnprocessableEntity, "invalid")
	f := read[readiness.PracticeFinding](h.do(request(readiness.ImprovementLead, "PUT", path+"/received", on("2027-03-01"))).wants(http.StatusOK, ""))
	if f.ReceivedOn != calendar.On(2027, 3, 1) || f.Statement.Asks || f.Statement.Due != calendar.England().Add(f.ReceivedOn, 70, calendar.Exclusive) {
		t.Errorf("received on %s it is due %+v", f.ReceivedOn, f.Statement)
	}
}

// TestFindingsAreFilteredByVisitAndFocus: the register is asked by the visit, by a focus area, and by what was there before a visit.
func TestFindingsAreFilteredByVisitAndFocus(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	finding := map[string]any{"source": "visit", "severity": "high", "theme": "Voice", "text": "Children are not seen alone.", "found_on": "2027-02-01", "focus": []string{"missing"}}
	f := read[readiness.PracticeFinding](h.do(request(readiness.TeamManager, "POST", "/findings-of-practice", finding)).wants(http.StatusCreated, ""))
	if len(f.Focus) != 1 || f.Focus[0] != "missing" {
		t.Errorf("kept for %v", f.Focus)
	}
	h.do(request(readiness.ElectedMember, "GET", "/findings-of-practice?focus=missing&before="+otherID+"&visit="+otherID, nil)).wants(http.StatusOK, "")
}
