package activities

import (
	"context"
	"fmt"

	"github.com/sightline-readiness/sightline/readiness"
)

// RoundDay is a day of a round, and who asked for it.
type RoundDay struct {
	SweepDay
	Round readiness.Job `json:"round"`
}

// PlanRound writes down which reviews a round opens.
func (a *Activities) PlanRound(ctx context.Context, r RoundDay) (readiness.SweepResult, error) {
	result, err := a.Ledger.PlanRound(ctx, r.Round, r.Day)
	if err != nil {
		return result, final(fmt.Errorf("plan the round %s: %w", r.Round, err))
	}
	return result, nil
}

// RoundDone is the end of a round's run, for the ledger.
type RoundDone struct {
	RoundDay
	Result readiness.SweepResult `json:"result"`
}

// KeepRound keeps when a round ran and what it did.
func (a *Activities) KeepRound(ctx context.Context, d RoundDone) error {
	return final(a.Ledger.RoundDone(ctx, d.Round, d.Result, d.By))
}
