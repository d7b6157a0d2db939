package e2e_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"go.temporal.io/sdk/client"

	"github.com/sightline-readiness/sightline/internal/browser"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// change asks a change of the timetable of the ledger alone, as a door does that dies before anybody hears of it.
func (e *eyes) change(t *testing.T, c readiness.TimetableChange) readiness.Timetable {
	t.Helper()
	return got[readiness.Timetable](t)(e.db.ChangeTimetable(t.Context(), c, "a rehearsal", asked(lead)))
}

// scheduleOf is what Temporal calls a job.
func scheduleOf(job readiness.Job) string {
	if job == readiness.SweepJob || job == readiness.DigestJob {
		return string(job)
	}
	return "round/" + string(job)
}

// agrees reports whether Temporal's schedule of a job runs on the dates that readiness counts, and is paused when the timetable says so.
func (e *eyes) agrees(t *testing.T, job readiness.Job) (bool, string) {
	t.Helper()
	ctx := t.Context()
	d, err := e.temporal.ScheduleClient().GetHandle(ctx, scheduleOf(job)).Describe(ctx)
	if err != nil {
		return false, err.Error()
	}
	c := got[readiness.Clockwork](t)(e.db.Clockwork(ctx))
	timing, _ := c.Timetable.Timing(job)
	theirs := make([]string, len(d.Info.NextActionTimes))
	for i, at := range d.Info.NextActionTimes {
		theirs[i] = at.UTC().Format(time.RFC3339)
	}
	var ours []string
	for _, at := range c.Next(job, time.Now(), len(theirs)) {
		ours = append(ours, at.UTC().Format(time.RFC3339))
	}
	same := len(theirs) >= 5 && slices.Equal(ours, theirs) && d.Schedule.State.Paused == (timing.Paused != nil)
	return same, fmt.Sprintf("version %d; ours %v, paused %t; Temporal's %v, paused %t", c.Timetable.Version, ours, timing.Paused != nil, theirs, d.Schedule.State.Paused)
}

// TestTimetable changes when things run, on the page and behind its back, and wants Temporal's own schedules to run on the dates that the page shows.
func TestTimetable(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.appoint(t, readiness.AddPost{Role: readiness.ImprovementLead}, "Imogen Lead")
	v := visitor{browser.Open(t, browser.Options{}), t, h.url, new([]string)}
	v.signIn("imogen.lead@fairshire.example")
	agree := func(when string) {
		t.Helper()
		for _, job := range []readiness.Job{readiness.SweepJob, readiness.DigestJob} {
			until(t, soon, string(job)+" agrees "+when, func() (bool, any) { return h.agrees(t, job) })
		}
	}
	agree("as it comes")

	v.open("/schedules")
	v.reads("Every day at 2:15am", "Monday to Friday at 7:30am")
	v.page("schedules")
	v.open("/schedules/sweep/times")
	v.Fill("at", "11:45pm")
	v.page("schedule-times")
	v.Click("Continue")
	v.reads("every day at 11:45pm instead of every day at 2:15am")
	v.page("schedule-check")
	v.Click("Save the change")
	v.reads("There is a problem")
	v.Fill("reason", "The database is backed up at two.")
	v.Click("Save the change")
	v.reads("The new times are saved.")
	now := func() readiness.Clockwork { return got[readiness.Clockwork](t)(h.db.Clockwork(t.Context())) }
	if same, seen := h.agrees(t, readiness.SweepJob); !same {
		t.Errorf("after the page has saved: %s", seen)
	}

	next := now().Next(readiness.SweepJob, time.Now(), 2)
	v.open("/schedules/sweep/leave-out?day=" + calendar.DateOf(next[1]).String())
	v.Fill("reason", "The database is moved.")
	v.Click("Save the change")
	v.reads("The date is left out.", "Bring back")
	if same, seen := h.agrees(t, readiness.SweepJob); !same || strings.Contains(seen, next[1].UTC().Format(time.RFC3339)) {
		t.Errorf("after one is left out: %s", seen)
	}
	v.page("schedules-left-out")

	quiet := now().Next(readiness.DigestJob, time.Now(), 3)
	h.change(t, readiness.SetQuietDays{Quiet: []readiness.QuietDays{{From: calendar.DateOf(quiet[1]), Until: calendar.DateOf(quiet[2])}}})
	h.change(t, readiness.SetTimes{Job: readiness.SweepJob, At: "00:05", Weekdays: []string{"sunday", "tuesday", "friday"}})
	h.change(t, readiness.PauseJob{Job: readiness.SweepJob})
	agree("although the door died after saving")
	v.open("/health")
	v.reads("The look for long-open cases is paused.", "a rehearsal")
	v.open("/schedules")
	v.page("schedules-paused")

	// Somebody meddles with Temporal behind the page: a worker that begins puts it right.
	handle := h.temporal.ScheduleClient().GetHandle(t.Context(), string(readiness.SweepJob))
	must(t, handle.Unpause(t.Context(), client.ScheduleUnpauseOptions{Note: "by hand"}))
	must(t, h.temporal.ScheduleClient().GetHandle(t.Context(), string(readiness.DigestJob)).Delete(t.Context()))
	h.stop()
	h.start()
	agree("after a new start")
	version := now().Timetable.Version
	must(t, h.commands.KeepTime(t.Context(), h.db.Clockwork))
	if d := got[*client.ScheduleDescription](t)(h.temporal.ScheduleClient().GetHandle(t.Context(), string(readiness.DigestJob)).Describe(t.Context())); d.Info.LastUpdateAt.Unix() > 0 || now().Timetable.Version != version {
		t.Errorf("keeping what is kept changes it: updated at %s", d.Info.LastUpdateAt)
	}
}

// TestWhatRunsByTheClockAsksFirst triggers Temporal's schedule although the timetable is paused, as happens when nobody could tell Temporal: nothing runs.
// What a person asks for runs.
func TestWhatRunsByTheClockAsksFirst(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	until(t, soon, "the schedules are there", func() (bool, any) { return h.agrees(t, readiness.SweepJob) })
	sweeps := func() int { return h.count(`select count(*) from runs where kind = 'sweep'`) }
	h.trigger(t)
	until(t, soon, "a triggered sweep runs", func() (bool, any) { return sweeps() == 1, sweeps() })
	h.change(t, readiness.PauseJob{Job: readiness.SweepJob})
	h.trigger(t)
	if n := sweeps(); n != 1 {
		t.Errorf("a paused sweep has run: %d", n)
	}
	h.sweep(t)
	if n := sweeps(); n != 2 {
		t.Errorf("a sweep that somebody asked for has not run: %d", n)
	}
}

// trigger has Temporal start the sweep's schedule at once, and waits until that run has ended.
func (e *eyes) trigger(t *testing.T) {
	t.Helper()
	ctx := t.Context()
	handle := e.temporal.ScheduleClient().GetHandle(ctx, string(readiness.SweepJob))
	before := got[*client.ScheduleDescription](t)(handle.Describe(ctx)).Info.NumActions
	must(t, handle.Trigger(ctx, client.ScheduleTriggerOptions{}))
	var run *client.ScheduleWorkflowExecution
	until(t, soon, "the schedule starts a sweep", func() (bool, any) {
		d := got[*client.ScheduleDescription](t)(handle.Describe(ctx))
		if d.Info.NumActions == before {
			return false, d.Info.NumActions
		}
		actions := d.Info.RecentActions
		run = actions[len(actions)-1].StartWorkflowResult
		return run != nil, actions
	})
	must(t, e.temporal.GetWorkflow(ctx, run.WorkflowID, run.FirstExecutionRunID).Get(ctx, nil))
}
