package api_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// assessmentReports has one self-assessment, sealed or not.
type assessmentReports struct{ report readiness.AssessmentReport }

func (a *assessmentReports) AssessmentReport(_ context.Context, _ readiness.Actor, id string) (readiness.AssessmentReport, error) {
	if id != reportID {
		return readiness.AssessmentReport{}, readiness.Errorf(readiness.NotFound, "There is no such self-assessment.")
	}
	return a.report, nil
}

func (a *assessmentReports) VerifySeals(context.Context) (readiness.SealCheck, error) {
	return readiness.SealCheck{}, nil
}

// TestDownloadAssessment: the sealed bytes are sent as they are, and the trail keeps who took them.
func TestDownloadAssessment(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	d := house.deps()
	sealed := []byte("{\"name\": \"2026 <&>\"}\n")
	kept := &assessmentReports{readiness.AssessmentReport{AssessmentID: reportID, PublishedOn: calendar.On(2026, 5, 18), Seal: readiness.SHA256(sealed), Document: sealed}}
	d.AssessmentReports = kept
	h := open(t, d)
	path := "/self-assessments/" + reportID + "/download"
	got := h.do(request(readiness.TeamManager, "GET", path, nil)).wants(http.StatusOK, "")
	if got.Body.String() != string(sealed) || got.Header().Get("X-Seal") != readiness.SHA256(got.Body.Bytes()) || got.Header().Get("Content-Type") != "application/json" {
		t.Errorf("%v %q", got.Header(), got.Body.String())
	}
	if len(house.taken) != 1 || !strings.Contains(house.taken[0], "self-assessment") {
		t.Errorf("the trail has %q", house.taken)
	}
	h.do(request(readiness.Peer, "GET", path, nil)).wants(http.StatusForbidden, "forbidden")
	h.do(request(readiness.TeamManager, "GET", "/self-assessments/"+otherID+"/download", nil)).wants(http.StatusNotFound, "not-found")
	kept.report = readiness.AssessmentReport{AssessmentID: reportID, Name: "2027", Status: readiness.AssessmentDrafting}
	draft := h.do(request(readiness.TeamManager, "GET", path, nil)).wants(http.StatusOK, "")
	if read[readiness.AssessmentReport](draft).Name != "2027" || draft.Header().Get("X-Seal") != "" {
		t.Errorf("%s", draft.Body)
	}
}
