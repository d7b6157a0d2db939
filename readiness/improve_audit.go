package readiness

import (
	"context"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// ReferenceTo names an audit where something comes from it, with the address of its page. It names no child.
func (v CaseAuditView) ReferenceTo() string {
	return "Case audit for " + v.Visit + ", " + lowerFirst(v.FocusName) + " (/case-audits/" + v.CaseAuditID + ")"
}

// AuditFinding is the finding that an action wanted from an audit becomes, once its grades stand.
func (c ImproveCriterion) AuditFinding(v CaseAuditView) (AddFinding, error) {
	if v.State.Stands == nil {
		return AddFinding{}, Errorf(Conflict, "The grades of this audit do not stand yet, so nothing of it goes to the plan.")
	}
	return AddFinding{Source: "audit", Reference: v.ReferenceTo(), FoundOn: v.State.Moderated.On, Text: c.Text, Severity: c.Severity, Theme: c.Theme}, nil
}

// ImproveAudit makes a finding and an action of what an audit wants, as Improve does of a criterion's weakness.
func (h House) ImproveAudit(ctx context.Context, auditID string, c ImproveCriterion, today calendar.Date, asked Asked) (made Improved, err error) {
	v, err := h.CaseAudits.CaseAuditView(ctx, asked.By, auditID)
	if err != nil {
		return made, err
	}
	f, err := c.AuditFinding(v)
	if err != nil {
		return made, err
	}
	made.FindingID = c.FindingID
	if made.FindingID == "" {
		found, err := h.Actions.AddFinding(ctx, f, asked.part("finding"))
		if err != nil {
			return made, err
		}
		made.FindingID = found.ID
	}
	if c.Act != "yes" {
		return made, nil
	}
	planned, err := h.Actions.AddAction(ctx, c.action(made.FindingID, today), asked.part("action"))
	if err != nil {
		return made, err
	}
	made.ActionID, made.Agreed = planned.ID, planned.Agreed
	return made, h.Commands.OpenAction(ctx, planned)
}
