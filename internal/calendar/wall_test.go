package calendar_test

import (
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

func TestAt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, date   string
		hour, minute int
		want         string
	}{
		{"winter", "2027-03-03", 9, 0, "2027-03-03T09:00:00Z"},
		{"summer", "2027-06-03", 9, 0, "2027-06-03T08:00:00Z"},
		{"midnight in summer", "2027-06-03", 0, 0, "2027-06-02T23:00:00Z"},
		{"before the gap", "2026-03-29", 0, 59, "2026-03-29T00:59:00Z"},
		{"start of the gap", "2026-03-29", 1, 0, "2026-03-29T01:00:00Z"},
		{"in the gap", "2026-03-29", 1, 30, "2026-03-29T01:00:00Z"},
		{"end of the gap", "2026-03-29", 1, 59, "2026-03-29T01:00:00Z"},
		{"after the gap", "2026-03-29", 2, 0, "2026-03-29T01:00:00Z"},
		{"morning of the gap", "2026-03-29", 7, 0, "2026-03-29T06:00:00Z"},
		{"before it comes twice", "2026-10-25", 0, 59, "2026-10-24T23:59:00Z"},
		{"comes twice", "2026-10-25", 1, 0, "2026-10-25T00:00:00Z"},
		{"comes twice, later", "2026-10-25", 1, 59, "2026-10-25T00:59:00Z"},
		{"after it came twice", "2026-10-25", 2, 0, "2026-10-25T02:00:00Z"},
		{"end of the day", "2026-10-25", 24, 0, "2026-10-26T00:00:00Z"},
	} {
		got := day(t, c.date).At(c.hour, c.minute)
		if got.Format(time.RFC3339) != c.want || got.Location() != time.UTC {
			t.Errorf("%s: %s at %02d:%02d = %s, want %s", c.name, c.date, c.hour, c.minute, got, c.want)
		}
	}
}

func TestAtOverEveryClockChange(t *testing.T) {
	t.Parallel()
	for year := 2012; year <= 2040; year++ {
		spring, autumn := lastSunday(year, time.March), lastSunday(year, time.October)
		for _, c := range []struct {
			change calendar.Date
			hours  time.Duration
		}{{spring, 23}, {autumn, 25}, {spring.AddDays(1), 24}, {autumn.AddDays(-1), 24}} {
			if got := c.change.AddDays(1).At(0, 0).Sub(c.change.At(0, 0)); got != c.hours*time.Hour {
				t.Errorf("%s lasts %s, want %d hours", c.change, got, c.hours)
			}
		}
		if got, want := spring.At(1, 30), time.Date(year, time.March, spring.Day(), 1, 0, 0, 0, time.UTC); !got.Equal(want) {
			t.Errorf("%s 01:30 = %s, want %s", spring, got, want)
		}
	}
}

func lastSunday(year int, month time.Month) calendar.Date {
	d := calendar.On(year, month, 31)
	return d.AddDays(-int(d.Weekday()))
}

func TestDateOfIsTheDayInLondon(t *testing.T) {
	t.Parallel()
	for instant, want := range map[string]string{
		"2026-06-30T22:59:59Z": "2026-06-30", "2026-06-30T23:00:00Z": "2026-07-01",
		"2026-12-31T23:59:59Z": "2026-12-31", "2027-01-01T00:00:00Z": "2027-01-01",
		"2026-03-29T23:00:00Z": "2026-03-30", "2026-10-25T23:00:00Z": "2026-10-25",
		"2026-07-01T00:30:00+05:00": "2026-06-30",
	} {
		at, err := time.Parse(time.RFC3339, instant)
		if err != nil {
			t.Fatal(err)
		}
		if got := calendar.DateOf(at); got.String() != want {
			t.Errorf("at %s it is %s, want %s", instant, got, want)
		}
	}
}

func TestElapsedIgnoresClockChanges(t *testing.T) {
	t.Parallel()
	for start, want := range map[string]string{
		"2026-03-27": "2026-03-30 13:00", // clocks go forward on 29 March
		"2026-10-23": "2026-10-26 11:00", // clocks go back on 25 October
		"2026-06-05": "2026-06-08 12:00",
	} {
		got := calendar.Elapsed(day(t, start).At(12, 0), 72*time.Hour).In(calendar.London)
		if got.Format("2006-01-02 15:04") != want {
			t.Errorf("72 hours after noon on %s end at %s, want %s", start, got, want)
		}
	}
}
