package api

import (
	"encoding/json"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/shape"
	"github.com/sightline-readiness/sightline/readiness"
)

// config is huma without its own pages: they load scripts from a public network, and the document is ours to serve.
func (s *service) config() huma.Config {
	c := huma.DefaultConfig("Sightline", Version)
	c.Info.Description = "Durable case reviews and improvement actions for children's services. How to sign in, page, retry and read errors: docs/api.md."
	c.DocsPath, c.OpenAPIPath, c.SchemasPath, c.CreateHooks = "", "", "", nil
	c.Components.Schemas.RegisterTypeAlias(reflect.TypeFor[calendar.Date](), reflect.TypeFor[day]())
	c.Components.Schemas.RegisterTypeAlias(reflect.TypeFor[calendar.TimeOfDay](), reflect.TypeFor[timeOfDay]())
	c.Components.Schemas.RegisterTypeAlias(reflect.TypeFor[readiness.Terms](), reflect.TypeFor[terms]())
	c.Components.Schemas.RegisterTypeAlias(reflect.TypeFor[readiness.Answer](), reflect.TypeFor[pointAnswer]())
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"token": {Type: "http", Scheme: "bearer", Description: "An API token, made on the page “Your account”."},
	}
	c.Components.Responses = problems(c.Components.Schemas)
	c.Security = []map[string][]string{{"token": {}}}
	c.Transformers = []huma.Transformer{s.dress}
	return c
}

// operation is a route as huma wants it.
func (s *service) operation(rt route) huma.Operation {
	op := huma.Operation{
		OperationID: rt.id, Method: rt.method, Path: rt.path, Tags: []string{rt.tag}, Summary: rt.summary,
		Description: strings.TrimSpace(rt.doc + " " + rt.permission()), DefaultStatus: rt.status, Responses: rt.refusals(),
		SkipValidateBody: true, SkipValidateParams: true, MaxBodyBytes: 2 * mostJSON, BodyReadTimeout: -1,
	}
	if rt.method == http.MethodPost {
		op.Parameters = append(op.Parameters, &huma.Param{
			Name: "Idempotency-Key", In: "header", Required: true, Schema: &huma.Schema{Type: huma.TypeString, Format: "uuid"},
			Description: "The command's id: a new UUID for each command, the same one when it is repeated.",
		})
	}
	return op
}

// problems documents each status that refuses once, with the types it may have.
func problems(registry huma.Registry) map[string]*huma.Response {
	schema := registry.Schema(reflect.TypeFor[huma.ErrorModel](), true, "")
	all := map[string]*huma.Response{}
	for _, k := range Kinds {
		name := "Problem" + strconv.Itoa(k.Status)
		if all[name] == nil {
			all[name] = &huma.Response{Content: map[string]*huma.MediaType{"application/problem+json": {Schema: schema}}}
		}
		all[name].Description = strings.TrimSpace(all[name].Description + " " + k.Title + " (" + k.Code + ").")
	}
	return all
}

// refusals are the answers of an operation that are not success.
func (rt route) refusals() map[string]*huma.Response {
	refused := map[string]*huma.Response{}
	for _, status := range rt.errors() {
		refused[strconv.Itoa(status)] = &huma.Response{Ref: "#/components/responses/Problem" + strconv.Itoa(status)}
	}
	return refused
}

// permission says in words who may ask.
func (rt route) permission() string {
	text := "Needs a token with the scope " + strings.Join(rt.needs(), " or ") + "."
	if rt.rule.signedIn {
		return text
	}
	names := make([]string, len(rt.rule.actions))
	for i, action := range rt.rule.actions {
		names[i] = string(action)
	}
	text += " For people who may " + strings.Join(names, " or ")
	if rt.rule.own != "" {
		text += ", and for oneself"
	}
	return text + "."
}

