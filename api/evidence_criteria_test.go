package api_test

import (
	"context"
	"net/http"
	"slices"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func (e evidence) LinkEvidence(ctx context.Context, id string, l readiness.LinkEvidence, asked readiness.Asked) (readiness.Evidence, error) {
	piece, err := e.EvidenceItem(ctx, asked.By, id)
	if err == nil {
		piece.Criteria, err = l.Apply(piece)
	}
	if err != nil {
		return readiness.Evidence{}, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	i := slices.IndexFunc(e.plan.pieces, func(p readiness.Evidence) bool { return p.ID == id })
	e.plan.pieces[i].Criteria = piece.Criteria
	return piece, nil
}

func (e evidence) EvidenceOf(_ context.Context, _ readiness.Actor, codes []string) (map[string][]readiness.Evidence, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	of := map[string][]readiness.Evidence{}
	for _, code := range codes {
		of[code] = slices.DeleteFunc(slices.Clone(e.plan.pieces), func(p readiness.Evidence) bool { return !slices.Contains(p.Criteria, code) })
	}
	return of, nil
}

func (e evidence) EvidenceMeters(ctx context.Context, viewer readiness.Actor) ([]readiness.CriterionMeter, error) {
	of, err := e.EvidenceOf(ctx, viewer, []string{"HP11"})
	return []readiness.CriterionMeter{{Criterion: "HP11", Meter: readiness.MeterOf(of["HP11"], calendar.DateOf(now), 12)}}, err
}

func TestEvidenceByCriterion(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	ask := func(method, path string, body any) *http.Request {
		return request(readiness.TeamManager, method, path, body)
	}
	alone := map[string]any{"criteria": []string{"HP11"}, "kind": "staff", "bears": "supports", "title": "What 40 staff said", "shows_on": "2027-02-26"}
	e := read[readiness.Evidence](h.do(ask("POST", "/evidence", alone)).wants(http.StatusCreated, ""))
	if !slices.Equal(e.Criteria, []string{"HP11"}) || e.Kind != "staff" {
		t.Errorf("attached %+v", e)
	}
	form := piece()
	form["criteria"] = "HP11"
	if e := read[readiness.Evidence](h.do(evidenceForm(t, form)).wants(http.StatusCreated, "")); !slices.Equal(e.Criteria, []string{"HP11"}) {
		t.Errorf("attached by a form %+v", e)
	}
	nowhere := piece()
	delete(nowhere, "action_id")
	h.do(ask("POST", "/evidence", nowhere)).wants(http.StatusUnprocessableEntity, "invalid")
	linked := read[readiness.Evidence](h.do(ask("POST", "/evidence/"+e.ID+"/criteria", map[string]any{"link": []string{"LM6"}, "unlink": []string{"HP11"}})).wants(http.StatusOK, ""))
	if !slices.Equal(linked.Criteria, []string{"LM6"}) {
		t.Errorf("linked to %q", linked.Criteria)
	}
	h.do(ask("POST", "/evidence/"+e.ID+"/criteria", map[string]any{"link": []string{"not a code"}})).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(ask("POST", "/evidence/"+e.ID+"/criteria", map[string]any{"unlink": []string{"LM6"}})).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(request(readiness.ElectedMember, "POST", "/evidence/"+e.ID+"/criteria", map[string]any{"link": []string{"HP2"}})).wants(http.StatusForbidden, "forbidden")
	one := read[struct {
		readiness.CriterionMeter
		Pieces []readiness.Evidence `json:"pieces"`
	}](h.do(ask("GET", "/evidence-by-criterion/HP11", nil)).wants(http.StatusOK, ""))
	if one.Criterion != "HP11" || one.Meter.Had() != 1 || len(one.Meter.Warnings) != 2 || len(one.Pieces) != 1 {
		t.Errorf("HP11 reads %+v", one)
	}
	h.do(ask("GET", "/evidence-by-criterion", nil)).wants(http.StatusOK, "")
	h.do(request(readiness.ElectedMember, "GET", "/evidence-by-criterion", nil)).wants(http.StatusForbidden, "forbidden")
}
