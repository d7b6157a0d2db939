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
	State  string `json:"state" validate:"omitempty,oneof=long_open nearly overdue not_reviewed excluded unmapped all"` // "" is long_open
	Text   string `json:"text" validate:"max=40"`                                                                       // part of the council's reference
	Sort   string `json:"sort" validate:"omitempty,oneof=breach months team due"`                                       // "" is breach: what breaches first
	Cursor string `json:"cursor" validate:"max=200"`
	Limit  int    `json:"limit" validate:"min=0,max=5000"` // 0 is 50
}

// CaseStates are the states that CaseQuery.State filters by.
var CaseStates = []Choice{
	{"long_open", "Long-open"},
	{"nearly", "Nearly long-open"},
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
}

// ReviewQuery filters the list of reviews.
type ReviewQuery struct {
	AreaID string `json:"area" validate:"max=64"`
	TeamID string `json:"team" validate:"max=64"`
	State  string `json:"state" validate:"omitempty,oneof=live open in_review submitted second_look paused signed_off overtaken overdue escalated put_off_twice mine unowned"` // "" is live
	Sort   string `json:"sort" validate:"omitempty,oneof=due months"`
	Cursor string `json:"cursor" validate:"max=200"`
	Limit  int    `json:"limit" validate:"min=0,max=5000"`
}

