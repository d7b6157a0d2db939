package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// planVisitPage asks for a monitoring or focused visit, callPage for an inspection, or the rehearsal of one: that begins at once.
func (s *Server) planVisitPage(w http.ResponseWriter, r *http.Request) error {
	return s.showPlanVisit(w, r, http.StatusOK, newFormFor(readiness.PlanVisit{Kind: "monitoring"}))
}

func (s *Server) callPage(w http.ResponseWriter, r *http.Request) error {
	return s.showPlanVisit(w, r, http.StatusOK, newFormFor(readiness.PlanVisit{Kind: "standard", Called: s.today(), Rehearsal: r.URL.Query().Get("rehearsal")}))
}

func (s *Server) showPlanVisit(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	packs, err := s.Packs.PacksOn(r.Context(), s.today())
	if err != nil {
		return err
	}
	officers, err := s.Plan.Officers(r.Context())
	if err != nil {
		return err
	}
	if callForm(r) {
		return s.show(w, r, status, callQuestions(form, officers))
	}
	return s.show(w, r, status, planVisitQuestions(form, packs, officers))
}

// callForm reports whether a request is about an inspection that begins with a call.
func callForm(r *http.Request) bool { return r.URL.Path == visitsPath+"/call" }

func planVisitQuestions(f Form, packs []readiness.FocusPack, officers []readiness.Choice) QuestionsPage {
	var kinds, areas []govuk.Item
	for _, k := range readiness.VisitKinds {
		if !readiness.BeginsWithCall(k.Code) {
			kinds = append(kinds, govuk.Item{Value: k.Code, Text: k.Text})
		}
	}
	for _, p := range packs {
		who := f.Select("lead-"+p.Focus, "Who leads it?", options("An assistant director", officers)...)
		who.Hint.Text = "What is late of it climbs to the area head, when an area head leads it, and otherwise to the assistant director."
		areas = append(areas, govuk.Item{Value: p.Focus, Text: p.Name, Conditional: govuk.Conditional{Parts: []govuk.Component{who}}})
	}
	name := f.Text("name", "What is it called? (optional)")
	name.Hint.Text = "Without a name it is called by its kind and its month."
	on := f.Date("on", "What is the first day on site?")
	on.Hint.Text = "For example, 6 4 2027. If it is nearer than the preparation takes, the director decides what is left out."
	lead := f.Select("lead_id", "Who leads the whole visit?", options("The improvement programme lead", officers)...)
	return QuestionsPage{
		Form: f, Section: visitsPath, Back: visitsPath, Heading: "Plan a visit", Action: visitsPath + "/new", Send: "Plan it",
		About:  "Its steps and their days follow from the run-up of its kind. Who has which other part follows from people’s posts; you name others on the visit’s page.",
		Fields: []govuk.Component{f.Radios("kind", "What kind of visit is it?", kinds...), f.Checkboxes("focus", "Which focus areas?", areas...), on, lead, name},
	}
}

func callQuestions(f Form, officers []readiness.Choice) QuestionsPage {
	var kinds []govuk.Item
	for _, k := range readiness.VisitKinds {
		if readiness.BeginsWithCall(k.Code) {
			kinds = append(kinds, govuk.Item{Value: k.Code, Text: k.Text})
		}
	}
	page := QuestionsPage{
		Form: f, Section: visitsPath, Back: visitsPath, Heading: "Ofsted have rung", Action: visitsPath + "/call", Send: "Begin now",
		About: "The run-book opens with a step for everybody who has a part, and each of them gets a mail at once. Parts that nobody has reach the director at once. A rehearsal that is still open is ended.",
	}
	if f.Values.Get("rehearsal") == "yes" {
		page.Heading, page.Send = "Rehearse the call", "Begin the rehearsal"
		page.About = "The run-book opens as if Ofsted had rung, marked as a rehearsal everywhere. Everybody who has a part gets a mail that says so. Nothing leaves the service, and the real thing is never mixed with it."
	}
	called := f.Date("called", "On which day did they ring?")
	on := f.Date("on", "What is the first day on site? (optional)")
	on.Hint.Text = "Without one it is the Monday after the call."
	page.Fields = []govuk.Component{
		f.Radios("kind", "Which inspection is it?", kinds...), called, on, f.Select("lead_id", "Who leads it?", options("The improvement programme lead", officers)...),
		hidden{"rehearsal", f.Values["rehearsal"]},
	}
	return page
}

