package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

func (s *service) pace() {
	add(s, route{
		method: http.MethodGet, path: "/plan/pace", id: "get-plan-pace", tag: tagPlan, summary: "How fast the improvement plan goes: planned and shown done in each month, what was sent back, which late actions reached whom",
		doc: "What happened is counted since the first day of the month a year ago. The actions behind each figure are in GET /actions with did, from, until and reached.", rule: may(readiness.SeePlan),
	}, s.getPace)
}

func (s *service) getPace(ctx context.Context, _ *nothing) (*reply[readiness.Pace], error) {
	return answer(s.Pace.Pace(ctx, callOf(ctx).actor))
}
