package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.DemoPeople = (*DB)(nil)

var (
	selectDemo = sql("read what demonstration this is", `
		select seed, council, made_at, finished_at, exists (select from imports i where i.at > demo.finished_at) as handed_in from demo`)
	insertDemo   = sql("begin a demonstration", `insert into demo (seed, council, made_at) values (@seed, @council, @at)`)
	finishDemo   = sql("end the making of a demonstration", `update demo set finished_at = @at`)
	existsPerson = sql("see whether anybody is here", `select exists (select from people) or exists (select from cases)`)
	carryNotices = sql("take notices of a demonstration as read", `
		with carried as (
			insert into mails (id, key, kind, address, subject, text, html, at)
			select @id::uuid, 'demo/months before', 'digest', '', 'The mails of the months before', 'The demonstration keeps no mails of the months that it only imagines.',
				'<!doctype html><title>Mails</title><p>The demonstration keeps no mails of the months that it only imagines.</p>', @at from demo
			returning id, at)
		update notices n set mail_id = carried.id, mailed_at = carried.at from carried where n.mail_id is null`)
	// One person for each role: of those with a place, whoever has most to decide there.
	selectDemoPeople = sql("list whom a visitor may be", `
		select distinct on (array_position(@roles::text[], po.role)) p.id::text as person_id, p.name, po.role, coalesce(a.name, t.name, '') as place
		from demo d cross join people p join posts po on po.person_id = p.id left join areas a on a.id = po.area_id left join teams t on t.id = po.team_id
		where d.finished_at is not null and p.active and po.from_day <= @today and (po.until_day is null or po.until_day >= @today)
			and not exists (select from deputies away where away.person_id = p.id and away.from_day <= @today and away.until_day >= @today)
		order by array_position(@roles::text[], po.role),
			(select count(*) from reviews r where (r.area_id = po.area_id or r.team_id = po.team_id) and r.reached = 'area_head' and r.status in ('open', 'in_review', 'submitted')) desc,
			(select count(*) from reviews r where r.owner_id = p.id and r.status in ('open', 'in_review')) desc, p.name`)
)

// A Demonstration is what a ledger says of itself when it holds one.
type Demonstration struct {
	Seed       int64
	Council    string
	MadeAt     time.Time  // when its history begins
	FinishedAt *time.Time // nil while it is being made, or when making it was cut short
	HandedIn   bool       // lists have been handed in since it was finished
}

// Demonstration tells what demonstration the ledger holds; false when it holds none.
func (db *DB) Demonstration(ctx context.Context) (Demonstration, bool, error) {
	d, err := one(ctx, db.pool, selectDemo, nil, pgx.RowToStructByName[Demonstration])
	if isNone(err) {
		return d, false, nil
	}
	return d, err == nil, err
}

// Inhabited reports whether the ledger knows any person or case.
func (db *DB) Inhabited(ctx context.Context) (bool, error) {
	return one(ctx, db.pool, existsPerson, nil, pgx.RowTo[bool])
}

// BeginDemonstration marks an empty ledger as a demonstration; FinishDemonstration says that its history is whole.
func (db *DB) BeginDemonstration(ctx context.Context, seed int64, council string) error {
	_, err := exec(ctx, db.pool, insertDemo, args{"seed": seed, "council": council, "at": db.now()})
	return err
}

// FinishDemonstration lets visitors in.
func (db *DB) FinishDemonstration(ctx context.Context) error {
	_, err := exec(ctx, db.pool, finishDemo, args{"at": db.now()})
	return err
}

// CarryNotices takes every notice so far of a demonstration as read, as if mails had carried it: nobody reads the mails of months that never were.
func (db *DB) CarryNotices(ctx context.Context) error {
	_, err := exec(ctx, db.pool, carryNotices, args{"id": newID(), "at": db.now()})
	return err
}

// DemoPeople lists one person for each role.
func (db *DB) DemoPeople(ctx context.Context) ([]readiness.DemoPerson, error) {
	roles := make([]string, len(readiness.Roles))
	for i, r := range readiness.Roles {
		roles[i] = string(r)
	}
	return all(ctx, db.pool, selectDemoPeople, args{"roles": roles, "today": db.today()}, pgx.RowToStructByName[readiness.DemoPerson])
}
