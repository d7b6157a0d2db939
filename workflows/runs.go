package workflows

import (
	"context"
	"errors"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"

	"github.com/sightline-readiness/sightline/readiness"
)

// StartReview opens a planned review.
func (c *Client) StartReview(ctx context.Context, p readiness.PlannedReview) error {
	return c.run(ctx, reviewID(p.ID), reviewSummary, ReviewName, ReviewInput{Planned: &p})
}

// ContinueReview carries on with a review from its row.
func (c *Client) ContinueReview(ctx context.Context, r readiness.Review) error {
	return c.run(ctx, reviewID(r.ID), reviewSummary, ReviewName, ReviewInput{Review: &r})
}

// StartAction opens a planned improvement action.
func (c *Client) StartAction(ctx context.Context, p readiness.PlannedAction) error {
	return c.run(ctx, actionID(p.ID), actionSummary, ActionName, ActionInput{Planned: &p})
}

// ContinueAction carries on with an improvement action from its row.
func (c *Client) ContinueAction(ctx context.Context, a readiness.ImprovementAction) error {
	return c.run(ctx, actionID(a.ID), actionSummary, ActionName, ActionInput{Action: &a})
}

// StartPoint opens a planned point from a meeting.
func (c *Client) StartPoint(ctx context.Context, p readiness.PlannedPoint) error {
	return c.run(ctx, pointID(p.ID), pointSummary, PointName, PointInput{Planned: &p})
}

// ContinuePoint carries on with a point from its row.
func (c *Client) ContinuePoint(ctx context.Context, x readiness.Point) error {
	return c.run(ctx, pointID(x.ID), pointSummary, PointName, PointInput{Point: &x})
}

// StartAssessment opens a planned cycle of the self-assessment.
func (c *Client) StartAssessment(ctx context.Context, p readiness.PlannedAssessment) error {
	return c.run(ctx, assessmentID(p.ID), assessmentSummary, AssessmentName, AssessmentInput{Planned: &p})
}

// ContinueAssessment carries on with a cycle from its row.
func (c *Client) ContinueAssessment(ctx context.Context, x readiness.Assessment) error {
	return c.run(ctx, assessmentID(x.ID), assessmentSummary, AssessmentName, AssessmentInput{Assessment: &x})
}

// StartAppraisal opens a planned criterion of a cycle.
func (c *Client) StartAppraisal(ctx context.Context, p readiness.PlannedAppraisal) error {
	return c.run(ctx, appraisalID(p.ID), appraisalSummary, AppraisalName, AppraisalInput{Planned: &p})
}

// ContinueAppraisal carries on with a criterion from its row.
func (c *Client) ContinueAppraisal(ctx context.Context, x readiness.Appraisal) error {
	return c.run(ctx, appraisalID(x.ID), appraisalSummary, AppraisalName, AppraisalInput{Appraisal: &x})
}

// What the pages of Temporal say that a run is.
const (
	reviewSummary     = "One long-open case, from opening to sign-off"
	actionSummary     = "One improvement action, until it has lasted"
	pointSummary      = "One point from a meeting, until its answer was heard"
	assessmentSummary = "One cycle of the self-assessment, until a later one is published"
	appraisalSummary  = "One criterion of the self-assessment, until it is published"
)

// run starts the workflow of one thing, opened or carried on with. Eager start lets the worker in this process begin without a round trip.
func (c *Client) run(ctx context.Context, id, summary, name string, in any) error {
	return c.start(ctx, client.StartWorkflowOptions{ID: id, EnableEagerStart: true, StaticSummary: summary}, name, in)
}

// start starts a workflow once: one that runs already is left to run.
func (c *Client) start(ctx context.Context, o client.StartWorkflowOptions, name string, in ...any) error {
	o.TaskQueue = TaskQueue
	o.WorkflowIDConflictPolicy = enumspb.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING
	_, err := c.temporal.ExecuteWorkflow(ctx, o, name, in...)
	return translate(ctx, err)
}

// Replan gives a running review new terms.
func (c *Client) Replan(ctx context.Context, s readiness.StaleThing) error {
	return c.signal(ctx, reviewID(s.ID), replanSignal, s.Terms)
}

// ReplanAction gives a running improvement action new terms.
func (c *Client) ReplanAction(ctx context.Context, s readiness.StaleThing) error {
	return c.signal(ctx, actionID(s.ID), replanSignal, s.Terms)
}

// Follow tells a running review what has become of its case.
func (c *Client) Follow(ctx context.Context, f readiness.Followup) error {
	return c.signal(ctx, reviewID(f.ReviewID), followSignal, f)
}

// FollowAction tells a running improvement action what has become of its people.
func (c *Client) FollowAction(ctx context.Context, f readiness.ActionFollowup) error {
	return c.signal(ctx, actionID(f.ActionID), followActionSignal, f)
}

// ReplanPoint gives a running point new terms.
func (c *Client) ReplanPoint(ctx context.Context, s readiness.StaleThing) error {
	return c.signal(ctx, pointID(s.ID), replanSignal, s.Terms)
}

// FollowPoint tells a running point who takes it over.
func (c *Client) FollowPoint(ctx context.Context, f readiness.PointFollowup) error {
	return c.signal(ctx, pointID(f.PointID), followPointSignal, f)
}

// ReplanAssessment gives a running cycle new terms.
func (c *Client) ReplanAssessment(ctx context.Context, s readiness.StaleThing) error {
	return c.signal(ctx, assessmentID(s.ID), replanSignal, s.Terms)
}

// ReplanAppraisal gives a criterion of a running cycle new terms.
func (c *Client) ReplanAppraisal(ctx context.Context, s readiness.StaleThing) error {
	return c.signal(ctx, appraisalID(s.ID), replanSignal, s.Terms)
}

// FollowAssessment tells a cycle what happened around it.
func (c *Client) FollowAssessment(ctx context.Context, f readiness.AssessmentFollowup) error {
	return c.signal(ctx, assessmentID(f.AssessmentID), followAssessmentSignal, f)
}

// FollowAppraisal tells a criterion what its cycle, or a change among the people, means for it.
func (c *Client) FollowAppraisal(ctx context.Context, f readiness.AppraisalFollowup) error {
	return c.signal(ctx, appraisalID(f.AppraisalID), followAppraisalSignal, f)
}

// HearCriterion tells a cycle how one of its criteria stands.
func (c *Client) HearCriterion(ctx context.Context, assessment string, s readiness.CriterionState) error {
	return c.signal(ctx, assessmentID(assessment), hearCriterionSignal, s)
}

// signal tells a running thing something; one that has ended in the meantime need not know.
func (c *Client) signal(ctx context.Context, id, name string, in any) error {
	err := c.temporal.SignalWorkflow(ctx, id, "", name, in)
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return nil
	}
	return err
}

// Rebuild continues everything unsettled after Temporal was lost, and says how many. With nothing lost it changes nothing.
func (c *Client) Rebuild(ctx context.Context) (int, error) {
	run, err := c.temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: "rebuild", TaskQueue: TaskQueue, WorkflowIDConflictPolicy: enumspb.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
	}, RebuildName)
	if err != nil {
		return 0, err
	}
	var woken struct {
		Count int `json:"count"`
	}
	err = run.Get(ctx, &woken)
	return woken.Count, err
}
