package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/docx"
)

var made = time.Date(2027, 3, 3, 9, 5, 0, 0, time.UTC)

func sample() *docx.Document {
	d := docx.New("Progress report 3 <for & the board>", "Fairshire")
	d.Mark("Draft, not signed")
	d.Contents("Contents", 2)
	d.NewPage()
	d.Heading(1, "Themes")
	d.Lead("What we know.", "First of two.\n\nSecond of two.")
	d.Leads([2]string{"Know.", "One.\nTwo."}, [2]string{"Nothing.", " "}, [2]string{"Next.", "Three."})
	d.Leads()
	d.Heading(2, "Care & leavers")
	d.Heading(3, "Too deep for the contents")
	d.Text("First line.\n\nSecond line with “quotes” and \x01 a control character.")
	d.List("One", "Two")
	d.Columns(3, 1)
	d.Table("By theme", []string{"Theme", "Shown done"}, [][]string{{"Supervision", "2 of 8"}, {"Care leavers\nand housing", "4 of 12"}})
	return d
}

// TestDocumentIsWhole opens the document again: every part is XML, and every part that another names is there.
func TestDocumentIsWhole(t *testing.T) {
	t.Parallel()
	var file bytes.Buffer
	if err := sample().Write(&file, made); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range archive.File {
		parts[f.Name] = content(t, f)
	}
	for _, name := range []string{"word/document.xml", "word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/header1.xml", "word/footer1.xml", "docProps/core.xml"} {
		if parts[name] == "" || !strings.Contains(parts["[Content_Types].xml"], `PartName="/`+name+`"`) {
			t.Errorf("%s is missing, or has no type", name)
		}
	}
	body := parts["word/document.xml"]
	for _, style := range []string{"Title", "Heading1", "ListBullet", "Caption", "TableGrid", "TOCHeading", "TOC1", "TOC2", "Hyperlink"} {
		if !strings.Contains(parts["word/styles.xml"], `w:styleId="`+style+`"`) || !strings.Contains(body, `w:val="`+style+`"`) {
			t.Errorf("the style %s is missing, or not used", style)
		}
	}
	for _, want := range []string{"Progress report 3 &lt;for &amp; the board&gt;", "First line.", "Second line", "2 of 8", "Care leavers", "<w:br/>", `w:w="11906"`} {
		if !strings.Contains(body, want) {
			t.Errorf("the document lacks %s", want)
		}
	}
	if strings.Count(body, "<w:tblHeader/>") != 1 || !strings.Contains(parts["docProps/core.xml"], "2027-03-03T09:05:00Z") || !strings.Contains(parts["word/styles.xml"], `w:lang w:val="en-GB"`) {
		t.Error("the head of the table, the moment or the language is missing")
	}
}

// TestContentsLeadToHeadings: each link leads to the heading whose words it has, and what stands at the head and the foot is on every page.
func TestContentsLeadToHeadings(t *testing.T) {
	t.Parallel()
	var file bytes.Buffer
	if err := sample().Write(&file, made); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range archive.File {
		parts[f.Name] = content(t, f)
	}
	body := parts["word/document.xml"]
	for number, heading := range map[string]string{"1": "Themes", "2": "Care &amp; leavers"} {
		link := regexp.MustCompile(`<w:hyperlink w:anchor="_Toc` + number + `">.*?<w:t xml:space="preserve">(.*?)</w:t>`).FindStringSubmatch(body)
		at := regexp.MustCompile(`<w:pStyle w:val="Heading` + number + `"/>(?:<w:pageBreakBefore/>)?</w:pPr><w:bookmarkStart w:id="` + number + `" w:name="_Toc` + number + `"/>.*?<w:t xml:space="preserve">(.*?)</w:t>`).FindStringSubmatch(body)
		if link == nil || at == nil || link[1] != heading || at[1] != heading {
			t.Errorf("the contents lead with %v to %v, want %s", link, at, heading)
		}
	}
	if strings.Count(body, "<w:hyperlink") != 2 || strings.Index(body, "Contents") > strings.Index(body, "_Toc1\"/>") {
		t.Error("the contents hold too much, or stand in the wrong place")
	}
	for part, want := range map[string]string{"word/header1.xml": "Draft, not signed", "word/footer1.xml": " NUMPAGES ", "word/document.xml": `<w:gridCol w:w="7228"/><w:gridCol w:w="2409"/>`} {
		if !strings.Contains(parts[part], want) {
			t.Errorf("%s lacks %s", part, want)
		}
	}
	joined := `One.</w:t></w:r><w:r><w:br/><w:t xml:space="preserve">Two.</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> Next. </w:t></w:r><w:r><w:t xml:space="preserve">Three.</w:t></w:r></w:p>`
	if strings.Count(body, "<w:pageBreakBefore/>") != 1 || strings.Count(body, "What we know.") != 1 || strings.Contains(body, "Nothing.") || !strings.Contains(body, joined) {
		t.Error("the new page or the words that lead are missing")
	}
}

// content is a part's text, which must be XML throughout.
func content(t *testing.T, f *zip.File) string {
	t.Helper()
	from, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(from)
	if err != nil {
		t.Fatal(err)
	}
	for decoder := xml.NewDecoder(bytes.NewReader(text)); ; {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			return string(text)
		} else if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
	}
}

// TestDenseIsSmaller: what a long document changes is really in the styles, and nothing else is.
func TestDenseIsSmaller(t *testing.T) {
	t.Parallel()
	styles := func(d *docx.Document) string {
		t.Helper()
		var file bytes.Buffer
		if err := d.Write(&file, made); err != nil {
			t.Fatal(err)
		}
		archive, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.File {
			if f.Name == "word/styles.xml" {
				return content(t, f)
			}
		}
		t.Fatal("no styles")
		return ""
	}
	dense := sample()
	dense.Dense()
	for _, want := range []string{`<w:szCs w:val="20"/><w:lang`, `w:after="50" w:line="250"`, `w:before="160" w:after="40"`, `<w:sz w:val="17"/>`} {
		if !strings.Contains(styles(dense), want) || strings.Contains(styles(sample()), want) {
			t.Errorf("%s is not what makes it dense", want)
		}
	}
}

func TestSameDocumentSameBytes(t *testing.T) {
	t.Parallel()
	var first, second bytes.Buffer
	if err := errors.Join(sample().Write(&first, made), sample().Write(&second, made)); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Errorf("the same document gives other bytes: %v", err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

func TestWriteSaysWhatFailed(t *testing.T) {
	t.Parallel()
	d := sample()
	d.Text(strings.Repeat("More than any buffer takes. ", 10_000))
	if err := d.Write(full{}, made); err == nil || !strings.Contains(err.Error(), "the disk is full") {
		t.Errorf("got %v", err)
	}
}
