package telemetry

import (
	"context"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
)

// Tracer makes spans as a library would.
func Tracer(t *Traces) trace.Tracer { return t.provider.Tracer("test") }

// Spoil puts on the span of ctx what libraries put there: the text of an error everywhere that it fits.
func Spoil(ctx context.Context, err error) {
	span := trace.SpanFromContext(ctx)
	span.RecordError(err)
	span.SetStatus(codes.Error, err.Error())
	span.AddEvent(err.Error())
	span.AddLink(trace.Link{SpanContext: span.SpanContext(), Attributes: []attribute.KeyValue{attribute.String("why", err.Error())}})
	span.SetAttributes(attribute.String("url.path", err.Error()), attribute.String("db.query.text", err.Error()), attribute.String("pgx.sql_state", "22P02"))
}
