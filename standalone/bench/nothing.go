package main

import (
	"context"
	"sync/atomic"
	"time"

	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

// The workflows that do nothing: what the server can do at its best, to compare with.

const (
	nothingOnce   = "nothing-once"
	nothingAsked  = "nothing-asked"
	nothingAtTime = "nothing-at-time"
)

func registerNothing(w worker.Registry) {
	w.RegisterWorkflowWithOptions(doOnce, workflow.RegisterOptions{Name: nothingOnce})
	w.RegisterWorkflowWithOptions(answerWhenAsked, workflow.RegisterOptions{Name: nothingAsked})
	w.RegisterWorkflowWithOptions(wakeAtTime, workflow.RegisterOptions{Name: nothingAtTime})
}

// woken counts the empty activities that have run.
var woken atomic.Int64

func empty(context.Context) error {
	woken.Add(1)
	return nil
}

func runEmpty(ctx workflow.Context) error {
	ctx = workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{ScheduleToCloseTimeout: 10 * time.Second})
	return workflow.ExecuteLocalActivity(ctx, empty).Get(ctx, nil)
}

// doOnce runs one empty local activity.
func doOnce(ctx workflow.Context) error { return runEmpty(ctx) }

// answerWhenAsked runs one empty local activity for each update, until it is told to stop.
func answerWhenAsked(ctx workflow.Context) error {
	if err := workflow.SetUpdateHandler(ctx, "ask", runEmpty); err != nil {
		return err
	}
	workflow.GetSignalChannel(ctx, "stop").Receive(ctx, nil)
	return nil
}

// wakeAtTime sleeps until a moment and runs one empty local activity.
func wakeAtTime(ctx workflow.Context, at time.Time) error {
	if err := workflow.Sleep(ctx, at.Sub(workflow.Now(ctx))); err != nil {
		return err
	}
	return runEmpty(ctx)
}
