package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"go.temporal.io/sdk/activity"
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

// house is a whole Sightline without its pages, in a folder of its own.
type house struct {
	dir      string
	pg       *pgserver.Server
	server   *temporalserver.Server
	db       *postgres.DB
	temporal client.Client
	runs     *workflows.Client
	worker   sdkworker.Worker
	key      string
}

// newHouse starts a house in a new folder; close removes it.
func newHouse(ctx context.Context) (*house, error) {
	dir, err := os.MkdirTemp("", "sightline-bench-")
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(dir, 0o755); err != nil { // as root, PostgreSQL runs as somebody else and must get in
		return nil, err
	}
	h := &house{dir: dir, key: workflows.NewKey("bench")}
	if err := h.start(ctx); err != nil {
		h.close()
		return nil, err
	}
	return h, nil
}

func (h *house) start(ctx context.Context) (err error) {
	if h.pg, err = pgserver.Start(ctx, pgserver.Config{Dir: filepath.Join(h.dir, "postgres"), Log: slog.Default()}); err != nil {
		return err
	}
	if err = h.pg.CreateDatabase(ctx, "sightline"); err != nil {
		return err
	}
	if err = postgres.Migrate(ctx, h.pg.DSN("sightline")); err != nil {
		return err
	}
	if h.server, err = temporalserver.Start(ctx, temporalserver.Config{Postgres: h.pg, Log: slog.Default()}); err != nil {
		return err
	}
	if h.db, err = postgres.Open(ctx, h.pg.DSN("sightline"), postgres.Options{MaxConns: 20}); err != nil {
		return err
	}
	seal, err := workflows.NewSeal(h.key)
	if err != nil {
		return err
	}
	if h.temporal, err = client.Dial(workflows.Options(h.server.Address(), h.server.Namespace(), seal, slog.Default())); err != nil {
		return err
	}
	h.runs = workflows.NewClient(h.temporal)
	h.worker = worker.New(h.temporal, &activities.Activities{
		Ledger: h.db, Lists: noLists{}, Mail: keepMail{}, Runs: h.runs, Beat: activity.RecordHeartbeat, Address: "http://127.0.0.1:8480",
	})
	registerNothing(h.worker)
	return h.worker.Start()
}

// stop stops everything in the order in which nothing is lost, and leaves the folder.
func (h *house) stop() {
	if h.worker != nil {
		h.worker.Stop()
	}
	if h.temporal != nil {
		h.temporal.Close()
	}
	if h.db != nil {
		h.db.Close()
	}
	if h.server != nil {
		if err := h.server.Stop(); err != nil {
			fmt.Fprintln(os.Stderr, "stop the Temporal server:", err)
		}
	}
	if h.pg != nil {
		if err := h.pg.Stop(context.Background()); err != nil {
			fmt.Fprintln(os.Stderr, "stop PostgreSQL:", err)
		}
	}
	*h = house{dir: h.dir, key: h.key}
}

func (h *house) close() {
	h.stop()
	if err := os.RemoveAll(h.dir); err != nil {
		fmt.Fprintln(os.Stderr, "remove the bench's folder:", err)
	}
}

// keepMail keeps every mail: the bench sends none.
type keepMail struct{}

func (keepMail) Send(context.Context, activities.OutgoingMail) (bool, error) { return false, nil }

// noLists refuses every upload: the bench hands cases to the ledger itself.
type noLists struct{}

func (noLists) Read(context.Context, readiness.Upload, func(done, total int)) (readiness.Extract, []readiness.Finding, error) {
	return readiness.Extract{}, nil, readiness.Errorf(readiness.Invalid, "The bench reads no lists here.")
}
