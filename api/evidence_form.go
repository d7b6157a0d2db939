package api

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sightline-readiness/sightline/internal/papers"
	"github.com/sightline-readiness/sightline/internal/shape"
	"github.com/sightline-readiness/sightline/readiness"
)

// filePart is the part of a form that holds its file.
const filePart = "file"

// readEvidence reads the command from JSON, or from a form with a file. A form's fields are all text, so they are read as the JSON that they would be.
func (s *service) readEvidence(r *http.Request) (readiness.AttachEvidence, error) {
	var in body[readiness.AttachEvidence]
	data, file, err := s.evidenceFields(r)
	if err == nil {
		err = in.UnmarshalJSON(data)
	}
	if err != nil {
		return in.Value, err
	}
	if faults := in.Resolve(nil, nil); len(faults) > 0 {
		return in.Value, faulty(faults)
	}
	in.Value.File = file
	return lookedAt(in.Value)
}

func (s *service) evidenceFields(r *http.Request) ([]byte, *readiness.EvidenceFile, error) {
	if isMedia(r.Header.Get("Content-Type"), "multipart/form-data") {
		return s.readForm(r)
	}
	data, err := io.ReadAll(r.Body) // as readBody put it back
	return data, nil, err
}

// readForm reads a form's fields as a JSON object, and its file when it has one.
func (s *service) readForm(r *http.Request) ([]byte, *readiness.EvidenceFile, error) {
	fields := map[string]any{}
	var criteria []string
	var file *readiness.EvidenceFile
	err := s.eachPart(r, "of the form and "+filePart, func(part *multipart.Part) error {
		name := part.FormName()
		data, err := io.ReadAll(part)
		if err != nil {
			return err
		}
		if _, twice := fields[name]; twice || name == filePart && file != nil {
			return faulty([]error{fault("body."+name, "Give "+name+" once.")})
		}
		if name == "criteria" { // a list: one part for each
			criteria = append(criteria, string(data))
			return nil
		}
		if name != filePart {
			fields[name] = string(data)
			return nil
		}
		file, err = evidenceFile(part.FileName(), data)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	if criteria != nil {
		fields["criteria"] = criteria
	}
	data, err := json.Marshal(fields)
	if err != nil {
		return nil, nil, fmt.Errorf("read a form: %w", err)
	}
	return data, file, nil
}

// evidenceFile is the file of a part: of a kind that can do no harm when somebody opens it later, with its media type by what stands in it.
func evidenceFile(name string, data []byte) (*readiness.EvidenceFile, error) {
	name = papers.Name(name)
	media, err := papers.Check(name, data)
	if err != nil {
		return nil, faulty([]error{fault("body."+filePart, err.Error())})
	}
	return &readiness.EvidenceFile{Name: name, MediaType: media, Body: data}, nil
}

// lookedAt notes what in a piece looks as if it were about one child, and refuses it until somebody says that it is to be kept all the same.
func lookedAt(e readiness.AttachEvidence) (readiness.AttachEvidence, error) {
	texts := []string{e.Title, e.Text}
	if e.File != nil {
		texts = append(texts, e.File.Name)
		if e.File.MediaType == papers.Plain || e.File.MediaType == papers.CSV {
			text, _ := papers.Text(e.File.Body)
			texts = append(texts, text)
		}
	}
	e.Looked = papers.Child(strings.Join(texts, "\n"))
	if len(e.Looked) > 0 && e.Keep == "" {
		return e, readiness.FieldErrorf("keep", "This holds what looks like %s. Take it out, since evidence names no child; if it is no child’s, send it again with yes for keep.", strings.Join(e.Looked, " and "))
	}
	return e, nil
}

// evidenceBody documents both ways to attach evidence, from the same struct and tags.
func (s *service) evidenceBody() *huma.RequestBody {
	registry, t := s.api.OpenAPI().Components.Schemas, reflect.TypeFor[readiness.AttachEvidence]()
	ref := registry.Schema(t, true, "")
	form := &huma.Schema{Type: huma.TypeObject, Properties: maps.Clone(registry.SchemaFromRef(ref.Ref).Properties)} // whose limits finishDocument adds
	form.Properties[filePart] = &huma.Schema{Type: huma.TypeString, Format: "binary", Description: "The file, with its name."}
	for name, rule := range shape.Rules(t) {
		if rule.Required {
			form.Required = append(form.Required, name)
		}
	}
	slices.Sort(form.Required)
	return &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/json": {Schema: ref}, "multipart/form-data": {Schema: form}}}
}
