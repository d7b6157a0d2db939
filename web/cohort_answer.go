package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const theRefSays = "The page says already which child it is about, by the reference."

// FlaggedChildPage is one child with a red flag, and the question what was done.
type FlaggedChildPage struct {
	View   readiness.FlagView
	Child  readiness.FlaggedChild
	Form   Form
	Viewer readiness.Actor
}

// Face is the page's frame.
func (p FlaggedChildPage) Face() Face {
	return Face{
		Template: "cohort_child", Title: "What was done about this red flag?", Section: cohortsPath, Back: flagHref(p.View.Focus, p.View.Line.Flag.Code), Failed: p.Form.Failed(),
	}
}

// Flag is the flag in words.
func (p FlaggedChildPage) Flag() string { return p.View.Line.Flag.Words() }

// Action is where the form goes.
func (p FlaggedChildPage) Action() string {
	return childHref(p.View.Focus, p.View.Line.Flag.Code, p.Child.ID)
}

// CaseHref leads to the child's case, "" when there is none.
func (p FlaggedChildPage) CaseHref() string { return caseHref(p.Child) }

// Where is the child's place in words.
func (p FlaggedChildPage) Where() string { return whereOf(p.Child) }

// Answers reports whether the viewer may say what was done.
func (p FlaggedChildPage) Answers() bool { return mayHere(p.Viewer, may(readiness.WorkVisits)) }

// Fields are the questions.
func (p FlaggedChildPage) Fields() []govuk.Component {
	looked, did := p.Form.Counted("looked", "What did you look at?", 1000), p.Form.Counted("did", "What was done, or why does nothing have to be?", 1000)
	looked.Rows, looked.Threshold, did.Rows, did.Threshold = 3, 75, 3, 75
	return []govuk.Component{looked, did}
}

// Button sends the form.
func (FlaggedChildPage) Button() govuk.Button { return govuk.Button{Text: "Save"} }

func (s *Server) flaggedChildPage(w http.ResponseWriter, r *http.Request) error {
	return s.showFlaggedChild(w, r, http.StatusOK, newForm())
}

func (s *Server) showFlaggedChild(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	view, err := s.Cohorts.FlaggedChild(r.Context(), by(r), r.PathValue("focus"), r.PathValue("flag"), r.PathValue("child"))
	if err != nil {
		return err
	}
	return s.show(w, r, status, FlaggedChildPage{view, view.Children[0], form, by(r)})
}

func (s *Server) answerFlag(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.AnswerFlag
	focus, flag, child := r.PathValue("focus"), r.PathValue("flag"), r.PathValue("child")
	return s.run(w, r, &errand{
		form: &form, into: &c, then: flagHref(focus, flag), done: "Saved. It holds until the red flag goes.",
		mind: func() {
			form.noChild("looked", c.Looked, theRefSays)
			form.noChild("did", c.Did, theRefSays)
		},
		do:   func() error { return s.Cohorts.AnswerFlag(r.Context(), focus, flag, child, c, form.asked(r)) },
		draw: func(status int) error { return s.showFlaggedChild(w, r, status, form) },
	})
}
