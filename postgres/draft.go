package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// A draftDesk keeps drafts of one kind of things on their way into the library, each as the file F that it is or would be.
type draftDesk[F any] struct {
	kind                                    string // as subjects of the audit trail have it
	insert, one, lock, list, update, delete statement
}

// A deskDraft is one draft.
type deskDraft[F any] struct {
	ID     string
	Seq    int
	ByName string
	At     time.Time
	File   F
}

const draftNoun = "draft here. A draft ends when it is brought in or thrown away, or after a year"

// keep begins a draft.
func (k draftDesk[F]) keep(ctx context.Context, db *DB, tx pgx.Tx, file F, by readiness.Actor, a *act) (id string, err error) {
	id = newID()
	a.Subject = subject(k.kind, id)
	body, err := json.Marshal(file)
	if err != nil {
		return "", fmt.Errorf("%s: %w", k.insert.purpose, err)
	}
	_, err = exec(ctx, tx, k.insert, args{"id": id, "by": by.PersonID, "name": by.Name, "now": db.now(), "file": body})
	return id, err
}

// begin begins a draft with the file that is made of the library, for whoever may SetRules.
func (k draftDesk[F]) begin(ctx context.Context, db *DB, asked readiness.Asked, a act, of func(tx pgx.Tx) (F, error)) (id string, err error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.SetRules, readiness.Place{}); err != nil {
		return "", err
	}
	return once(ctx, db, asked, a, func(tx pgx.Tx, a *act) (string, error) {
		file, err := of(tx)
		if err != nil {
			return "", err
		}
		return k.keep(ctx, db, tx, file, asked.By, a)
	})
}

// read is one draft.
func (k draftDesk[F]) read(ctx context.Context, db *DB, id string) (row deskDraft[F], err error) {
	if !isID(id) {
		return row, noSuch(pgx.ErrNoRows, draftNoun)
	}
	row, err = one(ctx, db.pool, k.one, args{"id": id}, pgx.RowToStructByName[deskDraft[F]])
	return row, noSuch(err, draftNoun)
}

// on is a change of one draft, which is locked until the change ends. A draft that has moved on since the asker's page is refused.
func (k draftDesk[F]) on(ctx context.Context, db *DB, id, action string, asked readiness.Asked, do func(tx pgx.Tx, file F, a *act) (string, error)) (string, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.SetRules, readiness.Place{}); err != nil {
		return "", err
	}
	if !isID(id) {
		return "", noSuch(pgx.ErrNoRows, draftNoun)
	}
	return once(ctx, db, asked, act{Action: action, Subject: subject(k.kind, id)}, func(tx pgx.Tx, a *act) (string, error) {
		row, err := one(ctx, tx, k.lock, args{"id": id}, pgx.RowToStructByName[deskDraft[F]])
		if err != nil {
			return "", noSuch(err, draftNoun)
		}
		if asked.IfSeq != 0 && asked.IfSeq != row.Seq {
			return "", readiness.Errorf(readiness.Conflict, "Somebody has changed the draft since you opened this page. Look at it again, then decide again.")
		}
		return do(tx, row.File, a)
	})
}

// change makes one change of a draft.
func (k draftDesk[F]) change(ctx context.Context, db *DB, id, action string, asked readiness.Asked, change func(F) (F, error)) error {
	_, err := k.on(ctx, db, id, action, asked, func(tx pgx.Tx, file F, _ *act) (string, error) {
		changed, err := change(file)
		if err != nil {
			return "", err
		}
		body, err := json.Marshal(changed)
		if err != nil {
			return "", fmt.Errorf("%s: %w", k.update.purpose, err)
		}
		_, err = exec(ctx, tx, k.update, args{"id": id, "file": body})
		return id, err
	})
	return err
}

// finish ends a draft with what it is brought in as.
func (k draftDesk[F]) finish(ctx context.Context, db *DB, id, action string, asked readiness.Asked, bringIn func(tx pgx.Tx, file F, a *act) (code string, err error)) (code string, err error) {
	return k.on(ctx, db, id, action, asked, func(tx pgx.Tx, file F, a *act) (string, error) {
		code, err := bringIn(tx, file, a)
		if err != nil {
			return "", err
		}
		_, err = exec(ctx, tx, k.delete, args{"id": id})
		return code, err
	})
}

// drop throws a draft away.
func (k draftDesk[F]) drop(ctx context.Context, db *DB, id, action string, asked readiness.Asked) error {
	_, err := k.on(ctx, db, id, action, asked, func(tx pgx.Tx, _ F, _ *act) (string, error) {
		_, err := exec(ctx, tx, k.delete, args{"id": id})
		return id, err
	})
	return err
}
