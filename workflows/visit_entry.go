package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// VisitEntryName is the name of the workflow of one request of inspectors, or one concern about a child; its id is "visit-entry/" and the entry's id.
const VisitEntryName = readiness.VisitEntryNoun

// followEntrySignal says what its visit, or a change among the people, means for an entry: readiness.VisitEntryFollowup.
const followEntrySignal = "follow-visit"

// VisitEntryInput begins a planned entry, or carries on with one: exactly one of the two is set.
type VisitEntryInput struct {
	Planned    *readiness.PlannedVisitEntry `json:"planned,omitempty"`
	VisitEntry *readiness.VisitEntry        `json:"visit_entry,omitempty"`
}

// VisitEntry lives until somebody else than whoever acted has seen that it is done.
func VisitEntry(ctx workflow.Context, in VisitEntryInput) error {
	x := &life[readiness.VisitEntry]{lock: workflow.NewMutex(ctx), record: recordVisitEntry}
	if in.VisitEntry != nil {
		x.state, x.subject = *in.VisitEntry, readiness.Subject(readiness.VisitEntryNoun, in.VisitEntry.ID)
	}
	x.ears = []ear[readiness.VisitEntry]{
		hears(ctx, followEntrySignal, func(f readiness.VisitEntryFollowup, now time.Time) (readiness.VisitEntry, readiness.Event, error) {
			return x.state.Follow(f, now)
		}), hears(ctx, replanSignal, x.replanned),
	}
	if err := listen(ctx, x, handle[readiness.AnswerVisitEntry], handle[readiness.SettleVisitEntry], handle[readiness.ReturnVisitEntry],
		handle[readiness.WithdrawVisitEntry], handle[readiness.AssignVisitEntry], handle[readiness.DecideVisitEntryEscalation]); err != nil {
		return err
	}
	if err := x.letWait(ctx); err != nil {
		return err
	}
	if p := in.Planned; p != nil {
		x.subject = readiness.Subject(readiness.VisitEntryNoun, p.ID)
		if err := x.begin(ctx, func(now time.Time) (readiness.VisitEntry, readiness.Event, error) {
			return readiness.OpenVisitEntry(*p, now)
		}); err != nil {
			return err
		}
	}
	goesOn, err := x.live(ctx)
	if goesOn {
		return workflow.NewContinueAsNewError(ctx, VisitEntryName, VisitEntryInput{VisitEntry: &x.state})
	}
	return err
}

func recordVisitEntry(ctx workflow.Context, x readiness.VisitEntry, ev readiness.Event) (*readiness.VisitEntry, error) {
	return record[readiness.VisitEntry](ctx, acts.RecordVisitEntry, activities.VisitEntryRecording{VisitEntry: x, Event: ev}, ev)
}
