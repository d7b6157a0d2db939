package workflows

import (
	"context"
	"errors"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// patience is how long a person waits for an answer before the page says “not confirmed yet”.
const patience = 5 * time.Second

// Client asks and starts workflows. It is the readiness.Commands of the doors and the activities.Runs of the activities.
type Client struct {
	temporal client.Client
}

var (
	_ readiness.Commands = (*Client)(nil)
	_ activities.Runs    = (*Client)(nil)
)

// NewClient wraps a Temporal client that was made with Options.
func NewClient(c client.Client) *Client { return &Client{temporal: c} }

func importID(id string) string { return "import/" + id }

// Review asks one command of a running review.
func (c *Client) Review(ctx context.Context, id string, command readiness.ReviewCommand, asked readiness.Asked) (readiness.Review, error) {
	return askThing[readiness.Review](ctx, c, readiness.ReviewNoun, id, command, asked)
}

// Action asks one command of a running improvement action.
func (c *Client) Action(ctx context.Context, id string, command readiness.ActionCommand, asked readiness.Asked) (readiness.ImprovementAction, error) {
	return askThing[readiness.ImprovementAction](ctx, c, readiness.ActionNoun, id, command, asked)
}

// OpenAction starts the run of a planned action and waits until the action stands in the ledger.
func (c *Client) OpenAction(ctx context.Context, p readiness.PlannedAction) error {
	return c.opened(ctx, readiness.ActionNoun, p.ID, p)
}

// Point asks one command of a running point from a meeting.
func (c *Client) Point(ctx context.Context, id string, command readiness.PointCommand, asked readiness.Asked) (readiness.Point, error) {
	return askThing[readiness.Point](ctx, c, readiness.PointNoun, id, command, asked)
}

// OpenPoint starts the run of a planned point and waits until the point stands in the ledger.
func (c *Client) OpenPoint(ctx context.Context, p readiness.PlannedPoint) error {
	return c.opened(ctx, readiness.PointNoun, p.ID, p)
}

// PreScrutiny asks one command of a running request for pre-scrutiny.
func (c *Client) PreScrutiny(ctx context.Context, id string, command readiness.PreScrutinyCommand, asked readiness.Asked) (readiness.PreScrutiny, error) {
	return askThing[readiness.PreScrutiny](ctx, c, readiness.PreScrutinyNoun, id, command, asked)
}

// OpenPreScrutiny starts the run of a planned request and waits until it stands in the ledger.
func (c *Client) OpenPreScrutiny(ctx context.Context, p readiness.PlannedPreScrutiny) error {
	return c.opened(ctx, readiness.PreScrutinyNoun, p.ID, p)
}

// Assessment asks one command of a running cycle of the self-assessment.
func (c *Client) Assessment(ctx context.Context, id string, command readiness.AssessmentCommand, asked readiness.Asked) (readiness.Assessment, error) {
	return askThing[readiness.Assessment](ctx, c, readiness.AssessmentNoun, id, command, asked)
}

// OpenAssessment starts the run of a planned cycle and waits until it stands in the ledger.
func (c *Client) OpenAssessment(ctx context.Context, p readiness.PlannedAssessment) error {
	return c.opened(ctx, readiness.AssessmentNoun, p.ID, p)
}

// Appraisal asks one command of a criterion of a running cycle.
func (c *Client) Appraisal(ctx context.Context, id string, command readiness.AppraisalCommand, asked readiness.Asked) (readiness.Appraisal, error) {
	return askThing[readiness.Appraisal](ctx, c, readiness.AppraisalNoun, id, command, asked)
}

// Visit asks one command of a running visit.
func (c *Client) Visit(ctx context.Context, id string, command readiness.VisitCommand, asked readiness.Asked) (readiness.Visit, error) {
	return askThing[readiness.Visit](ctx, c, readiness.VisitNoun, id, command, asked)
}

// OpenVisit starts the run of a planned visit and waits until it stands in the ledger.
func (c *Client) OpenVisit(ctx context.Context, p readiness.PlannedVisit) error {
	return c.opened(ctx, readiness.VisitNoun, p.ID, p)
}

// VisitStep asks one command of a step of a running visit.
func (c *Client) VisitStep(ctx context.Context, id string, command readiness.VisitStepCommand, asked readiness.Asked) (readiness.VisitStep, error) {
	return askThing[readiness.VisitStep](ctx, c, readiness.VisitStepNoun, id, command, asked)
}

// VisitEntry asks one command of a running request or concern.
func (c *Client) VisitEntry(ctx context.Context, id string, command readiness.VisitEntryCommand, asked readiness.Asked) (readiness.VisitEntry, error) {
	return askThing[readiness.VisitEntry](ctx, c, readiness.VisitEntryNoun, id, command, asked)
}

// OpenVisitEntry starts the run of a planned request or concern and waits until it stands in the ledger.
func (c *Client) OpenVisitEntry(ctx context.Context, p readiness.PlannedVisitEntry) error {
	return c.opened(ctx, readiness.VisitEntryNoun, p.ID, p)
}

// CaseAudit asks one command of a running case audit.
func (c *Client) CaseAudit(ctx context.Context, id string, command readiness.CaseAuditCommand, asked readiness.Asked) (readiness.CaseAudit, error) {
	return askThing[readiness.CaseAudit](ctx, c, readiness.CaseAuditNoun, id, command, asked)
}

// OpenCaseAudit starts the run of a planned audit and waits until it stands in the ledger.
func (c *Client) OpenCaseAudit(ctx context.Context, p readiness.PlannedCaseAudit) error {
	return c.opened(ctx, readiness.CaseAuditNoun, p.ID, p)
}

// OpenActions begins to open every planned action, in the background.
func (c *Client) OpenActions(ctx context.Context) error {
	return c.start(ctx, client.StartWorkflowOptions{ID: OpenActionsName, StaticSummary: "Open planned improvement actions"}, OpenActionsName)
}

// askThing asks one command of a running thing.
func askThing[T any](ctx context.Context, c *Client, noun, id string, command readiness.Command[T], asked readiness.Asked) (answer T, err error) {
	err = c.ask(ctx, patience, readiness.Subject(noun, id), command.Name(), asked.ID, &answer, Command[readiness.Command[T]]{Command: command, Asked: asked})
	var none *serviceerror.NotFound
	if errors.As(err, &none) {
		return answer, readiness.Errorf(readiness.Conflict, "%s", lives[noun].gone)
	}
	return answer, err
}

// CheckImport has a stored upload read.
func (c *Client) CheckImport(ctx context.Context, id string) error {
	return c.start(ctx, client.StartWorkflowOptions{ID: importID(id), StaticSummary: "Check an upload and wait for somebody to confirm it"},
		ImportName, activities.ImportID{ID: id})
}

// ConfirmImport has a checked upload applied.
func (c *Client) ConfirmImport(ctx context.Context, id string, asked readiness.Asked) error {
	return c.decideImport(ctx, confirmImport, id, asked)
}

// DiscardImport throws a checked upload away.
func (c *Client) DiscardImport(ctx context.Context, id string, asked readiness.Asked) error {
	return c.decideImport(ctx, discardImport, id, asked)
}

// decideImport asks again while the run has not heard yet that its upload is checked: the ledger, which the asker has seen, knows it first.
func (c *Client) decideImport(ctx context.Context, name, id string, asked readiness.Asked) error {
	ctx, cancel := context.WithTimeout(ctx, 4*patience)
	defer cancel()
	err := c.ask(ctx, 4*patience, importID(id), name, asked.ID, nil, asked)
	for readiness.Unconfirmed.Is(err) && ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-time.After(patience / 50):
			err = c.ask(ctx, 4*patience, importID(id), name, asked.ID, nil, asked)
		}
	}
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return readiness.Errorf(readiness.Conflict, "Somebody has decided about this upload already.")
	}
	return err
}

