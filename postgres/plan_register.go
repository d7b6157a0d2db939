package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.PlanRegister = (*DB)(nil)

var (
	insertAction = sql("plan an action", `
		insert into actions (id, area_id, owner_id, sponsor_id, verifier_id, status, title, theme, reference, start, due, pressing, boards, planned, made_at, changed_at)
		values (@id, (select id from areas where id::text = @area), @owner, @sponsor, (select id from people where id::text = @verifier), 'planned', @title, @theme,
			@reference, @start, @due, @due, @boards, @planned, @now, @now)`)
	countActive = sql("count active people", `select count(*) from people where id::text = any(@ids::text[]) and active`)
)

// AddAction plans an action; it opens with its first event. Whoever runs the plan need not agree to it again.
func (db *DB) AddAction(ctx context.Context, f readiness.AddAction, asked readiness.Asked) (readiness.PlannedAction, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.WorkPlan, readiness.Place{}); err != nil {
		return readiness.PlannedAction{}, err
	}
	return once(ctx, db, asked, act{Action: "action planned", Subject: "action"}, func(tx pgx.Tx, a *act) (readiness.PlannedAction, error) {
		planned, err := db.planAction(ctx, tx, f, asked.By)
		a.Subject = "action/" + planned.ID
		return planned, err
	})
}

// planAction writes one planned action.
func (db *DB) planAction(ctx context.Context, tx pgx.Tx, f readiness.AddAction, by readiness.Actor) (readiness.PlannedAction, error) {
	book, err := db.rules(ctx, tx)
	if err != nil {
		return readiness.PlannedAction{}, err
	}
	if err := f.Check(book.Calendar); err != nil {
		return readiness.PlannedAction{}, err
	}
	if err := db.knowPeople(ctx, tx, f); err != nil {
		return readiness.PlannedAction{}, err
	}
	return db.writePlanned(ctx, tx, book, f, by, "")
}

// writePlanned writes one planned action that the rules have looked at; how is what made it, in words after “The action was added”.
func (db *DB) writePlanned(ctx context.Context, tx pgx.Tx, book rulebook, f readiness.AddAction, by readiness.Actor, how string) (readiness.PlannedAction, error) {
	p := readiness.PlannedAction{
		ID: newID(), Details: f.ActionDetails, AreaID: f.AreaID, OwnerID: f.OwnerID, SponsorID: f.SponsorID, VerifierID: f.VerifierID, Start: f.Start, Due: f.Due,
		Agreed: readiness.May(by, readiness.RunPlan, readiness.Place{AreaID: f.AreaID}), By: by.PersonID, How: how, Terms: book.actionTerms(db.today()),
	}
	body, err := json.Marshal(p)
	if err != nil {
		return p, fmt.Errorf("plan an action: %w", err)
	}
	_, err = exec(ctx, tx, insertAction, args{
		"id": p.ID, "area": p.AreaID, "owner": p.OwnerID, "sponsor": p.SponsorID, "verifier": p.VerifierID, "title": p.Details.Title, "theme": p.Details.Theme,
		"reference": p.Details.Reference, "start": p.Start, "due": p.Due, "boards": append([]string{}, p.Details.Boards...), "planned": body, "now": db.now(),
	})
	if violates(err, "actions_reference") {
		return p, readiness.FieldErrorf("reference", "Another action has the number %s already.", p.Details.Reference)
	}
	if err != nil {
		return p, err
	}
	if len(f.DependsOn)+len(f.Findings) == 0 { // a new action has nothing else to forget
		return p, nil
	}
	return p, db.linkAction(ctx, tx, p.ID, p.Details)
}

// knowPeople refuses an action with an area that does not exist, or people without an active account.
func (db *DB) knowPeople(ctx context.Context, tx pgx.Tx, f readiness.AddAction) error {
	if f.AreaID != "" {
		if known, err := one(ctx, tx, existsArea, args{"id": f.AreaID}, pgx.RowTo[bool]); err != nil || !known {
			return orWhy(err, readiness.FieldErrorf("area_id", "This area does not exist."))
		}
	}
	for _, p := range []struct{ field, id string }{{"owner_id", f.OwnerID}, {"sponsor_id", f.SponsorID}, {"verifier_id", f.VerifierID}} {
		if p.id == "" {
			continue
		}
		if n, err := one(ctx, tx, countActive, args{"ids": []string{p.id}}, pgx.RowTo[int]); err != nil || n != 1 {
			return orWhy(err, readiness.FieldErrorf(p.field, "This person has no active account. Choose somebody else."))
		}
	}
	return nil
}

// orWhy is err, or the refusal when there is none.
func orWhy(err, refusal error) error {
	if err != nil {
		return err
	}
	return refusal
}

// PlanRules are the current rules of the improvement plan.
func (db *DB) PlanRules(ctx context.Context) (readiness.PlanRules, error) {
	book, err := db.rules(ctx, db.pool)
	return book.Plan, err
}

// SetPlanRules makes a new version of the rules of the improvement plan.
func (db *DB) SetPlanRules(ctx context.Context, r readiness.PlanRules, change readiness.RuleChange, asked readiness.Asked) (readiness.PlanRules, error) {
	if err := r.Check(); err != nil {
		return r, err
	}
	return once(ctx, db, asked, act{Action: "rules set", Subject: "rules/" + planRules}, func(tx pgx.Tx, a *act) (readiness.PlanRules, error) {
		version, err := db.nextVersion(ctx, tx, planRules, asked, a)
		if err != nil {
			return r, err
		}
		r.Version = version
		return r, db.keepRules(ctx, tx, planRules, version, r, change, asked)
	})
}
