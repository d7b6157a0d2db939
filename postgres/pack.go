package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.PackRegister = (*DB)(nil)

var (
	insertPack   = sql("keep a focus area", `insert into focus_packs (code, focus, from_day, own, body, by_name, at) values (@code, @of, @from, @own, @body, @by, @now)`)
	insertRunUp  = sql("keep a run-up", `insert into run_ups (code, kind, from_day, own, body, by_name, at) values (@code, @of, @from, @own, @body, @by, @now)`)
	selectPacks  = sql("read the library of focus areas", `select body, by_name, at from focus_packs`)
	selectRunUps = sql("read the library of run-ups", `select body, by_name, at from run_ups`)
	selectPack   = sql("read a focus area", `select body from focus_packs where code = @code`)
	selectRunUp  = sql("read a run-up", `select body from run_ups where code = @code`)
	selectCodes  = sql("list the codes of the library of focus areas", `select code from focus_packs union all select code from run_ups`)
)

// A pieceRow is one pack or run-up of the library.
type pieceRow[T any] struct {
	Body   T
	ByName string
	At     time.Time
}

// KeepPacks puts the packs and run-ups that a program comes with into the library, where a visit finds them for as long as the ledger lives. Those that are
// there stay as they are. It may be asked at every start. others are the codes of those that are kept with another content than the program comes with.
func (db *DB) KeepPacks(ctx context.Context, packs []readiness.FocusPack, runUps []readiness.RunUp) (others []string, err error) {
	program := readiness.Actor{PersonID: "sightline", Name: "Sightline"}
	err = db.change(ctx, act{By: program, Action: "focus areas kept", Subject: "focus-area"}, func(tx pgx.Tx, a *act) error {
		if _, err := exec(ctx, tx, lockFrameworks, nil); err != nil {
			return err
		}
		kept, changed, err := keepShipped(ctx, db, tx, selectPacks, packs, func(p readiness.FocusPack) readiness.PackFile { return readiness.PackFile{Pack: &p} })
		if err != nil {
			return err
		}
		more, changedToo, err := keepShipped(ctx, db, tx, selectRunUps, runUps, func(r readiness.RunUp) readiness.PackFile { return readiness.PackFile{RunUp: &r} })
		if err != nil {
			return err
		}
		others = append(changed, changedToo...)
		kept = append(kept, more...)
		if a.Detail = strings.Join(kept, " "); len(kept) == 0 {
			return errNothing
		}
		return nil
	})
	return others, err
}

// keepShipped writes those that are new, and names those that are kept with another content.
func keepShipped[T any](ctx context.Context, db *DB, tx pgx.Tx, list statement, shipped []T, file func(T) readiness.PackFile) (kept, others []string, err error) {
	rows, err := all(ctx, tx, list, nil, pgx.RowToStructByName[pieceRow[T]])
	if err != nil {
		return nil, nil, err
	}
	before := map[string]T{}
	for _, r := range rows {
		before[file(r.Body).Code()] = r.Body
	}
	for _, piece := range shipped {
		f := file(piece)
		was, there := before[f.Code()]
		switch {
		case there && !sameBody(was, piece):
			others = append(others, f.Code())
		case !there:
			if err := db.insertPiece(ctx, tx, f, ""); err != nil {
				return nil, nil, err
			}
			kept = append(kept, f.Code())
		}
	}
	return kept, others, nil
}

// sameBody compares what is kept with what is shipped, as the ledger would give it back.
func sameBody[T any](kept, shipped T) bool {
	body, err := json.Marshal(shipped)
	var again T
	if err == nil {
		err = json.Unmarshal(body, &again)
	}
	return err == nil && reflect.DeepEqual(kept, again)
}

