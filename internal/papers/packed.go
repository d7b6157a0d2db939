package papers

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

// The limits of what is unpacked: a long report with many pictures has some hundred parts, and a large workbook some ten megabytes.
const (
	mostParts    = 4000
	mostUnpacked = 100 << 20
)

// packed looks into a zip file. Only Office files are taken, and only when nothing in them can run. Every part is unpacked once and thrown away, so that
// what a part says of its size need not be believed.
func packed(body []byte) (string, error) {
	if bytes.Count(body, []byte("PK\x01\x02")) > mostParts { // asked before the list of parts is read
		return "", Refusal(bomb)
	}
	files, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return "", Refusal(damaged)
	}
	parts := map[string]*zip.File{}
	for _, f := range files.File {
		if err := mayHold(f, parts); err != nil {
			return "", err
		}
	}
	if parts["mimetype"] != nil { // of OpenDocument and of electronic books
		return "", Refusal(other)
	}
	box := &unpacking{left: mostUnpacked}
	kind, sheets, err := box.contents(parts["[content_types].xml"])
	if err != nil {
		return "", err
	}
	for _, f := range files.File {
		if err := box.look(f, kind, sheets[partName(f.Name)]); err != nil {
			return "", err
		}
	}
	return kind, nil
}

// partName is the name of a part as Office compares it.
func partName(name string) string { return strings.ToLower(strings.TrimPrefix(name, "/")) }

// mayHold refuses a part by its name and head alone.
func mayHold(f *zip.File, parts map[string]*zip.File) error {
	name := partName(f.Name)
	switch _, twice := parts[name]; {
	case f.Flags&1 != 0:
		return Refusal(locked)
	case twice, strings.Contains(name, `\`), strings.Contains("/"+name+"/", "/../"):
		return Refusal(damaged)
	case runs(name):
		return Refusal(macros)
	}
	parts[name] = f
	return nil
}

// runs reports whether a part of this name can run: macros, controls, and files of any kind that were put inside.
func runs(name string) bool {
	base, folder := path.Base(name), "/"+path.Dir(name)+"/"
	switch {
	case base == "vbaproject.bin", base == "vbadata.xml":
		return true
	case strings.Contains(folder, "/activex/"), strings.Contains(folder, "/macrosheets/"), strings.Contains(folder, "/dialogsheets/"):
		return true
	}
	return strings.Contains(folder, "/embeddings/") && !strings.HasSuffix(base, ".xlsx") // the figures behind a chart stand in a workbook of their own
}

// mains are the parts that make a file what it is, by the content type.
var mains = map[string]string{
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml":   DOCX,
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml":         XLSX,
	"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": PPTX,
}

// unpacking unpacks so many bytes and no more.
type unpacking struct{ left int64 }

// contents reads the list of what the parts are: the kind of the file, and which parts are sheets.
func (u *unpacking) contents(f *zip.File) (kind string, sheets map[string]bool, err error) {
	if f == nil {
		return "", nil, Refusal(archive)
	}
	sheets = map[string]bool{}
	err = u.elements(f, func(e xml.StartElement) error {
		var part, content string
		for _, a := range e.Attr {
			switch a.Name.Local {
			case "PartName":
				part = partName(a.Value)
			case "ContentType":
				content = strings.ToLower(a.Value)
			}
		}
		switch {
		case strings.Contains(content, "macroenabled"), strings.Contains(content, "vbaproject"), strings.Contains(content, "macrosheet"):
			return Refusal(macros)
		case strings.HasSuffix(content, ".worksheet+xml"):
			sheets[part] = true
		case mains[content] != "":
			kind = mains[content]
		}
		return nil
	})
	if err == nil && kind == "" {
		err = Refusal(other)
	}
	return kind, sheets, err
}

// look unpacks one part to its end. A sheet may hold no formula, and a workbook no links to others.
func (u *unpacking) look(f *zip.File, kind string, sheet bool) error {
	name := partName(f.Name)
	if kind == XLSX {
		if strings.HasPrefix(name, "xl/externallinks/") {
			return Refusal(formula)
		}
		if sheet || strings.HasPrefix(name, "xl/worksheets/") && strings.HasSuffix(name, ".xml") {
			return u.elements(f, func(e xml.StartElement) error {
				if e.Name.Local == "f" {
					return Refusal(formula)
				}
				return nil
			})
		}
	}
	part, err := f.Open()
	if err != nil {
		return Refusal(damaged)
	}
	defer part.Close()
	_, err = io.Copy(io.Discard, u.limited(part))
	return asRefusal(err)
}

// elements gives every element of an XML part to a function.
func (u *unpacking) elements(f *zip.File, each func(xml.StartElement) error) error {
	part, err := f.Open()
	if err != nil {
		return Refusal(damaged)
	}
	defer part.Close()
	for d := xml.NewDecoder(u.limited(part)); ; {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return asRefusal(err)
		}
		if e, ok := token.(xml.StartElement); ok {
			if err := each(e); err != nil {
				return err
			}
		}
	}
}

// asRefusal is what went wrong while unpacking, for whoever handed the file in.
func asRefusal(err error) error {
	var refusal Refusal
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refusal):
		return refusal
	}
	return Refusal(damaged)
}

// limited takes what is read from what is left of the whole, and refuses where nothing is.
func (u *unpacking) limited(part io.Reader) io.Reader { return &metered{part, u} }

type metered struct {
	part io.Reader
	of   *unpacking
}

func (m *metered) Read(p []byte) (int, error) {
	if m.of.left <= 0 {
		return 0, Refusal(bomb)
	}
	n, err := m.part.Read(p[:min(int64(len(p)), m.of.left)])
	m.of.left -= int64(n)
	return n, err
}
