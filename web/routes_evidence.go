package web

import "github.com/sightline-readiness/sightline/readiness"

// evidenceRoutes are the pages of evidence and of findings about practice. Whoever sees the plan sees the findings, which name no child; evidence is for
// those who work on it.
func evidenceRoutes() []Route {
	see, work, run := may(readiness.SeePlan), may(readiness.WorkPlan), may(readiness.RunPlan)
	return []Route{
		{Method: get, Pattern: evidencePath, Needs: work, Handle: (*Server).evidenceList},
		{Method: get, Pattern: criteriaPath, Needs: work, Handle: (*Server).criteria},
		{Method: get, Pattern: criteriaPath + "/{code}", Needs: work, Handle: (*Server).criterion},
		{Method: get, Pattern: "/evidence/new", Needs: work, Handle: (*Server).attachPage},
		{Method: post, Pattern: "/evidence/new", Needs: work, Handle: (*Server).attach, Limit: attachRead},
		{Method: get, Pattern: "/evidence/{id}", Needs: work, Handle: (*Server).evidencePage},
		{Method: get, Pattern: "/evidence/{id}/file", Needs: work, Handle: (*Server).evidenceFile},
		{Method: get, Pattern: "/evidence/{id}/criteria", Needs: work, Handle: (*Server).linkPage},
		{Method: post, Pattern: "/evidence/{id}/criteria", Needs: work, Handle: (*Server).link},
		{Method: get, Pattern: "/evidence/{id}/look", Needs: work, Handle: (*Server).lookPage},
		{Method: post, Pattern: "/evidence/{id}/look", Needs: work, Handle: (*Server).look},
		{Method: get, Pattern: "/evidence/{id}/withdraw", Needs: work, Handle: (*Server).withdrawPage},
		{Method: post, Pattern: "/evidence/{id}/withdraw", Needs: work, Handle: (*Server).withdraw},
		{Method: get, Pattern: "/actions/{id}/evidence/new", Needs: work, Handle: (*Server).attachPage},
		{Method: post, Pattern: "/actions/{id}/evidence/new", Needs: work, Handle: (*Server).attach, Limit: attachRead},

		{Method: get, Pattern: findingsPath, Needs: see, Handle: (*Server).practiceFindings},
		{Method: get, Pattern: "/findings/new", Needs: work, Handle: (*Server).newFindingPage},
		{Method: post, Pattern: "/findings/new", Needs: work, Handle: (*Server).addFinding},
		{Method: get, Pattern: "/findings/{id}", Needs: see, Handle: (*Server).practiceFinding},
		{Method: post, Pattern: "/findings/{id}/received", Needs: run, Handle: (*Server).receiveReport},
	}
}

// evidenceMenu are the places of these pages.
func evidenceMenu() []Entry {
	return []Entry{
		{Href: evidencePath, Text: "Evidence", About: "What shows that actions worked, and what speaks against it.", Needs: may(readiness.WorkPlan)},
		{Href: criteriaPath, Text: "Evidence by criterion", About: "How well each criterion of the inspection framework is evidenced, and what is missing.", Needs: may(readiness.WorkPlan)},
		{Href: partnersPath, Text: "What partners see", About: "What police, health, schools and others were asked, what they answered, and whether it is truth or noise.", Needs: may(readiness.WorkPlan)},
		{Href: findingsPath, Text: "Findings about practice", About: "What inspections, audits and others found, and which actions answer it.", Needs: may(readiness.SeePlan)},
	}
}
