package web

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func assessmentSamples() map[string]Page {
	planned, writing := newSamplePlay(), newSamplePlay().begun()
	mixed := newSamplePlay().begun().sent("HP03", "HP11", "HP15").says(sampleQA, readiness.ChallengeAppraisal{Grade: "good", Why: "It is shown."}, "HP03").
		says(sampleQA, readiness.ChallengeAppraisal{Grade: "requires_improvement", Why: "The south is not shown."}, "HP11").until(time.Date(2027, 3, 3, 8, 0, 0, 0, time.UTC))
	signing := newSamplePlay().agreed()
	changed := newSamplePlay().agreed().sign("HELP", sampleHead).sign("LEAD", sampleHead).
		cycleSays(sampleHead, readiness.GradeSection{Section: "LEAD", Grade: "requires_improvement", Why: "We looked again."})
	published := newSamplePlay().agreed().sign("HELP", sampleHead).sign("LEAD", sampleHead).sign("assistant_director", sampleAD).sign("dcs", sampleDirector).sign("lead_member", sampleLord).
		cycleSays(sampleLead, readiness.MarkAssessment{Step: "shared", On: calendar.On(2027, 1, 11)})
	list := AssessmentsPage{Cycles: []readiness.AssessmentRow{mixed.line(), published.line()}, Viewer: sampleLead}
	outside := AssessmentsPage{Cycles: []readiness.AssessmentRow{mixed.line()}, Desk: readiness.AppraisalDesk{Challenge: []readiness.AppraisalRow{mixed.row("HP15", samplePeer)}}, Viewer: samplePeer}
	busy := HomePage{View: readiness.HomeView{On: sampleToday}, Viewer: sampleHead, Sweep: sampleForm(), Assess: readiness.AppraisalDesk{
		Decide: []readiness.AppraisalRow{mixed.row("LM01", sampleHead)}, Write: []readiness.AppraisalRow{mixed.row("LM01", sampleHead)}, Settle: []readiness.AppraisalRow{mixed.row("HP11", sampleHead)},
		Challenge: []readiness.AppraisalRow{mixed.row("HP15", sampleQA)}, Sign: []readiness.AssessmentRow{signing.line()}, Name: []readiness.AppraisalRow{mixed.row("HP15", sampleHead)},
	}}
	all := map[string]Page{
		"self-assessments/lead": list, "self-assessments/peer": outside, "self-assessments/empty": AssessmentsPage{Viewer: sampleLead}, "self-assessments/member, empty": AssessmentsPage{Viewer: sampleMember},
		"self-assessment/planned": planned.page(sampleLead), "self-assessment/writing": writing.page(sampleHead), "self-assessment/half-way": mixed.page(sampleLead),
		"self-assessment/half-way, challenger": mixed.page(sampleQA), "self-assessment/half-way, peer": mixed.page(samplePeer), "self-assessment/signing, lead of an area": signing.page(sampleHead), "self-assessment/signing, director": changed.page(sampleDirector),
		"self-assessment/published": published.page(sampleLead), "home/self-assessment": busy,
		"criterion/writing, author": writing.criterion("HP11", sampleManager), "criterion/challenge, challenger": mixed.criterion("HP15", sampleQA), "criterion/moderation, lead": mixed.criterion("HP11", sampleHead),
		"criterion/agreed": mixed.criterion("HP03", sampleManager), "criterion/late, area head": mixed.criterion("LM01", sampleHead), "criterion/published, member": published.criterion("HP11", sampleMember),
	}
	addAssessmentSteps(all, planned, mixed, signing)
	addWriting(all, mixed.criterion("LM01", sampleManager).View)
	return all
}

