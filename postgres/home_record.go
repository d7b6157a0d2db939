package postgres

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectHomeVisits = sql("list visits to children's homes", `
		select v.id::text as id, v.home_id::text as home_id, v.visitor_id::text as visitor_id, w.name as visitor, v.on_day as on, v.announced, v.held, v.why, v.cancelled,
			coalesce(v.evidence_id::text, '') as evidence,
			(select r.body || jsonb_build_object('by', coalesce(p.name, r.by_id), 'at', r.at) from home_reports r left join people p on p.id::text = r.by_id where r.visit_id = v.id) as report,
			coalesce((select jsonb_agg(jsonb_build_object('to', c.recipient, 'whom', c.whom, 'on', c.on_day, 'by', coalesce(p.name, c.by_id), 'at', c.at) order by c.on_day, c.at)
				from home_copies c left join people p on p.id::text = c.by_id where c.visit_id = v.id), '[]') as copies
		from home_visits v join home_visitors w on w.id = v.visitor_id
		where (@home = '' or v.home_id::text = @home) and (v.on_day >= @since or v.id::text = @visit) order by v.on_day desc, v.made_at desc, v.id`)
	selectHomeRecommendations = sql("list what reports on homes recommend", `
		select r.id::text as id, r.visit_id::text as visit_id, v.on_day as visit_on, h.id::text as home_id, h.name as home, r.text, r.standard, r.due,
			coalesce(r.finding_id::text, '') as finding_id, r.closed, r.outcome, r.why, coalesce(p.name, r.closed_by) as by,
			coalesce((select array_agg(n.action_id::text order by n.action_id) from action_answers n join actions x on x.id = n.action_id
				where n.finding_id = r.finding_id and x.status <> 'planned'), '{}') as action_ids
		from home_recommendations r join home_visits v on v.id = r.visit_id join childrens_homes h on h.id = v.home_id left join people p on p.id::text = r.closed_by
		where (@home = '' or h.id::text = @home) and (@id = '' or r.id::text = @id) and (r.outcome = '' or v.on_day >= @since)
		order by r.outcome <> '', r.due, r.made_at, r.id`)
)

type homeVisitRow struct {
	ID, HomeID, VisitorID, Visitor string
	On                             calendar.Date
	Announced, Held                bool
	Why, Cancelled, Evidence       string
	Report                         *readiness.HomeReport
	Copies                         []readiness.HomeCopy
}

type homeRecommendationRow struct {
	ID, VisitID    string
	VisitOn        calendar.Date
	HomeID, Home   string
	Text, Standard string
	Due            calendar.Date
	FindingID      string
	Closed         calendar.Date
	Outcome, Why   string
	By             string
	ActionIDs      []string
}

// A homeReader is what records of homes are made by: the rules and the calendar, on a day.
type homeReader struct {
	reckoning
	visitors []readiness.HomeVisitor
}

func (db *DB) homeReader(ctx context.Context, q querier) (r homeReader, err error) {
	if r.reckoning, err = db.reckoning(ctx, q); err != nil {
		return r, err
	}
	r.visitors, err = db.homeVisitors(ctx, q, "")
	return r, err
}

func (r homeReader) visit(row homeVisitRow) readiness.HomeVisit {
	v := readiness.HomeVisit{
		ID: row.ID, HomeID: row.HomeID, VisitorID: row.VisitorID, Visitor: row.Visitor, On: row.On, Announced: row.Announced, Held: row.Held, Why: row.Why, Cancelled: row.Cancelled,
		ReportBy: r.Homes.HomeReportDue(row.On, r.Calendar), Report: row.Report, Copies: row.Copies, Evidence: row.Evidence, Conflicts: []readiness.HomeConflict{},
	}
	for i := range v.Copies {
		v.Copies[i].By = actorName(v.Copies[i].By)
	}
	if v.Report != nil {
		v.Report.By = actorName(v.Report.By)
	}
	return v
}

// homeRecords are the records of all homes, or of one; visit is one that is there however old it is.
func (db *DB) homeRecords(ctx context.Context, q querier, r homeReader, home, visit string) ([]readiness.HomeRecord, error) {
	homes, err := db.childrensHomes(ctx, q, home)
	if err != nil {
		return nil, err
	}
	since := readiness.HomeRecordSince(r.today)
	visits, err := all(ctx, q, selectHomeVisits, args{"home": home, "since": since, "visit": visit}, pgx.RowToStructByName[homeVisitRow])
	if err != nil {
		return nil, err
	}
	recommended, err := db.homeRecommendations(ctx, q, args{"home": home, "id": "", "since": since})
	if err != nil {
		return nil, err
	}
	records := make([]readiness.HomeRecord, len(homes))
	for i, h := range homes {
		records[i] = readiness.HomeRecord{Home: h, Visits: []readiness.HomeVisit{}, Recommendations: []readiness.HomeRecommendation{}}
		for _, row := range visits {
			if row.HomeID == h.ID {
				records[i].Visits = append(records[i].Visits, r.visit(row))
			}
		}
		for _, x := range recommended {
			if x.HomeID == h.ID {
				records[i].Recommendations = append(records[i].Recommendations, x)
			}
		}
		r.warn(&records[i])
		records[i] = records[i].With(r.today)
	}
	return records, nil
}

