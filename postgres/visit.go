package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	insertVisit = sql("plan a visit", `
		insert into visits (id, kind, name, rehearsal, run_up, status, owner_id, called, on_day, until_day, due, planned, made_at, changed_at)
		values (@id, @of_kind, @name, @rehearsal, @run_up, 'unopened', (select id from people where id::text = @lead), @called, @on_day, @until_day, @on_day, @planned, @now, @now)`)
	insertVisitSteps = sql("plan the steps of a visit", `
		insert into visit_steps (id, visit_id, place, code, focus, gate, area_id, owner_id, status, planned, made_at, changed_at)
		select p.id, @visit, p.place, p.planned->>'code', coalesce(p.planned->>'focus', ''), p.planned->>'gate', (select id from areas where id::text = p.planned->>'area_id'),
			(select id from people where id::text = p.planned->>'owner_id'), 'planned', p.planned, @now, @now
		from unnest(@ids::uuid[], @plans::jsonb[]) with ordinality as p (id, planned, place)`)
	recordVisitEvent = sql("record an event of a visit", recording("visits", "visit", `
				called = @called, on_day = @on_day, until_day = @until_day, letter = @letter, moved = @moved, undecided = @undecided, rules_version = @rules, ladder_version = @ladder`))
	selectSameVisitEvent = sql("compare an event of a visit", sameEvent("visit"))
	selectVisitState     = sql("read a visit's state", `select state from visits where id = @id and state is not null`)
	selectOpenCall       = sql("look for a call that is under way", `
		select name from visits where kind in ('short', 'standard') and (not rehearsal or @rehearsal) and status not in ('closed', 'cancelled', 'letter_received', 'awaiting_letter') limit 1`)
)

// PlanVisit plans a visit and its steps, by the run-up and the packs in force today. One call is under way at a time, and one rehearsal: two would ask
// people for the same thing twice. Nobody rehearses while the real call is under way. A call freezes its pack at once.
func (db *DB) PlanVisit(ctx context.Context, p readiness.PlanVisit, asked readiness.Asked) (readiness.PlannedVisit, error) {
	var none readiness.PlannedVisit
	if err := readiness.MayOrRefuse(asked.By, readiness.RunVisits, readiness.Place{}); err != nil {
		return none, err
	}
	r, err := db.RunUpOn(ctx, p.Kind, db.today())
	if err != nil {
		return none, err
	}
	packs, err := db.PacksOn(ctx, db.today())
	if err != nil {
		return none, err
	}
	var call frozenPack
	if readiness.BeginsWithCall(p.Kind) {
		if call, err = db.freezeCall(ctx, p.Focus, packs); err != nil {
			return none, err
		}
	}
	return once(ctx, db, asked, act{Action: "visit planned", Subject: "visit"}, func(tx pgx.Tx, a *act) (readiness.PlannedVisit, error) {
		if err := db.oneCall(ctx, tx, p); err != nil {
			return none, err
		}
		book, err := db.visitBook(ctx, tx)
		if err != nil {
			return none, err
		}
		if err := p.Check(book.Calendar, db.today()); err != nil {
			return none, err
		}
		if err := db.knowEverybody(ctx, tx, append([]string{p.LeadID}, p.Leads...)); err != nil {
			return none, err
		}
		x, steps, err := p.Visit(r, packs, asked.By.PersonID, book, db.today())
		if err != nil {
			return none, err
		}
		a.Subject = readiness.Subject(readiness.VisitNoun, x.ID)
		if err := db.keepVisit(ctx, tx, x, steps); err != nil || !readiness.BeginsWithCall(p.Kind) {
			return x, err
		}
		pack, err := db.keepCall(ctx, tx, call, x, steps, asked.By)
		a.Detail = "pack=" + pack
		return x, err
	})
}

