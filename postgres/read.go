package postgres

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	insertRead = sql("keep that somebody looked at a case", `
		insert into reads (case_id, person_id, day, at) values (@case, @person, @day, @at) on conflict do nothing`)
	insertChildReads = sql("keep that somebody looked at children", `
		insert into child_reads (child_id, person_id, day, at) select c.id, @person, @day, @at from unnest(@children::uuid[]) as c (id) on conflict do nothing`)
	selectIsCase  = sql("see whether an id is that of a case", `select exists (select from cases where id::text = @id)`)
	selectReaders = sql("list who looked at a case", `
		select coalesce(p.name, r.person_id) as name, r.at,
			coalesce((select array_agg(distinct po.role) from posts po where po.person_id = p.id and po.from_day <= r.day and (po.until_day is null or po.until_day >= r.day)), '{}') as roles
		from reads r left join people p on p.id::text = r.person_id where r.case_id = @case order by r.at desc limit 10`)
)

// looked records that somebody reads a case, or a review of it, whose posts lie outside its area and team: once for each person, case and day. Whoever
// cannot be recorded does not read: a look that leaves no trace is what the record is there to prevent.
func (db *DB) looked(ctx context.Context, viewer readiness.Actor, caseID string, places ...readiness.Place) error {
	if slices.ContainsFunc(places, func(at readiness.Place) bool { return inside(viewer, at) }) {
		return nil
	}
	a := act{By: viewer, Action: "case read from outside its area", Subject: "case/" + caseID}
	return db.change(ctx, a, func(tx pgx.Tx, _ *act) error {
		n, err := exec(ctx, tx, insertRead, args{"case": caseID, "person": viewer.PersonID, "day": db.today(), "at": db.now()})
		if err == nil && n == 0 {
			return errNothing
		}
		return err
	})
}

// lookedAtChildren records a look at children whose place lies outside the looker's own posts, as looked does for a case, with one row in the audit trail for
// all of them.
func (db *DB) lookedAtChildren(ctx context.Context, look act, children ...readiness.CohortChild) error {
	outside := []string{}
	for _, c := range children {
		if !inside(look.By, c.Place()) {
			outside = append(outside, c.ID)
		}
	}
	if len(outside) == 0 {
		return nil
	}
	return db.change(ctx, look, func(tx pgx.Tx, a *act) error {
		n, err := exec(ctx, tx, insertChildReads, args{"children": outside, "person": look.By.PersonID, "day": db.today(), "at": db.now()})
		if err == nil && n == 0 {
			return errNothing
		}
		a.Detail = strings.TrimSpace(fmt.Sprintf("%s children=%d", a.Detail, n))
		return err
	})
}

// inside reports whether somebody's own posts, or those they cover, belong to a place: its team, or its area.
func inside(viewer readiness.Actor, at readiness.Place) bool {
	return slices.ContainsFunc(viewer.Holdings, func(h readiness.Holding) bool {
		return (h.TeamID != "" && h.TeamID == at.TeamID) || (h.Role == readiness.AreaHead && h.AreaID != "" && h.AreaID == at.AreaID)
	})
}

type readerRow struct {
	Name  string
	At    time.Time
	Roles []readiness.Role
}

// readers are the last ten looks at a case from outside.
func (db *DB) readers(ctx context.Context, caseID string) ([]readiness.Reader, error) {
	rows, err := all(ctx, db.pool, selectReaders, args{"case": caseID}, pgx.RowToStructByName[readerRow])
	readers := make([]readiness.Reader, len(rows))
	for i, r := range rows {
		readers[i] = readiness.Reader{Name: r.Name, Roles: r.Roles, At: r.At}
	}
	return readers, err
}
