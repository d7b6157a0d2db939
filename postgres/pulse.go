package postgres

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.PulseRegister = (*DB)(nil)

const pulseColumns = `
	select p.id::text as id, p.from_day as from, p.until_day as until, p.closed_day as closed, p.least, p.questions, coalesce(w.name, p.by_id) as by,
		(select json_agg(json_build_object('id', a.id, 'name', a.name) order by lower(a.name)) from pulse_areas x join areas a on a.id = x.area_id where x.pulse_id = p.id) as areas
	from pulses p left join people w on w.id::text = p.by_id`

var (
	selectPulses = sql("list surveys of staff", pulseColumns+` order by p.from_day desc, p.made_at desc limit 60`)
	selectPulse  = sql("read a survey of staff", pulseColumns+` where p.id::text = @id`)
	insertPulse  = sql("open a survey of staff", `
		insert into pulses (id, from_day, until_day, least, questions, by_id, made_at) values (@id, @from, @until, @least, @questions, @by, @now)`)
	insertPulseArea = sql("ask an area in a survey of staff", `
		insert into pulse_areas (pulse_id, area_id, secret) select @id, u.area, u.secret from unnest(@areas::uuid[], @secrets::text[]) as u (area, secret)`)
	selectSomeAreas = sql("list the areas that a survey of staff asks", `select id::text from areas where @all or id::text = any(@ids::text[]) order by id`)
	endPulses       = sql("end surveys of staff whose last day is over", `update pulses set over = true where not over and until_day < @today`)
	closePulse      = sql("close a survey of staff", `
		update pulses set over = true, closed_day = @today, reason = @reason where id::text = @id and not over and until_day >= @today`)
	deleteSlips      = sql("forget the forms of surveys that are over", `delete from pulse_slips s using pulses p where p.id = s.pulse_id and p.over`)
	selectPulseLinks = sql("list the links of a survey of staff", `
		select a.id::text as area_id, a.name as area, x.secret from pulse_areas x join areas a on a.id = x.area_id where x.pulse_id::text = @id order by lower(a.name)`)
)

// linkLength is how many letters a link has: short enough to be typed from a poster, and long enough that nobody finds one by trying.
const linkLength = 13

// newLink is a new link's secret: 65 random bits in small letters and digits.
func newLink() string { return strings.ToLower(rand.Text())[:linkLength] }

// Pulses lists the surveys.
func (db *DB) Pulses(ctx context.Context, viewer readiness.Actor) ([]readiness.Pulse, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeePlan, readiness.Place{}); err != nil {
		return nil, err
	}
	return db.pulses(ctx, db.pool)
}

func (db *DB) pulses(ctx context.Context, q querier) ([]readiness.Pulse, error) {
	rows, err := all(ctx, q, selectPulses, nil, pgx.RowToStructByName[readiness.Pulse])
	for i := range rows {
		rows[i].By = actorName(rows[i].By)
	}
	return rows, err
}

func (db *DB) pulse(ctx context.Context, q querier, id string) (readiness.Pulse, error) {
	p, err := one(ctx, q, selectPulse, args{"id": id}, pgx.RowToStructByName[readiness.Pulse])
	p.By = actorName(p.By)
	return p, noSuch(err, "survey")
}

// OpenPulse opens a survey for two weeks from today.
func (db *DB) OpenPulse(ctx context.Context, o readiness.OpenPulse, asked readiness.Asked) (readiness.Pulse, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunPlan, readiness.Place{}); err != nil {
		return readiness.Pulse{}, err
	}
	if err := o.Check(); err != nil {
		return readiness.Pulse{}, err
	}
	id, err := once(ctx, db, asked, act{Action: "survey opened", Subject: "pulse"}, func(tx pgx.Tx, a *act) (string, error) {
		id, err := db.openPulse(ctx, tx, o, asked.By, db.today())
		a.Subject = "pulse/" + id
		return id, err
	})
	if err != nil {
		return readiness.Pulse{}, err
	}
	return db.pulse(ctx, db.pool, id)
}

