package api_test

import (
	"cmp"
	"context"
	"slices"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// planStore is the improvement plan of the test house. Actions decide by the real rules; its one action is the team manager's, sponsored by the area
// head, and stands on one piece of evidence with a file.
type planStore struct {
	actions  map[string]readiness.ImprovementAction
	planned  map[string]readiness.PlannedAction // by command id
	findings []readiness.PracticeFinding
	pieces   []readiness.Evidence
	files    map[string]readiness.EvidenceFile
	rules    readiness.PlanRules
	asked    readiness.PlanQuery // the last one
}

var whole = readiness.ActionDetails{
	Title: "See every child alone", Theme: "Voice", Outcome: "Children say what they think.", Measure: "Audit of 20 visits", Findings: []string{foundID},
}

func newPlan(t *testing.T) planStore {
	t.Helper()
	rules := readiness.DefaultPlanRules()
	a, _, err := readiness.OpenAction(readiness.PlannedAction{
		ID: actionID, Details: whole, AreaID: areaID, OwnerID: person(readiness.TeamManager), SponsorID: person(readiness.AreaHead), Agreed: true,
		Start: calendar.On(2027, 1, 4), Due: calendar.On(2027, 6, 30), By: person(readiness.ImprovementLead),
		Terms: readiness.ActionTerms(rules, readiness.DefaultLadder(), calendar.England(), calendar.DateOf(now)),
	}, now)
	if err != nil {
		t.Fatal(err)
	}
	piece := readiness.Evidence{
		ID: pieceID, Kind: "audit", Bears: readiness.Supports, Title: "Audit of March", ShowsOn: calendar.On(2027, 3, 1), ByID: person(readiness.TeamManager), At: now,
		File: "Übersicht.pdf", Size: 4, Actions: []readiness.ActionRef{{ActionID: actionID}},
	}
	return planStore{
		actions: map[string]readiness.ImprovementAction{actionID: a}, planned: map[string]readiness.PlannedAction{}, rules: rules, pieces: []readiness.Evidence{piece},
		files:    map[string]readiness.EvidenceFile{pieceID: {Name: "Übersicht.pdf", MediaType: "application/pdf", Body: []byte("%PDF")}},
		findings: []readiness.PracticeFinding{{ID: foundID, Source: "inspection", FoundOn: calendar.On(2027, 2, 1), Text: "Visits are late.", Severity: "high", Theme: "Voice", At: now}},
	}
}

func (c commands) Action(_ context.Context, id string, command readiness.ActionCommand, asked readiness.Asked) (readiness.ImprovementAction, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.house.commands++
	a, known := c.plan.actions[id]
	if !known {
		return a, readiness.Errorf(readiness.NotFound, "There is no such action.")
	}
	next, _, err := a.Do(command, asked, now)
	if err != nil {
		return a, err
	}
	c.plan.actions[id] = next
	return next.Brief(), nil
}

func (c commands) OpenAction(_ context.Context, p readiness.PlannedAction) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, runs := c.plan.actions[p.ID]; runs || c.fail != nil {
		return c.fail
	}
	a, _, err := readiness.OpenAction(p, now)
	c.plan.actions[p.ID] = a
	return err
}
func (c commands) OpenActions(context.Context) error { return c.fail }

// plan answers what is asked about the plan, and keeps what it is made of.
type plan struct{ *house }

func row(a readiness.ImprovementAction) readiness.ActionRow {
	return readiness.ActionRow{ActionID: a.ID, Title: a.Details.Title, Theme: a.Details.Theme, OwnerID: a.OwnerID, Status: a.Status, Start: a.Start, Due: a.Run.Due}
}

func (p plan) Actions(_ context.Context, _ readiness.Actor, q readiness.PlanQuery) (readiness.Page[readiness.ActionRow], error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var rows []readiness.ActionRow
	for _, a := range p.house.plan.actions {
		rows = append(rows, row(a))
	}
	slices.SortFunc(rows, func(a, b readiness.ActionRow) int { return cmp.Compare(a.ActionID, b.ActionID) })
	return window(rows, q.Cursor, q.Limit)
}

func (p plan) PlanFigures(_ context.Context, _ readiness.Actor, q readiness.PlanQuery) ([]readiness.ThemeFigures, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.house.plan.asked = q
	return []readiness.ThemeFigures{{Theme: "Voice", Actions: len(p.house.plan.actions), Balance: []string{}}}, nil
}

func (p plan) ActionView(_ context.Context, _ readiness.Actor, id string) (readiness.ActionView, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	a, known := p.house.plan.actions[id]
	if !known {
		return readiness.ActionView{}, readiness.Errorf(readiness.NotFound, "There is no such action.")
	}
	return readiness.ActionView{ActionRow: row(a), State: a, Evidence: p.house.plan.pieces, Findings: p.house.plan.findings}, nil
}

// ActionFacts are the pieces in force, and quality assurance as those who check.
func (p plan) ActionFacts(_ context.Context, id string) (readiness.ActionFacts, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	facts := readiness.ActionFacts{Line: []string{person(readiness.AreaHead)}, Verifiers: []string{person(readiness.QualityAssurance)}}
	for _, e := range p.house.plan.pieces {
		if e.InForce() && e.Actions[0].ActionID == id {
			facts.Evidence = append(facts.Evidence, readiness.EvidenceFact{ID: e.ID, On: e.ShowsOn, Bears: e.Bears, By: e.ByID})
		}
	}
	return facts, nil
}

