package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// openOwn is a change of a sheet that was not brought in yet; it is locked until the change ends.
func (db *DB) openOwn(ctx context.Context, id, action string, asked readiness.Asked, do func(tx pgx.Tx, a *act) error) error {
	if err := readiness.MayOrRefuse(asked.By, readiness.ImportLists, readiness.Place{}); err != nil {
		return err
	}
	if !isID(id) {
		return noSuch(pgx.ErrNoRows, ownSheetNoun)
	}
	_, err := once(ctx, db, asked, act{Action: action, Subject: subject("own-list", id)}, func(tx pgx.Tx, a *act) (string, error) {
		done, err := one(ctx, tx, lockOwnImport, args{"id": id}, pgx.RowTo[bool])
		if err != nil {
			return "", noSuch(err, ownSheetNoun)
		}
		if done {
			return "", readiness.Errorf(readiness.Conflict, "Somebody has brought this list in already.")
		}
		return id, do(tx, a)
	})
	return err
}

// ApplyOwnImport makes the list what the sheet says, and counts the cohorts anew: all in one transaction. What the asker was shown must still be so.
func (db *DB) ApplyOwnImport(ctx context.Context, id string, c readiness.ConfirmOwnImport, asked readiness.Asked) error {
	return db.openOwn(ctx, id, "own list brought in", asked, func(tx pgx.Tx, a *act) error {
		if _, err := exec(ctx, tx, lockCohorts, nil); err != nil {
			return err
		}
		i, err := db.ownImport(ctx, tx, id)
		if err != nil {
			return err
		}
		if i.On.Before(i.Last) {
			return readiness.Errorf(readiness.Conflict, "The list of %s was brought in meanwhile, and this one describes %s. Throw it away, and choose a newer one.", i.Last.Long(), i.On.Long())
		}
		if err := c.Check(i.Trial); err != nil {
			return err
		}
		var rows listBatch
		for _, r := range i.Trial.Rows {
			if err := rows.add(r.ChildRef, r.Values["team"], r); err != nil {
				return err
			}
		}
		list, err := db.keepList(ctx, tx, readiness.CohortList{List: i.List.Code, On: i.On, File: i.File}, rows, asked.By)
		if err != nil {
			return err
		}
		if _, err := exec(ctx, tx, updateOwnDone, args{"id": id, "list": list}); err != nil {
			return err
		}
		a.Detail = fmt.Sprintf("list=%s rows=%d new=%d gone=%d changed=%d left_out=%d", i.List.Code, len(rows.refs), len(i.Trial.New), len(i.Trial.Gone), len(i.Trial.Changed), i.Trial.LeftOut())
		return db.countCohorts(ctx, tx)
	})
}

// DropOwnImport throws a sheet away that was not brought in.
func (db *DB) DropOwnImport(ctx context.Context, id string, asked readiness.Asked) error {
	return db.openOwn(ctx, id, "own list thrown away", asked, func(tx pgx.Tx, _ *act) error {
		_, err := exec(ctx, tx, deleteOwnImport, args{"id": id})
		return err
	})
}
