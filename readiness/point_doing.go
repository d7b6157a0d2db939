package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// AnswerPoint says what became of what was said. What will be done names the improvement action that will do it, so that somebody sees it done.
type AnswerPoint struct {
	Outcome string   `json:"outcome" validate:"required,oneof=done will_do wont_do"`
	WeDid   string   `json:"we_did" validate:"required,max=4000"`
	Actions []string `json:"actions" validate:"max=20,dive,max=64"`
}

// HearPoint says whether the meeting took the answer.
type HearPoint struct {
	Accept  string `json:"accept" validate:"required,oneof=yes no"`
	Missing string `json:"missing" validate:"required_if=Accept no,max=2000"` // what the answer does not answer
}

// AssignPoint gives the point to somebody else to answer.
type AssignPoint struct {
	OwnerID string `json:"owner_id" validate:"required,max=64"`
	Note    string `json:"note" validate:"max=2000"`
}

// WithdrawPoint ends a point that need not be answered.
type WithdrawPoint struct {
	Reason string `json:"reason" validate:"required,max=2000"`
}

// DecidePointEscalation is the answer of whoever an unanswered point reached.
type DecidePointEscalation EscalationAnswer

func (AnswerPoint) Name() string           { return "answer-point" }
func (HearPoint) Name() string             { return "hear-point" }
func (AssignPoint) Name() string           { return "assign-point" }
func (WithdrawPoint) Name() string         { return "withdraw-point" }
func (DecidePointEscalation) Name() string { return "decide-point-escalation" }

// Decide keeps the answer, and asks the meeting to hear it.
func (c AnswerPoint) Decide(x Point, asked Asked, now time.Time) (Point, Event, error) {
	if !x.ownedBy(asked.By) && !May(asked.By, AnswerPoints, x.Place()) {
		return x, Event{}, Errorf(Forbidden, "Only the owner of this point, the chief executive, or whoever runs the improvement plan, can answer it.")
	}
	if x.Status != PointOpen {
		return x, Event{}, x.notNow("answered")
	}
	if c.Outcome == "will_do" && len(c.Actions) == 0 {
		return x, Event{}, FieldErrorf("actions", "Choose the improvement action that will do it. If there is none yet, add one first.")
	}
	x.Status, x.Answer = PointAnswered, &Answer{By: asked.By.PersonID, On: calendar.DateOf(now), Outcome: c.Outcome, WeDid: c.WeDid, Actions: slices.Clone(c.Actions)}
	x.settleEscalation("the point was answered", Actor{}, now)
	x.hearIn(x.Terms.Plan.HearDays, now)
	ev := Event{Kind: "answered", Text: "Answered: " + lowerFirst(ChoiceText(PointOutcomes, c.Outcome)) + ".", Note: c.WeDid}
	ev.Tell = []Telling{{Kind: Informed, People: x.convenor(), Roles: []Role{ImprovementLead}, Why: "A point was answered. Tell the meeting that raised it, by " + x.HearBy.Long() + ", and say whether it takes the answer."}}
	return x.with(asked, ev, now)
}

// Decide keeps whether the meeting took the answer, from somebody who did not give it. One that it did not take has to be answered again.
func (c HearPoint) Decide(x Point, asked Asked, now time.Time) (Point, Event, error) {
	if x.Status != PointAnswered {
		return x, Event{}, x.notNow("heard")
	}
	switch may := x.convenedBy(asked.By) || May(asked.By, RunPlan, x.Place()) || May(asked.By, VerifyActions, x.Place()); {
	case !may:
		return x, Event{}, Errorf(Forbidden, "Only whoever calls this meeting, quality assurance, or whoever runs the improvement plan, can say whether the meeting took the answer.")
	case asked.By.PersonID == x.Answer.By:
		return x, Event{}, Errorf(Forbidden, "You gave this answer, so somebody else must say whether the meeting took it.")
	}
	x.HearBy = calendar.Date{}
	if c.Accept == "yes" {
		x.Status = PointHeard
		ev := Event{Kind: "heard", Text: "The meeting heard the answer and took it."}
		ev.Tell = []Telling{{Kind: Informed, Roles: []Role{Owner}, Why: "The meeting took the answer to a point that you own."}}
		return x.with(asked, ev, now)
	}
	x.Status = PointOpen
	x.NotHeard++
	x.replyIn(calendar.DateOf(now), now)
	ev := Event{Kind: "not taken", Text: "The meeting did not take the answer. A new one is due on " + x.Run.Due.Long() + ".", Note: c.Missing}
	ev.Tell = []Telling{
		{Kind: Returned, Roles: []Role{Owner}, People: []string{x.Answer.By}, Why: "A point came back: the meeting did not take its answer. A new one is due on " + x.Run.Due.Long() + "."},
		{Kind: Informed, Roles: []Role{ChiefExecutive}, Why: "A meeting did not take the answer to a point. A new one is due on " + x.Run.Due.Long() + "."},
	}
	return x.with(asked, ev, now)
}

// Decide gives the point to somebody else; its date stays.
func (c AssignPoint) Decide(x Point, asked Asked, now time.Time) (Point, Event, error) {
	if !May(asked.By, AnswerPoints, x.Place()) && !x.convenedBy(asked.By) {
		return x, Event{}, Errorf(Forbidden, "Only whoever calls the meeting, the chief executive, or whoever runs the improvement plan, can give this point to somebody else.")
	}
	switch {
	case x.Status != PointOpen:
		return x, Event{}, x.notNow("given to somebody else")
	case c.OwnerID == x.OwnerID:
		return x, Event{}, FieldErrorf("owner_id", "This person owns the point already. Choose somebody else.")
	}
	x.OwnerID = c.OwnerID
	return x.with(asked, x.assigned(pointNoun, "The point was given to somebody else.", c.Note), now)
}

// Decide ends the point, with why. Whoever has to answer it cannot withdraw it.
func (c WithdrawPoint) Decide(x Point, asked Asked, now time.Time) (Point, Event, error) {
	switch {
	case !x.convenedBy(asked.By) && !May(asked.By, RunPlan, x.Place()):
		return x, Event{}, Errorf(Forbidden, "Only whoever calls the meeting, or whoever runs the improvement plan, can withdraw this point.")
	case x.ownedBy(asked.By):
		return x, Event{}, Errorf(Forbidden, "You have to answer this point, so somebody else must withdraw it.")
	}
	x.Status, x.HearBy = PointWithdrawn, calendar.Date{}
	x.settleEscalation("the point was withdrawn", asked.By, now)
	ev := Event{Kind: "withdrawn", Text: "The point was withdrawn.", Note: c.Reason}
	ev.Tell = []Telling{{Kind: Informed, Roles: []Role{Owner}, Why: "A point that you were to answer was withdrawn."}}
	if x.Chief {
		ev.Tell = append(ev.Tell, Telling{Kind: Informed, Roles: []Role{ChiefExecutive}, Why: "A point that the staff forum raised was withdrawn. Its page says why."})
	}
	return x.with(asked, ev, now)
}

// Decide takes one of the four ways (Course.answer).
func (c DecidePointEscalation) Decide(x Point, asked Asked, now time.Time) (Point, Event, error) {
	ev, err := x.answer(pointNoun, EscalationAnswer(c), x.Terms.Plan.PointMoreDays, asked.By, now)
	if err != nil {
		return x, Event{}, err
	}
	return x.with(asked, ev, now)
}
