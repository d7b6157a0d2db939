package web

import "github.com/sightline-readiness/sightline/readiness"

// frameworkRoutes are the pages of the library of inspection frameworks. A draft has an address of its own, so that no framework's code can be one.
func frameworkRoutes() []Route {
	see, set := may(readiness.SeePlan), may(readiness.SetRules)
	return []Route{
		{Method: get, Pattern: frameworksPath, Needs: see, Handle: (*Server).frameworks},
		{Method: get, Pattern: frameworksPath + "/import", Needs: set, Handle: (*Server).frameworkUploadPage},
		{Method: post, Pattern: frameworksPath + "/import", Needs: set, Handle: (*Server).frameworkUpload, Limit: planRead},
		{Method: get, Pattern: frameworksPath + "/empty.xlsx", Needs: set, Handle: (*Server).emptyFramework},
		{Method: get, Pattern: frameworksPath + "/{code}", Needs: see, Handle: (*Server).framework},
		{Method: get, Pattern: frameworksPath + "/{code}/framework.xlsx", Needs: see, Handle: (*Server).frameworkFile},
		{Method: get, Pattern: frameworksPath + "/{code}/framework.yaml", Needs: see, Handle: (*Server).frameworkFile},
		{Method: get, Pattern: frameworksPath + "/{code}/crosswalk/{to}", Needs: see, Handle: (*Server).crosswalk},
		{Method: get, Pattern: frameworksPath + "/{code}/clone", Needs: set, Handle: (*Server).clonePage},
		{Method: post, Pattern: frameworksPath + "/{code}/clone", Needs: set, Handle: (*Server).clone},
		{Method: get, Pattern: draftsPath + "/{id}", Needs: set, Handle: (*Server).draftPage},
		{Method: get, Pattern: draftsPath + "/{id}/framework.xlsx", Needs: set, Handle: (*Server).draftFile},
		{Method: get, Pattern: draftsPath + "/{id}/framework.yaml", Needs: set, Handle: (*Server).draftFile},
		{Method: get, Pattern: draftsPath + "/{id}/name", Needs: set, Handle: (*Server).draftNamePage},
		{Method: post, Pattern: draftsPath + "/{id}/name", Needs: set, Handle: (*Server).nameDraft},
		{Method: get, Pattern: draftsPath + "/{id}/criterion", Needs: set, Handle: (*Server).criterionPage},
		{Method: post, Pattern: draftsPath + "/{id}/criterion", Needs: set, Handle: (*Server).saveCriterion},
		{Method: post, Pattern: draftsPath + "/{id}/remove", Needs: set, Handle: (*Server).removeCriterion},
		{Method: post, Pattern: draftsPath + "/{id}/finish", Needs: set, Handle: (*Server).finishDraft},
		{Method: post, Pattern: draftsPath + "/{id}/discard", Needs: set, Handle: (*Server).discardDraft},
	}
}

func frameworkMenu() []Entry {
	return []Entry{{
		Href: frameworksPath, Text: "Inspection frameworks", About: "What inspectors judge and how they grade, version by version, and what changed between them.", Needs: may(readiness.SeePlan),
	}}
}
