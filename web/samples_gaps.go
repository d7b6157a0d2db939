package web

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// gapSamples show grades that differ: between people, from inspectors, and between two cycles.
func gapSamples() map[string]Page {
	now := readiness.AssessmentRow{AssessmentID: "as-1", Name: "2026 to 2027", Kind: readiness.AnnualCycle, Framework: sampleILACS.Code, FrameworkName: sampleILACS.Name, Status: readiness.AssessmentModeration, Starts: calendar.On(2027, 1, 11)}
	all := map[string]Page{
		"gaps/some":         GapsPage{Map: sampleGaps(now, calendar.On(2027, 2, 26))},
		"gaps/only differ":  GapsPage{Map: sampleGaps(now, calendar.On(2027, 2, 26)), Differ: true},
		"gaps/known before": GapsPage{Map: sampleGaps(now, calendar.On(2026, 3, 6))},
		"gaps/none":         GapsPage{Map: readiness.NewGapMap(now, readiness.Assessment{}, sampleILACS, nil, nil, nil)},
		"gaps/none differ":  GapsPage{Map: readiness.NewGapMap(now, readiness.Assessment{}, sampleILACS, sampleGapRows()[3:], nil, nil), Differ: true},
	}
	addInspectionSamples(all)
	addComparisonSamples(all, now)
	addImproveSamples(all)
	return all
}

func sampleGapRows() []readiness.GapRow {
	row := func(section, code, self, challenged, third, agreed string) readiness.GapRow {
		k, _, _ := sampleILACS.Criterion(code)
		return readiness.GapRow{
			AppraisalID: "ap-" + code, Section: section, Criterion: code, Text: k.Text, AuthorID: sampleManager.PersonID, Author: sampleManager.Name, ChallengerID: sampleQA.PersonID,
			Challenger: sampleQA.Name, Self: self, Challenged: challenged, Third: third, Agreed: agreed,
		}
	}
	rows := []readiness.GapRow{
		row("HELP", "HP03", "good", "good", "", "good"), row("HELP", "HP11", "outstanding", "requires_improvement", "good", "good"), row("HELP", "HP15", "", "", "", ""), row("LEAD", "LM01", "", "", "", ""),
	}
	rows[1].Challenger, rows[1].ChallengerID, rows[1].Peer = samplePeer.Name, samplePeer.PersonID, true
	rows[2].Hidden = true
	return rows
}

func sampleGaps(row readiness.AssessmentRow, inspected calendar.Date) readiness.GapMap {
	x := readiness.Assessment{Sections: []readiness.Section{{Code: "HELP", Grade: "good"}, {Code: "LEAD"}}}
	list := []readiness.Inspection{{Framework: sampleILACS.Code, InspectedOn: inspected, Reference: "Letter of March", Grades: []readiness.InspectedGrade{{Code: "HELP", Grade: "requires_improvement"}, {Code: "HP11", Grade: "requires_improvement"}}}}
	pair := func(id, name, self, challenged string) readiness.GradePair {
		return readiness.GradePair{ChallengerID: id, Challenger: name, Peer: id == samplePeer.PersonID, Self: self, Challenged: challenged}
	}
	pairs := []readiness.GradePair{pair(samplePeer.PersonID, samplePeer.Name, "outstanding", "requires_improvement")}
	for i := range 12 {
		grade := []string{"outstanding", "good", "requires_improvement"}[i%3]
		pairs = append(pairs, pair(sampleQA.PersonID, sampleQA.Name, grade, []string{grade, "good"}[i%2]), pair("p-same", "Sam South", "good", "good"))
	}
	return readiness.NewGapMap(row, x, sampleILACS, sampleGapRows(), readiness.MarksOf(sampleILACS, row.Starts, list, nil), pairs)
}

func addInspectionSamples(all map[string]Page) {
	first := readiness.Inspection{
		ID: "in-1", Framework: sampleILACS.Code, FrameworkName: sampleILACS.Name, Reference: "Inspection report 50271234", InspectedOn: calendar.On(2027, 2, 12), ReceivedOn: calendar.On(2027, 2, 26),
		Grades: []readiness.InspectedGrade{{Code: "HP11", Grade: "good"}, {Code: "HELP", Grade: "requires_improvement"}, {Code: "LEAD", Grade: "good"}}, By: sampleLead.Name, At: sampleNow, ReplacedBy: "in-2",
	}
	second := first
	second.ID, second.Replaces, second.ReplacedBy, second.Why = "in-2", "in-1", "", "HP11 was entered from the draft."
	known := map[string]readiness.Framework{sampleILACS.Code: sampleILACS}
	all["inspections/put right"] = InspectionsPage{List: []readiness.Inspection{second, first}, Frameworks: known, Viewer: sampleLead}
	all["inspections/elected member"] = InspectionsPage{List: []readiness.Inspection{second}, Frameworks: known, Viewer: sampleMember}
	all["inspections/none"] = InspectionsPage{Viewer: sampleLead}
	lines := []readiness.FrameworkLine{{Code: sampleILACS.Code, Name: sampleILACS.Name}}
	report := readiness.InspectionReport{Framework: sampleILACS.Code}
	all["enter grades/first"] = inspectionQuestions(sampleFilled(report), sampleILACS, lines)
	again := sampleFilled(readiness.InspectionReport{Framework: sampleILACS.Code, Reference: first.Reference, InspectedOn: first.InspectedOn, ReceivedOn: first.ReceivedOn, Replaces: "in-1"})
	again.Values["grades"], again.Values["criteria"] = typedGrades(first.Grades, sampleILACS)
	all["enter grades/put right"] = inspectionQuestions(again, sampleILACS, lines)
	all["enter grades/refused"] = inspectionQuestions(sampleFilled(report, govuk.FieldError{Name: "grades", Message: "Enter the grade of one judgement area at least."}), sampleILACS, lines)
}

