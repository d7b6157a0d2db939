package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	recordVisitStepEvent = sql("record an event of a step of a visit", recording("visit_steps", "visit_step", `
				area_id = (select id from areas where id::text = @area), over = @over, done_on = @done_on, late = @late, rules_version = @rules, ladder_version = @ladder`))
	selectSameVisitStepEvent = sql("compare an event of a step of a visit", sameEvent("visit_step"))
	selectVisitStepState     = sql("read the state of a step of a visit", `select state from visit_steps where id = @id and state is not null`)
)

// RecordVisitStep keeps an event of a step and the state after it, as Record does of a review.
func (db *DB) RecordVisitStep(ctx context.Context, x readiness.VisitStep, ev readiness.Event) error {
	if !isID(x.ID) {
		return readiness.Errorf(readiness.NotFound, "There is no such step.")
	}
	event, state, err := marshalStep(x, ev)
	if err != nil {
		return err
	}
	s := step{
		noun: readiness.VisitStepNoun, id: x.ID, status: string(x.Status), ev: ev, body: event, insert: recordVisitStepEvent, same: selectSameVisitStepEvent,
		args: visitStepArgs(x, ev, event, state, db.now()),
	}
	return db.recordStep(ctx, s, func(tx pgx.Tx, owned bool) error {
		if !owned && isID(ev.By) {
			return readiness.FieldErrorf("owner_id", "This person cannot have it: they have no active account.")
		}
		return db.tell(ctx, tx, whereabouts{x.Place(), x.OwnerID}, regard{Subject: readiness.Subject(readiness.VisitStepNoun, x.ID), Seq: ev.Seq}, ev)
	})
}

func visitStepArgs(x readiness.VisitStep, ev readiness.Event, event, state []byte, now time.Time) args {
	next, ahead := rungAhead{Roles: []readiness.Role{}}, []rungAhead{}
	if at, waits := x.Deadline(); waits {
		ahead = courseAhead(x.Course, func(readiness.Rung) bool { return true })
		next = rungAhead{At: at, Roles: ahead[0].Roles}
	}
	a := args{
		"status": x.Status, "due": x.Run.Due, "over": x.Over, "rules": x.Terms.Visit.Version,
		"next_at": instant(next.At), "next_roles": next.Roles, "ahead": ahead, "state": state, "now": now, "done_on": nil, "late": 0,
	}
	if x.Done != nil {
		a["done_on"], a["late"] = x.Done.On, x.Done.Late
	}
	courseArgs(a, x.ID, x.Course, ev, event)
	return a
}

// VisitStepState is a step as its row has it, as VisitState is a visit.
func (db *DB) VisitStepState(ctx context.Context, id string) (readiness.VisitStep, error) {
	return stateOf[readiness.VisitStep](ctx, db, selectVisitStepState, id, "step")
}
