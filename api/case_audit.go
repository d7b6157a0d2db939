package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

// caseAudits are the operations about audits of sampled cases. What people write is kept first; the command that sends it carries its number, hash and grades.
func (s *service) caseAudits() {
	work, decide := may(readiness.WorkVisits), may(readiness.DecideEscalation)
	add(s, route{
		method: http.MethodGet, path: "/case-audits/{id}", id: "get-case-audit", tag: tagVisits, summary: "One case audit: how it stands",
		doc: "The ETag is the number of its last event. Whoever may not see the child gets no reference. Texts are written on the pages.", rule: work,
	}, s.getCaseAudit)
	audit := running[readiness.CaseAudit]{path: "/case-audits", tag: tagVisits, ask: s.askCaseAudit, seen: func(ctx context.Context, id string) (int, error) {
		view, err := s.CaseAudits.CaseAuditView(ctx, callOf(ctx).actor, id)
		return view.State.Seq, err
	}}
	ask[readiness.SubmitCaseAudit](s, audit, "Send an audit that was kept to its moderator", work)
	ask[readiness.ModerateCaseAudit](s, audit, "Give the moderator's grades", work)
	ask[readiness.SettleCaseAudit](s, audit, "Decide as third reviewer", work)
	ask[readiness.TalkThroughCaseAudit](s, audit, "Say that an audit was talked through with the practitioner", work)
	ask[readiness.RaiseAuditConcern](s, audit, "Tell the area head at once of a concern about the child", work)
	ask[readiness.DeclareConflict](s, audit, "Say that one holds the case", work)
	ask[readiness.AssignCaseAudit](s, audit, "Give a part in an audit to somebody", work)
	ask[readiness.WithdrawCaseAudit](s, audit, "Withdraw an audit that was not sent", work)
	ask[readiness.DecideCaseAuditEscalation](s, audit, "Decide an escalation of an audit", decide)
}

func (s *service) getCaseAudit(ctx context.Context, in *byID) (*versioned[readiness.CaseAuditRow], error) {
	view, err := s.CaseAudits.CaseAuditView(ctx, callOf(ctx).actor, in.ID)
	if err != nil {
		return nil, err
	}
	return &versioned[readiness.CaseAuditRow]{ETag: tag(view.State.Seq), Body: view.CaseAuditRow}, nil
}

func (s *service) askCaseAudit(ctx context.Context, id string, c readiness.CaseAuditCommand, asked readiness.Asked) (readiness.CaseAudit, error) {
	x, err := s.Commands.CaseAudit(ctx, id, c, asked)
	return x.SeenBy(asked.By), err // a moderator who raises a concern does not learn the auditor's grades with the answer
}
