package web

import (
	"net/http"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const planPath = "/plan"

// PlanPage is the improvement plan: two bars for each theme, said done and shown done, then the actions.
type PlanPage struct {
	Query    readiness.PlanQuery
	Page     readiness.Page[readiness.ActionRow]
	Themes   []readiness.ThemeFigures
	Areas    []readiness.Area
	Officers []readiness.Choice
	Boards   []string
	Form     Form
	Saved    []readiness.PlanFilter // the viewer's
	Save     Form
	Viewer   readiness.Actor
}

// Face is the page's frame.
func (p PlanPage) Face() Face {
	return Face{Template: "plan", Title: "Improvement plan", Section: planPath, Failed: p.Save.Failed()}
}

func (s *Server) plan(w http.ResponseWriter, r *http.Request) error {
	page, err := s.planOf(r)
	if err != nil {
		return err
	}
	page.Save = newForm()
	return s.showPlan(w, r, http.StatusOK, page)
}

func (s *Server) showPlan(w http.ResponseWriter, r *http.Request, status int, page PlanPage) (err error) {
	if page.Page, err = s.Plan.Actions(r.Context(), by(r), page.Query); err != nil {
		return err
	}
	if page.Themes, err = s.Plan.PlanFigures(r.Context(), by(r), page.Query); err != nil {
		return err
	}
	if page.Saved, err = s.PlanFilters.PlanFilters(r.Context(), by(r).PersonID); err != nil {
		return err
	}
	return s.show(w, r, status, page)
}

// planOf reads what the list is asked for, and what it can be asked for.
func (s *Server) planOf(r *http.Request) (PlanPage, error) {
	page := PlanPage{Viewer: by(r)}
	form, err := readQuery(r, &page.Query)
	if err != nil {
		return page, err
	}
	page.Form = form
	if page.Areas, err = s.Places.Areas(r.Context()); err != nil {
		return page, err
	}
	if page.Officers, err = s.Plan.Officers(r.Context()); err != nil {
		return page, err
	}
	rules, err := s.Actions.PlanRules(r.Context())
	page.Boards = rules.Boards
	return page, err
}

// Adds reports whether the viewer may add actions.
func (p PlanPage) Adds() bool { return mayHere(p.Viewer, may(readiness.WorkPlan)) }

// Brings reports whether the viewer may bring a plan in from a spreadsheet.
func (p PlanPage) Brings() bool { return mayHere(p.Viewer, may(readiness.RunPlan)) }

// Heading is the state that the list shows.
func (p PlanPage) Heading() string {
	if p.Query.State == "" {
		return readiness.PlanStates[0].Text
	}
	if p.Query.State == "mine" {
		return "Your actions"
	}
	return readiness.ChoiceText(readiness.PlanStates, p.Query.State)
}

// Narrowed says what a link from the pace narrowed the list to, beside the filters; "" when nothing did.
func (p PlanPage) Narrowed() string {
	words := ""
	if did := readiness.ChoiceText(readiness.PlanDeeds, p.Query.Did); did != "" {
		words = "Only actions that were " + did + between(p.Query.From, p.Query.Until) + "."
	}
	switch reached := readiness.Role(p.Query.Reached); reached {
	case "":
	case "nobody":
		words += " Only late ones that have reached nobody above their owner."
	default:
		words += " Only late ones that have reached the " + reached.Title() + "."
	}
	return strings.TrimSpace(words)
}

// between says from when until when, in words behind what happened.
func between(from, until calendar.Date) string {
	switch {
	case from.IsZero() && until.IsZero():
		return ""
	case until.IsZero():
		return " since " + from.Long()
	case from.IsZero():
		return " until " + until.Long()
	}
	return " from " + from.Long() + " to " + until.Long()
}

// Kept are the parts of the query that the filters above the list do not ask for, by name.
func (p PlanPage) Kept() map[string]string {
	kept := map[string]string{"owner": p.Query.OwnerID, "did": p.Query.Did, "reached": p.Query.Reached}
	for name, day := range map[string]calendar.Date{"from": p.Query.From, "until": p.Query.Until} {
		if !day.IsZero() {
			kept[name] = day.String()
		}
	}
	return kept
}

// Filters are the fields above the list.
func (p PlanPage) Filters() []govuk.Component {
	states := readiness.PlanStates
	if p.Adds() {
		states = append([]readiness.Choice{states[0], {Code: "mine", Text: "Your actions"}}, states[1:]...)
	}
	fields := []govuk.Component{p.Form.Select("state", "Which actions", options("", states)...)}
	if len(p.Themes) > 1 || p.Query.Theme != "" {
		var themes []readiness.Choice
		for _, t := range p.Themes {
			themes = append(themes, readiness.Choice{Code: t.Theme, Text: t.Theme})
		}
		if p.Query.Theme != "" && len(themes) == 0 {
			themes = append(themes, readiness.Choice{Code: p.Query.Theme, Text: p.Query.Theme})
		}
		fields = append(fields, p.Form.Select("theme", "Theme", options("All themes", themes)...))
	}
	if len(p.Areas) > 1 {
		fields = append(fields, p.Form.Select("area", "Area", append(areaOptions(p.Areas), govuk.Option{Value: "none", Text: "The whole council"})...))
	}
	var boards []readiness.Choice
	for _, b := range p.Boards {
		boards = append(boards, readiness.Choice{Code: b, Text: b})
	}
	return append(fields,
		p.Form.Select("source", "Where it comes from", options("Anywhere", append([]readiness.Choice{{Code: "any", Text: "Any finding"}}, readiness.FindingSources...))...),
		p.Form.Select("board", "Board", options("All boards", boards)...),
		p.Form.Text("text", "Words in the title"),
	)
}

// Button sends the filter.
func (PlanPage) Button() govuk.Button { return govuk.Button{Text: "Show"} }

// Next leads to the next rows.
func (p PlanPage) Next() govuk.Pagination {
	if p.Page.Next == "" {
		return govuk.Pagination{}
	}
	return govuk.Pagination{Next: govuk.PageLink{Text: "Next", Href: planPath + "?" + changed(p.Form.Values, "cursor", p.Page.Next)}}
}

// Files are the whole list as a file.
func (p PlanPage) Files() Files { return filesOf(p.Page.Total > 0, planPath, p.Form.Values) }

// Board are the themes of the plan as it is filtered, the state and the words left out.
func (p PlanPage) Board() ThemeBoard { return ThemeBoard{p.Themes} }

func (s *Server) planListing(r *http.Request) (Listing, error) {
	page, err := s.planOf(r)
	if err != nil {
		return Listing{}, err
	}
	q := page.Query
	q.Limit, q.Cursor = fileStep, ""
	read := func(cursor string) (readiness.Page[readiness.ActionRow], error) {
		q.Cursor = cursor
		return s.Plan.Actions(r.Context(), by(r), q)
	}
	first, err := read("")
	if err != nil {
		return Listing{}, err
	}
	return Listing{
		Name: "improvement-plan", Title: page.Heading(), Chosen: page.chosen(), Header: planHeader, Total: first.Total, Rows: pagesOf(first, read, actionCells),
	}, nil
}

// chosen says in words what narrows the list beside its state.
func (p PlanPage) chosen() []string {
	words := placed(p.Areas, nil, p.Query.AreaID, "")
	for _, w := range []struct{ name, value string }{
		{"theme ", p.Query.Theme}, {"board ", p.Query.Board}, {"from ", lowerFirst(sourceName(p.Query.Source))}, {"with the words ", p.Query.Text},
	} {
		if w.value != "" {
			words = append(words, w.name+w.value)
		}
	}
	if narrowed := p.Narrowed(); narrowed != "" {
		words = append(words, lowerFirst(strings.TrimSuffix(narrowed, ".")))
	}
	if p.Query.AreaID == "none" {
		words = append(words, "of the whole council")
	}
	return words
}

func sourceName(code string) string {
	if code == "any" {
		return "any finding"
	}
	return readiness.ChoiceText(readiness.FindingSources, code)
}

var planHeader = []string{
	"Number", "Action", "Theme", "Area", "Owner", "Sponsor", "Who checks it", "State", "Start", "Due", "Working days late", "Times moved", "Times sent back",
	"Times opened again", "Times carried forward", "How it is going", "Said so on", "Said done on", "Shown done on", "Re-test on", "Evidence for", "Evidence against", "Actions it holds up",
}

func actionCells(a readiness.ActionRow) []any {
	return []any{
		a.Reference, a.Title, a.Theme, orWhole(a.Area), a.Owner, a.Sponsor, a.Verifier, sentence(a.Status.Title()), a.Start, a.Due, a.Overdue, a.Moves, a.SentBacks,
		a.Reopened, a.Carried, readiness.ChoiceText(readiness.Progresses, a.Progress), a.SaidOn, a.ClaimedOn, a.Verified, a.RetestOn, a.Supports, a.Against, a.Holds,
	}
}
