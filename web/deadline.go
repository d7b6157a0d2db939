package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
)

// DeadlinePage answers questions about working days. It asks by GET, so that an answer has an address that can be sent to somebody.
type DeadlinePage struct {
	Form   Form
	Answer *calendar.Answer // nil before anything was asked
}

// Face frames the page.
func (p DeadlinePage) Face() Face {
	return Face{Template: "deadline", Title: "Working days", Section: "/more", Back: "/more", Failed: p.Form.Failed()}
}

// The two questions of the calculator.
const (
	askDate = "date"
	askDays = "days"
)

// question is what the calculator's form asks.
type question struct {
	Ask         string            `json:"ask" validate:"required,oneof=date days"`
	From        calendar.Date     `json:"from" validate:"required"`
	WorkingDays int               `json:"working_days" validate:"min=-10000,max=10000"`
	To          calendar.Date     `json:"to" validate:"required_if=Ask days"`
	Counting    calendar.Counting `json:"counting" validate:"omitempty,oneof=exclusive inclusive"`
}

// Fields ask the question.
func (p DeadlinePage) Fields() []govuk.Component {
	days, to := p.Form.Text("working_days", "How many working days?"), p.Form.Date("to", "Until which day?")
	days.Inputmode, days.Classes = "numeric", "govuk-input--width-4"
	days.Hint.Text = "A number below nought counts back, for example -5."
	from := p.Form.Date("from", "From which day?")
	from.Hint.Text = "For example, 27 3 2026."
	ask := p.Form.Radios("ask", "What do you want to know?",
		govuk.Item{Value: askDate, Text: "The date so many working days away", Conditional: govuk.Conditional{Parts: []govuk.Component{days}}},
		govuk.Item{Value: askDays, Text: "How many working days lie between two dates", Conditional: govuk.Conditional{Parts: []govuk.Component{to}}})
	counting := p.Form.Radios("counting", "How is the first day counted?",
		govuk.Item{Value: string(calendar.Exclusive), Text: "It is day 0", Hint: govuk.Hint{Text: "The usual way: the next working day is day 1."}},
		govuk.Item{Value: string(calendar.Inclusive), Text: "It is day 1", Hint: govuk.Hint{Text: "Some rules count the first day itself."}})
	return []govuk.Component{from, ask, counting}
}

// AskedDays reports whether the question was how many days lie between.
func (p DeadlinePage) AskedDays() bool { return p.Form.Values.Get("ask") == askDays }

// Headline is the answer in one line.
func (p DeadlinePage) Headline() string {
	if !p.AskedDays() {
		return p.Answer.Due.Full()
	}
	n := max(p.Answer.Days, -p.Answer.Days)
	words := counted(n, "working day")
	if p.Answer.Days < 0 {
		words += " back"
	}
	return words
}

// Asked repeats the question.
func (p DeadlinePage) Asked() string {
	a := p.Answer
	switch {
	case p.AskedDays():
		return "From " + a.From.Full() + " to " + a.Due.Full()
	case a.Days < 0:
		return counted(-a.Days, "working day") + " before " + a.From.Full()
	}
	return counted(a.Days, "working day") + " after " + a.From.Full()
}

func (s *Server) deadline(w http.ResponseWriter, r *http.Request) error {
	form := formOf(r.URL.Query())
	if len(form.Values) == 0 {
		form = newFormFor(question{Ask: askDate, From: s.today(), Counting: calendar.Exclusive})
		form.Values.Del("working_days")
		return s.show(w, r, http.StatusOK, DeadlinePage{Form: form})
	}
	if form.Values.Get("ask") == askDays { // what the other question would need may stand in the form, half typed
		form.Values.Del("working_days")
	} else {
		for _, part := range []string{"to-day", "to-month", "to-year"} {
			form.Values.Del(part)
		}
	}
	var q question
	form.read(&q)
	if q.Ask == askDate && form.Values.Get("working_days") == "" {
		form.Errors = append(form.Errors, govuk.FieldError{Name: "working_days", Message: "Enter how many working days to count."})
	}
	if form.Failed() {
		return s.show(w, r, http.StatusUnprocessableEntity, DeadlinePage{Form: form})
	}
	c, err := s.Rules.Calendar(r.Context())
	if err != nil {
		return err
	}
	answer, err := q.answer(c)
	if err != nil { // a sentence of the calendar's own
		form.Errors = []govuk.FieldError{{Name: "from", Message: err.Error()}}
		return s.show(w, r, http.StatusUnprocessableEntity, DeadlinePage{Form: form})
	}
	return s.show(w, r, http.StatusOK, DeadlinePage{Form: form, Answer: &answer})
}

func (q question) answer(c calendar.Calendar) (calendar.Answer, error) {
	if q.Ask == askDays {
		return c.Distance(q.From, q.To, q.Counting)
	}
	return c.Deadline(calendar.Question{From: q.From, WorkingDays: q.WorkingDays, Counting: q.Counting})
}
