package web

import "github.com/sightline-readiness/sightline/readiness"

// overviewRoutes are the pages of the whole service at once.
func overviewRoutes() []Route {
	return []Route{{Method: get, Pattern: "/overview", Needs: may(readiness.SeeCounts), Handle: (*Server).overview}}
}

// overviewMenu are the places of these pages.
func overviewMenu() []Entry {
	return []Entry{{Href: "/overview", Text: "The council", About: "Long-open cases by area and over time, and what reached whom.", Needs: may(readiness.SeeCounts), Top: true}}
}
