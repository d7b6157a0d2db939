package web

import "github.com/sightline-readiness/sightline/readiness"

// Where children's homes are kept, who visits them, each visit, and what visits recommend.
const (
	homesPath         = "/homes"
	homeVisitorsPath  = "/home-visitors"
	homeVisitPath     = "/home-visits/"
	recommendedAtHome = "/home-recommendations/"
)

func childrensHomeHref(id string) string { return homesPath + "/" + id }

// homeRoutes are the pages of visits to children's homes.
func homeRoutes() []Route {
	see, run := may(readiness.SeeHomes), may(readiness.RunHomes)
	return []Route{
		{Method: get, Pattern: homesPath, Needs: see, Handle: (*Server).childrensHomes},
		{Method: get, Pattern: homesPath + "/new", Needs: run, Handle: (*Server).homeForm},
		{Method: post, Pattern: homesPath + "/new", Needs: run, Handle: (*Server).saveHome},
		{Method: get, Pattern: homesPath + "/rules", Needs: run, Handle: (*Server).homeRulesPage},
		{Method: post, Pattern: homesPath + "/rules", Needs: run, Handle: (*Server).setHomeRules},
		{Method: get, Pattern: homesPath + "/{id}", Needs: see, Handle: (*Server).childrensHome},
		{Method: get, Pattern: homesPath + "/{id}/change", Needs: run, Handle: (*Server).homeForm},
		{Method: post, Pattern: homesPath + "/{id}/change", Needs: run, Handle: (*Server).saveHome},
		{Method: get, Pattern: homesPath + "/{id}/visits/new", Needs: run, Handle: (*Server).newHomeVisitPage},
		{Method: post, Pattern: homesPath + "/{id}/visits/new", Needs: run, Handle: (*Server).newHomeVisit},
		{Method: get, Pattern: homeVisitorsPath, Needs: see, Handle: (*Server).homeVisitors},
		{Method: get, Pattern: homeVisitorsPath + "/new", Needs: run, Handle: (*Server).homeVisitorForm},
		{Method: post, Pattern: homeVisitorsPath + "/new", Needs: run, Handle: (*Server).saveHomeVisitor},
		{Method: get, Pattern: homeVisitorsPath + "/{id}", Needs: run, Handle: (*Server).homeVisitorForm},
		{Method: post, Pattern: homeVisitorsPath + "/{id}", Needs: run, Handle: (*Server).saveHomeVisitor},
		{Method: get, Pattern: homeVisitPath + "{id}", Needs: see, Handle: (*Server).homeVisit},
		{Method: get, Pattern: homeVisitPath + "{id}/change", Needs: run, Handle: (*Server).homeVisitForm},
		{Method: post, Pattern: homeVisitPath + "{id}/change", Needs: run, Handle: (*Server).changeHomeVisit},
		{Method: get, Pattern: homeVisitPath + "{id}/leave-out", Needs: run, Handle: homeVisitStepPage(leaveOutHomeStep)},
		{Method: post, Pattern: homeVisitPath + "{id}/leave-out", Needs: run, Handle: homeVisitDoing(leaveOutHomeStep, readiness.HomeVisits.CancelHomeVisit)},
		{Method: get, Pattern: homeVisitPath + "{id}/copy", Needs: run, Handle: homeVisitStepPage(copyHomeStep)},
		{Method: post, Pattern: homeVisitPath + "{id}/copy", Needs: run, Handle: homeVisitDoing(copyHomeStep, readiness.HomeVisits.SendHomeCopy)},
		{Method: get, Pattern: homeVisitPath + "{id}/report", Needs: run, Handle: (*Server).homeReportPage},
		{Method: post, Pattern: homeVisitPath + "{id}/report", Needs: run, Handle: (*Server).writeHomeReport},
		{Method: post, Pattern: homeVisitPath + "{id}/draft", Needs: run, Handle: (*Server).saveHomeReportDraft},
		{Method: post, Pattern: homeVisitPath + "{id}/evidence", Needs: run, Handle: (*Server).attachHomeReport},
		{Method: get, Pattern: homeVisitPath + "{id}/recommend", Needs: run, Handle: (*Server).recommendAtHomePage},
		{Method: post, Pattern: homeVisitPath + "{id}/recommend", Needs: run, Handle: (*Server).recommendAtHome},
		{Method: get, Pattern: recommendedAtHome + "{id}/settle", Needs: run, Handle: (*Server).settleAtHomePage},
		{Method: post, Pattern: recommendedAtHome + "{id}/settle", Needs: run, Handle: (*Server).settleAtHome},
		{Method: get, Pattern: recommendedAtHome + "{id}/improve", Needs: run, Handle: (*Server).improveHomePage},
		{Method: post, Pattern: recommendedAtHome + "{id}/improve", Needs: run, Handle: (*Server).improveHome},
	}
}

func homeMenu() []Entry {
	return []Entry{{
		Href: homesPath, Text: "Children’s homes", About: "Regulation 44 visits: which home was visited in which month, what was found, and what became of what was recommended.", Needs: may(readiness.SeeHomes),
	}}
}