// warn says of every planned visit what stands against its visitor, by what is known now.
func (r homeReader) warn(record *readiness.HomeRecord) {
	for i, v := range record.Visits {
		if v.Held || v.Cancelled != "" {
			continue
		}
		at := slices.IndexFunc(r.visitors, func(w readiness.HomeVisitor) bool { return w.ID == v.VisitorID })
		if at < 0 {
			continue // made by somebody in another transaction a moment ago
		}
		found := r.visitors[at].Conflicts(record.Home, readiness.HomeMonthsInARow(record.Visits, v.VisitorID, v.On), r.Homes)
		record.Visits[i].Conflicts = append(record.Visits[i].Conflicts, found...)
	}
}

// homeRecommendations lists recommendations; of the actions that answer them it knows only the ids (see answered).
func (db *DB) homeRecommendations(ctx context.Context, q querier, a args) ([]readiness.HomeRecommendation, error) {
	rows, err := all(ctx, q, selectHomeRecommendations, a, pgx.RowToStructByName[homeRecommendationRow])
	found := make([]readiness.HomeRecommendation, len(rows))
	for i, r := range rows {
		found[i] = readiness.HomeRecommendation{
			ID: r.ID, VisitID: r.VisitID, VisitOn: r.VisitOn, HomeID: r.HomeID, Home: r.Home, Text: r.Text, Standard: r.Standard, Due: r.Due, FindingID: r.FindingID,
			Actions: make([]readiness.ActionRow, len(r.ActionIDs)), Closed: r.Closed, Outcome: r.Outcome, Why: r.Why, By: actorName(r.By),
		}
		for n, id := range r.ActionIDs {
			found[i].Actions[n].ActionID = id
		}
	}
	return found, err
}

// answered puts the actions that answer recommendations beside them, for pages. It reads outside any transaction, which would hold a connection meanwhile.
func (db *DB) answered(ctx context.Context, k reckoning, some ...[]readiness.HomeRecommendation) error {
	var ids []string
	for _, r := range slices.Concat(some...) {
		for _, a := range r.Actions {
			ids = append(ids, a.ActionID)
		}
	}
	actions, err := db.actionsOf(ctx, k, ids)
	by := map[string]readiness.ActionRow{}
	for _, a := range actions {
		by[a.ActionID] = a
	}
	for _, r := range slices.Concat(some...) {
		for i, a := range r.Actions {
			r.Actions[i] = by[a.ActionID]
		}
	}
	return err
}

// HomeRecords are all children's homes, those at which something is missing first.
func (db *DB) HomeRecords(ctx context.Context, viewer readiness.Actor) ([]readiness.HomeRecord, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeeHomes, readiness.Place{}); err != nil {
		return nil, err
	}
	r, err := db.homeReader(ctx, db.pool)
	if err != nil {
		return nil, err
	}
	records, err := db.homeRecords(ctx, db.pool, r, "", "")
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(records, func(a, b readiness.HomeRecord) int { return a.Before(b, r.today) })
	recommended := make([][]readiness.HomeRecommendation, len(records))
	for i, record := range records {
		recommended[i] = record.Recommendations
	}
	return records, db.answered(ctx, r.reckoning, recommended...)
}

// HomeRecord is one children's home; NotFound when there is none.
func (db *DB) HomeRecord(ctx context.Context, viewer readiness.Actor, id string) (readiness.HomeRecord, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeeHomes, readiness.Place{}); err != nil {
		return readiness.HomeRecord{}, err
	}
	r, err := db.homeReader(ctx, db.pool)
	if err != nil {
		return readiness.HomeRecord{}, err
	}
	record, err := db.homeRecord(ctx, db.pool, r, id, "")
	if err != nil {
		return record, err
	}
	return record, db.answered(ctx, r.reckoning, record.Recommendations)
}

func (db *DB) homeRecord(ctx context.Context, q querier, r homeReader, id, visit string) (readiness.HomeRecord, error) {
	if !isID(id) {
		return readiness.HomeRecord{}, noSuch(pgx.ErrNoRows, "children’s home")
	}
	records, err := db.homeRecords(ctx, q, r, id, visit)
	if err == nil && len(records) == 0 {
		err = noSuch(pgx.ErrNoRows, "children’s home")
	}
	if err != nil {
		return readiness.HomeRecord{}, err
	}
	return records[0], nil
}