func (s *Server) planVisit(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	form.Values["leads"] = nil
	for _, focus := range form.Values["focus"] { // a lead for each, in the same order
		form.Values.Add("leads", form.Values.Get("lead-"+focus))
	}
	var c readiness.PlanVisit
	if !form.read(&c) {
		return s.showPlanVisit(w, r, http.StatusUnprocessableEntity, form)
	}
	planned, err := s.Visits.PlanVisit(r.Context(), c, form.asked(r))
	if err == nil {
		err = s.Commands.OpenVisit(r.Context(), planned)
	}
	if err != nil {
		status, shown, err := s.again(w, r, err, &form, visitsPath)
		if shown {
			return err
		}
		return s.showPlanVisit(w, r, status, form)
	}
	done := "The visit is planned. Look who has which part, and name others where it is somebody else."
	if callForm(r) {
		done = "It has begun. Everybody who has a part is told now."
	}
	s.done(r, done)
	return seeOther(w, r, visitHref(planned.ID))
}

// visitRulesForm is what the form of the rules sends.
type visitRulesForm struct {
	readiness.VisitRules
	readiness.RuleChange
}

func (s *Server) visitRulesPage(w http.ResponseWriter, r *http.Request) error {
	rules, err := s.Visits.VisitRules(r.Context())
	if err != nil {
		return err
	}
	form := newFormFor(visitRulesForm{VisitRules: rules})
	form.IfSeq = rules.Version
	return s.show(w, r, http.StatusOK, visitRuleQuestions(form, rules.Version))
}

func visitRuleQuestions(f Form, version int) QuestionsPage {
	page := QuestionsPage{
		Form: f, Section: visitsPath, Back: visitsPath, Heading: "Rules of visits", Action: visitsPath + "/rules", Send: "Save the rules",
		About: "These are the council’s own, now in version " + thousands(version) + ". Ofsted sets none of them; what Sightline began with is a proposal. The steps and their days stand in the run-ups.",
	}
	for _, x := range readiness.VisitFigures {
		page.Fields = append(page.Fields, figureField(f, x.Name, x.Words))
	}
	page.Fields = append(page.Fields, longAnswer(f, "reason", "Why are they changed?", 3), f.Radios("running", "What about visits that run already?",
		govuk.Item{Value: readiness.RunningTake, Text: "They take the new rules, in the night"}, govuk.Item{Value: readiness.RunningKeep, Text: "They keep the rules that they began with"}))
	return page
}

// figureField asks for a rule that is a number.
func figureField(f Form, name, words string) govuk.Input {
	field := f.Text(name, words)
	field.Inputmode, field.Classes = "numeric", "govuk-input--width-4"
	return field
}

func (s *Server) setVisitRules(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	rules, err := s.Visits.VisitRules(r.Context())
	if err != nil {
		return err
	}
	var c visitRulesForm
	if !form.read(&c) {
		return s.show(w, r, http.StatusUnprocessableEntity, visitRuleQuestions(form, rules.Version))
	}
	if _, err = s.Visits.SetVisitRules(r.Context(), c.VisitRules, c.RuleChange, form.asked(r)); err != nil {
		status, shown, err := s.again(w, r, err, &form, visitsPath+"/rules")
		if shown {
			return err
		}
		return s.show(w, r, status, visitRuleQuestions(form, rules.Version))
	}
	s.done(r, "The rules are saved.")
	return seeOther(w, r, visitsPath+"/rules")
}
