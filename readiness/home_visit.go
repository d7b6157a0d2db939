package readiness

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A HomeVisit is one visit to a children's home, planned or made.
type HomeVisit struct {
	ID        string         `json:"id"`
	HomeID    string         `json:"home_id"`
	VisitorID string         `json:"visitor_id"`
	Visitor   string         `json:"visitor"` // a name
	On        calendar.Date  `json:"on"`
	Announced bool           `json:"announced"`
	Held      bool           `json:"held"`
	Why       string         `json:"why,omitempty"`       // this visitor goes although something was asked about them
	Cancelled string         `json:"cancelled,omitempty"` // why it is not made
	ReportBy  calendar.Date  `json:"report_by"`           // by when its report is due
	Report    *HomeReport    `json:"report"`              // null until it is written
	Copies    []HomeCopy     `json:"copies"`
	Evidence  string         `json:"evidence_id,omitempty"` // the piece of evidence that its report was made
	Conflicts []HomeConflict `json:"conflicts"`             // what stands against the visitor of a planned visit, by what is known now
}

// A HomeVisitState is where a visit stands.
type HomeVisitState string

// The states of a visit.
const (
	HomeVisitPlanned   HomeVisitState = "planned"
	HomeVisitUnsaid    HomeVisitState = "unsaid" // its day is over and nobody has said whether it was made
	HomeVisitMade      HomeVisitState = "made"   // its report is awaited
	HomeVisitLate      HomeVisitState = "late"   // its report is late
	HomeVisitReported  HomeVisitState = "reported"
	HomeVisitCancelled HomeVisitState = "cancelled"
)

var homeVisitStates = map[HomeVisitState]string{
	HomeVisitPlanned: "Planned", HomeVisitUnsaid: "Was it made?", HomeVisitMade: "Made, report to come", HomeVisitLate: "Report late", HomeVisitReported: "Made and reported",
	HomeVisitCancelled: "Not made",
}

// Title is the state in words.
func (s HomeVisitState) Title() string { return homeVisitStates[s] }

// State is where the visit stands on a day.
func (v HomeVisit) State(today calendar.Date) HomeVisitState {
	switch {
	case v.Cancelled != "":
		return HomeVisitCancelled
	case v.Report != nil:
		return HomeVisitReported
	case v.Held && v.ReportBy.Before(today):
		return HomeVisitLate
	case v.Held:
		return HomeVisitMade
	case v.On.Before(today):
		return HomeVisitUnsaid
	}
	return HomeVisitPlanned
}

// SaveHomeVisit plans a visit, changes it, or says that it was made.
type SaveHomeVisit struct {
	VisitorID string        `json:"visitor_id" validate:"required,max=64"`
	On        calendar.Date `json:"visit_on" validate:"required"`
	Announced string        `json:"announced" validate:"required,oneof=yes no"`
	Held      string        `json:"held" validate:"required,oneof=yes no"`
	Why       string        `json:"why" validate:"max=1000"` // why this visitor, where something is asked about them
}

// CancelHomeVisit says that a planned visit is not made.
type CancelHomeVisit struct {
	Reason string `json:"reason" validate:"required,max=500"`
}

// Form is the visit as its form.
func (v HomeVisit) Form() SaveHomeVisit {
	return SaveHomeVisit{VisitorID: v.VisitorID, On: v.On, Announced: yesNo(v.Announced), Held: yesNo(v.Held), Why: v.Why}
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// Check refuses a day that cannot be, and a visitor who is not independent of the home. others are the home's other visits.
func (s SaveHomeVisit) Check(h ChildrensHome, v HomeVisitor, others []HomeVisit, rules HomeRules, today calendar.Date) error {
	switch {
	case !h.open(s.On):
		return FieldErrorf("visit_on", "The visits of %s are kept from %s. Give a day on which it is open.", h.Name, h.days())
	case s.Held == "yes" && s.On.After(today):
		return FieldErrorf("visit_on", "A visit that was made cannot lie in the future. Plan it, or give the day on which it was made.")
	case s.Held == "no" && s.On.Before(today):
		return FieldErrorf("visit_on", "A visit that is planned must lie today or in the future. If it was made, say so.")
	case !v.Visits(s.On):
		return FieldErrorf("visitor_id", "%s does not visit on that day. Choose somebody else, or change until when they visit.", v.Name)
	}
	return refuseConflicts(v.Conflicts(h, HomeMonthsInARow(others, v.ID, s.On), rules), s.Why)
}

// days says from when until when the home's visits are kept.
func (h ChildrensHome) days() string {
	if h.Until.IsZero() {
		return h.From.Long() + " on"
	}
	return h.From.Long() + " until " + h.Until.Long()
}

// MayChange refuses a visit that has been reported, or is not made.
func (v HomeVisit) MayChange() error {
	switch {
	case v.Report != nil:
		return Errorf(Conflict, "This visit has a report, so it stays as it is.")
	case v.Cancelled != "":
		return Errorf(Conflict, "This visit is not made. Plan another one.")
	}
	return nil
}

// MayCancel refuses a visit that was made.
func (v HomeVisit) MayCancel() error {
	if v.Held {
		return Errorf(Conflict, "This visit was made, so it cannot be left out any more.")
	}
	return v.MayChange()
}

// A HomeCopy is a copy of a report that was sent.
type HomeCopy struct {
	To   string        `json:"to"` // as in HomeRules.Copies
	Whom string        `json:"whom,omitempty"`
	On   calendar.Date `json:"on"`
	By   string        `json:"by"` // name of who entered it
	At   time.Time     `json:"at"`
}

// SendHomeCopy says that a copy of a report was sent.
type SendHomeCopy struct {
	To   string        `json:"to" validate:"required,max=40"`
	Whom string        `json:"whom" validate:"max=120"` // which authority
	On   calendar.Date `json:"sent_on" validate:"required"`
}

// Check refuses a copy of no report, to nobody known, or on a day that cannot be.
func (s SendHomeCopy) Check(v HomeVisit, rules HomeRules, today calendar.Date) error {
	switch {
	case v.Report == nil:
		return Errorf(Conflict, "This visit has no report yet, so there is nothing to send.")
	case !hasChoice(rules.Copies, s.To):
		return FieldErrorf("to", "Choose who the copy went to.")
	case s.On.After(today) || s.On.Before(v.On):
		return FieldErrorf("sent_on", "The day on which it was sent must lie between the visit, %s, and today.", v.On.Long())
	}
	return nil
}
