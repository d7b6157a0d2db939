package govuk

import (
	"html/template"
	"slices"
	"strconv"
)

// ItemLabel is how the label of one choice looks.
type ItemLabel struct {
	Classes    string     `json:"classes"`
	Attributes Attributes `json:"attributes"`
}

// Conditional is what a choice opens when it is chosen: markup, or components one after the
// other. Without JavaScript it is always open.
type Conditional struct {
	Markup template.HTML `json:"html"`
	Parts  []Component   `json:"-"`
}

// Item is one choice of Radios or Checkboxes. ID, Name and Checked follow from the whole unless
// given here. An item with a Divider is only that word. Behaviour "exclusive" (checkboxes)
// clears the others.
type Item struct {
	Text        string        `json:"text"`
	Markup      template.HTML `json:"html"`
	ID          string        `json:"id"`
	Name        string        `json:"name"`
	Value       string        `json:"value"`
	Label       ItemLabel     `json:"label"`
	Hint        Hint          `json:"hint"`
	Divider     string        `json:"divider"`
	Checked     *bool         `json:"checked"`
	Conditional Conditional   `json:"conditional"`
	Behaviour   string        `json:"behaviour"`
	Disabled    bool          `json:"disabled"`
	Attributes  Attributes    `json:"attributes"`
}

// Radios is one choice out of several.
type Radios struct {
	IDPrefix     string       `json:"idPrefix"` // empty: Name
	Name         string       `json:"name"`
	Value        string       `json:"value"`
	Items        []Item       `json:"items"`
	Fieldset     Fieldset     `json:"fieldset"`
	Hint         Hint         `json:"hint"`
	ErrorMessage ErrorMessage `json:"errorMessage"`
	FormGroup    FormGroup    `json:"formGroup"`
	Classes      string       `json:"classes"`
	Attributes   Attributes   `json:"attributes"`
}

// HTML draws the question with its choices. The first choice has the id IDPrefix, so that an
// error summary can link to it.
func (r Radios) HTML() (template.HTML, error) {
	all := choices{kind: "radios", prefix: orElse(r.IDPrefix, r.Name), name: r.Name, items: r.Items, classes: r.Classes, attributes: r.Attributes}
	if r.Value != "" {
		all.chosen = []string{r.Value}
	}
	g := group{ID: all.prefix, DescribedBy: r.Fieldset.DescribedBy, Hint: r.Hint, ErrorMessage: r.ErrorMessage, FormGroup: r.FormGroup}
	return all.draw(g, r.Fieldset)
}

// Checkboxes is any number of choices out of several.
type Checkboxes struct {
	IDPrefix     string       `json:"idPrefix"` // empty: Name
	Name         string       `json:"name"`
	Values       []string     `json:"values"`
	Items        []Item       `json:"items"`
	DescribedBy  string       `json:"describedBy"`
	Fieldset     Fieldset     `json:"fieldset"`
	Hint         Hint         `json:"hint"`
	ErrorMessage ErrorMessage `json:"errorMessage"`
	FormGroup    FormGroup    `json:"formGroup"`
	Classes      string       `json:"classes"`
	Attributes   Attributes   `json:"attributes"`
}

// HTML draws the question with its choices, ids as in Radios.
func (c Checkboxes) HTML() (template.HTML, error) {
	all := choices{kind: "checkboxes", prefix: orElse(c.IDPrefix, c.Name), name: c.Name, items: c.Items, chosen: c.Values, classes: c.Classes, attributes: c.Attributes}
	g := group{ID: all.prefix, DescribedBy: orElse(c.Fieldset.DescribedBy, c.DescribedBy), Hint: c.Hint, ErrorMessage: c.ErrorMessage, FormGroup: c.FormGroup}
	return all.draw(g, c.Fieldset)
}

// choices is what radios and checkboxes have in common.
type choices struct {
	kind, prefix, name, classes string
	chosen                      []string
	items                       []Item
	attributes                  Attributes
}

