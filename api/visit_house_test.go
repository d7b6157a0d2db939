package api_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// Ids of the visits of the test house, and of the steps of the one that comes.
const (
	visitID    = "0198a000-0000-7000-8000-000000000101"
	scopeID    = "0198a000-0000-7000-8000-000000000102"
	briefingID = "0198a000-0000-7000-8000-000000000103"
	pastID     = "0198a000-0000-7000-8000-000000000106"
)

// smallRunUp has a step of each kind that a visit treats in its own way: one that short notice leaves out and somebody else signs, two that close on
// evidence, and one whose day is not known before the letter.
func smallRunUp() readiness.RunUp {
	return readiness.RunUp{
		Code: "small", Kind: "monitoring", Name: "Small", Days: 2, Letter: 22,
		Slots: []readiness.RunUpSlot{
			{Code: readiness.LeadSlot, Name: "Visit lead", Role: readiness.ImprovementLead},
			{Code: "focus_lead", Name: "Lead of the focus area", Role: readiness.AssistantDirector, PerFocus: true},
		},
		Steps: []readiness.RunUpStep{
			{Code: "agree_scope", Name: "Agree the scope", Anchor: "visit", Offset: -10, Slot: "focus_lead", PerFocus: true, Gate: "signature", Shows: "A scope note", Short: "drop"},
			{Code: "brief_staff", Name: "Brief staff", Anchor: "visit", Offset: -5, Slot: readiness.LeadSlot, Gate: "evidence", Shows: "Who was briefed", Short: "keep"},
			{Code: "note_feedback", Name: "Note the feedback", Anchor: "end", Slot: readiness.LeadSlot, Gate: "evidence", Shows: "The feedback", Short: "keep"},
			{Code: "register_findings", Name: "Register the findings", Anchor: "letter", Slot: readiness.LeadSlot, Gate: "letter", Shows: "The findings", Short: "keep"},
		},
	}
}

// visitStore is the visits of the test house: a monitoring visit on care leavers in April, and one whose inspectors left in February. Visits and steps
// decide by the real rules, and steps hear of their visit.
type visitStore struct {
	rules    readiness.VisitRules
	visits   map[string]readiness.Visit
	steps    map[string]readiness.VisitStep
	order    []string // ids of the steps
	happened map[string][]readiness.EventRow
	gates    map[string]readiness.GateFacts          // by step id
	planned  map[string]readiness.PlannedVisit       // by command id
	waiting  map[string][]readiness.PlannedVisitStep // by visit id
	made     int
}

