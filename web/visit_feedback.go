package web

import (
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// VisitFeedbackPage is what inspectors said at the end of a visit, under embargo.
type VisitFeedbackPage struct {
	View   readiness.FeedbackView
	Form   Form
	Viewer readiness.Actor
	Now    time.Time
}

// Face is the page's frame.
func (p VisitFeedbackPage) Face() Face {
	return Face{Template: "visit_feedback", Title: "Provisional feedback", Section: visitsPath, Back: visitHref(p.View.Log.VisitID), Failed: p.Form.Failed()}
}

func feedbackHref(visitID string) string { return visitHref(visitID) + "/feedback" }

func (s *Server) visitFeedback(w http.ResponseWriter, r *http.Request) error {
	return s.showFeedback(w, r, http.StatusOK, newForm())
}

func (s *Server) showFeedback(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	view, err := s.OnSite.Feedback(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.show(w, r, status, VisitFeedbackPage{View: view, Form: form, Viewer: by(r), Now: s.Now()})
}

// Runs reports whether the viewer runs visits, and with them who may read this.
func (p VisitFeedbackPage) Runs() bool { return mayHere(p.Viewer, may(readiness.RunVisits)) }

// Banner says until when it is kept, and from whom it is not.
func (p VisitFeedbackPage) Banner() govuk.WarningText {
	e := p.View.Embargo
	until := "until the letter is published"
	if !e.Until.IsZero() {
		until = "until the end of " + e.Until.Long()
	}
	words := "Under embargo " + until + ". Do not pass it on. Whoever runs visits may read it"
	if len(p.View.Names) > 0 {
		words += ", and " + listed(p.View.Names)
	}
	return govuk.WarningText{Text: words + ". Every look is kept."}
}

// Open reports whether something can be added.
func (p VisitFeedbackPage) Open() bool {
	return p.View.MayAdd(p.Viewer, calendar.DateOf(p.Now)) == nil
}

// Fields are the questions of the form.
func (p VisitFeedbackPage) Fields() []govuk.Component {
	about := p.Form.Text("about", "What is it about?")
	about.Hint.Text, about.Attributes = "A focus area, or a judgement area of the framework.", govuk.Attributes{"list": "abouts"}
	said := p.Form.Counted("said", "What was said?", 8000)
	said.Rows, said.Threshold, said.Hint.Text = 5, 75, "As they said it. Name no child."
	names := []string{}
	for _, f := range p.View.Log.Focus {
		names = append(names, f.Name)
	}
	for _, j := range readiness.Judgements {
		names = append(names, j.Text)
	}
	return append(keepFields(p.Form), about, suggestions{"abouts", names}, said)
}

// Action is where the form goes.
func (p VisitFeedbackPage) Action() string { return feedbackHref(p.View.Log.VisitID) }

// Button sends the form.
func (VisitFeedbackPage) Button() govuk.Button { return govuk.Button{Text: "Keep it"} }

func (s *Server) addFeedback(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.AddFeedback
	form.read(&c)
	form.keeps(looksLikeChilds(spoken{"in what was said", c.Said}))
	if form.Failed() {
		return s.showFeedback(w, r, http.StatusUnprocessableEntity, form)
	}
	id := r.PathValue("id")
	if err := s.OnSite.AddFeedback(r.Context(), id, c, form.asked(r)); err != nil {
		status, shown, err := s.again(w, r, err, &form, feedbackHref(id))
		if shown {
			return err
		}
		return s.showFeedback(w, r, status, form)
	}
	s.done(r, "It is kept.")
	return seeOther(w, r, feedbackHref(id))
}

func embargoHref(visitID string) string { return feedbackHref(visitID) + "/embargo" }

func (s *Server) embargoPage(w http.ResponseWriter, r *http.Request) error {
	return s.showEmbargo(w, r, http.StatusOK, nil)
}

// showEmbargo asks until when, and who may read it besides whoever runs visits.
func (s *Server) showEmbargo(w http.ResponseWriter, r *http.Request, status int, form *Form) error {
	view, err := s.OnSite.Feedback(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	if form == nil {
		fresh := newFormFor(readiness.SetEmbargo{Until: view.Embargo.Until, Readers: view.Embargo.Readers})
		form = &fresh
	}
	people, err := s.Plan.Officers(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, status, embargoQuestions(view, *form, people))
}

func embargoQuestions(v readiness.FeedbackView, f Form, people []readiness.Choice) QuestionsPage {
	until := f.Date("until", "Last day of the embargo (optional)")
	until.Hint.Text = "Without a day it lasts until you lift it, when the letter is published."
	return QuestionsPage{
		Form: f, Section: visitsPath, Back: feedbackHref(v.Log.VisitID), Caption: v.Log.Name, Heading: "Who may read it, and until when?", Action: embargoHref(v.Log.VisitID), Send: "Save",
		About: "Whoever runs visits reads it in any case. Nobody else does, but the people whom you name here.",
		Fields: []govuk.Component{
			until, smallPeople(f, people), f.Checkboxes("lift", "Is the letter published?", govuk.Item{Value: "yes", Text: "Yes: lift the embargo now, for good"}),
		},
	}
}

func smallPeople(f Form, people []readiness.Choice) govuk.Checkboxes {
	items := make([]govuk.Item, len(people))
	for i, p := range people {
		items[i] = govuk.Item{Value: p.Code, Text: p.Text}
	}
	boxes := f.Checkboxes("readers", "Who else may read it? (optional)", items...)
	boxes.Classes = "govuk-checkboxes--small"
	return boxes
}

func (s *Server) setEmbargo(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.SetEmbargo
	if !form.read(&c) {
		return s.showEmbargo(w, r, http.StatusUnprocessableEntity, &form)
	}
	id := r.PathValue("id")
	if err := s.OnSite.SetEmbargo(r.Context(), id, c, form.asked(r)); err != nil {
		status, shown, err := s.again(w, r, err, &form, feedbackHref(id))
		if shown {
			return err
		}
		return s.showEmbargo(w, r, status, &form)
	}
	s.done(r, map[bool]string{true: "The embargo is lifted.", false: "Saved."}[c.Lift == "yes"])
	return seeOther(w, r, feedbackHref(id))
}
