package web

import "github.com/sightline-readiness/sightline/readiness"

// assessmentReportRoutes are the documents of a self-assessment. What can be taken away whole holds evidence and actions, so it needs SeePlan, which
// everybody in the council has and a peer from another council has not.
func assessmentReportRoutes() []Route {
	see, take := may(readiness.SeeAssessments), may(readiness.SeePlan)
	return []Route{
		{Method: get, Pattern: assessmentsPath + "/{id}/read", Needs: see, Handle: (*Server).readAssessment},
		{Method: get, Pattern: assessmentsPath + "/{id}/word", Needs: see, Handle: (*Server).assessmentWord},
		{Method: get, Pattern: assessmentsPath + "/{id}/summary", Needs: see, Handle: (*Server).assessmentSummary},
		{Method: get, Pattern: assessmentsPath + "/{id}/summary/word", Needs: see, Handle: (*Server).assessmentSummaryWord},
		{Method: get, Pattern: assessmentsPath + "/{id}/download.xlsx", Needs: take, Handle: (*Server).assessmentWorkbook},
		{Method: get, Pattern: assessmentsPath + "/{id}/download.json", Needs: take, Handle: (*Server).assessmentJSON},
		{Method: get, Pattern: assessmentsPath + "/{id}/download.zip", Needs: take, Handle: (*Server).assessmentPacked},
	}
}

// Papers are the documents of one self-assessment, as links for somebody.
type Papers struct {
	Href   string
	Files  bool // all of it may be taken away
	Sealed bool
	Read   bool // it is read now
	Short  bool // the summary is read now
}

// Papers are the documents of the cycle.
func (p AssessmentPage) Papers() Papers {
	return Papers{Href: assessmentHref(p.View.AssessmentID), Files: mayHere(p.Viewer, may(readiness.SeePlan)), Sealed: p.View.Seal != ""}
}

// Papers are its other documents.
func (p AssessmentReadPage) Papers() Papers {
	return Papers{Href: p.href(), Files: p.Files, Sealed: p.Report.Document != nil, Read: true}
}

// Papers are its other documents.
func (p AssessmentSummaryPage) Papers() Papers {
	return Papers{Href: p.Read.href(), Files: p.Read.Files, Sealed: p.Read.Report.Document != nil, Short: true}
}
