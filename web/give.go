package web

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// mostGiven is how many reviews one form gives at once: as many as are answered while a person waits.
const mostGiven = 100

const givePath = "/reviews/give"

// GivePage gives several reviews to others: those of a team that nobody does, or those of one person. First it asks for the team or the person, then for
// the reviews and who does them.
type GivePage struct {
	Teams   []GiveTeam            // where there are reviews that nobody does; nil once a choice is made
	People  []readiness.OwnerLoad // who has reviews; nil once a choice is made
	Team    string                // its name
	TeamID  string
	Owner   string // whose reviews they are
	OwnerID string
	Rows    []readiness.ReviewRow
	Total   int // of the reviews that can be given, when there are more than stand here
	Owners  []readiness.Choice
	Form    Form
	Failed  []GiveFailure // reviews that could not be given, after a try
}

// A GiveTeam is a team with reviews that nobody does.
type GiveTeam struct {
	ID, Name, Area string
	Count          int
}

// A GiveFailure is a review that could not be given, and why.
type GiveFailure struct{ ChildRef, Why string }

// Face frames the page.
func (p GivePage) Face() Face {
	back := givePath
	if p.Rows == nil {
		back = "/reviews?state=unowned"
	}
	return Face{Template: "give", Title: "Give reviews to somebody", Section: "/reviews", Back: back, Failed: p.Form.Failed()}
}

// managers is the choice that gives each review to the manager of its team.
const managers = "managers"

// Fields ask which reviews and to whom.
func (p GivePage) Fields() []govuk.Component {
	items := make([]govuk.Item, len(p.Rows))
	for i, row := range p.Rows {
		text := "Case " + row.ChildRef + ", " + openFor(row.Months) + ", due " + row.Due.Long()
		if p.OwnerID != "" && row.Team != "" {
			text += ", " + row.Team
		}
		items[i] = govuk.Item{Value: row.ReviewID, Text: text}
	}
	which := p.Form.Checkboxes("reviews", "Which reviews?", items...)
	which.Classes = "govuk-checkboxes--small"
	return []govuk.Component{which, p.Form.Radios("owner_id", "Who does them?", radioItems(p.Owners)...), p.Form.TextArea("note", "A word to them (optional)")}
}

// giving is the form.
type giving struct {
	Reviews []string `json:"reviews" validate:"required,min=1,max=100"`
	OwnerID string   `json:"owner_id" validate:"required,max=64"`
	Note    string   `json:"note" validate:"max=2000"`
}

func (s *Server) givePage(w http.ResponseWriter, r *http.Request) error {
	page, err := s.giveable(r, r.FormValue("team"), r.FormValue("owner"))
	if err != nil {
		return err
	}
	page.Form = newForm()
	page.Form.Values = map[string][]string{}
	for _, row := range page.Rows { // all of them, as a rule
		page.Form.Values.Add("reviews", row.ReviewID)
	}
	return s.show(w, r, http.StatusOK, page)
}

// give asks each review by itself, under an id made of the form's and its own: sent twice, or cut short in the middle and sent again, each review is
// given once.
func (s *Server) give(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	team, owner := form.Values.Get("team"), form.Values.Get("owner")
	page, err := s.giveable(r, team, owner)
	if err != nil {
		return err
	}
	page.Form = form
	var g giving
	if !page.Form.read(&g) {
		return s.show(w, r, http.StatusUnprocessableEntity, page)
	}
	given, failed, err := s.giveEach(r, page, g)
	if err != nil {
		return err
	}
	if len(failed) == 0 {
		s.done(r, counted(given, "review")+" "+wasOrWere(given)+" given to "+page.called(g.OwnerID)+".")
		return seeOther(w, r, givePath)
	}
	if page, err = s.giveable(r, team, owner); err != nil {
		return err
	}
	page.Form, page.Failed = form, failed
	page.Form.Errors = []govuk.FieldError{{Name: "reviews", Message: counted(given, "review") + " " + wasOrWere(given) + " given; " + strconv.Itoa(len(failed)) + " could not be. Send the form again for those, or leave them out."}}
	return s.show(w, r, http.StatusConflict, page)
}

// giveEach asks the reviews one after the other and collects what refuses.
func (s *Server) giveEach(r *http.Request, page GivePage, g giving) (given int, failed []GiveFailure, err error) {
	to := func(string) string { return g.OwnerID }
	if g.OwnerID == managers {
		if to, err = s.managerOf(r, page); err != nil {
			return 0, nil, err
		}
	}
	for _, id := range g.Reviews {
		owner := to(id)
		if owner == "" {
			failed = append(failed, GiveFailure{ChildRef: page.ref(id), Why: "Its team has no manager, or they have it already. Choose a person for this one."})
			continue
		}
		asked := readiness.Asked{ID: page.Form.CommandID + "/" + id, By: by(r)}
		_, err := s.Commands.Review(r.Context(), id, readiness.AssignReview{OwnerID: owner, Note: g.Note}, asked)
		refusal := readiness.AsRefusal(err)
		switch {
		case err == nil:
			given++
		case refusal != nil:
			failed = append(failed, GiveFailure{ChildRef: page.ref(id), Why: refusal.Message})
		default:
			return given, failed, err
		}
	}
	return given, failed, nil
}

// ref is the council's reference of a review's case, as the form showed it.
func (p GivePage) ref(id string) string {
	if i := slices.IndexFunc(p.Rows, func(row readiness.ReviewRow) bool { return row.ReviewID == id }); i >= 0 {
		return p.Rows[i].ChildRef
	}
	return "that is not in the list any more"
}

func (p GivePage) called(id string) string {
	if id == managers {
		return "the managers of their teams"
	}
	if text := readiness.ChoiceText(p.Owners, id); text != "" && text != id {
		return text
	}
	return "somebody else"
}

func wasOrWere(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}
