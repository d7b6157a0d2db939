package readiness

import "github.com/sightline-readiness/sightline/internal/calendar"

// The rules about children at risk of exploitation (domain.md 3.4). Days and weeks are within the threshold up to and with their last day.

// atRisk reports whether the child is on the list with any risk at all.
func atRisk(c ChildRows) bool { return c.Risk != nil && !c.Risk.Says("level", "none") }

func missingAndExploited(c ChildRows, on calendar.Date, _ int) bool {
	return atRisk(c) && inAYear(c, on) > 0
}

// olderThan reports whether a day is more than so many days back. One that nobody recorded is.
func olderThan(d, on calendar.Date, days int) bool { return d.IsZero() || on.Sub(d) > days }

func highWithoutStrategy(c ChildRows, on calendar.Date, days int) bool {
	return c.Risk != nil && c.Risk.Says("level", "high") && olderThan(c.Risk.Day("strategy"), on, days)
}

// reviewOlder takes the first assessment for a review while there has been none.
func reviewOlder(c ChildRows, on calendar.Date, weeks int) bool {
	if !atRisk(c) {
		return false
	}
	last := c.Risk.Day("reviewed")
	if last.IsZero() {
		last = c.Risk.Day("assessed")
	}
	return olderThan(last, on, weeks*7)
}

func loweredUnsigned(c ChildRows, _ calendar.Date, _ int) bool {
	return c.Risk != nil && c.Risk.level("level") < c.Risk.level("level_before") && !c.Risk.Says("signed", "Yes")
}

// unregistered takes the word of the council's own list, and without one that the Annex A gives a home no registration number.
func unregistered(c ChildRows, _ calendar.Date, _ int) bool {
	if c.Risk != nil && c.Risk.Values["registered"] != "" {
		return c.Risk.Says("registered", "No")
	}
	return c.Care != nil && c.Care.Registered == "No"
}

func noDirectWork(c ChildRows, on calendar.Date, weeks int) bool {
	return atRisk(c) && olderThan(c.Risk.Day("direct_work"), on, weeks*7)
}
