package calendar_test

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// The vectors of domain.md section 6, counted exclusively, and its other
// anchors: reports of 2016 and 2025.
func TestVectors(t *testing.T) {
	t.Parallel()
	england := calendar.England()
	for _, c := range []struct {
		start string
		days  int
		due   string
	}{
		{"Wednesday 21 August 2019", 70, "Thursday 28 November 2019"},
		{"Friday 27 March 2026", 15, "Tuesday 21 April 2026"},
		{"Thursday 2 April 2026", 1, "Tuesday 7 April 2026"},
		{"Monday 2 March 2026", 45, "Thursday 7 May 2026"},
		{"Monday 1 December 2025", 45, "Thursday 5 February 2026"},
		{"Monday 15 December 2025", 20, "Thursday 15 January 2026"},
		{"Friday 18 December 2026", 5, "Tuesday 29 December 2026"},
		{"Monday 18 May 2026", 70, "Tuesday 25 August 2026"},
		{"Wednesday 17 June 2026", 20, "Wednesday 15 July 2026"},
		{"Monday 20 December 2027", 15, "Thursday 13 January 2028"},
		{"Friday 25 November 2016", 71, "Thursday 9 March 2017"},
		{"Tuesday 5 August 2025", 77, "Friday 21 November 2025"},
		{"Thursday 14 August 2025", 70, "Friday 21 November 2025"},
	} {
		start, due := inFull(t, c.start), inFull(t, c.due)
		if got := england.Add(start, c.days, calendar.Exclusive); got != due {
			t.Errorf("%s + %d = %s, want %s", c.start, c.days, got.Full(), c.due)
		}
		if got := england.Add(due, -c.days, calendar.Exclusive); got != start {
			t.Errorf("%s - %d = %s, want %s", c.due, c.days, got.Full(), c.start)
		}
		if got := england.Count(start, due, calendar.Exclusive); got != c.days {
			t.Errorf("%s to %s = %d, want %d", c.start, c.due, got, c.days)
		}
		if got := england.Count(due, start, calendar.Exclusive); got != -c.days {
			t.Errorf("%s to %s = %d, want %d", c.due, c.start, got, -c.days)
		}
		if got := england.Add(start, c.days+1, calendar.Inclusive); got != due {
			t.Errorf("%s as day 1, day %d = %s, want %s", c.start, c.days+1, got.Full(), c.due)
		}
		if got := england.Count(start, due, calendar.Inclusive); got != c.days+1 {
			t.Errorf("%s to %s inclusive = %d, want %d", c.start, c.due, got, c.days+1)
		}
	}
}

// inFull reads "Friday 27 March 2026" and holds it to the weekday it names.
func inFull(t *testing.T, s string) calendar.Date {
	t.Helper()
	read, err := time.Parse("Monday 2 January 2006", s)
	if err != nil {
		t.Fatal(err)
	}
	d := calendar.On(read.Date())
	if d.Full() != s {
		t.Fatalf("%s is %s", s, d.Full())
	}
	return d
}

func TestAddOnClosedDays(t *testing.T) {
	t.Parallel()
	england := calendar.England()
	for _, c := range []struct {
		start    string
		n        int
		counting calendar.Counting
		want     string
	}{
		{"2026-04-03", 0, calendar.Exclusive, "2026-04-03"}, // Good Friday itself
		{"2026-04-03", 0, calendar.Inclusive, "2026-04-03"},
		{"2026-04-03", 1, calendar.Exclusive, "2026-04-07"},
		{"2026-04-03", 1, calendar.Inclusive, "2026-04-07"},
		{"2026-04-03", -1, calendar.Exclusive, "2026-04-02"},
		{"2026-04-03", -1, calendar.Inclusive, "2026-04-02"},
		{"2026-04-07", 1, calendar.Inclusive, "2026-04-07"},
		{"2026-04-07", -1, calendar.Inclusive, "2026-04-07"},
		{"2026-04-07", -2, calendar.Inclusive, "2026-04-02"},
		{"2026-04-07", 1, "", "2026-04-08"},
		{"2012-05-25", 1, calendar.Exclusive, "2012-05-28"}, // the Spring holiday had moved
		{"2012-06-01", 1, calendar.Exclusive, "2012-06-06"},
		{"2022-06-01", 1, calendar.Exclusive, "2022-06-06"},
		{"2022-09-16", 1, calendar.Exclusive, "2022-09-20"},
		{"2023-05-05", 1, calendar.Exclusive, "2023-05-09"},
		{"2020-05-07", 1, calendar.Exclusive, "2020-05-11"},
		{"2020-05-01", 1, calendar.Exclusive, "2020-05-04"},
		{"", 5, calendar.Exclusive, ""},
		{"", 5, calendar.Inclusive, ""},
		{"", -5, calendar.Exclusive, ""},
	} {
		if got := england.Add(day(t, c.start), c.n, c.counting); got != day(t, c.want) {
			t.Errorf("%q %+d %s = %q, want %q", c.start, c.n, c.counting, got, c.want)
		}
	}
	if got := england.Next(day(t, "2026-12-25")); got != day(t, "2026-12-29") {
		t.Errorf("next from Christmas is %s", got)
	}
	if got := england.Next(day(t, "2026-12-24")); got != day(t, "2026-12-24") {
		t.Errorf("next from a working day is %s", got)
	}
}

