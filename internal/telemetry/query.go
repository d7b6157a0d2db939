package telemetry

import (
	"github.com/exaring/otelpgx"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"go.opentelemetry.io/otel/metric/noop"
)

// Queries has a pool trace what it is asked on behalf of something that is traced; nil when traces are off. name gives each statement the name of its
// span; neither its text nor its arguments are kept.
func (t *Traces) Queries(name func(statement string) string) func(*pgxpool.Config) {
	if t == nil {
		return nil
	}
	tracer := otelpgx.NewTracer(
		otelpgx.WithTracerProvider(t.provider), otelpgx.WithMeterProvider(noop.NewMeterProvider()), otelpgx.WithSpanNameFunc(name),
		otelpgx.WithDisableSQLStatementInAttributes(), otelpgx.WithDisableConnectionDetailsInAttributes(),
	)
	return func(pool *pgxpool.Config) { pool.ConnConfig.Tracer = asked{tracer, tracer, tracer} }
}

// asked is what a tracer of pgx does, without two things: preparing is part of a statement's own time, and known only by a text that pgx has rewritten;
// getting a connection takes no time, or else the pool's metrics say so.
type asked struct {
	pgx.QueryTracer
	pgx.CopyFromTracer
	pgx.ConnectTracer
}
