package frameworks

import (
	"bytes"
	"errors"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.PackFiles = Files{}

// ReadPack reads a YAML file with a pack or a run-up: one with steps is a run-up. What cannot be understood stands in the answer, with its place; a file that
// is no YAML, or too large, is refused.
func (Files) ReadPack(name string, body []byte) (readiness.PackFile, error) {
	f := readiness.PackFile{Name: name}
	switch {
	case len(bytes.TrimSpace(body)) == 0:
		return f, unreadable("The file is empty.")
	case len(body) > mostBytes:
		return f, readiness.Errorf(readiness.TooLarge, "The file is larger than 2 MB. A focus area or a run-up is text of some 20 kB.")
	case isBook(body), strings.HasSuffix(strings.ToLower(name), ".csv"):
		return f, unreadable("A focus area or a run-up is brought in as a YAML file. Download one from its page to begin with.")
	}
	root, err := parse(body)
	if err != nil {
		return f, err
	}
	if hasKey(root, "steps") || hasKey(root, "kind") {
		f.RunUp = &readiness.RunUp{}
		f.FileReading = filled(f.RunUp, root).known()
	} else {
		f.Pack = &readiness.FocusPack{}
		f.FileReading = filled(f.Pack, root).known()
	}
	return f, nil
}

func hasKey(root *yaml.Node, key string) bool {
	for i := 0; root.Kind == yaml.MappingNode && i+1 < len(root.Content); i += 2 {
		if clean(root.Content[i].Value) == key {
			return true
		}
	}
	return false
}

// PackYAML writes a pack or a run-up as ReadPack reads it.
func (Files) PackYAML(f readiness.PackFile) ([]byte, error) {
	if f.RunUp != nil {
		return written(f.RunUp)
	}
	return written(f.Pack)
}

// written is a document as YAML.
func written(doc any) ([]byte, error) {
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	err := errors.Join(encoder.Encode(doc), encoder.Close())
	return out.Bytes(), err
}
