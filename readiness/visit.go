package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// VisitStatus is where a visit stands.
type VisitStatus string

// The statuses of a visit (issue 6, trade point 1). The clock moves it on until the letter; the letter and the end are entered by people.
const (
	VisitPlanned   VisitStatus = "planned" // its first step is still ahead
	VisitPreparing VisitStatus = "preparing"
	VisitOnSite    VisitStatus = "on_site"
	VisitAwaiting  VisitStatus = "awaiting_letter"
	VisitLetter    VisitStatus = "letter_received"
	VisitClosed    VisitStatus = "closed"    // the end
	VisitCancelled VisitStatus = "cancelled" // the end: it did not take place, or a rehearsal was ended by the real call
)

var visitStatusNames = map[VisitStatus]string{
	VisitPlanned: "planned", VisitPreparing: "being prepared", VisitOnSite: "on site", VisitAwaiting: "waiting for the letter", VisitLetter: "followed up",
	VisitClosed: "closed", VisitCancelled: "called off",
}

// VisitStatuses lists every status, in the order of a visit's life.
var VisitStatuses = []VisitStatus{VisitPlanned, VisitPreparing, VisitOnSite, VisitAwaiting, VisitLetter, VisitClosed, VisitCancelled}

// Title is the status in words, lower case.
func (s VisitStatus) Title() string { return visitStatusNames[s] }

// Ended reports whether nothing more can happen to a visit.
func (s VisitStatus) Ended() bool { return s == VisitClosed || s == VisitCancelled }

var visitNoun = noun{"a visit", "visit", DecideEscalation}

// A Visit is one visit or inspection, or the rehearsal of one, and its preparation: the whole state that its workflow carries and that the ledger keeps as
// one row. Its steps live by themselves (VisitStep) and hear from it when it moves. OwnerID is who leads it.
type Visit struct {
	ID string `json:"id"`
	Course
	Status    VisitStatus `json:"status"`
	Kind      string      `json:"kind"` // one of VisitKinds
	Name      string      `json:"name"` // such as Monitoring visit of April 2027
	Rehearsal bool        `json:"rehearsal,omitempty"`
	RunUp     string      `json:"run_up"` // code of its version
	VisitDates
	Days       int          `json:"days"`        // working days on site
	LetterDays int          `json:"letter_days"` // working days after the last day on site by which the letter is expected
	Focus      []VisitFocus `json:"focus"`
	Holders    []Holder     `json:"holders"`
	Plan       []StepPlan   `json:"plan"` // its steps, as its run-up has them

	Short *ShortNotice `json:"short,omitempty"` // the last time that the visit was nearer than its run-up
	Moved int          `json:"moved,omitempty"` // times

	MovedAt  int `json:"moved_at,omitempty"`  // number of the event at which it moved last; see VisitStepFollowup.Seq
	LetterAt int `json:"letter_at,omitempty"` // number of the event at which its letter was entered or corrected last
}

// VisitDates are the days that the steps of a visit count from. A day that is not known yet is zero.
type VisitDates struct {
	Called calendar.Date `json:"called,omitzero"` // Ofsted rang; zero for a visit that was agreed
	On     calendar.Date `json:"on"`              // the first day on site
	Until  calendar.Date `json:"until"`           // the last
	Letter calendar.Date `json:"letter,omitzero"` // received: never the day on which it was published (domain.md fact 5)
}

// Day is the day of an anchor (StepAnchors); zero while it is not known.
func (d VisitDates) Day(anchor string) calendar.Date {
	return map[string]calendar.Date{"call": d.Called, "visit": d.On, "end": d.Until, "letter": d.Letter}[anchor]
}

// A VisitFocus is one focus area of a visit, with the version of the pack with which it was planned.
type VisitFocus struct {
	Code   string `json:"code"` // such as care_leavers
	Name   string `json:"name"`
	Pack   string `json:"pack"`    // code of the FocusPack
	AreaID string `json:"area_id"` // whose area head its late steps climb to; "" for the assistant director
}

// A Holder is who has a part in a visit. A part in each focus area has one holder for each.
type Holder struct {
	Slot     string `json:"slot"`
	Name     string `json:"name"`               // of the part
	Focus    string `json:"focus,omitempty"`    // code of the focus area; "" for the whole visit
	PersonID string `json:"person_id"`          // "" while nobody has it
	NamedAt  int    `json:"named_at,omitempty"` // number of the visit's event at which it was given to them
}

