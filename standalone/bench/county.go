package main

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/postgres"
	"github.com/sightline-readiness/sightline/readiness"
)

// A county is a ledger of its own, as it stands after five years of use: two in five cases are open, every case was reviewed twice, and every open
// case past its threshold has a running review. It needs no Temporal: pages never ask it.
type county struct {
	*house
	cases  int
	people map[string]readiness.Person // by role
	review string                      // one running review
}

// settle makes a county of n cases in a database of its own.
func (h *house) settle(ctx context.Context, n int) (c county, err error) {
	if c, err = h.found(ctx, fmt.Sprintf("county_%d", n), n); err != nil {
		return c, err
	}
	for _, step := range []func(context.Context) error{c.takeInAll, c.staffAreas, c.openAll, c.remember, c.trouble, c.tidy} {
		if err := step(ctx); err != nil {
			return c, err
		}
	}
	return c, c.look.QueryRow(ctx, "select id::text from reviews where status = 'open' and reached = '' order by due < current_date, put_offs, id limit 1").Scan(&c.review)
}

// found makes a county in which nothing has happened yet, in a database of its own.
func (h *house) found(ctx context.Context, name string, n int) (c county, err error) {
	if err := h.pg.CreateDatabase(ctx, name); err != nil {
		return c, err
	}
	if err := postgres.Migrate(ctx, h.pg.DSN(name)); err != nil {
		return c, err
	}
	own := *h
	c = county{house: &own, cases: n, people: map[string]readiness.Person{}}
	if own.db, err = postgres.Open(ctx, h.pg.DSN(name), postgres.Options{}); err != nil {
		return c, err
	}
	own.look, err = pgx.Connect(ctx, h.pg.DSN(name))
	return c, err
}

func (c county) id(role readiness.Role) string { return c.people[string(role)].ID }

// by is the person of a role.
func (c county) by(role readiness.Role) readiness.Actor {
	return actor(c.id(role), readiness.Holding{Role: role})
}

// leave closes the county's connections.
func (c county) leave() error {
	c.db.Close()
	return c.look.Close(context.Background())
}

// takeInAll brings every case in, and closes three in five of them with a second upload.
func (c county) takeInAll(ctx context.Context) error {
	today := calendar.DateOf(time.Now())
	e := readiness.Extract{Layout: "newer", TakenOn: today.AddDays(-1), Lists: []readiness.ListFound{{List: 6, Sheet: "List 6", Rows: c.cases, Fine: c.cases}}}
	for i := range c.cases {
		e.Cases = append(e.Cases, readiness.CaseRecord{
			ChildRef: fmt.Sprintf("BENCH%06d", i), Team: fmt.Sprintf("Team %02d", i%40+1), Worker: "A worker", Need: "N1", LastSeen: today.AddDays(-7),
			Spells: []readiness.Spell{{Type: readiness.ChildInNeed, Start: today.AddDays(-60 - i*37%1800)}},
		})
	}
	if err := c.keep(ctx, "before", e, nil); err != nil {
		return err
	}
	e.TakenOn = today
	for i := range e.Cases {
		if i/40%5 > 1 { // in every team
			e.Cases[i].Spells[0].End = today.AddDays(-2)
		}
	}
	if err := c.keep(ctx, "after", e, nil); err != nil {
		return err
	}
	return c.mapTeams(ctx)
}

