package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func (s *service) evidenceByCriterion() {
	work := may(readiness.WorkPlan)
	add(s, route{
		method: http.MethodGet, path: "/evidence-by-criterion", id: "list-evidence-by-criterion", tag: tagEvidence, summary: "The criteria that have evidence, each with its meter",
		doc: "How many of the six kinds there are, how old they are, what speaks against, and what is one-sided. In the order of the codes.", rule: work,
	}, s.listCriteria)
	add(s, route{
		method: http.MethodGet, path: "/evidence-by-criterion/{code}", id: "get-evidence-by-criterion", tag: tagEvidence, summary: "The evidence in force of one criterion, with its meter",
		doc: "By its code, such as HP11. A criterion without evidence has an empty meter.", rule: work,
	}, s.getCriterion)
	add(s, route{
		method: http.MethodPost, path: "/evidence/{id}/criteria", id: "link-evidence", tag: tagEvidence, summary: "Have a piece of evidence belong to more criteria, or to fewer", rule: work, status: http.StatusOK,
	}, s.linkEvidence)
}

func (s *service) listCriteria(ctx context.Context, _ *nothing) (*reply[rows[readiness.CriterionMeter]], error) {
	return all(s.Criteria.EvidenceMeters(ctx, callOf(ctx).actor))
}

// byCode asks for one criterion.
type byCode struct {
	Code string `path:"code" doc:"Code of the criterion." maxLength:"20"`
}

// criterionEvidence is the evidence of one criterion.
type criterionEvidence struct {
	readiness.CriterionMeter
	Pieces []readiness.Evidence `json:"pieces"`
}

func (s *service) getCriterion(ctx context.Context, in *byCode) (*reply[criterionEvidence], error) {
	of, err := s.Criteria.EvidenceOf(ctx, callOf(ctx).actor, []string{in.Code})
	if err != nil {
		return nil, err
	}
	rules, err := s.Actions.PlanRules(ctx)
	if err != nil {
		return nil, err
	}
	pieces := of[in.Code]
	meter := readiness.CriterionMeter{Criterion: in.Code, Meter: readiness.MeterOf(pieces, calendar.DateOf(s.Now()), rules.EvidenceMonths)}
	return &reply[criterionEvidence]{Body: criterionEvidence{CriterionMeter: meter, Pieces: pieces}}, nil
}

func (s *service) linkEvidence(ctx context.Context, in *sentTo[readiness.LinkEvidence]) (*reply[readiness.Evidence], error) {
	return answer(s.Criteria.LinkEvidence(ctx, in.ID, in.Body.Value, asked(ctx)))
}
