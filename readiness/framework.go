package readiness

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A Framework is one version of an inspection framework: what a self-assessment answers, and how it is graded. It is data (package frameworks, or a
// council's own) and does not change once it is in the library; what changes is a new version under another code (domain.md 1.1 to 1.4, 1.10).
type Framework struct {
	Code      string              `json:"code" yaml:"code"` // such as ilacs-2026
	Name      string              `json:"name" yaml:"name"`
	Source    string              `json:"source" yaml:"source"`                  // where it was taken from
	From      calendar.Date       `json:"from" yaml:"from"`                      // the first day on which it holds
	Until     calendar.Date       `json:"until,omitzero" yaml:"until,omitempty"` // the last; zero while no end is known
	Own       bool                `json:"own" yaml:"-"`                          // the council's own, imported or cloned
	Grades    []Grade             `json:"grades" yaml:"grades"`                  // the best first
	Questions []FrameworkQuestion `json:"questions" yaml:"questions"`            // asked of every criterion
	Areas     []JudgementArea     `json:"areas" yaml:"areas"`                    // in the order of a report
	Tags      []FrameworkTag      `json:"tags" yaml:"tags,omitempty"`            // of the National Framework
	Enquiries []KeyLine           `json:"enquiries" yaml:"key_lines,omitempty"`  // Ofsted's key lines of enquiry, by year
}

// A Grade is one step of the scale.
type Grade struct {
	Code  string `json:"code" yaml:"code"` // such as requires_improvement
	Name  string `json:"name" yaml:"name"`
	Means string `json:"means" yaml:"means"`
}

// A FrameworkQuestion is asked of every criterion, such as “What do you know about the quality and impact of practice?”.
type FrameworkQuestion struct {
	Code string `json:"code" yaml:"code"`
	Text string `json:"text" yaml:"text"`
}

// A JudgementArea is what inspectors judge. One without criteria, as overall effectiveness was, is graded from the others.
type JudgementArea struct {
	Code        string      `json:"code" yaml:"code"` // LEAD, HELP, CARE, CL, OE
	Name        string      `json:"name" yaml:"name"`
	Unconfirmed bool        `json:"unconfirmed,omitempty" yaml:"unconfirmed,omitempty"`
	Criteria    []Criterion `json:"criteria" yaml:"criteria,omitempty"`
}

// A Criterion is what one statement of a self-assessment is about. Unconfirmed ones are for the council to confirm: they are not taken word for word
// from a source that could be read.
type Criterion struct {
	Code        string   `json:"code" yaml:"code"` // such as HP11
	Text        string   `json:"text" yaml:"text"`
	Tags        []string `json:"tags,omitempty" yaml:"tags,omitempty"`
	Unconfirmed bool     `json:"unconfirmed,omitempty" yaml:"unconfirmed,omitempty"`
}

// A FrameworkTag is one outcome or enabler of the Children's Social Care National Framework.
type FrameworkTag struct {
	Code        string `json:"code" yaml:"code"`
	Text        string `json:"text" yaml:"text"`
	Unconfirmed bool   `json:"unconfirmed,omitempty" yaml:"unconfirmed,omitempty"`
}

// A KeyLine is one of Ofsted's key lines of enquiry of a year.
type KeyLine struct {
	Year        int    `json:"year" yaml:"year"`
	Text        string `json:"text" yaml:"text"`
	Unconfirmed bool   `json:"unconfirmed,omitempty" yaml:"unconfirmed,omitempty"`
}

// Area is a judgement area by its code.
func (f Framework) Area(code string) (JudgementArea, bool) {
	i := slices.IndexFunc(f.Areas, func(a JudgementArea) bool { return a.Code == code })
	if i < 0 {
		return JudgementArea{}, false
	}
	return f.Areas[i], true
}

// Criterion is a criterion by its code, with the judgement area that it belongs to.
func (f Framework) Criterion(code string) (Criterion, JudgementArea, bool) {
	for _, a := range f.Areas {
		if i := slices.IndexFunc(a.Criteria, func(c Criterion) bool { return c.Code == code }); i >= 0 {
			return a.Criteria[i], a, true
		}
	}
	return Criterion{}, JudgementArea{}, false
}

// Scale lists the codes of the grades, the best first.
func (f Framework) Scale() []string {
	codes := make([]string, len(f.Grades))
	for i, g := range f.Grades {
		codes[i] = g.Code
	}
	return codes
}

// Step is where a grade stands on the scale, 0 for the best; -1 for none that it has.
func (f Framework) Step(grade string) int {
	return slices.IndexFunc(f.Grades, func(g Grade) bool { return g.Code == grade })
}

// GradeName is what a grade is called; the code itself when the scale has none such.
func (f Framework) GradeName(code string) string {
	if i := f.Step(code); i >= 0 {
		return f.Grades[i].Name
	}
	return code
}

// A Crosswalk says what became of each criterion from one version of a framework to another, so that texts, evidence and history are carried over.
type Crosswalk struct {
	From string         `json:"from" yaml:"from"` // code of the earlier framework
	To   string         `json:"to" yaml:"to"`
	Rows []CrosswalkRow `json:"rows" yaml:"rows"`
}

// A CrosswalkRow joins one criterion of each version. One that is gone has no To, one that is new no From.
type CrosswalkRow struct {
	From string `json:"from" yaml:"from,omitempty"`
	To   string `json:"to" yaml:"to,omitempty"`
	Kind string `json:"kind" yaml:"kind"` // one of CrosswalkKinds
	Note string `json:"note,omitempty" yaml:"note,omitempty"`
}

// Carried lists the criteria of the earlier version from which one of the later one is carried over.
func (c Crosswalk) Carried(to string) (from []string) {
	for _, r := range c.Rows {
		if r.To == to && r.From != "" {
			from = append(from, r.From)
		}
	}
	return from
}
