package web

import "github.com/sightline-readiness/sightline/readiness"

// planRoutes are the pages of the improvement plan. Who owns an action may work on it whatever their post, and whoever was drawn may check it, so most
// steps ask for WorkPlan here and for the rest in the rule that decides.
func planRoutes() []Route {
	see, work, run := may(readiness.SeePlan), may(readiness.WorkPlan), may(readiness.RunPlan)
	routes := []Route{
		{Method: get, Pattern: planPath, Needs: see, Handle: (*Server).plan},
		{Method: post, Pattern: planFiltersPath, Needs: see, Handle: (*Server).savePlanFilter},
		{Method: post, Pattern: planFiltersPath + "/{id}/delete", Needs: see, Handle: (*Server).deletePlanFilter},
		{Method: get, Pattern: "/plan/rules", Needs: may(readiness.SetRules), Handle: (*Server).planRulesPage},
		{Method: post, Pattern: "/plan/rules", Needs: may(readiness.SetRules), Handle: (*Server).setPlanRules},
		{Method: get, Pattern: "/actions/new", Needs: work, Handle: (*Server).newActionPage},
		{Method: post, Pattern: "/actions", Needs: work, Handle: (*Server).addAction},
		{Method: get, Pattern: "/actions/{id}", Needs: see, Handle: (*Server).actionPage},
		{Method: get, Pattern: "/actions/{id}/amend", Needs: run, Handle: (*Server).amendPage},
		{Method: post, Pattern: "/actions/{id}/amend", Needs: run, Handle: (*Server).amend},
	}
	for _, st := range []struct {
		step *actionStep
		done Handle
	}{
		{agreeStep, asking(agreeStep, saying[readiness.AgreeAction]("The action is agreed. Its owner is told in the morning."))},
		{updateStep, asking(updateStep, saying[readiness.UpdateAction]("Thank you. It is kept, and everybody who works on the plan can see it."))},
		{claimStep, asking(claimStep, saying[readiness.ClaimAction]("The action is said done. Somebody else checks it now."))},
		{verifyStep, asking(verifyStep, wasChecked)},
		{retestStep, asking(retestStep, wasRetested)},
		{reopenStep, asking(reopenStep, saying[readiness.ReopenAction]("The action is open again."))},
		{moveStep, asking(moveStep, saying[readiness.MoveActionDate]("The due date is moved."))},
		{giveActionStep, asking(giveActionStep, saying[readiness.AssignAction]("The action was given to its new owner, who is told in the morning."))},
		{verifierStep, asking(verifierStep, saying[readiness.NameVerifier]("It is named who checks the action."))},
		{carryStep, asking(carryStep, saying[readiness.CarryActionForward]("The action is carried forward."))},
		{dropStep, asking(dropStep, saying[readiness.DropAction]("The action is dropped."))},
		{decideActionStep, deciding(decideActionStep, "action", actionDecision)},
	} {
		pattern := "/actions/{id}/" + st.step.path
		routes = append(routes,
			Route{Method: get, Pattern: pattern, Needs: st.step.needs, Handle: stepPage(st.step)},
			Route{Method: post, Pattern: pattern, Needs: st.step.needs, Handle: st.done})
	}
	return append(routes, fileRoutes(planPath, see, (*Server).planListing)...)
}

func planMenu() []Entry {
	return []Entry{
		{Href: "/plan/rules", Text: "Rules of the improvement plan", About: "How long checks take, when actions are re-tested, which boards hear of them.", Needs: may(readiness.SetRules)},
		{Href: planPath, Text: "Improvement plan", About: "What was undertaken, what was said done and what was shown done.", Needs: may(readiness.SeePlan), Top: true},
	}
}
