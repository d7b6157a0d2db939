// Package docx writes Word documents that are read aloud as well as they are printed: real headings, lists and tables whose header rows are marked, a list
// of contents, A4, a title and a language. It knows what a council's paper needs and no more.
package docx

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// A Document is written from top to bottom.
type Document struct {
	title    string
	footer   string
	mark     string
	body     strings.Builder
	headings []heading
	contents contents
	widths   []int
	dense    bool
	newPage  bool
}

// New begins a document with its title, which also stands on the page. The footer, "" for none, stands on every page beside the page's number.
func New(title, footer string) *Document {
	d := &Document{title: title, footer: footer}
	d.styled("Title", title)
	return d
}

// Heading writes a heading; level 1 is the highest below the title, 3 the lowest.
func (d *Document) Heading(level int, text string) {
	level = min(max(level, 1), 3)
	d.headings = append(d.headings, heading{level, text})
	d.body.WriteString(`<w:p><w:pPr><w:pStyle w:val="Heading` + strconv.Itoa(level) + `"/>`)
	if d.newPage {
		d.body.WriteString(`<w:pageBreakBefore/>`)
	}
	d.newPage = false
	d.body.WriteString(`</w:pPr>`)
	d.anchored(len(d.headings), func() { d.run(text, false, false) })
	d.body.WriteString(`</w:p>`)
}

// Text writes paragraphs: one for each line of the text.
func (d *Document) Text(text string) {
	for _, line := range linesOf(text) {
		d.styled("", line)
	}
}

// List writes a list with bullets.
func (d *Document) List(items ...string) {
	for _, item := range items {
		d.styled("ListBullet", item)
	}
}

// Table writes a table with its caption above it. The head is repeated on each page, and the first cell of each row names the row. Cells from the second
// on that are all numbers stand on the right.
func (d *Document) Table(caption string, head []string, rows [][]string) {
	d.styled("Caption", caption)
	right := numbers(len(head), rows)
	layout, widths := d.columns(len(head))
	d.body.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>` + layout + `<w:tblLook w:val="04A0" w:firstRow="1" w:firstColumn="1"/><w:tblCaption w:val="` + escaped(caption) + `"/></w:tblPr><w:tblGrid>`)
	for _, width := range widths {
		fmt.Fprintf(&d.body, `<w:gridCol w:w="%d"/>`, width)
	}
	d.body.WriteString(`</w:tblGrid>`)
	d.row(head, widths, right, true)
	for _, row := range rows {
		d.row(row, widths, right, false)
	}
	d.body.WriteString(`</w:tbl>`)
	d.styled("", "")
}

func (d *Document) row(cells []string, widths []int, right []bool, head bool) {
	d.body.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
	if head {
		d.body.WriteString(`<w:tblHeader/>`)
	}
	d.body.WriteString(`</w:trPr>`)
	for i, cell := range cells {
		fmt.Fprintf(&d.body, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:spacing w:after="40" w:line="250" w:lineRule="auto"/>`, widths[i])
		if right[i] {
			d.body.WriteString(`<w:jc w:val="right"/>`)
		}
		d.body.WriteString(`</w:pPr>`)
		for n, line := range strings.Split(cell, "\n") {
			d.run(line, head || i == 0, n > 0)
		}
		d.body.WriteString(`</w:p></w:tc>`)
	}
	d.body.WriteString(`</w:tr>`)
}

// numbers says of each column whether all that stands in it are numbers.
func numbers(columns int, rows [][]string) []bool {
	right := make([]bool, columns)
	for i := 1; i < columns; i++ {
		right[i] = len(rows) > 0
		for _, row := range rows {
			if i < len(row) && strings.Trim(row[i], "0123456789,.%-") != "" {
				right[i] = false
			}
		}
	}
	return right
}

func (d *Document) styled(style, text string) {
	d.body.WriteString(`<w:p>`)
	if style != "" {
		d.body.WriteString(`<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`)
	}
	if text != "" {
		d.run(text, false, false)
	}
	d.body.WriteString(`</w:p>`)
}

func (d *Document) run(text string, bold, onNextLine bool) {
	d.body.WriteString(`<w:r>`)
	if bold {
		d.body.WriteString(`<w:rPr><w:b/></w:rPr>`)
	}
	if onNextLine {
		d.body.WriteString(`<w:br/>`)
	}
	d.body.WriteString(`<w:t xml:space="preserve">` + escaped(text) + `</w:t></w:r>`)
}

// escaped is text as XML takes it; what XML cannot hold becomes a replacement character.
func escaped(text string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		panic(err) // a builder takes everything
	}
	return b.String()
}

// Write writes the whole document. at is when it was made: the same document of the same moment gives the same bytes.
func (d *Document) Write(w io.Writer, at time.Time) error {
	archive := zip.NewWriter(w)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", relations},
		{"docProps/core.xml", fmt.Sprintf(properties, escaped(d.title), at.UTC().Format(time.RFC3339))},
		{"word/document.xml", documentBegin + d.withContents() + documentEnd},
		{"word/_rels/document.xml.rels", documentRelations},
		{"word/styles.xml", d.styles()},
		{"word/numbering.xml", numbering},
		{"word/settings.xml", settings},
		{"word/header1.xml", fmt.Sprintf(header, escaped(d.mark))},
		{"word/footer1.xml", fmt.Sprintf(footer, escaped(d.footer))},
	} {
		to, err := archive.Create(part.name)
		if err != nil {
			return fmt.Errorf("write %s: %w", part.name, err)
		}
		if _, err := io.WriteString(to, xml.Header+part.text); err != nil {
			return fmt.Errorf("write %s: %w", part.name, err)
		}
	}
	if err := archive.Close(); err != nil {
		return fmt.Errorf("write a document: %w", err)
	}
	return nil
}
