package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.MeetingRegister = (*DB)(nil)

const (
	meetingColumns = `m.id::text as id, m.series_id::text as series_id, s.name as series, s.kind, m.on_day as on, m.was_day as was, m.agenda, m.held, m.came, m.note,
			m.cancelled, m.reason, (select count(*) from points x where x.meeting_id = m.id and x.status <> 'planned')::int as points, s.convenor_id::text as convenor_id`
	meetingTables = ` from meetings m join meeting_series s on s.id = m.series_id`
	seriesColumns = `s.id::text as id, s.name, s.kind, s.purpose, s.convenor_id::text as convenor_id, p.name as convenor, s.weekday, s.every, s.weeks, s.from_day as from, s.ended,
			s.members, n.next, c.open, c.late, c.answered, c.heard`
	seriesTables = ` from meeting_series s join people p on p.id = s.convenor_id
		cross join lateral (select min(m.on_day) as next from meetings m where m.series_id = s.id and not m.held and not m.cancelled and m.on_day >= @today) n
		cross join lateral (select (count(*) filter (where x.status = 'open'))::int as open, (count(*) filter (where ` + pointLate + `))::int as late,
			(count(*) filter (where x.status = 'answered'))::int as answered, (count(*) filter (where x.status = 'heard'))::int as heard
			from points x where x.series_id = s.id) c`
)

var (
	selectAllSeries = sql("list the meetings that come again", `
		select `+seriesColumns+seriesTables+` where @every or s.kind = 'scrutiny' order by s.ended is not null, s.name`)
	selectSeries   = sql("read a meeting that comes again", `select `+seriesColumns+seriesTables+` where s.id::text = @id and (@every or s.kind = 'scrutiny')`)
	selectMeetings = sql("list the meetings of a series", `select `+meetingColumns+meetingTables+` where s.id::text = @id order by m.on_day desc limit 40`)
	selectMeeting  = sql("read a meeting", `select `+meetingColumns+meetingTables+` where m.id::text = @id and (@every or s.kind = 'scrutiny')`)
	insertSeries   = sql("write a meeting that comes again", `
		insert into meeting_series (id, name, kind, purpose, convenor_id, weekday, every, weeks, from_day, made_at)
		values (@id, @name, @kind, @purpose, @convenor, @weekday, @rhythm, @weeks, @from, @now)
		on conflict (id) do update set name = excluded.name, kind = excluded.kind, purpose = excluded.purpose, convenor_id = excluded.convenor_id,
			weekday = excluded.weekday, every = excluded.every, weeks = excluded.weeks, from_day = excluded.from_day`)
	updateMembers = sql("write who sits in a meeting", `update meeting_series set members = @members where id = @id`)
	endSeries     = sql("end a meeting that comes again", `update meeting_series set ended = @today where id = @id and ended is null`)
	dropAhead     = sql("drop the dates of a meeting that comes no more", `
		delete from meetings m where m.series_id = @id and m.on_day > @today and not m.held and not exists (select from points x where x.meeting_id = m.id)`)
	insertMeeting = sql("plan a meeting", `insert into meetings (id, series_id, on_day, made_at) values (@id, @series, @on, @now) on conflict do nothing`)
	updateMeeting = sql("change a meeting", `
		update meetings set on_day = @on, was_day = @was, agenda = @agenda, held = @held, came = @came, note = @note, cancelled = @cancelled, reason = @reason where id = @id`)
)

type seriesRow struct {
	ID, Name, Kind, Purpose, ConvenorID, Convenor, Weekday, Every string
	Weeks                                                         int
	From, Ended, Next                                             calendar.Date
	Members                                                       []readiness.Member
	Open, Late, Answered, Heard                                   int
}

func (r seriesRow) series() readiness.MeetingSeries {
	return readiness.MeetingSeries{
		ID: r.ID, Name: r.Name, Kind: r.Kind, Purpose: r.Purpose, ConvenorID: r.ConvenorID, Convenor: r.Convenor, Weekday: readiness.Weekday(r.Weekday),
		Every: readiness.Rhythm(r.Every), Weeks: r.Weeks, From: r.From, Ended: r.Ended, Members: []readiness.Member{}, Meetings: []readiness.Meeting{}, Next: r.Next,
		Open: r.Open, Late: r.Late, Answered: r.Answered, Heard: r.Heard,
	}
}

type meetingRow struct {
	readiness.Meeting
	ConvenorID string
}

