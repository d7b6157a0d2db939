package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func (s *Server) homeRulesPage(w http.ResponseWriter, r *http.Request) error {
	rules, err := s.Homes.HomeRules(r.Context())
	if err != nil {
		return err
	}
	form := newFormFor(rules.Form())
	form.IfSeq = rules.Version
	return s.show(w, r, http.StatusOK, homeRuleQuestions(form))
}

func homeRuleQuestions(f Form) QuestionsPage {
	fields := make([]govuk.Component, 0, len(readiness.HomeFigures)+2)
	for _, x := range readiness.HomeFigures {
		field := f.Text(x.Name, x.Words)
		field.Inputmode, field.Classes, field.Hint.Text = "numeric", "govuk-input--width-3", x.Hint
		fields = append(fields, field)
	}
	criteria := criteriaField(f, "home_criteria", "Which criteria of the self-assessment do reports say something about?")
	criteria.Hint.Text = "Codes with commas between them. For example, CC08, CC13."
	return QuestionsPage{
		Form: f, Section: homesPath, Back: homesPath, Heading: "Rules of the visits", Action: homesPath + "/rules", Send: "Save the rules",
		About:  "That each home is visited in every month, what a report goes through and who gets it, is in the regulations. These are the council’s own.",
		Fields: append(fields, criteria, shortAnswer(f, "reason", "Why is this changed?")),
	}
}

func (s *Server) setHomeRules(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	form.readCodes("home_criteria")
	var c readiness.HomeRuleForm
	return s.run(w, r, &errand{
		form: &form, into: &c, then: homesPath, done: "The rules are saved.",
		do: func() error {
			_, err := s.Homes.SetHomeRules(r.Context(), c, form.asked(r))
			return err
		},
		draw: func(status int) error { return s.show(w, r, status, homeRuleQuestions(form)) },
	})
}
