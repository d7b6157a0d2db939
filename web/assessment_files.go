package web

import (
	"bytes"
	"net/http"
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/sheet"
	"github.com/sightline-readiness/sightline/readiness"
)

// assessmentWorkbook hands a self-assessment out as a workbook, with every text and grade.
func (s *Server) assessmentWorkbook(w http.ResponseWriter, r *http.Request) error {
	page, err := s.assessmentReport(r)
	if err != nil {
		return err
	}
	return s.handOutReport(w, r, page, "xlsx", formats["xlsx"].media, func() ([]byte, error) {
		var book bytes.Buffer
		err := sheet.WriteXLSX(&book, page.sheets(s.Council)...)
		return book.Bytes(), err
	})
}

// assessmentJSON hands it out for machines: a published one byte for byte as it was sealed.
func (s *Server) assessmentJSON(w http.ResponseWriter, r *http.Request) error {
	page, err := s.assessmentReport(r)
	if err != nil {
		return err
	}
	return s.handOutReport(w, r, page, "json", "application/json", page.Report.File)
}

// sheets are the judgement areas, the criteria, what they stand on, and who signed.
func (p AssessmentReadPage) sheets(council string) []sheet.Sheet {
	note := council + ": " + lowerFirst(p.Heading()) + ", " + p.Report.Framework.Name + ". " + p.Report.State() + "."
	if p.Report.Published() {
		note += " Seal: " + p.Report.Seal + "."
	} else {
		note += " As it stood on " + p.Today.Long() + "."
	}
	of := func(name string, header []string, rows [][]any) sheet.Sheet {
		return sheet.Sheet{Name: name, Note: note, Header: header, Rows: slices.Values(rows)}
	}
	return []sheet.Sheet{
		of("Areas", []string{"Code", "Judgement area", "Grade", "Why", "Lead"}, p.areaCells()),
		of("Criteria", criterionColumns, p.criterionCells()),
		of("Evidence", []string{"Title", "Kind", "Shows", "Speaks", "Criteria", "SHA-256 of the file", "Id"}, p.evidenceCells()),
		of("Actions", []string{"Title", "State", "Due", "Criteria", "Id"}, p.actionCells()),
		of("Signatures", []string{"Part", "Name", "Signed", "SHA-256 of what was signed"}, p.signatureCells()),
	}
}

func (p AssessmentReadPage) areaCells() (rows [][]any) {
	for _, s := range p.Sections() {
		rows = append(rows, []any{s.Code, s.Name, s.GradeName(), s.Why, s.Lead})
	}
	return rows
}

var criterionColumns = []string{
	"Code", "Criterion", "Area", "Stage", "Version", "What we know", "How we know it", "What we will do", "Difference made", "Not good enough", "Figures", "Author’s grade", "Confidence",
	"Would move it up", "Would move it down", "Challenger’s grade", "Challenger’s reason", "Third reviewer’s grade", "Agreed grade", "Why it stands", "Author", "Challenger", "SHA-256 of the text",
}

func (p AssessmentReadPage) criterionCells() (rows [][]any) {
	grade := p.Report.Framework.GradeName
	for _, s := range p.Report.Sections {
		for _, c := range s.Criteria {
			t := c.Text
			rows = append(rows, []any{
				c.Code, c.Asks, s.Code, sentence(c.Status.Title()), c.Version, t.Know, t.How, t.Next, t.Impact, t.Weakness, t.Figures, grade(c.Grade), readiness.ChoiceText(readiness.Confidences, c.Confidence),
				t.Up, t.Down, grade(c.Challenged), c.Why, grade(c.Third), grade(c.Agreed), c.Reason, c.Author, c.Challenger, c.SHA256,
			})
		}
	}
	return rows
}

func (p AssessmentReadPage) evidenceCells() (rows [][]any) {
	for _, e := range p.Report.Evidence() {
		rows = append(rows, []any{e.Title, readiness.ChoiceText(readiness.EvidenceKinds, e.Kind), e.ShowsOn, speaks(e.Bears), strings.Join(e.Criteria, ", "), e.SHA256, e.ID})
	}
	return rows
}

func (p AssessmentReadPage) actionCells() (rows [][]any) {
	for _, a := range p.Report.Actions() {
		rows = append(rows, []any{a.Title, sentence(a.Status.Title()), a.Due, strings.Join(a.Criteria, ", "), a.ID})
	}
	return rows
}

func (p AssessmentReadPage) signatureCells() (rows [][]any) {
	for i, line := range p.SignatureRows() {
		rows = append(rows, []any{line[0], line[1], line[2], p.Report.Signatures[i].SHA256})
	}
	return rows
}
