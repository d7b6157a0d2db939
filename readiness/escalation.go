package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// An Escalation is a rung of the ladder above the owner. It waits for a decision of whoever it reached; if nobody decides, the next rung
// takes it further up.
type Escalation struct {
	Number   int       `json:"number"`             // 1 for the thing's first
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

// An EscalationAnswer is what whoever an escalation reached decides, whatever the thing is.
type EscalationAnswer struct {
	Decision string        `json:"decision" validate:"required,oneof=decide_myself give more_time pass_up"`
	OwnerID  string        `json:"owner_id" validate:"required_if=Decision give,max=64"`
	Until    calendar.Date `json:"until,omitzero" validate:"required_if=Decision more_time"`
	Reason   string        `json:"reason" validate:"required_if=Decision more_time,max=2000"`
	Note     string        `json:"note" validate:"required_if=Decision pass_up,max=2000"`
}

// answer takes one of the four ways. Whoever comes second is told who was first and when. days is how many working days more time may add.
func (c *Course) answer(n noun, a EscalationAnswer, days int, by Actor, now time.Time) (Event, error) {
	if err := MayOrRefuse(by, n.decide, c.Place()); err != nil {
		return Event{}, err
	}
	if err := c.mayDecide(n, by); err != nil {
		return Event{}, err
	}
	var ev Event
	reached := c.Escalation.Role
	switch a.Decision {
	case "pass_up":
		return c.passUp(n, a.Note, now)
	case "decide_myself":
		c.OwnerID = by.PersonID
		ev = c.assigned(n, "The "+reached.Title()+" decides the "+n.name+" personally.", a.Note)
	case "give":
		if a.OwnerID == c.OwnerID {
			return Event{}, FieldErrorf("owner_id", "This person owns the %s already. Choose somebody else.", n.name)
		}
		c.OwnerID = a.OwnerID
		ev = c.assigned(n, "The "+reached.Title()+" gave the "+n.name+" to somebody else.", a.Note)
	default:
		if err := c.laterBy("until", a.Until, days, now); err != nil {
			return Event{}, err
		}
		c.begin(a.Until, now)
		ev = Event{Text: "The " + reached.Title() + " allowed more time, until " + a.Until.Long() + ".", Note: a.Reason}
		ev.Tell = []Telling{{Kind: Informed, Roles: []Role{Owner}, Why: upperFirst(n.a) + " that you own got more time, until " + a.Until.Long() + "."}}
	}
	c.settleEscalation(lowerFirst(ChoiceText(Decisions, a.Decision)), by, now)
	ev.Kind = "escalation decided"
	return ev, nil
}

// mayDecide lets whoever the escalation reached decide, and those above.
func (c Course) mayDecide(n noun, a Actor) error {
	e := c.Escalation
	switch {
	case e == nil:
		return Errorf(Conflict, "Nothing waits for a decision on this %s.", n.name)
	case e.Decision != "" && e.ByName != "":
		return Errorf(Conflict, "%s decided this on %s at %s: %s.", e.ByName, calendar.DateOf(e.Decided).Long(), e.Decided.In(calendar.London).Format("15:04"), e.Decision)
	case e.Decision != "":
		return Errorf(Conflict, "Nothing waits for a decision any more: %s.", e.Decision)
	case !a.Holds(append(c.Terms.Ladder.above(e.Role), e.Role)...):
		return Errorf(Forbidden, "This has climbed to the %s, who decides it now.", e.Role.Title())
	}
	return nil
}

func (c *Course) passUp(n noun, note string, now time.Time) (Event, error) {
	from := c.Escalation.Role
	above := c.Terms.Ladder.above(from)
	if len(above) == 0 {
		return Event{}, FieldErrorf("decision", "Nobody stands above the %s. Choose another answer.", from.Title())
	}
	c.escalate(above[0], now)
	for c.Run.Next < len(c.Terms.Ladder.Rungs) && !slices.Contains(c.Terms.Ladder.above(above[0]), c.Terms.Ladder.Rungs[c.Run.Next].Highest()) {
		c.Run.Next++ // rungs up to the one it was passed to are done
	}
	ev := Event{Kind: "passed up", Text: "The " + from.Title() + " passed it up to the " + above[0].Title() + ".", Note: note}
	ev.Tell = []Telling{{Kind: Escalated, Roles: []Role{above[0]}, Why: "The " + from.Title() + " passed " + n.a + " up to you. It waits for your decision."}}
	return ev, nil
}

// PassesTo are the roles above the one that an escalation reached, nearest first: pages offer to pass it up where there is one.
func (c Course) PassesTo() []Role {
	if c.Escalation == nil {
		return nil
	}
	return c.Terms.Ladder.above(c.Escalation.Role)
}

// settleEscalation closes a waiting escalation; without one it changes nothing. by is whoever decided it, or nobody when something else made the
// decision needless.
func (c *Course) settleEscalation(how string, by Actor, now time.Time) {
	if !c.Waiting() {
		return
	}
	e := *c.Escalation
	e.Decision, e.By, e.ByName, e.Decided = how, by.PersonID, by.Name, now.UTC()
	c.Escalation = &e
}

// escalate makes a new escalation at a role; one that still waited below has climbed.
func (c *Course) escalate(to Role, now time.Time) {
	number := 1
	if c.Escalation != nil {
		number = c.Escalation.Number + 1
	}
	c.Escalation = &Escalation{Number: number, Role: to, At: now.UTC()}
}
