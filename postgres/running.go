package postgres

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const afterID = `id > coalesce(nullif(@after::text, '')::uuid, '00000000-0000-0000-0000-000000000000')`

var (
	selectPlanned = sql("list planned reviews", `
		select id::text as id, opening, coalesce(owner_id::text, '') as owner_id from reviews r
		where status = 'planned' and `+mayOpen+` and `+afterID+` order by id limit @limit`)
	selectStale = sql("list reviews with old terms", `
		select id::text as id, opened, state->'terms' as terms from reviews
		where status not in ('planned', 'signed_off', 'overtaken') and `+afterID+` and `+stale+`
		order by id limit @limit`)
	countStale      = sql("count reviews with old terms", `select count(*) from reviews where status not in ('planned', 'signed_off', 'overtaken') and `+stale)
	selectFollowups = sql("list reviews whose case has moved on", `
		select r.id::text as review_id, c.closed, coalesce(c.team_id::text, '') as team_id, coalesce(t.area_id::text, '') as area_id
		from reviews r join cases c on c.id = r.case_id left join teams t on t.id = c.team_id
		where r.status not in ('planned', 'signed_off', 'overtaken') and r.`+afterID+`
			and (c.closed is not null or r.team_id is distinct from c.team_id or r.area_id is distinct from t.area_id)
		order by r.id limit @limit`)
	selectUnsettled = sql("list running reviews", `
		select state from reviews where status not in ('planned', 'signed_off', 'overtaken') and `+afterID+` order by id limit @limit`)
)

type plannedRow struct {
	ID      string
	Opening readiness.Opening
	OwnerID string
}

// Planned lists reviews that are planned and not opened yet, in order of id, after one id. One whose case has closed since, or is kept out of the
// reviews, must not open: the next sweep drops it.
func (db *DB) Planned(ctx context.Context, after string, limit int) ([]readiness.PlannedReview, error) {
	book, err := db.rules(ctx, db.pool)
	if err != nil {
		return nil, err
	}
	rows, err := all(ctx, db.pool, selectPlanned, args{"after": after, "limit": limit, "today": db.today()}, pgx.RowToStructByName[plannedRow])
	if err != nil {
		return nil, err
	}
	terms := book.terms(db.today())
	planned := make([]readiness.PlannedReview, len(rows))
	for i, row := range rows {
		planned[i] = readiness.PlannedReview{ID: row.ID, Opening: row.Opening, OwnerID: row.OwnerID, Terms: terms}
	}
	return planned, nil
}

// stale is the where clause for reviews that have to take newer rules than they run by.
const stale = `(rules_version < @rules or ladder_version < @ladder or calendar_version <> all(@calendars::text[]))`

type staleRow struct {
	ID     string
	Opened calendar.Date
	Terms  readiness.Terms
}

// staleBy are the arguments of stale: a review may keep any calendar with closure days that are no older than those it has to take.
func (db *DB) staleBy(ctx context.Context, q querier) (rulebook, args, error) {
	book, err := db.taken(ctx, q)
	if err != nil {
		return book, nil, err
	}
	newest, err := db.rules(ctx, q)
	var calendars []string
	for v := book.versions[closures]; v <= newest.versions[closures]; v++ {
		calendars = append(calendars, calendarWith(nil, v).Version)
	}
	return book, args{"rules": book.Rules.Version, "ladder": book.Ladder.Version, "calendars": calendars}, err
}

// Stale lists running reviews whose rules, ladder or calendar are not the current ones, in order of id, after one id, with their new terms.
// Terms begin with the day a review opened, so the day of the sweep does not matter to them.
func (db *DB) Stale(ctx context.Context, after string, limit int) ([]readiness.StaleThing, error) {
	book, by, err := db.staleBy(ctx, db.pool)
	if err != nil {
		return nil, err
	}
	calendars := by["calendars"].([]string)
	by["after"], by["limit"] = after, limit
	rows, err := all(ctx, db.pool, selectStale, by, pgx.RowToStructByName[staleRow])
	if err != nil {
		return nil, err
	}
	found := make([]readiness.StaleThing, len(rows))
	for i, row := range rows {
		terms := book.terms(row.Opened)
		if row.Terms.Rules.Version > terms.Rules.Version { // it began with newer ones, which the others kept away from
			terms.Rules = row.Terms.Rules
		}
		keepNewer(&terms, row.Terms, calendars)
		found[i] = readiness.StaleThing{ID: row.ID, Terms: terms}
	}
	return found, nil
}

// keepNewer leaves a thing the newer ladder that it began with, and a calendar that it may keep.
func keepNewer(terms *readiness.Terms, has readiness.Terms, calendars []string) {
	if has.Ladder.Version > terms.Ladder.Version {
		terms.Ladder = has.Ladder
	}
	if slices.Contains(calendars, has.Calendar.Version) {
		terms.Calendar = has.Calendar
	}
}

type followupRow struct {
	ReviewID       string
	Closed         calendar.Date
	TeamID, AreaID string
}

// Followups lists running reviews whose case has closed, or belongs to another team or area than the review, in order of id, after one id.
func (db *DB) Followups(ctx context.Context, after string, limit int) ([]readiness.Followup, error) {
	roster, err := db.roster(ctx, db.pool, db.today())
	if err != nil {
		return nil, err
	}
	rows, err := all(ctx, db.pool, selectFollowups, args{"after": after, "limit": limit}, pgx.RowToStructByName[followupRow])
	if err != nil {
		return nil, err
	}
	followups := make([]readiness.Followup, len(rows))
	for i, row := range rows {
		followups[i] = readiness.Followup{ReviewID: row.ReviewID, Closed: row.Closed, TeamID: row.TeamID, AreaID: row.AreaID, OwnerID: roster.manager(row.TeamID)}
	}
	return followups, nil
}

// Unsettled lists every running review as its row has it, in order of id, after one id.
func (db *DB) Unsettled(ctx context.Context, after string, limit int) ([]readiness.Review, error) {
	return all(ctx, db.pool, selectUnsettled, args{"after": after, "limit": limit}, pgx.RowTo[readiness.Review])
}
