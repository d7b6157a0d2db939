package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// counted is the day from which the present deadline counts, and how many working days after it, or before it, that is; and what the day is for.
func (x PreScrutiny) counted() (from calendar.Date, days int, what string) {
	p, cal := x.Terms.Plan, x.Terms.Calendar
	switch x.Status {
	case PreScrutinyAgreed:
		return x.MeetsOn, -p.PreScrutinyPaperDays, "The paper"
	case PreScrutinyRecommended:
		return x.Decides, -p.PreScrutinyRespondDays, "The answer"
	}
	if cal.Add(x.Decides, -1, calendar.Exclusive).Before(cal.Add(x.Asked, p.PreScrutinyAgreeDays, calendar.Exclusive)) {
		return x.Decides, -1, "The agreement"
	}
	return x.Asked, p.PreScrutinyAgreeDays, "The agreement"
}

// schedule sets the day by which whoever owns the decision has to do what comes next. A day that has passed leaves one working day, so that the ladder
// begins anew and nobody is passed over; what it says then is empty otherwise.
func (x *PreScrutiny) schedule(now time.Time) (late string) {
	if !x.Status.Climbs() {
		return ""
	}
	from, days, what := x.counted()
	cal, today := x.Terms.Calendar, calendar.DateOf(now)
	due := cal.Add(from, days, calendar.Exclusive)
	if !due.After(today) {
		from, days = today, 1
		late = what + " should have been there by " + due.Long() + ". It is late, and due on " + cal.Add(from, days, calendar.Exclusive).Long() + "."
	}
	x.begin(cal.Add(from, days, calendar.Exclusive), now)
	x.Run.From, x.Run.Days = from, days
	return late
}

// decideOn sets the day of the decision. Whoever sets one that is near knows that, and need not be warned of it.
func (x *PreScrutiny) decideOn(day calendar.Date, now time.Time) {
	x.Decides, x.Passed = day, false
	x.Warned = !x.warnAt().After(now)
}

// warnAt is when people hear that the day of the decision is near.
func (x PreScrutiny) warnAt() time.Time {
	return x.Terms.Calendar.Add(x.Decides, -x.Terms.Plan.PreScrutinyWarnDays, calendar.Exclusive).At(x.Terms.Ladder.Hour, 0)
}

// A preMoment is one thing that happens by itself to a request at a moment.
type preMoment struct {
	PreScrutinyAhead
	lapse func(x *PreScrutiny, now time.Time) Event
}

// PreScrutinyAhead is one thing that happens by itself unless somebody acts before: when, who hears of it, and why.
type PreScrutinyAhead struct {
	At     time.Time
	Roles  []Role
	Called bool // whoever calls the meetings of scrutiny hears of it too
	Why    string
}

// Who hears that the day of the decision is near, that it has passed, and that nobody says what became of it.
var (
	warnTells   = []Role{Owner, Director, ImprovementLead}
	passTells   = []Role{Director, ChiefExecutive, ImprovementLead}
	remindTells = []Role{ImprovementLead}
)

// moments are what will happen by itself, the soonest first. What the day of the decision means comes before reminders of the same moment.
func (x PreScrutiny) moments() (all []preMoment) {
	if x.Status.Ended() {
		return nil
	}
	hour, cal := x.Terms.Ladder.Hour, x.Terms.Calendar
	if !x.Passed {
		all = append(all, preMoment{PreScrutinyAhead{x.Decides.AddDays(1).At(hour, 0), passTells, true, "the day of the decision has passed"}, (*PreScrutiny).pass})
	}
	if x.warns() {
		all = append(all, preMoment{PreScrutinyAhead{x.warnAt(), warnTells, true, "the day of the decision is near"}, (*PreScrutiny).warn})
	}
	if at, climbs := x.Run.Moment(x.Terms.Ladder, cal); climbs && x.Status.Climbs() {
		rung := x.Terms.Ladder.Rungs[x.Run.Next]
		climb := func(x *PreScrutiny, now time.Time) Event { return x.climb(preScrutinyNoun, x.undone(), now) }
		all = append(all, preMoment{PreScrutinyAhead{at, rung.Roles, false, rung.When()}, climb})
	}
	if !x.RemindOn.IsZero() {
		all = append(all, preMoment{PreScrutinyAhead{x.RemindOn.At(hour, 0), remindTells, true, "nobody has said what became of it"}, (*PreScrutiny).remind})
	}
	slices.SortStableFunc(all, func(a, b preMoment) int { return a.At.Compare(b.At) })
	return all
}

