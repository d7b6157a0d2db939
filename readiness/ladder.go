package readiness

import (
	"cmp"
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A Ladder says who hears of a deadline when: the owner before it, then upwards after it. It is data, versioned; a running thing
// keeps the version it began with until it is told otherwise. Every noun uses the same.
type Ladder struct {
	Version int    `json:"version"`
	Hour    int    `json:"hour" validate:"min=0,max=23"` // London hour at which a rung in working days is reached
	Rungs   []Rung `json:"rungs" validate:"required,min=1,max=30,dive"`
}

// A Rung tells roles at a distance from the deadline. The rungs of a ladder stand in the order of their moments.
type Rung struct {
	After int    `json:"after" validate:"min=-100,max=1000"`                                                             // distance after the due date; negative before it
	Unit  Unit   `json:"unit" validate:"oneof=working_days minutes"`                                                     // of After
	Hour  int    `json:"hour,omitempty" validate:"min=0,max=23"`                                                         // London hour of a rung in working days, when it is not the ladder's
	Roles []Role `json:"roles" validate:"required,min=1,dive,oneof=owner team_manager area_head assistant_director dcs"` // whom it tells
}

// Unit is what a rung counts in.
type Unit string

// WorkingDays count from the due date. Minutes count from when the date was set, for rehearsals and tests of a ladder.
const (
	WorkingDays Unit = "working_days"
	Minutes     Unit = "minutes"
)

// DefaultLadder is the ladder of issue 2, trade point 4 (domain.md section 6, "Reminders"): unconfirmed practice, so data.
func DefaultLadder() Ladder {
	tell := func(after int, roles ...Role) Rung { return Rung{After: after, Unit: WorkingDays, Roles: roles} }
	return Ladder{Version: 1, Hour: 7, Rungs: []Rung{
		tell(-10, Owner), tell(-5, Owner), tell(-1, Owner), tell(0, Owner),
		tell(1, Owner, TeamManager), tell(5, AreaHead), tell(10, AssistantDirector), tell(20, Director),
	}}
}

// Escalates reports whether the rung reaches the line above the team: such a rung waits for a decision.
func (r Rung) Escalates() bool { return r.Highest() != "" }

// above are the roles above one on this ladder, nearest first: the line of management, and the chief executive where the ladder goes so far.
func (l Ladder) above(r Role) []Role {
	up := slices.Clone(r.Above())
	if r != ChiefExecutive && slices.ContainsFunc(l.Rungs, func(rung Rung) bool { return slices.Contains(rung.Roles, ChiefExecutive) }) {
		up = append(up, ChiefExecutive)
	}
	return up
}

// Highest is the most senior role of the rung from area head upwards, or "" when it only reminds.
func (r Rung) Highest() Role {
	var highest Role
	for _, senior := range []Role{AreaHead, AssistantDirector, Director, ChiefExecutive} {
		for _, role := range r.Roles {
			if role == senior {
				highest = senior
			}
		}
	}
	return highest
}

// When is the rung's distance in words, such as "5 working days after the due date".
func (r Rung) When() string {
	if r.Hour > 0 {
		at := r.Hour
		r.Hour = 0
		return r.When() + " at " + HourOfDay(at)
	}
	switch n := r.After; {
	case r.Unit == Minutes:
		return count(n, "minute") + " after the date was set"
	case n < 0:
		return count(-n, "working day") + " before the due date"
	case n == 0:
		return "on the due date"
	default:
		return count(n, "working day") + " after the due date"
	}
}

// A Run is one deadline on a ladder: the same for every noun that has deadlines.
type Run struct {
	Due   calendar.Date `json:"due"`
	Set   time.Time     `json:"set"`            // when this due date was set; rungs before it were never reached
	From  calendar.Date `json:"from,omitzero"`  // Due is Days working days after From; zero when a person chose the date
	Days  int           `json:"days,omitempty"` // see From; negative where the deadline lies before a day
	Round int           `json:"round"`          // goes up by one whenever the date moves: every rung may be reached once a round
	Next  int           `json:"next"`           // index of the next rung of the ladder
}

// Begin sets a new deadline at now and finds the first rung still ahead.
func (r Run) Begin(due calendar.Date, now time.Time, l Ladder, c calendar.Calendar) Run {
	next := Run{Due: due, Set: now, Round: r.Round + 1}
	for next.Next < len(l.Rungs) && next.passed(next.Next, now, l, c) {
		next.Next++
	}
	return next
}

// passed reports whether rung i lies behind now. A rung in working days that falls on this very moment is behind too: whoever sets the date now
// need not be reminded of it now.
func (r Run) passed(i int, now time.Time, l Ladder, c calendar.Calendar) bool {
	at := r.moment(i, l, c)
	return at.Before(now) || (l.Rungs[i].Unit == WorkingDays && at.Equal(now))
}

// Moment is when the next rung is reached; false when the ladder has been climbed to its end.
func (r Run) Moment(l Ladder, c calendar.Calendar) (time.Time, bool) {
	if r.Next >= len(l.Rungs) {
		return time.Time{}, false
	}
	return r.moment(r.Next, l, c), true
}

// above passes over the rungs that only remind.
func (r Run) above(l Ladder) Run {
	for r.Next < len(l.Rungs) && !l.Rungs[r.Next].Escalates() {
		r.Next++
	}
	return r
}

// RungAt is when rung i of the ladder is reached in this run, also when that has passed.
func (r Run) RungAt(i int, l Ladder, c calendar.Calendar) time.Time { return r.moment(i, l, c) }

func (r Run) moment(i int, l Ladder, c calendar.Calendar) time.Time {
	rung := l.Rungs[i]
	if rung.Unit == Minutes {
		return r.Set.Add(time.Duration(rung.After) * time.Minute)
	}
	return c.Add(r.Due, rung.After, calendar.Exclusive).At(cmp.Or(rung.Hour, l.Hour), 0)
}

// Overdue is how many working days late the run is on a day; 0 when it is not.
func (r Run) Overdue(on calendar.Date, c calendar.Calendar) int {
	if !on.After(r.Due) {
		return 0
	}
	return c.Count(r.Due, on, calendar.Exclusive)
}
