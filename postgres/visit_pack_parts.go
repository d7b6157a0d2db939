package postgres

import (
	"cmp"
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// visit adds what the pack says of the visit itself: its days, who leads it and its focus areas, its steps, and the parts that nobody has.
func (f *freezer) visit(ctx context.Context, p *frozenPack, steps []packStepRow) error {
	x := f.x
	p.Kind, p.VisitDates, p.Nobody = x.Kind, x.VisitDates, x.Missing()
	names, err := namesOf(ctx, f.q, x.Everybody(), nil, nil)
	if err != nil {
		return err
	}
	p.Lead = names[x.OwnerID]
	for i := range p.Focus {
		p.Focus[i].Lead = names[x.Holder("focus_lead", p.Focus[i].Code)]
	}
	for _, s := range steps {
		count(&p.Steps, s)
		if i := slices.IndexFunc(p.Focus, func(of readiness.PackedFocus) bool { return of.Code == s.Focus }); i >= 0 {
			count(&p.Focus[i].Steps, s)
		}
	}
	return nil
}

func count(n *readiness.PackedSteps, s packStepRow) {
	n.Steps++
	if s.Settled {
		n.Settled++
	}
	if s.Late {
		n.Late++
	}
}

// focus is one focus area: what people wrote, how ready it is, its figures and its audits.
func (f *freezer) focus(ctx context.Context, of readiness.VisitFocus, writing readiness.VisitWriting) (p readiness.PackedFocus, err error) {
	p = readiness.PackedFocus{Code: of.Code, Name: of.Name, Position: readiness.VisitPosition{Focus: of.Code}, Parts: []readiness.VisitPart{}}
	for _, w := range writing.Positions {
		if w.Focus == of.Code {
			p.Position = w
		}
	}
	if f.x.ID != "" {
		if p.Parts, err = f.db.partsOf(ctx, f.q, f.x.ID, of.Code); err != nil {
			return p, err
		}
	}
	if p.Cohort, err = f.cohort(ctx, of.Code); err != nil {
		return p, err
	}
	p.Audits, err = f.audits(ctx, of)
	return p, err
}

// cohort is a focus area in figures; nothing before anybody has counted it.
func (f *freezer) cohort(ctx context.Context, focus string) (c readiness.PackedCohort, err error) {
	c.Lacks, c.Lines = []string{}, []readiness.PackedFlag{}
	s, err := f.db.cohortStanding(ctx, f.q, focus)
	if refusal := readiness.AsRefusal(err); refusal != nil && refusal.Code == readiness.NotFound {
		return c, nil
	}
	if err != nil {
		return c, err
	}
	v, err := f.db.cohortView(ctx, f.q, s, 0)
	if err != nil {
		return c, err
	}
	c.On, c.Before, c.Other, c.Children, c.Flags, c.Was, c.Answered = v.On, v.Before, v.Other, v.Children, v.Flags, v.Was, v.Answered
	c.Lacks = append(c.Lacks, v.Lacks...)
	for _, l := range v.Lines {
		line := readiness.PackedFlag{Code: l.Flag.Code, Name: l.Flag.Words(), Unjudged: l.Unjudged, Now: l.Now, Was: l.Was, New: l.New, Gone: l.Gone, Answered: l.Answered}
		if l.Note != nil {
			line.Behind, line.Why = l.Note.Kind, l.Note.Why
		}
		c.Lines = append(c.Lines, line)
	}
	return c, nil
}

// audits are how the audits for the visit were graded, and how those of the same children after it.
func (f *freezer) audits(ctx context.Context, of readiness.VisitFocus) (a readiness.PackedAudits, err error) {
	p, err := pack(ctx, f.q, of.Pack)
	if err != nil {
		return a, err
	}
	if a.Moderated, a.Of, err = f.db.gateCount(ctx, f.q, "audits", f.x.ID, of.Code); err != nil {
		return a, err
	}
	where := args{"visit": f.x.ID, "focus": of.Code}
	given, err := all(ctx, f.q, selectStandingGrades, where, pgx.RowTo[readiness.AuditGrades])
	if err != nil || len(given) == 0 {
		return a, err
	}
	a.Standing, a.Profile = len(given), readiness.GradeProfile(p.Sections, given)
	rows, err := all(ctx, f.q, selectGradedTwice, where, pgx.RowToStructByName[gradedTwiceRow])
	pairs := gradedPairs(rows)
	if a.Again = len(pairs); a.Again > 0 {
		a.Compared = readiness.CompareGrades(p.Sections, pairs)
	}
	return a, err
}

// findings adds what inspections and visits found before (about its focus areas, before a monitoring or focused visit), what became of it, and the index of evidence.
func (f *freezer) findings(ctx context.Context, p *frozenPack, before calendar.Date) error {
	of := []string{}
	for _, focus := range f.x.Focus {
		of = append(of, focus.Code)
	}
	about := args{"before": before, "officer": true, "whole": readiness.LetterSource(f.x.Kind) == "inspection", "focus": of}
	rows, err := all(ctx, f.q, selectPackFindings, about, pgx.RowToStructByName[practiceRow])
	if err != nil {
		return err
	}
	found, err := f.db.findingsFrom(ctx, f.q, f.k, rows)
	if err != nil {
		return err
	}
	where := map[string]string{}
	p.Findings = []readiness.PackedFinding{}
	for _, x := range found {
		packed := readiness.PackedFinding{
			VisitID: x.VisitID, Focus: x.Focus, Source: x.Source, Reference: x.Reference, FoundOn: x.FoundOn, Text: x.Text, Severity: x.Severity, Theme: x.Theme, RepeatedBy: x.RepeatedBy, Repeats: x.Repeats != "",
			Actions: []readiness.PackedAction{},
		}
		for _, a := range x.Actions {
			packed.Actions = append(packed.Actions, readiness.PackAction(a))
			where["action/"+a.ActionID] = "Action: " + a.Title
		}
		p.Findings = append(p.Findings, packed)
	}
	if err := f.stepNames(ctx, where); err != nil {
		return err
	}
	p.Evidence, err = f.evidence(ctx, where)
	return err
}

// stepNames adds the steps of the visit to what evidence can be attached to.
func (f *freezer) stepNames(ctx context.Context, where map[string]string) error {
	if f.x.ID == "" {
		return nil
	}
	of, err := runUp(ctx, f.q, f.x.RunUp)
	if err != nil {
		return err
	}
	steps, err := all(ctx, f.q, selectPackSteps, args{"visit": f.x.ID, "today": f.k.today}, pgx.RowToStructByName[packStepRow])
	for _, s := range steps {
		step, _ := of.Step(s.Code)
		where[readiness.Subject(readiness.VisitStepNoun, s.ID)] = "Step: " + cmp.Or(step.Name, s.Code)
	}
	return err
}

type packEvidenceRow struct {
	ID, Title, Kind string
	ShowsOn         calendar.Date
	Kept            bool
	File, Subject   string
}

// evidence is what in force is attached to these subjects. What looked like a child's in a piece when it was attached can stand in its title or in the name
// of its file, so neither is said.
func (f *freezer) evidence(ctx context.Context, where map[string]string) ([]readiness.PackedEvidence, error) {
	subjects := []string{}
	for s := range where {
		subjects = append(subjects, s)
	}
	rows, err := all(ctx, f.q, selectPackEvidence, args{"subjects": subjects}, pgx.RowToStructByName[packEvidenceRow])
	index, last := []readiness.PackedEvidence{}, ""
	for _, r := range rows {
		if r.ID != last {
			e := readiness.PackedEvidence{Title: r.Title, Kind: r.Kind, ShowsOn: r.ShowsOn, File: r.File}
			if r.Kept {
				e.Title, e.File = "", ""
			}
			index, last = append(index, e), r.ID
		}
		e := &index[len(index)-1]
		if !slices.Contains(e.Where, where[r.Subject]) { // a step of two focus areas has one name
			e.Where = append(e.Where, where[r.Subject])
		}
	}
	return index, err
}