// A StepPlan is what a visit knows of one step: enough to say what moving it does.
type StepPlan struct {
	Code   string `json:"code"`
	Anchor string `json:"anchor"`
	Offset int    `json:"offset"`
	Drop   bool   `json:"drop,omitempty"` // it is left out when its day has passed already
	Times  int    `json:"times"`          // it is there once, or once for each focus area
}

// A ShortNotice is what became of steps whose day had passed when a visit was planned or moved nearer. The director decides which come back.
type ShortNotice struct {
	On      calendar.Date `json:"on"`
	LeftOut []string      `json:"left_out"`         // codes of the steps that were left out
	Pulled  int           `json:"pulled"`           // steps that stay and are due as soon as they can be
	Keep    []string      `json:"keep,omitempty"`   // codes of steps that the director brought back, now or at an earlier one
	Decided calendar.Date `json:"decided,omitzero"` // zero while it waits for the director
	By      string        `json:"by,omitempty"`     // person id of who decided
}

// A PlannedVisit is a visit that waits for its run: all that it needs.
type PlannedVisit struct {
	ID        string `json:"id"`
	Kind      string `json:"kind"`
	Name      string `json:"name"`
	Rehearsal bool   `json:"rehearsal,omitempty"`
	RunUp     string `json:"run_up"`
	VisitDates
	Days       int          `json:"days"`
	LetterDays int          `json:"letter_days"`
	LeadID     string       `json:"lead_id"`
	Focus      []VisitFocus `json:"focus"`
	Holders    []Holder     `json:"holders"`
	Plan       []StepPlan   `json:"plan"`
	By         string       `json:"by"`
	Terms      Terms        `json:"terms"`
}

// A VisitCommand is something a person asks of a visit.
type VisitCommand = Command[Visit]

// OpenVisit makes the visit that somebody planned.
func OpenVisit(p PlannedVisit, now time.Time) (Visit, Event, error) {
	x := Visit{
		ID: p.ID, Course: Course{OwnerID: p.LeadID, Terms: p.Terms}, Status: VisitPlanned, Kind: p.Kind, Name: p.Name, Rehearsal: p.Rehearsal, RunUp: p.RunUp,
		VisitDates: p.VisitDates, Days: p.Days, LetterDays: p.LetterDays, Focus: p.Focus, Holders: p.Holders, Plan: p.Plan,
	}
	x.Run.Due = x.On
	ev := Event{Kind: "planned", Text: x.what() + " was planned for " + x.On.Long() + "."}
	ev.Tell = x.announce()
	if !x.begins().After(calendar.DateOf(now)) {
		x.Status = VisitPreparing
	}
	ev.Tell = append(ev.Tell, x.shorten(now)...)
	return x.with(Asked{By: Actor{PersonID: p.By}}, ev, now)
}

// Do decides one command, as ImprovementAction.Do does.
func (x Visit) Do(c VisitCommand, asked Asked, now time.Time) (Visit, Event, error) {
	return do(x, x.Course, visitNoun, c, asked, now)
}

// with returns the visit as it is after an event.
func (x Visit) with(asked Asked, ev Event, now time.Time) (Visit, Event, error) {
	ev = x.keep(asked, ev, now)
	return x, ev, nil
}

// Call reports whether the visit began with Ofsted's call, so that everybody acts today.
func (x Visit) Call() bool { return !x.Called.IsZero() }

// what the visit is, as a sentence begins.
func (x Visit) what() string {
	if x.Rehearsal {
		return "A rehearsal: " + lowerFirst(ChoiceText(VisitKinds, x.Kind))
	}
	return "A " + lowerFirst(ChoiceText(VisitKinds, x.Kind))
}

// announce tells everybody who has a part. When Ofsted rang, each of them hears at once, and the director hears which parts nobody has.
func (x Visit) announce() []Telling {
	kind, why := Informed, "You have a part in a visit that begins on "+x.On.Long()+". Its page shows your steps."
	if x.Call() {
		kind, why = Called, "Ofsted have rung: inspectors are on site from "+x.On.Long()+". Your steps are on the visit’s page."
	}
	if x.Rehearsal { // its mail does not say in the subject that they have
		kind, why = Today, "This is a rehearsal. Act as if Ofsted had rung: inspectors would be on site from "+x.On.Long()+". Your steps are on the rehearsal’s page."
	}
	tell := []Telling{{Kind: kind, Roles: []Role{Director}, People: x.Everybody(), Why: why}}
	if missing := x.Missing(); len(missing) > 0 {
		tell = append(tell, Telling{Kind: Escalated, Roles: []Role{Director}, Key: "missing/1", Why: "Nobody has these parts of the visit that begins on " + x.On.Long() + ": " + inSentence(missing) + ". Name somebody."})
	}
	return tell
}

