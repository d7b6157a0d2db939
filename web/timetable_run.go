package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// RunPage says what running a job now does, before somebody does it.
type RunPage struct {
	Job    readiness.Job
	Title  string
	Paused bool
	Idle   string // why it cannot run today, "" when it can
	Next   string // when it runs by itself; "" when it does not
	Opens  string // what a round would open
	Form   Form
}

// Face frames the page.
func (p RunPage) Face() Face {
	return Face{Template: "schedule_run", Title: p.Heading(), Section: "/more", Back: schedulesPath, Failed: p.Form.Failed()}
}

// Heading is the page's first line.
func (p RunPage) Heading() string { return "Run " + p.Title + " now" }

// About says what it does and what not.
func (p RunPage) About() string { return said(runningJob, runningRound, p.Job) }

func (s *Server) runPage(w http.ResponseWriter, r *http.Request) error {
	return s.showRun(w, r, http.StatusOK, newForm())
}

func (s *Server) showRun(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	now, job, title, err := s.jobOf(r)
	if err != nil {
		return err
	}
	timing, _ := now.Timetable.Timing(job)
	page := RunPage{
		Job: job, Title: title, Paused: timing.Paused != nil, Idle: now.Idle(job, calendar.DateOf(s.Now())), Next: soonest(now, job, s.Now()), Form: form,
	}
	if round, ok := now.Timetable.Round(job); ok {
		p, err := s.Forecasts.Prospect(r.Context())
		if err != nil {
			return err
		}
		page.Opens = opens(p.TryRound(round))
	}
	return s.show(w, r, status, page)
}

// runNow runs a job and waits for what came of it.
func (s *Server) runNow(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	_, job, _, err := s.jobOf(r)
	if err != nil {
		return err
	}
	done, err := s.runJob(r, job, form.asked(r))
	if err == nil {
		s.done(r, done)
		return seeOther(w, r, schedulesPath)
	}
	status, shown, err := s.again(w, r, err, &form, schedulesPath)
	if shown {
		return err
	}
	return s.showRun(w, r, status, form)
}

// runJob runs a job and says what came of it.
func (s *Server) runJob(r *http.Request, job readiness.Job, asked readiness.Asked) (string, error) {
	if job == readiness.DigestJob {
		result, err := s.Time.SendDigest(r.Context(), asked)
		return "The morning mail has run: " + mailed(result) + ".", err
	}
	if job == readiness.RefreshJob {
		result, err := s.Time.RunRefresh(r.Context(), asked)
		return "Self-assessments were looked at: " + refreshed(result), err
	}
	if job != readiness.SweepJob {
		result, err := s.Time.RunRound(r.Context(), job, asked)
		return "The round has run: " + counted(result.Opened, "review") + " opened.", err
	}
	result, err := s.Commands.Sweep(r.Context(), asked)
	return swept(result), err
}
