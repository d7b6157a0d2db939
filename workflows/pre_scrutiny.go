package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// PreScrutinyName is the name of the workflow of a request for pre-scrutiny; its id is "pre-scrutiny/" and the request's id.
const PreScrutinyName = readiness.PreScrutinyNoun

// followPreScrutinySignal says who takes over a request whose owner has left, and who calls the meetings of scrutiny: readiness.PreScrutinyFollowup.
const followPreScrutinySignal = "follow-people"

// PreScrutinyInput begins a planned request, or carries on with one: exactly one of the two is set.
type PreScrutinyInput struct {
	Planned     *readiness.PlannedPreScrutiny `json:"planned,omitempty"`
	PreScrutiny *readiness.PreScrutiny        `json:"pre_scrutiny,omitempty"`
}

// PreScrutiny lives as long as one request of scrutiny to see a decision, until scrutiny has considered it and was answered, or the request was declined or
// withdrawn.
func PreScrutiny(ctx workflow.Context, in PreScrutinyInput) error {
	x := &life[readiness.PreScrutiny]{lock: workflow.NewMutex(ctx), record: recordPreScrutiny}
	if in.PreScrutiny != nil {
		x.state, x.subject = *in.PreScrutiny, readiness.Subject(readiness.PreScrutinyNoun, in.PreScrutiny.ID)
	}
	x.ears = []ear[readiness.PreScrutiny]{
		hears(ctx, followPreScrutinySignal, func(f readiness.PreScrutinyFollowup, now time.Time) (readiness.PreScrutiny, readiness.Event, error) {
			return x.state.Follow(f, now)
		}), hears(ctx, replanSignal, x.replanned),
	}
	if err := listenToPreScrutiny(ctx, x); err != nil {
		return err
	}
	if err := x.letWait(ctx); err != nil {
		return err
	}
	if p := in.Planned; p != nil {
		x.subject = readiness.Subject(readiness.PreScrutinyNoun, p.ID)
		if err := x.begin(ctx, func(now time.Time) (readiness.PreScrutiny, readiness.Event, error) {
			return readiness.OpenPreScrutiny(*p, now)
		}); err != nil {
			return err
		}
	}
	goesOn, err := x.live(ctx)
	if goesOn {
		return workflow.NewContinueAsNewError(ctx, PreScrutinyName, PreScrutinyInput{PreScrutiny: &x.state})
	}
	return err
}

// listenToPreScrutiny lets people ask every command of a request.
func listenToPreScrutiny(ctx workflow.Context, x *life[readiness.PreScrutiny]) error {
	return listen(ctx, x, handle[readiness.AgreePreScrutiny], handle[readiness.DeclinePreScrutiny], handle[readiness.MovePreScrutiny], handle[readiness.GiveScrutinyPaper],
		handle[readiness.ConsiderPreScrutiny], handle[readiness.AnswerRecommendations], handle[readiness.AssignPreScrutiny], handle[readiness.WithdrawPreScrutiny],
		handle[readiness.DecidePreScrutinyEscalation])
}

func recordPreScrutiny(ctx workflow.Context, x readiness.PreScrutiny, ev readiness.Event) (*readiness.PreScrutiny, error) {
	return record[readiness.PreScrutiny](ctx, acts.RecordPreScrutiny, activities.PreScrutinyRecording{PreScrutiny: x, Event: ev}, ev)
}
