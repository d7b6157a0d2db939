package readiness

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// EvidenceKinds are the kinds of evidence (issue 4, trade point 4; issue 5, trade point 3). A theme with one kind alone is one-sided. The first six are
// those that a criterion should have (MeterKinds).
var EvidenceKinds = []Choice{
	{"audit", "Audit"},
	{"data", "Data"},
	{"observation", "Practice observation"},
	{"voice", "Child or family voice"},
	{"partner", "Partner"},
	{"staff", "Staff voice"},
	{"complaint", "Complaint"},
	{"document", "Document"},
}

// AttachEvidence keeps a piece of evidence and links it to an action, to criteria of an inspection framework, or to both.
type AttachEvidence struct {
	ActionID string        `json:"action_id" validate:"max=64"`                      // "" when it belongs to criteria alone
	Criteria []string      `json:"criteria,omitempty" validate:"max=20,dive,max=20"` // their codes, such as HP11
	StepID   string        `json:"step_id,omitempty" validate:"max=64"`              // of a step of a visit
	Kind     string        `json:"kind" validate:"required,oneof=audit data observation voice partner staff complaint document"`
	Bears    string        `json:"bears" validate:"required,oneof=supports contradicts"`
	Title    string        `json:"title" validate:"required,max=200"`
	Text     string        `json:"text" validate:"max=4000"`         // what it shows
	ShowsOn  calendar.Date `json:"shows_on" validate:"required"`     // what it shows was so on this day: not when it was uploaded
	From     calendar.Date `json:"from,omitzero"`                    // the period that it covers
	Until    calendar.Date `json:"until,omitzero"`                   // see From
	ReviewBy calendar.Date `json:"review_by,omitzero"`               // by when somebody should look whether it still holds
	Replaces string        `json:"replaces" validate:"max=64"`       // an earlier version, which this takes out of force
	Keep     string        `json:"keep" validate:"omitempty,eq=yes"` // it was asked about something that looked like a child's, and is to be kept
	Looked   []string      `json:"-"`                                // what in it looked like a child's, as the door found it
	File     *EvidenceFile `json:"-"`
}

// EvidenceFile is the file of a piece of evidence.
type EvidenceFile struct {
	Name      string `json:"name"`
	MediaType string `json:"media_type"`
	Body      []byte `json:"-"`
}

// WithdrawEvidence takes a piece of evidence out of force.
type WithdrawEvidence struct {
	Reason string `json:"reason" validate:"required,max=500"`
}

// Check refuses what belongs nowhere, and dates that cannot be.
func (e AttachEvidence) Check(today calendar.Date) error {
	if err := checkCriteria("criteria", e.Criteria); err != nil {
		return err
	}
	switch {
	case e.ActionID == "" && e.StepID == "" && len(e.Criteria) == 0 && e.Replaces == "": // a new version belongs to what the earlier one did
		return FieldErrorf("criteria", "Say which improvement action, which criterion or which step of a visit the evidence is about.")
	case e.ShowsOn.After(today):
		return FieldErrorf("shows_on", "The day that the evidence is about must be today or in the past.")
	case e.From.IsZero() != e.Until.IsZero():
		return FieldErrorf("from", "Give both ends of the period that it covers, or neither.")
	case e.Until.Before(e.From):
		return FieldErrorf("until", "The period must end on or after the day on which it begins, %s.", e.From.Long())
	case !e.ReviewBy.IsZero() && !e.ReviewBy.After(today):
		return FieldErrorf("review_by", "The day by which it is to be looked at again must be in the future.")
	}
	return nil
}

// Evidence is one piece of evidence as pages show it.
type Evidence struct {
	ID        string         `json:"id"`
	Kind      string         `json:"kind"`
	Bears     string         `json:"bears"` // Supports, Contradicts, Unweighed or Noise
	Title     string         `json:"title"`
	Text      string         `json:"text"`
	ShowsOn   calendar.Date  `json:"shows_on"`
	From      calendar.Date  `json:"from"`
	Until     calendar.Date  `json:"until"`
	ReviewBy  calendar.Date  `json:"review_by"`
	ByID      string         `json:"by_id"`
	By        string         `json:"by"` // name of who attached it
	At        time.Time      `json:"at"`
	Replaces  string         `json:"replaces,omitempty"`
	Replaced  string         `json:"replaced,omitempty"` // id of the version that took its place
	Withdrawn calendar.Date  `json:"withdrawn"`          // zero while it is in force
	Why       string         `json:"why,omitempty"`      // it was withdrawn
	File      string         `json:"file,omitempty"`     // name of its file
	Size      int            `json:"size,omitempty"`     // bytes
	SHA256    string         `json:"sha256,omitempty"`   // of the file, in hex
	Opened    int            `json:"opened"`             // how many people opened its file
	Actions   []ActionRef    `json:"actions"`            // that it is linked to
	Steps     []string       `json:"steps,omitempty"`    // ids of the steps of visits that it is attached to
	Criteria  []string       `json:"criteria"`           // codes of the criteria that it belongs to, in their order
	Partner   string         `json:"partner,omitempty"`  // id of the request that a partner answered with it
	Kept      []string       `json:"kept,omitempty"`     // what looked like a child's, and was kept
	Looks     []EvidenceLook `json:"looks"`              // when somebody looked at it again and it held, newest first
}

// InForce reports whether a claim can stand on it.
func (e Evidence) InForce() bool { return e.Withdrawn.IsZero() && e.Replaced == "" }

// ActionRef is an action by name.
type ActionRef struct {
	ActionID string `json:"action_id"`
	Title    string `json:"title"`
}

// EvidenceQuery filters the evidence library.
type EvidenceQuery struct {
	Kind   string `json:"kind" validate:"omitempty,oneof=audit data observation voice partner staff complaint document"`
	Bears  string `json:"bears" validate:"omitempty,oneof=supports contradicts unweighed noise"`
	Theme  string `json:"theme" validate:"max=80"`
	State  string `json:"state" validate:"omitempty,oneof=in_force review_due withdrawn all"` // "" is in_force; review_due is what somebody has been reminded to look at again
	Text   string `json:"text" validate:"max=80"`
	Cursor string `json:"cursor" validate:"max=200"`
	Limit  int    `json:"limit" validate:"min=0,max=5000"`

	Criterion string `json:"criterion" validate:"max=20"` // code of a criterion
}
