package web

import (
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// VisitFindingsPage are the findings of the letter of a visit, and the form for the next one.
type VisitFindingsPage struct {
	View       readiness.VisitView
	Found      []readiness.PracticeFinding
	Earlier    map[string]readiness.PracticeFinding // that one of them repeats, by id
	Candidates []readiness.PracticeFinding          // that the one in the form may repeat
	Areas      []readiness.Area
	Themes     []string
	Form       Form
	Viewer     readiness.Actor
	Today      calendar.Date
	Calendar   calendar.Calendar
}

// Face is the page's frame.
func (p VisitFindingsPage) Face() Face {
	return Face{Template: "visit_finding", Title: "Findings of the letter", Section: visitsPath, Back: visitHref(p.View.VisitID), Failed: p.Form.Failed()}
}

func visitFindingsHref(id string) string { return visitHref(id) + "/findings" }

// Adds reports whether the viewer can add a finding.
func (p VisitFindingsPage) Adds() bool {
	return !p.View.Letter.IsZero() && mayHere(p.Viewer, may(readiness.RunVisits))
}

// Enters leads to the form for the letter; "" for whoever may not enter it.
func (p VisitFindingsPage) Enters() string {
	if !mayHere(p.Viewer, may(readiness.RunVisits)) {
		return ""
	}
	return letterStep.href(p.View.VisitID)
}

// A LetterLine is one finding of the letter.
type LetterLine struct {
	readiness.PracticeFinding
	Weight govuk.Tag
	About  string   // theme and focus areas
	Clock  []string // of the statement of action
	Again  *readiness.PracticeFinding
	NewFor string // where an action is added that answers it; "" while one does
}

// Lines are the findings.
func (p VisitFindingsPage) Lines() []LetterLine {
	lines := make([]LetterLine, len(p.Found))
	for i, f := range p.Found {
		one := PracticeFindingPage{Finding: f, Today: p.Today, Calendar: p.Calendar}
		l := LetterLine{PracticeFinding: f, Weight: one.Weight(), Clock: one.Clock(), About: f.Theme}
		for _, of := range p.View.Focus {
			if slices.Contains(f.Focus, of.Code) && of.Name != f.Theme {
				l.About += " · " + of.Name
			}
		}
		if again, repeats := p.Earlier[f.Repeats]; repeats {
			l.Again = &again
		}
		if answering(f) == 0 {
			l.NewFor = one.AnswerHref()
		}
		lines[i] = l
	}
	return lines
}

// Fields are the questions about a finding.
func (p VisitFindingsPage) Fields() []govuk.Component {
	f := p.Form
	text, reference := f.Counted("text", "What does the letter say?", 2000), f.Text("reference", "Reference (optional)")
	text.Threshold = 75
	text.Hint.Text = "In its words. Elected members can read this once the letter is published, so do not name a child."
	reference.Hint.Text = "The letter, and where in it: Letter of 3 March 2027, paragraph 8."
	theme := themeField(f)
	theme.Attributes = govuk.Attributes{"list": "themes"}
	found := f.Date("found_on", "When was it found?")
	found.Hint.Text = "The last day on site, unless the letter says otherwise. For example, 27 3 2027."
	fields := append(keepFields(f), text, reference, found)
	if len(p.View.Focus) > 0 {
		fields = append(fields, f.Checkboxes("focus", "Which focus areas is it about? (optional)", focusItems(p.View.Focus)...))
	}
	fields = append(fields, f.Radios("severity", "How much does it weigh?", radioItems(readiness.Severities)...), theme, areaField(f, p.Areas))
	if len(p.Candidates) > 0 {
		again := f.Radios("repeats", "Does it repeat an earlier finding?", p.earlier()...)
		again.Hint.Text = "Actions of that finding that were shown done are opened again, and answer this one too."
		fields = append(fields, again)
	}
	return fields
}

func focusItems(focus []readiness.VisitFocus) []govuk.Item {
	items := make([]govuk.Item, len(focus))
	for i, of := range focus {
		items[i] = govuk.Item{Value: of.Code, Text: of.Name}
	}
	return items
}

// earlier are the findings that it may repeat, each with where it stands; none of them is an answer that has to be given.
func (p VisitFindingsPage) earlier() []govuk.Item {
	items := make([]govuk.Item, 0, len(p.Candidates)+1)
	for _, c := range p.Candidates {
		items = append(items, govuk.Item{Value: c.ID, Text: c.FoundOn.Long() + ": " + cut(c.Text, 160), Hint: govuk.Hint{Text: sentence(c.Stands()) + "."}})
	}
	return append(items, govuk.Item{Value: readiness.NoRepeat, Text: "None of these"})
}

// Button sends the form.
func (VisitFindingsPage) Button() govuk.Button { return govuk.Button{Text: "Add the finding"} }

func (s *Server) visitFindings(w http.ResponseWriter, r *http.Request) error {
	view, err := s.Visits.VisitView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	first := readiness.AddFinding{VisitID: view.VisitID, Reference: "Letter about " + lowerFirst(view.Name), FoundOn: view.Until}
	if len(view.Focus) == 1 {
		first.Focus = []string{view.Focus[0].Code}
	}
	candidates, err := s.candidates(r, first)
	if err != nil {
		return err
	}
	return s.showVisitFindings(w, r, http.StatusOK, VisitFindingsPage{View: view, Candidates: candidates, Form: newFormFor(first)})
}

// candidates are the earlier findings that a finding of a letter may repeat.
func (s *Server) candidates(r *http.Request, f readiness.AddFinding) ([]readiness.PracticeFinding, error) {
	var earlier []readiness.PracticeFinding
	for _, source := range []string{"visit", "inspection"} {
		page, err := s.Actions.PracticeFindings(r.Context(), by(r), readiness.PracticeFindingQuery{Source: source, Limit: mostEarlier})
		if err != nil {
			return nil, err
		}
		earlier = append(earlier, page.Rows...)
	}
	return f.Candidates(earlier), nil
}

func (s *Server) showVisitFindings(w http.ResponseWriter, r *http.Request, status int, page VisitFindingsPage) error {
	page.Viewer, page.Today, page.Earlier = by(r), s.today(), map[string]readiness.PracticeFinding{}
	found, err := s.Actions.PracticeFindings(r.Context(), by(r), readiness.PracticeFindingQuery{VisitID: page.View.VisitID, Limit: mostEarlier})
	if err != nil {
		return err
	}
	page.Found = found.Rows
	for _, f := range found.Rows {
		if f.Repeats == "" {
			continue
		}
		if page.Earlier[f.Repeats], err = s.Actions.PracticeFinding(r.Context(), by(r), f.Repeats); err != nil {
			return err
		}
	}
	if page.Areas, err = s.Places.Areas(r.Context()); err != nil {
		return err
	}
	if page.Themes, err = s.themes(r); err != nil {
		return err
	}
	if page.Calendar, err = s.Rules.Calendar(r.Context()); err != nil {
		return err
	}
	return s.show(w, r, status, page)
}

func (s *Server) addVisitFinding(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	view, err := s.Visits.VisitView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	var f readiness.AddFinding
	form.Values.Set("visit_id", view.VisitID)
	form.Values.Set("source", readiness.LetterSource(view.Kind))
	form.read(&f)
	form.reword("severity", "Choose how much it weighs.")
	form.keeps(looksLikeChilds(spoken{"in what was found", f.Text}, spoken{"in the reference", f.Reference}))
	page := VisitFindingsPage{View: view}
	if page.Candidates, err = s.candidates(r, f); err != nil {
		return err
	}
	if f.Repeats, err = f.Repeated(page.Candidates); err != nil {
		form.Errors = append(form.Errors, govuk.FieldError{Name: "repeats", Message: readiness.AsRefusal(err).Fields[0].Message})
	}
	if page.Form = form; form.Failed() {
		return s.showVisitFindings(w, r, http.StatusUnprocessableEntity, page)
	}
	made, err := s.EnterFinding(r.Context(), f, form.asked(r))
	if err != nil {
		status, shown, err := s.again(w, r, err, &page.Form, visitFindingsHref(view.VisitID))
		if shown {
			return err
		}
		return s.showVisitFindings(w, r, status, page)
	}
	s.done(r, entered(made))
	return seeOther(w, r, visitFindingsHref(view.VisitID))
}

// entered says what became of a finding.
func entered(f readiness.PracticeFinding) string {
	switch n := answering(f); {
	case f.Repeats == "":
		return "The finding is in the register."
	case n == 0:
		return "The finding is in the register as a repeat. No action could be opened again for it."
	default:
		return "The finding is in the register as a repeat. " + sentence(counted(n, "action")) + " that " + were(n) + " shown done " + are(n) + " open again."
	}
}
