package postgres

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.CaseViews = (*DB)(nil)

// liveReview joins a case c with its review that is running: one that is only planned is not there yet for a reader.
const caseColumns = `
	select c.id::text as case_id, c.child_ref, coalesce(t.area_id::text, '') as area_id, coalesce(a.name, '') as area,
		coalesce(c.team_id::text, '') as team_id, coalesce(t.name, '') as team, c.spells, c.last_seen, c.closed,
		coalesce(r.id::text, '') as review_id, coalesce(r.status, '') as status, r.due, coalesce(o.name, '') as owner, coalesce(r.put_offs, 0) as put_offs,
		(select max(done.signed_on) from reviews done where done.case_id = c.id and done.status = 'signed_off') as last_done,
		coalesce(x.reason, '') as exclusion, x.until_day as excl_until
	from cases c left join teams t on t.id = c.team_id left join areas a on a.id = t.area_id
	left join reviews r on r.case_id = c.id and r.status not in ('planned', 'signed_off', 'overtaken')
	left join people o on o.id = r.owner_id
	left join lateral (select x.reason, x.until_day from exclusions x
		where x.case_id = c.id and x.ended_at is null and x.from_day <= @today and x.until_day >= @today order by x.until_day desc limit 1) x on true`

var (
	selectCases = sql("list cases", caseColumns+`
		where c.closed is null and `+seeCase+`
			and (@area = '' or t.area_id::text = @area) and (@team = '' or c.team_id::text = @team)
			and (@text = '' or strpos(lower(c.child_ref), lower(@text)) > 0)`)
	// The figures of a month ago need cases that have closed since.
	selectCounted = sql("list cases to count", caseColumns+`
		where (c.closed is null or c.closed > @since) and `+seeCase)
	selectCase = sql("read a case", caseColumns+` where c.id = @id and `+seeCase)
)

type caseRow struct {
	CaseID, ChildRef string
	AreaID, Area     string
	TeamID, Team     string
	Spells           []readiness.Spell
	LastSeen, Closed calendar.Date
	ReviewID         string
	Status           readiness.Status
	Due              calendar.Date
	Owner            string
	PutOffs          int
	LastDone         calendar.Date
	Exclusion        string
	ExclUntil        calendar.Date
}

func (r caseRow) asCase() readiness.Case {
	return readiness.Case{ID: r.CaseID, ChildRef: r.ChildRef, TeamID: r.TeamID, AreaID: r.AreaID, Spells: r.Spells, Closed: r.Closed}
}

// A reckoning turns rows into what pages show: by the rules, on a day.
type reckoning struct {
	rulebook
	today calendar.Date
}

func (db *DB) reckoning(ctx context.Context, q querier) (reckoning, error) {
	book, err := db.rules(ctx, q)
	return reckoning{book, db.today()}, err
}

// late is how many working days a review is late: one that is submitted still is, one that is paused or being looked at again is not.
func (k reckoning) late(status readiness.Status, due calendar.Date) int {
	if status != readiness.Open && status != readiness.InReview && status != readiness.Submitted {
		return 0
	}
	return readiness.Run{Due: due}.Overdue(k.today, k.Calendar)
}

func (k reckoning) caseRow(r caseRow) readiness.CaseRow {
	row := readiness.CaseRow{
		CaseID: r.CaseID, ChildRef: r.ChildRef, Area: r.Area, Team: r.Team, Type: r.asCase().Type(), LastSeen: r.LastSeen, Closed: r.Closed,
		ReviewID: r.ReviewID, Status: r.Status, Due: r.Due, Overdue: k.late(r.Status, r.Due), Owner: r.Owner, PutOffs: r.PutOffs, LastDone: r.LastDone,
		ExclUntil: r.ExclUntil,
	}
	if r.Exclusion != "" {
		row.Exclusion = readiness.ChoiceText(readiness.ExclusionReasons, r.Exclusion)
	}
	if basis, ok := k.Rules.Basis(r.asCase(), k.today); ok {
		row.Basis, row.Months = basis, basis.Months(k.today)
	}
	return row
}

// A listedCase is a case with all that a filter or a sort can ask.
type listedCase struct {
	readiness.CaseRow
	areaID, key string
}

func (c listedCase) longOpen(k reckoning) bool {
	return !c.Basis.Since.IsZero() && c.Basis.LongOpen(k.today)
}

func (c listedCase) nearly(k reckoning) bool {
	return !c.Basis.Since.IsZero() && !c.Basis.LongOpen(k.today) && !k.today.Before(c.Basis.Reached.AddDays(-k.Rules.AlertDays))
}

// is reports whether a case is in one of readiness.CaseStates.
func (c listedCase) is(state string, k reckoning) bool {
	switch state {
	case "nearly":
		return c.nearly(k)
	case "overdue":
		return c.Overdue > 0
	case "not_reviewed":
		return c.longOpen(k) && c.LastDone.IsZero()
	case "excluded":
		return c.Exclusion != ""
	case "unmapped":
		return c.areaID == ""
	case "all":
		return true
	}
	return c.longOpen(k)
}

