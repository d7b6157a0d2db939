package demo

import (
	"context"
	"slices"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// StartPoint opens a planned point from a meeting.
func (t *town) StartPoint(ctx context.Context, p readiness.PlannedPoint) error {
	x, ev, err := readiness.OpenPoint(p, t.now)
	if err != nil {
		return err
	}
	t.lock.Lock()
	defer t.lock.Unlock()
	t.points = append(t.points, &x)
	return t.db.RecordPoint(ctx, x, ev)
}

// ContinuePoint is never asked: nothing here was ever lost.
func (t *town) ContinuePoint(context.Context, readiness.Point) error { return nil }

// ReplanPoint gives a point new terms.
func (t *town) ReplanPoint(ctx context.Context, s readiness.StaleThing) error {
	return t.pointTurn(ctx, s.ID, func(x readiness.Point) (readiness.Point, readiness.Event, error) { return x.Replan(s.Terms, t.now) })
}

// FollowPoint hands a point on with its people.
func (t *town) FollowPoint(ctx context.Context, f readiness.PointFollowup) error {
	return t.pointTurn(ctx, f.PointID, func(x readiness.Point) (readiness.Point, readiness.Event, error) { return x.Follow(f, t.now) })
}

// pointTurn does for points what turn does for reviews.
func (t *town) pointTurn(ctx context.Context, id string, decide func(readiness.Point) (readiness.Point, readiness.Event, error)) error {
	t.lock.Lock()
	defer t.lock.Unlock()
	i := slices.IndexFunc(t.points, func(x *readiness.Point) bool { return x.ID == id })
	if i < 0 {
		return nil
	}
	next, ev, err := decide(*t.points[i])
	if readiness.Conflict.Is(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := t.db.RecordPoint(ctx, next, ev); err != nil {
		return err
	}
	*t.points[i] = next
	if t.lately(calendar.DateOf(t.now)) && slices.ContainsFunc(ev.Tell, func(t readiness.Telling) bool { return t.Kind.ActNow() }) {
		return t.acts.TellNow(ctx, activities.Step{Subject: "point/" + id, Seq: ev.Seq})
	}
	return nil
}
