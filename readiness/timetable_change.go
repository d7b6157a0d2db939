package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A TimetableChange is one thing that somebody asks of the timetable. Apply touches nothing: it returns the timetable as it would be. Asked again
// of a timetable that is so already, it refuses.
type TimetableChange interface {
	Apply(c Clockwork, why Because) (Timetable, error)
}

// Because is who asks for a change of the timetable, why, and when.
type Because struct {
	By     string // a name
	Reason string
	At     time.Time
	ID     string // for what the change makes new
}

func (b Because) today() calendar.Date { return calendar.DateOf(b.At) }

// SetTimes has a job run at another time of day, or on other days of the week.
type SetTimes struct {
	Job      Job      `json:"-"`
	At       string   `json:"at" validate:"required,max=20"`
	Weekdays []string `json:"weekdays" validate:"required,min=1,max=7,dive,oneof=monday tuesday wednesday thursday friday saturday sunday"`
}

// Apply refuses times that clocks leave out or show twice, and days on which the job cannot run.
func (s SetTimes) Apply(c Clockwork, why Because) (Timetable, error) {
	timing, err := c.timing(s.Job)
	if err != nil {
		return c.Timetable, err
	}
	was := timing.Words()
	if timing.At, err = timeOfDay(s.At); err != nil {
		return c.Timetable, err
	}
	timing.Weekdays = nil
	for _, day := range Weekdays { // Monday first, each once
		if slices.Contains(s.Weekdays, string(day)) {
			timing.Weekdays = append(timing.Weekdays, day)
		}
	}
	weekend := slices.ContainsFunc(timing.Weekdays, func(d Weekday) bool { return d == "saturday" || d == "sunday" })
	switch {
	case timing.Every != "" && s.Job != RefreshJob:
		return c.Timetable, Errorf(Conflict, "A round has its own times. Change the round.")
	case len(timing.Weekdays) == 0:
		return c.Timetable, FieldErrorf("weekdays", "Choose one day of the week or more.")
	case s.Job == DigestJob && weekend:
		return c.Timetable, FieldErrorf("weekdays", "The morning mail goes out on working days only. Choose days from Monday to Friday.")
	case timing.Words() == was:
		return c.Timetable, FieldErrorf("at", "This is when it runs already. Change the time or the days, or leave it as it is.")
	}
	return c.Timetable.with(s.Job, timing.tidied(why.today())), nil
}

// timeOfDay reads a time that clocks show exactly once on every day of the year.
func timeOfDay(typed string) (calendar.TimeOfDay, error) {
	at, err := calendar.ParseTimeOfDay(typed)
	if err != nil {
		return at, FieldErrorf("at", "Enter a time such as 7:30am or 19:30.")
	}
	if at.Twice() {
		return at, FieldErrorf("at", "Choose a time before 1am, or 2am or later. Between 1am and 2am clocks change twice a year, so it would run twice or not at all.")
	}
	return at, nil
}

// LeaveOut leaves one date of a job out.
type LeaveOut struct {
	Job Job           `json:"-"`
	Day calendar.Date `json:"day" validate:"required"`
}

// furthest is how many months ahead a date can be left out.
const furthest = 24

// Apply refuses days on which the job does not run anyway.
func (l LeaveOut) Apply(c Clockwork, why Because) (Timetable, error) {
	timing, err := c.timing(l.Job)
	title := c.Timetable.Title(l.Job)
	switch {
	case err != nil:
		return c.Timetable, err
	case !timing.At.On(l.Day).After(why.At):
		return c.Timetable, FieldErrorf("day", "%s has passed, so it cannot be left out.", l.Day.Full())
	case slices.Contains(timing.LeftOut, l.Day):
		return c.Timetable, Errorf(Conflict, "%s is left out on %s already.", upperFirst(title), l.Day.Full())
	case l.Day.After(why.today().AddMonths(furthest)):
		return c.Timetable, FieldErrorf("day", "Choose a day within two years.")
	case !c.RunsOn(l.Job, l.Day):
		return c.Timetable, FieldErrorf("day", "%s does not run on %s anyway.", upperFirst(title), l.Day.Full())
	}
	timing.LeftOut = append(slices.Clone(timing.LeftOut), l.Day)
	slices.SortFunc(timing.LeftOut, calendar.Date.Compare)
	return c.Timetable.with(l.Job, timing.tidied(why.today())), nil
}

// BringBack has a job run on a date after all that was left out.
type BringBack struct {
	Job Job           `json:"-"`
	Day calendar.Date `json:"day" validate:"required"`
}

