package govuk

import "html/template"

// Affix stands directly before or after an input, such as a unit.
type Affix struct {
	Text       string        `json:"text"`
	Markup     template.HTML `json:"html"`
	Classes    string        `json:"classes"`
	Attributes Attributes    `json:"attributes"`
}

// Wrapper is the box around an input with an affix.
type Wrapper struct {
	Classes    string     `json:"classes"`
	Attributes Attributes `json:"attributes"`
}

// Input is one line of text. ID is Name unless it is given.
type Input struct {
	ID             string       `json:"id"`
	Name           string       `json:"name"`
	Type           string       `json:"type"`
	Inputmode      string       `json:"inputmode"`
	Value          string       `json:"value"`
	Disabled       bool         `json:"disabled"`
	DescribedBy    string       `json:"describedBy"`
	Label          Label        `json:"label"`
	Hint           Hint         `json:"hint"`
	ErrorMessage   ErrorMessage `json:"errorMessage"`
	Prefix         Affix        `json:"prefix"`
	Suffix         Affix        `json:"suffix"`
	FormGroup      FormGroup    `json:"formGroup"`
	Classes        string       `json:"classes"`
	Autocomplete   string       `json:"autocomplete"`
	Autocapitalize string       `json:"autocapitalize"`
	Pattern        string       `json:"pattern"`
	Spellcheck     *bool        `json:"spellcheck"`
	InputWrapper   Wrapper      `json:"inputWrapper"`
	Attributes     Attributes   `json:"attributes"`
}

// HTML draws label, hint, message and input.
func (i Input) HTML() (template.HTML, error) {
	i.ID = orElse(i.ID, i.Name)
	i.Type = orElse(i.Type, "text")
	g := group{i.ID, i.DescribedBy, i.Label, i.Hint, i.ErrorMessage, i.FormGroup}.tied()
	i.DescribedBy = g.DescribedBy
	control, err := render("input", i)
	if err != nil {
		return "", err
	}
	return g.around(control)
}

// Wrapped says whether something stands beside the input.
func (i Input) Wrapped() bool {
	return given(i.Prefix.Text) || given(i.Prefix.Markup) || given(i.Suffix.Text) || given(i.Suffix.Markup) ||
		given(i.FormGroup.BeforeInput) || given(i.FormGroup.AfterInput)
}

// PasswordInput is a password with a button that shows it. The texts are for translation.
type PasswordInput struct {
	ID           string       `json:"id"`
	Name         string       `json:"name"`
	Value        string       `json:"value"`
	Disabled     bool         `json:"disabled"`
	DescribedBy  string       `json:"describedBy"`
	Label        Label        `json:"label"`
	Hint         Hint         `json:"hint"`
	ErrorMessage ErrorMessage `json:"errorMessage"`
	FormGroup    FormGroup    `json:"formGroup"`
	Classes      string       `json:"classes"`
	Autocomplete string       `json:"autocomplete"` // empty: current-password
	Attributes   Attributes   `json:"attributes"`
	Button       Wrapper      `json:"button"`

	ShowPasswordText               string `json:"showPasswordText"`
	HidePasswordText               string `json:"hidePasswordText"`
	ShowPasswordAriaLabelText      string `json:"showPasswordAriaLabelText"`
	HidePasswordAriaLabelText      string `json:"hidePasswordAriaLabelText"`
	PasswordShownAnnouncementText  string `json:"passwordShownAnnouncementText"`
	PasswordHiddenAnnouncementText string `json:"passwordHiddenAnnouncementText"`
}

// HTML draws the password field with its button, which stays hidden without JavaScript.
func (p PasswordInput) HTML() (template.HTML, error) {
	p.ID = orElse(p.ID, p.Name)
	after, err := p.toggle()
	if err != nil {
		return "", err
	}
	p.FormGroup.Classes = classes("govuk-password-input", p.FormGroup.Classes)
	p.FormGroup.Attributes = merged(p.texts(), p.FormGroup.Attributes)
	p.FormGroup.AfterInput = Insert{Markup: after}
	spellcheck := false
	return Input{
		ID: p.ID, Name: p.Name, Type: "password", Value: p.Value, Disabled: p.Disabled, DescribedBy: p.DescribedBy,
		Label: p.Label, Hint: p.Hint, ErrorMessage: p.ErrorMessage, FormGroup: p.FormGroup,
		InputWrapper: Wrapper{Classes: "govuk-password-input__wrapper"},
		Classes:      classes("govuk-password-input__input govuk-js-password-input-input", p.Classes),
		Spellcheck:   &spellcheck, Autocapitalize: "none", Autocomplete: orElse(p.Autocomplete, "current-password"),
		Attributes: p.Attributes,
	}.HTML()
}

func (p PasswordInput) toggle() (template.HTML, error) {
	button, err := Button{
		Type:    "button",
		Classes: classes("govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle", p.Button.Classes),
		Text:    orElse(p.ShowPasswordText, "Show"),
		Attributes: Attributes{
			"aria-controls": p.ID,
			"aria-label":    orElse(p.ShowPasswordAriaLabelText, "Show password"),
			"hidden":        "",
		},
	}.HTML()
	if err != nil {
		return "", err
	}
	after, err := render("insert", p.FormGroup.AfterInput)
	return button + after, err
}

func (p PasswordInput) texts() Attributes {
	return merged(Attributes{"data-module": "govuk-password-input"}, translated(map[string]string{
		"show-password":                p.ShowPasswordText,
		"hide-password":                p.HidePasswordText,
		"show-password-aria-label":     p.ShowPasswordAriaLabelText,
		"hide-password-aria-label":     p.HidePasswordAriaLabelText,
		"password-shown-announcement":  p.PasswordShownAnnouncementText,
		"password-hidden-announcement": p.PasswordHiddenAnnouncementText,
	}))
}

// translated turns texts into the data attributes that govuk-frontend's scripts read.
func translated(texts map[string]string) Attributes {
	a := Attributes{}
	for key, text := range texts {
		if text != "" {
			a["data-i18n."+key] = text
		}
	}
	return a
}

// plural is translated for a text with plural forms: one, other.
func plural(key string, forms map[string]string) Attributes {
	a := Attributes{}
	for form, text := range forms {
		a["data-i18n."+key+"."+form] = text
	}
	return a
}

// merged puts all into one; later ones win.
func merged(all ...Attributes) Attributes {
	a := Attributes{}
	for _, some := range all {
		for name, value := range some {
			a[name] = value
		}
	}
	return a
}
