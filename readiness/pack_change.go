package readiness

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// NamePack changes what stands above a pack.
type NamePack struct {
	Code   string        `json:"code" validate:"required,max=40"`
	Title  string        `json:"name" validate:"required,max=120"`
	Focus  string        `json:"focus" validate:"required,max=40"`
	Cohort string        `json:"cohort" validate:"required,oneof=care_leavers missing exploitation other"`
	From   calendar.Date `json:"from" validate:"required"`
	Source string        `json:"source" validate:"max=500"`
}

// SavePackLines writes one of PackParts anew, a line of text for each of its lines. A line that begins with the code of one that is there keeps it; another
// gets the next one.
type SavePackLines struct {
	Part      string `json:"part" validate:"required,oneof=enquiries evidence checklist"`
	Lines     string `json:"lines" validate:"required,max=30000"`
	Confirmed string `json:"confirmed" validate:"omitempty,oneof=yes"` // the council has confirmed all of them
}

// SaveAuditSection writes a section of the audit form anew, or adds one.
type SaveAuditSection struct {
	Code      string `json:"code" validate:"max=40"` // "" for a new one
	Title     string `json:"name" validate:"required,max=120"`
	Lines     string `json:"lines" validate:"required,max=30000"` // its questions, as SavePackLines has lines
	Confirmed string `json:"confirmed" validate:"omitempty,oneof=yes"`
}

// RemoveAuditSection takes a section out of the audit form.
type RemoveAuditSection struct {
	Code string `json:"code" validate:"required,max=40"`
}

// SaveRedFlag changes a red flag, or adds one.
type SaveRedFlag struct {
	Code      string `json:"code" validate:"max=40"` // "" for a new one
	Title     string `json:"name" validate:"required,max=120"`
	Rule      string `json:"rule" validate:"required,max=40"`
	Threshold int    `json:"threshold" validate:"min=0,max=1000"`
	Why       string `json:"why" validate:"required,max=300"`
	Confirmed string `json:"confirmed" validate:"omitempty,oneof=yes"`
}

// RemoveRedFlag takes a red flag out of a pack.
type RemoveRedFlag struct {
	Code string `json:"code" validate:"required,max=40"`
}

// Name is the change in the audit trail.
func (NamePack) Name() string { return "draft of a focus area named" }

// Name is the change in the audit trail.
func (SavePackLines) Name() string { return "lines of a focus area’s draft saved" }

// Name is the change in the audit trail.
func (SaveAuditSection) Name() string { return "section of a focus area’s draft saved" }

// Name is the change in the audit trail.
func (RemoveAuditSection) Name() string { return "section of a focus area’s draft removed" }

// Name is the change in the audit trail.
func (SaveRedFlag) Name() string { return "red flag of a focus area’s draft saved" }

// Name is the change in the audit trail.
func (RemoveRedFlag) Name() string { return "red flag of a focus area’s draft removed" }

// Change names the draft.
func (c NamePack) Change(f PackFile) (PackFile, error) {
	next, p, err := f.pack()
	if err != nil {
		return f, err
	}
	for _, err := range []error{checkCode(c.Code), checkFocus(c.Focus), checkFrom(c.From)} {
		if err != nil {
			return f, err
		}
	}
	p.Code, p.Name, p.Focus, p.Cohort, p.From, p.Source = c.Code, c.Title, c.Focus, c.Cohort, c.From, c.Source
	return next, nil
}

// Change writes the lines.
func (c SavePackLines) Change(f PackFile) (PackFile, error) {
	next, p, err := f.pack()
	if err != nil {
		return f, err
	}
	part := p.part(c.Part)
	lines, err := rewritten(*part, *part, c.Lines, c.Confirmed == "yes")
	if err != nil {
		return f, err
	}
	*part = lines
	return next, nil
}

// Change writes the section.
func (c SaveAuditSection) Change(f PackFile) (PackFile, error) {
	next, p, err := f.pack()
	if err != nil {
		return f, err
	}
	i := slices.IndexFunc(p.Sections, func(s AuditSection) bool { return s.Code == c.Code })
	switch {
	case c.Code == "":
		taken := make([]string, len(p.Sections))
		for j, s := range p.Sections {
			taken[j] = s.Code
		}
		i = len(p.Sections)
		p.Sections = append(p.Sections, AuditSection{Code: codeFor(c.Title, taken)})
	case i < 0:
		return f, Errorf(NotFound, "The draft has no such section any more.")
	}
	var others []PackLine // a question's code is there once in the whole form
	for _, s := range p.Sections {
		others = append(others, s.Questions...)
	}
	p.Sections[i].Name = c.Title
	p.Sections[i].Questions, err = rewritten(p.Sections[i].Questions, others, c.Lines, c.Confirmed == "yes")
	if err != nil {
		return f, err
	}
	return next, nil
}

// Change takes the section out.
func (c RemoveAuditSection) Change(f PackFile) (PackFile, error) {
	next, p, err := f.pack()
	if err != nil {
		return f, err
	}
	n := len(p.Sections)
	p.Sections = slices.DeleteFunc(p.Sections, func(s AuditSection) bool { return s.Code == c.Code })
	if len(p.Sections) == n {
		return f, Errorf(NotFound, "The draft has no such section any more.")
	}
	return next, nil
}

// Change saves the flag. Whether the threshold and the name go with the rule is asked here too, so that whoever changes it hears it at once.
func (c SaveRedFlag) Change(f PackFile) (PackFile, error) {
	next, p, err := f.pack()
	if err != nil {
		return f, err
	}
	flag := RedFlag{Code: c.Code, Name: c.Title, Rule: c.Rule, Threshold: c.Threshold, Why: c.Why, Unconfirmed: c.Confirmed != "yes"}
	i := slices.IndexFunc(p.Flags, func(k RedFlag) bool { return k.Code == c.Code })
	switch {
	case c.Code == "":
		taken := make([]string, len(p.Flags))
		for j, k := range p.Flags {
			taken[j] = k.Code
		}
		flag.Code, i = codeFor(c.Title, taken), len(p.Flags)
		p.Flags = append(p.Flags, flag)
	case i < 0:
		return f, Errorf(NotFound, "The draft has no such red flag any more.")
	}
	if err := flag.refuse(); err != nil {
		return f, err
	}
	p.Flags[i] = flag
	return next, nil
}

// refuse says at its field what is wrong with a flag.
func (f RedFlag) refuse() error {
	c := &checking{}
	c.oneOf("rule", "The rule", f.Rule, FlagRules)
	c.threshold("flag", "the red flag", f)
	return c.refuse(map[string]string{"rule": "rule", "flag.threshold": "threshold", "flag.name": "name"})
}

// refuse refuses by the first fault, at the form's field that goes with its place.
func (c *checking) refuse(fields map[string]string) error {
	if len(c.faults) == 0 {
		return nil
	}
	return FieldErrorf(fields[c.faults[0].At], "%s", c.faults[0].Message)
}

// Change takes the flag out.
func (c RemoveRedFlag) Change(f PackFile) (PackFile, error) {
	next, p, err := f.pack()
	if err != nil {
		return f, err
	}
	n := len(p.Flags)
	p.Flags = slices.DeleteFunc(p.Flags, func(k RedFlag) bool { return k.Code == c.Code })
	if len(p.Flags) == n {
		return f, Errorf(NotFound, "The draft has no such red flag any more.")
	}
	return next, nil
}
