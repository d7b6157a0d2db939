package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func (s *Server) pulseRulesPage(w http.ResponseWriter, r *http.Request) error {
	rules, err := s.Pulses.PulseRules(r.Context())
	if err != nil {
		return err
	}
	form := newFormFor(rules.Form())
	form.IfSeq = rules.Version
	return s.show(w, r, http.StatusOK, pulseRuleQuestions(form))
}

func pulseRuleQuestions(f Form) QuestionsPage {
	var fields []govuk.Component
	for _, q := range []struct{ name, label string }{
		{"known", "Do people know the practice model?"},
		{"used", "Do they use it?"},
		{"time", "Do they have the time?"},
		{"supervision", "Is supervision regular?"},
		{"extra", "A question of your own (optional)"},
		{"another", "Another question of your own (optional)"},
	} {
		field := f.Text(q.name, q.label)
		if q.name == "extra" {
			field.Hint.Text = "It is answered with yes, mostly, a little, or no."
		}
		fields = append(fields, field)
	}
	first := f.Date("first", "When does the first open?")
	first.Hint.Text = "The next ones open every three months after it. Whoever leads the programme is told, to hand the links on."
	yes := govuk.Item{Value: "yes", Text: "Yes"}
	yes.Conditional.Parts = []govuk.Component{first}
	fields = append(fields, f.Radios("quarterly", "Should a survey open by itself each quarter?", yes, govuk.Item{Value: "no", Text: "No"}), shortAnswer(f, "reason", "Why is this changed?"))
	return QuestionsPage{
		Form: f, Section: planPath, Back: pulsePath, Heading: "What the surveys ask", Action: pulsePath + "/rules", Send: "Save",
		About:  "Change the words and not the meaning: surveys stand beside each other, question by question. One that is open keeps the words that it began with.",
		Fields: fields,
	}
}

func (s *Server) setPulseRules(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.PulseRuleForm
	return s.run(w, r, &errand{
		form: &form, into: &c, then: pulsePath, done: "Saved. The next survey asks this.",
		do: func() error {
			_, err := s.Pulses.SetPulseRules(r.Context(), c, form.asked(r))
			return err
		},
		draw: func(status int) error { return s.show(w, r, status, pulseRuleQuestions(form)) },
	})
}
