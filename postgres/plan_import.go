package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.PlanImports = (*DB)(nil)

var (
	insertPlanSheet  = sql("keep the spreadsheet of a plan", `insert into plan_imports (id, by_id, by_name, at, sheet) values (@id, @by, @name, @now, @sheet)`)
	selectPlanImport = sql("read the spreadsheet of a plan", `
		select i.id::text as id, i.by_name, i.at, i.sheet, i.mapping, i.done, i.answers,
			(select count(*) from actions a where a.status = 'planned' and a.id::text in (select jsonb_array_elements_text(i.done->'planned')))::int as unopen
		from plan_imports i where i.id = @id`)
	selectOpenPlanImports = sql("list the spreadsheets of plans", `
		select id::text as id, by_name, at, sheet - 'rows' as sheet, mapping, done, answers, 0 as unopen from plan_imports where done is null order by at desc, id desc limit 20`)
	lockPlanImports   = sql("wait for other plans to be brought in", `select pg_advisory_xact_lock(hashtext('sightline plan import'))`)
	lockPlanImport    = sql("lock the spreadsheet of a plan", `select done is not null from plan_imports where id = @id for update`)
	updatePlanMapping = sql("keep what the columns of a plan are", `update plan_imports set mapping = @mapping where id = @id`)
	updatePlanDone    = sql("keep that a plan was brought in", `update plan_imports set done = @done where id = @id`)
	// Of two answers about one action the first stands.
	updatePlanAnswers = sql("keep what became of a plan's changes", `
		update plan_imports i set answers = i.answers || coalesce((select jsonb_agg(n) from jsonb_array_elements(@answers::jsonb) n
			where not exists (select from jsonb_array_elements(i.answers) o where o->>'action_id' = n->>'action_id')), '[]')
		where i.id = @id and i.done is not null`)
	deletePlanSheet  = sql("throw the spreadsheet of a plan away", `delete from plan_imports where id = @id and done is null`)
	deletePlanSheets = sql("forget the spreadsheets of plans", `delete from plan_imports where at < @before`)

	selectPlanPeople  = sql("list who can be named in a plan", `select id::text as id, name, email from people where active order by id`)
	selectPlanAreas   = sql("list the areas of a plan", `select id::text as code, name as text from areas order by id`)
	selectPlanActions = sql("list the actions that a spreadsheet may be about", `
		select id::text as id, reference, title, case when status = 'planned' then '' else status end as status, seq,
			case when lower(reference) = any(@refs::text[]) then coalesce(state, planned)->'details' else '{}' end as details,
			coalesce(area_id::text, '') as area_id, coalesce(owner_id::text, '') as owner_id, coalesce(sponsor_id::text, '') as sponsor_id, start, due
		from actions order by id`)
)

type planImportRow struct {
	ID, ByName string
	At         time.Time
	Sheet      readiness.PlanSheet
	Mapping    *readiness.PlanMapping
	Done       *readiness.PlanImported
	Answers    []readiness.PlanAnswer
	Unopen     int
}

func (r planImportRow) imported() readiness.PlanImport {
	return readiness.PlanImport{ID: r.ID, By: r.ByName, At: r.At, Sheet: r.Sheet, Mapping: r.Mapping, Done: r.Done, Answers: r.Answers, Unopen: r.Unopen}
}

const planSheetNoun = "spreadsheet here. Sheets are kept for 90 days"

// KeepPlanSheet keeps a sheet until it is brought in or thrown away.
func (db *DB) KeepPlanSheet(ctx context.Context, s readiness.PlanSheet, asked readiness.Asked) (string, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunPlan, readiness.Place{}); err != nil {
		return "", err
	}
	body, err := json.Marshal(s)
	if err != nil {
		return "", fmt.Errorf("keep the spreadsheet of a plan: %w", err)
	}
	return once(ctx, db, asked, act{Action: "plan sheet uploaded"}, func(tx pgx.Tx, a *act) (string, error) {
		id := newID()
		a.Subject, a.Detail = subject("plan-import", id), fmt.Sprintf("rows=%d", len(s.Rows))
		_, err := exec(ctx, tx, insertPlanSheet, args{"id": id, "by": asked.By.PersonID, "name": asked.By.Name, "now": db.now(), "sheet": body})
		return id, err
	})
}