// ReviewRow is one review in a list.
type ReviewRow struct {
	ReviewID  string        `json:"review_id"`
	CaseID    string        `json:"case_id"`
	ChildRef  string        `json:"child_ref"`
	Area      string        `json:"area"`
	Team      string        `json:"team"`
	Owner     string        `json:"owner"`
	Basis     Basis         `json:"basis"`
	Months    int           `json:"months"`
	Status    Status        `json:"status"`
	Due       calendar.Date `json:"due"`
	Overdue   int           `json:"overdue"`
	PutOffs   int           `json:"put_offs"`
	Outcome   string        `json:"outcome,omitempty"`
	Reached   Role          `json:"reached,omitempty"` // whom a waiting escalation reached
	ReachedAt time.Time     `json:"reached_at,omitzero"`
	Because   string        `json:"because,omitempty"` // why it reached them
	SentOn    calendar.Date `json:"sent_on"`           // when it was submitted
	SignedOn  calendar.Date `json:"signed_on"`
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

// FindingQuery filters an import's findings.
type FindingQuery struct {
	Severity string `json:"severity" validate:"omitempty,oneof=error query info"`
	List     int    `json:"list" validate:"min=0,max=11"`
	Cursor   string `json:"cursor" validate:"max=200"`
	Limit    int    `json:"limit" validate:"min=0,max=100000"`
}

// ChangeQuery filters an import's changes.
type ChangeQuery struct {
	Kind   string `json:"kind" validate:"omitempty,oneof=opened closed reopened moved changed"`
	Cursor string `json:"cursor" validate:"max=200"`
	Limit  int    `json:"limit" validate:"min=0,max=5000"`
}

// ChangeRow is one case that an import changed.
type ChangeRow struct {
	ImportID string        `json:"import_id"`
	On       calendar.Date `json:"on"` // the day the lists describe
	Kind     ChangeKind    `json:"kind"`
	CaseID   string        `json:"case_id"`
	ChildRef string        `json:"child_ref"`
	From     string        `json:"from,omitempty"`
	To       string        `json:"to,omitempty"`
	Vanished bool          `json:"vanished"`
}

// MailQuery pages through the mails.
type MailQuery struct {
	Cursor string `json:"cursor" validate:"max=200"`
	Limit  int    `json:"limit" validate:"min=0,max=500"`
}

// Mail is one mail that was sent, kept or could not be sent.
type Mail struct {
	ID      string    `json:"id"`
	To      string    `json:"to"` // a person's name
	Address string    `json:"address"`
	Subject string    `json:"subject"`
	Kind    string    `json:"kind"` // "digest" or "act now"
	At      time.Time `json:"at"`
	Sent    time.Time `json:"sent,omitzero"` // zero while it has not left
	Kept    bool      `json:"kept"`          // no mail server is configured, so it is kept here
	Failed  string    `json:"failed,omitempty"`
	Text    string    `json:"text"`
	HTML    string    `json:"html"`
}

// Health is how the ledger's side of the service is.
type Health struct {
	LedgerVersion int64     `json:"ledger_version"`
	LiveReviews   int       `json:"live_reviews"`
	LateRungs     int       `json:"late_rungs"`   // deadlines more than ten minutes past that nothing has recorded: workers are away or behind
	UnsentMails   int       `json:"unsent_mails"` // older than an hour
	LastSweep     time.Time `json:"last_sweep"`   // zero when none ran
	LastDigest    time.Time `json:"last_digest"`
	LastImport    time.Time `json:"last_import"`
	WorkerSeen    time.Time `json:"worker_seen"` // when a worker last wrote anything
	AuditRows     int64     `json:"audit_rows"`
}

// AuditQuery pages through the audit trail, newest first.
type AuditQuery struct {
	Subject string `json:"subject" validate:"max=100"`
	Cursor  string `json:"cursor" validate:"max=200"`
	Limit   int    `json:"limit" validate:"min=0,max=500"`
}

// AuditRow is one row of the audit trail: who did what to which thing. It holds ids and codes, no personal data of children.
type AuditRow struct {
	Seq     int64     `json:"seq"`
	At      time.Time `json:"at"`
	Actor   string    `json:"actor"`
	Action  string    `json:"action"`
	Subject string    `json:"subject"` // "review/…", "case/…"
	Detail  string    `json:"detail"`
	Hash    string    `json:"hash"`
}

// AuditCheck is the result of computing the whole chain again.
type AuditCheck struct {
	Rows   int64  `json:"rows"`
	Head   string `json:"head"`   // hash of the last row
	Broken int64  `json:"broken"` // number of the first row that does not fit, 0 when all do
	Why    string `json:"why,omitempty"`
}

// Token is an API token as its owner sees it.
type Token struct {
	ID       string        `json:"id"`
	Name     string        `json:"name"`
	Prefix   string        `json:"prefix"`
	Scopes   []string      `json:"scopes"`
	Until    calendar.Date `json:"until"`
	LastUsed calendar.Date `json:"last_used"`
	Ended    bool          `json:"ended"`
}

// Scopes of API tokens, code to words.
var Scopes = []Choice{{"read", "Read what you may see"}, {"write", "Do what you may do"}, {"import", "Hand in case lists"}}

// SaveArea names an area.
type SaveArea struct {
	Name string `json:"name" validate:"required,max=100"`
}

// MapTeams puts teams into areas: team id to area id, "" to take it out of its area.
type MapTeams struct {
	Areas map[string]string `json:"areas" validate:"required,min=1,max=2000"`
}

// SavePerson makes or changes an account.
type SavePerson struct {
	Name   string `json:"name" validate:"required,max=120"`
	Email  string `json:"email" validate:"required,email,max=254"`
	Active string `json:"active" validate:"omitempty,oneof=yes no"` // "" is yes
}

// AddPost gives a person a role from a day.
type AddPost struct {
	Role   Role          `json:"role" validate:"required,oneof=team_manager area_head assistant_director dcs improvement_lead quality_assurance elected_member administrator"`
	AreaID string        `json:"area_id" validate:"required_if=Role area_head,max=64"`
	TeamID string        `json:"team_id" validate:"required_if=Role team_manager,max=64"`
	From   calendar.Date `json:"from" validate:"required"`
	Until  calendar.Date `json:"until,omitzero"`
}

// EndPost ends a post on a day, which is its last.
type EndPost struct {
	Until calendar.Date `json:"until" validate:"required"`
}

// AddDeputy lets somebody cover for a person between two days, both included.
type AddDeputy struct {
	DeputyID string        `json:"deputy_id" validate:"required,max=64"`
	From     calendar.Date `json:"from" validate:"required"`
	Until    calendar.Date `json:"until" validate:"required"`
}

// NewToken asks for an API token.
type NewToken struct {
	Name   string        `json:"name" validate:"required,max=100"`
	Scopes []string      `json:"scopes" validate:"required,min=1,dive,oneof=read write import"`
	Until  calendar.Date `json:"until" validate:"required"`
}
