package workflows_test

import (
	"context"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	commonpb "go.temporal.io/api/common/v1"
	enumspb "go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/interceptor"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/internal/telemetry"
	"github.com/sightline-readiness/sightline/internal/telemetry/telemetrytest"
	"github.com/sightline-readiness/sightline/workflows"

	crew "github.com/sightline-readiness/sightline/worker"
)

// TestReplayTraced replays every recorded history as a worker that sends traces would, without and with the header that such a worker leaves in it. A
// replay is not done a second time, so of reviews, actions and imports nothing may be sent.
func TestReplayTraced(t *testing.T) {
	t.Parallel()
	for _, path := range histories(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			for _, header := range []bool{false, true} {
				h := read(t, path)
				if header && stamp(t, h) < 1 {
					t.Fatal("nothing in this history can carry a header")
				}
				sent, collector := traces(t)
				tracing, err := sent.Temporal(append(slices.Collect(maps.Keys(lives)), workflows.ImportName)...)
				if err != nil {
					t.Fatal(err)
				}
				if err := replayWith(t, h, tracing); err != nil {
					t.Errorf("with traces on, runs that are under way would break (header: %v): %v", header, err)
				}
				if err := replayWith(t, h); err != nil {
					t.Errorf("with traces off again, runs that are under way would break (header: %v): %v", header, err)
				}
				if err := sent.Stop(context.Background()); err != nil {
					t.Error(err)
				}
				if names := collector.Names(); len(names) > 0 {
					t.Errorf("a replay sends %q", names)
				}
			}
		})
	}
}

func traces(t *testing.T) (*telemetry.Traces, *telemetrytest.Collector) {
	t.Helper()
	collector := telemetrytest.New(t)
	sent, err := telemetry.NewTraces(t.Context(), telemetry.Collector{URL: collector.URL + "/v1/traces"}, telemetry.Source{}, 1, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return sent, collector
}

func read(t *testing.T, path string) *historypb.History {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	h, err := client.HistoryFromJSON(file, client.HistoryJSONOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// stamp puts a trace's header where a client and a worker that send traces put it, and returns how often.
func stamp(t *testing.T, h *historypb.History) int {
	t.Helper()
	parent, err := converter.GetDefaultDataConverter().ToPayload(map[string]string{"traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"})
	if err != nil {
		t.Fatal(err)
	}
	header := &commonpb.Header{Fields: map[string]*commonpb.Payload{"_tracer-data": parent}}
	stamped := 0
	for _, e := range h.GetEvents() {
		switch e.GetEventType() {
		case enumspb.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED:
			e.GetWorkflowExecutionStartedEventAttributes().Header = header
		case enumspb.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED:
			e.GetActivityTaskScheduledEventAttributes().Header = header
		case enumspb.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED:
			e.GetWorkflowExecutionUpdateAcceptedEventAttributes().GetAcceptedRequest().GetInput().Header = header
		default:
			continue
		}
		stamped++
	}
	return stamped
}

// replayWith replays a history with all our workflows on a worker with these interceptors.
func replayWith(t *testing.T, h *historypb.History, with ...interceptor.Interceptor) error {
	t.Helper()
	var options worker.WorkflowReplayerOptions
	for _, i := range with {
		options.Interceptors = append(options.Interceptors, i)
	}
	r, err := worker.NewWorkflowReplayerWithOptions(options)
	if err != nil {
		t.Fatal(err)
	}
	crew.Register(replayable{WorkflowReplayer: r}, &activities.Activities{})
	return r.ReplayWorkflowHistory(sdklog.NewStructuredLogger(slog.New(slog.DiscardHandler)), h)
}

// replayable lets a replayer stand where a worker stands; it needs no activities.
type replayable struct {
	worker.WorkflowReplayer
	worker.ActivityRegistry
	worker.NexusServiceRegistry
}

func (replayable) RegisterActivity(any) {}
