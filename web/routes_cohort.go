package web

import "github.com/sightline-readiness/sightline/readiness"

// Where cohorts and red flags are. The council's own lists have addresses of their own, so that no focus area can take one.
const (
	cohortsPath     = "/cohorts"
	cohortListsPath = cohortsPath + "/lists"
	ownListsPath    = "/cohort-lists"
	ownImportsPath  = "/cohort-imports"
)

// cohortRoutes are the pages about the children of focus areas. What is about single children is asked again with the child's place.
func cohortRoutes() []Route {
	see, children, bring := may(readiness.SeeVisits), may(readiness.SeeCases), may(readiness.ImportLists)
	flag := cohortsPath + "/{focus}/flags/{flag}"
	routes := []Route{
		{Method: get, Pattern: cohortsPath, Needs: see, Handle: (*Server).cohorts},
		{Method: get, Pattern: cohortsPath + "/{focus}", Needs: see, Handle: (*Server).cohort},
		{Method: get, Pattern: flag, Needs: see, Handle: (*Server).redFlag},
		{Method: get, Pattern: flag + "/note", Needs: may(readiness.RunVisits), Handle: (*Server).movementPage},
		{Method: post, Pattern: flag + "/note", Needs: may(readiness.RunVisits), Handle: (*Server).noteMovement},
		{Method: get, Pattern: flag + "/children/{child}", Needs: children, Handle: (*Server).flaggedChildPage},
		{Method: post, Pattern: flag + "/children/{child}", Needs: children, Handle: (*Server).answerFlag},

		{Method: get, Pattern: cohortListsPath, Needs: see, Handle: (*Server).cohortLists},
		{Method: get, Pattern: ownListsPath + "/{list}/template.xlsx", Needs: bring, Handle: (*Server).ownTemplate},
		{Method: get, Pattern: ownListsPath + "/{list}/new", Needs: bring, Handle: (*Server).ownUploadPage},
		{Method: post, Pattern: ownListsPath + "/{list}/new", Needs: bring, Handle: (*Server).ownUpload, Limit: planRead},
		{Method: get, Pattern: ownImportsPath + "/{id}", Needs: bring, Handle: (*Server).ownImportPage},
		{Method: post, Pattern: ownImportsPath + "/{id}/confirm", Needs: bring, Handle: (*Server).confirmOwn},
		{Method: post, Pattern: ownImportsPath + "/{id}/discard", Needs: bring, Handle: (*Server).discardOwn},
	}
	return append(routes, fileRoutes(flag+"/children", may(readiness.ExportCases), (*Server).flagListing)...)
}

func cohortMenu() []Entry {
	return []Entry{{Href: cohortsPath, Text: "Cohorts and red flags", About: "Which children the focus areas of a visit are about, and what the data warns of.", Needs: may(readiness.SeeVisits)}}
}
