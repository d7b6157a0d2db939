package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"
)

// sleep waits until a moment, or until woken. The deadline is data; the timer is only its shadow, and is cancelled when something else comes
// first. Without a moment it waits until woken. The summary shows in Temporal's own pages.
//
// It does not use AwaitWithTimeout, which in SDK 1.50 leaves the old timer running when the condition wins (house.md section 10).
func sleep(ctx workflow.Context, until time.Time, timed bool, summary string, woken func() bool) error {
	if !timed {
		return workflow.Await(ctx, woken)
	}
	timerCtx, cancel := workflow.WithCancel(ctx)
	defer cancel()
	timer := workflow.NewTimerWithOptions(timerCtx, until.Sub(workflow.Now(ctx)), workflow.TimerOptions{Summary: summary})
	return workflow.Await(ctx, func() bool { return timer.IsReady() || woken() })
}
