// Package papers looks at a paper that somebody hands in before it is kept: what kind of file it is by what stands in it, whether opening it later could
// do harm, and whether a text looks as if it were about one child.
//
// It asks no clock, disk or network, and it never unpacks more than it says. What it refuses it refuses in a sentence that says what to do instead.
package papers

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxSize is how many bytes a file may have. An audit report with pictures has a few megabytes; twenty leave room for a scanned one, and the ledger, which
// keeps every file, can still be copied every night.
const MaxSize = 20 << 20

// A Refusal is why a file is not taken: whole sentences, the last of which says what to do.
type Refusal string

// Error returns the sentences.
func (r Refusal) Error() string { return string(r) }

func refusef(format string, args ...any) error { return Refusal(fmt.Sprintf(format, args...)) }

// The kinds of file that are taken, as media types.
const (
	PDF   = "application/pdf"
	PNG   = "image/png"
	JPEG  = "image/jpeg"
	Plain = "text/plain"
	CSV   = "text/csv"
	DOCX  = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	XLSX  = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	PPTX  = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
)

// endings are what the name of each kind may end with, the usual one first. A file is handed out again under its name, so that a text called .bat would
// run on somebody's computer.
var endings = map[string][]string{
	PDF: {".pdf"}, PNG: {".png"}, JPEG: {".jpg", ".jpeg"}, Plain: {".txt"}, CSV: {".csv"}, DOCX: {".docx"}, XLSX: {".xlsx"}, PPTX: {".pptx"},
}

// Endings are the endings of all names that are taken, for the list that a browser offers.
func Endings() []string {
	var all []string
	for _, kind := range []string{PDF, DOCX, XLSX, PPTX, PNG, JPEG, Plain, CSV} {
		all = append(all, endings[kind]...)
	}
	return all
}

// Check returns the media type of a file by what stands in it. Whatever error it returns is a Refusal.
func Check(name string, body []byte) (string, error) {
	switch {
	case len(body) == 0:
		return "", refusef("The file is empty. Choose another one.")
	case len(body) > MaxSize:
		return "", TooLarge()
	}
	if why := forbidden(body); why != "" {
		return "", Refusal(why)
	}
	kind, err := kindOf(name, body)
	if err != nil {
		return "", err
	}
	if ending := strings.ToLower(path.Ext(name)); !slices.Contains(endings[kind], ending) {
		usual := endings[kind][0]
		if ending == "" {
			return "", refusef("The file’s name has no ending that says what it is. By what stands in it, it should end in %s. Rename it and choose it again.", usual)
		}
		return "", refusef("The file’s name ends in %s, but what stands in it is of the kind %s. Save it again in the program that made it, and choose the new file.", ending, usual)
	}
	return kind, nil
}

// TooLarge is the refusal of a file with more bytes than MaxSize, for whoever stops reading before the end.
func TooLarge() error {
	return refusef("The file is larger than %d MB. Save it as a smaller PDF, or attach the pages that matter.", MaxSize>>20)
}

// Name is a file's own name as it can be kept and handed out: without folders, and without signs that cannot be seen or that turn the writing round, which
// make one ending look like another.
func Name(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`/:*?"<>|`, r) {
			return -1
		}
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, name)
	name = strings.Trim(name, " .")
	if name == "" {
		return "file"
	}
	return shortened(name)
}

const longestName = 120 // characters

// shortened keeps the ending of a long name.
func shortened(name string) string {
	ending := path.Ext(name)
	runes := []rune(strings.TrimSuffix(name, ending))
	if len([]rune(ending)) > 10 {
		ending, runes = "", []rune(name)
	}
	if room := longestName - len([]rune(ending)); len(runes) > room {
		runes = runes[:room]
	}
	return string(runes) + ending
}

// kindOf tells the kind of a file by its first bytes, and looks inside where those do not say enough.
func kindOf(name string, body []byte) (string, error) {
	switch {
	case bytes.HasPrefix(body, []byte("%PDF-")):
		return PDF, nil
	case bytes.HasPrefix(body, []byte("\x89PNG\r\n\x1a\n")):
		return PNG, nil
	case bytes.HasPrefix(body, []byte{0xff, 0xd8, 0xff}):
		return JPEG, nil
	case bytes.HasPrefix(body, []byte("PK")) && len(body) > 3 && body[2] < 9 && body[3] < 9:
		return packed(body)
	}
	text, ok := Text(body)
	if !ok {
		return "", Refusal(other)
	}
	if !strings.EqualFold(path.Ext(name), ".csv") {
		return Plain, nil
	}
	if row := formulaIn(text); row > 0 {
		return "", refusef("The csv file has a formula in line %d. Save the values without formulas, or the sheet as PDF, and choose that file.", row)
	}
	return CSV, nil
}
