package frameworks_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/readiness"
)

// changedBook is the workbook of a council's own version after somebody has changed cells in it.
func changedBook(t *testing.T, change func(b *excelize.File) error) []byte {
	t.Helper()
	body, err := files.Workbook(own())
	if err != nil {
		t.Fatal(err)
	}
	b, err := excelize.OpenReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := change(b); err != nil {
		t.Fatal(err)
	}
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func cell(name, at string, value any) func(*excelize.File) error {
	return func(b *excelize.File) error { return b.SetCellValue(name, at, value) }
}

// TestProblemsNameTheirSheetAndRow: rows 1 and 2 of a sheet are its note and its headings.
func TestProblemsNameTheirSheetAndRow(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*excelize.File) error
		want   string
	}{
		"the code":         {cell("Framework", "B3", "ilacs-2023"), "{Framework 3 A framework with the code ilacs-2023 is in the library already."},
		"no date":          {cell("Framework", "B6", "in April"), "{Framework 6 “in April” is not a date."},
		"unknown field":    {cell("Framework", "A7", "Untill"), "{Framework 7 There is no field “Untill”."},
		"field twice":      {cell("Framework", "A7", "From"), "{Framework 7 The field From is there twice.}"},
		"follows nothing":  {cell("Framework", "B8", "ilacs-1999"), "{Framework 8 The crosswalk leads from ilacs-1999, which is no framework in the library.}"},
		"a missing grade":  {func(b *excelize.File) error { return b.DeleteSheet("Grades") }, "{ 0 A framework needs a scale of 2 to 10 grades"},
		"a grade no name":  {cell("Grades", "B4", ""), "{Grades 4 The name of good is missing.}"},
		"a duplicate code": {cell("Criteria", "B4", "LM01"), "{Criteria 4 The code LM01 is there twice: criterion 1 of LEAD has it already.}"},
		"no area":          {cell("Criteria", "A3", ""), "{Criteria 3 The criterion has no judgement area.}"},
		"another's area":   {cell("Criteria", "A70", "OE"), "{Criteria 70 There is no judgement area with the code “OE”"},
		"a tag":            {cell("Criteria", "D20", "outcome_1, outcome_7"), "{Criteria 20 The tag “outcome_7” of HP03 is not among the framework’s tags.}"},
		"maybe":            {cell("Criteria", "E20", "perhaps"), "{Criteria 20 “perhaps” is neither yes nor no."},
		"the headings":     {cell("Tags", "B2", "Words"), "{Tags 1 The sheet “Tags” has no row with all of its headings: Code, Tag, Council to confirm.}"},
		"the year":         {cell("Key lines", "A3", "this year"), "{Key lines 3 “this year” is not a year."},
		"to nowhere":       {func(b *excelize.File) error { return b.SetSheetRow("Crosswalk", "A3", &[]any{"HP01", "HP99", "same"}) }, "{Crosswalk 3 The crosswalk leads to HP99, which is no criterion of anyshire-2027.}"},
	} {
		f, err := frameworks.Read("own.xlsx", changedBook(t, c.change))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if problems := fmt.Sprint(f.Check(library())); !strings.Contains(problems, c.want) {
			t.Errorf("%s gives %s, want %s", name, problems, c.want)
		}
	}
}

// TestAWorkbookThatPeopleHaveWorkedOn: columns in another order, dates typed as dates, blank rows between, and one more criterion.
func TestAWorkbookThatPeopleHaveWorkedOn(t *testing.T) {
	t.Parallel()
	body := changedBook(t, func(b *excelize.File) error {
		for _, row := range []struct {
			at    string
			cells []any
		}{{"A73", []any{"CL", "CL15", "=HYPERLINK(1)", "outcome_4;principles", "YES"}}} {
			if err := b.SetSheetRow("Criteria", row.at, &row.cells); err != nil {
				return err
			}
		}
		if err := b.InsertRows("Criteria", 10, 1); err != nil {
			return err
		}
		return b.InsertCols("Criteria", "B", 1)
	})
	f, err := frameworks.Read("own.xlsx", body)
	if err != nil {
		t.Fatal(err)
	}
	if problems := f.Check(library()); len(problems) > 0 {
		t.Fatal(problems)
	}
	c, a, _ := f.Framework.Criterion("CL15")
	if a.Code != "CL" || c.Text != "=HYPERLINK(1)" || !c.Unconfirmed || strings.Join(c.Tags, " ") != "outcome_4 principles" {
		t.Errorf("got %+v in %s", c, a.Code)
	}
	rows := f.Ready(library()).Crosswalk.Rows
	if last := rows[len(rows)-1]; len(rows) != 69 || last != (readiness.CrosswalkRow{To: "CL15", Kind: "new"}) {
		t.Errorf("%d rows, the last is %+v", len(rows), last)
	}
}

func TestEmptyWorkbookIsToBeFilledIn(t *testing.T) {
	t.Parallel()
	f := reread(t, "empty.xlsx", readiness.FrameworkFile{}, files.Workbook)
	if len(f.Unread) > 0 || len(f.Check(nil)) == 0 || f.Crosswalk != nil {
		t.Errorf("%+v", f)
	}
}
