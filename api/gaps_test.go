package api_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const cycleID, appraisalID = "0195a1b2-0000-7000-8000-0000000000c1", "0195a1b2-0000-7000-8000-0000000000c2"

// gapHouse is one cycle with one criterion, and one inspection.
type gapHouse struct{}

func (gapHouse) GapMap(_ context.Context, _ readiness.Actor, id string) (readiness.GapMap, error) {
	if id != cycleID {
		return readiness.GapMap{}, readiness.Errorf(readiness.NotFound, "There is no such self-assessment.")
	}
	row := readiness.GapRow{AppraisalID: appraisalID, Section: "HELP", Criterion: "HP11", Self: "good", Challenged: "poor"}
	marks := map[string]readiness.InspectedMark{"HP11": {Grade: "poor", On: calendar.On(2027, 2, 1)}}
	return readiness.NewGapMap(readiness.AssessmentRow{AssessmentID: id}, readiness.Assessment{}, smallFramework(), []readiness.GapRow{row}, marks, nil), nil
}

func smallFramework() readiness.Framework {
	return readiness.Framework{
		Code: "small", Name: "Small", From: calendar.On(2026, 4, 1), Grades: []readiness.Grade{{Code: "good", Name: "Good"}, {Code: "poor", Name: "Poor"}}, Questions: []readiness.FrameworkQuestion{},
		Areas: []readiness.JudgementArea{{Code: "HELP", Name: "Help", Criteria: []readiness.Criterion{{Code: "HP11", Text: "Drift is prevented"}}}}, Tags: []readiness.FrameworkTag{}, Enquiries: []readiness.KeyLine{},
	}
}

func (gapHouse) CompareCycles(_ context.Context, _ readiness.Actor, one, other string) (readiness.Comparison, error) {
	if one == other {
		return readiness.Comparison{}, readiness.Errorf(readiness.Invalid, "Choose two different self-assessments to compare.")
	}
	text := readiness.ComparedText{Criterion: "HP11", Grade: "poor", Text: readiness.AppraisalText{Evidence: []readiness.TextEvidence{}, Actions: []readiness.TextAction{}}, Why: []readiness.GradeReason{}}
	then := readiness.ComparedCycle{AssessmentRow: readiness.AssessmentRow{AssessmentID: one}, Of: smallFramework(), Statements: []readiness.ComparedText{text}}
	text.Grade, text.Why = "good", []readiness.GradeReason{{From: "challenger", Grade: "good", Text: "It is shown."}}
	later := readiness.ComparedCycle{AssessmentRow: readiness.AssessmentRow{AssessmentID: other}, Of: smallFramework(), Statements: []readiness.ComparedText{text}}
	return readiness.CompareCycles(then, later, readiness.CompareFrameworks(then.Of, later.Of)), nil
}

func (gapHouse) CriterionActions(context.Context, readiness.Actor, string) (map[string]readiness.ActionTally, error) {
	return map[string]readiness.ActionTally{"HP11": {Actions: 4, Shown: 2, Lasted: 1}, "HP2": {Actions: 1}}, nil
}

func (gapHouse) AddInspection(_ context.Context, a readiness.AddInspection, asked readiness.Asked) (readiness.Inspection, error) {
	return readiness.Inspection{ID: otherID, Framework: a.Framework, InspectedOn: a.InspectedOn, ReceivedOn: a.ReceivedOn, Reference: a.Reference, Grades: a.Grades, By: asked.By.Name, At: now}, a.Check(smallFramework(), calendar.DateOf(now))
}

func (gapHouse) Inspections(context.Context, readiness.Actor) ([]readiness.Inspection, error) {
	return []readiness.Inspection{{ID: otherID, InspectedOn: calendar.On(2027, 2, 1), ReceivedOn: calendar.On(2027, 2, 1), Grades: []readiness.InspectedGrade{{Code: "HELP", Grade: "good"}}, At: now}}, nil
}

