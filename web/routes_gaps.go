package web

import "github.com/sightline-readiness/sightline/readiness"

// gapRoutes are the pages about grades that differ: between people, between cycles, and from what inspectors said.
func gapRoutes() []Route {
	see, run, work := may(readiness.SeeAssessments), may(readiness.RunAssessments), may(readiness.WorkPlan)
	return []Route{
		{Method: get, Pattern: inspectedPath, Needs: see, Handle: (*Server).inspections},
		{Method: get, Pattern: inspectedPath + "/add", Needs: run, Handle: (*Server).addInspectionPage},
		{Method: post, Pattern: inspectedPath + "/add", Needs: run, Handle: (*Server).addInspection},
		{Method: get, Pattern: assessmentsPath + "/{id}/gaps", Needs: see, Handle: (*Server).gapMap},
		{Method: get, Pattern: assessmentsPath + "/{id}/compare", Needs: see, Handle: (*Server).chooseComparison},
		{Method: get, Pattern: assessmentsPath + "/{id}/compare/{other}", Needs: see, Handle: (*Server).comparison},
		{Method: get, Pattern: assessmentsPath + "/{id}/compare/{other}/{criterion}", Needs: see, Handle: (*Server).comparedText},
		{Method: get, Pattern: appraisalsPath + "/{id}/improve", Needs: work, Handle: (*Server).improvePage},
		{Method: post, Pattern: appraisalsPath + "/{id}/improve", Needs: work, Handle: (*Server).improveCriterion},
	}
}
