package calendar_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

var (
	anyN        = rapid.IntRange(-300, 300)
	anyCounting = rapid.SampledFrom([]calendar.Counting{calendar.Exclusive, calendar.Inclusive})
	firstKnown  = calendar.On(2012, time.January, 1)
)

// anyDay is a generator for one test alone: a slice writes down its element's name
// where parallel tests would read it (rapid 1.3, Generator.String).
func anyDay() *rapid.Generator[calendar.Date] {
	return rapid.Custom(func(t *rapid.T) calendar.Date { return firstKnown.AddDays(rapid.IntRange(0, 10500).Draw(t, "day")) })
}

// anyCalendar is England with up to thirty days of the council's own.
func anyCalendar(t *rapid.T) calendar.Calendar {
	days := rapid.SliceOfN(anyDay(), 0, 30).Draw(t, "closed")
	closures := make([]calendar.Closure, len(days))
	for i, d := range days {
		closures[i] = calendar.Closure{Date: d, Name: "closed"}
	}
	return calendar.England().With("random", closures)
}

// walked is Add as a person does it, one day at a time on a wall calendar.
func walked(c calendar.Calendar, d calendar.Date, n int, counting calendar.Counting) calendar.Date {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	if counting == calendar.Inclusive && n > 0 {
		d = d.AddDays(-step)
	}
	closed := map[calendar.Date]bool{}
	for _, x := range c.Closed {
		closed[x.Date] = true
	}
	for n > 0 {
		d = d.AddDays(step)
		if d.Weekday() != time.Saturday && d.Weekday() != time.Sunday && !closed[d] {
			n--
		}
	}
	return d
}

func TestAddIsWalking(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, d, n, counting := anyCalendar(t), anyDay().Draw(t, "start"), anyN.Draw(t, "n"), anyCounting.Draw(t, "counting")
		got := c.Add(d, n, counting)
		if want := walked(c, d, n, counting); got != want {
			t.Fatalf("%s %+d %s = %s, want %s", d, n, counting, got, want)
		}
		back := n
		if counting == calendar.Inclusive && got == d {
			back = 1 // one day, in either direction
		}
		if n != 0 && (!c.IsWorkingDay(got) || c.Count(d, got, counting) != back) {
			t.Fatalf("%s %+d %s = %s: closed, or counted back as %d", d, n, counting, got, c.Count(d, got, counting))
		}
	})
}

func TestCountAddsUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, days := anyCalendar(t), rapid.SliceOfN(anyDay(), 3, 3).Draw(t, "days")
		slices.SortFunc(days, calendar.Date.Compare)
		a, b, d := days[0], days[1], days[2]
		if got := c.Count(a, b, "") + c.Count(b, d, ""); got != c.Count(a, d, "") {
			t.Fatalf("%s to %s by %s: %d, straight %d", a, d, b, got, c.Count(a, d, ""))
		}
		back := -c.Count(a, d, calendar.Inclusive)
		if a == d {
			back = -back // one day, in either direction
		}
		if got := c.Count(d, a, calendar.Inclusive); got != back {
			t.Fatalf("%s back to %s: %d, want %d", d, a, got, back)
		}
	})
}

func TestBetweenKeepsAnswers(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, d, n, counting := anyCalendar(t), anyDay().Draw(t, "start"), anyN.Draw(t, "n"), anyCounting.Draw(t, "counting")
		due := c.Add(d, n, counting)
		from, to := d, due
		if from.After(to) {
			from, to = to, from
		}
		small := c.Between(from, to.AddDays(rapid.IntRange(0, 40).Draw(t, "slack")))
		if got := small.Add(d, n, counting); got != due || small.Count(d, due, counting) != c.Count(d, due, counting) {
			t.Fatalf("%s %+d %s = %s, between it is %s", d, n, counting, due, got)
		}
	})
}

func TestEveryWeekdayFrom2012IsAccountedFor(t *testing.T) {
	t.Parallel()
	england := calendar.England()
	worked := 0
	for d := firstKnown; d.Year() <= 2040; d = d.AddDays(1) {
		if england.IsWorkingDay(d) {
			worked++
		}
		if got := england.Count(firstKnown, d, calendar.Inclusive); got != worked {
			t.Fatalf("up to %s there are %d working days, want %d", d, got, worked)
		}
	}
}

func TestMonthsRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d, m := anyDay().Draw(t, "start"), rapid.IntRange(0, 240).Draw(t, "months")
		if got := calendar.MonthsBetween(d, d.AddMonths(m)); got != m {
			t.Fatalf("%s + %d months = %s, counted back as %d", d, m, d.AddMonths(m), got)
		}
		if m > 0 && calendar.MonthsBetween(d, d.AddMonths(m).AddDays(-1)) != m-1 {
			t.Fatalf("the day before %s counts as %d whole months from %s", d.AddMonths(m), m, d)
		}
	})
}

func BenchmarkAdd250(b *testing.B) {
	england, start := calendar.England(), calendar.On(2026, time.March, 2)
	for b.Loop() {
		england.Add(start, 250, calendar.Exclusive)
	}
}
