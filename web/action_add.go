package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// ActionFormPage adds an action to the plan, or changes what one is about.
type ActionFormPage struct {
	ID       string // "" for a new one
	Form     Form
	Officers []readiness.Choice
	Areas    []readiness.Area
	Boards   []string
	Findings []readiness.PracticeFinding
	Others   []readiness.ActionRow // that it can wait for
	Agrees   bool                  // whoever adds it runs the plan
}

// Face is the page's frame.
func (p ActionFormPage) Face() Face {
	return Face{Template: "action_form", Title: p.Heading(), Section: planPath, Back: p.back(), Failed: p.Form.Failed()}
}

func (p ActionFormPage) back() string {
	if p.ID == "" {
		return planPath
	}
	return "/actions/" + p.ID
}

// Heading is what the page does.
func (p ActionFormPage) Heading() string {
	if p.ID == "" {
		return "Add an action"
	}
	return "Change what the action is about"
}

// About says what follows.
func (p ActionFormPage) About() string {
	switch {
	case p.ID != "":
		return "What was said before stays in the action’s story. Do not name a child anywhere."
	case p.Agrees:
		return "Its owner is told in the morning mail. Do not name a child anywhere."
	}
	return "It is proposed first: the improvement programme lead agrees it, and its owner is told then. Do not name a child anywhere."
}

// Action is where the form goes.
func (p ActionFormPage) Action() string {
	if p.ID == "" {
		return "/actions"
	}
	return "/actions/" + p.ID + "/amend"
}

// Button sends the form.
func (p ActionFormPage) Button() govuk.Button {
	if p.ID == "" {
		return govuk.Button{Text: "Add the action"}
	}
	return govuk.Button{Text: "Save the change"}
}

// Fields are the questions, the needed ones first.
func (p ActionFormPage) Fields() []govuk.Component {
	f := p.Form
	outcome, measure := longAnswer(f, "outcome", "What is to be different for children?", 3), f.Text("measure", "What will show that it worked?")
	measure.Hint.Text = "A figure, or an audit that is taken again. The same measure is used for the re-tests."
	fields := []govuk.Component{f.Text("title", "What is to be done?"), themeField(f), outcome, measure, f.Text("target", "Target (optional)"), f.Date("target_on", "By when is the target to be met? (optional)")}
	if p.ID == "" {
		fields = append(fields, p.people()...)
	}
	fields = append(fields, longAnswer(f, "steps", "Steps (optional)", 4), longAnswer(f, "wanted", "Which evidence is wanted? (optional)", 3), longAnswer(f, "risk", "What happens if it is late? (optional)", 3))
	fields = append(fields, benefitFields(f)...)
	fields = append(fields, p.links()...)
	if p.ID != "" {
		fields = append(fields, longAnswer(f, "reason", "Why is it changed?", 3))
	}
	return fields
}

func themeField(f Form) govuk.Input {
	theme := f.Text("theme", "Theme")
	theme.Hint.Text = "Such as Supervision, or Care leavers. Actions are counted by it."
	return theme
}

func (p ActionFormPage) people() []govuk.Component {
	f := p.Form
	area := areaField(f, p.Areas)
	checks := f.Select("verifier_id", "Who checks it?", options("Somebody from quality assurance, drawn when it is said done", p.Officers)...)
	checks.Hint.Text = "Never its owner, its sponsor, or the owner’s line of management."
	start, due := f.Date("start", "When does it start?"), f.Date("due", "When is it due?")
	start.Hint.Text = "Evidence of what was done is dated on or after this day."
	due.Hint.Text = "A working day."
	return []govuk.Component{
		f.Select("owner_id", "Who owns it?", options("Choose a person", p.Officers)...), f.Select("sponsor_id", "Who sponsors it?", options("Choose a person", p.Officers)...),
		area, checks, start, due,
	}
}

func (p ActionFormPage) links() []govuk.Component {
	f := p.Form
	var findings, others, boards []govuk.Item
	for _, x := range p.Findings {
		findings = append(findings, govuk.Item{Value: x.ID, Text: x.Text, Hint: govuk.Hint{Text: readiness.ChoiceText(readiness.FindingSources, x.Source) + ", " + x.FoundOn.Long()}})
	}
	for _, x := range p.Others {
		if x.ActionID != p.ID {
			others = append(others, govuk.Item{Value: x.ActionID, Text: x.Title, Hint: govuk.Hint{Text: "Due " + x.Due.Long()}})
		}
	}
	for _, b := range p.Boards {
		boards = append(boards, govuk.Item{Value: b, Text: b})
	}
	fields := []govuk.Component{}
	if len(boards) > 0 {
		fields = append(fields, f.Checkboxes("boards", "Which boards hear of it? (optional)", boards...))
	}
	if len(findings) > 0 {
		fields = append(fields, folded("Which findings does it answer?", f.Checkboxes("findings", "Which findings does it answer? (optional)", findings...)))
	}
	if len(others) > 0 {
		fields = append(fields, folded("What must be done first?", f.Checkboxes("depends_on", "What must be done first? (optional)", others...)))
	}
	return append(fields,
		f.Select("judgement", "Judgement area (optional)", options("None", readiness.Judgements)...), f.Text("criterion", "Criterion (optional)"),
		f.Select("framework", "National Framework (optional)", options("None", readiness.FrameworkTags)...), f.Text("reference", "The council’s own number (optional)"),
	)
}

