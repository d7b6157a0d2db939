package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// MoveVisit moves the first day on site. Every step that is not done moves with it by working days.
type MoveVisit struct {
	On     calendar.Date `json:"on" validate:"required"`
	Reason string        `json:"reason" validate:"required,max=2000"`
}

// DecideShortNotice says which of the steps that were left out come back: their codes. The others stay left out; what came back before stays too.
type DecideShortNotice struct {
	Keep []string `json:"keep" validate:"max=60,dive,max=40"`
	Note string   `json:"note" validate:"max=2000"`
}

// NameHolder gives a part of the visit to somebody. Steps that belong to it and are not done go with it.
type NameHolder struct {
	Slot     string `json:"slot" validate:"required,max=40"`
	Focus    string `json:"focus" validate:"max=40"` // for a part in a focus area
	PersonID string `json:"person_id" validate:"required,max=64"`
}

// EnterVisitLetter enters the day on which the council received the letter or report. It can be corrected until the visit is closed.
type EnterVisitLetter struct {
	On calendar.Date `json:"on" validate:"required"`
}

// CloseVisit ends the visit, once nothing of it is open.
type CloseVisit struct {
	Note string `json:"note" validate:"max=2000"`
}

// CancelVisit calls the visit off, or ends a rehearsal early.
type CancelVisit struct {
	Reason string `json:"reason" validate:"required,max=2000"`
}

// DecideVisitEscalation is the answer of whoever a missing letter reached: more time, or passing it up.
type DecideVisitEscalation EscalationAnswer

func (MoveVisit) Name() string             { return "move-visit" }
func (DecideShortNotice) Name() string     { return "decide-short-notice" }
func (NameHolder) Name() string            { return "name-visit-holder" }
func (EnterVisitLetter) Name() string      { return "enter-visit-letter" }
func (CloseVisit) Name() string            { return "close-visit" }
func (CancelVisit) Name() string           { return "cancel-visit" }
func (DecideVisitEscalation) Name() string { return "decide-visit-escalation" }

// VisitFacts are what the ledger knows of what belongs to a visit.
type VisitFacts struct {
	OpenSteps   int `json:"open_steps"`   // that are neither done nor waived nor left out
	OpenEntries int `json:"open_entries"` // requests and concerns that are not settled
}

func mayRunVisits(by Actor) error {
	if May(by, RunVisits, Place{}) {
		return nil
	}
	return Errorf(Forbidden, "Only whoever runs visits can do this: the improvement programme lead, an assistant director or the director.")
}

// Decide moves the visit.
func (c MoveVisit) Decide(x Visit, asked Asked, now time.Time) (Visit, Event, error) {
	if err := mayRunVisits(asked.By); err != nil {
		return x, Event{}, err
	}
	today, was := calendar.DateOf(now), x.On
	switch {
	case x.Status != VisitPlanned && x.Status != VisitPreparing:
		return x, Event{}, x.notNow("moved")
	case c.On == x.On:
		return x, Event{}, FieldErrorf("on", "This is the day that it has already.")
	case c.On.Before(today):
		return x, Event{}, FieldErrorf("on", "The first day on site must be today or later.")
	case !x.Terms.Calendar.IsWorkingDay(c.On):
		return x, Event{}, FieldErrorf("on", "%s is not a working day. The next one is %s.", c.On.Full(), x.Terms.Calendar.Next(c.On).Long())
	case !x.Called.IsZero() && c.On.Before(x.Called):
		return x, Event{}, FieldErrorf("on", "Inspectors cannot have come before they rang, on %s.", x.Called.Long())
	}
	x.On, x.Until = c.On, LastDay(c.On, x.Days, x.Terms.Calendar)
	x.Run.Due, x.MovedAt = x.On, x.Seq+1
	if x.Moved++; !x.begins().After(today) {
		x.Status = VisitPreparing
	}
	ev := Event{Kind: "moved", Was: was, Note: c.Reason, Text: "The visit moved from " + was.Long() + " to " + x.On.Long() + ". Every step that is not done moved with it."}
	ev.Tell = append([]Telling{{Kind: Informed, Roles: []Role{Director}, People: x.Everybody(), Why: "The visit of " + was.Long() + " moved to " + x.On.Long() + ". Your steps moved with it."}}, x.shorten(now)...)
	return x.with(asked, ev, now)
}

// LastDay is the last day of so many working days on site that begin on a day.
func LastDay(first calendar.Date, days int, c calendar.Calendar) calendar.Date {
	return c.Add(first, max(days, 1), calendar.Inclusive)
}

// Decide brings steps back.
func (c DecideShortNotice) Decide(x Visit, asked Asked, now time.Time) (Visit, Event, error) {
	switch {
	case !asked.By.Holds(Director, AssistantDirector):
		return x, Event{}, Errorf(Forbidden, "Only the director or an assistant director decides what is left out when a visit is near.")
	case x.Short == nil || len(x.Short.LeftOut) == 0:
		return x, Event{}, Errorf(Conflict, "No step of this visit was left out.")
	case x.Status == VisitAwaiting || x.Status == VisitLetter:
		return x, Event{}, Errorf(Conflict, "The inspectors have been here, so nothing that prepares their visit comes back.")
	case slices.ContainsFunc(c.Keep, func(code string) bool { return !slices.Contains(x.Short.LeftOut, code) }):
		return x, Event{}, FieldErrorf("keep", "Choose among the steps that were left out.")
	}
	short := *x.Short
	short.Keep, short.Decided, short.By = some(append(slices.Clone(short.Keep), c.Keep...)...), calendar.DateOf(now), asked.By.PersonID
	x.Short = &short
	ev := Event{Kind: "short notice decided", Note: c.Note, Text: "The director’s decision on short notice: " + count(len(short.Keep), "step") + " of " + itoa(len(short.LeftOut)) + " that were left out come back."}
	ev.Tell = []Telling{{Kind: Informed, People: x.Everybody(), Why: "It was decided which steps of a visit at short notice stay left out. Its page shows them."}}
	return x.with(asked, ev, now)
}

