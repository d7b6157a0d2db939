package api

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/papers"
	"github.com/sightline-readiness/sightline/readiness"
)

func (s *service) partners() {
	work, judge := may(readiness.WorkPlan), may(readiness.DecideEscalation)
	add(s, route{
		method: http.MethodGet, path: "/partners", id: "list-partner-requests", tag: tagEvidence, summary: "What partners were asked, what waits for somebody here first", rule: work,
		doc: "500 at most. Partners themselves answer on the page of their link, without an account and not here.",
	}, s.listPartners, asking[readiness.PartnerQuery](s))
	add(s, route{
		method: http.MethodPost, path: "/partners", id: "ask-partner", tag: tagEvidence, summary: "Ask a partner what they see, and get the secret of the link",
		doc: "The link is /partner/ and the secret; it is shown once, and you send it on yourself. The question names no child: what looks like a child's is refused until " +
			"looks_like names it, which says that it is to be kept.", rule: work, status: http.StatusCreated, secret: true,
	}, s.askPartner)
	add(s, route{
		method: http.MethodGet, path: "/partners/{id}", id: "get-partner-request", tag: tagEvidence, summary: "One question to a partner, the answer, and what was made of it", rule: work,
	}, s.getPartner)
	add(s, route{
		method: http.MethodPost, path: "/partners/{id}/link", id: "make-partner-link", tag: tagEvidence, summary: "Make another link of a question; the one before works no longer",
		doc: "For whoever asked, and whoever may run_plan.", rule: work, status: http.StatusCreated, secret: true,
	}, s.partnerLink)
	add(s, route{
		method: http.MethodPost, path: "/partners/{id}/weigh", id: "weigh-partner", tag: tagEvidence, summary: "Say what a partner's answer shows",
		doc: "For whoever asked, and whoever may run_plan. answer is the number of the version that you read: a later correction refuses it.", rule: work,
	}, s.weighPartner)
	add(s, route{
		method: http.MethodPost, path: "/partners/{id}/judge", id: "judge-partner", tag: tagEvidence, summary: "Say whether a partner's answer is truth or noise, and why",
		doc: "For the head of the area that it is about; of the whole council, for an assistant director or the director. Noise stays readable and is no evidence.", rule: judge,
	}, s.judgePartner)
	add(s, route{
		method: http.MethodPost, path: "/partners/{id}/withdraw", id: "withdraw-partner", tag: tagEvidence, summary: "End the link of a question to a partner",
		doc: "For whoever asked, and whoever may run_plan. An answer that came stays.", rule: work,
	}, s.withdrawPartner)
}

func (s *service) listPartners(ctx context.Context, in *query[readiness.PartnerQuery]) (*reply[rows[readiness.PartnerRequest]], error) {
	return all(s.Partners.PartnerRequests(ctx, callOf(ctx).actor, in.Value))
}

func (s *service) getPartner(ctx context.Context, in *byID) (*reply[readiness.PartnerRequest], error) {
	return answer(s.Partners.PartnerRequest(ctx, callOf(ctx).actor, in.ID))
}

// partnerAsked is a question and the secret of its link.
type partnerAsked struct {
	Request readiness.PartnerRequest `json:"request"`
	Secret  string                   `json:"secret" doc:"Of the link, /partner/ and this. Shown once."`
}

func (s *service) askPartner(ctx context.Context, in *sent[readiness.AskPartner]) (*made[partnerAsked], error) {
	a := in.Body.Value
	seen, err := namedChild(a.Whom+"\n"+a.Question, a.LooksLike)
	if err != nil {
		return nil, err
	}
	a.LooksLike = seen
	q, secret, err := s.Partners.AskPartner(ctx, a, asked(ctx))
	if err != nil {
		return nil, err
	}
	return &made[partnerAsked]{Location: Prefix + "/partners/" + q.ID, Body: partnerAsked{q, secret}}, nil
}

// namedChild says what in a text looks like something about one child. Unless whoever sent it knows of it and keeps it, that is refused.
func namedChild(text string, kept []string) ([]string, error) {
	seen := papers.Child(text)
	for _, what := range seen {
		if !slices.Contains(kept, what) {
			return nil, readiness.FieldErrorf("looks_like", "This holds what looks like %s. Take it out, since it must name no child; if it is no child’s, send it again with “%s” in looks_like.",
				strings.Join(seen, " and "), strings.Join(seen, "”, “"))
		}
	}
	return seen, nil
}

// partnerSecret is the secret of a link.
type partnerSecret struct {
	Secret string `json:"secret" doc:"Of the link, /partner/ and this. Shown once."`
}

func (s *service) partnerLink(ctx context.Context, in *byID) (*reply[partnerSecret], error) {
	secret, err := s.Partners.PartnerLink(ctx, in.ID, asked(ctx))
	return &reply[partnerSecret]{Body: partnerSecret{secret}}, err
}

func (s *service) weighPartner(ctx context.Context, in *sentTo[readiness.WeighPartner]) (*nothing, error) {
	return &nothing{}, s.Partners.WeighPartner(ctx, in.ID, in.Body.Value, asked(ctx))
}

func (s *service) judgePartner(ctx context.Context, in *sentTo[readiness.JudgePartner]) (*nothing, error) {
	return &nothing{}, s.Partners.JudgePartner(ctx, in.ID, in.Body.Value, asked(ctx))
}

func (s *service) withdrawPartner(ctx context.Context, in *sentTo[readiness.WithdrawPartner]) (*nothing, error) {
	return &nothing{}, s.Partners.WithdrawPartner(ctx, in.ID, in.Body.Value, asked(ctx))
}
