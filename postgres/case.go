package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.CaseViews = (*DB)(nil)

// caseColumns read cases c, each with its review r that is running: one that is only planned is not there yet for a reader. caseFields, caseTables and
// running are its parts, for lists that begin elsewhere.
const (
	caseFields = `
	select c.id::text as case_id, c.child_ref, coalesce(t.area_id::text, '') as area_id, coalesce(a.name, '') as area,
		coalesce(c.team_id::text, '') as team_id, coalesce(t.name, '') as team, c.spells, c.last_seen, c.closed,
		coalesce(c.case_type, '') as case_type, coalesce(c.basis_type, '') as basis_type, c.basis_since, coalesce(c.basis_threshold, 0) as basis_threshold, c.basis_reached,
		coalesce(r.id::text, '') as review_id, coalesce(r.status, '') as status, r.due, coalesce(o.name, '') as owner, coalesce(r.put_offs, 0) as put_offs,
		c.last_done,
		coalesce(x.reason, '') as exclusion, x.until_day as excl_until`
	running      = `r.status not in ('planned', 'signed_off', 'overtaken')`
	itsReview    = ` left join reviews r on r.case_id = c.id and ` + running
	itsExclusion = ` left join lateral (select x.reason, x.until_day from exclusions x
		where x.case_id = c.id and x.ended_at is null and x.from_day <= @today and x.until_day >= @today order by x.until_day desc limit 1) x on true`
	caseTables  = ` left join teams t on t.id = c.team_id left join areas a on a.id = t.area_id left join people o on o.id = r.owner_id` + itsExclusion
	caseColumns = caseFields + ` from cases c` + itsReview + caseTables
)

var selectCase = sql("read a case", caseColumns+` where c.id = @id and `+seeCase)

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
	facts
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
		CaseID: r.CaseID, ChildRef: r.ChildRef, Area: r.Area, Team: r.Team, Type: r.kind(), LastSeen: r.LastSeen, Closed: r.Closed,
		ReviewID: r.ReviewID, Status: r.Status, Due: r.Due, Overdue: k.late(r.Status, r.Due), Owner: r.Owner, PutOffs: r.PutOffs, LastDone: r.LastDone,
		ExclUntil: r.ExclUntil,
	}
	if r.Exclusion != "" {
		row.Exclusion = readiness.ChoiceText(readiness.ExclusionReasons, r.Exclusion)
	}
	if basis, ok := r.basis(); ok {
		row.Basis, row.Months = basis, basis.Months(k.today)
	}
	return row
}

// kind is the kind of help: as the facts have it, or of a closed case its last one.
func (r caseRow) kind() readiness.CaseType {
	if r.Closed.IsZero() && r.CaseType != "" {
		return r.CaseType
	}
	return r.asCase().Type()
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
	if err := db.looked(ctx, viewer, id, readiness.Place{AreaID: row.AreaID, TeamID: row.TeamID}); err != nil {
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
	if v.Readers, err = db.readers(ctx, id); err != nil {
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
