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

// replay replays one history with this review and this action; the other workflows are our own.
func replay(t *testing.T, path string, review func(workflow.Context, workflows.ReviewInput) error, action func(workflow.Context, workflows.ActionInput) error) error {
	t.Helper()
	r := worker.NewWorkflowReplayer()
	r.RegisterWorkflowWithOptions(review, workflow.RegisterOptions{Name: workflows.ReviewName})
	r.RegisterWorkflowWithOptions(action, workflow.RegisterOptions{Name: workflows.ActionName})
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
			if err := replay(t, path, workflows.Review, workflows.Action); err != nil {
				t.Errorf("runs that are under way would break; keep the old way under a version (versions.go): %v", err)
			}
		})
	}
}

// TestReplayCanFail replays every recorded review and action with one that does something more, and wants each to be noticed.
func TestReplayCanFail(t *testing.T) {
	t.Parallel()
	extra := func(ctx workflow.Context) {
		o := workflow.ActivityOptions{StartToCloseTimeout: time.Minute}
		workflow.ExecuteActivity(workflow.WithActivityOptions(ctx, o), "Extra")
	}
	review := func(ctx workflow.Context, in workflows.ReviewInput) error {
		extra(ctx)
		return workflows.Review(ctx, in)
	}
	action := func(ctx workflow.Context, in workflows.ActionInput) error {
		extra(ctx)
		return workflows.Action(ctx, in)
	}
	found := map[string]int{}
	for _, path := range histories(t) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		kind := ""
		for _, name := range []string{workflows.ReviewName, workflows.ActionName} {
			if strings.Contains(strings.ReplaceAll(string(text), " ", ""), "\"workflowType\":{\n\"name\":\""+name+"\"") {
				kind = name
			}
		}
		if kind == "" {
			continue
		}
		found[kind]++
		if err := replay(t, path, review, action); err == nil {
			t.Errorf("%s: nobody noticed the further activity", path)
		}
	}
	if found[workflows.ReviewName] == 0 || found[workflows.ActionName] == 0 {
		t.Errorf("of the histories these are of reviews and actions: %v", found)
	}
}
