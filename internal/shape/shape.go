// Package shape asks of every form, whichever door it came through, whether it is whole, and answers in sentences.
//
// It is the only validator of the house. The rules of form are the `validate` tags of the command structs; nothing that a workflow calls may
// come here, because reflection breaks determinism checks. A field is called by its `label` tag, else by the words a door gave it with Name,
// else by its json name. It knows dates of internal/calendar and nothing of any trade.
package shape

import (
	"errors"
	"reflect"
	"strings"
	"sync"

	"github.com/go-playground/validator/v10"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A Fault is what is wrong with one field: its path in json names, such as "until" or "files[0].name", and a whole sentence to show beside it.
type Fault struct{ Field, Message string }

// text is a value as the validator sees it: without outer spaces, so that a form field of blanks counts as empty.
type text string

var form = sync.OnceValue(func() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(jsonName)
	v.RegisterCustomTypeFunc(func(field reflect.Value) any { return text(strings.TrimSpace(field.String())) }, "")
	v.RegisterCustomTypeFunc(func(field reflect.Value) any { return text("file"[:min(field.Len(), 4)]) }, []byte{}) // empty or not is all that is asked of a file
	v.RegisterCustomTypeFunc(func(field reflect.Value) any {
		date, _ := field.Interface().(calendar.Date)
		return text(date.String())
	}, calendar.Date{})
	return v
})

// Check returns what is wrong with a struct (or a pointer to one), at most one fault a field, in the order of its fields; nothing when it is
// whole. Text is judged without its outer spaces. A value that is no struct has no rules, so it is whole.
func Check(v any) []Fault {
	err := form().Struct(v)
	var faults validator.ValidationErrors
	if !errors.As(err, &faults) {
		return nil
	}
	root := structOf(reflect.TypeOf(v))
	found := make([]Fault, 0, len(faults))
	for _, fault := range faults {
		_, path, _ := strings.Cut(fault.Namespace(), ".")
		_, goPath, _ := strings.Cut(fault.StructNamespace(), ".")
		found = append(found, Fault{Field: promoted(root, goPath, path), Message: at(root, goPath).sentence(fault.Tag())})
	}
	return found
}

func jsonName(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	switch name {
	case "-":
		return ""
	case "":
		return field.Name
	}
	return name
}

// structOf is the struct type behind pointers and slices.
func structOf(t reflect.Type) reflect.Type {
	for t != nil && (t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Array) {
		t = t.Elem()
	}
	return t
}
