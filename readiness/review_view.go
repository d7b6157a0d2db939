package readiness

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// ReviewQuery filters the list of reviews.
type ReviewQuery struct {
	AreaID  string `json:"area" validate:"max=64"`
	TeamID  string `json:"team" validate:"max=64"`
	State   string `json:"state" validate:"omitempty,oneof=live open in_review submitted second_look paused signed_off overtaken overdue escalated climbed climbing put_off_twice mine unowned"` // "" is live
	OwnerID string `json:"owner" validate:"max=64"`                                                                                                                                              // "" is everybody
	Role    string `json:"role" validate:"omitempty,oneof=team_manager area_head assistant_director dcs"`                                                                                        // of escalated, climbed and climbing, those that reached or will reach this role; "" is any
	Sort    string `json:"sort" validate:"omitempty,oneof=due months"`
	Cursor  string `json:"cursor" validate:"max=200"`
	Limit   int    `json:"limit" validate:"min=0,max=5000"`
}

// ReviewRow is one review in a list.
type ReviewRow struct {
	ReviewID  string        `json:"review_id"`
	CaseID    string        `json:"case_id"`
	ChildRef  string        `json:"child_ref"`
	Area      string        `json:"area"`
	Team      string        `json:"team"`
	TeamID    string        `json:"team_id,omitempty"`
	Owner     string        `json:"owner"`
	OwnerID   string        `json:"owner_id,omitempty"`
	Basis     Basis         `json:"basis"`
	Months    int           `json:"months"`
	Status    Status        `json:"status"`
	Due       calendar.Date `json:"due"` // while it is paused: when it comes back
	Overdue   int           `json:"overdue"`
	PutOffs   int           `json:"put_offs"`
	Outcome   string        `json:"outcome,omitempty"`
	Reached   Role          `json:"reached,omitempty"` // whom a waiting escalation reached
	ReachedAt time.Time     `json:"reached_at,omitzero"`
	Because   string        `json:"because,omitempty"` // why it reached them
	SentOn    calendar.Date `json:"sent_on"`           // when it was submitted
	SignedOn  calendar.Date `json:"signed_on"`
}

// OwnerLoad is one person with the reviews that they have to do and somebody else could be given.
type OwnerLoad struct {
	PersonID string `json:"person_id"`
	Name     string `json:"name"`
	Left     bool   `json:"left"` // blocked, or without any post today
	Reviews  int    `json:"reviews"`
}

// ReviewView is the page of one review.
type ReviewView struct {
	ReviewRow
	State       Review      `json:"state"`
	SubmittedBy string      `json:"submitted_by,omitempty"` // names
	SignedBy    string      `json:"signed_by,omitempty"`
	Next        []NextStep  `json:"next"` // what happens if nobody does anything, soonest first
	Happened    []EventRow  `json:"happened"`
	Earlier     []ReviewRow `json:"earlier"`
}

// NextStep is one rung still ahead: when, who hears, and who that would be today.
type NextStep struct {
	At    time.Time `json:"at"`
	Roles []Role    `json:"roles"`
	Names []string  `json:"names"`
	Text  string    `json:"text"` // in words, such as "5 working days after the due date"
}

// EventRow is an event as a page shows it, with names.
type EventRow struct {
	Seq  int       `json:"seq"`
	Kind string    `json:"kind"`
	At   time.Time `json:"at"`
	By   string    `json:"by"`            // a name, or what acted
	For  string    `json:"for,omitempty"` // the name of who was covered
	Text string    `json:"text"`
	Note string    `json:"note,omitempty"`
	Told []string  `json:"told,omitempty"` // names of the people told
}
