// Package govuk draws GOV.UK Frontend 6.6 components from Go structs.
//
// The rule of this room: markup is never written from memory. Every component is checked
// against the fixtures that govuk-frontend ships, option by option, so the json tags are the
// Nunjucks option names. Where Nunjucks says html, the field is called Markup; where a field
// called Part is offered, another component can stand in its place. A zero item in a list is
// left out, so a page may leave a gap for what it does not show. No inline script or style is
// ever drawn: the pages live under a strict content security policy.
//
// The package carries the look only, not the brand: no crown, no crest, no GDS Transport.
package govuk

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// Component is anything that can draw itself. Templates write {{.Reason.HTML}}.
type Component interface {
	// HTML returns the finished markup. It fails only when an attribute has a forbidden name
	// or a part inside it fails.
	HTML() (template.HTML, error)
}

// Attributes are extra HTML attributes by name. An empty value is a boolean attribute. Names
// that a strict content security policy forbids (style, on...) make HTML fail.
type Attributes map[string]string

//go:embed templates/*.html
var files embed.FS

var templates = template.Must(template.New("govuk").Option("missingkey=error").Funcs(template.FuncMap{
	"attrs":   attrs,
	"classes": classes,
	"content": content,
	"given":   given,
}).ParseFS(files, "templates/*.html"))

// Funcs gives page templates the two functions that they need to place components by hand:
// govuk draws a component and gives nothing for a nil one; given says whether a value is not
// its zero value.
func Funcs() template.FuncMap {
	return template.FuncMap{"govuk": draw, "given": given}
}

// Join draws parts one after the other, for a Markup field that holds several components.
func Join(parts ...Component) (template.HTML, error) {
	var all strings.Builder
	for _, part := range parts {
		html, err := draw(part)
		if err != nil {
			return "", err
		}
		all.WriteString(string(html))
		all.WriteString("\n")
	}
	return template.HTML(all.String()), nil //nolint:gosec // every piece was escaped when it was drawn
}

func draw(c Component) (template.HTML, error) {
	if c == nil {
		return "", nil
	}
	return c.HTML()
}

func render(name string, view any) (template.HTML, error) {
	var page bytes.Buffer
	if err := templates.ExecuteTemplate(&page, name+".html", view); err != nil {
		return "", fmt.Errorf("draw %s: %w", name, err)
	}
	return template.HTML(page.String()), nil //nolint:gosec // html/template escaped it
}

var attributeName = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9_:.-]*$`)

func attrs(a Attributes) (template.HTMLAttr, error) {
	names := make([]string, 0, len(a))
	for name := range a {
		lower := strings.ToLower(name)
		if !attributeName.MatchString(name) || lower == "style" || strings.HasPrefix(lower, "on") {
			return "", fmt.Errorf("the attribute %q is not allowed on a component", name)
		}
		names = append(names, name)
	}
	slices.Sort(names)
	var all strings.Builder
	for _, name := range names {
		fmt.Fprintf(&all, ` %s="%s"`, name, template.HTMLEscapeString(a[name]))
	}
	return template.HTMLAttr(all.String()), nil //nolint:gosec // names checked, values escaped above
}

// classes joins the class names that are not empty.
func classes(names ...string) string {
	return strings.Join(slices.DeleteFunc(names, func(s string) bool { return s == "" }), " ")
}

// content gives the first choice that is there: markup, then a part, then text, which the
// template escapes.
func content(choices ...any) (any, error) {
	for _, choice := range choices {
		if !given(choice) {
			continue
		}
		if part, ok := choice.(Component); ok {
			return part.HTML()
		}
		return choice, nil
	}
	return "", nil
}

func given(v any) bool {
	value := reflect.ValueOf(v)
	switch value.Kind() {
	case reflect.Invalid:
		return false
	case reflect.Slice, reflect.Map:
		return value.Len() > 0
	default:
		return !value.IsZero()
	}
}

func orElse(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}
