package readiness

import (
	"slices"
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

// remembered is how many command ids a review keeps, to answer a command that arrives twice.
const remembered = 20

// A Review is the closer look at one long-open case: the whole state that its workflow carries and that the ledger keeps as one row.
type Review struct {
	ID      string `json:"id"`
	CaseID  string `json:"case_id"`
	AreaID  string `json:"area_id"`
	TeamID  string `json:"team_id"`
	OwnerID string `json:"owner_id"` // who does it; "" while the team has no manager
	Status  Status `json:"status"`
	Basis   Basis  `json:"basis"`

	Opened calendar.Date `json:"opened"`
	Run    Run           `json:"run"`
	Terms  Terms         `json:"terms"`

	PutOffs    int           `json:"put_offs"`              // times put off so far
	PausedTo   calendar.Date `json:"paused_to,omitzero"`    // when a pause ends by itself
	PausedFrom Status        `json:"paused_from,omitempty"` // the status a pause returns to
	DaysLeft   int           `json:"days_left,omitempty"`   // working days that were left when it was paused
	Submission *Submission   `json:"submission,omitempty"`  // the last one submitted
	Escalation *Escalation   `json:"escalation,omitempty"`  // the last one; waiting while its Decision is ""
	SignedBy   string        `json:"signed_by,omitempty"`
	SignedOn   calendar.Date `json:"signed_on,omitzero"`
	NextDue    calendar.Date `json:"next_due,omitzero"` // when a case that stays open is looked at again

	Seq      int      `json:"seq"`      // number of its last event
	Commands []string `json:"commands"` // the last command ids, oldest first
}

// A Submission is what the person who did the review found and proposes.
type Submission struct {
	SubmitReview
	By string        `json:"by"`
	On calendar.Date `json:"on"`
}

// Asked is one command as it reaches a review: which, from whom, under which id. IfSeq, when not 0, is the event number that the asker's page
// showed; a review that has moved on since refuses.
type Asked struct {
	ID    string `json:"id"`
	By    Actor  `json:"by"`
	IfSeq int    `json:"if_seq,omitempty"`
}

// A ReviewCommand is something a person asks of a review. Decide touches nothing: it returns the next review and what happened.
type ReviewCommand interface {
	Name() string // imperative and kebab-case: the Temporal update's name and the last part of the API's path
	Decide(r Review, asked Asked, now time.Time) (Review, Event, error)
}

// OpenReview makes the review that a sweep planned. Its first event tells the owner.
func OpenReview(id string, o Opening, ownerID string, terms Terms, now time.Time) (Review, Event, error) {
	r := Review{
		ID: id, CaseID: o.CaseID, AreaID: o.AreaID, TeamID: o.TeamID, OwnerID: ownerID, Status: Open, Basis: o.Basis,
		Opened: calendar.DateOf(now), Terms: terms,
	}
	r.Run = r.Run.Begin(o.Due, now, terms.Ladder, terms.Calendar)
	if o.Days > 0 {
		r.Run.From, r.Run.Days = r.Opened, o.Days
	}
	ev := Event{Kind: "opened", Text: "The review opened: " + o.Basis.Type.Title() + " since " + o.Basis.Since.Long() + ", which is past the threshold of " + count(o.Basis.Threshold, "month") + "."}
	ev.Tell = []Telling{{Kind: Assigned, Roles: []Role{Owner}, Why: "A case review opened that you own. It is due on " + o.Due.Long() + "."}}
	return r.with(Asked{By: Sweeper}, ev, now)
}

// Do decides one command, after the checks that are the same for all: an id already known is answered with the review as it is and no event
// (its Seq is 0); an ended review, or one that has moved on since the asker's page, refuses.
func (r Review) Do(c ReviewCommand, asked Asked, now time.Time) (Review, Event, error) {
	if asked.ID != "" && slices.Contains(r.Commands, asked.ID) {
		return r, Event{}, nil
	}
	if asked.IfSeq != 0 && asked.IfSeq != r.Seq {
		return r, Event{}, Errorf(Conflict, "Somebody else changed this review while you were looking at it. Read what happened, then send your answer again.")
	}
	if r.Status.Ended() {
		return r, Event{}, Errorf(Conflict, "This review has ended and does not change any more.")
	}
	next, ev, err := c.Decide(r, asked, now)
	if err == nil {
		ev.For = r.coveredIn(c, asked, now)
	}
	return next, ev, err
}

// Place is where the review belongs, for permissions.
func (r Review) Place() Place { return Place{AreaID: r.AreaID, TeamID: r.TeamID} }

// Waiting reports whether an escalation waits for a decision.
func (r Review) Waiting() bool { return r.Escalation != nil && r.Escalation.Decision == "" }

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

// with numbers the event, remembers its command and returns the review as it is after it.
func (r Review) with(asked Asked, ev Event, now time.Time) (Review, Event, error) {
	r.Seq++
	if asked.ID != "" {
		r.Commands = append(slices.Clone(r.Commands), asked.ID)
		r.Commands = r.Commands[max(0, len(r.Commands)-remembered):]
	}
	ev.Seq, ev.At, ev.By, ev.CommandID, ev.Due = r.Seq, now.UTC(), asked.By.PersonID, asked.ID, r.Run.Due
	for i := range ev.Tell {
		if ev.Tell[i].Key == "" {
			ev.Tell[i].Key = ev.Kind + "/" + itoa(r.Seq)
		}
	}
	return r, ev, nil
}

// coveredIn names the person for whom a deputy acts: the one without whose post the command would be refused; "" when the own posts are enough.
func (r Review) coveredIn(c ReviewCommand, asked Asked, now time.Time) string {
	var own, covers []Holding
	for _, h := range asked.By.Holdings {
		if h.ForID == "" {
			own = append(own, h)
		} else {
			covers = append(covers, h)
		}
	}
	with := func(holdings []Holding) bool {
		asked.By.Holdings = holdings
		_, _, err := c.Decide(r, asked, now)
		return err == nil
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
