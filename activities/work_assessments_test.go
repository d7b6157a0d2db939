package activities_test

import (
	"context"

	"github.com/sightline-readiness/sightline/readiness"
)

// What the yard has of self-assessments: nothing that is planned, and one cycle and one criterion of every other sort.

func (y *yard) PlannedAssessments(context.Context, string, int) ([]readiness.PlannedAssessment, error) {
	return nil, nil
}

func (y *yard) PlannedAppraisals(context.Context, string, string, int) ([]readiness.PlannedAppraisal, error) {
	return nil, nil
}

func (y *yard) StaleAssessments(_ context.Context, after string, _ int) ([]readiness.StaleThing, error) {
	return first(after, readiness.StaleThing{ID: "s-0001"})
}

func (y *yard) StaleAppraisals(_ context.Context, after string, _ int) ([]readiness.StaleThing, error) {
	return first(after, readiness.StaleThing{ID: "c-0001"})
}

func (y *yard) UnsettledAssessments(_ context.Context, after string, _ int) ([]readiness.Assessment, error) {
	return first(after, readiness.Assessment{ID: "s-0002"})
}

func (y *yard) UnsettledAppraisals(_ context.Context, after string, _ int) ([]readiness.Appraisal, error) {
	return first(after, readiness.Appraisal{ID: "c-0002", AssessmentID: "s-0002"})
}

func (y *yard) AssessmentFollowups(_ context.Context, after string, _ int) ([]readiness.AssessmentFollowup, error) {
	return first(after, readiness.AssessmentFollowup{AssessmentID: "s-0003"})
}

func (y *yard) AppraisalFollowups(_ context.Context, _, after string, _ int) ([]readiness.AppraisalFollowup, error) {
	return first(after, readiness.AppraisalFollowup{AppraisalID: "c-0003"})
}

// first is the one page of a list.
func first[T any](after string, thing T) ([]T, error) {
	if after != "" {
		return nil, nil
	}
	return []T{thing}, nil
}

func (y *yard) ReplanAssessment(ctx context.Context, s readiness.StaleThing) error {
	return y.StartReview(ctx, readiness.PlannedReview{ID: s.ID})
}

func (y *yard) ReplanAppraisal(ctx context.Context, s readiness.StaleThing) error {
	return y.StartReview(ctx, readiness.PlannedReview{ID: s.ID})
}

func (y *yard) ContinueAssessment(ctx context.Context, x readiness.Assessment) error {
	return y.StartReview(ctx, readiness.PlannedReview{ID: x.ID})
}

func (y *yard) ContinueAppraisal(ctx context.Context, x readiness.Appraisal) error {
	return y.StartReview(ctx, readiness.PlannedReview{ID: x.ID})
}

func (y *yard) FollowAssessment(ctx context.Context, f readiness.AssessmentFollowup) error {
	return y.StartReview(ctx, readiness.PlannedReview{ID: f.AssessmentID})
}

func (y *yard) FollowAppraisal(ctx context.Context, f readiness.AppraisalFollowup) error {
	return y.StartReview(ctx, readiness.PlannedReview{ID: f.AppraisalID})
}

func (y *yard) HearCriterion(ctx context.Context, assessmentID string, _ readiness.CriterionState) error {
	return y.StartReview(ctx, readiness.PlannedReview{ID: assessmentID + " hears"})
}
