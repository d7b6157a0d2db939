package postgres

import (
	"context"

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
		select id::text as id, opened from reviews
		where status not in ('planned', 'signed_off', 'overtaken') and `+afterID+`
			and (rules_version, ladder_version, calendar_version) is distinct from (@rules, @ladder, @calendar)
		order by id limit @limit`)
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

type staleRow struct {
	ID     string
	Opened calendar.Date
}

// Stale lists running reviews whose rules, ladder or calendar are not the current ones, in order of id, after one id, with their new terms.
// Terms begin with the day a review opened, so the day of the sweep does not matter to them.
func (db *DB) Stale(ctx context.Context, _ calendar.Date, after string, limit int) ([]readiness.StaleReview, error) {
	book, err := db.rules(ctx, db.pool)
	if err != nil {
		return nil, err
	}
	rows, err := all(ctx, db.pool, selectStale, args{
		"after": after, "limit": limit, "rules": book.Rules.Version, "ladder": book.Ladder.Version, "calendar": book.Calendar.Version,
	}, pgx.RowToStructByName[staleRow])
	if err != nil {
		return nil, err
	}
	stale := make([]readiness.StaleReview, len(rows))
	for i, row := range rows {
		stale[i] = readiness.StaleReview{ID: row.ID, Terms: book.terms(row.Opened)}
	}
	return stale, nil
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
