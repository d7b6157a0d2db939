package annexa_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/sightline-readiness/sightline/annexa"
	"github.com/sightline-readiness/sightline/annexa/annexatest"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func itoa(n int) string { return strconv.Itoa(n) }

func zipped(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, content := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// declared is a workbook whose directory announces a sheet of some size; nothing more of a bomb is needed for the refusal.
func declared(t *testing.T, parts map[string]string, size uint64) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name := range parts {
		if _, err := z.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := z.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate, UncompressedSize64: size}); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// lying is a workbook with a sheet of 8 MiB that announces 5 bytes.
func lying(t *testing.T, good []byte) []byte {
	t.Helper()
	var sheet, out bytes.Buffer
	deflate, err := flate.NewWriter(&sheet, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := deflate.Write(make([]byte, 8<<20)); err != nil {
		t.Fatal(err)
	}
	if err := deflate.Close(); err != nil {
		t.Fatal(err)
	}
	old, err := zip.NewReader(bytes.NewReader(good), int64(len(good)))
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(&out)
	for _, f := range old.File {
		if f.Name == "xl/worksheets/sheet6.xml" {
			continue
		}
		if err := z.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	w, err := z.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/sheet6.xml", Method: zip.Deflate, CompressedSize64: uint64(sheet.Len()), UncompressedSize64: 5})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(sheet.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// repacked changes one part of a workbook.
func repacked(t *testing.T, data []byte, name string, change func(string) string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var content bytes.Buffer
		if _, err := content.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = content.String()
	}
	if _, ok := parts[name]; !ok {
		t.Fatalf("no part %s", name)
	}
	parts[name] = change(parts[name])
	return zipped(t, parts)
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)
	good := annexatest.Workbook(annexatest.Spec{Children: 10})
	book := map[string]string{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}
	with := func(name, content string) map[string]string {
		all := map[string]string{name: content}
		for k, v := range book {
			all[k] = v
		}
		return all
	}
	protected, err := encrypted(good)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		data []byte
		code readiness.Code
		says string
	}{
		"empty":                {nil, readiness.Invalid, "is empty"},
		"password":             {protected, readiness.Invalid, "protected with a password"},
		"password, by name":    {[]byte(ole + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), readiness.Invalid, "password"},
		"old xls":              {[]byte(ole), readiness.Invalid, "old .xls format"},
		"bomb by size":         {declared(t, book, 300<<20), readiness.TooLarge, "unzip to more than"},
		"bomb by ratio":        {declared(t, book, 29<<20), readiness.TooLarge, "no honest workbook"},
		"bomb that lies":       {lying(t, good), readiness.Invalid, "cannot be unzipped"},
		"flipped bits":         {flipped(t, good), readiness.Invalid, "damaged"},
		"sheet without a part": {repacked(t, good, "xl/worksheets/sheet6.xml", func(string) string { return "" }), readiness.Invalid, "damaged"},
		"another zip":          {zipped(t, map[string]string{"word/document.xml": "<w/>", "[Content_Types].xml": "<Types/>"}), readiness.Invalid, "not an Excel workbook"},
		"binary workbook":      {zipped(t, with("xl/workbook.bin", "x")), readiness.Invalid, ".xlsb"},
		"hollow workbook":      {zipped(t, book), readiness.Invalid, "cannot be opened"},
		"cut zip":              {good[:len(good)/2], readiness.Invalid, "damaged"},
		"picture":              {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), readiness.Invalid, "neither an Excel workbook nor a csv"},
		"pdf":                  {[]byte("%PDF-1.7\n1 0 obj"), readiness.Invalid, "neither"},
		"web page as .xls":     {[]byte("<html><table><tr><td>Child Unique ID</td></tr></table></html>"), readiness.Invalid, "web page"},
		"text without lists":   {[]byte("a,b,c\n1,2,3\n"), readiness.Invalid, "No Annex A list"},
		"broken rows":          {repacked(t, good, "xl/worksheets/sheet6.xml", func(s string) string { return strings.Replace(s, `<row r="4"`, `<row r="4" & `, 1) }), readiness.Invalid, "damaged after row"},
		"cut sheet":            {repacked(t, good, "xl/worksheets/sheet6.xml", func(s string) string { return s[:len(s)*2/3] }), readiness.Invalid, "damaged after row"},
		"broken last row":      {repacked(t, good, "xl/worksheets/sheet6.xml", breakLastRow), readiness.Invalid, "damaged after row"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e, findings, err := annexa.Read(context.Background(), []annexa.File{{Name: "up/load.xlsx", Data: test.data}}, annexa.Options{TakenOn: taken, Limits: annexa.Limits{Unzipped: 30 << 20}})
			refusal := readiness.AsRefusal(err)
			if refusal == nil || refusal.Code != test.code || !strings.Contains(refusal.Message, test.says) {
				t.Fatalf("error %v, want %s with %q", err, test.code, test.says)
			}
			if len(e.Cases)+len(findings) > 0 {
				t.Error("something was imported")
			}
			if strings.Contains(refusal.Message, "up/") {
				t.Errorf("shows a path: %s", refusal.Message)
			}
		})
	}
}

