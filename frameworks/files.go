package frameworks

import (
	"bytes"
	"strings"

	"github.com/sightline-readiness/sightline/readiness"
)

// Files reads and writes frameworks; it keeps nothing.
type Files struct{}

var _ readiness.FrameworkFiles = Files{}

// mostBytes is how large a file may be; the largest shipped one has some 20 kB.
const mostBytes = 2 << 20

// Read reads a YAML file or a workbook, by what is in it and not by its name.
func (Files) Read(name string, body []byte) (readiness.FrameworkFile, error) { return Read(name, body) }

// Read reads a YAML file or a workbook, by what is in it and not by its name. What cannot be understood stands in the answer, with its place; a file that
// is neither, or too large, is refused.
func Read(name string, body []byte) (readiness.FrameworkFile, error) {
	f := readiness.FrameworkFile{Name: name}
	switch {
	case len(bytes.TrimSpace(body)) == 0:
		return f, unreadable("The file is empty.")
	case len(body) > mostBytes:
		return f, readiness.Errorf(readiness.TooLarge, "The file is larger than 2 MB. A framework is text: leave out pictures and other sheets.")
	case isBook(body):
		return readBook(f, body)
	case strings.HasSuffix(strings.ToLower(name), ".csv"):
		return f, unreadable("A csv file holds one table, and a framework has several. Choose an Excel workbook (.xlsx) or a YAML file.")
	}
	var doc document
	r, err := readYAML(body, &doc)
	if err != nil {
		return f, err
	}
	f.Framework, f.Crosswalk, f.FileReading = doc.Framework, doc.Crosswalk, r.known()
	return f, nil
}

// isBook reports whether a file is a workbook, of the new or the old format.
func isBook(body []byte) bool {
	return bytes.HasPrefix(body, []byte("PK")) || bytes.HasPrefix(body, []byte("\xd0\xcf\x11\xe0"))
}

// unreadable refuses a whole file.
func unreadable(sentence string) error { return readiness.FieldErrorf("files", "%s", sentence) }