// Ahead lists what happens by itself unless somebody acts before, soonest first: of the ladder, all rungs that are left.
func (x PreScrutiny) Ahead() (all []PreScrutinyAhead) {
	for _, m := range x.moments() {
		all = append(all, m.PreScrutinyAhead)
	}
	if x.Status.Climbs() {
		for i := x.Run.Next + 1; i < len(x.Terms.Ladder.Rungs); i++ {
			rung := x.Terms.Ladder.Rungs[i]
			all = append(all, PreScrutinyAhead{x.Run.RungAt(i, x.Terms.Ladder, x.Terms.Calendar), rung.Roles, false, rung.When()})
		}
	}
	slices.SortStableFunc(all, func(a, b PreScrutinyAhead) int { return a.At.Compare(b.At) })
	return all
}

// warns reports whether people are to hear that the day of the decision is near: unless scrutiny meets between the warning and that day.
func (x PreScrutiny) warns() bool {
	if x.Warned || x.Passed || !x.Status.Before() {
		return false
	}
	return x.MeetsOn.Before(calendar.DateOf(x.warnAt())) || !x.MeetsOn.Before(x.Decides)
}

// undone is what the owner did not do, as a reason.
func (x PreScrutiny) undone() string {
	switch x.Status {
	case PreScrutinyAgreed:
		return "no paper was given to scrutiny"
	case PreScrutinyRecommended:
		return "nobody answered what scrutiny recommended"
	}
	return "nobody said on which day scrutiny can see the decision"
}

// waitsFor is what still waits, as part of a sentence.
func (x PreScrutiny) waitsFor() string {
	if x.Status == PreScrutinyRecommended {
		return "what scrutiny recommended has no answer"
	}
	return "scrutiny has not considered it"
}

// warn says that the day of the decision is near.
func (x *PreScrutiny) warn(time.Time) Event {
	x.Warned = true
	text := "The decision is to be taken on " + x.Decides.Long() + " and " + x.waitsFor() + "."
	return Event{Kind: "decision near", Text: text, Tell: []Telling{
		{Kind: Reminder, People: x.committee(), Roles: warnTells, Why: text + " Have scrutiny see it before, or move the decision."},
	}}
}

// pass says that the day of the decision has passed. The request goes on: scrutiny can still consider it.
func (x *PreScrutiny) pass(now time.Time) Event {
	x.Passed = true
	x.remindIn(now)
	text := "The day of the decision, " + x.Decides.Long() + ", has passed and " + x.waitsFor() + "."
	return Event{Kind: "decision passed", Text: text, Tell: []Telling{
		{Kind: Informed, People: x.committee(), Roles: passTells, Why: text + " The request stays open until somebody says what became of it."},
	}}
}

// remind asks whoever calls the meetings what became of it, again and again.
func (x *PreScrutiny) remind(now time.Time) Event {
	text := "Scrutiny was to consider the decision on " + x.MeetsOn.Long() + ". Nobody has said what became of it."
	if x.MeetsOn.IsZero() || x.Status == PreScrutinyRecommended {
		text = "The day of the decision, " + x.Decides.Long() + ", has passed and " + x.waitsFor() + "."
	}
	x.remindIn(now)
	return Event{Kind: "waits", Text: text, Tell: []Telling{{Kind: Reminder, People: x.committee(), Roles: remindTells, Why: text}}}
}

// remindIn sets the next reminder some working days from now.
func (x *PreScrutiny) remindIn(now time.Time) {
	x.RemindOn = x.Terms.Calendar.Add(calendar.DateOf(now), x.Terms.Plan.PreScrutinyRemindDays, calendar.Exclusive)
}

