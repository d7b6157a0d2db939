package papers_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/papers"
	"github.com/xuri/excelize/v2"
)

// part is one part of a packed file.
type part struct{ name, body string }

const types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/main.xml" ContentType="application/vnd.openxmlformats-officedocument.%.main+xml"/></Types>`

var (
	word       = part{"[Content_Types].xml", strings.Replace(types, "%", "wordprocessingml.document", 1)}
	slides     = part{"[Content_Types].xml", strings.Replace(types, "%", "presentationml.presentation", 1)}
	template   = part{"[Content_Types].xml", strings.Replace(types, "%", "wordprocessingml.template", 1)}
	oddlyNamed = part{"[Content_Types].xml", `<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
		<Override PartName="/XL/odd.bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`}
	withMacros = part{"[Content_Types].xml", `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>`}
)

func packed(t testing.TB, parts ...part) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(p.body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func workbook(t testing.TB, formula string) []byte {
	t.Helper()
	book := excelize.NewFile()
	if err := errors.Join(book.SetCellValue("Sheet1", "A1", "=not a formula"), book.SetCellFormula("Sheet1", "A2", formula)); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := book.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// encrypted marks every part as locked with a password.
func encrypted(body []byte) []byte {
	body = bytes.Clone(body)
	for _, head := range []struct {
		sign string
		flag int
	}{{"PK\x03\x04", 6}, {"PK\x01\x02", 8}} {
		for at := 0; ; at++ {
			i := bytes.Index(body[at:], []byte(head.sign))
			if i < 0 {
				break
			}
			at += i
			body[at+head.flag] |= 1
		}
	}
	return body
}

func TestWhatIsTaken(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		body []byte
		want string
	}{
		{"audit.pdf", []byte("%PDF-1.7\n..."), papers.PDF},
		{"AUDIT.PDF", []byte("%PDF-1.7\n..."), papers.PDF},
		{"board.png", []byte("\x89PNG\r\n\x1a\n..."), papers.PNG},
		{"wall.jpeg", []byte("\xff\xd8\xff\xe0..."), papers.JPEG},
		{"notes.txt", []byte("What parents said: £5 is too much.\r\n"), papers.Plain},
		{"notes.txt", []byte("What parents said: \xa35 is too much."), papers.Plain}, // as Windows writes it
		{"notes.txt", []byte("\xff\xfeh\x00i\x00"), papers.Plain},
		{"figures.csv", []byte("Month,Late\nMarch,-4\nApril,+3\n- by hand,\"@ the desk\"\n"), papers.CSV},
		{"figures.csv", []byte("Note\n'=kept as text\n"), papers.CSV},
		{"report.docx", packed(t, word, part{"word/document.xml", "<document/>"}, part{"word/embeddings/Microsoft_Excel_Sheet1.xlsx", "figures of a chart"}), papers.DOCX},
		{"slides.pptx", packed(t, slides), papers.PPTX},
		{"figures.xlsx", workbook(t, ""), papers.XLSX},
	} {
		if got, err := papers.Check(c.name, c.body); err != nil || got != c.want {
			t.Errorf("%s: %q, %v", c.name, got, err)
		}
	}
}

func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	zeros := strings.Repeat("\x00", 30<<20)
	for _, c := range []struct {
		name string
		body []byte
		want string
	}{
		{"empty.pdf", nil, "is empty"},
		{"long.txt", make([]byte, papers.MaxSize+1), "larger than 20 MB"},
		{"audit.pdf", []byte("MZ\x90\x00"), "is a program"},
		{"audit.txt", []byte("MZ all in letters"), "is a program"},
		{"audit.pdf", []byte("\x7fELF\x02"), "is a program"},
		{"audit.pdf", []byte("\xcf\xfa\xed\xfe\x07"), "is a program"},
		{"audit.pdf", []byte("\xca\xfe\xba\xbe\x00"), "is a program"},
		{"audit.txt", []byte("#!/bin/sh\nrm -r /\n"), "is a program"},
		{"audit.txt", []byte("\xef\xbb\xbf#!/bin/sh\n"), "is a program"},
		{"audit.bat", []byte("del *.*\r\n"), "ends in .bat, but what stands in it is of the kind .txt"},
		{"audit.pdf", []byte("only text"), "ends in .pdf, but what stands in it is of the kind .txt"},
		{"audit", []byte("%PDF-1.7"), "no ending that says what it is. By what stands in it, it should end in .pdf"},
		{"audit.doc", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..."), "old Office version"},
		{"all.rar", []byte("Rar!\x1a\x07"), "packed file"},
		{"all.gz", []byte("\x1f\x8b\x08"), "packed file"},
		{"all.zip", packed(t, part{"audit.pdf", "%PDF-1.7"}), "packed file"},
		{"audit.docx", packed(t, part{"audit.pdf", "%PDF-1.7"}), "packed file"},
		{"audit.odt", packed(t, part{"mimetype", "application/vnd.oasis.opendocument.text"}), "This kind of file is not taken"},
		{"form.docx", packed(t, template), "This kind of file is not taken"},
		{"video.mp4", []byte("\x00\x00\x00\x18ftypmp42"), "This kind of file is not taken"},
		{"audit.docx", packed(t, word, part{"word/vbaProject.bin", "x"}), "has macros"},
		{"audit.docx", packed(t, word, part{"word/VBAPROJECT.BIN", "x"}), "has macros"},
		{"audit.docx", packed(t, withMacros), "has macros"},
		{"audit.docx", packed(t, word, part{"word/embeddings/oleObject1.bin", "x"}), "or other files put inside it"},
		{"audit.docx", packed(t, word, part{"word/activeX/activeX1.bin", "x"}), "or other files put inside it"},
		{"audit.docx", packed(t, word, part{"word/document.xml", "1"}, part{"Word/document.xml", "2"}), "is damaged"},
		{"audit.docx", packed(t, word, part{"../../start.exe", "x"}), "is damaged"},
		{"audit.docx", packed(t, word)[:100], "is damaged"},
		{"audit.docx", encrypted(packed(t, word)), "has a password"},
		{"figures.xlsx", workbook(t, "SUM(A1:A1)"), "workbook has formulas"},
		{"figures.xlsx", packed(t, oddlyNamed, part{"xl/odd.bin", "<x:worksheet><x:f>1+1</x:f></x:worksheet>"}), "workbook has formulas"},
		{"figures.xlsx", packed(t, oddlyNamed, part{"xl/worksheets/sheet1.xml", "\xff\xfe<\x00f\x00"}), "is damaged"},
		{"figures.xlsx", packed(t, oddlyNamed, part{"xl/externalLinks/externalLink1.xml", "<x/>"}), "workbook has formulas"},
		{"figures.xlsx", packed(t, oddlyNamed, part{"xl/macrosheets/sheet1.xml", "<x/>"}), "has macros"},
		{"figures.csv", []byte("A,B\n1,=1+1\n"), "a formula in line 2"},
		{"figures.csv", []byte("A\tB\r\n1\t2\r\n\"@SUM(1)\"\t2\r\n"), "a formula in line 3"},
		{"figures.csv", []byte("-2+3+cmd|' /C calc'!A0\n"), "a formula in line 1"},
		{"bomb.docx", packed(t, word, part{"1", zeros}, part{"2", zeros}, part{"3", zeros}, part{"4", zeros}), "unpacks to far more"},
		{"bomb.docx", packed(t, append([]part{word}, make([]part, 4000)...)...), "unpacks to far more"},
	} {
		got, err := papers.Check(c.name, c.body)
		var refusal papers.Refusal
		if !errors.As(err, &refusal) || got != "" || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s, %.20q: %q, %v; want %q", c.name, c.body, got, err, c.want)
		}
	}
}

