package readiness_test

import (
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestProposalHolds applies a proposal to rules that have a threshold from the same day, one from before and one for an area: for the cases it names the
// proposal must hold from its day on.
func TestProposalHolds(t *testing.T) {
	t.Parallel()
	day := calendar.On(2027, 4, 1)
	rules := readiness.DefaultReviewRules()
	rules.Thresholds = append(rules.Thresholds, readiness.Threshold{Type: readiness.ChildInNeed, Months: 12, From: day}, readiness.Threshold{AreaID: "north", Type: readiness.ChildInNeed, Months: 15, From: day})
	next := rules.With(readiness.Proposal{From: day, CIN: 9, PerWeek: 8})
	for _, want := range []struct {
		area   string
		kind   readiness.CaseType
		on     calendar.Date
		months int
	}{
		{"south", readiness.ChildInNeed, day, 9}, {"south", readiness.ChildInNeed, day.AddDays(-1), 18}, {"south", readiness.ChildInCare, day, 18}, {"north", readiness.ChildInNeed, day, 15},
	} {
		if got := next.Threshold(want.area, want.kind, want.on); got != want.months {
			t.Errorf("%s in %s on %s: %d months, not %d", want.kind, want.area, want.on, got, want.months)
		}
	}
	if next.PerWeek != 8 || len(next.Thresholds) != len(rules.Thresholds) || rules.Thresholds[1].Months != 12 {
		t.Errorf("the rules: %+v", next)
	}
}
