package web_test

import (
	"context"
	"slices"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/web"
)

// assessing is one cycle of one criterion, "ap-1", that the manager writes, quality assurance challenges and the head leads. Both decide by the real rules.
type assessing struct {
	assessments
	commands
	accounts
	people
	of       readiness.Framework
	cycle    readiness.Assessment
	x        readiness.Appraisal
	versions []readiness.TextVersion // newest first
	written  map[string]readiness.TextVersion
	draft    *readiness.AppraisalDraft
	sendFail error // of the next command to the criterion
	planned  readiness.PlanAssessment
	signed   readiness.SignAssessment
}

func newAssessing(t *testing.T) *assessing {
	t.Helper()
	a := &assessing{accounts: everybody(), written: map[string]readiness.TextVersion{}, of: readiness.Framework{
		Code: "small", Name: "Small", Grades: []readiness.Grade{{Code: "good", Name: "Good"}, {Code: "poor", Name: "Poor"}},
		Areas: []readiness.JudgementArea{{Code: "HELP", Name: "Help and protection", Criteria: []readiness.Criterion{{Code: "HP11", Text: "Drift is prevented"}}}},
	}}
	rules, starts := readiness.DefaultAssessmentRules(), calendar.On(2027, 2, 1)
	dates := rules.Dates(readiness.AnnualCycle, starts, calendar.England())
	x, _, err := readiness.OpenAssessment(readiness.PlannedAssessment{
		ID: "as-1", Kind: readiness.AnnualCycle, Name: "2026 to 2027", Framework: "small", Scale: a.of.Scale(), LeadID: "improvement_lead", Dates: dates,
		Sections: []readiness.Section{{Code: "HELP", LeadID: "head", Criteria: []readiness.CriterionState{{Code: "HP11", AppraisalID: "ap-1", Status: readiness.AppraisalWriting}}}},
		Signers:  readiness.Signers{AssistantID: "assistant_director", DirectorID: "dcs", MemberID: "lead_member"},
		Terms:    readiness.AssessmentTerms(rules, readiness.DefaultLadder(), calendar.England(), starts),
	}, starts.At(6, 0))
	if err != nil {
		t.Fatal(err)
	}
	if a.cycle, _, err = x.Lapse(starts.At(9, 0)); err != nil {
		t.Fatal(err)
	}
	if a.x, _, err = readiness.OpenAppraisal(readiness.PlannedAppraisal{
		ID: "ap-1", AssessmentID: "as-1", Section: "HELP", Criterion: "HP11", Scale: a.of.Scale(), AppraisalDates: dates.Stages(),
		AppraisalPeople: readiness.AppraisalPeople{AuthorID: "manager", ChallengerID: "quality_assurance", LeadID: "head"},
		Terms:           readiness.AppraisalTerms(rules, readiness.DefaultLadder(), calendar.England(), starts),
	}, starts.At(9, 0)); err != nil {
		t.Fatal(err)
	}
	return a
}

// on is somebody's browser.
func (a *assessing) on(t *testing.T, who string) visitor {
	t.Helper()
	return visit(t, a.server(), who)
}

func (a *assessing) server() *web.Server {
	s := newServer()
	s.Assessments, s.Commands, s.Accounts, s.People, s.Gaps = a, a, a, a, a
	return s
}

// agree plays the cycle to where its judgement area is to be signed.
func (a *assessing) agree(t *testing.T) {
	t.Helper()
	ask := func(who string, c readiness.AppraisalCommand) {
		if _, err := a.Appraisal(t.Context(), "ap-1", c, readiness.Asked{By: a.byID[who]}); err != nil {
			t.Fatal(err)
		}
	}
	ask("manager", readiness.SubmitAppraisal{Version: 1, SHA256: readiness.SHA256([]byte("1")), Grade: "good", Confidence: "high"})
	ask("quality_assurance", readiness.ChallengeAppraisal{Grade: "good", Why: "It is shown."})
	a.grade(t, "good")
}

func (a *assessing) grade(t *testing.T, grade string) {
	t.Helper()
	if _, err := a.Assessment(t.Context(), "as-1", readiness.GradeSection{Section: "HELP", Grade: grade, Why: "Most of it."}, readiness.Asked{By: a.byID["head"]}); err != nil {
		t.Fatal(err)
	}
}

func (a *assessing) row() readiness.AppraisalRow {
	return readiness.AppraisalRow{AppraisalID: "ap-1", AssessmentID: "as-1", Assessment: a.cycle.Name, Section: "HELP", Criterion: "HP11", Text: "Drift is prevented", Status: a.x.Status, AuthorID: a.x.AuthorID, ChallengerID: a.x.ChallengerID, Agreed: a.x.Agreed}
}

func (a *assessing) AssessmentView(context.Context, readiness.Actor, string) (readiness.AssessmentView, error) {
	other := readiness.AppraisalRow{AppraisalID: "ap-2", Section: "HELP", Criterion: "HP15", Status: readiness.AppraisalWriting, AuthorID: "manager"}
	return readiness.AssessmentView{AssessmentRow: readiness.AssessmentRow{AssessmentID: "as-1", Name: a.cycle.Name, Status: a.cycle.Status}, State: a.cycle, Of: a.of, Rows: []readiness.AppraisalRow{a.row(), other}}, nil
}

