package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// Deadline is the next moment at which something happens by itself: its preparation begins, the inspectors arrive or leave, or a rung of the ladder while
// the letter is looked for.
func (x Visit) Deadline() (time.Time, bool) {
	switch x.Status {
	case VisitPlanned:
		return x.begins().At(x.Terms.Ladder.Hour, 0), true
	case VisitPreparing:
		return x.On.At(x.Terms.Ladder.Hour, 0), true
	case VisitOnSite:
		return x.Terms.Calendar.Add(x.Until, 1, calendar.Exclusive).At(x.Terms.Ladder.Hour, 0), true
	case VisitAwaiting:
		return x.Run.Moment(x.Terms.Ladder, x.Terms.Calendar)
	}
	return time.Time{}, false
}

// Ended reports whether nothing more can happen.
func (x Visit) Ended() bool { return x.Status.Ended() }

// Undecided reports whether steps that were left out wait for the director, who can bring them back until the inspectors have left.
func (x Visit) Undecided() bool {
	return x.Short != nil && x.Short.Decided.IsZero() && (x.Status == VisitPlanned || x.Status == VisitPreparing || x.Status == VisitOnSite)
}

// Brief is the visit as an answer carries it: the terms are long, and whoever asks has them already.
func (x Visit) Brief() Visit {
	x.Terms = Terms{}
	return x
}

// Standing says in a few words how the visit stands, naming nobody.
func (x Visit) Standing() string {
	return upperFirst(x.Status.Title()) + ", on site from " + x.On.Long()
}

// Awaits says what the next deadline is, naming nobody.
func (x Visit) Awaits() string {
	switch x.Status {
	case VisitPlanned:
		return "The first step of its preparation"
	case VisitPreparing:
		return "The first day on site, " + x.On.Long()
	case VisitOnSite:
		return "The end of the last day on site, " + x.Until.Long()
	}
	return "Next rung of the ladder; the letter is expected by " + x.Run.Due.Long()
}

// Lapse is what happens when the deadline has come.
func (x Visit) Lapse(now time.Time) (Visit, Event, error) {
	at, waits := x.Deadline()
	if !waits || now.Before(at) {
		return x, Event{}, Errorf(Conflict, "Nothing has lapsed.")
	}
	var ev Event
	switch x.Status {
	case VisitPlanned:
		x.Status = VisitPreparing
		ev = Event{Kind: "began", Text: "The preparation began."}
		ev.Tell = []Telling{{Kind: Informed, People: x.Everybody(), Why: "The preparation of the visit of " + x.On.Long() + " began. Its page shows your steps."}}
	case VisitPreparing:
		x.Status = VisitOnSite
		ev = Event{Kind: "arrived", Text: "The first day on site."}
		ev.Tell = []Telling{{Kind: Informed, Roles: []Role{Director}, People: x.Everybody(), Why: "Inspectors are on site from today until " + x.Until.Long() + ". Log every request and every concern on the visit’s page."}}
		if x.Rehearsal {
			ev.Tell = nil
		}
	case VisitOnSite:
		ev = x.left(now)
	default:
		ev = x.climb(visitNoun, "its letter has not been entered", now)
	}
	return x.with(Asked{By: Clock}, ev, now)
}

// left ends the time on site: a rehearsal is over with it, and after a visit the letter is looked for.
func (x *Visit) left(now time.Time) Event {
	if x.Rehearsal {
		x.Status = VisitClosed
		return Event{Kind: "closed", Text: "The rehearsal is over.", Tell: []Telling{
			{Kind: Informed, Roles: []Role{Director}, People: some(x.OwnerID), Why: "The rehearsal is over. Its page shows which steps were on time, late or missing."},
		}}
	}
	x.Status = VisitAwaiting
	x.begin(x.Terms.Calendar.Add(x.Until, x.LetterDays, calendar.Exclusive), now)
	return Event{Kind: "left", Text: "The inspectors have left. The letter is expected by " + x.Run.Due.Long() + "."}
}

