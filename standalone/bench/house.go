package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/jackc/pgx/v5"
	"go.temporal.io/sdk/client"
	sdkworker "go.temporal.io/sdk/worker"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/internal/pgserver"
	"github.com/sightline-readiness/sightline/postgres"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/standalone/temporalserver"
	"github.com/sightline-readiness/sightline/worker"
	"github.com/sightline-readiness/sightline/workflows"
)

// house is a whole Sightline without its pages, in a folder of its own that the standalone could take over.
type house struct {
	dir      string
	pg       *pgserver.Server
	server   *temporalserver.Server
	db       *postgres.DB
	temporal client.Client
	runs     *workflows.Client
	worker   sdkworker.Worker
	look     *pgx.Conn // for what the bench wants to know and no page asks
}

const ledger = "sightline"

func (h *house) postgresDir() string { return filepath.Join(h.dir, "postgres") }
func (h *house) keys() string        { return filepath.Join(h.dir, "payload-keys") }

// inHouse starts a house in a new folder, does something in it and leaves nothing of it.
func inHouse(ctx context.Context, do func(*house) error) error {
	return in(ctx, (*house).start, do)
}

// inLedger is inHouse without Temporal and a worker: for what only reads.
func inLedger(ctx context.Context, do func(*house) error) error {
	return in(ctx, (*house).startLedger, do)
}

func in(ctx context.Context, start func(*house, context.Context) error, do func(*house) error) (err error) {
	dir, err := os.MkdirTemp("", "sightline-bench-")
	if err != nil {
		return err
	}
	h := &house{dir: dir}
	defer func() { err = errors.Join(err, h.stop(), os.RemoveAll(dir)) }()
	if err := os.Chmod(dir, 0o711); err != nil { // as root, PostgreSQL runs as somebody else and must get in
		return err
	}
	if err := start(h, ctx); err != nil {
		return err
	}
	return do(h)
}

func (h *house) start(ctx context.Context) (err error) {
	if err = h.startLedger(ctx); err != nil {
		return err
	}
	if h.server, err = temporalserver.Start(ctx, temporalserver.Config{Postgres: h.pg, Log: slog.Default()}); err != nil {
		return err
	}
	return h.staff()
}

// startLedger starts PostgreSQL with an empty ledger.
func (h *house) startLedger(ctx context.Context) (err error) {
	if h.pg, err = pgserver.Start(ctx, pgserver.Config{Dir: h.postgresDir(), Log: slog.Default()}); err != nil {
		return err
	}
	if err = h.pg.CreateDatabase(ctx, ledger); err != nil {
		return err
	}
	if err = postgres.Migrate(ctx, h.pg.DSN(ledger)); err != nil {
		return err
	}
	if h.db, err = postgres.Open(ctx, h.pg.DSN(ledger), postgres.Options{}); err != nil {
		return err
	}
	h.look, err = pgx.Connect(ctx, h.pg.DSN(ledger))
	return err
}

// staff connects to Temporal and sets a worker to work, as the product does.
func (h *house) staff() error {
	key := workflows.NewKey("bench")
	if err := os.WriteFile(h.keys(), []byte(key+"\n"), 0o600); err != nil {
		return err
	}
	seal, err := workflows.NewSeal(key)
	if err != nil {
		return err
	}
	if h.temporal, err = client.Dial(workflows.Options(h.server.Address(), h.server.Namespace(), seal, slog.Default())); err != nil {
		return err
	}
	h.runs = workflows.NewClient(h.temporal)
	fatal := func(err error) { fmt.Fprintln(os.Stderr, "the worker cannot go on:", err) }
	h.worker = worker.New(h.temporal, &activities.Activities{
		Ledger: h.db, Lists: noLists{}, Mail: keepMail{}, Runs: h.runs, Address: "http://127.0.0.1:8480",
	}, fatal)
	registerNothing(h.worker)
	return h.worker.Start()
}

// stop stops everything in the order in which nothing is lost, and leaves the folder.
func (h *house) stop() error {
	var all []error
	if h.worker != nil {
		h.worker.Stop()
	}
	if h.temporal != nil {
		h.temporal.Close()
	}
	if h.look != nil {
		all = append(all, h.look.Close(context.Background()))
	}
	if h.db != nil {
		h.db.Close()
	}
	if h.server != nil {
		all = append(all, h.server.Stop())
	}
	if h.pg != nil {
		all = append(all, h.pg.Stop(context.Background()))
	}
	*h = house{dir: h.dir}
	return errors.Join(all...)
}

// count asks the ledger for one number.
func (h *house) count(ctx context.Context, query string) (n int, err error) {
	err = h.look.QueryRow(ctx, query).Scan(&n)
	return n, err
}

// opened counts the reviews whose first event is recorded.
func (h *house) opened(ctx context.Context) (int, error) {
	return h.count(ctx, "select count(*) from reviews where status <> 'planned'")
}

// sweep opens what is due and waits until n reviews have opened in all.
func (h *house) sweep(ctx context.Context, n int) error {
	_, err := h.runs.Sweep(ctx, asked(fmt.Sprintf("sweep-%d", n)))
	if err != nil && !readiness.Unconfirmed.Is(err) { // a large sweep outlasts a person's patience
		return fmt.Errorf("sweep: %w", err)
	}
	return until(ctx, n, h.opened)
}

// keepMail keeps every mail: the bench sends none.
type keepMail struct{}

func (keepMail) Send(context.Context, activities.OutgoingMail) (bool, error) { return false, nil }

// noLists refuses every upload: the bench hands cases to the ledger itself.
type noLists struct{}

func (noLists) Read(context.Context, readiness.Upload, func(done, total int)) (readiness.Extract, []readiness.Finding, error) {
	return readiness.Extract{}, nil, readiness.Errorf(readiness.Invalid, "The bench reads no lists here.")
}
