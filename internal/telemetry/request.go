package telemetry

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/felixge/httpsnoop"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"github.com/sightline-readiness/sightline/internal/routing"
)

// unrouted is the route of a request that no named handler saw: a wrong address, or a refusal before.
const unrouted = "none"

var methods = []string{
	http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions,
}

// method is the request's, as long as it is a usual one: anybody can invent more.
func method(r *http.Request) string {
	if slices.Contains(methods, r.Method) {
		return r.Method
	}
	return "other"
}

// watched has next answer and tells done by which route, with which status and how fast, also when next panics.
func watched(w http.ResponseWriter, r *http.Request, next http.Handler, done func(pattern string, answer httpsnoop.Metrics)) {
	r, pattern := routing.Watch(r)
	answer, whole := httpsnoop.Metrics{Code: http.StatusOK}, false
	defer func() {
		if !whole {
			answer.Code = http.StatusInternalServerError
		}
		if *pattern == "" {
			*pattern = unrouted
		}
		done(*pattern, answer)
	}()
	answer.CaptureMetrics(w, func(w http.ResponseWriter) { next.ServeHTTP(w, r) })
	whole = true
}

// Requests counts what next answers.
func (m *Metrics) Requests(next http.Handler) http.Handler {
	if m == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		watched(w, r, next, func(pattern string, answer httpsnoop.Metrics) {
			m.requests.WithLabelValues(method(r), pattern, strconv.Itoa(answer.Code/100)+"xx").Inc()
			m.durations.WithLabelValues(method(r), pattern).Observe(answer.Duration.Seconds())
		})
	})
}

// Requests makes a trace of each request that next answers. A visitor's own trace headers are not believed: a stranger could make us send all.
func (t *Traces) Requests(next http.Handler) http.Handler {
	if t == nil {
		return next
	}
	tracer := t.provider.Tracer("http")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, span := tracer.Start(r.Context(), method(r), trace.WithNewRoot(), trace.WithSpanKind(trace.SpanKindServer))
		defer span.End()
		watched(w, r.WithContext(ctx), next, func(pattern string, answer httpsnoop.Metrics) {
			span.SetName(method(r) + " " + pattern)
			span.SetAttributes(
				attribute.String("http.request.method", method(r)), attribute.String("http.route", pattern), attribute.Int("http.response.status_code", answer.Code),
			)
			if answer.Code >= http.StatusInternalServerError {
				span.SetStatus(codes.Error, "")
			}
		})
	})
}
