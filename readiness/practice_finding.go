package readiness

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// FindingSources are where findings about practice come from (issue 4, trade point 2; domain.md 5.5).
var FindingSources = []Choice{
	{"inspection", "Inspection report or letter"},
	{"visit", "Monitoring or focused visit"},
	{"self_assessment", "Self-assessment"},
	{"audit", "Audit"},
	{"practice_review", "Practice review"},
	{"complaint", "Complaint theme"},
	{"forum", "Staff forum"},
	{"scrutiny", "Scrutiny recommendation"},
	{"peer", "Peer review"},
	{"commissioner", "Commissioner"},
	{"regulation_44", "Regulation 44 visit"},
}

// Severities are how much a finding weighs.
var Severities = []Choice{
	{"priority", "Priority action"},
	{"high", "High"},
	{"medium", "Medium"},
	{"low", "Low"},
}

// AddFinding puts a finding about practice into the register. It names no child.
type AddFinding struct {
	Source     string        `json:"source" validate:"required,oneof=inspection visit self_assessment audit practice_review complaint forum scrutiny peer commissioner regulation_44"`
	Reference  string        `json:"reference" validate:"max=120"` // the report or letter, and where in it
	FoundOn    calendar.Date `json:"found_on" validate:"required"`
	ReceivedOn calendar.Date `json:"received_on,omitzero"` // when the council received the report
	Text       string        `json:"text" validate:"required,max=2000"`
	Severity   string        `json:"severity" validate:"required,oneof=priority high medium low"`
	Theme      string        `json:"theme" validate:"required,max=80"`
	AreaID     string        `json:"area_id" validate:"max=64"`
	Repeats    string        `json:"repeats" validate:"max=64"`                     // the earlier finding that this repeats
	VisitID    string        `json:"visit_id,omitempty" validate:"max=64"`          // the visit whose letter names it
	Focus      []string      `json:"focus,omitempty" validate:"max=10,dive,max=40"` // codes of the focus areas that it is about; none for all
}

// ReceiveReport enters when a finding's report was received.
type ReceiveReport struct {
	ReceivedOn calendar.Date `json:"received_on" validate:"required"`
}

// Check refuses dates that cannot be.
func (f AddFinding) Check(today calendar.Date) error {
	switch {
	case f.FoundOn.After(today):
		return FieldErrorf("found_on", "The day of the finding must be today or in the past.")
	case f.ReceivedOn.After(today):
		return FieldErrorf("received_on", "The day on which the report was received must be today or in the past.")
	case !f.ReceivedOn.IsZero() && f.ReceivedOn.Before(f.FoundOn):
		return FieldErrorf("received_on", "The report cannot have been received before the finding, %s.", f.FoundOn.Long())
	}
	return nil
}

// PracticeFinding is one finding as pages show it.
type PracticeFinding struct {
	ID         string        `json:"id"`
	Source     string        `json:"source"`
	Reference  string        `json:"reference"`
	FoundOn    calendar.Date `json:"found_on"`
	ReceivedOn calendar.Date `json:"received_on"`
	Text       string        `json:"text"`
	Severity   string        `json:"severity"`
	Theme      string        `json:"theme"`
	AreaID     string        `json:"area_id,omitempty"`
	Area       string        `json:"area,omitempty"`
	Repeats    string        `json:"repeats,omitempty"`
	VisitID    string        `json:"visit_id,omitempty"` // the visit whose letter names it
	Focus      []string      `json:"focus,omitempty"`    // codes of the focus areas that it is about; none for all
	RepeatedBy int           `json:"repeated_by"`        // later findings that repeat it
	By         string        `json:"by"`                 // name of who entered it
	At         time.Time     `json:"at"`
	Actions    []ActionRow   `json:"actions"` // that answer it
	Statement  *Statement    `json:"statement,omitempty"`
}

// A Statement is the clock of a statement of action: when it is due to His Majesty's Chief Inspector and the Secretary of State.
type Statement struct {
	Asks  bool          `json:"asks"`           // the day of receipt is missing, so the clock does not run
	Draft calendar.Date `json:"draft,omitzero"` // of the draft, after a visit with priority action; zero when none is asked
	Due   calendar.Date `json:"due,omitzero"`   // of the whole
	Rule  string        `json:"rule,omitempty"` // in words
}

// StatementFor is the clock that a finding starts: so many working days from the day on which the council received the report, not from its
// publication (domain.md fact 5). Nil for a finding that starts none.
func (p PlanRules) StatementFor(f PracticeFinding, c calendar.Calendar) *Statement {
	priority := f.Source == "visit" && f.Severity == "priority"
	if f.Source != "inspection" && !priority {
		return nil
	}
	if f.ReceivedOn.IsZero() {
		return &Statement{Asks: true}
	}
	s := &Statement{Due: c.Add(f.ReceivedOn, p.StatementDays, calendar.Exclusive), Rule: count(p.StatementDays, "working day") + " from receipt"}
	if priority {
		s.Draft = c.Add(f.ReceivedOn, p.DraftDays, calendar.Exclusive)
		s.Rule += ", the draft " + count(p.DraftDays, "working day")
	}
	return s
}

// PracticeFindingQuery filters the register of findings.
type PracticeFindingQuery struct {
	Source   string `json:"source" validate:"omitempty,oneof=inspection visit self_assessment audit practice_review complaint forum scrutiny peer commissioner regulation_44"`
	Severity string `json:"severity" validate:"omitempty,oneof=priority high medium low"`
	Theme    string `json:"theme" validate:"max=80"`
	State    string `json:"state" validate:"omitempty,oneof=unanswered answered repeated all"` // "" is all
	Focus    string `json:"focus" validate:"max=40"`                                           // code of a focus area; what is about none counts for each
	VisitID  string `json:"visit" validate:"max=64"`                                           // those of this visit's letter
	Before   string `json:"before" validate:"max=64"`                                          // those of inspections and visits that were there when this visit was planned
	Cursor   string `json:"cursor" validate:"max=200"`
	Limit    int    `json:"limit" validate:"min=0,max=5000"`
}
