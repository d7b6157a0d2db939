package main

import (
	"context"
	"fmt"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/postgres"
	"github.com/sightline-readiness/sightline/readiness"
)

// The least share of what the server does with workflows, or updates, that do nothing.
const (
	beginningRatio = 0.3
	sendingRatio   = 0.3
)

// sendings is how many times every criterion is sent: more than a thousand drafts in all.
const sendings = 15

// measureAssessmentRuns begins cycles through a whole house, and sends drafts in the last of them.
func measureAssessmentRuns(ctx context.Context, r *report) error {
	return inHouse(ctx, func(h *house) error {
		began := calendar.England().Next(calendar.DateOf(time.Now()).AddDays(-14))
		c, err := county{house: h, cases: manyCriteria, people: map[string]readiness.Person{}}.assessItself(ctx, began)
		if err != nil {
			return err
		}
		if err := c.measureBeginning(ctx, r, began); err != nil {
			return err
		}
		return c.measureSending(ctx, r)
	})
}

// measureBeginning plans cycles that are to begin at once and waits until every criterion stands.
func (c *cycles) measureBeginning(ctx context.Context, r *report, began calendar.Date) error {
	earlier, err := postgres.Open(ctx, c.pg.DSN(ledger), postgres.Options{Now: func() time.Time { return began.At(6, 0) }})
	if err != nil {
		return err
	}
	defer earlier.Close()
	if _, err := c.nothings(ctx, "warm", 4*manyCriteria); err != nil {
		return err
	}
	var heard []float64
	d, err := fight(3, func(round int) (lap, error) { return c.nothings(ctx, fmt.Sprint(round), 4*manyCriteria) }, func(round int) (lap, error) {
		if err := c.callOff(ctx); err != nil {
			return lap{}, err
		}
		start := time.Now()
		l, err := c.lap(manyCriteria, func() error { return c.plansAndBegins(ctx, earlier, round, began) })
		if err == nil {
			err = until(ctx, manyCriteria, c.heard)
		}
		heard = append(heard, time.Since(start).Seconds())
		return l, err
	})
	if err != nil {
		return err
	}
	r.add(fmt.Sprintf("a self-assessment of %d criteria begun, planning included", manyCriteria), "%.1f s until all stand, %.1f s until it has heard of all", manyCriteria/d.ours.rate, median(heard))
	r.duel("workflows that do nothing", "criteria of a self-assessment begun", "beginning against doing nothing", d, beginningRatio)
	return nil
}

// plansAndBegins plans a cycle as of its first day, two weeks ago, so that it begins by itself whatever day and hour it is now.
func (c *cycles) plansAndBegins(ctx context.Context, earlier *postgres.DB, round int, began calendar.Date) error {
	p, err := c.plans(ctx, readiness.PlanAssessment{Name: fmt.Sprintf("Cycle %d", round+1), Framework: "ilacs-2026", Starts: began})
	if err != nil {
		return err
	}
	planned, err := earlier.PlanAssessment(ctx, p, c.asks(readiness.ImprovementLead))
	if err != nil {
		return err
	}
	if err := c.runs.OpenAssessment(ctx, planned); err != nil {
		return err
	}
	c.cycle.ID = planned.ID
	return until(ctx, manyCriteria, c.standing)
}

// callOff ends the cycle of the round before, if there is one, and waits until its criteria have followed.
func (c *cycles) callOff(ctx context.Context) error {
	if c.cycle.ID == "" {
		return nil
	}
	if _, err := c.runs.Assessment(ctx, c.cycle.ID, readiness.CancelAssessment{Reason: "The round is over."}, c.asks(readiness.ImprovementLead)); err != nil {
		return err
	}
	return until(ctx, manyCriteria, func(ctx context.Context) (int, error) {
		return c.ofCycle(ctx, "select count(*) from appraisals where assessment_id = $1 and status = 'dropped'")
	})
}

func (c *cycles) ofCycle(ctx context.Context, query string) (n int, err error) {
	err = c.look.QueryRow(ctx, query, c.cycle.ID).Scan(&n)
	return n, err
}

// standing counts the criteria of the cycle that are recorded.
func (c *cycles) standing(ctx context.Context) (int, error) {
	return c.ofCycle(ctx, "select count(*) from appraisals where assessment_id = $1 and status <> 'planned'")
}

// heard counts the criteria of whose last step the cycle has heard.
func (c *cycles) heard(ctx context.Context) (int, error) {
	return c.ofCycle(ctx, `
		select count(*) from assessments x, jsonb_array_elements(x.state->'sections') s, jsonb_array_elements(s->'criteria') c, appraisals a
		where x.id = $1 and a.id::text = c->>'appraisal_id' and a.seq = (c->>'seq')::int and a.seq > 0`)
}

// measureSending writes and sends every criterion again and again, against updates that do nothing.
func (c *cycles) measureSending(ctx context.Context, r *report) error {
	if err := c.attend(ctx); err != nil {
		return err
	}
	running, err := c.db.UnsettledAppraisals(ctx, "", manyCriteria)
	if err != nil {
		return err
	}
	d, err := fight(sendings, func(round int) (lap, error) {
		return c.side(ctx, manyCriteria, func(ctx context.Context, i int) error {
			return c.askNothing(ctx, i, fmt.Sprintf("send/%d/%d", round, i))
		})
	}, func(round int) (lap, error) {
		if err := c.sendBack(ctx, running, round); err != nil {
			return lap{}, err
		}
		return c.lap(manyCriteria, func() error { return c.sendAll(ctx, running, round) })
	})
	if err != nil {
		return err
	}
	r.duel("updates that do nothing", fmt.Sprintf("%d drafts sent, and heard of by their self-assessment", sendings*manyCriteria), "sending against doing nothing", d, sendingRatio)
	return nil
}

// sendBack returns what was sent in the round before.
func (c *cycles) sendBack(ctx context.Context, running []readiness.Appraisal, round int) error {
	if round == 0 {
		return nil
	}
	_, err := c.side(ctx, len(running), func(ctx context.Context, i int) (err error) {
		asked := readiness.Asked{ID: fmt.Sprintf("return-%d-%d", round, i), By: c.by(readiness.ImprovementLead)}
		running[i], err = c.runs.Appraisal(ctx, running[i].ID, readiness.ReturnAppraisal{Missing: "The child's own view."}, asked)
		return err
	})
	if err != nil {
		return err
	}
	return until(ctx, manyCriteria, c.heard)
}

// sendAll writes and sends every criterion and waits until the cycle has heard of each.
func (c *cycles) sendAll(ctx context.Context, running []readiness.Appraisal, round int) error {
	_, err := c.side(ctx, len(running), func(ctx context.Context, i int) error {
		asked := readiness.Asked{ID: fmt.Sprintf("send-%d-%d", round, i), By: c.by(readiness.AreaHead)}
		sent, err := c.write(ctx, running[i], asked)
		if err != nil {
			return err
		}
		running[i], err = c.runs.Appraisal(ctx, running[i].ID, sent, asked)
		return err
	})
	if err != nil {
		return err
	}
	return until(ctx, manyCriteria, c.heard)
}
