package readiness_test

import (
	"reflect"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// sweepCase is an open child-in-need case of an area since a day.
func sweepCase(id, area string, since calendar.Date) readiness.SweepCase {
	return readiness.SweepCase{Case: readiness.Case{
		ID: id, AreaID: area, TeamID: area + "-1", Spells: []readiness.Spell{{Type: readiness.ChildInNeed, Start: since}},
	}}
}

func TestSweepOfOneCase(t *testing.T) {
	t.Parallel()
	long, reached := start1.AddMonths(-24), start1.AddMonths(-18)
	for name, c := range map[string]struct {
		since  calendar.Date
		change func(*readiness.SweepCase)
		want   counts
	}{
		"long-open":                    {long, nil, counts{1, 0, 0, 0, 1}},
		"on the day of the threshold":  {reached, nil, counts{1, 0, 0, 0, 1}},
		"the day before it":            {reached.AddDays(1), nil, counts{0, 1, 0, 0, 0}},
		"with a live review":           {long, func(c *readiness.SweepCase) { c.Live = true }, counts{0, 0, 0, 0, 1}},
		"excluded":                     {long, func(c *readiness.SweepCase) { c.Excluded = true }, counts{0, 0, 0, 1, 1}},
		"live and excluded since":      {long, func(c *readiness.SweepCase) { c.Live, c.Excluded = true, true }, counts{0, 0, 0, 0, 1}},
		"in a team without an area":    {long, func(c *readiness.SweepCase) { c.AreaID = "" }, counts{0, 0, 1, 0, 1}},
		"closed":                       {long, func(c *readiness.SweepCase) { c.Closed, c.Spells[0].End = start1, start1 }, counts{0, 0, 0, 0, 0}},
		"reviewed three weeks ago":     {long, func(c *readiness.SweepCase) { c.LastDone = start1.AddDays(-21) }, counts{0, 0, 0, 0, 1}},
		"reviewed four months ago":     {long, func(c *readiness.SweepCase) { c.LastDone = start1.AddMonths(-4) }, counts{1, 0, 0, 0, 1}},
		"60 days before the threshold": {reached.AddDays(60), nil, counts{0, 1, 0, 0, 0}},
		"61 days before the threshold": {reached.AddDays(61), nil, counts{0, 0, 0, 0, 0}},
		"alerted for this threshold":   {reached.AddDays(30), func(c *readiness.SweepCase) { c.AlertedAt = 18 }, counts{0, 0, 0, 0, 0}},
		"alerted for an earlier one":   {reached.AddDays(30), func(c *readiness.SweepCase) { c.AlertedAt = 24 }, counts{0, 1, 0, 0, 0}},
		"near, but excluded":           {reached.AddDays(30), func(c *readiness.SweepCase) { c.Excluded = true }, counts{0, 0, 0, 0, 0}},
		"near, but in no area":         {reached.AddDays(30), func(c *readiness.SweepCase) { c.AreaID = "" }, counts{0, 0, 0, 0, 0}},
		"near, but with a live review": {reached.AddDays(30), func(c *readiness.SweepCase) { c.Live = true }, counts{0, 0, 0, 0, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			one := sweepCase("case-1", "north", c.since)
			if c.change != nil {
				c.change(&one)
			}
			got := readiness.DefaultReviewRules().Sweep(start1, []readiness.SweepCase{one}, nil, calendar.England())
			if counted(got) != c.want {
				t.Fatalf("got %+v, want %+v", counted(got), c.want)
			}
		})
	}
}

// counts are a plan by its numbers alone.
type counts struct{ openings, alerts, unmapped, excluded, longOpen int }

func counted(p readiness.SweepPlan) counts {
	return counts{len(p.Openings), len(p.Alerts), p.Unmapped, p.Excluded, p.LongOpen}
}

func TestOpeningHasItsOwnDueDate(t *testing.T) {
	t.Parallel()
	plan := readiness.DefaultReviewRules().Sweep(start1, []readiness.SweepCase{sweepCase("case-1", "north", start1.AddMonths(-20))}, nil, calendar.England())
	o := plan.Openings[0]
	if o.Due != calendar.On(2026, 3, 30) || o.Days != 20 || o.Repeat || o.AreaID != "north" || o.TeamID != "north-1" || o.Basis.Threshold != 18 {
		t.Fatalf("20 working days after 2 March is 30 March: got %+v", o)
	}
}

// TestThresholdFalls is the day on which 18 months become 12: whoever has been open 12 to 17 months is opened at once, and staggered.
func TestThresholdFalls(t *testing.T) {
	t.Parallel()
	rules := readiness.DefaultReviewRules()
	rules.Thresholds = append(rules.Thresholds, readiness.Threshold{Months: 12, From: start1})
	var cases []readiness.SweepCase
	for i := range 15 {
		cases = append(cases, sweepCase("case-"+strconv.Itoa(10+i), "north", start1.AddMonths(-13).AddDays(-i)))
	}
	if plan := rules.Sweep(start1.AddDays(-1), cases, nil, calendar.England()); len(plan.Openings) != 0 {
		t.Fatalf("the day before, nothing is due: %d openings", len(plan.Openings))
	}
	var got []string
	for _, o := range rules.Sweep(start1, cases, nil, calendar.England()).Openings {
		got = append(got, o.CaseID+" "+o.Due.Full())
	}
	// Six in the week of 30 March, the oldest first. Good Friday is 3 April, Easter Monday 6 April.
	want := []string{
		"case-24 Monday 30 March 2026", "case-23 Monday 30 March 2026", "case-22 Monday 30 March 2026",
		"case-21 Monday 30 March 2026", "case-20 Monday 30 March 2026", "case-19 Monday 30 March 2026",
		"case-18 Tuesday 7 April 2026", "case-17 Tuesday 7 April 2026", "case-16 Wednesday 8 April 2026",
		"case-15 Thursday 9 April 2026", "case-14 Friday 10 April 2026", "case-13 Friday 10 April 2026",
		"case-12 Monday 13 April 2026", "case-11 Monday 13 April 2026", "case-10 Tuesday 14 April 2026",
	}
	if !slices.Equal(got, want) {
		t.Fatalf("got\n%q\nwant\n%q", got, want)
	}
}

func TestReviewedCaseComesBack(t *testing.T) {
	t.Parallel()
	rules, c := readiness.DefaultReviewRules(), calendar.England()
	reviewed := sweepCase("case-1", "north", start1.AddMonths(-30))
	reviewed.LastDone = calendar.On(2026, 1, 5)
	for name, next := range map[string]struct{ set, due string }{
		"on the date its review set":                   {"2026-03-20", "2026-03-20"},
		"within three months when none was set":        {"", "2026-04-07"}, // 5 April is Easter Sunday
		"within three months when a later one was set": {"2026-09-01", "2026-04-07"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			again := reviewed
			again.NextDue = day(t, next.set)
			due := day(t, next.due)
			var opened calendar.Date
			for today := reviewed.LastDone; opened.IsZero(); today = today.AddDays(1) {
				plan := rules.Sweep(today, []readiness.SweepCase{again}, nil, c)
				if len(plan.Openings) == 0 {
					continue
				}
				opened = today
				if o := plan.Openings[0]; !o.Repeat || o.Due != due || o.Days != 0 {
					t.Fatalf("opened on %s: got %+v, want due %s", today, o, due)
				}
			}
			if left := c.Count(opened, due, calendar.Exclusive); left < rules.ReviewDays || left > rules.ReviewDays+1 {
				t.Fatalf("opened on %s, %d working days before %s: want %d", opened, left, due, rules.ReviewDays)
			}
		})
	}
}

