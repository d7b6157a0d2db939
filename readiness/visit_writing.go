package readiness

import (
	"context"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// VisitWritings keep what people write for the pack of a visit. It can be written again until the visit has ended; a pack freezes it as it stands.
type VisitWritings interface {
	VisitWriting(ctx context.Context, viewer Actor, visitID string) (VisitWriting, error)
	// WritePosition keeps one focus area's position statement. A later version that somebody else kept meanwhile is a Conflict, and nothing typed is lost.
	WritePosition(ctx context.Context, visitID string, w WritePosition, asked Asked) (VisitPosition, error)
	// SetTimetable and SetInterviewees replace the whole list, with the same guard.
	SetTimetable(ctx context.Context, visitID string, w SetTimetable, asked Asked) error
	SetInterviewees(ctx context.Context, visitID string, w SetInterviewees, asked Asked) error
	// PositionVersions are all versions of one focus area's position statement, newest first.
	PositionVersions(ctx context.Context, viewer Actor, visitID, focus string) ([]VisitPosition, error)
}

// VisitWriting is all that is written for the pack of one visit (issue 6, trade point 7).
type VisitWriting struct {
	VisitID             string             `json:"visit_id"`
	Positions           []VisitPosition    `json:"positions"` // one for each focus area, in the visit's order; empty ones have Version 0
	Timetable           []VisitSession     `json:"timetable"` // by day and time
	TimetableVersion    int                `json:"timetable_version"`
	TimetableBy         string             `json:"timetable_by"` // a name
	TimetableAt         time.Time          `json:"timetable_at,omitzero"`
	Interviewees        []VisitInterviewee `json:"interviewees"`
	IntervieweesVersion int                `json:"interviewees_version"`
	IntervieweesBy      string             `json:"interviewees_by"` // a name
	IntervieweesAt      time.Time          `json:"interviewees_at,omitzero"`

	Visit Visit `json:"-"` // whose it is: it says who may write
}

// A VisitPosition is the position statement of one focus area: what we know, how we know it, what comes next (domain.md 1.9 and 3.1), and what is said
// about its figures. It names no child.
type VisitPosition struct {
	Focus   string    `json:"focus"` // code
	Know    string    `json:"know"`
	How     string    `json:"how"`
	Next    string    `json:"next"`
	Figures string    `json:"figures"` // commentary on the data
	Version int       `json:"version"` // 0 before anybody wrote it
	By      string    `json:"by"`      // a name
	At      time.Time `json:"at,omitzero"`
}

// WritePosition keeps a position statement; Version is the one that its writer had before them.
type WritePosition struct {
	Focus   string `json:"focus" validate:"required,max=40"`
	Know    string `json:"know" validate:"required,max=6000"`
	How     string `json:"how" validate:"required,max=6000"`
	Next    string `json:"next" validate:"required,max=6000"`
	Figures string `json:"figures" validate:"max=6000"`
	Version int    `json:"version" validate:"min=0"`
	Keep    string `json:"keep,omitempty" validate:"omitempty,eq=yes"` // it was asked about something that looked like a child's, and is to be kept
}

// A VisitSession is one line of the timetable of a visit.
type VisitSession struct {
	On    calendar.Date `json:"on" validate:"required"`
	From  string        `json:"from" validate:"required,max=5"` // such as 09:30
	Until string        `json:"until" validate:"required,max=5"`
	What  string        `json:"what" validate:"required,max=200"`
	Where string        `json:"where" validate:"max=120"`
	With  string        `json:"with" validate:"max=200"` // who takes part; staff by name or post, never a child
}

// A VisitInterviewee is somebody whom the inspectors will speak to: staff by name and post, or a group such as care leavers, never a child by name.
type VisitInterviewee struct {
	Who       string `json:"who" validate:"required,max=120"`
	Post      string `json:"post" validate:"max=120"`
	Focus     string `json:"focus" validate:"max=40"`                  // code of the focus area; "" for the whole visit
	Confirmed string `json:"confirmed" validate:"omitempty,oneof=yes"` // they know and have agreed
}

// SetTimetable replaces the timetable of a visit; Version is the one that its writer had before them.
type SetTimetable struct {
	Sessions []VisitSession `json:"sessions" validate:"max=100,dive"`
	Version  int            `json:"version" validate:"min=0"`
	Keep     string         `json:"keep,omitempty" validate:"omitempty,eq=yes"` // it was asked about something that looked like a child's, and is to be kept
}

// SetInterviewees replaces who is interviewed; Version is the one that its writer had before them.
type SetInterviewees struct {
	People  []VisitInterviewee `json:"people" validate:"max=100,dive"`
	Version int                `json:"version" validate:"min=0"`
	Keep    string             `json:"keep,omitempty" validate:"omitempty,eq=yes"` // it was asked about something that looked like a child's, and is to be kept
}
