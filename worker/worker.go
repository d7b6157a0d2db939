// Package worker puts everything a queue needs on one worker.
package worker

import (
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/workflows"
)

// New makes the worker of Sightline's one queue; the caller starts and stops it, and hears through fatal when it cannot go on. Heartbeats are set
// here, since only an activity can send them.
func New(c client.Client, a *activities.Activities, fatal func(error)) worker.Worker {
	w := worker.New(c, workflows.TaskQueue, worker.Options{WorkerStopTimeout: 10 * time.Second, OnFatalError: fatal})
	a.Beat = activity.RecordHeartbeat
	Register(w, a)
	return w
}

// Register names every workflow and activity; tests register the same on their own worker.
func Register(w worker.Registry, a *activities.Activities) {
	w.RegisterWorkflowWithOptions(workflows.Review, workflow.RegisterOptions{Name: workflows.ReviewName})
	w.RegisterWorkflowWithOptions(workflows.Action, workflow.RegisterOptions{Name: workflows.ActionName})
	w.RegisterWorkflowWithOptions(workflows.PreScrutiny, workflow.RegisterOptions{Name: workflows.PreScrutinyName})
	w.RegisterWorkflowWithOptions(workflows.Point, workflow.RegisterOptions{Name: workflows.PointName})
	w.RegisterWorkflowWithOptions(workflows.Assessment, workflow.RegisterOptions{Name: workflows.AssessmentName})
	w.RegisterWorkflowWithOptions(workflows.Appraisal, workflow.RegisterOptions{Name: workflows.AppraisalName})
	w.RegisterWorkflowWithOptions(workflows.Visit, workflow.RegisterOptions{Name: workflows.VisitName})
	w.RegisterWorkflowWithOptions(workflows.VisitStep, workflow.RegisterOptions{Name: workflows.VisitStepName})
	w.RegisterWorkflowWithOptions(workflows.VisitEntry, workflow.RegisterOptions{Name: workflows.VisitEntryName})
	w.RegisterWorkflowWithOptions(workflows.CaseAudit, workflow.RegisterOptions{Name: workflows.CaseAuditName})
	w.RegisterWorkflowWithOptions(workflows.OpenActions, workflow.RegisterOptions{Name: workflows.OpenActionsName})
	w.RegisterWorkflowWithOptions(workflows.Sweep, workflow.RegisterOptions{Name: workflows.SweepName})
	w.RegisterWorkflowWithOptions(workflows.Refresh, workflow.RegisterOptions{Name: workflows.RefreshName})
	w.RegisterWorkflowWithOptions(workflows.Digest, workflow.RegisterOptions{Name: workflows.DigestName})
	w.RegisterWorkflowWithOptions(workflows.Import, workflow.RegisterOptions{Name: workflows.ImportName})
	w.RegisterWorkflowWithOptions(workflows.Replan, workflow.RegisterOptions{Name: workflows.ReplanName})
	w.RegisterWorkflowWithOptions(workflows.Rebuild, workflow.RegisterOptions{Name: workflows.RebuildName})
	w.RegisterActivity(a)
}
