package demo_test

import (
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// homes looks for three children's homes with a year of visits: one month missed, one report late, and recommendations in every state.
func (p plan) homes(t *testing.T) {
	t.Helper()
	records := got[[]readiness.HomeRecord](t)(p.db.HomeRecords(t.Context(), seesAll))
	if len(records) != 3 {
		t.Fatalf("there are %d homes", len(records))
	}
	missed, open, late, evidence, reports := 0, 0, 0, 0, 0
	states := map[string]int{}
	for _, r := range records {
		missed += r.Missed()
		if r.Months[0].State == readiness.HomeMonthOpen {
			open++
		}
		late += len(r.LateReports(calendar.DateOf(p.now)))
		for _, v := range r.Visits {
			if v.Evidence != "" {
				evidence++
			}
			if v.Report != nil {
				reports++
			}
		}
		for _, x := range r.Recommendations {
			switch {
			case x.Outcome != "":
				states["settled"]++
			case len(x.Actions) > 0:
				states["answered"]++
			case x.Late(calendar.DateOf(p.now)):
				states["late"]++
			default:
				states["open"]++
			}
		}
	}
	t.Log(missed, open, late, evidence, reports, states)
	if missed != 1 || open != 1 || late != 1 || evidence != 3 || reports < 30 || len(states) < 4 {
		t.Errorf("missed %d, nothing planned %d, late %d, evidence %d, reports %d, recommendations %v", missed, open, late, evidence, reports, states)
	}
	visitors := got[[]readiness.HomeVisitor](t)(p.db.HomeVisitors(t.Context(), seesAll))
	if len(visitors) != 4 {
		t.Errorf("there are %d visitors", len(visitors))
	}
}
