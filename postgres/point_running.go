package postgres

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// pointLive are the points that a run carries.
const pointLive = `x.status in ('open', 'answered')`

var (
	selectPlannedPoints = sql("list planned points", `select planned from points where status = 'planned' and `+afterID+` order by id limit @limit`)
	selectStalePoints   = sql("list points with old terms", `
		select id::text as id, raised as opened, state->'terms' as terms from points x
		where `+pointLive+` and (plan_version < @plan or calendar_version <> all(@calendars::text[])) and `+afterID+` order by id limit @limit`)
	selectUnsettledPoints = sql("list running points", `select state from points x where `+pointLive+` and `+afterID+` order by id limit @limit`)
	selectFollowPoints    = sql("list points whose people have changed", `
		select x.id::text as point_id, coalesce(x.owner_id::text, '') as owner_id, s.convenor_id::text as convenor_id
		from points x join meeting_series s on s.id = x.series_id
		where `+pointLive+` and (@after = '' or x.id > nullif(@after, '')::uuid)
			and (x.status = 'open' and (x.owner_id is null or x.owner_id <> all(@here::uuid[])) or x.state->>'convenor_id' <> s.convenor_id::text)
		order by x.id limit @limit`)
)

// PlannedPoints lists points that are planned and not opened yet, in order of id, after one id.
func (db *DB) PlannedPoints(ctx context.Context, after string, limit int) ([]readiness.PlannedPoint, error) {
	return all(ctx, db.pool, selectPlannedPoints, args{"after": after, "limit": limit}, pgx.RowTo[readiness.PlannedPoint])
}

// StalePoints lists running points whose rules or calendar are not the current ones, in order of id, after one id, with their new terms.
func (db *DB) StalePoints(ctx context.Context, after string, limit int) ([]readiness.StaleThing, error) {
	book, by, err := db.staleBy(ctx, db.pool)
	if err != nil {
		return nil, err
	}
	calendars := by["calendars"].([]string)
	rows, err := all(ctx, db.pool, selectStalePoints, args{"plan": book.Plan.Version, "calendars": calendars, "after": after, "limit": limit}, pgx.RowToStructByName[staleRow])
	found := make([]readiness.StaleThing, len(rows))
	for i, row := range rows {
		terms := book.pointTerms(row.Opened)
		if row.Terms.Plan.Version > terms.Plan.Version { // it began with newer ones, which the others kept away from
			terms.Plan = row.Terms.Plan
		}
		keepNewer(&terms, row.Terms, calendars)
		found[i] = readiness.StaleThing{ID: row.ID, Terms: terms}
	}
	return found, err
}

// UnsettledPoints lists every running point as its row has it, in order of id, after one id.
func (db *DB) UnsettledPoints(ctx context.Context, after string, limit int) ([]readiness.Point, error) {
	return all(ctx, db.pool, selectUnsettledPoints, args{"after": after, "limit": limit}, pgx.RowTo[readiness.Point])
}

// PointFollowups lists running points whose owner has left, or whose meeting somebody else calls now, in order of id, after one id, with who takes
// over: whoever calls the meeting, or an improvement lead when they have left too.
func (db *DB) PointFollowups(ctx context.Context, after string, limit int) ([]readiness.PointFollowup, error) {
	roster, err := db.roster(ctx, db.pool, db.today())
	if err != nil {
		return nil, err
	}
	here := roster.here()
	followups, err := all(ctx, db.pool, selectFollowPoints, args{"after": after, "limit": limit, "here": here}, pgx.RowToStructByName[readiness.PointFollowup])
	leads := roster.holders(readiness.ImprovementLead, whereabouts{})
	for i, f := range followups {
		switch {
		case slices.Contains(here, f.OwnerID):
		case slices.Contains(here, f.ConvenorID):
			followups[i].OwnerID = f.ConvenorID
		case len(leads) > 0:
			followups[i].OwnerID = leads[0]
		default:
			followups[i].OwnerID = ""
		}
	}
	return followups, err
}
