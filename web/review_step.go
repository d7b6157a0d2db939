package web

import (
	"context"
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// A step is one thing that a person can do to a review on a page of its own: a heading, a few questions, one button.
type step struct {
	path    string
	link    string // as the review's page offers it
	heading string
	about   func(p StepPage) string
	button  string
	needs   Need
	command readiness.ReviewCommand // with nothing in it: asked whether the rules would take it
	owners  bool                    // the page offers people
	shows   bool                    // the page shows what was submitted
	fields  func(p StepPage) []govuk.Component
}

func (st *step) href(reviewID string) string { return "/reviews/" + reviewID + "/" + st.path }

// StepPage is a step's page.
type StepPage struct {
	View   readiness.ReviewView
	Form   Form
	Owners []readiness.Choice
	Now    time.Time
	Step   *step
}

// Face is the page's frame.
func (p StepPage) Face() Face {
	return Face{Template: "review_step", Title: p.Step.heading, Section: "/reviews", Back: "/reviews/" + p.View.ReviewID, Failed: p.Form.Failed()}
}

// Heading, About, Fields, Button and Action are the step's own.
func (p StepPage) Heading() string { return p.Step.heading }

// About says what follows, "" when the heading says it all.
func (p StepPage) About() string { return p.Step.about(p) }

// Fields are the step's questions.
func (p StepPage) Fields() []govuk.Component { return p.Step.fields(p) }

// Button sends the step's form.
func (p StepPage) Button() govuk.Button { return govuk.Button{Text: p.Step.button} }

// Action is where the form goes.
func (p StepPage) Action() string { return p.Step.href(p.View.ReviewID) }

// Submission is what was submitted, where the step is about that.
func (p StepPage) Submission() *govuk.SummaryList {
	if !p.Step.shows {
		return nil
	}
	return submission(p.View)
}

// showStep draws a step's page. A step that the rules would not take shows why instead, unless it is a form that came back.
func (s *Server) showStep(w http.ResponseWriter, r *http.Request, status int, st *step, form *Form) error {
	view, err := s.Reviews.Review(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	page := StepPage{View: view, Now: s.Now(), Step: st}
	if form == nil {
		fresh := newForm()
		form = &fresh
		_, _, refused := view.State.Do(st.command, readiness.Asked{By: by(r)}, s.Now())
		if refusal := readiness.AsRefusal(refused); refusal != nil && refusal.Code != readiness.Invalid {
			return refusal
		}
	}
	page.Form = *form
	page.Form.IfSeq = view.State.Seq
	if st.owners {
		if page.Owners, err = s.Reviews.Owners(r.Context(), by(r), view.ReviewID); err != nil {
			return err
		}
	}
	return s.show(w, r, status, page)
}

// ask sends a command that a step's form has read and ends with the review's page, or with the form again.
func (s *Server) ask(w http.ResponseWriter, r *http.Request, st *step, form Form, c readiness.ReviewCommand, done string) error {
	id := r.PathValue("id")
	if _, err := s.Commands.Review(r.Context(), id, c, form.asked(r)); err != nil {
		status, shown, err := s.again(w, r, err, &form, "/reviews/"+id)
		if shown {
			return err
		}
		return s.showStep(w, r, status, st, &form)
	}
	s.done(r, done)
	return seeOther(w, r, "/reviews/"+id)
}

// asked reads the form of a step whose fields are the command's own, and asks it.
func asked[C readiness.ReviewCommand](s *Server, w http.ResponseWriter, r *http.Request, st *step, done func(C) string) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c C
	if !form.read(&c) {
		form.reword("owner_id", chooseOwner)
		return s.showStep(w, r, http.StatusUnprocessableEntity, st, &form)
	}
	return s.ask(w, r, st, form, c, done(c))
}

// nameOf finds what an owner is called, for the sentence after a review was given away.
func (s *Server) nameOf(ctx context.Context, viewer readiness.Actor, reviewID, ownerID string) string {
	owners, err := s.Reviews.Owners(ctx, viewer, reviewID)
	if err != nil {
		return "somebody else" // the command has worked; its sentence need not fail
	}
	for _, o := range owners {
		if o.Code == ownerID {
			return o.Text
		}
	}
	return "somebody else"
}
