package frameworks

import (
	"encoding"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/sightline-readiness/sightline/readiness"
)

// A reading fills structs from YAML and remembers where everything stood and what it could not take. The library's own decoder stops at the first field of
// the wrong kind and keeps no lines.
type reading struct {
	places map[string]readiness.FrameworkPlace
	unread []readiness.FrameworkFault
}

// known is what is known of the file, as the trade has it.
func (r reading) known() readiness.FileReading {
	return readiness.FileReading{Places: r.places, Unread: r.unread}
}

func valueOf(into any) reflect.Value { return reflect.ValueOf(into).Elem() }

func (r *reading) wrong(at, sentence string) {
	r.unread = append(r.unread, readiness.FrameworkFault{At: at, Message: sentence})
}

// into reads a node into a value; at is its place.
func (r *reading) into(v reflect.Value, n *yaml.Node, at string) {
	r.places[at] = readiness.FrameworkPlace{Row: n.Line}
	if n.Kind == yaml.ScalarNode && (n.Tag == "!!null" || n.Value == "") {
		return // nothing was written
	}
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	text, isText := v.Addr().Interface().(encoding.TextUnmarshaler)
	switch {
	case isText && n.Kind == yaml.ScalarNode:
		if err := text.UnmarshalText([]byte(n.Value)); err != nil {
			r.wrong(at, "“"+shown(n.Value)+"” is not a date. Write year, month and day, for example 2027-03-03.")
		}
	case !isText && v.Kind() == reflect.Struct && n.Kind == yaml.MappingNode:
		r.mapping(v, n, at)
	case v.Kind() == reflect.Slice && n.Kind == yaml.SequenceNode:
		r.list(v, n, at)
	case n.Kind == yaml.ScalarNode && !isText:
		r.scalar(v, n, at)
	default:
		r.wrong(at, kindOf(v)+" was expected"+under(at)+".")
	}
}

// mapping reads fields by their yaml names. A name that no field has, or twice, is wrong.
func (r *reading) mapping(v reflect.Value, n *yaml.Node, at string) {
	fields := map[string]reflect.Value{}
	var names []string
	fieldsOf(v, func(name string, field reflect.Value) {
		fields[name] = field
		names = append(names, name)
	})
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, child := clean(n.Content[i].Value), n.Content[i+1]
		field, known := fields[name]
		here := join(at, name)
		switch {
		case !known:
			r.places[here] = readiness.FrameworkPlace{Row: n.Content[i].Line}
			r.wrong(here, "There is nothing called “"+shown(name)+"”"+under(at)+". It can hold "+strings.Join(names, ", ")+".")
		case seen[name]:
			r.wrong(here, "“"+name+"” is there twice"+under(at)+", again on line "+strconv.Itoa(n.Content[i].Line)+".")
		default:
			seen[name] = true
			r.into(field, child, here)
		}
	}
}

func fieldsOf(v reflect.Value, each func(string, reflect.Value)) {
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
		switch {
		case name == "-":
		case v.Type().Field(i).Anonymous:
			fieldsOf(v.Field(i), each)
		default:
			each(name, v.Field(i))
		}
	}
}

func (r *reading) list(v reflect.Value, n *yaml.Node, at string) {
	for i, child := range n.Content {
		item := reflect.New(v.Type().Elem()).Elem()
		r.into(item, child, join(at, strconv.Itoa(i)))
		v.Set(reflect.Append(v, item))
	}
}

func (r *reading) scalar(v reflect.Value, n *yaml.Node, at string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(clean(n.Value))
	case reflect.Int:
		number, err := strconv.Atoi(n.Value)
		if err != nil {
			r.wrong(at, "“"+shown(n.Value)+"” is not a whole number.")
		}
		v.SetInt(int64(number))
	case reflect.Bool:
		yes, known := yesOrNo(n.Value)
		if !known {
			r.wrong(at, "“"+shown(n.Value)+"” is neither true nor false.")
		}
		v.SetBool(yes)
	default:
		r.wrong(at, kindOf(v)+" was expected"+under(at)+".")
	}
}

// yesOrNo reads what people write for yes and no; nothing is no.
func yesOrNo(text string) (yes, known bool) {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "yes", "y", "true", "x", "1":
		return true, true
	case "", "no", "n", "false", "0":
		return false, true
	}
	return false, false
}

func kindOf(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Slice:
		return "A list"
	case reflect.String:
		return "Text"
	case reflect.Int:
		return "A whole number"
	case reflect.Bool:
		return "true or false"
	}
	if _, text := v.Addr().Interface().(encoding.TextUnmarshaler); text {
		return "A date"
	}
	return "Fields with names"
}

func join(at, name string) string {
	if at == "" {
		return name
	}
	return at + "." + name
}

// under names a place inside a sentence, without its positions.
func under(at string) string {
	names := slices.DeleteFunc(strings.Split(at, "."), func(part string) bool { return part == "" || strings.Trim(part, "0123456789") == "" })
	if len(names) == 0 {
		return " in the file"
	}
	return " under “" + shown(names[len(names)-1]) + "”"
}
