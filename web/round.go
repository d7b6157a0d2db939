package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// newRound stands for the id of a round while its form is checked: the ledger gives it one.
const newRound = "new"

// RoundPage asks for a round: at which cases it looks, and when.
type RoundPage struct {
	Job   readiness.Job // "" for a new one
	Title string
	Areas []readiness.Area
	Form  Form
}

// Face frames the page.
func (p RoundPage) Face() Face {
	return Face{Template: "round", Title: p.Heading(), Section: "/more", Back: schedulesPath, Failed: p.Form.Failed()}
}

// Heading is the page's first line.
func (p RoundPage) Heading() string {
	if p.Job == "" {
		return "Add a round"
	}
	return "Change " + p.Title
}

// Action is where the form goes.
func (p RoundPage) Action() string {
	if p.Job == "" {
		return schedulesPath + "/rounds/new"
	}
	return schedulesPath + "/" + string(p.Job) + "/round"
}

// Cases ask at which cases it looks.
func (p RoundPage) Cases() []govuk.Component {
	name := p.Form.Text("name", "What is the round called?")
	name.Hint.Text = "For example, Children in care, every quarter. It stands on the page of each review that the round opens."
	fields := []govuk.Component{name}
	if len(p.Areas) > 0 {
		items := make([]govuk.Item, len(p.Areas))
		for i, a := range p.Areas {
			items[i] = govuk.Item{Value: a.ID, Text: a.Name}
		}
		areas := p.Form.Checkboxes("areas", "In which areas?", items...)
		areas.Classes, areas.Hint.Text = "govuk-checkboxes--small", "Choose none for every area."
		fields = append(fields, areas)
	}
	kinds := make([]govuk.Item, len(readiness.CaseTypes))
	for i, t := range readiness.CaseTypes {
		kinds[i] = govuk.Item{Value: string(t), Text: sentence(t.Title())}
	}
	types := p.Form.Checkboxes("types", "Which kinds of help?", kinds...)
	types.Classes, types.Hint.Text = "govuk-checkboxes--small", "Choose none for every kind."
	months, rest := smallNumber(p.Form, "months", "Open for how many months or longer?"), smallNumber(p.Form, "rest", "Not when a review was signed off within how many months?")
	months.Hint.Text = "0 looks at every open case."
	rest.Hint.Text = "1 to 36. It keeps a case from being reviewed twice in a short time."
	return append(fields, types, months, rest)
}

// Times ask when it looks.
func (p RoundPage) Times() []govuk.Component {
	every, weekday := rhythmFields(p.Form)
	at := p.Form.Text("at", "At what time?")
	at.Classes, at.Hint.Text = "govuk-input--width-5", "For example, 6am or 19:30. London time."
	from := p.Form.Date("from", "From which day on?")
	from.Hint.Text = "The first date is the first such weekday on or after it."
	return []govuk.Component{every, weekday, at, from}
}

// rhythmFields ask how often something comes, and on which day of the week.
func rhythmFields(f Form) (govuk.Radios, govuk.Select) {
	every := f.Radios("every", "How often?",
		govuk.Item{Value: string(readiness.EveryWeeks), Text: "Every so many weeks", Conditional: govuk.Conditional{Parts: []govuk.Component{smallNumber(f, "weeks", "How many weeks from one date to the next?")}}},
		govuk.Item{Value: string(readiness.EveryMonth), Text: "Once a month, on the first such weekday"},
		govuk.Item{Value: string(readiness.EveryQuarter), Text: "Once a quarter, on the first such weekday of January, April, July and October"})
	days := make([]govuk.Option, len(readiness.Weekdays))
	for i, d := range readiness.Weekdays {
		days[i] = govuk.Option{Value: string(d), Text: d.Title()}
	}
	return every, f.Select("weekday", "On which day of the week?", days...)
}

// smallNumber asks for a whole number of a few digits.
func smallNumber(f Form, name, label string) govuk.Input {
	in := f.Text(name, label)
	in.Inputmode, in.Classes = "numeric", "govuk-input--width-3"
	return in
}

func (s *Server) newRoundPage(w http.ResponseWriter, r *http.Request) error {
	fresh := readiness.SetRound{
		Months: 6, Rest: 3, Every: string(readiness.EveryQuarter), Weeks: 2, Weekday: "monday", At: calendar.Clock(6, 0).Words(), From: s.today().AddDays(1),
	}
	return s.showRound(w, r, http.StatusOK, readiness.Round{}, newFormFor(fresh))
}

func (s *Server) roundPage(w http.ResponseWriter, r *http.Request) error {
	round, err := s.roundOf(r)
	if err != nil {
		return err
	}
	return s.showRound(w, r, http.StatusOK, round, newFormFor(round.Form()))
}

// roundOf is the round that an address names; the zero Round when it names none.
func (s *Server) roundOf(r *http.Request) (readiness.Round, error) {
	job := readiness.Job(r.PathValue("job"))
	if job == "" {
		return readiness.Round{}, nil
	}
	now, err := s.Schedules.Clockwork(r.Context())
	if err != nil {
		return readiness.Round{}, err
	}
	round, ok := now.Timetable.Round(job)
	if !ok {
		return round, readiness.Errorf(readiness.NotFound, "There is no such round, or it has ended.")
	}
	return round, nil
}

func (s *Server) showRound(w http.ResponseWriter, r *http.Request, status int, round readiness.Round, form Form) error {
	areas, err := s.Places.Areas(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, status, RoundPage{Job: readiness.Job(round.ID), Title: "the round “" + round.Name + "”", Areas: areas, Form: form})
}

// setRound shows what a round would open today and when it looks, and keeps it.
func (s *Server) setRound(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	round, err := s.roundOf(r)
	if err != nil {
		return err
	}
	again := func(status int, form Form) error { return s.showRound(w, r, status, round, form) }
	var set readiness.SetRound
	if !form.read(&set) {
		return again(http.StatusUnprocessableEntity, form)
	}
	set.ID = readiness.Job(round.ID)
	a := alteration{job: set.ID, change: set, page: CheckRulesPage{Title: "Check the round before you save it"}, form: form, again: again, done: "The round is saved."}
	if a.job == "" {
		a.job = newRound
	}
	a.try = func(t readiness.Timetable) (readiness.RoundTry, error) {
		p, err := s.Forecasts.Prospect(r.Context())
		next, _ := t.Round(a.job)
		return p.TryRound(next), err
	}
	return s.alter(w, r, a)
}
