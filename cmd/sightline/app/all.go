package app

import (
	"context"
	"errors"
	"os/signal"
	"syscall"
)

type allVerb struct{}

// Run serves and works in one process until it is told to stop.
func (allVerb) Run(c *call) error {
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
	ctx, end := context.WithCancel(ctx)
	defer end()
	working := make(chan error, 1)
	go func() {
		defer end()
		working <- Work(ctx, checked, parts)
	}()
	err = Serve(ctx, checked, parts, c.out)
	end()
	return errors.Join(err, <-working)
}
