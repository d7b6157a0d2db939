package shape

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

var dateType = reflect.TypeFor[calendar.Date]()

// A place is where a fault was found: the field, the struct it stands in, and its number when it stands in a list.
type place struct {
	owner  reflect.Type
	field  reflect.StructField
	number int    // counted from 1; 0 when it is in no list
	list   string // phrase of that list
	inList bool   // the fault is an element of the field itself
}

// at follows a path of Go names, such as "Files[0].Name", into a struct.
func at(root reflect.Type, path string) place {
	p := place{owner: root}
	for _, step := range strings.Split(path, ".") {
		if p.field.Name != "" {
			p.owner = structOf(p.field.Type)
		}
		name, index, indexed := strings.Cut(step, "[")
		field, ok := p.owner.FieldByName(name)
		if !ok {
			return p
		}
		p.field, p.inList = field, indexed
		if indexed {
			n, _ := strconv.Atoi(strings.TrimSuffix(index, "]"))
			p.number, p.list = n+1, p.phrase()
		}
	}
	return p
}

// promoted is a path of json names without the structs that are embedded: their fields stand in the form as if they were its own. goPath is the same
// path in Go names.
func promoted(root reflect.Type, goPath, path string) string {
	steps := strings.Split(path, ".")
	var kept []string
	for i, step := range strings.Split(goPath, ".") {
		name, _, _ := strings.Cut(step, "[")
		field, ok := root.FieldByName(name)
		if !ok {
			return path
		}
		if !field.Anonymous {
			kept = append(kept, steps[i])
		}
		if root = structOf(field.Type); root == nil || root.Kind() != reflect.Struct {
			break
		}
	}
	return strings.Join(kept, ".")
}

// rules are the tags that apply at the place: those after dive for an element of a list, those before it for the list itself.
func (p place) rules() []tag {
	before, after := split(p.field.Tag.Get("validate"))
	if p.inList {
		return after
	}
	return before
}

// kind is what a person enters there.
func (p place) kind() kind {
	t := p.field.Type
	if t == nil {
		return kindText
	}
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if p.inList && t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t == dateType {
		return kindDate
	}
	if _, closed := find(p.rules(), "oneof"); closed {
		return kindChoice
	}
	switch t.Kind() {
	case reflect.Slice, reflect.Array, reflect.Map:
		return kindOf(t)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Float32, reflect.Float64:
		return kindNumber
	}
	return kindText
}

func kindOf(list reflect.Type) kind {
	if list.Elem().Kind() == reflect.Uint8 {
		return kindFile
	}
	return kindList
}

type kind int

const (
	kindText kind = iota
	kindDate
	kindChoice
	kindNumber
	kindList
	kindFile
)

// A tag is one rule of a `validate` tag, such as max=2000.
type tag struct{ name, param string }

// split reads a `validate` tag into the rules before and after its dive.
func split(text string) (before, after []tag) {
	dived := false
	for _, part := range strings.Split(text, ",") {
		name, param, _ := strings.Cut(part, "=")
		switch {
		case name == "" || name == "-":
		case name == "dive":
			dived = true
		case dived:
			after = append(after, tag{name, param})
		default:
			before = append(before, tag{name, param})
		}
	}
	return before, after
}

func find(tags []tag, name string) (param string, ok bool) {
	for _, t := range tags {
		if t.name == name {
			return t.param, true
		}
	}
	return "", false
}
