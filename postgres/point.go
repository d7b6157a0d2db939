package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	insertPoint = sql("plan a point", `
		insert into points (id, series_id, meeting_id, area_id, owner_id, status, said, theme, chief, raised, due, pressing, looked_like, planned, made_at, changed_at)
		values (@id, @series, @meeting, (select id from areas where id::text = @area), @owner, 'planned', @said, @theme, @chief, @raised, @raised, @raised, @looked_like, @planned, @now, @now)`)
	recordPointEvent = sql("record an event of a point", recording("points", "point", `
				area_id = (select id from areas where id::text = @area), pressing = @pressing, outcome = @outcome, we_did = @we_did, answered_on = @answered_on, hear_by = @hear_by,
				not_heard = @not_heard, plan_version = @ladder`))
	selectSamePointEvent = sql("compare an event of a point", sameEvent("point"))
	selectPointState     = sql("read a point's state", `select state from points where id = @id and state is not null`)
	deletePointActions   = sql("forget which actions a point's answer names", `delete from point_actions where point_id = @id`)
	insertPointActions   = sql("keep which actions a point's answer names", `
		insert into point_actions (point_id, action_id) select @id, a.id from actions a where a.id::text = any(@ids::text[]) and a.status not in ('planned', 'dropped')`)
)

// RaisePoint plans a point that a meeting raised; it opens with its first event.
func (db *DB) RaisePoint(ctx context.Context, meetingID string, r readiness.RaisePoint, asked readiness.Asked) (readiness.PlannedPoint, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.WorkPlan, readiness.Place{}); err != nil {
		return readiness.PlannedPoint{}, err
	}
	return once(ctx, db, asked, act{Action: "point planned", Subject: "meeting/" + meetingID}, func(tx pgx.Tx, a *act) (readiness.PlannedPoint, error) {
		m, err := db.meeting(ctx, tx, asked.By, meetingID)
		if err != nil {
			return readiness.PlannedPoint{}, err
		}
		if err := m.MayRaise(db.today()); err != nil {
			return readiness.PlannedPoint{}, err
		}
		planned, err := db.planPoint(ctx, tx, m, r, asked.By)
		a.Subject = "point/" + planned.ID
		return planned, err
	})
}

// planPoint writes one planned point.
func (db *DB) planPoint(ctx context.Context, tx pgx.Tx, m meetingRow, r readiness.RaisePoint, by readiness.Actor) (readiness.PlannedPoint, error) {
	book, err := db.rules(ctx, tx)
	if err != nil {
		return readiness.PlannedPoint{}, err
	}
	if err := db.knowPeople(ctx, tx, readiness.AddAction{AreaID: r.AreaID, OwnerID: r.OwnerID}); err != nil {
		return readiness.PlannedPoint{}, err
	}
	p := readiness.PlannedPoint{
		ID: newID(), SeriesID: m.SeriesID, MeetingID: m.ID, ConvenorID: m.ConvenorID, Said: r.Said, Theme: r.Theme, AreaID: r.AreaID, OwnerID: r.OwnerID, Raised: m.On,
		Chief: m.Kind == readiness.StaffForum, By: by.PersonID, Terms: book.pointTerms(m.On),
	}
	body, err := json.Marshal(p)
	if err != nil {
		return p, fmt.Errorf("plan a point: %w", err)
	}
	_, err = exec(ctx, tx, insertPoint, args{
		"id": p.ID, "series": p.SeriesID, "meeting": p.MeetingID, "area": p.AreaID, "owner": p.OwnerID, "said": p.Said, "theme": p.Theme, "chief": p.Chief, "raised": p.Raised,
		"looked_like": append([]string{}, r.LooksLike...), "planned": body, "now": db.now(),
	})
	return p, err
}

// RecordPoint keeps an event of a point and the state after it, as Record does of a review. An answer that names an action which is not in the plan is
// refused to whoever asked.
func (db *DB) RecordPoint(ctx context.Context, x readiness.Point, ev readiness.Event) error {
	if !isID(x.ID) {
		return readiness.Errorf(readiness.NotFound, "There is no such point.")
	}
	event, state, err := marshalStep(x, ev)
	if err != nil {
		return err
	}
	s := step{noun: "point", id: x.ID, status: string(x.Status), ev: ev, body: event, insert: recordPointEvent, same: selectSamePointEvent, args: pointArgs(x, ev, event, state, db.now())}
	return db.recordStep(ctx, s, func(tx pgx.Tx, owned bool) error {
		if !owned && isID(ev.By) {
			return readiness.FieldErrorf("owner_id", "This person cannot own a point: they have no active account.")
		}
		if ev.Kind == "answered" {
			if err := db.linkAnswer(ctx, tx, x); err != nil {
				return err
			}
		}
		at := whereabouts{x.Place(), x.OwnerID}
		return db.tell(ctx, tx, at, regard{Subject: "point/" + x.ID, PointID: x.ID, Seq: ev.Seq}, ev)
	})
}

// linkAnswer writes which actions an answer names as rows.
func (db *DB) linkAnswer(ctx context.Context, tx pgx.Tx, x readiness.Point) error {
	if _, err := exec(ctx, tx, deletePointActions, args{"id": x.ID}); err != nil {
		return err
	}
	ids := slices.Compact(slices.Sorted(slices.Values(x.Answer.Actions)))
	n, err := exec(ctx, tx, insertPointActions, args{"id": x.ID, "ids": append([]string{}, ids...)})
	if err == nil && int(n) != len(ids) {
		return readiness.FieldErrorf("actions", "One of the improvement actions does not exist, or was dropped. Choose another.")
	}
	return err
}

func pointArgs(x readiness.Point, ev readiness.Event, event, state []byte, now time.Time) args {
	next, ahead := pointAhead(x)
	a := args{
		"status": x.Status, "due": x.Run.Due, "pressing": x.Pressing(), "outcome": "", "we_did": "", "answered_on": calendar.Date{}, "hear_by": x.HearBy,
		"not_heard": x.NotHeard, "next_at": instant(next.At), "next_roles": next.Roles, "ahead": ahead, "state": state, "now": now,
	}
	if x.Answer != nil {
		a["outcome"], a["we_did"], a["answered_on"] = x.Answer.Outcome, x.Answer.WeDid, x.Answer.On
	}
	courseArgs(a, x.ID, x.Course, ev, event)
	return a
}

// pointAhead lists what will happen by itself, soonest first, and the next of it.
func pointAhead(x readiness.Point) (next rungAhead, ahead []rungAhead) {
	next.Roles, ahead = []readiness.Role{}, []rungAhead{}
	at, waits := x.Deadline()
	if !waits {
		return next, ahead
	}
	next.At, next.Roles = at, []readiness.Role{readiness.ImprovementLead}
	if x.Status == readiness.PointOpen {
		ahead = courseAhead(x.Course, func(readiness.Rung) bool { return true })
		next.Roles = ahead[0].Roles
	}
	return next, ahead
}

// PointState is a point as its row has it: what its run carries over, after its last recorded step. NotFound when there is none.
func (db *DB) PointState(ctx context.Context, id string) (readiness.Point, error) {
	return stateOf[readiness.Point](ctx, db, selectPointState, id, "point")
}

// pointTerms are what a point that was raised on a day runs by now.
func (b rulebook) pointTerms(raised calendar.Date) readiness.Terms {
	return readiness.PointTerms(b.Plan, b.Ladder, b.Calendar, raised)
}
