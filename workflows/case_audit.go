package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// CaseAuditName is the name of the workflow of the audit of one sampled child; its id is "case-audit/" and the audit's id.
const CaseAuditName = readiness.CaseAuditNoun

// followCaseAuditSignal says what its visit, or a change among the people, means for an audit: readiness.CaseAuditFollowup.
const followCaseAuditSignal = "follow-sample"

// CaseAuditInput begins a planned audit, or carries on with one: exactly one of the two is set.
type CaseAuditInput struct {
	Planned   *readiness.PlannedCaseAudit `json:"planned,omitempty"`
	CaseAudit *readiness.CaseAudit        `json:"case_audit,omitempty"`
}

// CaseAudit lives from the day on which a drawn child was given to an auditor until the audit was talked through, or withdrawn.
func CaseAudit(ctx workflow.Context, in CaseAuditInput) error {
	x := &life[readiness.CaseAudit]{lock: workflow.NewMutex(ctx), record: recordCaseAudit}
	if in.CaseAudit != nil {
		x.state, x.subject = *in.CaseAudit, readiness.Subject(readiness.CaseAuditNoun, in.CaseAudit.ID)
	}
	x.ears = []ear[readiness.CaseAudit]{
		hears(ctx, followCaseAuditSignal, func(f readiness.CaseAuditFollowup, now time.Time) (readiness.CaseAudit, readiness.Event, error) {
			return x.state.Follow(f, now)
		}), hears(ctx, replanSignal, x.replanned),
	}
	if err := listen(ctx, x, handle[readiness.SubmitCaseAudit], handle[readiness.ModerateCaseAudit], handle[readiness.SettleCaseAudit], handle[readiness.TalkThroughCaseAudit],
		handle[readiness.RaiseAuditConcern], handle[readiness.DeclareConflict], handle[readiness.AssignCaseAudit], handle[readiness.WithdrawCaseAudit],
		handle[readiness.DecideCaseAuditEscalation]); err != nil {
		return err
	}
	if err := x.letWait(ctx); err != nil {
		return err
	}
	if p := in.Planned; p != nil {
		x.subject = readiness.Subject(readiness.CaseAuditNoun, p.ID)
		if err := x.begin(ctx, func(now time.Time) (readiness.CaseAudit, readiness.Event, error) {
			return readiness.OpenCaseAudit(*p, now)
		}); err != nil {
			return err
		}
	}
	goesOn, err := x.live(ctx)
	if goesOn {
		return workflow.NewContinueAsNewError(ctx, CaseAuditName, CaseAuditInput{CaseAudit: &x.state})
	}
	return err
}

func recordCaseAudit(ctx workflow.Context, x readiness.CaseAudit, ev readiness.Event) (*readiness.CaseAudit, error) {
	return record[readiness.CaseAudit](ctx, acts.RecordCaseAudit, activities.CaseAuditRecording{CaseAudit: x, Event: ev}, ev)
}
