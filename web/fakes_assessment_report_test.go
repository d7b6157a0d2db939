package web_test

import (
	"context"

	"github.com/sightline-readiness/sightline/readiness"
)

type assessmentReports struct{}

func (assessmentReports) AssessmentReport(context.Context, readiness.Actor, string) (readiness.AssessmentReport, error) {
	return readiness.AssessmentReport{}, errNone
}

func (assessmentReports) VerifySeals(context.Context) (readiness.SealCheck, error) {
	return readiness.SealCheck{}, errNone
}
