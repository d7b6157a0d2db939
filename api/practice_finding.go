package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

const tagFindings = "Findings of practice"

func (s *service) practiceFindings() {
	see := may(readiness.SeePlan)
	add(s, route{
		method: http.MethodGet, path: "/findings-of-practice", id: "list-findings-of-practice", tag: tagFindings, summary: "What inspections, audits and others found about practice, newest first",
		doc: "Not to be taken for the findings of an import.", rule: see,
	}, s.listPracticeFindings, asking[readiness.PracticeFindingQuery](s))
	add(s, route{
		method: http.MethodPost, path: "/findings-of-practice", id: "add-finding-of-practice", tag: tagFindings, summary: "Enter a finding", doc: "Its text must name no child. One of the letter of a visit (visit_id) takes its source and the day of receipt from the visit; when it repeats an earlier finding, the actions of that one which were shown done are opened again.",
		rule: may(readiness.WorkPlan), status: http.StatusCreated,
	}, s.addPracticeFinding)
	add(s, route{
		method: http.MethodGet, path: "/findings-of-practice/{id}", id: "get-finding-of-practice", tag: tagFindings, summary: "One finding, the actions that answer it, and when its statement of action is due", rule: see,
	}, s.getPracticeFinding)
	add(s, route{
		method: http.MethodPut, path: "/findings-of-practice/{id}/received", id: "receive-report", tag: tagFindings, summary: "Enter the day on which the report with a finding was received",
		doc: "The clock of a statement of action counts from it.", rule: may(readiness.RunPlan),
	}, s.receiveReport)
}

func (s *service) listPracticeFindings(ctx context.Context, in *query[readiness.PracticeFindingQuery]) (*listed[readiness.PracticeFinding], error) {
	page, err := s.Actions.PracticeFindings(ctx, callOf(ctx).actor, in.Value)
	return paged(callOf(ctx), page, err)
}

func (s *service) addPracticeFinding(ctx context.Context, in *sent[readiness.AddFinding]) (*made[readiness.PracticeFinding], error) {
	f, err := s.EnterFinding(ctx, in.Body.Value, asked(ctx))
	if err != nil {
		return nil, err
	}
	return &made[readiness.PracticeFinding]{Location: Prefix + "/findings-of-practice/" + f.ID, Body: f}, nil
}

func (s *service) getPracticeFinding(ctx context.Context, in *byID) (*reply[readiness.PracticeFinding], error) {
	return answer(s.Actions.PracticeFinding(ctx, callOf(ctx).actor, in.ID))
}

func (s *service) receiveReport(ctx context.Context, in *sentTo[readiness.ReceiveReport]) (*reply[readiness.PracticeFinding], error) {
	return answer(s.Actions.ReceiveReport(ctx, in.ID, in.Body.Value, asked(ctx)))
}
