package activities

import (
	"context"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// CaseAuditLedger is what the activities ask of the ledger about case audits alone.
type CaseAuditLedger interface {
	RecordCaseAudit(ctx context.Context, x readiness.CaseAudit, ev readiness.Event) error
	CaseAuditState(ctx context.Context, auditID string) (readiness.CaseAudit, error)
	// PlanReaudits plans the audits of children who are to be audited again after a visit.
	PlanReaudits(ctx context.Context, today calendar.Date) error
}

// CaseAuditRecording is one step of a case audit.
type CaseAuditRecording struct {
	CaseAudit readiness.CaseAudit `json:"case_audit"`
	Event     readiness.Event     `json:"event"`
}

// RecordCaseAudit keeps one step of a case audit, as RecordReview does of a review.
func (a *Activities) RecordCaseAudit(ctx context.Context, r CaseAuditRecording) (Recorded[readiness.CaseAudit], error) {
	return recorded(ctx, r.CaseAudit.ID, r.Event.Seq, a.Ledger.RecordCaseAudit(ctx, r.CaseAudit, r.Event), a.Ledger.CaseAuditState)
}