func TestReviewThatShouldHaveComeBackLongAgoIsQueued(t *testing.T) {
	t.Parallel()
	late := sweepCase("case-1", "north", start1.AddMonths(-30))
	late.LastDone = start1.AddMonths(-9)
	o := readiness.DefaultReviewRules().Sweep(start1, []readiness.SweepCase{late}, nil, calendar.England()).Openings[0]
	if !o.Repeat || o.Due != calendar.On(2026, 3, 30) || o.Days != 20 {
		t.Fatalf("got %+v", o)
	}
}

var (
	anyArea  = rapid.SampledFrom([]string{"north", "south", "east", ""})
	anySince = rapid.Custom(func(t *rapid.T) calendar.Date { return start1.AddDays(-rapid.IntRange(0, 1200).Draw(t, "days open")) })
	anyKind  = rapid.SampledFrom(readiness.CaseTypes)
)

func anyCases(t *rapid.T, repeats bool) []readiness.SweepCase {
	cases := make([]readiness.SweepCase, rapid.IntRange(0, 60).Draw(t, "cases"))
	for i := range cases {
		c := sweepCase("case-"+strconv.Itoa(i), anyArea.Draw(t, "area"), anySince.Draw(t, "since"))
		c.Spells[0].Type = anyKind.Draw(t, "type")
		c.Live, c.Excluded = rapid.IntRange(0, 4).Draw(t, "live") == 0, rapid.IntRange(0, 4).Draw(t, "excluded") == 0
		if rapid.IntRange(0, 9).Draw(t, "closed") == 0 {
			c.Closed, c.Spells[0].End = start1, start1
		}
		if repeats && rapid.Bool().Draw(t, "reviewed") {
			c.LastDone = start1.AddDays(-rapid.IntRange(0, 300).Draw(t, "days ago"))
		}
		cases[i] = c
	}
	return cases
}

