package web

import "github.com/sightline-readiness/sightline/readiness"

// policyRoutes are the pages of changing the rules.
func policyRoutes() []Route {
	set, see := may(readiness.SetRules), may(readiness.SeeCounts)
	return []Route{
		{Method: get, Pattern: "/rules/edit", Needs: set, Handle: (*Server).editRulesPage},
		{Method: post, Pattern: "/rules/edit", Needs: set, Handle: (*Server).editRules},
		{Method: get, Pattern: "/rules/history", Needs: see, Handle: (*Server).rulesHistory},
		{Method: get, Pattern: "/rules/progress", Needs: see, Handle: (*Server).rulesProgress},
		{Method: get, Pattern: "/closures", Needs: set, Handle: (*Server).closuresPage},
		{Method: post, Pattern: "/closures", Needs: set, Handle: (*Server).setClosures},
		{Method: get, Pattern: "/ladder/edit", Needs: set, Handle: (*Server).editLadderPage},
		{Method: post, Pattern: "/ladder/edit", Needs: set, Handle: (*Server).editLadder},
	}
}

// policyMenu are the places of these pages.
func policyMenu() []Entry {
	return []Entry{
		{Href: "/closures", Text: "Closure days", About: "Days on which the council does not work, and which deadlines they move.", Needs: may(readiness.SetRules)},
		{Href: "/rules/history", Text: "What changed in the rules", About: "Every change of thresholds, rules, ladder, closure days and of when things run: when, who and why.", Needs: may(readiness.SeeCounts)},
	}
}
