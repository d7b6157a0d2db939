package postgres

import (
	"context"
	"strconv"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	insertFeedback = sql("keep provisional feedback", `insert into visit_feedback (id, visit_id, about, said, by_id, at) values (@id, @visit, @about, @said, @by, @now)`)
	selectFeedback = sql("read provisional feedback", `
		select f.about, f.said, coalesce(p.name, f.by_id) as by, f.at from visit_feedback f left join people p on p.id::text = f.by_id where f.visit_id::text = @visit order by f.at, f.id`)
	selectEmbargo = sql("read an embargo", `select until, readers, lifted from visit_embargoes where visit_id::text = @visit`)
	upsertEmbargo = sql("set an embargo", `
		insert into visit_embargoes (visit_id, until, readers, lifted) values (@visit, @until, @readers, @lifted)
		on conflict (visit_id) do update set until = excluded.until, readers = excluded.readers, lifted = coalesce(visit_embargoes.lifted, excluded.lifted)`)
	selectFeedbackLooks = sql("list who read provisional feedback", `
		select coalesce(p.name, a.actor) as name, a.at from audit a left join people p on p.id::text = a.actor
		where a.subject = @subject and a.action = 'feedback read' order by a.seq desc limit 20`)
	selectEmbargoNames = sql("name those who may read provisional feedback", `select name from people where id::text = any(@ids::text[]) order by lower(name), id`)
)

// embargo is until when, and from whom, what was said at the end of a visit is kept. Without a word of anybody it is kept.
func (db *DB) embargo(ctx context.Context, q querier, visitID string) (readiness.Embargo, error) {
	e, err := one(ctx, q, selectEmbargo, args{"visit": visitID}, pgx.RowToStructByName[readiness.Embargo])
	if isNone(err) {
		return readiness.Embargo{Readers: []string{}}, nil
	}
	return e, err
}

// AddFeedback keeps something that inspectors said. Whoever may read it may add to it.
func (db *DB) AddFeedback(ctx context.Context, visitID string, f readiness.AddFeedback, asked readiness.Asked) error {
	x, err := db.VisitState(ctx, visitID)
	if err != nil {
		return err
	}
	_, err = once(ctx, db, asked, act{Action: "feedback added", Subject: readiness.Subject(readiness.VisitNoun, visitID)}, func(tx pgx.Tx, _ *act) (bool, error) {
		e, err := db.embargo(ctx, tx, visitID)
		if err != nil {
			return false, err
		}
		if err := x.MayAddFeedback(asked.By, e, db.today()); err != nil {
			return false, err
		}
		_, err = exec(ctx, tx, insertFeedback, args{"id": newID(), "visit": visitID, "about": f.About, "said": f.Said, "by": asked.By.PersonID, "now": db.now()})
		return true, err
	})
	return err
}

// SetEmbargo says until when it is kept, and for whom it is not. What was lifted stays lifted: it has been read.
func (db *DB) SetEmbargo(ctx context.Context, visitID string, s readiness.SetEmbargo, asked readiness.Asked) error {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunVisits, readiness.Place{}); err != nil {
		return err
	}
	if _, err := db.VisitState(ctx, visitID); err != nil {
		return err
	}
	if !s.Until.IsZero() && s.Until.Before(db.today()) {
		return readiness.FieldErrorf("until", "The last day of the embargo must be today or later.")
	}
	a := act{Action: "embargo set", Subject: readiness.Subject(readiness.VisitNoun, visitID), Detail: "until=" + s.Until.String() + " readers=" + strconv.Itoa(len(s.Readers))}
	lifted := calendar.Date{}
	if s.Lift == "yes" {
		a.Action, lifted = "embargo lifted", db.today()
	}
	_, err := once(ctx, db, asked, a, func(tx pgx.Tx, _ *act) (bool, error) {
		for _, id := range s.Readers {
			if err := db.knowOwner(ctx, tx, id); err != nil {
				return false, readiness.FieldErrorf("readers", "One of these people has no post any more. Choose somebody else.")
			}
		}
		_, err := exec(ctx, tx, upsertEmbargo, args{"visit": visitID, "until": s.Until, "readers": append([]string{}, s.Readers...), "lifted": lifted})
		return true, err
	})
	return err
}

// Feedback shows what was said. Every look is kept in the audit trail before anything is shown.
func (db *DB) Feedback(ctx context.Context, viewer readiness.Actor, visitID string) (readiness.FeedbackView, error) {
	v := readiness.FeedbackView{Names: []string{}, Lines: []readiness.FeedbackLine{}, Looks: []readiness.FeedbackLook{}}
	e, err := db.embargo(ctx, db.pool, visitID)
	if err != nil {
		return v, err
	}
	if err := e.MayRead(viewer, db.today()); err != nil {
		return v, err
	}
	if v.Log, err = db.visitLog(ctx, visitID); err != nil {
		return v, err
	}
	v.Embargo, v.Held = e, e.Holds(db.today())
	subject := readiness.Subject(readiness.VisitNoun, visitID)
	if err := db.change(ctx, act{By: viewer, Action: "feedback read", Subject: subject}, func(pgx.Tx, *act) error { return nil }); err != nil {
		return v, err
	}
	if v.Lines, err = all(ctx, db.pool, selectFeedback, args{"visit": visitID}, pgx.RowToStructByName[readiness.FeedbackLine]); err != nil {
		return v, err
	}
	if v.Names, err = all(ctx, db.pool, selectEmbargoNames, args{"ids": e.Readers}, pgx.RowTo[string]); err != nil || !readiness.May(viewer, readiness.RunVisits, readiness.Place{}) {
		return v, err
	}
	v.Looks, err = all(ctx, db.pool, selectFeedbackLooks, args{"subject": subject}, pgx.RowToStructByName[readiness.FeedbackLook])
	return v, err
}
