package web

import (
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/internal/paragraph"
	"github.com/sightline-readiness/sightline/readiness"
)

func compareHref(id, other string) string {
	if other == "" {
		return assessmentHref(id) + "/compare"
	}
	return assessmentHref(id) + "/compare/" + other
}

// ChooseComparisonPage offers the cycles that one can be compared with.
type ChooseComparisonPage struct {
	Cycle  readiness.AssessmentRow
	Others []readiness.AssessmentRow
}

// Face is the page's frame.
func (p ChooseComparisonPage) Face() Face {
	return Face{Template: "compare_choose", Title: "Compare self-assessments", Section: assessmentsPath, Back: assessmentHref(p.Cycle.AssessmentID)}
}

// Rows are the others, as the list of cycles has them.
func (p ChooseComparisonPage) Rows() []AssessmentLine {
	return AssessmentsPage{Cycles: p.Others}.Rows()
}

// Href leads to the comparison with one of them.
func (p ChooseComparisonPage) Href(other string) string {
	return compareHref(p.Cycle.AssessmentID, other)
}

func (s *Server) chooseComparison(w http.ResponseWriter, r *http.Request) error {
	view, err := s.Assessments.AssessmentView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	if readiness.OnlyPeer(by(r)) {
		return readiness.Errorf(readiness.Forbidden, "You see the self-assessment that you challenge, and nothing beside it.")
	}
	cycles, err := s.Assessments.Assessments(r.Context(), by(r))
	if err != nil {
		return err
	}
	page := ChooseComparisonPage{Cycle: view.AssessmentRow}
	for _, c := range cycles {
		if c.AssessmentID != view.AssessmentID && c.Status != readiness.AssessmentCancelled {
			page.Others = append(page.Others, c)
		}
	}
	return s.show(w, r, http.StatusOK, page)
}

// ComparisonPage is two cycles side by side, statement by statement.
type ComparisonPage struct {
	readiness.Comparison
	Show string // one of comparedKinds; "" shows all
}

// Face is the page's frame.
func (p ComparisonPage) Face() Face {
	return Face{Template: "compare", Title: "“" + p.Then.Name + "” and “" + p.Now.Name + "” compared", Section: assessmentsPath, Back: assessmentHref(p.Now.AssessmentID), Wide: true}
}

func (s *Server) comparison(w http.ResponseWriter, r *http.Request) error {
	c, err := s.Gaps.CompareCycles(r.Context(), by(r), r.PathValue("id"), r.PathValue("other"))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ComparisonPage{c, r.URL.Query().Get("show")})
}

// comparedKinds are what a statement can have become, in words that follow a number.
var comparedKinds = []readiness.Choice{
	{Code: readiness.GradeBetter, Text: "better"},
	{Code: readiness.GradeSame, Text: "the same grade"},
	{Code: readiness.GradeWorse, Text: "worse"},
	{Code: "new", Text: "new"},
	{Code: "gone", Text: "gone"},
	{Code: "open", Text: "not to be compared yet, because one of the two has no agreed grade"},
}

// CountLinks are how many statements became what; each leads to its rows.
func (p ComparisonPage) CountLinks() (links []Link) {
	here := compareHref(p.Now.AssessmentID, p.Then.AssessmentID)
	for _, kind := range comparedKinds {
		if n := p.Counts.Of(kind.Code); n > 0 || kind.Code == readiness.GradeBetter || kind.Code == readiness.GradeWorse {
			links = append(links, Link{thousands(n) + " " + kind.Text, query(here, "show", kind.Code)})
		}
	}
	return links
}

// Every leads to all statements, where some are shown only; "" otherwise.
func (p ComparisonPage) Every() string {
	if p.Show == "" {
		return ""
	}
	return compareHref(p.Now.AssessmentID, p.Then.AssessmentID)
}

// Shown says which statements are shown, where not all are.
func (p ComparisonPage) Shown() string {
	i := slices.IndexFunc(comparedKinds, func(k readiness.Choice) bool { return k.Code == p.Show })
	if i < 0 {
		return ""
	}
	return sentence(comparedKinds[i].Text)
}

