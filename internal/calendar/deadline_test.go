package calendar_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

const rest = "weekends, bank holidays and closure days are not counted."

func TestDeadlineExplainsItself(t *testing.T) {
	t.Parallel()
	england := calendar.England()
	got, err := england.Deadline(calendar.Question{From: day(t, "2026-03-27"), WorkingDays: 15})
	want := calendar.Answer{
		From: day(t, "2026-03-27"), Due: day(t, "2026-04-21"), Days: 15, Counting: calendar.Exclusive,
		Rule: "Friday 27 March 2026 is day 0 and the next working day is day 1; " + rest,
		Skipped: []calendar.Closure{
			{Date: day(t, "2026-04-03"), Name: "Good Friday"}, {Date: day(t, "2026-04-06"), Name: "Easter Monday"},
		},
		Weekends: 8, CalendarVersion: "england-2026-11",
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v\nwant %+v", got, err, want)
	}
}

func TestDeadlineCases(t *testing.T) {
	t.Parallel()
	england := calendar.England()
	for _, c := range []struct {
		from              string
		n                 int
		counting          calendar.Counting
		due               string
		skipped, weekends int
		rule              string
	}{
		{"2026-03-27", 15, calendar.Inclusive, "2026-04-20", 2, 8, "Friday 27 March 2026 is day 1; " + rest},
		{"2026-04-03", 1, calendar.Inclusive, "2026-04-07", 2, 2, "Friday 3 April 2026 is not a working day, so day 1 is Tuesday 7 April 2026; " + rest},
		{"2026-04-03", 1, calendar.Exclusive, "2026-04-07", 1, 2, "Friday 3 April 2026 is day 0 and the next working day is day 1; " + rest},
		{"2026-04-21", -15, calendar.Exclusive, "2026-03-27", 2, 8, "Tuesday 21 April 2026 is day 0 and the previous working day is day 1; " + rest},
		{"2026-04-03", -1, calendar.Exclusive, "2026-04-02", 0, 0, "Friday 3 April 2026 is day 0 and the previous working day is day 1; " + rest},
		{"2026-04-05", -1, calendar.Exclusive, "2026-04-02", 1, 1, "Sunday 5 April 2026 is day 0 and the previous working day is day 1; " + rest},
		{"2026-04-06", -2, calendar.Inclusive, "2026-04-01", 2, 2, "Monday 6 April 2026 is not a working day, so day 1 is Thursday 2 April 2026; " + rest},
		{"2026-04-03", 0, calendar.Inclusive, "2026-04-03", 0, 0, "No working days are added, so the date stays as it is."},
		{"2026-04-03", 0, calendar.Exclusive, "2026-04-03", 0, 0, "No working days are added, so the date stays as it is."},
	} {
		got, err := england.Deadline(calendar.Question{From: day(t, c.from), WorkingDays: c.n, Counting: c.counting})
		if err != nil || got.Due != day(t, c.due) || len(got.Skipped) != c.skipped || got.Weekends != c.weekends ||
			got.Rule != c.rule || got.Days != c.n || got.Counting != c.counting || got.Unknown != "" {
			t.Errorf("%s %+d %s: %+v, %v", c.from, c.n, c.counting, got, err)
		}
	}
}

func TestDeadlineRefuses(t *testing.T) {
	t.Parallel()
	england, d := calendar.England(), day(t, "2026-03-27")
	for want, q := range map[string]calendar.Question{
		"Give the date to count from.":                           {WorkingDays: 15},
		"Give a number of working days from -10000 to 10000.":    {From: d, WorkingDays: 10001},
		"Give a number of working days from -10000 to 10000. ":   {From: d, WorkingDays: -10001},
		`"both" is not a way of counting; choose "exclusive"`:    {From: d, WorkingDays: 1, Counting: "both"},
		"That date lies outside the years 1 to 9999.":            {From: day(t, "9999-12-30"), WorkingDays: 15},
		"That date lies outside the years 1 to 9999. (backward)": {From: day(t, "0001-01-05"), WorkingDays: -15},
	} {
		want, _, _ = strings.Cut(want, ". ")
		if got, err := england.Deadline(q); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%+v: %+v, %v; want %s", q, got, err, want)
		}
	}
}

func TestDistance(t *testing.T) {
	t.Parallel()
	england := calendar.England()
	for _, c := range []struct {
		from, to          string
		counting          calendar.Counting
		days              int
		skipped, weekends int
	}{
		{"2026-03-27", "2026-04-21", "", 15, 2, 8},
		{"2026-03-27", "2026-04-21", calendar.Inclusive, 16, 2, 8},
		{"2026-04-21", "2026-03-27", calendar.Exclusive, -15, 2, 8},
		{"2026-04-21", "2026-03-27", calendar.Inclusive, -16, 2, 8},
		{"2026-04-03", "2026-04-03", calendar.Exclusive, 0, 0, 0},
		{"2026-04-03", "2026-04-03", calendar.Inclusive, 0, 1, 0},
		{"2026-04-02", "2026-04-06", calendar.Exclusive, 0, 2, 2},
		{"2026-04-04", "2026-04-05", calendar.Inclusive, 0, 0, 2},
	} {
		got, err := england.Distance(day(t, c.from), day(t, c.to), c.counting)
		if err != nil || got.Days != c.days || len(got.Skipped) != c.skipped || got.Weekends != c.weekends || got.Due != day(t, c.to) {
			t.Errorf("%s to %s %s: %+v, %v", c.from, c.to, c.counting, got, err)
		}
		if text, err := json.Marshal(got); err != nil || strings.Contains(string(text), "null") {
			t.Errorf("written as %s, %v", text, err)
		}
	}
	d := day(t, "2026-03-27")
	for want, ask := range map[string]func() (calendar.Answer, error){
		"Give the date to count from.":                                        func() (calendar.Answer, error) { return england.Distance(calendar.Date{}, d, "") },
		"Give the date to count to.":                                          func() (calendar.Answer, error) { return england.Distance(d, calendar.Date{}, "") },
		`"both" is not a way of counting; choose "exclusive" or "inclusive".`: func() (calendar.Answer, error) { return england.Distance(d, d, "both") },
	} {
		if _, err := ask(); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestUnknownYearsAreSaid(t *testing.T) {
	t.Parallel()
	england := calendar.England()
	for _, c := range []struct {
		calendar calendar.Calendar
		from     string
		n        int
		due      string
		says     string
	}{
		{england, "2040-12-20", 5, "2040-12-31", ""},
		{england, "2040-12-20", 6, "2041-01-01", "Bank holidays are known only from 1 January 2012 to 31 December 2040;"},
		{england, "2050-01-03", 5, "2050-01-10", "Bank holidays are known only from"},
		{england, "2012-01-03", -1, "2011-12-30", "Bank holidays are known only from"},
		{england.Between(day(t, "2026-01-01"), day(t, "2026-12-31")), "2026-12-30", 2, "2027-01-01", "Bank holidays are known only from 1 January 2026 to 31 December 2026;"},
		{calendar.Calendar{}, "2026-04-02", 1, "2026-04-03", "This calendar knows no bank holidays"},
	} {
		got, err := c.calendar.Deadline(calendar.Question{From: day(t, c.from), WorkingDays: c.n})
		if err != nil || got.Due != day(t, c.due) || !strings.HasPrefix(got.Unknown, c.says) || (got.Unknown == "") != (c.says == "") {
			t.Errorf("%s %+d: %+v, %v", c.from, c.n, got, err)
		}
	}
}
