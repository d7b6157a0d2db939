package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/internal/shape"
	"github.com/sightline-readiness/sightline/readiness"
)

const mostPaperRows = 100 // as many as the lists of a visit hold

var sessionRows = repeated{fields: []string{"what-#", "on-#-day", "on-#-month", "on-#-year", "from-#", "until-#", "where-#", "with-#"}, most: mostPaperRows}

// A PaperRowsPage is the form of one of the lists of a visit: a row for each session, or for each person.
type PaperRowsPage struct {
	View   readiness.VisitWriting
	Form   Form
	People []readiness.Choice // who is suggested
	Other  bool               // somebody kept the list after the form was opened
	Kind   *paperRows
}

// paperRows is what differs between the lists.
type paperRows struct {
	repeated
	title, about, each, list string   // each: what a row is called; list: the json name of the list
	alike                    []string // what a row that is added has from the last one
	href                     func(visitID string) string
	last                     func(v readiness.VisitWriting) int // its version
	may                      func(x readiness.Visit, by readiness.Actor) error
	values                   func(v readiness.VisitWriting) url.Values
	ask                      func(f Form, n int, v readiness.VisitWriting) []govuk.Component
	read                     func(f *Form) readRows
}

// readRows is what was read from a form: the texts that should name no child, the rows in which something is typed, and how it is kept.
type readRows struct {
	texts []string
	at    []int
	keep  func(s *Server, r *http.Request, visitID string) error
}

// Face is the page's frame.
func (p PaperRowsPage) Face() Face {
	return Face{Template: "visit_rows", Title: p.Kind.title, Section: visitsPath, Back: papersHref(p.View.VisitID), Failed: p.Form.Failed()}
}

// Title is the page's heading; About says what belongs on the list, and Each is what a row is called.
func (p PaperRowsPage) Title() string { return p.Kind.title }

// About says what belongs on the list.
func (p PaperRowsPage) About() string { return p.Kind.about }

// Each is what a row is called.
func (p PaperRowsPage) Each() string { return p.Kind.each }

// Action is where the form goes.
func (p PaperRowsPage) Action() string { return p.Kind.href(p.View.VisitID) }

// Saved is what was kept, as the page of all papers shows it.
func (p PaperRowsPage) Saved() VisitPapersPage { return VisitPapersPage{View: p.View} }

// Timetable reports whether it is the list of sessions.
func (p PaperRowsPage) Timetable() bool { return p.Kind.list == "sessions" }

// Extra are the questions before the rows.
func (p PaperRowsPage) Extra() []govuk.Component {
	return append(keepFields(p.Form), hidden{"version", p.Form.Values["version"]}, suggestions{"officers", choiceTexts(p.People)})
}

// A PaperRow is one row of the form.
type PaperRow struct {
	Number int
	Fields []govuk.Component
	Remove string // value of the button that takes it out
}

// Rows are the rows of the form.
func (p PaperRowsPage) Rows() []PaperRow {
	rows := make([]PaperRow, p.Kind.count(p.Form.Values))
	for n := range rows {
		rows[n] = PaperRow{n + 1, p.Kind.ask(p.Form, n, p.View), "remove-" + strconv.Itoa(n)}
	}
	return rows
}

// More reports whether another row may be added.
func (p PaperRowsPage) More() bool { return p.Kind.count(p.Form.Values) < p.Kind.most }

// choiceTexts are the texts of choices.
func choiceTexts(choices []readiness.Choice) []string {
	texts := make([]string, len(choices))
	for i, c := range choices {
		texts[i] = c.Text
	}
	return texts
}

var sessionForm = &paperRows{
	repeated: sessionRows, title: "Timetable of the visit", each: "Session", list: "sessions", alike: []string{"on-#-day", "on-#-month", "on-#-year"}, href: timetableHref,
	about:  "Who meets whom, when and where. Staff stand here by name or post, children and families as a group: name no child. A row in which only a day is typed is left out.",
	last:   func(v readiness.VisitWriting) int { return v.TimetableVersion },
	may:    readiness.Visit.MaySetTimetable,
	values: sessionValues, ask: askSession, read: readSessions,
}

func askSession(f Form, n int, _ readiness.VisitWriting) []govuk.Component {
	on, from, until, where := f.Date(inRow("on-#", n), "Day"), f.Text(inRow("from-#", n), "From"), f.Text(inRow("until-#", n), "Until"), f.Text(inRow("where-#", n), "Where? (optional)")
	on.Fieldset.Legend.Classes, from.Classes, until.Classes = "govuk-fieldset__legend--s", "govuk-input--width-5", "govuk-input--width-5"
	from.Hint.Text, until.Hint.Text = "For example, 9:30am.", "For example, 10:30am."
	with := f.Text(inRow("with-#", n), "Who takes part? (optional)")
	with.Attributes = govuk.Attributes{"list": "officers"}
	return []govuk.Component{on, from, until, f.Text(inRow("what-#", n), "What takes place?"), where, with}
}

