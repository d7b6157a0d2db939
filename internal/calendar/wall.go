package calendar

import "time"

// At returns the instant at which clocks in London show that hour and minute on
// d, in UTC. On the night clocks go forward, a time that is left out means the
// first instant after the gap; on the night they go back, a time that comes
// twice means the first. Hour 24 is the start of the next day. For no date it
// returns the zero time.
func (d Date) At(hour, minute int) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	year, month, day := d.midnight().Date()
	t := time.Date(year, month, day, hour, minute, 0, 0, London)
	asked := time.Date(year, month, day, hour, minute, 0, 0, time.UTC)
	if !shows(t, asked) {
		_, t = t.Add(-3 * time.Hour).ZoneBounds() // the change itself
	} else if first := t.Add(-time.Hour); shows(first, asked) {
		t = first
	}
	return t.UTC()
}

// shows reports whether the clock shows the same at both, each in its own zone.
func shows(t, asked time.Time) bool {
	return t.Format(time.DateTime) == asked.Format(time.DateTime)
}

// Elapsed returns the instant d after t. A limit in hours, such as 72 hours, is
// elapsed time: it does not stretch or shrink when clocks change, so 72 hours
// over the spring change end an hour later on the clock (domain.md section 6,
// "non-WD rules").
func Elapsed(t time.Time, d time.Duration) time.Time { return t.Add(d) }
