package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

const (
	// visitLive and visitStepLive are the visits and steps that a run carries.
	visitLive     = `x.status not in ('unopened', 'closed', 'cancelled')`
	visitStepLive = `x.status <> 'planned' and not x.over`
	// oldVisitTerms is the where clause for those that have to take newer rules than they run by.
	oldVisitTerms = `(x.rules_version < @visit or x.ladder_version < @ladder or x.calendar_version <> all(@calendars::text[]))`
)

var (
	selectPlannedVisits = sql("list planned visits", `select planned from visits where status = 'unopened' and `+afterID+` order by id limit @limit`)
	selectStaleVisits   = sql("list visits with old terms", `
		select x.id::text as id, (x.made_at at time zone 'Europe/London')::date as opened, x.state->'terms' as terms from visits x
		where `+visitLive+` and `+oldVisitTerms+` and `+afterID+` order by id limit @limit`)
	selectUnsettledVisits = sql("list running visits", `select state from visits x where `+visitLive+` and `+afterID+` order by id limit @limit`)
	selectCalled          = sql("look whether Ofsted have rung", `select exists (select from visits x where not x.rehearsal and x.called is not null and x.status in ('planned', 'preparing', 'on_site'))`)

	selectPlannedVisitSteps = sql("list planned steps of visits", `
		select x.planned from visit_steps x join visits v on v.id = x.visit_id
		where x.status = 'planned' and v.status not in ('unopened', 'closed', 'cancelled') and (@visit = '' or v.id::text = @visit)
			and (@after = '' or x.id > nullif(@after, '')::uuid) order by x.id limit @limit`)
	selectStaleVisitSteps = sql("list steps of visits with old terms", `
		select x.id::text as id, (x.made_at at time zone 'Europe/London')::date as opened, x.state->'terms' as terms from visit_steps x
		where `+visitStepLive+` and `+oldVisitTerms+` and `+afterID+` order by id limit @limit`)
	selectUnsettledVisitSteps = sql("list running steps of visits", `select state from visit_steps x where `+visitStepLive+` and `+afterID+` order by id limit @limit`)
	selectFollowVisitSteps    = sql("list running steps with their visits", `
		select v.state as of_visit, x.state as state, x.planned as planned from visit_steps x join visits v on v.id = x.visit_id
		where (`+visitStepLive+` or x.status = 'planned' and v.status not in ('closed', 'cancelled')) and v.state is not null and (@visit = '' or v.id::text = @visit) and (@after = '' or x.id > nullif(@after, '')::uuid) order by x.id limit @limit`)
)

// PlannedVisits lists visits that are planned and not opened yet, in order of id, after one id.
func (db *DB) PlannedVisits(ctx context.Context, after string, limit int) ([]readiness.PlannedVisit, error) {
	return all(ctx, db.pool, selectPlannedVisits, args{"after": after, "limit": limit}, pgx.RowTo[readiness.PlannedVisit])
}

// PlannedVisitSteps lists steps that are planned and whose visit runs, in order of id, after one id; with a visit only its own.
func (db *DB) PlannedVisitSteps(ctx context.Context, visitID, after string, limit int) ([]readiness.PlannedVisitStep, error) {
	return all(ctx, db.pool, selectPlannedVisitSteps, args{"visit": visitID, "after": after, "limit": limit}, pgx.RowTo[readiness.PlannedVisitStep])
}

// UnsettledVisits lists every running visit as its row has it, in order of id, after one id.
func (db *DB) UnsettledVisits(ctx context.Context, after string, limit int) ([]readiness.Visit, error) {
	return all(ctx, db.pool, selectUnsettledVisits, args{"after": after, "limit": limit}, pgx.RowTo[readiness.Visit])
}

// UnsettledVisitSteps lists every running step as its row has it, in order of id, after one id.
func (db *DB) UnsettledVisitSteps(ctx context.Context, after string, limit int) ([]readiness.VisitStep, error) {
	return all(ctx, db.pool, selectUnsettledVisitSteps, args{"after": after, "limit": limit}, pgx.RowTo[readiness.VisitStep])
}

