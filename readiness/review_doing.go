package readiness

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// Outcomes are the five ways a review can come out (issue 2, trade point 3).
var Outcomes = []Choice{
	{"close", "Close the case"},
	{"step_down", "Step down to less help"},
	{"step_up", "Step up, with legal advice"},
	{"continue", "Continue, with new outcomes by a date"},
	{"panel", "Take to panel"},
}

// StayOpenReasons are why a case is still open (domain.md 4.5).
var StayOpenReasons = []Choice{
	{"neglect_drift", "Neglect, with drift"},
	{"complex_need", "Complex need"},
	{"court", "Court timetable"},
	{"nrpf", "No recourse to public funds"},
	{"disability", "Disability, support continues"},
	{"awaiting_service", "Waiting for a service"},
	{"closure_pending", "Closure is pending"},
}

// BeginReview says that somebody has started to look.
type BeginReview struct{}

// SubmitReview gives what the review found and proposes an outcome for sign-off.
type SubmitReview struct {
	Reason      string        `json:"reason" validate:"required,oneof=neglect_drift complex_need court nrpf disability awaiting_service closure_pending"`
	WhyOpen     string        `json:"why_open" validate:"required,max=4000"`     // why is this case still open?
	WhatChanged string        `json:"what_changed" validate:"required,max=4000"` // what has changed for the child since the last review?
	LastSeen    calendar.Date `json:"last_seen" validate:"required"`
	PlanEnds    string        `json:"plan_ends" validate:"required,oneof=yes no"` // does the plan have an end?
	Outcome     string        `json:"outcome" validate:"required,oneof=close step_down step_up continue panel"`
	NewOutcomes string        `json:"new_outcomes" validate:"required_if=Outcome continue,max=4000"`
	NextDate    calendar.Date `json:"next_date,omitzero" validate:"required_if=Outcome continue"`
}

// SendBackReview returns a submission and says what is missing.
type SendBackReview struct {
	Missing string `json:"missing" validate:"required,max=4000"`
}

// SignOffReview agrees with the submission.
type SignOffReview struct {
	Note string `json:"note" validate:"max=4000"`
}

// LookAgainAtReview is quality assurance's answer to a review chosen for a second look.
type LookAgainAtReview struct {
	Agree string `json:"agree" validate:"required,oneof=yes no"`
	Note  string `json:"note" validate:"required_if=Agree no,max=4000"` // what was found, or what is missing
}

func (BeginReview) Name() string       { return "begin-review" }
func (SubmitReview) Name() string      { return "submit-review" }
func (SendBackReview) Name() string    { return "send-back-review" }
func (SignOffReview) Name() string     { return "sign-off-review" }
func (LookAgainAtReview) Name() string { return "look-again-at-review" }

// Decide moves an open review into review.
func (c BeginReview) Decide(r Review, asked Asked, now time.Time) (Review, Event, error) {
	if err := r.mayDo(asked.By); err != nil {
		return r, Event{}, err
	}
	if r.Status != Open {
		return r, Event{}, r.notNow("begun")
	}
	r.Status = InReview
	return r.with(asked, Event{Kind: "begun", Text: "The review began."}, now)
}

// Decide takes the submission, from somebody who has begun or not, and asks for a signature.
func (c SubmitReview) Decide(r Review, asked Asked, now time.Time) (Review, Event, error) {
	if err := r.mayDo(asked.By); err != nil {
		return r, Event{}, err
	}
	if r.Status != Open && r.Status != InReview {
		return r, Event{}, r.notNow("submitted")
	}
	today := calendar.DateOf(now)
	if err := c.check(r, today); err != nil {
		return r, Event{}, err
	}
	r.Status, r.Submission = Submitted, &Submission{SubmitReview: c, By: asked.By.PersonID, On: today}
	r.settleEscalation("the review was submitted", Actor{}, now)
	ev := Event{Kind: "submitted", Text: "The review was submitted: " + lowerFirst(ChoiceText(Outcomes, c.Outcome)) + ".", Note: c.WhyOpen}
	ev.Tell = []Telling{{Kind: SignOffAsked, Roles: []Role{r.Signer(asked.By)}, Why: "A case review waits for your signature."}}
	return r.with(asked, ev, now)
}

// Signer is the role that signs what somebody submits: the area head, or the assistant director for what the head of the area, or who covers for the
// head, has submitted.
func (r Review) Signer(by Actor) Role {
	for _, h := range by.Holdings {
		if h.Role == AreaHead && h.AreaID == r.AreaID {
			return AssistantDirector
		}
	}
	return AreaHead
}

