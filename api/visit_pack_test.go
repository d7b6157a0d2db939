package api_test

import (
	"context"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const packID = "0198a000-0000-7000-8000-000000000120"

// packing has one pack of the visit that comes.
type packing struct{}

func (packing) line() readiness.VisitPackLine {
	return readiness.VisitPackLine{ID: packID, VisitID: visitID, Visit: "Monitoring visit", Number: 1, Kind: "asked", By: "Iris Lowe", At: now}
}

func (p packing) MakeVisitPack(ctx context.Context, _ string, asked readiness.Asked) (readiness.VisitPack, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunVisits, readiness.Place{}); err != nil {
		return readiness.VisitPack{}, err
	}
	return p.VisitPack(ctx, asked.By, packID)
}

func (p packing) VisitPacks(context.Context, readiness.Actor, string) (readiness.VisitPackList, error) {
	return readiness.VisitPackList{VisitID: visitID, Visit: "Monitoring visit", Packs: []readiness.VisitPackLine{p.line()}}, nil
}

func (p packing) VisitPack(_ context.Context, viewer readiness.Actor, _ string) (readiness.VisitPack, error) {
	pack := readiness.VisitPack{VisitPackLine: p.line(), Pack: readiness.FrozenPack{
		FrozenOn: calendar.DateOf(now), Kind: "monitoring", Least: 6, Areas: []readiness.Figures{}, Findings: []readiness.PackedFinding{}, Evidence: []readiness.PackedEvidence{},
		Timetable: []readiness.VisitSession{}, Interviewees: []readiness.VisitInterviewee{}, Nobody: []string{},
		Focus: []readiness.PackedFocus{{Code: "care_leavers", Name: "Care leavers", Parts: []readiness.VisitPart{}, Cohort: readiness.PackedCohort{Lacks: []string{}, Children: 3, Lines: []readiness.PackedFlag{}}}},
	}}
	if !readiness.May(viewer, readiness.WorkVisits, readiness.Place{}) {
		pack = pack.ForOutside()
	}
	return pack, nil
}

func TestVisitPacks(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	made := h.do(request(readiness.ImprovementLead, http.MethodPost, "/visits/"+visitID+"/packs", nil))
	if made.Code != http.StatusCreated {
		t.Errorf("making one answers %d: %s", made.Code, made.Body)
	}
	for role, want := range map[readiness.Role]int{readiness.AreaHead: 3, readiness.ElectedMember: readiness.Hidden} {
		got := h.do(request(role, http.MethodGet, "/visit-packs/"+packID, nil))
		var pack readiness.VisitPack
		if got.Code != http.StatusOK {
			t.Fatalf("%s is answered %d: %s", role, got.Code, got.Body)
		}
		if err := json.Unmarshal(got.Body.Bytes(), &pack); err != nil {
			t.Fatal(err)
		}
		if n := pack.Pack.Focus[0].Cohort.Children; n != want || pack.Outside != (want < 0) {
			t.Errorf("%s reads %d children, outside %t", role, n, pack.Outside)
		}
	}
}
