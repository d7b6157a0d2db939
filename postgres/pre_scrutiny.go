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
	insertPreScrutiny = sql("plan a request for pre-scrutiny", `
		insert into pre_scrutinies (id, series_id, owner_id, status, title, why, plan_link, asked, decides, due, pressing, planned, made_at, changed_at)
		values (@id, @series, @owner, 'planned', @title, @why, @link, @asked, @decides, @asked, @asked, @planned, @now, @now)`)
	recordPreScrutinyEvent = sql("record an event of a request for pre-scrutiny", recording("pre_scrutinies", "pre_scrutiny", `
				decides = @decides, meets_on = @meets_on, pressing = @pressing, recommended = @recommended, outcome = @outcome, plan_version = @ladder`))
	selectSamePreScrutinyEvent = sql("compare an event of a request for pre-scrutiny", sameEvent("pre_scrutiny"))
	selectPreScrutinyState     = sql("read the state of a request for pre-scrutiny", `select state from pre_scrutinies where id = @id and state is not null`)
	selectScrutinySeries       = sql("read the meetings of scrutiny", `
		select name, kind, convenor_id::text as convenor_id, ended is not null as ended from meeting_series where id::text = @id`)
	selectSeriesOf = sql("read which meetings asked for pre-scrutiny", `
		select s.name, s.kind, s.convenor_id::text as convenor_id, s.ended is not null as ended from pre_scrutinies x join meeting_series s on s.id = x.series_id where x.id = @id`)
	insertPreScrutinyFinding = sql("keep which finding a recommendation of scrutiny became", `
		insert into pre_scrutiny_findings (pre_scrutiny_id, number, finding_id) values (@id, @number, @finding)`)
)

type scrutinySeries struct {
	Name, Kind, ConvenorID string
	Ended                  bool
}

// AskPreScrutiny plans a request of scrutiny to see a decision; it opens with its first event.
func (db *DB) AskPreScrutiny(ctx context.Context, a readiness.AskPreScrutiny, asked readiness.Asked) (readiness.PlannedPreScrutiny, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.SeePoints, readiness.Place{}); err != nil {
		return readiness.PlannedPreScrutiny{}, err
	}
	return once(ctx, db, asked, act{Action: "pre-scrutiny planned", Subject: "pre-scrutiny"}, func(tx pgx.Tx, audit *act) (readiness.PlannedPreScrutiny, error) {
		planned, err := db.planPreScrutiny(ctx, tx, a, asked.By)
		audit.Subject = readiness.Subject(readiness.PreScrutinyNoun, planned.ID)
		return planned, err
	})
}

func (db *DB) planPreScrutiny(ctx context.Context, tx pgx.Tx, a readiness.AskPreScrutiny, by readiness.Actor) (p readiness.PlannedPreScrutiny, err error) {
	series, err := one(ctx, tx, selectScrutinySeries, args{"id": a.SeriesID}, pgx.RowToStructByName[scrutinySeries])
	switch {
	case isNone(err) || err == nil && (series.Ended || series.Kind != readiness.Scrutiny):
		return p, readiness.FieldErrorf("series_id", "This is no scrutiny committee that meets. Choose another.")
	case err != nil:
		return p, err
	case !readiness.MayAskScrutiny(by, series.ConvenorID):
		return p, readiness.Errorf(readiness.Forbidden, "Only whoever calls these meetings, and officers who work the improvement plan, can ask in the name of this committee.")
	}
	if err := a.Check(db.today()); err != nil {
		return p, err
	}
	if err := db.knowPeople(ctx, tx, readiness.AddAction{OwnerID: a.OwnerID}); err != nil {
		return p, err
	}
	book, err := db.rules(ctx, tx)
	if err != nil {
		return p, err
	}
	p = readiness.PlannedPreScrutiny{ID: newID(), ConvenorID: series.ConvenorID, Ask: a, Asked: db.today(), By: by.PersonID, Terms: book.preScrutinyTerms(db.today())}
	body, err := json.Marshal(p)
	if err != nil {
		return p, fmt.Errorf("plan a request for pre-scrutiny: %w", err)
	}
	_, err = exec(ctx, tx, insertPreScrutiny, args{
		"id": p.ID, "series": a.SeriesID, "owner": a.OwnerID, "title": a.Title, "why": a.Why, "link": a.PlanLink, "asked": p.Asked, "decides": a.Decides, "planned": body, "now": db.now(),
	})
	return p, err
}

