package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// ReplanAssessment moves the days of a cycle; what its criteria wait for moves with them.
type ReplanAssessment struct {
	CycleDates
	Reason string `json:"reason" validate:"required,max=2000"`
}

// GradeSection grades one judgement area, as its lead sees it.
type GradeSection struct {
	Section string `json:"section" validate:"required,max=20"`
	Grade   string `json:"grade" validate:"required,max=40"`
	Why     string `json:"why" validate:"required,max=4000"`
}

// SignAssessment signs a part: a judgement area, or the whole as assistant director, director or lead member. The hash says what the signer has read
// (Assessment.Binds).
type SignAssessment struct {
	Part   string `json:"part" validate:"required,max=40"`
	SHA256 string `json:"sha256" validate:"required,len=64,hexadecimal"`
}

// MarkAssessment enters what happened to a published cycle: shared with Ofsted, annual engagement meeting held, letter received.
type MarkAssessment struct {
	Step string        `json:"step" validate:"required,oneof=shared met letter"`
	On   calendar.Date `json:"on" validate:"required"`
	Note string        `json:"note" validate:"max=2000"`
}

// AssessmentSteps are what MarkAssessment can enter, in their order (domain.md 1.9).
var AssessmentSteps = []Choice{{"shared", "Shared with Ofsted"}, {"met", "Annual engagement meeting held"}, {"letter", "Ofsted's letter received"}}

// CancelAssessment calls a cycle off.
type CancelAssessment struct {
	Reason string `json:"reason" validate:"required,max=2000"`
}

// DecideAssessmentEscalation is the answer of whoever a missing signature reached: more time, or passing it up. Nobody signs for somebody else.
type DecideAssessmentEscalation EscalationAnswer

func (ReplanAssessment) Name() string           { return "replan-assessment" }
func (GradeSection) Name() string               { return "grade-section" }
func (SignAssessment) Name() string             { return "sign-assessment" }
func (MarkAssessment) Name() string             { return "mark-assessment" }
func (CancelAssessment) Name() string           { return "cancel-assessment" }
func (DecideAssessmentEscalation) Name() string { return "decide-assessment-escalation" }

func mayRun(by Actor) error {
	if May(by, RunAssessments, Place{}) {
		return nil
	}
	return Errorf(Forbidden, "Only whoever runs the self-assessment can do this.")
}

// Decide moves the days.
func (c ReplanAssessment) Decide(x Assessment, asked Asked, now time.Time) (Assessment, Event, error) {
	if err := mayRun(asked.By); err != nil {
		return x, Event{}, err
	}
	if x.Status.Frozen() {
		return x, Event{}, x.notNow("planned again")
	}
	if x.Status != AssessmentPlanned {
		c.Starts = x.CycleDates.Starts // it has begun
	}
	if err := c.CycleDates.check(x.Terms.Calendar, calendar.DateOf(now), x.Status == AssessmentPlanned); err != nil {
		return x, Event{}, err
	}
	if c.CycleDates == x.CycleDates {
		return x, Event{}, FieldErrorf("draft_by", "These are the days that it has already.")
	}
	was := x.SignBy
	x.CycleDates = c.CycleDates
	x.begin(x.SignBy, now)
	x.settleEscalation("the self-assessment was planned again", asked.By, now)
	ev := Event{Kind: "replanned", Was: was, Note: c.Reason, Text: "The self-assessment was planned again. It is to be signed by " + x.SignBy.Long() + "."}
	ev.Tell = []Telling{{Kind: Informed, People: x.concerned(), Why: "The self-assessment was planned again: drafts by " + x.DraftBy.Long() + ", signatures by " + x.SignBy.Long() + "."}}
	return x.with(asked, ev, now)
}

// Check refuses days of a new cycle that do not follow each other, or that nobody works.
func (d CycleDates) Check(c calendar.Calendar, today calendar.Date) error {
	return d.check(c, today, true)
}

