package calendar_test

import (
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// day reads a date that the test itself wrote; "" is no date.
func day(t testing.TB, s string) calendar.Date {
	t.Helper()
	var d calendar.Date
	if err := d.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDateAgreesWithTime(t *testing.T) {
	t.Parallel()
	want := time.Date(1999, time.December, 20, 0, 0, 0, 0, time.UTC)
	for d := calendar.On(1999, time.December, 20); d.Year() < 2045; d = d.AddDays(1) {
		if d.String() != want.Format(time.DateOnly) || d.Weekday() != want.Weekday() ||
			d.Year() != want.Year() || d.Month() != want.Month() || d.Day() != want.Day() {
			t.Fatalf("got %s %s, want %s", d.Weekday(), d, want.Format("Monday 2006-01-02"))
		}
		want = want.AddDate(0, 0, 1)
	}
}

func TestDateOrder(t *testing.T) {
	t.Parallel()
	a, b := day(t, "2027-03-03"), day(t, "2027-03-04")
	if !a.Before(b) || b.Before(a) || a.Before(a) || !b.After(a) || a.After(b) {
		t.Error("Before and After disagree with the calendar")
	}
	if a.Compare(b) != -1 || b.Compare(a) != 1 || a.Compare(a) != 0 {
		t.Error("Compare disagrees with the calendar")
	}
	if b.Sub(a) != 1 || a.Sub(b) != -1 || a != calendar.On(2027, time.March, 3) {
		t.Error("Sub or == disagrees with the calendar")
	}
}

func TestNoDateStaysNoDate(t *testing.T) {
	t.Parallel()
	var none calendar.Date
	for name, got := range map[string]calendar.Date{
		"days": none.AddDays(5), "months": none.AddMonths(5), "zero time": calendar.DateOf(time.Time{}),
		"too early": calendar.On(1, time.January, 1).AddDays(-1), "too late": calendar.On(9999, time.December, 31).AddDays(1),
		"far too late": calendar.On(2026, time.January, 1).AddDays(1 << 40), "no such year": calendar.On(0, time.January, 1),
		"too many months": calendar.On(2026, time.January, 1).AddMonths(1 << 40),
	} {
		if !got.IsZero() {
			t.Errorf("%s: got %s", name, got)
		}
	}
	if none.Sub(calendar.On(2026, time.January, 1)) != 0 || !none.Before(calendar.On(1, time.January, 1)) || !none.At(9, 0).IsZero() {
		t.Error("no date is not before everything and 0 days from it")
	}
}

func TestAddMonthsClamps(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2026-01-31", 1, "2026-02-28"},
		{"2028-01-31", 1, "2028-02-29"},
		{"2026-01-31", 3, "2026-04-30"},
		{"2026-08-31", 6, "2027-02-28"},
		{"2026-11-30", 3, "2027-02-28"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-12-15", 1, "2027-01-15"},
		{"2026-01-15", -1, "2025-12-15"},
		{"2028-02-29", 12, "2029-02-28"},
		{"2028-02-29", -48, "2024-02-29"},
		{"2026-05-05", 0, "2026-05-05"},
		{"2026-05-31", 18, "2027-11-30"},
	} {
		if got := day(t, c.from).AddMonths(c.months); got != day(t, c.want) {
			t.Errorf("%s + %d months = %s, want %s", c.from, c.months, got, c.want)
		}
	}
}

func TestMonthsBetween(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from, to string
		want     int
	}{
		{"2026-01-31", "2026-02-28", 1},
		{"2026-01-31", "2026-02-27", 0},
		{"2026-01-30", "2026-02-28", 1},
		{"2028-01-31", "2028-02-28", 0},
		{"2028-01-31", "2028-02-29", 1},
		{"2026-02-28", "2026-03-28", 1},
		{"2026-02-28", "2026-03-31", 1},
		{"2025-03-03", "2026-09-02", 17},
		{"2025-03-03", "2026-09-03", 18},
		{"2024-02-29", "2025-02-28", 12},
		{"2026-05-05", "2026-05-05", 0},
		{"2026-05-05", "2025-05-05", 0},
		{"2026-12-31", "2027-01-30", 0},
		{"2026-12-31", "2027-01-31", 1},
		{"", "2026-01-01", 0},
		{"2026-01-01", "", 0},
	} {
		if got := calendar.MonthsBetween(day(t, c.from), day(t, c.to)); got != c.want {
			t.Errorf("months from %q to %q = %d, want %d", c.from, c.to, got, c.want)
		}
	}
}
