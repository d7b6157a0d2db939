package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.PlanFilters = (*DB)(nil)

var (
	selectPlanFilters = sql("list how somebody looks at the plan", `
		select id::text as id, name, filter as query from plan_filters where person_id::text = @person order by lower(name)`)
	lockPerson       = sql("wait for other changes of a person", `select id::text from people where id = @person for update`)
	upsertPlanFilter = sql("keep how somebody looks at the plan", `
		insert into plan_filters (id, person_id, name, filter, made_at) values (@id, @person, @name, @filter, @now)
		on conflict (person_id, lower(name)) do update set name = excluded.name, filter = excluded.filter, made_at = excluded.made_at
		returning id::text`)
	countPlanFilters = sql("count how somebody looks at the plan", `select count(*) from plan_filters where person_id = @person`)
	deletePlanFilter = sql("forget how somebody looks at the plan", `delete from plan_filters where id = @id and person_id = @person`)
)

// PlanFilters lists how a person looks at the plan board, by name.
func (db *DB) PlanFilters(ctx context.Context, personID string) ([]readiness.PlanFilter, error) {
	return all(ctx, db.pool, selectPlanFilters, args{"person": personID}, pgx.RowToStructByName[readiness.PlanFilter])
}

// SavePlanFilter keeps how the asker looks at the plan board. One transaction of a person at a time, so that nobody keeps more than they may.
func (db *DB) SavePlanFilter(ctx context.Context, f readiness.SavePlanFilter, asked readiness.Asked) (readiness.PlanFilter, error) {
	kept := readiness.PlanFilter{Name: f.Name, Query: f.Filter()}
	if err := ownFilters(asked); err != nil {
		return kept, err
	}
	body, err := json.Marshal(kept.Query)
	if err != nil {
		return kept, fmt.Errorf("keep a filter: %w", err)
	}
	a := act{Action: "plan filter saved", Subject: "plan-filter"}
	return once(ctx, db, asked, a, func(tx pgx.Tx, a *act) (readiness.PlanFilter, error) {
		person := args{"person": asked.By.PersonID}
		if _, err := one(ctx, tx, lockPerson, person, pgx.RowTo[string]); err != nil {
			return kept, err
		}
		if kept.ID, err = one(ctx, tx, upsertPlanFilter, args{"id": newID(), "person": asked.By.PersonID, "name": f.Name, "filter": body, "now": db.now()}, pgx.RowTo[string]); err != nil {
			return kept, err
		}
		a.Subject = subject("plan-filter", kept.ID)
		n, err := one(ctx, tx, countPlanFilters, person, pgx.RowTo[int])
		if err == nil && n > readiness.MostPlanFilters {
			err = readiness.FieldErrorf("name", "You have %d saved filters, which is as many as there can be. Delete one first.", readiness.MostPlanFilters)
		}
		return kept, err
	})
}

// DeletePlanFilter forgets one of the asker's own.
func (db *DB) DeletePlanFilter(ctx context.Context, id string, asked readiness.Asked) error {
	if err := ownFilters(asked); err != nil {
		return err
	}
	if !isID(id) {
		return noSuch(pgx.ErrNoRows, "saved filter")
	}
	a := act{Action: "plan filter deleted", Subject: subject("plan-filter", id)}
	_, err := once(ctx, db, asked, a, func(tx pgx.Tx, _ *act) (bool, error) {
		n, err := exec(ctx, tx, deletePlanFilter, args{"id": id, "person": asked.By.PersonID})
		if err == nil && n == 0 {
			return false, noSuch(pgx.ErrNoRows, "saved filter")
		}
		return true, err
	})
	return err
}

// ownFilters refuses whoever is no person, or does not see the plan.
func ownFilters(asked readiness.Asked) error {
	if !isID(asked.By.PersonID) {
		return readiness.Errorf(readiness.Forbidden, "Only people have saved filters.")
	}
	return readiness.MayOrRefuse(asked.By, readiness.SeePlan, readiness.Place{})
}
