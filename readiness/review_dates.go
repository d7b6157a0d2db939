package readiness

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// PutOffReview asks for a later due date.
type PutOffReview struct {
	Until  calendar.Date `json:"until" validate:"required"`
	Reason string        `json:"reason" validate:"required,max=2000"`
}

// PauseReview takes the review out of the queue while the case is in proceedings.
type PauseReview struct {
	Until  calendar.Date `json:"until" validate:"required"`
	Reason string        `json:"reason" validate:"required,max=2000"`
}

// ResumeReview brings a paused review back before its pause ends.
type ResumeReview struct {
	Note string `json:"note" validate:"max=2000"`
}

// AssignReview gives the review to another owner.
type AssignReview struct {
	OwnerID string `json:"owner_id" validate:"required,max=64"`
	Note    string `json:"note" validate:"max=2000"`
}

func (PutOffReview) Name() string { return "put-off-review" }
func (PauseReview) Name() string  { return "pause-review" }
func (ResumeReview) Name() string { return "resume-review" }
func (AssignReview) Name() string { return "assign-review" }

// Decide moves the due date: at most PutOffs times without the assistant director, at most PutOffDays working days at a time.
func (c PutOffReview) Decide(r Review, asked Asked, now time.Time) (Review, Event, error) {
	if r.OwnerID == "" || asked.By.PersonID != r.OwnerID {
		if err := MayOrRefuse(asked.By, PutOff, r.Place()); err != nil {
			return r, Event{}, err
		}
	}
	if r.Status != Open && r.Status != InReview {
		return r, Event{}, r.notNow("put off")
	}
	rules := r.Terms.Rules
	if r.PutOffs >= rules.PutOffs && !asked.By.Holds(AssistantDirector) {
		return r, Event{}, Errorf(Forbidden, "This review has been put off %s already. Only the assistant director can put it off again.", times(r.PutOffs))
	}
	if err := r.laterBy("until", c.Until, rules.PutOffDays, now); err != nil {
		return r, Event{}, err
	}
	if r.Waiting() {
		return r, Event{}, Errorf(Conflict, "This review has reached the %s, who decides whether it gets more time.", r.Escalation.Role.Title())
	}
	r.PutOffs++
	old := r.Run.Due
	r.begin(c.Until, now)
	return r.with(asked, Event{Kind: "put off", Text: "The review was put off from " + old.Long() + " to " + c.Until.Long() + ".", Note: c.Reason}, now)
}

// Decide stops the clock; the days that were left are kept.
func (c PauseReview) Decide(r Review, asked Asked, now time.Time) (Review, Event, error) {
	if err := MayOrRefuse(asked.By, Pause, r.Place()); err != nil {
		return r, Event{}, err
	}
	if r.Status != Open && r.Status != InReview {
		return r, Event{}, r.notNow("paused")
	}
	today := calendar.DateOf(now)
	latest := today.AddMonths(r.Terms.Rules.PauseMonths)
	if !c.Until.After(today) || c.Until.After(latest) {
		return r, Event{}, FieldErrorf("until", "The pause must end after today and within %s, on or before %s.", count(r.Terms.Rules.PauseMonths, "month"), latest.Long())
	}
	r.DaysLeft = 0
	if r.Run.Due.After(today) {
		r.DaysLeft = r.Terms.Calendar.Count(today, r.Run.Due, calendar.Exclusive)
	}
	r.PausedFrom, r.Status, r.PausedTo = r.Status, Paused, c.Until
	r.settleEscalation("the review was paused", Actor{}, now)
	return r.with(asked, Event{Kind: "paused", Text: "The review was paused until " + c.Until.Long() + " because the case is in proceedings.", Note: c.Reason}, now)
}

// Decide ends the pause now.
func (c ResumeReview) Decide(r Review, asked Asked, now time.Time) (Review, Event, error) {
	if err := MayOrRefuse(asked.By, Pause, r.Place()); err != nil {
		return r, Event{}, err
	}
	if r.Status != Paused {
		return r, Event{}, r.notNow("brought back")
	}
	return r.resume(asked, c.Note, now)
}

// leastAfterPause is how many working days a review has at least when it comes back: nobody returns from a pause to find it late (our choice).
const leastAfterPause = 10

func (r Review) resume(asked Asked, note string, now time.Time) (Review, Event, error) {
	r.Status, r.PausedFrom, r.PausedTo = r.PausedFrom, "", calendar.Date{}
	r.dueIn(max(r.DaysLeft, leastAfterPause), now)
	r.DaysLeft = 0
	ev := Event{Kind: "resumed", Text: "The review is back in the queue, due on " + r.Run.Due.Long() + ".", Note: note}
	ev.Tell = []Telling{{Kind: Assigned, Roles: []Role{Owner}, Why: "A paused case review is back. It is due on " + r.Run.Due.Long() + "."}}
	return r.with(asked, ev, now)
}

// Decide changes the owner and tells the new one.
func (c AssignReview) Decide(r Review, asked Asked, now time.Time) (Review, Event, error) {
	if err := MayOrRefuse(asked.By, Assign, r.Place()); err != nil {
		return r, Event{}, err
	}
	if r.Status != Open && r.Status != InReview && r.Status != Paused {
		return r, Event{}, r.notNow("given to somebody else")
	}
	if c.OwnerID == r.OwnerID {
		return r, Event{}, FieldErrorf("owner_id", "This person owns the review already. Choose somebody else.")
	}
	r.OwnerID = c.OwnerID
	return r.with(asked, r.assigned(reviewNoun, "The review was given to somebody else.", c.Note), now)
}
