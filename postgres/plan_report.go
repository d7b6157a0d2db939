package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.PlanReports = (*DB)(nil)

const reportColumns = `select r.id::text as id, r.number, r.from_day as from_on, r.until_day as until_on, r.by_name as by, r.at, `

var (
	holdReports      = sql("number progress reports one after the other", `select pg_advisory_xact_lock(hashtext('plan_reports'))::text`)
	insertPlanReport = sql("keep a progress report", `
		insert into plan_reports (id, number, from_day, until_day, by_id, by_name, at, plan)
		values (@id, (select coalesce(max(number), 0) + 1 from plan_reports), @from, @until, @by, @name, @now, @plan)`)
	selectPlanReports = sql("list progress reports", reportColumns+`'null'::jsonb as plan from plan_reports r order by r.number desc`)
	selectPlanReport  = sql("read a progress report", reportColumns+`r.plan from plan_reports r where r.id::text = @id`)
	selectLastReport  = sql("read the last progress report", reportColumns+`r.plan from plan_reports r order by r.number desc limit 1`)

	countReportDeeds = sql("count what happened in the period of a report", `
		select e.kind, count(*)::int as times from action_events e where `+paced+` and e.at >= @since and e.at < @before group by e.kind
		union all select 'added', count(*)::int from actions x where x.status <> 'planned' and x.opened between @from and @until`)
	selectReportChanges = sql("list what happened in the period of a report", `
		select e.kind as what, x.id::text as action_id, x.reference, x.title, x.theme, `+londonDay+` as on, coalesce(e.body->>'note', '') as note
		from action_events e join actions x on x.id = e.action_id
		where `+paced+` and e.kind in ('verified', 'lasted', 'did not last', 'opened again', 'dropped') and e.at >= @since and e.at < @before
		order by e.at desc, x.id limit @limit`)
	selectReportLate = sql("list what is late, for a report", `
		select x.id::text as action_id, x.reference, x.title, x.theme, coalesce(o.name, '') as owner, x.due, x.moves, x.reached, coalesce(w.note, '') as word, w.day as word_on
		from (select * from actions x where `+actionLate+` order by x.due, x.id limit @limit) x left join people o on o.id = x.owner_id
		left join lateral (select e.body->>'note' as note, `+londonDay+` as day from action_events e where e.action_id = x.id and e.kind = 'updated' order by e.seq desc limit 1) w on true
		order by x.due, x.id`)
	countComplaintsShown = sql("count complaints that are shown as evidence", `
		select count(*)::int from evidence e where e.kind = 'complaint' and e.shows_on between @from and @until and `+inForce)
)

type reportRow struct {
	ID, By          string
	Number          int
	FromOn, UntilOn calendar.Date
	At              time.Time
	Plan            []byte
}

func (r reportRow) line() readiness.PlanReportLine {
	return readiness.PlanReportLine{ID: r.ID, Number: r.Number, From: r.FromOn, Until: r.UntilOn, By: r.By, At: r.At}
}

func (r reportRow) report() (readiness.PlanReport, error) {
	report := readiness.PlanReport{PlanReportLine: r.line()}
	if err := json.Unmarshal(r.Plan, &report.Plan); err != nil {
		return report, fmt.Errorf("read progress report %d: %w", r.Number, err)
	}
	return report, nil
}

// MakePlanReport freezes the plan as it stands, and what happened to it in a period.
func (db *DB) MakePlanReport(ctx context.Context, f readiness.MakePlanReport, asked readiness.Asked) (readiness.PlanReport, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunPlan, readiness.Place{}); err != nil {
		return readiness.PlanReport{}, err
	}
	if err := f.Check(db.today()); err != nil {
		return readiness.PlanReport{}, err
	}
	service, err := db.reportService(ctx, f)
	if err != nil {
		return readiness.PlanReport{}, err
	}
	id, err := once(ctx, db, asked, act{Action: "progress report made", Subject: "plan-report"}, func(tx pgx.Tx, a *act) (string, error) {
		id := newID()
		a.Subject, a.Detail = "plan-report/"+id, "from="+f.From.String()+" until="+f.Until.String()
		if _, err := one(ctx, tx, holdReports, nil, pgx.RowTo[string]); err != nil {
			return "", err
		}
		last, err := lastReport(ctx, tx)
		if err != nil {
			return "", err
		}
		plan, err := db.reportPlan(ctx, tx, f, asked.By)
		if err != nil {
			return "", err
		}
		plan.Service, plan.Before, service.Drift.Before = service, last.Before(), readiness.DriftBeforeOf(last)
		body, err := json.Marshal(plan)
		if err != nil {
			return "", fmt.Errorf("keep a progress report: %w", err)
		}
		_, err = exec(ctx, tx, insertPlanReport, args{"id": id, "from": f.From, "until": f.Until, "by": asked.By.PersonID, "name": asked.By.Name, "now": db.now(), "plan": body})
		return id, err
	})
	if err != nil {
		return readiness.PlanReport{}, err
	}
	return db.PlanReport(ctx, asked.By, id)
}

