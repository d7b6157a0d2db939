package activities

import (
	"context"
	"fmt"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// batch is how many runs one call of the ledger lists: a few seconds of work between two heartbeats.
const batch = 200

// SweepDay is the day that a sweep looks at, and who asked for it.
type SweepDay struct {
	Day calendar.Date `json:"day"`
	By  string        `json:"by"` // person id, or "clock"
}

// PlanSweep writes down which reviews the day opens, which meetings come next, and whether staff are asked about the practice model, and has people hear
// of partners who answered.
func (a *Activities) PlanSweep(ctx context.Context, s SweepDay) (readiness.SweepResult, error) {
	result, err := a.Ledger.PlanSweep(ctx, s.Day)
	if err == nil {
		err = a.Ledger.PlanMeetings(ctx, s.Day)
	}
	if err == nil {
		err = a.Ledger.RemindPartners(ctx, s.Day)
	}
	if err == nil {
		err = a.Ledger.RemindHomes(ctx, s.Day)
	}
	if err == nil {
		err = a.Ledger.PlanPulses(ctx, s.Day)
	}
	if err != nil {
		return result, final(fmt.Errorf("plan the sweep of %s: %w", s.Day, err))
	}
	return result, nil
}

// Woken counts what one activity did.
type Woken struct {
	Count int `json:"count"`
}

// OpenPlanned starts a run for every planned review, improvement action and point, those of an earlier run that died half-way included.
func (a *Activities) OpenPlanned(ctx context.Context) (Woken, error) {
	return inTurn(ctx, func(ctx context.Context) (Woken, error) {
		return each(ctx, a, a.Ledger.Planned, func(p readiness.PlannedReview) string { return p.ID }, a.Runs.StartReview)
	}, a.OpenActions, func(ctx context.Context) (Woken, error) {
		return each(ctx, a, a.Ledger.PlannedPoints, func(p readiness.PlannedPoint) string { return p.ID }, a.Runs.StartPoint)
	}, a.openAssessments)
}

// OpenActions starts a run for every planned improvement action.
func (a *Activities) OpenActions(ctx context.Context) (Woken, error) {
	return each(ctx, a, a.Ledger.PlannedActions, func(p readiness.PlannedAction) string { return p.ID }, a.Runs.StartAction)
}

// ReplanStale gives everything that runs the current calendar, ladder and rules.
func (a *Activities) ReplanStale(ctx context.Context, s SweepDay) (Woken, error) {
	id := func(s readiness.StaleThing) string { return s.ID }
	return inTurn(ctx, func(ctx context.Context) (Woken, error) {
		list := func(ctx context.Context, after string, limit int) ([]readiness.StaleThing, error) {
			return a.Ledger.Stale(ctx, s.Day, after, limit)
		}
		return each(ctx, a, list, id, a.Runs.Replan)
	}, func(ctx context.Context) (Woken, error) {
		return each(ctx, a, a.Ledger.StaleActions, id, a.Runs.ReplanAction)
	}, func(ctx context.Context) (Woken, error) {
		return each(ctx, a, a.Ledger.StalePoints, id, a.Runs.ReplanPoint)
	}, func(ctx context.Context) (Woken, error) {
		return each(ctx, a, a.Ledger.StaleAssessments, id, a.Runs.ReplanAssessment)
	}, func(ctx context.Context) (Woken, error) {
		return each(ctx, a, a.Ledger.StaleAppraisals, id, a.Runs.ReplanAppraisal)
	})
}

// FollowCases ends reviews whose case has closed and moves those whose case has moved. It also hands on the improvement actions and points of people
// who have left, or who can no longer check them.
func (a *Activities) FollowCases(ctx context.Context) (Woken, error) {
	return inTurn(ctx, func(ctx context.Context) (Woken, error) {
		return each(ctx, a, a.Ledger.Followups, func(f readiness.Followup) string { return f.ReviewID }, a.Runs.Follow)
	}, func(ctx context.Context) (Woken, error) {
		return each(ctx, a, a.Ledger.ActionFollowups, func(f readiness.ActionFollowup) string { return f.ActionID }, a.Runs.FollowAction)
	}, func(ctx context.Context) (Woken, error) {
		return each(ctx, a, a.Ledger.PointFollowups, func(f readiness.PointFollowup) string { return f.PointID }, a.Runs.FollowPoint)
	}, func(ctx context.Context) (Woken, error) {
		return each(ctx, a, a.Ledger.AssessmentFollowups, func(f readiness.AssessmentFollowup) string { return f.AssessmentID }, a.Runs.FollowAssessment)
	}, func(ctx context.Context) (Woken, error) { return a.followAppraisals(ctx, "") })
}

// inTurn does pieces of work one after the other and adds up what they did.
func inTurn(ctx context.Context, work ...func(context.Context) (Woken, error)) (sum Woken, err error) {
	for _, piece := range work {
		done, err := piece(ctx)
		sum.Count += done.Count
		if err != nil {
			return sum, err
		}
	}
	return sum, nil
}

// SweepDone is a sweep's end, for the ledger.
type SweepDone struct {
	SweepDay
	Result readiness.SweepResult `json:"result"`
}

// KeepSweep keeps when a sweep ended and what it did.
func (a *Activities) KeepSweep(ctx context.Context, d SweepDone) error {
	return final(a.Ledger.SweepDone(ctx, d.Result, d.By))
}

// Rebuild continues everything unsettled from its row, and reads every unsettled upload again, after Temporal was lost.
// Nobody is told anything again: the ledger knows every notice.
func (a *Activities) Rebuild(ctx context.Context) (Woken, error) {
	woken, err := inTurn(ctx, func(ctx context.Context) (Woken, error) {
		return each(ctx, a, a.Ledger.Unsettled, func(r readiness.Review) string { return r.ID }, a.Runs.ContinueReview)
	}, func(ctx context.Context) (Woken, error) {
		return each(ctx, a, a.Ledger.UnsettledActions, func(i readiness.ImprovementAction) string { return i.ID }, a.Runs.ContinueAction)
	}, func(ctx context.Context) (Woken, error) {
		return each(ctx, a, a.Ledger.UnsettledPoints, func(x readiness.Point) string { return x.ID }, a.Runs.ContinuePoint)
	}, a.continueAssessments)
	if err != nil {
		return woken, err
	}
	imports, err := a.Ledger.OpenImports(ctx)
	if err != nil {
		return woken, final(err)
	}
	return woken, final(all(ctx, imports, a.Runs.CheckImport))
}

// each lists things batch by batch in the order of their ids and does one thing to each, several at a time. It is safe to begin again.
func each[T any](ctx context.Context, a *Activities, list func(context.Context, string, int) ([]T, error), id func(T) string, do func(context.Context, T) error) (Woken, error) {
	var woken Woken
	for after := ""; ; {
		things, err := list(ctx, after, batch)
		if err != nil {
			return woken, final(err)
		}
		if len(things) == 0 {
			return woken, nil
		}
		if err := all(ctx, things, do); err != nil {
			return woken, final(err)
		}
		after = id(things[len(things)-1])
		woken.Count += len(things)
		a.Beat(ctx, woken.Count, time.Now().UTC())
	}
}
