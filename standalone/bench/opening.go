package main

import (
	"context"
	"fmt"
	"time"

	"go.temporal.io/sdk/client"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/workflows"
)

// measureOpening opens reviews from a sweep, planning included, against workflows that do nothing.
func measureOpening(ctx context.Context, r *report) error {
	return inHouse(ctx, func(h *house) error {
		n, today := r.n(1000), calendar.DateOf(time.Now())
		if _, err := h.nothings(ctx, "warm", n/4); err != nil {
			return err
		}
		d, err := fight(3, func(round int) (float64, error) { return h.nothings(ctx, fmt.Sprint(round), n) }, func(round int) (float64, error) {
			all := n * (round + 1)
			if err := h.takeIn(ctx, all, today); err != nil {
				return 0, err
			}
			begin := time.Now()
			err := h.sweep(ctx, all)
			return float64(n) / time.Since(begin).Seconds(), err
		})
		if err != nil {
			return err
		}
		r.duel("workflows that do nothing", fmt.Sprintf("%d reviews opened by a sweep", n), "opening against doing nothing", d, 0.6)
		return nil
	})
}

// nothings runs workflows that do nothing and says how many a second end.
func (h *house) nothings(ctx context.Context, name string, n int) (float64, error) {
	return side(ctx, n, func(ctx context.Context, i int) error {
		run, err := h.temporal.ExecuteWorkflow(ctx, eager(fmt.Sprintf("nothing/%s/%d", name, i)), nothingOnce)
		if err != nil {
			return err
		}
		return run.Get(ctx, nil)
	})
}

// eager are a start's options: the worker in this process begins without a round trip.
func eager(id string) client.StartWorkflowOptions {
	return client.StartWorkflowOptions{ID: id, TaskQueue: workflows.TaskQueue, EnableEagerStart: true}
}
