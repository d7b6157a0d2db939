package workflows

import (
	"context"

	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// RefreshName is the name of the workflow that plans the next self-assessment.
const RefreshName = "refresh"

// RefreshInput says who asked; the day is the day on which it runs.
type RefreshInput struct {
	By string `json:"by"`
}

// Refresh plans the next self-assessment when one is due: a whole one each year, a refresh of what was published in between. When the clock asks and the
// timetable does not want it any more, it does nothing. It is safe to run twice: one is under way at a time.
func Refresh(ctx workflow.Context, in RefreshInput) (readiness.RefreshResult, error) {
	day := activities.SweepDay{Day: calendar.DateOf(workflow.Now(ctx)), By: in.By}
	result := readiness.RefreshResult{On: day.Day}
	if ok, err := wanted(ctx, readiness.RefreshJob, in.By); err != nil || !ok {
		return result, err
	}
	if err := do(ctx, "See whether a self-assessment is due, and plan it", acts.PlanRefresh, &result, day); err != nil {
		return result, err
	}
	if err := do(ctx, "Open what was planned", acts.OpenPlanned, nil); err != nil {
		return result, err
	}
	return result, do(ctx, "Keep what was done", acts.KeepRefresh, nil, activities.RefreshDone{SweepDay: day, Result: result})
}

// RunRefresh plans the next self-assessment now and waits for what came of it.
func (c *Client) RunRefresh(ctx context.Context, asked readiness.Asked) (readiness.RefreshResult, error) {
	return byHand[readiness.RefreshResult](ctx, c, readiness.RefreshJob, "The planning of self-assessments, that somebody asked for", RefreshName, RefreshInput{By: asked.By.PersonID})
}
