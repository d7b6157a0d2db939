package workflows_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// A recorded step is one event of a thing, and the thing after it: a review, an improvement action, a point, a cycle, a criterion, a visit or its step.
type recorded struct {
	ID    string
	State any
	Run   readiness.Run
	Event readiness.Event
}

// A recorder is a ledger in memory: it keeps whole steps of one thing by their numbers, as the real one does, and the mails that were asked for.
// What it does not answer panics, so a test that reaches further than it means to fails.
type recorder struct {
	activities.Ledger
	activities.Runs
	mu    sync.Mutex
	steps []recorded
	tries int
	mails []string
	heard []readiness.CriterionState // what was passed on to the cycle
	seals int                        // how often a published cycle was asked to be sealed
	asked []string                   // for which things it was looked what those that belong to them must hear
	looks int                        // how often it was looked what others of its noun must hear
	away  func(try int) error        // what the ledger says instead of working; nil when it works
	lost  func(try int) bool         // whether it works, but its answer is lost
	died  func(try int) bool         // whether a worker had recorded the step a minute before, and died
	mute  bool                       // no mail can be sent
}

func (l *recorder) Record(_ context.Context, r readiness.Review, ev readiness.Event) error {
	return l.record(recorded{r.ID, r, r.Run, ev})
}

func (l *recorder) RecordAction(_ context.Context, a readiness.ImprovementAction, ev readiness.Event) error {
	return l.record(recorded{a.ID, a, a.Run, ev})
}

func (l *recorder) RecordPoint(_ context.Context, x readiness.Point, ev readiness.Event) error {
	return l.record(recorded{x.ID, x, x.Run, ev})
}

func (l *recorder) RecordPreScrutiny(_ context.Context, x readiness.PreScrutiny, ev readiness.Event) error {
	return l.record(recorded{x.ID, x, x.Run, ev})
}

func (l *recorder) RecordAssessment(_ context.Context, x readiness.Assessment, ev readiness.Event) error {
	return l.record(recorded{x.ID, x, x.Run, ev})
}

func (l *recorder) RecordAppraisal(_ context.Context, x readiness.Appraisal, ev readiness.Event) error {
	return l.record(recorded{x.ID, x, x.Run, ev})
}

func (l *recorder) RecordVisitEntry(_ context.Context, x readiness.VisitEntry, ev readiness.Event) error {
	return l.record(recorded{x.ID, x, x.Run, ev})
}

func (l *recorder) RecordVisit(_ context.Context, x readiness.Visit, ev readiness.Event) error {
	return l.record(recorded{x.ID, x, x.Run, ev})
}

func (l *recorder) RecordVisitStep(_ context.Context, x readiness.VisitStep, ev readiness.Event) error {
	return l.record(recorded{x.ID, x, x.Run, ev})
}

func (l *recorder) RecordCaseAudit(_ context.Context, x readiness.CaseAudit, ev readiness.Event) error {
	return l.record(recorded{x.ID, x, x.Run, ev})
}

func (l *recorder) record(step recorded) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.tries++
	if l.away != nil {
		if err := l.away(l.tries); err != nil {
			return err
		}
	}
	if l.died != nil && l.died(l.tries) {
		earlier := step
		earlier.Event.At = step.Event.At.Add(-time.Minute)
		if err := l.keep(earlier); err != nil {
			return err
		}
	}
	err := l.keep(step)
	if err == nil && l.lost != nil && l.lost(l.tries) {
		return errAway
	}
	return err
}

// State is the review after the last step; ActionState, PointState and so on are so for the others.
func (l *recorder) State(_ context.Context, id string) (readiness.Review, error) {
	return last[readiness.Review](l, id)
}

func (l *recorder) ActionState(_ context.Context, id string) (readiness.ImprovementAction, error) {
	return last[readiness.ImprovementAction](l, id)
}

func (l *recorder) PreScrutinyState(_ context.Context, id string) (readiness.PreScrutiny, error) {
	return last[readiness.PreScrutiny](l, id)
}

func (l *recorder) PointState(_ context.Context, id string) (readiness.Point, error) {
	return last[readiness.Point](l, id)
}

func (l *recorder) AssessmentState(_ context.Context, id string) (readiness.Assessment, error) {
	return last[readiness.Assessment](l, id)
}

func (l *recorder) AppraisalState(_ context.Context, id string) (readiness.Appraisal, error) {
	return last[readiness.Appraisal](l, id)
}

func (l *recorder) VisitEntryState(_ context.Context, id string) (readiness.VisitEntry, error) {
	return last[readiness.VisitEntry](l, id)
}

func (l *recorder) VisitState(_ context.Context, id string) (readiness.Visit, error) {
	return last[readiness.Visit](l, id)
}

func (l *recorder) VisitStepState(_ context.Context, id string) (readiness.VisitStep, error) {
	return last[readiness.VisitStep](l, id)
}

func last[T any](l *recorder, id string) (state T, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.steps) == 0 {
		return state, readiness.Errorf(readiness.NotFound, "There is no %s.", id)
	}
	return l.steps[len(l.steps)-1].State.(T), nil
}

// keep writes one step under its number; the same step again changes nothing.
func (l *recorder) keep(step recorded) error {
	ev := step.Event
	for _, s := range l.steps {
		switch {
		case s.Event.Seq != ev.Seq:
		case fmt.Sprintf("%+v", s.Event) == fmt.Sprintf("%+v", ev):
			return nil
		default:
			return readiness.Errorf(readiness.Conflict, "Another event stands under number %d.", ev.Seq)
		}
	}
	if ev.Seq != len(l.steps)+1 {
		return readiness.Errorf(readiness.Conflict, "Event %d came after %d.", ev.Seq, len(l.steps))
	}
	l.steps = append(l.steps, step)
	return nil
}

// ActNow notes that the mails of an event were asked for; there is nobody to mail.
func (l *recorder) ActNow(_ context.Context, subject string, seq int) ([]readiness.Outgoing, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.mails = append(l.mails, fmt.Sprintf("%s/%d", subject[strings.Index(subject, "/")+1:], seq))
	if l.mute {
		return nil, errAway
	}
	return nil, nil
}

// kept is a copy of what stands in the ledger now.
func (l *recorder) kept() []recorded {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.steps)
}

// told is which events had mails sent at once, in order of their numbers.
func (l *recorder) told() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	mails := slices.Clone(l.mails)
	slices.Sort(mails)
	return mails
}

var errAway = errors.New("connection refused")

func itoa(n int) string { return fmt.Sprint(n) }

func sorted(words []string) string {
	words = slices.Clone(words)
	slices.Sort(words)
	return strings.Join(words, " ")
}

func describe(s recorded) string { return fmt.Sprintf("%+v %+v", s.Event, s.Run) }
