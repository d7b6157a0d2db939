package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.GapViews = (*DB)(nil)

// asPeer reports that a person held the post of a peer from another council on a day.
const asPeer = `exists (select from posts o where o.person_id = h.id and o.role = 'peer' and o.from_day <= coalesce((c.state->'challenge'->>'on')::date, @today)
	and coalesce(o.until_day >= coalesce((c.state->'challenge'->>'on')::date, @today), true))`

var (
	selectGraders = sql("list who graded the criteria of a self-assessment", `
		select c.id::text as appraisal_id, coalesce(a.id::text, '') as author_id, coalesce(a.name, '') as author, coalesce(h.id::text, '') as challenger_id, coalesce(h.name, '') as challenger, `+asPeer+` as peer
		from appraisals c left join people a on a.id::text = coalesce(c.state->'written'->>'by', c.author_id::text)
		left join people h on h.id::text = case when c.challenged <> '' then c.challenged_by else c.challenger_id::text end where c.assessment_id::text = @id`)
	selectGradePairs = sql("list the grades of authors and challengers", `
		select c.challenged_by as challenger_id, h.name as challenger, `+asPeer+` as peer, c.grade as self, c.challenged
		from appraisals c join people h on h.id::text = c.challenged_by where c.grade <> '' and c.challenged <> '' and c.state->'scale' = @scale::text::jsonb order by h.name, h.id, c.id`)
	selectCriterionTallies = sql("count the actions of criteria", `
		select upper(a.state->'details'->>'criterion') as criterion, a.status, coalesce((a.state->>'reopened')::int, 0)::int as reopened from actions a
		where a.status not in ('planned', 'dropped') and upper(a.state->'details'->>'criterion') in (select upper(c.criterion) from appraisals c where c.assessment_id::text = @id)`)
)

type graderRow struct {
	AppraisalID, AuthorID, Author string
	ChallengerID, Challenger      string
	Peer                          bool
}

// GapMap sets side by side who gave which grade in one cycle, as the viewer may see it.
func (db *DB) GapMap(ctx context.Context, viewer readiness.Actor, id string) (readiness.GapMap, error) {
	var m readiness.GapMap
	if !readiness.SeesUnpublished(viewer) {
		return m, readiness.Errorf(readiness.Forbidden, "Who gave which grade is for officers, and for whoever signs.")
	}
	v, err := db.AssessmentView(ctx, viewer, id)
	if err != nil {
		return m, err
	}
	rows, err := db.gapRows(ctx, v)
	if err != nil {
		return m, err
	}
	marks, err := db.marksOf(ctx, viewer, v)
	if err != nil {
		return m, err
	}
	scale, err := json.Marshal(v.Of.Scale())
	if err != nil {
		return m, fmt.Errorf("read the grades of %s: %w", v.Framework, err)
	}
	pairs, err := all(ctx, db.pool, selectGradePairs, args{"scale": string(scale), "today": db.today()}, pgx.RowToStructByName[readiness.GradePair])
	return readiness.NewGapMap(v.AssessmentRow, v.State, v.Of, rows, marks, pairs), err
}

// gapRows are the grades of a cycle, with who gave them. Whose grade the viewer may not see yet was left out by the view already.
func (db *DB) gapRows(ctx context.Context, v readiness.AssessmentView) ([]readiness.GapRow, error) {
	graders, err := all(ctx, db.pool, selectGraders, args{"id": v.AssessmentID, "today": db.today()}, pgx.RowToStructByName[graderRow])
	by := map[string]graderRow{}
	for _, g := range graders {
		by[g.AppraisalID] = g
	}
	rows := make([]readiness.GapRow, len(v.Rows))
	for i, r := range v.Rows {
		g := by[r.AppraisalID]
		rows[i] = readiness.GapRow{
			AppraisalID: r.AppraisalID, Section: r.Section, Criterion: r.Criterion, Text: r.Text, AuthorID: g.AuthorID, Author: g.Author, ChallengerID: g.ChallengerID,
			Challenger: g.Challenger, Peer: g.Peer, Self: r.Grade, Challenged: r.Challenged, Third: r.Third, Agreed: r.Agreed, Hidden: r.Hidden,
		}
	}
	return rows, err
}

// marksOf are the grades of inspectors to hold a cycle against.
func (db *DB) marksOf(ctx context.Context, viewer readiness.Actor, v readiness.AssessmentView) (map[string]readiness.InspectedMark, error) {
	list, err := db.Inspections(ctx, viewer)
	if err != nil {
		return nil, err
	}
	walks := map[string]readiness.Crosswalk{}
	for _, i := range list {
		if _, known := walks[i.Framework]; known || i.Framework == v.Framework {
			continue
		}
		walk, leads, err := db.between(ctx, i.Framework, v.Framework)
		if err != nil {
			return nil, err
		}
		if leads {
			walks[i.Framework] = walk
		}
	}
	return readiness.MarksOf(v.Of, v.State.Starts, list, walks), nil
}

// between is the crosswalk from one framework to another, read backwards where only the other way is known; false when there is none.
func (db *DB) between(ctx context.Context, from, to string) (readiness.Crosswalk, bool, error) {
	walk, err := db.Crosswalk(ctx, from, to)
	if readiness.NotFound.Is(err) {
		walk, err = db.Crosswalk(ctx, to, from)
		walk = walk.Swapped()
	}
	if readiness.NotFound.Is(err) {
		return walk, false, nil
	}
	return walk, err == nil, err
}

// CriterionActions counts the actions that improve the criteria of a cycle, by criterion.
func (db *DB) CriterionActions(ctx context.Context, viewer readiness.Actor, id string) (map[string]readiness.ActionTally, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeePlan, readiness.Place{}); err != nil {
		return nil, err
	}
	if cycles, err := db.assessmentRows(ctx, viewer, id); err != nil || len(cycles) == 0 {
		return nil, orWhy(err, noSuch(pgx.ErrNoRows, "self-assessment"))
	}
	rows, err := all(ctx, db.pool, selectCriterionTallies, args{"id": id}, pgx.RowToStructByName[struct {
		Criterion string
		Status    readiness.ActionStatus
		Reopened  int
	}])
	tallies := map[string]readiness.ActionTally{}
	for _, r := range rows {
		t := tallies[r.Criterion]
		t.Count(r.Status, r.Reopened)
		tallies[r.Criterion] = t
	}
	return tallies, err
}
