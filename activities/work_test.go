package activities_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A yard is a ledger with many planned reviews, and the runs that start them; a review that has started is no longer planned.
type yard struct {
	activities.Ledger
	activities.Runs
	mu      sync.Mutex
	planned []string
	started map[string]int
	fails   map[string]error // which starts fail
	lists   int
	beats   int
}

func newYard(n int) *yard {
	y := &yard{started: map[string]int{}, fails: map[string]error{}}
	for i := range n {
		y.planned = append(y.planned, fmt.Sprintf("r-%04d", i))
	}
	return y
}

func (y *yard) activities() *activities.Activities {
	return &activities.Activities{Ledger: y, Runs: y, Beat: func(context.Context, ...any) { y.beats++ }}
}

func (y *yard) Planned(_ context.Context, after string, limit int) ([]readiness.PlannedReview, error) {
	y.mu.Lock()
	defer y.mu.Unlock()
	y.lists++
	var page []readiness.PlannedReview
	for _, id := range y.planned {
		if id > after && y.started[id] == 0 && len(page) < limit {
			page = append(page, readiness.PlannedReview{ID: id})
		}
	}
	return page, y.fails["list"]
}

func (y *yard) StartReview(_ context.Context, p readiness.PlannedReview) error {
	y.mu.Lock()
	defer y.mu.Unlock()
	if err := y.fails[p.ID]; err != nil {
		return err
	}
	y.started[p.ID]++
	return nil
}

func TestOpenPlannedTakesEveryPage(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 199, 200, 201, 450} {
		y := newYard(n)
		woken, err := y.activities().OpenPlanned(t.Context())
		if err != nil || woken.Count != n || len(y.started) != n {
			t.Errorf("of %d: %d started, %+v, %v", n, len(y.started), woken, err)
		}
		if pages := (n + 199) / 200; y.lists != pages+1 || y.beats != pages {
			t.Errorf("of %d: %d pages, %d signs of life", n, y.lists, y.beats)
		}
	}
}

