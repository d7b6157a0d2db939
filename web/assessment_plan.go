package web

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// planAssessmentPage asks for a new cycle. The framework is the one that holds today unless another is chosen first.
func (s *Server) planAssessmentPage(w http.ResponseWriter, r *http.Request) error {
	return s.showPlanAssessment(w, r, http.StatusOK, nil)
}

func (s *Server) showPlanAssessment(w http.ResponseWriter, r *http.Request, status int, form *Form) error {
	lines, err := s.Frameworks.Frameworks(r.Context())
	if err != nil {
		return err
	}
	cycles, err := s.Assessments.Assessments(r.Context(), by(r))
	if err != nil {
		return err
	}
	if form == nil {
		fresh := newFormFor(s.nextCycle(r.URL.Query().Get("framework"), lines, cycles))
		form = &fresh
	}
	of, err := s.Frameworks.Framework(r.Context(), form.Values.Get("framework"))
	if err != nil {
		return err
	}
	people, err := s.People.People(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, status, planAssessmentQuestions(*form, of, lines, cycles, people, s.today()))
}

func planAssessmentQuestions(f Form, of readiness.Framework, lines []readiness.FrameworkLine, cycles []readiness.AssessmentRow, people []readiness.Person, today calendar.Date) QuestionsPage {
	return QuestionsPage{
		Form: f, Section: assessmentsPath, Back: assessmentsPath, Heading: "Plan a self-assessment", Action: assessmentsPath + "/new", Send: "Plan it",
		About:  "Each judgement area gets a lead, who writes its criteria until you name authors, and a challenger from outside delivery. The days follow from the first one by the rules of your council; you can move them afterwards.",
		Fields: planAssessmentFields(f, of, lines, cycles, people, today),
	}
}

// nextCycle is what a new cycle most likely is: a whole one with the framework in force, or a refresh of what was published.
func (s *Server) nextCycle(framework string, lines []readiness.FrameworkLine, cycles []readiness.AssessmentRow) readiness.PlanAssessment {
	p := readiness.PlanAssessment{Kind: readiness.AnnualCycle, Framework: framework, Starts: s.today()}
	for _, l := range lines {
		if p.Framework == "" && l.HoldsOn(s.today()) {
			p.Framework = l.Code
		}
	}
	for _, c := range cycles {
		if c.Status == readiness.AssessmentPublished {
			p.Before = c.AssessmentID
			break
		}
	}
	return p
}

func planAssessmentFields(f Form, of readiness.Framework, lines []readiness.FrameworkLine, cycles []readiness.AssessmentRow, people []readiness.Person, today calendar.Date) []govuk.Component {
	var versions, earlier []govuk.Option
	for _, l := range lines {
		versions = append(versions, govuk.Option{Value: l.Code, Text: l.Name})
	}
	earlier = append(earlier, govuk.Option{Value: "", Text: "None: begin with empty texts"})
	for _, c := range cycles {
		if c.Status == readiness.AssessmentPublished || c.Status == readiness.AssessmentSuperseded {
			earlier = append(earlier, govuk.Option{Value: c.AssessmentID, Text: c.Name})
		}
	}
	name := f.Text("name", "What is it called?")
	name.Hint.Text = "For example, 2026 to 2027."
	framework := f.Select("framework", "Framework", versions...)
	framework.Hint.Text = "If you choose another, you are asked for its judgement areas before anything is planned."
	before := f.Select("before", "Carry texts over from", earlier...)
	before.Hint.Text = "Authors begin with what the earlier one says, across versions of the framework."
	fields := []govuk.Component{
		f.Radios("kind", "What kind is it?", radioItems(readiness.CycleKinds)...), name, framework, hidden{"of", []string{of.Code}}, f.Date("starts", "On which day does the writing begin?"), before,
	}
	leads, challengers := holdersOf(people, today, readiness.AreaHead, readiness.AssistantDirector, readiness.Director, readiness.ImprovementLead), holdersOf(people, today, readiness.QualityAssurance, readiness.Peer)
	for i, area := range of.Areas {
		fields = append(fields, personAt(f, "leads", i, "Lead: "+area.Name, leads), personAt(f, "challengers", i, "Challenger: "+area.Name, challengers))
	}
	for _, signer := range []struct {
		field, label string
		role         readiness.Role
	}{
		{"assistant_id", "Which assistant director signs?", readiness.AssistantDirector},
		{"director_id", "Who signs as director of children’s services?", readiness.Director},
		{"member_id", "Who signs as lead member?", readiness.LeadMember},
	} {
		holders := holdersOf(people, today, signer.role)
		if len(holders) == 1 && f.Values.Get(signer.field) == "" {
			f.Values.Set(signer.field, holders[0].Code)
		}
		q := f.Select(signer.field, signer.label, options("Choose a person", holders)...)
		if len(holders) == 0 {
			q.Hint.Text = "Nobody has this post yet. An administrator can give it to somebody."
		}
		fields = append(fields, q)
	}
	return fields
}

// personAt asks for one person of several under one name: the one at a place.
func personAt(f Form, name string, place int, label string, people []readiness.Choice) govuk.Select {
	q := f.Select(name, label, options("Choose a person", people)...)
	q.Value = ""
	if all := f.Values[name]; place < len(all) {
		q.Value = all[place]
	}
	if place > 0 {
		q.ID = name + "-" + strconv.Itoa(place+1) // the first has the name itself, to which a fault leads
		q.ErrorMessage = govuk.ErrorMessage{}
	}
	return q
}

// holdersOf are the people who hold one of the roles on a day, by name.
func holdersOf(people []readiness.Person, on calendar.Date, roles ...readiness.Role) (found []readiness.Choice) {
	for _, p := range people {
		for _, post := range p.Posts {
			if p.Active && slices.Contains(roles, post.Role) && !on.Before(post.From) && (post.Until.IsZero() || !on.After(post.Until)) {
				found = append(found, readiness.Choice{Code: p.ID, Text: p.Name + ", " + post.Role.Title()})
				break
			}
		}
	}
	return found
}

func (s *Server) planAssessment(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	if form.Values.Get("of") != form.Values.Get("framework") { // other judgement areas: ask for their people first
		form.Values.Del("leads")
		form.Values.Del("challengers")
		return s.showPlanAssessment(w, r, http.StatusOK, &form)
	}
	var c readiness.PlanAssessment
	if !form.read(&c) {
		form.rewordPeople()
		return s.showPlanAssessment(w, r, http.StatusUnprocessableEntity, &form)
	}
	planned, err := s.Assessments.PlanAssessment(r.Context(), c, form.asked(r))
	if err == nil {
		err = s.Commands.OpenAssessment(r.Context(), planned)
	}
	if err != nil {
		status, shown, err := s.again(w, r, err, &form, assessmentsPath)
		if shown {
			return err
		}
		return s.showPlanAssessment(w, r, status, &form)
	}
	s.done(r, "The self-assessment is planned. Name authors and challengers next, where the leads do not write everything themselves.")
	return seeOther(w, r, assessmentHref(planned.ID))
}

// rewordPeople says once what is missing of leads and signers, who are chosen from lists.
func (f *Form) rewordPeople() {
	for i, e := range f.Errors {
		if e.Name == "leads" {
			f.Errors[i].Message = "Choose a lead for each judgement area."
		}
	}
	f.Errors = slices.CompactFunc(f.Errors, func(a, b govuk.FieldError) bool { return a.Name == b.Name && a.Message == b.Message })
	f.reword("assistant_id", "Choose which assistant director signs.")
	f.reword("director_id", "Choose who signs as director.")
	f.reword("member_id", "Choose who signs as lead member.")
}
