package workflows

import (
	"context"
	"errors"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"github.com/sightline-readiness/sightline/readiness"
)

// Times are when the schedules run, London time.
type Times struct {
	SweepHour, SweepMinute   int
	DigestHour, DigestMinute int
}

// DefaultTimes sweep in the night and mail after the ladder's hour, before people start.
func DefaultTimes() Times {
	return Times{SweepHour: 2, SweepMinute: 15, DigestHour: 7, DigestMinute: 30}
}

// EnsureSchedules makes the nightly sweep and the morning digest, or brings their times up to date. A run missed by less than twelve hours is
// made up for; two never run side by side.
func EnsureSchedules(ctx context.Context, c client.Client, t Times) error {
	if err := ensure(ctx, c, SweepName, t.SweepHour, t.SweepMinute, SweepInput{By: readiness.Clock.PersonID}); err != nil {
		return err
	}
	return ensure(ctx, c, DigestName, t.DigestHour, t.DigestMinute)
}

func ensure(ctx context.Context, c client.Client, name string, hour, minute int, args ...any) error {
	spec := client.ScheduleSpec{
		Calendars: []client.ScheduleCalendarSpec{{
			Hour: []client.ScheduleRange{{Start: hour}}, Minute: []client.ScheduleRange{{Start: minute}},
		}},
		TimeZoneName: "Europe/London",
	}
	_, err := c.ScheduleClient().Create(ctx, client.ScheduleOptions{
		ID: name, Spec: spec, Overlap: enumspb.SCHEDULE_OVERLAP_POLICY_BUFFER_ONE, CatchupWindow: 12 * time.Hour,
		Action: &client.ScheduleWorkflowAction{ID: name, Workflow: name, TaskQueue: TaskQueue, Args: args},
	})
	if !errors.Is(err, temporal.ErrScheduleAlreadyRunning) {
		return err
	}
	err = c.ScheduleClient().GetHandle(ctx, name).Update(ctx, client.ScheduleUpdateOptions{
		DoUpdate: func(in client.ScheduleUpdateInput) (*client.ScheduleUpdate, error) {
			in.Description.Schedule.Spec = &spec
			return &client.ScheduleUpdate{Schedule: &in.Description.Schedule}, nil
		},
	})
	var busy *serviceerror.ResourceExhausted
	if errors.As(err, &busy) {
		return nil // another worker brings the same times up to date at this moment
	}
	return err
}
