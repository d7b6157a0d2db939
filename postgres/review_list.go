package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.ReviewViews = (*DB)(nil)

const (
	reviewColumns = `
		select r.id::text as review_id, r.case_id::text as case_id, c.child_ref, coalesce(r.area_id::text, '') as area_id, coalesce(a.name, '') as area,
			coalesce(r.team_id::text, '') as team_id, coalesce(rt.name, '') as team, coalesce(r.owner_id::text, '') as owner_id, coalesce(o.name, '') as owner,
			r.basis, r.status, r.due, r.put_offs, r.outcome, r.reached, r.reached_at, r.because, r.sent_by, r.sent_on, r.signed_by, r.signed_on`
	reviewTables = `
		from reviews r join cases c on c.id = r.case_id left join teams t on t.id = c.team_id
		left join areas a on a.id = r.area_id left join teams rt on rt.id = r.team_id left join people o on o.id = r.owner_id`
	// unowned are the live reviews that nobody does: without an owner, or with one who has left, in a team that nobody manages today.
	unowned = `(r.status in ('open', 'in_review') and (r.owner_id is null or r.owner_id = any(@leavers::uuid[])) and not exists (
		select from posts po join people m on m.id = po.person_id
		where po.role = 'team_manager' and po.team_id = r.team_id and m.active and po.from_day <= @today and (po.until_day is null or po.until_day >= @today)))`
	// escalated are the reviews r that wait for a decision; climbed the events e that put one before somebody lately; climbing the reviews r of which a rung a
	// of the ladder may be reached soon.
	escalated  = `r.reached <> '' and r.status in ('open', 'in_review', 'submitted')`
	climbed    = `e.kind in ('escalated', 'passed up') and e.at >= @since`
	toldFirst  = `e.body->'tell'->0->'roles'`
	climbing   = `r.status in ('open', 'in_review', 'submitted') and r.next_at < @until`
	rungsOf    = `jsonb_to_recordset(r.ahead) as a (at timestamptz, roles text[])`
	rungSoon   = `a.at > @now and a.at < @until`
	reviewSeen = `
		where r.status <> 'planned' and ` + seeReview + ` and `
	reviewFilter = `(@area = '' or r.area_id::text = @area) and (@team = '' or r.team_id::text = @team) and (@owner = '' or r.owner_id::text = @owner)
			and case @state
				when 'signed_off' then r.status = 'signed_off'
				when 'overtaken' then r.status = 'overtaken'
				when 'overdue' then r.due < @today and r.status in ('open', 'in_review', 'submitted')
				when 'escalated' then ` + escalated + ` and (@role = '' or r.reached = @role)
				when 'climbed' then r.id in (select e.review_id from review_events e where ` + climbed + ` and (@role = '' or ` + toldFirst + ` ? @role))
				when 'climbing' then ` + climbing + ` and exists (select from ` + rungsOf + ` where ` + rungSoon + ` and (@role = '' and a.roles && @line or @role = any(a.roles)))
				when 'put_off_twice' then r.put_offs >= 2 and r.status not in ('signed_off', 'overtaken')
				when 'unowned' then ` + unowned + `
				when 'mine' then r.owner_id = any(@people::uuid[]) and r.status not in ('signed_off', 'overtaken')
				when 'live' then r.status not in ('signed_off', 'overtaken')
				else r.status = @state end`
)

var (
	selectReviews = planned("list reviews", reviewColumns+reviewTables+reviewSeen+reviewFilter+`
		and (@after_day::date is null or (case when @sort = 'months' then r.since else r.due end, r.id) > (@after_day, @after_id::uuid))
		order by case when @sort = 'months' then r.since else r.due end, r.id limit @limit`)
	countReviews    = planned("count reviews", `select count(*) from reviews r where r.status <> 'planned' and `+seeAlone+` and `+reviewFilter)
	selectLeavers   = sql("list who has left", `select id::text from people where not active`)
	selectReviewsOf = sql("list a case's reviews", reviewColumns+reviewTables+`
		where r.case_id = @case and r.id::text <> @except and r.status <> 'planned' order by r.made_at desc, r.id desc`)
)

type reviewRow struct {
	ReviewID, CaseID, ChildRef string
	AreaID, Area               string
	TeamID, Team               string
	OwnerID, Owner             string
	Basis                      readiness.Basis
	Status                     readiness.Status
	Due                        calendar.Date
	PutOffs                    int
	Outcome                    string
	Reached                    readiness.Role
	ReachedAt                  *time.Time
	Because                    string
	SentBy                     string
	SentOn                     calendar.Date
	SignedBy                   string
	SignedOn                   calendar.Date
}

