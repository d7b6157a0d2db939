package workflows

import (
	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// acts names the activities; it is nil and only its method names are used.
var acts *activities.Activities

// record keeps one step before anybody relies on it: fast when the ledger answers, patient when it is away. When the ledger already holds a step
// under that number, it gives back the review after that step instead (activities.Recorded).
func record(ctx workflow.Context, r readiness.Review, ev readiness.Event) (ahead *readiness.Review, err error) {
	step := activities.Recording{Review: r, Event: ev}
	var kept activities.Recorded
	err = workflow.ExecuteLocalActivity(workflow.WithLocalActivityOptions(ctx, recordingSoon), acts.RecordReview, step).Get(ctx, &kept)
	if err == nil || refused(err) {
		return kept.Ahead, err
	}
	patient := workflow.WithActivityOptions(ctx, summarised(recordingPatiently, "The ledger is away: keep trying to record “"+ev.Kind+"”"))
	err = workflow.ExecuteActivity(patient, acts.RecordReview, step).Get(ctx, &kept)
	return kept.Ahead, err
}
