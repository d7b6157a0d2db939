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
	figure := func(name, label, hint string) govuk.Input {
		field := f.Text(name, label)
		field.Inputmode, field.Classes, field.Hint.Text = "numeric", "govuk-input--width-3", hint
		return field
	}
	criteria := criteriaField(f, "home_criteria", "Which criteria of the self-assessment do reports say something about?")
	criteria.Hint.Text = "Codes with commas between them. For example, CC08, CC13."
	return QuestionsPage{
		Form: f, Section: homesPath, Back: homesPath, Heading: "Rules of the visits", Action: homesPath + "/rules", Send: "Save the rules",
		About: "That each home is visited in every month, what a report goes through and who gets it, is in the regulations. These are the council’s own.",
		Fields: []govuk.Component{
			figure("notice_days", "Working days before the end of a month at which somebody hears of a home without a visit", "Quality assurance and the improvement programme lead hear of it. After the month the assistant director does as well."),
			figure("home_report_days", "Working days from a visit to its report", ""),
			figure("same_months", "Months in a row with the same visitor, from which it is asked whether somebody else should go", "It is asked, and can be answered with a reason."),
			criteria, shortAnswer(f, "reason", "Why is this changed?"),
		},
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
