package readiness

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// ClonePack copies a pack under another code: as a new version of its focus area, or for another focus area of the council's own.
type ClonePack struct {
	Code  string        `json:"code" validate:"required,max=40"`
	Name  string        `json:"name" validate:"required,max=120"`
	Focus string        `json:"focus" validate:"required,max=40"`
	From  calendar.Date `json:"from" validate:"required"`
}

// CloneRunUp copies a run-up under another code.
type CloneRunUp struct {
	Code string        `json:"code" validate:"required,max=40"`
	Name string        `json:"name" validate:"required,max=120"`
	From calendar.Date `json:"from" validate:"required"`
}

// Of is the copy.
func (c ClonePack) Of(p FocusPack) PackFile {
	before := p.Code
	p.Code, p.Name, p.Focus, p.From, p.Own, p.Source = c.Code, c.Name, c.Focus, c.From, true, "Copied from "+before+"."
	return PackFile{Name: c.Code, Pack: &p}
}

// Of is the copy.
func (c CloneRunUp) Of(r RunUp) PackFile {
	before := r.Code
	r.Code, r.Name, r.From, r.Own, r.Source = c.Code, c.Name, c.From, true, "Copied from "+before+"."
	return PackFile{Name: c.Code, RunUp: &r}
}

// Check refuses what cannot be the beginning of a copy. Taken are the codes in the library.
func (c ClonePack) Check(taken []string) error {
	if err := mayClone(c.Code, c.From, taken); err != nil {
		return err
	}
	return checkFocus(c.Focus)
}

// Check refuses what cannot be the beginning of a copy. Taken are the codes in the library.
func (c CloneRunUp) Check(taken []string) error { return mayClone(c.Code, c.From, taken) }

func mayClone(code string, from calendar.Date, taken []string) error {
	if err := checkCode(code); err != nil {
		return err
	}
	if slices.Contains(taken, code) {
		return FieldErrorf("code", "%s", takenCode(code))
	}
	return checkFrom(from)
}

func checkCode(code string) error {
	if !frameworkCode(code) {
		return FieldErrorf("code", "The code “%s” cannot be. %s", shortened(code, 40), codeHow)
	}
	return nil
}

func checkFocus(focus string) error {
	if !lowerCode(focus) {
		return FieldErrorf("focus", "The code “%s” cannot be. %s", shortened(focus, 40), lowerHow)
	}
	return nil
}

func checkFrom(from calendar.Date) error {
	if !likely(from) {
		return FieldErrorf("from", "The first day must be between 2000 and 2099.")
	}
	return nil
}

// A PackChange changes a draft.
type PackChange interface {
	// Change returns the draft as it is afterwards, and leaves the one that it was asked of as it is.
	Change(f PackFile) (PackFile, error)
	Name() string // in the past tense, for the audit trail
}

// pack is the pack of a draft to change: a copy, without the places of its file, which no longer say where anything stands.
func (f PackFile) pack() (PackFile, *FocusPack, error) {
	if err := f.changeable(); err != nil {
		return f, nil, err
	}
	if f.Pack == nil {
		return f, nil, Errorf(Conflict, "The draft is a run-up, and this changes a focus area.")
	}
	p := *f.Pack
	p.Flags, p.Sections = slices.Clone(p.Flags), slices.Clone(p.Sections)
	f.Pack, f.Places = &p, nil
	return f, &p, nil
}

// runUp is the run-up of a draft to change, as pack is.
func (f PackFile) runUp() (PackFile, *RunUp, error) {
	if err := f.changeable(); err != nil {
		return f, nil, err
	}
	if f.RunUp == nil {
		return f, nil, Errorf(Conflict, "The draft is a focus area, and this changes a run-up.")
	}
	r := *f.RunUp
	r.Steps = slices.Clone(r.Steps)
	f.RunUp, f.Places = &r, nil
	return f, &r, nil
}