// StaleVisits lists running visits whose rules, ladder or calendar are not the current ones, in order of id, after one id, with their new terms.
func (db *DB) StaleVisits(ctx context.Context, after string, limit int) ([]readiness.StaleThing, error) {
	return db.staleByVisitRules(ctx, selectStaleVisits, after, limit)
}

// StaleVisitSteps lists steps as StaleVisits lists visits.
func (db *DB) StaleVisitSteps(ctx context.Context, after string, limit int) ([]readiness.StaleThing, error) {
	return db.staleByVisitRules(ctx, selectStaleVisitSteps, after, limit)
}

func (db *DB) staleByVisitRules(ctx context.Context, list statement, after string, limit int) ([]readiness.StaleThing, error) {
	book, by, err := db.staleBy(ctx, db.pool)
	if err != nil {
		return nil, err
	}
	calendars := by["calendars"].([]string)
	a := args{"visit": book.Visit.Version, "ladder": book.Ladder.Version, "calendars": calendars, "after": after, "limit": limit}
	rows, err := all(ctx, db.pool, list, a, pgx.RowToStructByName[staleRow])
	found := make([]readiness.StaleThing, len(rows))
	for i, row := range rows {
		terms := book.visitTerms(row.Opened)
		if row.Terms.Visit.Version > terms.Visit.Version { // it began with newer ones, which the others kept away from
			terms.Visit = row.Terms.Visit
		}
		keepNewer(&terms, row.Terms, calendars)
		found[i] = readiness.StaleThing{ID: row.ID, Terms: terms}
	}
	return found, err
}

// VisitFollowups lists running rehearsals that the real call overtook, and visits in which somebody who left has a part, in order of id, after one id.
func (db *DB) VisitFollowups(ctx context.Context, after string, limit int) ([]readiness.VisitFollowup, error) {
	called, err := one(ctx, db.pool, selectCalled, nil, pgx.RowTo[bool])
	if err != nil {
		return nil, err
	}
	roster, err := db.roster(ctx, db.pool, db.today())
	if err != nil {
		return nil, err
	}
	found := []readiness.VisitFollowup{}
	for len(found) == 0 {
		visits, err := db.UnsettledVisits(ctx, after, limit)
		if err != nil || len(visits) == 0 {
			return found, err
		}
		for _, x := range visits {
			if f, hears := x.Followup(called, roster.here(), roster.successor(readiness.ImprovementLead)); hears {
				found = append(found, f)
			}
			after = x.ID
		}
	}
	return found, nil
}

type followVisitStepRow struct {
	OfVisit readiness.Visit
	State   *readiness.VisitStep
	Planned readiness.PlannedVisitStep
}

// step is the step as its row has it, or as it opens: its run may have begun, and not be recorded yet.
func (r followVisitStepRow) step(now time.Time) (readiness.VisitStep, error) {
	if r.State != nil {
		return *r.State, nil
	}
	x, _, err := readiness.OpenVisitStep(r.Planned, now)
	return x, err
}

// VisitStepFollowups lists steps that have not heard of their visit, or of somebody who left (readiness.VisitStep.Followup), in order of id, after one id;
// with a visit only its own. Steps that open are among them. A page of the list is as long as it has to be to find some.
func (db *DB) VisitStepFollowups(ctx context.Context, visitID, after string, limit int) ([]readiness.VisitStepFollowup, error) {
	roster, err := db.roster(ctx, db.pool, db.today())
	if err != nil {
		return nil, err
	}
	here, found := roster.here(), []readiness.VisitStepFollowup{}
	for len(found) == 0 {
		rows, err := all(ctx, db.pool, selectFollowVisitSteps, args{"visit": visitID, "after": after, "limit": limit}, pgx.RowToStructByName[followVisitStepRow])
		if err != nil || len(rows) == 0 {
			return found, err
		}
		for _, row := range rows {
			x, err := row.step(db.now())
			if err != nil {
				return nil, err
			}
			if f, hears := x.Followup(row.OfVisit, here); hears {
				found = append(found, f)
			}
			after = x.ID
		}
	}
	return found, nil
}
