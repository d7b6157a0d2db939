package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.PointRegister = (*DB)(nil)

const (
	pointColumns = `
		select x.id::text as point_id, x.said, x.theme, coalesce(a.name, '') as area, x.series_id::text as series_id, s.name as series, x.meeting_id::text as meeting_id, x.raised,
			coalesce(x.owner_id::text, '') as owner_id, coalesce(o.name, '') as owner, x.status, x.chief, x.due, x.pressing, x.outcome, x.we_did, x.answered_on, x.hear_by,
			x.not_heard, x.reached, x.reached_at, x.because`
	pointTables = ` from points x join meeting_series s on s.id = x.series_id left join areas a on a.id = x.area_id left join people o on o.id = x.owner_id`
	pointLate   = `x.status = 'open' and x.due < @today`
	// forChief are the points that wait for the chief executive: unanswered ones of the staff forum, and others that have climbed so far.
	forChief = `x.status = 'open' and (x.chief or x.reached = 'chief_executive')`
	// pointFilter is what PointQuery asks for, and what the viewer may follow.
	pointFilter = `x.status <> 'planned' and (@every or s.kind = 'scrutiny')
			and (@series = '' or x.series_id::text = @series) and (@meeting = '' or x.meeting_id::text = @meeting)
			and (@area = '' or x.area_id::text = @area or @area = 'none' and x.area_id is null)
			and (@action = '' or exists (select from point_actions n where n.point_id = x.id and n.action_id::text = @action))
			and (@text = '' or strpos(lower(x.said), lower(@text)) > 0 or strpos(lower(x.theme), lower(@text)) > 0)
			and case @state
				when 'live' then ` + pointLive + `
				when 'all' then true
				when 'late' then ` + pointLate + `
				when 'chief' then ` + forChief + `
				when 'not_taken' then x.not_heard > 0
				when 'mine' then x.owner_id = any(@people::uuid[]) and ` + pointLive + `
				else x.status = @state end`
)

var (
	selectPoints = sql("list points", pointColumns+pointTables+` where `+pointFilter+`
		and (@after_day::date is null or (x.pressing, x.id) > (@after_day, @after_id::uuid)) order by x.pressing, x.id limit @limit`)
	countPoints       = sql("count points", `select count(*)`+pointTables+` where `+pointFilter)
	selectThesePoints = sql("read some points", pointColumns+pointTables+` where x.id::text = any(@ids::text[]) and x.status <> 'planned' and (@every or s.kind = 'scrutiny') order by x.pressing, x.id`)
)

type pointRow struct {
	PointID, Said, Theme, Area  string
	SeriesID, Series, MeetingID string
	Raised                      calendar.Date
	OwnerID, Owner              string
	Status                      readiness.PointStatus
	Chief                       bool
	Due, Pressing               calendar.Date
	Outcome, WeDid              string
	AnsweredOn, HearBy          calendar.Date
	NotHeard                    int
	Reached                     readiness.Role
	ReachedAt                   *time.Time
	Because                     string
}

func (k reckoning) pointRow(r pointRow) readiness.PointRow {
	late := 0
	if r.Status == readiness.PointOpen {
		late = readiness.Run{Due: r.Due}.Overdue(k.today, k.Calendar)
	}
	return readiness.PointRow{
		PointID: r.PointID, Said: r.Said, Theme: r.Theme, Area: r.Area, SeriesID: r.SeriesID, Series: r.Series, MeetingID: r.MeetingID, Raised: r.Raised,
		OwnerID: r.OwnerID, Owner: r.Owner, Status: r.Status, Chief: r.Chief, Due: r.Due, Pressing: r.Pressing, Overdue: late, Outcome: r.Outcome, WeDid: r.WeDid,
		AnsweredOn: r.AnsweredOn, HearBy: r.HearBy, NotHeard: r.NotHeard, Reached: r.Reached, ReachedAt: moment(r.ReachedAt), Because: r.Because,
	}
}

func (k reckoning) pointRows(rows []pointRow) []readiness.PointRow {
	shown := make([]readiness.PointRow, len(rows))
	for i, r := range rows {
		shown[i] = k.pointRow(r)
	}
	return shown
}

// Points lists points, the most pressing first.
func (db *DB) Points(ctx context.Context, viewer readiness.Actor, q readiness.PointQuery) (readiness.Page[readiness.PointRow], error) {
	none := readiness.Page[readiness.PointRow]{Rows: []readiness.PointRow{}}
	if err := readiness.MayOrRefuse(viewer, readiness.SeePoints, readiness.Place{}); err != nil {
		return none, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return none, err
	}
	filter := args{
		"every": readiness.SeesEveryMeeting(viewer), "series": q.SeriesID, "meeting": q.MeetingID, "area": q.AreaID, "action": q.ActionID, "text": q.Text,
		"state": limitState(q.State), "today": k.today, "people": people(viewer),
	}
	total, err := one(ctx, db.pool, countPoints, filter, pgx.RowTo[int])
	if err != nil {
		return none, err
	}
	limit := limitOr(q.Limit, 50)
	if err := after(filter, q.Cursor, limit); err != nil {
		return none, err
	}
	rows, err := all(ctx, db.pool, selectPoints, filter, pgx.RowToStructByName[pointRow])
	if err != nil {
		return none, err
	}
	return page(k.pointRows(rows), total, limit, func(r readiness.PointRow) []string { return []string{r.Pressing.String(), r.PointID} }), nil
}

// pointsOf reads some points by id, the most pressing first.
func (db *DB) pointsOf(ctx context.Context, k reckoning, viewer readiness.Actor, ids []string) ([]readiness.PointRow, error) {
	if len(ids) == 0 {
		return []readiness.PointRow{}, nil
	}
	rows, err := all(ctx, db.pool, selectThesePoints, args{"ids": ids, "every": readiness.SeesEveryMeeting(viewer)}, pgx.RowToStructByName[pointRow])
	return k.pointRows(rows), err
}
