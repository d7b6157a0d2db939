package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// A homeVisitPlan is what the questions of a visit are about: its home, who can go, and what it is now.
type homeVisitPlan struct {
	record   readiness.HomeRecord
	visit    readiness.HomeVisit // the zero one when it is new
	visitors []readiness.HomeVisitor
	rules    readiness.HomeRules
	today    calendar.Date
}

func (p homeVisitPlan) questions(f Form) QuestionsPage {
	home := p.record.Home
	day := f.Date("visit_on", "On which day?")
	day.Hint.Text = "At least one visit in every calendar month. For example, 27 3 2027."
	why := longAnswer(f, "why", "If something is asked about them: why is it right all the same? (optional)", 3)
	why.MaxLength = 1000
	page := QuestionsPage{
		Form: f, Section: homesPath, Back: childrensHomeHref(home.ID), Caption: home.Name, Heading: "Plan or record a visit", Action: childrensHomeHref(home.ID) + "/visits/new", Send: "Save the visit",
		Fields: append(p.who(f), f.Radios("held", "Has it been made?", govuk.Item{Value: "no", Text: "No, it is planned"}, govuk.Item{Value: "yes", Text: "Yes"}), day,
			f.Radios("announced", "Does the home know of it beforehand?", govuk.Item{Value: "no", Text: "No"}, govuk.Item{Value: "yes", Text: "Yes, it is announced"}), why),
	}
	if p.visit.ID != "" {
		page.Back, page.Heading, page.Action = homeVisitPath+p.visit.ID, "Change the visit, or say that it was made", homeVisitPath+p.visit.ID+"/change"
	}
	return page
}

// who asks for the visitor. Those whom something bars are named with why, and stand in the list only where they were chosen before.
func (p homeVisitPlan) who(f Form) []govuk.Component {
	var can []readiness.Choice
	var fields []govuk.Component
	for _, v := range p.visitors {
		if !v.Until.IsZero() && v.Until.Before(p.today) && v.ID != p.visit.VisitorID {
			continue
		}
		why := barred(v.Conflicts(p.record.Home, 1, p.rules))
		if why != "" {
			fields = append(fields, remark{"barred-" + v.ID, why})
		}
		if why == "" || v.ID == f.Values.Get("visitor_id") {
			can = append(can, readiness.Choice{Code: v.ID, Text: v.Name + ", " + v.Role})
		}
	}
	who := f.Select("visitor_id", "Who visits?", options("Choose a visitor", can)...)
	if len(can) == 0 {
		who.Hint.Text = "Nobody can visit this home. Add a visitor first."
	}
	return append([]govuk.Component{who}, fields...)
}

// homeVisitPlan gathers what the questions need: of a visit, or of a new one to the home.
func (s *Server) homeVisitPlan(r *http.Request, homeID, visitID string) (p homeVisitPlan, err error) {
	p.today = s.today()
	if visitID == "" {
		p.record, err = s.Homes.HomeRecord(r.Context(), by(r), homeID)
	} else {
		p.record, p.visit, err = s.HomeVisits.HomeVisit(r.Context(), by(r), visitID)
	}
	if err != nil {
		return p, err
	}
	if p.visitors, err = s.Homes.HomeVisitors(r.Context(), by(r)); err != nil {
		return p, err
	}
	p.rules, err = s.Homes.HomeRules(r.Context())
	return p, err
}

func (s *Server) newHomeVisitPage(w http.ResponseWriter, r *http.Request) error {
	p, err := s.homeVisitPlan(r, r.PathValue("id"), "")
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, p.questions(newForm()))
}

func (s *Server) newHomeVisit(w http.ResponseWriter, r *http.Request) error {
	p, err := s.homeVisitPlan(r, r.PathValue("id"), "")
	if err != nil {
		return err
	}
	return s.saveHomeVisit(w, r, p)
}

func (s *Server) homeVisitForm(w http.ResponseWriter, r *http.Request) error {
	p, err := s.homeVisitPlan(r, "", r.PathValue("id"))
	if err == nil {
		err = p.visit.MayChange()
	}
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, p.questions(newFormFor(p.visit.Form())))
}

func (s *Server) changeHomeVisit(w http.ResponseWriter, r *http.Request) error {
	p, err := s.homeVisitPlan(r, "", r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.saveHomeVisit(w, r, p)
}

func (s *Server) saveHomeVisit(w http.ResponseWriter, r *http.Request, p homeVisitPlan) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.SaveHomeVisit
	e := &errand{form: &form, into: &c, draw: func(status int) error { return s.show(w, r, status, p.questions(form)) }}
	e.mind = func() {
		form.reword("visitor_id", "Choose who visits.")
		form.reword("held", "Choose whether it has been made.")
		form.reword("announced", "Choose whether the home knows of it beforehand.")
	}
	e.do = func() error {
		v, err := s.HomeVisits.SaveHomeVisit(r.Context(), p.record.Home.ID, p.visit.ID, c, form.asked(r))
		e.then, e.done = homeVisitPath+v.ID, "The visit is planned."
		if v.Held {
			e.done = "The visit is recorded. Its report is due by " + v.ReportBy.Long() + "."
		}
		return err
	}
	return s.run(w, r, e)
}
