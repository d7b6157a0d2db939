package activities_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A tour is a ledger with one visit and its steps, and a rehearsal beside it; it notes what was asked of it.
type tour struct {
	activities.Ledger
	activities.Runs
	mu    sync.Mutex
	visit readiness.Visit
	fails map[string]error // what goes wrong
	asked []string
}

// note writes down what was asked, and answers how it went.
func (l *tour) note(what string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked = append(l.asked, what)
	return l.fails[what]
}

func (l *tour) activities() *activities.Activities {
	return &activities.Activities{Ledger: l, Runs: l, Beat: func(context.Context, ...any) {}}
}

func (l *tour) VisitState(_ context.Context, id string) (readiness.Visit, error) {
	if id != l.visit.ID {
		return readiness.Visit{}, readiness.Errorf(readiness.NotFound, "There is no such visit.")
	}
	return l.visit, l.fails["look"]
}

// ToOpen lists a step that is planned; ToFollow one that runs, and among the visits a rehearsal that the call overtakes.
func (l *tour) ToOpen(_ context.Context, noun, of, after string, _ int) ([]readiness.Waking, error) {
	if after != "" || noun != readiness.VisitStepNoun || of != l.visit.ID {
		return nil, nil
	}
	return []readiness.Waking{{ID: "new"}}, l.fails["list"]
}

func (l *tour) ToFollow(_ context.Context, noun, of, after string, _ int) ([]readiness.Waking, error) {
	switch {
	case after != "":
	case noun == readiness.VisitStepNoun && of == l.visit.ID:
		return []readiness.Waking{{ID: "old"}}, nil
	case noun == readiness.VisitNoun && of == "":
		return []readiness.Waking{{ID: "rehearsal"}}, nil
	}
	return nil, nil
}

func (l *tour) Open(_ context.Context, noun string, w readiness.Waking) error {
	return l.note("open " + noun + " " + w.ID)
}

func (l *tour) Follow(_ context.Context, noun string, w readiness.Waking) error {
	return l.note(noun + " " + w.ID + " hears")
}

// log is what was asked, each thing once, in the order in which it was asked first.
func (l *tour) log() string {
	var once []string
	for _, what := range l.asked {
		if !slices.Contains(once, what) {
			once = append(once, what)
		}
	}
	return strings.Join(once, ", ")
}

func newTour(called bool, rehearsal bool) *tour {
	l := &tour{fails: map[string]error{}, visit: readiness.Visit{ID: "v-1", Rehearsal: rehearsal, VisitDates: readiness.VisitDates{On: calendar.On(2026, 3, 9), Until: calendar.On(2026, 3, 10)}}}
	if called {
		l.visit.Called = calendar.On(2026, 3, 2)
	}
	return l
}

const stepsHear = "open visit-step new, visit-step old hears"

// TestPassOnAVisit: its steps are opened before those that run hear of it; of the real call rehearsals hear too, and of no other visit. Twice does no harm.
func TestPassOnAVisit(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		called, rehearsal bool
		want              string
	}{
		"a visit that was agreed": {false, false, stepsHear},
		"the call":                {true, false, stepsHear + ", visit rehearsal hears"},
		"a rehearsal of the call": {true, true, stepsHear},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newTour(c.called, c.rehearsal)
			for range 2 {
				if err := l.activities().PassOn(t.Context(), activities.Step{Subject: "visit/v-1", Seq: 3}); err != nil || l.log() != c.want {
					t.Errorf("asked %q, want %q (%v)", l.log(), c.want, err)
				}
			}
		})
	}
}

// TestPassOnAVisitThatFails comes back as an error: to be tried again when something is away, and finally when there is no such visit.
func TestPassOnAVisitThatFails(t *testing.T) {
	t.Parallel()
	away := errors.New("connection refused")
	for name, c := range map[string]struct {
		subject, what string
		again         bool
		left          string // what was asked
	}{
		"there is no such visit":       {"visit/v-9", "", false, ""},
		"nobody hears of a step":       {"visit-step/old", "", true, ""},
		"the visit cannot be read":     {"visit/v-1", "look", true, ""},
		"the planned cannot be listed": {"visit/v-1", "list", true, ""},
		"a step cannot be begun":       {"visit/v-1", "open visit-step new", true, "open visit-step new"},
		"a step does not hear":         {"visit/v-1", "visit-step old hears", true, stepsHear},
		"the rehearsal does not hear":  {"visit/v-1", "visit rehearsal hears", true, stepsHear + ", visit rehearsal hears"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newTour(true, false)
			l.fails[c.what] = away
			err := l.activities().PassOn(t.Context(), activities.Step{Subject: c.subject, Seq: 3})
			if err == nil || retryable(err) != c.again {
				t.Errorf("got %v", err)
			}
			if l.log() != c.left {
				t.Errorf("asked %q, want %q", l.log(), c.left)
			}
		})
	}
}

// VisitStepState makes the tour a ledger of one step as well; its VisitState is above.
func (l *tour) VisitStepState(_ context.Context, id string) (readiness.VisitStep, error) {
	return readiness.VisitStep{ID: id, Course: readiness.Course{Seq: 4}, Status: readiness.StepDone}, nil
}

func (l *tour) RecordVisit(_ context.Context, x readiness.Visit, _ readiness.Event) error {
	return l.note("record " + x.ID)
}

func (l *tour) RecordVisitStep(_ context.Context, x readiness.VisitStep, _ readiness.Event) error {
	return l.note("record " + x.ID)
}

// TestRecordVisits: what the ledger takes is kept as it is; where a worker that died was first, what the ledger has comes back.
func TestRecordVisits(t *testing.T) {
	t.Parallel()
	taken := readiness.Errorf(readiness.Conflict, "Another event stands under number 3.")
	l := newTour(false, false)
	l.visit.Seq = 5
	a, ev := l.activities(), readiness.Event{Seq: 3, Kind: "moved"}
	visit, step := readiness.Visit{ID: "v-1"}, readiness.VisitStep{ID: "s-1"}
	if r, err := a.RecordVisit(t.Context(), activities.VisitRecording{Visit: visit, Event: ev}); err != nil || r.Ahead != nil {
		t.Errorf("a visit: %+v, %v", r, err)
	}
	if r, err := a.RecordVisitStep(t.Context(), activities.VisitStepRecording{VisitStep: step, Event: ev}); err != nil || r.Ahead != nil {
		t.Errorf("a step: %+v, %v", r, err)
	}
	l.fails["record v-1"], l.fails["record s-1"] = taken, taken
	if r, err := a.RecordVisit(t.Context(), activities.VisitRecording{Visit: visit, Event: ev}); err != nil || r.Ahead == nil || r.Ahead.Seq != 5 {
		t.Errorf("a visit that is further: %+v, %v", r, err)
	}
	if r, err := a.RecordVisitStep(t.Context(), activities.VisitStepRecording{VisitStep: step, Event: ev}); err != nil || r.Ahead == nil || r.Ahead.Status != readiness.StepDone {
		t.Errorf("a step that is further: %+v, %v", r, err)
	}
}