func (db *DB) oneCall(ctx context.Context, tx pgx.Tx, p readiness.PlanVisit) error {
	if !readiness.BeginsWithCall(p.Kind) {
		return nil
	}
	name, err := one(ctx, tx, selectOpenCall, args{"rehearsal": p.Rehearsal == "yes"}, pgx.RowTo[string])
	if isNone(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return readiness.Errorf(readiness.Conflict, "“%s” is under way. End it before you begin another.", name)
}

// visitBook is what planning a visit needs of the council as it is now.
func (db *DB) visitBook(ctx context.Context, tx pgx.Tx) (readiness.VisitBook, error) {
	book, err := db.rules(ctx, tx)
	if err != nil {
		return readiness.VisitBook{}, err
	}
	roster, err := db.roster(ctx, tx, db.today())
	return readiness.VisitBook{
		Rules: book.Visit, Ladder: book.Ladder, Calendar: book.Calendar, NewID: newID,
		Holder: func(role readiness.Role) string {
			if holders := roster.holders(role, whereabouts{}); len(holders) > 0 {
				return holders[0]
			}
			return ""
		},
		Headed: func(person string) string {
			for _, h := range roster.holdings(person) {
				if h.Role == readiness.AreaHead && h.ForID == "" {
					return h.AreaID
				}
			}
			return ""
		},
	}, err
}

// keepVisit writes the visit and its steps.
func (db *DB) keepVisit(ctx context.Context, tx pgx.Tx, x readiness.PlannedVisit, steps []readiness.PlannedVisitStep) error {
	body, err := json.Marshal(x)
	if err != nil {
		return fmt.Errorf("plan a visit: %w", err)
	}
	_, err = exec(ctx, tx, insertVisit, args{
		"id": x.ID, "of_kind": x.Kind, "name": x.Name, "rehearsal": x.Rehearsal, "run_up": x.RunUp, "lead": x.LeadID, "called": x.Called, "on_day": x.On, "until_day": x.Until,
		"planned": body, "now": db.now(),
	})
	if violates(err, "visits_one_call") { // somebody was faster by a moment
		return readiness.Errorf(readiness.Conflict, "Another call is under way. Load the page again: it stands in the list of visits.")
	}
	if err != nil {
		return err
	}
	ids, plans := make([]string, len(steps)), make([]string, len(steps))
	for i, s := range steps {
		plan, err := json.Marshal(s)
		if err != nil {
			return fmt.Errorf("plan a step of a visit: %w", err)
		}
		ids[i], plans[i] = s.ID, string(plan)
	}
	_, err = exec(ctx, tx, insertVisitSteps, args{"visit": x.ID, "ids": ids, "plans": plans, "now": db.now()})
	return err
}

// visitTerms are what a visit or a step that was begun on a day runs by now.
func (b rulebook) visitTerms(begun calendar.Date) readiness.Terms {
	return readiness.VisitTerms(b.Visit, b.Ladder, b.Calendar, begun)
}

// RecordVisit keeps an event of a visit and the state after it, as Record does of a review.
func (db *DB) RecordVisit(ctx context.Context, x readiness.Visit, ev readiness.Event) error {
	if !isID(x.ID) {
		return readiness.Errorf(readiness.NotFound, "There is no such visit.")
	}
	event, state, err := marshalStep(x, ev)
	if err != nil {
		return err
	}
	s := step{
		noun: readiness.VisitNoun, id: x.ID, status: string(x.Status), ev: ev, body: event, insert: recordVisitEvent, same: selectSameVisitEvent,
		args: visitArgs(x, ev, event, state, db.now()),
	}
	return db.recordStep(ctx, s, func(tx pgx.Tx, owned bool) error {
		if !owned && isID(ev.By) {
			return readiness.FieldErrorf("person_id", "This person cannot have it: they have no active account.")
		}
		if ev.Kind == "letter" { // corrected, the clocks of its findings count from the right day
			if _, err := exec(ctx, tx, updateReceivedOf, args{"visit": x.ID, "on": x.Letter}); err != nil {
				return err
			}
		}
		return db.tell(ctx, tx, whereabouts{x.Place(), x.OwnerID}, regard{Subject: readiness.Subject(readiness.VisitNoun, x.ID), Seq: ev.Seq}, ev)
	})
}

func visitArgs(x readiness.Visit, ev readiness.Event, event, state []byte, now time.Time) args {
	next, ahead := rungAhead{Roles: []readiness.Role{}}, []rungAhead{}
	if at, waits := x.Deadline(); waits {
		next.At = at
		if x.Status == readiness.VisitAwaiting {
			ahead = courseAhead(x.Course, func(readiness.Rung) bool { return true })
			next.Roles = ahead[0].Roles
		}
	}
	a := args{
		"status": x.Status, "due": x.Run.Due, "called": x.Called, "on_day": x.On, "until_day": x.Until, "letter": x.Letter, "moved": x.Moved,
		"undecided": x.Undecided(), "rules": x.Terms.Visit.Version,
		"next_at": instant(next.At), "next_roles": next.Roles, "ahead": ahead, "state": state, "now": now,
	}
	courseArgs(a, x.ID, x.Course, ev, event)
	delete(a, "area") // it belongs to the whole council
	return a
}

// VisitState is a visit as its row has it: what its run carries over, after its last recorded step. NotFound when there is none.
func (db *DB) VisitState(ctx context.Context, id string) (readiness.Visit, error) {
	return stateOf[readiness.Visit](ctx, db, selectVisitState, id, "visit")
}
