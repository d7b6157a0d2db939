package web

import (
	"html/template"
	"net/http"
	"strings"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// logFields are the few questions that everything needs, with the rest behind a title.
func logFields(f Form, focus []readiness.VisitFocus, people []readiness.Choice, closeOfDay int) []govuk.Component {
	items := radioItems(readiness.EntryKinds)
	for i := range items {
		if items[i].Value == readiness.EntryConcern {
			items[i].Conditional.Parts = []govuk.Component{childField(f)}
		}
	}
	text := f.Counted("text", "What did they ask for, or what worries you?", 4000)
	text.Rows, text.Threshold, text.Hint.Text = 3, 75, "Name no child. What you write about a concern is read by those who answer for the child."
	more := several{f.Text("inspector", "Which inspector asked? (optional)")}
	if len(focus) > 0 {
		more = append(more, f.Select("focus", "Focus area (optional)", options("None", focusChoices(focus))...))
	}
	owner := f.Select("owner_id", "Who is to act? (optional)", options("I do, or whoever answers for the child", people)...)
	on, hour := f.Date("on", "Due on another day? (optional)"), f.Select("hour", "Due by (optional)", hourOptions(closeOfDay)...)
	on.Hint.Text = "Without a day it is due at the next close of day, " + readiness.HourOfDay(closeOfDay) + "."
	more = append(more, owner, on, hour)
	details := govuk.Details{SummaryText: "Who asked, who is to act, and by when", Part: more, Open: f.Failed()}
	return append(keepFields(f), f.Radios("kind", "What is it?", items...), text, details)
}

func childField(f Form) govuk.Input {
	child := f.Text("child_ref", "The council’s reference of the child")
	child.Hint.Text, child.Classes = "Never a name. If nobody is found by it, the assistant director is told.", "govuk-input--width-20"
	return child
}

func focusChoices(focus []readiness.VisitFocus) []readiness.Choice {
	choices := make([]readiness.Choice, len(focus))
	for i, f := range focus {
		choices[i] = readiness.Choice{Code: f.Code, Text: f.Name}
	}
	return choices
}

// hourOptions are the hours by which something can be due.
func hourOptions(closeOfDay int) []govuk.Option {
	all := []govuk.Option{{Value: "", Text: "Close of day, " + readiness.HourOfDay(closeOfDay)}}
	for hour := 8; hour <= 20; hour++ {
		if hour != closeOfDay {
			all = append(all, govuk.Option{Value: thousands(hour), Text: readiness.HourOfDay(hour)})
		}
	}
	return all
}

// several are components one under the other.
type several []govuk.Component

// HTML is all of them.
func (s several) HTML() (template.HTML, error) {
	var all strings.Builder
	for _, c := range s {
		html, err := c.HTML()
		if err != nil {
			return "", err
		}
		all.WriteString(string(html))
	}
	return template.HTML(all.String()), nil
}

// logEntry logs what the form of a visit says.
func (s *Server) logEntry(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	return s.logged(w, r, id, logHref(id), s.showVisitLog)
}

// logged plans what a form says and has it opened. What looks like a child's is asked about first.
func (s *Server) logged(w http.ResponseWriter, r *http.Request, visitID, back string, again func(http.ResponseWriter, *http.Request, int, Form) error) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	if visitID == "" {
		form.Values.Set("kind", readiness.EntryConcern)
	}
	var c readiness.LogEntry
	form.read(&c)
	form.reword("kind", "Choose what it is.")
	form.keeps(looksLikeChilds(spoken{"in what you wrote", c.Text}))
	if form.Failed() {
		return again(w, r, http.StatusUnprocessableEntity, form)
	}
	planned, err := s.Entries.PlanVisitEntry(r.Context(), visitID, c, form.asked(r))
	if err == nil {
		err = s.Commands.OpenVisitEntry(r.Context(), planned)
	}
	if err != nil {
		status, shown, err := s.again(w, r, err, &form, back)
		if shown {
			return err
		}
		return again(w, r, status, form)
	}
	words := "Logged. It is due " + byWhen(planned.Due.At(planned.DueHour(), 0), s.Now()) + "."
	if planned.Kind == readiness.EntryConcern {
		words = "Logged. Whoever answers for the child is told at once, and is to act " + byWhen(planned.Due.At(planned.DueHour(), 0), s.Now()) + "."
	}
	s.done(r, words)
	return seeOther(w, r, back)
}