// staffAreas hires one person for each role whose pages are measured, and a manager for every team but the last. The measured manager has every
// tenth team.
func (c county) staffAreas(ctx context.Context) error {
	areas, err := c.db.Areas(ctx)
	if err != nil {
		return err
	}
	teams, err := c.db.Teams(ctx)
	if err != nil {
		return err
	}
	from := calendar.DateOf(time.Now())
	for _, post := range []readiness.AddPost{
		{Role: readiness.AreaHead, AreaID: areas[0].ID},
		{Role: readiness.TeamManager, TeamID: teams[0].ID},
		{Role: readiness.AssistantDirector},
		{Role: readiness.Director},
		{Role: readiness.ImprovementLead},
		{Role: readiness.QualityAssurance},
		{Role: readiness.ElectedMember},
		{Role: readiness.Administrator},
	} {
		post.From = from
		p, err := c.hire(ctx, "Bench "+string(post.Role))
		if err != nil {
			return err
		}
		if _, err := c.db.AddPost(ctx, p.ID, post, asked("post "+string(post.Role))); err != nil {
			return err
		}
		c.people[string(post.Role)] = p
	}
	for i := 10; i < len(teams); i += 10 { // enough of them that her list is longer than her page, also in a small county
		post := readiness.AddPost{Role: readiness.TeamManager, TeamID: teams[i].ID, From: from}
		if _, err := c.db.AddPost(ctx, c.people[string(readiness.TeamManager)].ID, post, asked(fmt.Sprintf("post again %d", i))); err != nil {
			return err
		}
	}
	for i, team := range teams[:len(teams)-1] {
		if i%10 == 0 { // she has it
			continue
		}
		p, err := c.hire(ctx, fmt.Sprintf("Manager %d", i))
		if err != nil {
			return err
		}
		post := readiness.AddPost{Role: readiness.TeamManager, TeamID: team.ID, From: from}
		if _, err := c.db.AddPost(ctx, p.ID, post, asked(fmt.Sprintf("post manager %d", i))); err != nil {
			return err
		}
	}
	return nil
}

// openAll sweeps, and opens by the rules what the sweep planned.
func (c county) openAll(ctx context.Context) error {
	now := time.Now().UTC()
	if _, err := c.db.PlanSweep(ctx, calendar.DateOf(now)); err != nil {
		return err
	}
	for after := ""; ; {
		planned, err := c.db.Planned(ctx, after, 500)
		if err != nil || len(planned) == 0 {
			return err
		}
		_, err = c.side(ctx, len(planned), func(ctx context.Context, i int) error {
			p := planned[i]
			r, ev, err := readiness.OpenReview(p.ID, p.Opening, p.OwnerID, p.Terms, now)
			if err != nil {
				return err
			}
			return c.db.Record(ctx, r, ev)
		})
		if err != nil {
			return err
		}
		after = planned[len(planned)-1].ID
	}
}

// remember gives every case two reviews of earlier years, each with six events: copies of one that was really opened, signed off and six events
// long.
func (c county) remember(ctx context.Context) error {
	const ended = `
		insert into reviews (id, case_id, area_id, team_id, owner_id, status, due, seq, basis, since, opened, put_offs, outcome, sent_on, signed_on, opening, state, made_at, changed_at)
		select gen_random_uuid(), c.id, t.area_id, c.team_id, null, 'signed_off', r.due - n * 400, 6, r.basis, r.since, r.opened - n * 400, 1, 'continue',
			current_date - n * 400 - 30, current_date - n * 400 - 20, r.opening, r.state, r.made_at - make_interval(days => n * 400), r.changed_at - make_interval(days => n * 400)
		from cases c join teams t on t.id = c.team_id cross join generate_series(1, 2) as n
		cross join (select * from reviews where status = 'open' order by id limit 1) r`
	const happened = `
		insert into review_events (review_id, seq, kind, at, by_id, command_id, body)
		select r.id, n, e.kind, r.made_at + make_interval(days => n), e.by_id, '', jsonb_set(e.body, '{seq}', to_jsonb(n))
		from reviews r cross join generate_series(1, 6) as n
		cross join (select e.* from review_events e order by review_id, seq limit 1) e where r.status = 'signed_off'`
	for _, statement := range []string{ended, happened} {
		if _, err := c.look.Exec(ctx, statement); err != nil {
			return fmt.Errorf("make five years: %w", err)
		}
	}
	return nil
}

// tidy does what PostgreSQL does by itself within minutes of so many changes.
func (c county) tidy(ctx context.Context) error {
	_, err := c.look.Exec(ctx, "vacuum analyze")
	return err
}
