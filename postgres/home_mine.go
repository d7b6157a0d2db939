package postgres

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// How much of each list a first page shows.
const (
	mineShown    = 20
	unownedShown = 20
)

const (
	doing = `r.status in ('open', 'in_review')`
	gone  = `(r.owner_id is null or r.owner_id = any(array(select id from people where not active)))`
	// left are the running reviews r of the viewer's own teams that have no owner any more and that are not the viewer's already.
	left = doing + ` and r.team_id = any(@own_teams::uuid[]) and ` + gone + ` and (r.owner_id is null or r.owner_id <> all(@people::uuid[]))`
	// idle are the live reviews r that nobody does, as unowned says it, by their teams: those without a manager today, and no team at all.
	idle = `
		select r.id, r.due from teams m join reviews r on r.team_id = m.id
		where not exists (select from posts po join people p on p.id = po.person_id
				where po.role = 'team_manager' and po.team_id = m.id and p.active and po.from_day <= @today and (po.until_day is null or po.until_day >= @today))
			and ` + doing + ` and ` + gone + ` and (@everywhere or r.area_id = any(@areas::uuid[]))
		union all select r.id, r.due from reviews r
		where r.team_id is null and ` + doing + ` and ` + gone + ` and (@everywhere or r.area_id = any(@areas::uuid[]))`
)

// The lists find the few that they show in an index, and read only those: a count reads as many entries of that index as it counts.
var (
	selectMine = planned("list what somebody must do", `
		with mine as (
			select first.id, first.due from unnest(@people::uuid[]) as own (id) cross join lateral (
				select r.id, r.due from reviews r where r.owner_id = own.id and `+doing+` order by r.due, r.id limit @limit) first
			union all (select r.id, r.due from reviews r where `+left+` order by r.due, r.id limit @limit)
			order by due, id limit @limit)`+reviewColumns+reviewTables+` join mine on mine.id = r.id order by r.due, r.id`)
	countMine = planned("count what somebody must do", `
		select (select count(*) from reviews r where r.owner_id = any(@people::uuid[]) and `+doing+`) + (select count(*) from reviews r where `+left+`)`)
	selectUnowned = planned("list what nobody does", `
		with idle as (`+idle+` order by due, id limit @limit)`+reviewColumns+reviewTables+` join idle on idle.id = r.id order by r.due, r.id`)
	countUnowned = planned("count what nobody does", `select count(*) from (`+idle+`) idle`)
)

// homeMine lists what the viewer must do: what they own or cover, and what their teams have without an owner.
func (db *DB) homeMine(ctx context.Context, d desk, v *readiness.HomeView) (err error) {
	where := args{"people": d.seen.people, "own_teams": append([]string{}, d.viewer.TeamIDs()...)}
	if v.MineTotal, err = one(ctx, db.pool, countMine, where, pgx.RowTo[int]); err != nil {
		return err
	}
	where["limit"] = mineShown
	rows, err := all(ctx, db.pool, selectMine, where, pgx.RowToStructByName[reviewRow])
	v.Mine = d.reviewRows(rows)
	return err
}

// givers are the roles that look for an owner where there is none: those who may give a review to somebody, without the director.
var givers = []readiness.Role{readiness.AreaHead, readiness.AssistantDirector, readiness.ImprovementLead}

// homeUnowned lists what nobody does in the viewer's areas, those that they cover included.
func (db *DB) homeUnowned(ctx context.Context, d desk, v *readiness.HomeView) error {
	viewer := d.viewer
	viewer.Holdings = slices.DeleteFunc(slices.Clone(viewer.Holdings), func(h readiness.Holding) bool { return !slices.Contains(givers, h.Role) })
	if !readiness.May(viewer, readiness.Assign, readiness.Place{}) {
		return nil
	}
	gives, err := scopeOf(viewer, readiness.Assign)
	if err != nil {
		return err
	}
	where := args{"today": d.today, "everywhere": gives.everywhere, "areas": gives.areas}
	if v.UnownedTotal, err = one(ctx, db.pool, countUnowned, where, pgx.RowTo[int]); err != nil || v.UnownedTotal == 0 {
		return err
	}
	where["limit"] = unownedShown
	rows, err := all(ctx, db.pool, selectUnowned, where, pgx.RowToStructByName[reviewRow])
	v.Unowned = d.reviewRows(rows)
	return err
}
