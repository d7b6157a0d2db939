package app_test

import (
	"context"
	"encoding/base64"
	"encoding/pem"
	"io"
	"math"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"github.com/sightline-readiness/sightline/cmd/sightline/app"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/telemetry/telemetrytest"
	"github.com/sightline-readiness/sightline/internal/testdb"
	"github.com/sightline-readiness/sightline/postgres"
	"github.com/sightline-readiness/sightline/readiness"
)

// What no label and no attribute may hold: a child's reference, ids, secrets and a person.
const (
	child    = "CHILD70017"
	someID   = "0192a3b4-0000-7000-8000-000000070018"
	stopping = "stopmailssecret70019"
	feed     = "calendarsecret70020"
	lead     = "imogen.lead70021@council.example"
	password = "a long password 70022"
)

// private are the above, and every secret that wander met.
func private(secret string) []string {
	return []string{child, strings.ToLower(child), someID, stopping, feed, lead, "imogen", password, secret}
}

// wander goes through the door as an improvement lead with a fresh account, and as strangers do. It returns the secret of the sign-in link.
func wander(t *testing.T, parts *app.Parts, site string) (secret string) {
	t.Helper()
	asked := readiness.Asked{ID: someID, By: readiness.Actor{PersonID: "operator", Name: "test", Holdings: []readiness.Holding{{Role: readiness.Administrator}}}}
	person, err := parts.DB.SavePerson(t.Context(), "", readiness.SavePerson{Name: "Imogen Lead", Email: lead, Active: "yes"}, asked)
	if err != nil {
		t.Fatal(err)
	}
	asked.ID = "appoint"
	if _, err := parts.DB.AddPost(t.Context(), person.ID, readiness.AddPost{Role: readiness.ImprovementLead, From: calendar.DateOf(time.Now())}, asked); err != nil {
		t.Fatal(err)
	}
	asked.ID = "link"
	if secret, err = parts.DB.NewSignInLink(t.Context(), person.ID, asked); err != nil {
		t.Fatal(err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	visit := func(want int, method, path string, form url.Values) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, site+path, strings.NewReader(form.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		answer, err := browser.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		if body, err := io.ReadAll(answer.Body); err != nil || answer.StatusCode != want {
			t.Fatalf("%s %s answers %d, want %d (%v):\n%.2000s", method, path, answer.StatusCode, want, err, body)
		}
	}
	get, post := http.MethodGet, http.MethodPost
	visit(200, get, "/welcome/"+secret, nil)
	visit(303, post, "/welcome/"+secret, url.Values{"password": {password}})
	visit(200, get, "/cases?text="+child, nil)
	visit(404, get, "/cases/"+someID, nil)
	visit(404, get, "/reviews/"+child, nil)
	forged := base64.RawURLEncoding.EncodeToString([]byte(`["0","` + child + `","` + someID + `"]`))
	visit(422, get, "/cases?cursor="+forged, nil)
	visit(404, get, "/stop-mails/"+stopping, nil)
	visit(404, get, "/calendar/"+feed+".ics", nil)
	visit(404, get, "/"+child+"/"+someID, nil)
	visit(401, get, "/api/v1/cases/"+someID, nil)
	visit(404, get, "/api/v1/"+child, nil)
	visit(200, get, "/api/v1/openapi.json", nil)
	visit(404, "BREW"+child, "/", nil)
	return secret
}

// scrape reads the metrics as Prometheus does.
func scrape(t *testing.T, private string) map[string]*dto.MetricFamily {
	t.Helper()
	status, page := get(t, private+"/metrics")
	if status != http.StatusOK {
		t.Fatalf("/metrics answers %d:\n%s", status, page)
	}
	reader := expfmt.NewTextParser(model.LegacyValidation)
	families, err := reader.TextToMetricFamilies(strings.NewReader(page))
	if err != nil {
		t.Fatalf("Prometheus cannot read this: %v\n%s", err, page)
	}
	return families
}

// value is one number: a gauge or a counter with these labels, written name=value.
func value(t *testing.T, families map[string]*dto.MetricFamily, name string, labels ...string) float64 {
	t.Helper()
	for _, m := range families[name].GetMetric() {
		var has []string
		for _, l := range m.GetLabel() {
			has = append(has, l.GetName()+"="+l.GetValue())
		}
		slices.Sort(has)
		slices.Sort(labels)
		if !slices.Equal(has, labels) {
			continue
		}
		if m.GetGauge() != nil {
			return m.GetGauge().GetValue()
		}
		return m.GetCounter().GetValue()
	}
	t.Errorf("there is no %s%v", name, labels)
	return math.NaN()
}

func TestMetrics(t *testing.T) {
	t.Parallel()
	parts := open(t, away(t, testdb.DSN(t, postgres.Migrate)), io.Discard)
	if err := parts.DB.Beat(t.Context(), "a worker/1"); err != nil {
		t.Fatal(err)
	}
	secret := wander(t, parts, newServer(t, app.Door(away(t, "postgres://nobody@127.0.0.1:1/nothing"), parts)))
	families := scrape(t, newServer(t, app.PrivateHandler(parts)))
	for _, want := range [][3]string{
		{"GET", "/welcome/{secret}", "2xx"},
		{"POST", "/welcome/{secret}", "3xx"},
		{"GET", "/cases", "2xx"},
		{"GET", "/cases/{id}", "4xx"},
		{"GET", "/stop-mails/{secret}", "4xx"},
		{"GET", "/calendar/{file}", "4xx"},
		{"GET", "/api/v1/cases/{id}", "4xx"},
		{"GET", "/api/v1/openapi.json", "2xx"},
	} {
		if n := value(t, families, "sightline_http_requests_total", "method="+want[0], "route="+want[1], "status="+want[2]); n != 1 {
			t.Errorf("%v was counted %v times", want, n)
		}
	}
	for name, want := range map[string]float64{
		"sightline_ledger_up": 1, "sightline_reviews_running": 0, "sightline_deadlines_late": 0, "sightline_mails_unsent": 0,
		"sightline_last_sweep_age_seconds": math.Inf(1), "sightline_last_digest_age_seconds": math.Inf(1),
	} {
		if got := value(t, families, name); got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	if seen := value(t, families, "sightline_worker_seen_age_seconds"); seen < 0 || seen > 60 {
		t.Errorf("a worker that was here a moment ago was seen %v seconds ago", seen)
	}
	if rows := value(t, families, "sightline_audit_rows"); rows < 3 {
		t.Errorf("%v rows in the audit trail", rows)
	}
	if most, got := value(t, families, "sightline_ledger_connections_max"), value(t, families, "sightline_ledger_acquires_total"); most < 1 || got < 10 {
		t.Errorf("at most %v connections, got %v times", most, got)
	}
	for _, name := range []string{"go_goroutines", "process_cpu_seconds_total", "sightline_build_info", "sightline_http_request_duration_seconds"} {
		if families[name] == nil {
			t.Errorf("there is no %s", name)
		}
	}
	checkLabels(t, families, private(secret))
}

// checkLabels wants names of ours or known ones, and nothing private in any label.
func checkLabels(t *testing.T, families map[string]*dto.MetricFamily, private []string) {
	t.Helper()
	for name, family := range families {
		if prefix, _, _ := strings.Cut(name, "_"); !slices.Contains([]string{"sightline", "go", "process", "temporal"}, prefix) {
			t.Errorf("%s has another prefix than ours", name)
		}
		if family.GetHelp() == "" && !strings.HasPrefix(name, "temporal_") {
			t.Errorf("%s does not explain itself", name)
		}
		for _, m := range family.GetMetric() {
			for _, l := range m.GetLabel() {
				for _, p := range private {
					if strings.Contains(l.GetValue(), p) {
						t.Errorf("%s of %s is %s", l.GetName(), name, l.GetValue())
					}
				}
			}
		}
	}
}

// silent is an address that lets connect and then says nothing.
func silent(t *testing.T) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l.Addr().String()
}

// A ledger that is away shows as such and holds no scrape up, whether it refuses or says nothing at all.
func TestMetricsWithoutLedger(t *testing.T) {
	t.Parallel()
	for name, at := range map[string]string{"refuses": "127.0.0.1:1", "silent": silent(t)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			parts := open(t, away(t, "postgres://nobody@"+at+"/nothing?sslmode=disable"), io.Discard)
			began := time.Now()
			families := scrape(t, newServer(t, app.PrivateHandler(parts)))
			if took := time.Since(began); took > 5*time.Second {
				t.Errorf("the scrape took %s", took)
			}
			if up := value(t, families, "sightline_ledger_up"); up != 0 {
				t.Errorf("the ledger is up: %v", up)
			}
			if families["sightline_deadlines_late"] != nil {
				t.Error("a ledger that is away knows of deadlines")
			}
			if families["go_goroutines"] == nil {
				t.Error("the other numbers are missing")
			}
		})
	}
}

