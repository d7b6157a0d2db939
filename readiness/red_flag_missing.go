package readiness

import (
	"cmp"
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// The rules about children who go missing (domain.md 3.5). Hours are counted to the end of the day that the list describes: a list has a day and no hour,
// and it is better to ask once too often.

func endOf(on calendar.Date) time.Time { return on.AddDays(1).At(0, 0) }

// moreThan reports whether more hours than these went by: on the clock of nobody, so that a night on which the clocks change is as long as it is.
func moreThan(hours int, from, to time.Time) bool {
	return !from.IsZero() && to.Sub(from) > time.Duration(hours)*time.Hour
}

// within are the episodes that began in so many days up to a day, and that day.
func within(days int, c ChildRows, on calendar.Date) []OwnRow {
	return slices.DeleteFunc(slices.Clone(c.Episodes), func(e OwnRow) bool { return on.Sub(e.Day("started")) > days || e.Day("started").After(on) })
}

// inAYear is how many missing episodes a child had in twelve months: by the Annex A, or by the council's own list when that knows of more.
func inAYear(c ChildRows, on calendar.Date) int {
	own := 0
	for _, e := range c.Episodes {
		if !e.Day("started").Before(on.AddMonths(-12)) {
			own++
		}
	}
	if c.Care != nil {
		return max(own, c.Care.Episodes)
	}
	return own
}

func missingEpisodes(c ChildRows, on calendar.Date, n int) bool { return inAYear(c, on) >= max(1, n) }

func missingIn90(c ChildRows, on calendar.Date, n int) bool {
	return len(within(90, c, on)) >= max(1, n)
}

// lastReturned is the last episode from which the child came back.
func lastReturned(c ChildRows) (OwnRow, bool) {
	back := slices.DeleteFunc(slices.Clone(c.Episodes), func(e OwnRow) bool { return e.Moment("returned").IsZero() })
	if len(back) == 0 {
		return OwnRow{}, false
	}
	return slices.MaxFunc(back, func(a, b OwnRow) int { return a.Moment("returned").Compare(b.Moment("returned")) }), true
}

// notOffered asks about the last episode, of the council's own list before the Annex A. What is not recorded was not offered.
func notOffered(c ChildRows, _ calendar.Date, _ int) bool {
	if last, ok := lastReturned(c); ok {
		return !last.Says("offered", "Yes") && last.Moment("held").IsZero()
	}
	return c.Care != nil && c.Care.Episodes > 0 && c.Care.Offered != "Yes" && c.Care.Offered != NotAsked && c.Care.Accepted != "Yes"
}

// notAccepted asks about the last episode. An interview that is not held yet is not declined.
func notAccepted(c ChildRows, _ calendar.Date, _ int) bool {
	if last, ok := lastReturned(c); ok {
		return last.Says("declined", "Yes") && last.Moment("held").IsZero()
	}
	return c.Care != nil && c.Care.Episodes > 0 && c.Care.Offered == "Yes" && c.Care.Accepted == "No"
}

// interviewLate asks about every episode of the last twelve months. One that the child declined is declinedTwice's.
func interviewLate(c ChildRows, on calendar.Date, hours int) bool {
	return slices.ContainsFunc(c.Episodes, func(e OwnRow) bool {
		held := e.Moment("held")
		if held.IsZero() && e.Says("declined", "Yes") || e.Day("started").Before(on.AddMonths(-12)) {
			return false
		}
		return moreThan(hours, e.Moment("returned"), firstOf(held, endOf(on)))
	})
}

// firstOf is the first of two moments that there is.
func firstOf(a, b time.Time) time.Time {
	if a.IsZero() {
		return b
	}
	return a
}

func withoutMeeting(c ChildRows, on calendar.Date, n int) bool {
	recent := within(90, c, on)
	met := slices.ContainsFunc(recent, func(e OwnRow) bool { return !e.Day("strategy").IsZero() })
	return len(recent) >= max(1, n) && !met
}

func openEpisode(c ChildRows, on calendar.Date, hours int) bool {
	return slices.ContainsFunc(c.Episodes, func(e OwnRow) bool {
		return e.Moment("returned").IsZero() && e.Moment("escalated").IsZero() && moreThan(hours, e.Moment("started"), endOf(on))
	})
}

func declinedTwice(c ChildRows, on calendar.Date, n int) bool {
	declined, otherWay := 0, false
	for _, e := range c.Episodes {
		if e.Says("declined", "Yes") && !e.Day("started").Before(on.AddMonths(-12)) {
			declined++
			otherWay = otherWay || e.Says("other_way", "Yes")
		}
	}
	return declined >= cmp.Or(n, 2) && !otherWay
}