// Missing names the parts that nobody has.
func (x Visit) Missing() (parts []string) {
	for _, h := range x.Holders {
		if h.PersonID == "" {
			parts = append(parts, lowerFirst(h.Name)+x.inFocus(h.Focus))
		}
	}
	return parts
}

func (x Visit) inFocus(code string) string {
	if f := x.focus(code); f != nil {
		return " (" + lowerFirst(f.Name) + ")"
	}
	return ""
}

// focus is one of its focus areas by code; nil when there is none such.
func (x Visit) focus(code string) *VisitFocus {
	i := slices.IndexFunc(x.Focus, func(f VisitFocus) bool { return f.Code == code })
	if i < 0 {
		return nil
	}
	return &x.Focus[i]
}

// Holder is who has a part, by person id; "" for nobody. A part in each focus area is asked for with one.
func (x Visit) Holder(slot, focus string) string {
	if i := x.holder(slot, focus); i >= 0 {
		return x.Holders[i].PersonID
	}
	return ""
}

func (x Visit) holder(slot, focus string) int {
	return slices.IndexFunc(x.Holders, func(h Holder) bool { return h.Slot == slot && (h.Focus == focus || h.Focus == "") })
}

// Everybody lists who has a part in the visit, each once.
func (x Visit) Everybody() []string {
	people := []string{x.OwnerID}
	for _, h := range x.Holders {
		people = append(people, h.PersonID)
	}
	return some(people...)
}

// begins is the day of its first step.
func (x Visit) begins() calendar.Date {
	first := x.On
	for _, s := range x.Plan {
		if day := s.day(x.VisitDates, x.Terms.Calendar); !day.IsZero() && day.Before(first) {
			first = day
		}
	}
	return first
}

// day is the day of a step; zero while its anchor is not known.
func (s StepPlan) day(d VisitDates, c calendar.Calendar) calendar.Date {
	return StepDay(d.Day(s.Anchor), s.Offset, c)
}

// StepDay is the day that lies so many working days after an anchor, before it when negative; zero while the anchor is not known.
func StepDay(anchor calendar.Date, offset int, c calendar.Calendar) calendar.Date {
	switch {
	case anchor.IsZero():
		return anchor
	case offset == 0:
		return c.Next(anchor)
	}
	return c.Add(anchor, offset, calendar.Exclusive)
}

// shorten counts what short notice does to the steps before the visit, and has the director decide. What came back at an earlier one stays.
func (x *Visit) shorten(now time.Time) []Telling {
	short, before := ShortNotice{On: calendar.DateOf(now)}, ShortNotice{}
	if x.Short != nil {
		before = *x.Short
	}
	for _, s := range x.Plan {
		day := s.day(x.VisitDates, x.Terms.Calendar)
		if day.IsZero() || !day.Before(short.On) || s.Anchor == "letter" {
			continue
		}
		if s.Drop {
			short.LeftOut = append(short.LeftOut, s.Code)
			if slices.Contains(before.Keep, s.Code) {
				short.Keep = append(short.Keep, s.Code)
			}
		} else {
			short.Pulled += s.Times
		}
	}
	if len(short.LeftOut) == 0 && short.Pulled == 0 {
		x.Short = nil
		return nil
	}
	x.Short = &short
	if len(short.LeftOut) == len(short.Keep) { // nothing is left out that the director has not brought back
		short.Decided, short.By = short.On, before.By
		return nil
	}
	return []Telling{{
		Kind: Escalated, Roles: []Role{Director}, Key: "short/" + itoa(x.Seq+1),
		Why: "A visit is nearer than its preparation takes, so steps whose day has passed were left out unless they were done. Decide which of them come back.",
	}}
}

func (x Visit) notNow(done string) error {
	return Errorf(Conflict, "This visit cannot be %s now: it is %s.", done, x.Status.Title())
}
