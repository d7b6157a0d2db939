package web

import (
	"net/http"
	"strconv"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func (s *Server) openPulsePage(w http.ResponseWriter, r *http.Request) error {
	return s.showOpenPulse(w, r, http.StatusOK, newForm())
}

func (s *Server) showOpenPulse(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	areas, err := s.Places.Areas(r.Context())
	if err != nil {
		return err
	}
	rules, err := s.Actions.PlanRules(r.Context())
	if err != nil {
		return err
	}
	pulses, err := s.Pulses.Pulses(r.Context(), by(r))
	if err != nil {
		return err
	}
	page := openPulseQuestions(form, areas, rules.PulseLeast, s.today())
	if len(pulses) > 0 && !pulses[0].Over(s.today()) {
		page.Fields = append([]govuk.Component{oneAtATime(pulses[0])}, page.Fields...)
	}
	return s.show(w, r, status, page)
}

// oneAtATime says that a survey takes answers now.
func oneAtATime(p readiness.Pulse) remark {
	return remark{"running", "A survey takes answers until " + p.Until.Long() + ". Another can open when it is over, or when you close it."}
}

func openPulseQuestions(f Form, areas []readiness.Area, least int, today calendar.Date) QuestionsPage {
	boxes := f.Checkboxes("areas", "Which areas?")
	for _, a := range areas {
		boxes.Items = append(boxes.Items, govuk.Item{Value: a.ID, Text: a.Name})
	}
	some := govuk.Item{Value: "some", Text: "Some areas"}
	some.Conditional.Parts = []govuk.Component{boxes}
	return QuestionsPage{
		Form: f, Section: planPath, Back: pulsePath, Heading: "Open a survey", Action: pulsePath + "/open", Send: "Open the survey",
		About: "It takes answers from today until " + today.AddDays(readiness.PulseDays-1).Long() + ". Each area has a link of its own, which you hand on. " +
			"What an area said is shown only when " + strconv.Itoa(least) + " people or more have answered there, and only after the last day.",
		Fields: []govuk.Component{f.Radios("scope", "Who is asked?", govuk.Item{Value: "all", Text: "Everybody, in every area"}, some)},
	}
}

func (s *Server) openPulse(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.OpenPulse
	e := &errand{form: &form, into: &c, then: pulsePath, done: "The survey is open. Hand its links on."}
	e.mind = func() { form.reword("scope", "Choose who is asked.") }
	e.draw = func(status int) error { return s.showOpenPulse(w, r, status, form) }
	e.do = func() error {
		p, err := s.Pulses.OpenPulse(r.Context(), c, form.asked(r))
		if err == nil {
			e.then = pulseHref(p.ID) + "/posters"
		}
		return err
	}
	return s.run(w, r, e)
}

func (s *Server) closePulsePage(w http.ResponseWriter, r *http.Request) error {
	return s.showClosePulse(w, r, http.StatusOK, newForm())
}

func (s *Server) showClosePulse(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	results, err := s.Pulses.PulseResults(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.show(w, r, status, closePulseQuestions(results[len(results)-1].Pulse, form))
}

func closePulseQuestions(p readiness.Pulse, f Form) QuestionsPage {
	return QuestionsPage{
		Form: f, Section: planPath, Back: pulseHref(p.ID), Caption: "Survey that opened on " + p.From.Long(), Heading: "Close the survey", Action: pulseHref(p.ID) + "/close", Send: "Close it",
		About:  "It would take answers until " + p.Until.Long() + ". It takes none any more once you close it, and its results can be read at once. It cannot be opened again.",
		Fields: []govuk.Component{shortAnswer(f, "reason", "Why is it closed early?")},
	}
}

func (s *Server) closePulse(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.ClosePulse
	id := r.PathValue("id")
	return s.run(w, r, &errand{
		form: &form, into: &c, then: pulseHref(id), done: "The survey is closed.",
		do:   func() error { return s.Pulses.ClosePulse(r.Context(), id, c, form.asked(r)) },
		draw: func(status int) error { return s.showClosePulse(w, r, status, form) },
	})
}

func (s *Server) gapPage(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, r, http.StatusOK, gapQuestions(newForm()))
}

func gapQuestions(f Form) QuestionsPage {
	points, asOf, source := f.Text("points", "How many points are children in care behind all pupils?"), f.Date("as_of", "As of which day?"), f.Text("source", "Where does the figure come from?")
	points.Classes, points.Inputmode, points.Hint.Text = "govuk-input--width-4", "decimal", "On average, in the measure that your virtual school reports. For example, 28.7."
	asOf.Hint.Text = "The last day of the school year or term that it is about. For example, 31 8 2026."
	source.Hint.Text = "The publication or report, and the measure: Department for Education, Attainment 8."
	return QuestionsPage{
		Form: f, Section: planPath, Back: pulsePath, Heading: "Enter the attainment gap", Action: pulsePath + "/attainment-gap", Send: "Keep the figure",
		About:  "Sightline counts no marks, so this warning sign shows what was published elsewhere, with its day and its source. The latest figure stands beside the surveys; earlier ones are kept.",
		Fields: []govuk.Component{points, asOf, source},
	}
}

func (s *Server) recordGap(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.RecordGap
	return s.run(w, r, &errand{
		form: &form, into: &c, then: pulsePath, done: "The figure is kept.",
		do:   func() error { return s.Pulses.RecordGap(r.Context(), c, form.asked(r)) },
		draw: func(status int) error { return s.show(w, r, status, gapQuestions(form)) },
	})
}
