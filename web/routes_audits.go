package web

import "github.com/sightline-readiness/sightline/readiness"

// auditRoutes are the pages of samples and case audits. Who may do what to one child stands in the rule that decides.
func auditRoutes() []Route {
	work := may(readiness.WorkVisits)
	of := visitsPath + "/{id}/{focus}"
	routes := []Route{
		{Method: get, Pattern: of + "/sample", Needs: work, Handle: (*Server).sample},
		{Method: post, Pattern: of + "/sample", Needs: work, Handle: (*Server).drawSample},
		{Method: get, Pattern: of + "/sample/give", Needs: work, Handle: (*Server).giveAuditsPage},
		{Method: post, Pattern: of + "/sample/give", Needs: work, Handle: (*Server).giveAudits},
		{Method: get, Pattern: of + "/sample/{child}/replace", Needs: work, Handle: (*Server).replaceChildPage},
		{Method: post, Pattern: of + "/sample/{child}/replace", Needs: work, Handle: (*Server).replaceChild},
		{Method: get, Pattern: of + "/audits", Needs: work, Handle: (*Server).caseAudits},
		{Method: get, Pattern: of + "/audits/compare", Needs: work, Handle: (*Server).compareAudits},
		{Method: get, Pattern: caseAuditsPath + "/calibration", Needs: work, Handle: (*Server).auditCalibration},
		{Method: get, Pattern: caseAuditsPath + "/{id}", Needs: work, Handle: (*Server).caseAudit},
		{Method: get, Pattern: caseAuditsPath + "/{id}/write", Needs: work, Handle: (*Server).writeAuditPage},
		{Method: post, Pattern: caseAuditsPath + "/{id}/write", Needs: work, Limit: narrativeLimit, Handle: (*Server).writeAudit},
		{Method: post, Pattern: caseAuditsPath + "/{id}/draft", Needs: work, Limit: narrativeLimit, Handle: (*Server).saveAuditDraft},
		{Method: get, Pattern: caseAuditsPath + "/{id}/improve", Needs: may(readiness.WorkPlan), Handle: (*Server).improveAuditPage},
		{Method: post, Pattern: caseAuditsPath + "/{id}/improve", Needs: may(readiness.WorkPlan), Handle: (*Server).improveAudit},
	}
	for _, st := range []struct {
		step *caseAuditStep
		done Handle
	}{
		{concernStep, asking(concernStep, saying[readiness.RaiseAuditConcern]("The area head is told now."))},
		{conflictStep, asking(conflictStep, saying[readiness.DeclareConflict]("Thank you. It goes to somebody else."))},
		{assignCaseAuditStep, asking(assignCaseAuditStep, saying[readiness.AssignCaseAudit]("They are named, and told in the morning."))},
		{decideCaseAuditStep, deciding(decideCaseAuditStep, "audit", caseAuditDecision)},
	} {
		routes = append(routes, stepRoutes(caseAuditsPath, st.step.path, st.step.needs, stepPage(st.step), st.done)...)
	}
	return routes
}
