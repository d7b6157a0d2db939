package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.PreScrutinyRegister = (*DB)(nil)

const (
	preScrutinyColumns = `
		select x.id::text as pre_scrutiny_id, x.title, x.series_id::text as series_id, s.name as series, x.asked, coalesce(x.owner_id::text, '') as owner_id, coalesce(o.name, '') as owner,
			x.status, x.decides, x.meets_on, x.due, x.pressing, x.recommended, x.outcome, x.reached, x.reached_at, x.because`
	preScrutinyTables = ` from pre_scrutinies x join meeting_series s on s.id = x.series_id left join people o on o.id = x.owner_id`
	preScrutinyLate   = `x.status in ('asked', 'agreed', 'recommended') and x.due < @today`
	// preScrutinyFilter is what PreScrutinyQuery asks for.
	preScrutinyFilter = `x.status <> 'planned' and (@series = '' or x.series_id::text = @series) and (@text = '' or strpos(lower(x.title), lower(@text)) > 0)
			and case @state
				when 'live' then ` + preScrutinyLive + `
				when 'all' then true
				when 'late' then ` + preScrutinyLate + `
				when 'passed' then x.status in ('asked', 'agreed', 'paper_given') and x.decides < @today
				when 'mine' then x.owner_id = any(@people::uuid[]) and ` + preScrutinyLive + `
				else x.status = @state end`
)

var (
	selectPreScrutinies = sql("list requests for pre-scrutiny", preScrutinyColumns+preScrutinyTables+` where `+preScrutinyFilter+`
		and (@after_day::date is null or (x.pressing, x.id) > (@after_day, @after_id::uuid)) order by x.pressing, x.id limit @limit`)
	countPreScrutinies       = sql("count requests for pre-scrutiny", `select count(*)`+preScrutinyTables+` where `+preScrutinyFilter)
	selectThesePreScrutinies = sql("read some requests for pre-scrutiny", preScrutinyColumns+preScrutinyTables+` where x.id::text = any(@ids::text[]) and x.status <> 'planned' order by x.pressing, x.id`)
)

type preScrutinyRow struct {
	PreScrutinyID, Title string
	SeriesID, Series     string
	Asked                calendar.Date
	OwnerID, Owner       string
	Status               readiness.PreScrutinyStatus
	Decides, MeetsOn     calendar.Date
	Due, Pressing        calendar.Date
	Recommended          int
	Outcome              string
	Reached              readiness.Role
	ReachedAt            *time.Time
	Because              string
}

func (k reckoning) preScrutinyRow(r preScrutinyRow) readiness.PreScrutinyRow {
	row := readiness.PreScrutinyRow{
		PreScrutinyID: r.PreScrutinyID, Title: r.Title, SeriesID: r.SeriesID, Series: r.Series, Asked: r.Asked, OwnerID: r.OwnerID, Owner: r.Owner, Status: r.Status,
		Decides: r.Decides, MeetsOn: r.MeetsOn, Due: r.Due, Pressing: r.Pressing, Passed: r.Status.Before() && r.Decides.Before(k.today), Recommended: r.Recommended, Outcome: r.Outcome,
		Reached: r.Reached, ReachedAt: moment(r.ReachedAt), Because: r.Because,
	}
	if r.Decides.After(k.today) {
		row.DaysLeft = k.Calendar.Count(k.today, r.Decides, calendar.Exclusive)
	}
	if r.Status.Climbs() {
		row.Overdue = readiness.Run{Due: r.Due}.Overdue(k.today, k.Calendar)
	}
	return row
}

func (k reckoning) preScrutinyRows(rows []preScrutinyRow) []readiness.PreScrutinyRow {
	shown := make([]readiness.PreScrutinyRow, len(rows))
	for i, r := range rows {
		shown[i] = k.preScrutinyRow(r)
	}
	return shown
}

// PreScrutinies lists requests, the most pressing first.
func (db *DB) PreScrutinies(ctx context.Context, viewer readiness.Actor, q readiness.PreScrutinyQuery) (readiness.Page[readiness.PreScrutinyRow], error) {
	none := readiness.Page[readiness.PreScrutinyRow]{Rows: []readiness.PreScrutinyRow{}}
	if err := readiness.MayOrRefuse(viewer, readiness.SeePoints, readiness.Place{}); err != nil {
		return none, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return none, err
	}
	filter := args{"series": q.SeriesID, "text": q.Text, "state": limitState(q.State), "today": k.today, "people": people(viewer)}
	total, err := one(ctx, db.pool, countPreScrutinies, filter, pgx.RowTo[int])
	if err != nil {
		return none, err
	}
	limit := limitOr(q.Limit, 50)
	if err := after(filter, q.Cursor, limit); err != nil {
		return none, err
	}
	rows, err := all(ctx, db.pool, selectPreScrutinies, filter, pgx.RowToStructByName[preScrutinyRow])
	if err != nil {
		return none, err
	}
	return page(k.preScrutinyRows(rows), total, limit, func(r readiness.PreScrutinyRow) []string { return []string{r.Pressing.String(), r.PreScrutinyID} }), nil
}

// preScrutiniesOf reads some requests by id, the most pressing first.
func (db *DB) preScrutiniesOf(ctx context.Context, k reckoning, ids []string) ([]readiness.PreScrutinyRow, error) {
	if len(ids) == 0 {
		return []readiness.PreScrutinyRow{}, nil
	}
	rows, err := all(ctx, db.pool, selectThesePreScrutinies, args{"ids": ids}, pgx.RowToStructByName[preScrutinyRow])
	return k.preScrutinyRows(rows), err
}