// Replan takes new terms (Course.replan).
func (x Visit) Replan(terms Terms, now time.Time) (Visit, Event, error) {
	if x.Ended() || x.Terms.sameVisit(terms) {
		return x, Event{}, Errorf(Conflict, "There is nothing to plan again.")
	}
	ev := x.replan(terms, now)
	if x.Status != VisitAwaiting {
		ev.Tell, ev.Quiet = nil, true
	}
	return x.with(Asked{By: Clock}, ev, now)
}

// sameVisit reports whether terms are of the same versions.
func (t Terms) sameVisit(o Terms) bool {
	return t.Calendar.Version == o.Calendar.Version && t.Ladder.Version == o.Ladder.Version && t.Visit.Version == o.Visit.Version
}

// A VisitFollowup is what happened around a running visit.
type VisitFollowup struct {
	VisitID   string     `json:"visit_id"`
	Overtaken bool       `json:"overtaken,omitempty"` // the real call came while it was rehearsed
	People    *TakenOver `json:"people,omitempty"`    // somebody has left
}

// Followup is what a visit has to hear of the call and of those who are here: a rehearsal that the real call came, any other that somebody who has a part
// in it has left, with who takes over what goes with no post. hears is false when there is nothing.
func (x Visit) Followup(called bool, here []string, heir string) (f VisitFollowup, hears bool) {
	f.VisitID = x.ID
	if x.Rehearsal && called {
		f.Overtaken = true
		return f, true
	}
	for _, id := range x.Everybody() {
		if !slices.Contains(here, id) {
			f.People = &TakenOver{FromID: id, ToID: heir}
			return f, true
		}
	}
	return f, false
}

// Follow takes what happened around the visit. What it knows already is refused as a Conflict.
func (x Visit) Follow(f VisitFollowup, now time.Time) (Visit, Event, error) {
	switch {
	case x.Ended():
	case f.Overtaken && x.Rehearsal:
		x.Status = VisitCancelled
		x.settleEscalation("the real call came", Actor{}, now)
		ev := Event{Kind: "overtaken", Text: "The real call came, so the rehearsal was ended."}
		ev.Tell = []Telling{{Kind: Informed, People: x.Everybody(), Why: "The rehearsal was ended because Ofsted have rung."}}
		return x.with(Asked{By: Clock}, ev, now)
	case f.People != nil && f.People.FromID != "" && slices.Contains(x.Everybody(), f.People.FromID):
		return x.handOver(*f.People, now)
	}
	return x, Event{}, Errorf(Conflict, "There is nothing to follow.")
}

// handOver gives every part of somebody who left to somebody else, or to nobody, so that somebody is named.
func (x Visit) handOver(t TakenOver, now time.Time) (Visit, Event, error) {
	if x.OwnerID == t.FromID {
		x.OwnerID = t.ToID
	}
	x.Holders = slices.Clone(x.Holders)
	for i := range x.Holders {
		if x.Holders[i].PersonID == t.FromID {
			x.Holders[i].PersonID, x.Holders[i].NamedAt = t.ToID, x.Seq+1
		}
	}
	ev := Event{Kind: "handed on", Text: "Somebody who had a part in the visit has left, and somebody else has it now."}
	ev.Tell = []Telling{{Kind: Assigned, People: some(t.ToID), Why: "You took over a part in the visit that begins on " + x.On.Long() + ", from somebody who has left."}}
	if t.ToID == "" {
		ev.Text = "Somebody who had a part in the visit has left, and nobody has it now."
		ev.Tell = []Telling{{Kind: Escalated, Roles: []Role{Director}, Key: "missing/" + itoa(x.Seq+1), Why: "Somebody who had a part in a visit has left. Nobody has these parts now: " + inSentence(x.Missing()) + "."}}
	}
	return x.with(Asked{By: Clock}, ev, now)
}
