package readiness_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func drift(area string, longOpen, over, reviewed, overdue, twice int) readiness.Figures {
	return readiness.Figures{AreaID: area, Name: area, OpenCases: 3 * longOpen, LongOpen: longOpen, Over24: over, Reviewed90: reviewed, Overdue: overdue, PutOffTwice: twice}
}

func sumOf(areas []readiness.Figures) readiness.Figures {
	sum := readiness.Figures{Name: "The council"}
	for _, f := range areas {
		sum.OpenCases, sum.LongOpen, sum.Over24, sum.Reviewed90 = sum.OpenCases+f.OpenCases, sum.LongOpen+f.LongOpen, sum.Over24+f.Over24, sum.Reviewed90+f.Reviewed90
		sum.Overdue, sum.PutOffTwice = sum.Overdue+f.Overdue, sum.PutOffTwice+f.PutOffTwice
	}
	return sum
}

var driftOf = map[string]func(readiness.Figures) int{
	"long-open": func(f readiness.Figures) int { return f.LongOpen }, "over 24": func(f readiness.Figures) int { return f.Over24 }, "reviewed": func(f readiness.Figures) int { return f.Reviewed90 },
	"overdue": func(f readiness.Figures) int { return f.Overdue }, "put off": func(f readiness.Figures) int { return f.PutOffTwice },
}

// TestScrutinyDrift: what scrutiny is shown is what the board is shown, or hidden; nothing small can be found by taking areas from the sum, those reviewed
// from the long-open, or this report from what the report before said.
func TestScrutinyDrift(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		any := rapid.IntRange(0, 14)
		report := func(name string) []readiness.Figures {
			var areas []readiness.Figures
			for i := range 3 {
				longOpen := any.Draw(t, name)
				areas = append(areas, drift(string(rune('A'+i)), longOpen, rapid.IntRange(0, longOpen).Draw(t, name), rapid.IntRange(0, longOpen).Draw(t, name), any.Draw(t, name), any.Draw(t, name)))
			}
			return areas
		}
		first := readiness.PlanReport{PlanReportLine: readiness.PlanReportLine{Number: 1}}
		was, is := report("was"), report("is")
		first.Plan.Service = &readiness.ReportedService{Small: 6, Drift: readiness.ReportedDrift{Areas: was, Total: sumOf(was)}}
		second := first
		second.Plan.Service = &readiness.ReportedService{Small: 4, Drift: readiness.ReportedDrift{Areas: is, Total: sumOf(is), Before: readiness.DriftBeforeOf(first)}}
		shown, before := second.ForScrutiny().Plan.Service.Drift, first.ForScrutiny().Plan.Service.Drift
		safeDrift(t, is, shown, 4)
		safeDrift(t, was, before, 6)
		for name, of := range driftOf {
			for i := range was {
				if of(shown.Before.Areas[i]) != of(before.Areas[i]) {
					t.Fatalf("%s of the report before is %d, and it said %d", name, of(shown.Before.Areas[i]), of(before.Areas[i]))
				}
			}
			if of(shown.Before.Total) != of(before.Total) {
				t.Fatalf("%s of the report before differs in all", name)
			}
		}
	})
}

func safeDrift(t *rapid.T, areas []readiness.Figures, shown readiness.ReportedDrift, least int) {
	t.Helper()
	parts := []string{"long-open", "over 24", "reviewed"} // of another count: of these nought may be hidden too, so a sum does not tell each
	for name, of := range driftOf {
		hidden, sum := 0, of(shown.Total)
		for i, f := range shown.Areas {
			switch n := of(f); {
			case n == readiness.Hidden:
				hidden++
			case n != of(areas[i]) || n > 0 && n < least:
				t.Fatalf("%s of %s shows %d of %d", name, f.Name, n, of(areas[i]))
			default:
				sum -= n
			}
		}
		switch {
		case of(shown.Total) == readiness.Hidden:
		case hidden == 1, !slices.Contains(parts, name) && hidden > 0 && sum == hidden:
			t.Fatalf("%s: what is hidden can only be %d: %+v", name, sum, shown)
		}
	}
	for _, f := range append(slices.Clone(shown.Areas), shown.Total) {
		if left := f.LongOpen - f.Reviewed90; f.LongOpen != readiness.Hidden && f.Reviewed90 != readiness.Hidden && left > 0 && left < least {
			t.Fatalf("%d of %s were not reviewed", left, f.Name)
		}
	}
}

