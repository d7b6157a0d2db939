package telemetry_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/routing"
	"github.com/sightline-readiness/sightline/internal/telemetry"
	"github.com/sightline-readiness/sightline/internal/telemetry/telemetrytest"
)

// traces are sent to a collector of the test's own.
func traces(t *testing.T, share float64) (*telemetry.Traces, *telemetrytest.Collector) {
	t.Helper()
	collector := telemetrytest.New(t)
	to := telemetry.Collector{URL: collector.URL + "/v1/traces", Headers: map[string]string{"Authorization": "Bearer hunter2"}}
	sent, err := telemetry.NewTraces(t.Context(), to, telemetry.Source{Service: "test", Version: "1", Instance: "here/1"}, share, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, sent) })
	return sent, collector
}

func stop(t *testing.T, sent *telemetry.Traces) {
	t.Helper()
	if err := sent.Stop(context.Background()); err != nil {
		t.Error(err)
	}
}

// What a library puts on a span, and every text of an error, stays here.
func TestGate(t *testing.T) {
	t.Parallel()
	sent, collector := traces(t, 1)
	ctx, span := telemetry.Tracer(sent).Start(t.Context(), "list the cases")
	telemetry.Spoil(ctx, errors.New(`invalid input syntax: "CH-70017"`))
	span.End()
	stop(t, sent)
	if calls, headers := collector.Calls(); calls == 0 || headers.Get("Authorization") != "Bearer hunter2" {
		t.Errorf("%d calls with %v", calls, headers)
	}
	text := collector.Text()
	if strings.Contains(text, "CH-70017") {
		t.Errorf("the reference leaves:\n%s", text)
	}
	for _, stays := range []string{"list the cases", "STATUS_CODE_ERROR", "pgx.sql_state", "22P02", "here/1"} {
		if !strings.Contains(text, stays) {
			t.Errorf("%s does not leave:\n%s", stays, text)
		}
	}
}

func TestTracesOff(t *testing.T) {
	t.Parallel()
	var off *telemetry.Traces
	next := http.NotFoundHandler()
	if got := off.Requests(next); got == nil || off.Queries(nil) != nil {
		t.Error("something is watched")
	}
	if i, err := off.Temporal(); i != nil || err != nil {
		t.Errorf("Temporal is watched with %v, %v", i, err)
	}
	stop(t, off)
}

// A share of nothing sends nothing.
func TestShare(t *testing.T) {
	t.Parallel()
	sent, collector := traces(t, 0)
	ask(t, sent.Requests(http.NotFoundHandler()), http.MethodGet, "/")
	stop(t, sent)
	if names := collector.Names(); len(names) > 0 {
		t.Errorf("sent %q", names)
	}
}

// A request's span is named by its route, and a stranger's trace headers decide nothing.
func TestTracedRequest(t *testing.T) {
	t.Parallel()
	sent, collector := traces(t, 1)
	mux := http.NewServeMux()
	mux.Handle("GET /welcome/{secret}", routing.Named("GET /welcome/{secret}", http.NotFoundHandler()))
	r := httptest.NewRequest(http.MethodGet, "/welcome/hunter2?q=CH-70017", nil)
	r.Header.Set("Traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
	sent.Requests(mux).ServeHTTP(httptest.NewRecorder(), r)
	stop(t, sent)
	collector.Await("GET /welcome/{secret}")
	for _, secret := range []string{"hunter2", "CH-70017"} {
		if strings.Contains(collector.Text(), secret) {
			t.Errorf("%s leaves:\n%s", secret, collector.Text())
		}
	}
	if span := collector.Spans()[0]; len(span.GetParentSpanId()) > 0 {
		t.Error("the stranger's span is the parent")
	}
}

func ask(t *testing.T, h http.Handler, method, path string) int {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(method, path, nil))
	return w.Code
}
