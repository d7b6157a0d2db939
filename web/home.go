package web

import (
	"fmt"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

func (s *Server) home(w http.ResponseWriter, r *http.Request) error {
	if readiness.OnlyPeer(by(r)) { // sees one self-assessment and nothing else
		return seeOther(w, r, assessmentsPath)
	}
	view, err := s.Reviews.Home(r.Context(), by(r))
	if err != nil {
		return err
	}
	desk, err := s.Plan.Desk(r.Context(), by(r))
	if err != nil {
		return err
	}
	points, err := s.Points.PointDesk(r.Context(), by(r))
	if err != nil {
		return err
	}
	assess, err := s.Assessments.AppraisalDesk(r.Context(), by(r))
	if err != nil {
		return err
	}
	visits, err := s.Visits.VisitDesk(r.Context(), by(r))
	if err != nil {
		return err
	}
	audits, err := s.CaseAudits.CaseAuditDesk(r.Context(), by(r))
	if err != nil {
		return err
	}
	entries, err := s.Entries.VisitEntryDesk(r.Context(), by(r))
	if err != nil {
		return err
	}
	scrutiny, err := s.PreScrutinies.PreScrutinyDesk(r.Context(), by(r))
	if err != nil {
		return err
	}
	page := HomePage{View: view, Plan: desk, Points: points, Scrutiny: scrutiny, Assess: assess, Visits: visits, Entries: entries, Audits: audits, Now: s.Now(), Viewer: by(r), Sweep: newForm()}
	if page.Leads() {
		if page.PlanThemes, err = s.Plan.PlanFigures(r.Context(), by(r), readiness.PlanQuery{}); err != nil {
			return err
		}
	}
	return s.show(w, r, http.StatusOK, page)
}

// sweep looks for long-open cases now instead of tonight.
func (s *Server) sweep(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	result, err := s.Commands.Sweep(r.Context(), form.asked(r))
	if readiness.Unconfirmed.Is(err) {
		return s.show(w, r, http.StatusAccepted, UnconfirmedPage{Action: "/sweeps", Back: "/", Form: form})
	}
	if err != nil {
		return err
	}
	s.done(r, swept(result))
	return seeOther(w, r, "/")
}

func swept(r readiness.SweepResult) string {
	text := fmt.Sprintf("Sightline looked at all open cases: %s long-open, %s opened.", thousands(r.LongOpen), counted(r.Opened, "review"))
	if r.Unmapped > 0 {
		text += " " + counted(r.Unmapped, "long-open case") + " in teams without an area must wait until the teams are put into areas."
	}
	return text
}