func TestGapMapAndComparison(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	m := read[readiness.GapMap](h.do(request(readiness.AreaHead, "GET", "/self-assessments/"+cycleID+"/gaps", nil)).wants(http.StatusOK, ""))
	if len(m.Areas) != 1 || m.Areas[0].Rows[0].Inspected == nil || m.Areas[0].Authors.By != 1 {
		t.Errorf("%+v", m)
	}
	h.do(request(readiness.AreaHead, "GET", "/self-assessments/"+otherID+"/gaps", nil)).wants(http.StatusNotFound, "not-found")
	c := read[readiness.Comparison](h.do(request(readiness.ElectedMember, "GET", "/self-assessments/"+cycleID+"/compare/"+otherID, nil)).wants(http.StatusOK, ""))
	if c.Counts.Better != 1 || c.Rows[0].Why[0].Text != "It is shown." {
		t.Errorf("%+v", c)
	}
	h.do(request(readiness.ElectedMember, "GET", "/self-assessments/"+cycleID+"/compare/"+cycleID, nil)).wants(http.StatusUnprocessableEntity, "invalid")
	counted := read[struct {
		Rows []struct {
			Criterion string
			Lasted    int
		}
	}](h.do(request(readiness.ElectedMember, "GET", "/self-assessments/"+cycleID+"/actions", nil)).wants(http.StatusOK, ""))
	if len(counted.Rows) != 2 || counted.Rows[0].Criterion != "HP2" || counted.Rows[1].Lasted != 1 {
		t.Errorf("%+v", counted)
	}
}

func TestInspectionsAreEntered(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	sent := map[string]any{"framework": "small", "reference": "Letter", "inspected_on": "2027-02-01", "received_on": "2027-02-20", "replaces": "", "why": "", "grades": []map[string]string{{"code": "HP11", "grade": "poor"}}}
	if i := read[readiness.Inspection](h.do(request(readiness.ImprovementLead, "POST", "/inspections", sent)).wants(http.StatusCreated, "")); len(i.Grades) != 1 {
		t.Errorf("%+v", i)
	}
	sent["grades"] = []map[string]string{{"code": "HP11", "grade": "fair"}}
	if p := h.do(request(readiness.ImprovementLead, "POST", "/inspections", sent)).wants(http.StatusUnprocessableEntity, "invalid").problem(); p.Errors[0].Location != "body.grades" {
		t.Errorf("%+v", p)
	}
	h.do(request(readiness.TeamManager, "POST", "/inspections", sent)).wants(http.StatusForbidden, "forbidden")
	h.do(request(readiness.TeamManager, "GET", "/inspections", nil)).wants(http.StatusOK, "")
}

func TestWeaknessBecomesFindingAndAction(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	h.sends(criterionPath, narrative())
	sent := map[string]any{"text": "Recording is late.", "severity": "high", "theme": "HP11", "act": "no"}
	path := "/criteria/" + appraisalID + "/improve"
	if made := read[readiness.Improved](h.do(request(readiness.TeamManager, "POST", path, sent)).wants(http.StatusCreated, "")); made.FindingID == "" || made.ActionID != "" {
		t.Errorf("%+v", made)
	}
	sent["act"] = "yes"
	if p := h.do(request(readiness.TeamManager, "POST", path, sent)).wants(http.StatusUnprocessableEntity, "invalid").problem(); len(p.Errors) != 6 {
		t.Errorf("%+v", p.Errors)
	}
	for name, value := range map[string]string{"title": "Say why a plan changes", "outcome": "Plans hold.", "measure": "An audit.", "owner_id": otherID, "sponsor_id": otherID, "due": "2027-06-01"} {
		sent[name] = value
	}
	if made := read[readiness.Improved](h.do(request(readiness.TeamManager, "POST", path, sent)).wants(http.StatusCreated, "")); made.FindingID == "" || made.ActionID == "" {
		t.Errorf("%+v", made)
	}
	h.do(request(readiness.TeamManager, "POST", "/criteria/"+otherID+"/improve", sent)).wants(http.StatusNotFound, "not-found")
}
