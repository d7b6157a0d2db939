package readiness

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// ActionStatus is where an improvement action stands.
type ActionStatus string

// The statuses of an improvement action (issue 4, trade point 3). Said done is ActionClaimed; shown done begins with ActionVerified.
const (
	ActionProposed   ActionStatus = "proposed"    // waits for the improvement programme to agree it
	ActionAgreed     ActionStatus = "agreed"      // its owner has it and has not begun
	ActionInProgress ActionStatus = "in_progress" // its owner has said where it stands
	ActionClaimed    ActionStatus = "claimed"     // said done: waits for somebody else to look
	ActionVerified   ActionStatus = "verified"    // shown done; its re-tests lie ahead
	ActionRetest     ActionStatus = "retest"      // shown done before: waits for somebody to look whether it lasted
	ActionLasted     ActionStatus = "lasted"      // ended: it lasted
	ActionDropped    ActionStatus = "dropped"     // ended without being done
)

// ActionStatuses lists every status, in the order an action usually meets them.
var ActionStatuses = []ActionStatus{ActionProposed, ActionAgreed, ActionInProgress, ActionClaimed, ActionVerified, ActionRetest, ActionLasted, ActionDropped}

var actionStatusNames = map[ActionStatus]string{
	ActionProposed: "proposed", ActionAgreed: "not started", ActionInProgress: "in progress", ActionClaimed: "said done, waiting for a check",
	ActionVerified: "shown done", ActionRetest: "waiting for a re-test", ActionLasted: "lasted", ActionDropped: "dropped",
}

// Title is the status in words, lower case.
func (s ActionStatus) Title() string { return actionStatusNames[s] }

// Ended reports whether nothing more can happen.
func (s ActionStatus) Ended() bool { return s == ActionLasted || s == ActionDropped }

// Running reports whether the owner has something to do by the due date.
func (s ActionStatus) Running() bool { return s == ActionAgreed || s == ActionInProgress }

// Shown reports whether somebody else has seen that it is done.
func (s ActionStatus) Shown() bool {
	return s == ActionVerified || s == ActionRetest || s == ActionLasted
}

// ShownOpen reports whether it is shown done and can still be opened again: its last re-test is ahead.
func (s ActionStatus) ShownOpen() bool { return s == ActionVerified || s == ActionRetest }

// Checked reports whether somebody else has to look at what was done.
func (s ActionStatus) Checked() bool { return s == ActionClaimed || s == ActionRetest }

var actionNoun = noun{"an improvement action", "action", DecideEscalation}

// An ImprovementAction is one thing that the council has undertaken to change, until it is shown done and has lasted: the whole state that its
// workflow carries and that the ledger keeps as one row. Its title and texts name no child.
type ImprovementAction struct {
	ID string `json:"id"`
	Course
	Status     ActionStatus  `json:"status"`
	Details    ActionDetails `json:"details"`
	SponsorID  string        `json:"sponsor_id"`            // who answers for it in the end, and has it when the owner leaves
	VerifierID string        `json:"verifier_id,omitempty"` // who checks it; "" until somebody was named or drawn
	Named      bool          `json:"named,omitempty"`       // the verifier was named by a person, not drawn
	Start      calendar.Date `json:"start"`                 // evidence of what was done is dated on or after it
	Opened     calendar.Date `json:"opened"`

	Progress  string        `json:"progress,omitempty"` // the last word of its owner: on_track, at_risk or off_track
	SaidOn    calendar.Date `json:"said_on,omitzero"`   // when the owner last said so
	Claim     *Claim        `json:"claim,omitempty"`    // the last one
	LookBy    calendar.Date `json:"look_by,omitzero"`   // by when it should be agreed, checked or re-tested
	Verified  calendar.Date `json:"verified,omitzero"`  // when it was shown done
	RetestOn  calendar.Date `json:"retest_on,omitzero"` // when its next re-test comes back by itself
	Retests   int           `json:"retests,omitempty"`  // passed since it was shown done
	Moves     int           `json:"moves,omitempty"`    // times its due date was moved
	SentBacks int           `json:"sent_backs,omitempty"`
	Reopened  int           `json:"reopened,omitempty"` // times it did not last, or was opened again by somebody
	Carried   int           `json:"carried,omitempty"`  // times it was carried forward
}

