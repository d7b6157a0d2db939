package readiness

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A RunUp is one version of the steps that prepare a visit and follow it, or of the run-book that is opened when Ofsted ring (domain.md 1.6 and 3.1). It
// is data, as a FocusPack is: it does not change once it is in the library, and a visit keeps the version with which it was planned.
type RunUp struct {
	Code   string        `json:"code" yaml:"code"` // such as monitoring-2026
	Kind   string        `json:"kind" yaml:"kind"` // one of VisitKinds
	Name   string        `json:"name" yaml:"name"`
	Source string        `json:"source" yaml:"source"`
	From   calendar.Date `json:"from" yaml:"from"` // the first day on which it holds
	Own    bool          `json:"own" yaml:"-"`
	Days   int           `json:"days" yaml:"days"`     // working days on site
	Letter int           `json:"letter" yaml:"letter"` // working days after the last day on site by which the letter is expected
	Slots  []RunUpSlot   `json:"slots" yaml:"slots"`
	Steps  []RunUpStep   `json:"steps" yaml:"steps"` // in the order in which they fall
}

// A RunUpSlot is a part that somebody must hold.
type RunUpSlot struct {
	Code     string `json:"code" yaml:"code"`
	Name     string `json:"name" yaml:"name"`                         // such as Documents
	Role     Role   `json:"role" yaml:"role"`                         // whose holder has it unless somebody is named
	PerFocus bool   `json:"per_focus" yaml:"per_focus,omitempty"`     // one holder for each focus area
	Unsure   bool   `json:"unconfirmed" yaml:"unconfirmed,omitempty"` // the council has to confirm it
}

// A RunUpStep is one step. Its day is Offset working days after its anchor; before it when negative.
type RunUpStep struct {
	Code        string `json:"code" yaml:"code"`
	Name        string `json:"name" yaml:"name"`
	Text        string `json:"text,omitempty" yaml:"text,omitempty"` // what is to be done
	Anchor      string `json:"anchor" yaml:"anchor"`                 // one of StepAnchors
	Offset      int    `json:"offset" yaml:"offset"`
	Slot        string `json:"slot" yaml:"slot"` // whose step it is
	PerFocus    bool   `json:"per_focus" yaml:"per_focus,omitempty"`
	Gate        string `json:"gate" yaml:"gate"`   // one of GateKinds
	Shows       string `json:"shows" yaml:"shows"` // what shows that it is done
	Short       string `json:"short" yaml:"short"` // one of ShortRules: what becomes of it when its day has passed already
	Unconfirmed bool   `json:"unconfirmed,omitempty" yaml:"unconfirmed,omitempty"`
}

// StepAnchors are the days that steps count from.
var StepAnchors = []Choice{
	{"call", "The day on which Ofsted rang"},
	{"visit", "The first day on site"},
	{"end", "The last day on site"},
	{"letter", "The day on which the letter was received"},
}

// GateKinds are what a step closes on (domain.md 3.1). Evidence is a piece of evidence attached to the step; the others are counted from what the house
// holds. A signature is somebody's word who is not the step's owner.
var GateKinds = []Choice{
	{"evidence", "A piece of evidence"},
	{"signature", "A signature of somebody else"},
	{"findings", "Every earlier finding has an action or was shown done"},
	{"sample", "The sample is drawn"},
	{"audits", "Every audit of the sample is moderated"},
	{"flags", "Every red flag is answered"},
	{"checklist", "Every statement of the checklist is answered"},
	{"data", "The lists were brought in, and nothing in them needs mending"},
	{"requests", "No request and no concern is open"},
	{"letter", "The findings of the letter stand in the register"},
	{"reaudit", "The same children were audited again"},
}

// ShortRules are what becomes of a step whose day has passed already when a visit is planned or moved nearer.
var ShortRules = []Choice{
	{"keep", "It stays, and is due as soon as it can be"},
	{"drop", "It is left out, and the director can bring it back"},
}

// Slot is a slot by its code; false when the run-up has none such.
func (r RunUp) Slot(code string) (RunUpSlot, bool) {
	i := slices.IndexFunc(r.Slots, func(s RunUpSlot) bool { return s.Code == code })
	if i < 0 {
		return RunUpSlot{}, false
	}
	return r.Slots[i], true
}

// Step is a step by its code; false when the run-up has none such.
func (r RunUp) Step(code string) (RunUpStep, bool) {
	i := slices.IndexFunc(r.Steps, func(s RunUpStep) bool { return s.Code == code })
	if i < 0 {
		return RunUpStep{}, false
	}
	return r.Steps[i], true
}

// VisitKinds are the kinds of visits and inspections (domain.md 1.5). The last two begin with a call.
var VisitKinds = []Choice{
	{"monitoring", "Monitoring visit"},
	{"focused", "Focused visit"},
	{"short", "Short inspection"},
	{"standard", "Standard inspection"},
}
