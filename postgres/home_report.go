package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	upsertHomeReport = sql("keep the report of a visit to a home", `
		insert into home_reports (visit_id, body, by_id, at) values (@id, @body, @by, @now)
		on conflict (visit_id) do update set body = excluded.body, by_id = excluded.by_id, at = excluded.at`)
	insertHomeCopy = sql("keep that a copy of a report on a home was sent", `
		insert into home_copies (visit_id, recipient, whom, on_day, by_id, at) values (@id, @to, @whom, @on, @by, @now) on conflict do nothing`)
	updateHomeEvidence    = sql("keep which evidence a report on a home is", `update home_visits set evidence_id = (select id from evidence where id::text = @evidence) where id::text = @id`)
	selectHomeReportDraft = sql("read a draft of a report on a home", `
		select fields, saved_at from home_report_drafts where visit_id::text = @id and person_id::text = @person`)
	upsertHomeReportDraft = sql("keep a draft of a report on a home", `
		insert into home_report_drafts (visit_id, person_id, fields, saved_at) values (@id, @person, @fields, @now)
		on conflict (visit_id, person_id) do update set fields = excluded.fields, saved_at = excluded.saved_at`)
	deleteHomeReportDraft = sql("drop a draft of a report on a home", `delete from home_report_drafts where visit_id::text = @id and person_id::text = @person`)
)

// WriteHomeReport keeps the report of a visit to a children's home, and drops the writer's draft of it.
func (db *DB) WriteHomeReport(ctx context.Context, visitID string, w readiness.WriteHomeReport, asked readiness.Asked) error {
	return db.onHomeVisit(ctx, visitID, asked, "report on a home written", func(tx pgx.Tx, _ *act, v readiness.HomeVisit, r homeReader) error {
		whole, err := w.Against(v, r.Homes)
		if err != nil {
			return err
		}
		body, err := json.Marshal(whole)
		if err != nil {
			return fmt.Errorf("keep the report of a visit to a home: %w", err)
		}
		if _, err := exec(ctx, tx, upsertHomeReport, args{"id": v.ID, "body": body, "by": asked.By.PersonID, "now": db.now()}); err != nil {
			return err
		}
		_, err = exec(ctx, tx, deleteHomeReportDraft, args{"id": v.ID, "person": asked.By.PersonID})
		return err
	})
}

// HomeReportDraft is what somebody has typed into a report and not sent; the zero Draft when there is none.
func (db *DB) HomeReportDraft(ctx context.Context, visitID string, by readiness.Actor) (readiness.Draft, error) {
	row, err := one(ctx, db.pool, selectHomeReportDraft, args{"id": visitID, "person": by.PersonID}, pgx.RowToStructByName[draftRow])
	if isNone(err) {
		return readiness.Draft{}, nil
	}
	return readiness.Draft{Fields: row.Fields, SavedAt: row.SavedAt}, err
}

// SaveHomeReportDraft keeps it; no fields drop it, and so does the report. A draft leaves no audit row: nothing has happened yet.
func (db *DB) SaveHomeReportDraft(ctx context.Context, visitID string, fields map[string]string, by readiness.Actor) error {
	if err := readiness.MayOrRefuse(by, readiness.RunHomes, readiness.Place{}); err != nil {
		return err
	}
	if _, err := one(ctx, db.pool, selectHomeOfVisit, args{"id": visitID}, pgx.RowTo[string]); err != nil {
		return noSuch(err, "visit to a children’s home")
	}
	if len(fields) == 0 {
		_, err := exec(ctx, db.pool, deleteHomeReportDraft, args{"id": visitID, "person": by.PersonID})
		return err
	}
	size := 0
	for name, value := range fields {
		size += len(name) + len(value)
	}
	if size > draftBytes {
		return readiness.Errorf(readiness.TooLarge, "This draft is too long to keep. Shorten it and save it again.")
	}
	_, err := exec(ctx, db.pool, upsertHomeReportDraft, args{"id": visitID, "person": by.PersonID, "fields": fields, "now": db.now()})
	return err
}

// SendHomeCopy keeps that a copy of a report was sent.
func (db *DB) SendHomeCopy(ctx context.Context, visitID string, s readiness.SendHomeCopy, asked readiness.Asked) error {
	return db.onHomeVisit(ctx, visitID, asked, "copy of a report on a home sent", func(tx pgx.Tx, a *act, v readiness.HomeVisit, r homeReader) error {
		if err := s.Check(v, r.Homes, r.today); err != nil {
			return err
		}
		a.Detail = "to=" + s.To + " on=" + s.On.String()
		n, err := exec(ctx, tx, insertHomeCopy, args{"id": v.ID, "to": s.To, "whom": s.Whom, "on": s.On, "by": asked.By.PersonID, "now": db.now()})
		if err == nil && n == 0 {
			return readiness.FieldErrorf("to", "This copy is entered already.")
		}
		return err
	})
}

// HomeReportAttached keeps which piece of evidence the report of a visit was made.
func (db *DB) HomeReportAttached(ctx context.Context, visitID, evidenceID string, asked readiness.Asked) error {
	return db.onHomeVisit(ctx, visitID, asked, "report on a home made evidence", func(tx pgx.Tx, a *act, v readiness.HomeVisit, _ homeReader) error {
		if v.Evidence != "" && v.Evidence != evidenceID {
			return readiness.Errorf(readiness.Conflict, "Somebody has made this report evidence in the meantime.")
		}
		a.Detail = "evidence=" + evidenceID
		_, err := exec(ctx, tx, updateHomeEvidence, args{"id": v.ID, "evidence": evidenceID})
		return err
	})
}
