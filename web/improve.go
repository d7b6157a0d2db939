package web

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func improveHref(id string) string { return appraisalHref(id) + "/improve" }

func (s *Server) improvePage(w http.ResponseWriter, r *http.Request) error {
	view, err := s.Assessments.AppraisalView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	if _, err := (readiness.ImproveCriterion{}).Finding(view); err != nil {
		return err
	}
	first := readiness.ImproveCriterion{Text: cut(view.Written.Text.Weakness, 2000), Theme: view.Criterion}
	return s.showImprove(w, r, http.StatusOK, newFormFor(first))
}

func (s *Server) showImprove(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	view, err := s.Assessments.AppraisalView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	themes, err := s.themes(r)
	if err != nil {
		return err
	}
	officers, err := s.Plan.Officers(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, status, improveQuestions(view, form, themes, officers))
}

func improveQuestions(v readiness.AppraisalView, f Form, themes []string, officers []readiness.Choice) QuestionsPage {
	return improving(QuestionsPage{
		Form: f, Section: assessmentsPath, Back: appraisalHref(v.AppraisalID), Caption: v.Criterion + ": " + v.Text, Heading: "Turn the weakness into a finding",
		Action: improveHref(v.AppraisalID),
	}, "As the self-assessment says it. Elected members can read this.", themes, officers)
}

// improving puts the questions of a finding, with an action or without, on a page; hint says in whose words the finding is.
func improving(page QuestionsPage, hint string, themes []string, officers []readiness.Choice) QuestionsPage {
	f := page.Form
	page.Send = "Add it"
	page.About = "The finding stands in the register with all others. If you know already what is to be done about it, the action comes with it and answers the finding. Do not name a child."
	if id := f.Values.Get("finding_id"); id != "" { // the first half is done
		page.Heading, page.Send = "Add the action that answers the finding", "Add the action"
		page.About = "The finding is in the register. The action could not be added: see what is wrong with it. If you leave now, the finding stays by itself."
		page.Fields = append(keepFields(f), hidden{"finding_id", []string{id}}, hidden{"act", []string{"yes"}})
		for _, name := range []string{"text", "severity", "theme"} {
			page.Fields = append(page.Fields, hidden{name, f.Values[name]})
		}
		page.Fields = append(page.Fields, improveAction(f, officers)...)
		return page
	}
	text, theme := f.Counted("text", "What is not good enough?", 2000), themeField(f)
	text.Rows, text.Threshold, text.Hint.Text = 6, 75, hint
	theme.Attributes = govuk.Attributes{"list": "themes"}
	page.Fields = append(keepFields(f), text, f.Radios("severity", "How much does it weigh?", radioItems(readiness.Severities)...), theme, suggestions{"themes", themes},
		f.Radios("act", "Add an action that answers it?",
			govuk.Item{Value: "yes", Text: "Yes, now", Conditional: govuk.Conditional{Parts: improveAction(f, officers)}},
			govuk.Item{Value: "no", Text: "No, the finding alone"}))
	return page
}

// improveAction asks what an action cannot do without.
func improveAction(f Form, officers []readiness.Choice) []govuk.Component {
	outcome, measure, due := longAnswer(f, "outcome", "What is to be different for children?", 3), f.Text("measure", "What will show that it worked?"), f.Date("due", "When is it due?")
	measure.Hint.Text = "A figure, or an audit that is taken again."
	due.Hint.Text = "A working day. It starts today."
	return []govuk.Component{
		f.Text("title", "What is to be done?"), outcome, measure, f.Select("owner_id", "Who owns it?", options("Choose a person", officers)...),
		f.Select("sponsor_id", "Who sponsors it?", options("Choose a person", officers)...), due,
	}
}

// improveCriterion makes the finding and, where it is asked for, the action. If the action is refused, the form comes back with the finding made.
func (s *Server) improveCriterion(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	return s.improves(w, r, &form, func(status int) error { return s.showImprove(w, r, status, form) }, s.Improve)
}

// improves makes a finding of the thing that the address names and, where it is asked for, the action that answers it, by the house's own way to do so.
func (s *Server) improves(w http.ResponseWriter, r *http.Request, form *Form, draw func(status int) error,
	improve func(ctx context.Context, id string, c readiness.ImproveCriterion, today calendar.Date, asked readiness.Asked) (readiness.Improved, error),
) error {
	var c readiness.ImproveCriterion
	e := &errand{form: form, into: &c, draw: draw}
	e.mind = func() {
		form.reword("severity", "Choose how much it weighs.")
		form.reword("act", "Choose whether an action comes with it.")
		form.reword("owner_id", "Choose who owns the action.")
		form.reword("sponsor_id", "Choose who sponsors the action.")
		if c.FindingID == "" {
			form.keeps(looksLikeChilds(spoken{"in what was found", c.Text}, spoken{"in what is to be done", c.Title}, spoken{"in what is to be different", c.Outcome}))
		}
	}
	e.do = func() error {
		made, err := improve(r.Context(), r.PathValue("id"), c, s.today(), form.asked(r))
		if made.FindingID != "" {
			form.Values.Set("finding_id", made.FindingID)
		}
		e.then, e.done = findingHref(made.FindingID), "The finding is in the register."
		switch {
		case made.ActionID == "":
		case made.Agreed:
			e.done = "The finding is in the register, and the action that answers it is in the plan."
		default:
			e.done = "The finding is in the register, and the action that answers it was proposed. The improvement programme lead agrees it next."
		}
		return err
	}
	return s.run(w, r, e)
}

// Improved counts the actions that improve the criterion, in a sentence; "" when there is none.
func (p AppraisalPage) Improved() string { return readiness.TallyActions(p.View.Actions).Words() }

// Came says how far an action came: whether it was shown done, and whether that lasted.
func (AppraisalPage) Came(a readiness.ActionRow) govuk.Tag {
	switch {
	case a.Status == readiness.ActionLasted:
		return govuk.Tag{Text: "Lasted", Classes: "govuk-tag--green"}
	case a.Status.Shown():
		return govuk.Tag{Text: "Shown done", Classes: "govuk-tag--turquoise"}
	case a.Reopened > 0:
		return govuk.Tag{Text: "Did not last", Classes: "govuk-tag--red"}
	}
	return govuk.Tag{Text: "Not shown done", Classes: "govuk-tag--grey"}
}

// Improved counts the actions that improve the criteria of a judgement area, in a sentence; "" when there is none.
func (s AssessmentSection) Improved() string {
	var all readiness.ActionTally
	for _, r := range s.Rows {
		all = all.Plus(s.page.Actions[r.Criterion])
	}
	return all.Words()
}
