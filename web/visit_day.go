package web

import (
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// VisitDayPage is one day on site: what of it is open, then what inspectors said at the keep-in-touch meeting.
type VisitDayPage struct {
	View   readiness.VisitDayView
	Form   Form
	Viewer readiness.Actor
	Now    time.Time
}

// Face is the page's frame.
func (p VisitDayPage) Face() Face {
	return Face{Template: "visit_day", Title: "On site: " + p.View.Day.Full(), Section: visitsPath, Back: logHref(p.View.Log.VisitID), Failed: p.Form.Failed()}
}

func (s *Server) visitDay(w http.ResponseWriter, r *http.Request) error {
	return s.showVisitDay(w, r, http.StatusOK, nil)
}

// siteDay reads the day of an address.
func siteDay(r *http.Request) (calendar.Date, error) {
	day, err := calendar.ParseDate(r.PathValue("day"))
	if err != nil {
		return day, readiness.Errorf(readiness.NotFound, "There is no such day.")
	}
	return day, nil
}

func (s *Server) showVisitDay(w http.ResponseWriter, r *http.Request, status int, form *Form) error {
	day, err := siteDay(r)
	if err != nil {
		return err
	}
	page := VisitDayPage{Viewer: by(r), Now: s.Now()}
	if page.View, err = s.OnSite.VisitDay(r.Context(), by(r), r.PathValue("id"), day); err != nil {
		return err
	}
	if form == nil {
		fresh := newForm()
		if n := page.View.Note; n != nil {
			fresh.Values = encode(readiness.WriteVisitDay{Said: n.Said, Present: n.Present, Follows: n.Follows})
		}
		form = &fresh
	}
	page.Form = *form
	return s.show(w, r, status, page)
}

// Lines are what of the day is open.
func (p VisitDayPage) Lines() []EntryLine { return entryLines(p.View.Open, p.Now) }

// Standing says how much of the day is settled.
func (p VisitDayPage) Standing() string {
	switch {
	case p.View.Logged == 0:
		return "Nothing was logged on this day."
	case p.View.Settled == p.View.Logged:
		return "Everything that was logged on this day is settled: " + counted(p.View.Logged, "entry") + "."
	}
	return thousands(p.View.Settled) + " of " + counted(p.View.Logged, "entry") + " of this day " + are(p.View.Settled) + " settled."
}

// Writes reports whether the note of the day can be written.
func (p VisitDayPage) Writes() bool {
	return p.View.Log.MayNote(p.View.Day, calendar.DateOf(p.Now)) == nil
}

// Ahead reports whether the day has not come yet.
func (p VisitDayPage) Ahead() bool { return p.View.Day.After(calendar.DateOf(p.Now)) }

// Fields are the questions of the note.
func (p VisitDayPage) Fields() []govuk.Component {
	said := p.Form.Counted("said", "What did the inspectors say?", 8000)
	said.Rows, said.Threshold, said.Hint.Text = 6, 75, "What they saw, what they asked about, what they like and do not like. Name no child."
	follows := p.Form.Counted("follows", "What follows? (optional)", 4000)
	follows.Rows, follows.Threshold = 3, 75
	return append(keepFields(p.Form), said, p.Form.Text("present", "Who was there?"), follows)
}

// Action is where the form goes.
func (p VisitDayPage) Action() string { return dayHref(p.View.Log.VisitID, p.View.Day) }

// Button sends the form.
func (p VisitDayPage) Button() govuk.Button {
	if p.View.Note != nil {
		return govuk.Button{Text: "Write it again"}
	}
	return govuk.Button{Text: "Close the day with this note"}
}

func (s *Server) writeVisitDay(w http.ResponseWriter, r *http.Request) error {
	day, err := siteDay(r)
	if err != nil {
		return err
	}
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.WriteVisitDay
	form.read(&c)
	form.keeps(looksLikeChilds(spoken{"in what the inspectors said", c.Said}, spoken{"in what follows", c.Follows}))
	if form.Failed() {
		return s.showVisitDay(w, r, http.StatusUnprocessableEntity, &form)
	}
	id := r.PathValue("id")
	if err := s.OnSite.WriteVisitDay(r.Context(), id, day, c, form.asked(r)); err != nil {
		status, shown, err := s.again(w, r, err, &form, logHref(id))
		if shown {
			return err
		}
		return s.showVisitDay(w, r, status, &form)
	}
	s.done(r, "The note is kept, and the day is closed. What is still open stays with whoever has it.")
	return seeOther(w, r, dayHref(id, day))
}
