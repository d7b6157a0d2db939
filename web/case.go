package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/shape"
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
