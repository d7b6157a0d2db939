package web

import "github.com/sightline-readiness/sightline/readiness"

// giveRoutes are the pages of giving several reviews at once.
func giveRoutes() []Route {
	return []Route{
		{Method: get, Pattern: "/reviews/give", Needs: may(readiness.Assign), Handle: (*Server).givePage},
		{Method: post, Pattern: "/reviews/give", Needs: may(readiness.Assign), Handle: (*Server).give},
	}
}

// giveMenu are the places of these pages.
func giveMenu() []Entry {
	return []Entry{{Href: "/reviews/give", Text: "Give reviews to somebody", About: "Several at once: what a leaver had to do, or a team without a manager.", Needs: may(readiness.Assign)}}
}
