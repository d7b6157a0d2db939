package web

import (
	"bytes"
	"errors"
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/internal/sheet"
	"github.com/sightline-readiness/sightline/readiness"
)

// What is read of a sheet of the council's own lists.
var (
	ownSize   = uploadSize{5 << 20, "The file is larger than 5 MB. Leave out the sheets and pictures that are not the list.", "The file is far too large. At most 5 MB can be read."}
	ownLimits = sheet.Limits{Rows: mostOwnRows + 20, Columns: 100, Text: 10 << 20, Unzipped: 60 << 20, Times: true}
)

const (
	mostOwnRows = 20_000
	noOwnFile   = "Choose one Excel workbook (.xlsx) or one csv file with the list."
)

// ownTemplate hands out an empty workbook with the list's columns, and a sheet that says what each means.
func (s *Server) ownTemplate(w http.ResponseWriter, r *http.Request) error {
	list, err := s.ownList(r)
	if err != nil {
		return err
	}
	var book bytes.Buffer
	if err := sheet.WriteXLSX(&book, ownTemplateSheets(list)...); err != nil {
		return err
	}
	w.Header().Set("Content-Type", formats["xlsx"].media)
	w.Header().Set("Content-Disposition", `attachment; filename="`+list.Code+`-template.xlsx"`)
	_, err = book.WriteTo(w)
	return err
}

func ownTemplateSheets(l readiness.OwnList) []sheet.Sheet {
	var headers []string
	var means [][]any
	for _, c := range l.Columns {
		headers = append(headers, c.Header)
		needed := "No"
		if c.Required {
			needed = "Yes"
		}
		means = append(means, []any{c.Header, needed, columnKind(c), c.Means})
	}
	return []sheet.Sheet{
		{Name: sheetName(l.Name), Header: headers},
		{Name: "What the columns mean", Note: l.About, Header: []string{"Column", "Needed", "How it is written", "What it means"}, Rows: slices.Values(means)},
	}
}

// columnKind says how a value is written.
func columnKind(c readiness.OwnColumn) string {
	if c.Kind != "choice" {
		return readiness.ChoiceText(readiness.OwnKinds, c.Kind)
	}
	words := "One of: "
	for i, choice := range c.Choices {
		if i > 0 {
			words += ", "
		}
		words += choice.Text
	}
	return words
}

// OwnUploadPage asks for the sheet of a list.
type OwnUploadPage struct {
	List readiness.OwnList
	Form Form
}

// Face is the page's frame.
func (p OwnUploadPage) Face() Face {
	return Face{Template: "own_upload", Title: "Bring a list in: " + p.List.Name, Section: cohortsPath, Back: cohortListsPath, Failed: p.Form.Failed()}
}

// Action is where the form goes.
func (p OwnUploadPage) Action() string { return ownListHref(p.List.Code) + "/new" }

// Format is the address of the template.
func (p OwnUploadPage) Format() string { return ownListHref(p.List.Code) + "/template.xlsx" }

// TakenOn asks for the day, File for the file.
func (p OwnUploadPage) TakenOn() govuk.DateInput {
	f := p.Form.Date("taken_on", "Which day does the list describe?")
	f.Hint.Text = "The day on which it was taken from the system that keeps it, such as 3 3 2027."
	return f
}

// File asks for the file. Browsers do not let a page fill it in again.
func (p OwnUploadPage) File() govuk.FileUpload {
	f := p.Form.File("files", "The list")
	f.Label.Classes = "govuk-label--s"
	f.Hint.Text = "One Excel workbook (.xlsx) or one csv file. At most 5 MB and " + thousands(mostOwnRows) + " rows. We keep what stands in the list, and not the file."
	f.JavaScript = true
	f.Attributes = govuk.Attributes{"accept": ".xlsx,.csv"}
	return f
}

// Kind says how a column is written.
func (OwnUploadPage) Kind(c readiness.OwnColumn) string { return columnKind(c) }

func (s *Server) ownUploadPage(w http.ResponseWriter, r *http.Request) error {
	list, err := s.ownList(r)
	if err != nil {
		return err
	}
	form := newForm()
	form.Values = encode(readiness.ChooseOwnSheet{On: s.today()})
	return s.show(w, r, http.StatusOK, OwnUploadPage{list, form})
}

// ownUpload reads the file and keeps what is in it until somebody has looked through it.
func (s *Server) ownUpload(w http.ResponseWriter, r *http.Request) error {
	list, err := s.ownList(r)
	if err != nil {
		return err
	}
	form, files, err := readUpload(r, ownSize)
	u := readiness.OwnUpload{List: list.Code}
	if err == nil {
		var c readiness.ChooseOwnSheet
		if !form.read(&c) {
			return s.show(w, r, http.StatusUnprocessableEntity, OwnUploadPage{list, form})
		}
		u.On = c.On
		u.Sheet, err = ownSheetOf(list, files)
	}
	var id string
	if err == nil {
		id, err = s.CohortLists.KeepOwnSheet(r.Context(), u, form.asked(r))
	}
	if refusal := readiness.AsRefusal(err); refusal != nil {
		form.refuse(refusal)
		return s.show(w, r, statusOf(refusal), OwnUploadPage{list, form})
	}
	if err != nil {
		return err
	}
	return seeOther(w, r, ownImportsPath+"/"+id)
}

// ownSheetOf finds the list in an uploaded file.
func ownSheetOf(l readiness.OwnList, files []readiness.UploadFile) (readiness.PlanSheet, error) {
	if len(files) != 1 {
		return readiness.PlanSheet{}, readiness.FieldErrorf("files", noOwnFile)
	}
	tables, err := tablesOf(files[0], ownLimits)
	if err != nil {
		return readiness.PlanSheet{}, err
	}
	s, err := readiness.OwnSheetOf(l, files[0].Name, tables)
	if err == nil && len(s.Rows) > mostOwnRows {
		err = readiness.FieldErrorf("files", "The sheet has more than %s rows. Leave out what is older than the list asks for.", thousands(mostOwnRows))
	}
	return s, err
}

// tablesOf reads every sheet of a file; what cannot be read is refused in a sentence.
func tablesOf(file readiness.UploadFile, most sheet.Limits) ([]readiness.PlanTable, error) {
	tables, err := sheet.Read(file.Data, most)
	var why sheet.Unreadable
	if errors.As(err, &why) {
		return nil, readiness.FieldErrorf("files", "%s", why)
	}
	if err != nil {
		return nil, err
	}
	found := make([]readiness.PlanTable, len(tables))
	for i, t := range tables {
		found[i].Name = t.Name
		for _, row := range t.Rows {
			found[i].Rows = append(found[i].Rows, readiness.PlanSheetRow(row))
		}
	}
	return found, nil
}
