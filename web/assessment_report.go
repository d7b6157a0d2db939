package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// AssessmentReadPage is a self-assessment to read through and to print: the same content as the Word document.
type AssessmentReadPage struct {
	Report readiness.AssessmentReport
	Today  calendar.Date
	Files  bool // the viewer may take it away whole
}

// Face is the page's frame.
func (p AssessmentReadPage) Face() Face {
	return Face{Template: "assessment_read", Title: p.Heading(), Section: assessmentsPath, Back: p.href()}
}

func (s *Server) readAssessment(w http.ResponseWriter, r *http.Request) error {
	page, err := s.assessmentReport(r)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, page)
}

func (s *Server) assessmentReport(r *http.Request) (AssessmentReadPage, error) {
	report, err := s.AssessmentReports.AssessmentReport(r.Context(), by(r), r.PathValue("id"))
	return AssessmentReadPage{Report: report, Today: s.today(), Files: mayHere(by(r), may(readiness.SeePlan))}, err
}

// Heading names the self-assessment.
func (p AssessmentReadPage) Heading() string { return "Self-assessment " + p.Report.Name }

func (p AssessmentReadPage) href() string { return assessmentHref(p.Report.AssessmentID) }

// Class has paper say on each page what it is.
func (p AssessmentReadPage) Class() string {
	if p.Report.Published() {
		return "app-report"
	}
	return "app-report app-report--draft"
}

// Tag is what it is, published or not.
func (p AssessmentReadPage) Tag() govuk.Tag {
	if p.Report.Published() {
		return govuk.Tag{Text: p.Report.State(), Classes: "govuk-tag--green"}
	}
	return govuk.Tag{Text: p.Report.State(), Classes: "govuk-tag--red"}
}

// About says against what it was made, and what its reader can rely on.
func (p AssessmentReadPage) About() []string {
	r := p.Report
	kind := readiness.ChoiceText(readiness.CycleKinds, r.Kind) + " against " + r.Framework.Name + "."
	if r.Published() {
		return []string{kind, "It was signed by everybody named at its end, and published on " + r.PublishedOn.Long() + ". It has not changed since: this is the document that was sealed then."}
	}
	lines := []string{kind, "This is how it stood on " + p.Today.Long() + ". It is not finished, nobody has signed all of it, and it must not be quoted as the council’s view."}
	if !r.SignBy.IsZero() && r.Status != readiness.AssessmentCancelled {
		lines = append(lines, "It is to be signed by "+r.SignBy.Long()+".")
	}
	for _, s := range r.Sections {
		if s.Hidden {
			return append(lines, "You have criteria to challenge, so grades that you must not know yet are left out.")
		}
	}
	return lines
}

// GradeRows are the judgement areas with their grade, and how many criteria have which grade.
func (p AssessmentReadPage) GradeRows() [][]string {
	var rows [][]string
	for _, s := range p.Sections() {
		row := []string{s.Name, s.GradeName()}
		for _, g := range p.Report.Framework.Grades {
			n := 0
			for _, c := range s.Criteria {
				if c.Agreed == g.Code {
					n++
				}
			}
			row = append(row, strconv.Itoa(n))
		}
		rows = append(rows, row)
	}
	return rows
}

// GradeHead is the head of GradeRows.
func (p AssessmentReadPage) GradeHead() []string {
	head := []string{"Judgement area", "Grade"}
	for _, g := range p.Report.Framework.Grades {
		head = append(head, g.Name)
	}
	return head
}

// Sections are the judgement areas.
func (p AssessmentReadPage) Sections() []ReadSection {
	sections := make([]ReadSection, len(p.Report.Sections))
	for i, s := range p.Report.Sections {
		sections[i] = ReadSection{s, p.Report.Framework, p.Report.Partial}
	}
	return sections
}

// SignatureHead and SignatureRows are who signed what, and when.
func (p AssessmentReadPage) SignatureHead() []string { return []string{"What", "Who", "Signed"} }

// SignatureRows are the parts of the chain.
func (p AssessmentReadPage) SignatureRows() [][]string {
	var rows [][]string
	for _, s := range p.Report.Signatures {
		what := "The whole, as " + readiness.Role(s.Part).Title()
		if area, ok := p.Report.Framework.Area(s.Part); ok {
			what = area.Name
		}
		at := moment(s.At)
		if at == "" {
			at = "Not signed"
		}
		rows = append(rows, []string{what, orDash(s.Name), at})
	}
	return rows
}

// Sealed says what proves that the document is the one that was signed; "" for a draft.
func (p AssessmentReadPage) Sealed() string {
	if !p.Report.Published() {
		return ""
	}
	return "Sealed on " + moment(p.Report.SealedAt) + ". Whoever has the sealed document can compute its seal, the SHA-256 of its bytes, and compare it with this one. " +
		"The files for checking come with a page that says how."
}

// ReadSection is one judgement area to read.
type ReadSection struct {
	readiness.ReportSection
	of      readiness.Framework
	partial bool
}

// GradeName is the grade of the whole area in words.
func (s ReadSection) GradeName() string {
	switch {
	case s.Grade != "":
		return s.of.GradeName(s.Grade)
	case s.Hidden:
		return "Not shown to you yet"
	}
	return "Not graded yet"
}

// Reasons say why it has this grade, and who led it.
func (s ReadSection) Reasons() string {
	why := s.Why
	if why == "" && !s.Hidden {
		why = "Why is not written yet."
	}
	if s.Lead != "" {
		why += "\nLed by " + s.Lead + "."
	}
	return strings.TrimSpace(why)
}

// Rows are its criteria.
func (s ReadSection) Rows() []ReadCriterion {
	rows := make([]ReadCriterion, len(s.Criteria))
	for i, c := range s.Criteria {
		rows[i] = ReadCriterion{c, s.of, s.partial}
	}
	return rows
}

// EvidenceHead is the head of EvidenceRows.
func (s ReadSection) EvidenceHead() []string {
	return []string{"Evidence", "Kind", "Shows", "Speaks", "Criteria", "File"}
}

// EvidenceRows are the evidence index: the first characters of a file's hash are enough to tell one from another, and the workbook has all.
func (s ReadSection) EvidenceRows() [][]string {
	var rows [][]string
	for _, e := range s.Evidence() {
		rows = append(rows, []string{e.Title, readiness.ChoiceText(readiness.EvidenceKinds, e.Kind), e.ShowsOn.Long(), speaks(e.Bears), strings.Join(e.Criteria, ", "), orDash(shortHash(e.SHA256))})
	}
	return rows
}

// ActionHead is the head of ActionRows.
func (s ReadSection) ActionHead() []string { return []string{"Action", "State", "Due", "Criteria"} }

// ActionRows are the improvement actions, as they stood when the texts were written.
func (s ReadSection) ActionRows() [][]string {
	var rows [][]string
	for _, a := range s.Actions() {
		rows = append(rows, []string{a.Title, sentence(a.Status.Title()), a.Due.Long(), strings.Join(a.Criteria, ", ")})
	}
	return rows
}

// speaks says what a piece of evidence does, in one word where it can be said in one.
func speaks(bears string) string {
	switch bears {
	case readiness.Supports:
		return "For"
	case readiness.Contradicts:
		return "Against"
	}
	return "Not weighed"
}

const shortHashLength = 10

func shortHash(hash string) string { return hash[:min(len(hash), shortHashLength)] }
