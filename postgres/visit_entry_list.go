package postgres

import (
	"context"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.VisitEntryRegister = (*DB)(nil)

const (
	visitEntryColumns = `
		select x.id::text as entry_id, x.kind, x.status, coalesce(x.visit_id::text, '') as visit_id, coalesce(v.name, '') as visit, x.rehearsal, x.focus, x.source,
			coalesce(x.area_id::text, '') as area_id, coalesce(a.name, '') as area, coalesce(x.team_id::text, '') as team_id, x.by_id, coalesce(b.name, x.by_id) as by,
			coalesce(x.owner_id::text, '') as owner_id, coalesce(o.name, '') as owner, x.lead_id, x.made_at, x.due_at, x.returned, x.inspector,
			coalesce((select t.body from visit_entry_texts t where t.visit_entry_id = x.id and t.number = 1), '') as said,
			coalesce((select t.body from visit_entry_texts t where t.visit_entry_id = x.id and t.number = x.answer), '') as answer,
			x.child_ref, x.child_id is not null as found, x.reached, x.reached_at, x.because, ` + visitEntryRank + ` as rank, ` + visitEntryPlace + ` as place`
	visitEntryTables = ` from visit_entries x left join visits v on v.id = x.visit_id left join areas a on a.id = x.area_id left join people o on o.id = x.owner_id
		left join people b on b.id::text = x.by_id`
	// The order of the list: what waits, the most pressing first; then the others, the latest first.
	visitEntryRank  = `(case when ` + visitEntryLive + ` then 0 else 1 end)`
	visitEntryPlace = `((case when ` + visitEntryLive + ` then 1 else -1 end) * extract(epoch from x.due_at))::bigint`

	visitEntryFilter = `x.state is not null and (@visit = '' or x.visit_id::text = @visit) and (@of_kind = '' or x.kind = @of_kind)
			and case @state
				when 'live' then ` + visitEntryLive + `
				when 'all' then true
				when 'late' then ` + visitEntryLive + ` and x.due_at <= @now
				when 'mine' then ` + visitEntryLive + ` and x.owner_id = any(@people::uuid[])
				else x.status = @state end`
)

var (
	selectVisitEntries = sql("list entries of visits", visitEntryColumns+visitEntryTables+` where `+visitEntryFilter+`
		and (@after_id = '' or (`+visitEntryRank+`, `+visitEntryPlace+`, x.id) > (@after_rank::int, @after_place::bigint, nullif(@after_id, '')::uuid))
		order by `+visitEntryRank+`, `+visitEntryPlace+`, x.id limit @limit`)
	countVisitEntries       = sql("count entries of visits", `select count(*)::int`+visitEntryTables+` where `+visitEntryFilter)
	selectTheseVisitEntries = sql("read some entries of visits", visitEntryColumns+visitEntryTables+` where x.id::text = any(@ids::text[]) and x.state is not null
		order by `+visitEntryRank+`, `+visitEntryPlace+`, x.id`)
)

type visitEntryRow struct {
	EntryID, Kind           string
	Status                  readiness.VisitEntryStatus
	VisitID, Visit          string
	Rehearsal               bool
	Focus, Source           string
	AreaID, Area, TeamID    string
	ByID, By                string
	OwnerID, Owner, LeadID  string
	MadeAt, DueAt           time.Time
	Returned                int
	Inspector, Said, Answer string
	ChildRef                string
	Found                   bool
	Reached                 readiness.Role
	ReachedAt               *time.Time
	Because                 string
	Rank                    int
	Place                   int64
}

func (db *DB) visitEntryRow(r visitEntryRow, viewer readiness.Actor) readiness.VisitEntryRow {
	return readiness.VisitEntryRow{
		EntryID: r.EntryID, Kind: r.Kind, Status: r.Status, VisitID: r.VisitID, Visit: r.Visit, Rehearsal: r.Rehearsal, Focus: r.Focus, Source: r.Source,
		AreaID: r.AreaID, Area: r.Area, TeamID: r.TeamID, ByID: r.ByID, By: actorName(r.By), OwnerID: r.OwnerID, Owner: r.Owner, LeadID: r.LeadID, At: r.MadeAt, DueAt: r.DueAt,
		Late: r.Status.Waits() && !db.now().Before(r.DueAt), Returned: r.Returned, Inspector: r.Inspector, Said: r.Said, Answer: r.Answer, ChildRef: r.ChildRef, Found: r.Found,
		Reached: r.Reached, ReachedAt: moment(r.ReachedAt), Because: r.Because,
	}.Hide(viewer)
}

// VisitEntries lists entries, what waits first. What the viewer may not read is left out of the rows.
func (db *DB) VisitEntries(ctx context.Context, viewer readiness.Actor, q readiness.VisitEntryQuery) (readiness.Page[readiness.VisitEntryRow], error) {
	none := readiness.Page[readiness.VisitEntryRow]{Rows: []readiness.VisitEntryRow{}}
	if err := readiness.MayOrRefuse(viewer, readiness.WorkVisits, readiness.Place{}); err != nil {
		return none, err
	}
	filter := args{"visit": q.VisitID, "of_kind": q.Kind, "state": limitState(q.State), "people": people(viewer), "now": db.now()}
	total, err := one(ctx, db.pool, countVisitEntries, filter, pgx.RowTo[int])
	if err != nil {
		return none, err
	}
	limit := limitOr(q.Limit, 50)
	if err := afterEntry(filter, q.Cursor, limit); err != nil {
		return none, err
	}
	rows, err := all(ctx, db.pool, selectVisitEntries, filter, pgx.RowToStructByName[visitEntryRow])
	if err != nil {
		return none, err
	}
	p := page(rows, total, limit, func(r visitEntryRow) []string {
		return []string{strconv.Itoa(r.Rank), strconv.FormatInt(r.Place, 10), r.EntryID}
	})
	shown := readiness.Page[readiness.VisitEntryRow]{Rows: make([]readiness.VisitEntryRow, len(p.Rows)), Total: p.Total, Next: p.Next}
	for i, r := range p.Rows {
		shown.Rows[i] = db.visitEntryRow(r, viewer)
	}
	return shown, nil
}

// afterEntry says in the list's arguments after which row it goes on.
func afterEntry(a args, cursor string, limit int) error {
	a["limit"], a["after_rank"], a["after_place"], a["after_id"] = limit+1, 0, int64(0), ""
	if cursor == "" {
		return nil
	}
	key, err := readCursor(cursor, 3)
	if err != nil {
		return err
	}
	rank, err := strconv.Atoi(key[0])
	if err != nil || !isID(key[2]) {
		return errCursor()
	}
	place, err := strconv.ParseInt(key[1], 10, 64)
	if err != nil {
		return errCursor()
	}
	a["after_rank"], a["after_place"], a["after_id"] = rank, place, key[2]
	return nil
}

// visitEntriesOf reads some entries by id, the most pressing first.
func (db *DB) visitEntriesOf(ctx context.Context, viewer readiness.Actor, ids []string) ([]readiness.VisitEntryRow, error) {
	shown := []readiness.VisitEntryRow{}
	if len(ids) == 0 {
		return shown, nil
	}
	rows, err := all(ctx, db.pool, selectTheseVisitEntries, args{"ids": ids}, pgx.RowToStructByName[visitEntryRow])
	for _, r := range rows {
		shown = append(shown, db.visitEntryRow(r, viewer))
	}
	return shown, err
}
