package postgres

import (
	"context"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.EvidenceByCriterion = (*DB)(nil)

var (
	lockEvidence           = sql("lock a piece of evidence", `select id from evidence where id::text = @id for update`)
	deleteEvidenceCriteria = sql("have a piece of evidence belong to criteria no longer", `
		delete from evidence_criteria where evidence_id::text = @id and criterion = any(@criteria::text[])`)
	selectEvidenceOfCriteria = planned("list the evidence of criteria", evidenceColumns+`
		where `+inForce+` and e.id in (select c.evidence_id from evidence_criteria c where c.criterion = any(@codes::text[])) order by e.shows_on desc, e.id desc`)
	selectMeasured = sql("list what the meters of criteria need", `
		select c.criterion, e.kind, e.bears, e.shows_on, e.review_by from evidence_criteria c join evidence e on e.id = c.evidence_id where `+inForce)
)

// LinkEvidence has a piece belong to more criteria, or to fewer, for whoever works on the plan.
func (db *DB) LinkEvidence(ctx context.Context, id string, l readiness.LinkEvidence, asked readiness.Asked) (readiness.Evidence, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.WorkPlan, readiness.Place{}); err != nil {
		return readiness.Evidence{}, err
	}
	_, err := once(ctx, db, asked, act{Action: "evidence linked", Subject: subject("evidence", id)}, func(tx pgx.Tx, a *act) (bool, error) {
		if _, err := exec(ctx, tx, lockEvidence, args{"id": id}); err != nil { // so that two people cannot unlink its last two criteria at once
			return false, err
		}
		row, err := one(ctx, tx, selectEvidenceItem, args{"id": id}, pgx.RowToStructByName[evidenceRow])
		if err != nil {
			return false, noSuch(err, "piece of evidence")
		}
		after, err := l.Apply(evidencePieces([]evidenceRow{row})[0])
		if err != nil {
			return false, err
		}
		a.Detail = "criteria=" + strings.Join(after, ",")
		gone := slices.DeleteFunc(slices.Clone(row.Criteria), func(code string) bool { return slices.Contains(after, code) })
		if _, err := exec(ctx, tx, deleteEvidenceCriteria, args{"id": id, "criteria": gone}); err != nil {
			return false, err
		}
		_, err = exec(ctx, tx, insertEvidenceCriteria, args{"id": row.ID, "criteria": after, "replaces": "", "by": asked.By.PersonID, "now": db.now()})
		return true, err
	})
	if err != nil {
		return readiness.Evidence{}, err
	}
	return db.EvidenceItem(ctx, asked.By, id)
}

// EvidenceOf are the pieces in force of some criteria, in one question.
func (db *DB) EvidenceOf(ctx context.Context, viewer readiness.Actor, codes []string) (map[string][]readiness.Evidence, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.WorkPlan, readiness.Place{}); err != nil {
		return nil, err
	}
	rows, err := all(ctx, db.pool, selectEvidenceOfCriteria, args{"codes": append([]string{}, codes...)}, pgx.RowToStructByName[evidenceRow])
	if err != nil {
		return nil, err
	}
	of := make(map[string][]readiness.Evidence, len(codes))
	for _, code := range codes {
		of[code] = []readiness.Evidence{}
	}
	for _, e := range evidencePieces(rows) {
		for _, code := range e.Criteria {
			if pieces, asked := of[code]; asked {
				of[code] = append(pieces, e)
			}
		}
	}
	return of, nil
}

type measuredRow struct {
	Criterion, Kind, Bears string
	ShowsOn, ReviewBy      calendar.Date
}

// EvidenceMeters are the meters of all criteria that have evidence in force.
func (db *DB) EvidenceMeters(ctx context.Context, viewer readiness.Actor) ([]readiness.CriterionMeter, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.WorkPlan, readiness.Place{}); err != nil {
		return nil, err
	}
	book, err := db.rules(ctx, db.pool)
	if err != nil {
		return nil, err
	}
	rows, err := all(ctx, db.pool, selectMeasured, nil, pgx.RowToStructByName[measuredRow])
	if err != nil {
		return nil, err
	}
	of, codes := map[string][]readiness.Evidence{}, []string{}
	for _, r := range rows {
		if _, known := of[r.Criterion]; !known {
			codes = append(codes, r.Criterion)
		}
		of[r.Criterion] = append(of[r.Criterion], readiness.Evidence{Kind: r.Kind, Bears: r.Bears, ShowsOn: r.ShowsOn, ReviewBy: r.ReviewBy})
	}
	slices.SortFunc(codes, readiness.CompareCriteria)
	meters := make([]readiness.CriterionMeter, len(codes))
	for i, code := range codes {
		meters[i] = readiness.CriterionMeter{Criterion: code, Meter: readiness.MeterOf(of[code], db.today(), book.Plan.EvidenceMonths)}
	}
	return meters, nil
}