// folded is a question that most people leave alone: it waits behind its title, and is open when one of its boxes is ticked or something is wrong.
func folded(title string, boxes govuk.Checkboxes) govuk.Details {
	return govuk.Details{SummaryText: title, Part: boxes, Open: len(boxes.Values) > 0 || boxes.ErrorMessage.Text != ""}
}

func (s *Server) newActionPage(w http.ResponseWriter, r *http.Request) error {
	form := newForm()
	form.Values = encode(readiness.AddAction{ActionDetails: readiness.ActionDetails{
		Theme: r.URL.Query().Get("theme"), Judgement: r.URL.Query().Get("judgement"), Criterion: r.URL.Query().Get("criterion"),
	}})
	if id := r.URL.Query().Get("finding"); id != "" {
		finding, err := s.Actions.PracticeFinding(r.Context(), by(r), id)
		if err != nil {
			return err
		}
		form.Values.Set("findings", id)
		form.Values.Set("theme", finding.Theme)
		form.Values.Set("area_id", finding.AreaID)
	}
	return s.showActionForm(w, r, http.StatusOK, "", form)
}

// showActionForm draws the form of a new action, or of one that is changed.
func (s *Server) showActionForm(w http.ResponseWriter, r *http.Request, status int, id string, form Form) (err error) {
	page := ActionFormPage{ID: id, Form: form, Agrees: mayHere(by(r), may(readiness.RunPlan))}
	if page.Officers, err = s.Plan.Officers(r.Context()); err != nil {
		return err
	}
	if page.Areas, err = s.Places.Areas(r.Context()); err != nil {
		return err
	}
	rules, err := s.Actions.PlanRules(r.Context())
	if err != nil {
		return err
	}
	page.Boards = rules.Boards
	findings, err := s.Actions.PracticeFindings(r.Context(), by(r), readiness.PracticeFindingQuery{Limit: mostLinks})
	if err != nil {
		return err
	}
	others, err := s.Plan.Actions(r.Context(), by(r), readiness.PlanQuery{Limit: mostLinks})
	if err != nil {
		return err
	}
	page.Findings, page.Others = findings.Rows, others.Rows
	return s.show(w, r, status, page)
}

// mostLinks is how many findings and actions a form offers: the newest findings, and the actions that are due first.
const mostLinks = 200

func (s *Server) addAction(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var f readiness.AddAction
	if !form.read(&f) {
		return s.showActionForm(w, r, http.StatusUnprocessableEntity, "", form)
	}
	planned, err := s.Actions.AddAction(r.Context(), f, form.asked(r))
	if err == nil {
		err = s.Commands.OpenAction(r.Context(), planned)
	}
	if err != nil {
		status, shown, err := s.again(w, r, err, &form, planPath)
		if shown {
			return err
		}
		return s.showActionForm(w, r, status, "", form)
	}
	done := "The action was proposed. The improvement programme lead agrees it next."
	if planned.Agreed {
		done = "The action is in the plan."
	}
	s.done(r, done)
	return seeOther(w, r, "/actions/"+planned.ID)
}

func (s *Server) amendPage(w http.ResponseWriter, r *http.Request) error {
	view, err := s.Plan.ActionView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	if err := view.State.MayAmend(by(r)); err != nil {
		return err
	}
	form := newFormFor(readiness.AmendAction{ActionDetails: view.State.Details})
	form.IfSeq = view.State.Seq
	return s.showActionForm(w, r, http.StatusOK, view.ActionID, form)
}

func (s *Server) amend(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	var c readiness.AmendAction
	if !form.read(&c) {
		return s.showActionForm(w, r, http.StatusUnprocessableEntity, id, form)
	}
	if err := actionShelf.ask(s, r.Context(), id, c, form.asked(r)); err != nil {
		status, shown, err := s.again(w, r, err, &form, "/actions/"+id)
		if shown {
			return err
		}
		return s.showActionForm(w, r, status, id, form)
	}
	s.done(r, "The change is saved.")
	return seeOther(w, r, "/actions/"+id)
}
