package postgres

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectCohortPacks = sql("read the packs that cohorts are counted by", `select body from cohort_packs order by at, focus`)
	upsertCohortPack  = sql("count a cohort by a pack", `
		insert into cohort_packs (focus, code, body, at) values (@focus, @code, @body, @now)
		on conflict (focus) do update set code = excluded.code, body = excluded.body, at = excluded.at where cohort_packs.code <> excluded.code`)
	// A stand of the same day is counted anew in its place.
	upsertStand = sql("keep how a cohort stands", `
		insert into cohort_stands (id, focus, pack_code, on_day, at) values (@id, @focus, @code, @on, @now)
		on conflict (focus, on_day) do update set pack_code = excluded.pack_code, at = excluded.at returning id::text`)
	deleteMembers = sql("drop who stood in a cohort", `delete from cohort_members where stand_id = @stand`)
	insertMembers = sql("keep who stands in a cohort", `
		insert into cohort_members (stand_id, child_id, team_id, worker, since, flags)
		select @stand, m.child, nullif(m.team, '')::uuid, m.worker, m.since, coalesce(string_to_array(nullif(m.flags, ''), ' '), '{}')
		from unnest(@children::uuid[], @teams::text[], @workers::text[], @sinces::date[], @flags::text[]) as m (child, team, worker, since, flags)`)
	selectSince = sql("read since when children stand in a cohort", `
		select m.child_id::text as id, m.since from cohort_members m
		where m.stand_id = (select id from cohort_stands where focus = @focus order by on_day desc limit 1)`)
	selectStands = sql("read how a cohort stands and stood", `
		select id::text as id, pack_code, on_day as on from cohort_stands where focus = @focus order by on_day desc limit 2`)
	endAnswers = sql("end the answers to red flags that have gone", `
		update flag_answers a set ended_at = @now where a.focus = @focus and a.ended_at is null
			and not exists (select from cohort_members m where m.stand_id = @stand and m.child_id = a.child_id and a.flag = any(m.flags))`)
)

// KeepCohorts counts the cohorts by these packs from now on, one of each focus area: those that are in force today. Those by which they are counted already
// change nothing, so it may be asked at every start.
func (db *DB) KeepCohorts(ctx context.Context, packs []readiness.FocusPack) error {
	return pgx.BeginFunc(ctx, db.pool, func(tx pgx.Tx) error { return db.keepCohorts(ctx, tx, packs) })
}

// keepCohortsToday counts them by the packs that are in force today: each night, since a version can begin, and when a council has finished one of its own.
func (db *DB) keepCohortsToday(ctx context.Context, tx pgx.Tx) error {
	packs, err := packsOn(ctx, tx, db.today())
	if err != nil {
		return err
	}
	return db.keepCohorts(ctx, tx, packs)
}

func (db *DB) keepCohorts(ctx context.Context, tx pgx.Tx, packs []readiness.FocusPack) error {
	if _, err := exec(ctx, tx, lockCohorts, nil); err != nil {
		return err
	}
	var changed []string
	for _, p := range packs {
		n, err := exec(ctx, tx, upsertCohortPack, args{"focus": p.Focus, "code": p.Code, "body": p, "now": db.now()})
		if err != nil {
			return err
		}
		if n > 0 {
			changed = append(changed, p.Code)
		}
	}
	if len(changed) == 0 {
		return nil
	}
	if err := db.countCohorts(ctx, tx); err != nil {
		return err
	}
	program := readiness.Actor{PersonID: "sightline", Name: "Sightline"}
	return db.audit(ctx, tx, act{By: program, Action: "cohorts counted by other packs", Subject: "cohort", Detail: strings.Join(changed, " ")})
}

func (db *DB) cohortPacks(ctx context.Context, q querier) ([]readiness.FocusPack, error) {
	return all(ctx, q, selectCohortPacks, nil, pgx.RowTo[readiness.FocusPack])
}

