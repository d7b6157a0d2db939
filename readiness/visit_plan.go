package readiness

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// PlanVisit plans a visit or an inspection, or the rehearsal of an inspection. A short or standard inspection is planned when Ofsted ring.
type PlanVisit struct {
	Kind      string        `json:"kind" validate:"required,oneof=monitoring focused short standard"`
	Name      string        `json:"name" validate:"max=120"`                  // "" for one made of its kind and month
	Rehearsal string        `json:"rehearsal" validate:"omitempty,oneof=yes"` // of an inspection
	On        calendar.Date `json:"on,omitzero"`                              // the first day on site; of an inspection the Monday after the call when it is not given
	Called    calendar.Date `json:"called,omitzero"`                          // of an inspection: the day of the call, today when it is not given
	Focus     []string      `json:"focus" validate:"max=12,dive,max=40"`      // codes of the focus areas
	Leads     []string      `json:"leads" validate:"max=12,dive,max=64"`      // who leads each focus area, in the same order; "" for the holder of its post
	LeadID    string        `json:"lead_id" validate:"max=64"`                // who leads the whole; "" for the holder of the post
}

// VisitBook is what planning a visit needs of the council: its rules, who holds which post today, and which areas people head.
type VisitBook struct {
	Rules    VisitRules
	Ladder   Ladder
	Calendar calendar.Calendar
	Holder   func(Role) string   // the person id of who holds a post that there is once; "" for nobody
	Headed   func(string) string // the id of the area that a person heads; "" for none
	NewID    func() string
}

// Check refuses what cannot be planned, on a day.
func (p PlanVisit) Check(c calendar.Calendar, today calendar.Date) error {
	switch {
	case p.Rehearsal == "yes" && !BeginsWithCall(p.Kind):
		return FieldErrorf("kind", "A rehearsal is of a short or a standard inspection. Choose one of these.")
	case !BeginsWithCall(p.Kind) && len(p.Focus) == 0:
		return FieldErrorf("focus", "Choose at least one focus area.")
	case len(some(p.Focus...)) != len(p.Focus):
		return FieldErrorf("focus", "Choose each focus area once.")
	case !BeginsWithCall(p.Kind) && p.On.IsZero():
		return FieldErrorf("on", "Enter the first day on site.")
	case p.Called.After(today):
		return FieldErrorf("called", "The day of the call must be today or in the past.")
	case !p.On.IsZero() && p.On.Before(today):
		return FieldErrorf("on", "The first day on site must be today or later.")
	case !p.On.IsZero() && !c.IsWorkingDay(p.On):
		return FieldErrorf("on", "%s is not a working day. The next one is %s.", p.On.Full(), c.Next(p.On).Long())
	case len(p.Leads) != 0 && len(p.Leads) != len(p.Focus):
		return FieldErrorf("leads", "Name a lead for each of the focus areas.")
	}
	return nil
}

// Dates are the days of the visit: of an inspection the Monday after the call (domain.md fact 4).
func (p PlanVisit) Dates(days int, c calendar.Calendar, today calendar.Date) VisitDates {
	d := VisitDates{On: p.On}
	if BeginsWithCall(p.Kind) {
		d.Called = p.Called
		if d.Called.IsZero() {
			d.Called = today
		}
	}
	if d.On.IsZero() {
		d.On = d.Called.AddDays(1)
		for d.On.Weekday() != time.Monday {
			d.On = d.On.AddDays(1)
		}
		d.On = c.Next(d.On)
	}
	d.Until = LastDay(d.On, days, c)
	return d
}

// Visit is the visit as it is planned by a version of its run-up and of the packs of its focus areas.
func (p PlanVisit) Visit(r RunUp, packs []FocusPack, by string, book VisitBook, today calendar.Date) (PlannedVisit, []PlannedVisitStep, error) {
	v := PlannedVisit{
		ID: book.NewID(), Kind: p.Kind, Name: p.Name, Rehearsal: p.Rehearsal == "yes", RunUp: r.Code, Days: r.Days, LetterDays: r.Letter, LeadID: p.LeadID, By: by,
		VisitDates: p.Dates(r.Days, book.Calendar, today), Focus: []VisitFocus{}, Holders: []Holder{},
	}
	v.Terms = VisitTerms(book.Rules, book.Ladder, book.Calendar, today)
	if v.Name == "" {
		v.Name = ChoiceText(VisitKinds, p.Kind) + " of " + v.On.Month().String() + " " + itoa(v.On.Year())
	}
	for i, code := range p.Focus {
		pack, known := packOf(packs, code)
		if !known {
			return v, nil, FieldErrorf("focus", "There is no focus area of the code %s.", code)
		}
		f := VisitFocus{Code: code, Name: pack.Name, Pack: pack.Code}
		if len(p.Leads) > 0 {
			f.AreaID = book.Headed(p.Leads[i])
		}
		v.Focus = append(v.Focus, f)
	}
	v.Holders = p.holders(r, v, book)
	v.LeadID = Visit{Holders: v.Holders}.Holder(LeadSlot, "")
	return v, v.plan(r, book), nil
}

func packOf(packs []FocusPack, focus string) (FocusPack, bool) {
	for _, p := range packs {
		if p.Focus == focus {
			return p, true
		}
	}
	return FocusPack{}, false
}

// holders fills the parts of a run-up: with whoever is named, or whoever holds the post that the part goes with.
func (p PlanVisit) holders(r RunUp, v PlannedVisit, book VisitBook) []Holder {
	holders := []Holder{}
	for _, slot := range r.Slots {
		h := Holder{Slot: slot.Code, Name: slot.Name, PersonID: book.Holder(slot.Role)}
		if slot.Code == LeadSlot && p.LeadID != "" {
			h.PersonID = p.LeadID
		}
		if !slot.PerFocus {
			holders = append(holders, h)
			continue
		}
		for i, f := range v.Focus {
			h := h
			h.Focus = f.Code
			if len(p.Leads) > 0 && p.Leads[i] != "" {
				h.PersonID = p.Leads[i]
			}
			holders = append(holders, h)
		}
	}
	return holders
}

// plan makes the steps, and keeps with the visit what it has to know of them. A rehearsal has none that follow the inspectors' leaving, and a step of each
// focus area is there once for each.
func (v *PlannedVisit) plan(r RunUp, book VisitBook) []PlannedVisitStep {
	steps := []PlannedVisitStep{}
	holders := Visit{Holders: v.Holders, Course: Course{OwnerID: v.LeadID}}
	for _, s := range r.Steps {
		if v.Rehearsal && (s.Anchor == "letter" || s.Anchor == "end" && s.Offset > 0) {
			continue
		}
		where := []VisitFocus{{}}
		if s.PerFocus {
			where = v.Focus
		}
		if len(where) == 0 {
			continue
		}
		v.Plan = append(v.Plan, StepPlan{Code: s.Code, Anchor: s.Anchor, Offset: s.Offset, Drop: s.Short == "drop", Times: len(where)})
		for _, f := range where {
			steps = append(steps, PlannedVisitStep{
				ID: book.NewID(), VisitID: v.ID, OwnerID: holders.Holder(s.Slot, f.Code), AreaID: f.AreaID, Dates: v.VisitDates, Terms: v.Terms,
				StepKey: StepKey{Code: s.Code, Focus: f.Code, Slot: s.Slot, Anchor: s.Anchor, Offset: s.Offset, Gate: s.Gate, Drop: s.Short == "drop"},
			})
		}
	}
	return steps
}
