package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/sightline-readiness/sightline/readiness"
)

const tagAudits = "Samples and case audits"

// caseAudits are the operations about audits of sampled cases. What people write is kept first; the command that sends it carries its number, hash and grades.
func (s *service) caseAudits() {
	work, decide := may(readiness.WorkVisits), may(readiness.DecideEscalation)
	add(s, route{
		method: http.MethodGet, path: ofFocusPath + "/audits", id: "list-case-audits", tag: tagAudits, summary: "The audits of one focus area of a visit, and the grades that stand",
		doc: "First those before the visit. Whoever may not see a child gets no reference.", rule: work,
	}, s.listCaseAudits)
	add(s, route{
		method: http.MethodGet, path: ofFocusPath + "/audits/compare", id: "compare-case-audits", tag: tagAudits, summary: "The audits before a visit beside those of the same children after it, by section", rule: work,
	}, s.compareCaseAudits)
	add(s, route{
		method: http.MethodGet, path: "/audit-calibration", id: "get-audit-calibration", tag: tagAudits, summary: "How auditors' grades lie against those of moderators, over all audits", rule: work,
	}, s.getAuditCalibration)
	add(s, route{
		method: http.MethodGet, path: "/case-audits/{id}", id: "get-case-audit", tag: tagAudits, summary: "One case audit: what was written, the grades, what happens next, what happened",
		doc: "The ETag is the number of its last event; name it in If-Match when you answer. Whoever may not see the child gets no reference and no text. Moderation is blind: whoever could moderate gets the " +
			"auditor's grades, and why they were given, once somebody has. The sections of its form stand in its focus area, at /focus-areas/{code}.", rule: work,
	}, s.getCaseAudit)
	add(s, route{
		method: http.MethodPost, path: "/case-audits/{id}/texts", id: "write-case-audit", tag: tagAudits, summary: "Keep a version of a text about the case; submit-case-audit, or the command of its part, sends it",
		doc:  "base is the number of the version from which it was written: a 409 says that another was kept meanwhile. It uses the reference and no names: what looks like a child's is refused until keep is yes.",
		rule: work, status: http.StatusCreated, conflicts: true,
	}, s.writeCaseAudit)
	audit := running[readiness.CaseAudit]{path: "/case-audits", tag: tagAudits, ask: s.askCaseAudit, seen: func(ctx context.Context, id string) (int, error) {
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

func (s *service) listCaseAudits(ctx context.Context, in *ofFocus) (*reply[readiness.CaseAuditList], error) {
	return answer(s.CaseAudits.CaseAudits(ctx, callOf(ctx).actor, in.ID, in.Focus))
}

func (s *service) compareCaseAudits(ctx context.Context, in *ofFocus) (*reply[readiness.AuditComparison], error) {
	return answer(s.CaseAudits.CompareAudits(ctx, callOf(ctx).actor, in.ID, in.Focus))
}

func (s *service) getAuditCalibration(ctx context.Context, _ *nothing) (*reply[readiness.AuditCalibration], error) {
	return answer(s.CaseAudits.AuditCalibration(ctx, callOf(ctx).actor))
}

func (s *service) getCaseAudit(ctx context.Context, in *byID) (*versioned[readiness.CaseAuditView], error) {
	view, err := s.CaseAudits.CaseAuditView(ctx, callOf(ctx).actor, in.ID)
	if err != nil {
		return nil, err
	}
	view.State = view.State.Brief()
	return &versioned[readiness.CaseAuditView]{ETag: tag(view.State.Seq), Body: view}, nil
}

func (s *service) writeCaseAudit(ctx context.Context, in *sentTo[readiness.WriteCaseAudit]) (*made[readiness.CaseAuditVersion], error) {
	view, err := s.CaseAudits.CaseAuditView(ctx, callOf(ctx).actor, in.ID)
	if err != nil {
		return nil, err
	}
	c := in.Body.Value
	var words []string
	for _, text := range c.Prose(view.Of.Sections) {
		words = append(words, text.Text)
	}
	if err := keptAsSaid(strings.Join(words, "\n"), c.Keep); err != nil {
		return nil, err
	}
	version, err := s.CaseAudits.WriteAudit(ctx, in.ID, c, asked(ctx))
	if err != nil {
		return nil, err
	}
	return &made[readiness.CaseAuditVersion]{Location: Prefix + "/case-audits/" + in.ID, Body: version}, nil
}

func (s *service) askCaseAudit(ctx context.Context, id string, c readiness.CaseAuditCommand, asked readiness.Asked) (readiness.CaseAudit, error) {
	x, err := s.Commands.CaseAudit(ctx, id, c, asked)
	return x.SeenBy(asked.By), err // a moderator who raises a concern does not learn the auditor's grades with the answer
}