// How says by what criteria are known again.
func (p ComparisonPage) How() string {
	switch {
	case p.ByCode:
		return "The two follow different frameworks, and nothing in the library says what became of each criterion. They are known again by their codes."
	case p.Then.Framework != p.Now.Framework:
		return "The first follows " + p.Then.FrameworkName + ", the second " + p.Now.FrameworkName + ". What became of each criterion is taken from the library of frameworks."
	}
	return "Both follow " + p.Now.FrameworkName + "."
}

// A ComparedLine is one row of the comparison, in words.
type ComparedLine struct {
	readiness.ComparedRow
	Code, Says, Then, Now string
	Move                  govuk.Tag
	Why                   []readiness.GradeReason
	Text, Href            string // how much of the text changed, and where it stands side by side
	Became                string // what became of the criterion, where it is not the same
}

// Lines are the statements to show.
func (p ComparisonPage) Lines() (lines []ComparedLine) {
	for _, r := range p.Rows {
		if p.Show == "" || p.Shown() == "" || r.Change() == p.Show {
			lines = append(lines, comparedLine(p.Comparison, r))
		}
	}
	return lines
}

func comparedLine(c readiness.Comparison, r readiness.ComparedRow) ComparedLine {
	line := ComparedLine{
		ComparedRow: r, Code: r.Code(), Then: gradeOf(r.Then, c.Then.Of), Now: gradeOf(r.Now, c.Now.Of), Move: moveTag(r.Change()), Why: r.Why, Text: changedWords(r),
		Href: compareHref(c.Now.AssessmentID, c.Then.AssessmentID) + "/" + r.Code(), Became: r.Note,
	}
	if r.Kind == "changed" {
		line.Became = "The criterion has other words now. " + r.Note
	}
	if r.Now != nil {
		line.Says = r.Now.Says
		if r.Then != nil && r.Then.Criterion != r.Now.Criterion {
			line.Code = r.Then.Criterion + " to " + r.Now.Criterion
		}
	} else {
		line.Says = r.Then.Says
	}
	return line
}

// gradeOf is the grade of a statement in words.
func gradeOf(t *readiness.ComparedText, of readiness.Framework) string {
	switch {
	case t == nil:
		return "Not there"
	case t.Grade != "":
		return of.GradeName(t.Grade)
	case t.Hidden:
		return "Kept back until it is challenged"
	case t.Proposed != "":
		return "Author: " + of.GradeName(t.Proposed)
	}
	return "Not graded yet"
}

func moveTag(kind string) govuk.Tag {
	looks := map[string]govuk.Tag{
		readiness.GradeBetter: {Text: "Better", Classes: "govuk-tag--green"}, readiness.GradeWorse: {Text: "Worse", Classes: "govuk-tag--red"},
		readiness.GradeSame: {Text: "The same", Classes: "govuk-tag--grey"}, "new": {Text: "New"}, "gone": {Text: "Gone", Classes: "govuk-tag--grey"},
	}
	if tag, ok := looks[kind]; ok {
		return tag
	}
	return govuk.Tag{Text: "Not agreed yet", Classes: "govuk-tag--yellow"}
}

// changedWords say how much of the text is another one.
func changedWords(r readiness.ComparedRow) string {
	if r.Then == nil || r.Now == nil {
		return "Read it"
	}
	all, changed := 0, 0
	for _, part := range sideBySide(r) {
		all += len(part.Pairs)
		changed += paragraph.Changed(part.Pairs)
	}
	switch {
	case all == 0:
		return "Nothing written"
	case changed == 0:
		return "Not a word changed"
	}
	return thousands(changed) + " of " + counted(all, "paragraph") + " changed"
}

// WhyFrom says who gave a reason.
func (ComparedLine) WhyFrom(g readiness.GradeReason) string {
	return readiness.ChoiceText(readiness.GradeReasonFrom, g.From)
}

// AreaLines are the judgement areas, then and now.
func (p ComparisonPage) AreaLines() (lines []ComparedLine) {
	graded := func(of readiness.Framework, grade string) string {
		if grade == "" {
			return "Not graded"
		}
		return of.GradeName(grade)
	}
	for _, a := range p.Areas {
		line := ComparedLine{Says: a.Name, Then: graded(p.Then.Of, a.Then), Now: graded(p.Now.Of, a.Now)}
		if a.Move != "" {
			line.Move = moveTag(a.Move)
		}
		lines = append(lines, line)
	}
	return lines
}
