package e2e_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/cmd/sightline/app"
	"github.com/sightline-readiness/sightline/internal/pgserver"
	"github.com/sightline-readiness/sightline/internal/testdb"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/standalone/temporalserver"
	"github.com/sightline-readiness/sightline/workflows"
)

// A house is a whole Sightline in this process: PostgreSQL, Temporal, a worker and the doors, in one folder. It can be stopped and started.
type house struct {
	*eyes
	t      *testing.T
	dir    string
	config app.Config
	url    string // where the pages are
	said   *paper // what serve printed
	log    *paper

	pg     *pgserver.Server
	server *temporalserver.Server
	parts  *app.Parts
	end    context.CancelFunc
	ended  chan error
}

// newHouse starts a house for one test. Settings change its configuration first.
func newHouse(t *testing.T, settings ...func(*app.Config)) *house {
	t.Helper()
	h := &house{t: t, dir: testdb.Dir(t), said: new(paper), log: new(paper)}
	listen := freeAddress(t)
	h.config = app.Config{
		Listen: listen, PrivateListen: "off", WorkerListen: "off", Council: "Fairshire County Council", Grace: 10 * time.Second,
		TemporalNamespace: "sightline", PayloadKeys: app.Secret(workflows.NewKey("e2e")),
		SMTPPort: 587, SMTPTLS: "required", LogLevel: "warn", LogFormat: "text",
	}
	for _, set := range settings {
		set(&h.config)
	}
	h.url = "http://" + listen
	t.Cleanup(func() {
		h.stop()
		if t.Failed() {
			t.Logf("the house said:\n%s\nand its log:\n%s", h.said, h.log)
		}
	})
	h.start()
	return h
}

// start starts what a standalone starts, in its order.
func (h *house) start() {
	h.t.Helper()
	h.ground()
	log := slog.New(slog.NewTextHandler(h.log, &slog.HandlerOptions{Level: slog.LevelWarn}))
	config, err := h.config.Validate(app.NeedLedger | app.NeedTemporal)
	must(h.t, err)
	h.parts, err = app.Open(h.t.Context(), config, log)
	must(h.t, err)
	ctx, end := context.WithCancel(context.Background())
	h.end, h.ended = end, make(chan error, 2)
	go func() { h.ended <- app.Serve(ctx, config, h.parts, h.said) }()
	go func() { h.ended <- app.Work(ctx, config, h.parts) }()
	before := h.eyes
	h.eyes = look(h.t, h.pg.DSN("sightline"), h.server.Address(), h.config.PayloadKeys.Reveal())
	if before != nil {
		h.children, h.began = before.children, before.began
	}
}

// ground starts the two servers that the house stands on.
func (h *house) ground() {
	h.t.Helper()
	quiet := slog.New(slog.NewTextHandler(h.log, &slog.HandlerOptions{Level: slog.LevelError}))
	var err error
	h.pg, err = pgserver.Start(h.t.Context(), pgserver.Config{Dir: filepath.Join(h.dir, "postgres"), Log: quiet})
	must(h.t, err)
	must(h.t, h.pg.CreateDatabase(h.t.Context(), "sightline"))
	must(h.t, app.Migrate(h.t.Context(), h.pg.DSN("sightline")))
	h.server, err = temporalserver.Start(h.t.Context(), temporalserver.Config{Postgres: h.pg, Log: quiet})
	must(h.t, err)
	h.config.DatabaseURL, h.config.TemporalAddress = app.Secret(h.pg.DSN("sightline")), h.server.Address()
}

// stop stops everything in the order in which nothing is lost. Stopping what does not run does nothing.
func (h *house) stop() {
	if h.end != nil {
		h.end()
		if err := errors.Join(<-h.ended, <-h.ended); err != nil {
			h.t.Errorf("the house ended with: %v", err)
		}
		h.parts.Close()
		h.end = nil
	}
	if h.server != nil {
		if err := h.server.Stop(); err != nil {
			h.t.Errorf("stop Temporal: %v", err)
		}
		h.server = nil
	}
	if h.pg != nil {
		if err := h.pg.Stop(context.Background()); err != nil {
			h.t.Errorf("stop PostgreSQL: %v", err)
		}
		h.pg = nil
	}
}

// sightline runs a verb of the one binary against this house, and returns what it printed.
func (h *house) sightline(args ...string) string {
	h.t.Helper()
	set := map[string]string{
		"SIGHTLINE_DATABASE_URL": h.config.DatabaseURL.Reveal(), "SIGHTLINE_TEMPORAL_ADDRESS": h.config.TemporalAddress,
		"SIGHTLINE_PAYLOAD_KEYS": h.config.PayloadKeys.Reveal(), "SIGHTLINE_ADDRESS": h.url,
	}
	var out, err bytes.Buffer
	code := app.Main(h.t.Context(), args, func(name string) (string, bool) { v, ok := set[name]; return v, ok }, &out, &err)
	if code != 0 {
		h.t.Fatalf("sightline %v left with %d: %s%s", args, code, out.String(), err.String())
	}
	return out.String()
}

var welcoming = regexp.MustCompile(`http://\S+/welcome/(\S+)`)

// firstLink is the secret of the link that serve printed for the first administrator.
func (h *house) firstLink() string {
	h.t.Helper()
	var found []string
	until(h.t, soon, "the first administrator's link", func() (bool, any) {
		found = welcoming.FindStringSubmatch(h.said.String())
		return found != nil, h.said.String()
	})
	return found[1]
}

// lead is somebody who may import and sweep before there are people.
var lead = readiness.Actor{PersonID: "test", Name: "the test", Holdings: []readiness.Holding{{Role: readiness.ImprovementLead}, {Role: readiness.Administrator}}}

// paper keeps what is written on it.
type paper struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (p *paper) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.Write(b)
}

func (p *paper) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.String()
}

// write keeps bytes in a file of the test's own.
func write(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	must(t, os.WriteFile(path, data, 0o600))
	return path
}
