package app

import (
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"math"
	"net/url"
	"os"
	"strings"
	"time"

	"go.temporal.io/sdk/client"

	"github.com/sightline-readiness/sightline/internal/telemetry"
	"github.com/sightline-readiness/sightline/postgres"
	"github.com/sightline-readiness/sightline/workflows"
)

// service is what our metrics begin with, and the name under which traces are sent.
const service = "sightline"

func newMetrics(log *slog.Logger) *telemetry.Metrics {
	return telemetry.NewMetrics(service, map[string]string{"version": release, "commit": commit()}, log)
}

// watch has a Temporal client count and trace what it does. Reviews and imports wait for people, so they are lasting.
func (p *Parts) watch(options *client.Options) error {
	var err error
	if options.MetricsHandler, err = p.Metrics.Temporal(); err != nil || p.Traces == nil {
		return err
	}
	tracing, err := p.Traces.Temporal(workflows.ReviewName, workflows.ActionName, workflows.PointName, workflows.PreScrutinyName, workflows.AssessmentName, workflows.AppraisalName, workflows.VisitName, workflows.VisitStepName, workflows.VisitEntryName, workflows.CaseAuditName, workflows.ImportName)
	options.Interceptors = append(options.Interceptors, tracing)
	return err
}

// healthTime is how long the ledger may take to say how it is while somebody fetches the metrics.
const healthTime = 2 * time.Second

// measure adds what the ledger knows to the metrics.
func (p *Parts) measure() {
	p.Metrics.Pool("ledger", p.DB.Stat)
	p.Metrics.Ask("ledger_up", "1 when the ledger said how it is within 2 seconds; when 0, the numbers that it knows are missing.", healthTime,
		func(ctx context.Context) ([]telemetry.Gauge, error) { return health(ctx, p.DB, p.Now()) })
}

// health is the page of that name in numbers.
func health(ctx context.Context, db *postgres.DB, now time.Time) ([]telemetry.Gauge, error) {
	h, err := db.Health(ctx)
	if err != nil {
		return nil, err
	}
	return []telemetry.Gauge{
		{Name: "reviews_running", Help: "Reviews that have opened and have not ended.", Value: float64(h.LiveReviews)},
		{Name: "deadlines_late", Help: "Deadlines that passed more than ten minutes ago and on which no worker has acted.", Value: float64(h.LateRungs)},
		{Name: "mails_unsent", Help: "Mails that could not leave for more than an hour.", Value: float64(h.UnsentMails)},
		{Name: "last_sweep_age_seconds", Help: "Since somebody looked for long-open cases; +Inf: never.", Value: age(h.LastSweep, now)},
		{Name: "last_digest_age_seconds", Help: "Since the morning mails were written; +Inf: never.", Value: age(h.LastDigest, now)},
		{Name: "worker_seen_age_seconds", Help: "Since the last sign of any worker; +Inf: never.", Value: age(h.WorkerSeen, now)},
		{Name: "audit_rows", Help: "Rows in the audit trail. They never become fewer.", Value: float64(h.AuditRows)},
	}, nil
}

// age is endless for what never was, so that an alarm on it rings.
func age(t, now time.Time) float64 {
	if t.IsZero() {
		return math.Inf(1)
	}
	return now.Sub(t).Seconds()
}

// traces begins to send traces, when a collector is configured.
func (c Config) traces(ctx context.Context, log *slog.Logger) (*telemetry.Traces, error) {
	if c.OTLPEndpoint == "" {
		return nil, nil
	}
	collector, err := c.collector()
	if err != nil {
		return nil, err
	}
	from := telemetry.Source{Service: service, Version: release, Instance: fmt.Sprintf("%s/%d", hostname(), os.Getpid())}
	return telemetry.NewTraces(ctx, collector, from, c.TraceShare, log)
}

func (c Config) collector() (telemetry.Collector, error) {
	to := telemetry.Collector{TLS: &tls.Config{MinVersion: tls.VersionTLS12}}
	var err error
	if to.URL, err = url.JoinPath(c.OTLPEndpoint, "v1/traces"); err != nil {
		return to, fmt.Errorf("read otlp-endpoint: %w", err)
	}
	if to.Headers, err = c.otlpHeaders(); err != nil {
		return to, err
	}
	if c.OTLPCAFile != "" {
		to.TLS.RootCAs, err = certificates("otlp-ca-file", c.OTLPCAFile)
	}
	return to, err
}

// otlpHeaders reads otlp-headers as OTEL_EXPORTER_OTLP_HEADERS is read: values may be percent-encoded. The error repeats nothing, since it is a secret.
func (c Config) otlpHeaders() (map[string]string, error) {
	headers := map[string]string{}
	for _, pair := range strings.Split(c.OTLPHeaders.Reveal(), ",") {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		name, value, ok := strings.Cut(pair, "=")
		plain, err := url.PathUnescape(strings.TrimSpace(value))
		if name = strings.TrimSpace(name); !ok || name == "" || err != nil {
			return nil, fmt.Errorf("otlp-headers must read name=value, with commas between them")
		}
		headers[name] = plain
	}
	return headers, nil
}

func (c Config) checkTraces(p *Problems) {
	if c.OTLPEndpoint == "" {
		return
	}
	u, err := url.Parse(c.OTLPEndpoint)
	switch {
	case err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.RawQuery != "":
		p.add("otlp-endpoint must read http://host:4318 or https://host:4318.") // it may hold a password
	case u.User != nil:
		p.add("otlp-endpoint holds a name or password: put what the collector asks for into otlp-headers.")
	case c.OTLPCAFile != "" && u.Scheme == "http":
		p.add("otlp-ca-file is set for an otlp-endpoint without https.")
	}
	if _, err := c.otlpHeaders(); err != nil {
		p.add("%v.", err)
	}
	if math.IsNaN(c.TraceShare) || c.TraceShare < 0 || c.TraceShare > 1 {
		p.add("trace-share is %v: it is a share from 0 to 1.", c.TraceShare)
	}
}

// stopTraces sends the last ones. That it cannot is no reason to end in another way.
func (p *Parts) stopTraces(ctx context.Context) {
	if err := p.Traces.Stop(ctx); err != nil {
		p.Log.Warn("the last traces are lost", "error", err)
	}
}
