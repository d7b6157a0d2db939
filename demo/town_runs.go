package demo

import (
	"context"
	"fmt"
	"slices"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// Open opens a planned thing.
func (t *town) Open(ctx context.Context, _ string, w readiness.Waking) error {
	switch p := w.With.(type) {
	case readiness.PlannedReview:
		return t.openReview(ctx, p)
	case readiness.PlannedAction:
		return t.beginAction(ctx, p)
	case readiness.PlannedPoint:
		return t.openPoint(ctx, p)
	case readiness.PlannedPreScrutiny:
		return t.openRequest(ctx, p)
	case readiness.PlannedAssessment:
		return t.openAssessment(ctx, p)
	case readiness.PlannedAppraisal:
		return t.openAppraisal(ctx, p)
	case readiness.PlannedVisit:
		return t.openVisit(ctx, p)
	case readiness.PlannedVisitStep:
		return t.openVisitStep(ctx, p)
	case readiness.PlannedCaseAudit:
		return t.openCaseAudit(ctx, p)
	case readiness.PlannedVisitEntry:
		return t.openVisitEntry(ctx, p)
	}
	return fmt.Errorf("nobody here opens a %T", w.With)
}

// Continue is never asked: nothing here was ever lost.
func (t *town) Continue(context.Context, string, readiness.Waking) error { return nil }

// Replan gives a thing new terms.
func (t *town) Replan(ctx context.Context, noun string, s readiness.StaleThing) error {
	switch noun {
	case readiness.ReviewNoun:
		return t.reviewTurn(ctx, s.ID, func(r readiness.Review) (readiness.Review, readiness.Event, error) { return r.Replan(s.Terms, t.now) })
	case readiness.ActionNoun:
		return t.actionTurn(ctx, s.ID, func(a readiness.ImprovementAction) (readiness.ImprovementAction, readiness.Event, error) {
			return a.Replan(s.Terms, t.now)
		})
	case readiness.PointNoun:
		return t.pointTurn(ctx, s.ID, func(x readiness.Point) (readiness.Point, readiness.Event, error) { return x.Replan(s.Terms, t.now) })
	case readiness.PreScrutinyNoun:
		return t.requestTurn(ctx, s.ID, func(x readiness.PreScrutiny) (readiness.PreScrutiny, readiness.Event, error) {
			return x.Replan(s.Terms, t.now)
		})
	case readiness.AssessmentNoun:
		return t.cycleTurn(ctx, s.ID, func(x readiness.Assessment) (readiness.Assessment, readiness.Event, error) {
			return x.Replan(s.Terms, t.now)
		})
	case readiness.AppraisalNoun:
		return t.appraisalTurn(ctx, s.ID, func(x readiness.Appraisal) (readiness.Appraisal, readiness.Event, error) {
			return x.Replan(s.Terms, t.now)
		})
	case readiness.VisitNoun:
		return t.visitTurn(ctx, s.ID, func(x readiness.Visit) (readiness.Visit, readiness.Event, error) { return x.Replan(s.Terms, t.now) })
	case readiness.VisitStepNoun:
		return t.stepTurn(ctx, s.ID, func(x readiness.VisitStep) (readiness.VisitStep, readiness.Event, error) {
			return x.Replan(s.Terms, t.now)
		})
	case readiness.CaseAuditNoun:
		return t.auditTurn(ctx, s.ID, func(x readiness.CaseAudit) (readiness.CaseAudit, readiness.Event, error) {
			return x.Replan(s.Terms, t.now)
		})
	case readiness.VisitEntryNoun:
		return t.entryTurn(ctx, s.ID, func(x readiness.VisitEntry) (readiness.VisitEntry, readiness.Event, error) {
			return x.Replan(s.Terms, t.now)
		})
	}
	return fmt.Errorf("nobody here plans a %s again", noun)
}

// Follow tells a thing what happened around it.
func (t *town) Follow(ctx context.Context, _ string, w readiness.Waking) error {
	switch f := w.With.(type) {
	case readiness.Followup:
		return t.reviewTurn(ctx, f.ReviewID, func(r readiness.Review) (readiness.Review, readiness.Event, error) {
			if !f.Closed.IsZero() {
				return r.Overtake(f.Closed, t.now)
			}
			return r.Move(f.TeamID, f.AreaID, f.OwnerID, t.now)
		})
	case readiness.ActionFollowup:
		return t.actionTurn(ctx, f.ActionID, func(a readiness.ImprovementAction) (readiness.ImprovementAction, readiness.Event, error) {
			return a.Follow(f, t.now)
		})
	case readiness.PointFollowup:
		return t.pointTurn(ctx, f.PointID, func(x readiness.Point) (readiness.Point, readiness.Event, error) { return x.Follow(f, t.now) })
	case readiness.PreScrutinyFollowup:
		return t.requestTurn(ctx, f.PreScrutinyID, func(x readiness.PreScrutiny) (readiness.PreScrutiny, readiness.Event, error) {
			return x.Follow(f, t.now)
		})
	case readiness.AssessmentFollowup:
		return t.cycleTurn(ctx, f.AssessmentID, func(x readiness.Assessment) (readiness.Assessment, readiness.Event, error) { return x.Follow(f, t.now) })
	case readiness.AppraisalFollowup:
		return t.appraisalTurn(ctx, f.AppraisalID, func(x readiness.Appraisal) (readiness.Appraisal, readiness.Event, error) { return x.Follow(f, t.now) })
	case readiness.VisitFollowup:
		return t.visitTurn(ctx, f.VisitID, func(x readiness.Visit) (readiness.Visit, readiness.Event, error) { return x.Follow(f, t.now) })
	case readiness.VisitStepFollowup:
		return t.stepTurn(ctx, f.StepID, func(x readiness.VisitStep) (readiness.VisitStep, readiness.Event, error) { return x.Follow(f, t.now) })
	case readiness.CaseAuditFollowup:
		return t.auditTurn(ctx, f.CaseAuditID, func(x readiness.CaseAudit) (readiness.CaseAudit, readiness.Event, error) { return x.Follow(f, t.now) })
	case readiness.VisitEntryFollowup:
		return t.entryTurn(ctx, f.EntryID, func(x readiness.VisitEntry) (readiness.VisitEntry, readiness.Event, error) { return x.Follow(f, t.now) })
	}
	return fmt.Errorf("nobody here hears a %T", w.With)
}

// HearCriterion tells a cycle how one of its criteria stands.
func (t *town) HearCriterion(ctx context.Context, id string, s readiness.CriterionState) error {
	return t.cycleTurn(ctx, id, func(x readiness.Assessment) (readiness.Assessment, readiness.Event, error) { return x.Hear(s, t.now) })
}

// CheckImport is never asked: the history checks its uploads itself.
func (t *town) CheckImport(context.Context, string) error { return nil }

// A decide is one question put to the rules of a thing.
type decide[T any] = func(T) (T, readiness.Event, error)

func (t *town) reviewTurn(ctx context.Context, id string, ask decide[readiness.Review]) error {
	return turn(ctx, t, readiness.ReviewNoun, id, func() *readiness.Review {
		if n := t.reviews[id]; n != nil {
			return &n.Review
		}
		return nil
	}, t.db.Record, ask)
}

func (t *town) actionTurn(ctx context.Context, id string, ask decide[readiness.ImprovementAction]) error {
	return turn(ctx, t, readiness.ActionNoun, id, func() *readiness.ImprovementAction {
		if u := t.actions[id]; u != nil {
			return &u.ImprovementAction
		}
		return nil
	}, t.db.RecordAction, ask)
}

func (t *town) pointTurn(ctx context.Context, id string, ask decide[readiness.Point]) error {
	return turn(ctx, t, readiness.PointNoun, id, func() *readiness.Point {
		return among(t.points, func(x *readiness.Point) bool { return x.ID == id })
	}, t.db.RecordPoint, ask)
}

func (t *town) requestTurn(ctx context.Context, id string, ask decide[readiness.PreScrutiny]) error {
	return turn(ctx, t, readiness.PreScrutinyNoun, id, func() *readiness.PreScrutiny {
		return among(t.requests, func(x *readiness.PreScrutiny) bool { return x.ID == id })
	}, t.db.RecordPreScrutiny, ask)
}

func (t *town) cycleTurn(ctx context.Context, id string, ask decide[readiness.Assessment]) error {
	return turn(ctx, t, readiness.AssessmentNoun, id, func() *readiness.Assessment {
		return among(t.cycles, func(x *readiness.Assessment) bool { return x.ID == id })
	}, t.db.RecordAssessment, ask)
}

func (t *town) appraisalTurn(ctx context.Context, id string, ask decide[readiness.Appraisal]) error {
	return turn(ctx, t, readiness.AppraisalNoun, id, func() *readiness.Appraisal {
		return among(t.appraisals, func(x *readiness.Appraisal) bool { return x.ID == id })
	}, t.db.RecordAppraisal, ask)
}

func (t *town) visitTurn(ctx context.Context, id string, ask decide[readiness.Visit]) error {
	return turn(ctx, t, readiness.VisitNoun, id, func() *readiness.Visit {
		return among(t.visits, func(x *readiness.Visit) bool { return x.ID == id })
	}, t.db.RecordVisit, ask)
}

func (t *town) stepTurn(ctx context.Context, id string, ask decide[readiness.VisitStep]) error {
	return turn(ctx, t, readiness.VisitStepNoun, id, func() *readiness.VisitStep {
		return among(t.steps, func(x *readiness.VisitStep) bool { return x.ID == id })
	}, t.db.RecordVisitStep, ask)
}

func (t *town) auditTurn(ctx context.Context, id string, ask decide[readiness.CaseAudit]) error {
	return turn(ctx, t, readiness.CaseAuditNoun, id, func() *readiness.CaseAudit {
		return among(t.audits, func(x *readiness.CaseAudit) bool { return x.ID == id })
	}, t.db.RecordCaseAudit, ask)
}

func (t *town) entryTurn(ctx context.Context, id string, ask decide[readiness.VisitEntry]) error {
	return turn(ctx, t, readiness.VisitEntryNoun, id, func() *readiness.VisitEntry {
		return among(t.entries, func(x *readiness.VisitEntry) bool { return x.ID == id })
	}, t.db.RecordVisitEntry, ask)
}

// among is the thing that is meant; nil when it is not there.
func among[T any](things []*T, is func(*T) bool) *T {
	i := slices.IndexFunc(things, is)
	if i < 0 {
		return nil
	}
	return things[i]
}

// turn decides, records and adopts as a workflow does: it mails at once what cannot wait, and passes on what others must hear. A Conflict means that
// there was nothing to do.
func turn[T any](ctx context.Context, t *town, noun, id string, find func() *T, record func(context.Context, T, readiness.Event) error, ask decide[T]) error {
	ev, err := func() (readiness.Event, error) {
		t.lock.Lock()
		defer t.lock.Unlock()
		x := find()
		if x == nil {
			return readiness.Event{}, nil
		}
		next, ev, err := ask(*x)
		if err == nil && ev.Seq > 0 {
			err = record(ctx, next, ev)
		}
		if err == nil {
			*x = next
		}
		return ev, err
	}()
	if readiness.Conflict.Is(err) {
		return nil
	}
	if err != nil || ev.Seq == 0 {
		return err
	}
	step := activities.Step{Subject: readiness.Subject(noun, id), Seq: ev.Seq}
	if t.lately(calendar.DateOf(t.now)) && slices.ContainsFunc(ev.Tell, func(t readiness.Telling) bool { return t.Kind.ActNow() }) {
		if err := t.acts.TellNow(ctx, step); err != nil {
			return err
		}
	}
	if ev.Quiet || !slices.Contains(passing, noun) {
		return nil
	}
	return t.acts.PassOn(ctx, step)
}

// passing are the nouns whose steps others must hear of.
var passing = []string{readiness.AssessmentNoun, readiness.AppraisalNoun, readiness.VisitNoun}
