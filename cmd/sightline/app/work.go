package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync/atomic"
	"time"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/worker"
	"github.com/sightline-readiness/sightline/workflows"
)

// Work takes work from Temporal until ctx ends, then finishes what is under way. It waits for a Temporal that is away; work that needs a ledger
// that is away waits in Temporal. Any number may run at once.
func Work(ctx context.Context, c Config, p *Parts) error {
	quiet, err := listen(ctx, c.WorkerListen)
	if err != nil {
		return err
	}
	working, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var started atomic.Bool
	side := &private{checks: append(p.checks(), check{"queue", func(context.Context) error {
		if !started.Load() {
			return errors.New("the worker has not begun yet")
		}
		return nil
	}})}
	done := make(chan error, 1)
	go func() {
		err := work(working, c, p, &started)
		stop(err)
		done <- err
	}()
	err = p.serveUntil(working, c.Grace, side, server{quiet, side.handler()})
	stop(err)
	return errors.Join(err, <-done)
}

// work keeps a worker on the queue until ctx ends.
func work(ctx context.Context, c Config, p *Parts, started *atomic.Bool) error {
	if err := schedule(ctx, c, p); err != nil || ctx.Err() != nil {
		return err
	}
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	crew := worker.New(p.Temporal, &activities.Activities{Ledger: p.DB, Lists: lists{}, Mail: c.letters(), Runs: p.Commands, Address: p.Address}, fail)
	if err := crew.Start(); err != nil {
		return fmt.Errorf("start the worker: %w", err)
	}
	defer crew.Stop()
	started.Store(true)
	p.Log.Info("working", "temporal", c.TemporalAddress, "namespace", c.TemporalNamespace)
	beat(ctx, p)
	p.Log.Info("stopping: finishing what is under way")
	if why := context.Cause(ctx); !errors.Is(why, context.Canceled) {
		return fmt.Errorf("the worker cannot go on: %w", why)
	}
	return nil
}

// schedule makes the sweep's and the digest's schedules, once Temporal is there. It returns nil when ctx ends before that.
func schedule(ctx context.Context, c Config, p *Parts) error {
	times, err := c.times()
	if err != nil {
		return err
	}
	err = retryUntil(ctx, func() error {
		err := workflows.EnsureSchedules(ctx, p.Temporal, times)
		if err != nil && ctx.Err() == nil {
			p.Log.Warn("waiting for Temporal", "address", c.TemporalAddress, "namespace", c.TemporalNamespace, "error", err)
		}
		return err
	})
	if ctx.Err() != nil {
		return nil
	}
	return err
}

func (c Config) times() (workflows.Times, error) {
	sweep, err := time.Parse(clock, c.SweepAt)
	if err != nil {
		return workflows.Times{}, fmt.Errorf("read sweep-at: %w", err)
	}
	digest, err := time.Parse(clock, c.DigestAt)
	if err != nil {
		return workflows.Times{}, fmt.Errorf("read digest-at: %w", err)
	}
	return workflows.Times{SweepHour: sweep.Hour(), SweepMinute: sweep.Minute(), DigestHour: digest.Hour(), DigestMinute: digest.Minute()}, nil
}

// beating is how often a worker says in the ledger that it is there.
const beating = 30 * time.Second

// beat says so until ctx ends. A ledger that is away is no reason to stop: the page about health shows how long ago the last beat was.
func beat(ctx context.Context, p *Parts) {
	tick := time.NewTicker(beating)
	defer tick.Stop()
	name := fmt.Sprintf("%s/%d", hostname(), os.Getpid())
	for {
		if err := p.DB.Beat(ctx, name); err != nil && ctx.Err() == nil {
			p.Log.Warn("cannot write the worker's heartbeat", "error", err)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

func hostname() string {
	name, err := os.Hostname()
	if err != nil {
		return "unknown host"
	}
	return name
}
