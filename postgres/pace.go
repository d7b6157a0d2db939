package postgres

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.PaceViews = (*DB)(nil)

// deeds are the kinds of events that PlanQuery.Did means by its words.
var deeds = map[string][]string{
	"said_done": {"claimed"}, "shown_done": {"verified"}, "sent_back": {"sent back"}, "not_lasted": {"did not last", "opened again"},
	"date_moved": {"date moved", "carried forward", "escalation decided"},
}

const (
	// paced are the events that the pace and the reports count, in the words of the index that finds them. An escalation's decision moved the date where it says from when.
	paced     = `(e.kind in ('claimed', 'verified', 'sent back', 'did not last', 'opened again', 'lasted', 'dropped', 'date moved', 'carried forward') or e.kind = 'escalation decided' and e.body ? 'was')`
	londonDay = `(e.at at time zone 'Europe/London')::date`
	// paceFilter is what PlanQuery.Did asks for, of an action x.
	paceFilter = `case @did when '' then true
				when 'planned' then x.status <> 'dropped' and (@from::date is null or x.first_due >= @from) and (@until::date is null or x.first_due <= @until)
				else x.id in (select e.action_id from action_events e where ` + paced + ` and e.kind = any(@deeds::text[])
					and (@since::timestamptz is null or e.at >= @since) and (@before::timestamptz is null or e.at < @before)) end`
)

var (
	// Months are told apart by their first moments in London, which is quicker than asking for the day of each event.
	countPaceEvents = sql("count by month what happened in the improvement plan", `
		with deeds as (
			select case when e.kind = 'claimed' then 'said_done' when e.kind = 'verified' then 'shown_done' when e.kind = 'sent back' then 'sent_back'
					when e.kind in ('did not last', 'opened again') then 'not_lasted' when e.kind in ('lasted', 'dropped') then e.kind else 'date_moved' end as what,
				e.at, e.action_id from action_events e where `+paced+` and e.at >= @since
		)
		select what, width_bucket(at, @months::timestamptz[]) as month, count(*)::int as times, 0 as actions from deeds group by 1, 2
		union all select what, 0, count(*)::int, count(distinct action_id)::int from deeds group by what`)
	countPace = sql("count how the improvement plan stands against what was planned", `
		select 'planned' as what, date_trunc('month', x.first_due)::date as month, 0 as times, count(*)::int as actions, '' as reached
			from actions x where x.status not in ('planned', 'dropped') and x.first_due between @from and @until group by 2
		union all select 'began', min(x.opened), 0, 0, '' from actions x
		union all select 'late', null, 0, count(*)::int, x.reached from actions x where `+actionLate+` group by x.reached
		union all select 'median', null, coalesce(round(percentile_cont(0.5) within group (order by days)), 0)::int, count(*)::int, '' from (
			select (max(e.at) at time zone 'Europe/London')::date - min(f.found_on) as days
			from action_events e join action_answers n on n.action_id = e.action_id join findings_of_practice f on f.id = n.finding_id
			where `+paced+` and e.kind = 'verified' and e.at >= @since group by e.action_id) shown`)
)

// paceDeeds is what happened in one month of those counted, the first being 1; in all of them where it is 0.
type paceDeeds struct {
	What           string
	Month          int
	Times, Actions int
}

// paceCount is one thing that the plan stands at: in one month, in all where there is none, or by whom it has reached.
type paceCount struct {
	What           string
	Month          calendar.Date
	Times, Actions int
	Reached        readiness.Role
}

// Pace is how fast the improvement plan goes.
func (db *DB) Pace(ctx context.Context, viewer readiness.Actor) (readiness.Pace, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeePlan, readiness.Place{}); err != nil {
		return readiness.Pace{}, err
	}
	return db.pace(ctx, db.pool, db.today())
}

func (db *DB) pace(ctx context.Context, q querier, today calendar.Date) (readiness.Pace, error) {
	since, until := readiness.PaceSpan(today)
	p := readiness.Pace{On: today, Since: since, Late: []readiness.PaceLate{}}
	var begin []time.Time
	for month := since; !month.After(until); month = month.AddMonths(1) {
		p.Months, begin = append(p.Months, readiness.PaceMonth{Month: month}), append(begin, month.At(0, 0))
	}
	events, err := all(ctx, q, countPaceEvents, args{"since": begin[0], "months": begin}, pgx.RowToStructByName[paceDeeds])
	if err != nil {
		return p, err
	}
	standing, err := all(ctx, q, countPace, args{"since": begin[0], "from": since, "until": until, "today": today}, pgx.RowToStructByName[paceCount])
	if err != nil {
		return p, err
	}
	for _, c := range events {
		if c.Month == 0 {
			paceTotal(&p, c)
		} else {
			paceMonth(&p.Months[c.Month-1], c)
		}
	}
	paceStands(&p, standing)
	return p, nil
}

func paceTotal(p *readiness.Pace, c paceDeeds) {
	switch c.What {
	case "said_done":
		p.SaidDone, p.SaidDoneActions = c.Times, c.Actions
	case "sent_back":
		p.SentBack, p.SentBackActions = c.Times, c.Actions
	case "date_moved":
		p.Moved, p.MovedActions = c.Times, c.Actions
	}
}

func paceMonth(m *readiness.PaceMonth, c paceDeeds) {
	switch c.What {
	case "shown_done":
		m.ShownDone = c.Times
	case "said_done":
		m.SaidDone = c.Times
	case "sent_back":
		m.SentBack = c.Times
	case "date_moved":
		m.Moved = c.Times
	}
}

// paceStands adds what was planned and what is late. Months ahead are kept as far as anything is planned.
func paceStands(p *readiness.Pace, counts []paceCount) {
	late, shown := map[readiness.Role]int{}, readiness.PaceMonths+1
	for _, c := range counts {
		switch c.What {
		case "began":
			p.Began = c.Month
		case "late":
			late[c.Reached] += c.Actions
		case "median":
			p.MedianDays, p.MedianOf = c.Times, c.Actions
		case "planned":
			i := slices.IndexFunc(p.Months, func(m readiness.PaceMonth) bool { return m.Month == c.Month })
			p.Months[i].Planned = c.Actions
			shown = max(shown, i+1)
		}
	}
	p.Months = p.Months[:shown]
	for _, role := range readiness.Reachable {
		p.Late = append(p.Late, readiness.PaceLate{Reached: role, Actions: late[role]})
	}
}

// instantOf is the first moment of a day as an argument: null for no day.
func instantOf(d calendar.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.At(0, 0)
}

// dayAfter is the first moment after a day, as an argument: null for no day.
func dayAfter(d calendar.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.AddDays(1).At(0, 0)
}
