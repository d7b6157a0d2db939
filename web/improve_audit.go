package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

func (s *Server) improveAuditPage(w http.ResponseWriter, r *http.Request) error {
	view, err := s.CaseAudits.CaseAuditView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	if _, err := (readiness.ImproveCriterion{}).AuditFinding(view); err != nil {
		return err
	}
	return s.showImproveAudit(w, r, http.StatusOK, newFormFor(readiness.ImproveCriterion{Theme: view.FocusName}))
}

func (s *Server) showImproveAudit(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	view, err := s.CaseAudits.CaseAuditView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	themes, err := s.themes(r)
	if err != nil {
		return err
	}
	officers, err := s.Plan.Officers(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, status, improveAuditQuestions(view, form, themes, officers))
}

// improveAuditQuestions are the questions about a criterion's weakness, asked of an audit. What it wants is about one child and is not filled in: the plan is
// read by everybody.
func improveAuditQuestions(v readiness.CaseAuditView, f Form, themes []string, officers []readiness.Choice) QuestionsPage {
	page := improveQuestions(readiness.AppraisalView{}, f, themes, officers)
	page.Section, page.Back, page.Caption, page.Action = visitsPath, caseAuditHref(v.CaseAuditID), v.Visit+", "+lowerFirst(v.FocusName), caseAuditHref(v.CaseAuditID)+"/improve"
	if f.Values.Get("finding_id") == "" {
		page.Heading = "Turn what the audit wants into a finding"
		page.About = "Say what practice is to be better, so that it holds for other children too. Everybody reads the plan: name no child, and write nothing by which one could be recognised."
	}
	return page
}

// improveAudit makes the finding and, where it is asked for, the action. If the action is refused, the form comes back with the finding made.
func (s *Server) improveAudit(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	return s.improves(w, r, &form, func(status int) error { return s.showImproveAudit(w, r, status, form) }, s.ImproveAudit)
}
