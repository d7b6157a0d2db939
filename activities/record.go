package activities

import (
	"context"

	"github.com/sightline-readiness/sightline/readiness"
)

// Recording is one step of a review: what happened and the state after it.
type Recording struct {
	Review readiness.Review `json:"review"`
	Event  readiness.Event  `json:"event"`
}

// RecordReview keeps one step. It runs as a local activity first and as an ordinary one when the ledger is away.
func (a *Activities) RecordReview(ctx context.Context, r Recording) error {
	return final(a.Ledger.Record(ctx, r.Review, r.Event))
}
