package postgres

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.OverviewViews = (*DB)(nil)

// overviewMonths is how far the overview looks back.
const overviewMonths = 24

// reachedLately and reachedSoon count for each role the reviews that an event put before it lately, and those that will reach it soon unless somebody acts;
// each arm reads the index of its role. A review whose first rung for a role has just passed is looked at itself.
var (
	reachedLately = forEach(line, func(role string) string {
		return `select '` + role + `' as role, count(distinct e.review_id) as n from review_events e where ` + climbed + ` and ` + toldFirst + ` ? '` + role + `'`
	})
	reachedSoon = forEach(line, func(role string) string {
		first, running := `first_heard(r.ahead, '`+role+`')`, `r.status in ('open', 'in_review', 'submitted')`
		return `select '` + role + `' as role, (select count(*) from reviews r where ` + running + ` and ` + first + ` > @now and ` + first + ` < @until)
			+ (select count(*) from reviews r where ` + running + ` and ` + first + ` <= @now
				and exists (select from ` + rungsOf + ` where ` + rungSoon + ` and '` + role + `' = any(a.roles))) as n`
	})
)

// forEach is a part of a statement for each role, joined.
func forEach(roles []string, part func(string) string) string {
	parts := make([]string, len(roles))
	for i, role := range roles {
		parts[i] = part(role)
	}
	return strings.Join(parts, `
		union all `)
}

var selectClimbed = planned("count what climbed", `
	with reached as (`+reachedLately+`),
	waiting as (
		select r.reached as role, count(*) as n from reviews r where (r.reached <> '' or r.status in ('submitted', 'second_look')) and `+escalated+` group by 1),
	soon as (`+reachedSoon+`)
	select role, reached.n::int as reached, coalesce(waiting.n, 0)::int as waiting, soon.n::int as ahead
	from unnest(@line::text[]) with ordinality as r (role, n) join reached using (role) left join waiting using (role) join soon using (role) order by r.n`)

// Overview is the council in figures.
func (db *DB) Overview(ctx context.Context, viewer readiness.Actor) (readiness.OverviewView, error) {
	var v readiness.OverviewView
	if err := readiness.MayOrRefuse(viewer, readiness.SeeCounts, readiness.Place{}); err != nil {
		return v, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return v, err
	}
	everywhere := scope{everywhere: true, areas: []string{}, teams: []string{}}
	v.On, v.Changes = k.today, k.Rules.Changes(k.today.AddMonths(-overviewMonths), k.today)
	if v.Areas, err = db.figures(ctx, everywhere); err != nil {
		return v, err
	}
	v.Total = total("The council", v.Areas)
	ago, err := db.monthBefore(ctx, everywhere)
	if err != nil {
		return v, err
	}
	v.Total.MonthAgo, v.Total.MonthAgoOn = ago.LongOpen, ago.Day
	if v.Months, err = db.months(ctx, everywhere, overviewMonths); err != nil {
		return v, err
	}
	asked := args{}
	k.climbing(asked, db.now())
	v.Climbed, err = all(ctx, db.pool, selectClimbed, asked, pgx.RowToStructByName[readiness.Climbed])
	if !readiness.May(viewer, readiness.SeeCases, readiness.Place{}) {
		v = v.WithoutSmallNumbers(k.Rules.Small())
	}
	return v, err
}
