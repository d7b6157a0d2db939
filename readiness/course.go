package readiness

import (
	"fmt"
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A Course is what everything with a deadline has in common: where it belongs, who owns it, its run on a ladder, whom that has reached, and the
// commands that it has answered. Each noun embeds it, so that a review and an improvement action climb by the same rules.
type Course struct {
	AreaID  string `json:"area_id"`  // "" when it belongs to the whole council
	TeamID  string `json:"team_id"`  // "" when it belongs to no team
	OwnerID string `json:"owner_id"` // who does it; "" while nobody does

	Run        Run         `json:"run"`
	Terms      Terms       `json:"terms"`
	Escalation *Escalation `json:"escalation,omitempty"` // the last one; waiting while its Decision is ""

	Seq      int      `json:"seq"`      // number of its last event
	Commands []string `json:"commands"` // the last command ids, oldest first
}

// A noun is what sentences call a kind of thing.
type noun struct {
	a      string // with its article, as it begins what a notice says: "a case review"
	name   string // short, after "the" or "this": "review"
	decide Action // what lets a person decide an escalation of it
}

// remembered is how many command ids a thing keeps, to answer a command that arrives twice.
const remembered = 20

// Place is where the thing belongs, for permissions.
func (c Course) Place() Place { return Place{AreaID: c.AreaID, TeamID: c.TeamID} }

// Steps is how many events the thing has had.
func (c Course) Steps() int { return c.Seq }

// Waiting reports whether an escalation waits for a decision.
func (c Course) Waiting() bool { return c.Escalation != nil && c.Escalation.Decision == "" }

// ownedBy reports whether somebody owns the thing, or covers for its owner.
func (c Course) ownedBy(who Actor) bool { return who.standsFor(c.OwnerID) }

// known reports whether the command was answered before.
func (c Course) known(asked Asked) bool {
	return asked.ID != "" && slices.Contains(c.Commands, asked.ID)
}

// open refuses what is asked of a thing that has ended, or that has moved on since the asker's page.
func (c Course) open(n noun, asked Asked, ended bool) error {
	if asked.IfSeq != 0 && asked.IfSeq != c.Seq {
		return Errorf(Conflict, "Somebody else changed this %s while you were looking at it. Read what happened, then send your answer again.", n.name)
	}
	if ended {
		return Errorf(Conflict, "This %s has ended and does not change any more.", n.name)
	}
	return nil
}

// keep numbers an event and remembers its command.
func (c *Course) keep(asked Asked, ev Event, now time.Time) Event {
	c.Seq++
	if asked.ID != "" {
		c.Commands = append(slices.Clone(c.Commands), asked.ID)
		c.Commands = c.Commands[max(0, len(c.Commands)-remembered):]
	}
	ev.Seq, ev.At, ev.By, ev.CommandID, ev.Due = c.Seq, now.UTC(), asked.By.PersonID, asked.ID, c.Run.Due
	for i := range ev.Tell {
		if ev.Tell[i].Key == "" {
			ev.Tell[i].Key = ev.Kind + "/" + itoa(c.Seq)
		}
	}
	return ev
}

// coveredIn names the person for whom a deputy acts: the one without whose post the command would be refused; "" when the own posts are enough.
func coveredIn(by Actor, try func(Actor) error) string {
	var own, covers []Holding
	for _, h := range by.Holdings {
		if h.ForID == "" {
			own = append(own, h)
		} else {
			covers = append(covers, h)
		}
	}
	with := func(holdings []Holding) bool {
		by.Holdings = holdings
		return try(by) == nil
	}
	if len(covers) == 0 || with(own) {
		return ""
	}
	for _, h := range covers {
		if with(append(slices.Clip(own), h)) {
			return h.ForID
		}
	}
	return ""
}

// begin sets a new deadline.
func (c *Course) begin(due calendar.Date, now time.Time) {
	c.Run = c.Run.Begin(due, now, c.Terms.Ladder, c.Terms.Calendar)
}

// dueIn begins a new round of the ladder, due some working days from now.
func (c *Course) dueIn(days int, now time.Time) {
	today := calendar.DateOf(now)
	c.begin(c.Terms.Calendar.Add(today, days, calendar.Exclusive), now)
	c.Run.From, c.Run.Days = today, days
}

// until begins a deadline on a day; one that is near or has passed leaves some working days at least.
func (c *Course) until(day calendar.Date, least int, now time.Time) {
	soonest := c.Terms.Calendar.Add(calendar.DateOf(now), least, calendar.Exclusive)
	if day.Before(soonest) {
		day = soonest
	}
	c.begin(day, now)
}

// Latest is the last day to which somebody may move the due date on a day, given how many working days they may add.
func (c Course) Latest(days int, today calendar.Date) calendar.Date {
	from := c.Run.Due
	if from.Before(today) {
		from = today
	}
	return c.Terms.Calendar.Add(from, days, calendar.Exclusive)
}

// laterBy checks a date that a person chose as the new due date: a working day, later than now and the old date, at most days away.
func (c Course) laterBy(field string, until calendar.Date, days int, now time.Time) error {
	today, cal := calendar.DateOf(now), c.Terms.Calendar
	latest := c.Latest(days, today)
	switch {
	case !until.After(today) || !until.After(c.Run.Due):
		return FieldErrorf(field, "The new date must be after today and after %s.", c.Run.Due.Long())
	case until.After(latest):
		return FieldErrorf(field, "The new date must be within %s, on or before %s.", count(days, "working day"), latest.Long())
	case !cal.IsWorkingDay(until):
		return FieldErrorf(field, "%s is not a working day. The next one is %s.", until.Full(), cal.Next(until).Long())
	}
	return nil
}

// climb reaches the next rung; lapse says what nobody did.
func (c *Course) climb(n noun, lapse string, now time.Time) Event {
	rung := c.Terms.Ladder.Rungs[c.Run.Next]
	key := fmt.Sprintf("rung/%d/%d/%d", c.Run.Round, c.Terms.Ladder.Version, c.Run.Next)
	c.Run.Next++
	to, when := rung.Highest(), rung.When()
	if to == AreaHead && c.AreaID == "" {
		to = AssistantDirector // what belongs to no area has no area head, and the next above hears
	}
	if to == "" {
		ev := Event{Kind: "reminded", Text: "Reminder to the " + titles(rung.Roles) + ": " + when + "."}
		ev.Tell = []Telling{{Kind: Reminder, Roles: rung.Roles, Key: key, Why: upperFirst(n.a) + " is due on " + c.Run.Due.Long() + ". This is the reminder " + when + "."}}
		return ev
	}
	c.escalate(to, now)
	ev := Event{Kind: "escalated", Text: "Reached the " + to.Title() + ", " + when + ", because " + lapse + "."}
	ev.Tell = []Telling{{Kind: Escalated, Roles: rung.Roles, Key: key, Why: upperFirst(n.a) + " due on " + c.Run.Due.Long() + " reached you " + when + " because " + lapse + ". It waits for your decision."}}
	return ev
}

// replan takes new terms. A due date that was counted in working days is counted again; the event says whether it moved. A rung already reached is
// not reached again.
func (c *Course) replan(terms Terms, now time.Time) Event {
	old, ladder := c.Run.Due, c.Terms.Ladder.Version
	c.Terms = terms
	if c.Run.Days != 0 {
		c.Run.Due = terms.Calendar.Add(c.Run.From, c.Run.Days, calendar.Exclusive)
	}
	if terms.Ladder.Version != ladder {
		c.Run.Next = c.firstAhead(now)
	}
	ev := Event{Kind: "planned again", Text: "The calendar or the rules changed; the due date stays " + old.Long() + ".", Quiet: terms.Ladder.Version == ladder}
	if c.Run.Due != old {
		ev.Was, ev.Quiet = old, false
		ev.Text = "The calendar changed: the due date moved from " + old.Long() + " to " + c.Run.Due.Long() + "."
		ev.Tell = []Telling{{Kind: Informed, Roles: []Role{Owner}, Why: "A due date moved from " + old.Long() + " to " + c.Run.Due.Long() + " because the council's calendar changed."}}
	}
	return ev
}

func (c Course) firstAhead(now time.Time) int {
	for i := range c.Terms.Ladder.Rungs {
		if !c.Run.RungAt(i, c.Terms.Ladder, c.Terms.Calendar).Before(now) {
			return i
		}
	}
	return len(c.Terms.Ladder.Rungs)
}

// assigned tells the owner that the thing is theirs.
func (c Course) assigned(n noun, text, note string) Event {
	tell := Telling{Kind: Assigned, Roles: []Role{Owner}, Why: upperFirst(n.a) + " was given to you. It is due on " + c.Run.Due.Long() + "."}
	return Event{Kind: "assigned", Text: text, Note: note, Tell: []Telling{tell}}
}

func titles(roles []Role) string {
	var all string
	for i, role := range slices.Compact(slices.Clone(roles)) {
		switch {
		case i == 0:
		case i == len(roles)-1:
			all += " and the "
		default:
			all += ", the "
		}
		all += role.Title()
	}
	return all
}
