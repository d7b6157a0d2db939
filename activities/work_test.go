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
	woken   map[string]int
	fails   map[string]error // which starts fail
	lists   int
	beats   int
}

func newYard(n int) *yard {
	y := &yard{woken: map[string]int{}, fails: map[string]error{}}
	for i := range n {
		y.planned = append(y.planned, fmt.Sprintf("r-%04d", i))
	}
	return y
}

func (y *yard) activities() *activities.Activities {
	return &activities.Activities{Ledger: y, Runs: y, Beat: func(context.Context, ...any) { y.beats++ }}
}

func (y *yard) ToOpen(_ context.Context, noun, _, after string, limit int) ([]readiness.Waking, error) {
	if noun != readiness.ReviewNoun {
		return nil, nil
	}
	y.mu.Lock()
	defer y.mu.Unlock()
	y.lists++
	var page []readiness.Waking
	for _, id := range y.planned {
		if id > after && y.woken[id] == 0 && len(page) < limit {
			page = append(page, readiness.Waking{ID: id})
		}
	}
	return page, y.fails["list"]
}

// wake notes that something was done to a thing.
func (y *yard) wake(what string) error {
	y.mu.Lock()
	defer y.mu.Unlock()
	if err := y.fails[what]; err != nil {
		return err
	}
	y.woken[what]++
	return nil
}

func (y *yard) Open(_ context.Context, _ string, w readiness.Waking) error { return y.wake(w.ID) }

func TestOpenPlannedTakesEveryPage(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 199, 200, 201, 450} {
		y := newYard(n)
		woken, err := y.activities().OpenPlanned(t.Context())
		if err != nil || woken.Count != n || len(y.woken) != n {
			t.Errorf("of %d: %d started, %+v, %v", n, len(y.woken), woken, err)
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
		if y.woken[id] != 1 {
			t.Errorf("%s was started %d times", id, y.woken[id])
		}
	}
}

func TestOpenPlannedWithTheLedgerAway(t *testing.T) {
	t.Parallel()
	y := newYard(3)
	y.fails["list"] = errors.New("connection refused")
	if _, err := y.activities().OpenPlanned(t.Context()); err == nil || !retryable(err) || len(y.woken) != 0 {
		t.Errorf("%d started, %v", len(y.woken), err)
	}
	y.fails["list"] = readiness.Errorf(readiness.Unavailable, "The ledger is being moved.")
	if _, err := y.activities().OpenPlanned(t.Context()); err == nil || retryable(err) {
		t.Errorf("a refusal is final: %v", err)
	}
}

func (y *yard) ToReplan(_ context.Context, noun, after string, _ int) ([]readiness.StaleThing, error) {
	return first(after, readiness.StaleThing{ID: noun + "-1"})
}

func (y *yard) ToFollow(_ context.Context, noun, _, after string, _ int) ([]readiness.Waking, error) {
	return first(after, readiness.Waking{ID: noun + "-2"})
}

func (y *yard) ToContinue(_ context.Context, noun, after string, _ int) ([]readiness.Waking, error) {
	w := readiness.Waking{ID: noun + "-3"}
	if noun == readiness.AppraisalNoun {
		w.With = readiness.Appraisal{ID: w.ID, AssessmentID: "assessment-3"}
	}
	return first(after, w)
}

// first is the one page of a list.
func first[T any](after string, thing T) ([]T, error) {
	if after != "" {
		return nil, nil
	}
	return []T{thing}, nil
}

func (y *yard) Continue(_ context.Context, noun string, w readiness.Waking) error {
	return y.wake("continue " + noun + " " + w.ID)
}

func (y *yard) Replan(_ context.Context, noun string, s readiness.StaleThing) error {
	return y.wake("replan " + noun + " " + s.ID)
}

func (y *yard) Follow(_ context.Context, noun string, w readiness.Waking) error {
	return y.wake("follow " + noun + " " + w.ID)
}

func (y *yard) HearCriterion(_ context.Context, assessmentID string, _ readiness.CriterionState) error {
	return y.wake(assessmentID + " hears")
}

func (y *yard) OpenImports(context.Context) ([]string, error) { return []string{"import-1"}, nil }

func (y *yard) CheckImport(_ context.Context, id string) error { return y.wake(id) }

func (y *yard) RemindHomes(context.Context, calendar.Date) error { return nil }

func TestEveryNounIsWokenTheSameWay(t *testing.T) {
	t.Parallel()
	y := newYard(0)
	a := y.activities()
	all := len(readiness.Nouns)
	for name, c := range map[string]struct {
		do   func() (activities.Woken, error)
		want int
	}{
		"what is stale":         {func() (activities.Woken, error) { return a.ReplanStale(t.Context(), activities.SweepDay{Day: monday}) }, all},
		"what is unsettled":     {func() (activities.Woken, error) { return a.Rebuild(t.Context()) }, all},
		"what happened outside": {func() (activities.Woken, error) { return a.FollowCases(t.Context()) }, all},
	} {
		if got, err := c.do(); err != nil || got.Count != c.want {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	woken := []string{"import-1", "assessment-3 hears"}
	for _, noun := range readiness.Nouns {
		woken = append(woken, "replan "+noun+" "+noun+"-1", "follow "+noun+" "+noun+"-2", "continue "+noun+" "+noun+"-3")
	}
	for _, what := range woken {
		if y.woken[what] != 1 {
			t.Errorf("%q happened %d times: %+v", what, y.woken[what], y.woken)
		}
	}
}
