package postgres

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var selectFeedActions = sql("list improvement actions for a person's calendar", `
	select x.id::text as id, coalesce(x.owner_id::text, '') as owner_id, coalesce(x.verifier_id::text, '') as verifier_id, x.status, x.due, x.look_by, x.retest_on,
		x.seq, x.changed_at as changed
	from actions x where x.seq > 0 and (x.owner_id = any(@people::uuid[]) or x.verifier_id = any(@people::uuid[]))
		and (x.status not in ('lasted', 'dropped') or x.changed_at >= @since)
	order by x.pressing, x.id`)

type feedActionRow struct {
	ID, OwnerID, VerifierID string
	Status                  readiness.ActionStatus
	Due, LookBy, RetestOn   calendar.Date
	Seq                     int
	Changed                 time.Time
}

// feedActions adds the due dates, checks and re-tests of a person's improvement actions. No title says which action it is.
func (db *DB) feedActions(ctx context.Context, viewer readiness.Actor, v *readiness.FeedView) error {
	since := db.today().AddDays(-feedOver)
	rows, err := all(ctx, db.pool, selectFeedActions, args{"people": people(viewer), "since": since.At(0, 0)}, pgx.RowToStructByName[feedActionRow])
	for _, r := range rows {
		for _, e := range r.entries(people(viewer), since) {
			e.Path, e.Sequence, e.Changed = "/actions/"+r.ID, r.Seq, r.Changed
			v.Entries = append(v.Entries, e)
			if r.Changed.After(v.Changed) {
				v.Changed = r.Changed
			}
		}
	}
	return err
}

// entries are what an action puts into the calendar of somebody who owns or checks it. A due date with nothing more to do
// stays for a while, struck through; a check and a re-test leave when they are made.
func (r feedActionRow) entries(mine []string, since calendar.Date) (entries []readiness.FeedEntry) {
	owns, checks := slices.Contains(mine, r.OwnerID), slices.Contains(mine, r.VerifierID)
	add := func(uid string, on calendar.Date, title string, over bool) {
		entries = append(entries, readiness.FeedEntry{UID: uid + "-" + r.ID, On: on, Title: title, Over: over})
	}
	done := !r.Status.Running() && r.Status != readiness.ActionProposed
	if owns && (r.Status.Running() || done && !r.Due.Before(since)) {
		add("action-due", r.Due, "Improvement action due", done)
	}
	switch {
	case checks && r.Status == readiness.ActionClaimed:
		add("action-check", r.LookBy, "Check of an improvement action due", false)
	case checks && r.Status == readiness.ActionRetest:
		add("action-retest", r.LookBy, "Re-test of an improvement action due", false)
	case owns && r.Status == readiness.ActionRetest:
		add("action-retest", r.LookBy, "Fresh evidence due for the re-test of an improvement action", false)
	case (owns || checks) && r.Status == readiness.ActionVerified:
		add("action-retest", r.RetestOn, "An improvement action comes back for its re-test", false)
	}
	return entries
}
