package readiness_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// quarterly is a round as its form has it.
func quarterly(changes ...func(*readiness.SetRound)) readiness.SetRound {
	set := readiness.SetRound{
		Name: "Every quarter", Months: 6, Rest: 3, Every: "quarter", Weekday: "thursday", At: "6am", From: calendar.On(2026, 12, 1),
	}
	for _, change := range changes {
		change(&set)
	}
	return set
}

// setUp is a clockwork with rounds that carry the ids r-1, r-2, …
func setUp(t *testing.T, c readiness.Clockwork, sets ...readiness.SetRound) readiness.Clockwork {
	t.Helper()
	for i, set := range sets {
		why := because(thursday)
		why.ID = "r-" + string(rune('1'+i))
		next, err := set.Apply(c, why)
		if err != nil {
			t.Fatal(err)
		}
		c.Timetable = next
	}
	return c
}

func TestDatesOfARound(t *testing.T) {
	t.Parallel()
	weeks := func(n int, from calendar.Date) func(*readiness.SetRound) {
		return func(s *readiness.SetRound) { s.Every, s.Weeks, s.From = "weeks", n, from }
	}
	for _, c := range []struct {
		change func(*readiness.SetRound)
		words  string
		want   string
	}{
		{func(*readiness.SetRound) {}, "on the first Thursday of January, April, July and October at 6am, from 1 December 2026", "Thu 7 Jan 06:00, Thu 1 Apr 06:00, Thu 1 Jul 06:00, Thu 7 Oct 06:00"},
		{func(s *readiness.SetRound) { s.Every = "month" }, "on the first Thursday of each month at 6am, from 1 December 2026", "Thu 3 Dec 06:00, Thu 7 Jan 06:00, Thu 4 Feb 06:00, Thu 4 Mar 06:00"},
		{weeks(1, calendar.On(2026, 11, 30)), "every week on Thursday at 6am, from 30 November 2026", "Thu 3 Dec 06:00, Thu 10 Dec 06:00, Thu 17 Dec 06:00, Thu 24 Dec 06:00"},
		{weeks(2, calendar.On(2026, 12, 4)), "every 2 weeks on Thursday at 6am, from 4 December 2026", "Thu 10 Dec 06:00, Thu 24 Dec 06:00, Thu 7 Jan 06:00, Thu 21 Jan 06:00"},
		{weeks(6, calendar.On(2027, 2, 18)), "every 6 weeks on Thursday at 6am, from 18 February 2027", "Thu 18 Feb 06:00, Thu 1 Apr 06:00, Thu 13 May 06:00, Thu 24 Jun 06:00"},
	} {
		clock := setUp(t, clockwork(), quarterly(c.change))
		timing, _ := clock.Timetable.Timing("r-1")
		if got := shown(clock.Next("r-1", thursday, 4)); got != c.want || timing.Words() != c.words {
			t.Errorf("%s: %s, want %s: %s", timing.Words(), got, c.words, c.want)
		}
	}
}

func TestRoundsAreSetUpAndEnd(t *testing.T) {
	t.Parallel()
	c := setUp(t, clockwork(), quarterly(), quarterly(func(s *readiness.SetRound) {
		s.Name, s.Types, s.Areas = "Care", []string{"cla"}, []string{"south", "north"}
	}))
	if jobs := c.Timetable.Jobs(); !slices.Equal(jobs, []readiness.Job{"sweep", "digest", "refresh", "r-1", "r-2"}) {
		t.Fatalf("jobs %v", jobs)
	}
	again := changed(t, c, readiness.PauseJob{Job: "r-1"}, readiness.LeaveOut{Job: "r-1", Day: calendar.On(2027, 4, 1)}, quarterly(func(s *readiness.SetRound) { s.ID, s.Name, s.Months = "r-1", "Each quarter", 9 }))
	r, _ := again.Timetable.Round("r-1")
	if r.Name != "Each quarter" || r.Months != 9 || r.Paused == nil || len(r.LeftOut) != 1 {
		t.Errorf("a changed round keeps its pause and its dates: %+v", r)
	}
	want := "The round “Every quarter” is called “Each quarter”; The round “Each quarter” looks at: every area, every kind of help, open 9 months or longer, not reviewed in the last 3 months; " +
		"before: every area, every kind of help, open 6 months or longer, not reviewed in the last 3 months; The round “Each quarter” is left out on Thursday 1 April 2027; The round “Each quarter” is paused"
	today := calendar.DateOf(thursday)
	if got := strings.Join(again.Timetable.Differs(c.Timetable, today), "; "); got != want {
		t.Errorf("it says %s", got)
	}
	first := c.Timetable.Differs(readiness.DefaultTimetable(), today)
	if len(first) != 4 || !strings.HasPrefix(first[2], "New: the round “Care”") || !strings.Contains(first[3], "2 areas, child in care, open 6 months or longer") {
		t.Errorf("new ones: %q", first)
	}
	ended := changed(t, again, readiness.EndRound{Job: "r-1"})
	if jobs := ended.Timetable.Jobs(); len(jobs) != 4 || ended.Timetable.Title("r-1") != "" || ended.Wants("r-1", calendar.On(2027, 1, 7)) || len(ended.Timetable.EndedRounds()) != 1 {
		t.Errorf("an ended round still runs: %v", jobs)
	}
	if words := ended.Timetable.Differs(again.Timetable, today); !slices.Equal(words, []string{"The round “Each quarter” has ended"}) {
		t.Errorf("the end says %q", words)
	}
	late := because(calendar.On(2027, 6, 1).At(9, 0))
	cleared, err := readiness.EndRound{Job: "r-2"}.Apply(ended, late)
	if err != nil || len(cleared.Rounds) != 1 || len(cleared.Differs(ended.Timetable, calendar.On(2027, 6, 1))) != 1 {
		t.Errorf("an old end is cleared away quietly: %+v, %v", cleared.Rounds, err)
	}
	if read := text(t, c.Timetable); !strings.Contains(read, `"every":"quarter"`) {
		t.Errorf("the ledger keeps %s", read)
	}
}

