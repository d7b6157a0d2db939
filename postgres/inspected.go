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

var _ readiness.Inspections = (*DB)(nil)

var (
	insertInspection = sql("keep an inspection's grades", `
		insert into inspections (id, framework, reference, inspected_on, received_on, grades, replaces, why, by_id, at)
		values (@id, @framework, @reference, @inspected, @received, @grades, (select id from inspections where id::text = @replaces), @why, @by, @now)`)
	selectReplaced    = sql("read whether an inspection was replaced", `select exists (select from inspections n where n.replaces = i.id) from inspections i where i.id::text = @id`)
	selectInspections = sql("list inspections", `
		select i.id::text as id, i.framework, coalesce(f.body->>'name', i.framework) as framework_name, i.reference, i.inspected_on, i.received_on, i.grades,
			coalesce(i.replaces::text, '') as replaces, coalesce(n.id::text, '') as replaced_by, i.why, coalesce(p.name, i.by_id) as by, i.at
		from inspections i left join inspections n on n.replaces = i.id left join frameworks f on f.code = i.framework left join people p on p.id::text = i.by_id
		where @id = '' or i.id::text = @id order by i.inspected_on desc, i.at desc, i.id`)
)

// AddInspection enters what a report says, once. An entry that was replaced already is put right by its newer one.
func (db *DB) AddInspection(ctx context.Context, a readiness.AddInspection, asked readiness.Asked) (readiness.Inspection, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunAssessments, readiness.Place{}); err != nil {
		return readiness.Inspection{}, err
	}
	of, err := db.Framework(ctx, a.Framework)
	if readiness.NotFound.Is(err) {
		err = readiness.FieldErrorf("framework", "There is no such framework. Choose one of the library.")
	}
	if err == nil {
		err = a.Check(of, db.today())
	}
	if err != nil {
		return readiness.Inspection{}, err
	}
	id, err := once(ctx, db, asked, act{Action: "inspection entered", Subject: "inspection"}, func(tx pgx.Tx, act *act) (string, error) {
		if err := db.mayReplace(ctx, tx, a.Replaces); err != nil {
			return "", err
		}
		grades, err := json.Marshal(a.Grades)
		if err != nil {
			return "", fmt.Errorf("keep an inspection: %w", err)
		}
		id := newID()
		act.Subject, act.Detail = subject("inspection", id), fmt.Sprintf("framework=%s grades=%d replaces=%s", a.Framework, len(a.Grades), a.Replaces)
		_, err = exec(ctx, tx, insertInspection, args{
			"id": id, "framework": a.Framework, "reference": a.Reference, "inspected": a.InspectedOn, "received": a.ReceivedOn, "grades": grades, "replaces": a.Replaces, "why": a.Why,
			"by": asked.By.PersonID, "now": db.now(),
		})
		if violates(err, "inspections_replaces_key") { // somebody else was a moment faster
			err = errReplaced
		}
		return id, err
	})
	if err != nil {
		return readiness.Inspection{}, err
	}
	row, err := one(ctx, db.pool, selectInspections, args{"id": id}, pgx.RowToStructByName[inspectionRow])
	return row.inspection(), err
}

var errReplaced = readiness.Errorf(readiness.Conflict, "This entry was put right already. Put the newer one right instead.")

// mayReplace refuses to replace what is not there, or was replaced.
func (db *DB) mayReplace(ctx context.Context, tx pgx.Tx, id string) error {
	if id == "" {
		return nil
	}
	switch replaced, err := one(ctx, tx, selectReplaced, args{"id": id}, pgx.RowTo[bool]); {
	case isNone(err):
		return readiness.FieldErrorf("replaces", "The entry that this one replaces does not exist.")
	case err != nil:
		return err
	case replaced:
		return errReplaced
	}
	return nil
}

type inspectionRow struct {
	ID, Framework, FrameworkName, Reference string
	InspectedOn, ReceivedOn                 calendar.Date
	Grades                                  []readiness.InspectedGrade
	Replaces, ReplacedBy, Why, By           string
	At                                      time.Time
}

func (r inspectionRow) inspection() readiness.Inspection {
	return readiness.Inspection{
		ID: r.ID, Framework: r.Framework, FrameworkName: r.FrameworkName, Reference: r.Reference, InspectedOn: r.InspectedOn, ReceivedOn: r.ReceivedOn, Grades: r.Grades,
		Replaces: r.Replaces, ReplacedBy: r.ReplacedBy, Why: r.Why, By: actorName(r.By), At: r.At,
	}
}

// Inspections lists every entry, the latest inspection first.
func (db *DB) Inspections(ctx context.Context, viewer readiness.Actor) ([]readiness.Inspection, error) {
	if err := mayCompare(viewer); err != nil {
		return nil, err
	}
	rows, err := all(ctx, db.pool, selectInspections, args{"id": ""}, pgx.RowToStructByName[inspectionRow])
	list := make([]readiness.Inspection, len(rows))
	for i, r := range rows {
		list[i] = r.inspection()
	}
	return list, err
}

// mayCompare refuses a peer from another council, who sees the cycle that they challenge and nothing beside it.
func mayCompare(viewer readiness.Actor) error {
	if readiness.OnlyPeer(viewer) {
		return readiness.Errorf(readiness.Forbidden, "You see the self-assessment that you challenge, and nothing beside it.")
	}
	return readiness.MayOrRefuse(viewer, readiness.SeeAssessments, readiness.Place{})
}
