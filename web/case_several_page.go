package web

import (
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// SeveralPage keeps several cases of a list out of the reviews for one reason.
type SeveralPage struct {
	Query readiness.CaseQuery // the list
	Rows  []readiness.CaseRow // its first cases, to tick
	Total int
	Form  Form
	Today calendar.Date
}

// Face is the page's frame.
func (p SeveralPage) Face() Face {
	return Face{Template: "case_several", Title: "Keep cases out of the reviews", Section: "/cases", Back: "/cases?" + p.list(), Failed: p.Form.Failed()}
}

// Heading is the list that the cases are of.
func (p SeveralPage) Heading() string { return CasesPage{Query: p.Query}.Heading() }

// listFields are the parts of a form that say which list it is about.
var listFields = []string{"area", "state", "sort", "team", "text", "type"}

// list is the list's address, without what was answered here.
func (p SeveralPage) list() string {
	values := map[string][]string{}
	for _, name := range listFields {
		values[name] = p.Form.Values[name]
	}
	return changed(values, "cursor", "")
}

// List are the hidden fields that keep which list it is.
func (p SeveralPage) List() (fields []Field) {
	for _, name := range listFields {
		if value := p.Form.Values.Get(name); value != "" {
			fields = append(fields, Field{Name: name, Value: value})
		}
	}
	return fields
}

// Fields are the form's questions.
func (p SeveralPage) Fields() []govuk.Component {
	boxes := p.Form.Checkboxes("cases", "Which ones?")
	boxes.Classes = "govuk-checkboxes--small"
	for _, row := range p.Rows {
		boxes.Items = append(boxes.Items, govuk.Item{Value: row.CaseID, Text: "Case " + row.ChildRef + ", " + openFor(row.Months) + ", " + orText(row.Team, "in no team")})
	}
	if len(p.Rows) < p.Total {
		boxes.Hint.Text = "The first " + counted(len(p.Rows), "case") + " of the list."
	}
	some := govuk.Item{Value: "some", Text: "Those that I tick"}
	some.Conditional.Parts = []govuk.Component{boxes}
	which := p.Form.Radios("which", "Which cases?", govuk.Item{Value: "all", Text: ofList(p.Total)}, some)
	one := ExcludePage{Form: p.Form, Today: p.Today}.Fields()
	reason := p.Form.Radios("reason", "Why should these cases not be reviewed?", radioItems(readiness.ExclusionReasons)...)
	return append([]govuk.Component{which, reason}, one[1:]...)
}

// Button sends the form.
func (SeveralPage) Button() govuk.Button { return govuk.Button{Text: "Check what this does"} }

// SeveralCheckPage says what keeping several cases out would do or, when Done, what it did while some could not be.
type SeveralCheckPage struct {
	Asked readiness.ExcludeSeveral
	Would readiness.ExcludedCases
	Form  Form
	Done  bool
}

// Face is the page's frame.
func (p SeveralCheckPage) Face() Face {
	return Face{Template: "case_several_check", Title: p.Heading(), Section: "/cases", Back: "/cases"}
}

// Heading is the page's first line.
func (p SeveralCheckPage) Heading() string {
	cases := counted(len(p.Would.Done), "case")
	switch {
	case p.Done:
		return cases + " " + isOrAre(len(p.Would.Done)) + " kept out of the reviews"
	case len(p.Would.Done) == 0:
		return "None of these cases can be kept out of the reviews"
	}
	return "Keep " + cases + " out of the reviews?"
}

// Summary is what was asked.
func (p SeveralCheckPage) Summary() govuk.SummaryList {
	rows := []govuk.SummaryRow{
		govuk.Row("Reason", readiness.ChoiceText(readiness.ExclusionReasons, p.Asked.Reason)), govuk.Row("Until", p.Would.Until.Long()),
	}
	if p.Asked.Note != "" {
		rows = append(rows, govuk.Row("Note", p.Asked.Note))
	}
	return govuk.SummaryList{Rows: rows}
}

// A TeamCount is how many cases of a team there are.
type TeamCount struct {
	Team  string
	Count int
}

// Teams are the cases by team, by name.
func (p SeveralCheckPage) Teams() []TeamCount {
	var all []TeamCount
	for _, c := range p.Would.Done {
		name := orText(c.Team, "In no team")
		i := slices.IndexFunc(all, func(t TeamCount) bool { return t.Team == name })
		if i < 0 {
			i, all = len(all), append(all, TeamCount{Team: name})
		}
		all[i].Count++
	}
	slices.SortFunc(all, func(a, b TeamCount) int { return strings.Compare(a.Team, b.Team) })
	return all
}

// Reviewing counts the cases whose review is running.
func (p SeveralCheckPage) Reviewing() (n int) {
	for _, c := range p.Would.Done {
		if c.Reviewing {
			n++
		}
	}
	return n
}

// Hidden are the fields that ask for what was checked, and for nothing else.
func (p SeveralCheckPage) Hidden() []Field {
	fields := []Field{{Name: "reason", Value: p.Asked.Reason}, {Name: "note", Value: p.Asked.Note}}
	until := map[string][]string{}
	setDate(until, "until", p.Asked.Until)
	for _, name := range sortedKeys(until) {
		fields = append(fields, Field{Name: name, Value: until[name][0]})
	}
	for _, c := range p.Would.Done {
		fields = append(fields, Field{Name: "cases", Value: c.CaseID})
	}
	return fields
}

// Button sends the form.
func (SeveralCheckPage) Button() govuk.Button {
	return govuk.Button{Text: "Keep them out of the reviews"}
}