func TestCountOfOneDay(t *testing.T) {
	t.Parallel()
	england := calendar.England()
	worked, closed := day(t, "2026-04-07"), day(t, "2026-04-03")
	for _, c := range []struct {
		from, to calendar.Date
		counting calendar.Counting
		want     int
	}{
		{worked, worked, calendar.Exclusive, 0},
		{worked, worked, calendar.Inclusive, 1},
		{closed, closed, calendar.Exclusive, 0},
		{closed, closed, calendar.Inclusive, 0},
		{calendar.Date{}, worked, calendar.Inclusive, 0},
		{worked, calendar.Date{}, calendar.Exclusive, 0},
	} {
		if got := england.Count(c.from, c.to, c.counting); got != c.want {
			t.Errorf("%q to %q %s = %d, want %d", c.from, c.to, c.counting, got, c.want)
		}
	}
}

func TestWithCouncilDays(t *testing.T) {
	t.Parallel()
	england := calendar.England()
	before := len(england.Closed)
	council := england.With("council-7", []calendar.Closure{
		{Date: day(t, "2026-12-30"), Name: "Christmas closure"},
		{Date: day(t, "2026-12-29"), Name: "Christmas closure"},
		{Date: day(t, "2026-12-28"), Name: "Christmas closure"}, // a bank holiday already
		{Date: day(t, "2026-12-27"), Name: "Christmas closure"}, // a Sunday
		{Date: day(t, "2026-12-30"), Name: "said twice"},
		{},
	})
	if len(council.Closed) != before+2 || len(england.Closed) != before || council.Version != "council-7" {
		t.Errorf("%d closures under %s, and %d in England", len(council.Closed), council.Version, len(england.Closed))
	}
	if got := council.Add(day(t, "2026-12-18"), 5, calendar.Exclusive); got != day(t, "2026-12-31") {
		t.Errorf("the council's days are not skipped: %s", got)
	}
	week := council.Between(day(t, "2026-12-28"), day(t, "2026-12-30")).Closed
	if len(week) != 3 || week[0].Name != "Boxing Day (substitute day)" || week[2].Name != "Christmas closure" {
		t.Errorf("closures of the week: %v", week)
	}
}

func TestBetweenTravels(t *testing.T) {
	t.Parallel()
	from, to := day(t, "2026-01-01"), day(t, "2026-12-31")
	small := calendar.England().Between(from, to)
	text, err := json.Marshal(small)
	if err != nil {
		t.Fatal(err)
	}
	if len(text) > 700 || len(small.Closed) != 8 {
		t.Errorf("a year takes %d bytes: %s", len(text), text)
	}
	var back calendar.Calendar
	if err := json.Unmarshal(text, &back); err != nil || !reflect.DeepEqual(back, small) {
		t.Errorf("came back as %v, %v", back, err)
	}
	if !back.Covers(from) || !back.Covers(to) || back.Covers(to.AddDays(1)) || back.Covers(from.AddDays(-1)) {
		t.Error("covers more or less than its year")
	}
}

func TestBetweenOfNothing(t *testing.T) {
	t.Parallel()
	england, d := calendar.England(), day(t, "2026-06-01")
	for name, c := range map[string]calendar.Calendar{
		"no start": england.Between(calendar.Date{}, d), "no end": england.Between(d, calendar.Date{}),
		"backwards": england.Between(d, d.AddDays(-300)), "beyond": england.Between(day(t, "2050-01-01"), day(t, "2051-01-01")),
		"of nothing": calendar.Calendar{}.Between(d, d.AddDays(300)),
	} {
		if len(c.Closed) != 0 || c.Covers(d) || !c.From.IsZero() || !c.Until.IsZero() {
			t.Errorf("%s: %v", name, c)
		}
	}
}
