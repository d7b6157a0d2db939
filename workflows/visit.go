package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// VisitName is the name of the workflow of one visit; its id is "visit/" and the visit's id.
const VisitName = readiness.VisitNoun

// followVisitSignal says what happened around a visit: readiness.VisitFollowup.
const followVisitSignal = "follow-visit"

// VisitInput begins a planned visit, or carries on with one: exactly one of the two is set.
type VisitInput struct {
	Planned *readiness.PlannedVisit `json:"planned,omitempty"`
	Visit   *readiness.Visit        `json:"visit,omitempty"`
}

// Visit lives from the day on which a visit was planned until it is closed or called off. What concerns its steps is passed on to them.
func Visit(ctx workflow.Context, in VisitInput) error {
	x := &life[readiness.Visit]{lock: workflow.NewMutex(ctx), record: recordVisit, passes: loudStep}
	if in.Visit != nil {
		x.state, x.subject = *in.Visit, readiness.Subject(readiness.VisitNoun, in.Visit.ID)
	}
	x.ears = []ear[readiness.Visit]{
		hears(ctx, followVisitSignal, func(f readiness.VisitFollowup, now time.Time) (readiness.Visit, readiness.Event, error) {
			return x.state.Follow(f, now)
		}), hears(ctx, replanSignal, x.replanned),
	}
	if err := listen(ctx, x, handle[readiness.MoveVisit], handle[readiness.DecideShortNotice], handle[readiness.NameHolder], handle[readiness.EnterVisitLetter],
		handle[readiness.CloseVisit], handle[readiness.CancelVisit], handle[readiness.DecideVisitEscalation]); err != nil {
		return err
	}
	if err := x.letWait(ctx); err != nil {
		return err
	}
	if p := in.Planned; p != nil {
		x.subject = readiness.Subject(readiness.VisitNoun, p.ID)
		if err := x.begin(ctx, func(now time.Time) (readiness.Visit, readiness.Event, error) { return readiness.OpenVisit(*p, now) }); err != nil {
			return err
		}
	}
	goesOn, err := x.live(ctx)
	if goesOn {
		return workflow.NewContinueAsNewError(ctx, VisitName, VisitInput{Visit: &x.state})
	}
	return err
}

func recordVisit(ctx workflow.Context, x readiness.Visit, ev readiness.Event) (*readiness.Visit, error) {
	return record[readiness.Visit](ctx, acts.RecordVisit, activities.VisitRecording{Visit: x, Event: ev}, ev)
}