// A Claim is what the owner said when calling the action done.
type Claim struct {
	By       string        `json:"by"`
	On       calendar.Date `json:"on"`
	Evidence []string      `json:"evidence"` // ids
}

// A PlannedAction is an action that waits to be opened: all that its run needs.
type PlannedAction struct {
	ID         string        `json:"id"`
	Details    ActionDetails `json:"details"`
	AreaID     string        `json:"area_id"`
	OwnerID    string        `json:"owner_id"`
	SponsorID  string        `json:"sponsor_id"`
	VerifierID string        `json:"verifier_id,omitempty"`
	Start      calendar.Date `json:"start"`
	Due        calendar.Date `json:"due"`
	Agreed     bool          `json:"agreed"` // whoever adds it runs the plan, so nobody needs to agree
	By         string        `json:"by"`     // person id of who added it
	How        string        `json:"how"`    // what made it, in words after "The action was added": "", or "from the spreadsheet …"
	Terms      Terms         `json:"terms"`
}

// An ActionCommand is something a person asks of an improvement action.
type ActionCommand = Command[ImprovementAction]

// OpenAction makes the action that somebody added.
func OpenAction(p PlannedAction, now time.Time) (ImprovementAction, Event, error) {
	a := ImprovementAction{
		ID: p.ID, Course: Course{AreaID: p.AreaID, OwnerID: p.OwnerID, Terms: p.Terms}, Status: ActionProposed, Details: p.Details,
		SponsorID: p.SponsorID, VerifierID: p.VerifierID, Named: p.VerifierID != "", Start: p.Start, Opened: calendar.DateOf(now),
	}
	a.begin(p.Due, now)
	ev := Event{Kind: "added", Text: "The action was added" + p.How + ", due on " + p.Due.Long() + "."}
	if p.Agreed {
		a.Status = ActionAgreed
		ev.Tell = a.given("An improvement action was given to you. It is due on " + p.Due.Long() + ".")
	} else {
		a.lookIn(p.Terms.Plan.AgreeDays, now)
		ev.Kind, ev.Text = "proposed", "The action was proposed, due on "+p.Due.Long()+"."
		ev.Tell = []Telling{{Kind: Proposed, Roles: []Role{ImprovementLead}, Why: "An improvement action was proposed and waits for you to agree it."}}
	}
	return a.with(Asked{By: Actor{PersonID: p.By}}, ev, now)
}

// Do decides one command, after the checks that are the same for all: an id already known is answered with the action as it is and no event (its Seq
// is 0); an ended action, or one that has moved on since the asker's page, refuses.
func (a ImprovementAction) Do(c ActionCommand, asked Asked, now time.Time) (ImprovementAction, Event, error) {
	return do(a, a.Course, actionNoun, c, asked, now)
}

// with returns the action as it is after an event.
func (a ImprovementAction) with(asked Asked, ev Event, now time.Time) (ImprovementAction, Event, error) {
	ev = a.keep(asked, ev, now)
	return a, ev, nil
}

// given tells the owner, and the sponsor for information when that is somebody else.
func (a ImprovementAction) given(why string) []Telling {
	tell := []Telling{{Kind: Assigned, Roles: []Role{Owner}, Why: why}}
	if a.SponsorID != "" && a.SponsorID != a.OwnerID {
		tell = append(tell, Telling{Kind: Informed, People: []string{a.SponsorID}, Why: "You sponsor an improvement action that was given to its owner. It is due on " + a.Run.Due.Long() + "."})
	}
	return tell
}

// lookIn sets by when somebody else should have looked, some working days from now.
func (a *ImprovementAction) lookIn(days int, now time.Time) {
	a.LookBy = a.Terms.Calendar.Add(calendar.DateOf(now), days, calendar.Exclusive)
}

// mayRun lets the owner, whoever covers for the owner, and whoever runs the plan act on the action.
func (a ImprovementAction) mayRun(who Actor) error {
	if a.ownedBy(who) || May(who, RunPlan, a.Place()) {
		return nil
	}
	return Errorf(Forbidden, "Only the owner of this action, or whoever runs the improvement plan, can do this.")
}

func (a ImprovementAction) notNow(done string) error {
	return Errorf(Conflict, "This action cannot be %s now: it is %s.", done, a.Status.Title())
}
