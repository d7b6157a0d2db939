package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.PackDrafts = (*DB)(nil)

const packDraftColumns = `select id::text as id, seq, by_name, at, file from pack_drafts `

var deletePackDrafts = sql("forget drafts of focus areas", `delete from pack_drafts where at < @before`)

var packDesk = draftDesk[readiness.PackFile]{
	kind:   "pack-draft",
	insert: sql("keep a draft of a focus area", `insert into pack_drafts (id, by_id, by_name, at, file) values (@id, @by, @name, @now, @file)`),
	one:    sql("read a draft of a focus area", packDraftColumns+`where id = @id`),
	lock:   sql("lock a draft of a focus area", packDraftColumns+`where id = @id for update`),
	list:   sql("list drafts of focus areas", packDraftColumns+`order by at desc, id desc limit 50`),
	update: sql("change a draft of a focus area", `update pack_drafts set file = @file, seq = seq + 1 where id = @id`),
	delete: sql("end a draft of a focus area", `delete from pack_drafts where id = @id`),
}

// KeepPackDraft keeps a file until it is brought in or thrown away.
func (db *DB) KeepPackDraft(ctx context.Context, f readiness.PackFile, asked readiness.Asked) (string, error) {
	return packDesk.begin(ctx, db, asked, act{Action: "focus area draft kept"}, func(pgx.Tx) (readiness.PackFile, error) { return f, nil })
}

// ClonePack begins a draft that is like a pack of the library.
func (db *DB) ClonePack(ctx context.Context, code string, c readiness.ClonePack, asked readiness.Asked) (string, error) {
	return packDesk.begin(ctx, db, asked, act{Action: "focus area copied", Detail: "of=" + code}, func(tx pgx.Tx) (f readiness.PackFile, err error) {
		p, err := pack(ctx, tx, code)
		if err != nil {
			return f, err
		}
		taken, err := takenCodes(ctx, tx)
		if err == nil {
			err = c.Check(taken)
		}
		return c.Of(p), err
	})
}

// CloneRunUp begins a draft that is like a run-up of the library.
func (db *DB) CloneRunUp(ctx context.Context, code string, c readiness.CloneRunUp, asked readiness.Asked) (string, error) {
	return packDesk.begin(ctx, db, asked, act{Action: "run-up copied", Detail: "of=" + code}, func(tx pgx.Tx) (f readiness.PackFile, err error) {
		r, err := runUp(ctx, tx, code)
		if err != nil {
			return f, err
		}
		taken, err := takenCodes(ctx, tx)
		if err == nil {
			err = c.Check(taken)
		}
		return c.Of(r), err
	})
}

func takenCodes(ctx context.Context, q querier) ([]string, error) {
	return all(ctx, q, selectCodes, nil, pgx.RowTo[string])
}

func packDraft(r deskDraft[readiness.PackFile]) readiness.PackDraft {
	return readiness.PackDraft{ID: r.ID, By: r.ByName, At: r.At, Seq: r.Seq, File: r.File}
}

// PackDraft is one draft, and what is wrong with it now.
func (db *DB) PackDraft(ctx context.Context, id string) (readiness.PackDraft, error) {
	row, err := packDesk.read(ctx, db, id)
	if err != nil {
		return readiness.PackDraft{}, err
	}
	draft := packDraft(row)
	taken, err := takenCodes(ctx, db.pool)
	draft.Problems = draft.File.Check(taken)
	return draft, err
}

// PackDrafts lists the drafts, newest first, without what is wrong with them.
func (db *DB) PackDrafts(ctx context.Context) ([]readiness.PackDraft, error) {
	rows, err := all(ctx, db.pool, packDesk.list, nil, pgx.RowToStructByName[deskDraft[readiness.PackFile]])
	drafts := make([]readiness.PackDraft, len(rows))
	for i, r := range rows {
		drafts[i] = packDraft(r)
	}
	return drafts, err
}

// ChangePackDraft makes one change of a draft.
func (db *DB) ChangePackDraft(ctx context.Context, id string, c readiness.PackChange, asked readiness.Asked) error {
	return packDesk.change(ctx, db, id, c.Name(), asked, c.Change)
}

// FinishPackDraft brings a draft into the library.
func (db *DB) FinishPackDraft(ctx context.Context, id string, asked readiness.Asked) (readiness.PackFile, error) {
	code, err := packDesk.finish(ctx, db, id, "focus area brought in", asked, func(tx pgx.Tx, f readiness.PackFile, a *act) (string, error) {
		return f.Code(), db.bringPieceIn(ctx, tx, f.Ready(), asked.By, a)
	})
	if err != nil {
		return readiness.PackFile{}, err
	}
	return db.piece(ctx, code)
}

// piece is the pack or the run-up that has a code.
func (db *DB) piece(ctx context.Context, code string) (readiness.PackFile, error) {
	p, err := db.Pack(ctx, code)
	if !readiness.NotFound.Is(err) {
		return readiness.PackFile{Name: code, Pack: &p}, err
	}
	r, err := db.RunUp(ctx, code)
	return readiness.PackFile{Name: code, RunUp: &r}, err
}

// bringPieceIn writes a file into the library, unless anything is wrong with it.
func (db *DB) bringPieceIn(ctx context.Context, tx pgx.Tx, f readiness.PackFile, by readiness.Actor, a *act) error {
	if _, err := exec(ctx, tx, lockFrameworks, nil); err != nil { // two of one code are compared one after the other
		return err
	}
	taken, err := takenCodes(ctx, tx)
	if err != nil {
		return err
	}
	if err := (readiness.PackDraft{File: f, Problems: f.Check(taken)}).Check(); err != nil {
		return err
	}
	a.Subject = subject("focus-area", f.Code())
	if f.RunUp != nil {
		a.Action, a.Subject = "run-up brought in", subject("run-up", f.Code())
	}
	if err := db.insertPiece(ctx, tx, f, by.Name); err != nil {
		return err
	}
	return db.keepCohortsToday(ctx, tx)
}

// DropPackDraft throws a draft away.
func (db *DB) DropPackDraft(ctx context.Context, id string, asked readiness.Asked) error {
	return packDesk.drop(ctx, db, id, "focus area draft thrown away", asked)
}
