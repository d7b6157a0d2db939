package workflows_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/workflows"
)

// histories are what real servers recorded with the released code; a change that makes one of them fail would break reviews that are running.
func histories(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/histories/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("there are no recorded histories (%v); record them with: go test ./standalone/e2e -record", err)
	}
	return paths
}

// lives are the workflows that live as long as their things, by name.
var lives = map[string]any{
	workflows.ReviewName: workflows.Review, workflows.ActionName: workflows.Action, workflows.PointName: workflows.Point, workflows.PreScrutinyName: workflows.PreScrutiny, workflows.AssessmentName: workflows.Assessment,
	workflows.AppraisalName: workflows.Appraisal, workflows.VisitName: workflows.Visit, workflows.VisitStepName: workflows.VisitStep,
	workflows.VisitEntryName: workflows.VisitEntry, workflows.CaseAuditName: workflows.CaseAudit,
}

// replay replays one history with these lives; the other workflows are our own.
func replay(t *testing.T, path string, lives map[string]any) error {
	t.Helper()
	r := worker.NewWorkflowReplayer()
	for name, life := range lives {
		r.RegisterWorkflowWithOptions(life, workflow.RegisterOptions{Name: name})
	}
	r.RegisterWorkflowWithOptions(workflows.Import, workflow.RegisterOptions{Name: workflows.ImportName})
	r.RegisterWorkflowWithOptions(workflows.Sweep, workflow.RegisterOptions{Name: workflows.SweepName})
	r.RegisterWorkflowWithOptions(workflows.Digest, workflow.RegisterOptions{Name: workflows.DigestName})
	r.RegisterWorkflowWithOptions(workflows.Rebuild, workflow.RegisterOptions{Name: workflows.RebuildName})
	return r.ReplayWorkflowHistoryFromJSONFile(sdklog.NewStructuredLogger(slog.New(slog.DiscardHandler)), path)
}

func TestReplay(t *testing.T) {
	t.Parallel()
	for _, path := range histories(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			if err := replay(t, path, lives); err != nil {
				t.Errorf("runs that are under way would break; keep the old way under a version (versions.go): %v", err)
			}
		})
	}
}

// busier is a life that does something more.
func busier[In any](life func(workflow.Context, In) error) any {
	return func(ctx workflow.Context, in In) error {
		o := workflow.ActivityOptions{StartToCloseTimeout: time.Minute}
		workflow.ExecuteActivity(workflow.WithActivityOptions(ctx, o), "Extra")
		return life(ctx, in)
	}
}

// TestReplayCanFail replays every recorded life with one that does something more, and wants each to be noticed.
func TestReplayCanFail(t *testing.T) {
	t.Parallel()
	more := map[string]any{
		workflows.ReviewName: busier(workflows.Review), workflows.ActionName: busier(workflows.Action), workflows.PointName: busier(workflows.Point), workflows.PreScrutinyName: busier(workflows.PreScrutiny),
		workflows.AssessmentName: busier(workflows.Assessment), workflows.AppraisalName: busier(workflows.Appraisal),
		workflows.VisitName: busier(workflows.Visit), workflows.VisitStepName: busier(workflows.VisitStep),
		workflows.VisitEntryName: busier(workflows.VisitEntry), workflows.CaseAuditName: busier(workflows.CaseAudit),
	}
	found := map[string]int{}
	for _, path := range histories(t) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for name := range more {
			if !strings.Contains(strings.ReplaceAll(string(text), " ", ""), "\"workflowType\":{\n\"name\":\""+name+"\"") {
				continue
			}
			found[name]++
			if err := replay(t, path, more); err == nil {
				t.Errorf("%s: nobody noticed the further activity", path)
			}
		}
	}
	if len(found) != len(lives) {
		t.Errorf("of the histories these are of lives: %v", found)
	}
}
