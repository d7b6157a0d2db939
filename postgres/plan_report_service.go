package postgres

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectReportVisits = sql("list the visits of a report", visitColumns+`
		where x.state is not null and not x.rehearsal and x.status <> 'cancelled' and (x.until_day > @until or x.until_day between @from and @until or x.status <> 'closed'
			or exists (select from visit_events e where e.visit_id = x.id and e.kind = 'closed' and e.at >= @since and e.at < @before))
		order by x.on_day, x.made_at, x.id`)
	selectReportAudits = sql("list the audits that were moderated in a period", `
		select x.focus, coalesce((select f->>'name' from jsonb_array_elements(v.state->'focus') f where f->>'code' = x.focus limit 1), x.focus) as name, x.overall, coalesce(b.overall, '') as before
		from case_audits x join visits v on v.id = x.visit_id left join case_audits b on b.id = x.before_id
		where not v.rehearsal and x.moderated_on between @from and @until order by 2, x.focus, x.id`)
)

// reportService reads what a report freezes beside the plan. It reads outside any transaction, which would hold a connection meanwhile.
func (db *DB) reportService(ctx context.Context, f readiness.MakePlanReport) (*readiness.ReportedService, error) {
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return nil, err
	}
	s := &readiness.ReportedService{Small: k.Rules.Small(), Why: f.Why, Safer: f.Safer}
	if s.Visits, err = db.reportVisits(ctx, k, f); err != nil {
		return nil, err
	}
	if s.Drift.Areas, err = db.figures(ctx, scope{everywhere: true, areas: []string{}, teams: []string{}}); err != nil {
		return nil, err
	}
	s.Drift.Total = total("The council", s.Drift.Areas)
	audits, err := all(ctx, db.pool, selectReportAudits, args{"from": f.From, "until": f.Until}, pgx.RowToStructByName[readiness.AuditOfPeriod])
	if err != nil {
		return nil, err
	}
	s.Audits = readiness.CountAudits(audits)
	r, err := db.homeReader(ctx, db.pool)
	if err != nil {
		return nil, err
	}
	homes, err := db.homeRecords(ctx, db.pool, r, "", "")
	s.Homes = readiness.CountHomes(homes, f.From, f.Until, k.today)
	return s, err
}

// reportVisits are the visits that lie ahead, are not over, or ended in the period.
func (db *DB) reportVisits(ctx context.Context, k reckoning, f readiness.MakePlanReport) ([]readiness.ReportedVisit, error) {
	rows, err := all(ctx, db.pool, selectReportVisits, args{"today": k.today, "from": f.From, "until": f.Until, "since": instantOf(f.From), "before": dayAfter(f.Until)}, pgx.RowToStructByName[visitRow])
	visits := make([]readiness.ReportedVisit, len(rows))
	for i, r := range rows {
		v := readiness.ReportedVisit{VisitID: r.VisitID, Kind: r.Kind, Name: r.Name, On: r.OnDay, Until: r.UntilDay, Status: r.Status, Letter: r.Letter, Focus: []readiness.ReportedFocus{}}
		steps, _, err := db.visitSteps(ctx, k, selectVisitSteps, args{"visit": r.VisitID})
		if err != nil {
			return nil, err
		}
		for _, of := range r.Focus {
			focus := readiness.ReportedFocus{Code: of.Code, Name: of.Name}
			if focus.Parts, err = db.allParts(ctx, steps, r.VisitID, of.Code); err != nil {
				return nil, err
			}
			v.Focus = append(v.Focus, focus)
		}
		if v.Published, err = db.letterPublished(ctx, r.VisitID); err != nil {
			return nil, err
		}
		if !v.Letter.IsZero() {
			if _, v.Findings, err = db.gateCount(ctx, db.pool, "letter", r.VisitID, ""); err != nil {
				return nil, err
			}
		}
		visits[i] = v
	}
	return visits, err
}

// allParts are the steps of a focus area, and then its other parts.
func (db *DB) allParts(ctx context.Context, steps []readiness.VisitStepRow, visitID, focus string) ([]readiness.VisitPart, error) {
	parts, err := db.partsOf(ctx, db.pool, visitID, focus)
	return slices.Concat([]readiness.VisitPart{readiness.StepsPace(steps, focus).VisitPart}, parts), err
}

// letterPublished reports whether the letter of a visit is published: somebody said so when they lifted the embargo.
func (db *DB) letterPublished(ctx context.Context, visitID string) (bool, error) {
	e, err := db.embargo(ctx, db.pool, visitID)
	return e.Lifted != calendar.Date{}, err
}
