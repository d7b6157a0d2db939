package web

import (
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// datesShown is how many dates the page shows.
const datesShown = 5

// SchedulesPage says when things run by the clock, and what came of it the last time.
type SchedulesPage struct {
	Now    time.Time
	Clock  readiness.Clockwork
	Areas  []readiness.Area
	Last   map[readiness.Job]readiness.JobRun
	Viewer readiness.Actor
}

// Face frames the page.
func (SchedulesPage) Face() Face {
	return Face{Template: "schedules", Title: "When things run", Section: "/more", Back: "/more"}
}

// MaySet reports whether the viewer may change anything here.
func (p SchedulesPage) MaySet() bool { return mayHere(p.Viewer, may(readiness.SetSchedules)) }

// A JobView is one job as the page shows it.
type JobView struct {
	Job     readiness.Job
	Title   string
	About   string
	Paused  string // who paused it, when and why; "" while it runs
	Dates   []JobDate
	LeftOut []JobDate
	Quiet   []string // days without mail, in words; of the mail only
	Summary govuk.SummaryList
	Links   []JobLink
	MaySet  bool
}

// A JobLink is one thing that can be done to a job.
type JobLink struct{ Href, Text string }

// A JobDate is one date of a job.
type JobDate struct {
	Words string
	Day   string // as an address has it
}

// Jobs are what every council has: the look for long-open cases and the morning mail.
func (p SchedulesPage) Jobs() []JobView { return p.views(false) }

// Rounds are the council's recurring reviews.
func (p SchedulesPage) Rounds() []JobView { return p.views(true) }

func (p SchedulesPage) views(rounds bool) (all []JobView) {
	for _, job := range p.Clock.Timetable.Jobs() {
		if _, round := p.Clock.Timetable.Round(job); round == rounds {
			all = append(all, p.view(job))
		}
	}
	return all
}

func (p SchedulesPage) view(job readiness.Job) JobView {
	timing, _ := p.Clock.Timetable.Timing(job)
	v := JobView{
		Job: job, Title: sentence(p.Clock.Timetable.Title(job)), About: aboutJob[job], Dates: datesOf(p.Clock, job, p.Now), Links: p.links(job, timing), MaySet: p.MaySet(),
		Summary: govuk.SummaryList{Rows: []govuk.SummaryRow{govuk.Row("Runs", sentence(timing.Words())), govuk.Row("Last time", p.last(job))}},
	}
	if r, ok := p.Clock.Timetable.Round(job); ok {
		v.About = aboutRound(r, p.Areas)
	}
	if timing.Paused != nil {
		v.Paused = pausedWords(*timing.Paused)
	}
	for _, day := range timing.LeftOut {
		if timing.At.On(day).After(p.Now) {
			v.LeftOut = append(v.LeftOut, JobDate{day.Full(), day.String()})
		}
	}
	if job == readiness.DigestJob {
		for _, q := range p.Clock.Timetable.Quiet {
			v.Quiet = append(v.Quiet, q.Words())
		}
	}
	return v
}

// links are what can be done to a job.
func (p SchedulesPage) links(job readiness.Job, timing readiness.Timing) []JobLink {
	to := func(path, text string) JobLink { return JobLink{schedulesPath + "/" + string(job) + "/" + path, text} }
	_, round := p.Clock.Timetable.Round(job)
	links := []JobLink{to("times", "Change the times")}
	switch {
	case round:
		links = []JobLink{to("round", "Change the round")}
	case job == readiness.DigestJob:
		links = append(links, JobLink{schedulesPath + "/quiet-days", "Change the quiet days"})
	}
	links = append(links, to("run", "Run it now"))
	if timing.Paused != nil {
		links = append(links, to("start", "Start it again"))
	} else {
		links = append(links, to("pause", "Pause it"))
	}
	if round {
		links = append(links, to("end", "End it"))
	}
	return links
}

// datesOf are the next dates of a job, in words.
func datesOf(c readiness.Clockwork, job readiness.Job, after time.Time) (dates []JobDate) {
	for _, at := range c.Next(job, after, datesShown) {
		dates = append(dates, JobDate{onTheDot(at), calendar.DateOf(at).String()})
	}
	return dates
}

// onTheDot says a moment with its weekday: "Thursday 26 November 2026 at 2:15am".
func onTheDot(t time.Time) string {
	local := t.In(calendar.London)
	return calendar.DateOf(t).Full() + " at " + calendar.Clock(local.Hour(), local.Minute()).Words()
}

// pausedWords say who paused something, when and why.
func pausedWords(s readiness.Standstill) string {
	return sentence(s.By) + " paused it on " + moment(s.Since) + ": “" + s.Reason + "”"
}

// last says when a job ran last and what came of it.
func (p SchedulesPage) last(job readiness.Job) string {
	run, ok := p.Last[job]
	if !ok {
		return "It has not run yet"
	}
	words := sentence(moment(run.At))
	if run.By != "" {
		words += ", asked for by " + run.By
	}
	switch {
	case run.Sweep != nil && job != readiness.SweepJob:
		words += ": " + counted(run.Sweep.Opened, "review") + " opened"
	case run.Sweep != nil:
		words += ": " + counted(run.Sweep.LongOpen, "long-open case") + ", " + counted(run.Sweep.Opened, "review") + " opened"
	case run.Refresh != nil:
		words += ": " + refreshed(*run.Refresh)
	case run.Digest != nil:
		words += ": " + mailed(*run.Digest)
	}
	return words
}

// refreshed says what the planning of self-assessments came to.
func refreshed(r readiness.RefreshResult) string {
	if r.Planned != "" {
		return "“" + r.Planned + "” was planned"
	}
	return "nothing was planned. " + r.Why
}

// mailed says what a morning's mails came to.
func mailed(d readiness.DigestResult) string {
	words := counted(d.Mails, "mail")
	if d.Mails == 0 {
		words = "no mail, because nothing was new"
	}
	if d.Failed > 0 {
		words += "; " + counted(d.Failed, "mail") + " could not leave and " + waitOrWaits(d.Failed) + " for the next morning"
	}
	return words
}

func waitOrWaits(n int) string {
	if n == 1 {
		return "waits"
	}
	return "wait"
}

func (s *Server) schedulesPage(w http.ResponseWriter, r *http.Request) error {
	now, err := s.Schedules.Clockwork(r.Context())
	if err != nil {
		return err
	}
	last, err := s.Schedules.LastRuns(r.Context())
	if err != nil {
		return err
	}
	areas, err := s.Places.Areas(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, SchedulesPage{Now: s.Now(), Clock: now, Areas: areas, Last: last, Viewer: by(r)})
}

// jobOf reads all that says when things run, and which job of it an address names; NotFound when it names none.
func (s *Server) jobOf(r *http.Request) (now readiness.Clockwork, job readiness.Job, title string, err error) {
	if now, err = s.Schedules.Clockwork(r.Context()); err != nil {
		return now, "", "", err
	}
	job = readiness.Job(r.PathValue("job"))
	if title = now.Timetable.Title(job); title == "" {
		return now, job, "", readiness.Errorf(readiness.NotFound, "Nothing of this name runs by the clock.")
	}
	return now, job, title, nil
}
