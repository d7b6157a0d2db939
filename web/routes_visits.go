package web

import "github.com/sightline-readiness/sightline/readiness"

// visitRoutes are the pages of visits. Who has a part in a visit may do its steps whatever their post; the rest stands in the rule that decides.
func visitRoutes() []Route {
	see, run := may(readiness.SeeVisits), may(readiness.RunVisits)
	routes := []Route{
		{Method: get, Pattern: visitsPath, Needs: see, Handle: (*Server).visits},
		{Method: get, Pattern: visitsPath + "/new", Needs: run, Handle: (*Server).planVisitPage},
		{Method: post, Pattern: visitsPath + "/new", Needs: run, Handle: (*Server).planVisit},
		{Method: get, Pattern: visitsPath + "/call", Needs: run, Handle: (*Server).callPage},
		{Method: post, Pattern: visitsPath + "/call", Needs: run, Handle: (*Server).planVisit},
		{Method: get, Pattern: visitsPath + "/rules", Needs: run, Handle: (*Server).visitRulesPage},
		{Method: post, Pattern: visitsPath + "/rules", Needs: may(readiness.SetRules), Handle: (*Server).setVisitRules},
		{Method: get, Pattern: visitsPath + "/{id}", Needs: see, Handle: (*Server).visit},
		{Method: get, Pattern: visitsPath + "/{id}/{focus}/checklist", Needs: see, Handle: (*Server).checklist},
		{Method: post, Pattern: visitsPath + "/{id}/{focus}/checklist", Needs: may(readiness.WorkVisits), Handle: (*Server).answerChecklist},
		{Method: get, Pattern: visitsPath + "/{id}/findings", Needs: may(readiness.WorkVisits), Handle: (*Server).visitFindings},
		{Method: post, Pattern: visitsPath + "/{id}/findings", Needs: run, Handle: (*Server).addVisitFinding},
		{Method: get, Pattern: visitStepsPath + "/{id}", Needs: see, Handle: (*Server).visitStep},
	}
	routes = append(routes, stepRoutes(visitsPath, nameHolderStep.path, nameHolderStep.needs, (*Server).nameHolderPage, (*Server).nameHolder)...)
	for _, st := range []struct {
		step *visitStep
		done Handle
	}{
		{moveVisitStep, asking(moveVisitStep, saying[readiness.MoveVisit]("The visit is moved. Everybody with a step is told of the new day."))},
		{shortNoticeStep, asking(shortNoticeStep, saying[readiness.DecideShortNotice]("It is decided. Everybody with a part is told."))},
		{letterStep, asking(letterStep, saying[readiness.EnterVisitLetter]("The letter is entered. Enter its findings next, so that each gets an action."))},
		{closeVisitStep, asking(closeVisitStep, saying[readiness.CloseVisit]("The visit is closed."))},
		{cancelVisitStep, asking(cancelVisitStep, saying[readiness.CancelVisit]("It is called off. Everybody with a part is told."))},
		{decideVisitStep, deciding(decideVisitStep, "visit", visitDecision)},
	} {
		routes = append(routes, stepRoutes(visitsPath, st.step.path, st.step.needs, stepPage(st.step), st.done)...)
	}
	for _, st := range []struct {
		step *stepStep
		done Handle
	}{
		{closeStepStep, asking(closeStepStep, saying[readiness.CloseVisitStep]("The step is closed."))},
		{waiveStep, asking(waiveStep, saying[readiness.WaiveVisitStep]("It is kept, and whoever must know is told."))},
		{waiverStep, asking(waiverStep, saying[readiness.AnswerWaiver]("Your answer is kept. The owner is told in the morning."))},
		{assignStepStep, asking(assignStepStep, saying[readiness.AssignVisitStep]("The step was given to them. They are told in the morning."))},
		{reopenStepStep, asking(reopenStepStep, saying[readiness.ReopenVisitStep]("The step is open again."))},
		{decideStepStep, deciding(decideStepStep, "step", stepDecision)},
	} {
		routes = append(routes, stepRoutes(visitStepsPath, st.step.path, st.step.needs, stepPage(st.step), st.done)...)
	}
	return routes
}

// visitMenu are the places of these pages.
func visitMenu() []Entry {
	return []Entry{
		{Href: visitsPath, Text: "Visits", About: "Visits and inspections: how their preparation stands, and what follows.", Needs: may(readiness.SeeVisits), Top: true},
	}
}
