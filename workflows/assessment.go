package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// AssessmentName is the name of the workflow of one cycle of the self-assessment; its id is "assessment/" and the cycle's id.
const AssessmentName = readiness.AssessmentNoun

// hearCriterionSignal says how a criterion of the cycle stands: readiness.CriterionState. followAssessmentSignal says what happened around the cycle:
// readiness.AssessmentFollowup.
const (
	hearCriterionSignal    = "hear-criterion"
	followAssessmentSignal = "follow-assessment"
)

// AssessmentInput begins a planned cycle, or carries on with one: exactly one of the two is set.
type AssessmentInput struct {
	Planned    *readiness.PlannedAssessment `json:"planned,omitempty"`
	Assessment *readiness.Assessment        `json:"assessment,omitempty"`
}

// Assessment lives from the day on which a cycle was planned until a later one was published. What concerns its criteria is passed on to them.
func Assessment(ctx workflow.Context, in AssessmentInput) error {
	x := &life[readiness.Assessment]{lock: workflow.NewMutex(ctx), record: recordAssessment, passes: loudStep}
	if in.Assessment != nil {
		x.state, x.subject = *in.Assessment, readiness.Subject(readiness.AssessmentNoun, in.Assessment.ID)
	}
	x.ears = []ear[readiness.Assessment]{
		hears(ctx, hearCriterionSignal, func(c readiness.CriterionState, now time.Time) (readiness.Assessment, readiness.Event, error) {
			return x.state.Hear(c, now)
		}),
		hears(ctx, followAssessmentSignal, func(f readiness.AssessmentFollowup, now time.Time) (readiness.Assessment, readiness.Event, error) {
			return x.state.Follow(f, now)
		}), hears(ctx, replanSignal, x.replanned),
	}
	if err := listen(ctx, x, handle[readiness.ReplanAssessment], handle[readiness.GradeSection], handle[readiness.SignAssessment], handle[readiness.MarkAssessment],
		handle[readiness.CancelAssessment], handle[readiness.DecideAssessmentEscalation]); err != nil {
		return err
	}
	if err := x.letWait(ctx); err != nil {
		return err
	}
	if p := in.Planned; p != nil {
		x.subject = readiness.Subject(readiness.AssessmentNoun, p.ID)
		if err := x.begin(ctx, func(now time.Time) (readiness.Assessment, readiness.Event, error) {
			return readiness.OpenAssessment(*p, now)
		}); err != nil {
			return err
		}
	}
	goesOn, err := x.live(ctx)
	if goesOn {
		return workflow.NewContinueAsNewError(ctx, AssessmentName, AssessmentInput{Assessment: &x.state})
	}
	return err
}

func recordAssessment(ctx workflow.Context, x readiness.Assessment, ev readiness.Event) (*readiness.Assessment, error) {
	return record[readiness.Assessment](ctx, acts.RecordAssessment, activities.AssessmentRecording{Assessment: x, Event: ev}, ev)
}

// loudStep passes on what concerns others; that a criterion was heard does not.
func loudStep(ev readiness.Event) bool { return !ev.Quiet }
