package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.Forecasts = (*DB)(nil)

// Prospect reads what tonight's sweep would read, and plans nothing.
func (db *DB) Prospect(ctx context.Context) (readiness.Prospect, error) {
	return db.prospect(ctx, db.pool)
}

func (db *DB) prospect(ctx context.Context, q querier) (readiness.Prospect, error) {
	p := readiness.Prospect{On: db.today()}
	book, err := db.rules(ctx, q)
	if err != nil {
		return p, err
	}
	p.Rules, p.Calendar = book.Rules, book.Calendar
	rows, err := all(ctx, q, selectSweepCases, args{"today": p.On}, pgx.RowToStructByName[sweepRow])
	if err != nil {
		return p, err
	}
	for _, row := range rows {
		p.Cases = append(p.Cases, row.sweepCase())
	}
	if p.Load, err = sweepLoad(ctx, q); err != nil {
		return p, err
	}
	p.Areas, err = all(ctx, q, listAreas, args{"today": p.On}, pgx.RowToStructByName[readiness.Area])
	return p, err
}