// traced is a configuration that sends traces.
func traced(t *testing.T, c app.Config) (app.Config, *telemetrytest.Collector) {
	t.Helper()
	collector := telemetrytest.New(t)
	c.OTLPEndpoint, c.OTLPHeaders = collector.URL, "authorization=Bearer%20hunter2, x-council = Fairshire"
	checked, err := c.Validate(app.NeedLedger | app.NeedTemporal)
	if err != nil {
		t.Fatal(err)
	}
	return checked, collector
}

func TestTraces(t *testing.T) {
	t.Setenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://127.0.0.1:1") // decides nothing, no more than the others
	t.Setenv("OTEL_EXPORTER_OTLP_HEADERS", "authorization=hunter3")
	c, collector := traced(t, away(t, testdb.DSN(t, postgres.Migrate)))
	parts := open(t, c, io.Discard)
	secret := wander(t, parts, newServer(t, app.Door(c, parts)))
	parts.Close()
	names := collector.Names()
	for _, want := range []string{
		"GET /welcome/{secret}", "POST /welcome/{secret}", "GET /cases", "GET /cases/{id}", "GET /calendar/{file}", "GET /api/v1/cases/{id}", "GET none", "other none",
		"begin", "commit", "list teams",
	} {
		if !slices.Contains(names, want) {
			t.Errorf("no span is called %q; there are %q", want, names)
		}
	}
	if slices.Contains(names, "statement") {
		t.Error("a statement has no name")
	}
	text := collector.Text()
	for _, p := range append(private(secret), "select ", "127.0.0.1") {
		if strings.Contains(text, p) {
			t.Errorf("%s leaves the house in a trace", p)
		}
	}
	if _, headers := collector.Calls(); headers.Get("Authorization") != "Bearer hunter2" || headers.Get("X-Council") != "Fairshire" {
		t.Errorf("the collector was sent the headers %v", headers)
	}
	byID := map[string]string{}
	for _, span := range collector.Spans() {
		byID[string(span.GetSpanId())] = span.GetName()
	}
	for _, span := range collector.Spans() {
		if parent := byID[string(span.GetParentSpanId())]; span.GetName() == "list teams" && !strings.HasPrefix(parent, "GET /") {
			t.Errorf("a statement belongs to %q", parent)
		}
	}
}

