package readiness

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// CloneFramework copies a version under another code.
type CloneFramework struct {
	Code string        `json:"code" validate:"required,max=40"`
	Name string        `json:"name" validate:"required,max=120"`
	From calendar.Date `json:"from" validate:"required"`
}

// Of is the copy: the same criteria, from another day, with the crosswalk from the version that it was made of.
func (c CloneFramework) Of(f Framework) FrameworkFile {
	before := f.Code
	f.Code, f.Name, f.From, f.Until, f.Own = c.Code, c.Name, c.From, calendar.Date{}, true
	f.Source = "Copied from " + before + "."
	return FrameworkFile{Name: c.Code, Framework: f, Crosswalk: &Crosswalk{From: before, To: c.Code}}
}

// Check refuses what cannot be the beginning of a copy.
func (c CloneFramework) Check(library []Framework) error {
	if !frameworkCode(c.Code) {
		return FieldErrorf("code", "The code “%s” cannot be. %s", shortened(c.Code, 40), codeHow)
	}
	if _, taken := frameworkIn(library, c.Code); taken {
		return FieldErrorf("code", "A framework with the code %s is in the library already.", c.Code)
	}
	if !likely(c.From) {
		return FieldErrorf("from", "The first day must be between 2000 and 2099.")
	}
	return nil
}

// A FrameworkChange changes a draft.
type FrameworkChange interface {
	// Change returns the draft as it is afterwards, and leaves the one that it was asked of as it is.
	Change(f FrameworkFile) (FrameworkFile, error)
	Name() string // in the past tense, for the audit trail
}

// NameFramework changes what stands above the criteria.
type NameFramework struct {
	Code   string        `json:"code" validate:"required,max=40"`
	Title  string        `json:"name" validate:"required,max=120"`
	Source string        `json:"source" validate:"max=500"`
	From   calendar.Date `json:"from" validate:"required"`
	Until  calendar.Date `json:"until,omitzero"`
}

// SaveCriterion changes a criterion of a draft, or adds one. A new one must have a code that none has yet, so that another is not lost.
type SaveCriterion struct {
	Code      string   `json:"code" validate:"required,max=12"`
	Area      string   `json:"area" validate:"required,max=12"` // code of its judgement area
	Text      string   `json:"text" validate:"required,max=500"`
	Tags      []string `json:"tags" validate:"max=40,dive,max=40"`
	Confirmed string   `json:"confirmed" validate:"omitempty,oneof=yes"` // the council has confirmed it
	New       string   `json:"new" validate:"omitempty,oneof=yes"`       // it is added
}

// RemoveCriterion takes a criterion out of a draft.
type RemoveCriterion struct {
	Code string `json:"code" validate:"required,max=12"`
}

// Name is the change in the audit trail.
func (NameFramework) Name() string { return "framework draft named" }

// Name is the change in the audit trail.
func (SaveCriterion) Name() string { return "criterion of a framework draft saved" }

// Name is the change in the audit trail.
func (RemoveCriterion) Name() string { return "criterion of a framework draft removed" }

// Change names the draft.
func (c NameFramework) Change(f FrameworkFile) (FrameworkFile, error) {
	if err := f.changeable(); err != nil {
		return f, err
	}
	if !frameworkCode(c.Code) {
		return f, FieldErrorf("code", "The code “%s” cannot be. %s", shortened(c.Code, 40), codeHow)
	}
	if !c.Until.IsZero() && c.Until.Before(c.From) {
		return f, FieldErrorf("until", "The last day is before the first.")
	}
	k := &f.Framework
	k.Code, k.Name, k.Source, k.From, k.Until = c.Code, c.Title, c.Source, c.From, c.Until
	return f.edited(), nil
}

// Change saves the criterion. One with a known code keeps its place in its area.
func (c SaveCriterion) Change(f FrameworkFile) (FrameworkFile, error) {
	if err := f.changeable(); err != nil {
		return f, err
	}
	if !upperCode(c.Code) {
		return f, FieldErrorf("code", "The code “%s” cannot be. %s", shortened(c.Code, 40), upperHow)
	}
	at := slices.IndexFunc(f.Framework.Areas, func(a JudgementArea) bool { return a.Code == c.Area })
	if at < 0 {
		return f, FieldErrorf("area", "Choose the judgement area of the criterion.")
	}
	criterion := Criterion{Code: c.Code, Text: c.Text, Tags: c.Tags, Unconfirmed: c.Confirmed != "yes"}
	before, area, known := f.Framework.Criterion(c.Code)
	switch {
	case known && c.New == "yes":
		return f, FieldErrorf("code", "The draft has a criterion %s already.", c.Code)
	case !known && c.New != "yes":
		return f, Errorf(NotFound, "The draft has no criterion %s any more.", c.Code)
	}
	if known && area.Code == c.Area {
		f = f.edited()
		f.Framework.Areas[at].Criteria = slices.Clone(area.Criteria)
		f.Framework.Areas[at].Criteria[slices.IndexFunc(area.Criteria, func(k Criterion) bool { return k.Code == c.Code })] = criterion
	} else {
		f = f.without(c.Code)
		f.Framework.Areas[at].Criteria = append(f.Framework.Areas[at].Criteria, criterion)
	}
	if known && before.Text == c.Text {
		return f, nil
	}
	return f.carried(c.Code), nil
}

// Change takes the criterion out.
func (c RemoveCriterion) Change(f FrameworkFile) (FrameworkFile, error) {
	if err := f.changeable(); err != nil {
		return f, err
	}
	if _, _, known := f.Framework.Criterion(c.Code); !known {
		return f, Errorf(NotFound, "The draft has no criterion %s.", shortened(c.Code, 40))
	}
	return f.without(c.Code).carried(c.Code), nil
}

// edited is the draft without the places of its file, which no longer say where anything stands.
func (f FrameworkFile) edited() FrameworkFile {
	f.Framework.Areas = slices.Clone(f.Framework.Areas)
	f.Places = nil
	return f
}

func (f FrameworkFile) without(code string) FrameworkFile {
	f = f.edited()
	for i, a := range f.Framework.Areas {
		f.Framework.Areas[i].Criteria = slices.DeleteFunc(slices.Clone(a.Criteria), func(k Criterion) bool { return k.Code == code })
	}
	return f
}

// carried has the crosswalk say anew what became of one criterion; rows of the others, and what somebody wrote in them, stay.
func (f FrameworkFile) carried(code string) FrameworkFile {
	if f.Crosswalk == nil || len(f.Crosswalk.Rows) == 0 { // without rows everything is compared when it is asked for
		return f
	}
	walk := *f.Crosswalk
	_, _, there := f.Framework.Criterion(code)
	walk.Rows = slices.Clone(walk.Rows)
	before, arrives := []string(nil), false
	for i, r := range walk.Rows {
		if r.To != code {
			continue
		}
		arrives = true
		if r.From != "" && there && r.Kind == "same" {
			walk.Rows[i].Kind = "changed"
		}
		before = append(before, r.From)
	}
	if !there {
		walk.Rows = slices.DeleteFunc(walk.Rows, func(r CrosswalkRow) bool { return r.To == code })
		for _, from := range before {
			if from != "" && !slices.ContainsFunc(walk.Rows, func(r CrosswalkRow) bool { return r.From == from }) {
				walk.Rows = append(walk.Rows, CrosswalkRow{From: from, Kind: "gone"})
			}
		}
	} else if !arrives {
		walk.Rows = append(walk.Rows, CrosswalkRow{To: code, Kind: "new"})
	}
	f.Crosswalk = &walk
	return f
}
