package readiness_test

import (
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestTrendWords: no word from fewer than six whole months, and a word only for a change that is more than chance.
func TestTrendWords(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		shown []int // in the months up to the one that runs, which is the last
		began calendar.Date
		want  string
	}{
		"five whole months":          {[]int{0, 0, 9, 9, 9, 9}, calendar.On(2026, 10, 1), ""},
		"six whole months":           {[]int{0, 0, 0, 9, 9, 9, 0}, calendar.On(2026, 9, 1), "rising"},
		"a month that half began":    {[]int{0, 0, 0, 9, 9, 9, 0}, calendar.On(2026, 9, 2), ""},
		"fewer":                      {[]int{4, 4, 4, 3, 3, 3, 9}, calendar.On(2026, 9, 1), "falling"},
		"two more is chance":         {[]int{1, 0, 0, 1, 1, 1, 0}, calendar.On(2026, 9, 1), "steady"},
		"three more, but of twenty":  {[]int{7, 7, 6, 8, 8, 7, 0}, calendar.On(2026, 9, 1), "steady"},
		"nothing ever":               {[]int{0, 0, 0, 0, 0, 0, 0}, calendar.On(2026, 9, 1), "steady"},
		"no plan":                    {[]int{0, 0, 0, 0, 0, 0, 0}, calendar.Date{}, ""},
		"the month that runs is out": {[]int{3, 3, 3, 3, 3, 3, 90}, calendar.On(2026, 9, 1), "steady"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := readiness.Pace{On: calendar.On(2027, 3, 3), Began: tt.began}
			first := calendar.On(2027, 3, 1).AddMonths(1 - len(tt.shown))
			for i, n := range tt.shown {
				p.Months = append(p.Months, readiness.PaceMonth{Month: first.AddMonths(i), ShownDone: n})
			}
			if got := p.Trend(); got != tt.want {
				t.Errorf("the trend is %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPaceCountsWholeMonths(t *testing.T) {
	t.Parallel()
	since, until := readiness.PaceSpan(calendar.On(2027, 3, 3))
	if since != calendar.On(2026, 3, 1) || until != calendar.On(2028, 3, 31) {
		t.Errorf("the pace looks from %s to %s", since.Long(), until.Long())
	}
	p := readiness.Pace{On: calendar.On(2027, 3, 31), Months: []readiness.PaceMonth{
		{Month: calendar.On(2027, 2, 1), Planned: 4, ShownDone: 3}, {Month: calendar.On(2027, 3, 1), Planned: 5, ShownDone: 2}, {Month: calendar.On(2027, 4, 1), Planned: 7},
	}}
	if planned, shown := p.Behind(); planned != 4 || shown != 3 {
		t.Errorf("%d planned and %d shown done: March is not over on its last day", planned, shown)
	}
}
