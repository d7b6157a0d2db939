package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func (s *Server) askScrutinyPage(w http.ResponseWriter, r *http.Request) error {
	return s.showAskScrutiny(w, r, http.StatusOK, newFormFor(readiness.AskPreScrutiny{SeriesID: r.URL.Query().Get("series")}))
}

// showAskScrutiny draws the form of a request. Whoever may ask for no committee is told why instead.
func (s *Server) showAskScrutiny(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	series, err := s.committees(r)
	if err != nil {
		return err
	}
	committees := mayAskFor(by(r), series)
	switch {
	case len(series) == 0:
		return readiness.Errorf(readiness.Conflict, "No scrutiny committee has been set up yet. The improvement programme lead adds it under Meetings.")
	case len(committees) == 0:
		return readiness.Errorf(readiness.Forbidden, "Only whoever calls the meetings of scrutiny, and officers who work the improvement plan, can ask for pre-scrutiny.")
	}
	officers, err := s.Plan.Officers(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, status, askScrutinyQuestions(form, committees, officers))
}

func askScrutinyQuestions(f Form, committees, officers []readiness.Choice) QuestionsPage {
	page := QuestionsPage{
		Form: f, Section: meetingsPath, Back: preScrutinyPath, Caption: "Pre-scrutiny of decisions", Heading: "Ask to see a decision", Action: preScrutinyPath + "/new", Send: "Ask",
		About: "Scrutiny asks to see a decision of the cabinet before it is taken. Whoever owns the decision says on which day it can, and what scrutiny recommends is answered.",
	}
	title, link, why := f.Text("title", "What is to be decided?"), f.Text("plan_link", "Where does the forward plan name it? (optional)"), longAnswer(f, "why", "Why does scrutiny ask?", 4)
	title.Hint.Text = "As the forward plan calls it. Elected members can read this, so name no child."
	link.Hint.Text = "The address of its page, which begins with https://"
	link.Inputmode, why.Hint.Text = "url", "What the committee wants to look at. Name no child."
	first := []govuk.Component{}
	if len(committees) > 1 {
		first = append(first, f.Select("series_id", "Which committee asks?", options("Choose a committee", committees)...))
	} else {
		first = append(first, hidden{"series_id", []string{committees[0].Code}})
	}
	decides := f.Date("decides", "When is it to be decided?")
	decides.Hint.Text = "The day of the cabinet meeting. For example, 27 3 2027."
	page.Fields = append(append(keepFields(f), first...), title, decides, link, why, f.Select("owner_id", "Who owns the decision?", options("Choose a person", officers)...))
	return page
}

// askScrutiny plans a request and has it opened. What looks like a child's is asked about first.
func (s *Server) askScrutiny(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.AskPreScrutiny
	form.read(&c)
	form.reword("owner_id", "Choose who owns the decision.")
	form.reword("series_id", "Choose the committee that asks.")
	form.keeps(looksLikeChilds(spoken{"in the decision", c.Title}, spoken{"in why scrutiny asks", c.Why}))
	if form.Failed() {
		return s.showAskScrutiny(w, r, http.StatusUnprocessableEntity, form)
	}
	planned, err := s.PreScrutinies.AskPreScrutiny(r.Context(), c, form.asked(r))
	if err == nil {
		err = s.Commands.OpenPreScrutiny(r.Context(), planned)
	}
	if err != nil {
		status, shown, err := s.again(w, r, err, &form, preScrutinyPath)
		if shown {
			return err
		}
		return s.showAskScrutiny(w, r, status, form)
	}
	s.done(r, "Scrutiny has asked. Whoever owns the decision is told in the morning.")
	return seeOther(w, r, preScrutinyHref(planned.ID))
}
