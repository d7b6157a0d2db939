package web

import (
	"archive/zip"
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/sightline-readiness/sightline/internal/docx"
	"github.com/sightline-readiness/sightline/readiness"
)

// A PaperTable is a table of a report or a pack: its page, its Word file and what is handed out beside them draw the same one. The first cell of a row is its
// head.
type PaperTable struct {
	ID      string
	Caption string
	Head    []string
	Rows    [][]string
}

// write puts the table into a document; one without rows is left out.
func (t PaperTable) write(d *docx.Document) {
	if len(t.Rows) > 0 {
		d.Columns(t.shares()...)
		d.Table(t.Caption, t.Head, t.Rows)
	}
}

// The least and the most characters for which a column of a document is made: a word is broken no sooner, and a long text gets no more than its part.
const (
	wordFits = 18
	textFits = 48
)

// shares are how wide the columns are to each other: as long as their texts are on the whole, and no narrower than their longest word.
func (t PaperTable) shares() []int {
	shares := make([]int, len(t.Head))
	for i, head := range t.Head {
		long, all := longestWord(head), 0
		for _, row := range t.Rows {
			long, all = max(long, longestWord(row[i])), all+utf8.RuneCountInString(row[i])
		}
		shares[i] = max(min(long, wordFits), min(all/len(t.Rows), textFits)) + 2
	}
	return shares
}

func longestWord(text string) (long int) {
	for word := range strings.FieldsSeq(text) {
		long = max(long, utf8.RuneCountInString(word))
	}
	return long
}

// handOutFile sends a file that was made whole. The audit trail keeps who took it before its first byte leaves.
func (s *Server) handOutFile(w http.ResponseWriter, r *http.Request, taken readiness.Export, name, media string, body []byte) error {
	if err := s.Service.Exported(r.Context(), by(r), taken); err != nil {
		return err
	}
	w.Header().Set("Content-Type", media)
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+"."+taken.Format+`"`)
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(body) // a reader who has gone is nobody's error
	return nil
}

// zipped puts files into one. The same files of the same moment give the same bytes.
func zipped(files []packedFile, at time.Time) ([]byte, error) {
	var b bytes.Buffer
	archive := zip.NewWriter(&b)
	for _, f := range files {
		to, err := archive.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: at.UTC()})
		if err != nil {
			return nil, fmt.Errorf("pack %s: %w", f.name, err)
		}
		if _, err := to.Write(f.body); err != nil {
			return nil, fmt.Errorf("pack %s: %w", f.name, err)
		}
	}
	if err := archive.Close(); err != nil {
		return nil, fmt.Errorf("pack files: %w", err)
	}
	return b.Bytes(), nil
}
