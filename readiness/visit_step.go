package readiness

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// VisitStepStatus is where a step of a visit stands.
type VisitStepStatus string

// The statuses of a step (issue 6, trade point 2).
const (
	StepLater   VisitStepStatus = "later"        // the day that it counts from is not known yet
	StepOpen    VisitStepStatus = "open"         // waits for whoever has its part
	StepAsked   VisitStepStatus = "waiver_asked" // its owner asked to be spared it
	StepDone    VisitStepStatus = "done"
	StepWaived  VisitStepStatus = "waived"
	StepLeftOut VisitStepStatus = "left_out" // the visit came nearer than its day
	StepDropped VisitStepStatus = "dropped"  // the visit ended before it was done
)

var stepStatusNames = map[VisitStepStatus]string{
	StepLater: "not yet due", StepOpen: "open", StepAsked: "waiting for a waiver", StepDone: "done", StepWaived: "waived", StepLeftOut: "left out", StepDropped: "not done",
}

// VisitStepStatuses lists every status.
var VisitStepStatuses = []VisitStepStatus{StepLater, StepOpen, StepAsked, StepDone, StepWaived, StepLeftOut, StepDropped}

// Title is the status in words, lower case.
func (s VisitStepStatus) Title() string { return stepStatusNames[s] }

// Waits reports whether somebody has to do something.
func (s VisitStepStatus) Waits() bool { return s == StepOpen || s == StepAsked }

var stepNoun = noun{"a step of a visit", "step", DecideEscalation}

// A VisitStep is one step of a visit's preparation, or of what follows it: the whole state that its workflow carries and that the ledger keeps as one row.
// It closes on what shows that it is done (GateKinds), and not on a tick. It lives until its visit ends, since a step that was done can be opened again.
type VisitStep struct {
	ID string `json:"id"`
	Course
	Status  VisitStepStatus `json:"status"`
	VisitID string          `json:"visit_id"`
	StepKey
	Counted  calendar.Date `json:"counted,omitzero"`   // the day of its anchor from which its day was counted
	Heard    int           `json:"heard,omitempty"`    // number of the last event of its visit that it heard of
	Held     bool          `json:"held,omitempty"`     // somebody gave it a date of its own, which stays when the visit moves
	Restored bool          `json:"restored,omitempty"` // the director brought it back at short notice
	Assigned bool          `json:"assigned,omitempty"` // somebody gave it to its owner besides its part
	Waiver   *Waiver       `json:"waiver,omitempty"`
	Done     *StepProof    `json:"done,omitempty"`
	Opened   int           `json:"opened,omitempty"` // times that it was opened again
	Over     bool          `json:"over,omitempty"`   // its visit has ended
}

// A StepKey is what a step has of its run-up.
type StepKey struct {
	Code   string `json:"code"`            // in its run-up
	Focus  string `json:"focus,omitempty"` // code of the focus area; "" for the whole visit
	Slot   string `json:"slot"`            // whose step it is
	Anchor string `json:"anchor"`          // one of StepAnchors
	Offset int    `json:"offset"`          // working days after its anchor
	Gate   string `json:"gate"`            // one of GateKinds
	Drop   bool   `json:"drop,omitempty"`  // it is left out when its day has passed already
}

// A Waiver spares the owner a step: who asked, and who granted it.
type Waiver struct {
	Reason string        `json:"reason"`
	By     string        `json:"by"` // person id of who asked
	On     calendar.Date `json:"on"`
	Grant  string        `json:"grant,omitempty"` // person id of who granted it; "" while it waits
}

// A StepProof is on what a step was closed, and by whom.
type StepProof struct {
	By       string        `json:"by"`
	On       calendar.Date `json:"on"`
	Late     int           `json:"late,omitempty"`     // working days after its day
	Evidence []string      `json:"evidence,omitempty"` // ids of the pieces that stood behind it
	Of       int           `json:"of,omitempty"`       // how many the gate counted, all of them done
}

// GateFacts are what the ledger knows of what a step closes on.
type GateFacts struct {
	Evidence []string `json:"evidence,omitempty"` // ids of the pieces in force that are attached to it
	Done     int      `json:"done"`               // of what the gate counts
	Of       int      `json:"of"`                 // see Done
}

// A PlannedVisitStep is a step that waits to be opened: all that its run needs.
type PlannedVisitStep struct {
	ID      string `json:"id"`
	VisitID string `json:"visit_id"`
	StepKey
	Dates   VisitDates `json:"dates"` // of the visit when it was planned
	OwnerID string     `json:"owner_id"`
	AreaID  string     `json:"area_id"`
	Terms   Terms      `json:"terms"`
}

// A VisitStepCommand is something a person asks of a step.
type VisitStepCommand = Command[VisitStep]

// OpenVisitStep makes the step when its visit was planned.
func OpenVisitStep(p PlannedVisitStep, now time.Time) (VisitStep, Event, error) {
	x := VisitStep{ID: p.ID, Course: Course{AreaID: p.AreaID, OwnerID: p.OwnerID, Terms: p.Terms}, VisitID: p.VisitID, StepKey: p.StepKey}
	x.place(p.Dates, now)
	ev := Event{Kind: "opened", Text: x.placed()}
	return x.with(Asked{By: Clock}, ev, now)
}

// place gives the step its day by the days of its visit: later while the day that it counts from is not known, left out or pulled together when it has
// passed already. What follows a letter that was entered late is never left out: it was not the visit that came nearer.
func (x *VisitStep) place(d VisitDates, now time.Time) {
	x.Counted = d.Day(x.Anchor)
	day := StepDay(x.Counted, x.Offset, x.Terms.Calendar)
	switch today := calendar.DateOf(now); {
	case day.IsZero():
		x.Status = StepLater
	case day.Before(today) && x.Drop && !x.Restored && x.Anchor != "letter":
		x.Status, x.Waiver = StepLeftOut, nil
		x.Run.Due = day
	default:
		x.Status = StepOpen
		least := 0
		if day.Before(today) {
			least = x.Terms.Visit.LeastDays
		}
		x.until(day, least, now)
	}
}

// placed says where the step was put.
func (x VisitStep) placed() string {
	switch x.Status {
	case StepLater:
		return "The step waits until " + lowerFirst(ChoiceText(StepAnchors, x.Anchor)) + " is known."
	case StepLeftOut:
		return "The step was left out, because its day, " + x.Run.Due.Long() + ", had passed already."
	}
	return "The step is due on " + x.Run.Due.Long() + "."
}

// Do decides one command, as ImprovementAction.Do does.
func (x VisitStep) Do(c VisitStepCommand, asked Asked, now time.Time) (VisitStep, Event, error) {
	return do(x, x.Course, stepNoun, c, asked, now)
}

// with returns the step as it is after an event.
func (x VisitStep) with(asked Asked, ev Event, now time.Time) (VisitStep, Event, error) {
	ev = x.keep(asked, ev, now)
	return x, ev, nil
}

func (x VisitStep) notNow(done string) error {
	return Errorf(Conflict, "This step cannot be %s now: it is %s.", done, x.Status.Title())
}
