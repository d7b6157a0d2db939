package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// PointName is the name of the workflow of a point from a meeting; its id is "point/" and the point's id.
const PointName = readiness.PointNoun

// followPointSignal says who takes over a point whose owner has left, and who calls its meeting: readiness.PointFollowup.
const followPointSignal = "follow-people"

// PointInput begins a planned point, or carries on with one: exactly one of the two is set.
type PointInput struct {
	Planned *readiness.PlannedPoint `json:"planned,omitempty"`
	Point   *readiness.Point        `json:"point,omitempty"`
}

// Point lives as long as one point from a meeting, until the meeting has heard its answer or it is withdrawn.
func Point(ctx workflow.Context, in PointInput) error {
	x := &life[readiness.Point]{lock: workflow.NewMutex(ctx), record: recordPoint}
	if in.Point != nil {
		x.state, x.subject = *in.Point, readiness.Subject(readiness.PointNoun, in.Point.ID)
	}
	x.ears = []ear[readiness.Point]{
		hears(ctx, followPointSignal, func(f readiness.PointFollowup, now time.Time) (readiness.Point, readiness.Event, error) {
			return x.state.Follow(f, now)
		}), hears(ctx, replanSignal, x.replanned),
	}
	if err := listenToPoint(ctx, x); err != nil {
		return err
	}
	if err := x.letWait(ctx); err != nil {
		return err
	}
	if p := in.Planned; p != nil {
		x.subject = readiness.Subject(readiness.PointNoun, p.ID)
		if err := x.begin(ctx, func(now time.Time) (readiness.Point, readiness.Event, error) { return readiness.OpenPoint(*p, now) }); err != nil {
			return err
		}
	}
	goesOn, err := x.live(ctx)
	if goesOn {
		return workflow.NewContinueAsNewError(ctx, PointName, PointInput{Point: &x.state})
	}
	return err
}

// listenToPoint lets people ask every command of a point.
func listenToPoint(ctx workflow.Context, x *life[readiness.Point]) error {
	return listen(ctx, x, handle[readiness.AnswerPoint], handle[readiness.HearPoint], handle[readiness.AssignPoint], handle[readiness.WithdrawPoint],
		handle[readiness.DecidePointEscalation])
}

func recordPoint(ctx workflow.Context, x readiness.Point, ev readiness.Event) (*readiness.Point, error) {
	return record[readiness.Point](ctx, acts.RecordPoint, activities.PointRecording{Point: x, Event: ev}, ev)
}