// ask sends one update and waits for its answer. The command's id is the update's id: asked twice, it is answered once.
func (c *Client) ask(ctx context.Context, wait time.Duration, id, name, commandID string, answer any, args ...any) error {
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	handle, err := c.temporal.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
		WorkflowID: id, UpdateName: name, UpdateID: commandID, Args: args, WaitForStage: client.WorkflowUpdateStageCompleted,
	})
	if err == nil {
		err = handle.Get(ctx, answer)
	}
	return translate(ctx, err)
}

// Sweep runs the sweep now and waits for what it did.
func (c *Client) Sweep(ctx context.Context, asked readiness.Asked) (readiness.SweepResult, error) {
	return byHand[readiness.SweepResult](ctx, c, readiness.SweepJob, "A sweep that somebody asked for", SweepName, SweepInput{By: asked.By.PersonID})
}

// byHand runs a job now, or joins a run that was asked for a moment ago, and waits for what came of it.
func byHand[R any](ctx context.Context, c *Client, job readiness.Job, summary, name string, in any) (result R, err error) {
	ctx, cancel := context.WithTimeout(ctx, 6*patience)
	defer cancel()
	run, err := c.temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: scheduleID(job) + "/by-hand", TaskQueue: TaskQueue, WorkflowIDConflictPolicy: enumspb.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		StaticSummary: summary,
	}, name, in)
	if err == nil {
		err = run.Get(ctx, &result)
	}
	return result, translate(ctx, err)
}

// Reachable asks Temporal whether it is there.
func (c *Client) Reachable(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	_, err := c.temporal.CheckHealth(ctx, &client.CheckHealthRequest{})
	return err
}

// translate gives a refusal as it was written, and calls silence Unconfirmed: what was asked may still be done when a worker comes back.
func translate(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if refusal := fromTemporal(err); refusal != nil {
		return refusal
	}
	var late *client.WorkflowUpdateServiceTimeoutOrCanceledError
	var away *serviceerror.Unavailable
	var slow *serviceerror.DeadlineExceeded
	if ctx.Err() != nil || errors.As(err, &late) || errors.As(err, &away) || errors.As(err, &slow) || errors.Is(err, context.DeadlineExceeded) {
		return readiness.Errorf(readiness.Unconfirmed, "This is not confirmed yet. Nothing you typed is lost: look again in a moment.")
	}
	return err
}