func (r reviewRow) whereabouts() whereabouts {
	return whereabouts{readiness.Place{AreaID: r.AreaID, TeamID: r.TeamID}, r.OwnerID}
}

func (k reckoning) reviewRow(r reviewRow) readiness.ReviewRow {
	return readiness.ReviewRow{
		ReviewID: r.ReviewID, CaseID: r.CaseID, ChildRef: r.ChildRef, Area: r.Area, Team: r.Team, TeamID: r.TeamID, Owner: r.Owner, OwnerID: r.OwnerID, Basis: r.Basis,
		Months: r.Basis.Months(k.today), Status: r.Status, Due: r.Due, Overdue: k.late(r.Status, r.Due), PutOffs: r.PutOffs, Outcome: r.Outcome,
		Reached: r.Reached, ReachedAt: moment(r.ReachedAt), Because: r.Because, SentOn: r.SentOn, SignedOn: r.SignedOn,
	}
}

func (k reckoning) reviewRows(rows []reviewRow) []readiness.ReviewRow {
	shown := make([]readiness.ReviewRow, len(rows))
	for i, r := range rows {
		shown[i] = k.reviewRow(r)
	}
	return shown
}

// reviewsOf lists a case's reviews, newest first, without one of them.
func (db *DB) reviewsOf(ctx context.Context, k reckoning, caseID, except string) ([]readiness.ReviewRow, error) {
	rows, err := all(ctx, db.pool, selectReviewsOf, args{"case": caseID, "except": except}, pgx.RowToStructByName[reviewRow])
	return k.reviewRows(rows), err
}

// Reviews lists reviews that the viewer may see: by due date, or with the longest open first.
func (db *DB) Reviews(ctx context.Context, viewer readiness.Actor, q readiness.ReviewQuery) (readiness.Page[readiness.ReviewRow], error) {
	none := readiness.Page[readiness.ReviewRow]{Rows: []readiness.ReviewRow{}}
	seen, err := scopeOf(viewer, readiness.SeeCases)
	if err != nil {
		return none, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return none, err
	}
	leavers, err := db.leavers(ctx)
	if err != nil {
		return none, err
	}
	filter := seen.with(args{"area": q.AreaID, "team": q.TeamID, "owner": q.OwnerID, "role": q.Role, "state": limitState(q.State), "today": k.today, "leavers": leavers})
	k.climbing(filter, db.now())
	total, err := one(ctx, db.pool, countReviews, only(filter, countReviews), pgx.RowTo[int])
	if err != nil {
		return none, err
	}
	limit := limitOr(q.Limit, 50)
	filter["sort"] = q.Sort
	if err := after(filter, q.Cursor, limit); err != nil {
		return none, err
	}
	rows, err := all(ctx, db.pool, selectReviews, filter, pgx.RowToStructByName[reviewRow])
	if err != nil {
		return none, err
	}
	return page(k.reviewRows(rows), total, limit, func(r readiness.ReviewRow) []string {
		if q.Sort == "months" {
			return []string{r.Basis.Since.String(), r.ReviewID}
		}
		return []string{r.Due.String(), r.ReviewID}
	}), nil
}

// climbing adds what the conditions about the ladder ask: what is lately, what is soon, and who stands above a team.
func (k reckoning) climbing(a args, now time.Time) {
	a["since"], a["now"], a["until"] = now.AddDate(0, 0, -climbedBack), now, k.Calendar.Add(k.today, reachesAhead, calendar.Exclusive).At(24, 0)
	a["line"] = line
}

// line are the roles above an owner, nearest first.
var line = codes(readiness.Owner.Above())

// climbedBack is how many days count as lately.
const climbedBack = 30

// leavers are the people whose account is not active.
func (db *DB) leavers(ctx context.Context) ([]string, error) {
	return all(ctx, db.pool, selectLeavers, nil, pgx.RowTo[string])
}

func limitState(state string) string {
	if state == "" {
		return "live"
	}
	return state
}

// after says in a list's arguments after which row it goes on, and that it reads one row more than it shows.
func after(a args, cursor string, limit int) (err error) {
	a["limit"], a["after_day"], a["after_id"] = limit+1, calendar.Date{}, nil
	if cursor != "" {
		a["after_day"], a["after_id"], err = readDayCursor(cursor)
	}
	return err
}

func readDayCursor(cursor string) (day, id any, err error) {
	key, err := readCursor(cursor, 2)
	if err != nil {
		return nil, nil, err
	}
	after, err := calendar.ParseDate(key[0])
	if err != nil || !isID(key[1]) {
		return nil, nil, errCursor()
	}
	return after, key[1], nil
}
