package workflows

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"
)

// recordingSoon is how a decision is recorded first: in the worker itself, with a few seconds of tries. It leaves one small event.
var recordingSoon = workflow.LocalActivityOptions{
	StartToCloseTimeout: 5 * time.Second, ScheduleToCloseTimeout: 10 * time.Second,
	RetryPolicy: &temporal.RetryPolicy{InitialInterval: 200 * time.Millisecond, BackoffCoefficient: 2, MaximumAttempts: 4},
}

// recordingPatiently takes over when the ledger is away: without end, because a decision that was made must be kept. An ordinary activity's
// tries leave nothing in history.
var recordingPatiently = workflow.ActivityOptions{
	StartToCloseTimeout: 30 * time.Second,
	RetryPolicy:         &temporal.RetryPolicy{InitialInterval: time.Second, BackoffCoefficient: 2, MaximumInterval: time.Minute},
}

// telling is for mail: worth an hour of tries, not worth a stuck review. What it could not send, the next morning digest carries.
var telling = workflow.ActivityOptions{
	StartToCloseTimeout: 30 * time.Second, ScheduleToCloseTimeout: time.Hour,
	RetryPolicy: &temporal.RetryPolicy{InitialInterval: 2 * time.Second, BackoffCoefficient: 2, MaximumInterval: 5 * time.Minute},
}

// working is for long work over many rows: no limit on the whole, but a sign of life every minute.
var working = workflow.ActivityOptions{
	StartToCloseTimeout: 2 * time.Hour, HeartbeatTimeout: time.Minute,
	RetryPolicy: &temporal.RetryPolicy{InitialInterval: time.Second, BackoffCoefficient: 2, MaximumInterval: time.Minute},
}

func summarised(o workflow.ActivityOptions, summary string) workflow.ActivityOptions {
	o.Summary = summary
	return o
}
