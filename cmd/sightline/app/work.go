package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync/atomic"
	"time"

	"go.temporal.io/api/workflowservice/v1"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/worker"
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
	side := &private{metrics: p.Metrics, checks: append(p.checks(), check{"queue", func(context.Context) error {
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
	if await(ctx, c, p); ctx.Err() != nil {
		return nil
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

// await waits until Temporal is there and has the namespace, without which a worker cannot start. It returns when ctx ends before that.
func await(ctx context.Context, c Config, p *Parts) {
	_ = retryUntil(ctx, func() error { // its only error is that ctx has ended
		_, err := p.Temporal.WorkflowService().DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: c.TemporalNamespace})
		if err != nil && ctx.Err() == nil {
			p.Log.Warn("waiting for Temporal", "address", c.TemporalAddress, "namespace", c.TemporalNamespace, "error", err)
		}
		return err
	})
}

// beating is how often a worker says in the ledger that it is there.
const beating = 30 * time.Second

// beat says so until ctx ends, and each time sees to it that the timetable is kept. A ledger that is away is no reason to stop: the page about
// health shows how long ago the last beat was.
func beat(ctx context.Context, p *Parts) {
	tick := time.NewTicker(beating)
	defer tick.Stop()
	name := fmt.Sprintf("%s/%d", hostname(), os.Getpid())
	var kept timekeeping
	for {
		if err := p.DB.Beat(ctx, name); err != nil && ctx.Err() == nil {
			p.Log.Warn("cannot write the worker's heartbeat", "error", err)
		}
		kept.look(ctx, p)
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
