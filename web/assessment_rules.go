package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// assessmentRulesForm is what the form of the rules sends.
type assessmentRulesForm struct {
	readiness.AssessmentRules
	readiness.RuleChange
}

func (s *Server) assessmentRulesPage(w http.ResponseWriter, r *http.Request) error {
	rules, err := s.Assessments.AssessmentRules(r.Context())
	if err != nil {
		return err
	}
	form := newFormFor(assessmentRulesForm{AssessmentRules: rules})
	form.IfSeq = rules.Version
	return s.show(w, r, http.StatusOK, assessmentRuleQuestions(form, rules.Version))
}

func assessmentRuleQuestions(f Form, version int) QuestionsPage {
	page := QuestionsPage{
		Form: f, Section: assessmentsPath, Back: assessmentsPath, Heading: "Rules of the self-assessment", Action: assessmentsPath + "/rules", Send: "Save the rules",
		About: "These are the council’s own, now in version " + thousands(version) + ". Ofsted sets no timetable for a self-evaluation; what Sightline began with is a proposal.",
	}
	for _, x := range readiness.AssessmentFigures {
		page.Fields = append(page.Fields, figureField(f, x.Name, x.Words))
	}
	page.Fields = append(page.Fields, longAnswer(f, "reason", "Why are they changed?", 3), f.Radios("running", "What about a self-assessment that runs already?",
		govuk.Item{Value: readiness.RunningTake, Text: "It takes the new rules, in the night"}, govuk.Item{Value: readiness.RunningKeep, Text: "It keeps the rules that it began with"}))
	return page
}

func (s *Server) setAssessmentRules(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	rules, err := s.Assessments.AssessmentRules(r.Context())
	if err != nil {
		return err
	}
	var c assessmentRulesForm
	if !form.read(&c) {
		return s.show(w, r, http.StatusUnprocessableEntity, assessmentRuleQuestions(form, rules.Version))
	}
	if _, err = s.Assessments.SetAssessmentRules(r.Context(), c.AssessmentRules, c.RuleChange, form.asked(r)); err != nil {
		status, shown, err := s.again(w, r, err, &form, assessmentsPath+"/rules")
		if shown {
			return err
		}
		return s.show(w, r, status, assessmentRuleQuestions(form, rules.Version))
	}
	s.done(r, "The rules are saved.")
	return seeOther(w, r, assessmentsPath+"/rules")
}
