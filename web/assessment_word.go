package web

import (
	"bytes"
	"net/http"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/docx"
	"github.com/sightline-readiness/sightline/readiness"
)

// assessmentWord hands a self-assessment out as a Word document.
func (s *Server) assessmentWord(w http.ResponseWriter, r *http.Request) error {
	page, err := s.assessmentReport(r)
	if err != nil {
		return err
	}
	return s.handOutReport(w, r, page, "docx", wordType, func() ([]byte, error) { return page.word(s.Council, s.Now()) })
}

// handOutReport sends a self-assessment as a file. The audit trail keeps who took it before its first byte leaves.
func (s *Server) handOutReport(w http.ResponseWriter, r *http.Request, p AssessmentReadPage, format, media string, file func() ([]byte, error)) error {
	body, err := file()
	if err != nil {
		return err
	}
	taken := readiness.Export{List: "self-assessment", Format: format, Filter: "id=" + p.Report.AssessmentID, Rows: len(p.Report.Criteria())}
	return s.handOutFile(w, r, taken, p.fileName(), media, body)
}

// fileName is the name of a file without its ending: letters and digits of the cycle's name, and whether it is a draft.
func (p AssessmentReadPage) fileName() string {
	plain := strings.FieldsFunc(strings.ToLower(p.Report.Name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	name := strings.Join(append([]string{"self-assessment"}, plain...), "-")
	if !p.Report.Published() {
		name += "-draft"
	}
	return name
}

// made is the moment that the file says it was made: that of the seal, so that it is the same bytes years later.
func (p AssessmentReadPage) made(now time.Time) time.Time {
	if p.Report.Published() {
		return p.Report.SealedAt
	}
	return now
}

func (p AssessmentReadPage) word(council string, now time.Time) ([]byte, error) {
	var file bytes.Buffer
	err := p.document(council).Write(&file, p.made(now))
	return file.Bytes(), err
}

// document is the page as a document, in the same order.
func (p AssessmentReadPage) document(council string) *docx.Document {
	d := docx.New(council+": "+lowerFirst(p.Heading()), council+", "+lowerFirst(p.Heading()))
	d.Mark(p.Report.State())
	d.Dense()
	d.Lead(p.Report.State()+".", strings.Join(p.About(), " "))
	d.Contents("Contents", 1)
	d.Heading(1, "Grades")
	d.Columns(append([]int{9, 6}, alike(len(p.Report.Framework.Grades), 6)...)...)
	d.Table("The grade of each judgement area, and how many of its criteria have which agreed grade", p.GradeHead(), p.GradeRows())
	d.NewPage()
	for _, s := range p.Sections() {
		s.write(d)
	}
	d.Heading(1, "Signatures")
	d.Columns(4, 3, 3)
	d.Table("Who signed what", p.SignatureHead(), p.SignatureRows())
	if sealed := p.Sealed(); sealed != "" {
		d.Heading(1, "The seal")
		d.Text(sealed)
		d.Lead("Seal:", p.Report.Seal)
	}
	return d
}

func (s ReadSection) write(d *docx.Document) {
	d.Heading(1, s.Name)
	d.Lead(s.GradeName()+".", s.Reasons())
	for _, c := range s.Rows() {
		c.write(d)
	}
	if rows := s.EvidenceRows(); len(rows) > 0 {
		d.Heading(2, "Evidence: "+s.Name)
		d.Columns(59, 31, 27, 15, 17, 21)
		d.Table("What the texts stand on, the newest first. File is the beginning of a file’s SHA-256", s.EvidenceHead(), rows)
	}
	if rows := s.ActionRows(); len(rows) > 0 {
		d.Heading(2, "Improvement actions: "+s.Name)
		d.Columns(9, 4, 4, 4)
		d.Table("As they stood when the texts were written", s.ActionHead(), rows)
	}
}

func (c ReadCriterion) write(d *docx.Document) {
	d.Heading(2, c.Heading())
	d.Lead(c.Grades(), c.Rests())
	if c.Reason != "" {
		d.Lead("Why this grade stands.", c.Reason)
	}
	parts := map[string][2]string{}
	for _, part := range c.Paragraphs() {
		parts[part.Code] = [2]string{reportHeadings[part.Code], part.Text}
	}
	d.Leads(parts["know"], parts["how"])
	d.Leads(parts["next"])
	d.Leads(parts["impact"], parts["weakness"], parts["figures"])
}

func alike(n, share int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = share
	}
	return all
}