// A collector with a certificate of the council's own is believed with otlp-ca-file alone.
func TestTracesOverTLS(t *testing.T) {
	t.Parallel()
	collector, certificate := telemetrytest.NewTLS(t)
	file := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, try := range [][2]string{{"", ""}, {file, "GET none"}} {
		ca, want := try[0], try[1]
		c := away(t, "postgres://nobody@127.0.0.1:1/nothing")
		c.OTLPEndpoint, c.OTLPCAFile = collector.URL, ca
		parts := open(t, c, io.Discard)
		get(t, newServer(t, app.Door(c, parts))+"/api/nothing")
		parts.Close()
		if got := strings.Join(collector.Names(), ""); got != want {
			t.Errorf("with the certificate %q the collector has %q, want %q", ca, got, want)
		}
	}
}

// Without an endpoint there are no traces, and nothing in the process makes any. A variable of OpenTelemetry's changes nothing.
func TestTracesAreOffByDefault(t *testing.T) {
	collector := telemetrytest.New(t)
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.URL)
	t.Setenv("OTEL_TRACES_EXPORTER", "otlp")
	c := away(t, testdb.DSN(t, postgres.Migrate))
	parts := open(t, c, io.Discard)
	if parts.Traces != nil {
		t.Error("there are traces")
	}
	wander(t, parts, newServer(t, app.Door(c, parts)))
	all := make([]byte, 1<<20)
	if running := string(all[:runtime.Stack(all, true)]); strings.Contains(running, "otel/sdk/trace") || strings.Contains(running, "otlptrace") {
		t.Errorf("a goroutine waits to send traces:\n%s", running)
	}
	parts.Close()
	if calls, _ := collector.Calls(); calls != 0 {
		t.Errorf("the collector was called %d times", calls)
	}
}

// A collector that is away costs a stop no more than its grace, and nothing else.
func TestTracesWithoutCollector(t *testing.T) {
	t.Parallel()
	c := away(t, testdb.DSN(t, postgres.Migrate))
	c.OTLPEndpoint = "http://" + silent(t)
	parts := open(t, c, io.Discard)
	wander(t, parts, newServer(t, app.Door(c, parts)))
	began := time.Now()
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	if err := parts.Traces.Stop(ctx); err == nil {
		t.Error("the last traces were sent to nobody")
	}
	parts.Close()
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("stopping took %s", took)
	}
}
