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

// Recorded is how a step of a thing was recorded. Ahead is nil when it was; otherwise the ledger already held a step under that number, recorded by a
// worker that died before Temporal heard of it, and Ahead is the thing after it: whoever asked must go on from there.
type Recorded[T any] struct {
	Ahead *T `json:"ahead,omitempty"`
}

// ActionRecording is one step of an improvement action.
type ActionRecording struct {
	Action readiness.ImprovementAction `json:"action"`
	Event  readiness.Event             `json:"event"`
}

// PointRecording is one step of a point from a meeting.
type PointRecording struct {
	Point readiness.Point `json:"point"`
	Event readiness.Event `json:"event"`
}

// PreScrutinyRecording is one step of a request for pre-scrutiny.
type PreScrutinyRecording struct {
	PreScrutiny readiness.PreScrutiny `json:"pre_scrutiny"`
	Event       readiness.Event       `json:"event"`
}

// AssessmentRecording is one step of a cycle of the self-assessment.
type AssessmentRecording struct {
	Assessment readiness.Assessment `json:"assessment"`
	Event      readiness.Event      `json:"event"`
}

// AppraisalRecording is one step of a criterion of a cycle.
type AppraisalRecording struct {
	Appraisal readiness.Appraisal `json:"appraisal"`
	Event     readiness.Event     `json:"event"`
}

// RecordReview keeps one step. It runs as a local activity first and as an ordinary one when the ledger is away. A step that neither fits nor was
// overtaken by another is a final error: two runs believe that they are the same review.
func (a *Activities) RecordReview(ctx context.Context, r Recording) (Recorded[readiness.Review], error) {
	return recorded(ctx, r.Review.ID, r.Event.Seq, a.Ledger.Record(ctx, r.Review, r.Event), a.Ledger.State)
}

// RecordAction keeps one step of an improvement action, as RecordReview does of a review.
func (a *Activities) RecordAction(ctx context.Context, r ActionRecording) (Recorded[readiness.ImprovementAction], error) {
	return recorded(ctx, r.Action.ID, r.Event.Seq, a.Ledger.RecordAction(ctx, r.Action, r.Event), a.Ledger.ActionState)
}

// RecordPoint keeps one step of a point from a meeting, as RecordReview does of a review.
func (a *Activities) RecordPoint(ctx context.Context, r PointRecording) (Recorded[readiness.Point], error) {
	return recorded(ctx, r.Point.ID, r.Event.Seq, a.Ledger.RecordPoint(ctx, r.Point, r.Event), a.Ledger.PointState)
}

// RecordPreScrutiny keeps one step of a request for pre-scrutiny, as RecordReview does of a review.
func (a *Activities) RecordPreScrutiny(ctx context.Context, r PreScrutinyRecording) (Recorded[readiness.PreScrutiny], error) {
	return recorded(ctx, r.PreScrutiny.ID, r.Event.Seq, a.Ledger.RecordPreScrutiny(ctx, r.PreScrutiny, r.Event), a.Ledger.PreScrutinyState)
}

// RecordAssessment keeps one step of a cycle, as RecordReview does of a review.
func (a *Activities) RecordAssessment(ctx context.Context, r AssessmentRecording) (Recorded[readiness.Assessment], error) {
	return recorded(ctx, r.Assessment.ID, r.Event.Seq, a.Ledger.RecordAssessment(ctx, r.Assessment, r.Event), a.Ledger.AssessmentState)
}

// RecordAppraisal keeps one step of a criterion, as RecordReview does of a review.
func (a *Activities) RecordAppraisal(ctx context.Context, r AppraisalRecording) (Recorded[readiness.Appraisal], error) {
	return recorded(ctx, r.Appraisal.ID, r.Event.Seq, a.Ledger.RecordAppraisal(ctx, r.Appraisal, r.Event), a.Ledger.AppraisalState)
}

// recorded looks at what a Record said; after a conflict it finds the thing as the ledger has it, when that is at least as far.
func recorded[T interface{ Steps() int }](ctx context.Context, id string, seq int, err error, state func(context.Context, string) (T, error)) (Recorded[T], error) {
	if !readiness.Conflict.Is(err) {
		return Recorded[T]{}, final(err)
	}
	ahead, lookErr := state(ctx, id)
	if lookErr != nil {
		return Recorded[T]{}, final(lookErr)
	}
	if ahead.Steps() < seq {
		return Recorded[T]{}, final(err)
	}
	return Recorded[T]{Ahead: &ahead}, nil
}