// reportPlan reads what a report freezes of the plan.
func (db *DB) reportPlan(ctx context.Context, tx pgx.Tx, f readiness.MakePlanReport, by readiness.Actor) (p readiness.ReportedPlan, err error) {
	k, err := db.reckoning(ctx, tx)
	if err != nil {
		return p, err
	}
	p.On, p.Source, p.Words = k.today, f.Source, f.Words
	if p.Received, err = f.Complaints(); err != nil {
		return p, err
	}
	if p.Themes, err = themes(ctx, tx, k, by, readiness.PlanQuery{}); err != nil {
		return p, err
	}
	if p.Pace, err = db.pace(ctx, tx, k.today); err != nil {
		return p, err
	}
	period := args{"from": f.From, "until": f.Until}
	if p.Shown, err = one(ctx, tx, countComplaintsShown, period, pgx.RowTo[int]); err != nil {
		return p, err
	}
	span := args{"since": instantOf(f.From), "before": dayAfter(f.Until), "limit": readiness.MostReported}
	if p.Changes, err = all(ctx, tx, selectReportChanges, span, pgx.RowToStructByName[readiness.ReportedChange]); err != nil {
		return p, err
	}
	if p.Did, err = reportDeeds(ctx, tx, f); err != nil {
		return p, err
	}
	p.Late, err = all(ctx, tx, selectReportLate, args{"today": k.today, "limit": readiness.MostReported}, pgx.RowToStructByNameLax[readiness.ReportedLate])
	for i, l := range p.Late {
		p.Late[i].Overdue = k.Calendar.Count(l.Due, k.today, calendar.Exclusive)
	}
	return p, err
}

type deedRow struct {
	Kind  string
	Times int
}

func reportDeeds(ctx context.Context, tx pgx.Tx, f readiness.MakePlanReport) (did readiness.ReportDeeds, err error) {
	rows, err := all(ctx, tx, countReportDeeds, args{"from": f.From, "until": f.Until, "since": instantOf(f.From), "before": dayAfter(f.Until)}, pgx.RowToStructByName[deedRow])
	for _, r := range rows {
		switch r.Kind {
		case "added":
			did.Added = r.Times
		case "verified":
			did.ShownDone = r.Times
		case "lasted":
			did.Lasted = r.Times
		case "sent back":
			did.SentBack = r.Times
		case "did not last", "opened again":
			did.NotLasted += r.Times
		case "dropped":
			did.Dropped = r.Times
		case "date moved", "carried forward", "escalation decided":
			did.Moved += r.Times
		}
	}
	return did, err
}

// lastReport is the report before; Number 0 when there is none.
func lastReport(ctx context.Context, tx pgx.Tx) (readiness.PlanReport, error) {
	row, err := one(ctx, tx, selectLastReport, nil, pgx.RowToStructByName[reportRow])
	switch {
	case isNone(err):
		return readiness.PlanReport{}, nil
	case err != nil:
		return readiness.PlanReport{}, err
	}
	return row.report()
}

// PlanReports lists the progress reports, newest first.
func (db *DB) PlanReports(ctx context.Context, viewer readiness.Actor) ([]readiness.PlanReportLine, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeePlan, readiness.Place{}); err != nil {
		return nil, err
	}
	rows, err := all(ctx, db.pool, selectPlanReports, nil, pgx.RowToStructByName[reportRow])
	lines := make([]readiness.PlanReportLine, len(rows))
	for i, r := range rows {
		lines[i] = r.line()
	}
	return lines, err
}

// PlanReport is one progress report, as it was made.
func (db *DB) PlanReport(ctx context.Context, viewer readiness.Actor, id string) (readiness.PlanReport, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeePlan, readiness.Place{}); err != nil {
		return readiness.PlanReport{}, err
	}
	row, err := one(ctx, db.pool, selectPlanReport, args{"id": id}, pgx.RowToStructByName[reportRow])
	if err != nil {
		return readiness.PlanReport{}, noSuch(err, "report")
	}
	report, err := row.report()
	if err == nil && !readiness.May(viewer, readiness.WorkPlan, readiness.Place{}) {
		report = report.ForScrutiny()
	}
	return report, err
}
