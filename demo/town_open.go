package demo

import (
	"context"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

func (t *town) beginAction(ctx context.Context, p readiness.PlannedAction) error {
	a, ev, err := readiness.OpenAction(p, t.now)
	if err != nil {
		return err
	}
	t.lock.Lock()
	defer t.lock.Unlock()
	u := t.actions[p.ID]
	if u == nil { // a run of the sweep found it before its people did
		return nil
	}
	u.ImprovementAction = a
	return t.db.RecordAction(ctx, a, ev)
}

func (t *town) openPoint(ctx context.Context, p readiness.PlannedPoint) error {
	x, ev, err := readiness.OpenPoint(p, t.now)
	if err != nil {
		return err
	}
	t.lock.Lock()
	defer t.lock.Unlock()
	t.points = append(t.points, &x)
	return t.db.RecordPoint(ctx, x, ev)
}

func (t *town) openRequest(ctx context.Context, p readiness.PlannedPreScrutiny) error {
	x, ev, err := readiness.OpenPreScrutiny(p, t.now)
	if err != nil {
		return err
	}
	t.lock.Lock()
	defer t.lock.Unlock()
	t.requests = append(t.requests, &x)
	return t.db.RecordPreScrutiny(ctx, x, ev)
}

func (t *town) openAssessment(ctx context.Context, p readiness.PlannedAssessment) error {
	x, ev, err := readiness.OpenAssessment(p, t.now)
	if err != nil {
		return err
	}
	t.lock.Lock()
	defer t.lock.Unlock()
	t.cycles = append(t.cycles, &x)
	return t.db.RecordAssessment(ctx, x, ev)
}

func (t *town) openAppraisal(ctx context.Context, p readiness.PlannedAppraisal) error {
	x, ev, err := readiness.OpenAppraisal(p, t.now)
	if err != nil {
		return err
	}
	t.lock.Lock()
	t.appraisals = append(t.appraisals, &x)
	err = t.db.RecordAppraisal(ctx, x, ev)
	t.lock.Unlock()
	if err != nil {
		return err
	}
	return t.HearCriterion(ctx, x.AssessmentID, x.Heard())
}

func (t *town) openVisit(ctx context.Context, p readiness.PlannedVisit) error {
	x, ev, err := readiness.OpenVisit(p, t.now)
	if err != nil {
		return err
	}
	t.lock.Lock()
	t.visits = append(t.visits, &x)
	err = t.db.RecordVisit(ctx, x, ev)
	t.lock.Unlock()
	if err != nil {
		return err
	}
	return t.acts.PassOn(ctx, activities.Step{Subject: readiness.Subject(readiness.VisitNoun, x.ID), Seq: ev.Seq})
}

func (t *town) openVisitStep(ctx context.Context, p readiness.PlannedVisitStep) error {
	x, ev, err := readiness.OpenVisitStep(p, t.now)
	if err != nil {
		return err
	}
	t.lock.Lock()
	defer t.lock.Unlock()
	t.steps = append(t.steps, &x)
	return t.db.RecordVisitStep(ctx, x, ev)
}

func (t *town) openCaseAudit(ctx context.Context, p readiness.PlannedCaseAudit) error {
	x, ev, err := readiness.OpenCaseAudit(p, t.now)
	if err != nil {
		return err
	}
	t.lock.Lock()
	defer t.lock.Unlock()
	t.audits = append(t.audits, &x)
	t.readings[x.ID] = t.readingOf(x)
	return t.db.RecordCaseAudit(ctx, x, ev)
}

func (t *town) openVisitEntry(ctx context.Context, p readiness.PlannedVisitEntry) error {
	x, ev, err := readiness.OpenVisitEntry(p, t.now)
	if err != nil {
		return err
	}
	t.lock.Lock()
	defer t.lock.Unlock()
	t.entries = append(t.entries, &x)
	return t.db.RecordVisitEntry(ctx, x, ev)
}
