package govuk

import "html/template"

// Label names one field. For is set by the field that it belongs to.
type Label struct {
	Text          string        `json:"text"`
	Markup        template.HTML `json:"html"`
	For           string        `json:"for"`
	IsPageHeading bool          `json:"isPageHeading"`
	Classes       string        `json:"classes"`
	Attributes    Attributes    `json:"attributes"`
}

// HTML draws the label, and nothing when it has no words.
func (l Label) HTML() (template.HTML, error) { return render("label", l) }

// Hint is help beneath a label. ID is set by the field that it belongs to.
type Hint struct {
	Text       string        `json:"text"`
	Markup     template.HTML `json:"html"`
	ID         string        `json:"id"`
	Classes    string        `json:"classes"`
	Attributes Attributes    `json:"attributes"`
}

// HTML draws the hint.
func (h Hint) HTML() (template.HTML, error) { return render("hint", h) }

// ErrorMessage says beside a field what is wrong with it. ID is set by the field.
type ErrorMessage struct {
	Text               string        `json:"text"`
	Markup             template.HTML `json:"html"`
	ID                 string        `json:"id"`
	VisuallyHiddenText *string       `json:"visuallyHiddenText"` // nil: "Error"
	Classes            string        `json:"classes"`
	Attributes         Attributes    `json:"attributes"`
}

// HTML draws the message with its hidden prefix.
func (e ErrorMessage) HTML() (template.HTML, error) { return render("error-message", e) }

// Prefix is what a screen reader says before the message.
func (e ErrorMessage) Prefix() string {
	if e.VisuallyHiddenText == nil {
		return "Error"
	}
	return *e.VisuallyHiddenText
}

// Legend names a group of fields.
type Legend struct {
	Text          string        `json:"text"`
	Markup        template.HTML `json:"html"`
	IsPageHeading bool          `json:"isPageHeading"`
	Classes       string        `json:"classes"`
}

// Fieldset groups fields under a legend.
type Fieldset struct {
	Legend      Legend        `json:"legend"`
	Markup      template.HTML `json:"html"`
	DescribedBy string        `json:"describedBy"`
	Role        string        `json:"role"`
	Classes     string        `json:"classes"`
	Attributes  Attributes    `json:"attributes"`
}

// HTML draws the fieldset around its markup.
func (f Fieldset) HTML() (template.HTML, error) { return render("fieldset", f) }

// Insert is something placed before or after a control.
type Insert struct {
	Text   string        `json:"text"`
	Markup template.HTML `json:"html"`
}

// FormGroup is the box around label, hint, message and control. BeforeInput and AfterInput
// serve single controls, BeforeInputs and AfterInputs those with several.
type FormGroup struct {
	Classes      string     `json:"classes"`
	Attributes   Attributes `json:"attributes"`
	BeforeInput  Insert     `json:"beforeInput"`
	AfterInput   Insert     `json:"afterInput"`
	BeforeInputs Insert     `json:"beforeInputs"`
	AfterInputs  Insert     `json:"afterInputs"`
}
