package readiness

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// An Escalation is a rung of the ladder above the owner. It waits for a decision of whoever it reached; if nobody decides, the next rung
// takes it further up.
type Escalation struct {
	Number   int       `json:"number"`             // 1 for the review's first
	Role     Role      `json:"role"`               // whom it reached: area head or above
	At       time.Time `json:"at"`                 // when it reached them
	Decision string    `json:"decision,omitempty"` // "" while it waits
	By       string    `json:"by,omitempty"`       // person id of who decided
	ByName   string    `json:"by_name,omitempty"`  // their name then, so that the second to decide can be told
	Decided  time.Time `json:"decided,omitzero"`
}

// Decisions are the four answers to an escalation (issue 2, trade point 4).
var Decisions = []Choice{
	{"decide_myself", "Decide the review myself"},
	{"give", "Give it to someone else"},
	{"more_time", "Allow more time"},
	{"pass_up", "Pass it up"},
}

// DecideReviewEscalation is the answer of whoever an escalation reached.
type DecideReviewEscalation struct {
	Decision string        `json:"decision" validate:"required,oneof=decide_myself give more_time pass_up"`
	OwnerID  string        `json:"owner_id" validate:"required_if=Decision give,max=64"`
	Until    calendar.Date `json:"until,omitzero" validate:"required_if=Decision more_time"`
	Reason   string        `json:"reason" validate:"required_if=Decision more_time,max=2000"`
	Note     string        `json:"note" validate:"required_if=Decision pass_up,max=2000"`
}

// Name is the command's name.
func (DecideReviewEscalation) Name() string { return "decide-review-escalation" }

// Decide takes one of the four ways. Whoever comes second is told who was first and when.
func (c DecideReviewEscalation) Decide(r Review, asked Asked, now time.Time) (Review, Event, error) {
	if err := MayOrRefuse(asked.By, DecideEscalation, r.Place()); err != nil {
		return r, Event{}, err
	}
	if err := r.mayDecide(asked.By); err != nil {
		return r, Event{}, err
	}
	switch c.Decision {
	case "decide_myself":
		r.OwnerID = asked.By.PersonID
		return r.decided(c, asked, now, r.assigned("The "+r.Escalation.Role.Title()+" decides the review personally.", c.Note))
	case "give":
		return c.give(r, asked, now)
	case "more_time":
		return c.moreTime(r, asked, now)
	}
	return c.passUp(r, asked, now)
}

// mayDecide lets whoever the escalation reached decide, and those above.
func (r Review) mayDecide(a Actor) error {
	e := r.Escalation
	switch {
	case e == nil:
		return Errorf(Conflict, "Nothing waits for a decision on this review.")
	case e.Decision != "" && e.ByName != "":
		return Errorf(Conflict, "%s decided this on %s at %s: %s.", e.ByName, calendar.DateOf(e.Decided).Long(), e.Decided.In(calendar.London).Format("15:04"), e.Decision)
	case e.Decision != "":
		return Errorf(Conflict, "Nothing waits for a decision any more: %s.", e.Decision)
	case !a.Holds(append(e.Role.Above(), e.Role)...):
		return Errorf(Forbidden, "This has climbed to the %s, who decides it now.", e.Role.Title())
	}
	return nil
}

func (c DecideReviewEscalation) give(r Review, asked Asked, now time.Time) (Review, Event, error) {
	if r.Status == Submitted {
		return r, Event{}, Errorf(Conflict, "This review has been submitted and waits for a signature. Sign it off or send it back.")
	}
	if c.OwnerID == r.OwnerID {
		return r, Event{}, FieldErrorf("owner_id", "This person owns the review already. Choose somebody else.")
	}
	r.OwnerID = c.OwnerID
	return r.decided(c, asked, now, r.assigned("The "+r.Escalation.Role.Title()+" gave the review to somebody else.", c.Note))
}

func (c DecideReviewEscalation) moreTime(r Review, asked Asked, now time.Time) (Review, Event, error) {
	if err := r.laterBy("until", c.Until, r.Terms.Rules.MoreTimeDays, now); err != nil {
		return r, Event{}, err
	}
	r.Run = r.Run.Begin(c.Until, now, r.Terms.Ladder, r.Terms.Calendar)
	ev := Event{Text: "The " + r.Escalation.Role.Title() + " allowed more time, until " + c.Until.Long() + ".", Note: c.Reason}
	ev.Tell = []Telling{{Kind: Informed, Roles: []Role{Owner}, Why: "A case review that you own got more time, until " + c.Until.Long() + "."}}
	return r.decided(c, asked, now, ev)
}

func (c DecideReviewEscalation) passUp(r Review, asked Asked, now time.Time) (Review, Event, error) {
	above := r.Escalation.Role.Above()
	if len(above) == 0 {
		return r, Event{}, FieldErrorf("decision", "Nobody stands above the %s. Choose another answer.", r.Escalation.Role.Title())
	}
	from := r.Escalation.Role
	next := r.escalate(above[0], now)
	for next.Run.Next < len(next.Terms.Ladder.Rungs) && !outranks(next.Terms.Ladder.Rungs[next.Run.Next].Highest(), above[0]) {
		next.Run.Next++ // rungs up to the one it was passed to are done
	}
	ev := Event{Kind: "passed up", Text: "The " + from.Title() + " passed it up to the " + above[0].Title() + ".", Note: c.Note}
	ev.Tell = []Telling{{Kind: Escalated, Roles: []Role{above[0]}, Why: "The " + from.Title() + " passed a case review up to you. It waits for your decision."}}
	return next.with(asked, ev, now)
}

// outranks reports whether role a stands above role b in the line; no role outranks nobody.
func outranks(a, b Role) bool {
	for _, role := range b.Above() {
		if role == a {
			return true
		}
	}
	return false
}

func (r Review) decided(c DecideReviewEscalation, asked Asked, now time.Time, ev Event) (Review, Event, error) {
	r = r.settleEscalation(lowerFirst(ChoiceText(Decisions, c.Decision)), asked.By, now)
	ev.Kind = "escalation decided"
	return r.with(asked, ev, now)
}

// settleEscalation closes a waiting escalation; without one it changes nothing. by is whoever decided it, or nobody when something else made the
// decision needless.
func (r Review) settleEscalation(how string, by Actor, now time.Time) Review {
	if !r.Waiting() {
		return r
	}
	e := *r.Escalation
	e.Decision, e.By, e.ByName, e.Decided = how, by.PersonID, by.Name, now.UTC()
	r.Escalation = &e
	return r
}

// escalate makes a new escalation at a role; one that still waited below has climbed.
func (r Review) escalate(to Role, now time.Time) Review {
	number := 1
	if r.Escalation != nil {
		number = r.Escalation.Number + 1
	}
	r.Escalation = &Escalation{Number: number, Role: to, At: now.UTC()}
	return r
}
