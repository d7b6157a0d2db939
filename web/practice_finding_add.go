package web

import (
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// mostEarlier is how many earlier findings the form offers, the newest; any other is chosen from its own page.
const mostEarlier = 200

// AddFindingPage puts a finding into the register.
type AddFindingPage struct {
	Form    Form
	Areas   []readiness.Area
	Themes  []string
	Earlier []readiness.PracticeFinding // that it can repeat
	Focus   []readiness.FocusPack
	Letters []readiness.VisitRow // visits whose letter is there, for whoever runs visits
}

// Face is the page's frame.
func (p AddFindingPage) Face() Face {
	return Face{Template: "finding_new", Title: "Add a finding", Section: planPath, Back: findingsPath, Failed: p.Form.Failed()}
}

// Fields are the questions.
func (p AddFindingPage) Fields() []govuk.Component {
	f := p.Form
	text, reference := f.Counted("text", "What was found?", 2000), f.Text("reference", "Reference (optional)")
	text.Threshold = 75
	text.Hint.Text = "In the words of whoever found it. Elected members can read this, so do not name a child."
	reference.Hint.Text = "The report or letter, and where in it: Inspection report, paragraph 14."
	theme := themeField(f)
	theme.Attributes = govuk.Attributes{"list": "themes"}
	found, received := f.Date("found_on", "When was it found?"), f.Date("received_on", "When did the council receive the report? (optional)")
	found.Hint.Text = "The date of the report or letter. For example, 27 3 2027."
	received.Hint.Text = "For an inspection, or a visit with a priority action, the clock of the statement of action counts from this day."
	fields := append(keepFields(f), text,
		f.Radios("source", "Where does it come from?", radioItems(readiness.FindingSources)...), reference, found, received,
		f.Radios("severity", "How much does it weigh?", radioItems(readiness.Severities)...), theme,
		areaField(f, p.Areas))
	if len(p.Focus) > 0 {
		fields = append(fields, f.Checkboxes("focus", "Which focus areas is it about? (optional)", p.focus()...))
	}
	if len(p.Letters) > 0 {
		fields = append(fields, f.Select("visit_id", "Which visit’s letter is it from? (optional)", p.letters()...))
	}
	return append(fields, f.Select("repeats", "Does it repeat an earlier finding? (optional)", p.earlier()...))
}

func (p AddFindingPage) focus() []govuk.Item {
	items := make([]govuk.Item, len(p.Focus))
	for i, of := range p.Focus {
		items[i] = govuk.Item{Value: of.Focus, Text: of.Name}
	}
	return items
}

func (p AddFindingPage) letters() []govuk.Option {
	all := []govuk.Option{{Value: "", Text: "None"}}
	for _, v := range p.Letters {
		all = append(all, govuk.Option{Value: v.VisitID, Text: v.Name + ", letter of " + v.Letter.Long()})
	}
	return all
}

func (p AddFindingPage) earlier() []govuk.Option {
	all := []govuk.Option{{Value: "", Text: "No"}}
	for _, f := range p.Earlier {
		all = append(all, govuk.Option{Value: f.ID, Text: f.FoundOn.Long() + ": " + cut(f.Text, 70)})
	}
	return all
}

// Button sends the form.
func (AddFindingPage) Button() govuk.Button { return govuk.Button{Text: "Add the finding"} }

func (s *Server) newFindingPage(w http.ResponseWriter, r *http.Request) error {
	first, err := s.findingFrom(r)
	if err != nil {
		return err
	}
	return s.showAddFinding(w, r, http.StatusOK, newFormFor(first))
}

// findingFrom is what the form begins with: what an earlier finding, or a point from a meeting, says already.
func (s *Server) findingFrom(r *http.Request) (f readiness.AddFinding, err error) {
	if id := r.URL.Query().Get("repeats"); id != "" {
		earlier, err := s.Actions.PracticeFinding(r.Context(), by(r), id)
		return readiness.AddFinding{Repeats: id, Theme: earlier.Theme, AreaID: earlier.AreaID, Focus: earlier.Focus}, err
	}
	if id := r.URL.Query().Get("criterion"); id != "" {
		return s.findingFromCriterion(r, id)
	}
	id := r.URL.Query().Get("point")
	if id == "" {
		return f, nil
	}
	point, err := s.Points.PointView(r.Context(), by(r), id)
	if err != nil {
		return f, err
	}
	meeting, err := s.Meetings.Meeting(r.Context(), by(r), point.MeetingID)
	return readiness.AddFinding{
		Source: findingSources[meeting.Kind], Reference: point.Series + ", " + point.Raised.Long(), FoundOn: point.Raised, Text: point.Said, Theme: point.Theme, AreaID: point.State.AreaID,
	}, err
}

// findingFromCriterion is the weakness that a criterion of the self-assessment states.
func (s *Server) findingFromCriterion(r *http.Request, id string) (f readiness.AddFinding, err error) {
	v, err := s.Assessments.AppraisalView(r.Context(), by(r), id)
	if err != nil || v.Written == nil {
		return f, err
	}
	return readiness.AddFinding{
		Source: "self_assessment", Reference: "Self-assessment " + v.Assessment + ", " + v.Criterion, FoundOn: calendar.DateOf(v.Written.At), Text: cut(v.Written.Text.Weakness, 2000), Theme: v.Criterion,
	}, nil
}

// findingSources are where a finding comes from that a meeting raised, by the kind of meeting; for others whoever enters it says so.
var findingSources = map[string]string{readiness.StaffForum: "forum", readiness.Scrutiny: "scrutiny"}

func (s *Server) showAddFinding(w http.ResponseWriter, r *http.Request, status int, form Form) (err error) {
	page := AddFindingPage{Form: form}
	if page.Areas, err = s.Places.Areas(r.Context()); err != nil {
		return err
	}
	if page.Themes, err = s.themes(r); err != nil {
		return err
	}
	if page.Focus, err = s.Packs.PacksOn(r.Context(), s.today()); err != nil {
		return err
	}
	if page.Letters, err = s.letters(r); err != nil {
		return err
	}
	earlier, err := s.Actions.PracticeFindings(r.Context(), by(r), readiness.PracticeFindingQuery{Limit: mostEarlier})
	if err != nil {
		return err
	}
	page.Earlier = earlier.Rows
	chosen := form.Values.Get("repeats")
	if chosen != "" && !slices.ContainsFunc(page.Earlier, func(f readiness.PracticeFinding) bool { return f.ID == chosen }) {
		f, err := s.Actions.PracticeFinding(r.Context(), by(r), chosen)
		if err != nil {
			return err
		}
		page.Earlier = append(page.Earlier, f)
	}
	return s.show(w, r, status, page)
}

// letters are the visits whose letter is there, for whoever runs visits.
func (s *Server) letters(r *http.Request) ([]readiness.VisitRow, error) {
	if !mayHere(by(r), may(readiness.RunVisits)) {
		return nil, nil
	}
	visits, err := s.Visits.Visits(r.Context(), by(r))
	return slices.DeleteFunc(visits, func(v readiness.VisitRow) bool { return v.Letter.IsZero() || v.Rehearsal }), err
}

func (s *Server) addFinding(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var (
		f    readiness.AddFinding
		made readiness.PracticeFinding
	)
	form.read(&f)
	form.reword("source", "Choose where the finding comes from.")
	form.reword("severity", "Choose how much it weighs.")
	form.keeps(looksLikeChilds(spoken{"in what was found", f.Text}, spoken{"in the reference", f.Reference}))
	if form.Failed() {
		return s.showAddFinding(w, r, http.StatusUnprocessableEntity, form)
	}
	if made, err = s.EnterFinding(r.Context(), f, form.asked(r)); err != nil {
		status, shown, err := s.again(w, r, err, &form, findingsPath)
		if shown {
			return err
		}
		return s.showAddFinding(w, r, status, form)
	}
	s.done(r, entered(made))
	return seeOther(w, r, findingHref(made.ID))
}
