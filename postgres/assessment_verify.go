package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectKeptSeals = sql("verify the seals of self-assessments", `
		with trail as (select substr(subject, length('assessment/') + 1) as id, coalesce(substring(detail from 'sha256=([0-9a-f]+)'), '') as sha256 from audit where action = 'self-assessment sealed'),
			known as (select assessment_id::text as id from assessment_seals union select id from trail)
		select k.id as assessment_id, coalesce(x.name, k.id) as name, s.at, coalesce(s.sha256, '') as sha256, coalesce(s.document, '') as document, s.assessment_id is null as missing,
			array(select t.sha256 from trail t where t.id = k.id order by t.sha256) as trail
		from known k left join assessments x on x.id::text = k.id left join assessment_seals s on s.assessment_id::text = k.id order by x.starts, k.id`)
	selectKeptVersions = sql("verify what was written in self-assessments", `
		with trail as (
			select substr(subject, length('appraisal/') + 1) as id, substring(detail from 'version=([0-9]+)')::int as number, substring(detail from 'sha256=([0-9a-f]+)') as sha256
			from audit where action = 'appraisal written')
		select coalesce(x.name, '') as name, coalesce(c.criterion, t.id, '') as criterion, coalesce(v.number, t.number) as number, coalesce(v.body, '') as body, coalesce(v.sha256, '') as sha256,
			v.appraisal_id is null as missing, coalesce(t.sha256, '') as trail
		from appraisal_versions v full join trail t on t.id = v.appraisal_id::text and t.number = v.number
		left join appraisals c on c.id::text = coalesce(v.appraisal_id::text, t.id) left join assessments x on x.id = c.assessment_id order by x.starts, x.id, c.place, number`)
)

type keptSealRow struct {
	AssessmentID, Name string
	At                 *time.Time
	SHA256             string `db:"sha256"`
	Document           string
	Missing            bool
	Trail              []string
}

type keptVersionRow struct {
	Name, Criterion string
	Number          int
	Body            string
	SHA256          string `db:"sha256"`
	Missing         bool
	Trail           string
}

// VerifySeals computes every hash of every self-assessment again, here and not in the database, in one snapshot. That the audit trail itself is whole is
// VerifyAudit's to say.
func (db *DB) VerifySeals(ctx context.Context) (readiness.SealCheck, error) {
	check := readiness.SealCheck{Wrong: []string{}}
	snapshot := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	err := pgx.BeginTxFunc(ctx, db.pool, snapshot, func(tx pgx.Tx) error {
		err := each(ctx, tx, selectKeptVersions, func(r keptVersionRow) {
			check.Versions++
			if wrong := readiness.KeptVersion(r).Check(); wrong != "" {
				check.Wrong = append(check.Wrong, wrong)
			}
		})
		if err != nil {
			return err
		}
		return each(ctx, tx, selectKeptSeals, func(r keptSealRow) {
			check.Seals++
			sealed := readiness.SealedAssessment{AssessmentID: r.AssessmentID, At: moment(r.At), SHA256: r.SHA256, Document: []byte(r.Document)}
			check.Wrong = append(check.Wrong, readiness.KeptSeal{SealedAssessment: sealed, Name: r.Name, Missing: r.Missing, Trail: r.Trail}.Check()...)
		})
	})
	return check, err
}

// each hands rows over one by one, so that not all of them have to be held at once.
func each[T any](ctx context.Context, q querier, s statement, hand func(T)) error {
	rows, err := q.Query(ctx, s.text, args{})
	if err != nil {
		return fmt.Errorf("%s: %w", s.purpose, err)
	}
	defer rows.Close()
	for rows.Next() {
		row, err := pgx.RowToStructByName[T](rows)
		if err != nil {
			return fmt.Errorf("%s: %w", s.purpose, err)
		}
		hand(row)
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("%s: %w", s.purpose, err)
	}
	return nil
}
