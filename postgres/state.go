package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var selectState = sql("read a review's state", `select state from reviews where id = @id`)

// State is a review as its row has it: what its run carries over, after its last recorded step. NotFound when there is none.
func (db *DB) State(ctx context.Context, reviewID string) (readiness.Review, error) {
	return stateOf[readiness.Review](ctx, db, selectState, reviewID, "review")
}

// stateOf reads the state of a thing.
func stateOf[T any](ctx context.Context, db *DB, read statement, id, noun string) (x T, err error) {
	return stateIn[T](ctx, db.pool, read, id, noun)
}

func stateIn[T any](ctx context.Context, q querier, read statement, id, noun string) (x T, err error) {
	if !isID(id) {
		return x, noSuch(pgx.ErrNoRows, noun)
	}
	state, err := one(ctx, q, read, args{"id": id}, pgx.RowTo[[]byte])
	if err != nil {
		return x, noSuch(err, noun)
	}
	if err := json.Unmarshal(state, &x); err != nil {
		return x, fmt.Errorf("read the state of %s %s: %w", noun, id, err)
	}
	return x, nil
}
