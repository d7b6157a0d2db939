package main

import (
	"context"
	"fmt"
	"time"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// The least share of what the server does with workflows, or updates, that do nothing.
const (
	visitOpeningRatio = 0.3
	visitMovingRatio  = 0.3
	loggingRatio      = 0.3
)

// threeAreas are the focus areas of the visits that are measured.
var threeAreas = []string{"care_leavers", "exploitation", "missing"}

// measureVisits measures the page of a visit's readiness, and its workflows.
func measureVisits(ctx context.Context, r *report) error {
	if err := measureReadiness(ctx, r); err != nil {
		return err
	}
	return inHouse(ctx, func(h *house) error {
		p, err := county{house: h, people: map[string]readiness.Person{}}.prepares(ctx)
		if err != nil {
			return err
		}
		for _, measure := range []func(context.Context, *report) error{p.measureOpening, p.measureMoving, p.measureLogging} {
			if err := measure(ctx, r); err != nil {
				return err
			}
		}
		return nil
	})
}

// A preparing is a county that prepares visits.
type preparing struct {
	county
	visit    string // id of the newest
	commands int
}

// prepares fills the library and the posts.
func (c county) prepares(ctx context.Context) (*preparing, error) {
	if _, err := c.db.KeepPacks(ctx, frameworks.Packs(), frameworks.RunUps()); err != nil {
		return nil, err
	}
	if err := c.db.KeepCohorts(ctx, frameworks.Packs()); err != nil {
		return nil, err
	}
	area, err := c.db.SaveArea(ctx, "", readiness.SaveArea{Name: "The area"}, asked("area"))
	if err != nil {
		return nil, err
	}
	for _, post := range []readiness.AddPost{
		{Role: readiness.ImprovementLead}, {Role: readiness.AreaHead, AreaID: area.ID}, {Role: readiness.QualityAssurance}, {Role: readiness.AssistantDirector}, {Role: readiness.Director},
	} {
		if err := c.appoint(ctx, string(post.Role), post); err != nil {
			return nil, err
		}
	}
	return &preparing{county: c}, nil
}

// appoint hires somebody for a post.
func (c county) appoint(ctx context.Context, name string, post readiness.AddPost) error {
	p, err := c.hire(ctx, "Bench "+name)
	if err != nil {
		return err
	}
	post.From = calendar.DateOf(time.Now())
	c.people[name] = p
	_, err = c.db.AddPost(ctx, p.ID, post, asked("post "+name))
	return err
}

// asks is a new command of the person of a role.
func (p *preparing) asks(role readiness.Role) readiness.Asked {
	p.commands++
	return readiness.Asked{ID: fmt.Sprintf("visits-%d", p.commands), By: p.by(role)}
}

// plans plans a monitoring visit so far away that nothing of its run-up is left out.
func (p *preparing) plans(ctx context.Context, focus []string) (readiness.PlannedVisit, error) {
	planned, err := p.db.PlanVisit(ctx, readiness.PlanVisit{
		Kind: "monitoring", On: calendar.England().Add(calendar.DateOf(time.Now()), 120, calendar.Exclusive), Focus: focus,
	}, p.asks(readiness.ImprovementLead))
	p.visit = planned.ID
	return planned, err
}

// measureOpening plans visits with three focus areas and waits until each of their steps stands.
func (p *preparing) measureOpening(ctx context.Context, r *report) error {
	planned, err := p.plans(ctx, threeAreas)
	if err != nil {
		return err
	}
	steps, err := p.ofVisit(ctx, "select count(*) from visit_steps where visit_id = $1")
	if err != nil {
		return err
	}
	if err := p.opens(ctx, planned, steps); err != nil { // warm
		return err
	}
	d, err := fight(3, func(round int) (lap, error) { return p.nothings(ctx, fmt.Sprint(round), 2*steps) }, func(int) (lap, error) {
		return p.lap(steps, func() error {
			planned, err := p.plans(ctx, threeAreas)
			if err == nil {
				err = p.opens(ctx, planned, steps)
			}
			return err
		})
	})
	if err != nil {
		return err
	}
	events, bytes, err := p.written(ctx)
	if err != nil {
		return err
	}
	r.add(fmt.Sprintf("a visit of three focus areas opened, with %d steps", steps), "%.1f s; %d events in all its histories, %.0f KB", float64(steps)/d.ours.rate, events, bytes/1024)
	r.duel("workflows that do nothing", "steps of a visit opened, planning included", "opening a visit against doing nothing", d, visitOpeningRatio)
	return nil
}

// opens opens a visit and waits until all its steps stand and have heard of it.
func (p *preparing) opens(ctx context.Context, planned readiness.PlannedVisit, steps int) error {
	if err := p.runs.OpenVisit(ctx, planned); err != nil {
		return err
	}
	return until(ctx, steps, func(ctx context.Context) (int, error) {
		standing, err := p.ofVisit(ctx, "select count(*) from visit_steps where visit_id = $1 and status <> 'planned'")
		if err != nil || standing < steps {
			return standing, err
		}
		behind, err := p.db.VisitStepFollowups(ctx, planned.ID, "", steps)
		return standing - len(behind), err
	})
}

func (p *preparing) ofVisit(ctx context.Context, query string) (n int, err error) {
	err = p.look.QueryRow(ctx, query, p.visit).Scan(&n)
	return n, err
}

// stepIDs lists the steps of the newest visit that a query picks.
func (p *preparing) stepIDs(ctx context.Context, where string) ([]string, error) {
	var ids []string
	err := p.look.QueryRow(ctx, "select coalesce(array_agg(id::text order by id), '{}') from visit_steps where visit_id = $1 and "+where, p.visit).Scan(&ids)
	return ids, err
}

// written is how long the histories of the newest visit and of all its steps are together.
func (p *preparing) written(ctx context.Context) (events int, bytes float64, err error) {
	ids, err := p.stepIDs(ctx, "true")
	if err != nil {
		return 0, 0, err
	}
	subjects := []string{readiness.Subject(readiness.VisitNoun, p.visit)}
	for _, id := range ids {
		subjects = append(subjects, readiness.Subject(readiness.VisitStepNoun, id))
	}
	for _, subject := range subjects {
		n, size, err := p.history(ctx, subject)
		if err != nil {
			return 0, 0, err
		}
		events, bytes = events+n, bytes+float64(size)
	}
	return events, bytes, nil
}
