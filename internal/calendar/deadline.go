package calendar

import (
	"errors"
	"fmt"
)

// MaxWorkingDays is the most that Deadline adds or takes away: about 40 years.
const MaxWorkingDays = 10000

// Question asks which date lies so many working days from another.
type Question struct {
	From        Date     `json:"from"`
	WorkingDays int      `json:"working_days"` // negative counts back
	Counting    Counting `json:"counting"`     // empty is exclusive
}

// Answer is a deadline or a distance, with all that a person needs to check it
// by hand.
type Answer struct {
	From            Date      `json:"from"`
	Due             Date      `json:"due"`
	Days            int       `json:"working_days"` // from From to Due, negative when counted back
	Counting        Counting  `json:"counting"`
	Rule            string    `json:"rule"`              // how it was counted, one sentence
	Skipped         []Closure `json:"skipped"`           // closed weekdays that were passed over, in order; never null
	Weekends        int       `json:"weekend_days"`      // Saturdays and Sundays that were passed over
	CalendarVersion string    `json:"calendar_version"`  // which calendar answered
	Unknown         string    `json:"unknown,omitempty"` // a warning, when bank holidays are not known for every day that was counted
}

// Deadline answers "which date is 15 working days after Friday 27 March 2026".
// Its errors are sentences about a missing date, an unknown way of counting and
// a number out of range.
func (c Calendar) Deadline(q Question) (Answer, error) {
	if q.WorkingDays > MaxWorkingDays || q.WorkingDays < -MaxWorkingDays {
		return Answer{}, fmt.Errorf("Give a number of working days from -%d to %d.", MaxWorkingDays, MaxWorkingDays)
	}
	if q.From.IsZero() {
		return Answer{}, errors.New("Give the date to count from.")
	}
	if !q.Counting.known() {
		return Answer{}, badCounting(q.Counting)
	}
	due := c.Add(q.From, q.WorkingDays, q.Counting)
	if due.IsZero() {
		return Answer{}, errors.New("That date lies outside the years 1 to 9999.")
	}
	if q.WorkingDays == 0 {
		a := c.answer(q.From, due, Exclusive)
		a.Counting, a.Rule = orExclusive(q.Counting), "No working days are added, so the date stays as it is."
		return a, nil
	}
	return c.answer(q.From, due, q.Counting), nil
}

// Distance answers "how many working days lie between". Exclusive leaves out
// from and counts to; inclusive counts both; Days is negative when to is before
// from. Its errors are sentences about a missing date and an unknown way of
// counting.
func (c Calendar) Distance(from, to Date, counting Counting) (Answer, error) {
	switch {
	case from.IsZero():
		return Answer{}, errors.New("Give the date to count from.")
	case to.IsZero():
		return Answer{}, errors.New("Give the date to count to.")
	case !counting.known():
		return Answer{}, badCounting(counting)
	}
	return c.answer(from, to, counting), nil
}

func badCounting(counting Counting) error {
	return fmt.Errorf("%q is not a way of counting; choose %q or %q.", string(counting), string(Exclusive), string(Inclusive))
}

func orExclusive(counting Counting) Counting {
	if counting == "" {
		return Exclusive
	}
	return counting
}

func (c Calendar) answer(from, to Date, counting Counting) Answer {
	counting = orExclusive(counting)
	first, last := counted(from, to, counting)
	closed := c.closedBetween(first, last)
	return Answer{
		From: from, Due: to, Counting: counting,
		Days:            c.Count(from, to, counting),
		Rule:            c.rule(from, to, counting),
		Skipped:         append([]Closure{}, closed...),
		Weekends:        weekendDays(first, last),
		CalendarVersion: c.Version,
		Unknown:         c.unknown(min(first.n, last.n), max(first.n, last.n)),
	}
}

// counted is the stretch of days that were looked at, earliest first; it is
// empty, last before first, when a day is counted to itself exclusively.
func counted(from, to Date, counting Counting) (first, last Date) {
	switch {
	case counting == Inclusive && to.Before(from):
		return to, from
	case counting == Inclusive:
		return from, to
	case to.Before(from):
		return to, from.AddDays(-1)
	}
	return from.AddDays(1), to
}

func weekendDays(first, last Date) int {
	if last.Before(first) {
		return 0
	}
	weekdays := Calendar{}.Count(first, last, Inclusive)
	return last.Sub(first) + 1 - weekdays
}
