package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectExclusions = sql("list exclusions", `
		select id::text as id, reason, from_day, until_day, note, by_name, ended_at from exclusions where case_id = @case order by made_at desc, id desc`)
	lockCase        = sql("lock a case", `select 1 from cases where id = @case for update`)
	insertExclusion = sql("exclude a case", `
		insert into exclusions (id, case_id, reason, from_day, until_day, note, by_id, by_name, made_at)
		values (@id, @case, @reason, @from, @until, @note, @by, @name, @now)`)
	updateExclusionEnd = sql("end an exclusion", `
		update exclusions set ended_at = @now, ended_by = @by where id::text = @id and case_id = @case and ended_at is null`)
	existsExclusion = sql("look for an exclusion", `select exists (select from exclusions where id::text = @id and case_id = @case)`)
)

type exclusionRow struct {
	ID, Reason        string
	FromDay, UntilDay calendar.Date
	Note, ByName      string
	EndedAt           *time.Time
}

func (r exclusionRow) exclusion() readiness.Exclusion {
	return readiness.Exclusion{ID: r.ID, Reason: r.Reason, From: r.FromDay, Until: r.UntilDay, Note: r.Note, By: r.ByName, Ended: r.EndedAt != nil}
}

func (db *DB) exclusionsOf(ctx context.Context, caseID string) ([]readiness.Exclusion, error) {
	rows, err := all(ctx, db.pool, selectExclusions, args{"case": caseID}, pgx.RowToStructByName[exclusionRow])
	list := make([]readiness.Exclusion, len(rows))
	for i, r := range rows {
		list[i] = r.exclusion()
	}
	return list, err
}

// placeOf lets the asker do something to a case at its place, or refuses.
func (db *DB) placeOf(ctx context.Context, tx pgx.Tx, caseID string, by readiness.Actor, action readiness.Action) (caseRow, error) {
	row, err := db.caseFor(ctx, tx, by, caseID)
	if err != nil {
		return row, err
	}
	if err := readiness.MayOrRefuse(by, action, readiness.Place{AreaID: row.AreaID, TeamID: row.TeamID}); err != nil {
		return row, err
	}
	_, err = one(ctx, tx, lockCase, args{"case": caseID}, pgx.RowTo[int])
	return row, err
}

// ExcludeCase keeps an open case out of the reviews until a day. A case that is kept out already is a Conflict.
func (db *DB) ExcludeCase(ctx context.Context, caseID string, e readiness.Exclude, asked readiness.Asked) (readiness.Exclusion, error) {
	today := db.today()
	if err := e.Check(today); err != nil {
		return readiness.Exclusion{}, err
	}
	return once(ctx, db, asked, act{Action: "case excluded", Subject: subject("case", caseID)}, func(tx pgx.Tx, a *act) (readiness.Exclusion, error) {
		if _, err := db.placeOf(ctx, tx, caseID, asked.By, readiness.ExcludeCases); err != nil {
			return readiness.Exclusion{}, err
		}
		row, err := db.caseFor(ctx, tx, asked.By, caseID) // now that it is locked
		if err == nil {
			err = row.keepable()
		}
		if err != nil {
			return readiness.Exclusion{}, err
		}
		made := readiness.Exclusion{ID: newID(), Reason: e.Reason, From: today, Until: e.Until, Note: e.Note, By: asked.By.Name}
		a.Detail = "exclusion=" + made.ID + " reason=" + e.Reason + " until=" + e.Until.String()
		_, err = exec(ctx, tx, insertExclusion, args{
			"id": made.ID, "case": caseID, "reason": e.Reason, "from": today, "until": e.Until, "note": e.Note,
			"by": asked.By.PersonID, "name": asked.By.Name, "now": db.now(),
		})
		return made, err
	})
}

// keepable refuses for a case that cannot be kept out of the reviews now.
func (r caseRow) keepable() error {
	switch {
	case !r.Closed.IsZero():
		return readiness.Errorf(readiness.Conflict, "This case closed on %s, so it has no reviews to be kept out of.", r.Closed.Long())
	case r.Exclusion != "":
		return readiness.Errorf(readiness.Conflict, "This case is kept out of the reviews already, until %s. End that first.", r.ExclUntil.Long())
	}
	return nil
}

// EndExclusion lets a case back into the reviews. One that has ended is left as it is.
func (db *DB) EndExclusion(ctx context.Context, caseID, exclusionID string, asked readiness.Asked) error {
	_, err := once(ctx, db, asked, act{Action: "exclusion ended", Subject: subject("case", caseID)}, func(tx pgx.Tx, a *act) (string, error) {
		if _, err := db.placeOf(ctx, tx, caseID, asked.By, readiness.ExcludeCases); err != nil {
			return "", err
		}
		known, err := one(ctx, tx, existsExclusion, args{"id": exclusionID, "case": caseID}, pgx.RowTo[bool])
		if err != nil || !known {
			return "", orNotFound(err, "There is no such exclusion.")
		}
		a.Detail = "exclusion=" + exclusionID
		n, err := exec(ctx, tx, updateExclusionEnd, args{"id": exclusionID, "case": caseID, "now": db.now(), "by": asked.By.PersonID})
		if err == nil && n == 0 {
			return "", errNothing
		}
		return exclusionID, err
	})
	return err
}
