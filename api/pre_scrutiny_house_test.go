package api_test

import (
	"context"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const preScrutinyID = "0198a000-0000-7000-8000-0000000000f1"

// preScrutinyShelf are the requests of the test house, by the real rules: one for a decision that the team manager owns, of a committee that the area head calls.
type preScrutinyShelf struct {
	all     map[string]readiness.PreScrutiny
	planned map[string]readiness.PlannedPreScrutiny // by command id
}

func newPreScrutinies(t *testing.T) preScrutinyShelf {
	t.Helper()
	p := planPreScrutiny(preScrutinyID, readiness.AskPreScrutiny{SeriesID: seriesID, Title: "Foster care contract", Decides: calendar.DateOf(now).AddDays(56), Why: "It is large.", OwnerID: person(readiness.TeamManager)})
	x, _, err := readiness.OpenPreScrutiny(p, now)
	if err != nil {
		t.Fatal(err)
	}
	return preScrutinyShelf{map[string]readiness.PreScrutiny{preScrutinyID: x}, map[string]readiness.PlannedPreScrutiny{}}
}

func planPreScrutiny(id string, a readiness.AskPreScrutiny) readiness.PlannedPreScrutiny {
	today := calendar.DateOf(now)
	return readiness.PlannedPreScrutiny{
		ID: id, ConvenorID: person(readiness.AreaHead), Ask: a, Asked: today, Terms: readiness.PreScrutinyTerms(readiness.DefaultPlanRules(), readiness.DefaultLadder(), calendar.England(), today),
	}
}

// preScrutinies answers what is asked about requests for pre-scrutiny.
type preScrutinies struct{ *house }

func (p preScrutinies) AskPreScrutiny(_ context.Context, a readiness.AskPreScrutiny, asked readiness.Asked) (readiness.PlannedPreScrutiny, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if planned, known := p.requests.planned[asked.ID]; known {
		return planned, nil
	}
	switch {
	case a.SeriesID != seriesID:
		return readiness.PlannedPreScrutiny{}, readiness.FieldErrorf("series_id", "This is no scrutiny committee that meets. Choose another.")
	case !readiness.MayAskScrutiny(asked.By, person(readiness.AreaHead)):
		return readiness.PlannedPreScrutiny{}, readiness.Errorf(readiness.Forbidden, "Only whoever calls these meetings can ask.")
	}
	if err := a.Check(calendar.DateOf(now)); err != nil {
		return readiness.PlannedPreScrutiny{}, err
	}
	planned := planPreScrutiny(freshKey(), a)
	p.requests.planned[asked.ID] = planned
	return planned, nil
}

func preScrutinyRowOf(x readiness.PreScrutiny) readiness.PreScrutinyRow {
	return readiness.PreScrutinyRow{PreScrutinyID: x.ID, Title: x.Title, SeriesID: x.SeriesID, Asked: x.Asked, OwnerID: x.OwnerID, Status: x.Status, Decides: x.Decides, MeetsOn: x.MeetsOn, Due: x.Run.Due}
}

func (p preScrutinies) PreScrutinies(_ context.Context, _ readiness.Actor, q readiness.PreScrutinyQuery) (readiness.Page[readiness.PreScrutinyRow], error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var rows []readiness.PreScrutinyRow
	for _, x := range p.requests.all {
		if q.State == "" || q.State == string(x.Status) {
			rows = append(rows, preScrutinyRowOf(x))
		}
	}
	return window(rows, q.Cursor, q.Limit)
}

func (p preScrutinies) PreScrutinyView(_ context.Context, _ readiness.Actor, id string) (readiness.PreScrutinyView, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	x, known := p.requests.all[id]
	if !known {
		return readiness.PreScrutinyView{}, readiness.Errorf(readiness.NotFound, "There is no such request.")
	}
	return readiness.PreScrutinyView{PreScrutinyRow: preScrutinyRowOf(x), State: x, Next: []readiness.NextStep{}, Happened: []readiness.EventRow{}, Findings: []readiness.PracticeFinding{}}, nil
}

func (p preScrutinies) PreScrutinyDesk(context.Context, readiness.Actor) (readiness.PreScrutinyDesk, error) {
	return readiness.PreScrutinyDesk{}, nil
}

func (c commands) PreScrutiny(_ context.Context, id string, command readiness.PreScrutinyCommand, asked readiness.Asked) (readiness.PreScrutiny, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.house.commands++
	x, known := c.requests.all[id]
	if !known {
		return x, readiness.Errorf(readiness.NotFound, "There is no such request.")
	}
	next, _, err := x.Do(command, asked, now)
	if err != nil {
		return x, err
	}
	c.requests.all[id] = next
	return next.Brief(), nil
}

func (c commands) OpenPreScrutiny(_ context.Context, p readiness.PlannedPreScrutiny) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, runs := c.requests.all[p.ID]; runs || c.fail != nil {
		return c.fail
	}
	x, _, err := readiness.OpenPreScrutiny(p, now)
	c.requests.all[p.ID] = x
	return err
}
