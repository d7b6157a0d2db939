package postgres_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sightline-readiness/sightline/readiness"
)

// TestPlanFiltersAreOnesOwn: kept by name, twenty at most, seen and deleted by nobody else.
func TestPlanFiltersAreOnesOwn(t *testing.T) {
	t.Parallel()
	p, ctx := newProgramme(t), t.Context()
	lead := p.actor(p.lead)
	save := func(name string, q readiness.PlanQuery) (readiness.PlanFilter, error) {
		return p.SavePlanFilter(ctx, readiness.SavePlanFilter{Name: name, PlanQuery: q}, p.asked(lead))
	}
	late := must[readiness.PlanFilter](t)(save("Late", readiness.PlanQuery{State: "overdue", Cursor: "c", Limit: 5}))
	again := must[readiness.PlanFilter](t)(save("LATE", readiness.PlanQuery{State: "overdue", Theme: "Visits"}))
	must[readiness.PlanFilter](t)(save("Board", readiness.PlanQuery{Board: "Cabinet"}))
	want := []readiness.PlanFilter{{Name: "Board", Query: readiness.PlanQuery{State: "live", Board: "Cabinet"}}, {ID: late.ID, Name: "LATE", Query: readiness.PlanQuery{State: "overdue", Theme: "Visits"}}}
	got := must[[]readiness.PlanFilter](t)(p.PlanFilters(ctx, p.lead))
	want[0].ID = got[0].ID
	if diff := diff(want, got); diff != "" || again.ID != late.ID {
		t.Errorf("(-want +got):\n%s", diff)
	}
	wantRefusal(t, p.DeletePlanFilter(ctx, late.ID, p.asked(p.actor(p.head))), readiness.NotFound, "")
	wantRefusal(t, p.DeletePlanFilter(ctx, "none", p.asked(lead)), readiness.NotFound, "")
	for i := range readiness.MostPlanFilters - 2 {
		must[readiness.PlanFilter](t)(save(fmt.Sprint("Filter ", i), readiness.PlanQuery{State: "all"}))
	}
	_, err := save("One more", readiness.PlanQuery{State: "all"})
	wantRefusal(t, err, readiness.Invalid, "name")
	must[readiness.PlanFilter](t)(save("late", readiness.PlanQuery{State: "overdue"})) // takes the place of one
	gone := p.asked(lead)
	p.must(p.DeletePlanFilter(ctx, late.ID, gone))
	p.must(p.DeletePlanFilter(ctx, late.ID, gone)) // the answer was lost
	must[readiness.PlanFilter](t)(save("One more", readiness.PlanQuery{State: "all"}))
	if others := must[[]readiness.PlanFilter](t)(p.PlanFilters(ctx, p.head)); len(others) != 0 {
		t.Errorf("somebody else sees %v", others)
	}
	_, err = p.SavePlanFilter(ctx, readiness.SavePlanFilter{Name: "x"}, p.asked(readiness.Actor{PersonID: "clock"}))
	wantRefusal(t, err, readiness.Forbidden, "")
	trail := query[string](p.world, `select action from audit where subject = 'plan-filter/' || $1 order by seq`, late.ID)
	if diff := cmp.Diff([]string{"plan filter saved", "plan filter saved", "plan filter saved", "plan filter deleted"}, trail); diff != "" {
		t.Errorf("the audit trail (-want +got):\n%s", diff)
	}
}
