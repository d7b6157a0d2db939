package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectEvidenceDue = sql("list evidence to be looked at again", `
		select e.id::text as id, e.review_by, e.made_by, array(select n.key from notices n where n.subject = 'evidence/' || e.id) as told
		from evidence e where e.review_by <= @soon and `+inForce+` order by e.review_by, e.id`)
	updateEvidenceReview = sql("keep by when evidence is to be looked at again", `
		update evidence e set review_by = @until where e.id::text = @id and `+inForce)
	insertEvidenceLook = sql("keep that evidence was looked at again", `
		insert into evidence_looks (evidence_id, on_day, until_day, by_id, note, at) values (@id, @today, @until, @by, @note, @now)`)
)

// ReviewEvidence keeps that a piece was looked at again and holds until another day, for whoever attached it and whoever runs the plan.
func (db *DB) ReviewEvidence(ctx context.Context, id string, r readiness.ReviewEvidence, asked readiness.Asked) error {
	e, err := db.EvidenceItem(ctx, asked.By, id)
	if err != nil {
		return err
	}
	if err := readiness.MayReviewEvidence(e, asked.By); err != nil {
		return err
	}
	if err := r.Check(db.today()); err != nil {
		return err
	}
	a := act{Action: "evidence looked at again", Subject: "evidence/" + id, Detail: "until=" + r.ReviewBy.String()}
	_, err = once(ctx, db, asked, a, func(tx pgx.Tx, _ *act) (bool, error) {
		n, err := exec(ctx, tx, updateEvidenceReview, args{"id": id, "until": r.ReviewBy})
		if err != nil {
			return false, err
		}
		if n == 0 {
			return false, readiness.Errorf(readiness.Conflict, "This evidence has been withdrawn or replaced, so there is nothing to look at again.")
		}
		_, err = exec(ctx, tx, insertEvidenceLook, args{"id": id, "today": db.today(), "until": r.ReviewBy, "by": asked.By.PersonID, "note": r.Note, "now": db.now()})
		return true, err
	})
	return err
}

type evidenceDueRow struct {
	ID       string
	ReviewBy calendar.Date
	MadeBy   string
	Told     []string
}

// remindEvidence tells people that evidence is to be looked at again, and returns how many notices it made.
func (db *DB) remindEvidence(ctx context.Context, tx pgx.Tx, today calendar.Date) (int64, error) {
	book, err := db.rules(ctx, tx)
	if err != nil {
		return 0, err
	}
	rows, err := all(ctx, tx, selectEvidenceDue, args{"soon": book.Plan.LooksFrom(today, book.Calendar)}, pgx.RowToStructByName[evidenceDueRow])
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	roster, err := db.roster(ctx, tx, today)
	if err != nil {
		return 0, err
	}
	var notices noticeBatch
	for _, r := range rows {
		left := len(roster.holders(readiness.Owner, whereabouts{OwnerID: r.MadeBy})) == 0
		t, tells := book.Plan.Remind(readiness.EvidenceDue{ReviewBy: r.ReviewBy, OwnerID: r.MadeBy, Left: left, Told: r.Told}, today, book.Calendar)
		if tells {
			notices.tell(roster.recipients(t, whereabouts{}), roster.instead(t, whereabouts{}), t, regard{Subject: "evidence/" + r.ID}, db.now())
		}
	}
	return notices.keep(ctx, tx)
}
