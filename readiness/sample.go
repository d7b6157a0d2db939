package readiness

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// DrawSample says how many children of a focus area are looked at before a visit. Deep audits are written on the form of the focus area; a dip sample is a
// short look at more.
type DrawSample struct {
	Deep int `json:"deep" validate:"min=1,max=30"`
	Dip  int `json:"dip" validate:"min=0,max=60"`
	Risk int `json:"risk" validate:"min=0,max=100"` // of 100 children, how many at least have a red flag, while there are so many
}

// ReplaceChild takes a child out of a sample; the next in the order of the draw comes in.
type ReplaceChild struct {
	Reason string `json:"reason" validate:"required,oneof=conflict closed moved consent court other"`
	Note   string `json:"note" validate:"required_if=Reason other,max=500"`
}

// ReplaceReasons say why a drawn child cannot be audited.
var ReplaceReasons = []Choice{
	{"conflict", "Nobody outside the line of the case can audit it"},
	{"closed", "The case has closed"},
	{"moved", "The child has moved to another council"},
	{"consent", "The child or the family asked not to be part of it"},
	{"court", "A court or a criminal investigation stands in the way"},
	{"other", "Another reason"},
}

// The ways in which a drawn child is looked at.
const (
	DeepAudit = "deep"
	DipLook   = "dip"
)

// A SampleChild is a child as it was when a sample was drawn.
type SampleChild struct {
	CohortChild
	Rests bool `json:"rests,omitempty"` // it was audited so lately that it is not drawn
}

// Risky reports whether the data pointed at the child.
func (c SampleChild) Risky() bool { return len(c.Flags) > 0 }

// A Drawn is one place of a sample and the child that has it.
type Drawn struct {
	Place   int           `json:"place"`
	Kind    string        `json:"kind"` // DeepAudit or DipLook
	ChildID string        `json:"child_id"`
	Why     string        `json:"why,omitempty"`  // one of ReplaceReasons, when the child was replaced; what follows is then set as well
	Note    string        `json:"note,omitempty"` // see Why
	By      string        `json:"by,omitempty"`   // a name
	On      calendar.Date `json:"on,omitzero"`
}

// Replaced reports whether another child has the place now.
func (d Drawn) Replaced() bool { return d.Why != "" }

// A Sample is one draw among the children of a focus area, for one visit. Anybody can draw it again: Draw with its seed, the children and the sizes.
type Sample struct {
	ID      string        `json:"id"`
	VisitID string        `json:"visit_id"`
	Focus   string        `json:"focus"`
	Seed    string        `json:"seed"` // made by Sightline, so that nobody chooses a draw
	On      calendar.Date `json:"on"`
	By      string        `json:"by"` // a name
	DrawSample
	RestMonths int           `json:"rest_months"`
	Among      []SampleChild `json:"among"` // in the order of their ids
	Drawn      []Drawn       `json:"drawn"` // by place; replaced ones before those that came in
}

// Child is a child that was drawn among, by its id.
func (s Sample) Child(id string) (SampleChild, bool) {
	i := slices.IndexFunc(s.Among, func(c SampleChild) bool { return c.ID == id })
	if i < 0 {
		return SampleChild{}, false
	}
	return s.Among[i], true
}

// Place is where a child stands in the sample now; false when it is not in it, or was replaced.
func (s Sample) Place(childID string) (Drawn, bool) {
	i := slices.IndexFunc(s.Drawn, func(d Drawn) bool { return d.ChildID == childID && !d.Replaced() })
	if i < 0 {
		return Drawn{}, false
	}
	return s.Drawn[i], true
}

// Now lists the drawn children that were not replaced, of one kind; "" for both.
func (s Sample) Now(kind string) []Drawn {
	return slices.DeleteFunc(slices.Clone(s.Drawn), func(d Drawn) bool { return d.Replaced() || kind != "" && d.Kind != kind })
}

// Comes is the child that takes the place of another: the next in the order of the draw that was never in the sample, of the same team if there is one, so
// that every team stays in it.
func (s Sample) Comes(childID string) (SampleChild, error) {
	if _, in := s.Place(childID); !in {
		return SampleChild{}, Errorf(Conflict, "This child is not in the sample any more.")
	}
	leaves, _ := s.Child(childID)
	var next *SampleChild
	for _, c := range inDrawOrder(s.Seed, s.Among) {
		if slices.ContainsFunc(s.Drawn, func(d Drawn) bool { return d.ChildID == c.ID }) {
			continue
		}
		if c.TeamID == leaves.TeamID {
			return c, nil
		}
		if next == nil {
			next = &c
		}
	}
	if next == nil {
		return SampleChild{}, Errorf(Conflict, "Every child that could be drawn is in the sample already, so no other can take this place.")
	}
	return *next, nil
}

// MaySample lets somebody draw a sample, replace a child and give audits to people: whoever runs visits, and whoever moderates.
func MaySample(by Actor) error {
	if May(by, ModerateAudits, Place{}) {
		return nil
	}
	return MayOrRefuse(by, RunVisits, Place{})
}

// MaySample lets somebody do so while the visit lasts.
func (of FocusOf) MaySample(by Actor) error {
	if err := MaySample(by); err != nil {
		return err
	}
	if of.Visit.Status.Ended() {
		return Errorf(Conflict, "This visit has ended, so nothing is drawn or given out for it any more.")
	}
	return nil
}
