package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

const tagService = "The service"

func (s *service) operating() {
	add(s, route{method: http.MethodGet, path: "/mails", id: "list-mails", tag: tagService, summary: "Mails sent, kept or failed, newest first", rule: may(readiness.SeeMails)}, s.mails, asking[readiness.MailQuery](s))
	add(s, route{method: http.MethodGet, path: "/mails/{id}", id: "get-mail", tag: tagService, summary: "One mail as text and HTML", rule: may(readiness.SeeMails)}, s.mail)
	add(s, route{method: http.MethodGet, path: "/health", id: "get-health", tag: tagService, summary: "How the service is", rule: may(readiness.SeeHealth)}, s.health)
	add(s, route{method: http.MethodGet, path: "/audit", id: "list-audit", tag: tagService, summary: "Who did what, newest first", rule: may(readiness.SeeAudit)}, s.audit, asking[readiness.AuditQuery](s))
	add(s, route{
		method: http.MethodGet, path: "/audit/check", id: "verify-audit", tag: tagService, summary: "Compute the whole audit chain again",
		doc: "The answer says which row is the first that does not fit, 0 when all do.", rule: may(readiness.SeeAudit),
	}, s.verifyAudit)
}

func (s *service) mails(ctx context.Context, in *query[readiness.MailQuery]) (*listed[readiness.Mail], error) {
	page, err := s.Service.Mails(ctx, in.Value)
	return paged(callOf(ctx), page, err)
}

func (s *service) mail(ctx context.Context, in *byID) (*reply[readiness.Mail], error) {
	return answer(s.Service.Mail(ctx, in.ID))
}

// serviceHealth is both sides of the service.
type serviceHealth struct {
	Ledger   readiness.Health `json:"ledger"`
	Commands bool             `json:"commands" doc:"Whether commands can be asked now. Questions are answered either way."`
	Message  string           `json:"message,omitempty" doc:"Why not, when they cannot."`
}

func (s *service) health(ctx context.Context, _ *nothing) (*reply[serviceHealth], error) {
	ledger, err := s.Service.Health(ctx)
	if err != nil {
		return nil, err
	}
	h := serviceHealth{Ledger: ledger, Commands: true}
	if err := s.Commands.Reachable(ctx); err != nil {
		h.Commands, h.Message = false, "Commands cannot be asked now. What runs goes on when the connection to Temporal is back."
	}
	return answer(h, nil)
}

func (s *service) audit(ctx context.Context, in *query[readiness.AuditQuery]) (*listed[readiness.AuditRow], error) {
	page, err := s.Service.Audit(ctx, in.Value)
	return paged(callOf(ctx), page, err)
}

func (s *service) verifyAudit(ctx context.Context, _ *nothing) (*reply[readiness.AuditCheck], error) {
	return answer(s.Service.VerifyAudit(ctx))
}
