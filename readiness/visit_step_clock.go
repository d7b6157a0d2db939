package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// Deadline is the next rung of the ladder while the step waits for somebody; false otherwise.
func (x VisitStep) Deadline() (time.Time, bool) {
	if x.Over || !x.Status.Waits() {
		return time.Time{}, false
	}
	return x.Run.Moment(x.Terms.Ladder, x.Terms.Calendar)
}

// Ended reports whether nothing more can happen: its visit has ended.
func (x VisitStep) Ended() bool { return x.Over }

// Brief is the step as an answer carries it: the terms are long, and whoever asks has them already.
func (x VisitStep) Brief() VisitStep {
	x.Terms = Terms{}
	return x
}

// Standing says in a few words how the step stands, naming nobody.
func (x VisitStep) Standing() string {
	if !x.Status.Waits() {
		return upperFirst(x.Status.Title())
	}
	return upperFirst(x.Status.Title()) + ", due " + x.Run.Due.Long()
}

// Awaits says what the next deadline is, naming nobody.
func (x VisitStep) Awaits() string { return "Next rung of the ladder; due " + x.Run.Due.Long() }

// Overdue is how many working days late the step is on a day; 0 when it waits for nobody.
func (x VisitStep) Overdue(on calendar.Date) int {
	if x.Over || !x.Status.Waits() {
		return 0
	}
	return x.Run.Overdue(on, x.Terms.Calendar)
}

// Lapse reaches the next rung.
func (x VisitStep) Lapse(now time.Time) (VisitStep, Event, error) {
	at, waits := x.Deadline()
	if !waits || now.Before(at) {
		return x, Event{}, Errorf(Conflict, "Nothing has lapsed.")
	}
	why := "nobody did it"
	if x.Status == StepAsked {
		why = "nobody answered whether it is waived"
	}
	return x.with(Asked{By: Clock}, x.climb(stepNoun, why, now), now)
}

// Replan takes new terms (Course.replan).
func (x VisitStep) Replan(terms Terms, now time.Time) (VisitStep, Event, error) {
	if x.Ended() || x.Terms.sameVisit(terms) {
		return x, Event{}, Errorf(Conflict, "There is nothing to plan again.")
	}
	closed := x.Terms.Calendar.Version != terms.Calendar.Version
	ev := x.replan(terms, now)
	if x.Status == StepLater {
		ev.Text = "The calendar or the rules changed."
	}
	if day := StepDay(x.Counted, x.Offset, terms.Calendar); closed && x.Status.Waits() && !x.Held && day.After(calendar.DateOf(now)) && day != x.Run.Due {
		ev.Was, ev.Quiet = x.Run.Due, false
		x.begin(day, now)
		ev.Text = "The calendar changed: the due date moved from " + ev.Was.Long() + " to " + day.Long() + "."
		ev.Tell = []Telling{{Kind: Informed, Roles: []Role{Owner}, Why: "The date of a step moved from " + ev.Was.Long() + " to " + day.Long() + " because the council's calendar changed."}}
	}
	if !x.Status.Waits() {
		ev.Tell, ev.Quiet = nil, true
	}
	return x.with(Asked{By: Clock}, ev, now)
}

// A VisitStepFollowup is what its visit, or a change among the people, means for a step. Words to a step can overtake each other, and what the ledger has of
// it may lag behind a word that is on its way: so each bears the number of its visit's last event (Seq), a step refuses one that is older than what it heard,
// and hears of whatever concerns it even when it seems to know already.
type VisitStepFollowup struct {
	StepID   string      `json:"step_id"`
	Seq      int         `json:"seq,omitempty"`      // 0 in words of earlier versions of Sightline
	Dates    *VisitDates `json:"dates,omitempty"`    // the visit moved, or a day became known
	Restored bool        `json:"restored,omitempty"` // the director wants it done although its day has passed
	OwnerID  *string     `json:"owner_id,omitempty"` // somebody else has its part now; "" for nobody
	End      VisitStatus `json:"end,omitempty"`      // its visit was closed or called off
}

// Followup is what a step has to hear of its visit and of those who are here: all of it, since the next look may be a night away.
func (x VisitStep) Followup(of Visit, here []string) (f VisitStepFollowup, hears bool) {
	f.StepID, f.Seq = x.ID, of.Seq
	if of.Ended() {
		f.End = of.Status
		return f, true
	}
	if x.Counted != of.Day(x.Anchor) || x.Heard < of.datedAt(x.Anchor) {
		f.Dates = &of.VisitDates
	}
	f.Restored = x.Drop && of.Short != nil && slices.Contains(of.Short.Keep, x.Code)
	if owner := x.heir(of, here); owner != x.OwnerID || x.Heard < of.namedAt(x.Slot, x.Focus) {
		f.OwnerID = &owner
	}
	return f, f.Dates != nil || f.Restored && !x.Restored || f.OwnerID != nil
}

// datedAt is the number of the event that gave an anchor the day that it has; 0 for the visit's first.
func (x Visit) datedAt(anchor string) int {
	switch anchor {
	case "visit", "end":
		return x.MovedAt
	case "letter":
		return x.LetterAt
	}
	return 0
}

