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

// lap is how a number of things went: how many a second, and how many milliseconds of processor each took.
type lap struct{ rate, cpu float64 }

// lap does n things. The processor's time is ours and PostgreSQL's: unlike the rate, it hardly depends on what else the machine does.
func (h *house) lap(n int, do func() error) (lap, error) { return timed(n, h.pg.PID(), do) }

func timed(n, postgres int, do func() error) (lap, error) {
	begin, before := time.Now(), processor(postgres)
	if err := do(); err != nil {
		return lap{}, err
	}
	each := (processor(postgres) - before) / time.Duration(n)
	return lap{rate: float64(n) / time.Since(begin).Seconds(), cpu: each.Seconds() * 1000}, nil
}

// side does n things by several callers.
func (h *house) side(ctx context.Context, n int, do func(ctx context.Context, i int) error) (lap, error) {
	return h.crowd(ctx, callers, n, do)
}

// crowd does n things by so many callers.
func (h *house) crowd(ctx context.Context, callers, n int, do func(ctx context.Context, i int) error) (lap, error) {
	return h.lap(n, func() error {
		group, ctx := errgroup.WithContext(ctx)
		group.SetLimit(callers)
		for i := range n {
			group.Go(func() error { return do(ctx, i) })
		}
		return group.Wait()
	})
}

// duel is how the best that can be had and ours compare: the median laps, and the median, lowest and highest ratio of neighbours' rates.
type duel struct {
	best, ours       lap
	ratio, low, high float64
}

// fight measures the best that can be had and ours in turns, best first and last. Each of ours is compared with the mean of the two beside it, so
// that whatever else the machine does falls on both.
func fight(rounds int, best, ours func(round int) (lap, error)) (duel, error) {
	before, err := best(0)
	if err != nil {
		return duel{}, err
	}
	bests, mine, ratios := []lap{before}, []lap{}, []float64{}
	for round := range rounds {
		now, err := ours(round)
		if err != nil {
			return duel{}, err
		}
		after, err := best(round + 1)
		if err != nil {
			return duel{}, err
		}
		bests, mine, ratios = append(bests, after), append(mine, now), append(ratios, 2*now.rate/(before.rate+after.rate))
		before = after
	}
	return duel{best: middle(bests), ours: middle(mine), ratio: median(ratios), low: slices.Min(ratios), high: slices.Max(ratios)}, nil
}

// middle is the median of each figure.
func middle(laps []lap) lap {
	var rates, cpus []float64
	for _, l := range laps {
		rates, cpus = append(rates, l.rate), append(cpus, l.cpu)
	}
	return lap{rate: median(rates), cpu: median(cpus)}
}

func median(all []float64) float64 {
	slices.Sort(all)
	return (all[(len(all)-1)/2] + all[len(all)/2]) / 2
}

// until looks at a count until it reaches n. It is how the bench sees work that nobody waits for.
func until(ctx context.Context, n int, count func(context.Context) (int, error)) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Minute)
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
			return fmt.Errorf("%d of %d were done when the bench gave up waiting: %w", have, n, ctx.Err())
		case <-tick.C:
		}
	}
}
