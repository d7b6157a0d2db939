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

// Recorded is how a step was recorded. Ahead is nil when it was; otherwise the ledger already held a step under that number, recorded by a worker
// that died before Temporal heard of it, and Ahead is the review after it: whoever asked must go on from there.
type Recorded struct {
	Ahead *readiness.Review `json:"ahead,omitempty"`
}

// RecordReview keeps one step. It runs as a local activity first and as an ordinary one when the ledger is away. A step that neither fits nor was
// overtaken by another is a final error: two runs believe that they are the same review.
func (a *Activities) RecordReview(ctx context.Context, r Recording) (Recorded, error) {
	err := a.Ledger.Record(ctx, r.Review, r.Event)
	if !readiness.Conflict.Is(err) {
		return Recorded{}, final(err)
	}
	ahead, lookErr := a.Ledger.State(ctx, r.Review.ID)
	if lookErr != nil {
		return Recorded{}, final(lookErr)
	}
	if ahead.Seq < r.Event.Seq {
		return Recorded{}, final(err)
	}
	return Recorded{Ahead: &ahead}, nil
}
