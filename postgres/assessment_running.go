package postgres

import (
	"context"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const (
	// assessmentLive and appraisalLive are the cycles and criteria that a run carries.
	assessmentLive = `x.status not in ('unopened', 'superseded', 'cancelled')`
	appraisalLive  = `x.status not in ('planned', 'frozen', 'dropped')`
	// partless are the parts in a cycle and in a criterion of people who hold no post any more.
	partsOf = `unnest(array[x.state->>'author_id', x.state->>'challenger_id', x.state->>'lead_id', x.state->>'third_id', x.state->>'owner_id'])`
)

var (
	selectPlannedAssessments = sql("list planned self-assessments", `select planned from assessments where status = 'unopened' and `+afterID+` order by id limit @limit`)
	selectStaleAssessments   = sql("list self-assessments with old terms", `
		select id::text as id, starts as opened, state->'terms' as terms from assessments x
		where `+assessmentLive+` and (plan_version < @assess or calendar_version <> all(@calendars::text[]) or (state->'terms'->'ladder'->>'hour')::int <> @hour) and `+afterID+` order by id limit @limit`)
	selectUnsettledAssessments = sql("list running self-assessments", `select state from assessments x where `+assessmentLive+` and `+afterID+` order by id limit @limit`)
	selectLaterAssessments     = sql("list self-assessments that a later one followed", `
		select x.id::text as assessment_id, later.id::text as later from assessments x
		join lateral (select l.id from assessments l where l.status = 'published' and (l.published_on, l.changed_at, l.id) > (x.published_on, x.changed_at, x.id)
			order by l.published_on desc, l.changed_at desc, l.id desc limit 1) later on true
		where x.status = 'published' and (@after = '' or x.id > nullif(@after, '')::uuid) order by x.id limit @limit`)
	selectLeftAssessments = sql("list self-assessments in which somebody who left has a part", `
		select x.state from assessments x where `+assessmentLive+` and x.status <> 'published' and (@after = '' or x.id > nullif(@after, '')::uuid) order by x.id limit @limit`)

	selectPlannedAppraisals = sql("list planned criteria", `
		select x.planned from appraisals x join assessments s on s.id = x.assessment_id
		where x.status = 'planned' and s.status in ('drafting', 'challenge', 'moderation', 'signing') and (@assessment = '' or s.id::text = @assessment)
			and (@after = '' or x.id > nullif(@after, '')::uuid) order by x.id limit @limit`)
	selectStaleAppraisals = sql("list criteria with old terms", `
		select x.id::text as id, s.starts as opened, x.state->'terms' as terms from appraisals x join assessments s on s.id = x.assessment_id
		where `+appraisalLive+` and (x.plan_version < @assess or x.ladder_version < @ladder or x.calendar_version <> all(@calendars::text[]))
			and (@after = '' or x.id > nullif(@after, '')::uuid) order by x.id limit @limit`)
	selectUnsettledAppraisals = sql("list running criteria", `select state from appraisals x where `+appraisalLive+` and `+afterID+` order by id limit @limit`)
	selectFollowAppraisals    = sql("list criteria whose cycle or people changed", `
		select s.state as of_cycle, x.state as state from appraisals x join assessments s on s.id = x.assessment_id
		where `+appraisalLive+` and (@assessment = '' or s.id::text = @assessment) and (@after = '' or x.id > nullif(@after, '')::uuid)
			and (s.status in ('published', 'superseded', 'cancelled')
				or x.state->>'draft_by' <> s.state->>'draft_by' or x.state->>'challenge_by' <> s.state->>'challenge_by' or x.state->>'moderate_by' <> s.state->>'moderate_by'
				or exists (select from `+partsOf+` as part where part <> '' and part <> all(@here::text[])))
		order by x.id limit @limit`)
)

// PlannedAssessments lists cycles that are planned and not opened yet, in order of id, after one id.
func (db *DB) PlannedAssessments(ctx context.Context, after string, limit int) ([]readiness.PlannedAssessment, error) {
	return all(ctx, db.pool, selectPlannedAssessments, args{"after": after, "limit": limit}, pgx.RowTo[readiness.PlannedAssessment])
}

// StaleAssessments lists running cycles whose rules or calendar are not the current ones, in order of id, after one id, with their new terms.
func (db *DB) StaleAssessments(ctx context.Context, after string, limit int) ([]readiness.StaleThing, error) {
	return db.staleByAssessmentRules(ctx, selectStaleAssessments, after, limit, rulebook.assessmentTerms)
}

// StaleAppraisals lists running criteria whose rules, ladder or calendar are not the current ones, in order of id, after one id, with their new terms.
func (db *DB) StaleAppraisals(ctx context.Context, after string, limit int) ([]readiness.StaleThing, error) {
	return db.staleByAssessmentRules(ctx, selectStaleAppraisals, after, limit, func(b rulebook, starts calendar.Date) readiness.Terms {
		return readiness.AppraisalTerms(b.Assess, b.Ladder, b.Calendar, starts)
	})
}

func (db *DB) staleByAssessmentRules(ctx context.Context, list statement, after string, limit int, terms func(rulebook, calendar.Date) readiness.Terms) ([]readiness.StaleThing, error) {
	book, by, err := db.staleBy(ctx, db.pool)
	if err != nil {
		return nil, err
	}
	calendars := by["calendars"].([]string)
	a := args{"assess": book.Assess.Version, "calendars": calendars, "after": after, "limit": limit}
	if list == selectStaleAppraisals {
		a["ladder"] = book.Ladder.Version
	} else {
		a["hour"] = book.Ladder.Hour
	}
	rows, err := all(ctx, db.pool, list, a, pgx.RowToStructByName[staleRow])
	found := make([]readiness.StaleThing, len(rows))
	for i, row := range rows {
		now := terms(book, row.Opened)
		if row.Terms.Assess.Version > now.Assess.Version { // it began with newer ones, which the others kept away from
			now.Assess = row.Terms.Assess
		}
		keepNewer(&now, row.Terms, calendars)
		found[i] = readiness.StaleThing{ID: row.ID, Terms: now}
	}
	return found, err
}

// UnsettledAssessments lists every running cycle as its row has it, in order of id, after one id.
func (db *DB) UnsettledAssessments(ctx context.Context, after string, limit int) ([]readiness.Assessment, error) {
	return all(ctx, db.pool, selectUnsettledAssessments, args{"after": after, "limit": limit}, pgx.RowTo[readiness.Assessment])
}

// AssessmentFollowups lists published cycles that a later one followed, and cycles under way in which somebody who has left has a part, in order of
// id, after one id.
func (db *DB) AssessmentFollowups(ctx context.Context, after string, limit int) ([]readiness.AssessmentFollowup, error) {
	found, err := all(ctx, db.pool, selectLaterAssessments, args{"after": after, "limit": limit}, func(row pgx.CollectableRow) (readiness.AssessmentFollowup, error) {
		var f readiness.AssessmentFollowup
		return f, row.Scan(&f.AssessmentID, &f.Later)
	})
	if err != nil {
		return nil, err
	}
	cycles, err := all(ctx, db.pool, selectLeftAssessments, args{"after": after, "limit": limit}, pgx.RowTo[readiness.Assessment])
	if err != nil {
		return nil, err
	}
	roster, err := db.roster(ctx, db.pool, db.today())
	for _, x := range cycles {
		for _, id := range x.Everybody() {
			if roster.names[id] == "" {
				found = append(found, readiness.AssessmentFollowup{AssessmentID: x.ID, People: &readiness.TakenOver{FromID: id, ToID: roster.successor(x.PartOf(id))}})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b readiness.AssessmentFollowup) int { return strings.Compare(a.AssessmentID, b.AssessmentID) })
	return found, err
}

// successor is who takes over a part of somebody who left: a holder of the post that the part goes with, or whoever runs the self-assessment.
func (r roster) successor(role readiness.Role) string {
	for _, role := range []readiness.Role{role, readiness.ImprovementLead, readiness.Director} {
		if holders := r.holders(role, whereabouts{}); role != "" && len(holders) > 0 {
			return holders[0]
		}
	}
	return ""
}

// PlannedAppraisals lists criteria that are planned and whose cycle has begun, in order of id, after one id; with an assessment only its own.
func (db *DB) PlannedAppraisals(ctx context.Context, assessmentID, after string, limit int) ([]readiness.PlannedAppraisal, error) {
	return all(ctx, db.pool, selectPlannedAppraisals, args{"assessment": assessmentID, "after": after, "limit": limit}, pgx.RowTo[readiness.PlannedAppraisal])
}

// UnsettledAppraisals lists every running criterion as its row has it, in order of id, after one id.
func (db *DB) UnsettledAppraisals(ctx context.Context, after string, limit int) ([]readiness.Appraisal, error) {
	return all(ctx, db.pool, selectUnsettledAppraisals, args{"after": after, "limit": limit}, pgx.RowTo[readiness.Appraisal])
}

type followAppraisalRow struct {
	OfCycle readiness.Assessment
	State   readiness.Appraisal
}

// AppraisalFollowups lists running criteria whose cycle has other days or has ended, or in which somebody who has left has a part, in order of id,
// after one id; with an assessment only its own (readiness.Appraisal.Followup).
func (db *DB) AppraisalFollowups(ctx context.Context, assessmentID, after string, limit int) ([]readiness.AppraisalFollowup, error) {
	roster, err := db.roster(ctx, db.pool, db.today())
	if err != nil {
		return nil, err
	}
	here := roster.here()
	rows, err := all(ctx, db.pool, selectFollowAppraisals, args{"assessment": assessmentID, "after": after, "limit": limit, "here": here}, pgx.RowToStructByName[followAppraisalRow])
	found := make([]readiness.AppraisalFollowup, len(rows))
	for i, row := range rows {
		found[i] = row.State.Followup(row.OfCycle, here)
	}
	return found, err
}
