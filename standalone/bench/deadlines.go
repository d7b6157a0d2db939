package main

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"go.temporal.io/sdk/client"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

// measureDeadlines lets reviews fall due at one instant, against bare timers with an empty local activity, and counts notices.
func measureDeadlines(ctx context.Context, r *report) error {
	h, err := newHouse(ctx)
	if err != nil {
		return err
	}
	defer h.close()
	n := r.n(5000)
	lead := time.Duration(float64(75*time.Second)*r.scale) + 15*time.Second // to start them all before they fall due
	bare, err := h.bareTimers(ctx, n, time.Now().Add(lead).Truncate(time.Second))
	if err != nil {
		return err
	}
	ours, err := h.reviewsDue(ctx, n, time.Now().Add(2*lead).Truncate(time.Second))
	if err != nil {
		return err
	}
	twice, missing, err := h.countNotices(ctx, n)
	if err != nil {
		return err
	}
	r.add(fmt.Sprintf("%d bare timers at one instant, a second", n), "%.0f", bare)
	r.add(fmt.Sprintf("%d reviews due at one instant, a second", n), "%.0f", ours)
	r.ratio("deadlines against bare timers", ours, bare, 0.7)
	r.add("notices of these", "%d twice, %d missing", twice, missing)
	return nil
}

func (h *house) bareTimers(ctx context.Context, n int, at time.Time) (float64, error) {
	woken.Store(0)
	if _, err := side(ctx, n, callers*4, func(ctx context.Context, i int) error {
		_, err := h.temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: fmt.Sprintf("bare/%d", i), TaskQueue: workflows.TaskQueue, EnableEagerStart: true}, nothingAtTime, at)
		return err
	}); err != nil {
		return 0, err
	}
	return drained(ctx, n, at, func(context.Context) (int, error) { return int(woken.Load()), nil })
}

// reviewsDue opens reviews in the ledger whose one rung is reached at an instant, has them run, and says how fast they drain.
func (h *house) reviewsDue(ctx context.Context, n int, at time.Time) (float64, error) {
	if err := h.makeDirector(ctx); err != nil {
		return 0, err
	}
	if err := h.takeIn(ctx, n, calendar.DateOf(time.Now())); err != nil {
		return 0, err
	}
	if _, err := h.db.PlanSweep(ctx, calendar.DateOf(time.Now())); err != nil {
		return 0, err
	}
	planned, err := h.db.Planned(ctx, "", n)
	if err != nil {
		return 0, err
	}
	if _, err := side(ctx, len(planned), callers*4, func(ctx context.Context, i int) error { return h.openDueAt(ctx, planned[i], at) }); err != nil {
		return 0, err
	}
	conn, err := pgx.Connect(ctx, h.pg.DSN("sightline"))
	if err != nil {
		return 0, err
	}
	defer conn.Close(ctx)
	return drained(ctx, n, at, func(ctx context.Context) (count int, err error) {
		err = conn.QueryRow(ctx, "select count(*) from reviews where seq >= 2").Scan(&count)
		return count, err
	})
}

func (h *house) openDueAt(ctx context.Context, p readiness.PlannedReview, at time.Time) error {
	p.Terms.Ladder = readiness.Ladder{Version: p.Terms.Ladder.Version, Rungs: []readiness.Rung{{After: 1, Unit: readiness.Minutes, Roles: []readiness.Role{readiness.Owner}}}}
	r, ev, err := readiness.OpenReview(p.ID, p.Opening, p.OwnerID, p.Terms, time.Now())
	if err != nil {
		return err
	}
	r.Run.Set = at.Add(-time.Minute)
	if err := h.db.Record(ctx, r, ev); err != nil {
		return err
	}
	return h.runs.ContinueReview(ctx, r)
}

// drained waits until all n are done and says how many a second that was, from the instant on.
func drained(ctx context.Context, n int, at time.Time, count func(context.Context) (int, error)) (float64, error) {
	early, err := count(ctx)
	if err != nil {
		return 0, err
	}
	if !time.Now().Before(at) || early > 0 {
		return 0, fmt.Errorf("starting took longer than planned: %d had fallen due before all had started", early)
	}
	if err := until(ctx, n, count); err != nil {
		return 0, err
	}
	return float64(n) / time.Since(at).Seconds(), nil
}

// countNotices counts reminders that stand there twice, and reviews without theirs.
func (h *house) countNotices(ctx context.Context, n int) (twice, missing int, err error) {
	conn, err := pgx.Connect(ctx, h.pg.DSN("sightline"))
	if err != nil {
		return 0, 0, err
	}
	defer conn.Close(ctx)
	var reminded int
	err = conn.QueryRow(ctx, `select coalesce(sum(n - 1), 0), count(*) from (select count(*) as n from notices where kind = 'reminder' group by review_id, person_id) as reminders`).Scan(&twice, &reminded)
	return twice, n - reminded, err
}

// makeDirector gives the council one person to tell: every notice climbs to her.
func (h *house) makeDirector(ctx context.Context) error {
	p, err := h.db.SavePerson(ctx, "", readiness.SavePerson{Name: "Demo Director", Email: "director@council.example"}, asked("bench-director"))
	if err != nil {
		return err
	}
	_, err = h.db.AddPost(ctx, p.ID, readiness.AddPost{Role: readiness.Director, From: calendar.DateOf(time.Now())}, asked("bench-post"))
	return err
}
