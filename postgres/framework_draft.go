package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.FrameworkDrafts = (*DB)(nil)

const draftColumns = `select id::text as id, seq, by_name, at, file from framework_drafts `

var deleteFrameworkDrafts = sql("forget drafts of frameworks", `delete from framework_drafts where at < @before`)

var frameworkDesk = draftDesk[readiness.FrameworkFile]{
	kind:   "framework-draft",
	insert: sql("keep a draft of a framework", `insert into framework_drafts (id, by_id, by_name, at, file) values (@id, @by, @name, @now, @file)`),
	one:    sql("read a draft of a framework", draftColumns+`where id = @id`),
	lock:   sql("lock a draft of a framework", draftColumns+`where id = @id for update`),
	list:   sql("list drafts of frameworks", draftColumns+`order by at desc, id desc limit 50`),
	update: sql("change a draft of a framework", `update framework_drafts set file = @file, seq = seq + 1 where id = @id`),
	delete: sql("end a draft of a framework", `delete from framework_drafts where id = @id`),
}

func frameworkDraft(r deskDraft[readiness.FrameworkFile]) readiness.FrameworkDraft {
	return readiness.FrameworkDraft{ID: r.ID, By: r.ByName, At: r.At, Seq: r.Seq, File: r.File, FrameworkTrial: readiness.FrameworkTrial{Framework: r.File.Framework, Crosswalk: r.File.Crosswalk}}
}

// KeepFrameworkDraft keeps a file until it is brought in or thrown away.
func (db *DB) KeepFrameworkDraft(ctx context.Context, f readiness.FrameworkFile, asked readiness.Asked) (string, error) {
	return frameworkDesk.begin(ctx, db, asked, act{Action: "framework draft kept"}, func(pgx.Tx) (readiness.FrameworkFile, error) { return f, nil })
}

// CloneFramework begins a draft that is like a framework of the library.
func (db *DB) CloneFramework(ctx context.Context, code string, c readiness.CloneFramework, asked readiness.Asked) (string, error) {
	return frameworkDesk.begin(ctx, db, asked, act{Action: "framework copied", Detail: "of=" + code}, func(tx pgx.Tx) (copied readiness.FrameworkFile, err error) {
		f, err := framework(ctx, tx, code)
		if err != nil {
			return copied, err
		}
		library, err := frameworks(ctx, tx)
		if err == nil {
			err = c.Check(library)
		}
		return c.Of(f), err
	})
}

// FrameworkDraft is one draft, and what is wrong with it now.
func (db *DB) FrameworkDraft(ctx context.Context, id string) (readiness.FrameworkDraft, error) {
	row, err := frameworkDesk.read(ctx, db, id)
	if err != nil {
		return readiness.FrameworkDraft{}, err
	}
	draft := frameworkDraft(row)
	draft.FrameworkTrial, err = db.TryFramework(ctx, draft.File)
	return draft, err
}

// FrameworkDrafts lists the drafts, newest first, without what is wrong with them.
func (db *DB) FrameworkDrafts(ctx context.Context) ([]readiness.FrameworkDraft, error) {
	rows, err := all(ctx, db.pool, frameworkDesk.list, nil, pgx.RowToStructByName[deskDraft[readiness.FrameworkFile]])
	drafts := make([]readiness.FrameworkDraft, len(rows))
	for i, r := range rows {
		drafts[i] = frameworkDraft(r)
	}
	return drafts, err
}

// ChangeFrameworkDraft makes one change of a draft.
func (db *DB) ChangeFrameworkDraft(ctx context.Context, id string, c readiness.FrameworkChange, asked readiness.Asked) error {
	return frameworkDesk.change(ctx, db, id, c.Name(), asked, c.Change)
}

// FinishFrameworkDraft brings a draft into the library.
func (db *DB) FinishFrameworkDraft(ctx context.Context, id string, asked readiness.Asked) (readiness.Framework, error) {
	code, err := frameworkDesk.finish(ctx, db, id, "framework brought in", asked, func(tx pgx.Tx, f readiness.FrameworkFile, a *act) (string, error) {
		return f.Framework.Code, db.bringIn(ctx, tx, f, asked.By, a)
	})
	if err != nil {
		return readiness.Framework{}, err
	}
	return db.Framework(ctx, code)
}

// DropFrameworkDraft throws a draft away.
func (db *DB) DropFrameworkDraft(ctx context.Context, id string, asked readiness.Asked) error {
	return frameworkDesk.drop(ctx, db, id, "framework draft thrown away", asked)
}
