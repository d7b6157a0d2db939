package activities

import (
	"context"

	"github.com/sightline-readiness/sightline/readiness"
)

// VisitLedger is what the activities ask of the ledger about visits alone.
type VisitLedger interface {
	RecordVisit(ctx context.Context, x readiness.Visit, ev readiness.Event) error
	VisitState(ctx context.Context, visitID string) (readiness.Visit, error)
	RecordVisitStep(ctx context.Context, x readiness.VisitStep, ev readiness.Event) error
	VisitStepState(ctx context.Context, stepID string) (readiness.VisitStep, error)
	VisitEntryLedger
}

// VisitRecording is one step of a visit's life.
type VisitRecording struct {
	Visit readiness.Visit `json:"visit"`
	Event readiness.Event `json:"event"`
}

// VisitStepRecording is one step of the life of a step of a visit.
type VisitStepRecording struct {
	VisitStep readiness.VisitStep `json:"visit_step"`
	Event     readiness.Event     `json:"event"`
}

// RecordVisit keeps one step of a visit's life, as RecordReview does of a review.
func (a *Activities) RecordVisit(ctx context.Context, r VisitRecording) (Recorded[readiness.Visit], error) {
	return recorded(ctx, r.Visit.ID, r.Event.Seq, a.Ledger.RecordVisit(ctx, r.Visit, r.Event), a.Ledger.VisitState)
}

// RecordVisitStep keeps one step of the life of a visit's step, as RecordReview does of a review.
func (a *Activities) RecordVisitStep(ctx context.Context, r VisitStepRecording) (Recorded[readiness.VisitStep], error) {
	return recorded(ctx, r.VisitStep.ID, r.Event.Seq, a.Ledger.RecordVisitStep(ctx, r.VisitStep, r.Event), a.Ledger.VisitStepState)
}

// passVisit has the steps of a visit, and what was logged on it, hear what became of it. When Ofsted rang, a rehearsal that is still open hears it too.
func (a *Activities) passVisit(ctx context.Context, id string) error {
	x, err := a.Ledger.VisitState(ctx, id)
	if err != nil {
		return final(err)
	}
	if _, err := inTurn(ctx, a.open(readiness.VisitStepNoun, id), a.follow(readiness.VisitStepNoun, id), a.follow(readiness.VisitEntryNoun, id), a.follow(readiness.CaseAuditNoun, id)); err != nil || !x.Call() || x.Rehearsal {
		return err
	}
	_, err = a.follow(readiness.VisitNoun, "")(ctx)
	return err
}
