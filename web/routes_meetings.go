package web

import "github.com/sightline-readiness/sightline/readiness"

// meetingRoutes are the pages of meetings that come again, and of what they raised. Whoever calls a meeting may change it whatever their post, and whoever
// owns a point may answer it, so most of these ask for SeePoints here and for the rest in the rule that decides.
func meetingRoutes() []Route {
	see, work, run := may(readiness.SeePoints), may(readiness.WorkPlan), may(readiness.RunPlan)
	routes := []Route{
		{Method: get, Pattern: meetingsPath, Needs: see, Handle: (*Server).meetings},
		{Method: get, Pattern: meetingsPath + "/add", Needs: run, Handle: (*Server).newSeriesPage},
		{Method: post, Pattern: meetingsPath + "/add", Needs: run, Handle: (*Server).saveSeries},
		{Method: get, Pattern: meetingsPath + "/{id}", Needs: see, Handle: (*Server).series},
		{Method: get, Pattern: meetingsPath + "/{id}/edit", Needs: run, Handle: (*Server).seriesForm},
		{Method: post, Pattern: meetingsPath + "/{id}/edit", Needs: run, Handle: (*Server).saveSeries},
		{Method: get, Pattern: meetingsPath + "/{id}/members", Needs: run, Handle: (*Server).membersPage},
		{Method: post, Pattern: meetingsPath + "/{id}/members", Needs: run, Handle: (*Server).setMembers},
		{Method: get, Pattern: meetingsPath + "/{id}/end", Needs: run, Handle: (*Server).endSeriesPage},
		{Method: post, Pattern: meetingsPath + "/{id}/end", Needs: run, Handle: (*Server).endSeries},
		{Method: get, Pattern: meetingsPath + "/{id}/dates/add", Needs: run, Handle: (*Server).addMeetingPage},
		{Method: post, Pattern: meetingsPath + "/{id}/dates/add", Needs: run, Handle: (*Server).addMeeting},
		{Method: get, Pattern: datesPath + "/{id}", Needs: see, Handle: (*Server).meetingPage},
		{Method: get, Pattern: datesPath + "/{id}/points/new", Needs: work, Handle: (*Server).raisePage},
		{Method: post, Pattern: datesPath + "/{id}/points/new", Needs: work, Handle: (*Server).raise},
	}
	for _, c := range []struct {
		change *meetingChange
		done   Handle
	}{
		{agendaChange, changing[readiness.SetAgenda](agendaChange)},
		{holdChange, changing[readiness.HoldMeeting](holdChange)},
		{moveChange, changing[readiness.MoveMeeting](moveChange)},
		{cancelChange, changing[readiness.CancelMeeting](cancelChange)},
	} {
		pattern := datesPath + "/{id}/" + c.change.path
		routes = append(routes, Route{Method: get, Pattern: pattern, Needs: see, Handle: changePage(c.change)}, Route{Method: post, Pattern: pattern, Needs: see, Handle: c.done})
	}
	return append(routes, pointRoutes()...)
}

func pointRoutes() []Route {
	see := may(readiness.SeePoints)
	routes := []Route{
		{Method: get, Pattern: pointsPath, Needs: see, Handle: (*Server).points},
		{Method: get, Pattern: pointsPath + "/{id}", Needs: see, Handle: (*Server).point},
	}
	for _, st := range []struct {
		step *pointStep
		done Handle
	}{
		{answerStep, (*Server).answerPoint},
		{hearStep, asking(hearStep, wasHeard)},
		{assignPointStep, asking(assignPointStep, saying[readiness.AssignPoint]("The point was given to its new owner, who is told in the morning."))},
		{withdrawPointStep, asking(withdrawPointStep, saying[readiness.WithdrawPoint]("The point is withdrawn."))},
		{decidePointStep, deciding(decidePointStep, "point", pointDecision)},
	} {
		pattern := pointsPath + "/{id}/" + st.step.path
		routes = append(routes, Route{Method: get, Pattern: pattern, Needs: st.step.needs, Handle: stepPage(st.step)}, Route{Method: post, Pattern: pattern, Needs: st.step.needs, Handle: st.done})
	}
	return append(routes, fileRoutes(pointsPath, see, (*Server).pointListing)...)
}

// meetingMenu are the places of these pages.
func meetingMenu() []Entry {
	see := may(readiness.SeePoints)
	return []Entry{
		{Href: meetingsPath, Text: "Meetings", About: "Meetings that come again, what they raised, and what was answered.", Needs: see, Top: true},
		{Href: pointsPath, Text: "Points from meetings", About: "Everything that meetings raised, the most pressing first.", Needs: see},
		{Href: preScrutinyPath, Text: "Pre-scrutiny of decisions", About: "Decisions that scrutiny asked to see before the cabinet takes them.", Needs: see},
	}
}