func (plan) Pace(context.Context, readiness.Actor) (readiness.Pace, error) {
	return readiness.Pace{Months: []readiness.PaceMonth{{Month: calendar.On(2027, 2, 1), ShownDone: 3}}, Late: []readiness.PaceLate{{Actions: 2}}}, nil
}

func (plan) Benefits(context.Context, readiness.Actor) (readiness.Benefits, error) {
	return readiness.CountBenefits([]readiness.BenefitClaim{{ActionID: actionID, Name: "Taxis", Saving: 10}, {ActionID: otherID, Name: "taxis", Saving: 30}}), nil
}

// reported is the one report of the test house.
func reported() readiness.PlanReport {
	return readiness.PlanReport{
		PlanReportLine: readiness.PlanReportLine{ID: reportID, Number: 1, From: calendar.On(2027, 1, 1), Until: calendar.On(2027, 2, 28), By: "The lead", At: now},
		Plan:           readiness.ReportedPlan{On: calendar.On(2027, 3, 1), Words: "A slow month.", Received: 9, Shown: 1, Source: "The log"},
	}
}

func (plan) MakePlanReport(_ context.Context, f readiness.MakePlanReport, _ readiness.Asked) (readiness.PlanReport, error) {
	if err := f.Check(calendar.DateOf(now)); err != nil {
		return readiness.PlanReport{}, err
	}
	return reported(), nil
}

func (plan) PlanReports(context.Context, readiness.Actor) ([]readiness.PlanReportLine, error) {
	return []readiness.PlanReportLine{reported().PlanReportLine}, nil
}

func (plan) PlanReport(_ context.Context, viewer readiness.Actor, id string) (readiness.PlanReport, error) {
	switch {
	case id != reportID:
		return readiness.PlanReport{}, readiness.Errorf(readiness.NotFound, "There is no such report.")
	case !readiness.May(viewer, readiness.WorkPlan, readiness.Place{}):
		return reported().ForScrutiny(), nil
	}
	return reported(), nil
}

func (p plan) Officers(context.Context) ([]readiness.Choice, error) {
	return []readiness.Choice{{Code: person(readiness.TeamManager), Text: "The team manager"}}, nil
}

func (p plan) Desk(context.Context, readiness.Actor) (readiness.PlanDesk, error) {
	return readiness.PlanDesk{}, nil
}

// AddAction gives the same action for the same command, as the ledger does.
func (p plan) AddAction(_ context.Context, f readiness.AddAction, asked readiness.Asked) (readiness.PlannedAction, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if planned, known := p.house.plan.planned[asked.ID]; known {
		return planned, nil
	}
	if err := f.Check(calendar.England()); err != nil {
		return readiness.PlannedAction{}, err
	}
	planned := readiness.PlannedAction{
		ID: freshKey(), Details: f.ActionDetails, AreaID: f.AreaID, OwnerID: f.OwnerID, SponsorID: f.SponsorID, Start: f.Start, Due: f.Due, By: asked.By.PersonID,
		Agreed: readiness.May(asked.By, readiness.RunPlan, readiness.Place{AreaID: f.AreaID}),
		Terms:  readiness.ActionTerms(p.house.plan.rules, readiness.DefaultLadder(), calendar.England(), calendar.DateOf(now)),
	}
	p.house.plan.planned[asked.ID] = planned
	return planned, nil
}

func (p plan) PlanRules(context.Context) (readiness.PlanRules, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.house.plan.rules, nil
}

func (p plan) SetPlanRules(_ context.Context, r readiness.PlanRules, _ readiness.RuleChange, _ readiness.Asked) (readiness.PlanRules, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	r.Version = p.house.plan.rules.Version + 1
	p.house.plan.rules = r
	return r, nil
}

func (p plan) AddFinding(_ context.Context, f readiness.AddFinding, asked readiness.Asked) (readiness.PracticeFinding, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := f.Check(calendar.DateOf(now)); err != nil {
		return readiness.PracticeFinding{}, err
	}
	found := readiness.PracticeFinding{
		ID: freshKey(), Source: f.Source, FoundOn: f.FoundOn, ReceivedOn: f.ReceivedOn, Text: f.Text, Severity: f.Severity, Theme: f.Theme, VisitID: f.VisitID, Focus: f.Focus, Repeats: f.Repeats, By: asked.By.Name, At: now,
	}
	p.house.plan.findings = append(p.house.plan.findings, found)
	return p.dated(found), nil
}

func (p plan) dated(f readiness.PracticeFinding) readiness.PracticeFinding {
	f.Statement = p.house.plan.rules.StatementFor(f, calendar.England())
	return f
}

func (p plan) PracticeFindings(_ context.Context, _ readiness.Actor, q readiness.PracticeFindingQuery) (readiness.Page[readiness.PracticeFinding], error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return window(p.house.plan.findings, q.Cursor, q.Limit)
}

func (p plan) PracticeFinding(_ context.Context, _ readiness.Actor, id string) (readiness.PracticeFinding, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, f := range p.house.plan.findings {
		if f.ID == id {
			return p.dated(f), nil
		}
	}
	return readiness.PracticeFinding{}, readiness.Errorf(readiness.NotFound, "There is no such finding.")
}

func (p plan) ReceiveReport(ctx context.Context, id string, r readiness.ReceiveReport, asked readiness.Asked) (readiness.PracticeFinding, error) {
	f, err := p.PracticeFinding(ctx, asked.By, id)
	if err == nil {
		f.ReceivedOn = r.ReceivedOn
		err = readiness.AddFinding{FoundOn: f.FoundOn, ReceivedOn: f.ReceivedOn}.Check(calendar.DateOf(now))
	}
	return p.dated(f), err
}
