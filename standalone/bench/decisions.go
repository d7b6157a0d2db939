package main

import (
	"context"
	"fmt"
	"time"

	"go.temporal.io/sdk/client"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// things is how many reviews are asked in turns: enough that nobody waits for another's turn.
const things = 100

// measureDecisions asks commands of reviews (update, record, ledger), against updates that run one empty local activity.
func measureDecisions(ctx context.Context, r *report) error {
	return inHouse(ctx, func(h *house) error {
		reviews, owners, err := h.readyToDecide(ctx)
		if err != nil {
			return err
		}
		n := max(things, r.n(1000))
		d, err := fight(3, func(round int) (lap, error) {
			return h.side(ctx, n, func(ctx context.Context, i int) error {
				return h.askNothing(ctx, i%things, fmt.Sprintf("%d/%d", round, i))
			})
		}, func(round int) (lap, error) {
			return h.side(ctx, n, func(ctx context.Context, i int) error {
				turn := (round*n + i) / things
				_, err := h.runs.Review(ctx, reviews[i%things].ID, readiness.AssignReview{OwnerID: owners[turn%2]}, asked(fmt.Sprintf("assign-%d-%d", round, i)))
				return err
			})
		})
		if err != nil {
			return err
		}
		r.duel("updates that do nothing", "decisions recorded", "deciding against doing nothing", d, 0.6)
		return nil
	})
}

// readyToDecide opens reviews, hires two people who can own them in turns, and starts as many workflows that answer and do nothing.
func (h *house) readyToDecide(ctx context.Context) (reviews []readiness.Review, owners [2]string, err error) {
	if err := h.takeIn(ctx, things, calendar.DateOf(time.Now())); err != nil {
		return nil, owners, err
	}
	if err := h.sweep(ctx, things); err != nil {
		return nil, owners, err
	}
	for i, name := range []string{"Owner One", "Owner Two"} {
		p, err := h.hire(ctx, name)
		if err != nil {
			return nil, owners, err
		}
		owners[i] = p.ID
	}
	if err := h.attend(ctx); err != nil {
		return nil, owners, err
	}
	reviews, err = h.db.Unsettled(ctx, "", things)
	return reviews, owners, err
}

// attend starts the workflows that answer and do nothing.
func (h *house) attend(ctx context.Context) error {
	_, err := h.side(ctx, things, func(ctx context.Context, i int) error {
		_, err := h.temporal.ExecuteWorkflow(ctx, eager(fmt.Sprintf("asked/%d", i)), nothingAsked)
		return err
	})
	return err
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
