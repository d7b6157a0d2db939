package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// homeForm asks for a new home, or for what is to change of one.
func (s *Server) homeForm(w http.ResponseWriter, r *http.Request) error {
	form := newForm()
	if id := r.PathValue("id"); id != "" {
		record, err := s.Homes.HomeRecord(r.Context(), by(r), id)
		if err != nil {
			return err
		}
		form = newFormFor(record.Home.Form())
	}
	return s.showHomeForm(w, r, http.StatusOK, form)
}

func (s *Server) showHomeForm(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	areas, err := s.Places.Areas(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, status, homeQuestions(r.PathValue("id"), form, areas))
}

// homeQuestions are the questions about a home; id "" is a new one.
func homeQuestions(id string, f Form, areas []readiness.Area) QuestionsPage {
	provider, places := f.Text("provider", "Which provider?"), f.Text("places", "How many children can live there?")
	places.Inputmode, places.Classes = "numeric", "govuk-input--width-3"
	from, until := f.Date("from", "From which day are its visits kept here?"), f.Date("until", "What is its last day? (optional)")
	from.Hint.Text = "Months before it are not asked for. For example, 1 4 2027."
	until.Hint.Text = "Only when the home closes."
	other := radioItems(readiness.HomeRunners)
	other[1].Conditional.Parts = []govuk.Component{provider}
	page := QuestionsPage{
		Form: f, Section: homesPath, Back: homesPath, Heading: "Add a children’s home", Action: homesPath + "/new", Send: "Add the home",
		Fields: []govuk.Component{
			f.Text("name", "What is the home called?"), f.Radios("run_by", "Who runs it?", other...), f.Text("manager", "Who is its registered manager?"), places, areaField(f, areas), from, until,
		},
	}
	if id != "" {
		page.Back, page.Heading, page.Action, page.Send = childrensHomeHref(id), "Change the home", childrensHomeHref(id)+"/change", "Save"
	}
	return page
}

func (s *Server) saveHome(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.SaveHome
	e := &errand{form: &form, into: &c, done: "The home is saved.", draw: func(status int) error { return s.showHomeForm(w, r, status, form) }}
	e.mind = func() { form.reword("run_by", "Choose who runs the home.") }
	e.do = func() error {
		h, err := s.Homes.SaveHome(r.Context(), r.PathValue("id"), c, form.asked(r))
		e.then = childrensHomeHref(h.ID)
		return err
	}
	return s.run(w, r, e)
}
