package web

import "github.com/sightline-readiness/sightline/readiness"

// paceRoutes are the pages that weigh the improvement plan.
func paceRoutes() []Route {
	return []Route{
		{Method: get, Pattern: pacePath, Needs: may(readiness.SeePlan), Handle: (*Server).pace},
		{Method: get, Pattern: deskPath, Needs: may(readiness.WorkPlan), Handle: (*Server).desk},
		{Method: post, Pattern: deskPath, Needs: may(readiness.VerifyActions), Handle: (*Server).drawDipSample},
		{Method: get, Pattern: deskPath + "/{id}", Needs: may(readiness.WorkPlan), Handle: (*Server).dipSample},
		{Method: get, Pattern: deskPath + "/{id}/{action}", Needs: may(readiness.VerifyActions), Handle: (*Server).lookAtDipPage},
		{Method: post, Pattern: deskPath + "/{id}/{action}", Needs: may(readiness.VerifyActions), Handle: (*Server).lookAtDip},
		{Method: get, Pattern: benefitsPath, Needs: may(readiness.SeePlan), Handle: (*Server).benefits},
		{Method: get, Pattern: reportsPath, Needs: may(readiness.SeePlan), Handle: (*Server).planReports},
		{Method: get, Pattern: reportsPath + "/new", Needs: may(readiness.RunPlan), Handle: (*Server).newReportPage},
		{Method: post, Pattern: reportsPath + "/new", Needs: may(readiness.RunPlan), Handle: (*Server).makeReport},
		{Method: get, Pattern: reportsPath + "/{id}", Needs: may(readiness.SeePlan), Handle: (*Server).planReport},
		{Method: get, Pattern: reportsPath + "/{id}/file", Needs: may(readiness.SeePlan), Handle: (*Server).planReportFile},
	}
}

// paceMenu are the places of these pages.
func paceMenu() []Entry {
	return []Entry{
		{Href: pacePath, Text: "Pace of the improvement plan", About: "What was shown done in each month against what was planned, and what is late.", Needs: may(readiness.SeePlan)},
		{Href: deskPath, Text: "Verification desk", About: "What waits for a check, and dip samples of what was shown done.", Needs: may(readiness.WorkPlan)},
		{Href: reportsPath, Text: "Progress reports", About: "The plan for the improvement board and for scrutiny, with figures that stay.", Needs: may(readiness.SeePlan)},
		{Href: benefitsPath, Text: "What the improvement plan is to save", About: "Savings and capacity that actions claim, each counted once.", Needs: may(readiness.SeePlan)},
	}
}
