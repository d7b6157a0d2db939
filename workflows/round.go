package workflows

import (
	"context"

	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// runRound opens the reviews of a round's date. It is safe to run twice, also beside a sweep: a case has one review at most.
func runRound(ctx workflow.Context, day activities.RoundDay) (readiness.SweepResult, error) {
	var result readiness.SweepResult
	if err := do(ctx, "Find the cases that the round looks at", acts.PlanRound, &result, day); err != nil {
		return result, err
	}
	if err := do(ctx, "Open the reviews", acts.OpenPlanned, nil); err != nil {
		return result, err
	}
	return result, do(ctx, "Keep what was done", acts.KeepRound, nil, activities.RoundDone{RoundDay: day, Result: result})
}

// RunRound runs a round now and waits for what it did.
func (c *Client) RunRound(ctx context.Context, round readiness.Job, asked readiness.Asked) (readiness.SweepResult, error) {
	return byHand[readiness.SweepResult](ctx, c, round, "A round that somebody asked for", SweepName, SweepInput{By: asked.By.PersonID, Round: round})
}
