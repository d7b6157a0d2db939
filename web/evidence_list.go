package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const evidencePath = "/evidence"

// evidenceStates are the states that the library filters by.
var evidenceStates = []readiness.Choice{
	{Code: "in_force", Text: "In force"},
	{Code: "review_due", Text: "To be looked at again"},
	{Code: "withdrawn", Text: "Withdrawn or replaced"},
	{Code: "all", Text: "Everything"},
}

// bearings say how a piece of evidence bears on what it is about.
var bearings = []readiness.Choice{
	{Code: readiness.Supports, Text: "Supports"},
	{Code: readiness.Contradicts, Text: "Speaks against"},
	{Code: readiness.Unweighed, Text: "Not weighed yet"},
	{Code: readiness.Noise, Text: "Judged to be noise"},
}

// EvidenceListPage is the library of evidence.
type EvidenceListPage struct {
	Query  readiness.EvidenceQuery
	Page   readiness.Page[readiness.Evidence]
	Themes []string
	Form   Form
}

// Face is the page's frame.
func (EvidenceListPage) Face() Face {
	return Face{Template: "evidence_list", Title: "Evidence", Section: planPath}
}

// Heading is the state that the list shows.
func (p EvidenceListPage) Heading() string {
	if p.Query.State == "" {
		return evidenceStates[0].Text
	}
	return readiness.ChoiceText(evidenceStates, p.Query.State)
}

// Filters are the fields above the list.
func (p EvidenceListPage) Filters() []govuk.Component {
	return []govuk.Component{
		p.Form.Select("state", "Which evidence", options("", evidenceStates)...),
		p.Form.Select("kind", "Kind", options("Any", readiness.EvidenceKinds)...),
		p.Form.Select("bears", "What it says", options("Anything", bearings)...),
		p.Form.Select("theme", "Theme", themeOptions(p.Themes)...),
		p.Form.Text("criterion", "Code of a criterion"),
		p.Form.Text("text", "Words in the title"),
	}
}

// Button sends the filter.
func (EvidenceListPage) Button() govuk.Button { return govuk.Button{Text: "Show"} }

// Filtered reports whether anything was chosen.
func (p EvidenceListPage) Filtered() bool { return changed(p.Form.Values, "limit", "") != "" }

// Bears is how a piece bears on an action.
func (EvidenceListPage) Bears(e readiness.Evidence) string { return bears(e) }

// State is why a piece is not in force; no tag when it is.
func (EvidenceListPage) State(e readiness.Evidence) govuk.Tag { return evidenceTag(e) }

func evidenceTag(e readiness.Evidence) govuk.Tag {
	switch {
	case !e.Withdrawn.IsZero():
		return govuk.Tag{Text: "Withdrawn", Classes: "govuk-tag--grey"}
	case e.Replaced != "":
		return govuk.Tag{Text: "Replaced", Classes: "govuk-tag--grey"}
	}
	return govuk.Tag{}
}

// Next leads to the next rows.
func (p EvidenceListPage) Next() govuk.Pagination {
	if p.Page.Next == "" {
		return govuk.Pagination{}
	}
	return govuk.Pagination{Next: govuk.PageLink{Text: "Next", Href: evidencePath + "?" + changed(p.Form.Values, "cursor", p.Page.Next)}}
}

func (s *Server) evidenceList(w http.ResponseWriter, r *http.Request) error {
	var page EvidenceListPage
	form, err := readQuery(r, &page.Query)
	if err != nil {
		return err
	}
	page.Form = form
	page.Query.Criterion = strings.ToUpper(page.Query.Criterion)
	if page.Page, err = s.Evidence.Evidence(r.Context(), by(r), page.Query); err != nil {
		return err
	}
	if page.Themes, err = s.themes(r, page.Query.Theme); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, page)
}

// themes are the themes of all actions, and some others that a list is to offer.
func (s *Server) themes(r *http.Request, others ...string) ([]string, error) {
	figures, err := s.Plan.PlanFigures(r.Context(), by(r), readiness.PlanQuery{State: "all"})
	if err != nil {
		return nil, err
	}
	for _, f := range figures {
		others = append(others, f.Theme)
	}
	slices.Sort(others)
	return slices.DeleteFunc(slices.Compact(others), func(theme string) bool { return theme == "" }), nil
}

func themeOptions(themes []string) []govuk.Option {
	choices := make([]readiness.Choice, len(themes))
	for i, t := range themes {
		choices[i] = readiness.Choice{Code: t, Text: t}
	}
	return options("All themes", choices)
}
