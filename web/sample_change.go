package web

import (
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func (s *Server) replaceChildPage(w http.ResponseWriter, r *http.Request) error {
	return s.showReplaceChild(w, r, http.StatusOK, newForm())
}

func (s *Server) showReplaceChild(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	view, err := s.sampleToChange(r)
	if err != nil {
		return err
	}
	child := r.PathValue("child")
	i := slices.IndexFunc(view.Rows, func(row readiness.SampleRow) bool { return row.ChildID == child && !row.Replaced() })
	if i < 0 {
		return readiness.Errorf(readiness.NotFound, "This child is not in the sample any more.")
	}
	return s.show(w, r, status, replaceQuestions(view, view.Rows[i], form))
}

// sampleToChange is the sample for whoever may change it; who may not hears so before a form asks them anything.
func (s *Server) sampleToChange(r *http.Request) (readiness.SampleView, error) {
	view, err := s.Samples.SampleView(r.Context(), by(r), r.PathValue("id"), r.PathValue("focus"))
	if err != nil {
		return view, err
	}
	return view, view.MaySample(by(r))
}

func replaceQuestions(v readiness.SampleView, row readiness.SampleRow, f Form) QuestionsPage {
	back := sampleHref(v.Visit.VisitID, v.Focus.Code)
	other := f.Text("note", "Which reason?")
	other.Hint.Text = "Do not describe the child."
	reasons := radioItems(readiness.ReplaceReasons)
	reasons[len(reasons)-1].Conditional = govuk.Conditional{Parts: []govuk.Component{other}}
	return QuestionsPage{
		Form: f, Section: visitsPath, Back: back, Caption: v.Focus.Name + ": " + orHiddenChild(row.Ref), Heading: "Replace the child", Action: back + "/" + row.ChildID + "/replace", Send: "Replace the child",
		About:  "The next child in the order of the draw comes in, of the same team if there is one. The reason stays on the page of the sample.",
		Fields: append(keepFields(f), f.Radios("reason", "Why can this child not be audited?", reasons...)),
	}
}

func (s *Server) replaceChild(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.ReplaceChild
	visit, focus := r.PathValue("id"), r.PathValue("focus")
	e := &errand{form: &form, into: &c, then: sampleHref(visit, focus), done: "The next child of the draw has the place now."}
	e.mind = func() {
		form.reword("reason", "Choose why the child cannot be audited.")
		form.keeps(looksLikeChilds(spoken{"in the reason", c.Note}))
	}
	e.do = func() error {
		return s.ReplaceSampled(r.Context(), visit, focus, r.PathValue("child"), c, form.asked(r))
	}
	e.draw = func(status int) error { return s.showReplaceChild(w, r, status, form) }
	return s.run(w, r, e)
}

func (s *Server) giveAuditsPage(w http.ResponseWriter, r *http.Request) error {
	return s.showGiveAudits(w, r, http.StatusOK, newForm())
}

func (s *Server) showGiveAudits(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	view, err := s.sampleToChange(r)
	if err != nil {
		return err
	}
	people, err := s.People.People(r.Context())
	if err != nil {
		return err
	}
	may := func(a readiness.Action) []readiness.Choice {
		return holdersOf(people, s.today(), slices.DeleteFunc(slices.Clone(readiness.Roles), func(role readiness.Role) bool {
			return !readiness.May(readiness.Actor{Holdings: []readiness.Holding{{Role: role}}}, a, readiness.Place{})
		})...)
	}
	return s.show(w, r, status, giveAuditsQuestions(view, form, may(readiness.AuditCases), may(readiness.ModerateAudits)))
}

func giveAuditsQuestions(v readiness.SampleView, f Form, auditors, moderators []readiness.Choice) QuestionsPage {
	back := sampleHref(v.Visit.VisitID, v.Focus.Code)
	return QuestionsPage{
		Form: f, Section: visitsPath, Back: back, Caption: v.Focus.Name, Heading: "Give the audits to people", Action: back + "/give", Send: "Give them out",
		About: "Each child goes to somebody who does not hold its case, as evenly as that allows. Whoever moderates must stand outside the line of management of the case and of the auditor. The others take over when somebody cannot. " +
			counted(v.Rules.AuditDays, "working day") + " for each audit.",
		Fields: []govuk.Component{f.Checkboxes("auditors", "Who audits?", radioItems(auditors)...), f.Checkboxes("moderators", "Who moderates?", radioItems(moderators)...)},
	}
}

func (s *Server) giveAudits(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.GiveAudits
	visit, focus := r.PathValue("id"), r.PathValue("focus")
	e := &errand{form: &form, into: &c, then: auditsHref(visit, focus)}
	e.mind = func() {
		form.reword("auditors", "Choose who audits.")
		form.reword("moderators", "Choose who moderates.")
	}
	e.do = func() error {
		n, err := s.GiveOut(r.Context(), visit, focus, c, form.asked(r))
		e.done = counted(n, "audit") + " " + were(n) + " given out. Each auditor is told in the morning."
		return err
	}
	e.draw = func(status int) error { return s.showGiveAudits(w, r, status, form) }
	return s.run(w, r, e)
}
