package web

import (
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// reviewStates are the states that the list of reviews filters by.
var reviewStates = []readiness.Choice{
	{Code: "live", Text: "Running reviews"},
	{Code: "mine", Text: "Your reviews"},
	{Code: "overdue", Text: "Overdue reviews"},
	{Code: "escalated", Text: "Waiting for a decision"},
	{Code: "climbed", Text: "Reached somebody above the team in the last 30 days"},
	{Code: "climbing", Text: "Will reach somebody in 5 working days"},
	{Code: "unowned", Text: "Nobody does these yet"},
	{Code: "open", Text: "Not started"},
	{Code: "in_review", Text: "In review"},
	{Code: "submitted", Text: "Waiting for sign-off"},
	{Code: "second_look", Text: "Second look"},
	{Code: "paused", Text: "Paused"},
	{Code: "put_off_twice", Text: "Put off twice"},
	{Code: "signed_off", Text: "Signed off"},
	{Code: "overtaken", Text: "Ended because the case closed"},
}

// ReviewsPage is the list of reviews.
type ReviewsPage struct {
	Query  readiness.ReviewQuery
	Page   readiness.Page[readiness.ReviewRow]
	Areas  []readiness.Area
	Teams  []readiness.Team
	Form   Form
	Viewer readiness.Actor
}

// Face is the page's frame.
func (p ReviewsPage) Face() Face {
	return Face{Template: "reviews", Title: p.Heading(), Section: "/reviews"}
}

// Heading is the state that the list shows.
func (p ReviewsPage) Heading() string {
	if p.Query.State == "" {
		return reviewStates[0].Text
	}
	return readiness.ChoiceText(reviewStates, p.Query.State)
}

// Owner is the name of the person whose reviews alone are shown, "" when they are everybody's.
func (p ReviewsPage) Owner() string {
	if p.Query.OwnerID == "" || len(p.Page.Rows) == 0 {
		return ""
	}
	return p.Page.Rows[0].Owner
}

// Reaching says of which role alone the list is, "" when it is of all.
func (p ReviewsPage) Reaching() string {
	if p.Query.Role == "" {
		return ""
	}
	return readiness.Role(p.Query.Role).Title()
}

// AnyRole is the same list without the choice of a role.
func (p ReviewsPage) AnyRole() string { return "/reviews?" + changed(p.Form.Values, "role", "") }

// Give is where the shown person's reviews are given to others, "" for who may not.
func (p ReviewsPage) Give() string {
	if p.Query.OwnerID == "" || !mayHere(p.Viewer, may(readiness.Assign)) {
		return ""
	}
	return query(givePath, "owner", p.Query.OwnerID)
}

// Everybody is the same list without the choice of a person.
func (p ReviewsPage) Everybody() string { return "/reviews?" + changed(p.Form.Values, "owner", "") }

// Filters are the fields above the list; a choice of one is left out.
func (p ReviewsPage) Filters() []govuk.Component {
	fields := []govuk.Component{p.Form.Select("state", "Which reviews", options("", reviewStates)...)}
	if len(p.Areas) > 1 {
		fields = append(fields, p.Form.Select("area", "Area", areaOptions(p.Areas)...))
	}
	if len(p.Teams) > 1 {
		fields = append(fields, p.Form.Select("team", "Team", teamOptions(p.Teams)...))
	}
	sorts := []readiness.Choice{{Code: "due", Text: "Due date"}, {Code: "months", Text: "Longest open"}}
	return append(fields, p.Form.Select("sort", "Sorted by", options("", sorts)...))
}

// Button sends the filter.
func (ReviewsPage) Button() govuk.Button {
	return govuk.Button{Text: "Show"}
}

// Next leads to the next rows.
func (p ReviewsPage) Next() govuk.Pagination {
	if p.Page.Next == "" {
		return govuk.Pagination{}
	}
	return govuk.Pagination{Next: govuk.PageLink{Text: "Next", Href: "/reviews?" + changed(p.Form.Values, "cursor", p.Page.Next)}}
}

// Files are the whole list as a file.
func (p ReviewsPage) Files() Files {
	return filesOf(mayHere(p.Viewer, may(readiness.ExportCases)), "/reviews", p.Form.Values)
}
