package postgres

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// preScrutinyLive are the requests that a run carries.
const preScrutinyLive = `x.status in ('asked', 'agreed', 'paper_given', 'recommended')`

var (
	selectPlannedPreScrutinies = sql("list planned requests for pre-scrutiny", `select planned from pre_scrutinies where status = 'planned' and `+afterID+` order by id limit @limit`)
	selectStalePreScrutinies   = sql("list requests for pre-scrutiny with old terms", `
		select id::text as id, asked as opened, state->'terms' as terms from pre_scrutinies x
		where `+preScrutinyLive+` and (plan_version < @plan or calendar_version <> all(@calendars::text[])) and `+afterID+` order by id limit @limit`)
	selectUnsettledPreScrutinies = sql("list running requests for pre-scrutiny", `select state from pre_scrutinies x where `+preScrutinyLive+` and `+afterID+` order by id limit @limit`)
	selectFollowPreScrutinies    = sql("list requests for pre-scrutiny whose people have changed", `
		select x.id::text as pre_scrutiny_id, coalesce(x.owner_id::text, '') as owner_id, s.convenor_id::text as convenor_id
		from pre_scrutinies x join meeting_series s on s.id = x.series_id
		where `+preScrutinyLive+` and (@after = '' or x.id > nullif(@after, '')::uuid)
			and (x.owner_id is null or x.owner_id <> all(@here::uuid[]) or x.state->>'convenor_id' <> s.convenor_id::text)
		order by x.id limit @limit`)
)

// PlannedPreScrutinies lists requests that are planned and not opened yet, in order of id, after one id.
func (db *DB) PlannedPreScrutinies(ctx context.Context, after string, limit int) ([]readiness.PlannedPreScrutiny, error) {
	return all(ctx, db.pool, selectPlannedPreScrutinies, args{"after": after, "limit": limit}, pgx.RowTo[readiness.PlannedPreScrutiny])
}

// StalePreScrutinies lists running requests whose rules or calendar are not the current ones, in order of id, after one id, with their new terms.
func (db *DB) StalePreScrutinies(ctx context.Context, after string, limit int) ([]readiness.StaleThing, error) {
	book, by, err := db.staleBy(ctx, db.pool)
	if err != nil {
		return nil, err
	}
	calendars := by["calendars"].([]string)
	rows, err := all(ctx, db.pool, selectStalePreScrutinies, args{"plan": book.Plan.Version, "calendars": calendars, "after": after, "limit": limit}, pgx.RowToStructByName[staleRow])
	found := make([]readiness.StaleThing, len(rows))
	for i, row := range rows {
		terms := book.preScrutinyTerms(row.Opened)
		if row.Terms.Plan.Version > terms.Plan.Version { // it began with newer ones, which the others kept away from
			terms.Plan = row.Terms.Plan
		}
		keepNewer(&terms, row.Terms, calendars)
		found[i] = readiness.StaleThing{ID: row.ID, Terms: terms}
	}
	return found, err
}

// UnsettledPreScrutinies lists every running request as its row has it, in order of id, after one id.
func (db *DB) UnsettledPreScrutinies(ctx context.Context, after string, limit int) ([]readiness.PreScrutiny, error) {
	return all(ctx, db.pool, selectUnsettledPreScrutinies, args{"after": after, "limit": limit}, pgx.RowTo[readiness.PreScrutiny])
}

// PreScrutinyFollowups lists running requests whose owner has left, or whose meetings somebody else calls now, in order of id, after one id, with who takes
// over: the director, who answers for decisions about children's services, or an improvement lead while there is none. Whoever calls scrutiny does not: they
// say what it recommended.
func (db *DB) PreScrutinyFollowups(ctx context.Context, after string, limit int) ([]readiness.PreScrutinyFollowup, error) {
	roster, err := db.roster(ctx, db.pool, db.today())
	if err != nil {
		return nil, err
	}
	here := roster.here()
	followups, err := all(ctx, db.pool, selectFollowPreScrutinies, args{"after": after, "limit": limit, "here": here}, pgx.RowToStructByName[readiness.PreScrutinyFollowup])
	takers := append(slices.Clone(roster.holders(readiness.Director, whereabouts{})), roster.holders(readiness.ImprovementLead, whereabouts{})...)
	for i, f := range followups {
		if !slices.Contains(here, f.OwnerID) {
			followups[i].OwnerID = ""
			if k := slices.IndexFunc(takers, func(id string) bool { return id != f.ConvenorID }); k >= 0 {
				followups[i].OwnerID = takers[k]
			}
		}
	}
	return followups, err
}