// sessionValues is a timetable as the form has it; one without sessions begins with an empty row on the first day on site.
func sessionValues(v readiness.VisitWriting) url.Values {
	values := url.Values{"version": {strconv.Itoa(v.TimetableVersion)}}
	for n, s := range v.Timetable {
		setDate(values, inRow("on-#", n), s.On)
		for field, text := range map[string]string{"from-#": s.From, "until-#": s.Until, "what-#": s.What, "where-#": s.Where, "with-#": s.With} {
			values.Set(inRow(field, n), text)
		}
	}
	if len(v.Timetable) == 0 {
		setDate(values, "on-0", v.Visit.On)
		values.Set("what-0", "")
	}
	return values
}

// readSessions reads the rows of the form in which something is typed.
func readSessions(f *Form) (read readRows) {
	c := readiness.SetTimetable{}
	for n := range sessionRows.count(f.Values) {
		if sessionRows.empty(f.Values, n, "from-#", "until-#", "what-#", "where-#", "with-#") {
			continue
		}
		typed := func(field string) string { return strings.TrimSpace(f.Values.Get(inRow(field, n))) }
		s := readiness.VisitSession{From: clockTyped(typed("from-#")), Until: clockTyped(typed("until-#")), What: typed("what-#"), Where: typed("where-#"), With: typed("with-#")}
		var wrong *govuk.FieldError
		if s.On, wrong = f.date(inRow("on-#", n)); wrong != nil {
			wrong.Message = "Row " + strconv.Itoa(n+1) + ": the day must be a real date."
			f.Errors = append(f.Errors, *wrong)
		}
		c.Sessions, read.at = append(c.Sessions, s), append(read.at, n)
	}
	c.Version = f.number("version")
	f.whole(&c, "sessions", read.at)
	read.texts = c.Words()
	read.keep = func(s *Server, r *http.Request, visitID string) error {
		return s.Writing.SetTimetable(r.Context(), visitID, c, f.asked(r))
	}
	return read
}

// clockTyped makes a time that somebody typed one such as 09:30; what is no time stays as it is.
func clockTyped(text string) string {
	at, err := calendar.ParseTimeOfDay(text)
	if err != nil {
		return text
	}
	return at.String()
}

// number reads a hidden number; 0 for what is none.
func (f *Form) number(name string) int {
	n, _ := strconv.Atoi(f.Values.Get(name))
	return n
}

// whole asks whether a list is whole, and tells each fault beside its row; what was found already is not told twice.
func (f *Form) whole(command any, list string, at []int) {
	known := f.Errors
	f.Errors = nil
	for _, fault := range shape.Check(command) {
		f.Errors = append(f.Errors, govuk.FieldError{Name: fault.Field, Message: fault.Message})
	}
	f.inRows(list, at)
	f.Errors = append(known, slices.DeleteFunc(f.Errors, func(e govuk.FieldError) bool {
		return slices.ContainsFunc(known, func(k govuk.FieldError) bool { return k.Name == e.Name })
	})...)
}

func paperRowsPage(kind *paperRows) Handle {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		return s.showPaperRows(w, r, http.StatusOK, kind, nil)
	}
}

// showPaperRows shows the form as it came back, or begins it with the list as it stands. Whoever may not write it is refused before they type.
func (s *Server) showPaperRows(w http.ResponseWriter, r *http.Request, status int, kind *paperRows, form *Form) error {
	page := PaperRowsPage{Kind: kind}
	var err error
	if page.View, err = s.Writing.VisitWriting(r.Context(), by(r), r.PathValue("id")); err != nil {
		return err
	}
	if form == nil {
		if err := kind.may(page.View.Visit, by(r)); err != nil {
			return err
		}
		fresh := newForm()
		fresh.Values = kind.values(page.View)
		form = &fresh
	}
	if page.People, err = s.Plan.Officers(r.Context()); err != nil {
		return err
	}
	page.Form = *form
	page.Other = page.Form.later(kind.last(page.View))
	return s.show(w, r, status, page)
}

// savePaperRows does what a button of the rows asks for, or keeps the list.
func savePaperRows(kind *paperRows) Handle {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		form, err := readForm(r)
		if err != nil {
			return err
		}
		if kind.pressed(form.Values, kind.alike...) {
			return s.showPaperRows(w, r, http.StatusOK, kind, &form)
		}
		read := kind.read(&form)
		form.keeps(looksLikeChilds(spoken{"in what you wrote", strings.Join(read.texts, "\n")}))
		if form.Failed() {
			return s.showPaperRows(w, r, http.StatusUnprocessableEntity, kind, &form)
		}
		id := r.PathValue("id")
		if err := read.keep(s, r, id); err != nil {
			status, shown, err := s.again(w, r, err, &form, papersHref(id))
			if shown {
				return err
			}
			form.inRows(kind.list, read.at)
			return s.showPaperRows(w, r, status, kind, &form)
		}
		s.done(r, "It is saved.")
		return seeOther(w, r, papersHref(id))
	}
}