// finishDocument writes the rules of form into the schemas of what is asked, from the tags that shape.Check enforces.
func (s *service) finishDocument() {
	registry := s.api.OpenAPI().Components.Schemas
	forms := s.forms()
	for name, schema := range registry.Map() {
		rules := shape.Rules(registry.TypeFromRef(schemas + name))
		if !forms[name] || plain(rules) {
			if len(schema.Properties) > 0 && schema.AdditionalProperties == false {
				schema.AdditionalProperties = nil // answers may get more fields within v1; commands are read strictly
			}
			continue
		}
		schema.Required = []string{}
		for field, rule := range rules {
			limit(schema.Properties[field], rule)
			if rule.Required {
				schema.Required = append(schema.Required, field)
			}
		}
		slices.Sort(schema.Required)
	}
}

// schemas is where the document keeps them.
const schemas = "#/components/schemas/"

// forms are the names of the schemas that a request's body can hold, at any depth.
func (s *service) forms() map[string]bool {
	registry, found := s.api.OpenAPI().Components.Schemas, map[string]bool{}
	var walk func(schema *huma.Schema)
	walk = func(schema *huma.Schema) {
		if schema == nil {
			return
		}
		if name, isRef := strings.CutPrefix(schema.Ref, schemas); isRef && !found[name] {
			found[name] = true
			walk(registry.SchemaFromRef(schema.Ref))
		}
		walk(schema.Items)
		for _, part := range schema.Properties {
			walk(part)
		}
	}
	for _, path := range s.api.OpenAPI().Paths {
		for _, op := range []*huma.Operation{path.Post, path.Put, path.Delete} {
			if op == nil || op.RequestBody == nil {
				continue
			}
			for _, content := range op.RequestBody.Content {
				walk(content.Schema)
			}
		}
	}
	return found
}

// plain reports whether rules ask for nothing.
func plain(rules map[string]shape.Rule) bool {
	for _, rule := range rules {
		if !reflect.DeepEqual(rule, shape.Rule{Format: rule.Format}) {
			return false
		}
	}
	return true
}

// limit puts a field's rules into its schema.
func limit(schema *huma.Schema, rule shape.Rule) {
	if schema == nil {
		return
	}
	target := schema
	if rule.Items != nil && schema.Items != nil {
		limit(schema.Items, *rule.Items)
	}
	for _, code := range rule.Enum {
		target.Enum = append(target.Enum, code)
	}
	if len(rule.Enum) > 0 && !rule.Required {
		target.Enum = append(target.Enum, "")
	}
	if rule.Format == "email" {
		target.Format = rule.Format
	}
	target.Minimum, target.Maximum = rule.Minimum, rule.Maximum
	target.MinLength, target.MaxLength = rule.MinLength, rule.MaxLength
	if schema.Type == huma.TypeObject {
		target.MinProperties, target.MaxProperties = rule.MinItems, rule.MaxItems
	} else {
		target.MinItems, target.MaxItems = rule.MinItems, rule.MaxItems
	}
	if rule.Required && schema.Type == huma.TypeString && len(rule.Enum) == 0 && schema.Pattern == "" {
		one := 1
		target.MinLength = &one
	}
	if rule.RequiredIf != "" {
		target.Description = strings.TrimSpace(target.Description + " Required when " + rule.RequiredIf + ".")
	}
}

// document serves the OpenAPI document to anybody: it holds no data.
func (s *service) document() http.HandlerFunc {
	written := sync.OnceValues(func() ([]byte, error) { return json.Marshal(s.api.OpenAPI()) })
	return func(w http.ResponseWriter, r *http.Request) {
		text, err := written()
		if err != nil {
			s.refuse(w, r, err)
			return
		}
		w.Header().Set("Content-Type", "application/openapi+json")
		w.Header().Set("Content-Length", strconv.Itoa(len(text)))
		_, _ = w.Write(text) // if that fails the caller has gone
	}
}

// Document is the OpenAPI 3.1 document, indented, as docs/openapi.json holds it.
func Document() ([]byte, error) {
	text, err := json.MarshalIndent(build(Deps{}).api.OpenAPI(), "", "  ")
	return append(text, '\n'), err
}
