package readiness

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// MoveActionDate asks for a later due date. Every move stays visible, with who, when and why.
type MoveActionDate struct {
	Until  calendar.Date `json:"until" validate:"required"`
	Reason string        `json:"reason" validate:"required,max=2000"`
}

// AssignAction gives the action to another owner.
type AssignAction struct {
	OwnerID string `json:"owner_id" validate:"required,max=64"`
	Note    string `json:"note" validate:"max=2000"`
}

// NameVerifier says who is to check the action.
type NameVerifier struct {
	VerifierID string `json:"verifier_id" validate:"required,max=64"`
	Note       string `json:"note" validate:"max=2000"`
}

// CarryActionForward takes an unfinished action into the next plan, with a new due date.
type CarryActionForward struct {
	Until  calendar.Date `json:"until" validate:"required"`
	Reason string        `json:"reason" validate:"required,max=2000"`
}

// DropAction ends an action that will not be done.
type DropAction struct {
	Reason string `json:"reason" validate:"required,max=2000"`
}

// AmendAction changes what the action is about. What was said before stays in its story.
type AmendAction struct {
	ActionDetails
	Reason string `json:"reason" validate:"required,max=500"`
}

// DecideActionEscalation is the answer of whoever an escalation of an action reached.
type DecideActionEscalation EscalationAnswer

func (MoveActionDate) Name() string         { return "move-action-date" }
func (AssignAction) Name() string           { return "assign-action" }
func (NameVerifier) Name() string           { return "name-verifier" }
func (CarryActionForward) Name() string     { return "carry-action-forward" }
func (DropAction) Name() string             { return "drop-action" }
func (AmendAction) Name() string            { return "amend-action" }
func (DecideActionEscalation) Name() string { return "decide-action-escalation" }

// Decide moves the due date. From the third move on (PlanRules.Moves), the area head must ask for it.
func (c MoveActionDate) Decide(a ImprovementAction, asked Asked, now time.Time) (ImprovementAction, Event, error) {
	above := a.headedBy(asked.By)
	if err := a.mayRun(asked.By); err != nil && !above {
		return a, Event{}, err
	}
	if !a.Status.Running() {
		return a, Event{}, a.notNow("moved to another date")
	}
	if a.Moves >= a.Terms.Plan.Moves && (!above || a.ownedBy(asked.By)) {
		return a, Event{}, Errorf(Forbidden, "This action's date has been moved %s already. Only the area head, or somebody above, can move it again, and not its owner.", times(a.Moves))
	}
	if a.Waiting() && !above {
		return a, Event{}, Errorf(Conflict, "This action has reached the %s, who decides whether it gets more time.", a.Escalation.Role.Title())
	}
	if err := a.laterBy("until", c.Until, a.Terms.Plan.MoveDays, now); err != nil {
		return a, Event{}, err
	}
	old := a.Run.Due
	a.settleEscalation("the date was moved", asked.By, now)
	a.Moves++
	a.begin(c.Until, now)
	ev := Event{Kind: "date moved", Text: "The due date was moved from " + old.Long() + " to " + c.Until.Long() + ", the " + ordinal(a.Moves) + " move.", Note: c.Reason, Was: old}
	return a.with(asked, ev, now)
}

// headedBy reports whether somebody heads the action's area, or stands above.
func (a ImprovementAction) headedBy(who Actor) bool {
	if who.Holds(AssistantDirector, Director) {
		return true
	}
	for _, id := range who.AreaIDs() {
		if id == a.AreaID {
			return true
		}
	}
	return false
}

// Decide gives the action to somebody else.
func (c AssignAction) Decide(a ImprovementAction, asked Asked, now time.Time) (ImprovementAction, Event, error) {
	if !May(asked.By, RunPlan, a.Place()) && !a.headedBy(asked.By) {
		return a, Event{}, Errorf(Forbidden, "Only the area head, or whoever runs the improvement plan, can give this action to somebody else.")
	}
	switch {
	case !a.Status.Running() && a.Status != ActionProposed:
		return a, Event{}, a.notNow("given to somebody else")
	case c.OwnerID == a.OwnerID:
		return a, Event{}, FieldErrorf("owner_id", "This person owns the action already. Choose somebody else.")
	case c.OwnerID == a.VerifierID:
		return a, Event{}, FieldErrorf("owner_id", "This person is to check the action, so somebody else must own it.")
	}
	a.OwnerID = c.OwnerID
	return a.with(asked, a.assigned(actionNoun, "The action was given to somebody else.", c.Note), now)
}

// Decide names who checks the action. An action that waits for its check tells them at once.
func (c NameVerifier) Decide(a ImprovementAction, asked Asked, now time.Time) (ImprovementAction, Event, error) {
	if err := MayOrRefuse(asked.By, RunPlan, a.Place()); err != nil {
		return a, Event{}, err
	}
	switch facts := asked.facts(); {
	case c.VerifierID == a.OwnerID || c.VerifierID == a.SponsorID:
		return a, Event{}, FieldErrorf("verifier_id", "Somebody who neither owns nor sponsors the action must check it.")
	case facts.inLine(c.VerifierID):
		return a, Event{}, FieldErrorf("verifier_id", "This person stands in the owner's line of management. Choose somebody outside it.")
	case facts.attached(a, c.VerifierID):
		return a, Event{}, FieldErrorf("verifier_id", "This person attached evidence to the action. Choose somebody else.")
	case c.VerifierID == a.VerifierID:
		return a, Event{}, FieldErrorf("verifier_id", "This person checks the action already. Choose somebody else.")
	}
	a.VerifierID, a.Named = c.VerifierID, true
	ev := Event{Kind: "verifier named", Text: "Somebody was named to check the action.", Note: c.Note}
	if a.Status.Checked() {
		ev.Tell = []Telling{a.toVerifier(VerifyAsked, "An improvement action waits for your check, by "+a.LookBy.Long()+".")}
	}
	return a.with(asked, ev, now)
}

