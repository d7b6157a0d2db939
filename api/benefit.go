package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

func (s *service) benefits() {
	add(s, route{
		method: http.MethodGet, path: "/plan/benefits", id: "get-plan-benefits", tag: tagPlan, summary: "What the plan is to save, in pounds a year and hours a week, and which actions claim it",
		doc: readiness.CountRule, rule: may(readiness.SeePlan),
	}, s.getBenefits)
}

func (s *service) getBenefits(ctx context.Context, _ *nothing) (*reply[readiness.Benefits], error) {
	return answer(s.Pace.Benefits(ctx, callOf(ctx).actor))
}
