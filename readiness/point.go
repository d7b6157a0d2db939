package readiness

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// PointStatus is where a point stands that a meeting raised.
type PointStatus string

// The statuses of a point. An answer is not the end: the meeting that asked says whether it is one (issue 4, point 7; domain.md S53-S55).
const (
	PointOpen      PointStatus = "open"      // waits for its answer
	PointAnswered  PointStatus = "answered"  // waits for the meeting to hear the answer
	PointHeard     PointStatus = "heard"     // the end: the meeting took the answer
	PointWithdrawn PointStatus = "withdrawn" // the end: it need not be answered
)

var pointStatusNames = map[PointStatus]string{
	PointOpen: "waiting for an answer", PointAnswered: "answered, not heard yet", PointHeard: "answer heard", PointWithdrawn: "withdrawn",
}

// PointStatuses lists every status, in the order of a point's life.
var PointStatuses = []PointStatus{PointOpen, PointAnswered, PointHeard, PointWithdrawn}

// Title is the status in words, lower case.
func (s PointStatus) Title() string { return pointStatusNames[s] }

// Ended reports whether nothing more can happen to a point.
func (s PointStatus) Ended() bool { return s == PointHeard || s == PointWithdrawn }

var pointNoun = noun{"a point from a meeting", "point", DecidePoints}

// A Point is one thing that a meeting raised and somebody must answer, until the meeting has heard the answer: the whole state that its workflow
// carries and that the ledger keeps as one row. It names no child, and nobody who raised it.
type Point struct {
	ID string `json:"id"`
	Course
	Status     PointStatus   `json:"status"`
	SeriesID   string        `json:"series_id"`
	MeetingID  string        `json:"meeting_id"`
	ConvenorID string        `json:"convenor_id"` // who calls the meeting; says with others whether the answer is one
	Said       string        `json:"said"`        // “you said”
	Theme      string        `json:"theme"`
	Raised     calendar.Date `json:"raised"`
	Answer     *Answer       `json:"answer,omitempty"`    // the last one
	HearBy     calendar.Date `json:"hear_by,omitzero"`    // by when the meeting should have heard the answer
	NotHeard   int           `json:"not_heard,omitempty"` // times that the meeting said that the answer is none
	Chief      bool          `json:"chief,omitempty"`     // a staff forum raised it: the chief executive hears of it from the start
}

// An Answer is “we did”: what became of what was said.
type Answer struct {
	By      string        `json:"by"`
	On      calendar.Date `json:"on"`
	Outcome string        `json:"outcome"`
	WeDid   string        `json:"we_did"`
	Actions []string      `json:"actions,omitempty"` // ids of the improvement actions that will do it
}

// PointOutcomes are the three honest answers.
var PointOutcomes = []Choice{
	{"done", "We have done it"},
	{"will_do", "We will do it"},
	{"wont_do", "We will not do it"},
}

// A PlannedPoint is a point that waits to be opened: all that its run needs.
type PlannedPoint struct {
	ID         string        `json:"id"`
	SeriesID   string        `json:"series_id"`
	MeetingID  string        `json:"meeting_id"`
	ConvenorID string        `json:"convenor_id"`
	Said       string        `json:"said"`
	Theme      string        `json:"theme"`
	AreaID     string        `json:"area_id"` // "" for the whole council
	OwnerID    string        `json:"owner_id"`
	Raised     calendar.Date `json:"raised"` // the day of the meeting
	Chief      bool          `json:"chief"`
	By         string        `json:"by"` // person id of who entered it
	Terms      Terms         `json:"terms"`
}

// A PointCommand is something a person asks of a point.
type PointCommand = Command[Point]

// PointTerms cut the rules to what one point can need. Its ladder is its own (PlanRules.PointLadder), at the hour of the council's.
func PointTerms(plan PlanRules, council Ladder, c calendar.Calendar, raised calendar.Date) Terms {
	plan.Boards = nil
	return Terms{Plan: plan, Ladder: plan.PointLadder(council.Hour), Calendar: c.Between(raised.AddMonths(-2), raised.AddMonths(48))}
}

// PointLadder says who hears of a point when: its owner before and on the day, and then, if nobody answers, the director and at last the chief
// executive, to whom the forum speaks (domain.md S54). How long after is a council's own.
func (p PlanRules) PointLadder(hour int) Ladder {
	tell := func(after int, role Role) Rung { return Rung{After: after, Unit: WorkingDays, Roles: []Role{role}} }
	return Ladder{Version: p.Version, Hour: hour, Rungs: []Rung{
		tell(-5, Owner), tell(-1, Owner), tell(0, Owner), tell(p.PointDirectorDays, Director), tell(p.PointChiefDays, ChiefExecutive),
	}}
}

// OpenPoint makes the point that somebody entered.
func OpenPoint(p PlannedPoint, now time.Time) (Point, Event, error) {
	x := Point{
		ID: p.ID, Course: Course{AreaID: p.AreaID, OwnerID: p.OwnerID, Terms: p.Terms}, Status: PointOpen, SeriesID: p.SeriesID, MeetingID: p.MeetingID,
		ConvenorID: p.ConvenorID, Said: p.Said, Theme: p.Theme, Raised: p.Raised, Chief: p.Chief,
	}
	x.replyIn(p.Raised, now)
	ev := Event{Kind: "raised", Text: "The point was raised. Its answer is due on " + x.Run.Due.Long() + "."}
	ev.Tell = []Telling{{Kind: Assigned, Roles: []Role{Owner}, Why: "A point from a meeting was given to you to answer, by " + x.Run.Due.Long() + "."}}
	if x.Chief {
		ev.Tell = append(ev.Tell, Telling{Kind: Informed, Roles: []Role{ChiefExecutive}, Why: "The staff forum raised a point. Its answer is due on " + x.Run.Due.Long() + "."})
	}
	return x.with(Asked{By: Actor{PersonID: p.By}}, ev, now)
}

// replyIn sets the day by which the point should be answered: so many working days from a day, or from now when those have passed already.
func (x *Point) replyIn(from calendar.Date, now time.Time) {
	days, cal := x.Terms.Plan.ReplyDays, x.Terms.Calendar
	if today := calendar.DateOf(now); !cal.Add(from, days, calendar.Exclusive).After(today) {
		from = today
	}
	x.begin(cal.Add(from, days, calendar.Exclusive), now)
	x.Run.From, x.Run.Days = from, days
}

// Do decides one command, as ImprovementAction.Do does.
func (x Point) Do(c PointCommand, asked Asked, now time.Time) (Point, Event, error) {
	return do(x, x.Course, pointNoun, c, asked, now)
}

// with returns the point as it is after an event.
func (x Point) with(asked Asked, ev Event, now time.Time) (Point, Event, error) {
	ev = x.keep(asked, ev, now)
	return x, ev, nil
}

// convenedBy reports whether somebody calls the meeting, or covers for whoever does.
func (x Point) convenedBy(who Actor) bool { return who.standsFor(x.ConvenorID) }

func (x Point) notNow(done string) error {
	return Errorf(Conflict, "This point cannot be %s now: it is %s.", done, x.Status.Title())
}
