package readiness

import (
	"cmp"
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// DueAt is the moment by which somebody has to act: the hour of the close of day, or its own, in London.
func (x VisitEntry) DueAt() time.Time { return x.Run.Due.At(x.hour(), 0) }

func (x VisitEntry) hour() int { return cmp.Or(x.Hour, x.Terms.Visit.CloseOfDay) }

// until says by when, with the hour.
func (x VisitEntry) until() string { return "by " + HourOfDay(x.hour()) + " on " + x.Run.Due.Long() }

// HourOfDay is a whole hour as people write it: 5pm.
func HourOfDay(hour int) string {
	switch {
	case hour == 0:
		return "midnight"
	case hour < 12:
		return itoa(hour) + "am"
	case hour == 12:
		return "midday"
	}
	return itoa(hour-12) + "pm"
}

// CloseOn is the day at whose close something is due that begins now: today until the hour, then the next working day. A child does not wait for Monday.
func CloseOn(kind string, hour int, c calendar.Calendar, now time.Time) calendar.Date {
	today := calendar.DateOf(now)
	passed := !now.Before(today.At(hour, 0))
	switch {
	case passed:
		return c.Add(today, 1, calendar.Exclusive)
	case kind == EntryConcern:
		return today
	}
	return c.Next(today)
}

// closes begins a new run to the close of the day.
func (x *VisitEntry) closes(now time.Time) {
	x.begin(CloseOn(x.Kind, x.hour(), x.Terms.Calendar, now), now)
}

// Deadline is the next rung of the ladder while the entry waits for somebody; false otherwise.
func (x VisitEntry) Deadline() (time.Time, bool) {
	if !x.Status.Waits() {
		return time.Time{}, false
	}
	return x.Run.Moment(x.Terms.Ladder, x.Terms.Calendar)
}

// Ended reports whether nothing more can happen.
func (x VisitEntry) Ended() bool { return !x.Status.Waits() }

// Brief is the entry as an answer carries it: the terms are long, and whoever asks has them already.
func (x VisitEntry) Brief() VisitEntry {
	x.Terms = Terms{}
	return x
}

// Standing says in a few words how the entry stands, naming nobody.
func (x VisitEntry) Standing() string {
	return upperFirst(x.noun().name) + ": " + x.Status.Title() + ", due " + x.Run.Due.Long()
}

// Awaits says what the next deadline is, naming nobody.
func (x VisitEntry) Awaits() string { return "Next rung of the ladder; due " + x.Run.Due.Long() }

// Lapse reaches the next rung. Who led the visit hears with the director, and so does whoever answers for the child.
func (x VisitEntry) Lapse(now time.Time) (VisitEntry, Event, error) {
	at, waits := x.Deadline()
	if !waits || now.Before(at) {
		return x, Event{}, Errorf(Conflict, "Nothing has lapsed.")
	}
	ev := x.climb(x.noun(), x.undone(), now)
	for i := range ev.Tell {
		t := &ev.Tell[i]
		if t.Kind == Reminder {
			t.Kind, t.Why = x.urgent(), "Two hours are left: "+x.waitsFor()+", "+x.until()+"."
			t.Roles, t.People = nil, x.acting()
		}
		t.Why = x.tell(t.Kind, nil, t.Why).Why
	}
	if ev.Kind == "escalated" {
		why := "The day ended, and " + x.undone() + ". The director has been told."
		also := x.tell(x.urgent(), some(append(x.acting(), x.LeadID)...), why)
		if x.concern() {
			also.Roles = []Role{x.answering()}
		}
		ev.Tell = append(ev.Tell, also)
	}
	return x.with(Asked{By: Clock}, ev, now)
}

// acting are the people who have to do something: the owner, or whoever can see that it was done.
func (x VisitEntry) acting() []string {
	if x.Status == EntryOpen {
		return some(x.OwnerID)
	}
	seers := some(x.By, x.LeadID)
	return slices.DeleteFunc(seers, func(id string) bool { return id == x.Answer.By })
}

// undone says what nobody did.
func (x VisitEntry) undone() string {
	switch {
	case x.Status == EntryAnswered && x.concern():
		return "nobody else has seen what was done for a child"
	case x.Status == EntryAnswered:
		return "nobody has looked at the answer to a request"
	case x.concern():
		return "nobody has acted on a concern about a child"
	}
	return "a request of inspectors is not answered"
}

// waitsFor says what has to be done.
func (x VisitEntry) waitsFor() string {
	switch {
	case x.Status == EntryAnswered && x.concern():
		return "somebody else has to see what was done for a child"
	case x.Status == EntryAnswered:
		return "the answer to a request has to be looked at"
	case x.concern():
		return "a concern about a child has to be acted on"
	}
	return "a request of inspectors has to be answered"
}

// Replan takes new terms (Course.replan). The hour at which it is due stays its own.
func (x VisitEntry) Replan(terms Terms, now time.Time) (VisitEntry, Event, error) {
	if x.Ended() || x.Terms.Calendar.Version == terms.Calendar.Version && x.Terms.Visit.Version == terms.Visit.Version {
		return x, Event{}, Errorf(Conflict, "There is nothing to plan again.")
	}
	terms.Ladder = terms.Visit.EntryLadder(x.Hour, terms.Ladder.Hour)
	ev := x.replan(terms, now)
	ev.Tell = nil
	return x.with(Asked{By: Clock}, ev, now)
}

// A VisitEntryFollowup is what its visit, or a change among the people, means for an entry.
type VisitEntryFollowup struct {
	EntryID string      `json:"entry_id"`
	OwnerID *string     `json:"owner_id,omitempty"` // its owner has left; "" for nobody
	LeadID  *string     `json:"lead_id,omitempty"`  // somebody else leads its visit now
	End     VisitStatus `json:"end,omitempty"`      // its visit was closed or called off
}

// Followup is what an entry has to hear of its visit, nil without one, and of those who are here. answers is who answers for its child today; "" for nobody.
func (x VisitEntry) Followup(of *Visit, here []string, answers string) (f VisitEntryFollowup, hears bool) {
	f.EntryID = x.ID
	switch {
	case of != nil && of.Ended() && !x.Detached:
		f.End = of.Status
	case of != nil && of.OwnerID != x.LeadID:
		f.LeadID = &of.OwnerID
	case x.OwnerID == "" || !slices.Contains(here, x.OwnerID):
		heir := x.heir(here, answers)
		f.OwnerID = &heir
		return f, heir != x.OwnerID
	default:
		return f, false
	}
	return f, true
}

// heir is who takes over from an owner who has left: whoever answers for the child, or leads the visit, or logged it.
func (x VisitEntry) heir(here []string, answers string) string {
	first := ""
	if x.concern() {
		first = answers
	}
	for _, id := range []string{first, x.LeadID, x.By, answers} {
		if id != "" && slices.Contains(here, id) {
			return id
		}
	}
	return ""
}

// Follow takes what happened around the entry. What it knows already is refused as a Conflict.
func (x VisitEntry) Follow(f VisitEntryFollowup, now time.Time) (VisitEntry, Event, error) {
	switch {
	case x.Ended():
	case f.End != "" && !x.Detached:
		return x.visitEnded(f.End, now)
	case f.LeadID != nil && *f.LeadID != x.LeadID:
		x.LeadID = *f.LeadID
		return x.with(Asked{By: Clock}, Event{Kind: "lead changed", Text: "Somebody else leads the visit now.", Quiet: true}, now)
	case f.OwnerID != nil && *f.OwnerID != x.OwnerID:
		x.OwnerID = *f.OwnerID
		ev := Event{Kind: "handed on", Text: "Its owner has left, so it went to somebody else."}
		ev.Tell = []Telling{x.tell(x.urgent(), some(x.OwnerID), upperFirst(x.noun().a)+" went to you, because its owner has left. "+upperFirst(x.waitsFor())+", "+x.until()+".")}
		if x.OwnerID == "" {
			ev.Text = "Its owner has left, and nobody has it now."
			ev.Tell = []Telling{x.tell(Escalated, some(x.LeadID), upperFirst(x.noun().a)+" belongs to nobody, because its owner has left. Give it to somebody.", Director)}
		}
		return x.with(Asked{By: Clock}, ev, now)
	}
	return x, Event{}, Errorf(Conflict, "There is nothing to follow.")
}

// visitEnded ends a request with its visit, and everything with a rehearsal. A concern about a child goes on: a visit that ended does not make it safe.
func (x VisitEntry) visitEnded(status VisitStatus, now time.Time) (VisitEntry, Event, error) {
	text := "The visit was closed."
	if status == VisitCancelled {
		text = "The visit was called off."
	}
	if x.Rehearsal {
		text = "The rehearsal is over."
	}
	x.Detached = true
	if x.concern() && !x.Rehearsal {
		return x.with(Asked{By: Clock}, Event{Kind: "visit ended", Text: text + " The concern goes on until somebody has seen that the child is safe."}, now)
	}
	x.Status = EntryDropped
	x.settleEscalation("the visit has ended", Actor{}, now)
	return x.with(Asked{By: Clock}, Event{Kind: "visit ended", Text: text}, now)
}
