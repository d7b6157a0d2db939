package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

func (s *service) planRules() {
	add(s, route{
		method: http.MethodGet, path: "/rules/plan", id: "get-plan-rules", tag: tagRules, summary: "How long checks and re-tests of improvement actions may take, and how often a date may move",
		rule: may(readiness.SeeCounts),
	}, s.getPlanRules)
	add(s, route{
		method: http.MethodPut, path: "/rules/plan", id: "set-plan-rules", tag: tagRules, summary: "Make a new version of the rules for improvement actions",
		doc: "Running actions keep their version until they are planned again.", rule: may(readiness.SetRules), conflicts: true,
	}, s.setPlanRules)
}

func (s *service) getPlanRules(ctx context.Context, _ *nothing) (*versioned[readiness.PlanRules], error) {
	r, err := s.Actions.PlanRules(ctx)
	return ruled(r, r.Version, err)
}

// newPlanRules is a change and why it is made.
type newPlanRules struct {
	Reason  string              `json:"reason" validate:"required,max=500"`
	Running string              `json:"running,omitempty" validate:"omitempty,oneof=keep take" doc:"Whether the actions that run already take the new rules or keep those that they began with. Left out they take them."`
	Rules   readiness.PlanRules `json:"rules"`
}

func (s *service) setPlanRules(ctx context.Context, in *setting[newPlanRules]) (*versioned[readiness.PlanRules], error) {
	now, err := s.Actions.PlanRules(ctx)
	if err := unchanged(in.IfMatch, now.Version, err); err != nil {
		return nil, err
	}
	r, err := s.Actions.SetPlanRules(ctx, in.Body.Value.Rules, changing(in.Body.Value.Reason, in.Body.Value.Running), asked(ctx))
	return ruled(r, r.Version, err)
}
