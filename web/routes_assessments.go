package web

import "github.com/sightline-readiness/sightline/readiness"

// assessmentRoutes are the pages of self-assessments. Who has a part in a criterion may do it whatever their post, so most of these ask for
// SeeAssessments here and for the rest in the rule that decides.
func assessmentRoutes() []Route {
	see, run := may(readiness.SeeAssessments), may(readiness.RunAssessments)
	routes := []Route{
		{Method: get, Pattern: assessmentsPath, Needs: see, Handle: (*Server).assessments},
		{Method: get, Pattern: assessmentsPath + "/new", Needs: run, Handle: (*Server).planAssessmentPage},
		{Method: post, Pattern: assessmentsPath + "/new", Needs: run, Handle: (*Server).planAssessment},
		{Method: get, Pattern: assessmentsPath + "/rules", Needs: run, Handle: (*Server).assessmentRulesPage},
		{Method: post, Pattern: assessmentsPath + "/rules", Needs: may(readiness.SetRules), Handle: (*Server).setAssessmentRules},
		{Method: get, Pattern: assessmentsPath + "/{id}", Needs: see, Handle: (*Server).assessment},
		{Method: get, Pattern: assessmentsPath + "/{id}/people", Needs: run, Handle: (*Server).assessmentPeoplePage},
		{Method: post, Pattern: assessmentsPath + "/{id}/people", Needs: run, Handle: (*Server).setAssessmentPeople},
		{Method: get, Pattern: assessmentsPath + "/{id}/areas/{section}/grade", Needs: see, Handle: (*Server).gradeSectionPage},
		{Method: post, Pattern: assessmentsPath + "/{id}/areas/{section}/grade", Needs: see, Handle: (*Server).gradeSection},
		{Method: get, Pattern: assessmentsPath + "/{id}/sign/{part}", Needs: see, Handle: (*Server).signAssessmentPage},
		{Method: post, Pattern: assessmentsPath + "/{id}/sign/{part}", Needs: see, Handle: (*Server).signAssessment},
		{Method: get, Pattern: appraisalsPath + "/{id}", Needs: see, Handle: (*Server).appraisal},
		{Method: get, Pattern: appraisalsPath + "/{id}/versions", Needs: see, Handle: (*Server).textVersions},
		{Method: get, Pattern: appraisalsPath + "/{id}/write", Needs: see, Handle: (*Server).writePage},
		{Method: post, Pattern: appraisalsPath + "/{id}/write", Needs: see, Handle: (*Server).writeAppraisal, Limit: narrativeLimit},
		{Method: post, Pattern: appraisalsPath + "/{id}/draft", Needs: see, Handle: (*Server).saveAppraisalDraft, Limit: narrativeLimit},
	}
	for _, st := range []struct {
		step *assessmentStep
		done Handle
	}{
		{replanStep, asking(replanStep, saying[readiness.ReplanAssessment]("The days are moved. Everybody with something to do is told of their new date."))},
		{markStep, asking(markStep, wasMarked)},
		{cancelAssessmentStep, asking(cancelAssessmentStep, saying[readiness.CancelAssessment]("The self-assessment is called off."))},
		{decideAssessmentStep, deciding(decideAssessmentStep, "self-assessment", assessmentDecision)},
	} {
		routes = append(routes, stepRoutes(assessmentsPath, st.step.path, st.step.needs, stepPage(st.step), st.done)...)
	}
	for _, st := range []struct {
		step *appraisalStep
		done Handle
	}{
		{challengeStep, asking(challengeStep, saying[readiness.ChallengeAppraisal]("Your grade is kept. You see the author’s beside it now."))},
		{settleStep, asking(settleStep, saying[readiness.SettleAppraisal]("The grade is settled."))},
		{returnStep, asking(returnStep, saying[readiness.ReturnAppraisal]("It went back to its author, with what is missing."))},
		{assignAppraisalStep, asking(assignAppraisalStep, saying[readiness.AssignAppraisal]("They are named, and told in the morning."))},
		{decideAppraisalStep, deciding(decideAppraisalStep, "criterion", appraisalDecision)},
	} {
		routes = append(routes, stepRoutes(appraisalsPath, st.step.path, st.step.needs, stepPage(st.step), st.done)...)
	}
	return append(routes, assessmentReportRoutes()...)
}

// stepRoutes are the two routes of a step: its page and its form.
func stepRoutes(root, path string, needs Need, page, done Handle) []Route {
	pattern := root + "/{id}/" + path
	return []Route{{Method: get, Pattern: pattern, Needs: needs, Handle: page}, {Method: post, Pattern: pattern, Needs: needs, Handle: done}}
}

// assessmentMenu are the places of these pages.
func assessmentMenu() []Entry {
	return []Entry{
		{Href: assessmentsPath, Text: "Self-assessment", About: "What the council says about its own practice, challenged, signed and frozen.", Needs: may(readiness.SeeAssessments), Top: true},
	}
}
