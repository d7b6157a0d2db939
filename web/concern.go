package web

import (
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// ConcernsPage is every concern about a child that is not settled, from wherever it came.
type ConcernsPage struct {
	Query  readiness.VisitEntryQuery
	Page   readiness.Page[readiness.VisitEntryRow]
	Viewer readiness.Actor
	Now    time.Time
}

// Face is the page's frame.
func (ConcernsPage) Face() Face {
	return Face{Template: "concerns", Title: "Concerns about children", Section: visitsPath, Back: visitsPath}
}

func (s *Server) concerns(w http.ResponseWriter, r *http.Request) error {
	page := ConcernsPage{Viewer: by(r), Now: s.Now()}
	if _, err := readQuery(r, &page.Query); err != nil {
		return err
	}
	page.Query.Kind = readiness.EntryConcern
	var err error
	if page.Page, err = s.Entries.VisitEntries(r.Context(), by(r), page.Query); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, page)
}

// Lines are the concerns.
func (p ConcernsPage) Lines() []EntryLine { return entryLines(p.Page.Rows, p.Now) }

// Settled reports whether the page shows those that are settled.
func (p ConcernsPage) Settled() bool { return p.Query.State == "settled" }

// Other leads to the other half.
func (p ConcernsPage) Other() Link {
	if p.Settled() {
		return Link{"Those that are not settled", concernsPath}
	}
	return Link{"Those that are settled", query(concernsPath, "state", "settled")}
}

// Next leads to the next rows.
func (p ConcernsPage) Next() govuk.Pagination {
	if p.Page.Next == "" {
		return govuk.Pagination{}
	}
	return govuk.Pagination{Next: govuk.PageLink{Text: "Next", Href: query(concernsPath, "state", p.Query.State, "cursor", p.Page.Next)}}
}

func (s *Server) newConcernPage(w http.ResponseWriter, r *http.Request) error {
	return s.showNewConcern(w, r, http.StatusOK, newForm())
}

func (s *Server) showNewConcern(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	return s.show(w, r, status, concernQuestions(form))
}

// concernQuestions ask for as little as can be: whoever is worried should not have to look anything up but the child's reference.
func concernQuestions(f Form) QuestionsPage {
	text := f.Counted("text", "What worries you?", 4000)
	text.Rows, text.Threshold, text.Hint.Text = 4, 75, "What you saw or read, and when. Name no child. It is read by those who answer for the child."
	source := f.Radios("source", "Where did it come up?", radioItems(readiness.ConcernSources)...)
	return QuestionsPage{
		Form: f, Section: visitsPath, Back: concernsPath, Heading: "Raise a concern about a child", Action: concernsPath + "/new", Send: "Raise the concern",
		About:  "If a child is in danger now, ring first. The head of the child’s area is told at once and acts today; it is closed only when somebody else has seen that it was done.",
		Fields: append(keepFields(f), childField(f), text, source),
	}
}

func (s *Server) raiseConcern(w http.ResponseWriter, r *http.Request) error {
	return s.logged(w, r, "", concernsPath, s.showNewConcern)
}
