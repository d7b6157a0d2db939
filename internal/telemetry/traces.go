package telemetry

import (
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/sdk/trace"
)

// A Collector is where traces are sent.
type Collector struct {
	URL     string // whole, such as https://collector.example:4318/v1/traces
	Headers map[string]string
	TLS     *tls.Config // for https
}

// A Source says which process a trace comes from.
type Source struct{ Service, Version, Instance string }

// Traces are sent to a collector until Stop.
type Traces struct{ provider *trace.TracerProvider }

// How long sending may take before a batch is given up.
const (
	sendTime  = 5 * time.Second
	retryTime = 20 * time.Second
)

// NewTraces begins to send this share, from 0 to 1, of all traces. A collector that is away is logged, and what was meant for it is dropped.
func NewTraces(ctx context.Context, to Collector, from Source, share float64, log *slog.Logger) (*Traces, error) {
	exporter, err := otlptracehttp.New(ctx, to.options()...)
	if err != nil {
		return nil, fmt.Errorf("prepare to send traces: %w", err)
	}
	return &Traces{trace.NewTracerProvider(
		trace.WithBatcher(gate{exporter, log}),
		trace.WithSampler(trace.ParentBased(trace.TraceIDRatioBased(share))),
		trace.WithResource(resource.NewSchemaless(
			attribute.String("service.name", from.Service), attribute.String("service.version", from.Version), attribute.String("service.instance.id", from.Instance),
		)),
	)}, nil
}

// options are all given, so that no OTEL_EXPORTER_ variable which happens to be set decides instead.
func (to Collector) options() []otlptracehttp.Option {
	var certificates *tls.Config // one for http would be refused
	if strings.HasPrefix(to.URL, "https:") {
		certificates = to.TLS
	}
	return []otlptracehttp.Option{
		otlptracehttp.WithEndpointURL(to.URL), otlptracehttp.WithHeaders(to.Headers), otlptracehttp.WithCompression(otlptracehttp.GzipCompression),
		otlptracehttp.WithTimeout(sendTime), otlptracehttp.WithTLSClientConfig(certificates),
		otlptracehttp.WithRetry(otlptracehttp.RetryConfig{Enabled: true, InitialInterval: time.Second, MaxInterval: sendTime, MaxElapsedTime: retryTime}),
	}
}

// Try sends nothing at all to the collector, to see whether it takes it.
func (to Collector) Try(ctx context.Context) error {
	return otlptracehttp.NewClient(to.options()...).UploadTraces(ctx, nil)
}

// Stop sends what has not been sent yet, for as long as ctx lets it. Stopping twice does nothing.
func (t *Traces) Stop(ctx context.Context) error {
	if t == nil {
		return nil
	}
	if err := t.provider.Shutdown(ctx); err != nil {
		return fmt.Errorf("send the last traces: %w", err)
	}
	return nil
}
