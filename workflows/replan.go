package workflows

import (
	"context"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// ReplanName is the name of the workflow that gives running reviews the rules they are to take.
const ReplanName = "replan"

// replanRounds is how often the reviews are looked through: each is told by a signal and takes its time, and somebody may change the rules again
// meanwhile. What is left after that the nightly sweep does.
const replanRounds = 12

// Replan tells every review that runs by old rules which it has to take, until none is left.
func Replan(ctx workflow.Context) (activities.Woken, error) {
	var all activities.Woken
	wait := time.Second
	for range replanRounds {
		day := activities.SweepDay{Day: calendar.DateOf(workflow.Now(ctx)), By: readiness.Clock.PersonID}
		var woken activities.Woken
		if err := do(ctx, "Give running reviews the rules they are to take", acts.ReplanStale, &woken, day); err != nil {
			return all, err
		}
		if woken.Count == 0 {
			break
		}
		all.Count = max(all.Count, woken.Count)
		if err := workflow.Sleep(ctx, wait); err != nil {
			return all, err
		}
		wait = min(2*wait, time.Minute)
	}
	return all, nil
}

// ReplanAll begins to give running reviews the rules they are to take, unless that is under way.
func (c *Client) ReplanAll(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	_, err := c.temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: ReplanName, TaskQueue: TaskQueue, WorkflowIDConflictPolicy: enumspb.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		StaticSummary: "Running reviews take new rules",
	}, ReplanName)
	return translate(ctx, err)
}