// Decide takes the action into the next plan. Whoever owns it does not approve this for themselves.
func (c CarryActionForward) Decide(a ImprovementAction, asked Asked, now time.Time) (ImprovementAction, Event, error) {
	if err := a.mayApprove(asked.By); err != nil {
		return a, Event{}, err
	}
	if !a.Status.Running() {
		return a, Event{}, a.notNow("carried forward")
	}
	switch cal, today := a.Terms.Calendar, calendar.DateOf(now); {
	case !c.Until.After(today) || !c.Until.After(a.Run.Due):
		return a, Event{}, FieldErrorf("until", "The new date must be after today and after %s.", a.Run.Due.Long())
	case !cal.IsWorkingDay(c.Until):
		return a, Event{}, FieldErrorf("until", "%s is not a working day. The next one is %s.", c.Until.Full(), cal.Next(c.Until).Long())
	}
	old := a.Run.Due
	a.settleEscalation("the action was carried forward", asked.By, now)
	a.Carried++
	a.begin(c.Until, now)
	ev := Event{Kind: "carried forward", Text: "The action was carried forward, from " + old.Long() + " to " + c.Until.Long() + ".", Note: c.Reason, Was: old}
	ev.Tell = a.given("An improvement action that you own was carried forward. It is due on " + c.Until.Long() + ".")
	return a.with(asked, ev, now)
}

// Decide ends the action. Whoever owns it does not approve this for themselves.
func (c DropAction) Decide(a ImprovementAction, asked Asked, now time.Time) (ImprovementAction, Event, error) {
	if err := a.mayApprove(asked.By); err != nil {
		return a, Event{}, err
	}
	if !a.Status.Running() && a.Status != ActionProposed {
		return a, Event{}, a.notNow("dropped")
	}
	a.settleEscalation("the action was dropped", asked.By, now)
	a.Status, a.LookBy = ActionDropped, calendar.Date{}
	ev := Event{Kind: "dropped", Text: "The action was dropped.", Note: c.Reason}
	ev.Tell = []Telling{{Kind: Informed, Roles: []Role{Owner}, People: given(a.SponsorID), Why: "An improvement action that concerns you was dropped."}}
	return a.with(asked, ev, now)
}

// mayApprove lets whoever runs the plan, or heads the area, approve what lets an owner off; never the owner.
func (a ImprovementAction) mayApprove(who Actor) error {
	if a.ownedBy(who) {
		return Errorf(Forbidden, "You own this action or cover for its owner, so somebody else must approve this.")
	}
	if a.headedBy(who) {
		return nil
	}
	return MayOrRefuse(who, RunPlan, a.Place())
}

// MayAmend refuses to change what the action is about, to who may not and when it cannot be changed any more.
func (a ImprovementAction) MayAmend(by Actor) error {
	if err := MayOrRefuse(by, RunPlan, a.Place()); err != nil {
		return err
	}
	if a.Status != ActionProposed && !a.Status.Running() {
		return a.notNow("changed")
	}
	return nil
}

// Decide changes what the action is about, for whoever runs the plan. Its measure is not changed once it was said done: a goal that moves with the
// ball shows nothing.
func (c AmendAction) Decide(a ImprovementAction, asked Asked, now time.Time) (ImprovementAction, Event, error) {
	if err := a.MayAmend(asked.By); err != nil {
		return a, Event{}, err
	}
	if err := c.checkBenefit(); err != nil {
		return a, Event{}, err
	}
	changed := a.Details.changes(c.ActionDetails)
	if len(changed) == 0 {
		return a, Event{}, FieldErrorf("title", "Nothing is different. Change something, or go back.")
	}
	a.Details = c.ActionDetails
	ev := Event{Kind: "amended", Text: "Changed: " + inSentence(changed) + ".", Note: c.Reason}
	ev.Tell = []Telling{{Kind: Informed, Roles: []Role{Owner}, Why: "What an improvement action of yours is about was changed."}}
	return a.with(asked, ev, now)
}

// Decide takes one of the four ways.
func (c DecideActionEscalation) Decide(a ImprovementAction, asked Asked, now time.Time) (ImprovementAction, Event, error) {
	if c.Decision == "give" && c.OwnerID == a.VerifierID {
		return a, Event{}, FieldErrorf("owner_id", "This person is to check the action, so somebody else must own it.")
	}
	next := a
	ev, err := next.answer(actionNoun, EscalationAnswer(c), a.Terms.Plan.MoreTimeDays, asked.By, now)
	if err != nil {
		return a, Event{}, err
	}
	switch {
	case c.Decision == "more_time":
		next.Moves++
		ev.Was = a.Run.Due
	case next.OwnerID == next.VerifierID: // whoever was to check it took it over
		next.VerifierID, next.Named = "", false
	}
	return next.with(asked, ev, now)
}
