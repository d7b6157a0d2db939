package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const caseAuditsPath = "/case-audits"

func caseAuditHref(id string) string { return caseAuditsPath + "/" + id }

// CaseAuditsPage lists the audits of one focus area of a visit, and how their grades are spread.
type CaseAuditsPage struct{ List readiness.CaseAuditList }

// Face is the page's frame.
func (p CaseAuditsPage) Face() Face {
	return Face{Template: "case_audits", Title: "Audits: " + p.List.Focus.Name, Section: visitsPath, Back: visitHref(p.List.Visit.VisitID)}
}

// SampleHref leads to the sample.
func (p CaseAuditsPage) SampleHref() string {
	return sampleHref(p.List.Visit.VisitID, p.List.Focus.Code)
}

// CompareHref leads to the comparison with the audits after the visit.
func (p CaseAuditsPage) CompareHref() string {
	return auditsHref(p.List.Visit.VisitID, p.List.Focus.Code) + "/compare"
}

// Sentence says how many are moderated.
func (p CaseAuditsPage) Sentence() string {
	all, moderated := 0, 0
	for _, r := range p.List.Rows {
		if r.Round == 1 && r.Status != readiness.CaseAuditWithdrawn {
			all++
			if r.Moderated() {
				moderated++
			}
		}
	}
	if all == 0 {
		return "No audit has been given to anybody yet."
	}
	return thousands(moderated) + " of " + counted(all, "audit") + " " + are(all) + " moderated."
}

// Again reports whether children were audited again after the visit.
func (p CaseAuditsPage) Again() bool {
	for _, r := range p.List.Rows {
		if r.Round > 1 {
			return true
		}
	}
	return false
}

// Child names the child, and which time it is audited.
func (CaseAuditsPage) Child(r readiness.CaseAuditRow) string {
	if r.Round > 1 {
		return orHiddenChild(r.Ref) + ", again after the visit"
	}
	return orHiddenChild(r.Ref)
}

// State is where an audit stands, as a tag.
func (CaseAuditsPage) State(r readiness.CaseAuditRow) govuk.Tag { return caseAuditTag(r.Status) }

// Due says by when the next stage is over.
func (CaseAuditsPage) Due(r readiness.CaseAuditRow) string {
	switch {
	case r.Status.Ended():
		return ""
	case r.Overdue > 0:
		return sentence(late(r.Overdue))
	}
	return r.Due.Long()
}

// Overall is the grade that stands.
func (CaseAuditsPage) Overall(r readiness.CaseAuditRow) string {
	return readiness.ChoiceText(readiness.CaseAuditGrades, r.Overall)
}

// Grades name the grades.
func (CaseAuditsPage) Grades() []readiness.Choice { return readiness.CaseAuditGrades }

// Graded reports whether grades of any audit stand.
func (p CaseAuditsPage) Graded() bool {
	for _, n := range p.List.Profile[0].Counts {
		if n > 0 {
			return true
		}
	}
	return false
}

func caseAuditTag(status readiness.CaseAuditStatus) govuk.Tag {
	classes := map[readiness.CaseAuditStatus]string{
		readiness.CaseAuditAssigned: "govuk-tag--blue", readiness.CaseAuditModeration: "govuk-tag--yellow", readiness.CaseAuditThird: "govuk-tag--orange",
		readiness.CaseAuditFeedback: "govuk-tag--turquoise", readiness.CaseAuditDone: "govuk-tag--green", readiness.CaseAuditWithdrawn: "govuk-tag--grey",
	}
	return govuk.Tag{Text: sentence(status.Title()), Classes: classes[status]}
}

func (s *Server) caseAudits(w http.ResponseWriter, r *http.Request) error {
	list, err := s.CaseAudits.CaseAudits(r.Context(), by(r), r.PathValue("id"), r.PathValue("focus"))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, CaseAuditsPage{list})
}
