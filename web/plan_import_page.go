package web

import (
	"strconv"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// PlanUploadPage asks for the spreadsheet that a plan is brought in from.
type PlanUploadPage struct {
	Form Form
	Open []readiness.PlanImport // sheets that wait
}

// Face is the page's frame.
func (p PlanUploadPage) Face() Face {
	return Face{Template: "plan_import", Title: "Bring a plan in from a spreadsheet", Section: planPath, Back: planPath, Failed: p.Form.Failed()}
}

// File asks for the file. Browsers do not let a page fill it in again.
func (p PlanUploadPage) File() govuk.FileUpload {
	f := p.Form.File("files", "The spreadsheet with your plan")
	f.Label.Classes = "govuk-label--s"
	f.Hint.Text = "One Excel workbook (.xlsx) or one csv file. At most 5 MB and " + thousands(mostPlanRows) + " rows."
	f.JavaScript = true
	f.Attributes = govuk.Attributes{"accept": ".xlsx,.csv"}
	return f
}

// PlanColumnsPage asks what each column of a sheet is.
type PlanColumnsPage struct {
	Import   readiness.PlanImport
	Form     Form
	Officers []readiness.Choice
}

// Face is the page's frame.
func (p PlanColumnsPage) Face() Face {
	return Face{Template: "plan_import_columns", Title: "What are the columns?", Section: planPath, Back: planImportPath, Failed: p.Form.Failed()}
}

// About says which sheet it is.
func (p PlanColumnsPage) About() string { return sheetWords(p.Import.Sheet) }

func sheetWords(s readiness.PlanSheet) string {
	words := s.File
	if s.Name != "" {
		words += ", sheet “" + s.Name + "”"
	}
	if len(s.Rows) > 0 {
		words += ", " + counted(len(s.Rows), "row")
	}
	words += "."
	switch {
	case s.Others == 1:
		words += " The other sheet of the workbook is not read."
	case s.Others > 1:
		words += " The other " + strconv.Itoa(s.Others) + " sheets of the workbook are not read."
	}
	return words
}

// A PlanColumn is one column: its heading, two of its values, and what it is.
type PlanColumn struct {
	Heading string
	Samples []string
	Is      govuk.Select
}

// Columns are the sheet's columns, each with its question.
func (p PlanColumnsPage) Columns() []PlanColumn {
	chosen := p.Form.Values["columns"]
	columns := make([]PlanColumn, len(p.Import.Sheet.Columns))
	for i, heading := range p.Import.Sheet.Columns {
		is := p.Form.Select("columns", "What is the column “"+heading+"”?", options("Leave it out", readiness.PlanFields)...)
		is.Label.Classes, is.Value = "govuk-visually-hidden", ""
		if i < len(chosen) {
			is.Value = chosen[i]
		}
		if i > 0 { // what is wrong is said once, at the first
			is.ID, is.ErrorMessage = "columns-"+strconv.Itoa(i+1), govuk.ErrorMessage{}
		}
		columns[i] = PlanColumn{heading, p.Import.Sheet.Samples(i), is}
	}
	return columns
}

// Fields ask for what every row gets that says nothing itself.
func (p PlanColumnsPage) Fields() []govuk.Component {
	f := p.Form
	theme, start := f.Text("theme", "Theme (optional)"), f.Date("start", "Start (optional)")
	start.Hint.Text = "For example, 1 4 2027."
	return []govuk.Component{
		theme, f.Select("sponsor_id", "Sponsor (optional)", options("Choose a person", p.Officers)...), start,
		f.Checkboxes("earlier", "Due dates that are no working day", govuk.Item{Value: "yes", Text: "Take the working day before them"}),
	}
}

// Action is where the form goes.
func (p PlanColumnsPage) Action() string { return planImportPath + "/" + p.Import.ID + "/columns" }

// Button sends the form.
func (PlanColumnsPage) Button() govuk.Button { return govuk.Button{Text: "See what would happen"} }
