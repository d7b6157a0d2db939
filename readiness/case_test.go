package readiness_test

import (
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// spell is one stretch of help; end "" is open.
func spell(t testing.TB, kind readiness.CaseType, start, end string) readiness.Spell {
	t.Helper()
	return readiness.Spell{Type: kind, Start: day(t, start), End: day(t, end)}
}

func day(t testing.TB, s string) calendar.Date {
	t.Helper()
	if s == "" {
		return calendar.Date{}
	}
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestBasis(t *testing.T) {
	t.Parallel()
	rules := readiness.ReviewRules{Thresholds: []readiness.Threshold{
		{Months: 18, From: calendar.On(2012, 1, 1)},
		{Type: readiness.ChildProtection, Months: 9, From: calendar.On(2012, 1, 1)},
	}}
	cin, cp, cla := readiness.ChildInNeed, readiness.ChildProtection, readiness.ChildInCare
	for name, c := range map[string]struct {
		spells  []readiness.Spell
		kind    readiness.CaseType // "" when nothing counts
		reached string
	}{
		"one open spell": {[]readiness.Spell{spell(t, cin, "2024-08-31", "")}, cin, "2026-02-28"},
		"the earliest threshold, not the earliest start": {
			[]readiness.Spell{spell(t, cin, "2025-01-01", ""), spell(t, cp, "2025-05-01", "")}, cp, "2026-02-01",
		},
		"and the other way round": {
			[]readiness.Spell{spell(t, cin, "2024-01-01", ""), spell(t, cp, "2025-05-01", "")}, cin, "2025-07-01",
		},
		"in care, the child-in-need row does not count": {
			[]readiness.Spell{spell(t, cin, "2020-01-01", ""), spell(t, cla, "2025-06-01", "")}, cla, "2026-12-01",
		},
		"in care, a protection plan still counts": {
			[]readiness.Spell{spell(t, cp, "2025-01-01", ""), spell(t, cla, "2025-06-01", "")}, cp, "2025-10-01",
		},
		"a closed spell of care gives the row back": {
			[]readiness.Spell{spell(t, cin, "2024-01-01", ""), spell(t, cla, "2024-06-01", "2025-01-01")}, cin, "2025-07-01",
		},
		"everything has closed": {[]readiness.Spell{spell(t, cin, "2024-01-01", "2025-01-01")}, "", ""},
		"no spells":             {nil, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := rules.Basis(readiness.Case{Spells: c.spells}, start1)
			if ok != (c.kind != "") || got.Type != c.kind || got.Reached != day(t, c.reached) {
				t.Fatalf("got %+v, %t", got, ok)
			}
		})
	}
}

// start1 is the day of most tests here, a Monday.
var start1 = calendar.DateOf(start)

func TestLongOpenFromTheDayOfTheThreshold(t *testing.T) {
	t.Parallel()
	b, ok := readiness.DefaultReviewRules().Basis(readiness.Case{Spells: []readiness.Spell{spell(t, readiness.ChildInNeed, "2024-09-02", "")}}, start1)
	if !ok || b.Reached != start1 {
		t.Fatalf("18 months after 2 September 2024 is 2 March 2026: got %+v", b)
	}
	if b.LongOpen(start1.AddDays(-1)) || !b.LongOpen(start1) || b.Months(start1.AddDays(-1)) != 17 || b.Months(start1) != 18 {
		t.Fatalf("long-open the day before: %t, on the day: %t", b.LongOpen(start1.AddDays(-1)), b.LongOpen(start1))
	}
}

func TestNoRuleMakesNothingLongOpen(t *testing.T) {
	t.Parallel()
	c := readiness.Case{Spells: []readiness.Spell{spell(t, readiness.ChildInNeed, "2001-01-01", "")}}
	if b, ok := (readiness.ReviewRules{}).Basis(c, start1); ok {
		t.Fatalf("got %+v", b)
	}
}

func TestCaseType(t *testing.T) {
	t.Parallel()
	cin, cp, cla := readiness.ChildInNeed, readiness.ChildProtection, readiness.ChildInCare
	for name, c := range map[string]struct {
		spells []readiness.Spell
		want   readiness.CaseType
	}{
		"most intensive of the open":     {[]readiness.Spell{spell(t, cin, "2024-01-01", ""), spell(t, cla, "2024-02-01", ""), spell(t, cp, "2024-03-01", "")}, cla},
		"a closed spell is not its type": {[]readiness.Spell{spell(t, cla, "2023-01-01", "2024-01-01"), spell(t, cp, "2024-01-01", "")}, cp},
		"closed: the last one":           {[]readiness.Spell{spell(t, cla, "2023-01-01", "2024-01-01"), spell(t, cin, "2024-01-01", "2025-01-01")}, cin},
		"nothing known":                  {nil, cin},
	} {
		if got := (readiness.Case{Spells: c.spells}).Type(); got != c.want || got.Title() == "" {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func TestExclusionMustEnd(t *testing.T) {
	t.Parallel()
	for until, words := range map[string]string{
		"2026-03-01": "must end on a day in the future",
		"2026-03-02": "must end on a day in the future",
		"2026-03-03": "",
		"2027-03-02": "",
		"2027-03-03": "within 12 months, on or before 2 March 2027",
	} {
		err := readiness.Exclude{Reason: "nrpf", Until: day(t, until)}.Check(start1)
		if (words == "") != (err == nil) || (err != nil && !strings.Contains(err.Error(), words)) {
			t.Errorf("until %s: got %v, want %q", until, err, words)
		}
		if err != nil && readiness.AsRefusal(err).Fields[0].Field != "until" {
			t.Errorf("until %s: the sentence belongs beside the field: %+v", until, err)
		}
	}
}

func TestChoiceText(t *testing.T) {
	t.Parallel()
	if got := readiness.ChoiceText(readiness.ExclusionReasons, "nrpf"); got != "No recourse to public funds, support must continue" {
		t.Errorf("got %q", got)
	}
	if got := readiness.ChoiceText(readiness.ExclusionReasons, "of old"); got != "of old" {
		t.Errorf("an unknown code shows itself: got %q", got)
	}
}
