package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// AppraisalName is the name of the workflow of one criterion in one cycle of the self-assessment; its id is "appraisal/" and the appraisal's id.
const AppraisalName = readiness.AppraisalNoun

// followAppraisalSignal says what its cycle, or a change among the people, means for an appraisal: readiness.AppraisalFollowup.
const followAppraisalSignal = "follow-cycle"

// AppraisalInput begins a planned appraisal, or carries on with one: exactly one of the two is set.
type AppraisalInput struct {
	Planned   *readiness.PlannedAppraisal `json:"planned,omitempty"`
	Appraisal *readiness.Appraisal        `json:"appraisal,omitempty"`
}

// Appraisal lives as long as one criterion of a cycle is worked on, until the cycle is published or called off. Each step is passed on to the cycle.
func Appraisal(ctx workflow.Context, in AppraisalInput) error {
	x := &life[readiness.Appraisal]{lock: workflow.NewMutex(ctx), record: recordAppraisal, passes: anyStep}
	if in.Appraisal != nil {
		x.state, x.subject = *in.Appraisal, readiness.Subject(readiness.AppraisalNoun, in.Appraisal.ID)
	}
	x.ears = []ear[readiness.Appraisal]{
		hears(ctx, followAppraisalSignal, func(f readiness.AppraisalFollowup, now time.Time) (readiness.Appraisal, readiness.Event, error) {
			return x.state.Follow(f, now)
		}), hears(ctx, replanSignal, x.replanned),
	}
	if err := listen(ctx, x, handle[readiness.SubmitAppraisal], handle[readiness.ReturnAppraisal], handle[readiness.ChallengeAppraisal], handle[readiness.SettleAppraisal],
		handle[readiness.AssignAppraisal], handle[readiness.DecideAppraisalEscalation]); err != nil {
		return err
	}
	if p := in.Planned; p != nil {
		x.subject = readiness.Subject(readiness.AppraisalNoun, p.ID)
		if err := x.begin(ctx, func(now time.Time) (readiness.Appraisal, readiness.Event, error) {
			return readiness.OpenAppraisal(*p, now)
		}); err != nil {
			return err
		}
	}
	goesOn, err := x.live(ctx)
	if goesOn {
		return workflow.NewContinueAsNewError(ctx, AppraisalName, AppraisalInput{Appraisal: &x.state})
	}
	return err
}

func recordAppraisal(ctx workflow.Context, x readiness.Appraisal, ev readiness.Event) (*readiness.Appraisal, error) {
	return record[readiness.Appraisal](ctx, acts.RecordAppraisal, activities.AppraisalRecording{Appraisal: x, Event: ev}, ev)
}

// anyStep passes every step on.
func anyStep(readiness.Event) bool { return true }
