package web

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	sampleAuditPack = readiness.FocusPack{
		Code: "care-leavers-2026", Focus: "care_leavers", Name: "Care leavers", Flags: []readiness.RedFlag{{Code: "contact", Name: "No contact for more than %d weeks", Threshold: 8}},
		Sections: []readiness.AuditSection{
			{Code: "voice", Name: "The child’s voice and lived experience", Questions: []readiness.PackLine{{Code: "CLA1", Text: "Are the young person’s own words in the file, and what they want?"}}},
			{Code: "plan", Name: "Plan and review", Questions: []readiness.PackLine{{Code: "CLA6", Text: "Is there a pathway plan that is not older than 6 months?"}}},
		},
	}
	sampleAuditor = readiness.Actor{PersonID: "p-tm-south", Name: "Ines Marsh", Holdings: []readiness.Holding{{Role: readiness.TeamManager, AreaID: "south", TeamID: "south-1"}}}
)

func sampleFocusOf() readiness.FocusOf {
	visit := newSampleVisit("monitoring", "", calendar.On(2027, 6, 8), sampleToday).on(sampleLead, sampleToday).View.VisitRow
	return readiness.FocusOf{Visit: visit, Focus: visit.Focus[0], Pack: sampleAuditPack}
}

// sampleAudit is an audit as the rules make it: of a child of north, audited by a manager of south, moderated by quality assurance.
func sampleAudit(steps ...func(readiness.CaseAudit) readiness.CaseAudit) readiness.CaseAudit {
	now := sampleToday.At(9, 0)
	x, _, err := readiness.OpenCaseAudit(readiness.PlannedCaseAudit{
		ID: "ca-1", AreaID: "north", TeamID: "north-2", Terms: readiness.VisitTerms(readiness.DefaultVisitRules(), readiness.DefaultLadder(), calendar.England(), sampleToday),
		CaseAuditKey: readiness.CaseAuditKey{VisitID: "vi-1", Focus: "care_leavers", Pack: "care-leavers-2026", Sections: []string{"voice", "plan"}, ChildID: "c-1", Round: 1},
		CaseAuditPeople: readiness.CaseAuditPeople{
			AuditorID: sampleAuditor.PersonID, ModeratorID: sampleQA.PersonID, Moderators: []string{sampleQA.PersonID, sampleAD.PersonID}, Line: []string{sampleHead.PersonID, sampleManager.PersonID},
		},
	}, now)
	playable(err)
	for _, step := range steps {
		x = step(x)
	}
	return x
}

// asks is one step of a sample audit.
func asks(by readiness.Actor, c readiness.CaseAuditCommand) func(readiness.CaseAudit) readiness.CaseAudit {
	return func(x readiness.CaseAudit) readiness.CaseAudit {
		next, _, err := x.Do(c, readiness.Asked{By: by}, sampleToday.At(10, 0))
		playable(err)
		return next
	}
}

// sampleWritten is what somebody wrote about the sample child, with the same grade everywhere but in the plan.
func sampleWritten(part, by, grade, plan string) readiness.CaseAuditVersion {
	w := readiness.WriteCaseAudit{Part: part, Overall: grade, Why: "The plan moves, and the record says so late.", Sections: []readiness.AuditedPart{{Code: "voice", Grade: grade}, {Code: "plan", Grade: plan}}}
	if part == readiness.AuditorText {
		w.Sections[0].Evidence, w.Sections[0].Difference = "Four visits with the young person’s own words.", "They chose where to live."
		w.Sections[1].Evidence, w.Sections[1].Difference = "The plan is seven months old.", "Money for college came late."
		w.Voice, w.VoiceBy, w.Strengths, w.Wanted = "“She listens.”", "The auditor", "A worker who stayed.", "Review the plan by 19 March 2027: the team manager."
	}
	return readiness.CaseAuditVersion{Part: part, Number: 1, SHA256: readiness.SHA256([]byte(part)), By: by, At: time.Date(2027, 3, 3, 10, 0, 0, 0, time.UTC), Text: readiness.CaseAuditText{CaseAudit: "ca-1", Number: 1, WriteCaseAudit: w}}
}

