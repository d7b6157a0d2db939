package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// HomeVisitorsPage lists who visits children's homes, and which homes each cannot visit.
type HomeVisitorsPage struct {
	Visitors []readiness.HomeVisitor
	Records  []readiness.HomeRecord
	Rules    readiness.HomeRules
	Viewer   readiness.Actor
	Today    calendar.Date
}

// Face is the page's frame.
func (HomeVisitorsPage) Face() Face {
	return Face{Template: "home_visitors", Title: "Who visits children’s homes", Section: homesPath, Back: homesPath}
}

// Runs reports whether the viewer keeps the visitors.
func (p HomeVisitorsPage) Runs() bool { return mayHere(p.Viewer, may(readiness.RunHomes)) }

// A HomeVisitorRow is one visitor.
type HomeVisitorRow struct {
	Href, Name, Role, Works, Until string
	Barred, Asks                   []string // sentences
}

// Rows are the visitors.
func (p HomeVisitorsPage) Rows() []HomeVisitorRow {
	rows := make([]HomeVisitorRow, len(p.Visitors))
	for i, v := range p.Visitors {
		row := HomeVisitorRow{Name: v.Name, Role: v.Role, Works: worksFor(v), Until: "Still visits"}
		if !v.Until.IsZero() {
			row.Until = "Until " + v.Until.Long()
		}
		if p.Runs() {
			row.Href = homeVisitorsPath + "/" + v.ID
		}
		if v.Visits(p.Today) {
			row.Barred, row.Asks = p.conflicts(v)
		}
		rows[i] = row
	}
	return rows
}

func worksFor(v readiness.HomeVisitor) string {
	if v.Works == readiness.WorksElsewhere {
		return v.Employer
	}
	return readiness.ChoiceText(readiness.VisitorWorks, v.Works)
}

// conflicts are what stands against a visitor at the homes that are open: what bars, and what is asked.
func (p HomeVisitorsPage) conflicts(v readiness.HomeVisitor) (barred, asks []string) {
	for _, r := range p.Records {
		if r.Home.Closed(p.Today) {
			continue
		}
		for _, c := range v.Conflicts(r.Home, readiness.HomeMonthsInARow(r.Visits, v.ID, p.Today), p.Rules) {
			if c.Bars {
				barred = append(barred, c.Text)
			} else {
				asks = append(asks, c.Text)
			}
		}
	}
	return barred, asks
}

func (s *Server) homeVisitors(w http.ResponseWriter, r *http.Request) (err error) {
	page := HomeVisitorsPage{Viewer: by(r), Today: s.today()}
	if page.Visitors, err = s.Homes.HomeVisitors(r.Context(), by(r)); err != nil {
		return err
	}
	if page.Records, err = s.Homes.HomeRecords(r.Context(), by(r)); err != nil {
		return err
	}
	if page.Rules, err = s.Homes.HomeRules(r.Context()); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, page)
}

// homeVisitorForm asks for a new visitor, or for what is to change of one.
func (s *Server) homeVisitorForm(w http.ResponseWriter, r *http.Request) error {
	form := newForm()
	if id := r.PathValue("id"); id != "" {
		visitors, err := s.Homes.HomeVisitors(r.Context(), by(r))
		if err != nil {
			return err
		}
		i := slices.IndexFunc(visitors, func(v readiness.HomeVisitor) bool { return v.ID == id })
		if i < 0 {
			return readiness.Errorf(readiness.NotFound, "There is no such visitor of children’s homes.")
		}
		form = newFormFor(visitors[i].Form())
	}
	return s.showHomeVisitorForm(w, r, http.StatusOK, form)
}

func (s *Server) showHomeVisitorForm(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	records, err := s.Homes.HomeRecords(r.Context(), by(r))
	if err != nil {
		return err
	}
	people, err := s.People.People(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, status, homeVisitorQuestions(r.PathValue("id"), form, records, people))
}

// homeVisitorQuestions are the questions about a visitor; id "" is a new one.
func homeVisitorQuestions(id string, f Form, records []readiness.HomeRecord, people []readiness.Person) QuestionsPage {
	role := f.Text("role", "Which organisation do they come from, or what do they do?")
	account := []govuk.Option{{Value: "", Text: "None"}}
	for _, p := range people {
		if p.Active {
			account = append(account, govuk.Option{Value: p.ID, Text: p.Name})
		}
	}
	works := radioItems(readiness.VisitorWorks)
	works[2].Conditional.Parts = []govuk.Component{f.Text("employer", "Who do they work for?")}
	page := QuestionsPage{
		Form: f, Section: homesPath, Back: homeVisitorsPath, Heading: "Add a visitor", Action: homeVisitorsPath + "/new", Send: "Add the visitor",
		About: "Whoever visits must be independent of the home. What they declare here is looked at whenever they are named for a visit.",
		Fields: append([]govuk.Component{
			f.Text("name", "What is their name?"), role, f.Select("person_id", "Do they have an account here?", account...), f.Radios("works", "Where do they work?", works...),
		}, homeTies(f, records)...),
	}
	page.Fields = append(page.Fields, f.Date("declared_on", "On which day did they declare this?"), f.Date("from", "From which day do they visit?"), f.Date("until", "Until which day? (optional)"))
	if id != "" {
		page.Heading, page.Action, page.Send = "Change the visitor", homeVisitorsPath+"/"+id, "Save"
	}
	return page
}

// homeTies ask for everything that binds a visitor to homes, providers and managers.
func homeTies(f Form, records []readiness.HomeRecord) []govuk.Component {
	var homes []govuk.Item
	for _, r := range records {
		homes = append(homes, govuk.Item{Value: r.Home.ID, Text: r.Home.Name})
	}
	var fields []govuk.Component
	if len(homes) > 0 {
		line := f.Checkboxes("line", "In whose line of management do they stand? (optional)", homes...)
		line.Hint.Text = "They manage the manager, or are managed from there."
		ties := f.Checkboxes("ties", "To which homes do they have any other tie? (optional)", homes...)
		ties.Hint.Text = "For example, they place children there, pay for it, or somebody of their family works there."
		fields = append(fields, f.Checkboxes("manages", "Which homes do they manage, or have they managed? (optional)", homes...), line, ties)
	}
	providers, managers := shortAnswer(f, "providers", "To which providers do they have a tie? (optional)"), shortAnswer(f, "managers", "To which registered managers do they have a tie? (optional)")
	providers.Hint.Text, managers.Hint.Text = "One on each line.", "One on each line."
	return append(fields, providers, managers)
}

func (s *Server) saveHomeVisitor(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.SaveHomeVisitor
	return s.run(w, r, &errand{
		form: &form, into: &c, then: homeVisitorsPath, done: "The visitor is saved.",
		mind: func() { form.reword("works", "Choose where they work.") },
		do: func() error {
			_, err := s.Homes.SaveHomeVisitor(r.Context(), r.PathValue("id"), c, form.asked(r))
			return err
		},
		draw: func(status int) error { return s.showHomeVisitorForm(w, r, status, form) },
	})
}

// barred are the sentences of what bars a visitor.
func barred(found []readiness.HomeConflict) string {
	var words []string
	for _, c := range found {
		if c.Bars {
			words = append(words, c.Text)
		}
	}
	return strings.Join(words, " ")
}
