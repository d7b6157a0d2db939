package main

import (
	"context"
	"fmt"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// measureDeadlines lets reviews fall due at one instant, against bare timers with an empty local activity, and counts the notices.
func measureDeadlines(ctx context.Context, r *report) error {
	return inHouse(ctx, func(h *house) error {
		n := r.n(5000)
		planned, err := h.plan(ctx, n)
		if err != nil {
			return err
		}
		warm, err := h.nothings(ctx, "warm", max(50, n/10))
		if err != nil {
			return err
		}
		ahead := time.Duration(2.5 * float64(n) / warm.rate * float64(time.Second)) // time enough to start them all before they fall due
		d, err := fight(1, func(round int) (lap, error) { return h.bareTimers(ctx, round, n, instantIn(ahead)) },
			func(int) (lap, error) { return h.reviewsDue(ctx, planned, instantIn(ahead)) })
		if err != nil {
			return err
		}
		r.duel(fmt.Sprintf("%d bare timers at one instant", n), fmt.Sprintf("%d reviews due at one instant", n), "deadlines against bare timers", d, 0.7)
		twice, missing, err := h.countNotices(ctx, n)
		r.judge("notices of these", "none twice, none missing: "+verdict(twice == 0 && missing == 0), "%d twice, %d missing", twice, missing)
		return err
	})
}

// instantIn is a whole second a while from now, with some to spare.
func instantIn(ahead time.Duration) time.Time {
	return time.Now().Add(ahead + 10*time.Second).Truncate(time.Second)
}

// plan has the ledger plan reviews that nobody opens yet.
func (h *house) plan(ctx context.Context, n int) ([]readiness.PlannedReview, error) {
	today := calendar.DateOf(time.Now())
	if err := h.hireDirector(ctx, today); err != nil {
		return nil, err
	}
	if err := h.takeIn(ctx, n, today); err != nil {
		return nil, err
	}
	if _, err := h.db.PlanSweep(ctx, today); err != nil {
		return nil, err
	}
	planned, err := h.db.Planned(ctx, "", n)
	if err == nil && len(planned) != n {
		err = fmt.Errorf("%d reviews were planned instead of %d", len(planned), n)
	}
	return planned, err
}

func (h *house) bareTimers(ctx context.Context, round, n int, at time.Time) (lap, error) {
	woken.Store(0)
	if _, err := h.side(ctx, n, func(ctx context.Context, i int) error {
		_, err := h.temporal.ExecuteWorkflow(ctx, eager(fmt.Sprintf("bare/%d/%d", round, i)), nothingAtTime, at)
		return err
	}); err != nil {
		return lap{}, err
	}
	return h.drained(ctx, n, at, func(context.Context) (int, error) { return int(woken.Load()), nil })
}

// reviewsDue opens reviews in the ledger whose one rung is reached at an instant and has them run.
func (h *house) reviewsDue(ctx context.Context, planned []readiness.PlannedReview, at time.Time) (lap, error) {
	if _, err := h.side(ctx, len(planned), func(ctx context.Context, i int) error { return h.openDueAt(ctx, planned[i], at) }); err != nil {
		return lap{}, err
	}
	return h.drained(ctx, len(planned), at, func(ctx context.Context) (int, error) {
		return h.count(ctx, "select count(*) from review_events where seq = 2")
	})
}

func (h *house) openDueAt(ctx context.Context, p readiness.PlannedReview, at time.Time) error {
	p.Terms.Ladder.Rungs = []readiness.Rung{{After: 1, Unit: readiness.Minutes, Roles: []readiness.Role{readiness.Owner}}}
	r, ev, err := readiness.OpenReview(p.ID, p.Opening, p.OwnerID, p.Terms, time.Now())
	if err != nil {
		return err
	}
	r.Run.Set = at.Add(-time.Minute)
	if err := h.db.Record(ctx, r, ev); err != nil {
		return err
	}
	return h.runs.Continue(ctx, readiness.ReviewNoun, readiness.Waking{ID: r.ID, With: r})
}

// drained waits for the instant, and from then on until all n are done.
func (h *house) drained(ctx context.Context, n int, at time.Time, count func(context.Context) (int, error)) (lap, error) {
	early, err := count(ctx)
	if err != nil {
		return lap{}, err
	}
	if !time.Now().Before(at) || early > 0 {
		return lap{}, fmt.Errorf("starting took longer than planned: %d had fallen due before all had started", early)
	}
	if err := wait(ctx, time.Until(at)); err != nil {
		return lap{}, err
	}
	return h.lap(n, func() error { return until(ctx, n, count) })
}

// countNotices counts reminders beyond the first of a review and person, and reviews without one.
func (h *house) countNotices(ctx context.Context, n int) (twice, missing int, err error) {
	if twice, err = h.count(ctx, "select count(*) - count(distinct (review_id, person_id)) from notices where kind = 'reminder'"); err != nil {
		return 0, 0, err
	}
	reminded, err := h.count(ctx, "select count(distinct review_id) from notices where kind = 'reminder'")
	return twice, n - reminded, err
}
