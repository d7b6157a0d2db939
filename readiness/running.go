package readiness

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// PlannedReview is a review that a sweep planned and that waits to be opened: all that its run needs.
type PlannedReview struct {
	ID      string  `json:"id"`
	Opening Opening `json:"opening"`
	OwnerID string  `json:"owner_id"` // "" while the team has no manager
	Terms   Terms   `json:"terms"`
}

// The nouns of the things that run. A thing's subject is its noun, a slash and its id: the id of its Temporal workflow, and what notices and the audit
// trail call it.
const (
	ReviewNoun     = "review"
	ActionNoun     = "action"
	PointNoun      = "point"
	AssessmentNoun = "assessment"
	AppraisalNoun  = "appraisal"
	VisitNoun      = "visit"
	VisitStepNoun  = "visit-step"
	VisitEntryNoun = "visit-entry"
	CaseAuditNoun  = "case-audit"

	PreScrutinyNoun = "pre-scrutiny"
)

// Nouns lists them in the order in which the nightly run looks at them: what others belong to comes before those.
var Nouns = []string{ReviewNoun, ActionNoun, PointNoun, AssessmentNoun, AppraisalNoun, VisitNoun, VisitStepNoun, VisitEntryNoun, CaseAuditNoun, PreScrutinyNoun}

// Subject is what a thing is called outside its own room.
func Subject(noun, id string) string { return noun + "/" + id }

// A Waking is a thing by its id and what its run is to be given: what was planned, the state with which it carries on, or what happened around it.
type Waking struct {
	ID   string
	With any
}

// StaleThing is a running thing and the terms it should have.
type StaleThing struct {
	ID    string `json:"id"`
	Terms Terms  `json:"terms"`
}

// Followup is what has become of a running review's case.
type Followup struct {
	ReviewID string        `json:"review_id"`
	Closed   calendar.Date `json:"closed"`  // the case closed on this day; zero when it moved
	TeamID   string        `json:"team_id"` // where the case is now
	AreaID   string        `json:"area_id"`
	OwnerID  string        `json:"owner_id"` // who manages that team, "" when nobody does
}

// Outgoing is one mail before it is written: the notices that one person has not been mailed yet.
type Outgoing struct {
	PersonID string     `json:"person_id"`
	Name     string     `json:"name"`
	Address  string     `json:"address"`
	Notices  []Notice   `json:"notices"`
	Cover    []Cover    `json:"cover"`  // whom the person covers on that day, and who covers for them
	Stops    []StopLink `json:"stops"`  // how the kinds in it can be turned off, for those that can
	Anchor   string     `json:"anchor"` // head of the audit chain, printed so that history cannot be rewritten unseen
}

// SentMail is one mail that left, or is kept because no mail server is configured.
type SentMail struct {
	Key      string    `json:"key"`  // the same for every try of the same mail
	Kind     string    `json:"kind"` // "digest" or "act now"
	PersonID string    `json:"person_id"`
	Address  string    `json:"address"`
	Subject  string    `json:"subject"`
	Text     string    `json:"text"`
	HTML     string    `json:"html"`
	Sent     time.Time `json:"sent"` // zero when it is only kept
	Notices  []string  `json:"notices"`
}
