package web

import (
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const (
	entriesPath  = "/visit-entries"
	concernsPath = "/concerns"
)

// VisitLogPage is what is logged on one visit: the form first, since people fill it in between two doors; then what waits, late ones first.
type VisitLogPage struct {
	Log    readiness.VisitLogView
	Query  readiness.VisitEntryQuery
	Page   readiness.Page[readiness.VisitEntryRow]
	People []readiness.Choice
	Form   Form
	Viewer readiness.Actor
	Now    time.Time
}

// Face is the page's frame.
func (p VisitLogPage) Face() Face {
	return Face{Template: "visit_log", Title: "Log of " + p.Log.Name, Section: visitsPath, Back: visitHref(p.Log.VisitID), Failed: p.Form.Failed()}
}

func (s *Server) visitLog(w http.ResponseWriter, r *http.Request) error {
	return s.showVisitLog(w, r, http.StatusOK, newForm())
}

func (s *Server) showVisitLog(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	page := VisitLogPage{Form: form, Viewer: by(r), Now: s.Now()}
	if _, err := readQuery(r, &page.Query); err != nil {
		return err
	}
	id := r.PathValue("id")
	log, err := s.OnSite.VisitLog(r.Context(), by(r), id)
	if err != nil {
		return err
	}
	page.Log, page.Query.VisitID = log, id
	if page.Page, err = s.Entries.VisitEntries(r.Context(), by(r), page.Query); err != nil {
		return err
	}
	if page.People, err = s.Plan.Officers(r.Context()); err != nil {
		return err
	}
	return s.show(w, r, status, page)
}

// Open reports whether something can be logged.
func (p VisitLogPage) Open() bool { return !p.Log.Status.Ended() }

// Fields are the questions of the form.
func (p VisitLogPage) Fields() []govuk.Component {
	return logFields(p.Form, p.Log.Focus, p.People, p.Log.CloseOfDay)
}

// Action is where the form goes.
func (p VisitLogPage) Action() string { return logHref(p.Log.VisitID) }

// Button sends the form.
func (VisitLogPage) Button() govuk.Button { return govuk.Button{Text: "Log it"} }

// Filters lead to the parts of the log; the one that is shown leads nowhere.
func (p VisitLogPage) Filters() []Link {
	links := make([]Link, len(readiness.VisitEntryStates))
	for i, c := range readiness.VisitEntryStates {
		links[i] = Link{c.Text, query(logHref(p.Log.VisitID), "state", c.Code) + "#entries"}
		if c.Code == p.state() {
			links[i].Href = ""
		}
	}
	return links
}

func (p VisitLogPage) state() string {
	if p.Query.State == "" {
		return readiness.VisitEntryStates[0].Code
	}
	return p.Query.State
}

// Heading is what the list shows.
func (p VisitLogPage) Heading() string {
	return readiness.ChoiceText(readiness.VisitEntryStates, p.state())
}

// Lines are the entries.
func (p VisitLogPage) Lines() []EntryLine { return entryLines(p.Page.Rows, p.Now) }

// Next leads to the next rows.
func (p VisitLogPage) Next() govuk.Pagination {
	if p.Page.Next == "" {
		return govuk.Pagination{}
	}
	return govuk.Pagination{Next: govuk.PageLink{Text: "Next", Href: query(logHref(p.Log.VisitID), "state", p.state(), "cursor", p.Page.Next)}}
}

// Days are the days on site, each with how it stands.
func (p VisitLogPage) Days() []DayLine {
	lines := make([]DayLine, len(p.Log.Days))
	for i, d := range p.Log.Days {
		lines[i] = DayLine{SiteDay: d, Href: dayHref(p.Log.VisitID, d.Day), Ahead: d.Day.After(calendar.DateOf(p.Now))}
	}
	return lines
}

// A DayLine is one day on site in a list.
type DayLine struct {
	readiness.SiteDay
	Href  string
	Ahead bool
}

// Words say how the day stands.
func (l DayLine) Words() string {
	words := "no note yet"
	switch {
	case l.Ahead:
		return "still ahead"
	case l.Noted:
		words = "note written"
	}
	switch {
	case l.Open > 0:
		words += ", " + thousands(l.Open) + " of " + counted(l.Logged, "entry") + " open"
	case l.Logged > 0:
		words += ", everything settled"
	}
	return words
}

func logHref(visitID string) string { return visitHref(visitID) + "/log" }

func dayHref(visitID string, d calendar.Date) string {
	return visitDaysPath + "/" + visitID + "/" + d.String()
}

// Logged leads from a visit to what is written for it and logged on it.
func (p VisitPage) Logged() []Link {
	packs := Link{"Packs, frozen to hand out", packsHref(p.View.VisitID)}
	if !mayHere(p.Viewer, may(readiness.WorkVisits)) {
		return []Link{packs}
	}
	links := []Link{{"Papers of the visit", papersHref(p.View.VisitID)}, packs, {"Requests of the inspectors, and concerns", logHref(p.View.VisitID)}}
	if p.View.Feedback {
		links = append(links, Link{"What the inspectors said at the end", feedbackHref(p.View.VisitID)})
	}
	if !p.View.Letter.IsZero() {
		links = append(links, Link{"Findings of the letter", visitFindingsHref(p.View.VisitID)})
	}
	return links
}
