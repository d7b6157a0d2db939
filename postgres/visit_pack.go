package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.VisitPacks = (*DB)(nil)

// packColumns also say when newer lists were brought in than a pack rests on.
const packColumns = `
	select p.id::text as id, p.visit_id::text as visit_id, v.name as visit, v.rehearsal, p.number, p.kind, p.by_name as by, p.at, greatest(
		(select i.decided_at from (select * from imports where status = 'applied' order by decided_at desc, taken_on desc limit 1) i where i.id is distinct from p.import_id),
		(select max(l.at) from (select distinct on (list) id, at from cohort_lists where list = any(p.lists) order by list, on_day desc, at desc) l where l.id <> all(p.list_ids))
	) as newer, `

var (
	holdPacks       = sql("number the packs of a visit one after the other", `select pg_advisory_xact_lock(hashtext('visit packs'), hashtext(@visit))::text`)
	insertVisitPack = sql("keep a pack of a visit", `
		insert into visit_packs (id, visit_id, number, kind, by_id, by_name, at, import_id, lists, list_ids, body)
		values (@id, @visit, (select coalesce(max(number), 0) + 1 from visit_packs where visit_id = @visit), @kind, @by, @name, @now, @import, @lists, @list_ids, @body)`)
	selectVisitPacks = sql("list the packs of a visit", packColumns+`'null'::jsonb as body from visit_packs p join visits v on v.id = p.visit_id where p.visit_id::text = @visit order by p.number desc`)
	selectVisitPack  = sql("read a pack of a visit", packColumns+`p.body from visit_packs p join visits v on v.id = p.visit_id where p.id::text = @id`)
)

type visitPackRow struct {
	ID, VisitID, Visit string
	Rehearsal          bool
	Number             int
	Kind, By           string
	At                 time.Time
	Newer              *time.Time
	Body               []byte
}

func (r visitPackRow) line() readiness.VisitPackLine {
	l := readiness.VisitPackLine{ID: r.ID, VisitID: r.VisitID, Visit: r.Visit, Rehearsal: r.Rehearsal, Number: r.Number, Kind: r.Kind, By: r.By, At: r.At}
	if r.Newer != nil {
		l.Newer = calendar.DateOf(*r.Newer)
	}
	return l
}

// MakeVisitPack freezes the pack of a visit as it stands.
func (db *DB) MakeVisitPack(ctx context.Context, visitID string, asked readiness.Asked) (readiness.VisitPack, error) {
	var none readiness.VisitPack
	if err := readiness.MayOrRefuse(asked.By, readiness.RunVisits, readiness.Place{}); err != nil {
		return none, err
	}
	x, err := db.VisitState(ctx, visitID)
	if err != nil {
		return none, err
	}
	frozen, err := db.freeze(ctx, x)
	if err != nil {
		return none, err
	}
	id, err := once(ctx, db, asked, act{Action: "pack made", Subject: readiness.Subject(readiness.VisitNoun, x.ID)}, func(tx pgx.Tx, a *act) (string, error) {
		if x.Status.Ended() {
			return "", readiness.Errorf(readiness.Conflict, "“%s” is %s. Its packs stay as they are, and no more are made.", x.Name, x.Status.Title())
		}
		id, err := db.keepPack(ctx, tx, x.ID, "asked", frozen, asked.By)
		a.Detail = "pack=" + id
		return id, err
	})
	if err != nil {
		return none, err
	}
	return db.VisitPack(ctx, asked.By, id)
}

// keepPack writes a pack under the next number of its visit.
func (db *DB) keepPack(ctx context.Context, tx pgx.Tx, visitID, kind string, p frozenPack, by readiness.Actor) (string, error) {
	body, err := json.Marshal(p.FrozenPack)
	if err != nil {
		return "", fmt.Errorf("keep a pack of a visit: %w", err)
	}
	if _, err := one(ctx, tx, holdPacks, args{"visit": visitID}, pgx.RowTo[string]); err != nil {
		return "", err
	}
	id, rests := newID(), ""
	if p.Import != nil {
		rests = p.Import.ID
	}
	_, err = exec(ctx, tx, insertVisitPack, args{
		"id": id, "visit": visitID, "kind": kind, "by": by.PersonID, "name": by.Name, "now": db.now(), "import": orNull(rests), "lists": p.lists, "list_ids": p.listIDs, "body": body,
	})
	return id, err
}

// VisitPacks lists the packs of a visit, the newest first.
func (db *DB) VisitPacks(ctx context.Context, viewer readiness.Actor, visitID string) (readiness.VisitPackList, error) {
	list := readiness.VisitPackList{VisitID: visitID, Packs: []readiness.VisitPackLine{}}
	if err := readiness.MayOrRefuse(viewer, readiness.SeeVisits, readiness.Place{}); err != nil {
		return list, err
	}
	x, err := db.VisitState(ctx, visitID)
	if err != nil {
		return list, err
	}
	list.Visit, list.Ended = x.Name, x.Status.Ended()
	rows, err := all(ctx, db.pool, selectVisitPacks, args{"visit": visitID}, pgx.RowToStructByName[visitPackRow])
	for _, r := range rows {
		list.Packs = append(list.Packs, r.line())
	}
	return list, err
}

// VisitPack is one pack as it was made, in the edition that the viewer may read.
func (db *DB) VisitPack(ctx context.Context, viewer readiness.Actor, id string) (readiness.VisitPack, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeeVisits, readiness.Place{}); err != nil {
		return readiness.VisitPack{}, err
	}
	row, err := one(ctx, db.pool, selectVisitPack, args{"id": id}, pgx.RowToStructByName[visitPackRow])
	if err != nil {
		return readiness.VisitPack{}, noSuch(err, "pack")
	}
	p := readiness.VisitPack{VisitPackLine: row.line()}
	if err := json.Unmarshal(row.Body, &p.Pack); err != nil {
		return readiness.VisitPack{}, fmt.Errorf("read pack %s: %w", id, err)
	}
	if !readiness.May(viewer, readiness.WorkVisits, readiness.Place{}) {
		p = p.ForOutside()
	}
	if !readsLetters(viewer) {
		err = db.withoutLetters(ctx, &p.Pack)
	}
	return p, err
}

// withoutLetters takes out what letters say that are not published to this day.
func (db *DB) withoutLetters(ctx context.Context, p *readiness.FrozenPack) error {
	kept := make([]readiness.PackedFinding, 0, len(p.Findings))
	for _, f := range p.Findings {
		if f.VisitID != "" {
			if published, err := db.letterPublished(ctx, f.VisitID); err != nil {
				return err
			} else if !published {
				continue
			}
		}
		kept = append(kept, f)
	}
	p.Findings = kept
	return nil
}
