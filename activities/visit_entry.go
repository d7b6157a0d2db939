package activities

import (
	"context"

	"github.com/sightline-readiness/sightline/readiness"
)

// VisitEntryLedger is what the activities ask of the ledger about what is logged on site alone.
type VisitEntryLedger interface {
	RecordVisitEntry(ctx context.Context, x readiness.VisitEntry, ev readiness.Event) error
	VisitEntryState(ctx context.Context, entryID string) (readiness.VisitEntry, error)
}

// VisitEntryRecording is one step of the life of a request or a concern.
type VisitEntryRecording struct {
	VisitEntry readiness.VisitEntry `json:"visit_entry"`
	Event      readiness.Event      `json:"event"`
}

// RecordVisitEntry keeps one step of the life of a request or a concern, as RecordReview does of a review.
func (a *Activities) RecordVisitEntry(ctx context.Context, r VisitEntryRecording) (Recorded[readiness.VisitEntry], error) {
	return recorded(ctx, r.VisitEntry.ID, r.Event.Seq, a.Ledger.RecordVisitEntry(ctx, r.VisitEntry, r.Event), a.Ledger.VisitEntryState)
}
