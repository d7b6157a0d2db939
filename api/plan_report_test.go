package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

func TestPlanReports(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	ask := map[string]string{"from": "2027-01-01", "until": "2027-02-28", "complaints_received": "9", "complaints_source": "The log"}
	h.do(request(readiness.TeamManager, "POST", "/plan/reports", ask)).wants(http.StatusForbidden, "forbidden")
	made := h.do(request(readiness.ImprovementLead, "POST", "/plan/reports", ask)).wants(http.StatusCreated, "")
	if to := made.Header().Get("Location"); !strings.HasSuffix(to, "/plan/reports/"+reportID) {
		t.Errorf("it is at %q", to)
	}
	ask["complaints_received"] = "some"
	h.do(request(readiness.ImprovementLead, "POST", "/plan/reports", ask)).wants(http.StatusUnprocessableEntity, "invalid")
	delete(ask, "complaints_received")
	h.do(request(readiness.ImprovementLead, "POST", "/plan/reports", ask)).wants(http.StatusUnprocessableEntity, "invalid")
	board := read[readiness.PlanReport](h.do(request(readiness.TeamManager, "GET", "/plan/reports/"+reportID, nil)).wants(http.StatusOK, ""))
	scrutiny := read[readiness.PlanReport](h.do(request(readiness.ElectedMember, "GET", "/plan/reports/"+reportID, nil)).wants(http.StatusOK, ""))
	if board.Plan.Words == "" || scrutiny.Plan.Words != "" || !scrutiny.Scrutiny || scrutiny.Plan.Received != 9 {
		t.Errorf("the board reads %+v and scrutiny %+v", board.Plan, scrutiny.Plan)
	}
	if list := read[struct{ Rows []readiness.PlanReportLine }](h.do(request(readiness.ElectedMember, "GET", "/plan/reports", nil)).wants(http.StatusOK, "")); len(list.Rows) != 1 || list.Rows[0].ID != reportID {
		t.Errorf("the list is %+v", list)
	}
	h.do(request(readiness.ElectedMember, "GET", "/plan/reports/"+otherID, nil)).wants(http.StatusNotFound, "not-found")
}
