package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// CloseVisitStep says that the step is done. What shows it is asked of the ledger (GateFacts).
type CloseVisitStep struct {
	Note string `json:"note" validate:"max=2000"`
}

// ReopenVisitStep opens a step that was done or waived.
type ReopenVisitStep struct {
	Reason string `json:"reason" validate:"required,max=2000"`
}

// WaiveVisitStep spares the owner the step. From its owner it is a question; somebody else who runs the visit grants it at once.
type WaiveVisitStep struct {
	Reason string `json:"reason" validate:"required,max=2000"`
}

// AnswerWaiver answers an owner who asked to be spared a step.
type AnswerWaiver struct {
	Answer string `json:"answer" validate:"required,oneof=grant refuse"`
	Note   string `json:"note" validate:"max=2000"`
}

// AssignVisitStep gives the step to somebody besides whoever has its part.
type AssignVisitStep struct {
	OwnerID string `json:"owner_id" validate:"required,max=64"`
	Note    string `json:"note" validate:"max=2000"`
}

// DecideStepEscalation is the answer of whoever a late step reached.
type DecideStepEscalation EscalationAnswer

func (CloseVisitStep) Name() string       { return "close-visit-step" }
func (ReopenVisitStep) Name() string      { return "reopen-visit-step" }
func (WaiveVisitStep) Name() string       { return "waive-visit-step" }
func (AnswerWaiver) Name() string         { return "answer-waiver" }
func (AssignVisitStep) Name() string      { return "assign-visit-step" }
func (DecideStepEscalation) Name() string { return "decide-visit-step-escalation" }

// Decide closes the step on what its gate asks for.
func (c CloseVisitStep) Decide(x VisitStep, asked Asked, now time.Time) (VisitStep, Event, error) {
	if err := x.mayClose(asked.By); err != nil {
		return x, Event{}, err
	}
	if err := x.gate(asked.Gate); err != nil {
		return x, Event{}, err
	}
	x.Done = &StepProof{By: asked.By.PersonID, On: calendar.DateOf(now), Late: x.Run.Overdue(calendar.DateOf(now), x.Terms.Calendar), Evidence: asked.Gate.Evidence, Of: asked.Gate.Of}
	x.Status, x.Waiver = StepDone, nil
	x.settleEscalation("it was done", asked.By, now)
	ev := Event{Kind: "done", Text: "The step was done.", Note: c.Note}
	if x.Done.Late > 0 {
		ev.Text = "The step was done, " + count(x.Done.Late, "working day") + " late."
	}
	return x.with(asked, ev, now)
}

// mayClose lets the owner close the step, and whoever runs visits; a step that is signed is closed by somebody else than its owner.
func (x VisitStep) mayClose(by Actor) error {
	runs := May(by, RunVisits, Place{})
	signs := runs || May(by, ModerateAudits, Place{})
	switch {
	case !x.Status.Waits():
		return x.notNow("closed")
	case x.Gate == "signature" && x.ownedBy(by):
		return Errorf(Forbidden, "This step closes when somebody else signs it. You own it, so ask whoever leads the visit, or quality assurance.")
	case x.Gate == "signature" && !signs:
		return Errorf(Forbidden, "Only whoever runs visits, or quality assurance, can sign this step.")
	case x.Gate != "signature" && !runs && !x.ownedBy(by):
		return Errorf(Forbidden, "Only whoever owns this step, or runs the visit, can close it.")
	}
	return nil
}

// gate refuses to close the step while what it closes on is not there.
func (x VisitStep) gate(f *GateFacts) error {
	switch {
	case f == nil:
		return Errorf(Conflict, "It is not known what this step closes on. Try again.")
	case x.Gate == "signature":
		return nil
	case x.Gate == "evidence" && len(f.Evidence) == 0:
		return Errorf(Conflict, "A step closes on evidence, not on a tick. Attach what shows that it is done, then close it.")
	case x.Gate == "evidence":
		return nil
	case f.Of == 0 && x.Gate == "letter" && len(f.Evidence) > 0:
		return nil // what is attached shows that the letter has no finding
	case f.Of == 0 && x.Gate == "letter":
		return Errorf(Conflict, "No finding of the letter stands in the register. Enter its findings, or attach the letter to this step to show that it has none.")
	case f.Of == 0:
		return Errorf(Conflict, "There is nothing yet that this step could close on: %s.", lowerFirst(ChoiceText(GateKinds, x.Gate)))
	case f.Done < f.Of:
		return Errorf(Conflict, "This step closes on what it counts, and %d of %d are still open: %s.", f.Of-f.Done, f.Of, lowerFirst(ChoiceText(GateKinds, x.Gate)))
	}
	return nil
}

// Decide opens the step again.
func (c ReopenVisitStep) Decide(x VisitStep, asked Asked, now time.Time) (VisitStep, Event, error) {
	switch {
	case x.Status != StepDone && x.Status != StepWaived:
		return x, Event{}, x.notNow("opened again")
	case !May(asked.By, RunVisits, Place{}) && !May(asked.By, ModerateAudits, Place{}) && !x.ownedBy(asked.By):
		return x, Event{}, Errorf(Forbidden, "Only whoever owns this step, runs the visit, or looks from quality assurance can open it again.")
	}
	x.Done, x.Waiver, x.Status, x.Held = nil, nil, StepOpen, false // it counts from its visit again
	x.Opened++
	x.until(StepDay(x.Counted, x.Offset, x.Terms.Calendar), x.Terms.Visit.LeastDays, now)
	ev := Event{Kind: "opened again", Text: "The step was opened again. It is due on " + x.Run.Due.Long() + ".", Note: c.Reason}
	ev.Tell = []Telling{{Kind: Returned, Roles: []Role{Owner}, Why: "A step of a visit that was closed is open again. Its page says why. It is due on " + x.Run.Due.Long() + "."}}
	return x.with(asked, ev, now)
}

