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
		d, err := fight(3, func(round int) (lap, error) { return h.nothings(ctx, fmt.Sprint(round), n) }, func(round int) (lap, error) {
			all := n * (round + 1)
			if err := h.takeIn(ctx, all, today); err != nil {
				return lap{}, err
			}
			return h.lap(n, func() error { return h.sweep(ctx, all) })
		})
		if err != nil {
			return err
		}
		r.duel("workflows that do nothing", fmt.Sprintf("%d reviews opened by a sweep", n), "opening against doing nothing", d, 0.6)
		return nil
	})
}

// nothings runs workflows that do nothing until they have ended.
func (h *house) nothings(ctx context.Context, name string, n int) (lap, error) {
	return h.side(ctx, n, func(ctx context.Context, i int) error {
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
