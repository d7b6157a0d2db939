package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.FrameworkDrafts = (*DB)(nil)

const draftColumns = `select id::text as id, seq, by_name, at, file from framework_drafts `

var (
	insertFrameworkDraft  = sql("keep a draft of a framework", `insert into framework_drafts (id, by_id, by_name, at, file) values (@id, @by, @name, @now, @file)`)
	selectFrameworkDraft  = sql("read a draft of a framework", draftColumns+`where id = @id`)
	lockFrameworkDraft    = sql("lock a draft of a framework", draftColumns+`where id = @id for update`)
	selectFrameworkDrafts = sql("list drafts of frameworks", draftColumns+`order by at desc, id desc limit 50`)
	updateFrameworkDraft  = sql("change a draft of a framework", `update framework_drafts set file = @file, seq = seq + 1 where id = @id`)
	deleteFrameworkDraft  = sql("end a draft of a framework", `delete from framework_drafts where id = @id`)
	deleteFrameworkDrafts = sql("forget drafts of frameworks", `delete from framework_drafts where at < @before`)
)

type frameworkDraftRow struct {
	ID     string
	Seq    int
	ByName string
	At     time.Time
	File   readiness.FrameworkFile
}

func (r frameworkDraftRow) draft() readiness.FrameworkDraft {
	return readiness.FrameworkDraft{ID: r.ID, By: r.ByName, At: r.At, Seq: r.Seq, File: r.File, FrameworkTrial: readiness.FrameworkTrial{Framework: r.File.Framework, Crosswalk: r.File.Crosswalk}}
}

const draftNoun = "draft here. A draft ends when it is brought in or thrown away, or after a year"

// KeepFrameworkDraft keeps a file until it is brought in or thrown away.
func (db *DB) KeepFrameworkDraft(ctx context.Context, f readiness.FrameworkFile, asked readiness.Asked) (string, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.SetRules, readiness.Place{}); err != nil {
		return "", err
	}
	return once(ctx, db, asked, act{Action: "framework draft kept"}, func(tx pgx.Tx, a *act) (string, error) {
		return db.newDraft(ctx, tx, f, asked.By, a)
	})
}

func (db *DB) newDraft(ctx context.Context, tx pgx.Tx, f readiness.FrameworkFile, by readiness.Actor, a *act) (string, error) {
	id := newID()
	a.Subject = subject("framework-draft", id)
	body, err := json.Marshal(f)
	if err != nil {
		return "", fmt.Errorf("keep a draft of a framework: %w", err)
	}
	_, err = exec(ctx, tx, insertFrameworkDraft, args{"id": id, "by": by.PersonID, "name": by.Name, "now": db.now(), "file": body})
	return id, err
}

// CloneFramework begins a draft that is like a framework of the library.
func (db *DB) CloneFramework(ctx context.Context, code string, c readiness.CloneFramework, asked readiness.Asked) (string, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.SetRules, readiness.Place{}); err != nil {
		return "", err
	}
	return once(ctx, db, asked, act{Action: "framework copied"}, func(tx pgx.Tx, a *act) (string, error) {
		f, err := framework(ctx, tx, code)
		if err != nil {
			return "", err
		}
		library, err := frameworks(ctx, tx)
		if err != nil {
			return "", err
		}
		if err := c.Check(library); err != nil {
			return "", err
		}
		a.Detail = "of=" + code
		return db.newDraft(ctx, tx, c.Of(f), asked.By, a)
	})
}

// FrameworkDraft is one draft, and what is wrong with it now.
func (db *DB) FrameworkDraft(ctx context.Context, id string) (readiness.FrameworkDraft, error) {
	if !isID(id) {
		return readiness.FrameworkDraft{}, noSuch(pgx.ErrNoRows, draftNoun)
	}
	row, err := one(ctx, db.pool, selectFrameworkDraft, args{"id": id}, pgx.RowToStructByName[frameworkDraftRow])
	if err != nil {
		return readiness.FrameworkDraft{}, noSuch(err, draftNoun)
	}
	draft := row.draft()
	draft.FrameworkTrial, err = db.TryFramework(ctx, draft.File)
	return draft, err
}

// FrameworkDrafts lists the drafts, newest first, without what is wrong with them.
func (db *DB) FrameworkDrafts(ctx context.Context) ([]readiness.FrameworkDraft, error) {
	rows, err := all(ctx, db.pool, selectFrameworkDrafts, nil, pgx.RowToStructByName[frameworkDraftRow])
	drafts := make([]readiness.FrameworkDraft, len(rows))
	for i, r := range rows {
		drafts[i] = r.draft()
	}
	return drafts, err
}

// onDraft is a change of one draft, which is locked until the change ends. A draft that has moved on since the asker's page is refused.
func onDraft(ctx context.Context, db *DB, id, action string, asked readiness.Asked, do func(tx pgx.Tx, d readiness.FrameworkDraft, a *act) (string, error)) (string, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.SetRules, readiness.Place{}); err != nil {
		return "", err
	}
	if !isID(id) {
		return "", noSuch(pgx.ErrNoRows, draftNoun)
	}
	return once(ctx, db, asked, act{Action: action, Subject: subject("framework-draft", id)}, func(tx pgx.Tx, a *act) (string, error) {
		row, err := one(ctx, tx, lockFrameworkDraft, args{"id": id}, pgx.RowToStructByName[frameworkDraftRow])
		if err != nil {
			return "", noSuch(err, draftNoun)
		}
		if asked.IfSeq != 0 && asked.IfSeq != row.Seq {
			return "", readiness.Errorf(readiness.Conflict, "Somebody has changed the draft since you opened this page. Look at it again, then decide again.")
		}
		return do(tx, row.draft(), a)
	})
}

// ChangeFrameworkDraft makes one change of a draft.
func (db *DB) ChangeFrameworkDraft(ctx context.Context, id string, c readiness.FrameworkChange, asked readiness.Asked) error {
	_, err := onDraft(ctx, db, id, c.Name(), asked, func(tx pgx.Tx, d readiness.FrameworkDraft, _ *act) (string, error) {
		changed, err := c.Change(d.File)
		if err != nil {
			return "", err
		}
		body, err := json.Marshal(changed)
		if err != nil {
			return "", fmt.Errorf("change a draft of a framework: %w", err)
		}
		_, err = exec(ctx, tx, updateFrameworkDraft, args{"id": id, "file": body})
		return id, err
	})
	return err
}

// FinishFrameworkDraft brings a draft into the library.
func (db *DB) FinishFrameworkDraft(ctx context.Context, id string, asked readiness.Asked) (readiness.Framework, error) {
	code, err := onDraft(ctx, db, id, "framework brought in", asked, func(tx pgx.Tx, d readiness.FrameworkDraft, a *act) (string, error) {
		if err := db.bringIn(ctx, tx, d.File, asked.By, a); err != nil {
			return "", err
		}
		_, err := exec(ctx, tx, deleteFrameworkDraft, args{"id": id})
		return d.File.Framework.Code, err
	})
	if err != nil {
		return readiness.Framework{}, err
	}
	return db.Framework(ctx, code)
}

// DropFrameworkDraft throws a draft away.
func (db *DB) DropFrameworkDraft(ctx context.Context, id string, asked readiness.Asked) error {
	_, err := onDraft(ctx, db, id, "framework draft thrown away", asked, func(tx pgx.Tx, _ readiness.FrameworkDraft, _ *act) (string, error) {
		_, err := exec(ctx, tx, deleteFrameworkDraft, args{"id": id})
		return id, err
	})
	return err
}
