package app

import (
	"context"
	"errors"
	"os/signal"
	"syscall"
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

// running opens the parts and does something with them until SIGTERM or an interrupt.
func (c *call) running(do func(context.Context, Config, *Parts) error) error {
	checked, err := c.require(NeedLedger | NeedTemporal)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(c, syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	parts, err := Open(ctx, checked, checked.Logger(c.err))
	if err != nil {
		return err
	}
	defer parts.Close()
	return do(ctx, checked, parts)
}
