package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// TryPlanImport says what bringing the sheet in would do now.
func (db *DB) TryPlanImport(ctx context.Context, id string) (readiness.PlanTrial, error) {
	i, err := db.PlanImport(ctx, id)
	if err != nil {
		return readiness.PlanTrial{}, err
	}
	book, err := db.rules(ctx, db.pool)
	if err != nil {
		return readiness.PlanTrial{}, err
	}
	return db.tryPlan(ctx, db.pool, i, book)
}

// tryPlan compares a sheet with what the ledger knows.
func (db *DB) tryPlan(ctx context.Context, q querier, i readiness.PlanImport, book rulebook) (readiness.PlanTrial, error) {
	if i.Mapping == nil {
		return readiness.PlanTrial{}, readiness.Errorf(readiness.Conflict, "Say first what the columns of the sheet are.")
	}
	k := readiness.PlanKnown{Boards: book.Plan.Boards, Calendar: book.Calendar}
	var err error
	if k.People, err = all(ctx, q, selectPlanPeople, nil, pgx.RowToStructByName[readiness.PlanPerson]); err != nil {
		return readiness.PlanTrial{}, err
	}
	if k.Areas, err = all(ctx, q, selectPlanAreas, nil, pgx.RowToStructByName[readiness.Choice]); err != nil {
		return readiness.PlanTrial{}, err
	}
	if k.Actions, err = all(ctx, q, selectPlanActions, args{"refs": i.Sheet.References(*i.Mapping)}, pgx.RowToStructByName[readiness.PlanAction]); err != nil {
		return readiness.PlanTrial{}, err
	}
	return i.Sheet.Try(*i.Mapping, k), nil
}

// ApplyPlanImport plans every new action of a sheet in one transaction, and keeps which changes are still to be asked. What the asker was shown must
// still be so.
func (db *DB) ApplyPlanImport(ctx context.Context, id string, c readiness.ConfirmPlanImport, asked readiness.Asked) error {
	return openSheet(ctx, db, id, "plan brought in", asked, func(tx pgx.Tx, a *act) error {
		if _, err := exec(ctx, tx, lockPlanImports, nil); err != nil { // the same actions on two sheets are compared one after the other
			return err
		}
		i, err := planImport(ctx, tx, id)
		if err != nil {
			return err
		}
		book, err := db.rules(ctx, tx)
		if err != nil {
			return err
		}
		trial, err := db.tryPlan(ctx, tx, i, book)
		if err != nil {
			return err
		}
		if err := c.Check(trial); err != nil {
			return err
		}
		done := readiness.PlanImported{
			CommandID: asked.ID, By: asked.By.Name, At: db.now(), Planned: []string{}, Changes: slices.Clone(trial.Changes), LeftOut: len(trial.Bad), Same: trial.Same,
		}
		for _, n := range trial.New {
			p, err := db.writePlanned(ctx, tx, book, n.Action, asked.By, fmt.Sprintf(" from a spreadsheet, row %d", n.Row))
			if err != nil {
				return err
			}
			done.Planned = append(done.Planned, p.ID)
		}
		return db.keepPlanDone(ctx, tx, id, done, a)
	})
}

// keepPlanDone writes what bringing a plan in came to, and the audit row of each action; the row of the whole comes last.
func (db *DB) keepPlanDone(ctx context.Context, tx pgx.Tx, id string, done readiness.PlanImported, whole *act) error {
	body, err := json.Marshal(done)
	if err != nil {
		return fmt.Errorf("keep that a plan was brought in: %w", err)
	}
	if _, err := exec(ctx, tx, updatePlanDone, args{"id": id, "done": body}); err != nil {
		return err
	}
	for _, action := range done.Planned {
		if err := db.audit(ctx, tx, act{By: whole.By, Action: "action planned", Subject: subject("action", action), Detail: "plan-import=" + id}); err != nil {
			return err
		}
	}
	whole.Detail = fmt.Sprintf("new=%d changes=%d left_out=%d", len(done.Planned), len(done.Changes), done.LeftOut)
	return nil
}