// PlanImport is one kept sheet.
func (db *DB) PlanImport(ctx context.Context, id string) (readiness.PlanImport, error) {
	return planImport(ctx, db.pool, id)
}

func planImport(ctx context.Context, q querier, id string) (readiness.PlanImport, error) {
	if !isID(id) {
		return readiness.PlanImport{}, noSuch(pgx.ErrNoRows, planSheetNoun)
	}
	row, err := one(ctx, q, selectPlanImport, args{"id": id}, pgx.RowToStructByName[planImportRow])
	return row.imported(), noSuch(err, planSheetNoun)
}

// OpenPlanImports lists the sheets that are kept and not brought in, newest first, without their rows.
func (db *DB) OpenPlanImports(ctx context.Context) ([]readiness.PlanImport, error) {
	rows, err := all(ctx, db.pool, selectOpenPlanImports, nil, pgx.RowToStructByName[planImportRow])
	found := make([]readiness.PlanImport, len(rows))
	for i, row := range rows {
		found[i] = row.imported()
	}
	return found, err
}

// openSheet is a change of a sheet that was not brought in yet; it is locked until the change ends.
func openSheet(ctx context.Context, db *DB, id, action string, asked readiness.Asked, do func(tx pgx.Tx, a *act) error) error {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunPlan, readiness.Place{}); err != nil {
		return err
	}
	if !isID(id) {
		return noSuch(pgx.ErrNoRows, planSheetNoun)
	}
	_, err := once(ctx, db, asked, act{Action: action, Subject: subject("plan-import", id)}, func(tx pgx.Tx, a *act) (string, error) {
		done, err := one(ctx, tx, lockPlanImport, args{"id": id}, pgx.RowTo[bool])
		if err != nil {
			return "", noSuch(err, planSheetNoun)
		}
		if done {
			return "", readiness.Errorf(readiness.Conflict, "Somebody has brought this plan in already.")
		}
		return id, do(tx, a)
	})
	return err
}

// MapPlanSheet keeps what the columns of a sheet are.
func (db *DB) MapPlanSheet(ctx context.Context, id string, m readiness.PlanMapping, asked readiness.Asked) error {
	return openSheet(ctx, db, id, "plan sheet mapped", asked, func(tx pgx.Tx, _ *act) error {
		i, err := planImport(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := m.Check(i.Sheet); err != nil {
			return err
		}
		body, err := json.Marshal(m)
		if err != nil {
			return fmt.Errorf("keep what the columns of a plan are: %w", err)
		}
		_, err = exec(ctx, tx, updatePlanMapping, args{"id": id, "mapping": body})
		return err
	})
}

// DropPlanSheet throws a sheet away that was not brought in.
func (db *DB) DropPlanSheet(ctx context.Context, id string, asked readiness.Asked) error {
	return openSheet(ctx, db, id, "plan sheet thrown away", asked, func(tx pgx.Tx, _ *act) error {
		_, err := exec(ctx, tx, deletePlanSheet, args{"id": id})
		return err
	})
}

// KeepPlanAnswers keeps what came of changes that were asked. Each change leaves a row in the audit trail of its own, as every step of an action does.
func (db *DB) KeepPlanAnswers(ctx context.Context, id string, answers []readiness.PlanAnswer) error {
	if !isID(id) {
		return noSuch(pgx.ErrNoRows, planSheetNoun)
	}
	body, err := json.Marshal(answers)
	if err != nil {
		return fmt.Errorf("keep what became of a plan's changes: %w", err)
	}
	n, err := exec(ctx, db.pool, updatePlanAnswers, args{"id": id, "answers": body})
	if err == nil && n == 0 {
		return noSuch(pgx.ErrNoRows, planSheetNoun)
	}
	return err
}
