package api_test

import (
	"context"
	"sync"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// auditShelf is the sample of one focus area and one audit of it, which decides by the real rules. Who does not see what is the register's to keep, and
// tested there; here it is the rule's own SeenBy and Blind.
type auditShelf struct {
	readiness.CaseAuditRegister
	commands
	mu      sync.Mutex
	x       readiness.CaseAudit
	texts   []readiness.CaseAuditVersion
	sample  *readiness.Sample
	planned []readiness.PlannedCaseAudit
	opened  []string // ids of audits that began
	ended   []string
}

const auditID = "0198a000-0000-7000-8000-000000000301"

var auditForm = []readiness.AuditSection{{Code: "voice", Name: "The child’s voice"}}

// newAuditShelf has one audit that somebody is to write, and quality assurance to moderate.
func newAuditShelf(t *testing.T, house *house) *auditShelf {
	t.Helper()
	p := readiness.PlannedCaseAudit{
		ID: auditID, AreaID: areaID, TeamID: teamID,
		CaseAuditKey:    readiness.CaseAuditKey{VisitID: visitID, Focus: "care_leavers", Sections: []string{"voice"}, ChildID: caseID, Round: 1},
		CaseAuditPeople: readiness.CaseAuditPeople{AuditorID: person(readiness.ImprovementLead), ModeratorID: person(readiness.QualityAssurance)},
		Terms:           readiness.VisitTerms(readiness.DefaultVisitRules(), readiness.DefaultLadder(), calendar.England(), calendar.DateOf(now)),
	}
	x, _, err := readiness.OpenCaseAudit(p, now)
	if err != nil {
		t.Fatal(err)
	}
	return &auditShelf{commands: commands{house}, x: x, planned: []readiness.PlannedCaseAudit{p}}
}

func (a *auditShelf) CaseAuditView(_ context.Context, viewer readiness.Actor, id string) (readiness.CaseAuditView, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if id != a.x.ID {
		return readiness.CaseAuditView{}, readiness.Errorf(readiness.NotFound, "There is no such audit.")
	}
	v := readiness.CaseAuditView{
		CaseAuditRow: readiness.CaseAuditRow{CaseAuditID: id, VisitID: visitID, Focus: "care_leavers", Status: a.x.Status}, State: a.x.SeenBy(viewer), Of: readiness.FocusPack{Sections: auditForm},
		MaySee: a.x.MaySeeChild(viewer), Hidden: !a.x.MaySeeGrades(viewer), Flags: []string{}, Texts: []readiness.CaseAuditVersion{}, Drafts: []string{}, Names: map[string]string{}, Next: []readiness.NextStep{}, Happened: []readiness.EventRow{},
	}
	for _, text := range a.texts {
		if v.Hidden && text.Part == readiness.AuditorText {
			text.Text.WriteCaseAudit = text.Text.Blind()
		}
		v.Texts = append(v.Texts, text)
	}
	return v, nil
}

func (a *auditShelf) WriteAudit(_ context.Context, id string, w readiness.WriteCaseAudit, asked readiness.Asked) (readiness.CaseAuditVersion, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if err := a.x.MayWriteAudit(asked.By, w.Part); err != nil {
		return readiness.CaseAuditVersion{}, err
	}
	if err := w.Check(auditForm); err != nil {
		return readiness.CaseAuditVersion{}, err
	}
	text := readiness.CaseAuditText{CaseAudit: id, Number: 1, WriteCaseAudit: w}
	body, err := text.Canonical()
	v := readiness.CaseAuditVersion{Part: w.Part, Number: 1, SHA256: readiness.SHA256(body), ByID: asked.By.PersonID, By: asked.By.Name, At: now, Text: text}
	a.texts = append(a.texts, v)
	return v, err
}

func (a *auditShelf) CaseAudits(_ context.Context, viewer readiness.Actor, visit, focus string) (readiness.CaseAuditList, error) {
	of, err := a.of(visit, focus)
	v, _ := a.CaseAuditView(context.Background(), viewer, a.x.ID)
	return readiness.CaseAuditList{FocusOf: of, Rows: []readiness.CaseAuditRow{v.CaseAuditRow}, Profile: readiness.GradeProfile(auditForm, nil)}, err
}

func (a *auditShelf) CompareAudits(_ context.Context, _ readiness.Actor, visit, focus string) (readiness.AuditComparison, error) {
	of, err := a.of(visit, focus)
	return readiness.AuditComparison{FocusOf: of, Children: 1, Lines: readiness.CompareGrades(auditForm, nil)}, err
}

func (*auditShelf) AuditCalibration(context.Context, readiness.Actor) (readiness.AuditCalibration, error) {
	return readiness.Calibrate(nil), nil
}

func (*auditShelf) of(visit, focus string) (readiness.FocusOf, error) {
	of := readiness.FocusOf{Visit: readiness.VisitRow{VisitID: visitID, Focus: []readiness.VisitFocus{}}, Focus: readiness.VisitFocus{Code: "care_leavers", Name: "Care leavers"}}
	if visit != visitID || focus != of.Focus.Code {
		return of, readiness.Errorf(readiness.NotFound, "There is no such focus area of this visit.")
	}
	return of, nil
}

func (a *auditShelf) SampleView(_ context.Context, _ readiness.Actor, visit, focus string) (readiness.SampleView, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	of, err := a.of(visit, focus)
	v := readiness.SampleView{FocusOf: of, Sample: a.sample, Rows: []readiness.SampleRow{}}
	if a.sample != nil {
		for _, d := range a.sample.Drawn {
			v.Rows = append(v.Rows, readiness.SampleRow{Drawn: d, Flags: []string{}})
		}
	}
	return v, err
}

func (a *auditShelf) DrawSample(_ context.Context, visit, focus string, d readiness.DrawSample, asked readiness.Asked) (readiness.Sample, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	of, err := a.of(visit, focus)
	if err == nil {
		err = of.MaySample(asked.By)
	}
	if err == nil && a.sample != nil {
		err = readiness.Errorf(readiness.Conflict, "The sample of this focus area is drawn already.")
	}
	if err != nil {
		return readiness.Sample{}, err
	}
	among := []readiness.SampleChild{}
	for _, id := range []string{"c-1", "c-2", "c-3"} {
		among = append(among, readiness.SampleChild{CohortChild: readiness.CohortChild{ID: id, TeamID: teamID, Flags: []string{}}})
	}
	a.sample = &readiness.Sample{ID: otherID, VisitID: visit, Focus: focus, Seed: "seed", On: calendar.DateOf(now), DrawSample: d, Among: among, Drawn: readiness.Draw("seed", among, d)}
	return *a.sample, nil
}

func (a *auditShelf) ReplaceChild(_ context.Context, visit, focus, child string, r readiness.ReplaceChild, asked readiness.Asked) (readiness.Replaced, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	of, err := a.of(visit, focus)
	if err == nil {
		err = of.MaySample(asked.By)
	}
	if err != nil {
		return readiness.Replaced{}, err
	}
	if a.sample == nil {
		return readiness.Replaced{}, readiness.Errorf(readiness.NotFound, "There is no such sample.")
	}
	comes, err := a.sample.Comes(child)
	if err != nil {
		return readiness.Replaced{}, err
	}
	for i, d := range a.sample.Drawn {
		if d.ChildID == child {
			a.sample.Drawn[i].Why, a.sample.Drawn[i].Note = r.Reason, r.Note
			a.sample.Drawn = append(a.sample.Drawn, readiness.Drawn{Place: d.Place, Kind: d.Kind, ChildID: comes.ID})
		}
	}
	return readiness.Replaced{Ends: auditID, Begins: &a.planned[0]}, nil
}

func (a *auditShelf) GiveAudits(_ context.Context, visit, focus string, _ readiness.GiveAudits, asked readiness.Asked) ([]readiness.PlannedCaseAudit, error) {
	of, err := a.of(visit, focus)
	if err == nil {
		err = of.MaySample(asked.By)
	}
	if err != nil {
		return nil, err
	}
	return a.planned, nil
}

func (a *auditShelf) CaseAudit(_ context.Context, id string, c readiness.CaseAuditCommand, asked readiness.Asked) (readiness.CaseAudit, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, withdraws := c.(readiness.WithdrawCaseAudit); withdraws {
		a.ended = append(a.ended, id)
		return a.x, nil
	}
	next, _, err := a.x.Do(c, asked, now)
	if err == nil {
		a.x = next
	}
	return next.Brief(), err
}

func (a *auditShelf) OpenCaseAudit(_ context.Context, p readiness.PlannedCaseAudit) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.opened = append(a.opened, p.ID)
	return a.fail
}

func (c commands) CaseAudit(context.Context, string, readiness.CaseAuditCommand, readiness.Asked) (readiness.CaseAudit, error) {
	return readiness.CaseAudit{}, c.fail
}

func (c commands) OpenCaseAudit(context.Context, readiness.PlannedCaseAudit) error { return c.fail }