// Deadline is the next moment at which something happens by itself. False when nothing will happen.
func (x PreScrutiny) Deadline() (time.Time, bool) {
	if all := x.moments(); len(all) > 0 {
		return all[0].At, true
	}
	return time.Time{}, false
}

// Lapse is what happens when nobody did anything until the deadline.
func (x PreScrutiny) Lapse(now time.Time) (PreScrutiny, Event, error) {
	all := x.moments()
	if len(all) == 0 || now.Before(all[0].At) {
		return x, Event{}, Errorf(Conflict, "Nothing has lapsed.")
	}
	ev := all[0].lapse(&x, now)
	return x.with(Asked{By: Clock}, ev, now)
}

// Ended reports whether nothing more can happen.
func (x PreScrutiny) Ended() bool { return x.Status.Ended() }

// Brief is the request as an answer carries it: the terms are long, and whoever asks has them already.
func (x PreScrutiny) Brief() PreScrutiny {
	x.Terms = Terms{}
	return x
}

// Standing says in a few words how the request stands, naming nobody.
func (x PreScrutiny) Standing() string {
	return upperFirst(x.Status.Title()) + ", decision on " + x.Decides.Long()
}

// Awaits says what the next deadline is, naming nobody.
func (x PreScrutiny) Awaits() string {
	if x.Status == PreScrutinyPaper {
		return "Scrutiny is to consider it on " + x.MeetsOn.Long()
	}
	return "Next rung of the ladder; due " + x.Run.Due.Long()
}

// Pressing is the day by which somebody has to do something.
func (x PreScrutiny) Pressing() calendar.Date {
	if x.Status == PreScrutinyPaper {
		return x.MeetsOn
	}
	return x.Run.Due
}

// A PreScrutinyFollowup is who takes over a running request whose owner has left, and who calls the meetings of scrutiny now.
type PreScrutinyFollowup struct {
	PreScrutinyID string `json:"pre_scrutiny_id"`
	OwnerID       string `json:"owner_id"`
	ConvenorID    string `json:"convenor_id"`
}

// Follow takes new people: whoever calls the meetings now, and a new owner for one who has left.
func (x PreScrutiny) Follow(f PreScrutinyFollowup, now time.Time) (PreScrutiny, Event, error) {
	called, owned := f.ConvenorID != x.ConvenorID, f.OwnerID != "" && f.OwnerID != x.OwnerID
	if x.Status.Ended() || !called && !owned {
		return x, Event{}, Errorf(Conflict, "There is nothing to follow.")
	}
	x.ConvenorID = f.ConvenorID
	if !owned {
		return x.with(Asked{By: Sweeper}, Event{Kind: "convenor changed", Text: "Somebody else calls the meetings of scrutiny now.", Quiet: true}, now)
	}
	x.OwnerID = f.OwnerID
	return x.with(Asked{By: Sweeper}, x.given("Its owner has left, so the request went to somebody else.", ""), now)
}

// given tells the new owner what they have to do next.
func (x PreScrutiny) given(text, note string) Event {
	ev := x.assigned(preScrutinyNoun, text, note)
	if x.Status == PreScrutinyPaper {
		ev.Tell[0].Why = "A request for pre-scrutiny was given to you. Scrutiny considers it on " + x.MeetsOn.Long() + "."
	}
	return ev
}

// Replan takes new terms (Course.replan).
func (x PreScrutiny) Replan(terms Terms, now time.Time) (PreScrutiny, Event, error) {
	if x.Status.Ended() || x.Terms.Calendar.Version == terms.Calendar.Version && x.Terms.Ladder.Version == terms.Ladder.Version {
		return x, Event{}, Errorf(Conflict, "There is nothing to plan again.")
	}
	ev := x.replan(terms, now)
	if !x.Status.Climbs() {
		ev.Tell, ev.Quiet = nil, true // nobody has to do anything by that day any more
	}
	return x.with(Asked{By: Clock}, ev, now)
}