func (c SubmitReview) check(r Review, today calendar.Date) error {
	latest := today.AddMonths(r.Terms.Rules.NextReviewMonths)
	switch {
	case c.LastSeen.After(today):
		return FieldErrorf("last_seen", "The day the child was last seen must be today or in the past.")
	case c.Outcome != "continue":
		return nil
	case !c.NextDate.After(today):
		return FieldErrorf("next_date", "The next review must be on a day in the future.")
	case c.NextDate.After(latest):
		return FieldErrorf("next_date", "The next review must be within %s, on or before %s.", count(r.Terms.Rules.NextReviewMonths, "month"), latest.Long())
	}
	return nil
}

// Decide sends a submission back into review; its clock goes on.
func (c SendBackReview) Decide(r Review, asked Asked, now time.Time) (Review, Event, error) {
	if err := r.maySign(asked.By); err != nil {
		return r, Event{}, err
	}
	if r.Status != Submitted {
		return r, Event{}, r.notNow("sent back")
	}
	r.Status = InReview
	return r.returned(asked, "The review was sent back: something is missing.", c.Missing, now)
}

// Decide ends the review, unless the recorded draw sends it to quality assurance for a second look.
func (c SignOffReview) Decide(r Review, asked Asked, now time.Time) (Review, Event, error) {
	if err := r.maySign(asked.By); err != nil {
		return r, Event{}, err
	}
	if r.Status != Submitted {
		return r, Event{}, r.notNow("signed off")
	}
	r.Status, r.SignedBy, r.SignedOn = SignedOff, asked.By.PersonID, calendar.DateOf(now)
	r.NextDue = r.Submission.NextDate
	r.settleEscalation("the review was signed off", Actor{}, now)
	ev := Event{Kind: "signed off", Text: "The review was signed off: " + lowerFirst(ChoiceText(Outcomes, r.Submission.Outcome)) + ".", Note: c.Note}
	if r.Terms.Rules.SecondLook(r.ID) {
		r.Status = SecondLook
		r.dueIn(r.secondLookDays(), now)
		ev.Text += " It was drawn for a second look (seed “" + r.Terms.Rules.SecondLookSeed + "”)."
		ev.Tell = []Telling{{Kind: SecondLookAt, Roles: []Role{QualityAssurance}, Why: "A signed-off case review was drawn for your second look."}}
	}
	return r.with(asked, ev, now)
}

// Decide ends the review, or sends it back to be done again with a new deadline.
func (c LookAgainAtReview) Decide(r Review, asked Asked, now time.Time) (Review, Event, error) {
	if err := MayOrRefuse(asked.By, LookAgain, r.Place()); err != nil {
		return r, Event{}, err
	}
	if r.Status != SecondLook {
		return r, Event{}, r.notNow("looked at again")
	}
	if asked.By.PersonID == r.SignedBy || asked.By.PersonID == r.Submission.By {
		return r, Event{}, Errorf(Forbidden, "Somebody who neither submitted nor signed this review must take the second look.")
	}
	if c.Agree == "yes" {
		r.Status = SignedOff
		return r.with(asked, Event{Kind: "second look agreed", Text: "Quality assurance looked again and agrees.", Note: c.Note}, now)
	}
	r.Status, r.SignedBy, r.SignedOn, r.NextDue = InReview, "", calendar.Date{}, calendar.Date{}
	r.dueIn(r.secondLookDays(), now)
	return r.returned(asked, "Quality assurance looked again and does not agree. The review is due again on "+r.Run.Due.Long()+".", c.Note, now)
}

func (r Review) returned(asked Asked, text, note string, now time.Time) (Review, Event, error) {
	tell := Telling{Kind: Returned, Roles: []Role{Owner}, People: []string{r.Submission.By}, Why: "A case review came back to you: something is missing."}
	return r.with(asked, Event{Kind: "sent back", Text: text, Note: note, Tell: []Telling{tell}}, now)
}

// mayDo lets the owner do the review, and whoever may do reviews at its place.
func (r Review) mayDo(a Actor) error {
	if a.PersonID == r.OwnerID && r.OwnerID != "" {
		return nil
	}
	return MayOrRefuse(a, DoReview, r.Place())
}

// maySign lets the area head or a deputy sign, and those above; never who submitted (issue 2, trade point 3).
func (r Review) maySign(a Actor) error {
	if err := MayOrRefuse(a, SignOff, r.Place()); err != nil {
		return err
	}
	if r.Submission != nil && r.Submission.By == a.PersonID {
		return Errorf(Forbidden, "You submitted this review, so somebody else must sign it off: a deputy, or the assistant director.")
	}
	return nil
}

func (r Review) notNow(done string) error {
	return Errorf(Conflict, "This review cannot be %s now: it is %s.", done, r.Status.Title())
}
