package web

import (
	"net/http"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// exportRoutes are every list as a file. What is about children needs ExportCases; any other list needs what its page needs.
func exportRoutes() []Route {
	var routes []Route
	for _, l := range []struct {
		path  string
		needs readiness.Action
		of    listing
	}{
		{"/cases", readiness.ExportCases, (*Server).caseListing},
		{"/reviews", readiness.ExportCases, (*Server).reviewListing},
		{"/imports/{id}/changes", readiness.ImportLists, (*Server).changeListing},
		{"/people", readiness.ManagePeople, (*Server).peopleListing},
		{"/places", readiness.ManagePlaces, (*Server).placeListing},
		{"/mails", readiness.SeeMails, (*Server).mailListing},
		{"/audit", readiness.SeeAudit, (*Server).auditListing},
		{"/overview", readiness.SeeCounts, (*Server).overviewListing},
	} {
		routes = append(routes, fileRoutes(l.path, may(l.needs), l.of)...)
	}
	return routes
}

// caseListing is the list of cases as a file. The cases that are kept out of the reviews, with why and until when, are one of its filters.
func (s *Server) caseListing(r *http.Request) (Listing, error) {
	page := CasesPage{Viewer: by(r)}
	form, err := readQuery(r, &page.Query)
	if err != nil {
		return Listing{}, err
	}
	q := page.Query
	q.Limit, q.Cursor = fileStep, ""
	read := func(cursor string) (readiness.Page[readiness.CaseRow], error) {
		q.Cursor = cursor
		return s.Cases.Cases(r.Context(), by(r), q)
	}
	first, err := read("")
	if err != nil {
		return Listing{}, err
	}
	if page.Areas, page.Teams, err = s.places(r.Context(), by(r)); err != nil {
		return Listing{}, err
	}
	page.Form = form
	return Listing{
		Name: "cases", Title: page.Heading(), Chosen: page.Chosen(), Personal: true, Header: caseHeader, Total: first.Total, Rows: pagesOf(first, read, caseCells),
	}, nil
}

var caseHeader = []string{
	"Case", "Area", "Team", "Kind of help", "Open since", "Months open", "Threshold in months", "Threshold reached", "Last seen",
	"Review", "Due", "Working days late", "Owner", "Times put off", "Last reviewed", "Kept out because", "Kept out until",
}

func caseCells(c readiness.CaseRow) []any {
	status := ""
	if c.ReviewID != "" {
		status = sentence(c.Status.Title())
	}
	return []any{
		c.ChildRef, c.Area, c.Team, sentence(c.Type.Title()), c.Basis.Since, c.Months, c.Basis.Threshold, c.Basis.Reached, c.LastSeen,
		status, c.Due, c.Overdue, c.Owner, c.PutOffs, c.LastDone, c.Exclusion, c.ExclUntil,
	}
}

// Chosen says in words what narrows the list beside its state.
func (p CasesPage) Chosen() []string {
	words := placed(p.Areas, p.Teams, p.Query.AreaID, p.Query.TeamID)
	if p.Query.Type != "" {
		words = append(words, readiness.CaseType(p.Query.Type).Title())
	}
	if p.Query.Text != "" {
		words = append(words, "with “"+p.Query.Text+"” in the reference")
	}
	return words
}

// placed says in words which area and team were chosen.
func placed(areas []readiness.Area, teams []readiness.Team, areaID, teamID string) (words []string) {
	for _, a := range areas {
		if a.ID == areaID {
			words = append(words, "area "+a.Name)
		}
	}
	for _, t := range teams {
		if t.ID == teamID {
			words = append(words, "team "+t.Name)
		}
	}
	return words
}

func (s *Server) reviewListing(r *http.Request) (Listing, error) {
	page := ReviewsPage{Viewer: by(r)}
	if _, err := readQuery(r, &page.Query); err != nil {
		return Listing{}, err
	}
	q := page.Query
	q.Limit, q.Cursor = fileStep, ""
	read := func(cursor string) (readiness.Page[readiness.ReviewRow], error) {
		q.Cursor = cursor
		return s.Reviews.Reviews(r.Context(), by(r), q)
	}
	first, err := read("")
	if err != nil {
		return Listing{}, err
	}
	if page.Areas, page.Teams, err = s.places(r.Context(), by(r)); err != nil {
		return Listing{}, err
	}
	chosen := placed(page.Areas, page.Teams, q.AreaID, q.TeamID)
	if q.OwnerID != "" && len(first.Rows) > 0 {
		chosen = append(chosen, "owner "+first.Rows[0].Owner)
	}
	return Listing{
		Name: "reviews", Title: page.Heading(), Chosen: chosen, Personal: true, Total: first.Total, Rows: pagesOf(first, read, reviewCells),
		Header: []string{
			"Case", "Area", "Team", "Owner", "Kind of help", "Open since", "Months open", "State", "Due", "Working days late", "Times put off", "Outcome",
			"Reached", "Reached on", "Submitted on", "Signed off on",
		},
	}, nil
}

func reviewCells(v readiness.ReviewRow) []any {
	return []any{
		v.ChildRef, v.Area, v.Team, v.Owner, sentence(v.Basis.Type.Title()), v.Basis.Since, v.Months, sentence(v.Status.Title()), v.Due, v.Overdue, v.PutOffs,
		outcomeText(v.Outcome), sentence(v.Reached.Title()), calendar.DateOf(v.ReachedAt), v.SentOn, v.SignedOn,
	}
}

func (s *Server) changeListing(r *http.Request) (Listing, error) {
	id := r.PathValue("id")
	var q readiness.ChangeQuery
	if _, err := readQuery(r, &q); err != nil {
		return Listing{}, err
	}
	i, err := s.Imports.Import(r.Context(), id)
	if err != nil {
		return Listing{}, err
	}
	q.Limit, q.Cursor = fileStep, ""
	read := func(cursor string) (readiness.Page[readiness.ChangeRow], error) {
		q.Cursor = cursor
		return s.Imports.ImportChanges(r.Context(), id, q)
	}
	first, err := read("")
	if err != nil {
		return Listing{}, err
	}
	p := ChangesPage{Import: i}
	chosen := []string{"lists of " + i.TakenOn.Long()}
	if q.Kind != "" {
		chosen = append(chosen, lowerFirst(readiness.ChoiceText(changeWords, q.Kind)))
	}
	return Listing{
		Name: "changes", Title: p.Heading(), Chosen: chosen, Personal: true, Total: first.Total, Header: []string{"Child’s reference", "What changed"},
		Rows: pagesOf(first, read, func(c readiness.ChangeRow) []any { return []any{c.ChildRef, p.Words(c)} }),
	}, nil
}

func (s *Server) peopleListing(r *http.Request) (Listing, error) {
	people, err := s.People.People(r.Context())
	page := PeoplePage{On: s.today()}
	return Listing{
		Name: "people", Title: "People with an account", Total: len(people), Header: []string{"Name", "Email address", "May sign in", "Posts today", "Covered by", "Last signed in"},
		Rows: rowsOf(people, func(p readiness.Person) []any {
			return []any{p.Name, p.Email, yesOrNo(p.Active), sentence(posted(p, page.On)), page.Deputy(p), p.LastSignIn}
		}),
	}, err
}

// here is a moment as clocks in England show it, and no moment where there is none.
func here(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.In(calendar.London)
}

func yesOrNo(yes bool) string {
	if yes {
		return "Yes"
	}
	return "No"
}

func (s *Server) placeListing(r *http.Request) (Listing, error) {
	areas, err := s.Places.Areas(r.Context())
	if err != nil {
		return Listing{}, err
	}
	heads := map[string]string{}
	for _, a := range areas {
		heads[a.ID] = a.Head
	}
	teams, err := s.Places.Teams(r.Context())
	return Listing{
		Name: "teams", Title: "Teams and areas", Total: len(teams), Header: []string{"Team", "Area", "Area head", "Team manager", "Open cases"},
		Rows: rowsOf(teams, func(t readiness.Team) []any { return []any{t.Name, t.Area, heads[t.AreaID], t.Manager, t.Cases} }),
	}, err
}

func (s *Server) mailListing(r *http.Request) (Listing, error) {
	read := func(cursor string) (readiness.Page[readiness.Mail], error) {
		return s.Service.Mails(r.Context(), readiness.MailQuery{Cursor: cursor, Limit: fileStep})
	}
	first, err := read("")
	return Listing{
		Name: "mails", Title: "Mails sent", Total: first.Total, Header: []string{"Written", "Kind", "To", "Subject", "State"},
		Rows: pagesOf(first, read, func(m readiness.Mail) []any {
			return []any{here(m.At), mailKind(m), m.To, m.Subject, mailState(m).Text}
		}),
	}, err
}

func (s *Server) auditListing(r *http.Request) (Listing, error) {
	var q readiness.AuditQuery
	if _, err := readQuery(r, &q); err != nil {
		return Listing{}, err
	}
	q.Limit, q.Cursor = fileStep, ""
	read := func(cursor string) (readiness.Page[readiness.AuditRow], error) {
		q.Cursor = cursor
		return s.Service.Audit(r.Context(), q)
	}
	first, err := read("")
	return Listing{
		Name: "audit", Title: "Who did what", Chosen: auditChosen(q), Total: first.Total, Header: []string{"Row", "When", "Who", "Did what", "To what", "More", "Mark"},
		Rows: pagesOf(first, read, func(a readiness.AuditRow) []any {
			return []any{a.Seq, here(a.At), a.Actor, a.Action, a.Subject, a.Detail, a.Hash}
		}),
	}, err
}

func auditChosen(q readiness.AuditQuery) (words []string) {
	for _, c := range []struct{ word, value string }{{"by", q.Who}, {"did", q.Action}, {"to", q.Subject}, {"from", q.From.Long()}, {"until", q.Until.Long()}} {
		if strings.TrimSpace(c.value) != "" {
			words = append(words, c.word+" "+c.value)
		}
	}
	return words
}

// overviewListing is the table of areas, with the same figures hidden as on the page.
func (s *Server) overviewListing(r *http.Request) (Listing, error) {
	view, err := s.Overview.Overview(r.Context(), by(r))
	if err != nil {
		return Listing{}, err
	}
	board := OverviewPage{View: view, Viewer: by(r)}.Board()
	total := view.Total
	total.Name = "The council"
	areas := append(append([]readiness.Figures{}, view.Areas...), total)
	return Listing{
		Name: "overview", Title: "The council by area", Total: len(areas), Header: append([]string{"Area"}, board.Measures()...),
		Rows: rowsOf(areas, func(f readiness.Figures) []any {
			cells := []any{f.Name}
			for _, m := range measures {
				if n := m.of(f); n == readiness.Hidden {
					cells = append(cells, counts(n))
				} else {
					cells = append(cells, n)
				}
			}
			return cells
		}),
	}, nil
}