func (d CycleDates) check(c calendar.Calendar, today calendar.Date, starts bool) error {
	if starts && d.Starts.Before(today) {
		return FieldErrorf("starts", "The self-assessment must start today or later.")
	}
	days := []struct {
		field, name string
		on          calendar.Date
	}{{"starts", "start", d.Starts}, {"draft_by", "drafts", d.DraftBy}, {"challenge_by", "challenge", d.ChallengeBy}, {"moderate_by", "agreed grades", d.ModerateBy}, {"sign_by", "signatures", d.SignBy}}
	for i, day := range days[1:] {
		switch {
		case !day.on.After(days[i].on):
			return FieldErrorf(day.field, "The day for the %s must be after the day for the %s, %s.", day.name, days[i].name, days[i].on.Long())
		case !c.IsWorkingDay(day.on):
			return FieldErrorf(day.field, "%s is not a working day. The next one is %s.", day.on.Full(), c.Next(day.on).Long())
		}
	}
	return nil
}

// Decide keeps the grade of a judgement area. It changes what is signed.
func (c GradeSection) Decide(x Assessment, asked Asked, now time.Time) (Assessment, Event, error) {
	section := x.Section(c.Section)
	switch {
	case x.Status.Frozen() || x.Status == AssessmentPlanned:
		return x, Event{}, x.notNow("graded")
	case section == nil:
		return x, Event{}, Errorf(NotFound, "There is no such judgement area in this self-assessment.")
	case !asked.By.standsFor(section.LeadID) && mayRun(asked.By) != nil:
		return x, Event{}, Errorf(Forbidden, "Only the lead of this judgement area, or whoever runs the self-assessment, can grade it.")
	case !slices.Contains(x.Scale, c.Grade):
		return x, Event{}, FieldErrorf("grade", "Choose a grade of the scale.")
	}
	before := x
	x.Sections = slices.Clone(x.Sections)
	section = x.Section(c.Section)
	section.Grade, section.Why = c.Grade, c.Why
	ev := Event{Kind: "graded", Text: c.Section + " was graded as a whole.", Note: c.Why}
	if undone := x.unbound(before); len(undone) > 0 {
		ev.Text = "The grade of " + c.Section + " changed after it was signed. It has to be signed again."
		ev.Tell = x.signAgain(undone, ev.Text, now)
	}
	return x.with(asked, ev, now)
}

// Decide binds what the signer has read. The last signature publishes.
func (c SignAssessment) Decide(x Assessment, asked Asked, now time.Time) (Assessment, Event, error) {
	switch {
	case !slices.Contains(x.Parts(), c.Part):
		return x, Event{}, Errorf(NotFound, "There is nothing of this name to sign.")
	case x.Status != AssessmentSigning:
		return x, Event{}, x.notNow("signed")
	case !x.maySign(c.Part, asked.By):
		return x, Event{}, Errorf(Forbidden, "This signature is somebody else's.")
	case x.Signed(c.Part):
		return x, Event{}, Errorf(Conflict, "This is signed already, as it stands.")
	case !slices.Contains(x.Unsigned(), c.Part):
		return x, Event{}, Errorf(Conflict, "It is not your turn yet: others sign before you.")
	}
	if s := x.Section(c.Part); s != nil && s.Grade == "" {
		return x, Event{}, Errorf(Conflict, "Grade the judgement area first, then sign it.")
	}
	if c.SHA256 != x.Binds(c.Part) {
		return x, Event{}, Errorf(Conflict, "What you were about to sign has changed since you opened the page. Read it again, then sign.")
	}
	x.Signatures = append(slices.DeleteFunc(slices.Clone(x.Signatures), func(s Signature) bool { return s.Part == c.Part }),
		Signature{Part: c.Part, By: asked.By.PersonID, At: now.UTC(), SHA256: c.SHA256})
	ev := Event{Kind: "signed", Text: x.signedBy(c.Part) + "."}
	if open := x.Unsigned(); len(open) > 0 && x.Section(open[0]) != nil {
		x.OwnerID = x.Signer(open[0]) // the other leads know, and their date stays
		return x.with(asked, ev, now)
	}
	x.settleEscalation("it was signed", asked.By, now)
	if len(x.Unsigned()) > 0 {
		ev.Tell = x.toSign(now)
		return x.with(asked, ev, now)
	}
	x.Status, x.OwnerID, x.PublishedOn = AssessmentPublished, x.LeadID, calendar.DateOf(now)
	x.Run.From = x.PublishedOn
	ev.Kind, ev.Text = "published", ev.Text+" With the last signature the self-assessment is published."
	ev.Tell = []Telling{{Kind: Informed, Roles: []Role{ImprovementLead, Director}, People: x.leads(), Why: "The self-assessment is signed and published. It does not change any more."}}
	return x.with(asked, ev, now)
}

