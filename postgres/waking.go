package postgres

import (
	"context"
	"fmt"

	"github.com/sightline-readiness/sightline/readiness"
)

// A listing lists some things in order of id, after one id.
type listing[T any] = func(ctx context.Context, after string, limit int) ([]T, error)

// shelves are what the things of one noun are listed by, for whoever starts and wakes their runs.
type shelves struct {
	open    func(ctx context.Context, of, after string, limit int) ([]readiness.Waking, error)
	stale   listing[readiness.StaleThing]
	follow  func(ctx context.Context, of, after string, limit int) ([]readiness.Waking, error)
	running listing[readiness.Waking]
}

// shelvesOf are the lists of a noun.
func (db *DB) shelvesOf(noun string) (shelves, error) {
	switch noun {
	case readiness.ReviewNoun:
		return shelves{
			whole(wakings(db.Planned, func(p readiness.PlannedReview) string { return p.ID })), db.Stale,
			whole(wakings(db.Followups, func(f readiness.Followup) string { return f.ReviewID })), wakings(db.Unsettled, func(r readiness.Review) string { return r.ID }),
		}, nil
	case readiness.ActionNoun:
		return shelves{
			whole(wakings(db.PlannedActions, func(p readiness.PlannedAction) string { return p.ID })), db.StaleActions,
			whole(wakings(db.ActionFollowups, func(f readiness.ActionFollowup) string { return f.ActionID })),
			wakings(db.UnsettledActions, func(a readiness.ImprovementAction) string { return a.ID }),
		}, nil
	case readiness.PointNoun:
		return shelves{
			whole(wakings(db.PlannedPoints, func(p readiness.PlannedPoint) string { return p.ID })), db.StalePoints,
			whole(wakings(db.PointFollowups, func(f readiness.PointFollowup) string { return f.PointID })), wakings(db.UnsettledPoints, func(x readiness.Point) string { return x.ID }),
		}, nil
	case readiness.AssessmentNoun:
		return shelves{
			whole(wakings(db.PlannedAssessments, func(p readiness.PlannedAssessment) string { return p.ID })), db.StaleAssessments,
			whole(wakings(db.AssessmentFollowups, func(f readiness.AssessmentFollowup) string { return f.AssessmentID })),
			wakings(db.UnsettledAssessments, func(x readiness.Assessment) string { return x.ID }),
		}, nil
	case readiness.AppraisalNoun:
		return shelves{
			part(db.PlannedAppraisals, func(p readiness.PlannedAppraisal) string { return p.ID }), db.StaleAppraisals,
			part(db.AppraisalFollowups, func(f readiness.AppraisalFollowup) string { return f.AppraisalID }),
			wakings(db.UnsettledAppraisals, func(x readiness.Appraisal) string { return x.ID }),
		}, nil
	case readiness.VisitNoun:
		return shelves{
			whole(wakings(db.PlannedVisits, func(p readiness.PlannedVisit) string { return p.ID })), db.StaleVisits,
			whole(wakings(db.VisitFollowups, func(f readiness.VisitFollowup) string { return f.VisitID })), wakings(db.UnsettledVisits, func(x readiness.Visit) string { return x.ID }),
		}, nil
	case readiness.VisitStepNoun:
		return shelves{
			part(db.PlannedVisitSteps, func(p readiness.PlannedVisitStep) string { return p.ID }), db.StaleVisitSteps,
			part(db.VisitStepFollowups, func(f readiness.VisitStepFollowup) string { return f.StepID }), wakings(db.UnsettledVisitSteps, func(x readiness.VisitStep) string { return x.ID }),
		}, nil
	case readiness.VisitEntryNoun:
		return shelves{
			whole(wakings(db.PlannedVisitEntries, func(p readiness.PlannedVisitEntry) string { return p.ID })), db.StaleVisitEntries,
			part(db.VisitEntryFollowups, func(f readiness.VisitEntryFollowup) string { return f.EntryID }), wakings(db.UnsettledVisitEntries, func(x readiness.VisitEntry) string { return x.ID }),
		}, nil
	case readiness.CaseAuditNoun:
		return shelves{
			whole(wakings(db.PlannedCaseAudits, func(p readiness.PlannedCaseAudit) string { return p.ID })), db.StaleCaseAudits,
			part(db.CaseAuditFollowups, func(f readiness.CaseAuditFollowup) string { return f.CaseAuditID }),
			wakings(db.UnsettledCaseAudits, func(x readiness.CaseAudit) string { return x.ID }),
		}, nil
	case readiness.PreScrutinyNoun:
		return shelves{
			whole(wakings(db.PlannedPreScrutinies, func(p readiness.PlannedPreScrutiny) string { return p.ID })), db.StalePreScrutinies,
			whole(wakings(db.PreScrutinyFollowups, func(f readiness.PreScrutinyFollowup) string { return f.PreScrutinyID })),
			wakings(db.UnsettledPreScrutinies, func(x readiness.PreScrutiny) string { return x.ID }),
		}, nil
	}
	return shelves{}, fmt.Errorf("nothing that is called %q runs", noun)
}

