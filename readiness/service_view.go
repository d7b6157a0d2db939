package readiness

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

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
	LedgerVersion int64       `json:"ledger_version"`
	LiveReviews   int         `json:"live_reviews"`
	LateRungs     int         `json:"late_rungs"`   // deadlines more than ten minutes past that nothing has recorded: workers are away or behind
	UnsentMails   int         `json:"unsent_mails"` // older than an hour
	LastSweep     time.Time   `json:"last_sweep"`   // zero when none ran
	LastDigest    time.Time   `json:"last_digest"`
	LastImport    time.Time   `json:"last_import"`
	WorkerSeen    time.Time   `json:"worker_seen"` // when a worker last wrote anything
	AuditRows     int64       `json:"audit_rows"`
	Jobs          []JobHealth `json:"jobs"` // what runs by the clock, of that only what somebody must know of
}

// JobHealth is a job that does not run: somebody has paused it, or it has missed its time.
type JobHealth struct {
	Job    Job         `json:"job"`
	Title  string      `json:"title"`           // inside a sentence
	Missed time.Time   `json:"missed,omitzero"` // when it should have run and has not
	Paused *Standstill `json:"paused,omitempty"`
}

// AuditQuery pages through the audit trail, newest first.
type AuditQuery struct {
	Subject string        `json:"subject" validate:"max=100"` // the whole subject, such as review/ with its id
	Who     string        `json:"who" validate:"max=100"`     // part of a person's name
	Action  string        `json:"action" validate:"max=100"`  // part of what was done
	From    calendar.Date `json:"from,omitzero"`              // the first day
	Until   calendar.Date `json:"until,omitzero"`             // the last day
	Cursor  string        `json:"cursor" validate:"max=200"`
	Limit   int           `json:"limit" validate:"min=0,max=500"`
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
