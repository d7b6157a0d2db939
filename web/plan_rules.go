package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// PlanRulesPage shows the rules of the improvement plan and changes them.
type PlanRulesPage struct {
	Version int
	Seed    string
	Form    Form
}

// Face is the page's frame.
func (p PlanRulesPage) Face() Face {
	return Face{Template: "plan_rules", Title: "Rules of the improvement plan", Section: "/more", Back: planPath, Failed: p.Form.Failed()}
}

// planRulesForm is what the page's form sends.
type planRulesForm struct {
	readiness.PlanRuleForm
	readiness.RuleChange
}

// Fields are the rules, then why they are changed and for whom.
func (p PlanRulesPage) Fields() []govuk.Component {
	f := p.Form
	var fields []govuk.Component
	for _, x := range readiness.PlanFigures() {
		field := f.Text(x.Name, x.Words)
		field.Inputmode, field.Classes, field.Hint.Text = "numeric", "govuk-input--width-4", x.Hint
		fields = append(fields, field)
	}
	retests := f.Text("retests", "After how many months does an action come back that was shown done?")
	retests.Classes, retests.Hint.Text = "govuk-input--width-10", "Months, with commas between them: 3, 6. Leave it empty for no re-tests."
	boards := longAnswer(f, "board_lines", "Which boards hear of actions?", 6)
	boards.Hint.Text = "One on each line."
	return append(fields, retests, boards, longAnswer(f, "reason", "Why are they changed?", 3), f.Radios("running", "What about actions that run already?",
		govuk.Item{Value: readiness.RunningTake, Text: "They take the new rules, in the night"}, govuk.Item{Value: readiness.RunningKeep, Text: "They keep the rules that they began with"}))
}

// Button sends the form.
func (PlanRulesPage) Button() govuk.Button { return govuk.Button{Text: "Save the rules"} }

func (s *Server) planRulesPage(w http.ResponseWriter, r *http.Request) error {
	rules, err := s.Actions.PlanRules(r.Context())
	if err != nil {
		return err
	}
	form := newFormFor(planRulesForm{PlanRuleForm: rules.Form()})
	form.IfSeq = rules.Version
	return s.show(w, r, http.StatusOK, PlanRulesPage{Version: rules.Version, Seed: rules.VerifierSeed, Form: form})
}

func (s *Server) setPlanRules(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	rules, err := s.Actions.PlanRules(r.Context())
	if err != nil {
		return err
	}
	page := PlanRulesPage{Version: rules.Version, Seed: rules.VerifierSeed}
	var c planRulesForm
	if !form.read(&c) {
		page.Form = form
		return s.show(w, r, http.StatusUnprocessableEntity, page)
	}
	next, err := rules.With(c.PlanRuleForm)
	if err == nil {
		_, err = s.Actions.SetPlanRules(r.Context(), next, c.RuleChange, form.asked(r))
	}
	if err != nil {
		status, shown, err := s.again(w, r, err, &form, "/plan/rules")
		if shown {
			return err
		}
		page.Form = form
		return s.show(w, r, status, page)
	}
	s.done(r, "The rules are saved.")
	return seeOther(w, r, "/plan/rules")
}