// wakings is a list of things as what their runs are to be given.
func wakings[T any](list listing[T], id func(T) string) listing[readiness.Waking] {
	return func(ctx context.Context, after string, limit int) ([]readiness.Waking, error) {
		things, err := list(ctx, after, limit)
		found := make([]readiness.Waking, len(things))
		for i, x := range things {
			found[i] = readiness.Waking{ID: id(x), With: x}
		}
		return found, err
	}
}

// whole is a list of things that belong to nothing else.
func whole(list listing[readiness.Waking]) func(ctx context.Context, of, after string, limit int) ([]readiness.Waking, error) {
	return func(ctx context.Context, _, after string, limit int) ([]readiness.Waking, error) {
		return list(ctx, after, limit)
	}
}

// part is a list of things that belong to another.
func part[T any](list func(ctx context.Context, of, after string, limit int) ([]T, error), id func(T) string) func(ctx context.Context, of, after string, limit int) ([]readiness.Waking, error) {
	return func(ctx context.Context, of, after string, limit int) ([]readiness.Waking, error) {
		return wakings(func(ctx context.Context, after string, limit int) ([]T, error) { return list(ctx, of, after, limit) }, id)(ctx, after, limit)
	}
}

// ToOpen lists things of a noun that are planned and not opened yet, in order of id, after one id; with an owner only those that belong to it.
func (db *DB) ToOpen(ctx context.Context, noun, of, after string, limit int) ([]readiness.Waking, error) {
	s, err := db.shelvesOf(noun)
	if err != nil {
		return nil, err
	}
	return s.open(ctx, of, after, limit)
}

// ToReplan lists running things of a noun whose calendar, ladder or rules are not the current ones, with their new terms.
func (db *DB) ToReplan(ctx context.Context, noun, after string, limit int) ([]readiness.StaleThing, error) {
	s, err := db.shelvesOf(noun)
	if err != nil {
		return nil, err
	}
	return s.stale(ctx, after, limit)
}

// ToFollow lists running things of a noun around which something happened that they have not heard of; with an owner only those that belong to it.
func (db *DB) ToFollow(ctx context.Context, noun, of, after string, limit int) ([]readiness.Waking, error) {
	s, err := db.shelvesOf(noun)
	if err != nil {
		return nil, err
	}
	return s.follow(ctx, of, after, limit)
}

// ToContinue lists every running thing of a noun as its row has it.
func (db *DB) ToContinue(ctx context.Context, noun, after string, limit int) ([]readiness.Waking, error) {
	s, err := db.shelvesOf(noun)
	if err != nil {
		return nil, err
	}
	return s.running(ctx, after, limit)
}
