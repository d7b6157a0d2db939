package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A Clockwork is all that says when things run: the timetable, and the days that the council works.
type Clockwork struct {
	Timetable Timetable         `json:"timetable"`
	Calendar  calendar.Calendar `json:"-"`
	Made      time.Time         `json:"-"` // when the timetable's version was made; zero for the default
}

// State tells one state of the clockwork from another.
func (c Clockwork) State() string { return itoa(c.Timetable.Version) + " " + c.Calendar.Version }

// horizon is how many days ahead dates are looked for: longer than the longest time between two of them.
const horizon = 1200

// lateAfter is how long after its time a job has not run when somebody should hear of it: until then what was missed is made up for.
const lateAfter = 12 * time.Hour

// Next are the next n dates on which a job runs, after a moment. Days left out, quiet days and, for the mail, days not worked are passed over;
// that a job is paused is not looked at. There are fewer when that is all there is within three years.
func (c Clockwork) Next(job Job, after time.Time, n int) []time.Time {
	timing, _ := c.Timetable.Timing(job)
	var dates []time.Time
	first := calendar.DateOf(after)
	for day := first; len(dates) < n && day.Sub(first) <= horizon; day = day.AddDays(1) {
		if at := timing.At.On(day); at.After(after) && c.RunsOn(job, day) {
			dates = append(dates, at)
		}
	}
	return dates
}

// RunsOn reports whether a day is one on which a job runs, unless it is paused.
func (c Clockwork) RunsOn(job Job, day calendar.Date) bool {
	timing, ok := c.Timetable.Timing(job)
	return ok && timing.On(day) && !slices.Contains(timing.LeftOut, day) && c.Idle(job, day) == ""
}

// Idle says in words why a day is none on which a job can run, whatever its timing; "" when it can. Only the mail has such days.
func (c Clockwork) Idle(job Job, day calendar.Date) string {
	if job != DigestJob {
		return ""
	}
	for _, q := range c.Timetable.Quiet {
		if q.Has(day) {
			return "a quiet day"
		}
	}
	if !c.Calendar.IsWorkingDay(day) {
		return "not a working day"
	}
	return ""
}

// Wants reports whether a job that the clock has started for a day should run: whoever keeps the time outside may not have heard yet of a pause.
func (c Clockwork) Wants(job Job, day calendar.Date) bool {
	timing, ok := c.Timetable.Timing(job)
	return ok && timing.Paused == nil && c.RunsOn(job, day)
}

// Missed is the date on which a job should have run and has not for so long that something must be wrong, given when it last ran; false when
// there is none. A job that never ran has not begun.
func (c Clockwork) Missed(job Job, last, now time.Time) (time.Time, bool) {
	timing, _ := c.Timetable.Timing(job)
	if last.IsZero() || timing.Paused != nil {
		return time.Time{}, false
	}
	if c.Made.After(last) {
		last = c.Made
	}
	next := c.Next(job, last, 1)
	if len(next) == 0 || now.Sub(next[0]) <= lateAfter {
		return time.Time{}, false
	}
	return next[0], true
}
