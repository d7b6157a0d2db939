package web

import (
	"bytes"
	"net/http"

	"github.com/sightline-readiness/sightline/internal/docx"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// AssessmentSummaryPage is a self-assessment on one sheet of paper, in plain words and big print.
type AssessmentSummaryPage struct {
	readiness.AssessmentSummary
	Read AssessmentReadPage
}

// Face is the page's frame.
func (p AssessmentSummaryPage) Face() Face {
	return Face{Template: "assessment_summary", Title: p.Heading(), Section: assessmentsPath, Back: p.Read.href()}
}

func (s *Server) assessmentSummary(w http.ResponseWriter, r *http.Request) error {
	read, err := s.assessmentReport(r)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, AssessmentSummaryPage{read.Report.Summary(), read})
}

// assessmentSummaryWord hands the sheet out as a Word document.
func (s *Server) assessmentSummaryWord(w http.ResponseWriter, r *http.Request) error {
	read, err := s.assessmentReport(r)
	if err != nil {
		return err
	}
	page := AssessmentSummaryPage{read.Report.Summary(), read}
	return s.handOutReport(w, r, read, "docx", wordType, func() ([]byte, error) {
		var file bytes.Buffer
		err := page.document(s.Council).Write(&file, read.made(s.Now()))
		return file.Bytes(), err
	})
}

// Heading names the sheet.
func (p AssessmentSummaryPage) Heading() string {
	return "How well we help children: " + p.Read.Report.Name + " in short"
}

// Tag is whether it is published.
func (p AssessmentSummaryPage) Tag() govuk.Tag { return p.Read.Tag() }

// Class has paper say on each page what it is.
func (p AssessmentSummaryPage) Class() string { return p.Read.Class() }

// What says on what the council is judged; its grades say the rest.
func (p AssessmentSummaryPage) What() string {
	return "Inspectors look at how well we help and protect children. They judge " + counted(len(p.Sections), "thing") + ". This is what we say about them ourselves."
}

// Grades are the judgement areas, each with its grade in a sentence.
func (p AssessmentSummaryPage) Grades() []Stated {
	var all []Stated
	for _, s := range p.Read.Sections() {
		all = append(all, Stated{s.Name, s.GradeName()})
	}
	return all
}

// A Stated is something, and what is said of it.
type Stated struct{ What, Is string }

// Strong and Weak are criteria with their grades.
func (p AssessmentSummaryPage) Strong() []Stated { return p.stated(p.Strongest) }

// Weak is Strong at the other end.
func (p AssessmentSummaryPage) Weak() []Stated { return p.stated(p.Weakest) }

func (p AssessmentSummaryPage) stated(criteria []readiness.ReportCriterion) []Stated {
	var all []Stated
	for _, c := range criteria {
		all = append(all, Stated{c.Asks, p.Read.Report.Framework.GradeName(c.Agreed)})
	}
	return all
}

// Undertakes says how many improvement actions there are, and how many worked.
func (p AssessmentSummaryPage) Undertakes() string {
	if p.Actions == 0 {
		return ""
	}
	return "In all we undertook " + counted(p.Actions, "action") + "; " + thousands(p.Shown) + " " + are(p.Shown) + " shown to have worked."
}

// Heard are the pieces in which children and families speak.
func (p AssessmentSummaryPage) Heard() []string {
	var all []string
	for _, e := range p.Voice {
		line := e.Title + " (" + e.ShowsOn.Long() + ")"
		if e.Bears == readiness.Contradicts {
			line += ": it shows what is not good enough"
		}
		all = append(all, line+".")
	}
	return all
}

// HeardInAll counts them; a summary shows a few.
func (p AssessmentSummaryPage) HeardInAll() string {
	if p.Read.Report.Partial {
		return "The evidence is not shown to you."
	}
	if p.Voices == 0 {
		return "Nothing that children or families say is among the evidence yet."
	}
	words := "We heard children and families in " + countedPieces(p.Voices) + "."
	if p.Against > 0 {
		words += " In " + thousands(p.Against) + " of them they tell us what is not good enough."
	}
	return words
}

// NoGrade says that there is nothing to compare yet; "" when there is.
func (p AssessmentSummaryPage) NoGrade() string {
	if p.Graded > 0 {
		return ""
	}
	return "No grade is agreed yet."
}

func (p AssessmentSummaryPage) document(council string) *docx.Document {
	d := docx.New(p.Heading(), council+", self-assessment in short")
	d.Mark(p.Read.Report.State())
	d.Text(p.What())
	d.Heading(1, "Our grades")
	d.List(inLines(p.Grades())...)
	d.Text(p.NoGrade())
	for _, part := range []struct {
		heading string
		lines   []string
	}{{"What we do best", inLines(p.Strong())}, {"What is weakest", inLines(p.Weak())}, {"What we do next", p.NextLines()}} {
		if len(part.lines) > 0 {
			d.Heading(1, part.heading)
			d.List(part.lines...)
		}
	}
	d.Heading(1, "What children and families say")
	d.Text(p.HeardInAll())
	d.List(p.Heard()...)
	return d
}

// NextLines are what the council does next, each a line.
func (p AssessmentSummaryPage) NextLines() []string {
	var lines []string
	for _, n := range p.Next {
		lines = append(lines, n.Words)
	}
	if words := p.Undertakes(); words != "" {
		lines = append(lines, words)
	}
	return lines
}

func inLines(all []Stated) []string {
	var lines []string
	for _, s := range all {
		lines = append(lines, s.What+": "+lowerFirst(s.Is)+".")
	}
	return lines
}
