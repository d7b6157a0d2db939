package calendar_test

import (
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

func TestParseTimeOfDay(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"07:30": "07:30", "7:30": "07:30", " 7.30am ": "07:30", "7:30 PM": "19:30", "7am": "07:00", "12am": "00:00", "12pm": "12:00", "12:05am": "00:05",
		"00:00": "00:00", "23:59": "23:59", "0.15": "00:15",
	} {
		if got, err := calendar.ParseTimeOfDay(typed); err != nil || got.String() != want {
			t.Errorf("%q is read as %s, %v; want %s", typed, got, err, want)
		}
	}
	for _, typed := range []string{"", "7", "24:00", "7:60", "13pm", "0am", "7:3", "half past seven", "07:30:00", "-1:00", "7:30 xm"} {
		if got, err := calendar.ParseTimeOfDay(typed); err == nil {
			t.Errorf("%q is read as %s", typed, got)
		}
	}
}

func TestTimeOfDayInWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		hour, minute int
		want         string
	}{{0, 0, "midnight"}, {0, 15, "12:15am"}, {2, 0, "2am"}, {2, 5, "2:05am"}, {12, 0, "midday"}, {12, 30, "12:30pm"}, {19, 30, "7:30pm"}} {
		if got := calendar.Clock(c.hour, c.minute).Words(); got != c.want {
			t.Errorf("%d:%d is %q, want %q", c.hour, c.minute, got, c.want)
		}
	}
}

// TestTimeOfDayRoundTrip: every minute of a day comes back from its text, stands on the clock on an ordinary day, and only those from 1am to 2am
// are left out or shown twice on some night of the year.
func TestTimeOfDayRoundTrip(t *testing.T) {
	t.Parallel()
	for minute := range 24 * 60 {
		want := calendar.Clock(minute/60, minute%60)
		var got calendar.TimeOfDay
		if err := got.UnmarshalText([]byte(want.String())); err != nil || got != want {
			t.Errorf("%s comes back as %s, %v", want, got, err)
		}
		if read, err := calendar.ParseTimeOfDay(want.Words()); want.Minute() > 0 && (err != nil || read != want) {
			t.Errorf("%q is read as %s, %v", want.Words(), read, err)
		}
		unsafe := false
		for _, change := range []calendar.Date{calendar.On(2026, time.March, 29), calendar.On(2026, time.October, 25)} {
			at := want.On(change)
			unsafe = unsafe || at.In(calendar.London).Format("15:04") != want.String() || at.Add(time.Hour).In(calendar.London).Format("15:04") == want.String()
		}
		if unsafe != want.Twice() {
			t.Errorf("%s: Twice says %t", want, want.Twice())
		}
	}
}
