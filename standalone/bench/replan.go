package main

import (
	"context"
	"fmt"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// measureReplan closes a day while 10,000 reviews sleep, and waits until each has counted its due date again. Then it asks once more: nobody may be told
// a second time.
func measureReplan(ctx context.Context, r *report) error {
	return inHouse(ctx, func(h *house) error {
		n, today := r.n(10000), calendar.DateOf(time.Now())
		if err := h.hireDirector(ctx, today); err != nil {
			return err
		}
		if err := h.relax(ctx, n); err != nil {
			return err
		}
		if err := h.takeIn(ctx, n, today); err != nil {
			return err
		}
		if err := h.sweep(ctx, n); err != nil {
			return err
		}
		counting, err := h.count(ctx, "select count(*) from reviews where (state->'run'->>'days')::int > 0") // the others have a date of their own
		if err != nil {
			return err
		}
		closed := []calendar.Closure{{Date: calendar.England().Add(today, 3, calendar.Exclusive), Name: "A burst pipe"}}
		change := readiness.RuleChange{Reason: "bench", Running: readiness.RunningTake}
		if _, err := h.db.SetClosures(ctx, closed, change, asked("close")); err != nil {
			return err
		}
		took, err := h.replanned(ctx, n)
		if err != nil {
			return err
		}
		told, err := h.count(ctx, "select count(*) from notices where key like 'planned again/%'")
		if err != nil {
			return err
		}
		if _, err := h.replanned(ctx, n); err != nil {
			return err
		}
		again, err := h.count(ctx, "select count(*) from notices where key like 'planned again/%'")
		r.judge(fmt.Sprintf("%d deadlines planned again because a day is closed", n), "nobody told twice: "+verdict(told == counting && again == told),
			"%.0f a second, %.0f s in all; %d dates moved, %d notices, and %d more when asked again", float64(n)/took.Seconds(), took.Seconds(), counting, told, again-told)
		return err
	})
}

// relax lets a week have as many due dates as there are reviews, so that every one of them counts working days.
func (h *house) relax(ctx context.Context, n int) error {
	rules, err := h.db.ReviewRules(ctx)
	if err != nil {
		return err
	}
	rules.PerWeek = min(500, n)
	_, err = h.db.SetReviewRules(ctx, rules, readiness.RuleChange{Reason: "bench", Running: readiness.RunningKeep}, asked("relax"))
	return err
}

// replanned asks for new dates and waits until no running review lacks them.
func (h *house) replanned(ctx context.Context, n int) (time.Duration, error) {
	begin := time.Now()
	if err := h.runs.ReplanAll(ctx); err != nil {
		return 0, err
	}
	err := until(ctx, n, func(ctx context.Context) (int, error) {
		state, err := h.db.Replanning(ctx, asked("look").By)
		return n - state.Left, err
	})
	return time.Since(begin), err
}
