package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// AddMeeting plans a meeting on a day between the others.
func (db *DB) AddMeeting(ctx context.Context, seriesID string, add readiness.AddMeeting, asked readiness.Asked) (readiness.Meeting, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunPlan, readiness.Place{}); err != nil {
		return readiness.Meeting{}, err
	}
	return once(ctx, db, asked, act{Action: "meeting planned", Subject: "series/" + seriesID}, func(tx pgx.Tx, a *act) (readiness.Meeting, error) {
		s, err := db.series(ctx, tx, asked.By, seriesID)
		if err != nil {
			return readiness.Meeting{}, err
		}
		if !s.Ended.IsZero() {
			return readiness.Meeting{}, readiness.Errorf(readiness.Conflict, "This meeting has been ended.")
		}
		id := newID()
		n, err := exec(ctx, tx, insertMeeting, args{"id": id, "series": seriesID, "on": add.On, "now": db.now()})
		if err != nil || n == 0 {
			return readiness.Meeting{}, orWhy(err, readiness.FieldErrorf("on", "There is a meeting on %s already.", add.On.Long()))
		}
		a.Detail = "meeting=" + id
		row, err := db.meeting(ctx, tx, asked.By, id)
		return row.Meeting, err
	})
}

// Meeting is one date of a series.
func (db *DB) Meeting(ctx context.Context, viewer readiness.Actor, id string) (readiness.Meeting, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeePoints, readiness.Place{}); err != nil {
		return readiness.Meeting{}, err
	}
	row, err := db.meeting(ctx, db.pool, viewer, id)
	return row.Meeting, err
}

func (db *DB) meeting(ctx context.Context, q querier, viewer readiness.Actor, id string) (meetingRow, error) {
	row, err := one(ctx, q, selectMeeting, args{"id": id, "every": readiness.SeesEveryMeeting(viewer)}, pgx.RowToStructByName[meetingRow])
	return row, noSuch(err, "meeting")
}

// ChangeMeeting does one thing to a meeting: whoever calls it may, or runs the plan.
func (db *DB) ChangeMeeting(ctx context.Context, id string, c readiness.MeetingChange, asked readiness.Asked) (readiness.Meeting, error) {
	return once(ctx, db, asked, act{Action: c.Name(), Subject: "meeting/" + id}, func(tx pgx.Tx, _ *act) (readiness.Meeting, error) {
		row, err := db.meeting(ctx, tx, asked.By, id)
		if err != nil {
			return row.Meeting, err
		}
		if !readiness.May(asked.By, readiness.RunPlan, readiness.Place{}) && !readiness.Calls(asked.By, row.ConvenorID) {
			return row.Meeting, readiness.Errorf(readiness.Forbidden, "Only whoever calls this meeting, or whoever runs the improvement plan, can change it.")
		}
		m, err := c.Apply(row.Meeting, db.now())
		if err != nil {
			return row.Meeting, err
		}
		_, err = exec(ctx, tx, updateMeeting, args{
			"id": id, "on": m.On, "was": m.Was, "agenda": m.Agenda, "held": m.Held, "came": m.Came, "note": m.Note, "cancelled": m.Cancelled, "reason": m.Reason,
		})
		if violates(err, "meetings_series_id_on_day_key") {
			err = readiness.FieldErrorf("on", "There is a meeting on %s already.", m.On.Long())
		}
		return m, err
	})
}
