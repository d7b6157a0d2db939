package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.FrameworkRegister = (*DB)(nil)

var (
	lockFrameworks   = sql("wait for other changes of the library", `select pg_advisory_xact_lock(hashtext('sightline frameworks'))`)
	insertFramework  = sql("keep a framework", `insert into frameworks (code, from_day, until_day, own, body, by_name, at) values (@code, @from, @until, @own, @body, @by, @now)`)
	updateUntil      = sql("keep the last day of a framework", `update frameworks set until_day = @until where code = @code and until_day is null`)
	selectFrameworks = sql("read the library of frameworks", `
		select f.own, f.body, f.until_day as until_on, f.by_name, f.at, coalesce((select array_agg(c.from_code order by c.from_code) from crosswalks c where c.to_code = f.code), '{}') as follows
		from frameworks f order by f.from_day desc, f.at desc, f.code`)
	selectFramework  = sql("read a framework", `select own, body, until_day as until_on, by_name, at, '{}'::text[] as follows from frameworks where code = @code`)
	insertCrosswalk  = sql("keep a crosswalk", `insert into crosswalks (from_code, to_code, body) values (@from, @to, @body)`)
	selectCrosswalks = sql("read the crosswalks of the library", `select body from crosswalks order by from_code, to_code`)
)

type frameworkRow struct {
	Own     bool
	Body    readiness.Framework
	UntilOn calendar.Date
	ByName  string
	At      time.Time
	Follows []string
}

func (r frameworkRow) framework() readiness.Framework {
	f := r.Body
	f.Until, f.Own = r.UntilOn, r.Own
	return f
}

func (r frameworkRow) line() readiness.FrameworkLine {
	f := r.framework()
	return readiness.FrameworkLine{
		Code: f.Code, Name: f.Name, From: f.From, Until: f.Until, Own: f.Own, Areas: len(f.Areas), Criteria: f.CriteriaCount(), Unconfirmed: f.Unconfirmed(),
		By: r.ByName, At: r.At, Follows: r.Follows,
	}
}

// KeepFrameworks puts the frameworks and crosswalks that a program comes with into the library, where a cycle finds them for as long as the ledger lives.
// Those that are there stay as they are, but for a last day that was not known before. It may be asked at every start. others are the codes of
// those that are kept with another content than the program comes with: somebody has changed a version that was released. The ledger's own stands.
func (db *DB) KeepFrameworks(ctx context.Context, shipped []readiness.Framework, crosswalks []readiness.Crosswalk) (others []string, err error) {
	program := readiness.Actor{PersonID: "sightline", Name: "Sightline"}
	err = db.change(ctx, act{By: program, Action: "frameworks kept", Subject: "framework"}, func(tx pgx.Tx, a *act) error {
		library, walks, err := db.library(ctx, tx)
		if err != nil {
			return err
		}
		var kept []string
		for _, f := range shipped {
			before, there := library[f.Code]
			if there && !sameFramework(before, f) {
				others = append(others, f.Code)
				continue
			}
			changed, err := db.keepFramework(ctx, tx, f, before, there)
			if err != nil {
				return err
			}
			if changed {
				kept = append(kept, f.Code)
			}
		}
		for _, c := range crosswalks {
			if _, there := walks[[2]string{c.From, c.To}]; there {
				continue
			}
			if err := insertWalk(ctx, tx, c); err != nil {
				return err
			}
			kept = append(kept, c.From+">"+c.To)
		}
		if a.Detail = strings.Join(kept, " "); len(kept) == 0 {
			return errNothing
		}
		return nil
	})
	return others, err
}

// keepFramework writes a framework that is new, or its last day when that was not known before.
func (db *DB) keepFramework(ctx context.Context, tx pgx.Tx, f, before readiness.Framework, there bool) (changed bool, err error) {
	switch {
	case !there:
		return true, db.insertFramework(ctx, tx, f, "")
	case before.Until.IsZero() && !f.Until.IsZero():
		_, err := exec(ctx, tx, updateUntil, args{"code": f.Code, "until": f.Until})
		return true, err
	}
	return false, nil
}

// library reads all that is kept, and has others wait who want to add to it.
func (db *DB) library(ctx context.Context, tx pgx.Tx) (map[string]readiness.Framework, map[[2]string]readiness.Crosswalk, error) {
	if _, err := exec(ctx, tx, lockFrameworks, nil); err != nil {
		return nil, nil, err
	}
	all, err := frameworks(ctx, tx)
	if err != nil {
		return nil, nil, err
	}
	walks, err := crosswalks(ctx, tx)
	if err != nil {
		return nil, nil, err
	}
	byCode, byEnds := map[string]readiness.Framework{}, map[[2]string]readiness.Crosswalk{}
	for _, f := range all {
		byCode[f.Code] = f
	}
	for _, c := range walks {
		byEnds[[2]string{c.From, c.To}] = c
	}
	return byCode, byEnds, nil
}

// sameFramework compares what is kept with what is shipped, as the ledger would give it back, but for the last day.
func sameFramework(kept, shipped readiness.Framework) bool {
	shipped.Until, shipped.Own = kept.Until, kept.Own
	return sameBody(kept, shipped)
}

