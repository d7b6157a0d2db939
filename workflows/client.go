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

func reviewID(id string) string { return "review/" + id }
func importID(id string) string { return "import/" + id }

// Review asks one command of a running review.
func (c *Client) Review(ctx context.Context, id string, command readiness.ReviewCommand, asked readiness.Asked) (readiness.Review, error) {
	var answer readiness.Review
	err := c.ask(ctx, patience, reviewID(id), command.Name(), asked.ID, &answer, Command[readiness.ReviewCommand]{Command: command, Asked: asked})
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return answer, readiness.Errorf(readiness.Conflict, "This review has ended, or has not opened yet. Its page shows how it stands.")
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

func (c *Client) decideImport(ctx context.Context, name, id string, asked readiness.Asked) error {
	err := c.ask(ctx, 4*patience, importID(id), name, asked.ID, nil, asked)
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

// Sweep runs the sweep now, or joins one that was asked for a moment ago, and waits for what it did.
func (c *Client) Sweep(ctx context.Context, asked readiness.Asked) (readiness.SweepResult, error) {
	var result readiness.SweepResult
	ctx, cancel := context.WithTimeout(ctx, 6*patience)
	defer cancel()
	run, err := c.temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: "sweep/by-hand", TaskQueue: TaskQueue, WorkflowIDConflictPolicy: enumspb.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		StaticSummary: "A sweep that somebody asked for",
	}, SweepName, SweepInput{By: asked.By.PersonID})
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
	if ctx.Err() != nil || errors.As(err, &late) || errors.As(err, &away) || errors.Is(err, context.DeadlineExceeded) {
		return readiness.Errorf(readiness.Unconfirmed, "This is not confirmed yet. Nothing you typed is lost: look again in a moment.")
	}
	return err
}
