package readiness

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// ActionDetails say what an improvement action is about (issue 4, trade point 1; domain.md 5.5). None of the texts may name a child.
type ActionDetails struct {
	Title     string        `json:"title" validate:"required,max=200"`
	Theme     string        `json:"theme" validate:"required,max=80"`
	Outcome   string        `json:"outcome" validate:"required,max=2000"` // what is to be different for children
	Steps     string        `json:"steps" validate:"max=4000"`
	Measure   string        `json:"measure" validate:"required,max=500"` // what will show that it worked: a figure, or an audit taken again
	Target    string        `json:"target" validate:"max=200"`
	TargetOn  calendar.Date `json:"target_on,omitzero"`
	Wanted    string        `json:"wanted" validate:"max=2000"` // evidence wanted
	Risk      string        `json:"risk" validate:"max=2000"`   // what happens if it is late
	Judgement string        `json:"judgement" validate:"omitempty,oneof=LEAD HELP CARE CL"`
	Criterion string        `json:"criterion" validate:"max=20"` // such as HP11; the council's own codes are welcome
	Framework string        `json:"framework" validate:"omitempty,oneof=outcome_1 outcome_2 outcome_3 outcome_4 enabler_1 enabler_2 enabler_3 principles"`
	Benefit   string        `json:"benefit,omitempty" validate:"max=120"`               // what is saved, in a few words: two actions that say the same are counted once
	Saving    int           `json:"saving,omitempty" validate:"min=0,max=1000000000"`   // pounds a year
	Hours     int           `json:"hours,omitempty" validate:"min=0,max=1000000000"`    // hours a week
	Boards    []string      `json:"boards,omitempty" validate:"max=10,dive,max=80"`     // that hear of it
	Findings  []string      `json:"findings,omitempty" validate:"max=30,dive,max=64"`   // ids of the findings that it answers
	DependsOn []string      `json:"depends_on,omitempty" validate:"max=20,dive,max=64"` // ids of the actions that must be done first
	Reference string        `json:"reference" validate:"max=60"`                        // the council's own number; an import knows the action again by it
}

// Judgements are the judgement areas of ILACS (domain.md 1.1).
var Judgements = []Choice{
	{"LEAD", "The impact of leaders"},
	{"HELP", "Help and protection"},
	{"CARE", "Children in care"},
	{"CL", "Care leavers"},
}

// FrameworkTags are the outcomes and enablers of the Children's Social Care National Framework (domain.md 1.4).
var FrameworkTags = []Choice{
	{"outcome_1", "Outcome 1: families stay together and get the help they need"},
	{"outcome_2", "Outcome 2: the family network supports children"},
	{"outcome_3", "Outcome 3: children are safe in and outside of their homes"},
	{"outcome_4", "Outcome 4: children in care and care leavers have stable, loving homes"},
	{"enabler_1", "Enabler 1: multi-agency working is prioritised and effective"},
	{"enabler_2", "Enabler 2: leaders drive conditions for effective practice"},
	{"enabler_3", "Enabler 3: the workforce is equipped and effective"},
	{"principles", "The principles"},
}

// AddAction puts a new action into the improvement plan.
type AddAction struct {
	ActionDetails
	AreaID     string        `json:"area_id" validate:"max=64"` // "" for the whole council
	OwnerID    string        `json:"owner_id" validate:"required,max=64"`
	SponsorID  string        `json:"sponsor_id" validate:"required,max=64"`
	VerifierID string        `json:"verifier_id" validate:"max=64"` // "" has one drawn when the action is said done
	Start      calendar.Date `json:"start" validate:"required"`
	Due        calendar.Date `json:"due" validate:"required"`
}

// Check refuses an action whose dates or people do not fit.
func (f AddAction) Check(c calendar.Calendar) error {
	switch {
	case !f.Due.After(f.Start):
		return FieldErrorf("due", "The due date must be after the start, %s.", f.Start.Long())
	case !c.IsWorkingDay(f.Due):
		return FieldErrorf("due", "%s is not a working day. The next one is %s.", f.Due.Full(), c.Next(f.Due).Long())
	case f.VerifierID != "" && (f.VerifierID == f.OwnerID || f.VerifierID == f.SponsorID):
		return FieldErrorf("verifier_id", "Somebody who neither owns nor sponsors the action must check it.")
	}
	return f.checkBenefit()
}

// changes names what is different in other details, in words.
func (d ActionDetails) changes(to ActionDetails) (words []string) {
	for _, part := range []struct {
		words     string
		different bool
	}{
		{"the title", d.Title != to.Title},
		{"the theme", d.Theme != to.Theme},
		{"the outcome wanted", d.Outcome != to.Outcome},
		{"the steps", d.Steps != to.Steps},
		{"the measure of success", d.Measure != to.Measure || d.Target != to.Target || d.TargetOn != to.TargetOn},
		{"the evidence wanted", d.Wanted != to.Wanted},
		{"the risk", d.Risk != to.Risk},
		{"where it belongs in the inspection framework", d.Judgement != to.Judgement || d.Criterion != to.Criterion || d.Framework != to.Framework},
		{"what it saves", d.Benefit != to.Benefit || d.Saving != to.Saving || d.Hours != to.Hours},
		{"the boards that hear of it", !slices.Equal(d.Boards, to.Boards)},
		{"the findings that it answers", !slices.Equal(d.Findings, to.Findings)},
		{"the actions that it waits for", !slices.Equal(d.DependsOn, to.DependsOn)},
		{"its number", d.Reference != to.Reference},
	} {
		if part.different {
			words = append(words, part.words)
		}
	}
	return words
}
