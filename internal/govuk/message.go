package govuk

import "html/template"

// ErrorItem is one line of an ErrorSummary, linked to the field at fault.
type ErrorItem struct {
	Text       string        `json:"text"`
	Markup     template.HTML `json:"html"`
	Href       string        `json:"href"`
	Attributes Attributes    `json:"attributes"`
}

// ErrorSummary stands at the top of a form that came back. It takes focus unless disabled.
type ErrorSummary struct {
	TitleText         string        `json:"titleText"`
	TitleMarkup       template.HTML `json:"titleHtml"`
	DescriptionText   string        `json:"descriptionText"`
	DescriptionMarkup template.HTML `json:"descriptionHtml"`
	ErrorList         []ErrorItem   `json:"errorList"`
	DisableAutoFocus  *bool         `json:"disableAutoFocus"`
	Classes           string        `json:"classes"`
	Attributes        Attributes    `json:"attributes"`
}

// HTML draws the summary; nothing when it is the zero value.
func (e ErrorSummary) HTML() (template.HTML, error) {
	if !given(e) {
		return "", nil
	}
	return render("error-summary", e)
}

// NotificationBanner tells of something that is not part of the page. Type "success" is green.
type NotificationBanner struct {
	Text              string        `json:"text"`
	Markup            template.HTML `json:"html"`
	TitleText         string        `json:"titleText"`
	TitleMarkup       template.HTML `json:"titleHtml"`
	TitleHeadingLevel int           `json:"titleHeadingLevel"` // 0: 2
	TitleID           string        `json:"titleId"`
	Type              string        `json:"type"`
	Role              string        `json:"role"`
	DisableAutoFocus  *bool         `json:"disableAutoFocus"`
	Classes           string        `json:"classes"`
	Attributes        Attributes    `json:"attributes"`
}

// HTML draws the banner; nothing when it is the zero value.
func (n NotificationBanner) HTML() (template.HTML, error) {
	if !given(n) {
		return "", nil
	}
	role, title := "region", "Important"
	if n.Type == "success" {
		role, title = "alert", "Success"
		n.Classes = classes("govuk-notification-banner--success", n.Classes)
	}
	n.Role, n.TitleText = orElse(n.Role, role), orElse(n.TitleText, title)
	n.TitleID = orElse(n.TitleID, "govuk-notification-banner-title")
	n.TitleHeadingLevel = level(n.TitleHeadingLevel, 2)
	return render("notification-banner", n)
}

// level keeps a heading level between 1 and 6.
func level(n, fallback int) int {
	if n < 1 || n > 6 {
		return fallback
	}
	return n
}

// WarningText is a sentence nobody should miss.
type WarningText struct {
	Text             string        `json:"text"`
	Markup           template.HTML `json:"html"`
	IconFallbackText string        `json:"iconFallbackText"` // empty: Warning
	Classes          string        `json:"classes"`
	Attributes       Attributes    `json:"attributes"`
}

// HTML draws the warning.
func (w WarningText) HTML() (template.HTML, error) {
	w.IconFallbackText = orElse(w.IconFallbackText, "Warning")
	return render("warning-text", w)
}

// InsetText is set apart from the text around it.
type InsetText struct {
	Text       string        `json:"text"`
	Markup     template.HTML `json:"html"`
	ID         string        `json:"id"`
	Classes    string        `json:"classes"`
	Attributes Attributes    `json:"attributes"`
}

// HTML draws the text.
func (i InsetText) HTML() (template.HTML, error) { return render("inset-text", i) }

// Details is text that opens on request.
type Details struct {
	SummaryText   string        `json:"summaryText"`
	SummaryMarkup template.HTML `json:"summaryHtml"`
	Text          string        `json:"text"`
	Markup        template.HTML `json:"html"`
	Part          Component     `json:"-"`
	ID            string        `json:"id"`
	Open          bool          `json:"open"`
	Classes       string        `json:"classes"`
	Attributes    Attributes    `json:"attributes"`
}

// HTML draws the details.
func (d Details) HTML() (template.HTML, error) { return render("details", d) }

// PanelAction is a button or link of an interruption panel.
type PanelAction struct {
	Text       string     `json:"text"`
	Type       string     `json:"type"`
	Href       string     `json:"href"`
	Classes    string     `json:"classes"`
	Attributes Attributes `json:"attributes"`
}

// HTML draws the action: a link when it has an address and is not of type button.
func (a PanelAction) HTML() (template.HTML, error) {
	if a.Href != "" && a.Type != "button" {
		return render("panel-link", a)
	}
	return Button{
		Text: a.Text, Type: orElse(a.Type, "button"), Href: a.Href, Attributes: a.Attributes,
		Classes: classes("govuk-button--inverse", a.Classes),
	}.HTML()
}

// PanelActions are the actions of an interruption panel.
type PanelActions struct {
	Items      []PanelAction `json:"items"`
	Classes    string        `json:"classes"`
	Attributes Attributes    `json:"attributes"`
}

// Panel confirms in large letters. With the class govuk-panel--interruption it asks before
// something that cannot be undone.
type Panel struct {
	TitleText    string        `json:"titleText"`
	TitleMarkup  template.HTML `json:"titleHtml"`
	HeadingLevel int           `json:"headingLevel"` // 0: 1
	Text         string        `json:"text"`
	Markup       template.HTML `json:"html"`
	Actions      PanelActions  `json:"actions"`
	Classes      string        `json:"classes"`
	Attributes   Attributes    `json:"attributes"`
}

// HTML draws the panel.
func (p Panel) HTML() (template.HTML, error) {
	p.HeadingLevel = level(p.HeadingLevel, 1)
	return render("panel", p)
}

// Interrupts says whether this is the interruption variant, the only one with actions.
func (p Panel) Interrupts() bool { return containsClass(p.Classes, "govuk-panel--interruption") }

// PhaseBanner says that a service is new.
type PhaseBanner struct {
	Tag        Tag           `json:"tag"`
	Text       string        `json:"text"`
	Markup     template.HTML `json:"html"`
	Classes    string        `json:"classes"`
	Attributes Attributes    `json:"attributes"`
}

// HTML draws the banner.
func (p PhaseBanner) HTML() (template.HTML, error) {
	p.Tag.Classes = classes("govuk-phase-banner__content__tag", p.Tag.Classes)
	return render("phase-banner", p)
}

// Tag is a status in one or two words. Classes: govuk-tag--grey, green, turquoise, teal, purple,
// magenta, red, orange, yellow; blue is the default and has no class.
type Tag struct {
	Text       string        `json:"text"`
	Markup     template.HTML `json:"html"`
	Classes    string        `json:"classes"`
	Attributes Attributes    `json:"attributes"`
}

// HTML draws the tag.
func (t Tag) HTML() (template.HTML, error) { return render("tag", t) }
