package web

import (
	"context"
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// A step is one thing that a person can do to a thing on a page of its own: a heading, a few questions, one button. T is the thing and V its view.
type step[T, V any] struct {
	on      *shelf[T, V]
	path    string
	link    string // as the thing's page offers it
	heading string
	about   func(p StepPage[T, V]) string
	button  string
	needs   Need
	command readiness.Command[T]                                                               // with nothing in it: asked whether the rules would take it
	people  bool                                                                               // the page offers people
	choices func(s *Server, ctx context.Context, viewer readiness.Actor, v V) ([]Offer, error) // what else the page offers; may be nil
	story   func(p StepPage[T, V]) *Story                                                      // for whoever decides; may be nil
	shows   func(p StepPage[T, V]) *govuk.SummaryList
	fields  func(p StepPage[T, V]) []govuk.Component
}

// A shelf is one kind of things that have steps: reviews, improvement actions, points from meetings.
type shelf[T, V any] struct {
	root    string // "/reviews/"
	section string // the menu entry that is lit on its pages, when it is not the root's own
	view    func(s *Server, ctx context.Context, viewer readiness.Actor, id string) (V, error)
	seq     func(v V) int
	caption func(v V) string
	people  func(s *Server, ctx context.Context, viewer readiness.Actor, v V) ([]readiness.Choice, error)
	try     func(v V, c readiness.Command[T], by readiness.Actor, now time.Time) error // what the rules would say
	ask     func(s *Server, ctx context.Context, id string, c readiness.Command[T], asked readiness.Asked) error
}

func (st *step[T, V]) href(id string) string { return st.on.root + id + "/" + st.path }

// offered reports whether somebody is offered the step: the rules would take it from them now.
func (st *step[T, V]) offered(v V, viewer readiness.Actor, now time.Time) bool {
	if !mayHere(viewer, st.needs) {
		return false
	}
	err := st.on.try(v, st.command, viewer, now)
	return err == nil || readiness.Invalid.Is(err)
}

// An Offer is something to choose from beside people. Near ones stand in the open, the others behind a title.
type Offer struct {
	readiness.Choice
	Near bool
}

// StepPage is a step's page.
type StepPage[T, V any] struct {
	ID     string
	View   V
	Form   Form
	People []readiness.Choice
	Offers []Offer // the step's choices
	Viewer readiness.Actor
	Now    time.Time
	Step   *step[T, V]
}

// Face is the page's frame.
func (p StepPage[T, V]) Face() Face {
	root, section := p.Step.on.root, p.Step.on.section
	if section == "" {
		section = root[:len(root)-1]
	}
	return Face{Template: "step", Title: p.Step.heading, Section: section, Back: root + p.ID, Failed: p.Form.Failed()}
}

// Caption says in a few words what the step is about.
func (p StepPage[T, V]) Caption() string { return p.Step.on.caption(p.View) }

// Heading, About, Fields, Button and Action are the step's own.
func (p StepPage[T, V]) Heading() string { return p.Step.heading }

// About says what follows, "" when the heading says it all.
func (p StepPage[T, V]) About() string { return p.Step.about(p) }

// Fields are the step's questions.
func (p StepPage[T, V]) Fields() []govuk.Component { return p.Step.fields(p) }

// Button sends the step's form.
func (p StepPage[T, V]) Button() govuk.Button { return govuk.Button{Text: p.Step.button} }

// Action is where the form goes.
func (p StepPage[T, V]) Action() string { return p.Step.href(p.ID) }

// Shown is what the step is about, where the page shows that.
func (p StepPage[T, V]) Shown() *govuk.SummaryList {
	if p.Step.shows == nil {
		return nil
	}
	return p.Step.shows(p)
}

// Story is what whoever decides must know first; nil on the page of any other step.
func (p StepPage[T, V]) Story() *Story {
	if p.Step.story == nil {
		return nil
	}
	return p.Step.story(p)
}

// stepPage is the handler that draws a step's page.
func stepPage[T, V any](st *step[T, V]) Handle {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		return showStep(s, w, r, http.StatusOK, st, nil)
	}
}

// showStep draws a step's page. A step that the rules would not take shows why instead, unless it is a form that came back.
func showStep[T, V any](s *Server, w http.ResponseWriter, r *http.Request, status int, st *step[T, V], form *Form) error {
	id := r.PathValue("id")
	view, err := st.on.view(s, r.Context(), by(r), id)
	if err != nil {
		return err
	}
	page := StepPage[T, V]{ID: id, View: view, Viewer: by(r), Now: s.Now(), Step: st}
	if form == nil {
		fresh := newForm()
		form = &fresh
		if refusal := readiness.AsRefusal(st.on.try(view, st.command, by(r), s.Now())); refusal != nil && refusal.Code != readiness.Invalid {
			return refusal
		}
	}
	page.Form = *form
	page.Form.IfSeq = st.on.seq(view)
	if st.people {
		if page.People, err = st.on.people(s, r.Context(), by(r), view); err != nil {
			return err
		}
	}
	if st.choices != nil {
		if page.Offers, err = st.choices(s, r.Context(), by(r), view); err != nil {
			return err
		}
	}
	return s.show(w, r, status, page)
}

// ask sends a command that a step's form has read and ends with the thing's page, or with the form again.
func ask[T, V any](s *Server, w http.ResponseWriter, r *http.Request, st *step[T, V], form Form, c readiness.Command[T], done string) error {
	id := r.PathValue("id")
	if err := st.on.ask(s, r.Context(), id, c, form.asked(r)); err != nil {
		status, shown, err := s.again(w, r, err, &form, st.on.root+id)
		if shown {
			return err
		}
		return showStep(s, w, r, status, st, &form)
	}
	s.done(r, done)
	return seeOther(w, r, st.on.root+id)
}

// asked reads the form of a step whose fields are the command's own, and asks it.
func asked[C readiness.Command[T], T, V any](s *Server, w http.ResponseWriter, r *http.Request, st *step[T, V], done func(C) string) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c C
	if !form.read(&c) {
		form.reword("owner_id", chooseOwner)
		form.reword("verifier_id", chooseVerifier)
		form.reword("evidence", chooseEvidence)
		form.reword("grade", chooseGrade)
		form.reword("person_id", chooseOwner)
		return showStep(s, w, r, http.StatusUnprocessableEntity, st, &form)
	}
	return ask(s, w, r, st, form, readiness.Command[T](c), done(c))
}

// asking is the handler of a step whose fields are the command's own.
func asking[C readiness.Command[T], T, V any](st *step[T, V], done func(s *Server, r *http.Request, c C) string) Handle {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		return asked(s, w, r, st, func(c C) string { return done(s, r, c) })
	}
}

// These say it better than "Enter", where something is chosen from a list.
const (
	chooseOwner    = "Choose who it goes to."
	chooseVerifier = "Choose who checks it."
	chooseEvidence = "Choose the evidence that the claim stands on."
	chooseGrade    = "Choose a grade."
)
