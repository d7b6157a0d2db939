package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	// What an author has sent stays for a while, struck through; the turn after theirs is somebody else's.
	selectFeedAppraisals = sql("list criteria for a person's calendar", `
		select x.id::text as id, x.due, x.seq, x.changed_at as changed, not (x.owner_id = any(@people::uuid[]) and `+appraisalWaits+`) as over
		from appraisals x where x.seq > 0 and (x.owner_id = any(@people::uuid[]) and `+appraisalWaits+` or x.author_id = any(@people::uuid[]) and x.status <> 'writing' and x.changed_at >= @since)
		order by x.due, x.id`)
	selectFeedAssessments = sql("list self-assessments for a person's calendar", `
		select x.id::text as id, x.due, x.seq, x.changed_at as changed, false as over
		from assessments x where x.status = 'signing' and x.owner_id = any(@people::uuid[]) order by x.due, x.id`)
)

// appraisalWaits are the criteria that wait for somebody.
const appraisalWaits = `x.status in ('writing', 'challenge', 'third_review', 'moderation')`

// feedAssessments adds the days by which a person has to do something of the self-assessment. No title says which criterion it is.
func (db *DB) feedAssessments(ctx context.Context, viewer readiness.Actor, v *readiness.FeedView) error {
	since := db.today().AddDays(-feedOver).At(0, 0)
	for _, part := range []struct {
		list             statement
		a                args
		uid, title, path string
	}{
		{selectFeedAppraisals, args{"people": people(viewer), "since": since}, "criterion-due-", "A criterion of the self-assessment due", "/criteria/"},
		{selectFeedAssessments, args{"people": people(viewer)}, "signature-due-", "Signature of the self-assessment due", "/self-assessments/"},
	} {
		rows, err := all(ctx, db.pool, part.list, part.a, pgx.RowToStructByName[ownedRow])
		if err != nil {
			return err
		}
		for _, r := range rows {
			v.Entries = append(v.Entries, readiness.FeedEntry{UID: part.uid + r.ID, On: r.Due, Title: part.title, Path: part.path + r.ID, Sequence: r.Seq, Changed: r.Changed, Over: r.Over})
			if r.Changed.After(v.Changed) {
				v.Changed = r.Changed
			}
		}
	}
	return nil
}
