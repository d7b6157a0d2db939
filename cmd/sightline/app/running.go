package app

import (
	"context"
	"errors"
	"os/signal"
	"syscall"
	"time"
)

// A verb that runs until it is told to stop: serve, worker, and both in one process.
type (
	serveVerb  struct{}
	workerVerb struct{}
	allVerb    struct{}
)

// Run serves until it is told to stop.
func (serveVerb) Run(c *call) error {
	return c.running(func(ctx context.Context, checked Config, parts *Parts) error {
		return Serve(ctx, checked, parts, c.out)
	})
}

// Run works until it is told to stop.
func (workerVerb) Run(c *call) error { return c.running(Work) }

// Run serves and works in one process until it is told to stop, or until one of them fails.
func (allVerb) Run(c *call) error {
	return c.running(func(ctx context.Context, checked Config, parts *Parts) error {
		ctx, end := context.WithCancel(ctx)
		defer end()
		working := make(chan error, 1)
		go func() {
			defer end()
			working <- Work(ctx, checked, parts)
		}()
		err := Serve(ctx, checked, parts, c.out)
		end()
		return errors.Join(err, <-working)
	})
}

// after gives a context that ends this much later than ctx does.
func after(ctx context.Context, grace time.Duration) (context.Context, context.CancelFunc) {
	later, cancel := context.WithCancel(context.WithoutCancel(ctx))
	context.AfterFunc(ctx, func() { time.AfterFunc(grace, cancel) })
	return later, cancel
}

// running opens the parts and does something with them until SIGTERM or an interrupt.
func (c *call) running(do func(context.Context, Config, *Parts) error) error {
	checked, err := c.require(NeedLedger | NeedTemporal)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(c, syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	ending, cancel := after(ctx, checked.Grace)
	defer cancel()
	parts, err := Open(ctx, checked, checked.Logger(c.err))
	if err != nil {
		return err
	}
	defer parts.Close()
	err = do(ctx, checked, parts)
	parts.stopTraces(ending)
	return err
}