// choice is one item ready for the template.
type choice struct {
	Item
	Kind, Type, DescribedBy string
	Chosen                  bool
	Reveal                  template.HTML
}

func (c choices) draw(g group, set Fieldset) (template.HTML, error) {
	g = g.tied()
	var outer string // without a fieldset the boxes themselves are described, except radios
	if c.kind == "checkboxes" && !given(set) {
		outer = g.DescribedBy
	}
	items, err := c.ready(outer)
	if err != nil {
		return "", err
	}
	controls, err := render("choices", map[string]any{
		"Kind": c.kind, "Classes": c.classes, "Attributes": c.attributes, "FormGroup": g.FormGroup, "Items": items,
	})
	if err != nil {
		return "", err
	}
	return g.aroundSet(set, controls)
}

func (c choices) ready(describedBy string) ([]choice, error) {
	var all []choice
	for i, item := range c.items {
		if !given(item) {
			continue
		}
		one, err := c.one(i+1, item, describedBy)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

func (c choices) one(n int, item Item, describedBy string) (choice, error) {
	if item.ID == "" {
		item.ID = c.prefix
		if n > 1 {
			item.ID += "-" + strconv.Itoa(n)
		}
	}
	item.Name = orElse(item.Name, c.name)
	one := choice{Item: item, Kind: c.kind, Type: "radio", DescribedBy: describedBy, Reveal: item.Conditional.Markup}
	if c.kind == "checkboxes" {
		one.Type = "checkbox"
	}
	one.Chosen = slices.Contains(c.chosen, item.Value)
	if item.Checked != nil {
		one.Chosen = *item.Checked
	}
	if given(item.Hint) {
		one.Hint.ID = item.ID + "-item-hint"
		one.Hint.Classes = classes("govuk-"+c.kind+"__hint", item.Hint.Classes)
		one.DescribedBy = classes(one.DescribedBy, one.Hint.ID)
	}
	parts, err := Join(item.Conditional.Parts...)
	one.Reveal += parts
	return one, err
}

// LabelFor gives the label of the choice, tied to its box.
func (c choice) LabelFor() Label {
	return Label{
		Text: c.Text, Markup: c.Markup, For: c.ID, Attributes: c.Label.Attributes,
		Classes: classes("govuk-"+c.Kind+"__label", c.Label.Classes),
	}
}

// Option is one line of a Select. NoValue leaves the value attribute out; the text is the value then.
type Option struct {
	Value      string     `json:"value"`
	NoValue    bool       `json:"noValue"`
	Text       string     `json:"text"`
	Selected   *bool      `json:"selected"`
	Disabled   bool       `json:"disabled"`
	Attributes Attributes `json:"attributes"`
}

// Select is one choice out of a list too long for radios.
type Select struct {
	ID           string       `json:"id"`
	Name         string       `json:"name"`
	Items        []Option     `json:"items"`
	Value        string       `json:"value"`
	Disabled     bool         `json:"disabled"`
	DescribedBy  string       `json:"describedBy"`
	Label        Label        `json:"label"`
	Hint         Hint         `json:"hint"`
	ErrorMessage ErrorMessage `json:"errorMessage"`
	FormGroup    FormGroup    `json:"formGroup"`
	Classes      string       `json:"classes"`
	Attributes   Attributes   `json:"attributes"`
}

// HTML draws label, hint, message and list.
func (s Select) HTML() (template.HTML, error) {
	s.ID = orElse(s.ID, s.Name)
	g := group{s.ID, s.DescribedBy, s.Label, s.Hint, s.ErrorMessage, s.FormGroup}.tied()
	s.DescribedBy = g.DescribedBy
	control, err := render("select", s)
	if err != nil {
		return "", err
	}
	return g.around(control)
}

// Chosen says whether an option is the selected one.
func (s Select) Chosen(o Option) bool {
	if o.Selected != nil {
		return *o.Selected
	}
	value := o.Value
	if o.NoValue {
		value = o.Text
	}
	return s.Value != "" && value == s.Value
}
