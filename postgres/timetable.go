package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.Schedules = (*DB)(nil)

var (
	selectTimetableMade = sql("see when the timetable was made", `select max(made_at) from rulebook where kind = 'timetable'`)
	selectLastRuns      = sql("list the last runs", `
		select j.job, r.kind, r.at, coalesce(p.name, r.by) as by, r.body
		from unnest(@jobs::text[]) as j (job)
		cross join lateral (select * from runs where (kind = j.job and round is null) or round = j.job order by at desc limit 1) r
		left join people p on p.id::text = r.by`)
)

// Clockwork is the timetable and the calendar in force.
func (db *DB) Clockwork(ctx context.Context) (readiness.Clockwork, error) {
	return db.clockwork(ctx, db.pool)
}

func (db *DB) clockwork(ctx context.Context, q querier) (readiness.Clockwork, error) {
	book, err := db.rules(ctx, q)
	if err != nil {
		return readiness.Clockwork{}, err
	}
	made, err := one(ctx, q, selectTimetableMade, nil, pgx.RowTo[*time.Time])
	return readiness.Clockwork{Timetable: book.Timetable, Calendar: book.Calendar, Made: moment(made)}, err
}

// ChangeTimetable makes a new version of the timetable. The change is decided on the newest version, so two people who change two things at once
// both have their way. No running review carries the timetable, so there is nothing to keep or take.
func (db *DB) ChangeTimetable(ctx context.Context, c readiness.TimetableChange, reason string, asked readiness.Asked) (readiness.Timetable, error) {
	return once(ctx, db, asked, act{Action: "rules set", Subject: "rules/" + timetable}, func(tx pgx.Tx, a *act) (readiness.Timetable, error) {
		version, err := db.nextVersion(ctx, tx, timetable, asked, a)
		if err != nil {
			return readiness.Timetable{}, err
		}
		now, err := db.clockwork(ctx, tx)
		if err != nil {
			return readiness.Timetable{}, err
		}
		next, err := c.Apply(now, readiness.Because{By: asked.By.Name, Reason: reason, At: db.now(), ID: newID()})
		if err != nil {
			return readiness.Timetable{}, err
		}
		if set, ok := c.(readiness.SetRound); ok {
			if err := db.askFirstRound(ctx, tx, next, set, asked); err != nil {
				return readiness.Timetable{}, err
			}
		}
		next.Version = version
		return next, db.keepRules(ctx, tx, timetable, version, next, readiness.RuleChange{Reason: reason, Running: readiness.RunningKeep}, asked)
	})
}

type lastRunRow struct {
	Job  readiness.Job
	Kind string
	At   time.Time
	By   string
	Body []byte
}

// LastRuns are the newest run of each job. What a run before this version came to may not be known.
func (db *DB) LastRuns(ctx context.Context) (map[readiness.Job]readiness.JobRun, error) {
	now, err := db.Clockwork(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := all(ctx, db.pool, selectLastRuns, args{"jobs": now.Timetable.Jobs()}, pgx.RowToStructByName[lastRunRow])
	last := map[readiness.Job]readiness.JobRun{}
	for _, row := range rows {
		if last[row.Job], err = row.run(); err != nil {
			return nil, err
		}
	}
	return last, err
}

func (r lastRunRow) run() (readiness.JobRun, error) {
	run := readiness.JobRun{Job: r.Job, At: r.At}
	if r.By != readiness.Clock.PersonID {
		run.By = actorName(r.By)
	}
	var err error
	switch r.Kind {
	case "sweep", "round":
		err = json.Unmarshal(r.Body, &run.Sweep)
	case "refresh":
		err = json.Unmarshal(r.Body, &run.Refresh)
	case "digest":
		if err = json.Unmarshal(r.Body, &run.Digest); err == nil && run.Digest.On.IsZero() {
			run.Digest = nil
		}
	}
	if err != nil {
		return run, fmt.Errorf("read the last run of %s: %w", r.Job, err)
	}
	return run, nil
}

// jobHealth are the jobs that somebody has paused, or that have missed their time. A round that never ran should have, since its timetable was made.
func (db *DB) jobHealth(ctx context.Context) ([]readiness.JobHealth, error) {
	now, err := db.Clockwork(ctx)
	if err != nil {
		return nil, err
	}
	last, err := db.LastRuns(ctx)
	jobs := []readiness.JobHealth{}
	for _, job := range now.Timetable.Jobs() {
		timing, _ := now.Timetable.Timing(job)
		ran := last[job].At
		if timing.Every != "" && ran.IsZero() {
			ran = now.Made
		}
		if job == readiness.RefreshJob && ran.IsZero() {
			ran = db.now() // it may be that no quarter has begun since this council began
		}
		missed, late := now.Missed(job, ran, db.now())
		if late || timing.Paused != nil {
			jobs = append(jobs, readiness.JobHealth{Job: job, Title: now.Timetable.Title(job), Missed: missed, Paused: timing.Paused})
		}
	}
	return jobs, err
}