func (db *DB) insertFramework(ctx context.Context, tx pgx.Tx, f readiness.Framework, by string) error {
	body, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("keep the framework %s: %w", f.Code, err)
	}
	_, err = exec(ctx, tx, insertFramework, args{"code": f.Code, "from": f.From, "until": f.Until, "own": f.Own, "body": body, "by": by, "now": db.now()})
	return err
}

func insertWalk(ctx context.Context, tx pgx.Tx, c readiness.Crosswalk) error {
	body, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("keep the crosswalk from %s to %s: %w", c.From, c.To, err)
	}
	_, err = exec(ctx, tx, insertCrosswalk, args{"from": c.From, "to": c.To, "body": body})
	return err
}

func frameworks(ctx context.Context, q querier) ([]readiness.Framework, error) {
	rows, err := all(ctx, q, selectFrameworks, nil, pgx.RowToStructByName[frameworkRow])
	found := make([]readiness.Framework, len(rows))
	for i, r := range rows {
		found[i] = r.framework()
	}
	return found, err
}

func crosswalks(ctx context.Context, q querier) ([]readiness.Crosswalk, error) {
	return all(ctx, q, selectCrosswalks, nil, pgx.RowTo[readiness.Crosswalk])
}

// Frameworks lists the versions in the library, the newest first.
func (db *DB) Frameworks(ctx context.Context) ([]readiness.FrameworkLine, error) {
	rows, err := all(ctx, db.pool, selectFrameworks, nil, pgx.RowToStructByName[frameworkRow])
	lines := make([]readiness.FrameworkLine, len(rows))
	for i, r := range rows {
		lines[i] = r.line()
	}
	return lines, err
}

// Framework is one version.
func (db *DB) Framework(ctx context.Context, code string) (readiness.Framework, error) {
	return framework(ctx, db.pool, code)
}

func framework(ctx context.Context, q querier, code string) (readiness.Framework, error) {
	row, err := one(ctx, q, selectFramework, args{"code": code}, pgx.RowToStructByName[frameworkRow])
	return row.framework(), noSuch(err, "framework in the library")
}

// Crosswalk says what became of each criterion from one version to another, over others where it must.
func (db *DB) Crosswalk(ctx context.Context, from, to string) (readiness.Crosswalk, error) {
	if from == to {
		f, err := db.Framework(ctx, from)
		return readiness.CompareFrameworks(f, f), err
	}
	known, err := crosswalks(ctx, db.pool)
	if err != nil {
		return readiness.Crosswalk{}, err
	}
	c, found := readiness.FindCrosswalk(known, from, to)
	if !found {
		return c, readiness.Errorf(readiness.NotFound, "No crosswalk in the library leads from %s to %s.", from, to)
	}
	return c, nil
}

// TryFramework says what bringing a file in would do now.
func (db *DB) TryFramework(ctx context.Context, f readiness.FrameworkFile) (readiness.FrameworkTrial, error) {
	return tryFramework(ctx, db.pool, f)
}

func tryFramework(ctx context.Context, q querier, f readiness.FrameworkFile) (readiness.FrameworkTrial, error) {
	library, err := frameworks(ctx, q)
	ready := f.Ready(library)
	return readiness.FrameworkTrial{Framework: ready.Framework, Crosswalk: ready.Crosswalk, Problems: f.Check(library)}, err
}

// ImportFramework brings a file in.
func (db *DB) ImportFramework(ctx context.Context, f readiness.FrameworkFile, asked readiness.Asked) (readiness.Framework, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.SetRules, readiness.Place{}); err != nil {
		return readiness.Framework{}, err
	}
	code, err := once(ctx, db, asked, act{Action: "framework brought in", Subject: subject("framework", f.Framework.Code)}, func(tx pgx.Tx, a *act) (string, error) {
		return f.Framework.Code, db.bringIn(ctx, tx, f, asked.By, a)
	})
	if err != nil {
		return readiness.Framework{}, err
	}
	return db.Framework(ctx, code)
}

// bringIn writes a file into the library, unless anything is wrong with it.
func (db *DB) bringIn(ctx context.Context, tx pgx.Tx, f readiness.FrameworkFile, by readiness.Actor, a *act) error {
	if _, err := exec(ctx, tx, lockFrameworks, nil); err != nil { // two of one code are compared one after the other
		return err
	}
	trial, err := tryFramework(ctx, tx, f)
	if err != nil {
		return err
	}
	if err := trial.Check(); err != nil {
		return err
	}
	if err := db.insertFramework(ctx, tx, trial.Framework, by.Name); err != nil {
		return err
	}
	a.Subject, a.Detail = subject("framework", trial.Framework.Code), fmt.Sprintf("criteria=%d", trial.Framework.CriteriaCount())
	if trial.Crosswalk == nil {
		return nil
	}
	a.Detail += " follows=" + trial.Crosswalk.From
	return insertWalk(ctx, tx, *trial.Crosswalk)
}
