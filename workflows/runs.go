package workflows

import (
	"context"
	"errors"
	"strings"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"

	"github.com/sightline-readiness/sightline/readiness"
)

// lives are the kinds of things that run, by noun: what the pages of Temporal say that a run is, the signal with which it hears what happened around it,
// and what somebody reads who asks a command of one that does not run. The name of a thing's workflow is its noun, and so is the field of its input that
// carries its state.
var lives = map[string]struct{ summary, follow, gone string }{
	readiness.ReviewNoun:     {"One long-open case, from opening to sign-off", followSignal, "This review has ended, or has not opened yet. Its page shows how it stands."},
	readiness.ActionNoun:     {"One improvement action, until it has lasted", followActionSignal, "This action has ended, or has not opened yet. Its page shows how it stands."},
	readiness.PointNoun:      {"One point from a meeting, until its answer was heard", followPointSignal, "This point has ended, or has not opened yet. Its page shows how it stands."},
	readiness.AssessmentNoun: {"One cycle of the self-assessment, until a later one is published", followAssessmentSignal, "This self-assessment has ended, or has not been planned yet. Its page shows how it stands."},
	readiness.AppraisalNoun:  {"One criterion of the self-assessment, until it is published", followAppraisalSignal, "The self-assessment was published or called off, or has not begun yet. Its page shows how it stands."},
	readiness.VisitNoun:      {"One visit or inspection, until it is closed", followVisitSignal, "This visit has ended, or has not been planned yet. Its page shows how it stands."},
	readiness.VisitStepNoun:  {"One step of a visit, until the visit is closed", followStepSignal, "The visit has ended, or this step has not opened yet. Its page shows how it stands."},
	readiness.VisitEntryNoun: {"One request of inspectors or concern about a child, until somebody else has seen that it is done", followEntrySignal, "This has ended, or has not opened yet. Its page shows how it stands."},
	readiness.CaseAuditNoun:  {"One case audit for a visit, until it was talked through", followCaseAuditSignal, "This audit has ended, or has not begun yet. Its page shows how it stands."},

	readiness.PreScrutinyNoun: {"One request for pre-scrutiny, until what scrutiny recommended has its answer", followPreScrutinySignal, "This request has ended, or has not opened yet. Its page shows how it stands."},
}

// Open starts the run of a planned thing.
func (c *Client) Open(ctx context.Context, noun string, w readiness.Waking) error {
	return c.run(ctx, noun, w.ID, map[string]any{"planned": w.With})
}

// Continue carries on with a thing from its row.
func (c *Client) Continue(ctx context.Context, noun string, w readiness.Waking) error {
	return c.run(ctx, noun, w.ID, map[string]any{stateField(noun): w.With})
}

// stateField is the field of a workflow's input that carries a thing's state.
func stateField(noun string) string { return strings.ReplaceAll(noun, "-", "_") }

// Replan gives a running thing new terms.
func (c *Client) Replan(ctx context.Context, noun string, s readiness.StaleThing) error {
	return c.signal(ctx, readiness.Subject(noun, s.ID), replanSignal, s.Terms)
}

// Follow tells a running thing what happened around it.
func (c *Client) Follow(ctx context.Context, noun string, w readiness.Waking) error {
	return c.signal(ctx, readiness.Subject(noun, w.ID), lives[noun].follow, w.With)
}

// run starts the workflow of one thing, opened or carried on with. Eager start lets the worker in this process begin without a round trip.
func (c *Client) run(ctx context.Context, noun, id string, in any) error {
	return c.start(ctx, client.StartWorkflowOptions{ID: readiness.Subject(noun, id), EnableEagerStart: true, StaticSummary: lives[noun].summary}, noun, in)
}

// opened starts the run of a planned thing and waits until it stands in the ledger.
func (c *Client) opened(ctx context.Context, noun, id string, planned any) error {
	if err := c.Open(ctx, noun, readiness.Waking{ID: id, With: planned}); err != nil {
		return err
	}
	return c.ask(ctx, patience, readiness.Subject(noun, id), awaitOpening, id, nil)
}

// start starts a workflow once: one that runs already is left to run.
func (c *Client) start(ctx context.Context, o client.StartWorkflowOptions, name string, in ...any) error {
	o.TaskQueue = TaskQueue
	o.WorkflowIDConflictPolicy = enumspb.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING
	_, err := c.temporal.ExecuteWorkflow(ctx, o, name, in...)
	return translate(ctx, err)
}

// HearCriterion tells a cycle how one of its criteria stands.
func (c *Client) HearCriterion(ctx context.Context, assessment string, s readiness.CriterionState) error {
	return c.signal(ctx, readiness.Subject(readiness.AssessmentNoun, assessment), hearCriterionSignal, s)
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
