package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// EditRulesPage asks for the numbers of the rules of reviews.
type EditRulesPage struct {
	Form   Form
	Viewer readiness.Actor
}

// MayTry reports whether the viewer may try other thresholds.
func (p EditRulesPage) MayTry() bool { return mayHere(p.Viewer, may(readiness.TryRules)) }

// Face frames the page.
func (p EditRulesPage) Face() Face {
	return Face{Template: "rules_edit", Title: "Change the rules of reviews", Section: "/more", Back: "/rules", Failed: p.Form.Failed()}
}

// Fields ask for the numbers.
func (p EditRulesPage) Fields() (fields []govuk.Component) {
	for _, f := range readiness.RuleFigures() {
		in := p.Form.Text(f.Name, f.Words)
		in.Inputmode, in.Classes, in.Hint.Text = "numeric", "govuk-input--width-4", f.Hint
		fields = append(fields, in)
	}
	return fields
}

func (s *Server) editRulesPage(w http.ResponseWriter, r *http.Request) error {
	rules, err := s.Rules.ReviewRules(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, EditRulesPage{newFormFor(rules.Figures()), by(r)})
}

func (s *Server) editRules(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var f readiness.FigureChange
	if !form.read(&f) {
		return s.show(w, r, http.StatusUnprocessableEntity, EditRulesPage{form, by(r)})
	}
	now, err := s.Rules.ReviewRules(r.Context())
	if err != nil {
		return err
	}
	next := now.WithFigures(f)
	page := CheckRulesPage{Title: "Check the rules before you save them", Action: "/rules/edit", Back: "/rules", Changes: next.Differs(now), Draft: form}
	return s.decideRules(w, r, page, func(c readiness.RuleChange, asked readiness.Asked) error {
		_, err := s.Rules.SetReviewRules(r.Context(), next, c, asked)
		return err
	}, "The rules of reviews are saved.")
}

// ProgressPage says how far running reviews have taken new rules, and which due dates moved.
type ProgressPage struct{ View readiness.Replanning }

// Face frames the page.
func (ProgressPage) Face() Face {
	return Face{Template: "rules_progress", Title: "Dates planned again", Section: "/more", Back: "/rules"}
}

func (s *Server) rulesProgress(w http.ResponseWriter, r *http.Request) error {
	view, err := s.Policies.Replanning(r.Context(), by(r))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ProgressPage{view})
}

// HistoryPage lists every change of the rules.
type HistoryPage struct{ Versions []readiness.RuleVersion }

// Face frames the page.
func (HistoryPage) Face() Face {
	return Face{Template: "rules_history", Title: "What changed in the rules", Section: "/more", Back: "/rules"}
}

func (s *Server) rulesHistory(w http.ResponseWriter, r *http.Request) error {
	versions, err := s.Policies.RuleHistory(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, HistoryPage{versions})
}
