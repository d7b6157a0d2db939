package shape

import (
	"reflect"
	"strconv"
	"strings"
)

// A Rule is what the `validate` tag of one field asks, in the words of a JSON Schema. A nil limit is no limit.
type Rule struct {
	Required   bool     // always asked for; a rule that depends on another field is in RequiredIf
	RequiredIf string   // in words, such as "outcome is continue"; "" when nothing asks for it
	Enum       []string // the closed list of answers
	Format     string   // "email" or "date"
	Minimum    *float64 // of a number
	Maximum    *float64
	MinLength  *int // characters of a text
	MaxLength  *int
	MinItems   *int // entries of a list or map
	MaxItems   *int
	Items      *Rule // what is asked of each entry of a list of plain values
}

// Rules returns the rules of a struct type's fields by json name, those of embedded structs among them, for a schema that is made from the same tags that Check enforces. Fields
// without any rule are left out; structs inside it are asked about by their own types.
func Rules(t reflect.Type) map[string]Rule {
	t = structOf(t)
	if t == nil || t.Kind() != reflect.Struct {
		return nil
	}
	rules := map[string]Rule{}
	for _, field := range reflect.VisibleFields(t) {
		if field.Anonymous {
			continue // its fields follow as this type's own
		}
		before, after := split(field.Tag.Get("validate"))
		rule := read(t, place{owner: t, field: field}, before)
		if len(after) > 0 {
			items := read(t, place{owner: t, field: field, inList: true}, after)
			rule.Items = &items
		}
		if !reflect.DeepEqual(rule, Rule{}) {
			rules[jsonName(field)] = rule
		}
	}
	return rules
}

func read(owner reflect.Type, p place, tags []tag) Rule {
	var r Rule
	if p.kind() == kindDate {
		r.Format = "date"
	}
	for _, t := range tags {
		switch t.name {
		case "required":
			r.Required = true
		case "required_if":
			r.RequiredIf = condition(owner, t.param)
		case "oneof":
			r.Enum = strings.Fields(t.param)
		case "eq":
			r.Enum = []string{t.param}
		case "email":
			r.Format = "email"
		case "min":
			r.limit(p.kind(), t.param, &r.Minimum, &r.MinLength, &r.MinItems)
		case "max":
			r.limit(p.kind(), t.param, &r.Maximum, &r.MaxLength, &r.MaxItems)
		}
	}
	return r
}

func (r *Rule) limit(k kind, param string, number **float64, length, items **int) {
	n, err := strconv.Atoi(param)
	if err != nil {
		return
	}
	switch k {
	case kindNumber:
		value := float64(n)
		*number = &value
	case kindList:
		*items = &n
	default:
		*length = &n
	}
}

// condition puts "Outcome continue" into words with the json name.
func condition(owner reflect.Type, param string) string {
	name, value, _ := strings.Cut(param, " ")
	if field, ok := owner.FieldByName(name); ok {
		name = jsonName(field)
	}
	return name + " is " + value
}
