package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func (s *Server) clonePackPage(w http.ResponseWriter, r *http.Request) error {
	return s.showClonePack(w, r, http.StatusOK, nil)
}

func (s *Server) showClonePack(w http.ResponseWriter, r *http.Request, status int, form *Form) error {
	p, err := s.Packs.Pack(r.Context(), r.PathValue("code"))
	if err != nil {
		return err
	}
	if form == nil {
		fresh := newFormFor(readiness.ClonePack{Name: p.Name, Focus: p.Focus})
		form = &fresh
	}
	return s.show(w, r, status, clonePackQuestions(p, *form))
}

func clonePackQuestions(p readiness.FocusPack, form Form) QuestionsPage {
	fields := append(headFields(form, "What is the focus area called?", "such as anyshire-"+p.Code), focusField(form))
	return QuestionsPage{
		Form: form, Section: packsPath, Back: packHref(p.Code), Caption: p.Name, Heading: "Make your own version", Action: packHref(p.Code) + "/clone",
		Fields: fields, Send: "Make a draft",
		About: "This begins a draft with the same lines, statements, red flags and audit form. You change it on the next page, and nobody can use it before you bring it into the library.",
	}
}

// headFields ask what every version has: name, code and first day.
func headFields(form Form, called, example string) []govuk.Component {
	name, code, from := form.Text("name", called), form.Text("code", "Code of this version"), form.Date("from", "From when does it hold?")
	code.Hint.Text = "Small letters, digits and hyphens, " + example + ". It cannot be changed once the version is in the library."
	code.Classes, code.Attributes = "govuk-input--width-20", govuk.Attributes{"autocapitalize": "none", "spellcheck": "false"}
	from.Hint.Text = "For example, 1 4 2027."
	return []govuk.Component{name, code, from}
}

func focusField(form Form) govuk.Component {
	focus := form.Text("focus", "Code of the focus area")
	focus.Hint.Text = "Leave it as it is for a new version of the same focus area. Small letters, digits and _ that no other has make a focus area of your own, such as young_carers."
	focus.Classes, focus.Attributes = "govuk-input--width-20", govuk.Attributes{"autocapitalize": "none", "spellcheck": "false"}
	return focus
}

func (s *Server) clonePack(w http.ResponseWriter, r *http.Request) error {
	var c readiness.ClonePack
	return s.cloning(w, r, &c,
		func(asked readiness.Asked) (string, error) {
			return s.PackDrafts.ClonePack(r.Context(), r.PathValue("code"), c, asked)
		},
		func(status int, form Form) error { return s.showClonePack(w, r, status, &form) })
}

func (s *Server) cloneRunUpPage(w http.ResponseWriter, r *http.Request) error {
	return s.showCloneRunUp(w, r, http.StatusOK, nil)
}

func (s *Server) showCloneRunUp(w http.ResponseWriter, r *http.Request, status int, form *Form) error {
	up, err := s.Packs.RunUp(r.Context(), r.PathValue("code"))
	if err != nil {
		return err
	}
	if form == nil {
		fresh := newFormFor(readiness.CloneRunUp{Name: up.Name})
		form = &fresh
	}
	return s.show(w, r, status, cloneRunUpQuestions(up, *form))
}

func cloneRunUpQuestions(up readiness.RunUp, form Form) QuestionsPage {
	return QuestionsPage{
		Form: form, Section: packsPath, Back: runUpHref(up.Code), Caption: "Run-up: " + up.Name, Heading: "Make your own version", Action: runUpHref(up.Code) + "/clone",
		Fields: headFields(form, "What is your version called?", "such as anyshire-"+up.Code), Send: "Make a draft",
		About: "This begins a draft with the same steps and holders. You change it on the next page, and nobody can use it before you bring it into the library.",
	}
}

func (s *Server) cloneRunUp(w http.ResponseWriter, r *http.Request) error {
	var c readiness.CloneRunUp
	return s.cloning(w, r, &c,
		func(asked readiness.Asked) (string, error) {
			return s.PackDrafts.CloneRunUp(r.Context(), r.PathValue("code"), c, asked)
		},
		func(status int, form Form) error { return s.showCloneRunUp(w, r, status, &form) })
}

// cloning reads the form of a copy, begins the draft and goes to it; whatever is wrong is shown on the form again.
func (s *Server) cloning(w http.ResponseWriter, r *http.Request, into any, begin func(readiness.Asked) (string, error), draw func(int, Form) error) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	if !form.read(into) {
		return draw(http.StatusUnprocessableEntity, form)
	}
	id, err := begin(form.asked(r))
	if err != nil {
		status, shown, err := s.again(w, r, err, &form, packsPath)
		if shown {
			return err
		}
		return draw(status, form)
	}
	return seeOther(w, r, packDraftHref(id))
}
