package readiness

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// Deadline is the next moment at which something happens by itself: a rung of the ladder, or the day by which the meeting should have heard the
// answer. False when nothing will happen.
func (x Point) Deadline() (time.Time, bool) {
	switch x.Status {
	case PointOpen:
		return x.Run.Moment(x.Terms.Ladder, x.Terms.Calendar)
	case PointAnswered:
		return x.HearBy.At(x.Terms.Ladder.Hour, 0), true
	}
	return time.Time{}, false
}

// Ended reports whether nothing more can happen.
func (x Point) Ended() bool { return x.Status.Ended() }

// Brief is the point as an answer carries it: the terms are long, and whoever asks has them already.
func (x Point) Brief() Point {
	x.Terms = Terms{}
	return x
}

// Standing says in a few words how the point stands, naming nobody.
func (x Point) Standing() string { return upperFirst(x.Status.Title()) + ", due " + x.Run.Due.Long() }

// Awaits says what the next deadline is, naming nobody.
func (x Point) Awaits() string {
	if x.Status == PointAnswered {
		return "The meeting is to hear the answer by " + x.HearBy.Long()
	}
	return "Next rung of the ladder; due " + x.Run.Due.Long()
}

// Pressing is the day by which somebody has to do something: answer the point, or have the meeting hear the answer.
func (x Point) Pressing() calendar.Date {
	if x.Status == PointAnswered {
		return x.HearBy
	}
	return x.Run.Due
}

// Overdue is how many working days late the answer is on a day; 0 when it is not late, or given.
func (x Point) Overdue(on calendar.Date) int {
	if x.Status != PointOpen {
		return 0
	}
	return x.Run.Overdue(on, x.Terms.Calendar)
}

// Lapse is what happens when nobody did anything until the deadline.
func (x Point) Lapse(now time.Time) (Point, Event, error) {
	at, waits := x.Deadline()
	if !waits || now.Before(at) {
		return x, Event{}, Errorf(Conflict, "Nothing has lapsed.")
	}
	if x.Status == PointOpen {
		return x.with(Asked{By: Clock}, x.climb(pointNoun, "nobody answered it", now), now)
	}
	text := "The meeting was to hear the answer by " + x.HearBy.Long() + " and has not."
	x.hearIn(x.Terms.Plan.HearDays, now)
	ev := Event{Kind: "waits", Text: text, Tell: []Telling{
		{Kind: Reminder, People: x.convenor(), Roles: []Role{ImprovementLead}, Why: "The answer to a point waits for its meeting. " + text},
	}}
	return x.with(Asked{By: Clock}, ev, now)
}

// hearIn sets by when the meeting should have heard the answer, some working days from now.
func (x *Point) hearIn(days int, now time.Time) {
	x.HearBy = x.Terms.Calendar.Add(calendar.DateOf(now), days, calendar.Exclusive)
}

func (x Point) convenor() []string {
	if x.ConvenorID == "" {
		return nil
	}
	return []string{x.ConvenorID}
}

// A PointFollowup is who takes over a running point whose owner has left, and who calls its meeting now.
type PointFollowup struct {
	PointID    string `json:"point_id"`
	OwnerID    string `json:"owner_id"`
	ConvenorID string `json:"convenor_id"`
}

// Follow takes new people: whoever calls the meeting now, and a new owner for one who has left.
func (x Point) Follow(f PointFollowup, now time.Time) (Point, Event, error) {
	called, owned := f.ConvenorID != x.ConvenorID, x.Status == PointOpen && f.OwnerID != "" && f.OwnerID != x.OwnerID
	if x.Status.Ended() || !called && !owned {
		return x, Event{}, Errorf(Conflict, "There is nothing to follow.")
	}
	x.ConvenorID = f.ConvenorID
	if !owned {
		return x.with(Asked{By: Sweeper}, Event{Kind: "convenor changed", Text: "Somebody else calls the meeting now.", Quiet: true}, now)
	}
	x.OwnerID = f.OwnerID
	return x.with(Asked{By: Sweeper}, x.assigned(pointNoun, "Its owner has left, so the point went to somebody else.", ""), now)
}

// Replan takes new terms (Course.replan).
func (x Point) Replan(terms Terms, now time.Time) (Point, Event, error) {
	if x.Status.Ended() || x.Terms.Calendar.Version == terms.Calendar.Version && x.Terms.Ladder.Version == terms.Ladder.Version {
		return x, Event{}, Errorf(Conflict, "There is nothing to plan again.")
	}
	ev := x.replan(terms, now)
	if x.Status == PointAnswered {
		ev.Tell, ev.Quiet = nil, true // nobody has to answer by that day any more
	}
	return x.with(Asked{By: Clock}, ev, now)
}
