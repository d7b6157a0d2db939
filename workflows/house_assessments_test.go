package workflows_test

import (
	"context"

	"github.com/sightline-readiness/sightline/readiness"
)

// What the house is asked about self-assessments: one cycle and one criterion of each sort.

func (h *house) PlannedAssessments(_ context.Context, after string, _ int) ([]readiness.PlannedAssessment, error) {
	return onePage(h, after, "planned assessments", readiness.PlannedAssessment{ID: "s-1"})
}

func (h *house) StaleAssessments(_ context.Context, after string, _ int) ([]readiness.StaleThing, error) {
	return onePage(h, after, "stale assessments", readiness.StaleThing{ID: "s-0"})
}

func (h *house) UnsettledAssessments(_ context.Context, after string, _ int) ([]readiness.Assessment, error) {
	return onePage(h, after, "unsettled assessments", readiness.Assessment{ID: "s-0"})
}

func (h *house) AssessmentFollowups(_ context.Context, after string, _ int) ([]readiness.AssessmentFollowup, error) {
	return onePage(h, after, "assessment followups", readiness.AssessmentFollowup{AssessmentID: "s-0"})
}

func (h *house) PlannedAppraisals(_ context.Context, _, after string, _ int) ([]readiness.PlannedAppraisal, error) {
	return onePage(h, after, "planned appraisals", readiness.PlannedAppraisal{ID: "c-1"})
}

func (h *house) StaleAppraisals(_ context.Context, after string, _ int) ([]readiness.StaleThing, error) {
	return onePage(h, after, "stale appraisals", readiness.StaleThing{ID: "c-0"})
}

func (h *house) UnsettledAppraisals(_ context.Context, after string, _ int) ([]readiness.Appraisal, error) {
	return onePage(h, after, "unsettled appraisals", readiness.Appraisal{ID: "c-0", AssessmentID: "s-0"})
}

func (h *house) AppraisalFollowups(_ context.Context, _, after string, _ int) ([]readiness.AppraisalFollowup, error) {
	return onePage(h, after, "appraisal followups", readiness.AppraisalFollowup{AppraisalID: "c-0"})
}

// onePage is a list of one thing.
func onePage[T any](h *house, after, what string, thing T) ([]T, error) {
	if after != "" {
		return nil, nil
	}
	return []T{thing}, h.note(what)
}

func (h *house) StartAssessment(context.Context, readiness.PlannedAssessment) error {
	return h.note("start assessment")
}

func (h *house) ContinueAssessment(context.Context, readiness.Assessment) error {
	return h.note("continue assessment")
}

func (h *house) ReplanAssessment(context.Context, readiness.StaleThing) error {
	return h.note("replan assessment")
}

func (h *house) FollowAssessment(context.Context, readiness.AssessmentFollowup) error {
	return h.note("follow assessment")
}

func (h *house) HearCriterion(_ context.Context, assessmentID string, _ readiness.CriterionState) error {
	return h.note(assessmentID + " hears a criterion")
}

func (h *house) StartAppraisal(context.Context, readiness.PlannedAppraisal) error {
	return h.note("start appraisal")
}

func (h *house) ContinueAppraisal(context.Context, readiness.Appraisal) error {
	return h.note("continue appraisal")
}

func (h *house) ReplanAppraisal(context.Context, readiness.StaleThing) error {
	return h.note("replan appraisal")
}

func (h *house) FollowAppraisal(context.Context, readiness.AppraisalFollowup) error {
	return h.note("follow appraisal")
}
