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
		{Method: get, Pattern: visitsPath + "/{id}/score", Needs: see, Handle: (*Server).visitScore},
		{Method: get, Pattern: visitsPath + "/{id}/{focus}/checklist", Needs: see, Handle: (*Server).checklist},
		{Method: post, Pattern: visitsPath + "/{id}/{focus}/checklist", Needs: may(readiness.WorkVisits), Handle: (*Server).answerChecklist},
		{Method: get, Pattern: visitsPath + "/{id}/packs", Needs: see, Handle: (*Server).visitPacks},
		{Method: post, Pattern: visitsPath + "/{id}/packs", Needs: run, Handle: (*Server).makeVisitPack},
		{Method: get, Pattern: visitPacksPath + "/{id}", Needs: see, Handle: (*Server).visitPack},
		{Method: get, Pattern: visitPacksPath + "/{id}/file", Needs: see, Handle: (*Server).visitPackFile},
		{Method: get, Pattern: visitPacksPath + "/{id}/zip", Needs: see, Handle: (*Server).visitPackZip},
		{Method: get, Pattern: visitsPath + "/{id}/findings", Needs: may(readiness.WorkVisits), Handle: (*Server).visitFindings},
		{Method: post, Pattern: visitsPath + "/{id}/findings", Needs: run, Handle: (*Server).addVisitFinding},
		{Method: get, Pattern: visitStepsPath + "/{id}", Needs: see, Handle: (*Server).visitStep},
	}
	routes = append(routes, paperRoutes()...)
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

// paperRoutes are the pages of what people write for the pack of a visit.
func paperRoutes() []Route {
	work := may(readiness.WorkVisits)
	return []Route{
		{Method: get, Pattern: visitsPath + "/{id}/papers", Needs: work, Handle: (*Server).visitPapers},
		{Method: get, Pattern: visitsPath + "/{id}/{focus}/position", Needs: work, Handle: (*Server).positionPage},
		{Method: post, Pattern: visitsPath + "/{id}/{focus}/position", Needs: work, Handle: (*Server).writePosition},
		{Method: get, Pattern: visitsPath + "/{id}/timetable", Needs: work, Handle: paperRowsPage(sessionForm)},
		{Method: post, Pattern: visitsPath + "/{id}/timetable", Needs: work, Handle: savePaperRows(sessionForm)},
		{Method: get, Pattern: visitsPath + "/{id}/interviewees", Needs: work, Handle: paperRowsPage(intervieweeForm)},
		{Method: post, Pattern: visitsPath + "/{id}/interviewees", Needs: work, Handle: savePaperRows(intervieweeForm)},
	}
}

// visitMenu are the places of these pages.
func visitMenu() []Entry {
	return []Entry{
		{Href: visitsPath, Text: "Visits", About: "Visits and inspections: how their preparation stands, and what follows.", Needs: may(readiness.SeeVisits), Top: true},
	}
}
