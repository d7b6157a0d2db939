package govuk

import (
	"html/template"
	"strings"
)

// group is what all form components share: the box, and label, hint and message above the
// control with the ids that tie them together.
type group struct {
	ID           string
	DescribedBy  string
	Label        Label
	Hint         Hint
	ErrorMessage ErrorMessage
	FormGroup    FormGroup
}

// tied gives hint and message their ids and adds those to DescribedBy.
func (g group) tied() group {
	ids := strings.Fields(g.DescribedBy)
	g.Label.For = g.ID
	if given(g.Hint) {
		g.Hint.ID = g.ID + "-hint"
		ids = append(ids, g.Hint.ID)
	}
	if given(g.ErrorMessage) {
		g.ErrorMessage.ID = g.ID + "-error"
		ids = append(ids, g.ErrorMessage.ID)
	}
	g.DescribedBy = strings.Join(ids, " ")
	return g
}

// around draws the box: label, hint and message, then the control.
func (g group) around(control template.HTML) (template.HTML, error) {
	head, err := render("form-group-head", g)
	if err != nil {
		return "", err
	}
	return g.box(head + control)
}

// aroundSet is around with everything inside a fieldset, unless the fieldset is empty.
func (g group) aroundSet(set Fieldset, controls template.HTML) (template.HTML, error) {
	if !given(set) {
		return g.around(controls)
	}
	head, err := render("form-group-head", g)
	if err != nil {
		return "", err
	}
	set.DescribedBy = g.DescribedBy
	set.Markup = head + controls
	drawn, err := set.HTML()
	if err != nil {
		return "", err
	}
	return g.box(drawn)
}

func (g group) box(body template.HTML) (template.HTML, error) {
	return render("form-group", struct {
		FormGroup
		Failed bool
		Body   template.HTML
	}{g.FormGroup, given(g.ErrorMessage), body})
}