// flipped changes a byte in the middle of a sheet's packed data, which the zip's checksums tell.
func flipped(t *testing.T, good []byte) []byte {
	t.Helper()
	book, err := zip.NewReader(bytes.NewReader(good), int64(len(good)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range book.File {
		if part.Name != "xl/worksheets/sheet6.xml" {
			continue
		}
		at, err := part.DataOffset()
		if err != nil {
			t.Fatal(err)
		}
		bad := bytes.Clone(good)
		bad[at+int64(part.CompressedSize64/2)] ^= 0xff
		return bad
	}
	t.Fatal("the book has no sheet 6")
	return nil
}

func breakLastRow(s string) string {
	at := strings.LastIndex(s, "</c>")
	return s[:at] + "<&" + s[at:]
}

func encrypted(data []byte) ([]byte, error) {
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = book.Write(&out, excelize.Options{Password: "secret"})
	return out.Bytes(), err
}

func TestLimitsAndOptions(t *testing.T) {
	t.Parallel()
	files := annexatest.New(annexatest.Spec{Children: 30}).CSV()
	for name, test := range map[string]struct {
		files   []annexa.File
		options annexa.Options
		code    readiness.Code
	}{
		"bytes":    {files, annexa.Options{TakenOn: taken, Limits: annexa.Limits{Bytes: 1000}}, readiness.TooLarge},
		"rows":     {files, annexa.Options{TakenOn: taken, Limits: annexa.Limits{Rows: 40}}, readiness.TooLarge},
		"no day":   {files, annexa.Options{}, readiness.Invalid},
		"no files": {nil, annexa.Options{TakenOn: taken}, readiness.Invalid},
	} {
		if _, _, err := annexa.Read(context.Background(), test.files, test.options); !test.code.Is(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := annexa.Read(ctx, files, annexa.Options{TakenOn: taken}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestProgressGrowsToItsTotal(t *testing.T) {
	t.Parallel()
	last, calls := 0, 0
	_, _, err := annexa.Read(context.Background(), []annexa.File{{Name: "a.xlsx", Data: annexatest.Workbook(annexatest.Spec{Children: 120})}},
		annexa.Options{TakenOn: taken, Progress: func(done, total int) {
			calls++
			if done < last || done > total {
				t.Errorf("%d of %d after %d", done, total, last)
			}
			if last = done; calls == 1 && done == total {
				t.Error("full at once")
			}
		}})
	if err != nil || calls < 10 {
		t.Errorf("%d calls, %v", calls, err)
	}
}

// However a list is named and whatever stands around it, it is read the same.
func TestListsAreFound(t *testing.T) {
	t.Parallel()
	want, _ := read(t, annexa.File{Name: "a.xlsx", Data: annexatest.Workbook(annexatest.Spec{})})
	for name, change := range map[string]func(b *annexatest.Book){
		"number only":   func(b *annexatest.Book) { b.List(6).Sheet = "6" },
		"underline":     func(b *annexatest.Book) { b.List(6).Sheet = "List_6 CIN" },
		"no space":      func(b *annexatest.Book) { b.List(6).Sheet = "list06" },
		"by header":     func(b *annexatest.Book) { b.List(6).Sheet = "Open cases" },
		"swapped names": func(b *annexatest.Book) { b.List(6).Sheet, b.List(8).Sheet = "List 8", "List 6" },
		"reversed":      func(b *annexatest.Book) { reverse(b.List(6)) },
		"titles": func(b *annexatest.Book) {
			b.List(6).Titles = []string{"Anyshire", "Annex A", "OFFICIAL-SENSITIVE", "List 6"}
		},
		"typo":             func(b *annexatest.Book) { b.List(6).Rename("CIN Closure Date", " cin  closuer (date") },
		"curly and spaced": func(b *annexatest.Book) { b.List(8).Rename("Child's Legal Status", "CHILD’S\u00a0 Legal status: ") },
		"extra bracket": func(b *annexatest.Book) {
			b.List(8).Rename("Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)", "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))")
		},
		"blank rows": func(b *annexatest.Book) {
			b.List(6).Rows = append([][]any{{}, {" "}}, append(b.List(6).Rows, []any{"", ""})...)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := annexatest.New(annexatest.Spec{})
			change(b)
			got, findings := read(t, annexa.File{Name: "a.xlsx", Data: b.XLSX()})
			if fmt.Sprint(got.Cases) != fmt.Sprint(want.Cases) || len(got.Lists) != 11 {
				t.Errorf("%d lists, %d cases", len(got.Lists), len(got.Cases))
			}
			for _, f := range findings {
				if f.Severity == readiness.SeverityError || f.Severity == readiness.SeverityQuery && f.Rule != "sheet-misnamed" {
					t.Errorf("%+v", f)
				}
			}
		})
	}
}

func reverse(l *annexatest.List) {
	for i, j := 0, len(l.Header)-1; i < j; i, j = i+1, j-1 {
		l.Header[i], l.Header[j] = l.Header[j], l.Header[i]
		for _, row := range l.Rows {
			row[i], row[j] = row[j], row[i]
		}
	}
}

func TestCSVFlavours(t *testing.T) {
	t.Parallel()
	b, _ := one()
	plain := strings.TrimPrefix(string(b.CSV()[0].Data), "\ufeff")
	want, _ := read(t, annexa.File{Name: "x.csv", Data: []byte(plain)})
	for name, data := range map[string][]byte{
		"mark":       []byte("\ufeff" + plain),
		"unix":       []byte(strings.ReplaceAll(plain, "\r\n", "\n")),
		"semicolons": []byte(strings.ReplaceAll(plain, ",", ";")),
		"tabs":       []byte(strings.ReplaceAll(plain, ",", "\t")),
		"utf-16":     utf16le("\ufeff" + plain),
		"windows":    []byte(strings.Replace(plain, "Reason for Closure", "Reason\xa0for Closure", 1)),
	} {
		got, _ := read(t, annexa.File{Name: "some list.csv", Data: data})
		if len(got.Cases) != 1 || fmt.Sprint(got.Cases) != fmt.Sprint(want.Cases) {
			t.Errorf("%s: %v, want %v", name, got.Cases, want.Cases)
		}
	}
}

func utf16le(s string) (out []byte) {
	for _, r := range s {
		out = append(out, byte(r), byte(r>>8))
	}
	return out
}

// Row numbers are the spreadsheet's: blank rows and line breaks inside cells count as they do there.
func TestRowNumbers(t *testing.T) {
	t.Parallel()
	b, l := one()
	l.Set(0, "Allocated Team", "North\nTeam")
	l.Set(l.Copy(0), "Primary Need Code", "what")
	l.Rows = [][]any{l.Rows[0], {}, l.Rows[1]}
	for _, files := range [][]annexa.File{b.CSV(), workbook(b)} {
		_, findings := read(t, files...)
		for _, f := range findings {
			if f.Rule == "code-unknown" && f.Row != 4 {
				t.Errorf("row %d, want 4", f.Row)
			}
		}
		if !strings.Contains(rulesOf(findings, "Primary Need Code"), "code-unknown") {
			t.Error("not found")
		}
	}
}

func TestManyFindingsAreCounted(t *testing.T) {
	t.Parallel()
	b, l := one()
	for range 1500 {
		l.Copy(0)
	}
	for i := range l.Rows {
		l.Set(i, "Child Unique ID", "C"+itoa(i))
		l.Set(i, "Primary Need Code", "what")
	}
	e, findings := read(t, b.CSV()...)
	count := 0
	for _, f := range findings {
		if f.Rule != "code-unknown" {
			continue
		}
		if count++; f.Row == 0 && !strings.Contains(f.Message, "501 more") {
			t.Errorf("%+v", f)
		}
	}
	if count != 1001 || e.Lists[0].Mend != 1501 {
		t.Errorf("%d findings, %d rows to mend", count, e.Lists[0].Mend)
	}
}

// The sample that a council's tool publishes is read as it stands; elsewhere than in the workshop it may be named by an environment variable.
func TestPublishedSample(t *testing.T) {
	t.Parallel()
	path := os.Getenv("SIGHTLINE_ANNEXA_SAMPLE")
	if path == "" {
		path = "../../shared/data/annex-a-sample.xlsx"
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) && os.Getenv("SIGHTLINE_ANNEXA_SAMPLE") == "" {
		t.Logf("no sample at %s; TestFaultlessBook and TestEveryRuleFiresAndIsQuiet read generated ones", path)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	e, findings, err := annexa.Read(context.Background(), []annexa.File{{Name: "sample.xlsx", Data: data}}, annexa.Options{TakenOn: calendar.On(2021, time.March, 16)})
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, l := range e.Lists {
		rows += l.Rows
	}
	if e.Layout != annexa.Older || len(e.Lists) != 11 || rows != 59 || len(e.Cases) != 17 {
		t.Errorf("layout %s, %d lists, %d rows, %d cases", e.Layout, len(e.Lists), rows, len(e.Cases))
	}
	found := map[string]int{}
	for _, f := range findings {
		found[f.Rule]++
	}
	for rule, want := range map[string]int{"code-unknown": 6, "lookup-failed": 10, "children-under-one-id": 10, "postcode-invalid": 1, "plan-not-on-list-6": 7, "column-unknown": 0, "sheet-unknown": 0, "date-unreadable": 0} {
		if found[rule] != want {
			t.Errorf("%s: %d, want %d", rule, found[rule], want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(annexatest.Workbook(annexatest.Spec{Children: 3}))
	f.Add(annexatest.New(annexatest.Spec{Children: 3}).CSV()[5].Data)
	f.Add(annexatest.New(annexatest.Spec{Children: 3, Layout: annexa.Older}).CSV()[7].Data)
	f.Add([]byte("Child Unique ID,Gender,Ethnicity,Date of Birth,CIN Start Date,Case Status\n1,a,b,c,\"x\ny\",z\n"))
	f.Add([]byte("\xff\xfea\x00"))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		limits := annexa.Limits{Unzipped: 8 << 20, Rows: 5000}
		e, findings, err := annexa.Read(context.Background(), []annexa.File{{Name: "f", Data: data}}, annexa.Options{TakenOn: taken, Limits: limits})
		if err != nil && readiness.AsRefusal(err) == nil {
			t.Errorf("not a refusal: %v", err)
		}
		if err != nil && (len(e.Cases) > 0 || len(findings) > 0) {
			t.Error("something was imported in spite of the error")
		}
	})
}
