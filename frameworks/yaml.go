package frameworks

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/sightline-readiness/sightline/readiness"
)

// A document is a framework's YAML file: the framework, and the crosswalk that travels with it.
type document struct {
	readiness.Framework `yaml:",inline"`
	Crosswalk           *readiness.Crosswalk `yaml:"crosswalk,omitempty"`
}

// The bounds of a YAML file. Aliases are refused, so that a small file cannot become a large one.
const (
	mostDepth = 12
	mostNodes = 20_000
)

// readYAML reads one document into a struct, by its yaml tags.
func readYAML(body []byte, into any) (reading, error) {
	root, err := parse(body)
	if err != nil {
		return reading{}, err
	}
	return filled(into, root), nil
}

// filled fills a struct, given by pointer, from a document's root.
func filled(into any, root *yaml.Node) reading {
	r := reading{places: map[string]readiness.FrameworkPlace{}}
	r.into(valueOf(into), root, "")
	return r
}

// parse gives the document's root within the bounds.
func parse(body []byte) (root *yaml.Node, err error) {
	defer func() { // malformed files have made the library panic
		if recover() != nil {
			root, err = nil, unreadable("The file cannot be read as YAML.")
		}
	}()
	if !utf8.Valid(body) {
		return nil, unreadable("The file is no text in UTF-8. Save the YAML file as UTF-8.")
	}
	decoder := yaml.NewDecoder(bytes.NewReader(body))
	var doc, more yaml.Node
	if err := decoder.Decode(&doc); errors.Is(err, io.EOF) {
		return nil, unreadable("The file is empty.")
	} else if err != nil {
		return nil, unreadable("The file cannot be read as YAML: " + shown(strings.TrimPrefix(err.Error(), "yaml: ")) + ".")
	}
	if err := decoder.Decode(&more); !errors.Is(err, io.EOF) {
		return nil, unreadable("The file holds more than one document. Give each thing a file of its own.")
	}
	if len(doc.Content) == 0 {
		return nil, unreadable("The file is empty.")
	}
	nodes := 0
	if err := bounded(&doc, 0, &nodes); err != nil {
		return nil, err
	}
	return doc.Content[0], nil
}

func bounded(n *yaml.Node, depth int, nodes *int) error {
	*nodes++
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		return unreadable("The file uses anchors or aliases (& and *), which are not read. Write the text out.")
	case depth > mostDepth:
		return unreadable("The file is nested deeper than such a file is.")
	case *nodes > mostNodes:
		return unreadable("The file holds far more than such a file does.")
	}
	for _, child := range n.Content {
		if err := bounded(child, depth+1, nodes); err != nil {
			return err
		}
	}
	return nil
}

// YAML writes a framework, and the crosswalk that travels with it, as Read reads it.
func (Files) YAML(f readiness.FrameworkFile) ([]byte, error) {
	doc := document{Framework: f.Framework}
	if f.Crosswalk != nil {
		walk := *f.Crosswalk
		walk.To = f.Framework.Code
		doc.Crosswalk = &walk
	}
	return written(doc)
}

// clean takes away what nobody sees, as internal/sheet does with cells.
func clean(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r != '\u00a0' && unicode.IsSpace(r) && !unicode.IsControl(r):
			return r
		case unicode.IsControl(r), r == '\u200b', r == '\ufeff', r == unicode.ReplacementChar:
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, text))
}

// shown is a part of a file in a sentence about it.
func shown(text string) string {
	const most = 60
	text = strings.Join(strings.Fields(clean(text)), " ")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
