package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// settledLately are the days on which what a part counts was settled, as its gate counts it, one for each thing. Whoever answers again does not settle it
// again: an answer counts on its first day.
var settledLately = map[string]statement{
	"flags": sql("list when red flags of a focus area were answered", `
		select (f.first at time zone 'Europe/London')::date from (
			select min(a.at) as first from visits x cross join jsonb_to_recordset(x.state->'focus') as o (code text, pack text) join focus_packs k on k.code = o.pack
				cross join jsonb_array_elements(nullif(k.body->'flags', 'null')) as g join flag_answers a on a.focus = o.code and a.flag = g->>'code'
				join cohort_members m on m.child_id = a.child_id and a.flag = any(m.flags)
					and m.stand_id = (select id from cohort_stands where focus = o.code order by on_day desc limit 1)
			where x.id::text = @visit and o.code = @focus group by a.flag, a.child_id having bool_or(a.ended_at is null)) f
		where (f.first at time zone 'Europe/London')::date > @since`),
	"audits": sql("list when the audits of a sample were moderated", `
		select x.moderated_on from samples s join sample_places d on d.sample_id = s.id and d.kind = 'deep' and d.why = ''
			join case_audits x on x.visit_id = s.visit_id and x.focus = s.focus and x.child_id = d.child_id and x.round = 1
		where s.visit_id::text = @visit and s.focus = @focus and x.moderated_on > @since`),
	"shown": sql("list when earlier findings were shown done", shownFindings+`
		select f.verified from earlier f where f.shown and f.verified > @since`),
	"checklist": sql("list when statements of a checklist were answered", `
		select (min(a.at) at time zone 'Europe/London')::date as on from checklist_answers a
		where a.visit_id::text = @visit and a.focus = @focus group by a.code having (min(a.at) at time zone 'Europe/London')::date > @since`),
}

// shownFindings are the findings of inspections and visits before a visit. One that a later one of them repeats stands for nothing any more. It is shown
// done when everything that answers it is, on the day of the last.
var shownFindings = `
	with earlier as (
		select f.id, coalesce(bool_and(a.status in ('verified', 'retest', 'lasted')), false) as shown, max(a.verified) as verified
		from findings_of_practice f left join action_answers w on w.finding_id = f.id left join actions a on a.id = w.action_id and a.status not in ('planned', 'dropped')
		where ` + gateFindings + `
			and not exists (select from findings_of_practice later where later.repeats = f.id and later.source in ('inspection', 'visit')
				and later.found_on < (select made_at::date from visits where id::text = @visit))
		group by f.id)`

// forecastOf is when a focus area is ready at its pace.
func (db *DB) forecastOf(ctx context.Context, k reckoning, v readiness.VisitView, focus string) (readiness.VisitForecast, error) {
	days := k.Visit.PaceDays
	a := args{"visit": v.VisitID, "focus": focus, "since": k.Calendar.Add(k.today, -days, calendar.Exclusive)}
	parts := []readiness.PartPace{readiness.StepsPace(v.Rows, focus)}
	for _, part := range v.Parts[focus] {
		pace := readiness.PartPace{VisitPart: part}
		if list, paced := settledLately[part.Code]; paced {
			var err error
			if pace.Settled, err = all(ctx, db.pool, list, a, pgx.RowTo[calendar.Date]); err != nil {
				return readiness.VisitForecast{}, err
			}
		}
		parts = append(parts, pace)
	}
	return readiness.ForecastFocus(parts, days, k.today, v.On, k.Calendar), nil
}
