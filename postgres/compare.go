package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var selectAppraisalStates = sql("read the criteria of a self-assessment", `select state from appraisals where assessment_id::text = @id and state is not null`)

// CompareCycles compares two cycles, the earlier with the later. What was published is read from what was sealed.
func (db *DB) CompareCycles(ctx context.Context, viewer readiness.Actor, one, other string) (readiness.Comparison, error) {
	var c readiness.Comparison
	if err := mayCompare(viewer); err != nil {
		return c, err
	}
	if one == other {
		return c, readiness.Errorf(readiness.Invalid, "Choose two different self-assessments to compare.")
	}
	then, err := db.comparedCycle(ctx, viewer, one)
	if err != nil {
		return c, err
	}
	now, err := db.comparedCycle(ctx, viewer, other)
	if err != nil {
		return c, err
	}
	if now.Starts.Before(then.Starts) {
		then, now = now, then
	}
	walk, leads, err := db.between(ctx, then.Framework, now.Framework)
	if err != nil {
		return c, err
	}
	if !leads {
		walk = readiness.CompareFrameworks(then.Of, now.Of)
	}
	c = readiness.CompareCycles(then, now, walk)
	c.ByCode = !leads
	return c, nil
}

// comparedCycle reads one of two cycles, as the viewer may see it.
func (db *DB) comparedCycle(ctx context.Context, viewer readiness.Actor, id string) (readiness.ComparedCycle, error) {
	v, err := db.AssessmentView(ctx, viewer, id)
	c := readiness.ComparedCycle{AssessmentRow: v.AssessmentRow, Of: v.Of, Sections: v.State.Sections, Sealed: v.Seal != ""}
	switch {
	case err != nil:
		return c, err
	case c.Sealed:
		err = db.readSealed(ctx, viewer, &c)
	default:
		err = db.readRunning(ctx, viewer, v, &c)
	}
	return c, err
}

// readSealed reads what a published cycle says.
func (db *DB) readSealed(ctx context.Context, viewer readiness.Actor, c *readiness.ComparedCycle) error {
	sealed, err := db.Sealed(ctx, viewer, c.AssessmentID)
	if err != nil {
		return err
	}
	document, err := readiness.ReadSealed(sealed.Document)
	if err != nil {
		return err
	}
	c.Of, c.Sections = document.Framework, document.Sections
	c.Statements, err = document.Statements()
	return err
}

// readRunning reads what a cycle says that was not published yet. A grade that the viewer may not see is in neither the rows nor the texts, and its
// criterion was not challenged, so there is no reason either.
func (db *DB) readRunning(ctx context.Context, viewer readiness.Actor, v readiness.AssessmentView, c *readiness.ComparedCycle) error {
	texts, err := db.Texts(ctx, viewer, v.AssessmentID)
	if err != nil {
		return err
	}
	states, err := all(ctx, db.pool, selectAppraisalStates, args{"id": v.AssessmentID}, pgx.RowTo[readiness.Appraisal])
	by := map[string]readiness.Appraisal{}
	for _, x := range states {
		by[x.ID] = x
	}
	for _, r := range v.Rows {
		c.Statements = append(c.Statements, readiness.ComparedText{
			AppraisalID: r.AppraisalID, Section: r.Section, Criterion: r.Criterion, Says: r.Text, Grade: r.Agreed, Proposed: r.Grade, Hidden: r.Hidden, Text: texts[r.Criterion],
			Why: by[r.AppraisalID].Reasons(),
		})
	}
	return err
}
