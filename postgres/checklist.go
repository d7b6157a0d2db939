package postgres

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.Checklists = (*DB)(nil)

var (
	selectChecklistAnswers = sql("list the last answers to a checklist", `
		select distinct on (a.code) a.code, a.answer, a.note, coalesce(p.name, a.by_id) as by, a.at from checklist_answers a left join people p on p.id::text = a.by_id
		where a.visit_id::text = @visit and a.focus = @focus order by a.code, a.seq desc`)
	insertChecklistAnswer = sql("keep an answer to a checklist", `
		insert into checklist_answers (visit_id, focus, code, seq, answer, note, by_id, at)
		select @visit, @focus, @code, coalesce(max(seq), 0) + 1, @answer, @note, @by, @now from checklist_answers where visit_id = @visit and focus = @focus and code = @code`)
	lockVisitRow = sql("lock a visit", `select id::text from visits where id::text = @visit for update`)
)

type statementRow struct {
	Code, Answer, Note, By string
	At                     time.Time
}

// Checklist is the checklist of one focus area of a visit, with the last answer to each statement.
func (db *DB) Checklist(ctx context.Context, viewer readiness.Actor, visitID, focus string) (readiness.Checklist, error) {
	c, err := db.checklist(ctx, db.pool, viewer, visitID, focus)
	if err != nil {
		return c, err
	}
	x, err := db.VisitState(ctx, visitID)
	if err != nil || x.SeesWork(viewer) {
		return c, err
	}
	published, err := db.letterPublished(ctx, visitID)
	return c.ForMembers(published), err
}

func (db *DB) checklist(ctx context.Context, q querier, viewer readiness.Actor, visitID, focus string) (readiness.Checklist, error) {
	var c readiness.Checklist
	k, err := db.reckoning(ctx, q)
	if err != nil {
		return c, err
	}
	visit, err := db.visitFocus(ctx, k, viewer, visitID, focus)
	if err != nil {
		return c, err
	}
	c.Visit, c.Focus = visit.VisitRow, visit.Focus
	pack, err := db.Pack(ctx, c.Focus.Pack)
	if err != nil {
		return c, err
	}
	rows, err := all(ctx, q, selectChecklistAnswers, args{"visit": visitID, "focus": focus}, pgx.RowToStructByName[statementRow])
	for _, line := range pack.Checklist {
		l := readiness.ChecklistLine{PackLine: line}
		if i := slices.IndexFunc(rows, func(r statementRow) bool { return r.Code == line.Code }); i >= 0 {
			l.Answer, l.Note, l.By, l.At = rows[i].Answer, rows[i].Note, rows[i].By, rows[i].At
		}
		c.Lines = append(c.Lines, l)
	}
	return c, err
}

// visitOf is a visit and one of its focus areas.
type visitOf struct {
	readiness.VisitRow
	Focus readiness.VisitFocus
}

// visitFocus is a visit with one of its focus areas. NotFound when it has none such.
func (db *DB) visitFocus(ctx context.Context, k reckoning, viewer readiness.Actor, visitID, focus string) (v visitOf, err error) {
	rows, err := db.visitRows(ctx, k, viewer, visitID)
	if err != nil {
		return v, err
	}
	if visitID != "" && len(rows) == 1 {
		if i := slices.IndexFunc(rows[0].Focus, func(f readiness.VisitFocus) bool { return f.Code == focus }); i >= 0 {
			return visitOf{rows[0], rows[0].Focus[i]}, nil
		}
	}
	return v, noSuch(pgx.ErrNoRows, "focus area of a visit")
}

// AnswerChecklist keeps those answers that differ from the ones that stand, and says how many did.
func (db *DB) AnswerChecklist(ctx context.Context, visitID, focus string, a readiness.AnswerChecklist, asked readiness.Asked) (int, error) {
	if !isID(visitID) {
		return 0, noSuch(pgx.ErrNoRows, "visit")
	}
	return once(ctx, db, asked, act{Action: "checklist answered", Subject: readiness.Subject(readiness.VisitNoun, visitID)}, func(tx pgx.Tx, audit *act) (int, error) {
		if _, err := one(ctx, tx, lockVisitRow, args{"visit": visitID}, pgx.RowTo[string]); err != nil {
			return 0, noSuch(err, "visit")
		}
		c, err := db.checklist(ctx, tx, asked.By, visitID, focus)
		if err != nil {
			return 0, err
		}
		if err := c.MayAnswer(asked.By); err != nil {
			return 0, err
		}
		changed, err := c.Changed(a.Answers)
		if err != nil {
			return 0, err
		}
		var codes []string
		for _, x := range changed {
			codes = append(codes, x.Code+"="+x.Answer)
			if _, err := exec(ctx, tx, insertChecklistAnswer, args{"visit": visitID, "focus": focus, "code": x.Code, "answer": x.Answer, "note": x.Note, "by": asked.By.PersonID, "now": db.now()}); err != nil {
				return 0, err
			}
		}
		audit.Detail = "focus=" + focus + " " + strings.Join(codes, " ")
		return len(changed), nil
	})
}
