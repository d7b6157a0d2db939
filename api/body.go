package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sightline-readiness/sightline/internal/shape"
)

// mostJSON is the largest JSON body we read, in bytes.
const mostJSON = 1 << 20

// readBody takes the whole JSON body of a change, so that it can be compared, and puts it back for huma. An upload, and a form
// with a file, are left to their operation.
func (s *service) readBody(w http.ResponseWriter, r *http.Request, rt route) ([]byte, error) {
	if !rt.changes() || rt.upload || rt.form && isMedia(r.Header.Get("Content-Type"), "multipart/form-data") {
		return nil, nil
	}
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostJSON))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return nil, newProblem("too-large", "The body is larger than 1 MB, the most that this takes.")
	case err != nil:
		return nil, newProblem("malformed", "The body did not arrive whole.")
	case len(bytes.TrimSpace(data)) == 0:
		data = []byte("{}")
	case !isMedia(r.Header.Get("Content-Type"), "application/json"):
		return nil, newProblem("media-type", "Send the body as application/json"+orForm(rt)+".")
	case !json.Valid(data):
		return nil, newProblem("malformed", "The body is not valid JSON.")
	}
	r.Header.Set("Content-Type", "application/json")
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(data)), int64(len(data))
	return data, nil
}

func orForm(rt route) string {
	if rt.form {
		return ", or as multipart/form-data"
	}
	return ""
}

func isMedia(contentType, wanted string) bool {
	media, _, err := mime.ParseMediaType(contentType)
	return err == nil && media == wanted
}

// A body is a command as it came: read strictly, field by field, so that every fault names its field, and then asked whether it is whole.
type body[B any] struct {
	Value  B
	faults []error
}

// Schema is the command's own.
func (b body[B]) Schema(r huma.Registry) *huma.Schema {
	return r.Schema(reflect.TypeFor[B](), true, "")
}

// UnmarshalJSON never fails: what is wrong is told by Resolve, with its place.
func (b *body[B]) UnmarshalJSON(data []byte) error {
	var given map[string]json.RawMessage
	if err := json.Unmarshal(data, &given); err != nil {
		b.faults = []error{fault("body", "The body must be a JSON object.")}
		return nil
	}
	target := reflect.ValueOf(&b.Value).Elem()
	known := map[string]reflect.Value{}
	for _, field := range reflect.VisibleFields(target.Type()) {
		if !field.Anonymous && field.IsExported() && jsonName(field) != "-" {
			known[jsonName(field)] = target.FieldByIndex(field.Index)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if err := decode(given[name], name, known); err != nil {
			b.faults = append(b.faults, err)
		}
	}
	return nil
}

// Resolve tells huma what is wrong with the body.
func (b *body[B]) Resolve(huma.Context, *huma.PathBuffer) []error {
	if len(b.faults) > 0 {
		return b.faults
	}
	return whole("body.", b.Value)
}

func decode(data json.RawMessage, name string, known map[string]reflect.Value) error {
	field, ok := known[name]
	if !ok {
		return fault("body."+name, "There is no field called "+name+" here. Check its spelling, or leave it out.")
	}
	reader := json.NewDecoder(bytes.NewReader(data))
	reader.DisallowUnknownFields()
	if err := reader.Decode(field.Addr().Interface()); err != nil {
		return fault("body."+name, unreadable(err))
	}
	return nil
}

// unreadable says in a sentence why a value could not be read.
func unreadable(err error) string {
	var wrong *json.UnmarshalTypeError
	text := err.Error()
	switch {
	case errors.As(err, &wrong):
		at := "This field"
		if wrong.Field != "" {
			at = "The part " + wrong.Field
		}
		return at + " must be " + wanted(wrong.Type) + ", not " + wrong.Value + "."
	case strings.HasPrefix(text, "json: unknown field "):
		return "There is no field called " + strings.Trim(strings.TrimPrefix(text, "json: unknown field "), `"`) + " here. Check its spelling, or leave it out."
	case strings.HasPrefix(text, "json: "):
		return "This field cannot be read."
	}
	return text // a sentence of the type itself, such as a date's
}

func wanted(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Int, reflect.Int64:
		return "a whole number"
	case reflect.Slice:
		return "a list"
	case reflect.Map, reflect.Struct:
		return "an object"
	case reflect.Bool:
		return "true or false"
	}
	return "text"
}

// whole asks the one validator.
func whole(prefix string, v any) []error {
	var faults []error
	for _, f := range shape.Check(v) {
		faults = append(faults, fault(prefix+f.Field, f.Message))
	}
	return faults
}

func fault(location, message string) error {
	return &huma.ErrorDetail{Location: location, Message: message}
}

func jsonName(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	return name
}
