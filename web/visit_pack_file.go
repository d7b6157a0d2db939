package web

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/internal/docx"
	"github.com/sightline-readiness/sightline/internal/sheet"
	"github.com/sightline-readiness/sightline/readiness"
)

// visitPackFile hands a pack out as a Word document, in the edition that the page shows.
func (s *Server) visitPackFile(w http.ResponseWriter, r *http.Request) error {
	return s.handOutPack(w, r, "docx", wordType, VisitPackPage.word)
}

// visitPackZip hands it out with its tables and their hashes as one file.
func (s *Server) visitPackZip(w http.ResponseWriter, r *http.Request) error {
	return s.handOutPack(w, r, "zip", "application/zip", VisitPackPage.zip)
}

func (s *Server) handOutPack(w http.ResponseWriter, r *http.Request, format, media string, file func(p VisitPackPage, council string) ([]byte, error)) error {
	page, err := s.visitPackOf(r)
	if err != nil {
		return err
	}
	body, err := file(page, s.Council)
	if err != nil {
		return err
	}
	taken := readiness.Export{List: "visit-pack", Format: format, Filter: "edition=" + page.edition() + "&pack=" + page.Pack.ID, Rows: len(page.Parts())}
	return s.handOutFile(w, r, taken, page.fileName(), media, body)
}

// edition is the edition in one word.
func (p VisitPackPage) edition() string {
	if p.Pack.Outside {
		return "outside"
	}
	return "leaders"
}

// fileName says of a file on somebody's desk what it is.
func (p VisitPackPage) fileName() string {
	name := "visit-pack-" + strconv.Itoa(p.Pack.Number) + "-" + p.Pack.Pack.FrozenOn.String() + "-" + p.edition()
	if p.Pack.Rehearsal {
		return "rehearsal-" + name
	}
	return name
}

// mark stands at the head of every page.
func (p VisitPackPage) mark() string {
	if p.Pack.Rehearsal {
		return "REHEARSAL. " + p.Edition()
	}
	return p.Edition()
}

func (p VisitPackPage) word(council string) ([]byte, error) {
	d := docx.New(council+": "+lowerFirst(p.Heading()), council+", "+lowerFirst(p.Heading())+", frozen on "+p.Pack.Pack.FrozenOn.Long())
	d.Mark(p.mark())
	d.Dense()
	for _, line := range p.About() {
		d.Text(line)
	}
	d.Contents("Contents", 1)
	for _, part := range p.Parts() {
		d.NewPage()
		d.Heading(1, part.Title)
		for _, b := range part.Blocks {
			b.write(d)
		}
	}
	var file bytes.Buffer
	err := d.Write(&file, p.Pack.At)
	return file.Bytes(), err
}

func (b PackBlock) write(d *docx.Document) {
	if b.Title != "" {
		d.Heading(2, b.Title)
	}
	for _, text := range b.Text {
		d.Text(text)
	}
	if len(b.Items) > 0 {
		d.List(b.Items...)
	}
	if b.Table != nil {
		b.Table.write(d)
	}
}

// zip is the Word document, each table as a csv, what it all is, and the hashes of these files.
func (p VisitPackPage) zip(council string) ([]byte, error) {
	word, err := p.word(council)
	if err != nil {
		return nil, err
	}
	files := []packedFile{{name: "pack.docx", body: word}}
	for _, part := range p.Parts() {
		for _, b := range part.Blocks {
			if b.Table == nil || len(b.Table.Rows) == 0 {
				continue
			}
			body, err := p.csv(council, *b.Table)
			if err != nil {
				return nil, err
			}
			files = append(files, packedFile{name: part.Code + "/" + b.Table.ID + ".csv", body: body})
		}
	}
	files = append(files, packedFile{name: "README.txt", body: []byte(p.readme(council, files))})
	var sums strings.Builder
	for _, f := range files {
		fmt.Fprintf(&sums, "%s  %s\n", readiness.SHA256(f.body), f.name)
	}
	return zipped(append(files, packedFile{name: "SHA256SUMS", body: []byte(sums.String())}), p.Pack.At)
}

func (p VisitPackPage) csv(council string, t PaperTable) ([]byte, error) {
	rows := make([][]any, len(t.Rows))
	for i, row := range t.Rows {
		for _, cell := range row {
			rows[i] = append(rows[i], cell)
		}
	}
	note := council + ", " + lowerFirst(p.Heading()) + ", frozen on " + p.Pack.Pack.FrozenOn.Long() + ": " + lowerFirst(t.Caption) + ". " + p.mark() + "."
	var b bytes.Buffer
	err := sheet.WriteCSV(&b, sheet.Sheet{Note: note, Header: t.Head, Rows: slices.Values(rows)})
	return b.Bytes(), err
}

// readme says what the file is to somebody who finds it years later.
func (p VisitPackPage) readme(council string, files []packedFile) string {
	var b strings.Builder
	b.WriteString(council + "\n" + p.Heading() + "\n")
	if p.Pack.Rehearsal {
		b.WriteString("THIS IS A REHEARSAL. Nothing in it was asked for by Ofsted.\n")
	}
	b.WriteString(p.Edition() + ".\n\n" + strings.Join(p.About(), "\n") + "\n\nFiles:\n")
	for _, f := range files {
		b.WriteString("  " + f.name + "\n")
	}
	b.WriteString("\npack.docx is the whole pack; the others are its tables.\nSHA256SUMS has the hash of each file. Check them with: sha256sum --check SHA256SUMS\n")
	return b.String()
}
