package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// selectLoads counts what each person has to do and somebody else could be given (AssignReview), those who have left first.
var selectLoads = sql("count reviews by owner", `
	select o.id::text as person_id, o.name, not (o.active and exists (
			select from posts po where po.person_id = o.id and po.from_day <= @today and (po.until_day is null or po.until_day >= @today))) as "left",
		count(*)::int as reviews
	from reviews r join people o on o.id = r.owner_id
	where r.status in ('open', 'in_review', 'paused') and (@everywhere or r.area_id = any(@areas::uuid[]) or r.team_id = any(@teams::uuid[]))
	group by o.id, o.name, o.active order by 3 desc, lower(o.name), o.id`)

// OwnerLoads lists who has reviews that the viewer may give to somebody else.
func (db *DB) OwnerLoads(ctx context.Context, viewer readiness.Actor) ([]readiness.OwnerLoad, error) {
	reach, err := scopeOf(viewer, readiness.Assign)
	if err != nil {
		return nil, err
	}
	return all(ctx, db.pool, selectLoads, reach.places(args{"today": db.today()}), pgx.RowToStructByName[readiness.OwnerLoad])
}
