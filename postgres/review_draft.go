package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// draftBytes is the most that a draft holds: several times what the form takes.
const draftBytes = 64 << 10

var (
	selectDraft = sql("read a draft", `select fields, saved_at from drafts where review_id::text = @review and person_id::text = @person`)
	upsertDraft = sql("keep a draft", `
		insert into drafts (review_id, person_id, fields, saved_at) values (@review, @person, @fields, @now)
		on conflict (review_id, person_id) do update set fields = excluded.fields, saved_at = excluded.saved_at`)
	deleteDrafts = sql("drop a review's drafts", `delete from drafts where review_id = @review`)
	deleteDraft  = sql("drop a draft", `delete from drafts where review_id = @review and person_id = @person`)
)

type draftRow struct {
	Fields  map[string]string
	SavedAt time.Time
}

// Draft is what a person has typed into a review's form and not sent; the zero Draft when there is none.
func (db *DB) Draft(ctx context.Context, reviewID, personID string) (readiness.Draft, error) {
	row, err := one(ctx, db.pool, selectDraft, args{"review": reviewID, "person": personID}, pgx.RowToStructByName[draftRow])
	if isNone(err) {
		return readiness.Draft{}, nil
	}
	return readiness.Draft{Fields: row.Fields, SavedAt: row.SavedAt}, err
}

// SaveDraft keeps it; no fields drop it, and so does the review's submission or end. A draft leaves no audit row: nothing has happened yet.
func (db *DB) SaveDraft(ctx context.Context, reviewID string, fields map[string]string, by readiness.Actor) error {
	if _, err := db.reviewFor(ctx, by, reviewID); err != nil {
		return err
	}
	if len(fields) == 0 {
		_, err := exec(ctx, db.pool, deleteDraft, args{"review": reviewID, "person": by.PersonID})
		return err
	}
	size := 0
	for name, value := range fields {
		size += len(name) + len(value)
	}
	if size > draftBytes {
		return readiness.Errorf(readiness.TooLarge, "This draft is too long to keep. Shorten it and save it again.")
	}
	_, err := exec(ctx, db.pool, upsertDraft, args{"review": reviewID, "person": by.PersonID, "fields": fields, "now": db.now()})
	return err
}