// RecordPreScrutiny keeps an event of a request and the state after it, as Record does of a review. What scrutiny recommended goes into the register of
// findings in the same transaction, so that it stands there once, or not at all.
func (db *DB) RecordPreScrutiny(ctx context.Context, x readiness.PreScrutiny, ev readiness.Event) error {
	if !isID(x.ID) {
		return readiness.Errorf(readiness.NotFound, "There is no such request.")
	}
	event, state, err := marshalStep(x, ev)
	if err != nil {
		return err
	}
	s := step{
		noun: readiness.PreScrutinyNoun, id: x.ID, status: string(x.Status), ev: ev, body: event, insert: recordPreScrutinyEvent, same: selectSamePreScrutinyEvent,
		args: preScrutinyArgs(x, ev, event, state, db.now()),
	}
	return db.recordStep(ctx, s, func(tx pgx.Tx, owned bool) error {
		if !owned && isID(ev.By) {
			return readiness.FieldErrorf("owner_id", "This person cannot own a request: they have no active account.")
		}
		if ev.Kind == "recommended" {
			if err := db.addRecommendations(ctx, tx, x); err != nil {
				return err
			}
		}
		at := whereabouts{x.Place(), x.OwnerID}
		return db.tell(ctx, tx, at, regard{Subject: readiness.Subject(readiness.PreScrutinyNoun, x.ID), Seq: ev.Seq}, ev)
	})
}

// addRecommendations puts each recommendation into the register of findings.
func (db *DB) addRecommendations(ctx context.Context, tx pgx.Tx, x readiness.PreScrutiny) error {
	series, err := one(ctx, tx, selectSeriesOf, args{"id": x.ID}, pgx.RowToStructByName[scrutinySeries])
	if err != nil {
		return err
	}
	for i, f := range x.Findings(series.Name) {
		id := newID()
		if err := db.insertFinding(ctx, tx, id, f, x.Heard.By); err != nil {
			return err
		}
		if _, err := exec(ctx, tx, insertPreScrutinyFinding, args{"id": x.ID, "number": i + 1, "finding": id}); err != nil {
			return err
		}
	}
	return nil
}

func preScrutinyArgs(x readiness.PreScrutiny, ev readiness.Event, event, state []byte, now time.Time) args {
	next, ahead := preScrutinyAhead(x)
	a := args{
		"status": x.Status, "due": x.Run.Due, "pressing": x.Pressing(), "decides": x.Decides, "meets_on": x.MeetsOn, "recommended": 0,
		"outcome": "", "next_at": instant(next.At), "next_roles": next.Roles, "ahead": ahead, "state": state, "now": now,
	}
	if x.Heard != nil {
		a["recommended"] = len(x.Heard.Recommendations)
	}
	if x.Answer != nil {
		a["outcome"] = x.Answer.Outcome
	}
	courseArgs(a, x.ID, x.Course, ev, event)
	delete(a, "area") // it belongs to the whole council
	return a
}

// preScrutinyAhead lists the rungs that will be reached, soonest first, and what happens next of everything.
func preScrutinyAhead(x readiness.PreScrutiny) (next rungAhead, ahead []rungAhead) {
	next.Roles, ahead = []readiness.Role{}, []rungAhead{}
	if x.Status.Climbs() {
		ahead = courseAhead(x.Course, func(readiness.Rung) bool { return true })
	}
	if all := x.Ahead(); len(all) > 0 {
		next.At, next.Roles = all[0].At, all[0].Roles
	}
	return next, ahead
}

// PreScrutinyState is a request as its row has it: what its run carries over, after its last recorded step. NotFound when there is none.
func (db *DB) PreScrutinyState(ctx context.Context, id string) (readiness.PreScrutiny, error) {
	return stateOf[readiness.PreScrutiny](ctx, db, selectPreScrutinyState, id, "request")
}

// preScrutinyTerms are what a request that was made on a day runs by now.
func (b rulebook) preScrutinyTerms(asked calendar.Date) readiness.Terms {
	return readiness.PreScrutinyTerms(b.Plan, b.Ladder, b.Calendar, asked)
}
