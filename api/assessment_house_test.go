package api_test

import (
	"context"
	"slices"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const peerAppraisalID = "0195a1b2-0000-7000-8000-0000000000c3"

// assessStore is the self-assessment of the test house: one cycle of two criteria that began in February, both the team manager's to write; quality
// assurance challenges HP11 (appraisalID), a peer HP15. Cycle and criteria decide by the real rules.
type assessStore struct {
	of       readiness.Framework
	cycle    readiness.Assessment
	criteria map[string]readiness.Appraisal
	happened map[string][]readiness.EventRow // newest first, by the id of what it happened to
	texts    map[string][]readiness.TextVersion
	written  map[string]readiness.TextVersion       // by command id
	planned  map[string]readiness.PlannedAssessment // by command id
	opened   []string
	rules    readiness.AssessmentRules
}

func newAssess(t *testing.T) assessStore {
	t.Helper()
	a := assessStore{
		of: smallFramework(), criteria: map[string]readiness.Appraisal{}, happened: map[string][]readiness.EventRow{}, texts: map[string][]readiness.TextVersion{},
		written: map[string]readiness.TextVersion{}, planned: map[string]readiness.PlannedAssessment{}, rules: readiness.DefaultAssessmentRules(),
	}
	a.of.Grades = []readiness.Grade{{Code: "outstanding", Name: "Outstanding"}, {Code: "good", Name: "Good"}, {Code: "requires_improvement", Name: "Requires improvement"}, {Code: "inadequate", Name: "Inadequate"}}
	a.of.Areas[0].Criteria = append(a.of.Areas[0].Criteria, readiness.Criterion{Code: "HP15", Text: "Children who go missing are found"})
	starts := calendar.On(2027, 2, 1)
	x, ev, err := readiness.OpenAssessment(a.plan(cycleID, readiness.PlanAssessment{
		Kind: readiness.AnnualCycle, Name: "2026 to 2027", Framework: a.of.Code, Starts: starts, Leads: []string{person(readiness.AreaHead)},
		AssistantID: person(readiness.AssistantDirector), DirectorID: person(readiness.Director), MemberID: person(readiness.LeadMember),
	}), starts.At(6, 0))
	a.keepCycle(t, x, ev, err)
	x, ev, err = x.Lapse(starts.At(9, 0))
	a.keepCycle(t, x, ev, err)
	for id, challenger := range map[string]readiness.Role{appraisalID: readiness.QualityAssurance, peerAppraisalID: readiness.Peer} {
		code := map[string]string{appraisalID: "HP11", peerAppraisalID: "HP15"}[id]
		c, ev, err := readiness.OpenAppraisal(readiness.PlannedAppraisal{
			ID: id, AssessmentID: cycleID, Section: "HELP", Criterion: code, Scale: a.of.Scale(), AreaID: areaID, AppraisalDates: x.Stages(),
			AppraisalPeople: readiness.AppraisalPeople{AuthorID: person(readiness.TeamManager), ChallengerID: person(challenger), LeadID: person(readiness.AreaHead)},
			Terms:           readiness.AppraisalTerms(a.rules, readiness.DefaultLadder(), calendar.England(), starts),
		}, starts.At(9, 0))
		if err != nil {
			t.Fatal(err)
		}
		a.criteria[id] = c
		a.note(id, ev)
	}
	return a
}

func (a *assessStore) keepCycle(t *testing.T, x readiness.Assessment, ev readiness.Event, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	a.cycle = x
	a.note(x.ID, ev)
}

func (a *assessStore) note(id string, ev readiness.Event) {
	if !ev.Quiet {
		a.happened[id] = append([]readiness.EventRow{{Seq: ev.Seq, Kind: ev.Kind, At: ev.At, By: ev.By, Text: ev.Text, Note: ev.Note}}, a.happened[id]...)
	}
}

func (a *assessStore) plan(id string, p readiness.PlanAssessment) readiness.PlannedAssessment {
	planned := readiness.PlannedAssessment{
		ID: id, Kind: p.Kind, Name: p.Name, Framework: p.Framework, Scale: a.of.Scale(), LeadID: person(readiness.ImprovementLead), By: person(readiness.ImprovementLead),
		Dates: a.rules.Dates(p.Kind, p.Starts, calendar.England()), Signers: readiness.Signers{AssistantID: p.AssistantID, DirectorID: p.DirectorID, MemberID: p.MemberID},
		Terms: readiness.AssessmentTerms(a.rules, readiness.DefaultLadder(), calendar.England(), p.Starts),
	}
	for i, area := range a.of.Areas {
		planned.Sections = append(planned.Sections, readiness.Section{Code: area.Code, LeadID: p.Leads[i], AreaID: areaID, Criteria: []readiness.CriterionState{
			{Code: "HP11", AppraisalID: appraisalID, Status: readiness.AppraisalWriting}, {Code: "HP15", AppraisalID: peerAppraisalID, Status: readiness.AppraisalWriting},
		}})
	}
	return planned
}

// sees reports whether somebody sees the cycle, and with an id that criterion of it, as the ledger does.
func (a *assessStore) sees(viewer readiness.Actor, id string) bool {
	if !readiness.OnlyPeer(viewer) {
		return readiness.SeesUnpublished(viewer) || a.cycle.Status == readiness.AssessmentPublished
	}
	return id == "" || a.criteria[id].ChallengerID == viewer.PersonID
}

// row is a criterion as somebody may see it.
func (a *assessStore) row(id string, viewer readiness.Actor) readiness.AppraisalRow {
	x := a.criteria[id]
	row := readiness.AppraisalRow{
		AppraisalID: id, AssessmentID: cycleID, Assessment: a.cycle.Name, Section: x.Section, Criterion: x.Criterion, Status: x.Status, AuthorID: x.AuthorID, ChallengerID: x.ChallengerID,
		OwnerID: x.OwnerID, Due: x.Run.Due, Agreed: x.Agreed, Returned: x.Returned,
	}
	if w := x.Written; w != nil {
		row.Version, row.Hidden = w.Version, !x.MaySeeGrade(viewer)
		if !row.Hidden {
			row.Grade, row.Confidence = w.Grade, w.Confidence
		}
	}
	if x.Challenge != nil {
		row.Challenged = x.Challenge.Grade
	}
	return row
}

// assessing answers what is asked about self-assessments.
type assessing struct{ *house }

var noCycle, noCriterion = readiness.Errorf(readiness.NotFound, "There is no such self-assessment."), readiness.Errorf(readiness.NotFound, "There is no such criterion.")

// PlanAssessment plans once for each command.
func (a assessing) PlanAssessment(_ context.Context, p readiness.PlanAssessment, asked readiness.Asked) (readiness.PlannedAssessment, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if known, again := a.assess.planned[asked.ID]; again {
		return known, nil
	}
	if len(p.Leads) != len(a.assess.of.Areas) {
		return readiness.PlannedAssessment{}, readiness.FieldErrorf("leads", "Name a lead for each of the judgement areas.")
	}
	planned := a.assess.plan(freshKey(), p)
	a.assess.planned[asked.ID] = planned
	return planned, planned.Dates.Check(planned.Terms.Calendar, calendar.DateOf(now))
}

func (a assessing) line() readiness.AssessmentRow {
	x := a.assess.cycle
	return readiness.AssessmentRow{AssessmentID: x.ID, Name: x.Name, Kind: x.Kind, Framework: x.Framework, Status: x.Status, Starts: x.Starts, DraftBy: x.DraftBy, SignBy: x.SignBy, Criteria: 2}
}

func (a assessing) Assessments(_ context.Context, viewer readiness.Actor) ([]readiness.AssessmentRow, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.assess.sees(viewer, "") {
		return nil, nil
	}
	return []readiness.AssessmentRow{a.line()}, nil
}

func (a assessing) AssessmentView(_ context.Context, viewer readiness.Actor, id string) (readiness.AssessmentView, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if id != cycleID || !a.assess.sees(viewer, "") {
		return readiness.AssessmentView{}, noCycle
	}
	v := readiness.AssessmentView{AssessmentRow: a.line(), State: a.assess.cycle, Of: a.assess.of, Names: map[string]string{}, Next: []readiness.NextStep{}, Happened: a.assess.happened[id]}
	for _, id := range []string{appraisalID, peerAppraisalID} {
		v.Rows = append(v.Rows, a.assess.row(id, viewer))
	}
	return v.Blind(), nil
}

func (a assessing) AppraisalView(_ context.Context, viewer readiness.Actor, id string) (readiness.AppraisalView, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	x, known := a.assess.criteria[id]
	if !known || !a.assess.sees(viewer, id) {
		return readiness.AppraisalView{}, noCriterion
	}
	v := readiness.AppraisalView{
		AppraisalRow: a.assess.row(id, viewer), State: x, Cycle: a.assess.cycle.Status, Of: a.assess.of, Others: []readiness.AppraisalDraft{}, Evidence: []readiness.Evidence{},
		Actions: []readiness.ActionRow{}, Next: []readiness.NextStep{}, Happened: a.assess.happened[id],
	}
	if w := x.Written; w != nil {
		text := a.assess.texts[id][w.Version-1]
		if v.Hidden {
			text.Text, v.State.Written = text.Text.Blind(), &readiness.Written{Version: w.Version, By: w.By, On: w.On}
		}
		v.Written = &text
	}
	return v, nil
}

// WriteAppraisal keeps a version once for each command.
func (a assessing) WriteAppraisal(_ context.Context, id string, w readiness.WriteAppraisal, asked readiness.Asked) (readiness.TextVersion, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if known, again := a.assess.written[asked.ID]; again {
		return known, nil
	}
	x, known := a.assess.criteria[id]
	if !known {
		return readiness.TextVersion{}, noCriterion
	}
	if err := x.MayWrite(asked.By); err != nil {
		return readiness.TextVersion{}, err
	}
	if w.Base != len(a.assess.texts[id]) {
		return readiness.TextVersion{}, readiness.FieldErrorf("base", "Somebody else sent a version of this text while you were writing.")
	}
	text := w.Text()
	text.Assessment, text.Criterion, text.Framework, text.Number = cycleID, x.Criterion, a.assess.of.Code, w.Base+1
	text.Evidence, text.Actions = []readiness.TextEvidence{}, []readiness.TextAction{}
	body, err := text.Canonical()
	v := readiness.TextVersion{Number: text.Number, SHA256: readiness.SHA256(body), ByID: asked.By.PersonID, By: asked.By.Name, At: now, Text: text}
	a.assess.texts[id], a.assess.written[asked.ID] = append(a.assess.texts[id], v), v
	return v, err
}

func (a assessing) TextVersions(ctx context.Context, viewer readiness.Actor, id string) ([]readiness.TextVersion, error) {
	v, err := a.AppraisalView(ctx, viewer, id)
	if err != nil {
		return nil, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	texts := slices.Clone(a.assess.texts[id])
	slices.Reverse(texts)
	for i := range texts {
		if !v.State.MaySeeGrade(viewer) {
			texts[i].Text = texts[i].Text.Blind()
		}
	}
	return texts, nil
}

func (a assessing) AssessmentRules(context.Context) (readiness.AssessmentRules, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.assess.rules, nil
}

func (a assessing) SetAssessmentRules(_ context.Context, r readiness.AssessmentRules, _ readiness.RuleChange, _ readiness.Asked) (readiness.AssessmentRules, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	r.Version = a.assess.rules.Version + 1
	if err := r.Check(); err != nil {
		return r, err
	}
	a.assess.rules = r
	return r, nil
}

// What no operation of the hatch asks for.

func (assessing) AppraisalDesk(context.Context, readiness.Actor) (readiness.AppraisalDesk, error) {
	return readiness.AppraisalDesk{}, nil
}

func (assessing) AssignPlanned(context.Context, string, readiness.AssignAppraisal, readiness.Asked) (bool, error) {
	return false, nil
}

func (assessing) Texts(context.Context, readiness.Actor, string) (map[string]readiness.AppraisalText, error) {
	return nil, noCycle
}

func (assessing) SaveAppraisalDraft(context.Context, string, int, map[string]string, readiness.Actor) error {
	return noCriterion
}

func (assessing) Sealed(context.Context, readiness.Actor, string) (readiness.SealedAssessment, error) {
	return readiness.SealedAssessment{}, noCycle
}

func (c commands) Assessment(_ context.Context, id string, command readiness.AssessmentCommand, asked readiness.Asked) (readiness.Assessment, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.house.commands++
	if id != cycleID {
		return readiness.Assessment{}, noCycle
	}
	next, ev, err := c.assess.cycle.Do(command, asked, now)
	if err != nil {
		return readiness.Assessment{}, err
	}
	c.assess.cycle = next
	c.assess.note(id, ev)
	return next.Brief(), nil
}

// Appraisal also tells the cycle how the criterion stands now.
func (c commands) Appraisal(_ context.Context, id string, command readiness.AppraisalCommand, asked readiness.Asked) (readiness.Appraisal, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.house.commands++
	x, known := c.assess.criteria[id]
	if !known {
		return x, noCriterion
	}
	next, ev, err := x.Do(command, asked, now)
	if err != nil {
		return x, err
	}
	c.assess.criteria[id] = next
	c.assess.note(id, ev)
	cycle, heard, err := c.assess.cycle.Hear(next.Heard(), now)
	if err != nil {
		return x, err
	}
	c.assess.cycle = cycle
	c.assess.note(cycleID, heard)
	return next.Brief(), nil
}

func (c commands) OpenAssessment(_ context.Context, p readiness.PlannedAssessment) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fail == nil && !slices.Contains(c.assess.opened, p.ID) {
		c.assess.opened = append(c.assess.opened, p.ID)
	}
	return c.fail
}
