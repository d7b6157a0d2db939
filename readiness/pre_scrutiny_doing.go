package readiness

import (
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// AgreePreScrutiny says on which day scrutiny sees the decision.
type AgreePreScrutiny struct {
	MeetsOn calendar.Date `json:"meets_on" validate:"required"`
	Note    string        `json:"note" validate:"max=2000"`
}

// DeclinePreScrutiny says that scrutiny does not see the decision before it is taken, and why.
type DeclinePreScrutiny struct {
	Reason string `json:"reason" validate:"required,max=2000"`
}

// MovePreScrutiny changes the day of the decision, and that of scrutiny once it is agreed. Both are given, also the one that stays.
type MovePreScrutiny struct {
	Decides calendar.Date `json:"decides" validate:"required"`
	MeetsOn calendar.Date `json:"meets_on,omitzero"`
	Reason  string        `json:"reason" validate:"required,max=2000"`
}

// AssignPreScrutiny gives the request to somebody else who owns the decision.
type AssignPreScrutiny struct {
	OwnerID string `json:"owner_id" validate:"required,max=64"`
	Note    string `json:"note" validate:"max=2000"`
}

// WithdrawPreScrutiny ends a request when scrutiny need not see the decision any more.
type WithdrawPreScrutiny struct {
	Reason string `json:"reason" validate:"required,max=2000"`
}

// DecidePreScrutinyEscalation is the answer of whoever a late request reached.
type DecidePreScrutinyEscalation EscalationAnswer

func (AgreePreScrutiny) Name() string            { return "agree-pre-scrutiny" }
func (DeclinePreScrutiny) Name() string          { return "decline-pre-scrutiny" }
func (MovePreScrutiny) Name() string             { return "move-pre-scrutiny" }
func (AssignPreScrutiny) Name() string           { return "assign-pre-scrutiny" }
func (WithdrawPreScrutiny) Name() string         { return "withdraw-pre-scrutiny" }
func (DecidePreScrutinyEscalation) Name() string { return "decide-pre-scrutiny-escalation" }

const onlyForTheDecision = "Only whoever owns the decision, the chief executive, or whoever runs the improvement plan, can do this."

// Decide keeps the day. The paper is due some working days before it.
func (c AgreePreScrutiny) Decide(x PreScrutiny, asked Asked, now time.Time) (PreScrutiny, Event, error) {
	if !x.answeredFor(asked.By) {
		return x, Event{}, Errorf(Forbidden, onlyForTheDecision)
	}
	if x.Status != PreScrutinyAsked {
		return x, Event{}, x.notNow("agreed")
	}
	if err := x.mayMeet(c.MeetsOn, x.Decides, now); err != nil {
		return x, Event{}, err
	}
	x.Status = PreScrutinyAgreed
	x.settleEscalation("the day was agreed", Actor{}, now)
	x.meetOn(c.MeetsOn)
	late := x.schedule(now)
	ev := Event{Kind: "agreed", Text: sentences("Scrutiny sees the decision on "+c.MeetsOn.Long()+". The paper is due on "+x.Run.Due.Long()+".", late), Note: c.Note}
	ev.Tell = []Telling{
		{Kind: Informed, People: x.committee(), Roles: []Role{ImprovementLead}, Why: "Scrutiny sees a decision that it asked for on " + c.MeetsOn.Long() + "."},
		{Kind: Assigned, Roles: []Role{Owner}, Why: "Give scrutiny the paper on a decision that you own, by " + x.Run.Due.Long() + "."},
	}
	return x.with(asked, ev, now)
}

// mayMeet refuses a day on which scrutiny cannot see a decision before it is taken. Once the decision is taken, any day is better than none.
func (x PreScrutiny) mayMeet(day, decides calendar.Date, now time.Time) error {
	today, cal := calendar.DateOf(now), x.Terms.Calendar
	switch {
	case day.Before(today):
		return FieldErrorf("meets_on", "The day of scrutiny must be today or later.")
	case !decides.Before(today) && !day.Before(decides):
		return FieldErrorf("meets_on", "Scrutiny must meet before the day of the decision, %s. Choose an earlier day, or have the decision moved first.", decides.Long())
	case day.After(today.AddMonths(24)):
		return FieldErrorf("meets_on", "The day of scrutiny must be within two years.")
	case !cal.IsWorkingDay(day):
		return FieldErrorf("meets_on", "%s is not a working day. The next one is %s.", day.Full(), cal.Next(day).Long())
	}
	return nil
}

// meetOn sets the day of scrutiny; the working day after it, somebody is asked what became of it.
func (x *PreScrutiny) meetOn(day calendar.Date) {
	x.MeetsOn, x.RemindOn = day, x.Terms.Calendar.Add(day, 1, calendar.Exclusive)
}

// Decide ends the request with why. Scrutiny and the director hear of it.
func (c DeclinePreScrutiny) Decide(x PreScrutiny, asked Asked, now time.Time) (PreScrutiny, Event, error) {
	if !x.answeredFor(asked.By) {
		return x, Event{}, Errorf(Forbidden, onlyForTheDecision)
	}
	if x.Status != PreScrutinyAsked {
		return x, Event{}, x.notNow("declined")
	}
	x.end(PreScrutinyDeclined, "the request was declined", asked.By, now)
	x.Reason = c.Reason
	ev := Event{Kind: "declined", Text: "Declined: scrutiny does not see the decision before it is taken.", Note: c.Reason}
	ev.Tell = []Telling{{Kind: Informed, People: x.committee(), Roles: []Role{ImprovementLead, Director}, Why: "A request of scrutiny to see a decision before it is taken was declined. Its page says why."}}
	return x.with(asked, ev, now)
}

// end settles what still waits.
func (x *PreScrutiny) end(as PreScrutinyStatus, how string, by Actor, now time.Time) {
	x.Status, x.RemindOn = as, calendar.Date{}
	x.settleEscalation(how, by, now)
}

// Decide moves the days: everything that hangs on them is counted again, and the event says what is late by that.
func (c MovePreScrutiny) Decide(x PreScrutiny, asked Asked, now time.Time) (PreScrutiny, Event, error) {
	if !x.answeredFor(asked.By) && !x.convenedBy(asked.By) {
		return x, Event{}, Errorf(Forbidden, "Only whoever owns the decision, whoever calls scrutiny, the chief executive, or whoever runs the improvement plan, can move these days.")
	}
	meets := x.MeetsOn
	if x.Status == PreScrutinyAgreed || x.Status == PreScrutinyPaper {
		if c.MeetsOn.IsZero() {
			return x, Event{}, FieldErrorf("meets_on", "Enter the day of scrutiny, also when it stays.")
		}
		meets = c.MeetsOn
	}
	if meets == x.MeetsOn && c.Decides == x.Decides {
		return x, Event{}, FieldErrorf("decides", "Neither day is another than before. Change one of them.")
	}
	if c.Decides != x.Decides {
		if err := decidesFrom("decides", c.Decides, calendar.DateOf(now)); err != nil {
			return x, Event{}, err
		}
	}
	if meets != x.MeetsOn {
		if err := x.mayMeet(meets, c.Decides, now); err != nil {
			return x, Event{}, err
		}
	}
	return x.moved(c, meets, asked, now)
}

// moved says what became of the days.
func (x PreScrutiny) moved(c MovePreScrutiny, meets calendar.Date, asked Asked, now time.Time) (PreScrutiny, Event, error) {
	var said []string
	if c.Decides != x.Decides {
		said = append(said, "The day of the decision moved from "+x.Decides.Long()+" to "+c.Decides.Long()+".")
		x.Moved++
		x.decideOn(c.Decides, now)
		if x.Status == PreScrutinyRecommended {
			x.RemindOn = calendar.Date{}
		}
	}
	if meets != x.MeetsOn {
		said = append(said, "The day of scrutiny moved from "+x.MeetsOn.Long()+" to "+meets.Long()+".")
		x.meetOn(meets)
	}
	if x.Status.Before() && !x.MeetsOn.IsZero() && !x.MeetsOn.Before(x.Decides) {
		said = append(said, "Scrutiny meets on "+x.MeetsOn.Long()+", which is not before the decision.")
	}
	due := x.Run.Due
	x.settleEscalation("the days moved", asked.By, now)
	late := x.schedule(now)
	if late == "" && x.Status.Climbs() && x.Run.Due != due {
		late = "What comes next is due on " + x.Run.Due.Long() + "."
	}
	text := sentences(append(said, late)...)
	ev := Event{Kind: "days moved", Text: text, Note: c.Reason, Was: due}
	ev.Tell = []Telling{{Kind: Informed, People: x.committee(), Roles: []Role{Owner, ImprovementLead, Director}, Why: "The days of a request for pre-scrutiny moved. " + text}}
	return x.with(asked, ev, now)
}

// sentences puts sentences into one text; empty ones are left out.
func sentences(all ...string) string {
	var said []string
	for _, s := range all {
		if s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, " ")
}

// Decide gives the request to somebody else; its days stay.
func (c AssignPreScrutiny) Decide(x PreScrutiny, asked Asked, now time.Time) (PreScrutiny, Event, error) {
	if !May(asked.By, AnswerPoints, x.Place()) && !x.convenedBy(asked.By) {
		return x, Event{}, Errorf(Forbidden, "Only whoever calls scrutiny, the chief executive, or whoever runs the improvement plan, can give this request to somebody else.")
	}
	if c.OwnerID == x.OwnerID {
		return x, Event{}, FieldErrorf("owner_id", "This person owns the request already. Choose somebody else.")
	}
	x.OwnerID = c.OwnerID
	return x.with(asked, x.given("The request was given to somebody else.", c.Note), now)
}

// Decide ends the request, with why. Whoever owns the decision declines it instead.
func (c WithdrawPreScrutiny) Decide(x PreScrutiny, asked Asked, now time.Time) (PreScrutiny, Event, error) {
	switch {
	case !x.convenedBy(asked.By) && !May(asked.By, RunPlan, x.Place()):
		return x, Event{}, Errorf(Forbidden, "Only whoever calls scrutiny, or whoever runs the improvement plan, can withdraw this request.")
	case x.ownedBy(asked.By):
		return x, Event{}, Errorf(Forbidden, "You own the decision, so somebody else must withdraw this request.")
	case x.Status == PreScrutinyRecommended:
		return x, Event{}, Errorf(Conflict, "Scrutiny has considered the decision and recommended something, so this request ends with the answer to that.")
	}
	x.end(PreScrutinyWithdrawn, "the request was withdrawn", asked.By, now)
	x.Reason = c.Reason
	ev := Event{Kind: "withdrawn", Text: "The request was withdrawn: scrutiny need not see the decision.", Note: c.Reason}
	ev.Tell = []Telling{{Kind: Informed, People: x.committee(), Roles: []Role{Owner, Director}, Why: "A request for pre-scrutiny was withdrawn. Its page says why."}}
	return x.with(asked, ev, now)
}

// Decide takes one of the four ways (Course.answer). More time ends before scrutiny meets, and before the decision.
func (c DecidePreScrutinyEscalation) Decide(x PreScrutiny, asked Asked, now time.Time) (PreScrutiny, Event, error) {
	if !x.Status.Climbs() {
		return x, Event{}, Errorf(Conflict, "Nothing waits for a decision on this request.")
	}
	end, of := x.Decides, "the decision"
	if x.Status == PreScrutinyAgreed && x.MeetsOn.Before(end) {
		end, of = x.MeetsOn, "scrutiny"
	}
	if c.Decision == "more_time" && end.After(calendar.DateOf(now)) && !c.Until.Before(end) {
		return x, Event{}, FieldErrorf("until", "The new date must be before the day of %s, %s.", of, end.Long())
	}
	ev, err := x.answer(preScrutinyNoun, EscalationAnswer(c), x.Terms.Plan.PointMoreDays, asked.By, now)
	if err != nil {
		return x, Event{}, err
	}
	return x.with(asked, ev, now)
}
