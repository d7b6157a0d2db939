package web

import (
	"fmt"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

// AuditComparePage sets audits before a visit beside those of the same children after it, by section.
type AuditComparePage struct{ Compared readiness.AuditComparison }

// Face is the page's frame.
func (p AuditComparePage) Face() Face {
	return Face{Template: "audit_compare", Title: "Before and after: " + p.Compared.Focus.Name, Section: visitsPath, Back: auditsHref(p.Compared.Visit.VisitID, p.Compared.Focus.Code)}
}

// Sentence says how many children were audited twice.
func (p AuditComparePage) Sentence() string {
	c := p.Compared
	if c.Pairs == 0 {
		return "No child has been audited again after the visit yet. The nightly run plans it by itself."
	}
	return "Of " + counted(c.Children, "audit") + " before the visit, " + thousands(c.Pairs) + " " + were(c.Pairs) + " made again after it, by somebody else. The tables count these."
}

// Grades name the grades.
func (AuditComparePage) Grades() []readiness.Choice { return readiness.CaseAuditGrades }

// Counts are how often each grade was given before and after.
func (AuditComparePage) Counts(l readiness.ComparedGrade) []string {
	cells := make([]string, len(l.Before))
	for i := range l.Before {
		cells[i] = thousands(l.Before[i]) + " → " + thousands(l.After[i])
	}
	return cells
}

func (s *Server) compareAudits(w http.ResponseWriter, r *http.Request) error {
	c, err := s.CaseAudits.CompareAudits(r.Context(), by(r), r.PathValue("id"), r.PathValue("focus"))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, AuditComparePage{c})
}

// AuditCalibrationPage shows how far auditors and moderators agree.
type AuditCalibrationPage struct{ Of readiness.AuditCalibration }

// Face is the page's frame.
func (AuditCalibrationPage) Face() Face {
	return Face{Template: "audit_calibration", Title: "How auditors and moderators agree", Section: visitsPath, Back: visitsPath}
}

// Sentence says in how many audits both gave the same overall grade.
func (p AuditCalibrationPage) Sentence() string {
	if p.Of.Audits == 0 {
		return "No audit has been moderated yet. Once some are, it stands here how the grades of each auditor lie against those of the moderators."
	}
	return "Auditor and moderator gave the same overall grade in " + thousands(p.Of.Same) + " of " + counted(p.Of.Audits, "moderated audit") + "."
}

// Agreement puts kappa into words.
func (AuditCalibrationPage) Agreement(a readiness.AuditorAgreement) string {
	if !a.Shown {
		return "Too few grades to say"
	}
	return fmt.Sprintf("%s (kappa %.2f)", sentence(readiness.AgreementWords(a.Kappa)), a.Kappa)
}

// Tends says whether an auditor grades higher or lower.
func (AuditCalibrationPage) Tends(a readiness.AuditorAgreement) string { return sentence(a.Words()) }

func (s *Server) auditCalibration(w http.ResponseWriter, r *http.Request) error {
	c, err := s.CaseAudits.AuditCalibration(r.Context(), by(r))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, AuditCalibrationPage{c})
}
