package web_test

import (
	"context"

	"github.com/sightline-readiness/sightline/readiness"
)

type assessments struct{}

func (assessments) PlanAssessment(context.Context, readiness.PlanAssessment, readiness.Asked) (readiness.PlannedAssessment, error) {
	return readiness.PlannedAssessment{}, errNone
}

func (assessments) Assessments(context.Context, readiness.Actor) ([]readiness.AssessmentRow, error) {
	return nil, nil
}

func (assessments) AssessmentView(context.Context, readiness.Actor, string) (readiness.AssessmentView, error) {
	return readiness.AssessmentView{}, errNone
}

func (assessments) AppraisalView(context.Context, readiness.Actor, string) (readiness.AppraisalView, error) {
	return readiness.AppraisalView{}, errNone
}

func (assessments) AppraisalDesk(context.Context, readiness.Actor) (readiness.AppraisalDesk, error) {
	return readiness.AppraisalDesk{}, nil
}

func (assessments) AssignPlanned(context.Context, string, readiness.AssignAppraisal, readiness.Asked) (bool, error) {
	return false, errNone
}

func (assessments) WriteAppraisal(context.Context, string, readiness.WriteAppraisal, readiness.Asked) (readiness.TextVersion, error) {
	return readiness.TextVersion{}, errNone
}

func (assessments) Texts(context.Context, readiness.Actor, string) (map[string]readiness.AppraisalText, error) {
	return nil, errNone
}

func (assessments) TextVersions(context.Context, readiness.Actor, string) ([]readiness.TextVersion, error) {
	return nil, errNone
}

func (assessments) SaveAppraisalDraft(context.Context, string, int, map[string]string, readiness.Actor) error {
	return errNone
}

func (assessments) Sealed(context.Context, readiness.Actor, string) (readiness.SealedAssessment, error) {
	return readiness.SealedAssessment{}, errNone
}

func (assessments) AssessmentRules(context.Context) (readiness.AssessmentRules, error) {
	return readiness.DefaultAssessmentRules(), nil
}

func (assessments) SetAssessmentRules(context.Context, readiness.AssessmentRules, readiness.RuleChange, readiness.Asked) (readiness.AssessmentRules, error) {
	return readiness.AssessmentRules{}, errNone
}
