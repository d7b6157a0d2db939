package readiness

import "time"

// DecideReviewEscalation is the answer of whoever an escalation of a review reached.
type DecideReviewEscalation EscalationAnswer

// Name is the command's name.
func (DecideReviewEscalation) Name() string { return "decide-review-escalation" }

// Decide takes one of the four ways. A review that waits for its signature is given to nobody else.
func (c DecideReviewEscalation) Decide(r Review, asked Asked, now time.Time) (Review, Event, error) {
	if c.Decision == "give" && r.Status == Submitted && r.mayDecide(reviewNoun, asked.By) == nil {
		return r, Event{}, Errorf(Conflict, "This review has been submitted and waits for a signature. Sign it off or send it back.")
	}
	next := r
	ev, err := next.answer(reviewNoun, EscalationAnswer(c), r.Terms.Rules.MoreTimeDays, asked.By, now)
	if err != nil {
		return r, Event{}, err
	}
	return next.with(asked, ev, now)
}
