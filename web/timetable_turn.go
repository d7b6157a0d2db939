package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A turn is a change of a job that asks for nothing but why.
type turn struct {
	path   string
	title  func(title string) string // the page's heading
	save   func(s *Server, w http.ResponseWriter, r *http.Request) error
	page   func(s *Server, w http.ResponseWriter, r *http.Request) error
	change func(job readiness.Job, day calendar.Date) readiness.TimetableChange
	notes  map[readiness.Job]string
	round  string // the note for a round
	done   string
}

var turns = []turn{
	turning(turn{
		path: "leave-out", title: func(job string) string { return "Leave out " + job + " once" }, notes: leftOutJob, round: leftOutRound, done: "The date is left out.",
		change: func(job readiness.Job, day calendar.Date) readiness.TimetableChange {
			return readiness.LeaveOut{Job: job, Day: day}
		},
	}),
	turning(turn{
		path: "bring-back", title: func(job string) string { return "Run " + job + " after all" }, done: "It runs on that date after all.",
		change: func(job readiness.Job, day calendar.Date) readiness.TimetableChange {
			return readiness.BringBack{Job: job, Day: day}
		},
	}),
	turning(turn{
		path: "pause", title: func(job string) string { return "Pause " + job }, notes: pausedJob, round: pausedRound, done: "It is paused until somebody starts it again.",
		change: func(job readiness.Job, _ calendar.Date) readiness.TimetableChange {
			return readiness.PauseJob{Job: job}
		},
	}),
	turning(turn{
		path: "start", title: func(job string) string { return "Start " + job + " again" }, notes: startedJob, round: startedRound, done: "It runs again.",
		change: func(job readiness.Job, _ calendar.Date) readiness.TimetableChange {
			return readiness.StartJob{Job: job}
		},
	}),
	turning(turn{
		path: "end", title: func(job string) string { return "End " + job }, round: endedRound, done: "The round has ended.",
		change: func(job readiness.Job, _ calendar.Date) readiness.TimetableChange {
			return readiness.EndRound{Job: job}
		},
	}),
}

// turning gives a turn its handlers: the page shows what would change, the form keeps it.
func turning(t turn) turn {
	t.page = func(s *Server, w http.ResponseWriter, r *http.Request) error {
		form := newForm()
		form.Values = r.URL.Query()
		form.Values.Del("do") // an address changes nothing
		return s.turn(w, r, t, form)
	}
	t.save = func(s *Server, w http.ResponseWriter, r *http.Request) error {
		form, err := readForm(r)
		if err != nil {
			return err
		}
		return s.turn(w, r, t, form)
	}
	return t
}

func (s *Server) turn(w http.ResponseWriter, r *http.Request, t turn, form Form) error {
	_, job, title, err := s.jobOf(r)
	if err != nil {
		return err
	}
	day, err := dayOf(form)
	if err != nil {
		return err
	}
	page := CheckRulesPage{Title: t.title(title)}
	if note := said(t.notes, t.round, job); note != "" {
		page.Notes = []string{note}
	}
	return s.alter(w, r, alteration{job: job, change: t.change(job, day), page: page, form: form, done: t.done})
}

// dayOf is the day that an address or a form names; none when it names none.
func dayOf(form Form) (calendar.Date, error) {
	typed := form.Values.Get("day")
	if typed == "" {
		return calendar.Date{}, nil
	}
	day, err := calendar.ParseDate(typed)
	if err != nil {
		return day, readiness.Errorf(readiness.Invalid, "This address names no day. Go back to When things run and choose a date there.")
	}
	return day, nil
}