func (db *DB) openPulse(ctx context.Context, tx pgx.Tx, o readiness.OpenPulse, by readiness.Actor, today calendar.Date) (string, error) {
	rules, err := db.pulseRules(ctx, tx)
	if err != nil {
		return "", err
	}
	book, err := db.rules(ctx, tx)
	if err != nil {
		return "", err
	}
	areas, err := all(ctx, tx, selectSomeAreas, args{"all": o.Scope == "all", "ids": o.Areas}, pgx.RowTo[string])
	if err != nil {
		return "", err
	}
	switch {
	case len(areas) == 0 && o.Scope == "all":
		return "", readiness.Errorf(readiness.Conflict, "There are no areas yet. Add the areas first.")
	case o.Scope == "some" && len(areas) < len(o.Areas):
		return "", readiness.FieldErrorf("areas", "One of these areas does not exist any more. Load the page again and choose once more.")
	}
	questions, err := json.Marshal(rules.Questions)
	if err != nil {
		return "", fmt.Errorf("open a survey of staff: %w", err)
	}
	if err := db.endPulses(ctx, tx, today); err != nil {
		return "", err
	}
	id, secrets := newID(), make([]string, len(areas))
	for i := range secrets {
		secrets[i] = newLink()
	}
	_, err = exec(ctx, tx, insertPulse, args{
		"id": id, "from": today, "until": today.AddDays(readiness.PulseDays - 1), "least": book.Plan.PulseLeast, "questions": questions, "by": by.PersonID, "now": db.now(),
	})
	if violates(err, "pulses_open") {
		return "", readiness.Errorf(readiness.Conflict, "A survey takes answers now. Wait until it is over, or close it.")
	}
	if err != nil {
		return "", err
	}
	_, err = exec(ctx, tx, insertPulseArea, args{"id": id, "areas": areas, "secrets": secrets})
	return id, err
}

// endPulses ends the surveys whose last day is over, and forgets which forms were counted.
func (db *DB) endPulses(ctx context.Context, tx pgx.Tx, today calendar.Date) error {
	if _, err := exec(ctx, tx, endPulses, args{"today": today}); err != nil {
		return err
	}
	_, err := exec(ctx, tx, deleteSlips, nil)
	return err
}

// ClosePulse closes a survey before its last day.
func (db *DB) ClosePulse(ctx context.Context, id string, c readiness.ClosePulse, asked readiness.Asked) error {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunPlan, readiness.Place{}); err != nil {
		return err
	}
	_, err := once(ctx, db, asked, act{Action: "survey closed", Subject: "pulse/" + id}, func(tx pgx.Tx, _ *act) (bool, error) {
		if _, err := db.pulse(ctx, tx, id); err != nil {
			return false, err
		}
		n, err := exec(ctx, tx, closePulse, args{"id": id, "today": db.today(), "reason": c.Reason})
		if err == nil && n == 0 {
			err = readiness.Errorf(readiness.Conflict, "This survey is over already.")
		}
		if err != nil {
			return false, err
		}
		_, err = exec(ctx, tx, deleteSlips, nil)
		return true, err
	})
	return err
}

// PulseLinks are the links of a survey.
func (db *DB) PulseLinks(ctx context.Context, viewer readiness.Actor, id string) ([]readiness.PulseLink, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.RunPlan, readiness.Place{}); err != nil {
		return nil, err
	}
	if _, err := db.pulse(ctx, db.pool, id); err != nil {
		return nil, err
	}
	return all(ctx, db.pool, selectPulseLinks, args{"id": id}, pgx.RowToStructByName[readiness.PulseLink])
}

// PlanPulses ends surveys whose last day is over, and opens one when the rules want it. Asked again on the same day it does nothing. That a day is over is
// nobody's doing, so it stands in no audit trail.
func (db *DB) PlanPulses(ctx context.Context, today calendar.Date) error {
	if err := pgx.BeginFunc(ctx, db.pool, func(tx pgx.Tx) error { return db.endPulses(ctx, tx, today) }); err != nil {
		return err
	}
	a := act{By: readiness.Sweeper, Action: "survey opened", Subject: "pulse"}
	return db.change(ctx, a, func(tx pgx.Tx, a *act) error {
		rules, err := db.pulseRules(ctx, tx)
		if err != nil {
			return err
		}
		known, err := db.pulses(ctx, tx)
		if err != nil {
			return err
		}
		var newest *readiness.Pulse
		if len(known) > 0 {
			newest = &known[0]
		}
		if !rules.Due(today, newest) {
			return errNothing
		}
		id, err := db.openPulse(ctx, tx, readiness.OpenPulse{Scope: "all"}, readiness.Sweeper, today)
		if readiness.Conflict.Is(err) { // there is no area to ask
			return errNothing
		}
		if err != nil {
			return err
		}
		a.Subject = "pulse/" + id
		return db.tellOfPulse(ctx, tx, id, today)
	})
}

// tellOfPulse keeps the notices that a survey has opened by itself.
func (db *DB) tellOfPulse(ctx context.Context, tx pgx.Tx, id string, today calendar.Date) error {
	p, err := db.pulse(ctx, tx, id)
	if err != nil {
		return err
	}
	roster, err := db.roster(ctx, tx, today)
	if err != nil {
		return err
	}
	var notices noticeBatch
	t := readiness.PulseOpened(p)
	notices.tell(roster.recipients(t, whereabouts{}), roster.instead(t, whereabouts{}), t, regard{Subject: "pulse/" + id}, db.now())
	_, err = notices.keep(ctx, tx)
	return err
}