func TestRoundRefusals(t *testing.T) {
	t.Parallel()
	c := setUp(t, clockwork(), quarterly())
	for says, tt := range map[string]struct {
		change readiness.TimetableChange
		field  string
	}{
		"a round of this name already":  {quarterly(func(s *readiness.SetRound) { s.Name = "EVERY quarter" }), "name"},
		"Nothing would change":          {quarterly(func(s *readiness.SetRound) { s.ID = "r-1" }), "name"},
		"how many weeks":                {quarterly(func(s *readiness.SetRound) { s.Name, s.Every = "Other", "weeks" }), "weeks"},
		"must not have passed":          {quarterly(func(s *readiness.SetRound) { s.Name, s.From = "Other", calendar.On(2026, 11, 25) }), "from"},
		"on or before 26 November 2027": {quarterly(func(s *readiness.SetRound) { s.Name, s.From = "Other", calendar.On(2027, 11, 27) }), "from"},
		"clocks change twice":           {quarterly(func(s *readiness.SetRound) { s.Name, s.At = "Other", "1:15am" }), "at"},
		"There is no such round":        {readiness.EndRound{Job: "r-9"}, ""},
		"or it has ended":               {quarterly(func(s *readiness.SetRound) { s.ID = "sweep" }), ""},
		"Change the round":              {readiness.SetTimes{Job: "r-1", At: "7am", Weekdays: []string{"monday"}}, ""},
	} {
		next, err := tt.change.Apply(c, because(thursday))
		refusal := readiness.AsRefusal(err)
		if refusal == nil || !strings.Contains(refusal.Message, says) || append(refusal.Fields, readiness.FieldError{})[0].Field != tt.field {
			t.Errorf("%+v: %v, want %q beside %q", tt.change, err, says, tt.field)
		}
		if text(t, next) != text(t, c.Timetable) {
			t.Errorf("a refused change came back changed: %s", text(t, next))
		}
	}
}

func TestWhomARoundLooksAt(t *testing.T) {
	t.Parallel()
	round := setUp(t, clockwork(), quarterly(func(s *readiness.SetRound) { s.Areas, s.Types = []string{"north"}, []string{"cin"} })).Timetable.Rounds[0]
	today := calendar.On(2027, 1, 7)
	for name, c := range map[string]struct {
		change func(*readiness.SweepCase)
		opens  int
	}{
		"open six months":               {func(*readiness.SweepCase) {}, 1},
		"a day less":                    {func(sc *readiness.SweepCase) { sc.Spells[0].Start = today.AddMonths(-6).AddDays(1) }, 0},
		"long-open":                     {func(sc *readiness.SweepCase) { sc.Spells[0].Start = today.AddMonths(-30) }, 1},
		"reviewed now":                  {func(sc *readiness.SweepCase) { sc.Live = true }, 0},
		"reviewed three months ago":     {func(sc *readiness.SweepCase) { sc.LastDone = today.AddMonths(-3) }, 1},
		"reviewed a day later":          {func(sc *readiness.SweepCase) { sc.LastDone = today.AddMonths(-3).AddDays(1) }, 0},
		"a date set by the last review": {func(sc *readiness.SweepCase) { sc.LastDone, sc.NextDue = today.AddMonths(-3), today.AddMonths(1) }, 1},
		"kept out":                      {func(sc *readiness.SweepCase) { sc.Excluded = true }, 0},
		"elsewhere":                     {func(sc *readiness.SweepCase) { sc.AreaID = "south" }, 0},
		"another kind of help":          {func(sc *readiness.SweepCase) { sc.Spells[0].Type = readiness.ChildProtection }, 0},
		"closed":                        {func(sc *readiness.SweepCase) { sc.Closed = today }, 0},
	} {
		sc := sweepCase("case-1", "north", today.AddMonths(-6))
		c.change(&sc)
		plan := readiness.DefaultReviewRules().Round(round, today, []readiness.SweepCase{sc}, nil, calendar.England())
		if len(plan.Openings) != c.opens {
			t.Errorf("%s: %d reviews open, want %d", name, len(plan.Openings), c.opens)
			continue
		}
		for _, o := range plan.Openings {
			if o.Round != "r-1" || o.RoundName != "Every quarter" || o.Days != 20 || o.Due != calendar.England().Add(today, 20, calendar.Exclusive) || o.Repeat != !sc.LastDone.IsZero() {
				t.Errorf("%s: %+v", name, o)
			}
		}
	}
	everywhere := round
	everywhere.Areas = nil
	unmapped := sweepCase("case-1", "", today.AddMonths(-6))
	if plan := readiness.DefaultReviewRules().Round(everywhere, today, []readiness.SweepCase{unmapped}, nil, calendar.England()); plan.Unmapped != 1 || len(plan.Openings) != 0 {
		t.Errorf("a case without an area: %+v", plan)
	}
}

