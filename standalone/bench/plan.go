package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// The sizes of the improvement plans whose board is compared.
const (
	fewActions  = 500
	manyActions = 20000
)

// measureActions opens planned improvement actions against workflows that do nothing.
func measureActions(ctx context.Context, r *report) error {
	return inHouse(ctx, func(h *house) error {
		n := r.n(1000)
		if _, err := h.nothings(ctx, "warm", n/4); err != nil {
			return err
		}
		d, err := fight(3, func(round int) (lap, error) { return h.nothings(ctx, fmt.Sprint(round), n) }, func(round int) (lap, error) {
			if err := h.planActions(ctx, round, n); err != nil {
				return lap{}, err
			}
			return h.lap(n, func() error {
				if err := h.runs.OpenActions(ctx); err != nil {
					return err
				}
				return until(ctx, n*(round+1), h.actionsOpened)
			})
		})
		if err != nil {
			return err
		}
		r.duel("workflows that do nothing", fmt.Sprintf("%d improvement actions opened", n), "opening actions against doing nothing", d, 0.7)
		return nil
	})
}

// planActions plans n actions of one owner.
func (h *house) planActions(ctx context.Context, round, n int) error {
	today := calendar.DateOf(time.Now())
	owner, err := h.hire(ctx, fmt.Sprint("Owner ", round))
	if err != nil {
		return err
	}
	for i := range n {
		f := readiness.AddAction{
			ActionDetails: readiness.ActionDetails{Title: fmt.Sprintf("Action %d of round %d", i, round), Theme: "Supervision", Outcome: "Plans move on.", Measure: "Audit of 20 files."},
			OwnerID:       owner.ID, SponsorID: owner.ID, Start: today, Due: calendar.England().Add(today, 60+i%120, calendar.Exclusive),
		}
		if _, err := h.db.AddAction(ctx, f, asked(fmt.Sprintf("action-%d-%d", round, i))); err != nil {
			return err
		}
	}
	return nil
}

func (h *house) actionsOpened(ctx context.Context) (n int, err error) {
	err = h.look.QueryRow(ctx, "select count(*) from actions where status <> 'planned'").Scan(&n)
	return n, err
}

// measurePlan asks for the plan board over a small and over a very large plan, in turns.
func measurePlan(ctx context.Context, r *report) error {
	return inLedger(ctx, func(h *house) (err error) {
		few, err := h.settle(ctx, 400)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, few.leave()) }()
		many, err := h.settle(ctx, 401)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, many.leave()) }()
		for c, n := range map[*county]int{&few: r.n(fewActions), &many: r.n(manyActions)} {
			if err := c.undertake(ctx, n); err != nil {
				return err
			}
		}
		for _, p := range []struct {
			name, path string
			role       readiness.Role
		}{
			{"plan board of an improvement lead", "/plan", readiness.ImprovementLead},
			{"plan board of an elected member", "/plan", readiness.ElectedMember},
			{"plan board, late actions", "/plan?state=overdue", readiness.ImprovementLead},
		} {
			if err := comparePage(ctx, r, few, many, p.name, p.path, "actions", p.role); err != nil {
				return err
			}
		}
		return nil
	})
}

// undertake fills a county's plan by hand with n actions of 20 themes: half of them closed, a few late, two pieces of evidence for each that was said done.
func (c *county) undertake(ctx context.Context, n int) error {
	c.cases = n
	for _, text := range []string{
		`insert into actions (id, area_id, owner_id, sponsor_id, status, title, theme, reference, start, due, pressing, opened, seq, planned, made_at, changed_at)
			select gen_random_uuid(), (select id from areas order by id limit 1), (select id from people order by id limit 1), (select id from people order by id limit 1),
				case when i % 2 = 0 then 'lasted' when i % 10 = 1 then 'claimed' when i % 10 = 3 then 'verified' else 'in_progress' end,
				'Action number ' || i, 'Theme ' || i % 20, '', current_date - 400, current_date - 5 + (i * 37 % 300), current_date - 5 + (i * 37 % 300), current_date - 400, 3, '{}', now(), now()
			from generate_series(1, $1::int) i`,
		`insert into evidence (id, kind, bears, title, text, shows_on, made_by, made_at)
			select gen_random_uuid(), case when i % 3 = 0 then 'data' else 'audit' end, 'supports', 'Evidence', '', current_date - i % 200, 'bench', now() from generate_series(1, $1::int) i`,
		`insert into evidence_links (evidence_id, subject, by_id, at)
			select e.id, 'action/' || a.id, 'bench', now()
			from (select id, row_number() over () as n from evidence) e
			join (select id, row_number() over () as n from actions where status <> 'in_progress') a on e.n in (2 * a.n, 2 * a.n - 1) where $1::int > 0`,
		`update actions set supports = 2, newest = current_date - 30 where status <> 'in_progress' and $1::int > 0`,
	} {
		if _, err := c.look.Exec(ctx, text, n); err != nil {
			return fmt.Errorf("fill the plan: %w", err)
		}
	}
	_, err := c.look.Exec(ctx, "vacuum analyze actions, evidence, evidence_links")
	return err
}