// TestALieAboutTheSize changes what a part says of its own size: it is unpacked all the same, and refused.
func TestALieAboutTheSize(t *testing.T) {
	t.Parallel()
	body := packed(t, word, part{"word/document.xml", strings.Repeat("a", 5000)})
	lie := bytes.ReplaceAll(body, []byte{0x88, 0x13, 0, 0}, []byte{1, 0, 0, 0})
	if bytes.Equal(lie, body) {
		t.Fatal("no size was changed")
	}
	if _, err := papers.Check("audit.docx", lie); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("taken: %v", err)
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		`C:\audits\March 2027.pdf`: "March 2027.pdf", "/etc/passwd": "passwd", "../../x.txt": "x.txt", "": "file", "..": "file", "a\u202efdp.exe": "afdp.exe",
		"a\x00b\r\nc.pdf": "abc.pdf", "a\u00a0b.pdf": "a b.pdf", `a"b;c.pdf`: "ab;c.pdf",
		strings.Repeat("é", 200) + ".docx": strings.Repeat("é", 115) + ".docx",
	} {
		if got := papers.Name(given); got != want {
			t.Errorf("%q is called %q, want %q", given, got, want)
		}
	}
}

// FuzzCheck hands in files that are nearly packed ones: whatever they are, they are answered with one of the kinds or with a refusal.
func FuzzCheck(f *testing.F) {
	for _, body := range [][]byte{
		packed(f, word, part{"word/document.xml", "<document/>"}), packed(f, slides), packed(f, oddlyNamed, part{"xl/odd.bin", "<f/>"}), encrypted(packed(f, word)), workbook(f, "1+1"),
	} {
		f.Add("audit.docx", body)
	}
	f.Fuzz(func(t *testing.T, name string, body []byte) {
		if len(body) > 64<<10 {
			t.Skip("longer than a mutation needs to be")
		}
		kind, err := papers.Check(papers.Name(name), body)
		var refusal papers.Refusal
		if (kind == "") != errors.As(err, &refusal) || (err != nil && refusal == "") {
			t.Errorf("%q, %v", kind, err)
		}
	})
}
