package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func (s *Server) newSeriesPage(w http.ResponseWriter, r *http.Request) error {
	fresh := readiness.SaveSeries{ConvenorID: by(r).PersonID, Weekday: "thursday", Every: string(readiness.EveryQuarter), Weeks: 4, From: s.today().AddDays(1)}
	return s.showSeriesForm(w, r, http.StatusOK, newFormFor(fresh))
}

func (s *Server) seriesForm(w http.ResponseWriter, r *http.Request) error {
	m, err := s.Meetings.Series(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.showSeriesForm(w, r, http.StatusOK, newFormFor(readiness.SaveSeries{
		Name: m.Name, Kind: m.Kind, Purpose: m.Purpose, ConvenorID: m.ConvenorID, Weekday: string(m.Weekday), Every: string(m.Every), Weeks: m.Weeks, From: m.From,
	}))
}

// showSeriesForm draws the form of a meeting that comes again: a new one, or the one whose id is in the address.
func (s *Server) showSeriesForm(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	officers, err := s.Plan.Officers(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, status, seriesQuestions(r.PathValue("id"), form, officers))
}

func seriesQuestions(id string, f Form, officers []readiness.Choice) QuestionsPage {
	page := QuestionsPage{
		Form: f, Section: meetingsPath, Back: meetingsPath, Heading: "Add a meeting that comes again", Action: meetingsPath + "/add", Send: "Add the meeting",
		About: "Its next date is planned at once, and every further one by itself. Whoever calls it is reminded before each date, and asked afterwards how it went.",
	}
	if id != "" {
		page.Back, page.Heading, page.Action, page.Send = seriesHref(id), "Change the meeting", seriesHref(id)+"/edit", "Save"
		page.About = "Dates that are planned already stay as they are: move or cancel them one by one."
	}
	name, purpose := f.Text("name", "What is the meeting called?"), longAnswer(f, "purpose", "What is it for? (optional)", 3)
	name.Hint.Text = "For example, Staff forum."
	kind := f.Radios("kind", "What kind of meeting is it?", radioItems(readiness.MeetingKinds)...)
	kind.Hint.Text = "What a staff forum raises goes to the chief executive. Elected members follow what scrutiny asked for."
	calls := f.Select("convenor_id", "Who calls it?", options("Choose a person", officers)...)
	calls.Hint.Text = "They set the agenda, say how it went, and say whether the meeting took an answer."
	every, weekday := rhythmFields(f)
	from := f.Date("from", "From which day on?")
	from.Hint.Text = "The first date is the first such weekday on or after it."
	page.Fields = []govuk.Component{name, kind, purpose, calls, every, weekday, from}
	return page
}

func (s *Server) saveSeries(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.SaveSeries
	id := r.PathValue("id")
	e := &errand{form: &form, into: &c, then: meetingsPath, done: "The meeting is saved."}
	e.mind = func() {
		form.reword("kind", "Choose what kind of meeting it is.")
		form.reword("convenor_id", "Choose who calls it.")
	}
	e.draw = func(status int) error { return s.showSeriesForm(w, r, status, form) }
	e.do = func() error {
		saved, err := s.Meetings.SaveSeries(r.Context(), id, c, form.asked(r))
		if err == nil {
			e.then = seriesHref(saved.ID)
		}
		return err
	}
	return s.run(w, r, e)
}

func (s *Server) endSeriesPage(w http.ResponseWriter, r *http.Request) error {
	return s.showEndSeries(w, r, http.StatusOK, newForm())
}

func (s *Server) showEndSeries(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	m, err := s.Meetings.Series(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.show(w, r, status, endQuestions(m, form))
}

func endQuestions(m readiness.MeetingSeries, f Form) QuestionsPage {
	return QuestionsPage{
		Form: f, Section: meetingsPath, Back: seriesHref(m.ID), Caption: m.Name, Heading: "End the meeting", Action: seriesHref(m.ID) + "/end", Send: "End it",
		About:  "Its dates ahead are dropped, and it cannot be taken up again. Points that it raised stay until they are answered.",
		Fields: []govuk.Component{shortAnswer(f, "reason", "Why does it come no more?")},
	}
}

// shortAnswer is an answer of a sentence or two.
func shortAnswer(f Form, name, label string) govuk.CharacterCount {
	c := f.Counted(name, label, 500)
	c.Rows, c.Threshold = 3, 75
	return c
}

func (s *Server) endSeries(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.EndSeries
	id := r.PathValue("id")
	return s.run(w, r, &errand{
		form: &form, into: &c, then: seriesHref(id), done: "The meeting has been ended.",
		do:   func() error { return s.Meetings.EndSeries(r.Context(), id, c, form.asked(r)) },
		draw: func(status int) error { return s.showEndSeries(w, r, status, form) },
	})
}

func (s *Server) addMeetingPage(w http.ResponseWriter, r *http.Request) error {
	return s.showAddMeeting(w, r, http.StatusOK, newForm())
}

func (s *Server) showAddMeeting(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	m, err := s.Meetings.Series(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.show(w, r, status, dateQuestions(m, form))
}

func dateQuestions(m readiness.MeetingSeries, f Form) QuestionsPage {
	on := f.Date("on", "On which day?")
	on.Hint.Text = "It may lie in the past, when the points of an earlier meeting are to be entered. For example, 27 3 2027."
	return QuestionsPage{
		Form: f, Section: meetingsPath, Back: seriesHref(m.ID), Caption: m.Name, Heading: "Add a date between the others", Action: seriesHref(m.ID) + "/dates/add", Send: "Add the date",
		About: "The meeting comes " + m.Words() + ". Those dates stay.", Fields: []govuk.Component{on},
	}
}

func (s *Server) addMeeting(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.AddMeeting
	id := r.PathValue("id")
	e := &errand{form: &form, into: &c, then: seriesHref(id), done: "The date is added."}
	e.draw = func(status int) error { return s.showAddMeeting(w, r, status, form) }
	e.do = func() error {
		added, err := s.Meetings.AddMeeting(r.Context(), id, c, form.asked(r))
		if err == nil {
			e.then = meetingHref(added.ID)
		}
		return err
	}
	return s.run(w, r, e)
}
