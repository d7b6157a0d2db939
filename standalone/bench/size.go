package main

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// memoryLimit is the soft limit of a standalone (standalone/house.go sets the same).
const memoryLimit = 512 << 20

// measureSize lets many reviews sleep, and says what they cost: in memory right after opening and after a restart, and on disk.
func measureSize(ctx context.Context, r *report) error {
	debug.SetMemoryLimit(memoryLimit)
	h, err := newHouse(ctx)
	if err != nil {
		return err
	}
	defer h.close()
	n := r.n(10000)
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
	if _, err := h.runs.Sweep(ctx, asked("sweep")); err != nil && !unconfirmed(err) {
		return err
	}
	if err := until(ctx, n, h.openReviews); err != nil {
		return err
	}
	hot := residentMB()
	full, err := h.bytesOnDisk(ctx)
	if err != nil {
		return err
	}
	h.stop()
	debug.FreeOSMemory()
	begin := time.Now()
	if err := h.start(ctx); err != nil {
		return err
	}
	ready := time.Since(begin)
	debug.FreeOSMemory()
	r.add(fmt.Sprintf("memory with %d sleeping reviews", n), "%d MB right after opening, %d MB after a restart (limit %d MB, PostgreSQL apart)", hot, residentMB(), memoryLimit>>20)
	r.add("start with these, to a working house", "%.1f s", ready.Seconds())
	r.add("disk for a sleeping review", "%.1f KB, and %.1f KB for its case", float64(full-withCases)/float64(n)/1024, float64(withCases-empty)/float64(n)/1024)
	return h.lifeOfOne(ctx, r)
}

func (h *house) bytesOnDisk(ctx context.Context) (int64, error) {
	conn, err := pgx.Connect(ctx, h.pg.DSN("sightline"))
	if err != nil {
		return 0, err
	}
	defer conn.Close(ctx)
	var size int64
	err = conn.QueryRow(ctx, "select sum(pg_database_size(oid))::bigint from pg_database").Scan(&size)
	return size, err
}

// residentMB is how much memory this process holds now.
func residentMB() int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for _, l := range strings.Split(string(status), "\n") {
		if rest, found := strings.CutPrefix(l, "VmRSS:"); found {
			kb, err := strconv.Atoi(strings.Fields(rest)[0])
			if err != nil {
				return 0
			}
			return kb / 1024
		}
	}
	return 0
}