// sortKey puts cases into an order as strings do; the case's id breaks ties.
func (c listedCase) sortKey(sort string) string {
	since, due := cmp.Or(c.Basis.Since.String(), "9999"), cmp.Or(c.Due.String(), "9999")
	switch sort {
	case "months":
		return since
	case "team":
		return strings.ToLower(c.Team) + "\x00" + since
	case "due":
		return due + since
	}
	if c.Overdue > 0 {
		return "0" + due + since
	}
	return "1" + cmp.Or(c.Basis.Reached.String(), "9999") + since
}

// Cases lists open cases that the viewer may see. What counts as long-open is the rules' to say, so the rows are filtered and sorted here: a
// council has a few thousand.
func (db *DB) Cases(ctx context.Context, viewer readiness.Actor, q readiness.CaseQuery) (readiness.Page[readiness.CaseRow], error) {
	none := readiness.Page[readiness.CaseRow]{Rows: []readiness.CaseRow{}}
	seen, err := scopeOf(viewer, readiness.SeeCases)
	if err != nil {
		return none, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return none, err
	}
	rows, err := all(ctx, db.pool, selectCases, seen.with(args{"today": k.today, "area": q.AreaID, "team": q.TeamID, "text": strings.TrimSpace(q.Text)}), pgx.RowToStructByName[caseRow])
	if err != nil {
		return none, err
	}
	found := k.list(rows, q)
	total := len(found)
	if q.Cursor != "" {
		after, err := readCursor(q.Cursor, 2)
		if err != nil {
			return none, err
		}
		first, _ := slices.BinarySearchFunc(found, listedCase{key: after[0], CaseRow: readiness.CaseRow{CaseID: after[1] + "\x00"}}, byKey)
		found = found[first:]
	}
	cut := page(found, total, limitOr(q.Limit, 50), func(c listedCase) []string { return []string{c.key, c.CaseID} })
	none.Total, none.Next = total, cut.Next
	for _, c := range cut.Rows {
		none.Rows = append(none.Rows, c.CaseRow)
	}
	return none, nil
}

func byKey(a, b listedCase) int {
	return cmp.Or(strings.Compare(a.key, b.key), strings.Compare(a.CaseID, b.CaseID))
}

func (k reckoning) list(rows []caseRow, q readiness.CaseQuery) []listedCase {
	var found []listedCase
	for _, r := range rows {
		c := listedCase{CaseRow: k.caseRow(r), areaID: r.AreaID}
		if (q.Type == "" || string(c.Type) == q.Type) && c.is(q.State, k) {
			c.key = c.sortKey(q.Sort)
			found = append(found, c)
		}
	}
	slices.SortFunc(found, byKey)
	return found
}

// caseFor reads one case that the viewer may see; any other is NotFound.
func (db *DB) caseFor(ctx context.Context, q querier, viewer readiness.Actor, id string) (caseRow, error) {
	seen, err := scopeOf(viewer, readiness.SeeCases)
	if err != nil {
		return caseRow{}, err
	}
	if !isID(id) {
		return caseRow{}, noSuch(pgx.ErrNoRows, "case")
	}
	row, err := one(ctx, q, selectCase, seen.with(args{"id": id, "today": db.today()}), pgx.RowToStructByName[caseRow])
	if isNone(err) {
		return row, readiness.Errorf(readiness.NotFound, "There is no such case, or it belongs to another area or team than yours.")
	}
	return row, err
}

var (
	selectCaseMore = sql("read a case's details", `select worker, legal_status as legal, need from cases where id = @id`)
	selectHistory  = sql("list what imports changed in a case", `
		select n, ch.import_id::text as import_id, i.taken_on as on_day, ch.kind, ch.case_id::text as case_id, ch.child_ref, ch.was, ch.becomes, ch.vanished
		from import_changes ch join imports i on i.id = ch.import_id
		where ch.case_id = @id and i.status = 'applied' order by i.decided_at desc, n limit 100`)
)

type caseMore struct{ Worker, Legal, Need string }

// Case is the page of one case.
func (db *DB) Case(ctx context.Context, viewer readiness.Actor, id string) (readiness.CaseView, error) {
	row, err := db.caseFor(ctx, db.pool, viewer, id)
	if err != nil {
		return readiness.CaseView{}, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return readiness.CaseView{}, err
	}
	more, err := one(ctx, db.pool, selectCaseMore, args{"id": id}, pgx.RowToStructByName[caseMore])
	if err != nil {
		return readiness.CaseView{}, err
	}
	v := readiness.CaseView{CaseRow: k.caseRow(row), AreaID: row.AreaID, TeamID: row.TeamID, Worker: more.Worker, Legal: more.Legal, Need: more.Need, Spells: row.Spells}
	if v.Reviews, err = db.reviewsOf(ctx, k, id, ""); err != nil {
		return v, err
	}
	if v.Exclusions, err = db.exclusionsOf(ctx, id); err != nil {
		return v, err
	}
	history, err := all(ctx, db.pool, selectHistory, args{"id": id}, pgx.RowToStructByName[changeRow])
	for _, h := range history {
		v.History = append(v.History, h.change())
	}
	if err != nil {
		return v, fmt.Errorf("history of case %s: %w", id, err)
	}
	return v, nil
}
