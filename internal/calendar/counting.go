package calendar

// Counting says what the day that one counts from is worth. Both ways are in
// use (domain.md section 6), so every rule names its own.
type Counting string

// The two ways of counting. Add and Count take anything but Inclusive as
// Exclusive; Deadline and Distance refuse what they do not know.
const (
	// Exclusive makes the start day 0: day n is the nth working day after it.
	Exclusive Counting = "exclusive"
	// Inclusive makes the start day 1 if it is a working day; otherwise the
	// next working day is day 1.
	Inclusive Counting = "inclusive"
)

func (c Counting) known() bool { return c == "" || c == Exclusive || c == Inclusive }

// Add returns the nth working day from start. A negative n counts back: -1 is
// the working day before start or, inclusive, start itself if it is worked.
// With n = 0 it is start itself in either counting, worked or not. For n ≠ 0 the
// answer is always a working day. Outside the known span only weekends are
// skipped; see Covers. No date gives no date.
func (c Calendar) Add(start Date, n int, counting Counting) Date {
	switch {
	case n > 0 && counting == Inclusive:
		return c.forward(start.AddDays(-1), n)
	case n > 0:
		return c.forward(start, n)
	case n < 0 && counting == Inclusive:
		return c.back(start.AddDays(1), -n)
	case n < 0:
		return c.back(start, -n)
	}
	return start
}

// forward never oversteps: k days hold at most k working days. So it stops on a
// day that made the count full, which is itself a working day.
func (c Calendar) forward(d Date, missing int) Date {
	target := c.worked(d) + missing
	for missing > 0 && !d.IsZero() {
		d = d.AddDays(missing)
		missing = target - c.worked(d)
	}
	return d
}

func (c Calendar) back(d Date, missing int) Date {
	target := c.workedBefore(d) - missing
	for missing > 0 && !d.IsZero() {
		d = d.AddDays(-missing)
		missing = c.workedBefore(d) - target
	}
	return d
}

// Count returns the working days from one day to another, so that
// Count(d, Add(d, n, counting), counting) is n for every n but 0. Exclusive
// leaves out from and counts to; inclusive counts both. It is negative when to
// is before from, and 0 when either is no date. (One exception: inclusive -1
// from a working day is that day, and one day to itself counts as 1.)
func (c Calendar) Count(from, to Date, counting Counting) int {
	if from.IsZero() || to.IsZero() {
		return 0
	}
	switch {
	case !to.Before(from) && counting == Inclusive:
		return c.worked(to) - c.workedBefore(from)
	case !to.Before(from):
		return c.worked(to) - c.worked(from)
	case counting == Inclusive:
		return c.workedBefore(to) - c.worked(from)
	}
	return c.workedBefore(to) - c.workedBefore(from)
}

// Next returns d if it is a working day, otherwise the next working day.
func (c Calendar) Next(d Date) Date { return c.Add(d, 1, Inclusive) }

// worked is the number of working days since 1 January 0001 up to and with d.
// Every count is the difference of two of these.
func (c Calendar) worked(d Date) int {
	weeks, rest := int(d.n)/7, int(d.n)%7 // day 1 was a Monday
	return weeks*5 + min(rest, 5) - c.closedUntil(d)
}

func (c Calendar) workedBefore(d Date) int {
	if d.IsZero() {
		return 0
	}
	return c.worked(Date{d.n - 1})
}
