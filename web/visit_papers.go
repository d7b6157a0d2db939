package web

import (
	"net/http"
	"strconv"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// VisitPapersPage is what people write for the pack of a visit: a position statement for each focus area, the timetable, who is interviewed.
type VisitPapersPage struct {
	View   readiness.VisitWriting
	Viewer readiness.Actor
}

// Face is the page's frame.
func (p VisitPapersPage) Face() Face {
	return Face{Template: "visit_papers", Title: "Papers of the visit", Section: visitsPath, Back: visitHref(p.View.VisitID)}
}

func papersHref(visitID string) string { return visitHref(visitID) + "/papers" }
func positionHref(visitID, focus string) string {
	return visitHref(visitID) + "/" + focus + "/position"
}
func timetableHref(visitID string) string    { return visitHref(visitID) + "/timetable" }
func intervieweesHref(visitID string) string { return visitHref(visitID) + "/interviewees" }

func (s *Server) visitPapers(w http.ResponseWriter, r *http.Request) error {
	view, err := s.Writing.VisitWriting(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, VisitPapersPage{View: view, Viewer: by(r)})
}

// A PositionLine is one focus area with its position statement.
type PositionLine struct {
	readiness.VisitPosition
	Name   string
	Href   string
	Writes bool
}

// Told says who wrote it, and when.
func (l PositionLine) Told() string { return toldOf(l.Version, l.By, l.At) }

// toldOf says who kept the last version of something, and when; "" while nobody has.
func toldOf(version int, by string, at time.Time) string {
	if version == 0 {
		return ""
	}
	return "Version " + thousands(version) + ", written by " + by + " on " + moment(at) + "."
}

// Positions are the focus areas in the visit's order.
func (p VisitPapersPage) Positions() []PositionLine {
	lines := make([]PositionLine, len(p.View.Positions))
	for i, x := range p.View.Positions {
		lines[i] = PositionLine{x, focusName(p.View.Visit, x.Focus), positionHref(p.View.VisitID, x.Focus), p.View.Visit.MayWritePosition(p.Viewer, x.Focus) == nil}
	}
	return lines
}

// focusName is what a focus area of a visit is called; "" for none.
func focusName(x readiness.Visit, code string) string {
	for _, f := range x.Focus {
		if f.Code == code {
			return f.Name
		}
	}
	return ""
}

// A SessionDay is one day of the timetable.
type SessionDay struct {
	Day      calendar.Date
	Sessions []SessionLine
}

// A SessionLine is one session.
type SessionLine struct{ readiness.VisitSession }

// Time is from when until when.
func (l SessionLine) Time() string { return clockWords(l.From) + " to " + clockWords(l.Until) }

// clockWords writes a time such as 09:30 as pages do: 9:30am.
func clockWords(typed string) string {
	at, err := calendar.ParseTimeOfDay(typed)
	if err != nil {
		return typed
	}
	return at.Words()
}

// sessionDays are the sessions, day by day.
func sessionDays(sessions []readiness.VisitSession) (days []SessionDay) {
	for _, s := range sessions {
		if n := len(days); n == 0 || days[n-1].Day != s.On {
			days = append(days, SessionDay{Day: s.On})
		}
		last := &days[len(days)-1]
		last.Sessions = append(last.Sessions, SessionLine{s})
	}
	return days
}

// Days are the days of the timetable.
func (p VisitPapersPage) Days() []SessionDay { return sessionDays(p.View.Timetable) }

// Beside warns of days on which no inspector is on site.
func (p VisitPapersPage) Beside() string { return besideWords(p.View) }

func besideWords(v readiness.VisitWriting) string {
	var days []string
	for _, d := range v.Beside() {
		days = append(days, d.Long())
	}
	if len(days) == 0 {
		return ""
	}
	return "The inspectors are on site from " + v.Visit.On.Long() + " to " + v.Visit.Until.Long() + ". The timetable has sessions on other days too: " + listed(days) + ". If the visit has moved, change them."
}

// An IntervieweeLine is somebody whom the inspectors speak to.
type IntervieweeLine struct {
	readiness.VisitInterviewee
	Area string // name of the focus area
}

// intervieweeLines are the people on the list with the names of their focus areas.
func intervieweeLines(x readiness.Visit, people []readiness.VisitInterviewee) []IntervieweeLine {
	lines := make([]IntervieweeLine, len(people))
	for i, p := range people {
		lines[i] = IntervieweeLine{p, focusName(x, p.Focus)}
		if p.Focus == "" {
			lines[i].Area = "The whole visit"
		}
	}
	return lines
}

// Interviewees are the people on the list.
func (p VisitPapersPage) Interviewees() []IntervieweeLine {
	return intervieweeLines(p.View.Visit, p.View.Interviewees)
}

// TimetableTold and IntervieweesTold say who wrote each list, and when.
func (p VisitPapersPage) TimetableTold() string {
	return toldOf(p.View.TimetableVersion, p.View.TimetableBy, p.View.TimetableAt)
}

// IntervieweesTold is TimetableTold of who is interviewed.
func (p VisitPapersPage) IntervieweesTold() string {
	return toldOf(p.View.IntervieweesVersion, p.View.IntervieweesBy, p.View.IntervieweesAt)
}

// TimetableHref and IntervieweesHref lead to the forms; "" for whoever may not write.
func (p VisitPapersPage) TimetableHref() string {
	if p.View.Visit.MaySetTimetable(p.Viewer) != nil {
		return ""
	}
	return timetableHref(p.View.VisitID)
}

// IntervieweesHref is TimetableHref of who is interviewed.
func (p VisitPapersPage) IntervieweesHref() string {
	if p.View.Visit.MaySetInterviewees(p.Viewer) != nil {
		return ""
	}
	return intervieweesHref(p.View.VisitID)
}

// PositionPage is the position statement of one focus area: as it stands, the form, and the versions before.
type PositionPage struct {
	View     readiness.VisitWriting
	Focus    string                    // its code
	Versions []readiness.VisitPosition // newest first
	Other    *readiness.VisitPosition  // a version that somebody else kept meanwhile; nil otherwise
	Form     Form
	Viewer   readiness.Actor
}

// Face is the page's frame.
func (p PositionPage) Face() Face {
	return Face{Template: "visit_position", Title: "Position statement: " + lowerFirst(p.Area()), Section: visitsPath, Back: papersHref(p.View.VisitID), Failed: p.Form.Failed()}
}

// Area is the name of the focus area.
func (p PositionPage) Area() string { return focusName(p.View.Visit, p.Focus) }

// Last is the version that stands; nil while nobody has written it.
func (p PositionPage) Last() *PositionLine {
	if len(p.Versions) == 0 {
		return nil
	}
	return &PositionLine{VisitPosition: p.Versions[0]}
}

// Before are the versions before it.
func (p PositionPage) Before() (lines []PositionLine) {
	for i, v := range p.Versions {
		if i > 0 {
			lines = append(lines, PositionLine{VisitPosition: v})
		}
	}
	return lines
}

// Writes reports whether the viewer may write it.
func (p PositionPage) Writes() bool { return p.View.Visit.MayWritePosition(p.Viewer, p.Focus) == nil }

// Fields are the questions.
func (p PositionPage) Fields() []govuk.Component {
	long := func(name, label string, rows int, hint string) govuk.CharacterCount {
		c := p.Form.Counted(name, label, 6000)
		c.Rows, c.Threshold, c.Hint.Text, c.Label.Classes = rows, 75, hint, "govuk-label--s"
		return c
	}
	return append(keepFields(p.Form),
		long("know", "What do we know?", 10, "What is good and what is not, and what it means for children. Inspectors do not believe a statement without weaknesses."),
		long("how", "How do we know it?", 6, "Audits, observations, what children and families say, what partners and staff say."),
		long("next", "What comes next?", 6, "What will be different, by when, and how you will see it."),
		long("figures", "What do the figures say? (optional)", 5, "A comment on the figures that the pack shows. Do not write a number below 6 that counts children."),
		hidden{"version", p.Form.Values["version"]})
}

// Action is where the form goes.
func (p PositionPage) Action() string { return positionHref(p.View.VisitID, p.Focus) }

// Button keeps it.
func (p PositionPage) Button() govuk.Button {
	return govuk.Button{Text: "Save version " + thousands(len(p.Versions)+1)}
}

func (s *Server) positionPage(w http.ResponseWriter, r *http.Request) error {
	return s.showPosition(w, r, http.StatusOK, nil)
}

func (s *Server) showPosition(w http.ResponseWriter, r *http.Request, status int, form *Form) error {
	page := PositionPage{Focus: r.PathValue("focus"), Viewer: by(r)}
	var err error
	if page.View, err = s.Writing.VisitWriting(r.Context(), by(r), r.PathValue("id")); err != nil {
		return err
	}
	if page.Versions, err = s.Writing.PositionVersions(r.Context(), by(r), page.View.VisitID, page.Focus); err != nil {
		return err
	}
	if form == nil {
		fresh := newFormFor(readiness.WritePosition{})
		if last := page.Last(); last != nil {
			fresh.Values = encode(readiness.WritePosition{Know: last.Know, How: last.How, Next: last.Next, Figures: last.Figures, Version: last.Version})
		}
		form = &fresh
	}
	page.Form = *form
	if page.Form.later(len(page.Versions)) {
		page.Other = &page.Versions[0]
	}
	return s.show(w, r, status, page)
}

// later reports whether a form was begun before the last version. Sent again, it is known to have been compared with that.
func (f *Form) later(last int) bool {
	seen, _ := strconv.Atoi(f.Values.Get("version")) // 0 for what is no number: then the last version is shown beside it
	f.Values.Set("version", strconv.Itoa(last))
	if seen == last {
		return false
	}
	for i := range f.Errors {
		if f.Errors[i].Name == "" || f.Errors[i].Name == "version" {
			f.Errors[i].Name = "other"
		}
	}
	return last > 0
}

func (s *Server) writePosition(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.WritePosition
	form.Values.Set("focus", r.PathValue("focus"))
	form.read(&c)
	form.keeps(looksLikeChilds(spoken{"in what you know", c.Know}, spoken{"in how you know it", c.How}, spoken{"in what comes next", c.Next}, spoken{"in what the figures say", c.Figures}))
	if form.Failed() {
		return s.showPosition(w, r, http.StatusUnprocessableEntity, &form)
	}
	id := r.PathValue("id")
	if _, err := s.Writing.WritePosition(r.Context(), id, c, form.asked(r)); err != nil {
		status, shown, err := s.again(w, r, err, &form, papersHref(id))
		if shown {
			return err
		}
		return s.showPosition(w, r, status, &form)
	}
	s.done(r, "The position statement is saved.")
	return seeOther(w, r, papersHref(id))
}
