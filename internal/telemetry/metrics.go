package telemetry

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics are the numbers of one process.
type Metrics struct {
	prefix    string
	registry  *prometheus.Registry
	log       *slog.Logger
	requests  *prometheus.CounterVec
	durations *prometheus.HistogramVec
}

// durationBuckets are around what people notice: a page is quick below 0.1 s, slow above 1 s, and an upload may take a minute. In seconds.
var durationBuckets = []float64{0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60}

// NewMetrics makes the numbers of a process whose own metrics begin with this prefix and an underscore: Go's, the operating system's, and which build
// it is.
func NewMetrics(prefix string, build map[string]string, log *slog.Logger) *Metrics {
	m := &Metrics{
		prefix: prefix, log: log, registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: prefix, Name: "http_requests_total", Help: "Requests answered, by the route's pattern and the hundred of the status.",
		}, []string{"method", "route", "status"}),
		durations: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: prefix, Name: "http_request_duration_seconds", Help: "How long requests took, by the route's pattern.", Buckets: durationBuckets,
		}, []string{"method", "route"}),
	}
	info := prometheus.NewGauge(prometheus.GaugeOpts{
		Namespace: prefix, Name: "build_info", Help: "Always 1; its labels say which build this is.", ConstLabels: build,
	})
	info.Set(1)
	m.registry.MustRegister(
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), info, m.requests, m.durations,
	)
	return m
}

// How long and how often a fetch of the numbers may go on.
const (
	scrapeTime  = 8 * time.Second // Prometheus gives up after 10
	mostScrapes = 4
)

// Handler gives the numbers as Prometheus reads them. A number that cannot be had is left out and logged; the others are given all the same.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{
		ErrorLog: slog.NewLogLogger(m.log.Handler(), slog.LevelWarn), ErrorHandling: promhttp.ContinueOnError,
		MaxRequestsInFlight: mostScrapes, Timeout: scrapeTime,
	})
}
