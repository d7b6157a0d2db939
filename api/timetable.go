package api

import (
	"context"
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const tagSchedules = "When things run"

func (s *service) schedules() {
	see, set := may(readiness.SeeSchedules), may(readiness.SetSchedules)
	const taken = " The answer says whether it has been taken already; when not, it is taken by itself as soon as the service that keeps the time is back."
	add(s, route{
		method: http.MethodGet, path: "/schedules", id: "list-schedules", tag: tagSchedules, summary: "When things run: times, next dates, last runs, and what is paused",
		doc: "The jobs are sweep, the look for long-open cases, digest, the morning mail, and each round by its id.", rule: see,
	}, s.listSchedules)
	add(s, route{
		method: http.MethodPut, path: "/schedules/{job}/times", id: "set-schedule-times", tag: tagSchedules, summary: "Run a job at another time, or on other days of the week",
		doc: "Times are London’s. From 1am until 2am is refused, since clocks change then." + taken, rule: set,
	}, s.setScheduleTimes)
	add(s, route{
		method: http.MethodPost, path: "/schedules/{job}/left-out", id: "leave-out", tag: tagSchedules, summary: "Leave one date of a job out", doc: "It must be one on which the job runs." + taken, rule: set,
	}, s.leaveOut)
	add(s, route{
		method: http.MethodPost, path: "/schedules/{job}/brought-back", id: "bring-back", tag: tagSchedules, summary: "Run a job on a date after all that was left out", doc: taken[1:], rule: set,
	}, s.bringBack)
	add(s, route{
		method: http.MethodPost, path: "/schedules/{job}/pause", id: "pause-schedule", tag: tagSchedules, summary: "Keep a job from running until somebody starts it again", doc: taken[1:], rule: set,
	}, s.pauseSchedule)
	add(s, route{
		method: http.MethodPost, path: "/schedules/{job}/start", id: "start-schedule", tag: tagSchedules, summary: "Have a paused job run again", doc: "What it missed meanwhile is not made up for." + taken, rule: set,
	}, s.startSchedule)
	add(s, route{
		method: http.MethodPut, path: "/schedules/quiet-days", id: "set-quiet-days", tag: tagSchedules, summary: "Set the days on which no morning mail goes, all of them",
		doc: "What must be acted on at once is mailed all the same." + taken, rule: set,
	}, s.setQuietDays)
	add(s, route{
		method: http.MethodPost, path: "/schedules/digest/runs", id: "send-digest", tag: tagSchedules, summary: "Send the morning mail now",
		doc: "To whoever has something new and had no morning mail today. Nobody gets two on one day. The look for long-open cases is run with run-sweep.", rule: set,
	}, s.sendDigest)
}

// theSchedules are all that runs by the clock.
type theSchedules struct {
	Version int                   `json:"version"`
	Jobs    []schedule            `json:"jobs"`
	Quiet   []readiness.QuietDays `json:"quiet" doc:"Days on which no morning mail goes."`
}

// schedule is one job.
type schedule struct {
	Job      readiness.Job       `json:"job"`
	Words    string              `json:"words" doc:"When it runs, in words."`
	At       calendar.TimeOfDay  `json:"at"`
	Weekdays []readiness.Weekday `json:"weekdays"`
	Next     []time.Time         `json:"next" doc:"The next five dates, as if it were not paused."`
	LeftOut  []calendar.Date     `json:"left_out"`

	Paused *readiness.Standstill `json:"paused,omitempty"`
	Last   *readiness.JobRun     `json:"last,omitempty"`
}

// datesListed is how many dates a job's answer has.
const datesListed = 5

func (s *service) listSchedules(ctx context.Context, _ *nothing) (*reply[theSchedules], error) {
	now, err := s.Schedules.Clockwork(ctx)
	if err != nil {
		return nil, err
	}
	last, err := s.Schedules.LastRuns(ctx)
	all := theSchedules{Version: now.Timetable.Version, Quiet: some(now.Timetable.Quiet)}
	for _, job := range now.Timetable.Jobs() {
		t, _ := now.Timetable.Timing(job)
		one := schedule{Job: job, Words: t.Words(), At: t.At, Weekdays: t.Weekdays, Next: some(now.Next(job, s.Now(), datesListed)), LeftOut: some(t.LeftOut), Paused: t.Paused}
		if run, ran := last[job]; ran {
			one.Last = &run
		}
		all.Jobs = append(all.Jobs, one)
	}
	return answer(all, err)
}

// timed is a command about one job.
type timed[B any] struct {
	Job  string `path:"job" maxLength:"64"`
	Body body[B]
}

// The bodies of the commands: what is asked, and why.
type newTimes struct {
	Reason   string   `json:"reason" validate:"required,max=500"`
	At       string   `json:"at" validate:"required,max=20" doc:"07:30 or 7:30am."`
	Weekdays []string `json:"weekdays" validate:"required,min=1,max=7,dive,oneof=monday tuesday wednesday thursday friday saturday sunday"`
}

type newDay struct {
	Reason string        `json:"reason" validate:"required,max=500"`
	Day    calendar.Date `json:"day" validate:"required"`
}

type newReason struct {
	Reason string `json:"reason" validate:"required,max=500"`
}

type newQuietDays struct {
	Reason string                `json:"reason" validate:"required,max=500"`
	Quiet  []readiness.QuietDays `json:"quiet" validate:"max=50,dive"`
}

// timetableKept is the answer to a change.
type timetableKept struct {
	Version int  `json:"version"`
	Taken   bool `json:"taken" doc:"Whether what keeps the time has taken the change. When not, a worker hands it on as soon as that is back."`
}

// alter keeps a change of the timetable and hands it on.
func (s *service) alter(ctx context.Context, c readiness.TimetableChange, reason string) (*reply[timetableKept], error) {
	return s.alterAs(ctx, c, reason, asked(ctx))
}

func (s *service) alterAs(ctx context.Context, c readiness.TimetableChange, reason string, command readiness.Asked) (*reply[timetableKept], error) {
	t, err := s.Schedules.ChangeTimetable(ctx, c, reason, command)
	if err != nil {
		return nil, err
	}
	kept := timetableKept{Version: t.Version, Taken: true}
	if err := s.Time.KeepTime(ctx, s.Schedules.Clockwork); err != nil {
		s.Log.WarnContext(ctx, "the timetable is kept and not taken yet", "request_id", callOf(ctx).id, "error", err)
		kept.Taken = false
	}
	return answer(kept, nil)
}

func (s *service) setScheduleTimes(ctx context.Context, in *timed[newTimes]) (*reply[timetableKept], error) {
	b := in.Body.Value
	return s.alter(ctx, readiness.SetTimes{Job: readiness.Job(in.Job), At: b.At, Weekdays: b.Weekdays}, b.Reason)
}

func (s *service) leaveOut(ctx context.Context, in *timed[newDay]) (*reply[timetableKept], error) {
	return s.alter(ctx, readiness.LeaveOut{Job: readiness.Job(in.Job), Day: in.Body.Value.Day}, in.Body.Value.Reason)
}

func (s *service) bringBack(ctx context.Context, in *timed[newDay]) (*reply[timetableKept], error) {
	return s.alter(ctx, readiness.BringBack{Job: readiness.Job(in.Job), Day: in.Body.Value.Day}, in.Body.Value.Reason)
}

func (s *service) pauseSchedule(ctx context.Context, in *timed[newReason]) (*reply[timetableKept], error) {
	return s.alter(ctx, readiness.PauseJob{Job: readiness.Job(in.Job)}, in.Body.Value.Reason)
}

func (s *service) startSchedule(ctx context.Context, in *timed[newReason]) (*reply[timetableKept], error) {
	return s.alter(ctx, readiness.StartJob{Job: readiness.Job(in.Job)}, in.Body.Value.Reason)
}

func (s *service) setQuietDays(ctx context.Context, in *sent[newQuietDays]) (*reply[timetableKept], error) {
	return s.alter(ctx, readiness.SetQuietDays{Quiet: in.Body.Value.Quiet}, in.Body.Value.Reason)
}

func (s *service) sendDigest(ctx context.Context, _ *nothing) (*reply[readiness.DigestResult], error) {
	return answer(s.Time.SendDigest(ctx, asked(ctx)))
}
