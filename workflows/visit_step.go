package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// VisitStepName is the name of the workflow of one step of a visit; its id is "visit-step/" and the step's id.
const VisitStepName = readiness.VisitStepNoun

// followStepSignal says what its visit, or a change among the people, means for a step: readiness.VisitStepFollowup.
const followStepSignal = "follow-visit"

// VisitStepInput begins a planned step, or carries on with one: exactly one of the two is set.
type VisitStepInput struct {
	Planned   *readiness.PlannedVisitStep `json:"planned,omitempty"`
	VisitStep *readiness.VisitStep        `json:"visit_step,omitempty"`
}

// VisitStep lives until its visit has ended, since a step that was done can be opened again.
func VisitStep(ctx workflow.Context, in VisitStepInput) error {
	x := &life[readiness.VisitStep]{lock: workflow.NewMutex(ctx), record: recordVisitStep}
	if in.VisitStep != nil {
		x.state, x.subject = *in.VisitStep, readiness.Subject(readiness.VisitStepNoun, in.VisitStep.ID)
	}
	x.ears = []ear[readiness.VisitStep]{
		hears(ctx, followStepSignal, func(f readiness.VisitStepFollowup, now time.Time) (readiness.VisitStep, readiness.Event, error) {
			return x.state.Follow(f, now)
		}), hears(ctx, replanSignal, x.replanned),
	}
	if err := listen(ctx, x, handle[readiness.CloseVisitStep], handle[readiness.ReopenVisitStep], handle[readiness.WaiveVisitStep], handle[readiness.AnswerWaiver],
		handle[readiness.AssignVisitStep], handle[readiness.DecideStepEscalation]); err != nil {
		return err
	}
	if p := in.Planned; p != nil {
		x.subject = readiness.Subject(readiness.VisitStepNoun, p.ID)
		if err := x.begin(ctx, func(now time.Time) (readiness.VisitStep, readiness.Event, error) {
			return readiness.OpenVisitStep(*p, now)
		}); err != nil {
			return err
		}
	}
	goesOn, err := x.live(ctx)
	if goesOn {
		return workflow.NewContinueAsNewError(ctx, VisitStepName, VisitStepInput{VisitStep: &x.state})
	}
	return err
}

func recordVisitStep(ctx workflow.Context, x readiness.VisitStep, ev readiness.Event) (*readiness.VisitStep, error) {
	return record[readiness.VisitStep](ctx, acts.RecordVisitStep, activities.VisitStepRecording{VisitStep: x, Event: ev}, ev)
}
