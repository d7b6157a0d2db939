package telemetry

import (
	"context"
	"fmt"
	"slices"

	"go.opentelemetry.io/otel/exporters/prometheus"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/contrib/opentelemetry"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/workflow"
)

// latencyBuckets suit the SDK's timers, from a call to the server to an activity that sends mail. In seconds.
var latencyBuckets = []float64{0.005, 0.02, 0.1, 0.5, 1, 5, 30, 60}

// Temporal is where the Temporal SDK puts its numbers. They keep the names under which Temporal describes them, temporal_…, without the prefix, so
// that its published dashboards fit.
func (m *Metrics) Temporal() (client.MetricsHandler, error) {
	if m == nil {
		return nil, nil
	}
	exporter, err := prometheus.New(prometheus.WithRegisterer(m.registry), prometheus.WithoutScopeInfo(), prometheus.WithoutTargetInfo())
	if err != nil {
		return nil, fmt.Errorf("make room for Temporal's metrics: %w", err)
	}
	provider := metric.NewMeterProvider(metric.WithReader(exporter), metric.WithResource(resource.Empty()), metric.WithView(metric.NewView(
		metric.Instrument{Kind: metric.InstrumentKindHistogram}, metric.Stream{Aggregation: metric.AggregationExplicitBucketHistogram{Boundaries: latencyBuckets}},
	)))
	return opentelemetry.NewMetricsHandler(opentelemetry.MetricsHandlerOptions{
		Meter: provider.Meter("temporal"), UseMonotonicCounters: true,
		OnError: func(err error) { m.log.Warn("a metric of Temporal's cannot be kept", "error", err) },
	}), nil
}

// Temporal traces what a client asks of Temporal and what a worker does for it, nil when traces are off. The parent's ids travel in a header, which
// histories keep; nothing else does.
//
// The workflows that are named lasting, which run for months, get no span of their own. It would be sent, months long, each time a worker let go of
// one; and whatever they do in all that time would go into the trace of whoever started them. What wakes such a workflow begins a trace instead.
func (t *Traces) Temporal(lasting ...string) (interceptor.Interceptor, error) {
	if t == nil {
		return nil, nil
	}
	all, err := opentelemetry.NewTracingInterceptor(opentelemetry.TracerOptions{
		Tracer: t.provider.Tracer("temporal"), TextMapPropagator: propagation.TraceContext{}, DisableBaggage: true,
		AllowInvalidParentSpans: true, // no work fails for the sake of a trace
	})
	if err != nil {
		return nil, fmt.Errorf("trace Temporal: %w", err)
	}
	return tracing{all, lasting}, nil
}

// tracing is the SDK's interceptor, passed over where it would tell a thing twice or for ever.
type tracing struct {
	interceptor.Interceptor
	lasting []string
}

// InterceptClient passes over the making of schedules: the schedule would keep the header, and each of its runs would be put into that trace.
func (t tracing) InterceptClient(next interceptor.ClientOutboundInterceptor) interceptor.ClientOutboundInterceptor {
	return tracedClient{t.Interceptor.InterceptClient(next), next}
}

type tracedClient struct {
	interceptor.ClientOutboundInterceptor
	plain interceptor.ClientOutboundInterceptor
}

// CreateSchedule is not traced.
func (c tracedClient) CreateSchedule(ctx context.Context, in *interceptor.ScheduleClientCreateInput) (client.ScheduleHandle, error) {
	return c.plain.CreateSchedule(ctx, in)
}

// InterceptWorkflow passes over lasting workflows, and over updates that are replayed.
func (t tracing) InterceptWorkflow(ctx workflow.Context, next interceptor.WorkflowInboundInterceptor) interceptor.WorkflowInboundInterceptor {
	return tracedWorkflow{t.Interceptor.InterceptWorkflow(ctx, next), next, t.lasting}
}

type tracedWorkflow struct {
	interceptor.WorkflowInboundInterceptor
	plain   interceptor.WorkflowInboundInterceptor
	lasting []string
}

// ExecuteWorkflow is traced unless the workflow lasts.
func (w tracedWorkflow) ExecuteWorkflow(ctx workflow.Context, in *interceptor.ExecuteWorkflowInput) (any, error) {
	if slices.Contains(w.lasting, workflow.GetInfo(ctx).WorkflowType.Name) {
		return w.plain.ExecuteWorkflow(ctx, in)
	}
	return w.WorkflowInboundInterceptor.ExecuteWorkflow(ctx, in)
}

// ExecuteUpdate is traced the first time only: a worker that takes a workflow up again goes through all its updates, old ones too.
func (w tracedWorkflow) ExecuteUpdate(ctx workflow.Context, in *interceptor.UpdateInput) (any, error) {
	if workflow.IsReplaying(ctx) {
		return w.plain.ExecuteUpdate(ctx, in)
	}
	return w.WorkflowInboundInterceptor.ExecuteUpdate(ctx, in)
}
