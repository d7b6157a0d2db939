package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	"github.com/sightline-readiness/sightline/cmd/sightline/app"
	"github.com/sightline-readiness/sightline/internal/pgserver"
	"github.com/sightline-readiness/sightline/standalone/temporalserver"
)

// memoryLimit is soft: what the process seems to need beyond it is mostly cache (make bench). GOMEMLIMIT overrules it.
const memoryLimit = 512 << 20

// stopping is how long PostgreSQL may take to end.
const stopping = 30 * time.Second

// house is a running PostgreSQL and Temporal.
type house struct {
	pg       *pgserver.Server
	temporal *temporalserver.Server
}

// live starts everything, runs until told to stop or until a part fails, and stops in the order in which nothing is lost.
func live(ctx context.Context, f folder, args []string, empty bool, getenv app.Getenv, stdout, stderr io.Writer) (int, error) {
	if _, set := getenv("GOMEMLIMIT"); !set {
		debug.SetMemoryLimit(memoryLimit)
	}
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	log := slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	h, err := start(ctx, f, log)
	if err != nil {
		return 1, err
	}
	ctx, fail := context.WithCancelCause(ctx)
	go h.watch(ctx, fail)
	getenv = quieter(f.over(getenv, reach{DatabaseURL: h.pg.DSN(ledger), TemporalAddress: h.temporal.Address()}))
	show, err := h.demonstrate(ctx, empty, stdout)
	if err != nil {
		fail(nil)
		return 1, errors.Join(err, h.stop(f))
	}
	var rest sync.WaitGroup
	rest.Go(func() { show.carryOn(ctx, getenv, stderr) })
	code := app.Main(ctx, append([]string{"all"}, args...), show.named(getenv), stdout, stderr)
	failed := context.Cause(ctx)
	fail(nil)
	rest.Wait()
	err = h.stop(f)
	if failed != nil && !errors.Is(failed, context.Canceled) {
		return 1, errors.Join(failed, err)
	}
	return code, err
}

// ledger is the name of the ledger's database.
const ledger = "sightline"

func start(ctx context.Context, f folder, log *slog.Logger) (*house, error) {
	if err := f.makeKey(); err != nil {
		return nil, err
	}
	pg, err := pgserver.Start(ctx, pgserver.Config{Dir: f.postgres(), Log: log})
	if err != nil {
		return nil, err
	}
	h := &house{pg: pg}
	if err := h.furnish(ctx, f, log); err != nil {
		return nil, errors.Join(err, h.stop(f))
	}
	return h, nil
}

// furnish brings the tables up to date, starts Temporal and says where both are.
func (h *house) furnish(ctx context.Context, f folder, log *slog.Logger) (err error) {
	if err := h.pg.CreateDatabase(ctx, ledger); err != nil {
		return err
	}
	if err := app.Migrate(ctx, h.pg.DSN(ledger)); err != nil {
		return err
	}
	if h.temporal, err = temporalserver.Start(ctx, temporalserver.Config{Postgres: h.pg, Log: log}); err != nil {
		return err
	}
	return f.announce(reach{DatabaseURL: h.pg.DSN(ledger), TemporalAddress: h.temporal.Address()})
}

// watch ends the house when one of its parts fails by itself: whoever runs it starts it again, and nothing is lost.
func (h *house) watch(ctx context.Context, fail context.CancelCauseFunc) {
	select {
	case err := <-h.pg.Done():
		fail(err)
	case err := <-h.temporal.Failed():
		fail(fmt.Errorf("Temporal gave up, start Sightline again: %w", err))
	case <-ctx.Done():
	}
}

// stop ends Temporal first: it writes to PostgreSQL until the end. The worker and the pages have stopped before.
func (h *house) stop(f folder) error {
	var err error
	if h.temporal != nil {
		err = h.temporal.Stop()
	}
	ctx, cancel := context.WithTimeout(context.Background(), stopping)
	defer cancel()
	err = errors.Join(err, h.pg.Stop(ctx))
	if gone := os.Remove(f.running()); gone != nil && !errors.Is(gone, os.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}

// quieter keeps the terminal of a person who starts Sightline to what they must read, unless they ask for more.
func quieter(getenv app.Getenv) app.Getenv {
	return func(name string) (string, bool) {
		if value, set := getenv(name); set || name != app.Variable("log-level") {
			return value, set
		}
		return "warn", true
	}
}
