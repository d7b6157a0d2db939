package activities

import (
	"context"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// AssessmentLedger is what the activities ask of the ledger about self-assessments. The lists are as those for reviews: in order of id, after one id.
type AssessmentLedger interface {
	RecordAssessment(ctx context.Context, x readiness.Assessment, ev readiness.Event) error
	AssessmentState(ctx context.Context, assessmentID string) (readiness.Assessment, error)
	PlannedAssessments(ctx context.Context, after string, limit int) ([]readiness.PlannedAssessment, error)
	StaleAssessments(ctx context.Context, after string, limit int) ([]readiness.StaleThing, error)
	UnsettledAssessments(ctx context.Context, after string, limit int) ([]readiness.Assessment, error)
	// AssessmentFollowups lists running cycles in which somebody who has left has a part, and published ones that a later one followed.
	AssessmentFollowups(ctx context.Context, after string, limit int) ([]readiness.AssessmentFollowup, error)
	// PlanRefresh plans the next cycle, if one is due on a day, with the people of the one before; RefreshDone keeps when that was looked at.
	PlanRefresh(ctx context.Context, today calendar.Date) (readiness.RefreshResult, error)
	RefreshDone(ctx context.Context, result readiness.RefreshResult, by string) error
	// SealAssessment keeps a published cycle exactly as it was signed; asked twice, it does so once.
	SealAssessment(ctx context.Context, assessmentID string) error

	RecordAppraisal(ctx context.Context, x readiness.Appraisal, ev readiness.Event) error
	AppraisalState(ctx context.Context, appraisalID string) (readiness.Appraisal, error)
	// PlannedAppraisals lists criteria that are planned and whose cycle has begun; with an assessment only its own.
	PlannedAppraisals(ctx context.Context, assessmentID, after string, limit int) ([]readiness.PlannedAppraisal, error)
	StaleAppraisals(ctx context.Context, after string, limit int) ([]readiness.StaleThing, error)
	UnsettledAppraisals(ctx context.Context, after string, limit int) ([]readiness.Appraisal, error)
	// AppraisalFollowups lists running criteria whose cycle has other days, was published or was called off, or in which somebody who has left has a
	// part; with an assessment only its own.
	AppraisalFollowups(ctx context.Context, assessmentID, after string, limit int) ([]readiness.AppraisalFollowup, error)
}

// AssessmentRuns starts and wakes self-assessments and their criteria, as Runs does everything else.
type AssessmentRuns interface {
	StartAssessment(ctx context.Context, p readiness.PlannedAssessment) error
	ContinueAssessment(ctx context.Context, x readiness.Assessment) error // after Temporal was lost
	ReplanAssessment(ctx context.Context, s readiness.StaleThing) error
	FollowAssessment(ctx context.Context, f readiness.AssessmentFollowup) error
	HearCriterion(ctx context.Context, assessmentID string, s readiness.CriterionState) error
	StartAppraisal(ctx context.Context, p readiness.PlannedAppraisal) error
	ContinueAppraisal(ctx context.Context, x readiness.Appraisal) error // after Temporal was lost
	ReplanAppraisal(ctx context.Context, s readiness.StaleThing) error
	FollowAppraisal(ctx context.Context, f readiness.AppraisalFollowup) error
}

// PassOn has other things hear what a step means for them, as the ledger says it now: a cycle how its criterion stands, criteria what became of their
// cycle.
func (a *Activities) PassOn(ctx context.Context, s Step) error {
	noun, id, _ := strings.Cut(s.Subject, "/")
	if noun == "appraisal" {
		x, err := a.Ledger.AppraisalState(ctx, id)
		if err != nil {
			return final(err)
		}
		return a.Runs.HearCriterion(ctx, x.AssessmentID, x.Heard())
	}
	x, err := a.Ledger.AssessmentState(ctx, id)
	if err != nil {
		return final(err)
	}
	if x.Status == readiness.AssessmentPublished {
		if err := a.Ledger.SealAssessment(ctx, id); err != nil {
			return final(err)
		}
	}
	_, err = inTurn(ctx, func(ctx context.Context) (Woken, error) { return a.openAppraisals(ctx, id) },
		func(ctx context.Context) (Woken, error) { return a.followAppraisals(ctx, id) },
		func(ctx context.Context) (Woken, error) {
			if x.Status != readiness.AssessmentPublished {
				return Woken{}, nil
			}
			return each(ctx, a, a.Ledger.AssessmentFollowups, func(f readiness.AssessmentFollowup) string { return f.AssessmentID }, a.Runs.FollowAssessment)
		})
	return err
}

// openAssessments starts a run for every planned cycle, and for every planned criterion whose cycle has begun.
func (a *Activities) openAssessments(ctx context.Context) (Woken, error) {
	return inTurn(ctx, func(ctx context.Context) (Woken, error) {
		return each(ctx, a, a.Ledger.PlannedAssessments, func(p readiness.PlannedAssessment) string { return p.ID }, a.Runs.StartAssessment)
	}, func(ctx context.Context) (Woken, error) { return a.openAppraisals(ctx, "") })
}

func (a *Activities) openAppraisals(ctx context.Context, assessmentID string) (Woken, error) {
	list := func(ctx context.Context, after string, limit int) ([]readiness.PlannedAppraisal, error) {
		return a.Ledger.PlannedAppraisals(ctx, assessmentID, after, limit)
	}
	return each(ctx, a, list, func(p readiness.PlannedAppraisal) string { return p.ID }, a.Runs.StartAppraisal)
}

func (a *Activities) followAppraisals(ctx context.Context, assessmentID string) (Woken, error) {
	list := func(ctx context.Context, after string, limit int) ([]readiness.AppraisalFollowup, error) {
		return a.Ledger.AppraisalFollowups(ctx, assessmentID, after, limit)
	}
	return each(ctx, a, list, func(f readiness.AppraisalFollowup) string { return f.AppraisalID }, a.Runs.FollowAppraisal)
}

// continueAssessments carries on with every cycle and criterion, and has each cycle hear how its criteria stand: a word on its way was lost too.
func (a *Activities) continueAssessments(ctx context.Context) (Woken, error) {
	id := func(x readiness.Appraisal) string { return x.ID }
	woken, err := inTurn(ctx, func(ctx context.Context) (Woken, error) {
		return each(ctx, a, a.Ledger.UnsettledAssessments, func(x readiness.Assessment) string { return x.ID }, a.Runs.ContinueAssessment)
	}, func(ctx context.Context) (Woken, error) {
		return each(ctx, a, a.Ledger.UnsettledAppraisals, id, a.Runs.ContinueAppraisal)
	})
	if err != nil {
		return woken, err
	}
	_, err = each(ctx, a, a.Ledger.UnsettledAppraisals, id, func(ctx context.Context, x readiness.Appraisal) error {
		return a.Runs.HearCriterion(ctx, x.AssessmentID, x.Heard())
	})
	return woken, err
}

// PlanRefresh plans the next self-assessment, if one is due.
func (a *Activities) PlanRefresh(ctx context.Context, s SweepDay) (readiness.RefreshResult, error) {
	result, err := a.Ledger.PlanRefresh(ctx, s.Day)
	return result, final(err)
}

// RefreshDone is the end of the planning of self-assessments, for the ledger.
type RefreshDone struct {
	SweepDay
	Result readiness.RefreshResult `json:"result"`
}

// KeepRefresh keeps when self-assessments were planned, and what came of it.
func (a *Activities) KeepRefresh(ctx context.Context, d RefreshDone) error {
	return final(a.Ledger.RefreshDone(ctx, d.Result, d.By))
}
