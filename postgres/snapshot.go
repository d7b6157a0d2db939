package postgres

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// noTeam is the id under which snapshots count the cases of no team.
const noTeam = "00000000-0000-0000-0000-000000000000"

var (
	lockSnapshot    = sql("wait for another snapshot", `select pg_advisory_xact_lock(hashtext('sightline snapshot'))`)
	existsSnapshot  = sql("look for a day's figures", `select exists (select from snapshot_days where day = @day)`)
	insertDay       = sql("keep when figures were counted", `insert into snapshot_days (day, taken_at) values (@day, @at) on conflict (day) do update set taken_at = excluded.taken_at`)
	deleteSnapshots = sql("drop a day's figures", `delete from snapshots where day = @day`)
	insertSnapshots = sql("count a day's figures", `
		with counted as (
			select coalesce(c.team_id, '`+noTeam+`') as team_id, count(*) as open_cases,
				count(*) filter (where basis_since > @back12) as under12,
				count(*) filter (where basis_since <= @back12 and basis_since > @back18) as from12,
				count(*) filter (where basis_since <= @back18 and basis_since > @back24) as from18,
				count(*) filter (where basis_since <= @back24 and basis_since > @back36) as from24,
				count(*) filter (where basis_since <= @back36) as from36,
				count(*) filter (where basis_reached <= @day) as long_open,
				count(*) filter (where basis_reached > @day and basis_reached <= @soon) as nearly,
				count(*) filter (where basis_reached <= @day and last_done >= @back90) as reviewed90
			from cases c where c.closed is null and (@teams::uuid[] is null or c.team_id = any(@teams::uuid[])) group by 1),
		running as (
			select coalesce(r.team_id, '`+noTeam+`') as team_id,
				count(*) filter (where due < @day and status in ('open', 'in_review', 'submitted')) as overdue,
				count(*) filter (where put_offs >= 2) as put_off_twice, count(*) as live, count(*) filter (where reached <> '') as waiting
			from reviews r where r.status not in ('planned', 'signed_off', 'overtaken') and (@teams::uuid[] is null or r.team_id = any(@teams::uuid[])) group by 1)
		insert into snapshots (day, team_id, area_id, open_cases, under12, from12, from18, from24, from36, long_open, nearly, reviewed90, overdue, put_off_twice, live, waiting)
		select @day, team_id, t.area_id, coalesce(open_cases, 0), coalesce(under12, 0), coalesce(from12, 0), coalesce(from18, 0), coalesce(from24, 0), coalesce(from36, 0),
			coalesce(long_open, 0), coalesce(nearly, 0), coalesce(reviewed90, 0), coalesce(overdue, 0), coalesce(put_off_twice, 0), coalesce(live, 0), coalesce(waiting, 0)
		from counted full join running using (team_id) left join teams t on t.id = team_id
		on conflict (day, team_id) do update set area_id = excluded.area_id, open_cases = excluded.open_cases, under12 = excluded.under12, from12 = excluded.from12,
			from18 = excluded.from18, from24 = excluded.from24, from36 = excluded.from36, long_open = excluded.long_open, nearly = excluded.nearly,
			reviewed90 = excluded.reviewed90, overdue = excluded.overdue, put_off_twice = excluded.put_off_twice, live = excluded.live, waiting = excluded.waiting`)
)

// snapshot counts the figures of a day, of some teams or (nil) of all.
func (db *DB) snapshot(ctx context.Context, tx pgx.Tx, day calendar.Date, teams []string) error {
	book, err := db.rules(ctx, tx)
	if err != nil {
		return err
	}
	_, err = exec(ctx, tx, insertSnapshots, args{
		"day": day, "teams": teams, "back12": day.AddMonths(-12), "back18": day.AddMonths(-18), "back24": day.AddMonths(-24), "back36": day.AddMonths(-36),
		"soon": day.AddDays(book.Rules.AlertDays), "back90": day.AddDays(-90),
	})
	return err
}

// recount makes facts and figures what they are now: after an import, new rules or a new mapping, and once every night. One at a time: whoever
// writes cases before it must take its lock before that, or two could wait for each other.
func (db *DB) recount(ctx context.Context, tx pgx.Tx) error {
	if _, err := exec(ctx, tx, lockSnapshot, nil); err != nil {
		return err
	}
	if err := db.refreshFacts(ctx, tx); err != nil {
		return err
	}
	if _, err := exec(ctx, tx, deleteSnapshots, args{"day": db.today()}); err != nil {
		return err
	}
	if err := db.snapshot(ctx, tx, db.today(), nil); err != nil {
		return err
	}
	_, err := exec(ctx, tx, insertDay, args{"day": db.today(), "at": db.now()})
	return err
}

