package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	lockCohorts = sql("wait for other lists of cohorts", `select pg_advisory_xact_lock(hashtext('sightline cohorts'))`)
	insertList  = sql("keep a list of a cohort", `
		insert into cohort_lists (id, list, on_day, rows, lacks, import_id, file, by_id, by_name, at)
		values (@id, @list, @on, @rows, @lacks, @import, @file, @by, @name, @now)`)
	insertChildren = sql("give children ids of our own", `
		insert into children (id, child_ref, made_at) select c.id, c.ref, @now from unnest(@ids::uuid[], @refs::text[]) as c (id, ref) on conflict (child_ref) do nothing`)
	insertListRows = sql("keep the rows of a list of a cohort", `
		insert into cohort_rows (list_id, n, child_id, team_id, body)
		select @list, r.n, c.id, t.id, r.body from unnest(@refs::text[], @teams::text[], @bodies::jsonb[]) with ordinality as r (ref, team, body, n)
		join children c on c.child_ref = r.ref left join teams t on t.name = r.team`)
	selectLists = sql("list the newest lists of cohorts", `
		select distinct on (list) id::text as id, list, on_day as on, rows, lacks, coalesce(import_id::text, '') as import_id, file, by_name as by
		from cohort_lists order by list, on_day desc, at desc`)
)

// A listBatch gathers the rows of a list for one statement.
type listBatch struct {
	refs, teams []string
	bodies      []json.RawMessage
}

func (b *listBatch) add(ref, team string, row any) error {
	body, err := json.Marshal(row)
	if err != nil {
		return fmt.Errorf("keep the rows of a list of a cohort: %w", err)
	}
	b.refs, b.teams, b.bodies = append(b.refs, ref), append(b.teams, team), append(b.bodies, body)
	return nil
}

// keepList keeps a list with its rows, and gives children ids who have none.
func (db *DB) keepList(ctx context.Context, tx pgx.Tx, l readiness.CohortList, b listBatch, by readiness.Actor) (string, error) {
	id := newID()
	_, err := exec(ctx, tx, insertList, args{
		"id": id, "list": l.List, "on": l.On, "rows": len(b.refs), "lacks": append([]string{}, l.Lacks...), "import": orNull(l.ImportID), "file": l.File,
		"by": by.PersonID, "name": by.Name, "now": db.now(),
	})
	if err != nil || len(b.refs) == 0 {
		return id, err
	}
	ids := make([]string, len(b.refs))
	for i := range ids {
		ids[i] = newID()
	}
	if _, err := exec(ctx, tx, insertChildren, args{"ids": ids, "refs": b.refs, "now": db.now()}); err != nil {
		return id, err
	}
	_, err = exec(ctx, tx, insertListRows, args{"list": id, "refs": b.refs, "teams": b.teams, "bodies": b.bodies})
	return id, err
}

// keepAnnexLists keeps lists 8 and 9 of an Annex A that is applied, each if it was in the upload, and counts the cohorts anew.
func (db *DB) keepAnnexLists(ctx context.Context, tx pgx.Tx, importID string, e readiness.Extract, by readiness.Actor) error {
	if _, err := exec(ctx, tx, lockCohorts, nil); err != nil {
		return err
	}
	var leavers, care listBatch
	for _, r := range e.CareLeavers {
		if err := leavers.add(r.ChildRef, r.Team, r); err != nil {
			return err
		}
	}
	for _, r := range e.Missing {
		if err := care.add(r.ChildRef, r.Team, r); err != nil {
			return err
		}
	}
	for _, l := range []struct {
		number int
		list   readiness.CohortList
		rows   listBatch
	}{
		{9, readiness.CohortList{List: readiness.LeaversList, On: e.TakenOn, Lacks: e.Lacks, ImportID: importID}, leavers},
		{8, readiness.CohortList{List: readiness.CareList, On: e.TakenOn, ImportID: importID}, care},
	} {
		if !e.Kept(l.number, len(l.rows.refs)) {
			continue
		}
		if _, err := db.keepList(ctx, tx, l.list, l.rows, by); err != nil {
			return err
		}
	}
	return db.countCohorts(ctx, tx)
}
