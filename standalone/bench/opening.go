package main

import (
	"context"
	"fmt"
	"time"

	"go.temporal.io/sdk/client"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/workflows"
)

// measureOpening opens reviews from a sweep, against workflows that do nothing. Both come in turns, each on a warm house.
func measureOpening(ctx context.Context, r *report) error {
	h, err := newHouse(ctx)
	if err != nil {
		return err
	}
	defer h.close()
	n := r.n(1000)
	if err := h.takeIn(ctx, n, calendar.DateOf(time.Now())); err != nil {
		return err
	}
	warm, err := h.nothings(ctx, "warm", n/4)
	if err != nil {
		return err
	}
	before, err := h.nothings(ctx, "before", n)
	if err != nil {
		return err
	}
	begin := time.Now()
	result, err := h.runs.Sweep(ctx, asked("sweep"))
	if err != nil {
		return err
	}
	if result.Opened != n {
		return fmt.Errorf("the sweep opened %d reviews of %d", result.Opened, n)
	}
	if err := until(ctx, n, h.openReviews); err != nil {
		return err
	}
	ours := float64(n) / time.Since(begin).Seconds()
	after, err := h.nothings(ctx, "after", n)
	if err != nil {
		return err
	}
	best := max(warm, before, after)
	r.add("workflows that do nothing, a second", "%.0f (before), %.0f (after)", before, after)
	r.add(fmt.Sprintf("%d reviews opened by a sweep, a second", n), "%.0f, planning included", ours)
	r.ratio("opening against doing nothing", ours, best, 0.6)
	return nil
}

func (h *house) nothings(ctx context.Context, name string, n int) (float64, error) {
	return side(ctx, n, callers*4, func(ctx context.Context, i int) error {
		run, err := h.temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
			ID: fmt.Sprintf("nothing/%s/%d", name, i), TaskQueue: workflows.TaskQueue, EnableEagerStart: true,
		}, nothingOnce)
		if err != nil {
			return err
		}
		return run.Get(ctx, nil)
	})
}

// openReviews counts the reviews whose first event is recorded.
func (h *house) openReviews(ctx context.Context) (int, error) {
	health, err := h.db.Health(ctx)
	return health.LiveReviews, err
}
