package shape

import (
	"reflect"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

var words sync.Map // "Struct.json_name" or "json_name" to a phrase

// Name gives fields their words: "SubmitReview.why_open" or, for every struct, "why_open", to a phrase as it stands inside a sentence, such as
// "why the case is still open" or "the reason". A door calls it once at start. A `label` tag on the field wins over it.
func Name(phrases map[string]string) {
	for field, phrase := range phrases {
		words.Store(field, phrase)
	}
}

// phrase is what the field is called inside a sentence.
func (p place) phrase() string {
	if label := p.field.Tag.Get("label"); label != "" {
		return label
	}
	name := jsonName(p.field)
	for _, key := range []string{p.owner.Name() + "." + name, name} {
		if phrase, ok := words.Load(key); ok {
			return phrase.(string)
		}
	}
	return "the " + strings.ReplaceAll(strings.TrimSuffix(name, "_id"), "_", " ")
}

// sentence says what to do about a rule that was not kept, in the manner of GOV.UK error messages.
func (p place) sentence(rule string) string {
	write, ok := sentences[rule]
	if !ok {
		return p.numbered("Check " + p.phrase())
	}
	param, _ := find(p.rules(), rule)
	return p.numbered(write(p, param))
}

// numbered ends the sentence and says which one of a list is meant.
func (p place) numbered(sentence string) string {
	if p.number > 0 {
		sentence += " (number " + strconv.Itoa(p.number) + " of " + p.list + ")"
	}
	return sentence + "."
}

// sentences has one entry for each rule in use; Missing finds rules without one. The full stop is added later.
var sentences = map[string]func(p place, param string) string{
	"required":    enter,
	"required_if": enter,
	"oneof":       func(p place, _ string) string { return "Choose one of the answers for " + p.phrase() },
	"email": func(place, string) string {
		return "Enter an email address in the correct format, like name@example.com"
	},
	"len": func(p place, param string) string {
		return upperFirst(p.phrase()) + " must have " + thousands(param) + " characters"
	},
	"hexadecimal": func(p place, _ string) string {
		return upperFirst(p.phrase()) + " must have only the digits 0 to 9 and the letters a to f"
	},
	"eq": func(p place, param string) string {
		return "Enter " + param + " for " + p.phrase() + ", or leave it out"
	},
	"max": func(p place, param string) string { return limit(p, param, true) },
	"min": func(p place, param string) string { return limit(p, param, false) },
}

func enter(p place, _ string) string {
	switch p.kind() {
	case kindChoice:
		return "Choose " + p.phrase()
	case kindList:
		return "Give at least one entry for " + p.phrase()
	case kindFile:
		return "Give a file that is not empty"
	}
	return "Enter " + p.phrase()
}

func limit(p place, param string, most bool) string {
	subject := upperFirst(p.phrase())
	switch p.kind() {
	case kindNumber:
		return subject + between(p, param, most)
	case kindList:
		switch {
		case !most && param == "1":
			return enter(p, param)
		case most:
			return subject + " must have " + thousands(param) + " entries or fewer"
		}
		return subject + " must have " + thousands(param) + " entries or more"
	}
	if most {
		return subject + " must be " + thousands(param) + " characters or fewer"
	}
	return subject + " must be " + thousands(param) + " characters or more"
}

// between names both ends of a number's range when there are two.
func between(p place, param string, most bool) string {
	low, hasLow := find(p.rules(), "min")
	high, hasHigh := find(p.rules(), "max")
	switch {
	case hasLow && hasHigh:
		return " must be between " + thousands(low) + " and " + thousands(high)
	case most:
		return " must be " + thousands(param) + " or less"
	}
	return " must be " + thousands(param) + " or more"
}

func thousands(digits string) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits
}

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// silent rules say when others apply; they are never broken themselves.
var silent = map[string]bool{"omitempty": true}

// Missing lists the rules of a struct, and of the structs in it, that have no sentence yet, as "Struct.json_name rule". A test asks it about
// every command of the house.
func Missing(v any) []string { return missing(structOf(reflect.TypeOf(v)), map[reflect.Type]bool{}) }

func missing(t reflect.Type, seen map[reflect.Type]bool) []string {
	if t == nil || t.Kind() != reflect.Struct || t == dateType || seen[t] {
		return nil
	}
	seen[t] = true
	var without []string
	for i := range t.NumField() {
		field := t.Field(i)
		before, after := split(field.Tag.Get("validate"))
		for _, rule := range append(before, after...) {
			if sentences[rule.name] == nil && !silent[rule.name] {
				without = append(without, t.Name()+"."+jsonName(field)+" "+rule.name)
			}
		}
		without = append(without, missing(structOf(field.Type), seen)...)
	}
	return without
}