func addComparisonSamples(all map[string]Page, row readiness.AssessmentRow) {
	before := row
	before.AssessmentID, before.Name, before.Framework, before.FrameworkName, before.Status, before.Starts = "as-0", "2025 to 2026", "ilacs-2023", "ILACS from January 2023", readiness.AssessmentPublished, calendar.On(2026, 1, 12)
	old := sampleILACS
	old.Code, old.Name = before.Framework, before.FrameworkName
	says := func(code, grade, know string) readiness.ComparedText {
		k, area, _ := sampleILACS.Criterion(code)
		text := sampleText.Text()
		text.Know = know
		return readiness.ComparedText{AppraisalID: "ap-" + code, Section: area.Code, Criterion: code, Says: k.Text, Grade: grade, Text: text, Why: []readiness.GradeReason{}}
	}
	then := readiness.ComparedCycle{AssessmentRow: before, Of: old, Sealed: true, Sections: []readiness.Section{{Code: "HELP", Grade: "requires_improvement"}}}
	then.Statements = []readiness.ComparedText{says("HP03", "good", "We answer in time."), says("HP11", "requires_improvement", "Plans drift.\nNobody looks at them."), says("HP15", "good", "We hear them.")}
	now := readiness.ComparedCycle{AssessmentRow: row, Of: sampleILACS, Sections: []readiness.Section{{Code: "HELP", Grade: "good"}}}
	now.Statements = []readiness.ComparedText{says("HP03", "inadequate", "We answer in time."), says("HP11", "good", "Plans drift.\nSomebody looks at them each quarter.\nThe south begins in May."), says("LM01", "", "")}
	now.Statements[0].Why = []readiness.GradeReason{{From: "challenger", Grade: "inadequate", Text: "Half of the contacts waited for two days."}, {From: "third", Grade: "inadequate", Text: "The figures say so."}}
	now.Statements[2].Proposed, now.Statements[2].Text = "good", readiness.AppraisalText{}
	walk := readiness.Crosswalk{From: old.Code, To: sampleILACS.Code, Rows: []readiness.CrosswalkRow{
		{From: "HP03", To: "HP03", Kind: "same"}, {From: "HP11", To: "HP11", Kind: "changed", Note: "It asks for examination now."}, {From: "HP15", Kind: "gone"}, {To: "LM01", Kind: "new"},
	}}
	c := readiness.CompareCycles(then, now, walk)
	all["compare/some"], all["compare/only worse"] = ComparisonPage{Comparison: c}, ComparisonPage{Comparison: c, Show: readiness.GradeWorse}
	c.ByCode = true
	all["compare/none the same"] = ComparisonPage{Comparison: c, Show: readiness.GradeSame}
	for name, i := range map[string]int{"compare text/worse": 0, "compare text/changed": 1, "compare text/new": 2, "compare text/gone": 3} {
		all[name] = ComparedTextPage{Comparison: c, Lines: []ComparedLine{comparedLine(c, c.Rows[i])}}
	}
	all["compare text/joined from two"] = ComparedTextPage{Comparison: c, Lines: []ComparedLine{comparedLine(c, c.Rows[0]), comparedLine(c, c.Rows[1])}}
	all["compare with/another"], all["compare with/none"] = ChooseComparisonPage{Cycle: row, Others: []readiness.AssessmentRow{before}}, ChooseComparisonPage{Cycle: row}
}

func addImproveSamples(all map[string]Page) {
	v := readiness.AppraisalView{AppraisalRow: readiness.AppraisalRow{AppraisalID: "ap-HP11", Assessment: "2026 to 2027", Section: "HELP", Criterion: "HP11", Text: "Drift is prevented"}}
	c := readiness.ImproveCriterion{Text: sampleText.Weakness, Theme: "HP11"}
	page := func(f Form) QuestionsPage { return improveQuestions(v, f, []string{"Drift"}, sampleOwners) }
	all["improve/first"] = page(sampleFilled(c))
	all["improve/refused"] = page(sampleFilled(c, govuk.FieldError{Name: "severity", Message: "Choose how much it weighs."}, govuk.FieldError{Name: "act", Message: "Choose whether an action comes with it."}))
	c.Severity, c.Act, c.Title, c.FindingID = "high", "yes", "Say why a plan changes", "f-1"
	all["improve/the finding is made"] = page(sampleFilled(c, govuk.FieldError{Name: "due", Message: "Saturday 6 March 2027 is not a working day. The next one is 8 March 2027."}))
}
