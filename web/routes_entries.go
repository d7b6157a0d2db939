package web

import "github.com/sightline-readiness/sightline/readiness"

// entryRoutes are the pages of what is logged on site, and of concerns about children.
func entryRoutes() []Route {
	work, run := may(readiness.WorkVisits), may(readiness.RunVisits)
	routes := []Route{
		{Method: get, Pattern: visitsPath + "/{id}/log", Needs: work, Handle: (*Server).visitLog},
		{Method: post, Pattern: visitsPath + "/{id}/log", Needs: work, Handle: (*Server).logEntry},
		{Method: get, Pattern: visitDaysPath + "/{id}/{day}", Needs: work, Handle: (*Server).visitDay},
		{Method: post, Pattern: visitDaysPath + "/{id}/{day}", Needs: work, Handle: (*Server).writeVisitDay},
		{Method: get, Pattern: visitsPath + "/{id}/feedback", Needs: work, Handle: (*Server).visitFeedback},
		{Method: post, Pattern: visitsPath + "/{id}/feedback", Needs: work, Handle: (*Server).addFeedback},
		{Method: get, Pattern: visitsPath + "/{id}/feedback/embargo", Needs: run, Handle: (*Server).embargoPage},
		{Method: post, Pattern: visitsPath + "/{id}/feedback/embargo", Needs: run, Handle: (*Server).setEmbargo},
		{Method: get, Pattern: concernsPath, Needs: work, Handle: (*Server).concerns},
		{Method: get, Pattern: concernsPath + "/new", Needs: work, Handle: (*Server).newConcernPage},
		{Method: post, Pattern: concernsPath + "/new", Needs: work, Handle: (*Server).raiseConcern},
		{Method: get, Pattern: entriesPath + "/{id}", Needs: work, Handle: (*Server).visitEntry},
	}
	for _, st := range []struct {
		step *entryStep
		done Handle
	}{
		{answerEntryStep, writing(answerEntryStep, true, func(t readiness.EntryText) readiness.VisitEntryCommand { return readiness.AnswerVisitEntry{Text: t} }, "It is kept. Somebody else looks at it next.")},
		{settleEntryStep, writing(settleEntryStep, false, func(t readiness.EntryText) readiness.VisitEntryCommand { return readiness.SettleVisitEntry{Text: t} }, "It is settled.")},
		{returnEntryStep, writing(returnEntryStep, true, func(t readiness.EntryText) readiness.VisitEntryCommand { return readiness.ReturnVisitEntry{Text: t} }, "It went back, and whoever has it is told at once.")},
		{withdrawEntryStep, writing(withdrawEntryStep, true, func(t readiness.EntryText) readiness.VisitEntryCommand { return readiness.WithdrawVisitEntry{Text: t} }, "It is withdrawn.")},
		{assignEntryStep, asking(assignEntryStep, saying[readiness.AssignVisitEntry]("It was given to them, and they are told at once."))},
		{decideEntryStep, deciding(decideEntryStep, "entry", entryDecision)},
	} {
		routes = append(routes, stepRoutes(entriesPath, st.step.path, st.step.needs, stepPage(st.step), st.done)...)
	}
	return routes
}

// entryMenu are the places of these pages.
func entryMenu() []Entry {
	return []Entry{{Href: concernsPath, Text: "Concerns about children", About: "Worries about a child that somebody has to act on today.", Needs: may(readiness.WorkVisits)}}
}
