package sheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/sightline-readiness/sightline/internal/sheet"
)

var roomy = sheet.Limits{Rows: 100, Columns: 20, Text: 1 << 20, Unzipped: 10 << 20}

// book is a workbook that change has filled.
func book(t *testing.T, change func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	var out bytes.Buffer
	_, err := out.WriteString("")
	if err = errors.Join(err, change(f), f.Write(&out), f.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func cells(values ...any) func(f *excelize.File) error {
	return func(f *excelize.File) error { return f.SetSheetRow("Sheet1", "A1", &values) }
}

func TestReadWorkbook(t *testing.T) {
	t.Parallel()
	data := book(t, func(f *excelize.File) error {
		day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		long := `[$-809]d "of" mmmm yyyy;@`
		words, wrong := f.NewStyle(&excelize.Style{CustomNumFmt: &long})
		money := `"paid" #,##0.00`
		paid, bad := f.NewStyle(&excelize.Style{CustomNumFmt: &money})
		_, more := f.NewSheet("Second")
		return errors.Join(
			err, wrong, bad, more,
			f.SetSheetRow("Sheet1", "A1", &[]any{"  Plan\u00a02027 "}),
			f.SetSheetRow("Sheet1", "A3", &[]any{"Theme", "Action", "Due", "Again", "Cost"}),
			f.SetSheetRow("Sheet1", "A4", &[]any{"Supervision", "=1+1", 46084, 46084.75, 46084}),
			f.SetSheetRow("Sheet1", "B5", &[]any{"Second\r\nline", 3}),
			f.SetCellFormula("Sheet1", "D5", "HYPERLINK(\"http://x.example\")"),
			f.MergeCell("Sheet1", "A4", "A6"),
			f.SetCellStyle("Sheet1", "C4", "C4", day), f.SetCellStyle("Sheet1", "D4", "D4", words), f.SetCellStyle("Sheet1", "E4", "E4", paid),
			f.SetCellValue("Second", "A2", "x\x07y"),
		)
	})
	got, err := sheet.Read(data, roomy)
	if err != nil {
		t.Fatal(err)
	}
	want := []sheet.Table{
		{Name: "Sheet1", Rows: []sheet.Row{
			{1, []string{"Plan 2027"}},
			{3, []string{"Theme", "Action", "Due", "Again", "Cost"}},
			{4, []string{"Supervision", "=1+1", "2026-03-03", "2026-03-03", "46084"}},
			{5, []string{"Supervision", "Second\nline", "3"}},
		}},
		{Name: "Second", Rows: []sheet.Row{{2, []string{"xy"}}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestReadTimes reads dates with their times for whoever wants them; midnight is a day alone.
func TestReadTimes(t *testing.T) {
	t.Parallel()
	var book bytes.Buffer
	at := time.Date(2026, 3, 28, 14, 30, 0, 0, time.UTC)
	if err := sheet.WriteXLSX(&book, table([]any{at, at.Add(9*time.Hour + 29*time.Minute), at.Add(9*time.Hour + 30*time.Minute), day})); err != nil {
		t.Fatal(err)
	}
	timed := roomy
	timed.Times = true
	for limits, want := range map[sheet.Limits][]string{
		timed: {"2026-03-28 14:30", "2026-03-28 23:59", "2026-03-29", "2026-03-03"},
		roomy: {"2026-03-28", "2026-03-28", "2026-03-29", "2026-03-03"},
	} {
		got, err := sheet.Read(book.Bytes(), limits)
		if err != nil || !slices.Equal(got[0].Rows[1].Cells, want) {
			t.Errorf("times %t: %+v %v", limits.Times, got, err)
		}
	}
}

// TestReadWhatWeWrite reads an exported list: a second council can bring in what the first took away.
func TestReadWhatWeWrite(t *testing.T) {
	t.Parallel()
	var xlsx, text bytes.Buffer
	list := table([]any{"=1+1", day})
	if err := errors.Join(sheet.WriteXLSX(&xlsx, list), sheet.WriteCSV(&text, list)); err != nil {
		t.Fatal(err)
	}
	for want, data := range map[string][]byte{"=1+1": xlsx.Bytes(), "'=1+1": text.Bytes()} {
		got, err := sheet.Read(data, roomy)
		if err != nil || len(got) != 1 || len(got[0].Rows) != 2 || got[0].Rows[1].Cells[0] != want || got[0].Rows[1].Cells[1] != "2026-03-03" {
			t.Errorf("%+v %v", got, err)
		}
	}
}

func TestReadCSV(t *testing.T) {
	t.Parallel()
	for name, data := range map[string]string{
		"commas":       "Theme,Action\r\n\r\n\"Super\nvision\",=1+1\r\nCafé,x\r\n",
		"semicolons":   "\xef\xbb\xbfTheme;Action\n\n\"Super\nvision\";=1+1\nCafé;x\n",
		"windows":      "Theme,Action\n\n\"Super\nvision\",=1+1\nCaf\xe9,x\n",
		"utf-16":       utf16le("Theme\tAction\n\n\"Super\nvision\"\t=1+1\nCafé\tx"),
		"blank at end": "Theme,Action,,\n,,,\n\"Super\nvision\",=1+1,,\n Café ,x\n,,\n",
	} {
		got, err := sheet.Read([]byte(data), roomy)
		want := []sheet.Table{{Rows: []sheet.Row{{1, []string{"Theme", "Action"}}, {3, []string{"Super\nvision", "=1+1"}}, {4, []string{"Café", "x"}}}}}
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: %v %s", name, err, diff)
		}
	}
}

func utf16le(s string) string {
	out := "\xff\xfe"
	for _, r := range s {
		out += string([]byte{byte(r), byte(r >> 8)})
	}
	return out
}

// zipped is a zip with these parts.
func zipped(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range parts {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	whole := book(t, cells("Theme", "Action"))
	wide := make([]any, 30)
	for i := range wide {
		wide[i] = i
	}
	for name, c := range map[string]struct {
		data  []byte
		words string
	}{
		"nothing":             {nil, "is empty"},
		"a program":           {[]byte("MZ\x90\x00\x03\x00\x00\x00"), "neither an Excel workbook nor a csv file"},
		"a PDF":               {[]byte("%PDF-1.7\n1 0 obj"), "neither"},
		"a web page":          {[]byte(" <html><table>"), "web page"},
		"an old workbook":     {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)), "old .xls format"},
		"a password":          {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + utf16le("EncryptedPackage")[2:]), "password"},
		"a cut workbook":      {whole[:len(whole)/2], "damaged"},
		"a Word document":     {zipped(t, map[string]string{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}), "neither"},
		"a binary workbook":   {zipped(t, map[string]string{"[Content_Types].xml": "<Types/>", "xl/workbook.bin": "x"}), ".xlsb"},
		"macros":              {zipped(t, map[string]string{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>", "xl/vbaProject.bin": "x"}), "macros"},
		"a broken sheet":      {zipped(t, map[string]string{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": "<sheetData><row>"}), "damaged"},
		"a bomb":              {zipped(t, map[string]string{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": strings.Repeat(" ", 11<<20)}), "unzips to far more"},
		"too many columns":    {book(t, cells(wide...)), "more columns"},
		"too many rows":       {[]byte(strings.Repeat("a,b\n", 101)), "more rows"},
		"too much text":       {[]byte(strings.Repeat("a", 2<<20)), "more text"},
		"a cell far away":     {book(t, func(f *excelize.File) error { return f.SetCellValue("Sheet1", "XFD3", "x") }), "more columns"},
		"the same text often": {book(t, often), "more text"},
		"rows without an end": {book(t, func(f *excelize.File) error { return f.SetCellValue("Sheet1", "XFD1000", "x") }), "more"},
		"bytes":               {[]byte("\x00\x01\x02"), "neither"},
	} {
		got, err := sheet.Read(c.data, roomy)
		var why sheet.Unreadable
		if !errors.As(err, &why) || !strings.Contains(why.Error(), c.words) {
			t.Errorf("%s: %v %v", name, got, err)
		}
	}
}

// often puts one long text into many cells, which a workbook stores once.
func often(f *excelize.File) (err error) {
	text := strings.Repeat("long ", 6000)
	for n := range 60 {
		err = errors.Join(err, f.SetCellValue("Sheet1", fmt.Sprintf("A%d", n+1), text))
	}
	return err
}
