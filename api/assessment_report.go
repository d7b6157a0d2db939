package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sightline-readiness/sightline/readiness"
)

func (s *service) assessmentReports() {
	add(s, route{
		method: http.MethodGet, path: "/self-assessments/{id}/download", id: "download-self-assessment", tag: tagAssessments, summary: "A self-assessment as a file: every text and grade, evidence, actions and signatures",
		doc: "Of a published one these are the exact bytes that were sealed, so that their SHA-256 is the seal; X-Seal has it. Of one under way it is how it stands now, without grades that " +
			"you must not know yet. The audit trail keeps that you took it.",
		rule: may(readiness.SeePlan),
	}, s.downloadAssessment, func(op *huma.Operation) {
		op.Responses["200"] = &huma.Response{
			Description: "OK",
			Headers:     map[string]*huma.Param{"X-Seal": {Description: "The seal of a published one: the SHA-256 of the body, in hex.", Schema: &huma.Schema{Type: huma.TypeString}}},
			Content:     map[string]*huma.MediaType{"application/json": {Schema: &huma.Schema{Type: huma.TypeObject}}},
		}
	})
}

// exact is an answer of bytes that are sent as they are.
type exact struct {
	Seal string `header:"X-Seal"`
	Body func(huma.Context)
}

func (s *service) downloadAssessment(ctx context.Context, in *byID) (*exact, error) {
	actor := callOf(ctx).actor
	report, err := s.AssessmentReports.AssessmentReport(ctx, actor, in.ID)
	if err != nil {
		return nil, err
	}
	file, err := report.File()
	if err != nil {
		return nil, err
	}
	taken := readiness.Export{List: "self-assessment", Format: "json", Filter: "id=" + report.AssessmentID, Rows: len(report.Criteria())}
	if err := s.Service.Exported(ctx, actor, taken); err != nil {
		return nil, err
	}
	return &exact{Seal: report.Seal, Body: write("application/json", file)}, nil
}
