package workflows

import (
	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// SweepName is the name of the sweep workflow.
const SweepName = "sweep"

// SweepInput says who asked; the day is the day on which it runs. With a round it looks at what that looks at, and at nothing else.
type SweepInput struct {
	By    string        `json:"by"`
	Round readiness.Job `json:"round,omitempty"`
}

func (in SweepInput) job() readiness.Job {
	if in.Round != "" {
		return in.Round
	}
	return readiness.SweepJob
}

// Sweep looks once through the open cases: opens the reviews that are due, follows cases that closed or moved, and gives running reviews the
// current rules. It is safe to run twice, also side by side. When the clock asks and the timetable does not want it any more, it does nothing.
func Sweep(ctx workflow.Context, in SweepInput) (readiness.SweepResult, error) {
	day := activities.SweepDay{Day: calendar.DateOf(workflow.Now(ctx)), By: in.By}
	var result readiness.SweepResult
	if ok, err := wanted(ctx, in.job(), in.By); err != nil || !ok {
		return result, err
	}
	if in.Round != "" {
		return runRound(ctx, activities.RoundDay{SweepDay: day, Round: in.Round})
	}
	if err := do(ctx, "Follow cases that closed or moved", acts.FollowCases, nil); err != nil {
		return result, err
	}
	if err := do(ctx, "Find the cases that are due", acts.PlanSweep, &result, day); err != nil {
		return result, err
	}
	if err := do(ctx, "Open the reviews", acts.OpenPlanned, nil); err != nil {
		return result, err
	}
	var replanned activities.Woken
	if err := do(ctx, "Give running reviews the current rules", acts.ReplanStale, &replanned, day); err != nil {
		return result, err
	}
	result.Replanned = replanned.Count
	return result, do(ctx, "Keep what was done", acts.KeepSweep, nil, activities.SweepDone{SweepDay: day, Result: result})
}

// do runs one long piece of work, patiently, and puts its result into out unless out is nil.
func do(ctx workflow.Context, summary string, activity, out any, args ...any) error {
	return workflow.ExecuteActivity(workflow.WithActivityOptions(ctx, summarised(working, summary)), activity, args...).Get(ctx, out)
}

// RebuildName is the name of the workflow that continues everything after Temporal was lost.
const RebuildName = "rebuild"

// Rebuild continues every unsettled review from its row. Nobody is told anything again: the ledger knows every notice.
func Rebuild(ctx workflow.Context) (activities.Woken, error) {
	var woken activities.Woken
	err := do(ctx, "Continue every unsettled review", acts.Rebuild, &woken)
	return woken, err
}
