// Package workflows waits with people until their work is settled; it also holds the typed client, so names of workflows and updates never leave it.
//
// Nothing here decides what is allowed: each step asks package readiness, has the answer recorded, and only then adopts it.
package workflows

import "go.temporal.io/sdk/workflow"

// TaskQueue is where every workflow and activity of Sightline runs.
const TaskQueue = "sightline"

// carryOn reports whether a run has grown so long that it must continue as a new one: when the server says so, or well before the server's
// limit of 2,000 updates in a run.
func carryOn(ctx workflow.Context, turns int) bool {
	return turns >= 500 || workflow.GetInfo(ctx).GetContinueAsNewSuggested()
}
