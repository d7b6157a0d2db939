package telemetry_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/routing"
	"github.com/sightline-readiness/sightline/internal/telemetry"
)

func metrics(t *testing.T) *telemetry.Metrics {
	t.Helper()
	return telemetry.NewMetrics("house", map[string]string{"version": "1"}, slog.New(slog.DiscardHandler))
}

// shown is the page of the metrics.
func shown(t *testing.T, m *telemetry.Metrics) string {
	t.Helper()
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if w.Code != http.StatusOK {
		t.Fatalf("answered %d: %s", w.Code, w.Body)
	}
	return w.Body.String()
}

func TestRequests(t *testing.T) {
	t.Parallel()
	m := metrics(t)
	mux := http.NewServeMux()
	for pattern, h := range map[string]http.HandlerFunc{
		"/cases/{id}": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusSeeOther) },
		"/abort":      func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	} {
		mux.Handle(pattern, routing.Named(pattern, h))
	}
	door := m.Requests(mux)
	ask(t, door, http.MethodGet, "/cases/70017")
	ask(t, door, http.MethodPost, "/cases/70018")
	ask(t, door, "BREW-70019", "/nothing/70020")
	func() {
		defer func() { _ = recover() }() //nolint:errcheck // net/http does the same
		ask(t, door, http.MethodGet, "/abort")
	}()
	page := shown(t, m)
	for _, line := range []string{
		`house_http_requests_total{method="GET",route="/cases/{id}",status="3xx"} 1`,
		`house_http_requests_total{method="POST",route="/cases/{id}",status="3xx"} 1`,
		`house_http_requests_total{method="other",route="none",status="4xx"} 1`,
		`house_http_requests_total{method="GET",route="/abort",status="5xx"} 1`,
		`house_http_request_duration_seconds_count{method="GET",route="/cases/{id}"} 1`,
		`house_build_info{version="1"} 1`,
	} {
		if !strings.Contains(page, line+"\n") {
			t.Errorf("there is no %s", line)
		}
	}
	// What may leak is a name or a label; the value behind the last blank is any number at all.
	for line := range strings.Lines(page) {
		if name := line[:strings.LastIndex(line, " ")+1]; strings.Contains(name, "700") {
			t.Errorf("an id of a path or an invented method is shown: %s", line)
		}
	}
}

// A question without an answer costs its patience and nothing else.
func TestAskWithoutAnswer(t *testing.T) {
	t.Parallel()
	m := metrics(t)
	m.Ask("quick_up", "The quick one.", time.Minute, func(context.Context) ([]telemetry.Gauge, error) {
		return []telemetry.Gauge{{"guests", "Guests in the house.", 7}}, nil
	})
	m.Ask("slow_up", "The slow one.", 50*time.Millisecond, func(ctx context.Context) ([]telemetry.Gauge, error) {
		<-ctx.Done()
		return []telemetry.Gauge{{"ghosts", "Ghosts in the house.", 1}}, errors.New("too late")
	})
	began := time.Now()
	page := shown(t, m)
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("took %s", took)
	}
	for _, line := range []string{"house_quick_up 1", "house_guests 7", "house_slow_up 0", "# HELP house_guests Guests in the house."} {
		if !strings.Contains(page, line+"\n") {
			t.Errorf("there is no %s in\n%s", line, page)
		}
	}
	if strings.Contains(page, "ghosts") {
		t.Error("a number without an answer is shown")
	}
}

// Temporal's numbers keep their names and get buckets in seconds.
func TestTemporalMetrics(t *testing.T) {
	t.Parallel()
	m := metrics(t)
	handler, err := m.Temporal()
	if err != nil {
		t.Fatal(err)
	}
	tagged := handler.WithTags(map[string]string{"operation": "StartWorkflowExecution"})
	tagged.Counter("temporal_request").Inc(2)
	tagged.Timer("temporal_request_latency").Record(30 * time.Millisecond)
	tagged.Gauge("temporal_num_pollers").Update(3)
	page := shown(t, m)
	for _, line := range []string{
		`temporal_request_total{operation="StartWorkflowExecution"} 2`,
		`temporal_request_latency_seconds_bucket{operation="StartWorkflowExecution",le="0.1"} 1`,
		`temporal_num_pollers{operation="StartWorkflowExecution"} 3`,
	} {
		if !strings.Contains(page, line+"\n") {
			t.Errorf("there is no %s in\n%s", line, page)
		}
	}
}
