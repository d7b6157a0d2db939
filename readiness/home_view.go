package readiness

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
)

// HomeView is what one person's first page shows, by their posts and cover.
type HomeView struct {
	On           calendar.Date `json:"on"`
	Decide       []ReviewRow   `json:"decide"`        // escalations that wait for this person
	SignOff      []ReviewRow   `json:"sign_off"`      // submitted, oldest first
	Unowned      []ReviewRow   `json:"unowned"`       // nobody owns them and nobody manages their team, by due date; for those who give reviews out
	UnownedTotal int           `json:"unowned_total"` // Unowned shows 20 at most
	SecondLook   []ReviewRow   `json:"second_look"`
	Mine         []ReviewRow   `json:"mine"`       // reviews that this person owns and must do, what breaches first
	MineTotal    int           `json:"mine_total"` // Mine shows 20 at most
	Reaches      []Reaching    `json:"reaches"`    // what reaches this person in the next five working days
	Figures      Figures       `json:"figures"`    // of the person's areas or teams, or the council
	Areas        []Figures     `json:"areas"`      // a row per area, for those who see all
	Cover        []Cover       `json:"cover"`
	Unmapped     int           `json:"unmapped"` // teams with open cases and no area, for those who map them
	Waiting      []Import      `json:"waiting"`  // uploads waiting for somebody to confirm, for those who import
	Nearly       int           `json:"nearly"`   // cases that reach their threshold within the alert time
}

// Reaching counts what will reach a person on a day unless somebody acts before.
type Reaching struct {
	On      calendar.Date `json:"on"`
	Count   int           `json:"count"`
	Reviews []ReviewRow   `json:"reviews"` // five at most
}

// Figures are the counts of an area, a team or the council. None names a case.
type Figures struct {
	AreaID      string `json:"area_id,omitempty"`
	Name        string `json:"name"`
	OpenCases   int    `json:"open_cases"`
	LongOpen    int    `json:"long_open"`
	MonthAgo    int    `json:"month_ago"`   // long-open a month before, by the spells that the ledger knows
	Over24      int    `json:"over_24"`     // open 24 months or more
	Reviewed90  int    `json:"reviewed_90"` // of LongOpen: signed off in the last 90 days
	Overdue     int    `json:"overdue"`
	PutOffTwice int    `json:"put_off_twice"`
	Live        int    `json:"live"`
	Bands       []Band `json:"bands"`
}

// Band is one age band of open cases.
type Band struct {
	Name  string `json:"name"` // "12 to 17 months"
	Count int    `json:"count"`
}

// Cover is somebody's posts that the viewer holds as deputy, or the viewer's that somebody else holds.
type Cover struct {
	For   string        `json:"for"`
	By    string        `json:"by"`
	Until calendar.Date `json:"until"`
}