func (x Assessment) signedBy(part string) string {
	if x.Section(part) != nil {
		return "The lead of " + part + " signed it"
	}
	return "The " + Role(part).Title() + " signed the whole"
}

// Decide enters a date of what follows. Each can be corrected.
func (c MarkAssessment) Decide(x Assessment, asked Asked, now time.Time) (Assessment, Event, error) {
	if err := mayRun(asked.By); err != nil {
		return x, Event{}, err
	}
	into := map[string]*calendar.Date{"shared": &x.SharedOn, "met": &x.MetOn, "letter": &x.LetterOn}[c.Step]
	switch {
	case x.Status != AssessmentPublished:
		return x, Event{}, Errorf(Conflict, "This can be entered once the self-assessment is published.")
	case into == nil:
		return x, Event{}, FieldErrorf("step", "Choose what happened.")
	case c.On.After(calendar.DateOf(now)):
		return x, Event{}, FieldErrorf("on", "The day must be today or in the past.")
	case c.On.Before(x.PublishedOn) && (x.Kind != QuarterlyRefresh || c.Step == "shared"): // a meeting about what it refreshes may have been before, its letter too
		return x, Event{}, FieldErrorf("on", "The day cannot be before the self-assessment was published, %s.", x.PublishedOn.Long())
	case c.Step == "letter" && x.MetOn.IsZero():
		return x, Event{}, FieldErrorf("step", "Enter first when the annual engagement meeting was held.")
	case c.Step == "letter" && c.On.Before(x.MetOn):
		return x, Event{}, FieldErrorf("on", "The letter cannot have come before the meeting, %s.", x.MetOn.Long())
	case c.Step == "met" && !x.LetterOn.IsZero() && c.On.After(x.LetterOn):
		return x, Event{}, FieldErrorf("on", "The meeting cannot have been held after the letter came, %s.", x.LetterOn.Long())
	}
	*into = c.On
	return x.with(asked, Event{Kind: "marked", Text: ChoiceText(AssessmentSteps, c.Step) + ": " + c.On.Long() + ".", Note: c.Note}, now)
}

// Decide calls the cycle off.
func (c CancelAssessment) Decide(x Assessment, asked Asked, now time.Time) (Assessment, Event, error) {
	if err := mayRun(asked.By); err != nil {
		return x, Event{}, err
	}
	if x.Status.Frozen() {
		return x, Event{}, x.notNow("called off")
	}
	concerned := x.concerned()
	x.Status, x.OwnerID = AssessmentCancelled, ""
	x.settleEscalation("the self-assessment was called off", asked.By, now)
	ev := Event{Kind: "cancelled", Text: "The self-assessment was called off.", Note: c.Reason}
	ev.Tell = []Telling{{Kind: Informed, People: concerned, Why: "The self-assessment in which you have a part was called off."}}
	return x.with(asked, ev, now)
}

// Decide takes one of the two ways that there are.
func (c DecideAssessmentEscalation) Decide(x Assessment, asked Asked, now time.Time) (Assessment, Event, error) {
	if c.Decision == "decide_myself" || c.Decision == "give" {
		return x, Event{}, FieldErrorf("decision", "Nobody can sign for somebody else. Allow more time, or pass it up.")
	}
	before := x
	ev, err := x.answer(assessmentNoun, EscalationAnswer(c), x.Terms.Assess.MoreDays, asked.By, now)
	if err != nil {
		return before, Event{}, err
	}
	if c.Decision == "more_time" {
		ev.Tell = []Telling{{Kind: Informed, People: x.awaited(), Why: "The self-assessment that waits for your signature got more time, until " + x.Run.Due.Long() + "."}}
	}
	return x.with(asked, ev, now)
}
