package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// The readiness page of a visit of one focus area with few children, and of three with many: it shows about twice as many steps and three times as many parts.
const (
	fewChildren    = 50
	manyChildren   = 1000
	readinessRatio = 3
)

// measureReadiness asks for the page of a visit in a small council and in a large one, in turns.
func measureReadiness(ctx context.Context, r *report) error {
	return inLedger(ctx, func(h *house) (err error) {
		few, err := h.preparesVisit(ctx, r.n(fewChildren), threeAreas[:1])
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, few.leave()) }()
		many, err := h.preparesVisit(ctx, r.n(manyChildren), threeAreas)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, many.leave()) }()
		if _, err := h.look.Exec(ctx, "checkpoint"); err != nil {
			return err
		}
		for _, role := range []readiness.Role{readiness.Director, readiness.ImprovementLead} {
			small, err := few.onlooker(ctx, "/visits/"+few.visit, role)
			if err != nil {
				return err
			}
			large, err := many.onlooker(ctx, "/visits/"+many.visit, role)
			if err != nil {
				return err
			}
			if err := compareLooks(r, small, large, "readiness page of a visit, "+role.Title(), "children", readinessRatio); err != nil {
				return err
			}
		}
		return nil
	})
}

// preparesVisit makes a county with so many children on each list, and a visit whose preparation is under way: a third of its steps are waived.
func (h *house) preparesVisit(ctx context.Context, children int, focus []string) (*preparing, error) {
	c, err := h.found(ctx, fmt.Sprintf("visits_%d", children), children)
	if err != nil {
		return nil, err
	}
	p, err := c.prepares(ctx)
	if err != nil {
		return nil, err
	}
	if err := p.takeInChildren(ctx, children); err != nil {
		return nil, err
	}
	planned, err := p.plans(ctx, focus)
	if err != nil {
		return nil, err
	}
	x, ev, err := readiness.OpenVisit(planned, time.Now().UTC())
	if err == nil {
		err = p.db.RecordVisit(ctx, x, ev)
	}
	if err != nil {
		return nil, err
	}
	steps, err := p.db.PlannedVisitSteps(ctx, p.visit, "", 500)
	for i, s := range steps {
		if err == nil {
			err = p.recordStep(ctx, s, i%3 == 0)
		}
	}
	if err != nil {
		return nil, err
	}
	return p, p.tidy(ctx)
}

// recordStep opens a step as its run would, and has the lead waive it.
func (p *preparing) recordStep(ctx context.Context, s readiness.PlannedVisitStep, waived bool) error {
	x, ev, err := readiness.OpenVisitStep(s, time.Now().UTC())
	if err == nil {
		err = p.db.RecordVisitStep(ctx, x, ev)
	}
	if err != nil || !waived || x.Status != readiness.StepOpen {
		return err
	}
	by := p.asks(readiness.ImprovementLead)
	if x.OwnerID == by.By.PersonID { // somebody else spares her the step
		by = p.asks(readiness.Director)
	}
	x, ev, err = x.Do(readiness.WaiveVisitStep{Reason: "It was done last year."}, by, time.Now().UTC())
	if err != nil {
		return err
	}
	return p.db.RecordVisitStep(ctx, x, ev)
}

// takeInChildren brings lists 8 and 9 in, with as many children each; one in five has something for a red flag.
func (p *preparing) takeInChildren(ctx context.Context, n int) error {
	today := calendar.DateOf(time.Now())
	e := readiness.Extract{Layout: "newer", TakenOn: today, Lists: []readiness.ListFound{{List: 8, Rows: n, Fine: n}, {List: 9, Rows: n, Fine: n}}}
	for i := range n {
		leaver := readiness.CareLeaverRow{ChildRef: fmt.Sprintf("LEFT%05d", i), Age: 19, Team: fmt.Sprintf("Team %02d", i%20), Adviser: "An adviser", InTouch: "Yes", LastContact: today.AddDays(-20)}
		if i%5 == 0 {
			leaver.LastContact = today.AddDays(-100)
		}
		e.CareLeavers = append(e.CareLeavers, leaver)
		e.Missing = append(e.Missing, readiness.MissingRow{ChildRef: fmt.Sprintf("AWAY%05d", i), Age: 15, Team: fmt.Sprintf("Team %02d", i%20), Episodes: i % 5, Offered: "No"})
	}
	if err := p.keep(ctx, "children", e, nil); err != nil {
		return err
	}
	return p.mapTeams(ctx)
}
