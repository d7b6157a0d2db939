package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectGradedTwice = sql("list children audited before and after a visit", `
		select x.state->'stands' as before, again.state->'stands' as after
		from case_audits x left join case_audits again on again.before_id = x.id and again.overall <> ''
		where x.visit_id::text = @visit and x.focus = @focus and x.round = 1 and x.overall <> '' order by x.place`)
	selectModerated = sql("list audits with the grades of auditor and moderator", `
		select x.audited_by as auditor_id, coalesce(p.name, x.audited_by) as auditor, x.state->'audited' as audited, x.state->'moderated' as moderated
		from case_audits x left join people p on p.id::text = x.audited_by where x.moderated_on is not null order by x.id`)
)

type gradedTwiceRow struct {
	Before readiness.AuditGrades
	After  *readiness.AuditGrades
}

// CompareAudits sets the audits before a visit beside those of the same children after it.
func (db *DB) CompareAudits(ctx context.Context, viewer readiness.Actor, visitID, focus string) (readiness.AuditComparison, error) {
	of, err := db.focusOf(ctx, viewer, visitID, focus)
	c := readiness.AuditComparison{FocusOf: of}
	if err != nil {
		return c, err
	}
	rows, err := all(ctx, db.pool, selectGradedTwice, args{"visit": visitID, "focus": focus}, pgx.RowToStructByName[gradedTwiceRow])
	pairs := gradedPairs(rows)
	c.Children, c.Pairs, c.Lines = len(rows), len(pairs), readiness.CompareGrades(of.Pack.Sections, pairs)
	return c, err
}

// gradedPairs are the children who have grades of both times.
func gradedPairs(rows []gradedTwiceRow) []readiness.GradedTwice {
	pairs := []readiness.GradedTwice{}
	for _, r := range rows {
		if r.After != nil {
			pairs = append(pairs, readiness.GradedTwice{Before: r.Before, After: *r.After})
		}
	}
	return pairs
}

type moderatedRow struct {
	AuditorID, Auditor string
	Audited, Moderated readiness.AuditGrades
}

// AuditCalibration is how auditors' grades lie against moderators', over all audits.
func (db *DB) AuditCalibration(ctx context.Context, viewer readiness.Actor) (readiness.AuditCalibration, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.WorkVisits, readiness.Place{}); err != nil {
		return readiness.AuditCalibration{}, err
	}
	rows, err := all(ctx, db.pool, selectModerated, nil, pgx.RowToStructByName[moderatedRow])
	audits := make([]readiness.ModeratedAudit, len(rows))
	for i, r := range rows {
		audits[i] = readiness.ModeratedAudit{AuditorID: r.AuditorID, Auditor: actorName(r.Auditor), Audited: r.Audited, Moderated: r.Moderated}
	}
	return readiness.Calibrate(audits), err
}
