package main

import (
	"context"
	"fmt"
	"time"

	"go.temporal.io/sdk/client"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

// measureDecisions asks commands of reviews (update, record, ledger), against updates that run one empty local activity.
func measureDecisions(ctx context.Context, r *report) error {
	h, err := newHouse(ctx)
	if err != nil {
		return err
	}
	defer h.close()
	n, things := r.n(1000), 100
	today := calendar.DateOf(time.Now())
	if err := h.takeIn(ctx, things, today); err != nil {
		return err
	}
	if _, err := h.runs.Sweep(ctx, asked("sweep")); err != nil {
		return err
	}
	if err := until(ctx, things, h.openReviews); err != nil {
		return err
	}
	reviews, err := h.db.Unsettled(ctx, "", things)
	if err != nil {
		return err
	}
	for i := range things {
		if _, err := h.temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: fmt.Sprintf("asked/%d", i), TaskQueue: workflows.TaskQueue, EnableEagerStart: true}, nothingAsked); err != nil {
			return err
		}
	}
	var best, ours []float64
	for round := range 3 {
		rate, err := side(ctx, n, callers*2, func(ctx context.Context, i int) error {
			return h.askNothing(ctx, i%things, fmt.Sprintf("%d/%d", round, i))
		})
		if err != nil {
			return err
		}
		best = append(best, rate)
		rate, err = side(ctx, n, callers*2, func(ctx context.Context, i int) error {
			return h.assign(ctx, reviews[i%things].ID, fmt.Sprintf("%d/%d", round, i))
		})
		if err != nil {
			return err
		}
		ours = append(ours, rate)
	}
	r.add("updates that do nothing, a second", "%.0f (median of 3)", median(best))
	r.add("decisions recorded, a second", "%.0f (median of 3)", median(ours))
	r.ratio("deciding against doing nothing", median(ours), median(best), 0.6)
	return nil
}

func (h *house) askNothing(ctx context.Context, thing int, id string) error {
	handle, err := h.temporal.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
		WorkflowID: fmt.Sprintf("asked/%d", thing), UpdateName: "ask", UpdateID: id, WaitForStage: client.WorkflowUpdateStageCompleted,
	})
	if err != nil {
		return err
	}
	return handle.Get(ctx, nil)
}

// assign gives a review to a new owner: a command that can be asked again and again.
func (h *house) assign(ctx context.Context, id, command string) error {
	_, err := h.runs.Review(ctx, id, readiness.AssignReview{OwnerID: command}, asked(command))
	return err
}
