package postgres

import (
	"context"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// Statements gives the tests every statement: its purpose and its text.
func Statements() map[string]string {
	all := map[string]string{}
	for _, s := range statements {
		all[s.purpose] = s.text
	}
	return all
}

// StatementCount counts them, so that two with one purpose are noticed.
func StatementCount() int { return len(statements) }

// Migrations is the number of the last migration file.
func Migrations() (int, error) {
	files, err := migrations.ReadDir("migrations")
	if err != nil {
		return 0, err
	}
	last, _, _ := strings.Cut(files[len(files)-1].Name(), "_")
	return strconv.Atoi(last)
}

// PlanFiguresEach counts the plan by theme from the actions themselves, as the kept counts must have it.
func (db *DB) PlanFiguresEach(ctx context.Context, viewer readiness.Actor, q readiness.PlanQuery) ([]readiness.ThemeFigures, error) {
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return nil, err
	}
	q.State = "all"
	rows, err := all(ctx, db.pool, selectThemes, planArgs(k, viewer, q), pgx.RowToStructByNameLax[themeRow])
	return themesOf(rows, k.today), err
}

// CountActionsEach counts what a query lists one by one.
func (db *DB) CountActionsEach(ctx context.Context, viewer readiness.Actor, q readiness.PlanQuery) (int, error) {
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return 0, err
	}
	return one(ctx, db.pool, countActions, planArgs(k, viewer, q), pgx.RowTo[int])
}