func anyRules(t *rapid.T) readiness.ReviewRules {
	rules := readiness.DefaultReviewRules()
	rules.Thresholds = append(rules.Thresholds,
		readiness.Threshold{Months: rapid.IntRange(1, 24).Draw(t, "months"), From: start1.AddDays(rapid.IntRange(-30, 30).Draw(t, "from"))},
		readiness.Threshold{AreaID: "north", Months: rapid.IntRange(1, 24).Draw(t, "north"), From: start1})
	rules.PerWeek = rapid.IntRange(1, 8).Draw(t, "per week")
	return rules
}

// anyLoad is what falls due already in the next weeks.
func anyLoad(t *rapid.T) readiness.Load {
	load := readiness.Load{}
	for _, area := range []string{"north", "south"} {
		load[area] = map[calendar.Date]int{}
		for week := range rapid.IntRange(0, 8).Draw(t, "weeks") {
			load[area][readiness.Monday(start1.AddDays(7*week))] = rapid.IntRange(0, 9).Draw(t, "due")
		}
	}
	return load
}

// add puts a plan's openings on top of a load.
func add(load readiness.Load, openings []readiness.Opening) readiness.Load {
	sum := readiness.Load{}
	for area, weeks := range load {
		sum[area] = map[calendar.Date]int{}
		for monday, n := range weeks {
			sum[area][monday] = n
		}
	}
	for _, o := range openings {
		if sum[o.AreaID] == nil {
			sum[o.AreaID] = map[calendar.Date]int{}
		}
		sum[o.AreaID][readiness.Monday(o.Due)]++
	}
	return sum
}

func TestSweepOpensExactlyOneEach(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rules, cases, load := anyRules(t), anyCases(t, true), anyLoad(t)
		plan := rules.Sweep(start1, cases, load, calendar.England())
		times := map[string]int{}
		for _, o := range plan.Openings {
			times[o.CaseID]++
		}
		for _, c := range cases {
			b, counts := rules.Basis(c.Case, start1)
			must := counts && b.LongOpen(start1) && !c.Live && !c.Excluded && c.AreaID != "" && c.Closed.IsZero()
			if n := times[c.ID]; n > 1 || (n == 1 && !must) || (n == 0 && must && c.LastDone.IsZero()) {
				t.Fatalf("%d openings of %+v", n, c)
			}
		}
	})
}

func TestSweepAgainPlansNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rules, cases, load := anyRules(t), anyCases(t, true), anyLoad(t)
		plan := rules.Sweep(start1, cases, load, calendar.England())
		if again := rules.Sweep(start1, cases, load, calendar.England()); !reflect.DeepEqual(again, plan) {
			t.Fatal("the same question has two answers")
		}
		for i := range cases {
			c := &cases[i]
			c.Live = c.Live || slices.ContainsFunc(plan.Openings, func(o readiness.Opening) bool { return o.CaseID == c.ID })
			for _, a := range plan.Alerts {
				if a.CaseID == c.ID {
					c.AlertedAt = a.Basis.Threshold
				}
			}
		}
		again := rules.Sweep(start1, cases, add(load, plan.Openings), calendar.England())
		if len(again.Openings) != 0 || len(again.Alerts) != 0 {
			t.Fatalf("the second sweep of the day opened %+v and alerted %+v", again.Openings, again.Alerts)
		}
		if again.LongOpen != plan.LongOpen || again.Unmapped != plan.Unmapped || again.Excluded != plan.Excluded {
			t.Fatalf("the counts have changed: %+v, then %+v", plan, again)
		}
	})
}

func TestSweepStaggersOldestFirst(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rules, cases, load := anyRules(t), anyCases(t, false), anyLoad(t)
		c := calendar.England()
		plan := rules.Sweep(start1, cases, load, c)
		first := c.Add(start1, rules.ReviewDays, calendar.Exclusive)
		after := add(load, plan.Openings)
		last := map[string]readiness.Opening{}
		for _, o := range plan.Openings {
			monday := readiness.Monday(o.Due)
			if n := after[o.AreaID][monday]; n > rules.PerWeek {
				t.Fatalf("%d fall due in %s in the week of %s, at most %d may", n, o.AreaID, monday, rules.PerWeek)
			}
			if !c.IsWorkingDay(o.Due) || o.Due.Before(first) || (o.Days != 0 && (o.Days != rules.ReviewDays || o.Due != first)) {
				t.Fatalf("due on %s, %d days, where %s is the first possible", o.Due, o.Days, first)
			}
			before, known := last[o.AreaID]
			if known && (o.Basis.Reached.Before(before.Basis.Reached) || monday.Before(readiness.Monday(before.Due))) {
				t.Fatalf("%+v came after %+v", o, before)
			}
			last[o.AreaID] = o
		}
		slices.Reverse(cases)
		if turned := rules.Sweep(start1, cases, load, c); !reflect.DeepEqual(turned.Openings, plan.Openings) {
			t.Fatal("the order of the cases must not matter")
		}
	})
}

func TestSweepLeavesItsLoadAlone(t *testing.T) {
	t.Parallel()
	load := readiness.Load{"north": {calendar.On(2026, 3, 30): 2}}
	readiness.DefaultReviewRules().Sweep(start1, []readiness.SweepCase{sweepCase("case-1", "north", start1.AddMonths(-20))}, load, calendar.England())
	if len(load) != 1 || len(load["north"]) != 1 || load["north"][calendar.On(2026, 3, 30)] != 2 {
		t.Fatalf("got %v", load)
	}
}

func TestMonday(t *testing.T) {
	t.Parallel()
	for i := range 7 {
		if got := readiness.Monday(start1.AddDays(i)); got != start1 {
			t.Errorf("the Monday of %s: %s", start1.AddDays(i).Full(), got)
		}
	}
	if got := readiness.Monday(start1.AddDays(-1)); got != start1.AddDays(-7) {
		t.Errorf("the Monday of a Sunday: %s", got)
	}
}
