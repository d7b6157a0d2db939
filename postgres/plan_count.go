package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

// keptFilter is what the kept counts c know of a PlanQuery.
const keptFilter = `c.status <> 'planned' and (@area = '' or c.area_id::text = @area or @area = 'none' and c.area_id is null) and (@theme = '' or c.theme = @theme)`

var (
	selectKeptThemes = planned("sum the kept counts by theme", `
		with kept as (
			select c.theme, sum(c.actions)::int as actions, (coalesce(sum(c.actions) filter (where c.status in ('claimed', 'verified', 'retest', 'lasted')), 0))::int as said_done,
				(coalesce(sum(c.actions) filter (where c.status in ('verified', 'retest', 'lasted')), 0))::int as shown_done,
				(coalesce(sum(c.actions) filter (where c.status = 'lasted'), 0))::int as lasted, sum(c.sent_back)::int as sent_back, sum(c.not_lasted)::int as not_lasted,
				sum(c.supports + c.against)::int as pieces, sum(c.against)::int as against, sum(c.figures)::int as data
			from plan_counts c where `+keptFilter+` and c.status <> 'dropped' group by c.theme having sum(c.actions) > 0
		), late as (
			select x.theme, count(*)::int as overdue from actions x where `+actionLate+` and `+actionPlace+` group by x.theme
		)
		select kept.*, coalesce(late.overdue, 0) as overdue,
			(select max(x.newest) from actions x where x.theme = kept.theme and x.status not in ('planned', 'dropped') and `+actionPlace+`) as newest
		from kept left join late using (theme) order by theme`)
	sumKept = planned("sum the kept counts", `
		select coalesce(sum(case @state when 'sent_back' then c.sent_back when 'not_lasted' then c.not_lasted when 'moved' then c.moved else c.actions end), 0)::int
		from plan_counts c where `+keptFilter+` and case @state
			when 'live' then c.status not in ('lasted', 'dropped')
			when 'said_done' then c.status in ('claimed', 'verified', 'retest', 'lasted')
			when 'shown_done' then c.status in ('verified', 'retest', 'lasted')
			when 'sent_back' then c.status <> 'dropped'
			when 'not_lasted' then c.status <> 'dropped'
			when 'moved' then true
			when 'all' then true
			else c.status = @state end`)
	lockPlanCounts = sql("wait for other counts of the plan", `select pg_advisory_xact_lock(hashtext('sightline plan counts'))`)
	// mendPlanCounts adds what the kept counts lack of what one reading of the actions counts; both are read at one moment, so nobody has to wait.
	mendPlanCounts = sql("mend the counts of the plan", `
		insert into plan_counts (theme, area_id, status, actions, sent_back, not_lasted, moved, supports, against, figures)
		select theme, area_id, status, sum(actions), sum(sent_back), sum(not_lasted), sum(moved), sum(supports), sum(against), sum(figures) from (
			select theme, area_id, status, 1 as actions, (sent_backs > 0)::int as sent_back, (reopened > 0)::int as not_lasted, (moves > 0)::int as moved, supports, against, figures
			from actions union all
			select theme, area_id, status, -actions, -sent_back, -not_lasted, -moved, -supports, -against, -figures from plan_counts) n
		group by theme, area_id, status
		having (sum(actions), sum(sent_back), sum(not_lasted), sum(moved), sum(supports), sum(against), sum(figures)) <> (0, 0, 0, 0, 0, 0, 0)`)
)

// keptAnswers reports whether the kept counts answer for the actions that a query filters by: they know themes, areas and states.
func keptAnswers(q readiness.PlanQuery) bool {
	return q.OwnerID == "" && q.Board == "" && q.Source == "" && q.Text == "" && q.Did == "" && q.Reached == ""
}

// countPlan counts what a query lists. What is late depends on the day, and what is one's own on the person; everything else has been counted.
func (db *DB) countPlan(ctx context.Context, q readiness.PlanQuery, filter args) (int, error) {
	counting := countActions
	if keptAnswers(q) && q.State != "overdue" && q.State != "mine" {
		counting = sumKept
	}
	return one(ctx, db.pool, counting, only(filter, counting), pgx.RowTo[int])
}

// planThemes counts the plan by theme.
func planThemes(ctx context.Context, from querier, q readiness.PlanQuery, filter args) ([]themeRow, error) {
	counting := selectThemes
	if keptAnswers(q) {
		counting = selectKeptThemes
	}
	return all(ctx, from, counting, only(filter, counting), pgx.RowToStructByNameLax[themeRow])
}

// recountPlan makes the kept counts what counting anew gives, which they are unless somebody changed the ledger behind Sightline's back. Every night asks.
func (db *DB) recountPlan(ctx context.Context, tx pgx.Tx) error {
	if _, err := exec(ctx, tx, lockPlanCounts, nil); err != nil {
		return err
	}
	n, err := exec(ctx, tx, mendPlanCounts, nil)
	if err == nil && n > 0 {
		db.log.WarnContext(ctx, "the counts of the improvement plan were wrong and have been mended", "rows", n)
	}
	return err
}