// TestOpenPlannedBeginsAgain: one run cannot be started, so the activity fails; the next try starts the rest, and none twice.
func TestOpenPlannedBeginsAgain(t *testing.T) {
	t.Parallel()
	y := newYard(450)
	y.fails["r-0230"] = errors.New("connection refused")
	if _, err := y.activities().OpenPlanned(t.Context()); err == nil || !retryable(err) {
		t.Fatalf("got %v", err)
	}
	delete(y.fails, "r-0230")
	if _, err := y.activities().OpenPlanned(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, id := range y.planned {
		if y.started[id] != 1 {
			t.Errorf("%s was started %d times", id, y.started[id])
		}
	}
}

func TestOpenPlannedWithTheLedgerAway(t *testing.T) {
	t.Parallel()
	y := newYard(3)
	y.fails["list"] = errors.New("connection refused")
	if _, err := y.activities().OpenPlanned(t.Context()); err == nil || !retryable(err) || len(y.started) != 0 {
		t.Errorf("%d started, %v", len(y.started), err)
	}
	y.fails["list"] = readiness.Errorf(readiness.Unavailable, "The ledger is being moved.")
	if _, err := y.activities().OpenPlanned(t.Context()); err == nil || retryable(err) {
		t.Errorf("a refusal is final: %v", err)
	}
}

func (y *yard) Stale(_ context.Context, today calendar.Date, after string, _ int) ([]readiness.StaleThing, error) {
	if after != "" || today != monday {
		return nil, nil
	}
	return []readiness.StaleThing{{ID: "r-0001"}, {ID: "r-0002"}}, nil
}

func (y *yard) Replan(ctx context.Context, s readiness.StaleThing) error {
	return y.StartReview(ctx, readiness.PlannedReview{ID: s.ID})
}

func (y *yard) Unsettled(_ context.Context, after string, _ int) ([]readiness.Review, error) {
	if after != "" {
		return nil, nil
	}
	return []readiness.Review{{ID: "r-0001"}}, nil
}

func (y *yard) OpenImports(context.Context) ([]string, error) { return []string{"import-1"}, nil }

func (y *yard) CheckImport(ctx context.Context, id string) error {
	return y.StartReview(ctx, readiness.PlannedReview{ID: id})
}

func (y *yard) ContinueReview(ctx context.Context, r readiness.Review) error {
	return y.StartReview(ctx, readiness.PlannedReview{ID: r.ID})
}

func (y *yard) Followups(_ context.Context, after string, _ int) ([]readiness.Followup, error) {
	if after != "" {
		return nil, nil
	}
	return []readiness.Followup{{ReviewID: "r-0007"}}, nil
}

func (y *yard) PlannedActions(_ context.Context, after string, _ int) ([]readiness.PlannedAction, error) {
	return nil, nil
}

func (y *yard) StaleActions(_ context.Context, after string, _ int) ([]readiness.StaleThing, error) {
	if after != "" {
		return nil, nil
	}
	return []readiness.StaleThing{{ID: "a-0001"}}, nil
}

func (y *yard) UnsettledActions(_ context.Context, after string, _ int) ([]readiness.ImprovementAction, error) {
	if after != "" {
		return nil, nil
	}
	return []readiness.ImprovementAction{{ID: "a-0002"}}, nil
}

func (y *yard) ActionFollowups(_ context.Context, after string, _ int) ([]readiness.ActionFollowup, error) {
	if after != "" {
		return nil, nil
	}
	return []readiness.ActionFollowup{{ActionID: "a-0003"}}, nil
}

func (y *yard) StartAction(ctx context.Context, p readiness.PlannedAction) error {
	return y.StartReview(ctx, readiness.PlannedReview{ID: p.ID})
}

func (y *yard) ContinueAction(ctx context.Context, a readiness.ImprovementAction) error {
	return y.StartReview(ctx, readiness.PlannedReview{ID: a.ID})
}

func (y *yard) ReplanAction(ctx context.Context, s readiness.StaleThing) error {
	return y.StartReview(ctx, readiness.PlannedReview{ID: s.ID})
}

func (y *yard) FollowAction(ctx context.Context, f readiness.ActionFollowup) error {
	return y.StartReview(ctx, readiness.PlannedReview{ID: f.ActionID})
}

func (y *yard) PlannedPoints(context.Context, string, int) ([]readiness.PlannedPoint, error) {
	return nil, nil
}

func (y *yard) StalePoints(_ context.Context, after string, _ int) ([]readiness.StaleThing, error) {
	if after != "" {
		return nil, nil
	}
	return []readiness.StaleThing{{ID: "p-0001"}}, nil
}

func (y *yard) UnsettledPoints(_ context.Context, after string, _ int) ([]readiness.Point, error) {
	if after != "" {
		return nil, nil
	}
	return []readiness.Point{{ID: "p-0002"}}, nil
}

func (y *yard) PointFollowups(_ context.Context, after string, _ int) ([]readiness.PointFollowup, error) {
	if after != "" {
		return nil, nil
	}
	return []readiness.PointFollowup{{PointID: "p-0003"}}, nil
}

func (y *yard) PlanMeetings(context.Context, calendar.Date) error { return nil }
func (y *yard) PlanPulses(context.Context, calendar.Date) error   { return nil }

func (y *yard) RemindPartners(context.Context, calendar.Date) error { return nil }

func (y *yard) RemindHomes(context.Context, calendar.Date) error { return nil }

func (y *yard) StartPoint(ctx context.Context, p readiness.PlannedPoint) error {
	return y.StartReview(ctx, readiness.PlannedReview{ID: p.ID})
}

func (y *yard) ContinuePoint(ctx context.Context, x readiness.Point) error {
	return y.StartReview(ctx, readiness.PlannedReview{ID: x.ID})
}

func (y *yard) ReplanPoint(ctx context.Context, s readiness.StaleThing) error {
	return y.StartReview(ctx, readiness.PlannedReview{ID: s.ID})
}

func (y *yard) FollowPoint(ctx context.Context, f readiness.PointFollowup) error {
	return y.StartReview(ctx, readiness.PlannedReview{ID: f.PointID})
}

func (y *yard) Follow(ctx context.Context, f readiness.Followup) error {
	return y.StartReview(ctx, readiness.PlannedReview{ID: f.ReviewID})
}

func TestOthersAreWokenTheSameWay(t *testing.T) {
	t.Parallel()
	y := newYard(0)
	a := y.activities()
	for name, c := range map[string]struct {
		do   func() (activities.Woken, error)
		want int
	}{
		"what is stale on the day": {func() (activities.Woken, error) { return a.ReplanStale(t.Context(), activities.SweepDay{Day: monday}) }, 6},
		"what is stale on another": {func() (activities.Woken, error) {
			return a.ReplanStale(t.Context(), activities.SweepDay{Day: monday.AddDays(1)})
		}, 4},
		"what is unsettled": {func() (activities.Woken, error) { return a.Rebuild(t.Context()) }, 5},
		"cases that moved, people who changed, cycles that were published": {func() (activities.Woken, error) { return a.FollowCases(t.Context()) }, 5},
	} {
		if got, err := c.do(); err != nil || got.Count != c.want {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	for _, id := range []string{"import-1", "a-0002", "a-0003", "p-0002", "p-0003", "s-0002", "s-0003", "c-0002", "c-0003", "s-0002 hears"} {
		if y.started[id] != 1 {
			t.Errorf("%s was woken %d times: %+v", id, y.started[id], y.started)
		}
	}
}
