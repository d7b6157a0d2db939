package readiness

import "github.com/sightline-readiness/sightline/internal/calendar"

// CaseType is the kind of help a child has, as Annex A's lists tell it.
type CaseType string

// The case types, least to most intensive.
const (
	ChildInNeed     CaseType = "cin" // list 6
	ChildProtection CaseType = "cp"  // list 7
	ChildInCare     CaseType = "cla" // list 8
)

// CaseTypes lists the types from the least to the most intensive.
var CaseTypes = []CaseType{ChildInNeed, ChildProtection, ChildInCare}

var caseTypeNames = map[CaseType]string{ChildInNeed: "child in need", ChildProtection: "child protection plan", ChildInCare: "child in care"}

// Title is the type in words, lower case.
func (t CaseType) Title() string { return caseTypeNames[t] }

// A Case is an open episode of help for one child: every spell that overlaps or follows another without a gap in the lists. There is one
// live review per case at most, whatever lists the child stands on.
type Case struct {
	ID       string        `json:"id"`        // Sightline's own
	ChildRef string        `json:"child_ref"` // the council's pseudonymous reference: for pages only
	TeamID   string        `json:"team_id"`
	AreaID   string        `json:"area_id"` // "" while the team is mapped to no area
	Spells   []Spell       `json:"spells"`
	Closed   calendar.Date `json:"closed"` // zero while open
}

// Type is the most intensive open spell's type; of a closed case, the last one's.
func (c Case) Type() CaseType {
	for i := len(CaseTypes) - 1; i >= 0; i-- {
		for _, s := range c.Spells {
			if s.Type == CaseTypes[i] && s.End.IsZero() {
				return s.Type
			}
		}
	}
	if len(c.Spells) == 0 {
		return ChildInNeed
	}
	return c.Spells[len(c.Spells)-1].Type
}

// A Basis is why a case is, or will be, long-open: the spell that counts, since when, and against which threshold.
type Basis struct {
	Type      CaseType      `json:"type"`
	Since     calendar.Date `json:"since"`
	Threshold int           `json:"threshold"` // months
	Reached   calendar.Date `json:"reached"`   // the day on which the threshold is or was reached
}

// Basis finds, among the open spells, the one that reaches its threshold first as the rules stand on a day. A child in care is measured by the
// start of care alone: the child-in-need row that such a child also has on list 6 does not count (docs/decisions/0004-one-case-per-child.md).
func (p ReviewRules) Basis(c Case, on calendar.Date) (Basis, bool) {
	var best Basis
	inCare := c.Type() == ChildInCare
	for _, s := range c.Spells {
		months := p.Threshold(c.AreaID, s.Type, on)
		if !s.End.IsZero() || months == 0 || (inCare && s.Type == ChildInNeed) {
			continue
		}
		b := Basis{Type: s.Type, Since: s.Start, Threshold: months, Reached: s.Start.AddMonths(months)}
		if best.Since.IsZero() || b.Reached.Before(best.Reached) {
			best = b
		}
	}
	return best, !best.Since.IsZero()
}

// Months is how many whole months the counting spell has been open on a day.
func (b Basis) Months(on calendar.Date) int { return calendar.MonthsBetween(b.Since, on) }

// LongOpen reports whether the threshold has been reached on a day.
func (b Basis) LongOpen(on calendar.Date) bool { return !on.Before(b.Reached) }

// ExclusionReasons are the reason codes of domain.md 4.5, code to words.
var ExclusionReasons = []Choice{
	{"short_breaks", "Short breaks or long-term disability support"},
	{"permanence", "In care with permanence achieved"},
	{"care_leaver", "Care leaver"},
	{"in_proceedings", "In care proceedings"},
	{"nrpf", "No recourse to public funds, support must continue"},
	{"closure_pending", "Closure already agreed and under way"},
}

// A Choice is one answer of a closed question: its code and its words.
type Choice struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// ChoiceText returns the words of a code, or the code itself when it is unknown.
func ChoiceText(choices []Choice, code string) string {
	for _, c := range choices {
		if c.Code == code {
			return c.Text
		}
	}
	return code
}

// Exclude keeps a case out of the reviews until a day.
type Exclude struct {
	Reason string        `json:"reason" validate:"required,oneof=short_breaks permanence care_leaver in_proceedings nrpf closure_pending"`
	Until  calendar.Date `json:"until" validate:"required"`
	Note   string        `json:"note" validate:"max=2000"`
}

// ExcludeSeveral keeps several cases out of the reviews for one reason.
type ExcludeSeveral struct {
	Cases  []string      `json:"cases" validate:"required,min=1,max=1000"`
	Reason string        `json:"reason" validate:"required,oneof=short_breaks permanence care_leaver in_proceedings nrpf closure_pending"`
	Until  calendar.Date `json:"until" validate:"required"`
	Note   string        `json:"note" validate:"max=2000"`
}

// Each is what is asked of every one of the cases.
func (e ExcludeSeveral) Each() Exclude {
	return Exclude{Reason: e.Reason, Until: e.Until, Note: e.Note}
}

// ExcludedCases is what became of them.
type ExcludedCases struct {
	Until   calendar.Date   `json:"until"`
	Done    []ExcludedCase  `json:"done"`
	Refused []ExclusionLeft `json:"refused"`
}

// An ExcludedCase is a case that is kept out now.
type ExcludedCase struct {
	CaseID    string `json:"case_id"`
	ChildRef  string `json:"child_ref"`
	Team      string `json:"team"`
	Reviewing bool   `json:"reviewing"` // a review of it is running, and goes on
}

// An ExclusionLeft is a case that could not be kept out. ChildRef is "" when the asker may not see the case.
type ExclusionLeft struct {
	CaseID   string `json:"case_id"`
	ChildRef string `json:"child_ref,omitempty"`
	Why      string `json:"why"`
}

// Check refuses an end date that has passed or lies too far ahead: an exclusion is looked at again every year (our proposal).
func (e Exclude) Check(today calendar.Date) error {
	switch {
	case !e.Until.After(today):
		return FieldErrorf("until", "The exclusion must end on a day in the future.")
	case e.Until.After(today.AddMonths(12)):
		return FieldErrorf("until", "The exclusion must end within 12 months, on or before %s. It can be renewed then.", today.AddMonths(12).Long())
	}
	return nil
}

// An Exclusion is an Exclude that was made.
type Exclusion struct {
	ID     string        `json:"id"`
	Reason string        `json:"reason"`
	From   calendar.Date `json:"from"`
	Until  calendar.Date `json:"until"`
	Note   string        `json:"note,omitempty"`
	By     string        `json:"by"` // the area head's name
	Ended  bool          `json:"ended"`
}
