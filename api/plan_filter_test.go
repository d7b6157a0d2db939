package api_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

// planFilters of the test house keep one person's.
type planFilters struct{ saved []readiness.PlanFilter }

func (p *planFilters) PlanFilters(context.Context, string) ([]readiness.PlanFilter, error) {
	return append([]readiness.PlanFilter{}, p.saved...), nil
}

func (p *planFilters) SavePlanFilter(_ context.Context, f readiness.SavePlanFilter, _ readiness.Asked) (readiness.PlanFilter, error) {
	kept := readiness.PlanFilter{ID: freshKey(), Name: f.Name, Query: f.Filter()}
	p.saved = append(p.saved, kept)
	return kept, nil
}

func (p *planFilters) DeletePlanFilter(_ context.Context, id string, _ readiness.Asked) error {
	i := slices.IndexFunc(p.saved, func(f readiness.PlanFilter) bool { return f.ID == id })
	if i < 0 {
		return readiness.Errorf(readiness.NotFound, "There is no such saved filter.")
	}
	p.saved = slices.Delete(p.saved, i, i+1)
	return nil
}

func TestPlanFilters(t *testing.T) {
	t.Parallel()
	d := newHouse(t).deps()
	kept := &planFilters{}
	d.PlanFilters = kept
	h, path := open(t, d), "/me/plan-filters"
	for _, body := range []map[string]any{{}, {"name": strings.Repeat("x", 61)}, {"name": "Late", "state": "no"}} {
		h.do(request(readiness.ElectedMember, http.MethodPost, path, body)).wants(http.StatusUnprocessableEntity, "invalid")
	}
	made := read[readiness.PlanFilter](h.do(request(readiness.ElectedMember, http.MethodPost, path, map[string]any{"name": "Late visits", "state": "overdue", "theme": "Visits", "cursor": "x"})).wants(http.StatusCreated, ""))
	if made.Query != (readiness.PlanQuery{State: "overdue", Theme: "Visits"}) {
		t.Errorf("saved %+v", made)
	}
	h.do(request(readiness.ElectedMember, http.MethodGet, path, nil)).wants(http.StatusOK, "")
	h.do(request(readiness.ElectedMember, http.MethodDelete, path+"/"+made.ID, nil)).wants(http.StatusNoContent, "")
	h.do(request(readiness.ElectedMember, http.MethodDelete, path+"/"+made.ID, nil)).wants(http.StatusNotFound, "not-found")
	if len(kept.saved) != 0 {
		t.Errorf("left: %v", kept.saved)
	}
}
