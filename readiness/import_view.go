package readiness

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
)

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
