package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// LookPage says that a piece of evidence was looked at again and holds.
type LookPage struct {
	Evidence readiness.Evidence
	Form     Form
}

// Face is the page's frame.
func (p LookPage) Face() Face {
	return Face{Template: "evidence_look", Title: "Say that evidence still holds", Section: planPath, Back: evidenceHref(p.Evidence.ID), Failed: p.Form.Failed()}
}

// Was says by when somebody was to look.
func (p LookPage) Was() string {
	if p.Evidence.ReviewBy.IsZero() {
		return ""
	}
	return "It is to be looked at again by " + p.Evidence.ReviewBy.Long() + "."
}

// Fields are the next day, and what was looked at.
func (p LookPage) Fields() []govuk.Component {
	next, note := p.Form.Date("review_by", "By when should somebody look at it again?"), p.Form.Counted("note", "What did you look at? (optional)", 500)
	next.Hint.Text = "Until then it counts as right. For example, 27 9 2027."
	note.Rows, note.Threshold, note.Hint.Text = 3, 75, "Everybody who works on the plan can read this. Do not name a child."
	return []govuk.Component{next, note}
}

// Button sends the form.
func (LookPage) Button() govuk.Button { return govuk.Button{Text: "Say that it holds"} }

// Look is where somebody says that it still holds, "" for who may not and when it is not in force.
func (p EvidencePage) Look() string {
	if readiness.MayReviewEvidence(p.Evidence, p.Viewer) != nil {
		return ""
	}
	return evidenceHref(p.Evidence.ID) + "/look"
}

// Asks reports whether the day by which it is to be looked at again has come.
func (p EvidencePage) Asks() bool {
	return p.Evidence.InForce() && !p.Evidence.ReviewBy.IsZero() && !p.Evidence.ReviewBy.After(p.Today)
}

func (s *Server) lookPage(w http.ResponseWriter, r *http.Request) error {
	return s.showLook(w, r, http.StatusOK, newForm())
}

func (s *Server) showLook(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	e, err := s.Evidence.EvidenceItem(r.Context(), by(r), r.PathValue("id"))
	if err == nil {
		err = readiness.MayReviewEvidence(e, by(r))
	}
	if err != nil {
		return err
	}
	return s.show(w, r, status, LookPage{Evidence: e, Form: form})
}

func (s *Server) look(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.ReviewEvidence
	id := r.PathValue("id")
	return s.run(w, r, &errand{
		form: &form, into: &c, then: evidenceHref(id), done: "It is kept that the evidence still holds.",
		do:   func() error { return s.Evidence.ReviewEvidence(r.Context(), id, c, form.asked(r)) },
		draw: func(status int) error { return s.showLook(w, r, status, form) },
	})
}
