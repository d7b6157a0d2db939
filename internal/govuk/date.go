package govuk

import (
	"html/template"
	"slices"
	"strings"
)

// DatePart is one of the boxes of a DateInput. Error nil means: marked when the whole has a
// message and no other part is marked. Leave drops the part.
type DatePart struct {
	ID           string     `json:"id"`
	Name         string     `json:"name"`
	Label        string     `json:"label"`
	Value        string     `json:"value"`
	Error        *bool      `json:"error"`
	Leave        bool       `json:"leave"`
	Autocomplete string     `json:"autocomplete"`
	Pattern      string     `json:"pattern"`
	Inputmode    string     `json:"inputmode"`
	Classes      string     `json:"classes"`
	Attributes   Attributes `json:"attributes"`
}

// DateInput is a date as day, month and year. Items, if any, stand in place of those three.
// Field names are the part's name, after NamePrefix and a hyphen if there is one. Values holds
// what was typed, by field name without (or, for other parts, with) the prefix.
type DateInput struct {
	ID           string            `json:"id"`
	NamePrefix   string            `json:"namePrefix"`
	Day          DatePart          `json:"day"`
	Month        DatePart          `json:"month"`
	Year         DatePart          `json:"year"`
	Items        []DatePart        `json:"items"`
	Values       map[string]string `json:"values"`
	Fieldset     Fieldset          `json:"fieldset"`
	Hint         Hint              `json:"hint"`
	ErrorMessage ErrorMessage      `json:"errorMessage"`
	FormGroup    FormGroup         `json:"formGroup"`
	Classes      string            `json:"classes"`
	Attributes   Attributes        `json:"attributes"`
}

// HTML draws the question and its boxes.
func (d DateInput) HTML() (template.HTML, error) {
	g := group{ID: d.ID, DescribedBy: d.Fieldset.DescribedBy, Hint: d.Hint, ErrorMessage: d.ErrorMessage, FormGroup: d.FormGroup}.tied()
	controls, err := render("date-input", struct {
		DateInput
		Inputs []Input
	}{d, d.inputs()})
	if err != nil {
		return "", err
	}
	if given(d.Fieldset) {
		d.Fieldset.Role = "group" // else JAWS does not say the description, as govuk-frontend notes
	}
	return g.aroundSet(d.Fieldset, controls)
}

func (d DateInput) parts() []DatePart {
	d.Day.Name, d.Month.Name, d.Year.Name = orElse(d.Day.Name, "day"), orElse(d.Month.Name, "month"), orElse(d.Year.Name, "year")
	three := []DatePart{d.Day, d.Month, d.Year}
	if len(d.Items) == 0 {
		return slices.DeleteFunc(three, func(p DatePart) bool { return p.Leave })
	}
	items := slices.Clone(d.Items)
	for i, item := range items {
		if n := slices.IndexFunc(three, func(p DatePart) bool { return p.Name == item.Name }); n >= 0 {
			items[i].Value = orElse(item.Value, three[n].Value)
		}
	}
	return items
}

func (d DateInput) inputs() []Input {
	parts := d.parts()
	marked := slices.ContainsFunc(parts, DatePart.failed)
	var all []Input
	for _, part := range parts {
		failed := part.failed() || (part.Error == nil && given(d.ErrorMessage) && !marked)
		all = append(all, d.input(part, failed))
	}
	return all
}

func (p DatePart) failed() bool {
	return p.Error != nil && *p.Error || strings.Contains(p.Classes, "govuk-input--error")
}

func (d DateInput) input(p DatePart, failed bool) Input {
	name := p.Name
	if d.NamePrefix != "" {
		name = d.NamePrefix + "-" + p.Name
	}
	value := orElse(p.Value, orElse(d.Values[p.Name], d.Values[name]))
	return Input{
		Label: Label{Text: orElse(p.Label, capital(p.Name)), Classes: "govuk-date-input__label"},
		ID:    orElse(p.ID, d.ID+"-"+p.Name), Name: name, Value: value,
		Classes:   classes("govuk-date-input__input", d.partClasses(p, failed)),
		Inputmode: orElse(p.Inputmode, "numeric"), Autocomplete: p.Autocomplete, Pattern: p.Pattern, Attributes: p.Attributes,
	}
}

func (d DateInput) partClasses(p DatePart, failed bool) string {
	var failure, width string
	if failed && !strings.Contains(p.Classes, "govuk-input--error") {
		failure = "govuk-input--error"
	}
	if !strings.Contains(p.Classes, "govuk-input--width-") {
		width = "govuk-input--width-2"
		if p.Name == "year" || p.Name == d.Year.Name {
			width = "govuk-input--width-4"
		}
	}
	return classes(failure, width, p.Classes)
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + strings.ToLower(s[1:])
}
