package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// ActionName is the name of the improvement action workflow; its id is "action/" and the action's id.
const ActionName = readiness.ActionNoun

// followActionSignal says that the owner has left, or that somebody can no longer check the action: readiness.ActionFollowup.
const followActionSignal = "follow-people"

// ActionInput begins a planned action, or carries on with one: exactly one of the two is set.
type ActionInput struct {
	Planned *readiness.PlannedAction     `json:"planned,omitempty"`
	Action  *readiness.ImprovementAction `json:"action,omitempty"`
}

// Action lives as long as one improvement action, until it has lasted or is dropped.
func Action(ctx workflow.Context, in ActionInput) error {
	a := &life[readiness.ImprovementAction]{lock: workflow.NewMutex(ctx), record: recordAction}
	if in.Action != nil {
		a.state, a.subject = *in.Action, readiness.Subject(readiness.ActionNoun, in.Action.ID)
	}
	a.ears = []ear[readiness.ImprovementAction]{
		hears(ctx, followActionSignal, func(f readiness.ActionFollowup, now time.Time) (readiness.ImprovementAction, readiness.Event, error) {
			return a.state.Follow(f, now)
		}), hears(ctx, replanSignal, a.replanned),
	}
	if err := listenToAction(ctx, a); err != nil {
		return err
	}
	if err := a.letWait(ctx); err != nil {
		return err
	}
	if p := in.Planned; p != nil {
		a.subject = readiness.Subject(readiness.ActionNoun, p.ID)
		if err := a.begin(ctx, func(now time.Time) (readiness.ImprovementAction, readiness.Event, error) {
			return readiness.OpenAction(*p, now)
		}); err != nil {
			return err
		}
	}
	goesOn, err := a.live(ctx)
	if goesOn {
		return workflow.NewContinueAsNewError(ctx, ActionName, ActionInput{Action: &a.state})
	}
	return err
}

// listenToAction lets people ask every command of an improvement action.
func listenToAction(ctx workflow.Context, a *life[readiness.ImprovementAction]) error {
	return listen(ctx, a, handle[readiness.AgreeAction], handle[readiness.UpdateAction], handle[readiness.ClaimAction], handle[readiness.VerifyAction],
		handle[readiness.RetestAction], handle[readiness.ReopenAction], handle[readiness.MoveActionDate], handle[readiness.AssignAction],
		handle[readiness.NameVerifier], handle[readiness.CarryActionForward], handle[readiness.DropAction], handle[readiness.AmendAction],
		handle[readiness.DecideActionEscalation])
}

func recordAction(ctx workflow.Context, a readiness.ImprovementAction, ev readiness.Event) (*readiness.ImprovementAction, error) {
	return record[readiness.ImprovementAction](ctx, acts.RecordAction, activities.ActionRecording{Action: a, Event: ev}, ev)
}

// OpenActionsName is the name of the workflow that opens planned actions.
const OpenActionsName = "open-actions"

// OpenActions opens every planned improvement action, such as those of a spreadsheet that was just taken in.
func OpenActions(ctx workflow.Context) (activities.Woken, error) {
	var woken activities.Woken
	err := do(ctx, "Open the improvement actions", acts.OpenActions, &woken)
	return woken, err
}
