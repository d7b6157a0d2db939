package sheet_test

import (
	"bytes"
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
	want := "\ufeffRef,Since\r\nC1,2026-03-03\r\n'=1+1,\r\n'+44,-3\r\n'-x,2.5\r\n'@x,true\r\n'\tx,\r\n\"'x\",7\r\n\"say \"\"hi\"\", you\",2026-03-03 09:05:00\r\n"
	if got := out.String(); got != want { // a lone CR inside a cell is dropped
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
