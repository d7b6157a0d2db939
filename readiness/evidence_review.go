package readiness

import "github.com/sightline-readiness/sightline/internal/calendar"

// ReviewEvidence says that somebody has looked at a piece of evidence again, and that it holds until another day.
type ReviewEvidence struct {
	ReviewBy calendar.Date `json:"review_by" validate:"required"` // by when it is to be looked at next
	Note     string        `json:"note" validate:"max=500"`       // what was looked at
}

// Check refuses a day that has come already.
func (r ReviewEvidence) Check(today calendar.Date) error {
	if !r.ReviewBy.After(today) {
		return FieldErrorf("review_by", "The day by which it is to be looked at again must be in the future.")
	}
	return nil
}

// MayReviewEvidence refuses to say that a piece holds, unless somebody attached it or runs the plan, and unless it is in force.
func MayReviewEvidence(e Evidence, by Actor) error {
	switch {
	case !e.OwnedBy(by):
		return Errorf(Forbidden, "Only who attached this evidence, or whoever runs the improvement plan, can say that it still holds.")
	case !e.InForce():
		return Errorf(Conflict, "This evidence has been withdrawn or replaced, so there is nothing to look at again.")
	}
	return nil
}

// OwnedBy reports whether somebody attached the piece, or runs the plan.
func (e Evidence) OwnedBy(by Actor) bool {
	return e.ByID == by.PersonID || May(by, RunPlan, Place{})
}

// An EvidenceLook is one time that somebody looked at a piece again and found that it holds.
type EvidenceLook struct {
	On    calendar.Date `json:"on"`
	By    string        `json:"by"`    // name of who looked
	Until calendar.Date `json:"until"` // by when it is to be looked at next
	Note  string        `json:"note,omitempty"`
}

// An EvidenceDue is a piece of evidence that is to be looked at again.
type EvidenceDue struct {
	ReviewBy calendar.Date
	OwnerID  string // who attached it
	Left     bool   // the owner holds no post any more
	Told     []string
}

// LooksFrom is the last day whose pieces of evidence are to be looked at again by now: the owners of those have been reminded.
func (p PlanRules) LooksFrom(today calendar.Date, c calendar.Calendar) calendar.Date {
	return c.Add(today, p.EvidenceDays, calendar.Exclusive)
}

// Remind tells the owner of a piece, or the improvement lead when they have left, that its day comes near, and again when it has come. Each is told once
// for a day, whoever hears it; false when nobody is to hear anything now.
func (p PlanRules) Remind(e EvidenceDue, today calendar.Date, c calendar.Calendar) (Telling, bool) {
	if e.ReviewBy.IsZero() || e.ReviewBy.After(p.LooksFrom(today, c)) {
		return Telling{}, false
	}
	t := Telling{Kind: Reminder, People: []string{e.OwnerID}, Key: "look again by " + e.ReviewBy.String()}
	whose, now := "that you attached", "is to be looked at again now: its day was "+e.ReviewBy.Long()
	if e.Left {
		t.People, t.Roles, whose = nil, []Role{ImprovementLead}, "whose owner has left"
	}
	if e.ReviewBy.After(today) {
		t.Key, now = t.Key+", soon", "is to be looked at again by "+e.ReviewBy.Long()
	} else if e.ReviewBy == today {
		now = "is to be looked at again today"
	}
	for _, told := range e.Told {
		if told == t.Key {
			return Telling{}, false
		}
	}
	t.Why = "A piece of evidence " + whose + " " + now + ". Say whether it still holds."
	return t, true
}