// Decide asks for a waiver, or grants it.
func (c WaiveVisitStep) Decide(x VisitStep, asked Asked, now time.Time) (VisitStep, Event, error) {
	owns, runs := x.ownedBy(asked.By), May(asked.By, RunVisits, Place{})
	switch {
	case x.Status != StepOpen:
		return x, Event{}, x.notNow("waived")
	case !owns && !runs:
		return x, Event{}, Errorf(Forbidden, "Only whoever owns this step can ask for a waiver, and only whoever runs visits can grant it.")
	}
	x.Waiver = &Waiver{Reason: c.Reason, By: asked.By.PersonID, On: calendar.DateOf(now)}
	if owns {
		x.Status = StepAsked
		ev := Event{Kind: "waiver asked", Text: "The owner asked to be spared the step.", Note: c.Reason}
		ev.Tell = []Telling{{Kind: VerifyAsked, Roles: []Role{ImprovementLead, Director}, Why: "The owner of a step of a visit asks to be spared it. Its page says why: grant or refuse it."}}
		return x.with(asked, ev, now)
	}
	return x.waived(c.Reason, asked, now)
}

func (x VisitStep) waived(note string, asked Asked, now time.Time) (VisitStep, Event, error) {
	x.Waiver.Grant, x.Status = asked.By.PersonID, StepWaived
	x.settleEscalation("it was waived", asked.By, now)
	ev := Event{Kind: "waived", Text: "The step was waived.", Note: note}
	ev.Tell = []Telling{{Kind: Informed, Roles: []Role{Owner}, Why: "A step of a visit that you own was waived."}}
	return x.with(asked, ev, now)
}

// Decide grants or refuses the waiver: somebody else than whoever asked.
func (c AnswerWaiver) Decide(x VisitStep, asked Asked, now time.Time) (VisitStep, Event, error) {
	switch {
	case x.Status != StepAsked:
		return x, Event{}, Errorf(Conflict, "Nobody asks for a waiver of this step.")
	case !May(asked.By, RunVisits, Place{}):
		return x, Event{}, mayRunVisits(asked.By)
	case asked.By.standsFor(x.Waiver.By) || x.ownedBy(asked.By):
		return x, Event{}, Errorf(Forbidden, "You own this step, so somebody else must say whether it is waived.")
	case c.Answer == "refuse" && c.Note == "":
		return x, Event{}, FieldErrorf("note", "Say why the step is not waived.")
	}
	waiver := *x.Waiver
	x.Waiver = &waiver
	if c.Answer == "grant" {
		return x.waived(c.Note, asked, now)
	}
	x.Status, x.Waiver = StepOpen, nil
	ev := Event{Kind: "waiver refused", Text: "The waiver was refused. The step stays open, due on " + x.Run.Due.Long() + ".", Note: c.Note}
	ev.Tell = []Telling{{Kind: Returned, Roles: []Role{Owner}, Why: "A step of a visit that you wanted to be spared is not waived. Its page says why. It is due on " + x.Run.Due.Long() + "."}}
	return x.with(asked, ev, now)
}

// Decide gives the step to somebody.
func (c AssignVisitStep) Decide(x VisitStep, asked Asked, now time.Time) (VisitStep, Event, error) {
	switch {
	case !May(asked.By, RunVisits, Place{}) && !x.ownedBy(asked.By):
		return x, Event{}, Errorf(Forbidden, "Only whoever owns this step, or runs the visit, can give it to somebody.")
	case !slices.Contains([]VisitStepStatus{StepLater, StepOpen, StepAsked}, x.Status):
		return x, Event{}, x.notNow("given to somebody else")
	case c.OwnerID == x.OwnerID:
		return x, Event{}, FieldErrorf("owner_id", "This person owns the step already. Choose somebody else.")
	}
	x.OwnerID, x.Assigned = c.OwnerID, true
	if x.Status == StepAsked {
		x.Status, x.Waiver = StepOpen, nil // whoever has it now was not spared anything
	}
	ev := x.assigned(stepNoun, "The step was given to somebody else.", c.Note)
	if x.Status == StepLater {
		ev.Tell = []Telling{{Kind: Assigned, Roles: []Role{Owner}, Why: "A step of a visit was given to you. Its day is not known yet."}}
	}
	return x.with(asked, ev, now)
}

// Decide takes one of the four ways (Course.answer).
func (c DecideStepEscalation) Decide(x VisitStep, asked Asked, now time.Time) (VisitStep, Event, error) {
	before := x
	ev, err := x.answer(stepNoun, EscalationAnswer(c), x.Terms.Visit.MoreDays, asked.By, now)
	if err != nil {
		return before, Event{}, err
	}
	x.Assigned = x.Assigned || x.OwnerID != before.OwnerID
	x.Held = x.Held || c.Decision == "more_time"
	if x.OwnerID != before.OwnerID && x.Status == StepAsked {
		x.Status, x.Waiver = StepOpen, nil
	}
	return x.with(asked, ev, now)
}
