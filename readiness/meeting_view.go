package readiness

import (
	"context"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// MeetingRegister keeps the meetings that come again and again. Whoever may only follow what scrutiny asked for (SeesEveryMeeting) finds those of
// scrutiny alone.
type MeetingRegister interface {
	// SaveSeries makes a series (id "") or changes one. The nightly sweep plans its next date; a new one has it at once.
	SaveSeries(ctx context.Context, id string, s SaveSeries, asked Asked) (MeetingSeries, error)
	SetMembers(ctx context.Context, id string, m SetMembers, asked Asked) error
	EndSeries(ctx context.Context, id string, e EndSeries, asked Asked) error
	// AllSeries lists every series without its members and meetings, those that have ended last.
	AllSeries(ctx context.Context, viewer Actor) ([]MeetingSeries, error)
	Series(ctx context.Context, viewer Actor, id string) (MeetingSeries, error)
	AddMeeting(ctx context.Context, seriesID string, a AddMeeting, asked Asked) (Meeting, error)
	Meeting(ctx context.Context, viewer Actor, id string) (Meeting, error)
	ChangeMeeting(ctx context.Context, id string, c MeetingChange, asked Asked) (Meeting, error)
}

// PointRegister keeps the points that meetings raised, and answers the pages about them.
type PointRegister interface {
	// RaisePoint plans a point; whoever asked then has it opened (Commands.OpenPoint). The same command id gives the same point.
	RaisePoint(ctx context.Context, meetingID string, r RaisePoint, asked Asked) (PlannedPoint, error)
	Points(ctx context.Context, viewer Actor, q PointQuery) (Page[PointRow], error)
	PointView(ctx context.Context, viewer Actor, id string) (PointView, error)
	// PointDesk is what waits for one person of what meetings raised.
	PointDesk(ctx context.Context, viewer Actor) (PointDesk, error)
}

// SeesEveryMeeting reports whether somebody hears what every meeting raised, or only what scrutiny asked for.
func SeesEveryMeeting(viewer Actor) bool {
	return May(viewer, WorkPlan, Place{}) || May(viewer, AnswerPoints, Place{})
}

// PointQuery filters the list of points.
type PointQuery struct {
	State     string `json:"state" validate:"omitempty,oneof=live open late answered heard withdrawn not_taken chief mine all"` // "" is live
	SeriesID  string `json:"series" validate:"max=64"`
	MeetingID string `json:"meeting" validate:"max=64"`
	ActionID  string `json:"action" validate:"max=64"` // whose answer names this improvement action
	AreaID    string `json:"area" validate:"max=64"`   // "none" is the whole council
	Text      string `json:"text" validate:"max=80"`   // part of what was said, or of the theme
	Cursor    string `json:"cursor" validate:"max=200"`
	Limit     int    `json:"limit" validate:"min=0,max=5000"` // 0 is 50
}

// PointStates are the states that PointQuery.State filters by.
var PointStates = []Choice{
	{"live", "All that are not closed"},
	{"open", "Waiting for an answer"},
	{"late", "Answer late"},
	{"answered", "Answered, not heard yet"},
	{"chief", "For the chief executive"},
	{"not_taken", "Answer not taken at least once"},
	{"heard", "Answer heard"},
	{"withdrawn", "Withdrawn"},
	{"mine", "Yours"},
	{"all", "Everything"},
}

// PointRow is one point in a list, the most pressing first.
type PointRow struct {
	PointID    string        `json:"point_id"`
	Said       string        `json:"said"`
	Theme      string        `json:"theme"`
	Area       string        `json:"area"` // "" for the whole council
	SeriesID   string        `json:"series_id"`
	Series     string        `json:"series"`
	MeetingID  string        `json:"meeting_id"`
	Raised     calendar.Date `json:"raised"`
	OwnerID    string        `json:"owner_id"`
	Owner      string        `json:"owner"`
	Status     PointStatus   `json:"status"`
	Chief      bool          `json:"chief"` // it goes to the chief executive
	Due        calendar.Date `json:"due"`
	Pressing   calendar.Date `json:"pressing"`
	Overdue    int           `json:"overdue"` // working days late
	Outcome    string        `json:"outcome"`
	WeDid      string        `json:"we_did"`
	AnsweredOn calendar.Date `json:"answered_on"`
	HearBy     calendar.Date `json:"hear_by"`
	NotHeard   int           `json:"not_heard"`
	Reached    Role          `json:"reached,omitempty"`
	ReachedAt  time.Time     `json:"reached_at,omitzero"`
	Because    string        `json:"because,omitempty"`
}

// PointView is the page of one point.
type PointView struct {
	PointRow
	State    Point       `json:"state"`
	Next     []NextStep  `json:"next"` // what happens if nobody does anything, soonest first
	Happened []EventRow  `json:"happened"`
	Actions  []ActionRow `json:"actions"` // that the answer names
}

// PointDesk is what waits for one person of what meetings raised.
type PointDesk struct {
	Decide []PointRow `json:"decide"` // unanswered points that reached this person
	Answer []PointRow `json:"answer"` // that this person owns
	Chief  []PointRow `json:"chief"`  // that wait for an answer, for the chief executive: what the staff forum raised, and what reached them
	Hear   []PointRow `json:"hear"`   // answered, for whoever calls the meeting or runs the plan: has the meeting taken the answer?
	Hold   []Meeting  `json:"hold"`   // meetings of this person whose day has passed without a word of how they went
}
