package telemetry

import (
	"context"
	"log/slog"
	"slices"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/trace"
)

// passing are the attributes that may leave. Everything else that a library puts on a span stays here: paths and addresses, SQL, who was connected as
// whom. Ids are those that stand in our log as well.
var passing = []attribute.Key{
	"http.request.method", "http.route", "http.response.status_code",
	"db.system.name", "db.collection.name", "pgx.sql_state", "pgx.rows_affected",
	"temporalWorkflowID", "temporalRunID", "temporalActivityID", "temporalUpdateID",
}

// gate is an exporter that lets through a span's name, times and kind, whether it failed, and the passing attributes. Events and the description of a
// status go, since they are the texts of errors, which may hold anything.
//
// What cannot be sent is logged here and then forgotten: nothing waits for a collector that is away.
type gate struct {
	trace.SpanExporter
	log *slog.Logger
}

// ExportSpans sends what may leave.
func (g gate) ExportSpans(ctx context.Context, spans []trace.ReadOnlySpan) error {
	leaving := make([]trace.ReadOnlySpan, len(spans))
	for i, s := range spans {
		leaving[i] = reduced{s}
	}
	if err := g.SpanExporter.ExportSpans(ctx, leaving); err != nil {
		g.log.Warn("traces cannot be sent and are dropped", "spans", len(spans), "error", err)
	}
	return nil
}

type reduced struct{ trace.ReadOnlySpan }

// Attributes are those that pass.
func (s reduced) Attributes() []attribute.KeyValue {
	return slices.DeleteFunc(slices.Clone(s.ReadOnlySpan.Attributes()), func(a attribute.KeyValue) bool { return !slices.Contains(passing, a.Key) })
}

// Events are none.
func (reduced) Events() []trace.Event { return nil }

// Links are none.
func (reduced) Links() []trace.Link { return nil }

// Status is the code alone.
func (s reduced) Status() trace.Status { return trace.Status{Code: s.ReadOnlySpan.Status().Code} }
