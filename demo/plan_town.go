package demo

import (
	"context"
	"slices"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// StartAction opens a planned improvement action.
func (t *town) StartAction(ctx context.Context, p readiness.PlannedAction) error {
	a, ev, err := readiness.OpenAction(p, t.now)
	if err != nil {
		return err
	}
	t.lock.Lock()
	defer t.lock.Unlock()
	u := t.actions[p.ID]
	if u == nil { // a run of the sweep found it before its people did
		return nil
	}
	u.ImprovementAction = a
	return t.db.RecordAction(ctx, a, ev)
}

// ContinueAction is never asked: nothing here was ever lost.
func (t *town) ContinueAction(context.Context, readiness.ImprovementAction) error { return nil }

// ReplanAction gives an action new terms.
func (t *town) ReplanAction(ctx context.Context, s readiness.StaleThing) error {
	return t.actionTurn(ctx, s.ID, func(a readiness.ImprovementAction) (readiness.ImprovementAction, readiness.Event, error) {
		return a.Replan(s.Terms, t.now)
	})
}

// FollowAction hands an action on with its people.
func (t *town) FollowAction(ctx context.Context, f readiness.ActionFollowup) error {
	return t.actionTurn(ctx, f.ActionID, func(a readiness.ImprovementAction) (readiness.ImprovementAction, readiness.Event, error) {
		return a.Follow(f, t.now)
	})
}

// actionTurn does for actions what turn does for reviews.
func (t *town) actionTurn(ctx context.Context, id string, decide func(readiness.ImprovementAction) (readiness.ImprovementAction, readiness.Event, error)) error {
	t.lock.Lock()
	defer t.lock.Unlock()
	u := t.actions[id]
	if u == nil {
		return nil
	}
	next, ev, err := decide(u.ImprovementAction)
	if readiness.Conflict.Is(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := t.db.RecordAction(ctx, next, ev); err != nil {
		return err
	}
	u.ImprovementAction = next
	if t.lately(calendar.DateOf(t.now)) && slices.ContainsFunc(ev.Tell, func(t readiness.Telling) bool { return t.Kind.ActNow() }) {
		return t.acts.TellNow(ctx, activities.Step{Subject: "action/" + id, Seq: ev.Seq})
	}
	return nil
}
