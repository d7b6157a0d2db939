package workflows

import (
	"context"
	"errors"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.Timekeeper = (*Client)(nil)

// catchup is how long after its time a run is made up for that nobody could begin.
const catchup = 12 * time.Hour

// followed is how often KeepTime follows a timetable that changes under its hands.
const followed = 5

// KeepTime makes the schedules of Temporal equal to what is wanted: it makes those that are missing, and changes those that differ. One that is as it
// should be is left alone, since a change makes Temporal forget what it has still to make up for.
func (c *Client) KeepTime(ctx context.Context, wanted func(context.Context) (readiness.Clockwork, error)) error {
	now, err := wanted(ctx)
	if err != nil {
		return err
	}
	for range followed {
		for _, job := range now.Timetable.EndedRounds() {
			if err := c.endJob(ctx, job); err != nil {
				return err
			}
		}
		for _, job := range now.Timetable.Jobs() {
			if err := c.keepJob(ctx, now, job); err != nil {
				return err
			}
		}
		then := now.State()
		if now, err = wanted(ctx); err != nil || now.State() == then {
			return err
		}
	}
	return nil // somebody else is at it: the next beat of a worker sees what came of it
}

func (c *Client) keepJob(ctx context.Context, now readiness.Clockwork, job readiness.Job) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	timing, _ := now.Timetable.Timing(job)
	spec, state := spec(now, job, time.Now().Year()), &client.ScheduleState{Paused: timing.Paused != nil, Note: note(timing)}
	_, err := c.temporal.ScheduleClient().Create(ctx, client.ScheduleOptions{
		ID: scheduleID(job), Spec: spec, Overlap: enumspb.SCHEDULE_OVERLAP_POLICY_BUFFER_ONE, CatchupWindow: catchup,
		Action: action(job), Paused: state.Paused, Note: state.Note,
	})
	if !errors.Is(err, temporal.ErrScheduleAlreadyRunning) {
		return translate(ctx, err)
	}
	err = c.temporal.ScheduleClient().GetHandle(ctx, scheduleID(job)).Update(ctx, client.ScheduleUpdateOptions{
		DoUpdate: func(in client.ScheduleUpdateInput) (*client.ScheduleUpdate, error) {
			is := in.Description.Schedule
			if same(*is.Spec, spec) && is.State.Paused == state.Paused && is.State.Note == state.Note {
				return nil, temporal.ErrSkipScheduleUpdate
			}
			is.Spec, is.State.Paused, is.State.Note = &spec, state.Paused, state.Note
			return &client.ScheduleUpdate{Schedule: &is}, nil
		},
	})
	var busy *serviceerror.ResourceExhausted
	if errors.As(err, &busy) {
		return nil // another worker makes the same change at this moment
	}
	return translate(ctx, err)
}

// endJob takes a schedule away; one that is gone is gone.
func (c *Client) endJob(ctx context.Context, job readiness.Job) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err := c.temporal.ScheduleClient().GetHandle(ctx, scheduleID(job)).Delete(ctx)
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return nil
	}
	return translate(ctx, err)
}

// scheduleID is what Temporal calls a job.
func scheduleID(job readiness.Job) string {
	if job == readiness.SweepJob || job == readiness.DigestJob || job == readiness.RefreshJob {
		return string(job)
	}
	return "round/" + string(job)
}

// note says in Temporal's own pages why nothing runs. It holds no free text: those pages are not the council's.
func note(t readiness.Timing) string {
	if t.Paused == nil {
		return ""
	}
	return "Paused on the page When things run, at " + t.Paused.Since.UTC().Format(time.RFC3339)
}

// action starts a job's workflow.
func action(job readiness.Job) *client.ScheduleWorkflowAction {
	a := &client.ScheduleWorkflowAction{ID: scheduleID(job), TaskQueue: TaskQueue}
	switch job {
	case readiness.DigestJob:
		a.Workflow, a.Args = DigestName, []any{DigestInput{By: readiness.Clock.PersonID}}
	case readiness.SweepJob:
		a.Workflow, a.Args = SweepName, []any{SweepInput{By: readiness.Clock.PersonID}}
	case readiness.RefreshJob:
		a.Workflow, a.Args = RefreshName, []any{RefreshInput{By: readiness.Clock.PersonID}}
	default:
		a.Workflow, a.Args = SweepName, []any{SweepInput{By: readiness.Clock.PersonID, Round: job}}
	}
	return a
}

// plannedFor is where Temporal says for which moment a schedule started a workflow: later than that when it was made up for.
var plannedFor = temporal.NewSearchAttributeKeyTime("TemporalScheduledStartTime")

// wanted asks whether a job that the clock started should run. What a person asks for is wanted.
func wanted(ctx workflow.Context, job readiness.Job, by string) (bool, error) {
	if by != "" && by != readiness.Clock.PersonID {
		return true, nil
	}
	if workflow.GetVersion(ctx, askTimetable, workflow.DefaultVersion, 1) == workflow.DefaultVersion {
		return true, nil
	}
	at, ok := workflow.GetTypedSearchAttributes(ctx).GetTime(plannedFor)
	if !ok {
		at = workflow.Now(ctx)
	}
	var wish activities.Wish
	err := do(ctx, "Ask whether it is still to run", acts.AskTimetable, &wish, activities.Occasion{Job: job, For: at})
	return wish.Wanted, err
}
