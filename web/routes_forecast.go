package web

import "github.com/sightline-readiness/sightline/readiness"

// forecastRoutes are the pages of what would happen if the thresholds changed.
func forecastRoutes() []Route {
	return []Route{
		{Method: get, Pattern: "/what-if", Needs: may(readiness.TryRules), Handle: (*Server).whatIf},
		{Method: get, Pattern: "/what-if/apply", Needs: may(readiness.SetRules), Handle: (*Server).applyPage},
		{Method: post, Pattern: "/what-if/apply", Needs: may(readiness.SetRules), Handle: (*Server).apply},
	}
}

// forecastMenu are the places of these pages.
func forecastMenu() []Entry {
	return []Entry{{Href: "/what-if", Text: "What if the threshold changes", About: "See what another threshold would do, before it is announced.", Needs: may(readiness.TryRules)}}
}