// TestScrutinyAuditsAndVisits: small counts of children are hidden, what counts work is not, and a letter shows once it is published.
func TestScrutinyAuditsAndVisits(t *testing.T) {
	t.Parallel()
	const secret = "2027-01-05"
	board := readiness.PlanReport{Plan: readiness.ReportedPlan{Service: &readiness.ReportedService{
		Small: 6, Why: "The threshold fell.",
		Visits: []readiness.ReportedVisit{{
			Name: "Visit", Letter: calendar.On(2027, 1, 5), Findings: 7,
			Focus: []readiness.ReportedFocus{{Code: "missing", Parts: []readiness.VisitPart{{Code: "steps", Done: 2, Of: 3}, {Code: "flags", Done: 18, Of: 20}, {Code: "audits", Done: 10, Of: 10}, {Code: "checklist", Done: 1, Of: 4}}}},
		}},
		Audits: []readiness.ReportedAudits{
			{Focus: "leavers", Moderated: 23, Counts: []int{0, 12, 9, 2}, Again: 12, Better: 6, Same: 6},
			{Focus: "missing", Moderated: 4, Counts: []int{0, 0, 0, 4}, Again: 2, Worse: 2},
		},
	}}}
	s := board.ForScrutiny()
	if again := s.ForScrutiny(); !slices.Equal(again.Plan.Service.Audits[0].Counts, s.Plan.Service.Audits[0].Counts) {
		t.Error("asked again it differs")
	}
	of, h := s.Plan.Service, readiness.Hidden
	if got, want := of.Visits[0].Focus[0].Parts, []readiness.VisitPart{{Code: "steps", Done: 2, Of: 3}, {Code: "flags", Done: h, Of: h}, {Code: "audits", Done: 10, Of: 10}, {Code: "checklist", Done: 1, Of: 4}}; !slices.Equal(got, want) {
		t.Errorf("the parts are %+v", got)
	}
	if a := of.Audits[0]; !slices.Equal(a.Counts, []int{0, 12, h, h}) || a.Moderated != 23 || a.Again != 12 || a.Better != 6 {
		t.Errorf("care leavers: %+v", a)
	}
	if a := of.Audits[1]; !slices.Equal(a.Counts, []int{h, h, h, h}) || a.Open != h || a.Moderated != h || a.Again != h || a.Better != h || a.Worse != h {
		t.Errorf("few children: %+v", a)
	}
	body, err := json.Marshal(s)
	if err != nil || strings.Contains(string(body), secret) || of.Visits[0].Findings != 0 || of.Why == "" {
		t.Errorf("before it is published scrutiny is given %s", body)
	}
	if b := board.Plan.Service; b.Visits[0].Findings != 7 || b.Visits[0].Focus[0].Parts[1].Done != 18 || b.Audits[0].Counts[3] != 2 {
		t.Errorf("the board's edition changed: %+v", b)
	}
	board.Plan.Service.Visits[0].Published = true
	if v := board.ForScrutiny().Plan.Service.Visits[0]; v.Findings != 7 || v.Letter.IsZero() {
		t.Errorf("published: %+v", v)
	}
	if old := (readiness.PlanReport{}).ForScrutiny(); old.Plan.Service != nil || readiness.DriftBeforeOf(old) != nil {
		t.Errorf("an old report: %+v", old)
	}
}

func TestAuditsOfAPeriod(t *testing.T) {
	t.Parallel()
	got := readiness.CountAudits([]readiness.AuditOfPeriod{
		{Focus: "a", Name: "A", Overall: "good"},
		{Focus: "a", Name: "A"},
		{Focus: "a", Name: "A", Overall: "good", Before: "inadequate"},
		{Focus: "a", Name: "A", Before: "good"},
		{Focus: "b", Name: "B", Overall: "inadequate", Before: "good"},
		{Focus: "b", Name: "B", Overall: "good", Before: "good"},
	})
	if a := got[0]; len(got) != 2 || a.Moderated != 2 || a.Open != 1 || !slices.Equal(a.Counts, []int{0, 1, 0, 0}) || a.Again != 1 || a.Better != 1 {
		t.Errorf("A: %+v", got)
	}
	if b := got[1]; b.Moderated != 0 || b.Again != 2 || b.Worse != 1 || b.Same != 1 {
		t.Errorf("B: %+v", b)
	}
}

// TestHomesOfAPeriod: a month counts as due when it is over, or has its visit.
func TestHomesOfAPeriod(t *testing.T) {
	t.Parallel()
	today := calendar.On(2027, 3, 10)
	home := readiness.HomeRecord{
		Home:            readiness.ChildrensHome{Name: "Oak", From: calendar.On(2026, 6, 1)},
		Visits:          []readiness.HomeVisit{{On: calendar.On(2027, 1, 9), Held: true}, {On: calendar.On(2026, 12, 9), Held: true}},
		Recommendations: []readiness.HomeRecommendation{{Due: today}, {Due: today.AddDays(-1)}, {Due: today.AddDays(-9), Outcome: "done"}},
	}.With(today)
	got := readiness.CountHomes([]readiness.HomeRecord{home}, calendar.On(2027, 1, 15), today, today)
	if want := (readiness.ReportedHomes{Since: calendar.On(2027, 1, 1), Homes: 1, Due: 2, Visited: 1, Open: 2, Late: 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	home.Visits = append(home.Visits, readiness.HomeVisit{On: calendar.On(2027, 3, 2), Held: true})
	if got = readiness.CountHomes([]readiness.HomeRecord{home.With(today)}, calendar.On(2020, 1, 1), today, today); got.Due != 10 || got.Visited != 3 || got.Since != calendar.On(2026, 3, 1) {
		t.Errorf("of a year: %+v", got)
	}
}
