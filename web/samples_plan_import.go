package web

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// samplePlanSheet is a sheet of the sample council, read as an uploaded one is.
func samplePlanSheet(rows ...[]string) readiness.PlanSheet {
	table := readiness.PlanTable{Name: "Actions", Rows: []readiness.PlanSheetRow{
		{Number: 1, Cells: []string{"Improvement plan 2027"}},
		{Number: 3, Cells: []string{"Ref", "Theme", "Action", "Intended outcome", "Success measure", "Action owner", "Executive sponsor", "Start date", "By when", "RAG"}},
	}}
	for i, cells := range rows {
		table.Rows = append(table.Rows, readiness.PlanSheetRow{Number: i + 4, Cells: cells})
	}
	s, err := readiness.PlanSheetOf("Improvement plan.xlsx", []readiness.PlanTable{table, {Name: "Notes"}})
	if err != nil {
		panic(err) // a sample that the rules refuse is a mistake in this file
	}
	return s
}

var samplePlanRows = [][]string{
	{"S1", "Care leavers", "Visit every care leaver within eight weeks", "No young person is lost from sight.", "Visits within eight weeks", "Tom Reilly", "Hanna Okafor", "1 April 2027", "30 September 2027", "Green"},
	{"S3", "Supervision", "Supervise every social worker every four weeks", "Plans move on.", "Audit of 20 files", "Tom Reilly", "Hanna Okafor", "2 November 2026", "31 March 2027", "Amber"},
	{"S4", "Supervision", "Agree dates for supervision", "Plans move on.", "Audit of 20 files", "J. Smith", "Hanna Okafor", "1 April 2027", "ongoing", "Red"},
	{"S5", "Missing children", "Return home interviews within 72 hours", "Children are heard.", "", "Tom Reilly", "Hanna Okafor", "1 April 2027", "30 September 2027", ""},
}

// samplePlanImport is a sheet that was mapped as its headings sound.
func samplePlanImport(rows ...[]string) readiness.PlanImport {
	s := samplePlanSheet(rows...)
	return readiness.PlanImport{
		ID: "0195a1b2-0000-7000-8000-00000000000c", By: "Iris Lowe", At: sampleNow, Sheet: s, Mapping: &readiness.PlanMapping{Columns: readiness.GuessPlanColumns(s.Columns)},
	}
}

func samplePlanCheck(i readiness.PlanImport, form Form) PlanCheckPage {
	known := readiness.PlanKnown{
		People: []readiness.PlanPerson{{ID: "p-manager", Name: "Tom Reilly"}, {ID: "p-head", Name: "Hanna Okafor"}}, Calendar: calendar.England(),
		Actions: []readiness.PlanAction{{
			ID: "a-1", Reference: "S3", Title: "Supervise every social worker once a month", Status: readiness.ActionInProgress, Seq: 3, OwnerID: "p-manager", SponsorID: "p-head", Start: calendar.On(2026, 11, 2), Due: calendar.On(2027, 2, 19),
			Details: readiness.ActionDetails{Title: "Supervise every social worker once a month", Theme: "Supervision", Outcome: "Plans move on.", Measure: "Audit of 20 files", Reference: "S3"},
		}},
	}
	return PlanCheckPage{Import: i, Trial: i.Sheet.Try(*i.Mapping, known), Form: form, Discard: sampleForm()}
}

func planImportSamples() map[string]Page {
	kept := samplePlanImport(samplePlanRows...)
	columns := PlanColumnsPage{Import: kept, Form: sampleFilled(*kept.Mapping), Officers: sampleOfficers}
	twice := *kept.Mapping
	twice.Columns = append([]string{"theme"}, twice.Columns[1:]...)
	refused := columns
	refused.Form = sampleFilled(twice, govuk.FieldError{Name: "columns", Message: "“Ref” and “Theme” cannot both be: theme. Choose one of them, and leave the other out."})
	bare := samplePlanImport(samplePlanRows[2:]...)
	bare.Mapping.Columns[4], bare.Mapping.Columns[6] = "", ""

	check := samplePlanCheck(kept, sampleForm())
	done := kept
	done.Done = &readiness.PlanImported{
		CommandID: "c-1", By: "Iris Lowe", At: sampleNow, Planned: []string{"a-7"}, Changes: check.Trial.Changes, LeftOut: 2, Same: 1,
	}
	done.Answers = []readiness.PlanAnswer{{ActionID: "a-1"}}
	half := done
	half.Answers, half.Unopen = nil, 1
	notTaken := done
	notTaken.Answers = []readiness.PlanAnswer{{ActionID: "a-1", Why: "This action cannot be changed now: it is shown done."}}
	return map[string]Page{
		"plan import/empty":                   PlanUploadPage{Form: sampleForm()},
		"plan import/sheets wait":             PlanUploadPage{Form: sampleForm(), Open: []readiness.PlanImport{kept}},
		"plan import/refused: old workbook":   PlanUploadPage{Form: sampleForm(govuk.FieldError{Name: "files", Message: "The file is in the old .xls format, which cannot be read. Open it in Excel and save it as an Excel workbook (.xlsx)."})},
		"plan columns/guessed":                columns,
		"plan columns/refused: one twice":     refused,
		"plan check/rows that cannot be":      check,
		"plan check/all good":                 samplePlanCheck(samplePlanImport(samplePlanRows[:2]...), sampleForm()),
		"plan check/nothing fits":             samplePlanCheck(bare, sampleForm()),
		"plan check/refused: bad rows":        samplePlanCheck(kept, sampleForm(govuk.FieldError{Name: "leave_out", Message: "2 rows cannot be taken. Leave them out, or mend them in the sheet and choose the file again."})),
		"plan brought in/done":                PlanDonePage{Import: done, Form: sampleForm()},
		"plan brought in/not all yet":         PlanDonePage{Import: half, Form: sampleForm()},
		"plan brought in/a change not taken":  PlanDonePage{Import: notTaken, Form: sampleForm()},
		"plan brought in/somebody was faster": PlanDonePage{Import: done, Form: sampleForm(govuk.FieldError{Message: "Somebody has brought this plan in already."})},
	}
}
