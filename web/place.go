package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const placesPath = "/places"

func (s *Server) placesPage(w http.ResponseWriter, r *http.Request) error {
	return s.showPlaces(w, r, http.StatusOK, newForm())
}

func (s *Server) showPlaces(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	areas, err := s.Places.Areas(r.Context())
	if err != nil {
		return err
	}
	teams, err := s.Places.Teams(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, status, PlacesPage{Areas: areas, Teams: teams, Form: form, MayImport: readiness.May(by(r), readiness.ImportLists, readiness.Place{})})
}

// mapTeams puts all ticked teams into one area.
func (s *Server) mapTeams(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	chosen, target := form.Values["team"], form.Values.Get("area_id")
	if len(chosen) == 0 {
		form.Errors = append(form.Errors, govuk.FieldError{Name: "team", Message: "Tick at least one team."})
	}
	if target == "" {
		form.Errors = append(form.Errors, govuk.FieldError{Name: "area_id", Message: "Choose the area that the ticked teams belong to."})
	}
	draw := func(status int) error { return s.showPlaces(w, r, status, form) }
	if form.Failed() {
		return draw(http.StatusUnprocessableEntity)
	}
	if target == noArea {
		target = ""
	}
	m := readiness.MapTeams{Areas: make(map[string]string, len(chosen))}
	for _, id := range chosen {
		m.Areas[id] = target
	}
	return s.run(w, r, &errand{
		form: &form, draw: draw, then: placesPath, done: counted(len(m.Areas), "team") + " moved.",
		do: func() error { return s.Places.MapTeams(r.Context(), m, form.asked(r)) },
	})
}

func (s *Server) areaPage(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	if id == "" {
		return s.show(w, r, http.StatusOK, AreaPage{Form: newForm()})
	}
	areas, err := s.Places.Areas(r.Context())
	if err != nil {
		return err
	}
	for _, a := range areas {
		if a.ID == id {
			return s.show(w, r, http.StatusOK, AreaPage{ID: id, Form: newFormFor(readiness.SaveArea{Name: a.Name})})
		}
	}
	return readiness.Errorf(readiness.NotFound, "There is no such area.")
}

func (s *Server) saveArea(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	var a readiness.SaveArea
	return s.run(w, r, &errand{
		form: &form, into: &a, then: placesPath, done: "The area is saved.",
		draw: func(status int) error { return s.show(w, r, status, AreaPage{id, form}) },
		do: func() error {
			_, err := s.Places.SaveArea(r.Context(), id, a, form.asked(r))
			return err
		},
	})
}
