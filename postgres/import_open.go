package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"
)

var selectOpenImports = sql("list uploads under way", `select id::text from imports where status in ('checking', 'checked', 'applying') order by id`)

// OpenImports lists the uploads that are being read or wait for somebody to confirm them.
func (db *DB) OpenImports(ctx context.Context) ([]string, error) {
	return all(ctx, db.pool, selectOpenImports, nil, pgx.RowTo[string])
}