// sampleAuditView is the page of an audit as somebody sees it.
func sampleAuditView(x readiness.CaseAudit, viewer readiness.Actor, texts ...readiness.CaseAuditVersion) readiness.CaseAuditView {
	v := readiness.CaseAuditView{
		CaseAuditRow: readiness.CaseAuditRow{
			CaseAuditID: "ca-1", VisitID: "vi-1", Visit: "Monitoring visit of June 2027", Focus: "care_leavers", FocusName: "Care leavers", Ref: "48213", Team: "North team 2", Round: 1, Status: x.Status,
			AuditorID: x.AuditorID, Auditor: "Ines Marsh", ModeratorID: x.ModeratorID, Moderator: "Quentin Amadi", ThirdID: x.ThirdID, OwnerID: x.OwnerID, Due: x.Run.Due, Overdue: x.Overdue(sampleToday), Concerns: len(x.Concerns),
		},
		State: x, Of: sampleAuditPack, MaySee: x.MaySeeChild(viewer), Hidden: !x.MaySeeGrades(viewer), Flags: []string{"No contact for more than 8 weeks"},
		Names:    map[string]string{sampleAuditor.PersonID: "Ines Marsh", sampleQA.PersonID: "Quentin Amadi", sampleAD.PersonID: "Amara Lindqvist"},
		Happened: []readiness.EventRow{{Seq: 1, Kind: "opened", At: sampleToday.At(9, 0), By: "Sightline", Text: "The audit began. It is due on " + x.Run.Due.Long() + "."}},
	}
	if !v.MaySee {
		v.Ref, v.Flags = "", nil
		return v
	}
	v.Texts = texts
	if v.Hidden && len(texts) > 0 {
		v.Texts[0].Text.WriteCaseAudit = texts[0].Text.Blind()
	}
	return v
}

func sampleSample() readiness.SampleView {
	of := sampleFocusOf()
	s := readiness.Sample{Seed: "7Q4LM2XKTB5ZC3HVN6W2RJD8PA", On: sampleToday, By: "Iris Lowe", DrawSample: readiness.DrawSample{Deep: 2, Dip: 1, Risk: 50}, RestMonths: 12, Among: make([]readiness.SampleChild, 41)}
	deep, dip := readiness.Drawn{Place: 1, Kind: readiness.DeepAudit, ChildID: "c-1"}, readiness.Drawn{Place: 3, Kind: readiness.DipLook, ChildID: "c-4"}
	gone, came := readiness.Drawn{Place: 2, Kind: readiness.DeepAudit, ChildID: "c-2", Why: "other", Note: "Their school asked for it", By: "Iris Lowe", On: sampleToday}, readiness.Drawn{Place: 2, Kind: readiness.DeepAudit, ChildID: "c-3"}
	return readiness.SampleView{
		FocusOf: of, Sample: &s, Rules: readiness.DefaultVisitRules(), Cohort: readiness.SampleCount{Children: 41, Risky: 9, Resting: 3, Teams: 5}, Given: true,
		Rows: []readiness.SampleRow{
			{Drawn: deep, Ref: "48213", Team: "North team 2", Area: "North", Flags: []string{"No contact for more than 8 weeks"}, CaseAuditID: "ca-1", Status: readiness.CaseAuditAssigned, Auditor: "Ines Marsh"},
			{Drawn: gone, Ref: "51007", Team: "South team 1", Area: "South", CaseAuditID: "ca-2", Status: readiness.CaseAuditWithdrawn, Auditor: "Quentin Amadi"},
			{Drawn: came, Team: "South team 1", Area: "South"},
			{Drawn: dip, Ref: "50112", Team: "", Area: ""},
		},
	}
}

