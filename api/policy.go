package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func (s *service) policies() {
	set, see := may(readiness.SetRules), may(readiness.SeeCounts)
	add(s, route{method: http.MethodGet, path: "/rules/history", id: "list-rule-versions", tag: tagRules, summary: "Every change of the rules: when, who, why, and what differs", rule: see}, s.ruleHistory)
	add(s, route{
		method: http.MethodGet, path: "/rules/replanning", id: "get-replanning", tag: tagRules, summary: "How far running reviews have taken new rules, and which due dates moved", rule: see,
	}, s.replanning)
	add(s, route{
		method: http.MethodPost, path: "/rules/replanning", id: "replan-reviews", tag: tagRules, summary: "Give running reviews the rules that they are to take, in the background",
		doc: "Setting rules begins nothing by itself here: ask this afterwards, or leave it to the nightly sweep. Safe to ask twice; nobody is told twice.", rule: set,
	}, s.replan)
	add(s, route{
		method: http.MethodPost, path: "/rules/closures/preview", id: "preview-closures", tag: tagRules, summary: "Which due dates other closure days would move", doc: "Nothing is changed.", rule: set,
	}, s.previewClosures)
}

func (s *service) ruleHistory(ctx context.Context, _ *nothing) (*reply[rows[readiness.RuleVersion]], error) {
	return all(s.Policies.RuleHistory(ctx))
}

func (s *service) replanning(ctx context.Context, _ *nothing) (*reply[readiness.Replanning], error) {
	return answer(s.Policies.Replanning(ctx, callOf(ctx).actor))
}

func (s *service) replan(ctx context.Context, _ *nothing) (*reply[readiness.Replanning], error) {
	if err := s.Commands.ReplanAll(ctx); err != nil {
		return nil, err
	}
	return answer(s.Policies.Replanning(ctx, callOf(ctx).actor))
}

// theClosures are the council's own closed days, all of them.
type theClosures struct {
	Closures []calendar.Closure `json:"closures" validate:"max=500"`
}

func (s *service) previewClosures(ctx context.Context, in *sent[theClosures]) (*reply[readiness.DateMoves], error) {
	return answer(s.Policies.ClosureMoves(ctx, callOf(ctx).actor, in.Body.Value.Closures))
}
