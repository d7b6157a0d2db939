package readiness

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// CaseQuery filters and sorts the list of cases. Unknown values are refused by the door (validate tags).
type CaseQuery struct {
	AreaID string `json:"area" validate:"max=64"`
	TeamID string `json:"team" validate:"max=64"`
	Type   string `json:"type" validate:"omitempty,oneof=cin cp cla"`
	State  string `json:"state" validate:"omitempty,oneof=long_open nearly over24 reviewed90 overdue not_reviewed excluded unmapped all"` // "" is long_open
	Text   string `json:"text" validate:"max=40"`                                                                                         // part of the council's reference
	Sort   string `json:"sort" validate:"omitempty,oneof=breach months team due"`                                                         // "" is breach: what breaches first
	Cursor string `json:"cursor" validate:"max=200"`
	Limit  int    `json:"limit" validate:"min=0,max=5000"` // 0 is 50
}

// CaseStates are the states that CaseQuery.State filters by.
var CaseStates = []Choice{
	{"long_open", "Long-open"},
	{"nearly", "Nearly long-open"},
	{"over24", "Open 24 months or more"},
	{"reviewed90", "Long-open, reviewed in 90 days"},
	{"overdue", "Review overdue"},
	{"not_reviewed", "Never reviewed"},
	{"excluded", "Kept out of the reviews"},
	{"unmapped", "In a team without an area"},
	{"all", "All open cases"},
}

// CaseRow is one case in a list.
type CaseRow struct {
	CaseID    string        `json:"case_id"`
	ChildRef  string        `json:"child_ref"`
	Area      string        `json:"area"`
	Team      string        `json:"team"`
	Type      CaseType      `json:"type"`
	Basis     Basis         `json:"basis"`
	Months    int           `json:"months"` // whole months open, of the counting spell
	LastSeen  calendar.Date `json:"last_seen"`
	Closed    calendar.Date `json:"closed"`
	ReviewID  string        `json:"review_id,omitempty"` // the live review, "" when there is none
	Status    Status        `json:"status,omitempty"`
	Due       calendar.Date `json:"due"`
	Overdue   int           `json:"overdue"` // working days late
	Owner     string        `json:"owner,omitempty"`
	PutOffs   int           `json:"put_offs"`
	LastDone  calendar.Date `json:"last_done"`           // when a review was last signed off
	Exclusion string        `json:"exclusion,omitempty"` // reason in words while one runs
	ExclUntil calendar.Date `json:"excluded_until"`
}

// CaseView is the page of one case.
type CaseView struct {
	CaseRow
	AreaID     string      `json:"area_id"`
	TeamID     string      `json:"team_id"`
	Worker     string      `json:"worker"`
	Legal      string      `json:"legal_status,omitempty"`
	Need       string      `json:"need,omitempty"`
	Spells     []Spell     `json:"spells"`
	Reviews    []ReviewRow `json:"reviews"` // newest first, ended ones included
	Exclusions []Exclusion `json:"exclusions"`
	History    []ChangeRow `json:"history"` // what imports changed
	Readers    []Reader    `json:"readers"` // the last ten looks from outside its area and team
}

// A Reader is somebody who looked at a case or its review from outside its area: once a day at most.
type Reader struct {
	Name  string    `json:"name"`
	Roles []Role    `json:"roles"`
	At    time.Time `json:"at"`
}
