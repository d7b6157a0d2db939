package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// Exported records that somebody takes a list away as a file. Whoever cannot be recorded gets none.
func (db *DB) Exported(ctx context.Context, by readiness.Actor, e readiness.Export) error {
	a := act{By: by, Action: "list exported", Subject: "list/" + e.List, Detail: fmt.Sprintf("format=%s rows=%d", e.Format, e.Rows)}
	if e.Filter != "" {
		a.Detail = join(a.Detail, "filter="+e.Filter)
	}
	return db.change(ctx, a, func(pgx.Tx, *act) error { return nil })
}
