package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	insertDeputy = sql("add a deputy", `
		insert into deputies (id, person_id, deputy_id, from_day, until_day) values (@id, @person, @deputy, @from, @until)`)
	selectDeputy = sql("read a deputy", deputyColumns+` where d.id = @id and d.person_id = @person`)
	// An overlap is another deputy of the same person, or the same two people the other way round.
	selectOverlap = sql("look for overlapping deputies", deputyColumns+`
		where (d.person_id = @person or (d.person_id = @deputy and d.deputy_id = @person)) and d.from_day <= @until and d.until_day >= @from
		order by d.from_day limit 1`)
	deleteDeputy    = sql("cancel a deputy", `delete from deputies where id = @id and from_day >= @today`)
	updateDeputyEnd = sql("end a deputy's cover", `update deputies set until_day = @today::date - 1 where id = @id and until_day >= @today`)
)

// AddDeputy lets somebody cover for a person. One person at a time covers for another, nobody for themselves, and two people never for each
// other.
func (db *DB) AddDeputy(ctx context.Context, personID string, d readiness.AddDeputy, asked readiness.Asked) (readiness.Deputy, error) {
	switch {
	case d.DeputyID == personID:
		return readiness.Deputy{}, readiness.FieldErrorf("deputy_id", "Somebody else must cover. Choose another person.")
	case d.Until.Before(d.From):
		return readiness.Deputy{}, readiness.FieldErrorf("until", "The last day must not be before the first day.")
	case d.Until.Before(db.today()):
		return readiness.Deputy{}, readiness.FieldErrorf("until", "The last day must be today or in the future.")
	}
	return once(ctx, db, asked, act{Action: "deputy added", Subject: subject("person", personID)}, func(tx pgx.Tx, a *act) (readiness.Deputy, error) {
		if err := db.mayCover(ctx, tx, personID, d); err != nil {
			return readiness.Deputy{}, err
		}
		id := newID()
		a.Detail = "deputy=" + d.DeputyID + " from=" + d.From.String() + " until=" + d.Until.String()
		if _, err := exec(ctx, tx, insertDeputy, args{"id": id, "person": personID, "deputy": d.DeputyID, "from": d.From, "until": d.Until}); err != nil {
			return readiness.Deputy{}, err
		}
		row, err := one(ctx, tx, selectDeputy, args{"id": id, "person": personID}, pgx.RowToStructByName[deputyRow])
		return row.deputy(), err
	})
}

func (db *DB) mayCover(ctx context.Context, tx pgx.Tx, personID string, d readiness.AddDeputy) error {
	if _, err := exec(ctx, tx, lockPeople, nil); err != nil {
		return err
	}
	if _, err := db.person(ctx, tx, personID); err != nil {
		return err
	}
	deputy, err := db.person(ctx, tx, d.DeputyID)
	if readiness.NotFound.Is(err) || err == nil && !deputy.Active {
		return readiness.FieldErrorf("deputy_id", "Choose somebody with an active account.")
	}
	if err != nil {
		return err
	}
	other, err := one(ctx, tx, selectOverlap, args{"person": personID, "deputy": d.DeputyID, "from": d.From, "until": d.Until}, pgx.RowToStructByName[deputyRow])
	switch {
	case isNone(err):
		return nil
	case err != nil:
		return err
	case other.PersonID == d.DeputyID:
		return readiness.FieldErrorf("deputy_id", "%s is away from %s to %s and covered by this person. Choose somebody else.", deputy.Name, other.FromDay.Long(), other.UntilDay.Long())
	}
	return readiness.FieldErrorf("from", "%s covers from %s to %s already. Choose other days, or end that cover first.", other.DeputyName, other.FromDay.Long(), other.UntilDay.Long())
}

// EndDeputy ends a cover: from today on the person is told again; a cover that has not begun is taken away.
func (db *DB) EndDeputy(ctx context.Context, personID, deputyID string, asked readiness.Asked) error {
	_, err := once(ctx, db, asked, act{Action: "deputy ended", Subject: subject("person", personID)}, func(tx pgx.Tx, a *act) (string, error) {
		if _, err := exec(ctx, tx, lockPeople, nil); err != nil {
			return "", err
		}
		if !isID(personID) || !isID(deputyID) {
			return "", noSuch(pgx.ErrNoRows, "deputy")
		}
		row, err := one(ctx, tx, selectDeputy, args{"id": deputyID, "person": personID}, pgx.RowToStructByName[deputyRow])
		if err != nil {
			return "", noSuch(err, "deputy")
		}
		a.Detail = "deputy=" + row.DeputyID
		for _, end := range []statement{deleteDeputy, updateDeputyEnd} {
			if _, err := exec(ctx, tx, end, args{"id": deputyID, "today": db.today()}); err != nil {
				return "", err
			}
		}
		return deputyID, nil
	})
	return err
}