func addAssessmentSteps(all map[string]Page, planned, mixed, signing *samplePlay) {
	people := []readiness.Choice{{Code: "p-head", Text: "Hanna Okafor, area head"}, {Code: "p-qa", Text: "Quentin Amadi, quality assurance"}}
	view := func(p *samplePlay, viewer readiness.Actor) readiness.AssessmentView { return p.page(viewer).View }
	for st, v := range map[*assessmentStep]readiness.AssessmentView{
		replanStep: view(planned, sampleLead), markStep: view(signing, sampleLead), cancelAssessmentStep: view(mixed, sampleLead), decideAssessmentStep: view(signing, sampleDirector),
	} {
		all["self-assessment step/"+st.path] = assessmentStepPage{ID: "as-1", View: v, Form: sampleForm(), Viewer: sampleLead, Now: sampleNow, Step: st}
	}
	for st, code := range map[*appraisalStep]string{challengeStep: "HP15", settleStep: "HP11", returnStep: "HP11", assignAppraisalStep: "HP11", decideAppraisalStep: "LM01"} {
		all["criterion step/"+st.path] = appraisalStepPage{ID: "ap-" + code, View: mixed.criterion(code, sampleQA).View, Form: sampleForm(), People: people, Viewer: sampleQA, Now: sampleNow, Step: st}
	}
	texts := map[string]readiness.AppraisalText{"HP03": sampleText.Text(), "HP11": sampleText.Text()}
	sign := func(part string, viewer readiness.Actor, f Form) SignPage {
		page := signing.page(viewer)
		return SignPage{View: page.View, Part: part, Form: f, Texts: texts, page: page}
	}
	director := sign("dcs", sampleDirector, sampleForm(govuk.FieldError{Name: "password", Message: "This is not your password. Check it and try again."}))
	director.Asks = true
	all["sign/judgement area"], all["sign/director, wrong password"] = sign("HELP", sampleHead, sampleForm()), director
	all["people of a self-assessment/first"] = AssessmentPeoplePage{View: view(mixed, sampleLead), Form: sampleForm(), Authors: people, Challengers: people, page: mixed.page(sampleLead)}
	fresh := readiness.PlanAssessment{Kind: readiness.AnnualCycle, Framework: sampleILACS.Code, Starts: sampleToday}
	plan := func(f Form) QuestionsPage {
		return planAssessmentQuestions(f, sampleILACS, []readiness.FrameworkLine{{Code: sampleILACS.Code, Name: sampleILACS.Name}}, []readiness.AssessmentRow{signing.line()}, nil, sampleToday)
	}
	all["plan a self-assessment/first"] = plan(sampleFilled(fresh))
	all["plan a self-assessment/refused"] = plan(sampleFilled(fresh, govuk.FieldError{Name: "leads", Message: "Name a lead and a challenger for each of the 2 judgement areas."}))
	all["rules of the self-assessment/first"] = assessmentRuleQuestions(sampleFilled(assessmentRulesForm{AssessmentRules: readiness.DefaultAssessmentRules()}), 1)
	why := readiness.GradeSection{Section: "HELP", Grade: "good", Why: "Most of it is good."}
	all["grade/judgement area"] = gradeSectionQuestions(view(signing, sampleHead), "HELP", sampleFilled(why))
	all["grade/refused"] = gradeSectionQuestions(view(mixed, sampleHead), "LEAD", sampleFilled(why, govuk.FieldError{Name: "why", Message: "Enter why."}))
}

func addWriting(all map[string]Page, v readiness.AppraisalView) {
	write := func(v readiness.AppraisalView, f Form) WritePage {
		return WritePage{View: v, Form: f, Viewer: sampleManager}
	}
	all["write/first"] = write(v, sampleFilled(readiness.WriteAppraisal{}))
	all["write/refused"] = write(v, sampleFilled(sampleText, govuk.FieldError{Name: "weakness", Message: "Enter what is not good enough."}))
	carried := v
	carried.Before = &readiness.EarlierText{Assessment: "2025 to 2026", Criterion: "LM01", Agreed: "good", Text: sampleText.Text()}
	all["write/carried over"] = write(carried, sampleFilled(sampleText))
	both := v
	both.Others = []readiness.AppraisalDraft{{By: "Tom Reilly", Draft: readiness.Draft{SavedAt: sampleNow}}}
	other := readiness.TextVersion{Number: 2, By: "Tom Reilly", At: sampleNow, Text: sampleText.Text()}
	page := write(both, sampleFilled(sampleText))
	page.Other = &other
	all["write/somebody else sent one"] = page
	second := readiness.TextVersion{Number: 1, By: "Tom Reilly", At: sampleNow, Text: sampleText.Text()}
	second.Text.Know = "It was good."
	all["versions/two"] = VersionsPage{View: v, Versions: []readiness.TextVersion{other, second}}
	all["versions/none"] = VersionsPage{View: v}
}
