package app

import (
	"context"
	"time"
)

// The pauses between tries of something that is away.
const (
	firstPause = 250 * time.Millisecond
	maxPause   = 5 * time.Second
)

// retry tries until it works, ctx ends, or so much time has passed; then it returns the last error. No time at all is one try.
func retry(ctx context.Context, within time.Duration, try func() error) error {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	return retryUntil(ctx, try)
}

// retryUntil tries until it works or ctx ends.
func retryUntil(ctx context.Context, try func() error) error {
	pause := firstPause
	for {
		err := try()
		if err == nil {
			return nil
		}
		timer := time.NewTimer(pause)
		select {
		case <-timer.C:
			pause = min(2*pause, maxPause)
		case <-ctx.Done():
			timer.Stop()
			return err
		}
	}
}