// TestARoundIsStaggered draws cases and a load: no week gets more new reviews than the rules allow, the longest open come first, nobody gets two, and
// played again after its openings the round opens nothing.
func TestARoundIsStaggered(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		today := calendar.On(2027, 1, 7)
		round := readiness.Round{ID: "r-1", Name: "All", Rest: 1}
		rules := readiness.DefaultReviewRules()
		rules.PerWeek = rapid.IntRange(1, 5).Draw(rt, "a week")
		var cases []readiness.SweepCase
		for i := range rapid.IntRange(0, 40).Draw(rt, "cases") {
			sc := sweepCase("case-"+string(rune('A'+i)), rapid.SampledFrom([]string{"north", "south"}).Draw(rt, "area"), today.AddDays(-rapid.IntRange(0, 1500).Draw(rt, "days")))
			sc.Live = rapid.Bool().Draw(rt, "live")
			cases = append(cases, sc)
		}
		load := readiness.Load{"north": {readiness.Monday(today.AddDays(28)): rapid.IntRange(0, 5).Draw(rt, "load")}}
		plan := rules.Round(round, today, cases, load, calendar.England())
		weeks, opened := map[string]int{}, map[string]bool{}
		for _, o := range plan.Openings {
			week := o.AreaID + readiness.Monday(o.Due).String()
			if weeks[week]++; weeks[week]+load[o.AreaID][readiness.Monday(o.Due)] > max(rules.PerWeek, load[o.AreaID][readiness.Monday(o.Due)]) {
				rt.Fatalf("%d reviews in the week of %s in %s", weeks[week], readiness.Monday(o.Due), o.AreaID)
			}
			if opened[o.CaseID] {
				rt.Fatalf("%s has two reviews", o.CaseID)
			}
			opened[o.CaseID] = true
		}
		if !slices.IsSortedFunc(plan.Openings, func(a, b readiness.Opening) int { return a.Basis.Reached.Compare(b.Basis.Reached) }) {
			rt.Fatal("the longest open do not come first")
		}
		for i := range cases {
			if cases[i].Live == opened[cases[i].ID] {
				rt.Fatalf("%s: live %t, opened %t", cases[i].ID, cases[i].Live, opened[cases[i].ID])
			}
			cases[i].Live = true
		}
		if again := rules.Round(round, today, cases, load, calendar.England()); len(again.Openings) != 0 {
			rt.Fatalf("run twice it opens %d more", len(again.Openings))
		}
	})
}

func TestAReviewKnowsItsRound(t *testing.T) {
	t.Parallel()
	o := readiness.Opening{
		CaseID: "case-1", AreaID: "north", TeamID: "north-1", Due: calendar.On(2027, 2, 4), Days: 20, Round: "r-1", RoundName: "Every quarter",
		Basis: readiness.Basis{Type: readiness.ChildInNeed, Since: calendar.On(2026, 3, 7), Threshold: 18, Reached: calendar.On(2027, 9, 7)},
	}
	terms := readiness.TermsFor(readiness.DefaultReviewRules(), readiness.DefaultLadder(), calendar.England(), calendar.On(2027, 1, 7))
	r, ev, err := readiness.OpenReview("review-1", o, "p-1", terms, calendar.On(2027, 1, 7).At(6, 0))
	if err != nil || r.Round != "Every quarter" || ev.Text != "The review opened: the round “Every quarter” looks at cases like this one, child in need since 7 March 2026, open for 10 months." {
		t.Errorf("%q, %q, %v", r.Round, ev.Text, err)
	}
}
