package postgres

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.CohortLists = (*DB)(nil)

var (
	insertOwnImport = sql("keep a sheet of the council's own list", `
		insert into own_imports (id, list, on_day, by_id, by_name, at, file, sheet) values (@id, @list, @on, @by, @name, @now, @file, @sheet)`)
	selectOwnImport = sql("read a sheet of the council's own list", `
		select i.id::text as id, i.list, i.on_day as on, i.file, i.by_name as by, i.at, i.list_id is not null as done, coalesce(l.rows, 0) as rows, i.sheet
		from own_imports i left join cohort_lists l on l.id = i.list_id where i.id = @id`)
	selectOpenOwnImports = sql("list the sheets of the council's own lists", `
		select i.id::text as id, i.list, i.on_day as on, i.file, i.by_name as by, i.at, false as done, 0 as rows, null::jsonb as sheet
		from own_imports i where i.list_id is null order by i.at desc, i.id desc limit 20`)
	lockOwnImport    = sql("lock a sheet of the council's own list", `select list_id is not null from own_imports where id = @id for update`)
	updateOwnDone    = sql("keep that the council's own list was brought in", `update own_imports set list_id = @list, sheet = null where id = @id`)
	deleteOwnImport  = sql("throw a sheet of the council's own list away", `delete from own_imports where id = @id and list_id is null`)
	deleteOwnImports = sql("forget sheets of the council's own lists", `delete from own_imports where at < @before and list_id is null`)
	selectKnownRefs  = sql("find references that are known", `
		select ref from unnest(@refs::text[]) as r (ref)
		where exists (select from children where child_ref = ref) or exists (select from cases where child_ref = ref)`)
	selectOwnRows = sql("read the rows of the council's own list", `
		select r.body from cohort_rows r where r.list_id::text = @list order by r.n`)
)

const ownSheetNoun = "sheet here. Sheets that are not brought in are kept for 90 days"

type ownImportRow struct {
	ID, List string
	On       calendar.Date
	File, By string
	At       time.Time
	Done     bool
	Rows     int
	Sheet    *readiness.PlanSheet
}

func (r ownImportRow) imported(packs []readiness.FocusPack, lists map[string]readiness.CohortList) readiness.OwnImport {
	list, known := readiness.OwnListOf(r.List, packs)
	if !known {
		list = readiness.OwnList{Code: r.List, Name: r.List}
	}
	return readiness.OwnImport{ID: r.ID, List: list, On: r.On, File: r.File, By: r.By, At: r.At, Last: lists[r.List].On, Done: r.Done, Rows: r.Rows}
}

// CohortLists are the newest of each list, which lists of its own the council can bring in, and the sheets that wait.
func (db *DB) CohortLists(ctx context.Context, viewer readiness.Actor) (readiness.CohortSources, error) {
	var s readiness.CohortSources
	small, err := db.smallFor(ctx, viewer)
	if err != nil {
		return s, err
	}
	lists, err := db.lists(ctx, db.pool)
	if err != nil {
		return s, err
	}
	packs, err := db.cohortPacks(ctx, db.pool)
	if err != nil {
		return s, err
	}
	s.Own = slices.Clone(readiness.OwnLists)
	for _, p := range packs {
		if l, own := readiness.OwnListOf(readiness.FocusList(p.Focus), packs); own {
			s.Own = append(s.Own, l)
		}
	}
	for _, l := range lists {
		s.Lists = append(s.Lists, l)
	}
	slices.SortFunc(s.Lists, func(a, b readiness.CohortList) int {
		return cmp.Or(b.On.Compare(a.On), strings.Compare(a.List, b.List))
	})
	if small > 0 {
		s = s.WithoutRows()
	}
	if !readiness.May(viewer, readiness.ImportLists, readiness.Place{}) {
		return s, nil
	}
	waiting, err := all(ctx, db.pool, selectOpenOwnImports, nil, pgx.RowToStructByName[ownImportRow])
	for _, w := range waiting {
		s.Waiting = append(s.Waiting, w.imported(packs, lists))
	}
	return s, err
}

