package readiness

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
)

// HomeView is what one person's first page shows, by their posts and cover.
type HomeView struct {
	On           calendar.Date   `json:"on"`
	Decide       []ReviewRow     `json:"decide"`        // escalations that wait for this person
	SignOff      []ReviewRow     `json:"sign_off"`      // submitted, oldest first
	Unowned      []ReviewRow     `json:"unowned"`       // nobody owns them and nobody manages their team, by due date; for those who give reviews out
	UnownedTotal int             `json:"unowned_total"` // Unowned shows 20 at most
	SecondLook   []ReviewRow     `json:"second_look"`
	Mine         []ReviewRow     `json:"mine"`       // reviews that this person owns and must do, what breaches first
	MineTotal    int             `json:"mine_total"` // Mine shows 20 at most
	Reaches      []Reaching      `json:"reaches"`    // what reaches this person in the next five working days
	Figures      Figures         `json:"figures"`    // of the person's areas or teams, or the council
	Areas        []Figures       `json:"areas"`      // a row per area, for those who see all
	Cover        []Cover         `json:"cover"`
	Unmapped     int             `json:"unmapped"`          // teams with open cases and no area, for those who map them
	Waiting      []Import        `json:"waiting"`           // uploads waiting for somebody to confirm, for those who import
	Months       []MonthFigures  `json:"months"`            // the same figures at the end of each month of the last year and of today, oldest first
	Changes      []RuleMark      `json:"changes"`           // when thresholds changed in that time
	Service      *ServiceState   `json:"service,omitempty"` // for those who keep accounts and the service
	Draw         *SecondLookDraw `json:"draw,omitempty"`    // for quality assurance
}

// MonthFigures are figures as they were counted on a day.
type MonthFigures struct {
	On calendar.Date `json:"on"`
	Figures
}

// RuleMark is a day on which a threshold began.
type RuleMark struct {
	On    calendar.Date `json:"on"`
	Words string        `json:"words"` // "16 months for children in need"
}

// ServiceState is what somebody who keeps accounts and the service should know first. It names no child.
type ServiceState struct {
	WithoutPost   int      `json:"without_post"`    // active accounts that hold no post
	NeverSignedIn int      `json:"never_signed_in"` // active accounts that nobody has used
	LongAway      int      `json:"long_away"`       // active accounts unused for 90 days
	FailedSignIns int      `json:"failed_sign_ins"` // in the last 24 hours
	UnsentMails   int      `json:"unsent_mails"`    // that could not be sent yet
	EmptyPosts    []string `json:"empty_posts"`     // posts that nobody holds today, in words
}

// SecondLookDraw is how quality assurance's second looks of the last 90 days came out.
type SecondLookDraw struct {
	Signed int `json:"signed"` // reviews signed off
	Taken  int `json:"taken"`  // second looks taken
	Agreed int `json:"agreed"` // of these
}

// Reaching counts what will reach a person on a day unless somebody acts before.
type Reaching struct {
	On          calendar.Date `json:"on"`
	Count       int           `json:"count"`        // of reviews
	Reviews     []ReviewRow   `json:"reviews"`      // five at most
	ActionCount int           `json:"action_count"` // of improvement actions
	Actions     []ActionRow   `json:"actions"`      // five at most
}

// Figures are the counts of an area, a team or the council. None names a case.
type Figures struct {
	AreaID      string        `json:"area_id,omitempty"`
	Name        string        `json:"name"`
	OpenCases   int           `json:"open_cases"`
	LongOpen    int           `json:"long_open"`
	Nearly      int           `json:"nearly"`       // reach their threshold within the alert time
	MonthAgo    int           `json:"month_ago"`    // long-open as it was counted a month ago
	MonthAgoOn  calendar.Date `json:"month_ago_on"` // the day of that count; zero when nobody counted then
	Over24      int           `json:"over_24"`      // open 24 months or more
	Reviewed90  int           `json:"reviewed_90"`  // of LongOpen: signed off in the last 90 days
	Overdue     int           `json:"overdue"`
	PutOffTwice int           `json:"put_off_twice"`
	Waiting     int           `json:"waiting"` // escalations that wait for a decision
	Bands       []Band        `json:"bands"`
}

// Band is one age band of open cases.
type Band struct {
	Name  string `json:"name"` // "12 to 17 months"
	Count int    `json:"count"`
}

// AgeBands are the bands of open cases by whole months open, each from its first month to the next band's.
var AgeBands = []struct {
	From int
	Name string
}{{0, "Under 12 months"}, {12, "12 to 17 months"}, {18, "18 to 23 months"}, {24, "24 to 35 months"}, {36, "36 months or more"}}

// Cover is somebody's posts that the viewer holds as deputy, or the viewer's that somebody else holds.
type Cover struct {
	For   string        `json:"for"`
	By    string        `json:"by"`
	Until calendar.Date `json:"until"`
}
