package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"
)

// callers is how many ask at once.
const callers = 32

// side does n things by several callers and says how many a second.
func side(ctx context.Context, n int, do func(ctx context.Context, i int) error) (float64, error) {
	begin := time.Now()
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(callers)
	for i := range n {
		group.Go(func() error { return do(ctx, i) })
	}
	if err := group.Wait(); err != nil {
		return 0, err
	}
	return float64(n) / time.Since(begin).Seconds(), nil
}

// duel is how two rates compare: the median of each, and the median, lowest and highest ratio of neighbours.
type duel struct{ best, ours, ratio, low, high float64 }

// fight measures the best that can be had and ours in turns, best first and last. Each of ours is compared with the mean of the two beside it, so
// that whatever else the machine does falls on both.
func fight(rounds int, best, ours func(round int) (float64, error)) (duel, error) {
	before, err := best(0)
	if err != nil {
		return duel{}, err
	}
	bests, mine, ratios := []float64{before}, []float64{}, []float64{}
	for round := range rounds {
		rate, err := ours(round)
		if err != nil {
			return duel{}, err
		}
		after, err := best(round + 1)
		if err != nil {
			return duel{}, err
		}
		bests, mine, ratios = append(bests, after), append(mine, rate), append(ratios, 2*rate/(before+after))
		before = after
	}
	return duel{best: median(bests), ours: median(mine), ratio: median(ratios), low: slices.Min(ratios), high: slices.Max(ratios)}, nil
}

func median(all []float64) float64 {
	slices.Sort(all)
	return (all[(len(all)-1)/2] + all[len(all)/2]) / 2
}

// until looks at a count until it reaches n. It is how the bench sees work that nobody waits for.
func until(ctx context.Context, n int, count func(context.Context) (int, error)) error {
	const patience = 30 * time.Minute
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		have, err := count(ctx)
		if err != nil || have >= n {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%d of %d were done when the bench's patience ended (%s): %w", have, n, patience, ctx.Err())
		case <-tick.C:
		}
	}
}
