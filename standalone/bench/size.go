package main

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// memoryLimit is the soft limit of a standalone (standalone/house.go sets the same).
const memoryLimit = 512 << 20

// idle is how long the standalone is left alone before its memory is read: long enough for it to give back what its start needed.
const idle = time.Minute

// measureSize lets many reviews sleep and says what they cost: on disk, in history, and in the memory of the standalone that wakes up with them.
func measureSize(ctx context.Context, r *report) error {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(memoryLimit))
	return inHouse(ctx, func(h *house) error {
		program, err := build(ctx, h.dir)
		if err != nil {
			return err
		}
		if err := h.fill(ctx, r, r.n(10000)); err != nil {
			return err
		}
		if err := h.lifeOfOne(ctx, r); err != nil {
			return err
		}
		if err := h.stop(); err != nil {
			return err
		}
		return h.wake(ctx, r, program)
	})
}

// fill opens n reviews and says what they take on disk.
func (h *house) fill(ctx context.Context, r *report, n int) error {
	empty, err := h.bytesOnDisk(ctx)
	if err != nil {
		return err
	}
	if err := h.takeIn(ctx, n, calendar.DateOf(time.Now())); err != nil {
		return err
	}
	withCases, err := h.bytesOnDisk(ctx)
	if err != nil {
		return err
	}
	if err := h.sweep(ctx, n); err != nil {
		return err
	}
	full, err := h.bytesOnDisk(ctx)
	if err != nil {
		return err
	}
	each := func(bytes int) float64 { return float64(bytes) / float64(n) / 1024 }
	r.add(fmt.Sprintf("disk for each of %d sleeping reviews", n), "%.1f KB, and %.1f KB for its case", each(full-withCases), each(withCases-empty))
	return nil
}

// bytesOnDisk is the size of all databases: the ledger, and Temporal's two.
func (h *house) bytesOnDisk(ctx context.Context) (int, error) {
	return h.count(ctx, "select sum(pg_database_size(oid))::bigint from pg_database")
}

// wake starts the standalone itself on the folder, as after a restart of the machine, and reads its memory when it has been left alone for a while.
func (h *house) wake(ctx context.Context, r *report, program string) error {
	c, err := h.runCottage(ctx, program)
	if err != nil {
		return err
	}
	r.add("start with these, to the first page", "%.1f s, and %.1f s to a worker at work", c.firstPage.Seconds(), c.working.Seconds())
	ours, theirs, err := c.memory()
	if err == nil {
		r.add("memory when it has just started", "%d MB, and %d MB of PostgreSQL", ours, theirs)
		err = wait(ctx, idle)
	}
	if err == nil {
		ours, theirs, err = c.memory()
		r.add("memory when it has been idle for a minute", "%d MB (soft limit %d MB), and %d MB of PostgreSQL", ours, memoryLimit>>20, theirs)
	}
	return c.end(err)
}

func wait(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