// Apply refuses days that are not left out, or have passed.
func (b BringBack) Apply(c Clockwork, why Because) (Timetable, error) {
	timing, err := c.timing(b.Job)
	title := c.Timetable.Title(b.Job)
	at := slices.Index(timing.LeftOut, b.Day)
	switch {
	case err != nil:
		return c.Timetable, err
	case at < 0:
		return c.Timetable, Errorf(Conflict, "%s is not left out on %s.", upperFirst(title), b.Day.Full())
	case !timing.At.On(b.Day).After(why.At):
		return c.Timetable, Errorf(Conflict, "Its time on %s has passed. You can run it now instead.", b.Day.Full())
	}
	timing.LeftOut = slices.Delete(slices.Clone(timing.LeftOut), at, at+1)
	return c.Timetable.with(b.Job, timing.tidied(why.today())), nil
}

// PauseJob keeps a job from running until somebody starts it again.
type PauseJob struct {
	Job Job `json:"-"`
}

// Apply refuses for a job that is paused.
func (p PauseJob) Apply(c Clockwork, why Because) (Timetable, error) {
	timing, err := c.timing(p.Job)
	if err != nil {
		return c.Timetable, err
	}
	if timing.Paused != nil {
		return c.Timetable, Errorf(Conflict, "%s is paused already.", upperFirst(c.Timetable.Title(p.Job)))
	}
	timing.Paused = &Standstill{Reason: why.Reason, By: why.By, Since: why.At.UTC()}
	return c.Timetable.with(p.Job, timing.tidied(why.today())), nil
}

// StartJob has a paused job run again. What it missed while it was paused is not made up for.
type StartJob struct {
	Job Job `json:"-"`
}

// Apply refuses for a job that is not paused.
func (s StartJob) Apply(c Clockwork, why Because) (Timetable, error) {
	timing, err := c.timing(s.Job)
	if err != nil {
		return c.Timetable, err
	}
	if timing.Paused == nil {
		return c.Timetable, Errorf(Conflict, "%s is not paused.", upperFirst(c.Timetable.Title(s.Job)))
	}
	timing.Paused = nil
	return c.Timetable.with(s.Job, timing.tidied(why.today())), nil
}

// SetQuietDays replaces the days on which no morning mail goes, all of them.
type SetQuietDays struct {
	Quiet []QuietDays `json:"quiet" validate:"max=50,dive"`
}

// longestQuiet is how many days in a row may be quiet: with longer silence nobody would hear what waits for them.
const longestQuiet = 31

// Apply refuses days that are the wrong way round, have passed, or are too many in a row.
func (s SetQuietDays) Apply(c Clockwork, why Because) (Timetable, error) {
	quiet := slices.Clone(s.Quiet)
	slices.SortFunc(quiet, func(a, b QuietDays) int { return a.From.Compare(b.From) })
	today := why.today()
	for i, q := range quiet {
		known := slices.Contains(c.Timetable.Quiet, q)
		switch {
		case q.From.IsZero():
			return c.Timetable, FieldErrorf("first", "Enter the first quiet day.")
		case q.Until.Before(q.From):
			return c.Timetable, FieldErrorf("last", "The last quiet day must not be before the first.")
		case q.Until.Sub(q.From) >= longestQuiet:
			return c.Timetable, FieldErrorf("last", "Quiet days can be at most %d days in a row.", longestQuiet)
		case q.Until.Before(today) && !known:
			return c.Timetable, FieldErrorf("first", "The quiet days have passed. Choose days from today on.")
		case i > 0 && !quiet[i-1].Until.Before(q.From):
			return c.Timetable, FieldErrorf("first", "%s is a quiet day already.", q.From.Full())
		}
	}
	quiet = slices.DeleteFunc(quiet, func(q QuietDays) bool { return q.Until.Before(today) })
	if slices.Equal(quiet, c.Timetable.Quiet) {
		return c.Timetable, FieldErrorf("first", "Nothing would change. Enter quiet days, or choose which of them are ordinary days again.")
	}
	next := c.Timetable
	next.Quiet = quiet
	return next, nil
}

// timing is when a job runs, or a refusal when there is no such job.
func (c Clockwork) timing(job Job) (Timing, error) {
	timing, ok := c.Timetable.Timing(job)
	if !ok {
		return timing, Errorf(NotFound, "Nothing of this name runs by the clock.")
	}
	return timing, nil
}

// tidied forgets days left out that have passed, or on which it would not run any more.
func (t Timing) tidied(today calendar.Date) Timing {
	t.LeftOut = slices.DeleteFunc(slices.Clone(t.LeftOut), func(d calendar.Date) bool { return d.Before(today) || !t.On(d) })
	return t
}
