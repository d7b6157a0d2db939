package web

import (
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const pointsPath = "/points"

// PointsPage is the list of what meetings raised.
type PointsPage struct {
	Query  readiness.PointQuery
	Page   readiness.Page[readiness.PointRow]
	Series []readiness.MeetingSeries
	Areas  []readiness.Area
	Form   Form
	Viewer readiness.Actor
}

// Face is the page's frame.
func (PointsPage) Face() Face {
	return Face{Template: "points", Title: "Points from meetings", Section: meetingsPath, Back: meetingsPath}
}

func (s *Server) points(w http.ResponseWriter, r *http.Request) error {
	page, err := s.pointsOf(r)
	if err != nil {
		return err
	}
	if page.Page, err = s.Points.Points(r.Context(), by(r), page.Query); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, page)
}

// pointsOf reads what the list is asked for, and what it can be asked for.
func (s *Server) pointsOf(r *http.Request) (PointsPage, error) {
	page := PointsPage{Viewer: by(r)}
	form, err := readQuery(r, &page.Query)
	if err != nil {
		return page, err
	}
	page.Form = form
	if page.Areas, err = s.Places.Areas(r.Context()); err != nil {
		return page, err
	}
	page.Series, err = s.Meetings.AllSeries(r.Context(), by(r))
	return page, err
}

// states are what the viewer can filter by: whoever follows scrutiny alone has no points of their own, and no queue.
func (p PointsPage) states() []readiness.Choice {
	if readiness.SeesEveryMeeting(p.Viewer) {
		return readiness.PointStates
	}
	return slices.DeleteFunc(slices.Clone(readiness.PointStates), func(c readiness.Choice) bool { return c.Code == "mine" || c.Code == "chief" })
}

// Heading is the state that the list shows.
func (p PointsPage) Heading() string {
	if p.Query.State == "" {
		return readiness.PointStates[0].Text
	}
	return readiness.ChoiceText(readiness.PointStates, p.Query.State)
}

// Filters are the fields above the list.
func (p PointsPage) Filters() []govuk.Component {
	var series []readiness.Choice
	for _, m := range p.Series {
		series = append(series, readiness.Choice{Code: m.ID, Text: m.Name})
	}
	fields := []govuk.Component{p.Form.Select("state", "Which points", options("", p.states())...)}
	if len(series) > 1 || p.Query.SeriesID != "" {
		fields = append(fields, p.Form.Select("series", "Meeting", options("All meetings", series)...))
	}
	if len(p.Areas) > 1 {
		fields = append(fields, p.Form.Select("area", "Area", append(areaOptions(p.Areas), govuk.Option{Value: "none", Text: "The whole council"})...))
	}
	return append(fields, p.Form.Text("text", "Words in it"))
}

// Button sends the filter.
func (PointsPage) Button() govuk.Button { return govuk.Button{Text: "Show"} }

// Filtered reports whether anything was chosen.
func (p PointsPage) Filtered() bool { return changed(p.Form.Values, "limit", "") != "" }

// Text is what was said, cut where a list has no room for more.
func (PointsPage) Text(row readiness.PointRow) string { return cut(row.Said, 160) }

// State is where a point stands, as a tag.
func (PointsPage) State(row readiness.PointRow) govuk.Tag { return pointTag(row) }

// Next leads to the next rows.
func (p PointsPage) Next() govuk.Pagination {
	if p.Page.Next == "" {
		return govuk.Pagination{}
	}
	return govuk.Pagination{Next: govuk.PageLink{Text: "Next", Href: pointsPath + "?" + changed(p.Form.Values, "cursor", p.Page.Next)}}
}

// Files are the whole list as a file.
func (p PointsPage) Files() Files { return filesOf(p.Page.Total > 0, pointsPath, p.Form.Values) }

func (s *Server) pointListing(r *http.Request) (Listing, error) {
	page, err := s.pointsOf(r)
	if err != nil {
		return Listing{}, err
	}
	q := page.Query
	q.Limit, q.Cursor = fileStep, ""
	read := func(cursor string) (readiness.Page[readiness.PointRow], error) {
		q.Cursor = cursor
		return s.Points.Points(r.Context(), by(r), q)
	}
	first, err := read("")
	if err != nil {
		return Listing{}, err
	}
	return Listing{
		Name: "points", Title: page.Heading(), Chosen: page.chosen(), Header: pointHeader, Total: first.Total, Rows: pagesOf(first, read, pointCells),
	}, nil
}

// chosen says in words what narrows the list beside its state.
func (p PointsPage) chosen() []string {
	words := placed(p.Areas, nil, p.Query.AreaID, "")
	if p.Query.AreaID == "none" {
		words = append(words, "of the whole council")
	}
	for _, m := range p.Series {
		if m.ID == p.Query.SeriesID {
			words = append(words, "meeting "+m.Name)
		}
	}
	if p.Query.MeetingID != "" {
		words = append(words, "of one date")
	}
	if p.Query.ActionID != "" {
		words = append(words, "whose answer names one improvement action")
	}
	if p.Query.Text != "" {
		words = append(words, "with the words "+p.Query.Text)
	}
	return words
}

var pointHeader = []string{
	"What was said", "Theme", "Area", "Meeting", "Raised on", "State", "Owner", "Answer due", "Working days late", "Goes to the chief executive", "Answer", "What was done", "Answered on",
	"To be heard by", "Times not taken", "Waits for",
}

func pointCells(x readiness.PointRow) []any {
	return []any{
		x.Said, x.Theme, orWhole(x.Area), x.Series, x.Raised, sentence(x.Status.Title()), x.Owner, x.Due, x.Overdue, yesOrNo(x.Chief), readiness.ChoiceText(readiness.PointOutcomes, x.Outcome), x.WeDid,
		x.AnsweredOn, x.HearBy, x.NotHeard, sentence(x.Reached.Title()),
	}
}
