package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// cycles is a county that assesses itself. It needs no Temporal: the rules decide, and the ledger records what they decided.
type cycles struct {
	county
	cycle     readiness.Assessment
	of        []*readiness.Appraisal // of the cycle under way, in the order of the framework
	published string                 // the last published cycle
	criterion string                 // one that is agreed, of the cycle under way
	unwritten string                 // one that waits for its author
	commands  int
}

// selfAssessing makes a county of so many criteria, with somebody on each post that a self-assessment needs.
func (h *house) selfAssessing(ctx context.Context, criteria int) (*cycles, error) {
	c, err := h.found(ctx, fmt.Sprintf("cycles_%d", criteria), criteria)
	if err != nil {
		return nil, err
	}
	return c.assessItself(ctx, calendar.DateOf(time.Now()))
}

// assessItself fills the library and the posts.
func (c county) assessItself(ctx context.Context, from calendar.Date) (*cycles, error) {
	shipped := append([]readiness.Framework{shortened(fewCriteria)}, frameworks.Shipped()...)
	if _, err := c.db.KeepFrameworks(ctx, shipped, frameworks.Crosswalks()); err != nil {
		return nil, err
	}
	area, err := c.db.SaveArea(ctx, "", readiness.SaveArea{Name: "The area"}, asked("area"))
	if err != nil {
		return nil, err
	}
	for _, post := range []readiness.AddPost{
		{Role: readiness.ImprovementLead},
		{Role: readiness.AreaHead, AreaID: area.ID},
		{Role: readiness.QualityAssurance},
		{Role: readiness.AssistantDirector},
		{Role: readiness.Director},
		{Role: readiness.LeadMember},
	} {
		post.From = from
		p, err := c.hire(ctx, "Bench "+string(post.Role))
		if err != nil {
			return nil, err
		}
		if _, err := c.db.AddPost(ctx, p.ID, post, asked("post "+string(post.Role))); err != nil {
			return nil, err
		}
		c.people[string(post.Role)] = p
	}
	return &cycles{county: c}, nil
}

// goThrough brings all cycles but the last to their seal, and the last half-way, with pieces of evidence that came in meanwhile.
func (c *cycles) goThrough(ctx context.Context, n, pieces int) error {
	for i := range n {
		p := readiness.PlanAssessment{Name: fmt.Sprintf("Cycle %d", i+1), Framework: "ilacs-2023", Starts: calendar.DateOf(time.Now()), Before: c.published}
		switch {
		case c.cases == fewCriteria:
			p.Framework = shortened(fewCriteria).Code
		case i == n-1:
			p.Framework = "ilacs-2026"
		}
		if err := c.begin(ctx, p); err != nil {
			return err
		}
		if err := c.gather(ctx, i, pieces/n); err != nil {
			return err
		}
		if i == n-1 {
			break
		}
		if err := c.agreeAll(ctx); err != nil {
			return err
		}
		if err := c.publish(ctx); err != nil {
			return err
		}
	}
	if err := c.halfWay(ctx); err != nil {
		return err
	}
	return c.tidy(ctx)
}

// plans names the same people for everything: the area head leads and writes, quality assurance challenges.
func (c *cycles) plans(ctx context.Context, p readiness.PlanAssessment) (readiness.PlanAssessment, error) {
	f, err := c.db.Framework(ctx, p.Framework)
	p.Kind = readiness.AnnualCycle
	for range f.Areas {
		p.Leads, p.Challengers = append(p.Leads, c.id(readiness.AreaHead)), append(p.Challengers, c.id(readiness.QualityAssurance))
	}
	p.AssistantID, p.DirectorID, p.MemberID = c.id(readiness.AssistantDirector), c.id(readiness.Director), c.id(readiness.LeadMember)
	return p, err
}

// begin plans a cycle and opens it with its criteria, as its runs would on its first day.
func (c *cycles) begin(ctx context.Context, p readiness.PlanAssessment) error {
	p, err := c.plans(ctx, p)
	if err != nil {
		return err
	}
	planned, err := c.db.PlanAssessment(ctx, p, c.asks(readiness.ImprovementLead))
	if err != nil {
		return err
	}
	if err := c.keepCycle(ctx)(readiness.OpenAssessment(planned, time.Now().UTC())); err != nil {
		return err
	}
	starts, _ := c.cycle.Deadline()
	if err := c.keepCycle(ctx)(c.cycle.Lapse(starts)); err != nil {
		return err
	}
	c.of = nil
	for _, s := range c.cycle.Sections {
		for range s.Criteria {
			c.of = append(c.of, &readiness.Appraisal{})
		}
	}
	waiting, err := c.db.PlannedAppraisals(ctx, c.cycle.ID, "", len(c.of))
	for i, p := range waiting {
		if err == nil {
			err = c.keepCriterion(ctx, c.of[i])(readiness.OpenAppraisal(p, time.Now().UTC()))
		}
	}
	return err
}

// keepCycle records a step of the cycle and goes on from there.
func (c *cycles) keepCycle(ctx context.Context) func(readiness.Assessment, readiness.Event, error) error {
	return func(x readiness.Assessment, ev readiness.Event, err error) error {
		if err == nil {
			err = c.db.RecordAssessment(ctx, x, ev)
		}
		if err == nil {
			c.cycle = x
		}
		return err
	}
}

// keepCriterion records a step of a criterion, and has the cycle hear of it.
func (c *cycles) keepCriterion(ctx context.Context, of *readiness.Appraisal) func(readiness.Appraisal, readiness.Event, error) error {
	return func(x readiness.Appraisal, ev readiness.Event, err error) error {
		if err == nil {
			err = c.db.RecordAppraisal(ctx, x, ev)
		}
		if err != nil {
			return err
		}
		*of = x
		if x.Ended() {
			return nil
		}
		return c.keepCycle(ctx)(c.cycle.Hear(x.Heard(), time.Now().UTC()))
	}
}

// gather attaches so many pieces of evidence to the criteria in turn.
func (c *cycles) gather(ctx context.Context, year, pieces int) error {
	today := calendar.DateOf(time.Now())
	_, err := c.side(ctx, pieces, func(ctx context.Context, i int) error {
		e := readiness.AttachEvidence{
			Criteria: []string{c.of[i%len(c.of)].Criterion}, Kind: readiness.MeterKinds[i/len(c.of)%len(readiness.MeterKinds)].Code, Bears: readiness.Supports,
			Title: fmt.Sprintf("Piece %d of year %d", i, year), Text: prose(300), ShowsOn: today.AddDays(-i % 400),
		}
		if i%7 == 0 {
			e.Bears = readiness.Contradicts
		}
		_, err := c.db.AttachEvidence(ctx, e, asked(fmt.Sprintf("evidence-%d-%d", year, i)))
		return err
	})
	return err
}

// prose is text of so many bytes.
func prose(bytes int) string {
	const sentence = "Most families that were visited said that help came early and that their worker stayed the same. "
	return strings.Repeat(sentence, bytes/len(sentence)+1)[:bytes]
}

// asks is a new command of the person of a role.
func (c *cycles) asks(role readiness.Role) readiness.Asked {
	c.commands++
	return readiness.Asked{ID: fmt.Sprintf("cycles-%d", c.commands), By: c.by(role)}
}
