package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.VisitDayRegister = (*DB)(nil)

const dayOfEntry = `(x.made_at at time zone 'Europe/London')::date`

var (
	lockVisitDay   = sql("lock the note of a day on site", `select pg_advisory_xact_lock(hashtext('visit day ' || @visit || ' ' || @day))`)
	insertVisitDay = sql("keep the note of a day on site", `
		insert into visit_days (visit_id, day, number, said, present, follows, by_id, at)
		select @visit::uuid, @day::date, coalesce(max(d.number), 0) + 1, @said, @present, @follows, @by, @now from visit_days d where d.visit_id = @visit::uuid and d.day = @day::date`)
	selectVisitDayNotes = sql("read the notes of a day on site", `
		select d.number, d.said, d.present, d.follows, coalesce(p.name, d.by_id) as by, d.at from visit_days d left join people p on p.id::text = d.by_id
		where d.visit_id::text = @visit and d.day = @day order by d.number desc`)
	selectSiteDays = sql("list the days of a visit with notes or entries", `
		select coalesce(n.day, e.day) as day, n.day is not null as noted, coalesce(e.logged, 0)::int as logged, coalesce(e.open, 0)::int as open
		from (select distinct day from visit_days where visit_id::text = @visit) n
		full join (select `+dayOfEntry+` as day, count(*) as logged, count(*) filter (where `+visitEntryLive+`) as open from visit_entries x
			where x.visit_id::text = @visit and x.state is not null group by 1) e on e.day = n.day
		order by 1`)
	selectOpenOnDay = sql("list what of a visit is open on a day", `
		select x.id::text from visit_entries x where x.visit_id::text = @visit and `+visitEntryLive+` and (`+dayOfEntry+` <= @day or x.due <= @day) order by x.due_at, x.id`)
)

// VisitLog is what the pages of what is logged say about their visit.
func (db *DB) VisitLog(ctx context.Context, viewer readiness.Actor, visitID string) (readiness.VisitLogView, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.WorkVisits, readiness.Place{}); err != nil {
		return readiness.VisitLogView{}, err
	}
	return db.visitLog(ctx, visitID)
}

func (db *DB) visitLog(ctx context.Context, visitID string) (readiness.VisitLogView, error) {
	x, err := db.VisitState(ctx, visitID)
	if err != nil {
		return readiness.VisitLogView{}, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return readiness.VisitLogView{}, err
	}
	v := readiness.VisitLogView{
		VisitID: x.ID, Name: x.Name, Rehearsal: x.Rehearsal, Status: x.Status, On: x.On, Until: x.Until, Focus: x.Focus, LeadID: x.OwnerID, CloseOfDay: k.Visit.CloseOfDay,
		Days: []readiness.SiteDay{},
	}
	counted, err := all(ctx, db.pool, selectSiteDays, args{"visit": visitID}, pgx.RowToStructByName[readiness.SiteDay])
	if err != nil {
		return v, err
	}
	known, others := map[calendar.Date]readiness.SiteDay{}, []calendar.Date{}
	for _, d := range counted {
		known[d.Day], others = d, append(others, d.Day)
	}
	for _, day := range readiness.SiteDays(x.On, x.Until, k.Calendar, others...) {
		d := known[day]
		d.Day = day
		v.Days = append(v.Days, d)
	}
	return v, nil
}

// WriteVisitDay keeps the note of one day. One that was written before stays, and the last counts.
func (db *DB) WriteVisitDay(ctx context.Context, visitID string, day calendar.Date, w readiness.WriteVisitDay, asked readiness.Asked) error {
	if err := readiness.MayOrRefuse(asked.By, readiness.WorkVisits, readiness.Place{}); err != nil {
		return err
	}
	x, err := db.VisitState(ctx, visitID)
	if err != nil {
		return err
	}
	if err := x.MayNote(day, db.today()); err != nil {
		return err
	}
	_, err = once(ctx, db, asked, act{Action: "day on site noted", Subject: readiness.Subject(readiness.VisitNoun, visitID), Detail: "day=" + day.String()}, func(tx pgx.Tx, _ *act) (bool, error) {
		if _, err := exec(ctx, tx, lockVisitDay, args{"visit": visitID, "day": day.String()}); err != nil {
			return false, err
		}
		_, err := exec(ctx, tx, insertVisitDay, args{
			"visit": visitID, "day": day, "said": w.Said, "present": w.Present, "follows": w.Follows, "by": asked.By.PersonID, "now": db.now(),
		})
		return true, err
	})
	return err
}

// VisitDay is the page of one day: what of it is open first, and what was said.
func (db *DB) VisitDay(ctx context.Context, viewer readiness.Actor, visitID string, day calendar.Date) (readiness.VisitDayView, error) {
	v := readiness.VisitDayView{Day: day, Open: []readiness.VisitEntryRow{}, Before: []readiness.VisitDayNote{}}
	var err error
	if v.Log, err = db.VisitLog(ctx, viewer, visitID); err != nil {
		return v, err
	}
	for _, d := range v.Log.Days {
		if d.Day == day {
			v.Logged, v.Settled = d.Logged, d.Logged-d.Open
		}
	}
	open, err := all(ctx, db.pool, selectOpenOnDay, args{"visit": visitID, "day": day}, pgx.RowTo[string])
	if err != nil {
		return v, err
	}
	if v.Open, err = db.visitEntriesOf(ctx, viewer, open); err != nil {
		return v, err
	}
	notes, err := all(ctx, db.pool, selectVisitDayNotes, args{"visit": visitID, "day": day}, pgx.RowToStructByName[readiness.VisitDayNote])
	for i := range notes {
		notes[i].By = actorName(notes[i].By)
	}
	if len(notes) > 0 {
		v.Note, v.Before = &notes[0], notes[1:]
	}
	return v, err
}
