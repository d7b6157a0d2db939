package e2e_test

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/worker"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/cmd/sightline/app"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/telemetry/telemetrytest"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"

	crew "github.com/sightline-readiness/sightline/worker"
)

// traceHeader is the header in which a trace travels through Temporal.
const traceHeader = "_tracer-data"

// TestTelemetry watches a house at work: a sweep and an area head's command, through serve's and the worker's metrics and through traces.
func TestTelemetry(t *testing.T) {
	t.Parallel()
	collector := telemetrytest.New(t)
	h := newHouse(t, func(c *app.Config) {
		c.PrivateListen, c.WorkerListen = freeAddress(t), freeAddress(t)
		c.OTLPEndpoint, c.TraceShare = collector.URL, 1
	})
	who := h.furnish(t, 40, calendar.DateOf(time.Now()))
	h.setRules(t, func(r *readiness.ReviewRules) { r.Thresholds[0].Months, r.SecondLookPer100 = 8, 0 })
	_, err := h.parts.Commands.Sweep(t.Context(), asked(lead))
	must(t, err)
	ids := h.reviews(t, "North")
	begin := asked(who["area_head North"])
	_, err = patiently(t, func() (readiness.Review, error) {
		return h.parts.Commands.Review(t.Context(), ids[0], readiness.BeginReview{}, begin)
	})
	must(t, err)

	private := h.texts(`select child_ref from cases union select name from people union select email from people`)
	for _, at := range []string{h.config.PrivateListen, h.config.WorkerListen} {
		page := h.metrics(t, at)
		for _, line := range []string{
			"sightline_ledger_up 1", "sightline_deadlines_late 0", "temporal_workflow_completed_total{", `workflow_type="sweep"`,
			"temporal_activity_execution_latency_seconds_bucket{", "temporal_request_latency_seconds_count{",
		} {
			if !strings.Contains(page, line) {
				t.Errorf("%s does not show %s", at, line)
			}
		}
		for _, p := range append(h.texts(`select id::text from cases union select id::text from people union select id::text from reviews`), private...) {
			if strings.Contains(page, p) {
				t.Errorf("%s shows %s", at, p)
			}
		}
	}

	collector.Await("StartWorkflow:sweep", "RunWorkflow:sweep", "UpdateWorkflow:begin-review", "HandleUpdate:begin-review", "RunActivity:RecordReview")
	history := h.history(t, h.config.PayloadKeys.Reveal(), "review/"+ids[0])
	if !strings.Contains(history.String(), traceHeader) {
		t.Error("no trace travelled through Temporal")
	}
	replayer := worker.NewWorkflowReplayer()
	crew.Register(replayable{WorkflowReplayer: replayer}, &activities.Activities{})
	must(t, replayer.ReplayWorkflowHistory(nil, history))
	schedule, err := h.temporal.WorkflowService().DescribeSchedule(t.Context(), &workflowservice.DescribeScheduleRequest{Namespace: "sightline", ScheduleId: workflows.SweepName})
	must(t, err)
	if strings.Contains(schedule.String(), traceHeader) {
		t.Error("the schedule keeps the trace of whoever made it")
	}
	h.stop()
	tracesFit(t, collector, private)
}

// tracesFit looks at the whole of what was sent.
func tracesFit(t *testing.T, collector *telemetrytest.Collector, private []string) {
	t.Helper()
	trace := map[string][]string{} // the names in each trace
	for _, s := range collector.Spans() {
		id := string(s.GetTraceId())
		trace[id] = append(trace[id], s.GetName())
		if n := s.GetName(); n == "RunWorkflow:review" || strings.HasPrefix(n, "CreateSchedule") || n == "statement" {
			t.Errorf("a span is called %s", n)
		}
		if d := time.Duration(s.GetEndTimeUnixNano() - s.GetStartTimeUnixNano()); d > 5*time.Minute {
			t.Errorf("%s lasts for %s", s.GetName(), d)
		}
	}
	together := []string{"UpdateWorkflow:begin-review", "HandleUpdate:begin-review", "RunActivity:RecordReview", "begin", "commit"}
	whole := slices.ContainsFunc(collector.Spans(), func(s *tracepb.Span) bool {
		names := trace[string(s.GetTraceId())]
		return !slices.ContainsFunc(together, func(name string) bool { return !slices.Contains(names, name) })
	})
	if !whole {
		t.Errorf("no trace holds %q together; there are %q", together, collector.Names())
	}
	text := collector.Text()
	for _, p := range append(private, "select ", "127.0.0.1") {
		if strings.Contains(text, p) {
			t.Errorf("%s leaves the house in a trace", p)
		}
	}
}

func (h *house) metrics(t *testing.T, at string) string {
	t.Helper()
	answer, err := http.Get("http://" + at + "/metrics")
	must(t, err)
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	must(t, err)
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("/metrics answers %d:\n%s", answer.StatusCode, page)
	}
	return string(page)
}
