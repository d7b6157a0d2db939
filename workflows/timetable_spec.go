package workflows

import (
	"reflect"

	"go.temporal.io/sdk/client"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// spec is when a job runs, as Temporal wants it. What readiness passes over in this year and the next stands among the days to skip.
func spec(now readiness.Clockwork, job readiness.Job, year int) client.ScheduleSpec {
	timing, _ := now.Timetable.Timing(job)
	at := client.ScheduleCalendarSpec{
		Second: only(0), Minute: only(timing.At.Minute()), Hour: only(timing.At.Hour()),
		DayOfMonth: span(1, 31), Month: span(1, 12), Year: []client.ScheduleRange{},
	}
	for _, day := range timing.Weekdays {
		at.DayOfWeek = append(at.DayOfWeek, only(day.Number())...)
	}
	s := client.ScheduleSpec{Calendars: rhythm(timing, at, year), TimeZoneName: calendar.London.String()}
	if !timing.From.IsZero() {
		s.StartAt = timing.From.At(0, 0)
	}
	for _, day := range timing.LeftOut {
		s.Skip = append(s.Skip, whole(day))
	}
	if job == readiness.DigestJob {
		s.Skip = append(s.Skip, idle(now, year)...)
	}
	return s
}

// rhythm narrows the days of the week down to those of a round. Temporal knows no “every second week” in a time zone, so its dates of two years stand
// one by one.
func rhythm(t readiness.Timing, at client.ScheduleCalendarSpec, year int) []client.ScheduleCalendarSpec {
	switch {
	case t.Every == readiness.EveryMonth:
		at.DayOfMonth = span(1, 7)
	case t.Every == readiness.EveryQuarter:
		at.DayOfMonth, at.Month = span(1, 7), []client.ScheduleRange{{Start: 1, End: 10, Step: 3}}
	case t.Every == readiness.EveryWeeks && t.Weeks > 1:
		return single(t, at, year)
	}
	return []client.ScheduleCalendarSpec{at}
}

// single are the dates of a timing in two years.
func single(t readiness.Timing, at client.ScheduleCalendarSpec, year int) (dates []client.ScheduleCalendarSpec) {
	at.DayOfWeek = span(0, 6)
	for d := calendar.On(year, 1, 1); d.Year() <= year+1; d = d.AddDays(1) {
		if t.On(d) {
			at.DayOfMonth, at.Month, at.Year = only(d.Day()), only(int(d.Month())), only(d.Year())
			dates = append(dates, at)
		}
	}
	return dates
}

// idle are the days without morning mail: quiet ones, and the weekdays of two years that are not worked.
func idle(now readiness.Clockwork, year int) (days []client.ScheduleCalendarSpec) {
	for _, q := range now.Timetable.Quiet {
		for d := q.From; !d.After(q.Until); d = d.AddDays(1) {
			days = append(days, whole(d))
		}
	}
	for _, closed := range now.Calendar.Between(calendar.On(year, 1, 1), calendar.On(year+1, 12, 31)).Closed {
		days = append(days, whole(closed.Date))
	}
	return days
}

// whole is one day, all of it.
func whole(d calendar.Date) client.ScheduleCalendarSpec {
	return client.ScheduleCalendarSpec{
		Second: span(0, 59), Minute: span(0, 59), Hour: span(0, 23),
		DayOfMonth: only(d.Day()), Month: only(int(d.Month())), Year: only(d.Year()), DayOfWeek: span(0, 6),
	}
}

func only(n int) []client.ScheduleRange { return span(n, n) }

func span(from, to int) []client.ScheduleRange {
	return []client.ScheduleRange{{Start: from, End: to, Step: 1}}
}

// same compares two specs; every field is filled in by spec, so that what Temporal gives back is what it was given.
func same(a, b client.ScheduleSpec) bool {
	days := func(x, y []client.ScheduleCalendarSpec) bool {
		return len(x) == len(y) && (len(x) == 0 || reflect.DeepEqual(x, y))
	}
	return days(a.Calendars, b.Calendars) && days(a.Skip, b.Skip) && len(a.Intervals) == len(b.Intervals) && a.TimeZoneName == b.TimeZoneName && a.StartAt.Equal(b.StartAt) && a.EndAt.Equal(b.EndAt)
}
