package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

func (s *service) planReports() {
	see := may(readiness.SeePlan)
	add(s, route{
		method: http.MethodGet, path: "/plan/reports", id: "list-plan-reports", tag: tagPlan, summary: "Progress reports, newest first", rule: see,
	}, s.listPlanReports)
	add(s, route{
		method: http.MethodPost, path: "/plan/reports", id: "make-plan-report", tag: tagPlan, summary: "Make a progress report: the plan as it stands, and what happened in a period",
		doc:  "Its figures never change afterwards. complaints_received is what the complaints team counted, written as a whole number; it stands beside how many complaints are shown as evidence.",
		rule: may(readiness.RunPlan), status: http.StatusCreated,
	}, s.makePlanReport)
	add(s, route{
		method: http.MethodGet, path: "/plan/reports/{id}", id: "get-plan-report", tag: tagPlan, summary: "One progress report",
		doc: "People who may not work_plan are given the edition for scrutiny: the same figures, in which small numbers of children are -1, without what people wrote about the work.", rule: see,
	}, s.getPlanReport)
}

func (s *service) listPlanReports(ctx context.Context, _ *nothing) (*reply[rows[readiness.PlanReportLine]], error) {
	return all(s.Reports.PlanReports(ctx, callOf(ctx).actor))
}

func (s *service) makePlanReport(ctx context.Context, in *sent[readiness.MakePlanReport]) (*made[readiness.PlanReport], error) {
	report, err := s.Reports.MakePlanReport(ctx, in.Body.Value, asked(ctx))
	if err != nil {
		return nil, err
	}
	return &made[readiness.PlanReport]{Location: Prefix + "/plan/reports/" + report.ID, Body: report}, nil
}

func (s *service) getPlanReport(ctx context.Context, in *byID) (*reply[readiness.PlanReport], error) {
	return answer(s.Reports.PlanReport(ctx, callOf(ctx).actor, in.ID))
}
