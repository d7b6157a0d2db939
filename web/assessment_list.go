package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// AssessmentsPage lists the cycles of the self-assessment, the newest first.
type AssessmentsPage struct {
	Cycles []readiness.AssessmentRow
	Desk   readiness.AppraisalDesk
	Viewer readiness.Actor
}

// Face is the page's frame.
func (AssessmentsPage) Face() Face {
	return Face{Template: "assessments", Title: "Self-assessment", Section: assessmentsPath}
}

// Plans reports whether the viewer may plan a cycle: no other is under way.
func (p AssessmentsPage) Plans() bool {
	for _, c := range p.Cycles {
		if !c.Status.Frozen() {
			return false
		}
	}
	return mayHere(p.Viewer, may(readiness.RunAssessments))
}

// SetsRules reports whether the viewer may open the rules of self-assessments.
func (p AssessmentsPage) SetsRules() bool { return mayHere(p.Viewer, may(readiness.RunAssessments)) }

// Writes reports whether the viewer works with evidence.
func (p AssessmentsPage) Writes() bool { return mayHere(p.Viewer, may(readiness.WorkPlan)) }

// Unpublished reports whether the viewer sees cycles before they are published.
func (p AssessmentsPage) Unpublished() bool { return readiness.SeesUnpublished(p.Viewer) }

// Outside reports whether the viewer is a peer from another council, who sees nothing but what they challenge.
func (p AssessmentsPage) Outside() bool { return readiness.OnlyPeer(p.Viewer) }

// Rows are the cycles with their tags.
func (p AssessmentsPage) Rows() []AssessmentLine {
	rows := make([]AssessmentLine, len(p.Cycles))
	for i, c := range p.Cycles {
		rows[i] = AssessmentLine{c}
	}
	return rows
}

// An AssessmentLine is one cycle in a list.
type AssessmentLine struct{ readiness.AssessmentRow }

// State is where the cycle stands, as a tag.
func (l AssessmentLine) State() govuk.Tag { return assessmentTag(l.Status) }

// Kinds is what kind of cycle it is, in words.
func (l AssessmentLine) Kinds() string { return readiness.ChoiceText(readiness.CycleKinds, l.Kind) }

func (s *Server) assessments(w http.ResponseWriter, r *http.Request) error {
	cycles, err := s.Assessments.Assessments(r.Context(), by(r))
	if err != nil {
		return err
	}
	desk, err := s.Assessments.AppraisalDesk(r.Context(), by(r))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, AssessmentsPage{Cycles: cycles, Desk: desk, Viewer: by(r)})
}
