package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const findingsPath = "/findings"

// practiceStates are the states that the register of findings filters by.
var practiceStates = []readiness.Choice{
	{Code: "all", Text: "All findings"},
	{Code: "unanswered", Text: "No action answers it"},
	{Code: "answered", Text: "An action answers it"},
	{Code: "repeated", Text: "Repeat an earlier finding"},
}

// weights are the severities as tags.
var weights = map[string]string{"priority": "govuk-tag--red", "high": "govuk-tag--orange", "medium": "govuk-tag--yellow", "low": "govuk-tag--grey"}

func weightTag(severity string) govuk.Tag {
	return govuk.Tag{Text: readiness.ChoiceText(readiness.Severities, severity), Classes: weights[severity]}
}

// PracticeFindingsPage is the register of findings about practice.
type PracticeFindingsPage struct {
	Query  readiness.PracticeFindingQuery
	Page   readiness.Page[readiness.PracticeFinding]
	Themes []string
	Focus  []readiness.FocusPack
	Form   Form
	Viewer readiness.Actor
}

// Face is the page's frame.
func (PracticeFindingsPage) Face() Face {
	return Face{Template: "finding_list", Title: "Findings about practice", Section: planPath}
}

// Heading is the state that the list shows.
func (p PracticeFindingsPage) Heading() string {
	if p.Query.State == "" {
		return practiceStates[0].Text
	}
	return readiness.ChoiceText(practiceStates, p.Query.State)
}

// Filters are the fields above the list.
func (p PracticeFindingsPage) Filters() []govuk.Component {
	return []govuk.Component{
		p.Form.Select("state", "Which findings", options("", practiceStates)...),
		p.Form.Select("source", "Where it comes from", options("Anywhere", readiness.FindingSources)...),
		p.Form.Select("severity", "How much it weighs", options("Any", readiness.Severities)...),
		p.Form.Select("theme", "Theme", themeOptions(p.Themes)...),
		p.Form.Select("focus", "Focus area", options("Any", packChoices(p.Focus))...),
	}
}

// packChoices are the focus areas that there are.
func packChoices(packs []readiness.FocusPack) []readiness.Choice {
	choices := make([]readiness.Choice, len(packs))
	for i, p := range packs {
		choices[i] = readiness.Choice{Code: p.Focus, Text: p.Name}
	}
	return choices
}

// Of is the visit with which the list has to do, in a sentence; "" when it has to do with none.
func (p PracticeFindingsPage) Of() string {
	switch {
	case p.Query.VisitID != "":
		return "Only findings of the letter of one visit are shown."
	case p.Query.Before != "":
		return "Only findings of inspections and visits are shown that were there when a visit was planned. Those that are about no focus area count for each."
	}
	return ""
}

// Button sends the filter.
func (PracticeFindingsPage) Button() govuk.Button { return govuk.Button{Text: "Show"} }

// Filtered reports whether anything was chosen.
func (p PracticeFindingsPage) Filtered() bool { return changed(p.Form.Values, "limit", "") != "" }

// Adds reports whether the viewer may add findings.
func (p PracticeFindingsPage) Adds() bool { return mayHere(p.Viewer, may(readiness.WorkPlan)) }

// Weight is how much a finding weighs, as a tag.
func (PracticeFindingsPage) Weight(f readiness.PracticeFinding) govuk.Tag {
	return weightTag(f.Severity)
}

// Answers counts the actions that answer a finding; a dropped one does not.
func (PracticeFindingsPage) Answers(f readiness.PracticeFinding) int { return answering(f) }

func answering(f readiness.PracticeFinding) (n int) {
	for _, a := range f.Actions {
		if a.Status != readiness.ActionDropped {
			n++
		}
	}
	return n
}

// Text is what was found, cut where a list has no room for more.
func (PracticeFindingsPage) Text(f readiness.PracticeFinding) string { return cut(f.Text, 160) }

// cut shortens a text to so many characters, at a blank where there is one.
func cut(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	end := most
	for i := most; i > most*2/3; i-- {
		if runes[i] == ' ' || runes[i] == '\n' {
			end = i
			break
		}
	}
	return string(runes[:end]) + "…"
}

// Next leads to the next rows.
func (p PracticeFindingsPage) Next() govuk.Pagination {
	if p.Page.Next == "" {
		return govuk.Pagination{}
	}
	return govuk.Pagination{Next: govuk.PageLink{Text: "Next", Href: findingsPath + "?" + changed(p.Form.Values, "cursor", p.Page.Next)}}
}

func (s *Server) practiceFindings(w http.ResponseWriter, r *http.Request) error {
	page := PracticeFindingsPage{Viewer: by(r)}
	form, err := readQuery(r, &page.Query)
	if err != nil {
		return err
	}
	page.Form = form
	if page.Page, err = s.Actions.PracticeFindings(r.Context(), by(r), page.Query); err != nil {
		return err
	}
	others := []string{page.Query.Theme}
	for _, f := range page.Page.Rows {
		others = append(others, f.Theme)
	}
	if page.Themes, err = s.themes(r, others...); err != nil {
		return err
	}
	if page.Focus, err = s.Packs.PacksOn(r.Context(), s.today()); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, page)
}
