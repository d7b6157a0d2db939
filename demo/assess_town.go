package demo

import (
	"context"
	"slices"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// StartAssessment opens a planned cycle of the self-assessment.
func (t *town) StartAssessment(ctx context.Context, p readiness.PlannedAssessment) error {
	x, ev, err := readiness.OpenAssessment(p, t.now)
	if err != nil {
		return err
	}
	t.lock.Lock()
	defer t.lock.Unlock()
	t.cycles = append(t.cycles, &x)
	return t.db.RecordAssessment(ctx, x, ev)
}

// StartAppraisal opens a planned criterion of a cycle.
func (t *town) StartAppraisal(ctx context.Context, p readiness.PlannedAppraisal) error {
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

// ContinueAssessment and ContinueAppraisal are never asked: nothing here was ever lost.
func (t *town) ContinueAssessment(context.Context, readiness.Assessment) error { return nil }

// ContinueAppraisal is never asked.
func (t *town) ContinueAppraisal(context.Context, readiness.Appraisal) error { return nil }

// ReplanAssessment gives a cycle new terms.
func (t *town) ReplanAssessment(ctx context.Context, s readiness.StaleThing) error {
	return t.cycleTurn(ctx, s.ID, func(x readiness.Assessment) (readiness.Assessment, readiness.Event, error) {
		return x.Replan(s.Terms, t.now)
	})
}

// FollowAssessment tells a cycle what happened around it.
func (t *town) FollowAssessment(ctx context.Context, f readiness.AssessmentFollowup) error {
	return t.cycleTurn(ctx, f.AssessmentID, func(x readiness.Assessment) (readiness.Assessment, readiness.Event, error) { return x.Follow(f, t.now) })
}

// HearCriterion tells a cycle how one of its criteria stands.
func (t *town) HearCriterion(ctx context.Context, id string, s readiness.CriterionState) error {
	return t.cycleTurn(ctx, id, func(x readiness.Assessment) (readiness.Assessment, readiness.Event, error) { return x.Hear(s, t.now) })
}

// ReplanAppraisal gives a criterion new terms.
func (t *town) ReplanAppraisal(ctx context.Context, s readiness.StaleThing) error {
	return t.appraisalTurn(ctx, s.ID, func(x readiness.Appraisal) (readiness.Appraisal, readiness.Event, error) {
		return x.Replan(s.Terms, t.now)
	})
}

// FollowAppraisal tells a criterion what its cycle means for it.
func (t *town) FollowAppraisal(ctx context.Context, f readiness.AppraisalFollowup) error {
	return t.appraisalTurn(ctx, f.AppraisalID, func(x readiness.Appraisal) (readiness.Appraisal, readiness.Event, error) { return x.Follow(f, t.now) })
}

// cycleTurn does for cycles what turn does for reviews, and passes on what others must hear, as a workflow does.
func (t *town) cycleTurn(ctx context.Context, id string, decide func(readiness.Assessment) (readiness.Assessment, readiness.Event, error)) error {
	t.lock.Lock()
	i := slices.IndexFunc(t.cycles, func(x *readiness.Assessment) bool { return x.ID == id })
	if i < 0 {
		t.lock.Unlock()
		return nil
	}
	next, ev, err := decide(*t.cycles[i])
	if err == nil {
		err = t.db.RecordAssessment(ctx, next, ev)
	}
	if err == nil {
		*t.cycles[i] = next
	}
	t.lock.Unlock()
	return t.passOn(ctx, "assessment/"+id, ev, err)
}

// appraisalTurn does for criteria what cycleTurn does for cycles.
func (t *town) appraisalTurn(ctx context.Context, id string, decide func(readiness.Appraisal) (readiness.Appraisal, readiness.Event, error)) error {
	t.lock.Lock()
	i := slices.IndexFunc(t.appraisals, func(x *readiness.Appraisal) bool { return x.ID == id })
	if i < 0 {
		t.lock.Unlock()
		return nil
	}
	next, ev, err := decide(*t.appraisals[i])
	if err == nil {
		err = t.db.RecordAppraisal(ctx, next, ev)
	}
	if err == nil {
		*t.appraisals[i] = next
	}
	t.lock.Unlock()
	return t.passOn(ctx, "appraisal/"+id, ev, err)
}

// passOn ends a turn: a Conflict means that there was nothing to do.
func (t *town) passOn(ctx context.Context, subject string, ev readiness.Event, err error) error {
	if readiness.Conflict.Is(err) {
		return nil
	}
	if err != nil || ev.Quiet {
		return err
	}
	step := activities.Step{Subject: subject, Seq: ev.Seq}
	if t.lately(calendar.DateOf(t.now)) && slices.ContainsFunc(ev.Tell, func(t readiness.Telling) bool { return t.Kind.ActNow() }) {
		if err := t.acts.TellNow(ctx, step); err != nil {
			return err
		}
	}
	return t.acts.PassOn(ctx, step)
}