// SaveSeries makes a series (id "") with its next date, or changes one. The dates that were planned before stay.
func (db *DB) SaveSeries(ctx context.Context, id string, s readiness.SaveSeries, asked readiness.Asked) (readiness.MeetingSeries, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunPlan, readiness.Place{}); err != nil {
		return readiness.MeetingSeries{}, err
	}
	if err := s.Check(); err != nil {
		return readiness.MeetingSeries{}, err
	}
	saved, err := once(ctx, db, asked, act{Action: "meeting series saved", Subject: subject("series", id)}, func(tx pgx.Tx, a *act) (string, error) {
		if n, err := one(ctx, tx, countActive, args{"ids": []string{s.ConvenorID}}, pgx.RowTo[int]); err != nil || n != 1 {
			return "", orWhy(err, readiness.FieldErrorf("convenor_id", "This person has no active account. Choose somebody else."))
		}
		if id == "" {
			id = newID()
		} else if _, err := db.series(ctx, tx, asked.By, id); err != nil {
			return "", err
		}
		a.Subject = "series/" + id
		_, err := exec(ctx, tx, insertSeries, args{
			"id": id, "name": strings.TrimSpace(s.Name), "kind": s.Kind, "purpose": s.Purpose, "convenor": s.ConvenorID, "weekday": s.Weekday, "rhythm": s.Every,
			"weeks": s.Weeks, "from": s.From, "now": db.now(),
		})
		if violates(err, "meeting_series_name") {
			return "", readiness.FieldErrorf("name", "There is a meeting with this name already. Choose another name.")
		}
		if err != nil {
			return "", err
		}
		book, err := db.rules(ctx, tx)
		if err == nil {
			_, err = db.planMeetings(ctx, tx, book, db.today())
		}
		return id, err
	})
	if err != nil {
		return readiness.MeetingSeries{}, err
	}
	return db.Series(ctx, asked.By, saved)
}

// SetMembers says who sits in a meeting.
func (db *DB) SetMembers(ctx context.Context, id string, m readiness.SetMembers, asked readiness.Asked) error {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunPlan, readiness.Place{}); err != nil {
		return err
	}
	_, err := once(ctx, db, asked, act{Action: "members set", Subject: "series/" + id}, func(tx pgx.Tx, _ *act) (int64, error) {
		if _, err := db.series(ctx, tx, asked.By, id); err != nil {
			return 0, err
		}
		members := make([]readiness.Member, len(m.Members))
		for i, one := range m.Members {
			members[i] = readiness.Member{Name: strings.TrimSpace(one.Name), AreaID: one.AreaID}
			if err := db.knowPeople(ctx, tx, readiness.AddAction{AreaID: one.AreaID}); err != nil {
				return 0, err
			}
		}
		body, err := json.Marshal(members)
		if err != nil {
			return 0, fmt.Errorf("set the members of a meeting: %w", err)
		}
		return exec(ctx, tx, updateMembers, args{"id": id, "members": body})
	})
	return err
}

// EndSeries ends a series. Dates ahead that raised nothing go; its points stay until they are answered.
func (db *DB) EndSeries(ctx context.Context, id string, e readiness.EndSeries, asked readiness.Asked) error {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunPlan, readiness.Place{}); err != nil {
		return err
	}
	_, err := once(ctx, db, asked, act{Action: "meeting series ended", Subject: "series/" + id, Detail: e.Reason}, func(tx pgx.Tx, _ *act) (int64, error) {
		if _, err := db.series(ctx, tx, asked.By, id); err != nil {
			return 0, err
		}
		n, err := exec(ctx, tx, endSeries, args{"id": id, "today": db.today()})
		if err != nil || n == 0 {
			return 0, orWhy(err, readiness.Errorf(readiness.Conflict, "This meeting has been ended already."))
		}
		return exec(ctx, tx, dropAhead, args{"id": id, "today": db.today()})
	})
	return err
}

// AllSeries lists every series that the viewer may follow, without members and dates.
func (db *DB) AllSeries(ctx context.Context, viewer readiness.Actor) ([]readiness.MeetingSeries, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeePoints, readiness.Place{}); err != nil {
		return nil, err
	}
	rows, err := all(ctx, db.pool, selectAllSeries, args{"today": db.today(), "every": readiness.SeesEveryMeeting(viewer)}, pgx.RowToStructByName[seriesRow])
	list := make([]readiness.MeetingSeries, len(rows))
	for i, r := range rows {
		list[i] = r.series()
	}
	return list, err
}

// Series is one series with its members, by area, and its dates, newest first.
func (db *DB) Series(ctx context.Context, viewer readiness.Actor, id string) (readiness.MeetingSeries, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeePoints, readiness.Place{}); err != nil {
		return readiness.MeetingSeries{}, err
	}
	row, err := db.series(ctx, db.pool, viewer, id)
	if err != nil {
		return readiness.MeetingSeries{}, err
	}
	s := row.series()
	areas, err := db.Areas(ctx)
	if err != nil {
		return s, err
	}
	for _, m := range row.Members {
		for _, a := range areas {
			if a.ID == m.AreaID {
				m.Area = a.Name
			}
		}
		s.Members = append(s.Members, m)
	}
	meetings, err := all(ctx, db.pool, selectMeetings, args{"id": id}, pgx.RowToStructByName[meetingRow])
	for _, m := range meetings {
		s.Meetings = append(s.Meetings, m.Meeting)
	}
	return s, err
}

func (db *DB) series(ctx context.Context, q querier, viewer readiness.Actor, id string) (seriesRow, error) {
	row, err := one(ctx, q, selectSeries, args{"id": id, "today": db.today(), "every": readiness.SeesEveryMeeting(viewer)}, pgx.RowToStructByName[seriesRow])
	return row, noSuch(err, "meeting")
}
