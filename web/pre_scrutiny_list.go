package web

import (
	"net/http"
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// PreScrutiniesPage is the list of requests of scrutiny to see decisions.
type PreScrutiniesPage struct {
	Query  readiness.PreScrutinyQuery
	Page   readiness.Page[readiness.PreScrutinyRow]
	Series []readiness.MeetingSeries // of scrutiny
	Form   Form
	Viewer readiness.Actor
	Now    time.Time
}

// Face is the page's frame.
func (PreScrutiniesPage) Face() Face {
	return Face{Template: "pre_scrutinies", Title: "Pre-scrutiny of decisions", Section: meetingsPath, Back: meetingsPath}
}

func (s *Server) preScrutinies(w http.ResponseWriter, r *http.Request) error {
	page, err := s.preScrutiniesOf(r)
	if err != nil {
		return err
	}
	if page.Page, err = s.PreScrutinies.PreScrutinies(r.Context(), by(r), page.Query); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, page)
}

// preScrutiniesOf reads what the list is asked for, and what it can be asked for.
func (s *Server) preScrutiniesOf(r *http.Request) (PreScrutiniesPage, error) {
	page := PreScrutiniesPage{Viewer: by(r), Now: s.Now()}
	form, err := readQuery(r, &page.Query)
	if err != nil {
		return page, err
	}
	page.Form = form
	page.Series, err = s.committees(r)
	return page, err
}

// committees are the meetings of scrutiny.
func (s *Server) committees(r *http.Request) ([]readiness.MeetingSeries, error) {
	series, err := s.Meetings.AllSeries(r.Context(), by(r))
	return slices.DeleteFunc(slices.Clone(series), func(m readiness.MeetingSeries) bool { return m.Kind != readiness.Scrutiny }), err
}

// Asks reports whether the viewer may ask in the name of one of the committees.
func (p PreScrutiniesPage) Asks() bool { return len(mayAskFor(p.Viewer, p.Series)) > 0 }

// mayAskFor are the committees in whose name somebody may ask.
func mayAskFor(viewer readiness.Actor, series []readiness.MeetingSeries) (all []readiness.Choice) {
	for _, m := range series {
		if m.Ended.IsZero() && readiness.MayAskScrutiny(viewer, m.ConvenorID) {
			all = append(all, readiness.Choice{Code: m.ID, Text: m.Name})
		}
	}
	return all
}

// Heading is the state that the list shows.
func (p PreScrutiniesPage) Heading() string {
	if p.Query.State == "" {
		return readiness.PreScrutinyStates[0].Text
	}
	return readiness.ChoiceText(readiness.PreScrutinyStates, p.Query.State)
}

// Filters are the fields above the list.
func (p PreScrutiniesPage) Filters() []govuk.Component {
	states := readiness.PreScrutinyStates
	if !readiness.SeesEveryMeeting(p.Viewer) { // whoever only follows scrutiny owns no decision
		states = slices.DeleteFunc(slices.Clone(states), func(c readiness.Choice) bool { return c.Code == "mine" })
	}
	fields := []govuk.Component{p.Form.Select("state", "Which requests", options("", states)...)}
	if len(p.Series) > 1 || p.Query.SeriesID != "" {
		var series []readiness.Choice
		for _, m := range p.Series {
			series = append(series, readiness.Choice{Code: m.ID, Text: m.Name})
		}
		fields = append(fields, p.Form.Select("series", "Committee", options("All committees", series)...))
	}
	return append(fields, p.Form.Text("text", "Words in it"))
}

// Button sends the filter.
func (PreScrutiniesPage) Button() govuk.Button { return govuk.Button{Text: "Show"} }

// Filtered reports whether anything was chosen.
func (p PreScrutiniesPage) Filtered() bool { return changed(p.Form.Values, "limit", "") != "" }

// State is where a request stands, as a tag.
func (PreScrutiniesPage) State(row readiness.PreScrutinyRow) govuk.Tag { return preScrutinyTag(row) }

// Waits says who has to do what, and by when.
func (PreScrutiniesPage) Waits(row readiness.PreScrutinyRow) string {
	if row.Reached != "" && row.Status.Climbs() {
		return "Waits for the " + row.Reached.Title() + ". " + preScrutinyWaits(row)
	}
	return preScrutinyWaits(row)
}

// Days says how far a decision is.
func (p PreScrutiniesPage) Days(row readiness.PreScrutinyRow) string { return decisionIn(row, p.Now) }

// Next leads to the next rows.
func (p PreScrutiniesPage) Next() govuk.Pagination {
	if p.Page.Next == "" {
		return govuk.Pagination{}
	}
	return govuk.Pagination{Next: govuk.PageLink{Text: "Next", Href: preScrutinyPath + "?" + changed(p.Form.Values, "cursor", p.Page.Next)}}
}

// Files are the whole list as a file.
func (p PreScrutiniesPage) Files() Files {
	return filesOf(p.Page.Total > 0, preScrutinyPath, p.Form.Values)
}

func (s *Server) preScrutinyListing(r *http.Request) (Listing, error) {
	page, err := s.preScrutiniesOf(r)
	if err != nil {
		return Listing{}, err
	}
	q := page.Query
	q.Limit, q.Cursor = fileStep, ""
	read := func(cursor string) (readiness.Page[readiness.PreScrutinyRow], error) {
		q.Cursor = cursor
		return s.PreScrutinies.PreScrutinies(r.Context(), by(r), q)
	}
	first, err := read("")
	if err != nil {
		return Listing{}, err
	}
	var chosen []string
	for _, m := range page.Series {
		if m.ID == q.SeriesID {
			chosen = append(chosen, "committee "+m.Name)
		}
	}
	if q.Text != "" {
		chosen = append(chosen, "with the words "+q.Text)
	}
	return Listing{Name: "pre-scrutiny", Title: page.Heading(), Chosen: chosen, Header: preScrutinyHeader, Total: first.Total, Rows: pagesOf(first, read, preScrutinyCells)}, nil
}

var preScrutinyHeader = []string{
	"Decision", "Committee", "Asked on", "Day of the decision", "Working days left", "State", "Owner", "Scrutiny on", "Due", "Working days late", "Recommendations", "Answer", "Waits for",
}

func preScrutinyCells(x readiness.PreScrutinyRow) []any {
	return []any{
		x.Title, x.Series, x.Asked, x.Decides, x.DaysLeft, sentence(x.Status.Title()), x.Owner, x.MeetsOn, x.Due, x.Overdue, x.Recommended,
		readiness.ChoiceText(readiness.CabinetAnswers, x.Outcome), preScrutinyWaits(x),
	}
}
