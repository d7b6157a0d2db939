package demo

import (
	"context"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A habit is how the people around one review go about it. Shares are invented: most reviews are on time, one area is slower than the others.
type habit int

const (
	prompt    habit = iota // begun early, submitted before it is due
	putsOff                // put off once, then done
	putsTwice              // put off twice
	late                   // submitted some days after it was due
	forgets                // nobody acts until it has climbed
	pauses                 // in proceedings
)

// habitOf draws one. The third area is the slow one.
func (t *town) habitOf(n *resident) habit {
	share := n.draw.IntN(100)
	if areas := t.county.Areas; n.AreaID == t.staff.areas[areas[len(areas)/2]] {
		share += 14
	}
	switch {
	case share < 54:
		return prompt
	case share < 66:
		return putsOff
	case share < 73:
		return putsTwice
	case share < 84:
		return late
	case share < 92:
		return pauses
	}
	return forgets
}

// waiting is how many reviews wait for each area head's decision when the history ends.
const waiting = 3

// leftAlone picks the few reviews of an area that nobody touches, and that reach the area head in the last days: the next rung is still ahead.
func (t *town) leftAlone(n *resident) bool {
	ago := t.calendar.Count(n.Run.Due, t.today, calendar.Exclusive)
	if ago < 6 || ago > 9 || t.left[n.AreaID] == waiting {
		return false
	}
	t.left[n.AreaID]++
	return true
}

// first is the day on which somebody first looks at the review: not before it comes near, since many are due months ahead.
func (b habit) first(n *resident, c calendar.Calendar) calendar.Date {
	before := 3 + n.draw.IntN(10)
	switch b {
	case late:
		before = -1 - n.draw.IntN(9)
	case forgets:
		before = -5 - n.draw.IntN(18)
	}
	day := c.Add(n.Run.Due, -before, calendar.Exclusive)
	if day.Before(n.Opened) {
		return c.Add(n.Opened, 1+n.draw.IntN(3), calendar.Exclusive)
	}
	return day
}

// act is what somebody does about a review on a day; it sets the day of the next look.
func (t *town) act(ctx context.Context, n *resident, day calendar.Date) error {
	n.next = t.calendar.Add(day, 1+n.draw.IntN(4), calendar.Exclusive)
	switch {
	case n.Status == readiness.Submitted:
		return t.sign(ctx, n, day)
	case n.Status == readiness.SecondLook:
		n.next = day.AddDays(3)
		if !day.Before(t.calendar.Add(t.today, -12, calendar.Exclusive)) {
			return nil // quality assurance is busy with an audit
		}
		return t.lookAgain(ctx, n)
	case n.Status == readiness.Paused:
		n.next = n.PausedTo
		return nil
	case n.Waiting():
		return t.decide(ctx, n, day)
	}
	return t.doReview(ctx, n, day)
}

// doReview is the owner's part.
func (t *town) doReview(ctx context.Context, n *resident, day calendar.Date) error {
	later := func(days int) calendar.Date { return t.calendar.Add(n.Run.Due, days, calendar.Exclusive) }
	switch {
	case n.habit == pauses && n.Status == readiness.Open && n.PausedTo.IsZero():
		return t.ask(ctx, n, n.OwnerID, readiness.PauseReview{Until: day.AddDays(60 + n.draw.IntN(100)), Reason: "Care proceedings are under way; the final hearing is listed."})
	case n.habit == putsOff && n.PutOffs < 1, n.habit == putsTwice && n.PutOffs < 2:
		reasons := []string{"The court date moved.", "The health assessment is not back yet.", "The allocated worker is on sick leave."}
		err := t.ask(ctx, n, n.OwnerID, readiness.PutOffReview{Until: later(8 + n.draw.IntN(10)), Reason: reasons[n.draw.IntN(len(reasons))]})
		n.next = t.calendar.Add(n.Run.Due, -2, calendar.Exclusive)
		return err
	case n.Status == readiness.Open && n.draw.IntN(3) > 0:
		return t.ask(ctx, n, n.OwnerID, readiness.BeginReview{})
	}
	return t.ask(ctx, n, n.OwnerID, t.finding(n, day))
}

// findings are what a review may say: invented, and about nobody.
var findings = []struct{ reason, open, changed, outcome string }{
	{"closure_pending", "The agreed work is done and the closing visit is booked.", "School attendance is back to normal and the family asks for help early.", "close"},
	{"awaiting_service", "The family waits for a parenting course that starts next month.", "The older child has a place at the breakfast club.", "continue"},
	{"neglect_drift", "Change at home comes and goes; the plan has no clear end.", "Home conditions were better at two of three visits.", "continue"},
	{"complex_need", "Several services are involved and nobody held the whole plan.", "A lead professional has been agreed.", "step_down"},
	{"disability", "Support continues; the package was last looked at a year ago.", "A short-break carer has been found.", "continue"},
	{"court", "The plan waits for the final hearing.", "Contact is settled and goes well.", "panel"},
	{"neglect_drift", "Two plans have not changed enough for the child.", "The child is tired at school and was seen alone twice.", "step_up"},
}

func (t *town) finding(n *resident, day calendar.Date) readiness.SubmitReview {
	f := findings[n.draw.IntN(len(findings))]
	s := readiness.SubmitReview{
		Reason: f.reason, WhyOpen: f.open, WhatChanged: f.changed, LastSeen: day.AddDays(-1 - n.draw.IntN(12)), PlanEnds: []string{"yes", "yes", "no"}[n.draw.IntN(3)], Outcome: f.outcome,
	}
	if s.Outcome == "continue" {
		s.NewOutcomes, s.NextDate = "A plan with three steps and an end, agreed with the family.", t.calendar.Next(day.AddDays(50+n.draw.IntN(38)))
	}
	return s
}

// sign is the area head's part: most are signed, a few come back. A head who is away leaves it to the deputy.
func (t *town) sign(ctx context.Context, n *resident, _ calendar.Date) error {
	head := t.signer(n)
	if n.draw.IntN(12) == 0 {
		return t.ask(ctx, n, head, readiness.SendBackReview{Missing: "Say what the child said, and when the child was seen alone."})
	}
	return t.ask(ctx, n, head, readiness.SignOffReview{})
}

// signer is the head of the review's area, or the assistant director for what the head submitted.
func (t *town) signer(n *resident) string {
	if head := t.staff.heads[n.AreaID]; n.Submission == nil || n.Submission.By != head {
		return head
	}
	return t.staff.senior[readiness.AssistantDirector]
}

// lookAgain is quality assurance's part.
func (t *town) lookAgain(ctx context.Context, n *resident) error {
	answer := readiness.LookAgainAtReview{Agree: "yes"}
	if n.draw.IntN(6) == 0 {
		answer = readiness.LookAgainAtReview{Agree: "no", Note: "The outcomes cannot be measured as they are written."}
	}
	return t.ask(ctx, n, t.staff.senior[readiness.QualityAssurance], answer)
}

// decide is the part of whoever an escalation reached; some need longer than the ladder gives them.
func (t *town) decide(ctx context.Context, n *resident, day calendar.Date) error {
	person := t.staff.heads[n.AreaID]
	if n.Escalation.Role != readiness.AreaHead {
		person = t.staff.senior[n.Escalation.Role]
	}
	switch share := n.draw.IntN(100); {
	case share < 45:
		until := t.calendar.Add(day, 6+n.draw.IntN(8), calendar.Exclusive)
		n.habit = prompt
		return t.ask(ctx, n, person, readiness.DecideReviewEscalation{Decision: "more_time", Until: until, Reason: "The manager was away; a date for the review is agreed."})
	case share < 60:
		n.habit = prompt
		return t.ask(ctx, n, person, readiness.DecideReviewEscalation{Decision: "decide_myself"})
	case share < 70:
		return t.ask(ctx, n, person, readiness.DecideReviewEscalation{Decision: "pass_up", Note: "Two plans have failed; the way forward needs a decision above the area."})
	}
	n.next = t.calendar.Add(day, 2, calendar.Exclusive) // not yet
	return nil
}

// typeDrafts leaves the forms of reviews under way half written, as their owners do when the day ends.
func (t *town) typeDrafts(ctx context.Context) error {
	for _, n := range t.order {
		if n.Status != readiness.InReview || n.OwnerID == "" {
			continue
		}
		by, err := t.actor(ctx, n.OwnerID)
		if readiness.NotFound.Is(err) {
			continue // has left
		}
		if err != nil {
			return err
		}
		f := findings[n.draw.IntN(len(findings))]
		if err := t.db.SaveDraft(ctx, n.ID, map[string]string{"reason": f.reason, "why_open": f.open}, by); err != nil && readiness.AsRefusal(err) == nil {
			return err
		}
	}
	return nil
}