// auditSamples are the faces of the pages of samples and audits.
func auditSamples() map[string]Page {
	undrawn, empty, drawn := sampleSample(), sampleSample(), sampleSample()
	undrawn.Sample, undrawn.Rows, undrawn.Given = nil, nil, false
	empty.Sample, empty.Rows, empty.Cohort, empty.Given = nil, nil, readiness.SampleCount{}, false
	fresh := drawn
	fresh.Given = false
	sizes := sampleForm()
	sizes.Values = encode(readiness.DrawSample{Deep: 8, Dip: 20, Risk: 50})
	written, checked := sampleWritten(readiness.AuditorText, "Ines Marsh", "good", "good"), sampleWritten(readiness.ModeratorText, "Quentin Amadi", "requires_improvement", "good")
	apart := sampleWritten(readiness.ModeratorText, "Quentin Amadi", "good", "inadequate")
	assigned, worried := sampleAudit(), sampleAudit(asks(sampleAuditor, readiness.RaiseAuditConcern{}))
	sent := sampleAudit(asks(sampleAuditor, written.Command("", sampleToday)))
	third := sampleAudit(asks(sampleAuditor, written.Command("", sampleToday)), asks(sampleQA, apart.Command("", sampleToday)))
	talk := sampleAudit(asks(sampleAuditor, written.Command("", sampleToday)), asks(sampleQA, checked.Command("", sampleToday)))
	page := func(x readiness.CaseAudit, viewer readiness.Actor, texts ...readiness.CaseAuditVersion) CaseAuditPage {
		return CaseAuditPage{sampleAuditView(x, viewer, texts...), viewer, sampleToday.At(10, 0)}
	}
	write := func(x readiness.CaseAudit, part string, viewer readiness.Actor, texts ...readiness.CaseAuditVersion) WriteAuditPage {
		v := sampleAuditView(x, viewer, texts...)
		f := sampleForm()
		f.Values = encode(readiness.WriteCaseAudit{})
		f.Values.Set("base", "0")
		return WriteAuditPage{v, part, f}
	}
	refused := write(assigned, readiness.AuditorText, sampleAuditor)
	refused.Form.refuse(readiness.AsRefusal(readiness.WriteCaseAudit{Part: readiness.AuditorText}.Check(sampleAuditPack.Sections)))
	step := func(st *caseAuditStep, x readiness.CaseAudit, viewer readiness.Actor) caseAuditStepPage {
		return caseAuditStepPage{ID: "ca-1", View: sampleAuditView(x, viewer), Form: sampleForm(), People: sampleOfficers, Viewer: viewer, Now: sampleToday.At(10, 0), Step: st}
	}
	list := readiness.CaseAuditList{FocusOf: sampleFocusOf(), Profile: readiness.GradeProfile(sampleAuditPack.Sections, []readiness.AuditGrades{*talk.Stands})}
	for _, x := range []readiness.CaseAudit{assigned, sent, talk} {
		row := sampleAuditView(x, sampleLead).CaseAuditRow
		if x.Stands != nil {
			row.Overall = x.Stands.Overall
		}
		list.Rows = append(list.Rows, row)
	}
	again := list.Rows[2]
	again.Round, again.Ref = 2, ""
	list.Rows = append(list.Rows, again)
	none := readiness.CaseAuditList{FocusOf: list.FocusOf, Profile: readiness.GradeProfile(sampleAuditPack.Sections, nil)}
	pairs := []readiness.GradedTwice{{Before: *talk.Stands, After: written.Text.Grades()}}
	calibrated := readiness.Calibrate([]readiness.ModeratedAudit{{AuditorID: "p-tm-south", Auditor: "Ines Marsh", Audited: written.Text.Grades(), Moderated: checked.Text.Grades()}})
	return map[string]Page{
		"sample/not drawn":           SamplePage{undrawn, sampleLead, sizes},
		"sample/no children":         SamplePage{empty, sampleLead, sizes},
		"sample/not drawn, manager":  SamplePage{undrawn, sampleManager, sizes},
		"sample/drawn":               SamplePage{drawn, sampleLead, sampleForm()},
		"sample/to be given":         SamplePage{fresh, sampleQA, sampleForm()},
		"sample/replace":             replaceQuestions(drawn, drawn.Rows[0], sampleForm()),
		"sample/give":                giveAuditsQuestions(fresh, sampleForm(), sampleOfficers, sampleOfficers[:2]),
		"audits/list":                CaseAuditsPage{list},
		"audits/none":                CaseAuditsPage{none},
		"audits/compared":            AuditComparePage{readiness.AuditComparison{FocusOf: list.FocusOf, Children: 2, Pairs: 1, Lines: readiness.CompareGrades(sampleAuditPack.Sections, pairs)}},
		"audits/nothing to compare":  AuditComparePage{readiness.AuditComparison{FocusOf: list.FocusOf, Lines: readiness.CompareGrades(sampleAuditPack.Sections, nil)}},
		"audits/calibration":         AuditCalibrationPage{calibrated},
		"audits/calibration, none":   AuditCalibrationPage{readiness.AuditCalibration{}},
		"audit/assigned":             page(assigned, sampleAuditor),
		"audit/a concern":            page(worried, sampleHead),
		"audit/blind":                page(sent, sampleQA, sampleWritten(readiness.AuditorText, "Ines Marsh", "good", "good")),
		"audit/third reviewer":       page(third, sampleAD, written, apart),
		"audit/to be talked through": page(talk, sampleAuditor, written, checked),
		"audit/from outside":         page(talk, readiness.Actor{PersonID: "p-else", Name: "Elsa Bright", Holdings: []readiness.Holding{{Role: readiness.TeamManager, AreaID: "east", TeamID: "east-1"}}}),
		"audit/write":                write(assigned, readiness.AuditorText, sampleAuditor),
		"audit/write: refused":       refused,
		"audit/moderate":             write(sent, readiness.ModeratorText, sampleQA, sampleWritten(readiness.AuditorText, "Ines Marsh", "good", "good")),
		"audit/decide between":       write(third, readiness.ThirdText, sampleAD, written, apart),
		"audit/talk through":         write(talk, readiness.PractitionerText, sampleAuditor, written, checked),
		"audit/raise a concern":      step(concernStep, assigned, sampleAuditor),
		"audit/conflict":             step(conflictStep, assigned, sampleAuditor),
		"audit/name somebody":        step(assignCaseAuditStep, assigned, sampleLead),
		"audit/decide an escalation": step(decideCaseAuditStep, sampleAuditClimbed(), sampleHead),
		"audit/improve":              improveAuditQuestions(sampleAuditView(talk, sampleLead, written), sampleForm(), []string{"Care leavers"}, sampleOfficers),
	}
}

// sampleAuditClimbed is an audit that nobody wrote and that reached the area head.
func sampleAuditClimbed() readiness.CaseAudit {
	x := sampleAudit()
	for !x.Waiting() {
		at, _ := x.Deadline()
		next, _, err := x.Lapse(at)
		playable(err)
		x = next
	}
	return x
}
