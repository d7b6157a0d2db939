package calendar

import (
	"slices"
	"sort"
	"time"
)

// Calendar says which weekdays are not worked; weekends never are. It is a value
// that travels in a workflow's input: take Between to keep it small. England,
// With and Between keep Closed as the counting needs it, so make a Calendar
// with them and not by hand: `Calendar{}.With("mine", closures)`.
type Calendar struct {
	Version string    `json:"version"`         // names the data, for example "england-2026-11"
	From    Date      `json:"from,omitzero"`   // first day for which bank holidays are known
	Until   Date      `json:"until,omitzero"`  // last such day
	Closed  []Closure `json:"closed,omitzero"` // weekdays only, each day once, in order
}

// Closure is a weekday that is not worked, and why.
type Closure struct {
	Date Date   `json:"date"`
	Name string `json:"name"`
}

// With returns the calendar with further closed days, under a version of its
// own. Days at a weekend are left out, and a day that is closed already keeps
// its first name, so c itself is never changed. The known span stays.
func (c Calendar) With(version string, council []Closure) Calendar {
	c.Version = version
	c.Closed = append(slices.Clone(c.Closed), council...)
	c.Closed = slices.DeleteFunc(c.Closed, func(x Closure) bool { return x.Date.IsZero() || weekend(x.Date) })
	slices.SortStableFunc(c.Closed, func(a, b Closure) int { return a.Date.Compare(b.Date) })
	c.Closed = slices.CompactFunc(c.Closed, func(a, b Closure) bool { return a.Date == b.Date })
	return c
}

// Between returns the calendar with only the closures from one day to another,
// both included. It answers as c does as long as the whole count stays inside;
// outside it does not cover. With no date for either day it holds nothing.
func (c Calendar) Between(from, to Date) Calendar {
	if from.IsZero() {
		to = from
	}
	c.Closed = slices.Clone(c.closedBetween(from, to))
	if from.After(c.From) {
		c.From = from
	}
	if to.Before(c.Until) {
		c.Until = to
	}
	if c.Until.Before(c.From) {
		c.From, c.Until = Date{}, Date{}
	}
	return c
}

// Covers reports whether bank holidays are known for d. Where they are not, the
// calendar still answers, by weekends and any closures it was given, and whoever
// shows the answer says so; Deadline and Distance do that in Unknown.
func (c Calendar) Covers(d Date) bool {
	return !d.IsZero() && !c.From.IsZero() && !d.Before(c.From) && !d.After(c.Until)
}

// IsWorkingDay reports whether d is neither at a weekend nor closed. No date is
// not a working day.
func (c Calendar) IsWorkingDay(d Date) bool {
	return !d.IsZero() && !weekend(d) && len(c.closedBetween(d, d)) == 0
}

func weekend(d Date) bool {
	return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
}

// closedBetween is the part of Closed from one day to another, both included.
func (c Calendar) closedBetween(from, to Date) []Closure {
	if to.Before(from) {
		return nil
	}
	return c.Closed[c.closedUntil(from.AddDays(-1)):c.closedUntil(to)]
}

// closedUntil is the number of closures up to and with d.
func (c Calendar) closedUntil(d Date) int {
	return sort.Search(len(c.Closed), func(i int) bool { return c.Closed[i].Date.After(d) })
}
