package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var selectFeedPreScrutinies = sql("list requests for pre-scrutiny for a person's calendar", `
	select x.id::text as id, x.due, x.seq, x.changed_at as changed, x.status not in ('asked', 'agreed', 'recommended') as over
	from pre_scrutinies x where x.seq > 0 and x.owner_id = any(@people::uuid[]) and (x.status in ('asked', 'agreed', 'recommended') or x.changed_at >= @since)
	order by x.due, x.id`)

// feedPreScrutinies adds the days by which a person has to do something about requests for pre-scrutiny. No title says which decision it is about.
func (db *DB) feedPreScrutinies(ctx context.Context, viewer readiness.Actor, v *readiness.FeedView) error {
	since := db.today().AddDays(-feedOver).At(0, 0)
	rows, err := all(ctx, db.pool, selectFeedPreScrutinies, args{"people": people(viewer), "since": since}, pgx.RowToStructByName[ownedRow])
	for _, r := range rows {
		v.Entries = append(v.Entries, readiness.FeedEntry{
			UID: "pre-scrutiny-due-" + r.ID, On: r.Due, Title: "Something for scrutiny due", Path: "/pre-scrutiny/" + r.ID, Sequence: r.Seq, Changed: r.Changed, Over: r.Over,
		})
		if r.Changed.After(v.Changed) {
			v.Changed = r.Changed
		}
	}
	return err
}
