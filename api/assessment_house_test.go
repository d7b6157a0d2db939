package api_test

import (
	"context"

	"github.com/sightline-readiness/sightline/readiness"
)

func (commands) Assessment(context.Context, string, readiness.AssessmentCommand, readiness.Asked) (readiness.Assessment, error) {
	return readiness.Assessment{}, readiness.Errorf(readiness.NotFound, "There is no such self-assessment.")
}

func (commands) Appraisal(context.Context, string, readiness.AppraisalCommand, readiness.Asked) (readiness.Appraisal, error) {
	return readiness.Appraisal{}, readiness.Errorf(readiness.NotFound, "There is no such criterion.")
}

func (commands) OpenAssessment(context.Context, readiness.PlannedAssessment) error { return nil }
