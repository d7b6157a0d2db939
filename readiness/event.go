package readiness

import (
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// An Event is one thing that happened, in the past tense. It is kept under (thing, Seq) and never changed.
type Event struct {
	Seq       int           `json:"seq"`
	Kind      string        `json:"kind"` // "opened", "put off", "reached the area head" …
	At        time.Time     `json:"at"`
	By        string        `json:"by"`                   // person id, or clock, sweep, import
	For       string        `json:"for,omitempty"`        // the person for whom a deputy acted
	CommandID string        `json:"command_id,omitempty"` // the command that caused it; "" for the clock
	Text      string        `json:"text"`                 // what happened in one plain sentence, without names
	Note      string        `json:"note,omitempty"`       // what the person wrote
	Due       calendar.Date `json:"due,omitzero"`         // the due date after it
	Was       calendar.Date `json:"was,omitzero"`         // the due date before it, when it moved
	Quiet     bool          `json:"quiet,omitempty"`      // for the record only: nothing that concerns people changed
	Tell      []Telling     `json:"tell,omitempty"`       // who must hear; resolved to people when it is recorded
}

// A Telling is a notice before anybody knows whose it is: recipients are resolved when the notice is made, so leavers, new post holders and
// deputies are right.
type Telling struct {
	Kind   NoticeKind `json:"kind"`
	Roles  []Role     `json:"roles,omitempty"`  // whoever holds them for the thing's team or area
	People []string   `json:"people,omitempty"` // named people
	Why    string     `json:"why"`              // why they get it and which rung sent it; a sentence without any child in it
	Key    string     `json:"key"`              // with the thing and the person it makes the notice unique
}

// NoticeKind says what a notice asks for.
type NoticeKind string

// The kinds. An escalation, a call and a concern are mailed at once; the others wait for the morning digest.
const (
	Reminder     NoticeKind = "reminder"    // the date comes nearer or has passed
	Escalated    NoticeKind = "escalation"  // it reached you: decide
	SignOffAsked NoticeKind = "sign_off"    // it waits for your signature
	Returned     NoticeKind = "returned"    // somebody sent it back to you
	Assigned     NoticeKind = "assigned"    // it is yours now
	SecondLookAt NoticeKind = "second_look" // quality assurance: look at it again
	Informed     NoticeKind = "information" // nothing to do
	Approaching  NoticeKind = "approaching" // a case nears its threshold
	Proposed     NoticeKind = "proposed"    // an improvement action waits for you to agree it
	VerifyAsked  NoticeKind = "verify"      // an improvement action waits for your check
	Called       NoticeKind = "call"        // Ofsted have rung: act now
	Concern      NoticeKind = "concern"     // somebody is worried about a child: act today
)

// ActNow reports whether the notice is mailed at once.
func (k NoticeKind) ActNow() bool { return k == Escalated || k == Called || k == Concern }

// A Notice is one thing one person should hear, as a page shows it.
type Notice struct {
	ID         string     `json:"id"`
	Kind       NoticeKind `json:"kind"`
	Why        string     `json:"why"`
	ReviewID   string     `json:"review_id,omitempty"`
	ActionID   string     `json:"action_id,omitempty"`
	PointID    string     `json:"point_id,omitempty"`
	EvidenceID string     `json:"evidence_id,omitempty"`
	PartnerID  string     `json:"partner_id,omitempty"` // of a question to a partner

	AssessmentID string `json:"assessment_id,omitempty"`
	AppraisalID  string `json:"appraisal_id,omitempty"`
	Subject      string `json:"subject,omitempty"` // what it is about (Subject), for what has no field of its own

	For      string    `json:"for,omitempty"` // name of the person for whom a deputy gets it
	MadeAt   time.Time `json:"made_at"`
	MailedAt time.Time `json:"mailed_at"` // zero while it waits for its mail
}

// About is what a notice is about: its noun and its id; both "" when it is about nothing that has a page.
func (n Notice) About() (noun, id string) {
	for _, of := range []struct{ noun, id string }{
		{ReviewNoun, n.ReviewID},
		{ActionNoun, n.ActionID},
		{PointNoun, n.PointID},
		{AppraisalNoun, n.AppraisalID},
		{AssessmentNoun, n.AssessmentID},
		{"partner", n.PartnerID},
		{"evidence", n.EvidenceID},
	} {
		if of.id != "" {
			return of.noun, of.id
		}
	}
	noun, id, _ = strings.Cut(n.Subject, "/")
	return noun, id
}