// reviewed counts a team's figures again because one of its cases was reviewed. Before the day has figures there is nothing to keep right.
func (db *DB) reviewed(ctx context.Context, tx pgx.Tx, r readiness.Review) error {
	if _, err := exec(ctx, tx, updateLastDone, args{"case": r.CaseID, "on": r.SignedOn}); err != nil {
		return err
	}
	day := db.today()
	counted, err := one(ctx, tx, existsSnapshot, args{"day": day}, pgx.RowTo[bool])
	if err != nil || !counted || !isID(r.TeamID) {
		return err
	}
	return db.snapshot(ctx, tx, day, []string{r.TeamID})
}

// counted makes sure that today has figures: whoever asks first after midnight counts them, and the others wait for that.
func (db *DB) counted(ctx context.Context) error {
	there, err := one(ctx, db.pool, existsSnapshot, args{"day": db.today()}, pgx.RowTo[bool])
	if err != nil || there {
		return err
	}
	err = pgx.BeginFunc(ctx, db.pool, func(tx pgx.Tx) error {
		if _, err := exec(ctx, tx, lockSnapshot, nil); err != nil {
			return err
		}
		there, err := one(ctx, tx, existsSnapshot, args{"day": db.today()}, pgx.RowTo[bool])
		if err != nil {
			return err
		}
		if there {
			return errNothing
		}
		return db.recount(ctx, tx)
	})
	if errors.Is(err, errNothing) {
		return nil
	}
	return err
}

// figureColumns add up the snapshots s of a day.
const figureColumns = `
	coalesce(sum(s.open_cases), 0)::int as open_cases, coalesce(sum(s.under12), 0)::int as under12, coalesce(sum(s.from12), 0)::int as from12,
	coalesce(sum(s.from18), 0)::int as from18, coalesce(sum(s.from24), 0)::int as from24, coalesce(sum(s.from36), 0)::int as from36,
	coalesce(sum(s.long_open), 0)::int as long_open, coalesce(sum(s.nearly), 0)::int as nearly, coalesce(sum(s.reviewed90), 0)::int as reviewed90`

// seeFigures is the where clause for snapshots s: those of the viewer's areas and teams.
const seeFigures = `(@everywhere or s.area_id = any(@areas::uuid[]) or s.team_id = any(@teams::uuid[]))`

var (
	selectFigures = sql("add up today's figures", `
		select coalesce(s.area_id::text, '') as area_id, coalesce(a.name, '') as name,`+figureColumns+`
		from snapshots s left join areas a on a.id = s.area_id where s.day = @day and `+seeFigures+` group by 1, 2
		order by bool_or(a.id is null), lower(coalesce(a.name, ''))`)
	// The reviews of this moment, since a person who has just acted must see it. Each count reads the entries of one index that it counts: what is late comes
	// first in reviews_running, a planned review was never put off, and few wait for a decision.
	selectRunning = sql("count what is late", `
		select area_id, sum(overdue)::int as overdue, sum(put_off)::int as put_off_twice, sum(waiting)::int as waiting from (
			select coalesce(s.area_id::text, '') as area_id, count(*) as overdue, 0 as put_off, 0 as waiting from reviews s
				where s.due < @day and s.status not in ('signed_off', 'overtaken') and s.status in ('open', 'in_review', 'submitted') and `+seeFigures+` group by s.area_id
			union all select coalesce(s.area_id::text, ''), 0, count(*), 0 from reviews s
				where s.put_offs >= 2 and s.status not in ('signed_off', 'overtaken') and `+seeFigures+` group by s.area_id
			union all select coalesce(s.area_id::text, ''), 0, 0, count(*) from reviews s
				where (s.reached <> '' or s.status in ('submitted', 'second_look')) and s.reached <> '' and s.status not in ('planned', 'signed_off', 'overtaken') and `+seeFigures+` group by s.area_id
		) counted group by area_id`)
	selectMonths = sql("add up the figures of past months", `
		select s.day,`+figureColumns+`, coalesce(sum(s.overdue), 0)::int as overdue, coalesce(sum(s.put_off_twice), 0)::int as put_off_twice
		from (select max(day) as day from snapshot_days where day > @since and day <= @day group by date_trunc('month', day)) d
		join snapshots s on s.day = d.day where `+seeFigures+` group by s.day order by s.day`)
	selectMonthAgo = sql("add up the figures of a month ago", `
		select d.day, coalesce(sum(s.long_open), 0)::int as long_open
		from (select max(day) as day from snapshot_days where day <= @month_ago and day > @month_ago::date - 14) d join snapshots s on s.day = d.day
		where `+seeFigures+` group by d.day`)
)
