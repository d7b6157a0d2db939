package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// AnswerPage asks somebody whom nobody knows. It is drawn without a session, so it shows no menu and no name even to those who have signed in.
type AnswerPage struct {
	Asked  readiness.PulseAsked
	Secret string
	Form   Form // its command id is the number of the form, which counts once
	Done   bool
}

// Face is the page's frame.
func (p AnswerPage) Face() Face {
	return Face{Template: "pulse_answer", Title: p.Heading(), Failed: p.Form.Failed()}
}

// Heading is the page's first line.
func (p AnswerPage) Heading() string {
	if p.Done {
		return "Thank you"
	}
	return "Two minutes about practice in " + p.Asked.Area
}

// Least is from how many answers an area is shown.
func (p AnswerPage) Least() int { return p.Asked.Least }

// Until is the last day.
func (p AnswerPage) Until() string { return p.Asked.Until.Long() }

// Action is where the form goes.
func (p AnswerPage) Action() string { return answerPath + p.Secret }

// Fields are the questions.
func (p AnswerPage) Fields() (fields []govuk.Component) {
	for _, q := range p.Asked.Questions {
		items := make([]govuk.Item, len(q.Steps))
		for i, step := range q.Steps {
			items[i] = govuk.Item{Value: strconv.Itoa(i), Text: step}
		}
		fields = append(fields, p.Form.Radios(q.Code, q.Text, items...))
	}
	words := p.Form.Counted("words", "Is there anything else? (optional)", readiness.PulseWords)
	words.Rows, words.Threshold = 4, 75
	words.Hint.Text = "It is read as you write it, so leave out names, and whatever only you would say. Never write about a child."
	return append(fields, words)
}

// Button sends it.
func (AnswerPage) Button() govuk.Button { return govuk.Button{Text: "Send my answers"} }

func (s *Server) answerPage(w http.ResponseWriter, r *http.Request) error {
	return s.showAnswer(w, r, http.StatusOK, AnswerPage{Form: newForm()})
}

func (s *Server) showAnswer(w http.ResponseWriter, r *http.Request, status int, page AnswerPage) (err error) {
	page.Secret = r.PathValue("secret")
	if page.Asked, err = s.PulseDoor.AskedPulse(r.Context(), page.Secret); err != nil {
		return err
	}
	return s.show(w, r, status, page)
}

// answer counts what somebody sent. The thanks stand in the answer itself: a redirect would need a session to say them.
func (s *Server) answer(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	a := answerOf(form)
	if form.noChild("words", a.Words, "Nobody who reads this needs to know who a child is."); len(form.Errors) > 0 {
		return s.showAnswer(w, r, http.StatusUnprocessableEntity, AnswerPage{Form: form})
	}
	err = s.PulseDoor.AnswerPulse(r.Context(), r.PathValue("secret"), a)
	if refusal := readiness.AsRefusal(err); refusal != nil && refusal.Code == readiness.Invalid {
		form.refuse(refusal)
		return s.showAnswer(w, r, http.StatusUnprocessableEntity, AnswerPage{Form: form})
	}
	if err != nil {
		return err
	}
	return s.showAnswer(w, r, http.StatusOK, AnswerPage{Form: newForm(), Done: true})
}

// answerOf reads the form. Which fields it has is the survey's affair: what it did not ask is not counted.
func answerOf(f Form) readiness.PulseAnswer {
	a := readiness.PulseAnswer{Slip: f.CommandID, Chosen: map[string]int{}, Words: strings.TrimSpace(strings.ReplaceAll(f.Values.Get("words"), "\r\n", "\n"))}
	for name := range f.Values {
		if step, err := strconv.Atoi(f.Values.Get(name)); err == nil {
			a.Chosen[name] = step
		}
	}
	return a
}