// countCohorts counts every cohort anew, by its pack and the newest lists. Whoever asks holds lockCohorts.
func (db *DB) countCohorts(ctx context.Context, tx pgx.Tx) error {
	packs, err := db.cohortPacks(ctx, tx)
	if err != nil {
		return err
	}
	lists, err := db.lists(ctx, tx)
	if err != nil {
		return err
	}
	for _, p := range packs {
		if p.CohortDay(lists).IsZero() {
			continue
		}
		if err := db.countCohort(ctx, tx, p, p.CohortDay(lists)); err != nil {
			return fmt.Errorf("count the cohort %s: %w", p.Code, err)
		}
	}
	return nil
}

func (db *DB) countCohort(ctx context.Context, tx pgx.Tx, p readiness.FocusPack, on calendar.Date) error {
	stands, err := all(ctx, tx, selectStands, args{"focus": p.Focus}, pgx.RowToStructByName[standRow])
	if err != nil {
		return err
	}
	if len(stands) > 0 && stands[0].On.After(on) { // another version of the pack asked a newer list
		on = stands[0].On
	}
	children, err := db.cohort(ctx, tx, p)
	if err != nil {
		return err
	}
	stand, err := one(ctx, tx, upsertStand, args{"id": newID(), "focus": p.Focus, "code": p.Code, "on": on, "now": db.now()}, pgx.RowTo[string])
	if err != nil {
		return err
	}
	if _, err := exec(ctx, tx, deleteMembers, args{"stand": stand}); err != nil {
		return err
	}
	var ids, teams, workers, flags []string
	var sinces []calendar.Date
	for _, c := range children {
		ids, teams, workers, sinces = append(ids, c.ID), append(teams, c.TeamID), append(workers, c.Worker), append(sinces, c.Since)
		flags = append(flags, strings.Join(c.Flags, " "))
	}
	if _, err := exec(ctx, tx, insertMembers, args{"stand": stand, "children": ids, "teams": teams, "workers": workers, "sinces": sinces, "flags": flags}); err != nil {
		return err
	}
	_, err = exec(ctx, tx, endAnswers, args{"focus": p.Focus, "stand": stand, "now": db.now()})
	return err
}

type standRow struct {
	ID, PackCode string
	On           calendar.Date
}

type sinceRow struct {
	ID    string
	Since calendar.Date
}

// cohort are the children of a focus area by what the newest lists say, with the red flags of this version of its pack.
func (db *DB) cohort(ctx context.Context, q querier, p readiness.FocusPack) ([]readiness.CohortChild, error) {
	rows, err := db.cohortRows(ctx, q, p)
	if err != nil {
		return nil, err
	}
	known, err := all(ctx, q, selectSince, args{"focus": p.Focus}, pgx.RowToStructByName[sinceRow])
	if err != nil {
		return nil, err
	}
	since := map[string]calendar.Date{}
	for _, k := range known {
		since[k.ID] = k.Since
	}
	children := readiness.Cohort(p, rows)
	for i, c := range children {
		if children[i].Since = since[c.ID]; children[i].Since.IsZero() {
			children[i].Since = p.CohortDay(rows.Lists)
		}
	}
	return children, nil
}

var selectFlagCount = sql("count red flags and those answered", `
	select count(*)::int as flags, count(a.id)::int as answered
	from cohort_members m cross join lateral unnest(m.flags) as f (flag)
	left join flag_answers a on a.focus = @focus and a.child_id = m.child_id and a.flag = f.flag and a.ended_at is null
	where m.stand_id = (select id from cohort_stands where focus = @focus order by on_day desc limit 1) and f.flag = any(@flags::text[])`)

// A flagCount is how many red flags the children of a focus area have together, and how many of these are answered.
type flagCount struct{ Flags, Answered int }

// flagCount counts the flags of this version of a pack, as they stand by the version that is in force.
func (db *DB) flagCount(ctx context.Context, q querier, p readiness.FocusPack) (flagCount, error) {
	codes := []string{}
	for _, f := range p.Flags {
		codes = append(codes, f.Code)
	}
	return one(ctx, q, selectFlagCount, args{"focus": p.Focus, "flags": codes}, pgx.RowToStructByName[flagCount])
}
