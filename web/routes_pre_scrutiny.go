package web

import "github.com/sightline-readiness/sightline/readiness"

// preScrutinyRoutes are the pages of requests for pre-scrutiny. Whoever calls scrutiny, or owns a decision, may do their part whatever their post, so these
// ask for SeePoints here and for the rest in the rule that decides.
func preScrutinyRoutes() []Route {
	see := may(readiness.SeePoints)
	routes := []Route{
		{Method: get, Pattern: preScrutinyPath, Needs: see, Handle: (*Server).preScrutinies},
		{Method: get, Pattern: preScrutinyPath + "/new", Needs: see, Handle: (*Server).askScrutinyPage},
		{Method: post, Pattern: preScrutinyPath + "/new", Needs: see, Handle: (*Server).askScrutiny},
		{Method: get, Pattern: preScrutinyPath + "/{id}", Needs: see, Handle: (*Server).preScrutiny},
	}
	for _, st := range []struct {
		step *preScrutinyStep
		done Handle
	}{
		{agreeStepScrutiny, asking(agreeStepScrutiny, saying[readiness.AgreePreScrutiny]("The day is agreed. The committee is told in the morning."))},
		{declineStep, asking(declineStep, saying[readiness.DeclinePreScrutiny]("The request is declined. The committee is told in the morning, with your reason."))},
		{paperStep, asking(paperStep, saying[readiness.GiveScrutinyPaper]("It is kept which paper scrutiny was given."))},
		{considerStep, (*Server).considerPreScrutiny},
		{respondStep, asking(respondStep, saying[readiness.AnswerRecommendations]("Scrutiny is answered. The request is closed."))},
		{moveStepScrutiny, asking(moveStepScrutiny, saying[readiness.MovePreScrutiny]("The days are changed, and what hangs on them was counted again."))},
		{assignPreScrutinyStep, asking(assignPreScrutinyStep, saying[readiness.AssignPreScrutiny]("The request was given to its new owner, who is told in the morning."))},
		{withdrawPreScrutinyStep, asking(withdrawPreScrutinyStep, saying[readiness.WithdrawPreScrutiny]("The request is withdrawn."))},
		{decidePreScrutinyStep, deciding(decidePreScrutinyStep, "request", preScrutinyDecision)},
	} {
		pattern := preScrutinyPath + "/{id}/" + st.step.path
		routes = append(routes, Route{Method: get, Pattern: pattern, Needs: st.step.needs, Handle: stepPage(st.step)}, Route{Method: post, Pattern: pattern, Needs: st.step.needs, Handle: st.done})
	}
	return append(routes, fileRoutes(preScrutinyPath, see, (*Server).preScrutinyListing)...)
}
