package web

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// ReferencePage is the API's own description as a page: made from the same document that machines read, with nothing from elsewhere.
type ReferencePage struct {
	Address string
	Groups  []ReferenceGroup
}

// Face frames the page.
func (ReferencePage) Face() Face {
	return Face{Template: "reference", Title: "API reference", Section: "/more", Back: "/more"}
}

// A ReferenceGroup is the operations about one thing.
type ReferenceGroup struct {
	Name       string
	Operations []Operation
}

// An Operation is one thing that a program may ask.
type Operation struct {
	ID, Method, Path, Summary, About string
	Parameters                       []Parameter
	Body                             string // name of what is sent; "" for nothing
	Answers                          []string
}

// Example is the operation as a command line.
func (o Operation) Example(address string) string {
	line := "curl -H 'Authorization: Bearer sl_…'"
	if o.Method != http.MethodGet {
		line += " -X " + o.Method + " -H 'Idempotency-Key: …'"
	}
	if o.Body != "" {
		line += " -H 'Content-Type: application/json' -d @" + strings.ToLower(o.Body) + ".json"
	}
	return line + " " + address + o.Path
}

// A Parameter is one part of an address or of a head.
type Parameter struct {
	Name        string `json:"name"`
	In          string `json:"in"`
	Required    bool   `json:"required"`
	Description string `json:"description"`
}

// document is what the page needs of an OpenAPI document.
type document struct {
	Servers []struct {
		URL string `json:"url"`
	} `json:"servers"`
	Paths map[string]map[string]json.RawMessage `json:"paths"`
}

type documented struct {
	ID          string      `json:"operationId"`
	Summary     string      `json:"summary"`
	Description string      `json:"description"`
	Tags        []string    `json:"tags"`
	Parameters  []Parameter `json:"parameters"`
	RequestBody *struct {
		Content map[string]struct {
			Schema struct {
				Ref string `json:"$ref"`
			} `json:"schema"`
		} `json:"content"`
	} `json:"requestBody"`
	Responses map[string]struct {
		Description string `json:"description"`
	} `json:"responses"`
}

var verbs = []string{"get", "post", "put", "patch", "delete"}

// reference reads an OpenAPI document into groups, in the order of its paths.
func reference(text []byte) ([]ReferenceGroup, error) {
	var d document
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, fmt.Errorf("read the API's document: %w", err)
	}
	prefix := ""
	if len(d.Servers) > 0 {
		prefix = strings.TrimSuffix(d.Servers[0].URL, "/")
	}
	groups := map[string][]Operation{}
	for _, path := range slices.Sorted(maps.Keys(d.Paths)) {
		for _, verb := range verbs {
			raw, offered := d.Paths[path][verb]
			if !offered {
				continue
			}
			var o documented
			if err := json.Unmarshal(raw, &o); err != nil {
				return nil, fmt.Errorf("read the operation %s %s: %w", verb, path, err)
			}
			tag := "Other"
			if len(o.Tags) > 0 {
				tag = o.Tags[0]
			}
			groups[tag] = append(groups[tag], o.operation(verb, prefix+path))
		}
	}
	var all []ReferenceGroup
	for _, name := range slices.Sorted(maps.Keys(groups)) {
		all = append(all, ReferenceGroup{name, groups[name]})
	}
	return all, nil
}

func (o documented) operation(verb, path string) Operation {
	op := Operation{ID: o.ID, Method: strings.ToUpper(verb), Path: path, Summary: o.Summary, About: o.Description, Parameters: o.Parameters}
	if o.RequestBody != nil {
		op.Body = "body"
		for _, c := range o.RequestBody.Content {
			if i := strings.LastIndex(c.Schema.Ref, "/"); i >= 0 {
				op.Body = c.Schema.Ref[i+1:]
			}
		}
	}
	for _, code := range slices.Sorted(maps.Keys(o.Responses)) {
		op.Answers = append(op.Answers, strings.TrimSpace(code+" "+o.Responses[code].Description))
	}
	return op
}

func (s *Server) referencePage(w http.ResponseWriter, r *http.Request) error {
	text, err := s.Document()
	if err != nil {
		return err
	}
	groups, err := reference(text)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ReferencePage{Address: s.Address, Groups: groups})
}
