package readiness

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// Status is where a review stands.
type Status string

// The statuses of a review (issue 2, trade point 3).
const (
	Open       Status = "open"        // waits for somebody to begin
	InReview   Status = "in_review"   // somebody has begun
	Submitted  Status = "submitted"   // waits for the area head's signature
	SecondLook Status = "second_look" // signed off, and chosen for quality assurance
	SignedOff  Status = "signed_off"  // ended
	Paused     Status = "paused"      // in proceedings: out of the queue until the pause ends
	Overtaken  Status = "overtaken"   // ended by itself: the case closed in a later import
)

// Statuses lists every status, in the order a review usually meets them.
var Statuses = []Status{Open, InReview, Submitted, SecondLook, SignedOff, Paused, Overtaken}

var statusNames = map[Status]string{
	Open: "not started", InReview: "in review", Submitted: "waiting for sign-off", SecondLook: "waiting for a second look",
	SignedOff: "signed off", Paused: "paused", Overtaken: "ended because the case closed",
}

// Title is the status in words, lower case.
func (s Status) Title() string { return statusNames[s] }

// Ended reports whether nothing more can happen.
func (s Status) Ended() bool { return s == SignedOff || s == Overtaken }

var reviewNoun = noun{"a case review", "review", DecideEscalation}

// A Review is the closer look at one long-open case: the whole state that its workflow carries and that the ledger keeps as one row. Nobody owns it
// while its team has no manager.
type Review struct {
	ID     string `json:"id"`
	CaseID string `json:"case_id"`
	Course
	Status Status `json:"status"`
	Basis  Basis  `json:"basis"`

	Round  string        `json:"round,omitempty"` // what the round is called that opened it; "" for the sweep
	Opened calendar.Date `json:"opened"`

	PutOffs    int           `json:"put_offs"`              // times put off so far
	PausedTo   calendar.Date `json:"paused_to,omitzero"`    // when a pause ends by itself
	PausedFrom Status        `json:"paused_from,omitempty"` // the status a pause returns to
	DaysLeft   int           `json:"days_left,omitempty"`   // working days that were left when it was paused
	Submission *Submission   `json:"submission,omitempty"`  // the last one submitted
	SignedBy   string        `json:"signed_by,omitempty"`
	SignedOn   calendar.Date `json:"signed_on,omitzero"`
	NextDue    calendar.Date `json:"next_due,omitzero"` // when a case that stays open is looked at again
}

// A Submission is what the person who did the review found and proposes.
type Submission struct {
	SubmitReview
	By string        `json:"by"`
	On calendar.Date `json:"on"`
}

// A ReviewCommand is something a person asks of a review.
type ReviewCommand = Command[Review]

// OpenReview makes the review that a sweep or a round planned. Its first event tells the owner.
func OpenReview(id string, o Opening, ownerID string, terms Terms, now time.Time) (Review, Event, error) {
	r := Review{
		ID: id, CaseID: o.CaseID, Course: Course{AreaID: o.AreaID, TeamID: o.TeamID, OwnerID: ownerID, Terms: terms}, Status: Open, Basis: o.Basis,
		Round: o.RoundName, Opened: calendar.DateOf(now),
	}
	r.begin(o.Due, now)
	if o.Days > 0 {
		r.Run.From, r.Run.Days = r.Opened, o.Days
	}
	ev := Event{Kind: "opened", Text: "The review opened: " + o.why(r.Opened) + "."}
	ev.Tell = []Telling{{Kind: Assigned, Roles: []Role{Owner}, Why: "A case review opened that you own. It is due on " + o.Due.Long() + "."}}
	by := Sweeper
	if o.Round != "" {
		by = Clock
	}
	return r.with(Asked{By: by}, ev, now)
}

// why says what made a review open.
func (o Opening) why(on calendar.Date) string {
	since := o.Basis.Type.Title() + " since " + o.Basis.Since.Long()
	if o.Round != "" {
		return "the round “" + o.RoundName + "” looks at cases like this one, " + since + ", open for " + count(o.Basis.Months(on), "month")
	}
	return since + ", which is past the threshold of " + count(o.Basis.Threshold, "month")
}

// Do decides one command, after the checks that are the same for all: an id already known is answered with the review as it is and no event
// (its Seq is 0); an ended review, or one that has moved on since the asker's page, refuses.
func (r Review) Do(c ReviewCommand, asked Asked, now time.Time) (Review, Event, error) {
	return do(r, r.Course, reviewNoun, c, asked, now)
}

// Ended reports whether nothing more can happen.
func (r Review) Ended() bool { return r.Status.Ended() }

// Brief is the review as an answer carries it: the terms are long, and whoever asks has them already.
func (r Review) Brief() Review {
	r.Terms = Terms{}
	return r
}

// Standing says in a few words how the review stands, naming no person and no child.
func (r Review) Standing() string { return r.Status.Title() + ", due " + r.Run.Due.Long() }

// Awaits says what the next deadline is, naming no person and no child.
func (r Review) Awaits() string {
	if r.Status == Paused {
		return "Paused until " + r.PausedTo.Long()
	}
	return "Next rung of the ladder; due " + r.Run.Due.Long()
}

// Deadline is the next moment at which something happens by itself: a rung of the ladder, the end of a pause, or the date of a second look. A
// submitted review troubles its owner no more: only rungs that escalate are left, and say that nobody has signed. False when nothing will happen.
func (r Review) Deadline() (time.Time, bool) {
	switch r.Status {
	case Open, InReview:
		return r.Run.Moment(r.Terms.Ladder, r.Terms.Calendar)
	case Submitted:
		return r.Run.above(r.Terms.Ladder).Moment(r.Terms.Ladder, r.Terms.Calendar)
	case Paused:
		return r.PausedTo.At(r.Terms.Ladder.Hour, 0), true
	case SecondLook:
		return r.Run.Due.At(r.Terms.Ladder.Hour, 0), true
	}
	return time.Time{}, false
}

// Overdue is how many working days late the review is on a day; 0 when it is not, or cannot be.
func (r Review) Overdue(on calendar.Date) int {
	if r.Status.Ended() || r.Status == Paused || r.Status == SecondLook {
		return 0
	}
	return r.Run.Overdue(on, r.Terms.Calendar)
}

// with returns the review as it is after an event.
func (r Review) with(asked Asked, ev Event, now time.Time) (Review, Event, error) {
	ev = r.keep(asked, ev, now)
	return r, ev, nil
}
