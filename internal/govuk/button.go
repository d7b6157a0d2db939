package govuk

import "html/template"

// Button is a button, or a link that looks like one when Href is given. Classes:
// govuk-button--secondary, govuk-button--warning.
type Button struct {
	Text               string        `json:"text"`
	Markup             template.HTML `json:"html"`
	ID                 string        `json:"id"`
	Name               string        `json:"name"`
	Type               string        `json:"type"` // empty: submit
	Value              string        `json:"value"`
	Disabled           bool          `json:"disabled"`
	Href               string        `json:"href"`
	Classes            string        `json:"classes"`
	Attributes         Attributes    `json:"attributes"`
	PreventDoubleClick *bool         `json:"preventDoubleClick"`
	IsStartButton      bool          `json:"isStartButton"`
}

// HTML draws the button.
func (b Button) HTML() (template.HTML, error) {
	b.Type = orElse(b.Type, "submit")
	return render("button", b)
}

// BackLink leads to the page before.
type BackLink struct {
	Text       string        `json:"text"` // empty: Back
	Markup     template.HTML `json:"html"`
	Href       string        `json:"href"`
	Classes    string        `json:"classes"`
	Attributes Attributes    `json:"attributes"`
}

// HTML draws the link.
func (b BackLink) HTML() (template.HTML, error) {
	b.Text, b.Href = orElse(b.Text, "Back"), orElse(b.Href, "#")
	return render("back-link", b)
}

// SkipLink is the first thing on a page for people who use a keyboard.
type SkipLink struct {
	Text       string        `json:"text"`
	Markup     template.HTML `json:"html"`
	Href       string        `json:"href"` // empty: #content
	Classes    string        `json:"classes"`
	Attributes Attributes    `json:"attributes"`
}

// HTML draws the link.
func (s SkipLink) HTML() (template.HTML, error) {
	s.Href = orElse(s.Href, "#content")
	return render("skip-link", s)
}
