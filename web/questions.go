package web

import (
	"html/template"
	"strings"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// A QuestionsPage is a page with a heading, a few questions and one button, for what a register keeps and no rule of a running thing decides.
type QuestionsPage struct {
	Form    Form
	Section string
	Back    string
	Caption string // what it is about
	Heading string
	About   string // what follows, "" when the heading says it all
	Action  string // where the form goes
	Fields  []govuk.Component
	Send    string // on the button
}

// Face is the page's frame.
func (p QuestionsPage) Face() Face {
	return Face{Template: "questions", Title: p.Heading, Section: p.Section, Back: p.Back, Failed: p.Form.Failed()}
}

// Button sends the form.
func (p QuestionsPage) Button() govuk.Button { return govuk.Button{Text: p.Send} }

// suggestions are a list that a text field suggests from: its attribute list names the id.
type suggestions struct {
	id    string
	texts []string
}

// HTML is the list, escaped.
func (s suggestions) HTML() (template.HTML, error) {
	var all strings.Builder
	for _, text := range s.texts {
		all.WriteString(`<option>` + template.HTMLEscapeString(text) + `</option>`)
	}
	return template.HTML(`<datalist id="` + template.HTMLEscapeString(s.id) + `">` + all.String() + `</datalist>`), nil
}

// A remark stands where a question would, when there is nothing to choose from; what is wrong with the answer leads to it.
type remark struct{ id, text string }

// HTML is the sentence, escaped.
func (m remark) HTML() (template.HTML, error) {
	return template.HTML(`<p class="govuk-body" id="` + template.HTMLEscapeString(m.id) + `" tabindex="-1">` + template.HTMLEscapeString(m.text) + `</p>`), nil
}

// areaField asks for one area, or the whole council.
func areaField(f Form, areas []readiness.Area) govuk.Select {
	return f.Select("area_id", "Area", append([]govuk.Option{{Value: "", Text: "The whole council"}}, areaOptions(areas)[1:]...)...)
}
