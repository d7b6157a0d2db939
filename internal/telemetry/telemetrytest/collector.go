// Package telemetrytest plays a collector of traces, so that tests see what leaves the process.
package telemetrytest

import (
	"compress/gzip"
	"crypto/x509"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	collectorpb "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"
)

// A Collector takes OTLP over HTTP and keeps what it was sent.
type Collector struct {
	URL string // without /v1/traces

	t       *testing.T
	mu      sync.Mutex
	calls   int
	headers http.Header
	sent    []*tracepb.ResourceSpans
}

// New starts a collector that ends with the test.
func New(t *testing.T) *Collector {
	t.Helper()
	return start(t, (*httptest.Server).Start)
}

// NewTLS starts one that speaks TLS, and returns the certificate that vouches for it.
func NewTLS(t *testing.T) (*Collector, *x509.Certificate) {
	t.Helper()
	var certificate *x509.Certificate
	c := start(t, func(s *httptest.Server) {
		s.StartTLS()
		certificate = s.Certificate()
	})
	return c, certificate
}

func start(t *testing.T, begin func(*httptest.Server)) *Collector {
	t.Helper()
	c := &Collector{t: t}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/traces", c.take)
	server := httptest.NewUnstartedServer(mux)
	begin(server)
	t.Cleanup(server.Close)
	c.URL = server.URL
	return c
}

func (c *Collector) take(w http.ResponseWriter, r *http.Request) {
	request, err := read(r)
	if err != nil {
		c.t.Errorf("the collector cannot read what it was sent: %v", err)
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls++
	c.headers = r.Header
	c.sent = append(c.sent, request.GetResourceSpans()...)
}

func read(r *http.Request) (*collectorpb.ExportTraceServiceRequest, error) {
	var body io.Reader = r.Body
	if r.Header.Get("Content-Encoding") == "gzip" {
		z, err := gzip.NewReader(r.Body)
		if err != nil {
			return nil, err
		}
		body = z
	}
	data, err := io.ReadAll(body)
	if err != nil {
		return nil, err
	}
	request := new(collectorpb.ExportTraceServiceRequest)
	return request, proto.Unmarshal(data, request)
}

// Calls are how often anything came, and the headers of the last time.
func (c *Collector) Calls() (int, http.Header) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.calls, c.headers
}

// Spans are all that came so far.
func (c *Collector) Spans() []*tracepb.Span {
	c.mu.Lock()
	defer c.mu.Unlock()
	var all []*tracepb.Span
	for _, resource := range c.sent {
		for _, scope := range resource.GetScopeSpans() {
			all = append(all, scope.GetSpans()...)
		}
	}
	return all
}

// Names are the names of the spans that came so far, in order, each once.
func (c *Collector) Names() []string {
	var names []string
	for _, span := range c.Spans() {
		names = append(names, span.GetName())
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Text is everything that came, for a look at whether something stands in it.
func (c *Collector) Text() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var text strings.Builder
	for _, resource := range c.sent {
		text.WriteString(prototext.Format(resource))
	}
	return text.String()
}

// Await waits until a span with each of these names has come, and fails the test when that takes too long.
func (c *Collector) Await(names ...string) {
	c.t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	end := time.NewTimer(30 * time.Second)
	defer end.Stop()
	for {
		missing := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return slices.Contains(c.Names(), name) })
		if len(missing) == 0 {
			return
		}
		select {
		case <-tick.C:
		case <-end.C:
			c.t.Fatalf("no span came that is called %q; there are %q", missing, c.Names())
		}
	}
}
