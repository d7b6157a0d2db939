package web

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/shape"
	"github.com/sightline-readiness/sightline/internal/sheet"
	"github.com/sightline-readiness/sightline/readiness"
)

// readQuery fills a list's query from the address; a value that no filter has is refused.
func readQuery(r *http.Request, into any) (Form, error) {
	form := formOf(r.URL.Query())
	if !form.read(into) {
		return form, readiness.Errorf(readiness.Invalid, "This list cannot be filtered like that. %s", form.Errors[0].Message)
	}
	return form, nil
}

func (s *Server) cases(w http.ResponseWriter, r *http.Request) error {
	page := CasesPage{Viewer: by(r)}
	form, err := readQuery(r, &page.Query)
	if err != nil {
		return err
	}
	page.Form = form
	if page.Page, err = s.Cases.Cases(r.Context(), by(r), page.Query); err != nil {
		return err
	}
	if page.Areas, page.Teams, err = s.places(r.Context(), by(r)); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, page)
}

// places are the areas and teams that the viewer can filter by: all of them, or those within reach.
func (s *Server) places(ctx context.Context, viewer readiness.Actor) ([]readiness.Area, []readiness.Team, error) {
	areas, err := s.Places.Areas(ctx)
	if err != nil {
		return nil, nil, err
	}
	teams, err := s.Places.Teams(ctx)
	if err != nil {
		return nil, nil, err
	}
	areas = slices.DeleteFunc(slices.Clone(areas), func(a readiness.Area) bool {
		return !readiness.May(viewer, readiness.SeeCases, readiness.Place{AreaID: a.ID})
	})
	teams = slices.DeleteFunc(slices.Clone(teams), func(t readiness.Team) bool {
		return !readiness.May(viewer, readiness.SeeCases, readiness.Place{AreaID: t.AreaID, TeamID: t.ID})
	})
	return areas, teams, nil
}

func (s *Server) exportCSV(w http.ResponseWriter, r *http.Request) error {
	return s.exportCases(w, r, "cases.csv", "text/csv; charset=utf-8", sheet.WriteCSV)
}

func (s *Server) exportXLSX(w http.ResponseWriter, r *http.Request) error {
	return s.exportCases(w, r, "cases.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		func(w io.Writer, t sheet.Sheet) error { return sheet.WriteXLSX(w, t) })
}

// exportLimit is how many rows one question to the ledger brings; an export asks until there are no more.
const exportLimit = 5000

func (s *Server) exportCases(w http.ResponseWriter, r *http.Request, name, media string, write func(io.Writer, sheet.Sheet) error) error {
	var q readiness.CaseQuery
	if _, err := readQuery(r, &q); err != nil {
		return err
	}
	q.Limit, q.Cursor = exportLimit, ""
	var rows [][]any
	for {
		page, err := s.Cases.Cases(r.Context(), by(r), q)
		if err != nil {
			return err
		}
		for _, row := range page.Rows {
			rows = append(rows, caseCells(row))
		}
		if page.Next == "" {
			break
		}
		q.Cursor = page.Next
	}
	w.Header().Set("Content-Type", media)
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	return write(w, sheet.Sheet{Name: "Cases", Header: caseHeader, Rows: slices.Values(rows)})
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

func (s *Server) casePage(w http.ResponseWriter, r *http.Request) error {
	view, err := s.Cases.Case(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, CasePage{View: view, Viewer: by(r), Today: s.today(), End: newForm()})
}

func (s *Server) today() calendar.Date { return calendar.DateOf(s.Now()) }

func (s *Server) excludePage(w http.ResponseWriter, r *http.Request) error {
	return s.showExclude(w, r, http.StatusOK, newForm())
}

func (s *Server) showExclude(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	view, err := s.Cases.Case(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	if err := readiness.MayOrRefuse(by(r), readiness.ExcludeCases, readiness.Place{AreaID: view.AreaID, TeamID: view.TeamID}); err != nil {
		return err
	}
	return s.show(w, r, status, ExcludePage{View: view, Form: form, Today: s.today()})
}

func (s *Server) exclude(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var e readiness.Exclude
	if !form.read(&e) {
		return s.showExclude(w, r, http.StatusUnprocessableEntity, form)
	}
	back := "/cases/" + r.PathValue("id")
	made, err := s.Cases.ExcludeCase(r.Context(), r.PathValue("id"), e, form.asked(r))
	if err != nil {
		status, shown, err := s.again(w, r, err, &form, back)
		if shown {
			return err
		}
		return s.showExclude(w, r, status, form)
	}
	s.done(r, fmt.Sprintf("The case is kept out of the reviews until %s.", made.Until.Long()))
	return seeOther(w, r, back)
}

func (s *Server) endExclusion(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	if err := s.Cases.EndExclusion(r.Context(), id, r.PathValue("exclusion"), form.asked(r)); err != nil {
		return err
	}
	s.done(r, "The case is no longer kept out of the reviews. If it is long-open, a review opens tonight.")
	return seeOther(w, r, "/cases/"+id)
}

func init() {
	shape.Name(map[string]string{"CaseQuery.type": "the kind of help", "CaseQuery.state": "which cases", "CaseQuery.sort": "the order"})
}
