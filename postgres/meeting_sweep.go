package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectWithoutNext = sql("list meetings without a next date", `
		select s.id::text as id, s.weekday, s.every, s.weeks, s.from_day as from, (select max(m.on_day) from meetings m where m.series_id = s.id) as last
		from meeting_series s where s.ended is null and not exists (select from meetings m where m.series_id = s.id and not m.held and not m.cancelled and m.on_day >= @today)`)
	selectUnheld = sql("list meetings ahead and without a word", `
		select `+meetingColumns+meetingTables+` where s.ended is null and not m.held and not m.cancelled and m.on_day <= @until order by m.on_day, m.id`)
)

type nextRow struct {
	ID, Weekday, Every string
	Weeks              int
	From, Last         calendar.Date
}

// PlanMeetings gives every series its next date, and tells whoever calls it of the one ahead, or that nobody said how the last one went. Asked again
// on the same day it does nothing.
func (db *DB) PlanMeetings(ctx context.Context, today calendar.Date) error {
	a := act{By: readiness.Sweeper, Action: "meetings planned", Subject: "sweep/" + today.String()}
	return db.change(ctx, a, func(tx pgx.Tx, a *act) error {
		book, err := db.rules(ctx, tx)
		if err != nil {
			return err
		}
		planned, err := db.planMeetings(ctx, tx, book, today)
		if err != nil {
			return err
		}
		told, err := db.remindOfMeetings(ctx, tx, book, today)
		if err == nil && planned+told == 0 {
			return errNothing
		}
		a.Detail = fmt.Sprintf("planned=%d told=%d", planned, told)
		return err
	})
}

// planMeetings gives every series without one its next date, and counts them.
func (db *DB) planMeetings(ctx context.Context, tx pgx.Tx, book rulebook, today calendar.Date) (planned int64, err error) {
	rows, err := all(ctx, tx, selectWithoutNext, args{"today": today}, pgx.RowToStructByName[nextRow])
	if err != nil {
		return 0, err
	}
	for _, r := range rows {
		s := readiness.MeetingSeries{Weekday: readiness.Weekday(r.Weekday), Every: readiness.Rhythm(r.Every), Weeks: r.Weeks, From: r.From}
		after := today.AddDays(-1)
		if r.Last.After(after) { // held early, or cancelled
			after = r.Last
		}
		if on, ok := s.After(after, book.Calendar); ok {
			n, err := exec(ctx, tx, insertMeeting, args{"id": newID(), "series": r.ID, "on": on, "now": db.now()})
			if err != nil {
				return planned, err
			}
			planned += n
		}
	}
	return planned, nil
}

// remindOfMeetings keeps the notices about meetings: one for each step of each meeting, however often the sweep runs.
func (db *DB) remindOfMeetings(ctx context.Context, tx pgx.Tx, book rulebook, today calendar.Date) (told int64, err error) {
	until := book.Calendar.Add(today, book.Plan.MeetingDays, calendar.Exclusive)
	rows, err := all(ctx, tx, selectUnheld, args{"until": until}, pgx.RowToStructByName[meetingRow])
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	roster, err := db.roster(ctx, tx, today)
	if err != nil {
		return 0, err
	}
	var notices noticeBatch
	for _, m := range rows {
		if t, due := readiness.MeetingReminder(m.Meeting, m.ConvenorID, today, book.Calendar); due {
			notices.tell(roster.recipients(t, whereabouts{}), roster.instead(t, whereabouts{}), t, regard{Subject: "meeting/" + m.ID}, db.now())
		}
	}
	return notices.keep(ctx, tx)
}
