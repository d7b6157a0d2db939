package readiness_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// paced is a part of which so many are done, n of them on one day.
func paced(code string, done, of, n int, on calendar.Date) readiness.PartPace {
	return readiness.PartPace{VisitPart: readiness.VisitPart{Code: code, Done: done, Of: of}, Settled: slices.Repeat([]calendar.Date{on}, n)}
}

func TestForecastSays(t *testing.T) {
	t.Parallel()
	today := calendar.On(2026, 11, 30) // a Monday; the last 20 working days are those after 2 November
	lately, first, before := calendar.On(2026, 11, 12), calendar.On(2026, 11, 3), calendar.On(2026, 11, 2)
	on := calendar.On(2027, 1, 4)
	for name, tt := range map[string]struct {
		parts []readiness.PartPace
		on    calendar.Date
		ready calendar.Date
		words string
	}{
		"the slowest says, and Christmas does not count": {
			[]readiness.PartPace{paced("flags", 10, 14, 8, lately), paced("audits", 3, 8, 4, lately)},
			on, calendar.On(2027, 1, 7),
			"At the pace of the last 20 working days, this is ready on 7 January 2027, 3 working days after the visit begins. What takes longest: audits moderated, 5 left at 1 a week.",
		},
		"before the visit": {
			[]readiness.PartPace{paced("audits", 5, 8, 5, lately)},
			on, calendar.On(2026, 12, 16),
			"At the pace of the last 20 working days, this is ready on 16 December 2026, 10 working days before the visit. What takes longest: audits moderated, 3 left at 5 in 20 working days.",
		},
		"on the day of the visit": {
			[]readiness.PartPace{paced("audits", 8, 11, 5, lately)},
			calendar.On(2026, 12, 16), calendar.On(2026, 12, 16),
			"At the pace of the last 20 working days, this is ready on 16 December 2026, the day on which the visit begins. What takes longest: audits moderated, 3 left at 5 in 20 working days.",
		},
		"nothing lately": {
			[]readiness.PartPace{paced("audits", 5, 8, 5, before)}, on, calendar.Date{}, "Nothing was settled in the last 20 working days, so no day can be said.",
		},
		"the first of those days counts": {
			[]readiness.PartPace{paced("audits", 4, 8, 4, first)},
			on, calendar.On(2026, 12, 30),
			"At the pace of the last 20 working days, this is ready on 30 December 2026, 2 working days before the visit. What takes longest: audits moderated, 4 left at 1 a week.",
		},
		"too little": {
			[]readiness.PartPace{paced("audits", 5, 8, 2, lately)}, on, calendar.Date{}, "Too little was settled in the last 20 working days to say when: 2 things.",
		},
		"a part stands still": {
			[]readiness.PartPace{paced("audits", 5, 8, 5, lately), paced("flags", 0, 9, 0, lately)},
			on,
			calendar.Date{},
			"No day can be said: in the last 20 working days nothing was settled of red flags answered. At its pace, what else is left is ready on 16 December 2026.",
		},
		"everything": {
			[]readiness.PartPace{paced("audits", 8, 8, 0, lately), paced("shown", 0, 0, 0, lately), paced("data", 1, 1, 0, lately)}, on, today, "Everything is settled.",
		},
		"everything but what no pace tells": {
			[]readiness.PartPace{paced("flags", 8, 8, 0, lately), paced("audits", 0, 0, 0, lately), paced("briefed", 0, 1, 0, lately)},
			on, today,
			"Everything that has a pace is settled. Not in it, since no pace tells when: audits moderated (none yet) and staff briefed (1 left).",
		},
		"nothing to count": {
			[]readiness.PartPace{paced("flags", 0, 0, 0, lately)},
			on,
			calendar.Date{},
			"There is nothing yet whose pace could be taken. Not in it, since no pace tells when: red flags answered (none yet).",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := readiness.ForecastFocus(tt.parts, 20, today, tt.on, bank)
			if f.Ready != tt.ready || f.Words != tt.words {
				t.Errorf("%s: %s", f.Ready, f.Words)
			}
		})
	}
}

// TestForecastGrowsWithWork: one more thing that was settled lately never makes the day later, and what is left never makes it earlier.
func TestForecastGrowsWithWork(t *testing.T) {
	t.Parallel()
	said := 0
	rapid.Check(t, func(rt *rapid.T) {
		today := calendar.On(2026, 3, 2).AddDays(rapid.IntRange(0, 400).Draw(rt, "today"))
		days := rapid.IntRange(5, 60).Draw(rt, "window")
		var parts []readiness.PartPace
		for _, code := range []string{readiness.StepsPart, "flags", "audits", "data"} {
			of := rapid.IntRange(0, 60).Draw(rt, "of")
			done := rapid.IntRange(0, of).Draw(rt, "done")
			p := paced(code, done, of, 0, today)
			for range rapid.IntRange(0, done).Draw(rt, "settled") {
				p.Settled = append(p.Settled, today.AddDays(-rapid.IntRange(-3, 120).Draw(rt, "ago")))
			}
			parts = append(parts, p)
		}
		on := today.AddDays(60)
		f := readiness.ForecastFocus(parts, days, today, on, bank)
		i := rapid.IntRange(0, 2).Draw(rt, "which")
		more := slices.Clone(parts)
		more[i].Settled = append(slices.Clone(more[i].Settled), today)
		later := readiness.ForecastFocus(more, days, today, on, bank)
		if !f.Ready.IsZero() && (later.Ready.IsZero() || later.Ready.After(f.Ready)) {
			rt.Fatalf("one more of %s: ready %s, and was %s", more[i].Code, later.Ready, f.Ready)
		}
		fewer := slices.Clone(parts)
		fewer[i].Of++
		if g := readiness.ForecastFocus(fewer, days, today, on, bank); !f.Ready.IsZero() && !g.Ready.IsZero() && g.Ready.Before(f.Ready) {
			rt.Fatalf("one more left of %s: ready %s, and was %s", fewer[i].Code, g.Ready, f.Ready)
		}
		if f.Ready.IsZero() {
			return
		}
		if said++; f.Ready.Before(today) || f.Ready != today && !bank.IsWorkingDay(f.Ready) {
			rt.Fatalf("ready on %s, asked on %s", f.Ready, today)
		}
		for _, p := range f.Parts {
			if p.Paced && (p.Ready.IsZero() || p.Ready.After(f.Ready)) {
				rt.Fatalf("%s is ready on %s, and all of it on %s", p.Code, p.Ready, f.Ready)
			}
		}
	})
	if said == 0 {
		t.Error("no day was ever said")
	}
}

func TestStepsPace(t *testing.T) {
	t.Parallel()
	done := calendar.On(2026, 3, 3)
	row := func(focus, anchor string, offset int, status readiness.VisitStepStatus) readiness.VisitStepRow {
		r := readiness.VisitStepRow{Focus: focus, Anchor: anchor, Offset: offset, Status: status}
		if status == readiness.StepDone {
			r.DoneOn = done
		}
		return r
	}
	p := readiness.StepsPace([]readiness.VisitStepRow{
		row("missing", "visit", -10, readiness.StepDone), row("missing", "visit", -5, readiness.StepWaived), row("missing", "call", 4, readiness.StepOpen),
		row("missing", "visit", 0, readiness.StepOpen), row("missing", "letter", 5, readiness.StepLater), row("care_leavers", "visit", -5, readiness.StepOpen),
	}, "missing")
	if p.Done != 2 || p.Of != 3 || !slices.Equal(p.Settled, []calendar.Date{done}) {
		t.Errorf("%+v", p)
	}
}
