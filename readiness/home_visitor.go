package readiness

import (
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A HomeVisitor is an independent person who visits children's homes, with an account here or without.
type HomeVisitor struct {
	ID       string        `json:"id"`
	Name     string        `json:"name"`
	Role     string        `json:"role"`                // the organisation, or what they do
	PersonID string        `json:"person_id,omitempty"` // of their account
	From     calendar.Date `json:"from"`
	Until    calendar.Date `json:"until"` // the last day; zero while they visit
	HomeDeclaration
}

// A HomeDeclaration is what a visitor says about themselves, from which it follows which homes they cannot visit.
type HomeDeclaration struct {
	Works      string        `json:"works" validate:"required,oneof=council member elsewhere"`
	Employer   string        `json:"employer" validate:"required_if=Works elsewhere,max=120"`
	Manages    []string      `json:"manages" validate:"max=50,dive,max=64"` // ids of the homes that they manage or have managed
	Line       []string      `json:"line" validate:"max=50,dive,max=64"`    // ids of the homes in whose line of management they stand
	Ties       []string      `json:"ties" validate:"max=50,dive,max=64"`    // ids of the homes to which they have any other tie
	Providers  string        `json:"providers" validate:"max=1000"`         // to which they have a tie, one on each line
	Managers   string        `json:"managers" validate:"max=1000"`          // to whom they have a tie, one on each line
	DeclaredOn calendar.Date `json:"declared_on" validate:"required"`
}

// SaveHomeVisitor makes or changes a visitor.
type SaveHomeVisitor struct {
	Name     string        `json:"name" validate:"required,max=120"`
	Role     string        `json:"role" validate:"required,max=120"`
	PersonID string        `json:"person_id" validate:"max=64"`
	From     calendar.Date `json:"from" validate:"required"`
	Until    calendar.Date `json:"until,omitzero"`
	HomeDeclaration
}

// Where a visitor works.
const (
	WorksForCouncil = "council"
	WorksAsMember   = "member"
	WorksElsewhere  = "elsewhere"
)

// VisitorWorks are where a visitor can work.
var VisitorWorks = []Choice{
	{WorksForCouncil, "For the council"},
	{WorksAsMember, "As an elected member of the council"},
	{WorksElsewhere, "Elsewhere, or for themselves"},
}

// Check refuses days that cannot be.
func (s SaveHomeVisitor) Check(today calendar.Date) error {
	switch {
	case !s.Until.IsZero() && s.Until.Before(s.From):
		return FieldErrorf("until", "The last day must be on or after the first, %s.", s.From.Long())
	case s.DeclaredOn.After(today):
		return FieldErrorf("declared_on", "The day on which they declared this must be today or in the past.")
	}
	return nil
}

// Form is the visitor as their form.
func (v HomeVisitor) Form() SaveHomeVisitor {
	return SaveHomeVisitor{Name: v.Name, Role: v.Role, PersonID: v.PersonID, From: v.From, Until: v.Until, HomeDeclaration: v.HomeDeclaration}
}

// Visits reports whether the visitor may be asked to visit on a day.
func (v HomeVisitor) Visits(day calendar.Date) bool {
	return !day.Before(v.From) && (v.Until.IsZero() || !day.After(v.Until))
}

// A HomeConflict is why a visitor is not independent of a home, or what must be asked first.
type HomeConflict struct {
	Kind string `json:"kind"`
	Bars bool   `json:"bars"` // somebody else must go; otherwise it is a question that whoever names the visitor answers
	Text string `json:"text"`
}

// Conflicts are what stands against a visitor at a home, what bars first. months are the calendar months in a row in which they would have visited it, the
// one in question included.
func (v HomeVisitor) Conflicts(h ChildrensHome, months int, rules HomeRules) []HomeConflict {
	var found []HomeConflict
	bar := func(holds bool, kind, words string) {
		if holds {
			found = append(found, HomeConflict{Kind: kind, Bars: true, Text: v.Name + " " + words + ", so somebody else must visit it."})
		}
	}
	bar(slices.Contains(v.Manages, h.ID) || sameName(v.Name, h.Manager), "manages", "manages "+h.Name+" or has managed it")
	bar(slices.Contains(v.Line, h.ID), "line", "stands in the line of management of "+h.Name)
	bar(h.RunBy == RunByProvider && sameName(v.Employer, h.Provider), "employer", "works for "+h.Provider+", which runs "+h.Name)
	bar(slices.Contains(v.Ties, h.ID), "tie", "has declared a tie to "+h.Name)
	bar(h.RunBy == RunByProvider && named(v.Providers, h.Provider), "provider", "has declared a tie to "+h.Provider+", which runs "+h.Name)
	bar(named(v.Managers, h.Manager), "manager", "has declared a tie to "+h.Manager+", who manages "+h.Name)
	if h.RunBy == RunByCouncil && v.Works == WorksForCouncil {
		found = append(found, HomeConflict{
			Kind: "council", Text: v.Name + " works for the council, which runs " + h.Name + ": is it certain that they neither manage anything there nor place children in it?",
		})
	}
	if months >= rules.SameMonths {
		found = append(found, HomeConflict{Kind: "months", Text: "With this visit, " + v.Name + " will have been at " + h.Name + " in " + count(months, "month") + " in a row: should somebody else look this time?"})
	}
	return found
}

// named reports whether one of the lines is this name.
func named(lines, name string) bool {
	return slices.ContainsFunc(strings.Split(lines, "\n"), func(line string) bool { return sameName(line, name) })
}

// refuseConflicts refuses a visitor whom something bars, and one about whom a question is not answered: why is the answer.
func refuseConflicts(found []HomeConflict, why string) error {
	for _, c := range found {
		if c.Bars {
			return FieldErrorf("visitor_id", "%s", c.Text)
		}
	}
	if len(found) > 0 && why == "" {
		return FieldErrorf("why", "%s If it is right all the same, say why.", found[0].Text)
	}
	return nil
}

// HomeMonthsInARow counts the calendar months in a row, back from a day's month and with it, in which somebody has visited a home, among its visits.
func HomeMonthsInARow(visits []HomeVisit, visitorID string, day calendar.Date) int {
	months := 1
	for month := MonthOf(day).AddMonths(-1); ; month = month.AddMonths(-1) {
		was := func(v HomeVisit) bool { return v.Held && v.VisitorID == visitorID && MonthOf(v.On) == month }
		if !slices.ContainsFunc(visits, was) {
			return months
		}
		months++
	}
}
