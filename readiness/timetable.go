package readiness

import (
	"slices"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A Job is something that runs by the clock.
type Job string

// The jobs that every council has; a round is a job by its id.
const (
	SweepJob  Job = "sweep"  // the look for long-open cases
	DigestJob Job = "digest" // the morning mail

	RefreshJob Job = "refresh" // plans the next self-assessment: a whole one each year, a refresh of it each quarter
)

// A Timetable says when things run: data, versioned, changed by the improvement lead. The ledger holds what is wanted; what keeps the time
// outside is made equal to it (docs/decisions/0019-the-timetable-is-ours.md).
type Timetable struct {
	Version int         `json:"version"`
	Sweep   Timing      `json:"sweep"`
	Digest  Timing      `json:"digest"`
	Refresh Timing      `json:"refresh,omitzero"`
	Quiet   []QuietDays `json:"quiet"`  // days on which no morning mail goes
	Rounds  []Round     `json:"rounds"` // recurring reviews, in the order in which they were set up; ended ones for a while
}

// A Timing says when one job runs.
type Timing struct {
	At       calendar.TimeOfDay `json:"at"`       // London
	Weekdays []Weekday          `json:"weekdays"` // Monday first
	Every    Rhythm             `json:"every,omitempty"`
	Weeks    int                `json:"weeks,omitempty"` // how many there are from one date to the next; EveryWeeks only
	From     calendar.Date      `json:"from,omitzero"`   // no date before this day
	LeftOut  []calendar.Date    `json:"left_out"`        // days on which it does not run this once, in order
	Paused   *Standstill        `json:"paused,omitempty"`
}

// A Rhythm says on which of its weekdays a job runs.
type Rhythm string

// The rhythms. The empty one is every week.
const (
	EveryWeeks   Rhythm = "weeks"   // every so many weeks, counted from the first such weekday
	EveryMonth   Rhythm = "month"   // on the first such weekday of each month
	EveryQuarter Rhythm = "quarter" // on the first such weekday of January, April, July and October
)

// A Standstill is why a job is paused, who paused it, and since when.
type Standstill struct {
	Reason string    `json:"reason"`
	By     string    `json:"by"` // a name
	Since  time.Time `json:"since"`
}

// QuietDays are days in a row, the first and the last included.
type QuietDays struct {
	From  calendar.Date `json:"from" validate:"required"`
	Until calendar.Date `json:"until" validate:"required"`
	Name  string        `json:"name" validate:"max=100"`
}

// Has reports whether a day is one of them.
func (q QuietDays) Has(d calendar.Date) bool { return !d.Before(q.From) && !d.After(q.Until) }

// Words name the days: "24 December 2026 to 2 January 2027, Christmas".
func (q QuietDays) Words() string {
	words := q.From.Long()
	if q.Until != q.From {
		words += " to " + q.Until.Long()
	}
	if q.Name != "" {
		words += ", " + q.Name
	}
	return words
}

// A Weekday is a day of the week by its English name, lower case.
type Weekday string

// Weekdays lists the week, Monday first.
var Weekdays = []Weekday{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// WeekdayOf is the day of the week that a date is.
func WeekdayOf(d calendar.Date) Weekday { return Weekday(strings.ToLower(d.Weekday().String())) }

// Title is the name as one writes it.
func (w Weekday) Title() string {
	if w == "" {
		return ""
	}
	return strings.ToUpper(string(w[:1])) + string(w[1:])
}

// Number counts the days of the week as time.Weekday does: Sunday is 0. It is -1 for what is no day.
func (w Weekday) Number() int {
	n := slices.Index(Weekdays, w)
	if n < 0 {
		return -1
	}
	return (n + 1) % 7
}

// DefaultTimetable looks in the night, and mails after the ladder's hour, before people start.
func DefaultTimetable() Timetable {
	return Timetable{
		Version: 1,
		Sweep:   Timing{At: calendar.Clock(2, 15), Weekdays: slices.Clone(Weekdays)},
		Digest:  Timing{At: calendar.Clock(7, 30), Weekdays: slices.Clone(Weekdays[:5])},
		Refresh: defaultRefresh(),
	}
}

// defaultRefresh is the first Monday of each quarter (domain.md 1.9: refreshed quarterly, so that it is true when the call comes).
func defaultRefresh() Timing {
	return Timing{At: calendar.Clock(6, 0), Weekdays: []Weekday{Weekdays[0]}, Every: EveryQuarter, From: calendar.On(2026, 1, 1)}
}

// Jobs are all that the timetable runs, in the order of pages. A round that has ended is none of them.
func (t Timetable) Jobs() []Job {
	jobs := []Job{SweepJob, DigestJob, RefreshJob}
	for _, r := range t.Rounds {
		if r.Ended.IsZero() {
			jobs = append(jobs, Job(r.ID))
		}
	}
	return jobs
}

// Timing is when a job runs; false when there is no such job.
func (t Timetable) Timing(job Job) (Timing, bool) {
	switch job {
	case SweepJob:
		return t.Sweep, true
	case DigestJob:
		return t.Digest, true
	case RefreshJob:
		if len(t.Refresh.Weekdays) == 0 { // a timetable from before there were self-assessments
			return defaultRefresh(), true
		}
		return t.Refresh, true
	}
	r, ok := t.Round(job)
	return r.Timing, ok
}

// Title is what a job is called inside a sentence; "" when there is no such job.
func (t Timetable) Title(job Job) string {
	switch job {
	case SweepJob:
		return "the look for long-open cases"
	case DigestJob:
		return "the morning mail"
	case RefreshJob:
		return "the planning of self-assessments"
	}
	if r, ok := t.Round(job); ok {
		return "the round “" + r.Name + "”"
	}
	return ""
}

// with is the timetable with another timing for one job.
func (t Timetable) with(job Job, timing Timing) Timetable {
	switch job {
	case SweepJob:
		t.Sweep = timing
	case DigestJob:
		t.Digest = timing
	case RefreshJob:
		t.Refresh = timing
	}
	if i := t.roundAt(job); i >= 0 {
		t.Rounds = slices.Clone(t.Rounds)
		t.Rounds[i].Timing = timing
	}
	return t
}

// On reports whether the pattern of a timing falls on a day, whatever is left out.
func (t Timing) On(d calendar.Date) bool {
	if d.Before(t.From) || !slices.Contains(t.Weekdays, WeekdayOf(d)) {
		return false
	}
	switch t.Every {
	case EveryWeeks:
		return d.Sub(t.first())%(7*max(1, t.Weeks)) == 0
	case EveryMonth:
		return d.Day() <= 7
	case EveryQuarter:
		return d.Day() <= 7 && (d.Month()-1)%3 == 0
	}
	return true
}

// first is the first of its weekdays, from which weeks are counted.
func (t Timing) first() calendar.Date {
	d := t.From
	for range Weekdays {
		if slices.Contains(t.Weekdays, WeekdayOf(d)) {
			break
		}
		d = d.AddDays(1)
	}
	return d
}

// Words say when it runs: "every day at 2:15am", "Monday to Friday at 7:30am", "on the first Thursday of each month at 7am, from 1 December 2026".
func (t Timing) Words() string {
	if t.Every == "" {
		return weekdayWords(t.Weekdays) + " at " + t.At.Words()
	}
	return t.rhythm() + " at " + t.At.Words() + ", from " + t.From.Long()
}

// rhythm says how often: "every 6 weeks on Thursday", "on the first Thursday of each month".
func (t Timing) rhythm() string {
	day := inSentence(titled(t.Weekdays))
	switch {
	case t.Every == EveryMonth:
		return "on the first " + day + " of each month"
	case t.Every == EveryQuarter:
		return "on the first " + day + " of January, April, July and October"
	case t.Weeks > 1:
		return "every " + itoa(t.Weeks) + " weeks on " + day
	}
	return "every week on " + day
}

func weekdayWords(days []Weekday) string {
	switch {
	case len(days) == len(Weekdays):
		return "every day"
	case slices.Equal(days, Weekdays[:5]):
		return "Monday to Friday"
	}
	return "on " + inSentence(titled(days))
}

func titled(days []Weekday) []string {
	names := make([]string, len(days))
	for i, d := range days {
		names[i] = d.Title()
	}
	return names
}

// Differs says in words what is different from the timetable before. Days before the change are not mentioned: they were only cleared away.
func (t Timetable) Differs(before Timetable, on calendar.Date) (words []string) {
	for _, job := range []Job{SweepJob, DigestJob, RefreshJob} {
		was, _ := before.Timing(job)
		is, _ := t.Timing(job)
		words = append(words, is.differs(was, upperFirst(t.Title(job)), on)...)
	}
	words = append(words, t.roundsDiffer(before, on)...)
	for _, q := range t.Quiet {
		if !slices.Contains(before.Quiet, q) {
			words = append(words, "No morning mail: "+q.Words())
		}
	}
	for _, q := range before.Quiet {
		if !slices.Contains(t.Quiet, q) && !q.Until.Before(on) {
			words = append(words, "Morning mail again: "+q.Words())
		}
	}
	return words
}

func (t Timing) differs(was Timing, title string, on calendar.Date) (words []string) {
	if is, was := t.Words(), was.Words(); is != was {
		words = append(words, title+" runs "+is+" instead of "+was)
	}
	for _, d := range t.LeftOut {
		if !slices.Contains(was.LeftOut, d) {
			words = append(words, title+" is left out on "+d.Full())
		}
	}
	for _, d := range was.LeftOut {
		if !slices.Contains(t.LeftOut, d) && !d.Before(on) && t.On(d) {
			words = append(words, title+" runs on "+d.Full()+" after all")
		}
	}
	switch {
	case t.Paused != nil && was.Paused == nil:
		words = append(words, title+" is paused")
	case t.Paused == nil && was.Paused != nil:
		words = append(words, title+" runs again")
	}
	return words
}