// Decide names somebody.
func (c NameHolder) Decide(x Visit, asked Asked, now time.Time) (Visit, Event, error) {
	if err := mayRunVisits(asked.By); err != nil {
		return x, Event{}, err
	}
	i := slices.IndexFunc(x.Holders, func(h Holder) bool { return h.Slot == c.Slot && h.Focus == c.Focus })
	switch {
	case i < 0:
		return x, Event{}, FieldErrorf("slot", "There is no such part in this visit.")
	case x.Holders[i].PersonID == c.PersonID:
		return x, Event{}, FieldErrorf("person_id", "This person has that part already. Choose somebody else.")
	}
	x.Holders = slices.Clone(x.Holders)
	x.Holders[i].PersonID, x.Holders[i].NamedAt = c.PersonID, x.Seq+1
	if c.Slot == LeadSlot {
		x.OwnerID = c.PersonID
	}
	part := lowerFirst(x.Holders[i].Name) + x.inFocus(c.Focus)
	ev := Event{Kind: "named", Text: "Somebody else has a part in the visit now: " + part + "."}
	ev.Tell = []Telling{{Kind: Assigned, People: []string{c.PersonID}, Why: "You have a part in the visit that begins on " + x.On.Long() + ": " + part + "."}}
	return x.with(asked, ev, now)
}

// LeadSlot is the code of the part of whoever leads the visit as a whole. Every run-up has it.
const LeadSlot = "lead"

// Decide enters the letter.
func (c EnterVisitLetter) Decide(x Visit, asked Asked, now time.Time) (Visit, Event, error) {
	if err := mayRunVisits(asked.By); err != nil {
		return x, Event{}, err
	}
	switch {
	case x.Rehearsal || x.Status != VisitAwaiting && x.Status != VisitLetter:
		return x, Event{}, Errorf(Conflict, "The letter can be entered once the inspectors have left.")
	case c.On.After(calendar.DateOf(now)):
		return x, Event{}, FieldErrorf("on", "The day on which the letter was received must be today or in the past.")
	case !c.On.After(x.Until):
		return x, Event{}, FieldErrorf("on", "The letter cannot have come before the inspectors left, on %s.", x.Until.Long())
	case c.On == x.Letter:
		return x, Event{}, FieldErrorf("on", "This is the day that it has already.")
	}
	x.Status, x.Letter, x.LetterAt = VisitLetter, c.On, x.Seq+1
	x.settleEscalation("the letter was entered", asked.By, now)
	ev := Event{Kind: "letter", Text: "The letter was received on " + c.On.Long() + "."}
	ev.Tell = []Telling{{Kind: Informed, Roles: []Role{Director}, People: x.Everybody(), Why: "The letter about the visit of " + x.On.Long() + " was received. It is not public before Ofsted publish it."}}
	return x.with(asked, ev, now)
}

// Decide closes the visit.
func (c CloseVisit) Decide(x Visit, asked Asked, now time.Time) (Visit, Event, error) {
	if err := mayRunVisits(asked.By); err != nil {
		return x, Event{}, err
	}
	open := VisitFacts{}
	if asked.Visit != nil {
		open = *asked.Visit
	}
	switch {
	case x.Status != VisitLetter:
		return x, Event{}, Errorf(Conflict, "A visit is closed after its letter was entered. This one is %s.", x.Status.Title())
	case asked.Visit == nil:
		return x, Event{}, Errorf(Conflict, "It is not known what of this visit is still open. Try again.")
	case open.OpenEntries > 0:
		return x, Event{}, Errorf(Conflict, "Requests or concerns from the time on site are still open: %d. Settle them before the visit is closed.", open.OpenEntries)
	case open.OpenSteps > 0:
		return x, Event{}, Errorf(Conflict, "Steps of this visit are still open: %d. Do or waive every step before it is closed.", open.OpenSteps)
	}
	x.Status = VisitClosed
	return x.with(asked, Event{Kind: "closed", Text: "The visit was closed. Nothing of it was open.", Note: c.Note}, now)
}

// Decide calls the visit off.
func (c CancelVisit) Decide(x Visit, asked Asked, now time.Time) (Visit, Event, error) {
	if err := mayRunVisits(asked.By); err != nil {
		return x, Event{}, err
	}
	if x.Status == VisitLetter || x.Status == VisitAwaiting {
		return x, Event{}, Errorf(Conflict, "The inspectors have been here, so this visit cannot be called off any more.")
	}
	x.Status = VisitCancelled
	ev := Event{Kind: "cancelled", Text: "The visit was called off.", Note: c.Reason}
	if x.Rehearsal {
		ev.Text = "The rehearsal was ended early."
	}
	ev.Tell = []Telling{{Kind: Informed, People: x.Everybody(), Why: "The visit of " + x.On.Long() + ", in which you had a part, was called off."}}
	return x.with(asked, ev, now)
}

// Decide takes one of the two ways that there are: a letter cannot be given to somebody.
func (c DecideVisitEscalation) Decide(x Visit, asked Asked, now time.Time) (Visit, Event, error) {
	if c.Decision == "decide_myself" || c.Decision == "give" {
		return x, Event{}, FieldErrorf("decision", "The letter comes from Ofsted. Allow more time, or pass it up.")
	}
	before := x
	ev, err := x.answer(visitNoun, EscalationAnswer(c), x.Terms.Visit.MoreDays, asked.By, now)
	if err != nil {
		return before, Event{}, err
	}
	return x.with(asked, ev, now)
}