// namedAt is the number of the event that gave a part to whoever has it, or does without anybody; 0 for the visit's first.
func (x Visit) namedAt(slot, focus string) (at int) {
	if i := x.holder(slot, focus); i >= 0 {
		if at = x.Holders[i].NamedAt; x.Holders[i].PersonID != "" {
			return at
		}
	}
	if i := x.holder(LeadSlot, ""); i >= 0 { // who does then
		at = max(at, x.Holders[i].NamedAt)
	}
	return at
}

// heir is who should own the step: whoever it was given to, while they are here; otherwise whoever has its part, or leads the visit.
func (x VisitStep) heir(of Visit, here []string) string {
	holder := of.Holder(x.Slot, x.Focus)
	first := holder
	if x.Assigned {
		first = x.OwnerID
	}
	for _, id := range []string{first, holder, of.OwnerID} {
		if id != "" && slices.Contains(here, id) {
			return id
		}
	}
	return ""
}

// Follow takes what happened around the step. What it knows already is refused as a Conflict.
func (x VisitStep) Follow(f VisitStepFollowup, now time.Time) (VisitStep, Event, error) {
	moves := f.Dates != nil && f.Dates.Day(x.Anchor) != x.Counted
	back, other := f.Restored && !x.Restored, f.OwnerID != nil && *f.OwnerID != x.OwnerID
	newer, older := f.Seq > x.Heard && (f.Dates != nil || f.OwnerID != nil), f.Seq > 0 && f.Seq < x.Heard
	switch {
	case x.Ended() || f.End == "" && (older || !moves && !back && !other && !newer):
		return x, Event{}, Errorf(Conflict, "There is nothing to follow.")
	case f.End != "":
		return x.end(f.End, now)
	}
	x.Heard = max(x.Heard, f.Seq)
	if back || moves {
		x.Restored = f.Restored
	}
	if other {
		x.handOn(*f.OwnerID)
	}
	switch {
	case moves:
		return x.moved(*f.Dates, other, now)
	case back:
		return x.restored(now)
	case !other: // what it heard before comes too late from now on
		return x.with(Asked{By: Clock}, Event{Kind: "heard", Text: "The visit changed. The step stays as it is.", Quiet: true}, now)
	}
	ev := x.assigned(stepNoun, "Somebody else has the part that this step belongs to.", "")
	if !x.Status.Waits() {
		ev.Tell = nil
	}
	return x.with(Asked{By: Clock}, ev, now)
}

// handOn gives the step to whoever has its part now, who was not spared anything.
func (x *VisitStep) handOn(ownerID string) {
	x.OwnerID, x.Assigned = ownerID, false
	if x.Status == StepAsked {
		x.Status, x.Waiver = StepOpen, nil
	}
}

// restored brings a step that was left out back. One that was not left out keeps the director's word for when the visit moves.
func (x VisitStep) restored(now time.Time) (VisitStep, Event, error) {
	if x.Status != StepLeftOut {
		return x.with(Asked{By: Clock}, Event{Kind: "restored", Text: "The director wants the step done. It stays as it is.", Quiet: true}, now)
	}
	x.place(VisitDates{Called: x.Counted, On: x.Counted, Until: x.Counted, Letter: x.Counted}, now)
	ev := Event{Kind: "restored", Text: "The director brought the step back. It is due on " + x.Run.Due.Long() + "."}
	ev.Tell = []Telling{{Kind: Assigned, Roles: []Role{Owner}, Why: "A step of a visit that had been left out came back. It is due on " + x.Run.Due.Long() + "."}}
	return x.with(Asked{By: Clock}, ev, now)
}

func (x VisitStep) end(status VisitStatus, now time.Time) (VisitStep, Event, error) {
	x.Over = true
	text := "The visit was closed."
	if status == VisitCancelled {
		text = "The visit was called off."
	}
	if x.Status.Waits() || x.Status == StepLater {
		x.Status = StepDropped
	}
	x.settleEscalation("the visit has ended", Actor{}, now)
	return x.with(Asked{By: Clock}, Event{Kind: "ended", Text: text}, now)
}

// moved takes the days of a visit that moved, or of which one became known. What was done or waived stays as it is.
func (x VisitStep) moved(d VisitDates, handed bool, now time.Time) (VisitStep, Event, error) {
	was, before := x.Run.Due, x.Status
	if before == StepDone || before == StepWaived || x.Held && before.Waits() {
		x.Counted = d.Day(x.Anchor)
		ev := Event{Kind: "moved", Text: "The visit moved. The step stays as it is.", Quiet: true}
		if handed && before.Waits() {
			ev.Quiet, ev.Tell = false, x.assigned(stepNoun, "", "").Tell
		}
		return x.with(Asked{By: Clock}, ev, now)
	}
	x.place(d, now)
	if before == StepAsked && x.Status == StepOpen {
		x.Status = StepAsked
	}
	x.settleEscalation("the visit moved", Actor{}, now)
	ev := Event{Kind: "moved", Was: was, Text: x.placed()}
	if before == StepLater {
		ev.Was = calendar.Date{}
	}
	switch {
	case !x.Status.Waits():
	case before == StepLater || handed:
		ev.Tell = []Telling{{Kind: Assigned, Roles: []Role{Owner}, Why: "A step of a visit is yours to do, by " + x.Run.Due.Long() + "."}}
	default:
		ev.Tell = []Telling{{Kind: Informed, Roles: []Role{Owner}, Why: "A visit moved, and with it your step: it is due on " + x.Run.Due.Long() + "."}}
	}
	return x.with(Asked{By: Clock}, ev, now)
}
