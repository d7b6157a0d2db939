package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectVisitEntryEvents = sql("list what happened to a visit's entry", `
		select e.seq, e.kind, e.at, coalesce(p.name, e.by_id) as by, coalesce(f.name, e.body->>'for', '') as for, e.body->>'text' as text,
			coalesce((select t.body from visit_entry_texts t where t.visit_entry_id = e.visit_entry_id and t.number > 1 and t.by_id = e.by_id and t.command_id = e.command_id and e.command_id <> ''),
				e.body->>'note', '') as note,
			coalesce((select array_agg(h.name order by h.name) from notices n join people h on h.id = n.person_id where n.subject = 'visit-entry/' || e.visit_entry_id and n.seq = e.seq), '{}') as told
		from visit_entry_events e left join people p on p.id::text = e.by_id left join people f on f.id::text = e.body->>'for'
		where e.visit_entry_id::text = @id and not coalesce((e.body->>'quiet')::boolean, false) order by e.seq desc`)
	selectHasCase          = sql("see whether a child has a case", `select exists (select from cases where id::text = @id)`)
	selectDeskVisitEntries = sql("list entries of visits that may wait for somebody", `
		select x.id::text as id, x.reached, x.state from visit_entries x where `+visitEntryLive+` order by x.due_at, x.id`)
)

// VisitEntryView is the page of one entry. Whoever may not read what was written about a child sees what happened without it; whoever reads it from outside
// the child's area leaves a trace, as on the child's case.
func (db *DB) VisitEntryView(ctx context.Context, viewer readiness.Actor, id string) (readiness.VisitEntryView, error) {
	var v readiness.VisitEntryView
	if err := readiness.MayOrRefuse(viewer, readiness.WorkVisits, readiness.Place{}); err != nil {
		return v, err
	}
	x, err := db.VisitEntryState(ctx, id)
	if err != nil {
		return v, err
	}
	rows, err := db.visitEntriesOf(ctx, viewer, []string{id})
	if err == nil && len(rows) == 0 {
		err = pgx.ErrNoRows
	}
	if err != nil {
		return v, noSuch(err, "entry")
	}
	v = readiness.VisitEntryView{VisitEntryRow: rows[0], State: x, Next: []readiness.NextStep{}, Reads: !rows[0].Concern() || rows[0].SeesChildOf(viewer)}
	if !rows[0].SeesChildOf(viewer) {
		v.State.ChildID = "" // our own id of the child says which one it is, too
	} else if x.ChildID != "" {
		if err := db.lookedAtConcern(ctx, viewer, x); err != nil {
			return readiness.VisitEntryView{}, err
		}
	}
	roster, err := db.roster(ctx, db.pool, db.today())
	if err != nil {
		return v, err
	}
	if x.Status.Waits() {
		v.Next = ladderSteps(x.Course, roster)
	}
	v.Happened, err = db.eventsOf(ctx, selectVisitEntryEvents, id)
	for i := range v.Happened {
		if !v.Reads {
			v.Happened[i].Note = ""
		}
	}
	return v, err
}

type deskVisitEntry struct {
	ID      string
	Reached readiness.Role
	State   readiness.VisitEntry
}

// VisitEntryDesk is what of it waits for the viewer.
func (db *DB) VisitEntryDesk(ctx context.Context, viewer readiness.Actor) (readiness.VisitEntryDesk, error) {
	desk := readiness.VisitEntryDesk{Decide: []readiness.VisitEntryRow{}, Act: []readiness.VisitEntryRow{}, Look: []readiness.VisitEntryRow{}}
	if !readiness.May(viewer, readiness.WorkVisits, readiness.Place{}) {
		return desk, nil
	}
	roster, err := db.roster(ctx, db.pool, db.today())
	if err != nil {
		return desk, err
	}
	rows, err := all(ctx, db.pool, selectDeskVisitEntries, nil, pgx.RowToStructByName[deskVisitEntry])
	if err != nil {
		return desk, err
	}
	var decide, act, look []string
	for _, r := range rows {
		x := r.State
		switch {
		case x.Looks(viewer):
			look = append(look, r.ID)
		case x.Status == readiness.EntryOpen && x.Yours(viewer):
			act = append(act, r.ID)
		case r.Reached != "" && roster.waitsFor(viewer, r.Reached, whereabouts{x.Place(), x.OwnerID}):
			decide = append(decide, r.ID)
		}
	}
	if desk.Decide, err = db.visitEntriesOf(ctx, viewer, decide); err != nil {
		return desk, err
	}
	if desk.Act, err = db.visitEntriesOf(ctx, viewer, act); err != nil {
		return desk, err
	}
	desk.Look, err = db.visitEntriesOf(ctx, viewer, look)
	return desk, err
}

// lookedAtConcern records a look from outside at the case of a child, or at one without a case whom only lists of cohorts have.
func (db *DB) lookedAtConcern(ctx context.Context, viewer readiness.Actor, x readiness.VisitEntry) error {
	has, err := one(ctx, db.pool, selectHasCase, args{"id": x.ChildID}, pgx.RowTo[bool])
	if err != nil {
		return err
	}
	if has {
		return db.looked(ctx, viewer, x.ChildID, x.Place())
	}
	if inside(viewer, x.Place()) {
		return nil
	}
	a := act{By: viewer, Action: "child read from outside their area", Subject: subject("child", x.ChildID)}
	return db.change(ctx, a, func(tx pgx.Tx, _ *act) error {
		n, err := exec(ctx, tx, insertChildReads, args{"children": []string{x.ChildID}, "person": viewer.PersonID, "day": db.today(), "at": db.now()})
		if err == nil && n == 0 {
			return errNothing
		}
		return err
	})
}
