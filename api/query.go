package api

import (
	"encoding"
	"maps"
	"reflect"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sightline-readiness/sightline/internal/shape"
)

// A query is what stands behind the question mark, read strictly into a struct by its json names: texts, whole numbers and dates.
type query[Q any] struct{ Value Q }

// Resolve reads the query and tells huma what is wrong with it.
func (q *query[Q]) Resolve(ctx huma.Context, _ *huma.PathBuffer) []error {
	address := ctx.URL()
	given := address.Query()
	target := reflect.ValueOf(&q.Value).Elem()
	known := map[string]reflect.Value{}
	for _, field := range reflect.VisibleFields(target.Type()) {
		known[jsonName(field)] = target.FieldByIndex(field.Index)
	}
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if sentence := set(known[name], name, given[name]); sentence != "" {
			faults = append(faults, fault("query."+name, sentence))
		}
	}
	if len(faults) > 0 {
		return faults
	}
	return whole("query.", q.Value)
}

// set returns why a value cannot be, "" when it is set.
func set(field reflect.Value, name string, values []string) string {
	switch {
	case !field.IsValid():
		return "There is no parameter called " + name + " here. Check its spelling, or leave it out."
	case len(values) > 1:
		return "Give " + name + " once."
	case field.Kind() == reflect.String:
		field.SetString(values[0])
		return ""
	case field.Kind() == reflect.Int:
		return setNumber(field, name, values[0])
	}
	reader, ok := field.Addr().Interface().(encoding.TextUnmarshaler)
	if !ok {
		return "The parameter " + name + " cannot be read."
	}
	if err := reader.UnmarshalText([]byte(values[0])); err != nil {
		return err.Error()
	}
	return ""
}

func setNumber(field reflect.Value, name, value string) string {
	n, err := strconv.Atoi(value)
	if err != nil {
		return "The parameter " + name + " must be a whole number."
	}
	field.SetInt(int64(n))
	return ""
}

// asking documents the query of an operation from the same struct and tags.
func asking[Q any](s *service) func(*huma.Operation) {
	t := reflect.TypeFor[Q]()
	rules := shape.Rules(t)
	return func(op *huma.Operation) {
		for _, field := range reflect.VisibleFields(t) {
			name := jsonName(field)
			schema := s.api.OpenAPI().Components.Schemas.Schema(field.Type, true, "")
			limit(schema, rules[name])
			if name == "limit" {
				schema.Default = 50
			}
			op.Parameters = append(op.Parameters, &huma.Param{
				Name: name, In: "query", Required: rules[name].Required, Description: field.Tag.Get("doc"), Schema: schema,
			})
		}
	}
}
