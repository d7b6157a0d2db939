// Package calendar knows dates and working days in England. It reads no clock
// and does no I/O after start-up, so the same question always has the same
// answer, also inside a workflow that is replayed. Every error it returns is a
// whole sentence that a person may read.
package calendar

import (
	"fmt"
	"time"
	_ "time/tzdata" // the clock changes, on machines that have no zone files
)

// London is the zone in which every wall time of this product is meant.
var London = mustLoad("Europe/London")

func mustLoad(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // cannot happen: time/tzdata is linked in
	}
	return zone
}

const (
	daysToUnix = 719163  // the number of 1 January 1970, when 1 January 0001 is 1
	lastDay    = 3652059 // the number of 31 December 9999
)

// Date is one day of the civil calendar, without a time or a zone. The zero
// value means "no date"; it sorts before every date, prints as "", and stays
// no date whatever is added to it. Years run from 1 to 9999: arithmetic that
// leaves them gives no date. Dates may be compared with == and used as keys.
type Date struct {
	n int32 // days; 1 January 0001, a Monday, is 1
}

// On returns the given day. Values outside their usual ranges carry over as in
// time.Date: 32 January is 1 February.
func On(year int, month time.Month, day int) Date {
	return civil(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// DateOf returns the day that it is in London at t; no date for the zero time.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	return civil(t.In(London))
}

// ParseDate reads a date written as 2027-03-03. The error says how to write one.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a date; write a date as year, month and day, for example 2027-03-03.", s)
	}
	return civil(t), nil
}

// civil is the day that t shows in its own zone.
func civil(t time.Time) Date {
	year, month, day := t.Date()
	return numbered(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/86400 + daysToUnix)
}

func numbered(n int64) Date {
	if n < 1 || n > lastDay {
		return Date{}
	}
	return Date{int32(n)}
}

// midnight is the start of d in UTC; only for reading the parts of d.
func (d Date) midnight() time.Time {
	return time.Date(1, time.January, int(d.n), 0, 0, 0, 0, time.UTC)
}

// IsZero reports that d is no date. It also makes `json:",omitzero"` work.
func (d Date) IsZero() bool { return d.n == 0 }

// Before reports whether d is an earlier day than other.
func (d Date) Before(other Date) bool { return d.n < other.n }

// After reports whether d is a later day than other.
func (d Date) After(other Date) bool { return d.n > other.n }

// Compare returns -1, 0 or +1: d is before, the same as, or after other.
func (d Date) Compare(other Date) int {
	switch {
	case d.n < other.n:
		return -1
	case d.n > other.n:
		return 1
	}
	return 0
}

// AddDays returns the day that many calendar days later, or earlier if negative.
func (d Date) AddDays(days int) Date {
	if d.IsZero() || days > lastDay || days < -lastDay {
		return Date{}
	}
	return numbered(int64(d.n) + int64(days))
}

// AddMonths returns the same day of another month. Where that month is too
// short it is the month's last day: 31 January plus one month is 28 or 29
// February (domain.md section 6, "end-of-month clamp").
func (d Date) AddMonths(months int) Date {
	if d.IsZero() || months > lastDay || months < -lastDay {
		return Date{}
	}
	year, month, day := d.midnight().Date()
	month += time.Month(months)
	last := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return On(year, month, min(day, last))
}

// Sub returns the calendar days from other to d, negative if d is earlier. It
// is 0 when either is no date.
func (d Date) Sub(other Date) int {
	if d.IsZero() || other.IsZero() {
		return 0
	}
	return int(d.n - other.n)
}

// Year returns d's year; Year, Month, Day and Weekday mean nothing for no date.
func (d Date) Year() int { return d.midnight().Year() }

// Month returns d's month.
func (d Date) Month() time.Month { return d.midnight().Month() }

// Day returns the day of d's month, from 1.
func (d Date) Day() int { return d.midnight().Day() }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday(d.n % 7) }

// MonthsBetween returns how many whole calendar months lie between two days: the
// largest m for which from.AddMonths(m) is not after to. Because months clamp
// at the month's end, 31 January to 28 February of an ordinary year is one
// month, and 30 January to 28 February too. It is 0, never negative, when to is
// before from or either is no date.
func MonthsBetween(from, to Date) int {
	if from.IsZero() || to.Before(from) {
		return 0
	}
	months := (to.Year()-from.Year())*12 + int(to.Month()-from.Month())
	if from.AddMonths(months).After(to) {
		months--
	}
	return months
}