// insertPiece writes a pack or a run-up into the library.
func (db *DB) insertPiece(ctx context.Context, tx pgx.Tx, f readiness.PackFile, by string) error {
	var piece any
	var into statement
	var a args
	if f.RunUp != nil {
		piece, into, a = f.RunUp, insertRunUp, args{"of": f.RunUp.Kind, "from": f.RunUp.From, "own": f.RunUp.Own}
	} else {
		piece, into, a = f.Pack, insertPack, args{"of": f.Pack.Focus, "from": f.Pack.From, "own": f.Pack.Own}
	}
	body, err := json.Marshal(piece)
	if err != nil {
		return fmt.Errorf("%s %s: %w", into.purpose, f.Code(), err)
	}
	a["code"], a["body"], a["by"], a["now"] = f.Code(), body, by, db.now()
	_, err = exec(ctx, tx, into, a)
	return err
}

// Packs lists the versions of the focus areas' packs.
func (db *DB) Packs(ctx context.Context) ([]readiness.PackVersion, error) {
	versions, _, err := packs(ctx, db.pool)
	return versions, err
}

// packs are all versions in the order of the library, and the packs by their code.
func packs(ctx context.Context, q querier) (versions []readiness.PackVersion, byCode map[string]readiness.FocusPack, err error) {
	rows, err := all(ctx, q, selectPacks, nil, pgx.RowToStructByName[pieceRow[readiness.FocusPack]])
	versions, byCode = make([]readiness.PackVersion, len(rows)), map[string]readiness.FocusPack{}
	for i, r := range rows {
		versions[i], byCode[r.Body.Code] = r.Body.VersionOf(r.ByName, r.At), r.Body
	}
	readiness.OrderPacks(versions)
	return versions, byCode, err
}

// RunUps lists the versions of the run-ups.
func (db *DB) RunUps(ctx context.Context) ([]readiness.RunUpVersion, error) {
	rows, err := all(ctx, db.pool, selectRunUps, nil, pgx.RowToStructByName[pieceRow[readiness.RunUp]])
	versions := make([]readiness.RunUpVersion, len(rows))
	for i, r := range rows {
		versions[i] = r.Body.VersionOf(r.ByName, r.At)
	}
	readiness.OrderRunUps(versions)
	return versions, err
}

// Pack is one version of a focus area's pack.
func (db *DB) Pack(ctx context.Context, code string) (readiness.FocusPack, error) {
	return pack(ctx, db.pool, code)
}

func pack(ctx context.Context, q querier, code string) (readiness.FocusPack, error) {
	p, err := one(ctx, q, selectPack, args{"code": code}, pgx.RowTo[readiness.FocusPack])
	return p, noSuch(err, "focus area in the library")
}

// RunUp is one version of a run-up.
func (db *DB) RunUp(ctx context.Context, code string) (readiness.RunUp, error) {
	return runUp(ctx, db.pool, code)
}

func runUp(ctx context.Context, q querier, code string) (readiness.RunUp, error) {
	r, err := one(ctx, q, selectRunUp, args{"code": code}, pgx.RowTo[readiness.RunUp])
	return r, noSuch(err, "run-up in the library")
}

// PacksOn are the packs in force on a day.
func (db *DB) PacksOn(ctx context.Context, day calendar.Date) ([]readiness.FocusPack, error) {
	return packsOn(ctx, db.pool, day)
}

func packsOn(ctx context.Context, q querier, day calendar.Date) ([]readiness.FocusPack, error) {
	versions, byCode, err := packs(ctx, q)
	found := []readiness.FocusPack{}
	for _, code := range readiness.PackInForce(versions, day) {
		found = append(found, byCode[code])
	}
	return found, err
}

// RunUpOn is the run-up in force on a day for a kind of visit.
func (db *DB) RunUpOn(ctx context.Context, kind string, day calendar.Date) (readiness.RunUp, error) {
	versions, err := db.RunUps(ctx)
	if err != nil {
		return readiness.RunUp{}, err
	}
	code := readiness.RunUpInForce(versions, kind, day)
	if code == "" {
		return readiness.RunUp{}, readiness.Errorf(readiness.NotFound, "No run-up in the library is in force on %s for this kind of visit.", day.Long())
	}
	return db.RunUp(ctx, code)
}
