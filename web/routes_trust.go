package web

import "github.com/sightline-readiness/sightline/readiness"

// trustRoutes are the pages of the service itself.
func trustRoutes() []Route {
	return []Route{
		{Method: get, Pattern: "/accessibility", Needs: Public, Handle: (*Server).accessibility},
		{Method: get, Pattern: "/reference", Needs: may(readiness.HoldTokens), Handle: (*Server).referencePage},
	}
}

// trustMenu are the places of these pages.
func trustMenu() []Entry {
	return []Entry{{Href: "/reference", Text: "API reference", About: "What programs can ask, for those who write them.", Needs: may(readiness.HoldTokens)}}
}
