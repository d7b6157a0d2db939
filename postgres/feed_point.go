package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var selectFeedPoints = sql("list points for a person's calendar", `
	select x.id::text as id, x.due, x.seq, x.changed_at as changed, x.status <> 'open' as over
	from points x where x.seq > 0 and x.owner_id = any(@people::uuid[]) and (x.status = 'open' or x.changed_at >= @since)
	order by x.due, x.id`)

// feedPoints adds the days by which a person has to answer points from meetings. No title says which point it is; one that needs no answer any more stays
// for a while, struck through.
func (db *DB) feedPoints(ctx context.Context, viewer readiness.Actor, v *readiness.FeedView) error {
	since := db.today().AddDays(-feedOver).At(0, 0)
	rows, err := all(ctx, db.pool, selectFeedPoints, args{"people": people(viewer), "since": since}, pgx.RowToStructByName[ownedRow])
	for _, r := range rows {
		v.Entries = append(v.Entries, readiness.FeedEntry{
			UID: "point-due-" + r.ID, On: r.Due, Title: "Answer to a point from a meeting due", Path: "/points/" + r.ID, Sequence: r.Seq, Changed: r.Changed, Over: r.Over,
		})
		if r.Changed.After(v.Changed) {
			v.Changed = r.Changed
		}
	}
	return err
}
