package web

import (
	"html/template"
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/internal/papers"
)

// A spoken is a text that somebody handed in, and where it stood: "in the title".
type spoken struct{ where, text string }

// looksLikeChilds names what in some texts looks like something about one child, and where, never what it says.
func looksLikeChilds(texts ...spoken) []string {
	var seen []string
	for _, t := range texts {
		for _, what := range papers.Child(t.text) {
			seen = append(seen, what+" "+t.where)
		}
	}
	return seen
}

// noChild refuses a text in which something looks like a child's, and says why nobody needs it.
func (f *Form) noChild(field, text, because string) {
	if seen := papers.Child(text); len(seen) > 0 {
		f.Errors = append(f.Errors, govuk.FieldError{Name: field, Message: "Take out what looks like " + listed(seen) + ". " + because})
	}
}

// keeps reports whether what looks like a child's is none, or is to be kept: whoever typed it was warned of each kind, and ticked that it stays. Otherwise
// the form asks.
func (f *Form) keeps(seen []string) bool {
	unknown := func(what string) bool { return !slices.Contains(f.Values["warned"], what) }
	switch {
	case len(seen) == 0:
		f.Values.Del("warned") // it has been taken out
		return true
	case f.Values.Get("keep") == "yes" && !slices.ContainsFunc(seen, unknown):
		return true
	}
	f.Values["warned"] = seen
	f.Values.Del("keep")
	f.Errors = append(f.Errors, govuk.FieldError{Name: "keep", Message: "Take out what looks like a child’s, or tick that it stays."})
	return false
}

// keepFields warn of what looks like a child's, with one box to keep it all the same; none where nothing was found.
func keepFields(f Form) []govuk.Component {
	seen := f.Values["warned"]
	if len(seen) == 0 {
		return nil
	}
	warning := govuk.WarningText{Text: "This holds what looks like " + listed(seen) + ". Nobody needs to know here who a child is. Take it out, or put the council’s reference in its place."}
	box := f.Checkboxes("keep", "Is it no child’s, or does it have to stay?", govuk.Item{Value: "yes", Text: "Keep it all the same"})
	return []govuk.Component{warning, box, hidden{"warned", seen}}
}

// hidden are hidden fields of one name.
type hidden struct {
	name   string
	values []string
}

// HTML is the fields, escaped.
func (h hidden) HTML() (template.HTML, error) {
	var all strings.Builder
	for _, v := range h.values {
		all.WriteString(`<input type="hidden" name="` + template.HTMLEscapeString(h.name) + `" value="` + template.HTMLEscapeString(v) + `">`)
	}
	return template.HTML(all.String()), nil
}