// KeepOwnSheet keeps a sheet until it is brought in or thrown away.
func (db *DB) KeepOwnSheet(ctx context.Context, u readiness.OwnUpload, asked readiness.Asked) (string, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.ImportLists, readiness.Place{}); err != nil {
		return "", err
	}
	body, err := json.Marshal(u.Sheet)
	if err != nil {
		return "", fmt.Errorf("keep a sheet of the council's own list: %w", err)
	}
	return once(ctx, db, asked, act{Action: "own list uploaded"}, func(tx pgx.Tx, a *act) (string, error) {
		if u.On.After(db.today()) {
			return "", readiness.FieldErrorf("taken_on", "The day that the list describes must be today or in the past.")
		}
		packs, err := db.cohortPacks(ctx, tx)
		if err != nil {
			return "", err
		}
		if _, known := readiness.OwnListOf(u.List, packs); !known {
			return "", noSuch(pgx.ErrNoRows, "list")
		}
		if err := db.refuseOlderOwn(ctx, tx, u.List, u.On); err != nil {
			return "", err
		}
		id := newID()
		a.Subject, a.Detail = subject("own-list", id), fmt.Sprintf("list=%s on=%s rows=%d", u.List, u.On, len(u.Sheet.Rows))
		_, err = exec(ctx, tx, insertOwnImport, args{
			"id": id, "list": u.List, "on": u.On, "by": asked.By.PersonID, "name": asked.By.Name, "now": db.now(), "file": u.Sheet.File, "sheet": body,
		})
		return id, err
	})
}

// refuseOlderOwn refuses a list of a day before the one that is there.
func (db *DB) refuseOlderOwn(ctx context.Context, q querier, list string, on calendar.Date) error {
	lists, err := db.lists(ctx, q)
	if last := lists[list].On; err == nil && on.Before(last) {
		return readiness.FieldErrorf("taken_on", "The list of %s was brought in already. This one describes %s. Choose a newer one.", last.Long(), on.Long())
	}
	return err
}

// OwnImport is one kept sheet, and what bringing it in would do now.
func (db *DB) OwnImport(ctx context.Context, viewer readiness.Actor, id string) (readiness.OwnImport, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.ImportLists, readiness.Place{}); err != nil {
		return readiness.OwnImport{}, err
	}
	return db.ownImport(ctx, db.pool, id)
}

func (db *DB) ownImport(ctx context.Context, q querier, id string) (readiness.OwnImport, error) {
	if !isID(id) {
		return readiness.OwnImport{}, noSuch(pgx.ErrNoRows, ownSheetNoun)
	}
	row, err := one(ctx, q, selectOwnImport, args{"id": id}, pgx.RowToStructByName[ownImportRow])
	if err != nil {
		return readiness.OwnImport{}, noSuch(err, ownSheetNoun)
	}
	packs, err := db.cohortPacks(ctx, q)
	if err != nil {
		return readiness.OwnImport{}, err
	}
	lists, err := db.lists(ctx, q)
	if err != nil {
		return readiness.OwnImport{}, err
	}
	i := row.imported(packs, lists)
	if row.Done || row.Sheet == nil {
		return i, nil
	}
	k, err := db.ownKnown(ctx, q, i, *row.Sheet, lists[row.List])
	i.Trial = i.List.Try(*row.Sheet, k)
	return i, err
}

// ownKnown is what a sheet is compared with.
func (db *DB) ownKnown(ctx context.Context, q querier, i readiness.OwnImport, s readiness.PlanSheet, last readiness.CohortList) (readiness.OwnKnown, error) {
	k := readiness.OwnKnown{On: i.On, Refs: map[string]bool{}}
	var err error
	if k.Teams, err = all(ctx, q, selectTeamNames, nil, pgx.RowTo[string]); err != nil {
		return k, err
	}
	refs, err := all(ctx, q, selectKnownRefs, args{"refs": append([]string{}, i.List.References(s)...)}, pgx.RowTo[string])
	if err != nil {
		return k, err
	}
	for _, ref := range refs {
		k.Refs[ref] = true
	}
	k.Before, err = all(ctx, q, selectOwnRows, args{"list": last.ID}, pgx.RowTo[readiness.OwnRow])
	return k, err
}
