package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

func (s *service) planFilters() {
	see := may(readiness.SeePlan)
	add(s, route{
		method: http.MethodGet, path: "/me/plan-filters", id: "list-plan-filters", tag: tagAccount, summary: "The ways in which you look at the improvement plan again and again",
		doc: "Each holds a query of GET /actions.", rule: see,
	}, s.listPlanFilters)
	add(s, route{
		method: http.MethodPost, path: "/me/plan-filters", id: "save-plan-filter", tag: tagAccount, summary: "Keep a way to look at the improvement plan",
		doc: "One that has the name already takes the new query. There can be 20.", rule: see, status: http.StatusCreated,
	}, s.savePlanFilter)
	add(s, route{
		method: http.MethodDelete, path: "/me/plan-filters/{id}", id: "delete-plan-filter", tag: tagAccount, summary: "Forget a way to look at the improvement plan", rule: see,
	}, s.deletePlanFilter)
}

func (s *service) listPlanFilters(ctx context.Context, _ *nothing) (*reply[rows[readiness.PlanFilter]], error) {
	return all(s.PlanFilters.PlanFilters(ctx, callOf(ctx).actor.PersonID))
}

func (s *service) savePlanFilter(ctx context.Context, in *sent[readiness.SavePlanFilter]) (*made[readiness.PlanFilter], error) {
	f, err := s.PlanFilters.SavePlanFilter(ctx, in.Body.Value, asked(ctx))
	if err != nil {
		return nil, err
	}
	return &made[readiness.PlanFilter]{Location: Prefix + "/me/plan-filters", Body: f}, nil
}

func (s *service) deletePlanFilter(ctx context.Context, in *byID) (*nothing, error) {
	return &nothing{}, s.PlanFilters.DeletePlanFilter(ctx, in.ID, asked(ctx))
}
