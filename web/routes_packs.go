package web

import "github.com/sightline-readiness/sightline/readiness"

// packRoutes are the pages of the library of focus areas and run-ups. A draft has an address of its own, so that no code in the library can be one.
func packRoutes() []Route {
	see, set := may(readiness.SeeVisits), may(readiness.SetRules)
	draft := packDraftsPath + "/{id}"
	return []Route{
		{Method: get, Pattern: packsPath, Needs: see, Handle: (*Server).packs},
		{Method: get, Pattern: packsPath + "/import", Needs: set, Handle: (*Server).packUploadPage},
		{Method: post, Pattern: packsPath + "/import", Needs: set, Handle: (*Server).packUpload, Limit: planRead},
		{Method: get, Pattern: packsPath + "/{code}", Needs: see, Handle: (*Server).pack},
		{Method: get, Pattern: packsPath + "/{code}/focus-area.yaml", Needs: see, Handle: (*Server).packFile},
		{Method: get, Pattern: packsPath + "/{code}/clone", Needs: set, Handle: (*Server).clonePackPage},
		{Method: post, Pattern: packsPath + "/{code}/clone", Needs: set, Handle: (*Server).clonePack},
		{Method: get, Pattern: runUpsPath + "/{code}", Needs: see, Handle: (*Server).runUp},
		{Method: get, Pattern: runUpsPath + "/{code}/run-up.yaml", Needs: see, Handle: (*Server).runUpFile},
		{Method: get, Pattern: runUpsPath + "/{code}/clone", Needs: set, Handle: (*Server).cloneRunUpPage},
		{Method: post, Pattern: runUpsPath + "/{code}/clone", Needs: set, Handle: (*Server).cloneRunUp},
		{Method: get, Pattern: draft, Needs: set, Handle: (*Server).packDraftPage},
		{Method: get, Pattern: draft + "/draft.yaml", Needs: set, Handle: (*Server).packDraftFile},
		{Method: get, Pattern: draft + "/name", Needs: set, Handle: (*Server).packNamePage},
		{Method: post, Pattern: draft + "/name", Needs: set, Handle: (*Server).namePack},
		{Method: get, Pattern: draft + "/lines", Needs: set, Handle: partPage(packLinesPart)},
		{Method: post, Pattern: draft + "/lines", Needs: set, Handle: savingPart[readiness.SavePackLines](packLinesPart)},
		{Method: get, Pattern: draft + "/section", Needs: set, Handle: partPage(packSectionPart)},
		{Method: post, Pattern: draft + "/section", Needs: set, Handle: savingPart[readiness.SaveAuditSection](packSectionPart)},
		{Method: get, Pattern: draft + "/flag", Needs: set, Handle: partPage(packFlagPart)},
		{Method: post, Pattern: draft + "/flag", Needs: set, Handle: savingPart[readiness.SaveRedFlag](packFlagPart)},
		{Method: get, Pattern: draft + "/step", Needs: set, Handle: partPage(runUpStepPart)},
		{Method: post, Pattern: draft + "/step", Needs: set, Handle: savingPart[readiness.SaveRunUpStep](runUpStepPart)},
		{Method: post, Pattern: draft + "/remove", Needs: set, Handle: (*Server).removePackPart},
		{Method: post, Pattern: draft + "/finish", Needs: set, Handle: (*Server).finishPackDraft},
		{Method: post, Pattern: draft + "/discard", Needs: set, Handle: (*Server).discardPackDraft},
	}
}

func packMenu() []Entry {
	return []Entry{{
		Href: packsPath, Text: "Focus areas", About: "What inspectors ask about care leavers, exploitation and missing children, and the steps before and after a visit.", Needs: may(readiness.SeeVisits),
	}}
}
