package readiness

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// Deadline is the next moment at which something happens by itself: a rung of the ladder, the day by which somebody else should have looked, or a
// re-test. False when nothing will happen.
func (a ImprovementAction) Deadline() (time.Time, bool) {
	hour := a.Terms.Ladder.Hour
	switch a.Status {
	case ActionAgreed, ActionInProgress:
		return a.Run.Moment(a.Terms.Ladder, a.Terms.Calendar)
	case ActionProposed, ActionClaimed, ActionRetest:
		return a.LookBy.At(hour, 0), true
	case ActionVerified:
		return a.RetestOn.At(hour, 0), true
	}
	return time.Time{}, false
}

// Ended reports whether nothing more can happen.
func (a ImprovementAction) Ended() bool { return a.Status.Ended() }

// Brief is the action as an answer carries it: the terms are long, and whoever asks has them already.
func (a ImprovementAction) Brief() ImprovementAction {
	a.Terms = Terms{}
	return a
}

// Standing says in a few words how the action stands, naming nobody.
func (a ImprovementAction) Standing() string { return a.Status.Title() + ", due " + a.Run.Due.Long() }

// Awaits says what the next deadline is, naming nobody.
func (a ImprovementAction) Awaits() string {
	switch a.Status {
	case ActionVerified:
		return "Re-test on " + a.RetestOn.Long()
	case ActionProposed, ActionClaimed, ActionRetest:
		return "Somebody is to look by " + a.LookBy.Long()
	}
	return "Next rung of the ladder; due " + a.Run.Due.Long()
}

// Pressing is the day by which somebody has to do something: the owner, or who agrees, checks or re-tests it. Of an ended action it is the due date.
func (a ImprovementAction) Pressing() calendar.Date {
	switch a.Status {
	case ActionProposed, ActionClaimed, ActionRetest:
		return a.LookBy
	case ActionVerified:
		return a.RetestOn
	}
	return a.Run.Due
}

// Overdue is how many working days late the owner is on a day; 0 when the action is not late, or with somebody else.
func (a ImprovementAction) Overdue(on calendar.Date) int {
	if !a.Status.Running() {
		return 0
	}
	return a.Run.Overdue(on, a.Terms.Calendar)
}

// Lapse is what happens when nobody did anything until the deadline.
func (a ImprovementAction) Lapse(now time.Time) (ImprovementAction, Event, error) {
	at, waits := a.Deadline()
	if !waits || now.Before(at) {
		return a, Event{}, Errorf(Conflict, "Nothing has lapsed.")
	}
	var ev Event
	switch a.Status {
	case ActionVerified:
		ev = a.retest(now)
	case ActionProposed:
		ev = a.late("The action was to be agreed", Telling{Kind: Reminder, Roles: []Role{ImprovementLead}}, a.Terms.Plan.AgreeDays, now)
	case ActionClaimed:
		ev = a.late("The check was due", a.toVerifier(Reminder, ""), a.Terms.Plan.VerifyDays, now)
	case ActionRetest:
		ev = a.late("The re-test was due", a.toVerifier(Reminder, ""), a.Terms.Plan.RetestDays, now)
	default:
		ev = a.climb(actionNoun, "nobody said it done", now)
	}
	return a.with(Asked{By: Clock}, ev, now)
}

// retest brings the action back: the owner attaches fresh evidence, and whoever checked it looks whether it has lasted.
func (a *ImprovementAction) retest(now time.Time) Event {
	a.Status = ActionRetest
	a.lookIn(a.Terms.Plan.RetestDays, now)
	ev := Event{Kind: "re-test due", Text: "Shown done on " + a.Verified.Long() + ": it is time to see whether it has lasted, by " + a.LookBy.Long() + "."}
	ev.Tell = []Telling{
		{Kind: Assigned, Roles: []Role{Owner}, Why: "An improvement action that you own is re-tested. Attach fresh evidence, of the same measure, by " + a.LookBy.Long() + "."},
		a.toVerifier(VerifyAsked, "An improvement action that was shown done waits for your re-test, by "+a.LookBy.Long()+"."),
	}
	return ev
}

// late reminds whoever should have looked, and the assistant director, and will again.
func (a *ImprovementAction) late(what string, tell Telling, days int, now time.Time) Event {
	was := a.LookBy
	a.lookIn(days, now)
	text := what + " by " + was.Long() + " and has not been done."
	tell.Why = "An improvement action waits: " + lowerFirst(text)
	above := Telling{Kind: Reminder, Roles: []Role{AssistantDirector}, Why: tell.Why}
	return Event{Kind: "waits", Text: text, Tell: []Telling{tell, above}}
}

// An ActionFollowup is what has become around a running action: an owner who has left, somebody who can no longer check it, or a letter that names a finding
// again which the action was to put right.
type ActionFollowup struct {
	ActionID   string `json:"action_id"`
	OwnerID    string `json:"owner_id"`    // who owns it now; the sponsor, for an owner who has left
	VerifierID string `json:"verifier_id"` // who checks it now; "" leaves it to quality assurance
	Drawn      bool   `json:"drawn"`       // VerifierID is to be taken

	Again *NamedAgain `json:"again,omitempty"` // since it was shown done
}

// Follow gives an action whose owner has left to its sponsor, and one whose verifier cannot check it any more to another; it opens one again whose finding a
// letter names again.
func (a ImprovementAction) Follow(f ActionFollowup, now time.Time) (ImprovementAction, Event, error) {
	switch {
	case a.Status.Ended():
	case f.OwnerID != "" && f.OwnerID != a.OwnerID:
		a.OwnerID = f.OwnerID
		ev := a.assigned(actionNoun, "The owner has left, so the action went to its sponsor.", "")
		return a.with(Asked{By: Sweeper}, ev, now)
	case f.Again != nil && a.Status.ShownOpen() && !a.known(f.Again.Asked(a.ID, Sweeper)):
		return f.Again.Command().reopen(a, f.Again.Asked(a.ID, Sweeper), now)
	case f.Drawn && f.VerifierID != a.VerifierID:
		a.VerifierID, a.Named = f.VerifierID, false
		ev := Event{Kind: "verifier changed", Text: "Whoever was to check the action cannot any more, so somebody else was drawn."}
		if a.Status.Checked() {
			ev.Tell = []Telling{a.toVerifier(VerifyAsked, "An improvement action waits for your check, by "+a.LookBy.Long()+".")}
		}
		return a.with(Asked{By: Sweeper}, ev, now)
	}
	return a, Event{}, Errorf(Conflict, "There is nothing to follow.")
}

// Replan takes new terms (Course.replan).
func (a ImprovementAction) Replan(terms Terms, now time.Time) (ImprovementAction, Event, error) {
	same := a.Terms.Calendar.Version == terms.Calendar.Version && a.Terms.Ladder.Version == terms.Ladder.Version && a.Terms.Plan.Version == terms.Plan.Version
	if a.Status.Ended() || same {
		return a, Event{}, Errorf(Conflict, "There is nothing to plan again.")
	}
	ev := a.replan(terms, now)
	return a.with(Asked{By: Clock}, ev, now)
}
