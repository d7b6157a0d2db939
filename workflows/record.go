package workflows

import (
	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// acts names the activities; it is nil and only its method names are used.
var acts *activities.Activities

// record keeps one step before anybody relies on it: fast when the ledger answers, patient when it is away.
func record(ctx workflow.Context, r readiness.Review, ev readiness.Event) error {
	step := activities.Recording{Review: r, Event: ev}
	err := workflow.ExecuteLocalActivity(workflow.WithLocalActivityOptions(ctx, recordingSoon), acts.RecordReview, step).Get(ctx, nil)
	if err == nil || refused(err) {
		return err
	}
	patient := workflow.WithActivityOptions(ctx, summarised(recordingPatiently, "The ledger is away: keep trying to record “"+ev.Kind+"”"))
	return workflow.ExecuteActivity(patient, acts.RecordReview, step).Get(ctx, nil)
}
