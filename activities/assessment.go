package activities

import (
	"context"
	"fmt"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// AssessmentLedger is what the activities ask of the ledger about self-assessments alone.
type AssessmentLedger interface {
	RecordAssessment(ctx context.Context, x readiness.Assessment, ev readiness.Event) error
	AssessmentState(ctx context.Context, assessmentID string) (readiness.Assessment, error)
	RecordAppraisal(ctx context.Context, x readiness.Appraisal, ev readiness.Event) error
	AppraisalState(ctx context.Context, appraisalID string) (readiness.Appraisal, error)
	// PlanRefresh plans the next cycle, if one is due on a day, with the people of the one before; RefreshDone keeps when that was looked at.
	PlanRefresh(ctx context.Context, today calendar.Date) (readiness.RefreshResult, error)
	RefreshDone(ctx context.Context, result readiness.RefreshResult, by string) error
	// SealAssessment keeps a published cycle exactly as it was signed; asked twice, it does so once.
	SealAssessment(ctx context.Context, assessmentID string) error
}

// PassOn has other things hear what a step means for them, as the ledger says it now: a cycle how its criterion stands, criteria what became of their
// cycle, steps what became of their visit.
func (a *Activities) PassOn(ctx context.Context, s Step) error {
	switch noun, id, _ := strings.Cut(s.Subject, "/"); noun {
	case readiness.AppraisalNoun:
		return a.passAppraisal(ctx, id)
	case readiness.AssessmentNoun:
		return a.passAssessment(ctx, id)
	case readiness.VisitNoun:
		return a.passVisit(ctx, id)
	default:
		return final(fmt.Errorf("nobody hears of a %s", noun))
	}
}

func (a *Activities) passAppraisal(ctx context.Context, id string) error {
	x, err := a.Ledger.AppraisalState(ctx, id)
	if err != nil {
		return final(err)
	}
	return a.Runs.HearCriterion(ctx, x.AssessmentID, x.Heard())
}

func (a *Activities) passAssessment(ctx context.Context, id string) error {
	x, err := a.Ledger.AssessmentState(ctx, id)
	if err != nil {
		return final(err)
	}
	if x.Status == readiness.AssessmentPublished {
		if err := a.Ledger.SealAssessment(ctx, id); err != nil {
			return final(err)
		}
	}
	if _, err := inTurn(ctx, a.open(readiness.AppraisalNoun, id), a.follow(readiness.AppraisalNoun, id)); err != nil || x.Status != readiness.AssessmentPublished {
		return err
	}
	_, err = a.follow(readiness.AssessmentNoun, "")(ctx)
	return err
}

// hearAll has each cycle hear how its criteria stand: a word on its way was lost with Temporal.
func (a *Activities) hearAll(ctx context.Context) (Woken, error) {
	_, err := each(ctx, a, a.running(readiness.AppraisalNoun), wakingID, func(ctx context.Context, w readiness.Waking) error {
		x := w.With.(readiness.Appraisal)
		return a.Runs.HearCriterion(ctx, x.AssessmentID, x.Heard())
	})
	return Woken{}, err
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
