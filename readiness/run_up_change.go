package readiness

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// NameRunUp changes what stands above the steps of a run-up.
type NameRunUp struct {
	Code   string        `json:"code" validate:"required,max=40"`
	Title  string        `json:"name" validate:"required,max=120"`
	Kind   string        `json:"kind" validate:"required,oneof=monitoring focused short standard"`
	From   calendar.Date `json:"from" validate:"required"`
	Days   int           `json:"days" validate:"required,min=1,max=30"`
	Letter int           `json:"letter" validate:"required,min=1,max=120"`
	Source string        `json:"source" validate:"max=500"`
}

// SaveRunUpStep changes a step of a run-up, or adds one.
type SaveRunUpStep struct {
	Code      string `json:"code" validate:"max=40"` // "" for a new one
	Title     string `json:"name" validate:"required,max=80"`
	Text      string `json:"text" validate:"max=500"`
	Days      int    `json:"days" validate:"min=0,max=250"` // working days before or after the anchor
	When      string `json:"when" validate:"required,oneof=before after"`
	Anchor    string `json:"anchor" validate:"required,oneof=call visit end letter"`
	Slot      string `json:"slot" validate:"required,max=40"`
	PerFocus  string `json:"per_focus" validate:"omitempty,oneof=yes"`
	Gate      string `json:"gate" validate:"required,oneof=evidence signature findings sample audits flags checklist data requests letter reaudit"`
	Shows     string `json:"shows" validate:"required,max=200"`
	Short     string `json:"short" validate:"required,oneof=keep drop"`
	Confirmed string `json:"confirmed" validate:"omitempty,oneof=yes"`
}

// RemoveRunUpStep takes a step out of a run-up.
type RemoveRunUpStep struct {
	Code string `json:"code" validate:"required,max=40"`
}

// Name is the change in the audit trail.
func (NameRunUp) Name() string { return "draft of a run-up named" }

// Name is the change in the audit trail.
func (SaveRunUpStep) Name() string { return "step of a run-up’s draft saved" }

// Name is the change in the audit trail.
func (RemoveRunUpStep) Name() string { return "step of a run-up’s draft removed" }

// Change names the draft.
func (c NameRunUp) Change(f PackFile) (PackFile, error) {
	next, r, err := f.runUp()
	if err != nil {
		return f, err
	}
	for _, err := range []error{checkCode(c.Code), checkFrom(c.From)} {
		if err != nil {
			return f, err
		}
	}
	r.Code, r.Name, r.Kind, r.From, r.Days, r.Letter, r.Source = c.Code, c.Title, c.Kind, c.From, c.Days, c.Letter, c.Source
	return next, nil
}

// Saves is the form of a step that is there.
func (s RunUpStep) Saves() SaveRunUpStep {
	yes := map[bool]string{true: "yes"}
	c := SaveRunUpStep{
		Code: s.Code, Title: s.Name, Text: s.Text, Days: s.Offset, When: "after", Anchor: s.Anchor, Slot: s.Slot, PerFocus: yes[s.PerFocus], Gate: s.Gate,
		Shows: s.Shows, Short: s.Short, Confirmed: yes[!s.Unconfirmed],
	}
	if s.Offset < 0 {
		c.Days, c.When = -s.Offset, "before"
	}
	return c
}

func (c SaveRunUpStep) step() RunUpStep {
	s := RunUpStep{
		Code: c.Code, Name: c.Title, Text: c.Text, Anchor: c.Anchor, Offset: c.Days, Slot: c.Slot, PerFocus: c.PerFocus == "yes", Gate: c.Gate, Shows: c.Shows,
		Short: c.Short, Unconfirmed: c.Confirmed != "yes",
	}
	if c.When == "before" {
		s.Offset = -c.Days
	}
	return s
}

// Change saves the step, and puts the steps into the order in which they fall.
func (c SaveRunUpStep) Change(f PackFile) (PackFile, error) {
	next, r, err := f.runUp()
	if err != nil {
		return f, err
	}
	s := c.step()
	if err := r.refuse(s); err != nil {
		return f, err
	}
	i := slices.IndexFunc(r.Steps, func(k RunUpStep) bool { return k.Code == c.Code })
	switch {
	case c.Code == "":
		taken := make([]string, len(r.Steps))
		for j, k := range r.Steps {
			taken[j] = k.Code
		}
		s.Code = codeFor(c.Title, taken)
		r.Steps = append(r.Steps, s)
	case i < 0:
		return f, Errorf(NotFound, "The draft has no such step any more.")
	default:
		r.Steps[i] = s
	}
	r.Steps = r.InOrder()
	return next, nil
}

// refuse says at its field what is wrong with a step beside the others.
func (r RunUp) refuse(s RunUpStep) error {
	c := &checking{}
	c.stepDay(r, "step", "The step", s)
	c.stepSlot(r, "step", "The step", s)
	return c.refuse(map[string]string{"step.offset": "days", "step.anchor": "anchor", "step.slot": "slot"})
}

// Change takes the step out.
func (c RemoveRunUpStep) Change(f PackFile) (PackFile, error) {
	next, r, err := f.runUp()
	if err != nil {
		return f, err
	}
	n := len(r.Steps)
	r.Steps = slices.DeleteFunc(r.Steps, func(s RunUpStep) bool { return s.Code == c.Code })
	if len(r.Steps) == n {
		return f, Errorf(NotFound, "The draft has no such step any more.")
	}
	return next, nil
}
