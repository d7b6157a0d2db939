package web

import (
	"net/url"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// CasesPage is the list of cases, filtered and sorted.
type CasesPage struct {
	Query  readiness.CaseQuery
	Page   readiness.Page[readiness.CaseRow]
	Areas  []readiness.Area
	Teams  []readiness.Team
	Form   Form
	Viewer readiness.Actor
}

// Face is the page's frame.
func (p CasesPage) Face() Face {
	return Face{Template: "cases", Title: p.Heading(), Section: "/cases"}
}

// Heading is the state that the list shows.
func (p CasesPage) Heading() string {
	if p.Query.State == "" || p.Query.State == "long_open" {
		return "Long-open cases"
	}
	return readiness.ChoiceText(readiness.CaseStates, p.Query.State)
}

// Filters are the fields above the list; a choice of one is left out.
func (p CasesPage) Filters() []govuk.Component {
	fields := []govuk.Component{p.Form.Select("state", "Which cases", options("", readiness.CaseStates)...)}
	if len(p.Areas) > 1 {
		fields = append(fields, p.Form.Select("area", "Area", areaOptions(p.Areas)...))
	}
	if len(p.Teams) > 1 {
		fields = append(fields, p.Form.Select("team", "Team", teamOptions(p.Teams)...))
	}
	types := []readiness.Choice{}
	for _, t := range readiness.CaseTypes {
		types = append(types, readiness.Choice{Code: string(t), Text: sentence(t.Title())})
	}
	fields = append(fields, p.Form.Select("type", "Kind of help", options("Any", types)...))
	return append(fields, p.Form.Text("text", "Part of the reference"))
}

// options turns choices into a list's lines, with one first line for "any" unless that is "".
func options(first string, choices []readiness.Choice) []govuk.Option {
	var all []govuk.Option
	if first != "" {
		all = append(all, govuk.Option{Value: "", Text: first})
	}
	for _, c := range choices {
		all = append(all, govuk.Option{Value: c.Code, Text: c.Text})
	}
	return all
}

func areaOptions(areas []readiness.Area) []govuk.Option {
	var choices []readiness.Choice
	for _, a := range areas {
		choices = append(choices, readiness.Choice{Code: a.ID, Text: a.Name})
	}
	return options("All areas", choices)
}

func teamOptions(teams []readiness.Team) []govuk.Option {
	var choices []readiness.Choice
	for _, t := range teams {
		choices = append(choices, readiness.Choice{Code: t.ID, Text: t.Name})
	}
	return options("All teams", choices)
}

// Button sends the filter.
func (CasesPage) Button() govuk.Button {
	return govuk.Button{Text: "Show"}
}

// A Sorter is one way to sort the list.
type Sorter struct {
	Text, Href string
	Chosen     bool
}

// Sorters are the ways to sort, as links.
func (p CasesPage) Sorters() []Sorter {
	now := p.Query.Sort
	if now == "" {
		now = "breach"
	}
	var all []Sorter
	for _, c := range []readiness.Choice{{Code: "breach", Text: "most pressing first"}, {Code: "months", Text: "longest open"}, {Code: "due", Text: "due date"}, {Code: "team", Text: "team"}} {
		all = append(all, Sorter{c.Text, "/cases?" + p.filter("sort", c.Code), c.Code == now})
	}
	return all
}

// filter is the list's address with one value changed, from its first page.
func (p CasesPage) filter(name, value string) string { return changed(p.Form.Values, name, value) }

// changed is a query with one value changed; empty values and, unless it is the one, the cursor are left out.
func changed(values url.Values, name, value string) string {
	next := url.Values{}
	for key, v := range values {
		if key != "cursor" && len(v) > 0 && v[0] != "" {
			next[key] = v[:1]
		}
	}
	if value == "" {
		next.Del(name)
	} else {
		next.Set(name, value)
	}
	return next.Encode()
}

// Next leads to the next rows.
func (p CasesPage) Next() govuk.Pagination {
	if p.Page.Next == "" {
		return govuk.Pagination{}
	}
	return govuk.Pagination{Next: govuk.PageLink{Text: "Next", Href: "/cases?" + p.filter("cursor", p.Page.Next)}}
}

// Several is where several of the list's cases are kept out of the reviews, "" for who may not.
func (p CasesPage) Several() string {
	if !mayHere(p.Viewer, may(readiness.ExcludeCases)) || p.Query.State == "excluded" {
		return ""
	}
	list := p.filter("limit", "")
	if list != "" {
		list = "?" + list
	}
	return severalPath + list
}

// Files are the whole list as a file.
func (p CasesPage) Files() Files {
	return filesOf(mayHere(p.Viewer, may(readiness.ExportCases)), "/cases", p.Form.Values)
}

// CasePage is one case.
type CasePage struct {
	View   readiness.CaseView
	Viewer readiness.Actor
	Today  calendar.Date
	End    Form // ends the running exclusion
}

// Face is the page's frame; the title names no child.
func (CasePage) Face() Face {
	return Face{Template: "case", Title: "Case", Section: "/cases", Back: "/cases"}
}

// Summary is what is known of the case.
func (p CasePage) Summary() govuk.SummaryList {
	v := p.View
	rows := []govuk.SummaryRow{
		govuk.Row("Kind of help", sentence(v.Type.Title())), govuk.Row("Open since", v.Basis.Since.Long()+" ("+counted(v.Months, "month")+")"),
	}
	if v.Basis.Threshold > 0 {
		rows = append(rows, govuk.Row("Threshold", counted(v.Basis.Threshold, "month")+", reached on "+v.Basis.Reached.Long()))
	}
	rows = append(rows, govuk.Row("Team", v.Team), govuk.Row("Area", orText(v.Area, "none yet: the team is in no area")))
	for _, x := range []struct{ key, value string }{
		{"Worker", v.Worker},
		{"Last seen", v.LastSeen.Long()},
		{"Legal status", coded(v.Legal, legalWords)},
		{"Need", coded(v.Need, needWords)},
		{"Last reviewed", v.LastDone.Long()},
		{"Closed", v.Closed.Long()},
	} {
		if x.value != "" {
			rows = append(rows, govuk.Row(x.key, x.value))
		}
	}
	return govuk.SummaryList{Rows: rows}
}

func orText(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// MayExclude reports whether the viewer may keep this case out of the reviews, or bring it back.
func (p CasePage) MayExclude() bool {
	return p.View.Closed.IsZero() && readiness.May(p.Viewer, readiness.ExcludeCases, readiness.Place{AreaID: p.View.AreaID, TeamID: p.View.TeamID})
}

// Running is the exclusion that keeps the case out today, nil when none does.
func (p CasePage) Running() *readiness.Exclusion {
	for i, e := range p.View.Exclusions {
		if !e.Ended && !p.Today.Before(e.From) && !p.Today.After(e.Until) {
			return &p.View.Exclusions[i]
		}
	}
	return nil
}

// Reason is an exclusion's reason in words.
func (CasePage) Reason(e readiness.Exclusion) string {
	return readiness.ChoiceText(readiness.ExclusionReasons, e.Reason)
}

// EndButton ends the exclusion.
func (CasePage) EndButton() govuk.Button {
	return govuk.Button{Text: "Bring it back into the reviews", Classes: "govuk-button--secondary"}
}

// Change is what an import changed, in words.
func (CasePage) Change(row readiness.ChangeRow) string { return ChangesPage{}.Words(row) }

// ExcludePage keeps a case out of the reviews.
type ExcludePage struct {
	View  readiness.CaseView
	Form  Form
	Today calendar.Date
}

// Face is the page's frame.
func (p ExcludePage) Face() Face {
	return Face{Template: "case_exclude", Title: "Keep a case out of the reviews", Section: "/cases", Back: "/cases/" + p.View.CaseID, Failed: p.Form.Failed()}
}

// Fields are the form's questions.
func (p ExcludePage) Fields() []govuk.Component {
	until := p.Form.Date("until", "Until when?")
	until.Hint.Text = "At most 12 months, until " + p.Today.AddMonths(12).Long() + ". It can be renewed then."
	note := p.Form.Counted("note", "Anything to add (optional)", 2000)
	note.Rows = 3
	return []govuk.Component{p.Form.Radios("reason", "Why should this case not be reviewed?", radioItems(readiness.ExclusionReasons)...), until, note}
}

// Button sends the form.
func (ExcludePage) Button() govuk.Button { return govuk.Button{Text: "Keep it out of the reviews"} }

func radioItems(choices []readiness.Choice) []govuk.Item {
	all := make([]govuk.Item, 0, len(choices))
	for _, c := range choices {
		all = append(all, govuk.Item{Value: c.Code, Text: c.Text})
	}
	return all
}
