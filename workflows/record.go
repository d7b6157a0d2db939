package workflows

import (
	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// acts names the activities; it is nil and only its method names are used.
var acts *activities.Activities

// record keeps one step before anybody relies on it: fast when the ledger answers, patient when it is away. When the ledger already holds a step
// under that number, the answer carries the thing after that step instead (activities.Recorded).
func record[T any](ctx workflow.Context, activity, step any, ev readiness.Event) (ahead *T, err error) {
	var kept activities.Recorded[T]
	err = workflow.ExecuteLocalActivity(workflow.WithLocalActivityOptions(ctx, recordingSoon), activity, step).Get(ctx, &kept)
	if err == nil || refused(err) {
		return kept.Ahead, err
	}
	patient := workflow.WithActivityOptions(ctx, summarised(recordingPatiently, "The ledger is away: keep trying to record “"+ev.Kind+"”"))
	err = workflow.ExecuteActivity(patient, activity, step).Get(ctx, &kept)
	return kept.Ahead, err
}
