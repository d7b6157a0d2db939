package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// visitEntryLive are the entries that a run carries.
const visitEntryLive = `x.status in ('open', 'answered')`

var (
	selectPlannedVisitEntries = sql("list planned entries of visits", `select planned from visit_entries where status = 'planned' and `+afterID+` order by id limit @limit`)
	selectStaleVisitEntries   = sql("list entries of visits with old terms", `
		select x.id::text as id, `+dayOfEntry+` as opened, x.state->'terms' as terms from visit_entries x
		where `+visitEntryLive+` and (x.rules_version < @visit or x.calendar_version <> all(@calendars::text[])) and @ladder::int > 0 and `+afterID+` order by id limit @limit`)
	selectUnsettledVisitEntries = sql("list running entries of visits", `select state from visit_entries x where `+visitEntryLive+` and `+afterID+` order by id limit @limit`)
	selectFollowVisitEntries    = sql("list running entries with their visits", `
		select v.state as of_visit, x.state as state from visit_entries x left join visits v on v.id = x.visit_id
		where `+visitEntryLive+` and (@visit = '' or x.visit_id::text = @visit) and (@after = '' or x.id > nullif(@after, '')::uuid) order by x.id limit @limit`)
)

// PlannedVisitEntries lists entries that are planned and not opened yet, in order of id, after one id.
func (db *DB) PlannedVisitEntries(ctx context.Context, after string, limit int) ([]readiness.PlannedVisitEntry, error) {
	return all(ctx, db.pool, selectPlannedVisitEntries, args{"after": after, "limit": limit}, pgx.RowTo[readiness.PlannedVisitEntry])
}

// StaleVisitEntries lists running entries whose rules or calendar are not the current ones, as StaleVisits lists visits. Their own ladder comes with the
// rules (readiness.VisitEntry.Replan).
func (db *DB) StaleVisitEntries(ctx context.Context, after string, limit int) ([]readiness.StaleThing, error) {
	return db.staleByVisitRules(ctx, selectStaleVisitEntries, after, limit)
}

// UnsettledVisitEntries lists every running entry as its row has it, in order of id, after one id.
func (db *DB) UnsettledVisitEntries(ctx context.Context, after string, limit int) ([]readiness.VisitEntry, error) {
	return all(ctx, db.pool, selectUnsettledVisitEntries, args{"after": after, "limit": limit}, pgx.RowTo[readiness.VisitEntry])
}

type followVisitEntryRow struct {
	OfVisit *readiness.Visit
	State   readiness.VisitEntry
}

// VisitEntryFollowups lists running entries that have not heard of their visit, or of somebody who left (readiness.VisitEntry.Followup), as
// VisitStepFollowups lists steps.
func (db *DB) VisitEntryFollowups(ctx context.Context, visitID, after string, limit int) ([]readiness.VisitEntryFollowup, error) {
	roster, err := db.roster(ctx, db.pool, db.today())
	if err != nil {
		return nil, err
	}
	here, found := roster.here(), []readiness.VisitEntryFollowup{}
	for len(found) == 0 {
		rows, err := all(ctx, db.pool, selectFollowVisitEntries, args{"visit": visitID, "after": after, "limit": limit}, pgx.RowToStructByName[followVisitEntryRow])
		if err != nil || len(rows) == 0 {
			return found, err
		}
		for _, row := range rows {
			if f, hears := row.State.Followup(row.OfVisit, here, roster.answersFor(row.State.AreaID)); hears {
				found = append(found, f)
			}
			after = row.State.ID
		}
	}
	return found, nil
}
