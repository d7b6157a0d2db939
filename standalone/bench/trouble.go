package main

import (
	"context"
	"fmt"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// How much waits or is near at every post, whatever the size of the county, so that the pages of both counties show as much: a page shows each thing that
// waits, and of what is near the first few of each day. Where the county is large, more is near than is shown, and is counted.
const (
	atHead     = 5  // escalations that wait for each area head
	toSign     = 3  // submitted reviews in each area
	atTop      = 3  // escalations that wait for the assistant director, and as many for the director
	secondLook = 4  // signed off and drawn
	near       = 25 // reach each area head within five working days; as many the assistant director, and the director
	nearShare  = 20 // or one of so many running reviews of the area, if that is more; half of that for the two above
)

// trouble is what no county is without: reviews that are late, have climbed and climb on, wait for a decision, a signature or a second look; one in forty that
// was put off twice, and one in fifty that belongs to somebody who has left. The last team has no manager, so nobody does its reviews.
func (c county) trouble(ctx context.Context) error {
	left, err := c.hire(ctx, "Somebody Else")
	if err != nil {
		return err
	}
	leaves := readiness.SavePerson{Name: left.Name, Email: left.Email, Active: "no"}
	if _, err := c.db.SavePerson(ctx, left.ID, leaves, asked("somebody leaves")); err != nil {
		return err
	}
	today, next := calendar.DateOf(time.Now()), []string{}
	for n := range 5 {
		next = append(next, calendar.England().Add(today, n+1, calendar.Exclusive).String())
	}
	for _, step := range []struct {
		sql  string
		args []any
	}{
		{classify, []any{near, nearShare, atHead, toSign, atTop, secondLook}},
		{nearing, []any{next}},
		{waiting, nil},
		{climbed, nil},
		{"update reviews r set put_offs = 2 from trouble t where t.id = r.id and t.n % 40 = 3", nil},
		{"update reviews r set owner_id = $1 from trouble t where t.id = r.id and t.n % 50 = 7", []any{left.ID}},
		{"drop table trouble", nil},
	} {
		if _, err := c.look.Exec(ctx, step.sql, step.args...); err != nil {
			return fmt.Errorf("make trouble: %w", err)
		}
	}
	return nil
}

const (
	// classify says of each running review what is the matter with it: first come those near the area head, the measured manager's teams before others, then those above, then those that wait.
	classify = `
		create temporary table trouble as
		with running as (
			select r.id, r.area_id, count(*) over () as all_of_them, row_number() over (order by r.case_id)::int as n,
				row_number() over (partition by r.area_id order by right(t.name, 1), r.id) as k, greatest($1::int, count(*) over (partition by r.area_id) / $2::int) as near
			from reviews r join teams t on t.id = r.team_id where r.status = 'open'),
		spare as (select id, area_id, row_number() over (order by k, n) as m, greatest($1::int, all_of_them / (2 * $2::int)) as near from running where k > near),
		rest as (
			select id, row_number() over (partition by area_id order by m) as i, row_number() over (order by m desc) as j from spare where m > 2 * near)
		select running.id, running.n, k, m, case when k <= running.near then 'near head' when m <= spare.near then 'near assistant' when m <= 2 * spare.near then 'near director'
			when i <= $3::int then 'area_head' when i <= $3::int + $4::int then 'submitted'
			when j <= $5::int then 'assistant_director' when j <= 2 * $5::int then 'dcs' when j <= 2 * $5::int + $6::int then 'second_look' end as what
		from running left join spare using (id) left join rest using (id)`
	// nearing makes them late, and lets the next rung be reached on one of the next five working days.
	nearing = `
		with moved as (
			select id, what, (($1::text[])[coalesce(m, k) % 5 + 1] || 'T07:00:00Z') as at, coalesce(m, k) % 5 as days from trouble where what like 'near %')
		update reviews r set next_at = at::timestamptz,
			due = current_date - (case what when 'near head' then 1 when 'near assistant' then 8 else 22 end + days)::int,
			ahead = case what
				when 'near head' then jsonb_build_array(jsonb_build_object('at', at, 'roles', '["owner", "team_manager", "area_head"]'::jsonb),
					jsonb_build_object('at', '2099-01-01T07:00:00Z', 'roles', '["assistant_director"]'::jsonb), jsonb_build_object('at', '2099-02-01T07:00:00Z', 'roles', '["dcs"]'::jsonb))
				when 'near assistant' then jsonb_build_array(jsonb_build_object('at', at, 'roles', '["assistant_director"]'::jsonb),
					jsonb_build_object('at', '2099-02-01T07:00:00Z', 'roles', '["dcs"]'::jsonb))
				else jsonb_build_array(jsonb_build_object('at', at, 'roles', '["dcs"]'::jsonb)) end
		from moved where moved.id = r.id`
	// waiting puts reviews before those who must decide, sign or look again.
	waiting = `
		update reviews r set
			due = current_date - 10,
			reached = case when what in ('area_head', 'assistant_director', 'dcs') then what else '' end,
			reached_at = case when what in ('area_head', 'assistant_director', 'dcs') then now() - interval '1 day' end,
			status = case when what in ('submitted', 'second_look') then what else status end,
			sent_by = case when what in ('submitted', 'second_look') then 'somebody' else '' end,
			sent_on = case when what in ('submitted', 'second_look') then current_date - 1 end
		from trouble t where t.id = r.id and what not like 'near %'`
	// climbed writes down that all of these were put before somebody in the last weeks.
	climbed = `
		insert into review_events (review_id, seq, kind, at, by_id, command_id, body)
		select e.review_id, e.seq + 1, 'escalated', now() - make_interval(days => n % 28), 'clock', '', e.body || '{"tell": [{"roles": ["area_head"]}]}'
		from trouble t join review_events e on e.review_id = t.id and e.seq = 1 where what is not null`
)
