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

// A recorder is a ledger in memory: it keeps whole steps under (review, seq), as the real one does, and the mails that were asked for.
// What it does not answer panics, so a test that reaches further than it means to fails.
type recorder struct {
	activities.Ledger
	mu    sync.Mutex
	steps []activities.Recording
	tries int
	mails []string
	away  func(try int) error // what the ledger says instead of working; nil when it works
	lost  func(try int) bool  // whether it works, but its answer is lost
	died  func(try int) bool  // whether a worker had recorded the step a minute before, and died
	mute  bool                // no mail can be sent
}

func (l *recorder) Record(_ context.Context, r readiness.Review, ev readiness.Event) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.tries++
	if l.away != nil {
		if err := l.away(l.tries); err != nil {
			return err
		}
	}
	if l.died != nil && l.died(l.tries) {
		earlier := ev
		earlier.At = ev.At.Add(-time.Minute)
		if err := l.keep(activities.Recording{Review: r, Event: earlier}); err != nil {
			return err
		}
	}
	err := l.keep(activities.Recording{Review: r, Event: ev})
	if err == nil && l.lost != nil && l.lost(l.tries) {
		return errAway
	}
	return err
}

// State is the review after the last step.
func (l *recorder) State(_ context.Context, id string) (readiness.Review, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.steps) == 0 {
		return readiness.Review{}, readiness.Errorf(readiness.NotFound, "There is no review %s.", id)
	}
	return l.steps[len(l.steps)-1].Review, nil
}

// keep writes one step under its number; the same step again changes nothing.
func (l *recorder) keep(step activities.Recording) error {
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
func (l *recorder) ActNow(_ context.Context, reviewID string, seq int) ([]readiness.Outgoing, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.mails = append(l.mails, fmt.Sprintf("%s/%d", reviewID, seq))
	if l.mute {
		return nil, errAway
	}
	return nil, nil
}

// kept is a copy of what stands in the ledger now.
func (l *recorder) kept() []activities.Recording {
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

func describe(s activities.Recording) string { return fmt.Sprintf("%+v %+v", s.Event, s.Review.Run) }
