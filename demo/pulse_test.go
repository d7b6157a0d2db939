package demo_test

import (
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

// surveys looks for two surveys of staff that are over, half a year apart, and one that takes answers.
func (p plan) surveys(t *testing.T) {
	t.Helper()
	all := got[[]readiness.Pulse](t)(p.db.Pulses(t.Context(), seesAll))
	if len(all) != 3 {
		t.Fatalf("there are %d surveys", len(all))
	}
	beside := got[[]readiness.PulseResult](t)(p.db.PulseResults(t.Context(), seesAll, all[0].ID))
	if apart := all[1].From.Sub(all[2].From); len(beside) != 3 || apart < 170 || apart > 195 {
		t.Errorf("%d stand beside each other, %d days apart", len(beside), apart)
	}
	for i, r := range beside {
		t.Log(r.From, r.All.Answers, r.All.Shares, r.Readings())
		if over := r.All.Answers != readiness.Hidden; over != (i < 2) {
			t.Errorf("%s shows %+v", r.From, r.All)
		}
	}
	asked := got[[]readiness.PulseResult](t)(p.db.PulseResults(t.Context(), seesAll, all[1].ID))
	last, words := asked[len(asked)-1], 0
	for _, g := range last.Groups {
		words += len(g.Words)
	}
	if readings := last.Readings(); len(readings) == 0 || readings[0].Code != "known_not_used" || words == 0 {
		t.Errorf("the last says %+v, with %d texts", readings, words)
	}
	if signs := got[readiness.PulseSigns](t)(p.db.PulseSigns(t.Context(), seesAll)); signs.Gap == nil {
		t.Errorf("the signs: %+v", signs)
	}
}
