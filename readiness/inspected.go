package readiness

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// Inspections keep the grades that inspectors gave, as their reports and letters have them. An entry never changes: one that is wrong is replaced by a
// newer one, and stays readable.
type Inspections interface {
	// AddInspection enters what a report says, for whoever runs self-assessments. The same command id gives the same entry.
	AddInspection(ctx context.Context, a AddInspection, asked Asked) (Inspection, error)
	// Inspections lists every entry, replaced ones too, the latest inspection first. A peer from another council sees none.
	Inspections(ctx context.Context, viewer Actor) ([]Inspection, error)
}

// AddInspection enters the grades of one report or letter: of judgement areas, and of criteria where it says so.
type AddInspection struct {
	InspectionReport
	Grades []InspectedGrade `json:"grades" validate:"required,min=1,max=200,dive"`
}

// InspectionReport is the report or letter that grades stand in.
type InspectionReport struct {
	Framework   string        `json:"framework" validate:"required,max=60"`  // its code; the grades are of its scale
	Reference   string        `json:"reference" validate:"required,max=120"` // of the report or letter
	InspectedOn calendar.Date `json:"inspected_on" validate:"required"`      // the last day of the inspection
	ReceivedOn  calendar.Date `json:"received_on" validate:"required"`       // when the council received the report
	Replaces    string        `json:"replaces" validate:"max=64"`            // the entry that this one puts right; "" for none
	Why         string        `json:"why" validate:"max=500"`                // what was wrong with it
}

// An InspectedGrade is the grade that inspectors gave a judgement area or a criterion, by code.
type InspectedGrade struct {
	Code  string `json:"code" validate:"required,max=40"`
	Grade string `json:"grade" validate:"required,max=40"`
}

// An Inspection is one entry as pages show it.
type Inspection struct {
	ID            string           `json:"id"`
	Framework     string           `json:"framework"`
	FrameworkName string           `json:"framework_name"`
	Reference     string           `json:"reference"`
	InspectedOn   calendar.Date    `json:"inspected_on"`
	ReceivedOn    calendar.Date    `json:"received_on"`
	Grades        []InspectedGrade `json:"grades"`
	Replaces      string           `json:"replaces,omitempty"`
	ReplacedBy    string           `json:"replaced_by,omitempty"`
	Why           string           `json:"why,omitempty"`
	By            string           `json:"by"` // name of who entered it
	At            time.Time        `json:"at"`
}

// InForce reports whether no later entry has replaced it.
func (i Inspection) InForce() bool { return i.ReplacedBy == "" }

// Check refuses dates that cannot be, and grades that are not of the framework.
func (a AddInspection) Check(of Framework, today calendar.Date) error {
	switch {
	case a.InspectedOn.After(today):
		return FieldErrorf("inspected_on", "The last day of the inspection must be today or in the past.")
	case a.ReceivedOn.After(today):
		return FieldErrorf("received_on", "The day on which the report was received must be today or in the past.")
	case a.ReceivedOn.Before(a.InspectedOn):
		return FieldErrorf("received_on", "The report cannot have been received before the inspection was over, %s.", a.InspectedOn.Long())
	case a.Replaces != "" && a.Why == "":
		return FieldErrorf("why", "Say what was wrong with the entry that this one replaces.")
	case len(a.Grades) == 0:
		return FieldErrorf("grades", "Enter the grade of one judgement area at least.")
	}
	for i, g := range a.Grades {
		_, area := of.Area(g.Code)
		_, _, criterion := of.Criterion(g.Code)
		switch {
		case !area && !criterion:
			return FieldErrorf("grades", "%s has no judgement area or criterion %s.", of.Name, shortened(g.Code, 40))
		case of.Step(g.Grade) < 0:
			return FieldErrorf("grades", "The grade of %s is not one of %s: %s.", g.Code, of.Name, strings.Join(of.gradeNames(), ", "))
		case slices.ContainsFunc(a.Grades[:i], func(o InspectedGrade) bool { return o.Code == g.Code }):
			return FieldErrorf("grades", "%s has two grades. Enter one.", g.Code)
		}
	}
	return nil
}

func (f Framework) gradeNames() (names []string) {
	for _, g := range f.Grades {
		names = append(names, g.Name)
	}
	return names
}

// An InspectedMark is the grade that inspectors gave something, held against a self-assessment.
type InspectedMark struct {
	Grade     string        `json:"grade"`
	On        calendar.Date `json:"on"` // the last day of the inspection
	Reference string        `json:"reference"`
	Before    bool          `json:"before"` // the cycle began after it, so the council knew it
}

// MarksOf are the grades of inspectors to hold a cycle against, by the codes of its framework: of each judgement area and criterion the first that was
// given since the cycle began, or else the last before it. walks lead from the frameworks of inspections to the cycle's, by the code of the former;
// without one, criteria are known by their codes. Judgement areas always are.
func MarksOf(of Framework, starts calendar.Date, all []Inspection, walks map[string]Crosswalk) map[string]InspectedMark {
	marks := map[string]InspectedMark{}
	for _, i := range all {
		if !i.InForce() {
			continue
		}
		for _, g := range i.Grades {
			m := InspectedMark{Grade: g.Grade, On: i.InspectedOn, Reference: i.Reference, Before: i.InspectedOn.Before(starts)}
			for _, code := range of.known(g.Code, i.Framework, walks) {
				if held, there := marks[code]; of.Step(m.Grade) >= 0 && (!there || m.nearer(held)) {
					marks[code] = m
				}
			}
		}
	}
	return marks
}

// nearer reports whether a cycle is held against this one rather than the other.
func (m InspectedMark) nearer(o InspectedMark) bool {
	if m.Before != o.Before {
		return o.Before
	}
	if m.Before {
		return m.On.After(o.On)
	}
	return m.On.Before(o.On)
}

// known are the codes that something of another framework has in this one.
func (f Framework) known(code, from string, walks map[string]Crosswalk) (codes []string) {
	if _, area := f.Area(code); area {
		return []string{code}
	}
	walk, leads := walks[from]
	if !leads || from == f.Code {
		if _, _, there := f.Criterion(code); there {
			codes = append(codes, code)
		}
		return codes
	}
	for _, r := range walk.Rows {
		if r.From == code && r.To != "" {
			codes = append(codes, r.To)
		}
	}
	return codes
}