func (a *assessing) AppraisalView(context.Context, readiness.Actor, string) (readiness.AppraisalView, error) {
	v := readiness.AppraisalView{AppraisalRow: a.row(), State: a.x, Cycle: a.cycle.Status, Of: a.of, Draft: a.draft}
	for i, version := range a.versions {
		if a.x.Written != nil && version.Number == a.x.Written.Version {
			v.Written = &a.versions[i]
		}
	}
	return v, nil
}

func (a *assessing) TextVersions(context.Context, readiness.Actor, string) ([]readiness.TextVersion, error) {
	return slices.Clone(a.versions), nil
}

func (a *assessing) Texts(context.Context, readiness.Actor, string) (map[string]readiness.AppraisalText, error) {
	return map[string]readiness.AppraisalText{"HP11": {Know: "It is good."}}, nil
}

// keep keeps a version, as the ledger does.
func (a *assessing) keep(w readiness.WriteAppraisal, by readiness.Actor) readiness.TextVersion {
	text := w.Text()
	text.Number = len(a.versions) + 1
	v := readiness.TextVersion{Number: text.Number, SHA256: readiness.SHA256([]byte(text.Know)), ByID: by.PersonID, By: by.Name, At: now, Text: text}
	a.versions = append([]readiness.TextVersion{v}, a.versions...)
	return v
}

// WriteAppraisal keeps a version once for each command.
func (a *assessing) WriteAppraisal(_ context.Context, _ string, w readiness.WriteAppraisal, asked readiness.Asked) (readiness.TextVersion, error) {
	if v, again := a.written[asked.ID]; again {
		return v, nil
	}
	if err := a.x.MayWrite(asked.By); err != nil {
		return readiness.TextVersion{}, err
	}
	if w.Base != len(a.versions) {
		return readiness.TextVersion{}, readiness.FieldErrorf("base", "Somebody else sent a version of this text while you were writing. Yours is kept: compare the two, then send it again.")
	}
	v := a.keep(w, asked.By)
	a.written[asked.ID] = v
	return v, nil
}

func (a *assessing) SaveAppraisalDraft(_ context.Context, _ string, base int, fields map[string]string, _ readiness.Actor) error {
	a.draft = &readiness.AppraisalDraft{Draft: readiness.Draft{Fields: fields, SavedAt: now}, Base: base}
	return nil
}

func (a *assessing) AssignPlanned(_ context.Context, id string, _ readiness.AssignAppraisal, _ readiness.Asked) (bool, error) {
	return id == "ap-2", nil // the other has begun
}

func (a *assessing) PlanAssessment(_ context.Context, p readiness.PlanAssessment, _ readiness.Asked) (readiness.PlannedAssessment, error) {
	a.planned = p
	return readiness.PlannedAssessment{ID: "as-2"}, nil
}

func (*assessing) OpenAssessment(context.Context, readiness.PlannedAssessment) error { return nil }

func (a *assessing) Assessment(_ context.Context, _ string, c readiness.AssessmentCommand, asked readiness.Asked) (readiness.Assessment, error) {
	if sign, is := c.(readiness.SignAssessment); is {
		a.signed = sign
	}
	next, _, err := a.cycle.Do(c, asked, now)
	if err == nil {
		a.cycle = next
	}
	return next, err
}

func (a *assessing) Appraisal(_ context.Context, _ string, c readiness.AppraisalCommand, asked readiness.Asked) (readiness.Appraisal, error) {
	if err := a.sendFail; err != nil {
		a.sendFail = nil
		return a.x, err
	}
	next, _, err := a.x.Do(c, asked, now)
	if err != nil {
		return next, err
	}
	a.x = next
	if heard, _, err := a.cycle.Hear(next.Heard(), now); err == nil {
		a.cycle = heard
	}
	return next, nil
}

func (a *assessing) ConfirmPassword(_ context.Context, _ readiness.Actor, password, _ string) error {
	if password != goodPassword {
		return readiness.FieldErrorf("password", "This is not your password. Check it and try again.")
	}
	return nil
}

func (*assessing) People(context.Context) ([]readiness.Person, error) {
	var all []readiness.Person
	for _, role := range readiness.Roles {
		all = append(all, readiness.Person{ID: string(role), Name: "A " + role.Title(), Active: true, Posts: []readiness.Post{{Role: role, From: calendar.On(2026, 1, 1)}}})
	}
	return all, nil
}

func (*assessing) GapMap(context.Context, readiness.Actor, string) (readiness.GapMap, error) {
	return readiness.GapMap{}, errNone
}

func (*assessing) CompareCycles(context.Context, readiness.Actor, string, string) (readiness.Comparison, error) {
	return readiness.Comparison{}, errNone
}

func (*assessing) CriterionActions(context.Context, readiness.Actor, string) (map[string]readiness.ActionTally, error) {
	return map[string]readiness.ActionTally{}, nil
}
