package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func raiseHref(meetingID string) string { return meetingHref(meetingID) + "/points/new" }

func (s *Server) raisePage(w http.ResponseWriter, r *http.Request) error {
	return s.showRaise(w, r, http.StatusOK, nil)
}

// showRaise draws the form of a point. A meeting that can have raised none yet shows why instead, unless it is a form that came back.
func (s *Server) showRaise(w http.ResponseWriter, r *http.Request, status int, form *Form) error {
	m, err := s.Meetings.Meeting(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	if form == nil {
		if err := m.MayRaise(s.today()); err != nil {
			return err
		}
		fresh := newFormFor(readiness.RaisePoint{})
		form = &fresh
	}
	areas, err := s.Places.Areas(r.Context())
	if err != nil {
		return err
	}
	officers, err := s.Plan.Officers(r.Context())
	if err != nil {
		return err
	}
	themes, err := s.themes(r)
	if err != nil {
		return err
	}
	return s.show(w, r, status, raiseQuestions(m, *form, areas, officers, themes))
}

func raiseQuestions(m readiness.Meeting, f Form, areas []readiness.Area, officers []readiness.Choice, themes []string) QuestionsPage {
	page := QuestionsPage{
		Form: f, Section: meetingsPath, Back: meetingHref(m.ID), Caption: m.Series + ", " + m.On.Long(), Heading: "Enter a point", Action: raiseHref(m.ID), Send: "Enter the point",
		About: "One point at a time: what the meeting said, in its own words. Whoever is to answer it is told, and it is late when nobody does.",
	}
	if m.Kind == readiness.StaffForum {
		page.About += " The chief executive hears of it at once."
	}
	said := longAnswer(f, "said", "What was said?", 5)
	said.Hint.Text = "Name no child, and nobody who said it."
	if m.Kind == readiness.Scrutiny {
		said.Hint.Text += " Elected members can read it."
	}
	theme := themeField(f)
	theme.Hint.Text = "Such as Supervision, or Workload. Take a theme of the improvement plan where one fits."
	theme.Attributes = govuk.Attributes{"list": "themes"}
	page.Fields = append(keepFields(f), said, theme, suggestions{"themes", themes}, areaField(f, areas), f.Select("owner_id", "Who is to answer it?", options("Choose a person", officers)...))
	return page
}

// raise plans a point and has it opened. What looks like a child's is asked about first, and the answer is kept with it.
func (s *Server) raise(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.RaisePoint
	form.read(&c)
	form.reword("owner_id", "Choose who is to answer it.")
	c.LooksLike = nil // what was found, never what a form says
	if seen := looksLikeChilds(spoken{"in what was said", c.Said}, spoken{"in the theme", c.Theme}); form.keeps(seen) {
		c.LooksLike = seen
	}
	if form.Failed() {
		return s.showRaise(w, r, http.StatusUnprocessableEntity, &form)
	}
	id := r.PathValue("id")
	planned, err := s.Points.RaisePoint(r.Context(), id, c, form.asked(r))
	if err == nil {
		err = s.Commands.OpenPoint(r.Context(), planned)
	}
	if err != nil {
		status, shown, err := s.again(w, r, err, &form, meetingHref(id))
		if shown {
			return err
		}
		return s.showRaise(w, r, status, &form)
	}
	s.done(r, "The point is entered. Whoever is to answer it is told in the morning.")
	return seeOther(w, r, meetingHref(id))
}
