package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectBenefits = sql("list what actions say that they save", `
		select x.id::text as action_id, x.title, x.theme, x.status, x.benefit as name, x.saving, x.hours
		from actions x where x.benefit_key <> '' and x.status not in ('planned', 'dropped') order by x.benefit_key, x.id`)
	selectTwice = sql("list actions that claim the same saving", `
		select x.id::text from actions x where x.benefit_key = @key and x.benefit_key <> '' and x.id::text <> @id and x.status not in ('planned', 'dropped') order by x.id`)
)

// Benefits are what the plan is to save, each counted once.
func (db *DB) Benefits(ctx context.Context, viewer readiness.Actor) (readiness.Benefits, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeePlan, readiness.Place{}); err != nil {
		return readiness.Benefits{}, err
	}
	claims, err := all(ctx, db.pool, selectBenefits, nil, pgx.RowToStructByName[readiness.BenefitClaim])
	return readiness.CountBenefits(claims), err
}

// claimTwice are the other actions that claim what an action does; none for one that was dropped.
func (db *DB) claimTwice(ctx context.Context, k reckoning, v *readiness.ActionView) error {
	key := readiness.FoldBenefit(v.State.Details.Benefit)
	if key == "" || v.Status == readiness.ActionDropped {
		v.Twice = []readiness.ActionRow{}
		return nil
	}
	ids, err := all(ctx, db.pool, selectTwice, args{"key": key, "id": v.ActionID}, pgx.RowTo[string])
	if err != nil {
		return err
	}
	v.Twice, err = db.actionsOf(ctx, k, ids)
	return err
}
