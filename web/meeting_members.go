package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/internal/shape"
	"github.com/sightline-readiness/sightline/readiness"
)

// A memberField is where the names of those are typed who sit in a meeting for one area.
type memberField struct{ name, areaID, place string }

// memberFields are one for each area, and one for who comes from none.
func memberFields(areas []readiness.Area) []memberField {
	var all []memberField
	for _, a := range areas {
		all = append(all, memberField{"members-" + a.ID, a.ID, a.Name})
	}
	return append(all, memberField{"members-none", "", "From no area"})
}

// names are those who sit in a meeting for the field's area.
func (f memberField) names(s readiness.MeetingSeries) (names []string) {
	for _, m := range s.Members {
		if m.AreaID == f.areaID {
			names = append(names, m.Name)
		}
	}
	return names
}

func (s *Server) membersPage(w http.ResponseWriter, r *http.Request) error {
	return s.showMembers(w, r, http.StatusOK, nil)
}

func (s *Server) showMembers(w http.ResponseWriter, r *http.Request, status int, form *Form) error {
	m, err := s.Meetings.Series(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	areas, err := s.Places.Areas(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, status, memberQuestions(m, areas, form))
}

// memberQuestions begin with who sits in the meeting now, unless a form came back.
func memberQuestions(m readiness.MeetingSeries, areas []readiness.Area, form *Form) QuestionsPage {
	if form == nil {
		fresh := newFormFor(readiness.SetMembers{})
		form = &fresh
		for _, field := range memberFields(areas) {
			form.Values.Set(field.name, strings.Join(field.names(m), "\n"))
		}
	}
	page := QuestionsPage{
		Form: *form, Section: meetingsPath, Back: seriesHref(m.ID), Caption: m.Name, Heading: "Who sits in the meeting?", Action: seriesHref(m.ID) + "/members", Send: "Save",
		About: "One name on each line. Nobody needs an account for it.",
	}
	for _, field := range memberFields(areas) {
		area := page.Form.TextArea(field.name, field.place)
		area.Rows = max(3, len(field.names(m))+1)
		page.Fields = append(page.Fields, area)
	}
	return page
}

func (s *Server) setMembers(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	areas, err := s.Places.Areas(r.Context())
	if err != nil {
		return err
	}
	c := readMembers(&form, areas)
	draw := func(status int) error { return s.showMembers(w, r, status, &form) }
	if form.Failed() {
		return draw(http.StatusUnprocessableEntity)
	}
	id := r.PathValue("id")
	return s.run(w, r, &errand{
		form: &form, draw: draw, then: seriesHref(id), done: "It is kept who sits in the meeting.",
		do: func() error { return s.Meetings.SetMembers(r.Context(), id, c, form.asked(r)) },
	})
}

// readMembers reads one name from each line; what is wrong with a name stands beside the field in which it was typed.
func readMembers(form *Form, areas []readiness.Area) (c readiness.SetMembers) {
	var typed []string // in which field each name stood
	fields := memberFields(areas)
	for _, field := range fields {
		for line := range strings.Lines(form.Values.Get(field.name)) {
			if name := strings.TrimSpace(line); name != "" {
				c.Members = append(c.Members, readiness.Member{Name: name, AreaID: field.areaID})
				typed = append(typed, field.name)
			}
		}
	}
	for _, fault := range shape.Check(&c) {
		at, i := fields[0].name, 0
		if _, err := fmt.Sscanf(fault.Field, "members[%d]", &i); err == nil && i < len(typed) {
			at = typed[i]
		}
		if !slices.ContainsFunc(form.Errors, func(e govuk.FieldError) bool { return e.Name == at }) {
			form.Errors = append(form.Errors, govuk.FieldError{Name: at, Message: fault.Message})
		}
	}
	return c
}
