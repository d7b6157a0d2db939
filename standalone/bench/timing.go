package main

import (
	"context"
	"errors"
	"sort"
	"time"

	"golang.org/x/sync/errgroup"
)

// callers is how many ask at once: as many as the activities use.
const callers = 16

// side does n things by a number of callers and says how many a second.
func side(ctx context.Context, n, atOnce int, do func(ctx context.Context, i int) error) (float64, error) {
	begin := time.Now()
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i := range n {
		group.Go(func() error { return do(ctx, i) })
	}
	if err := group.Wait(); err != nil {
		return 0, err
	}
	return float64(n) / time.Since(begin).Seconds(), nil
}

// until polls a count until it reaches n. It is how the bench sees work that nobody waits for; the tests never poll like this.
func until(ctx context.Context, n int, count func(context.Context) (int, error)) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Minute)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		have, err := count(ctx)
		if err != nil || have >= n {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.New("it was not done in ten minutes")
		case <-tick.C:
		}
	}
}

func median(all []float64) float64 {
	sort.Float64s(all)
	return all[len(all)/2]
}
