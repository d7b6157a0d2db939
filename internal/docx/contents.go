package docx

import (
	"fmt"
	"strings"
)

// A heading is one that was written: its place among them is its anchor.
type heading struct {
	level int
	text  string
}

// contents are where the list of contents stands, and how deep it goes; no title is no list.
type contents struct {
	title  string
	levels int
	at     int // byte of the body
}

// Contents puts a list of contents here: links to the headings down to a level that are written after it, without the numbers of their pages, which only
// Word knows. Whoever wants them has Word update the field.
func (d *Document) Contents(title string, levels int) {
	d.contents = contents{title, levels, d.body.Len()}
}

// Mark has a text stand in bold at the head of every page, such as what kind of copy it is.
func (d *Document) Mark(text string) { d.mark = text }

// NewPage has the next heading begin on a page of its own.
func (d *Document) NewPage() { d.newPage = true }

// Dense sets the document a little smaller and closer, for one that is long.
func (d *Document) Dense() { d.dense = true }

func (d *Document) styles() string {
	if !d.dense {
		return styles
	}
	return strings.NewReplacer(
		`<w:sz w:val="22"/><w:szCs w:val="22"/>`, `<w:sz w:val="20"/><w:szCs w:val="20"/>`,
		`<w:spacing w:after="140" w:line="276" w:lineRule="auto"/>`, `<w:spacing w:after="50" w:line="250" w:lineRule="auto"/>`,
		`<w:spacing w:before="240" w:after="100"/>`, `<w:spacing w:before="160" w:after="40"/>`,
		`<w:b/><w:sz w:val="26"/><w:szCs w:val="26"/>`, `<w:b/><w:sz w:val="22"/><w:szCs w:val="22"/>`,
		`<w:sz w:val="19"/><w:szCs w:val="19"/>`, `<w:sz w:val="17"/><w:szCs w:val="17"/>`,
	).Replace(styles)
}

// Lead writes a text as Text does, with bold words before its first paragraph that say what it is.
func (d *Document) Lead(words, text string) {
	lines := linesOf(text)
	if len(lines) == 0 {
		return
	}
	d.Leads([2]string{words, lines[0]})
	for _, line := range lines[1:] {
		d.styled("", line)
	}
}

// Leads writes several texts as one paragraph, each with bold words before it. Texts that are empty are left out.
func (d *Document) Leads(parts ...[2]string) {
	open := false
	for _, part := range parts {
		lines := linesOf(part[1])
		if len(lines) == 0 {
			continue
		}
		words := part[0] + " "
		if open {
			words = " " + words
		} else {
			d.body.WriteString(`<w:p>`)
		}
		open = true
		d.run(words, true, false)
		for i, line := range lines {
			d.run(line, false, i > 0)
		}
	}
	if open {
		d.body.WriteString(`</w:p>`)
	}
}

// linesOf are the lines of a text that are not empty.
func linesOf(text string) (lines []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// Columns says how wide the columns of the next table are, as shares of the page.
func (d *Document) Columns(shares ...int) { d.widths = shares }

// columns are the widths of a table's columns: the shares that were asked for, or all alike as far as their texts let them.
func (d *Document) columns(n int) (layout string, widths []int) {
	shares, all := d.widths, 0
	d.widths = nil
	if len(shares) == n {
		layout = `<w:tblLayout w:type="fixed"/>`
	} else {
		shares = make([]int, n)
		for i := range shares {
			shares[i] = 1
		}
	}
	for _, share := range shares {
		all += share
	}
	for _, share := range shares {
		widths = append(widths, textWidth*share/max(1, all))
	}
	return layout, widths
}

// anchored writes what a list of contents can lead to.
func (d *Document) anchored(number int, write func()) {
	fmt.Fprintf(&d.body, `<w:bookmarkStart w:id="%d" w:name="_Toc%d"/>`, number, number)
	write()
	fmt.Fprintf(&d.body, `<w:bookmarkEnd w:id="%d"/>`, number)
}

// withContents is the body with its list of contents.
func (d *Document) withContents() string {
	body, c := d.body.String(), d.contents
	if c.title == "" {
		return body
	}
	var list strings.Builder
	list.WriteString(`<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>` +
		`<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr><w:r><w:t xml:space="preserve">` + escaped(c.title) + `</w:t></w:r></w:p>` +
		`<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \o &quot;1-` + fmt.Sprint(c.levels) + `&quot; \n \h \z \u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`)
	first := true
	for i, h := range d.headings {
		if h.level > c.levels {
			continue
		}
		if !first {
			fmt.Fprintf(&list, `<w:p><w:pPr><w:pStyle w:val="TOC%d"/></w:pPr>`, h.level)
		}
		fmt.Fprintf(&list, `<w:hyperlink w:anchor="_Toc%d"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r></w:hyperlink></w:p>`, i+1, escaped(h.text))
		first = false
	}
	if first {
		list.WriteString(`</w:p>`)
	}
	list.WriteString(`<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:sdtContent></w:sdt>`)
	return body[:c.at] + list.String() + body[c.at:]
}