func newVisits(t *testing.T) visitStore {
	t.Helper()
	v := visitStore{
		rules: readiness.DefaultVisitRules(), visits: map[string]readiness.Visit{}, steps: map[string]readiness.VisitStep{}, happened: map[string][]readiness.EventRow{},
		gates: map[string]readiness.GateFacts{}, planned: map[string]readiness.PlannedVisit{}, waiting: map[string][]readiness.PlannedVisitStep{},
	}
	for _, days := range []struct{ planned, on calendar.Date }{{calendar.DateOf(now), calendar.On(2027, 4, 12)}, {calendar.On(2027, 1, 4), calendar.On(2027, 2, 1)}} {
		c := readiness.PlanVisit{Kind: "monitoring", On: days.on, Focus: []string{"care_leavers"}, Leads: []string{person(readiness.AreaHead)}}
		p, err := v.plan(c, readiness.Actor{PersonID: person(readiness.ImprovementLead)}, days.planned)
		if err == nil {
			err = v.open(p, days.planned.At(9, 0))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for range 3 { // prepared, on site, gone
		x := v.visits[pastID]
		at, _ := x.Deadline()
		next, ev, err := x.Lapse(at)
		if err != nil {
			t.Fatal(err)
		}
		v.visits[pastID] = next
		v.note(pastID, ev)
	}
	return v
}

func (v *visitStore) plan(c readiness.PlanVisit, by readiness.Actor, today calendar.Date) (readiness.PlannedVisit, error) {
	if err := c.Check(calendar.England(), today); err != nil {
		return readiness.PlannedVisit{}, err
	}
	book := readiness.VisitBook{
		Rules: v.rules, Ladder: readiness.DefaultLadder(), Calendar: calendar.England(), Holder: person, Headed: func(string) string { return areaID },
		NewID: func() string {
			v.made++
			return fmt.Sprintf("0198a000-0000-7000-8000-%012d", 100+v.made)
		},
	}
	p, steps, err := c.Visit(smallRunUp(), frameworks.Packs(), by.PersonID, book, today)
	v.waiting[p.ID] = steps
	return p, err
}

// open begins a planned visit and its steps, once.
func (v *visitStore) open(p readiness.PlannedVisit, at time.Time) error {
	if _, known := v.visits[p.ID]; known {
		return nil
	}
	x, ev, err := readiness.OpenVisit(p, at)
	if err != nil {
		return err
	}
	v.visits[p.ID] = x
	v.note(p.ID, ev)
	for _, planned := range v.waiting[p.ID] {
		step, ev, err := readiness.OpenVisitStep(planned, at)
		if err != nil {
			return err
		}
		v.steps[step.ID], v.order = step, append(v.order, step.ID)
		v.note(step.ID, ev)
	}
	return nil
}

func (v *visitStore) note(id string, ev readiness.Event) {
	if !ev.Quiet {
		v.happened[id] = append([]readiness.EventRow{{Seq: ev.Seq, Kind: ev.Kind, At: ev.At, By: ev.By, Text: ev.Text, Note: ev.Note}}, v.happened[id]...)
	}
}

// of lists the steps of a visit.
func (v *visitStore) of(visit string) (steps []readiness.VisitStep) {
	for _, id := range v.order {
		if s := v.steps[id]; s.VisitID == visit {
			steps = append(steps, s)
		}
	}
	return steps
}

// hear has every step of a visit that still runs hear what became of it.
func (v *visitStore) hear(visit string) error {
	var here []string
	for _, role := range readiness.Roles {
		here = append(here, person(role))
	}
	for _, s := range v.of(visit) {
		for f, hears := s.Followup(v.visits[visit], here); hears && !s.Ended(); f, hears = s.Followup(v.visits[visit], here) {
			next, ev, err := s.Follow(f, now)
			if err != nil {
				return err
			}
			s = next
			v.note(s.ID, ev)
		}
		v.steps[s.ID] = s
	}
	return nil
}

func (v *visitStore) line(x readiness.Visit) readiness.VisitRow {
	row := readiness.VisitRow{
		VisitID: x.ID, Kind: x.Kind, Name: x.Name, Rehearsal: x.Rehearsal, Status: x.Status, Called: x.Called, On: x.On, Until: x.Until, Letter: x.Letter,
		LeadID: x.OwnerID, Focus: x.Focus, Undecided: x.Short != nil && x.Short.Decided.IsZero(),
	}
	for _, s := range v.of(x.ID) {
		row.Steps++
		if v.step(s).Settled() {
			row.Settled++
		}
	}
	return row
}

func (v *visitStore) step(s readiness.VisitStep) readiness.VisitStepRow {
	of, _ := smallRunUp().Step(s.Code)
	return readiness.VisitStepRow{
		StepID: s.ID, VisitID: s.VisitID, Visit: v.visits[s.VisitID].Name, Code: s.Code, Name: of.Name, Focus: s.Focus, Anchor: s.Anchor, Offset: s.Offset, Gate: s.Gate,
		Status: s.Status, Over: s.Over, OwnerID: s.OwnerID, Due: s.Run.Due, Overdue: s.Overdue(calendar.DateOf(now)),
	}
}

// visiting answers what is asked about visits.
type visiting struct{ *house }

var noVisit, noStep = readiness.Errorf(readiness.NotFound, "There is no such visit."), readiness.Errorf(readiness.NotFound, "There is no such step.")

// PlanVisit plans once for each command.
func (v visiting) PlanVisit(_ context.Context, p readiness.PlanVisit, asked readiness.Asked) (readiness.PlannedVisit, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if known, again := v.visits.planned[asked.ID]; again {
		return known, nil
	}
	planned, err := v.visits.plan(p, asked.By, calendar.DateOf(now))
	if err == nil {
		v.visits.planned[asked.ID] = planned
	}
	return planned, err
}

func (v visiting) Visits(context.Context, readiness.Actor) (list []readiness.VisitRow, _ error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, x := range v.visits.visits {
		list = append(list, v.visits.line(x))
	}
	slices.SortFunc(list, func(a, b readiness.VisitRow) int { return b.On.Compare(a.On) })
	return list, nil
}

func (v visiting) VisitView(_ context.Context, _ readiness.Actor, id string) (readiness.VisitView, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	x, known := v.visits.visits[id]
	if !known {
		return readiness.VisitView{}, noVisit
	}
	view := readiness.VisitView{VisitRow: v.visits.line(x), State: x, RunUp: smallRunUp(), Names: map[string]string{}, Parts: map[string][]readiness.VisitPart{}, Forecast: map[string]readiness.VisitForecast{}, Next: []readiness.NextStep{}, Happened: v.visits.happened[id]}
	for _, s := range v.visits.of(id) {
		view.Rows = append(view.Rows, v.visits.step(s))
	}
	return view, nil
}

// VisitScore compares with nothing: the test house has one visit of each kind.
func (v visiting) VisitScore(ctx context.Context, viewer readiness.Actor, id string) (readiness.VisitScoreView, error) {
	view, err := v.VisitView(ctx, viewer, id)
	score := readiness.ScoreVisit(view.Rows, calendar.Date{})
	return readiness.VisitScoreView{Visit: view.VisitRow, Score: score, Words: score.Words(nil)}, err
}

func (v visiting) VisitStepView(_ context.Context, _ readiness.Actor, id string) (readiness.VisitStepView, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	s, known := v.visits.steps[id]
	if !known {
		return readiness.VisitStepView{}, noStep
	}
	of, _ := smallRunUp().Step(s.Code)
	slot, _ := smallRunUp().Slot(s.Slot)
	return readiness.VisitStepView{
		VisitStepRow: v.visits.step(s), State: s, Of: of, Slot: slot.Name, Visit: v.visits.visits[s.VisitID], Proof: []readiness.Evidence{}, Gate: v.visits.gates[id],
		Next: []readiness.NextStep{}, Happened: v.visits.happened[id],
	}, nil
}

func (v visiting) VisitFacts(_ context.Context, id string) (f readiness.VisitFacts, _ error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, s := range v.visits.of(id) {
		if !v.visits.step(s).Settled() {
			f.OpenSteps++
		}
	}
	return f, nil
}

func (v visiting) GateFacts(_ context.Context, id string) (readiness.GateFacts, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.visits.gates[id], nil
}

func (v visiting) VisitRules(context.Context) (readiness.VisitRules, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.visits.rules, nil
}

func (v visiting) SetVisitRules(_ context.Context, r readiness.VisitRules, _ readiness.RuleChange, _ readiness.Asked) (readiness.VisitRules, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	r.Version = v.visits.rules.Version + 1
	v.house.visits.rules = r
	return r, nil
}

// VisitDesk is asked by no operation of the hatch.
func (visiting) VisitDesk(context.Context, readiness.Actor) (readiness.VisitDesk, error) {
	return readiness.VisitDesk{}, nil
}

// Visit also has the steps hear what became of their visit.
func (c commands) Visit(_ context.Context, id string, command readiness.VisitCommand, asked readiness.Asked) (readiness.Visit, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.house.commands++
	x, known := c.visits.visits[id]
	if !known {
		return x, noVisit
	}
	next, ev, err := x.Do(command, asked, now)
	if err != nil {
		return x, err
	}
	c.visits.visits[id] = next
	c.visits.note(id, ev)
	return next.Brief(), c.visits.hear(id)
}

func (c commands) VisitStep(_ context.Context, id string, command readiness.VisitStepCommand, asked readiness.Asked) (readiness.VisitStep, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.house.commands++
	x, known := c.visits.steps[id]
	if !known {
		return x, noStep
	}
	next, ev, err := x.Do(command, asked, now)
	if err != nil {
		return x, err
	}
	c.visits.steps[id] = next
	c.visits.note(id, ev)
	return next.Brief(), nil
}

func (c commands) OpenVisit(_ context.Context, p readiness.PlannedVisit) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fail != nil {
		return c.fail
	}
	return c.visits.open(p, now)
}
