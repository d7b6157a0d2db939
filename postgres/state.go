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
	var r readiness.Review
	if !isID(reviewID) {
		return r, readiness.Errorf(readiness.NotFound, "There is no such review.")
	}
	state, err := one(ctx, db.pool, selectState, args{"id": reviewID}, pgx.RowTo[[]byte])
	if isNone(err) {
		return r, readiness.Errorf(readiness.NotFound, "There is no such review.")
	}
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal(state, &r); err != nil {
		return r, fmt.Errorf("read the state of review %s: %w", reviewID, err)
	}
	return r, nil
}
