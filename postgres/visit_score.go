package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const visitEnd = `(select (max(e.at) at time zone 'Europe/London')::date from visit_events e where e.visit_id = x.id and e.kind in ('closed', 'cancelled', 'overtaken'))`

var (
	selectVisitEnd = sql("read when a visit ended", `select `+visitEnd+` from visits x where x.id::text = @id`)
	// One that ended before any of its steps had come to its day says nothing.
	selectLastScored = sql("look for the visit that a score is compared with", `
		select x.id::text from visits x where x.kind = @kind and x.rehearsal = @rehearsal and x.status in ('closed', 'cancelled')
			and (x.made_at, x.id) < (select y.made_at, y.id from visits y where y.id::text = @id)
			and exists (select from visit_steps s where s.visit_id = x.id and (s.status in ('done', 'waived', 'left_out') or s.due < `+visitEnd+`))
		order by x.made_at desc, x.id desc limit 1`)
)

// VisitScore scores the steps of a visit beside those of the last one.
func (db *DB) VisitScore(ctx context.Context, viewer readiness.Actor, id string) (readiness.VisitScoreView, error) {
	var v readiness.VisitScoreView
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return v, err
	}
	rows, err := db.visitRowsFor(ctx, k, viewer, id)
	if err == nil && (len(rows) == 0 || id == "") {
		err = noSuch(pgx.ErrNoRows, "visit")
	}
	if err != nil {
		return v, err
	}
	steps, _, err := db.visitSteps(ctx, k, selectVisitSteps, args{"visit": id})
	if err != nil {
		return v, err
	}
	return db.scored(ctx, k, viewer, rows[0], steps)
}

// scored is the score of a visit whose steps have been read.
func (db *DB) scored(ctx context.Context, k reckoning, viewer readiness.Actor, x readiness.VisitRow, steps []readiness.VisitStepRow) (readiness.VisitScoreView, error) {
	v := readiness.VisitScoreView{Visit: x}
	ended, err := db.visitEnd(ctx, x)
	if err != nil {
		return v, err
	}
	v.Score = readiness.ScoreVisit(steps, ended)
	last, err := one(ctx, db.pool, selectLastScored, args{"id": x.VisitID, "kind": x.Kind, "rehearsal": readiness.BeginsWithCall(x.Kind)}, pgx.RowTo[string])
	switch {
	case isNone(err):
		v.Words = v.Score.Words(nil)
		return v, nil
	case err != nil:
		return v, err
	}
	before, err := db.lastScore(ctx, k, viewer, last)
	if err != nil {
		return v, err
	}
	v.Last = &readiness.LastScore{Visit: before.Visit, Score: before.Score.ScoreTally}
	v.Score = v.Score.Against(before.Score)
	v.Words = v.Score.Words(v.Last)
	return v, nil
}

// lastScore is the score of an earlier visit by itself.
func (db *DB) lastScore(ctx context.Context, k reckoning, viewer readiness.Actor, id string) (readiness.VisitScoreView, error) {
	rows, err := db.visitRowsFor(ctx, k, viewer, id)
	if err != nil || len(rows) == 0 {
		return readiness.VisitScoreView{}, err
	}
	steps, _, err := db.visitSteps(ctx, k, selectVisitSteps, args{"visit": id})
	if err != nil {
		return readiness.VisitScoreView{}, err
	}
	ended, err := db.visitEnd(ctx, rows[0])
	return readiness.VisitScoreView{Visit: rows[0], Score: readiness.ScoreVisit(steps, ended)}, err
}

// visitEnd is the day on which a visit ended; zero while it runs.
func (db *DB) visitEnd(ctx context.Context, x readiness.VisitRow) (calendar.Date, error) {
	if !x.Status.Ended() {
		return calendar.Date{}, nil
	}
	return one(ctx, db.pool, selectVisitEnd, args{"id": x.VisitID}, pgx.RowTo[calendar.Date])
}
