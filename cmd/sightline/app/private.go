package app

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/sightline-readiness/sightline/internal/telemetry"
)

// The addresses of the private listener.
const (
	livePath    = "/livez"
	readyPath   = "/readyz"
	versionPath = "/version"
	metricsPath = "/metrics"
)

// A check is one thing that must be well before people or work are sent here.
type check struct {
	name string
	ask  func(ctx context.Context) error
}

// private answers the questions of whoever runs the service, on a listener of its own: is the process alive, is it ready, which version is it, how
// does it work.
type private struct {
	metrics  *telemetry.Metrics // nil: there are none
	checks   []check
	draining atomic.Bool
}

func (p *private) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+livePath, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "alive") })
	mux.HandleFunc("GET "+readyPath, p.ready)
	mux.HandleFunc("GET "+versionPath, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, Version()) })
	if p.metrics != nil {
		mux.Handle("GET "+metricsPath, p.metrics.Handler())
	}
	return mux
}

// ready answers 200 when every check passes and 503 otherwise, with a line for each.
func (p *private) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 4*time.Second)
	defer cancel()
	var lines strings.Builder
	status := http.StatusOK
	for _, c := range p.checks {
		verdict := "ok"
		if err := c.ask(ctx); err != nil {
			verdict, status = sentence(err), http.StatusServiceUnavailable
		}
		fmt.Fprintf(&lines, "%s: %s\n", c.name, verdict)
	}
	if p.draining.Load() {
		status = http.StatusServiceUnavailable
		lines.WriteString("stopping: new visitors go elsewhere\n")
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	fmt.Fprint(w, lines.String())
}

// checks are what serve and worker both need.
func (p *Parts) checks() []check {
	return []check{
		{"ledger", p.DB.Ping},
		{"schema", func(ctx context.Context) error { return current(ctx, p.DB) }},
		{"temporal", p.Commands.Reachable},
	}
}

// listen opens a listener, or none when it is off.
func listen(ctx context.Context, at string) (net.Listener, error) {
	if at == off {
		return nil, nil
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", at)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", at, err)
	}
	return l, nil
}
