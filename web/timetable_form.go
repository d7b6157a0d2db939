package web

import (
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// TimesPage asks at what time and on which days a job runs.
type TimesPage struct {
	Job   readiness.Job
	Title string
	Form  Form
}

// Face frames the page.
func (p TimesPage) Face() Face {
	return Face{Template: "schedule_times", Title: p.Heading(), Section: "/more", Back: schedulesPath, Failed: p.Form.Failed()}
}

// Heading is the page's first line.
func (p TimesPage) Heading() string { return "Change when " + p.Title + " runs" }

// Fields ask for the time and the days.
func (p TimesPage) Fields() []govuk.Component {
	at := p.Form.Text("at", "At what time?")
	at.Classes, at.Hint.Text = "govuk-input--width-5", "For example, 7:30am or 19:30."
	days := readiness.Weekdays
	if p.Job == readiness.DigestJob {
		days = days[:5]
	}
	items := make([]govuk.Item, len(days))
	for i, d := range days {
		items[i] = govuk.Item{Value: string(d), Text: d.Title()}
	}
	boxes := p.Form.Checkboxes("weekdays", "On which days of the week?", items...)
	boxes.Classes = "govuk-checkboxes--small"
	if p.Job == readiness.RefreshJob {
		boxes.Hint.Text = "It runs in the first seven days of January, April, July and October."
	}
	return []govuk.Component{at, boxes}
}

func (s *Server) timesPage(w http.ResponseWriter, r *http.Request) error {
	now, job, title, err := s.jobOf(r)
	if err != nil {
		return err
	}
	timing, _ := now.Timetable.Timing(job)
	if timing.Every != "" && job != readiness.RefreshJob {
		return seeOther(w, r, schedulesPath+"/"+string(job)+"/round")
	}
	set := readiness.SetTimes{At: timing.At.Words()}
	for _, d := range timing.Weekdays {
		set.Weekdays = append(set.Weekdays, string(d))
	}
	return s.show(w, r, http.StatusOK, TimesPage{Job: job, Title: title, Form: newFormFor(set)})
}

// setTimes shows when it would run then, and keeps it.
func (s *Server) setTimes(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	_, job, title, err := s.jobOf(r)
	if err != nil {
		return err
	}
	again := func(status int, form Form) error {
		return s.show(w, r, status, TimesPage{Job: job, Title: title, Form: form})
	}
	var set readiness.SetTimes
	if !form.read(&set) {
		form.reword("weekdays", "Choose one day of the week or more.")
		return again(http.StatusUnprocessableEntity, form)
	}
	set.Job = job
	page := CheckRulesPage{Title: "Check when " + title + " runs before you save it"}
	if at, err := calendar.ParseTimeOfDay(set.At); err == nil && job == readiness.DigestJob {
		ladder, err := s.Rules.Ladder(r.Context())
		if err != nil {
			return err
		}
		page.Notes = tooEarly(ladder, at)
	}
	return s.alter(w, r, alteration{job: job, change: set, page: page, form: form, again: again, done: "The new times are saved."})
}

// QuietDaysPage lists the days on which no morning mail goes, and asks for others.
type QuietDaysPage struct {
	Quiet []readiness.QuietDays
	Form  Form
}

// Face frames the page.
func (p QuietDaysPage) Face() Face {
	return Face{Template: "quiet_days", Title: "Quiet days", Section: "/more", Back: schedulesPath, Failed: p.Form.Failed()}
}

// quietChange is the form: days that are ordinary again, and a span of days to be quiet.
type quietChange struct {
	Ordinary []string      `json:"ordinary"`
	First    calendar.Date `json:"first,omitzero"`
	Last     calendar.Date `json:"last,omitzero"`
	Name     string        `json:"name" validate:"max=100"`
}

// Fields ask for what changes.
func (p QuietDaysPage) Fields() []govuk.Component {
	var fields []govuk.Component
	if len(p.Quiet) > 0 {
		items := make([]govuk.Item, len(p.Quiet))
		for i, q := range p.Quiet {
			items[i] = govuk.Item{Value: q.From.String(), Text: q.Words()}
		}
		fields = append(fields, p.Form.Checkboxes("ordinary", "Which of these are ordinary days again?", items...))
	}
	first, last, name := p.Form.Date("first", "First quiet day"), p.Form.Date("last", "Last quiet day, if it is more than one"), p.Form.Text("name", "What are they for? (optional)")
	first.Hint.Text = "Leave it empty to add none. Weekends, bank holidays and closure days have no morning mail anyway."
	name.Hint.Text = "For example, between Christmas and New Year."
	return append(fields, first, last, name)
}

// quiet are all quiet days as they would be.
func (c quietChange) quiet(now []readiness.QuietDays) []readiness.QuietDays {
	next := slices.DeleteFunc(slices.Clone(now), func(q readiness.QuietDays) bool { return slices.Contains(c.Ordinary, q.From.String()) })
	if c.First.IsZero() && c.Last.IsZero() {
		return next
	}
	if c.Last.IsZero() {
		c.Last = c.First
	}
	return append(next, readiness.QuietDays{From: c.First, Until: c.Last, Name: c.Name})
}

func (s *Server) quietDaysPage(w http.ResponseWriter, r *http.Request) error {
	now, err := s.Schedules.Clockwork(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, QuietDaysPage{Quiet: now.Timetable.Quiet, Form: newForm()})
}

// setQuietDays shows which mornings stay without mail, and keeps them.
func (s *Server) setQuietDays(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	now, err := s.Schedules.Clockwork(r.Context())
	if err != nil {
		return err
	}
	again := func(status int, form Form) error {
		return s.show(w, r, status, QuietDaysPage{Quiet: now.Timetable.Quiet, Form: form})
	}
	var c quietChange
	if !form.read(&c) {
		return again(http.StatusUnprocessableEntity, form)
	}
	page := CheckRulesPage{
		Title: "Check the quiet days before you save them",
		Notes: []string{"What is new on a quiet day waits for the next morning mail, and stands on everybody’s start page. What must be acted on at once is still mailed at once."},
	}
	return s.alter(w, r, alteration{
		job: readiness.DigestJob, change: readiness.SetQuietDays{Quiet: c.quiet(now.Timetable.Quiet)}, page: page, form: form, again: again, done: "The quiet days are saved.",
	})
}
