package web

import "github.com/sightline-readiness/sightline/readiness"

// schedulesPath is the page that says when things run. What follows it is a job and what is done to it.
const schedulesPath = "/schedules"

// timetableRoutes are the pages of when things run.
func timetableRoutes() []Route {
	see, set := may(readiness.SeeSchedules), may(readiness.SetSchedules)
	routes := []Route{
		{Method: get, Pattern: schedulesPath, Needs: see, Handle: (*Server).schedulesPage},
		{Method: get, Pattern: schedulesPath + "/quiet-days", Needs: set, Handle: (*Server).quietDaysPage},
		{Method: post, Pattern: schedulesPath + "/quiet-days", Needs: set, Handle: (*Server).setQuietDays},
		{Method: get, Pattern: schedulesPath + "/rounds/new", Needs: set, Handle: (*Server).newRoundPage},
		{Method: post, Pattern: schedulesPath + "/rounds/new", Needs: set, Handle: (*Server).setRound},
		{Method: get, Pattern: schedulesPath + "/{job}/round", Needs: set, Handle: (*Server).roundPage},
		{Method: post, Pattern: schedulesPath + "/{job}/round", Needs: set, Handle: (*Server).setRound},
		{Method: get, Pattern: schedulesPath + "/{job}/times", Needs: set, Handle: (*Server).timesPage},
		{Method: post, Pattern: schedulesPath + "/{job}/times", Needs: set, Handle: (*Server).setTimes},
		{Method: get, Pattern: schedulesPath + "/{job}/run", Needs: set, Handle: (*Server).runPage},
		{Method: post, Pattern: schedulesPath + "/{job}/run", Needs: set, Handle: (*Server).runNow},
	}
	for _, t := range turns {
		routes = append(routes,
			Route{Method: get, Pattern: schedulesPath + "/{job}/" + t.path, Needs: set, Handle: t.page},
			Route{Method: post, Pattern: schedulesPath + "/{job}/" + t.path, Needs: set, Handle: t.save})
	}
	return routes
}

// timetableMenu are the places of these pages.
func timetableMenu() []Entry {
	return []Entry{{
		Href: schedulesPath, Text: "When things run", About: "When Sightline looks for long-open cases, sends the morning mail and opens recurring reviews. Change, leave out, pause or run it now.",
		Needs: may(readiness.SeeSchedules),
	}}
}
