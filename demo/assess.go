package demo

import (
	"context"
	"fmt"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A cycle is one self-assessment as the county lives through it. The year before it answered the framework that held then; a refresh follows it, and
// this year's is under way.
type cycle struct {
	name      string
	framework string
	starts    calendar.Date
	year      int  // 0 for the words of last year, 1 for this year's
	refreshes bool // it is a quarterly refresh
	runs      bool // it is still under way when the history ends

	planned readiness.PlannedAssessment
	before  *cycle
}

// Days of a cycle, in working days.
const (
	plannedAhead = 6  // before the start it is planned
	underWay     = 39 // ago this year's started: nine days after its drafts were due
	sharedAfter  = 4  // the publication it is shared with Ofsted
	metAfter     = 27 // it Ofsted comes to the annual engagement meeting
	letterAfter  = 42 // it the letter comes
)

// evaluate arranges the county's self-assessments: who does what is said when each is planned.
func (t *town) evaluate() {
	t.tasks = map[calendar.Date][]task{}
	last := &cycle{name: years(t.today, -2), framework: "ilacs-2023", starts: t.calendar.Next(t.today.AddMonths(-13))}
	now := &cycle{name: years(t.today, -1), framework: "ilacs-2026", year: 1, runs: true, before: last}
	now.starts = t.calendar.Add(t.today, -underWay, calendar.Exclusive)
	t.stories = []*cycle{last, now}
	if t.county.Refresh {
		between := &cycle{name: "Refresh of " + last.name, framework: "ilacs-2026", starts: t.calendar.Next(t.today.AddMonths(-6)), refreshes: true, before: last}
		now.before = between
		t.stories = []*cycle{last, between, now}
	}
	for _, c := range t.stories {
		t.at(t.calendar.Add(c.starts, -plannedAhead, calendar.Exclusive), func(ctx context.Context) error { return t.plans(ctx, c) })
		t.at(c.starts, func(ctx context.Context) error { return t.begins(ctx, c) })
	}
}

// years names a cycle by the years over which it looks: “2026 to 2027”.
func years(today calendar.Date, ago int) string {
	y := today.AddMonths(12 * (ago + 1)).Year()
	return fmt.Sprintf("%d to %d", y, y+1)
}

// A task is something that somebody does on a day.
type task func(ctx context.Context) error

// at has something done on a day, or on the first working day after it. What would come after the history is not done.
func (t *town) at(day calendar.Date, do task) {
	day = t.calendar.Next(day)
	t.tasks[day] = append(t.tasks[day], do)
}

// soon has something done some working days from now.
func (t *town) soon(days int, do task) {
	t.at(t.calendar.Add(calendar.DateOf(t.now), days, calendar.Exclusive), do)
}

// assess lets a day's work on self-assessments happen, and signs what can be signed.
func (t *town) assess(ctx context.Context, day calendar.Date) error {
	for n, do := range t.tasks[day] {
		t.clock(day, 9+n/12%7, 5*(n%12)) // one after the other, through the day
		if err := do(ctx); err != nil {
			return fmt.Errorf("self-assessment: %w", err)
		}
	}
	delete(t.tasks, day)
	t.clock(day, 16, 30)
	for _, c := range t.stories {
		if err := t.signs(ctx, c); err != nil {
			return fmt.Errorf("sign %s: %w", c.name, err)
		}
	}
	return nil
}

// plans plans a cycle and names its people, as the improvement lead does some days ahead.
func (t *town) plans(ctx context.Context, c *cycle) error {
	if c.runs {
		if err := t.invite(ctx); err != nil {
			return err
		}
	}
	of, err := t.db.Framework(ctx, c.framework)
	if err != nil {
		return err
	}
	p := readiness.PlanAssessment{
		Kind: readiness.AnnualCycle, Name: c.name, Framework: c.framework, Starts: c.starts, AssistantID: t.staff.senior[readiness.AssistantDirector],
		DirectorID: t.staff.senior[readiness.Director], MemberID: t.staff.senior[readiness.LeadMember],
	}
	if c.refreshes {
		p.Kind = readiness.QuarterlyRefresh
	}
	if c.before != nil {
		p.Before = c.before.planned.ID
	}
	for _, area := range of.Areas {
		p.Leads, p.Challengers = append(p.Leads, t.leads(area.Code)), append(p.Challengers, t.challenges(c, area.Code))
	}
	if c.planned, err = t.db.PlanAssessment(ctx, p, t.asked(t.staff.lead)); err != nil {
		return err
	}
	if err := t.openAssessment(ctx, c.planned); err != nil {
		return err
	}
	return t.names(ctx, c)
}

// names gives each criterion its author, and some another challenger than their judgement area has.
func (t *town) names(ctx context.Context, c *cycle) error {
	for _, s := range c.planned.Sections {
		for n, criterion := range s.Criteria {
			parts := []readiness.AssignAppraisal{{Part: "author", PersonID: t.writes(c, s.Code, n)}}
			if c.runs && slices.Contains(forThePeer, criterion.Code) {
				parts = append(parts, readiness.AssignAppraisal{Part: "challenger", PersonID: t.staff.peer})
			}
			for _, part := range parts {
				if part.Part == "author" && part.PersonID == s.LeadID {
					continue
				}
				if _, err := t.db.AssignPlanned(ctx, criterion.AppraisalID, part, t.asked(t.staff.lead)); err != nil {
					return fmt.Errorf("name the %s of %s: %w", part.Part, criterion.Code, err)
				}
			}
		}
	}
	return nil
}

// begins lets the people of every criterion set about it. The cycle itself began in the morning.
func (t *town) begins(_ context.Context, c *cycle) error {
	for _, s := range c.planned.Sections {
		for n, criterion := range s.Criteria {
			t.statement(c, criterion, n).begins()
		}
	}
	return nil
}
