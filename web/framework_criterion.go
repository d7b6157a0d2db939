package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// DraftCriterionPage changes one criterion of a draft, or adds one.
type DraftCriterionPage struct {
	Draft  readiness.FrameworkDraft
	Code   string // of the criterion; "" for a new one
	Form   Form
	Remove Form
}

// Face is the page's frame.
func (p DraftCriterionPage) Face() Face {
	return Face{Template: "framework_criterion", Title: p.Heading(), Section: frameworksPath, Back: p.Root(), Failed: p.Form.Failed()}
}

// Root is the draft's address.
func (p DraftCriterionPage) Root() string { return draftHref(p.Draft.ID) }

// Caption names the draft.
func (p DraftCriterionPage) Caption() string { return draftName(p.Draft) }

// Heading says which criterion it is.
func (p DraftCriterionPage) Heading() string {
	if p.Code == "" {
		return "Add a criterion"
	}
	return "Change criterion " + p.Code
}

// Action is where the form goes.
func (p DraftCriterionPage) Action() string { return query(p.Root()+"/criterion", "code", p.Code) }

// Button sends the form.
func (DraftCriterionPage) Button() govuk.Button { return govuk.Button{Text: "Save the criterion"} }

// Fields are the criterion's.
func (p DraftCriterionPage) Fields() []govuk.Component {
	f := p.Form
	var fields []govuk.Component
	if p.Code == "" {
		code := f.Text("code", "Code")
		code.Classes, code.Hint.Text = "govuk-input--width-5", "Capital letters and digits that no other criterion has, such as HP23."
		fields = append(fields, hidden{"new", []string{"yes"}}, code)
	} else {
		fields = append(fields, hidden{"code", []string{p.Code}})
	}
	areas := make([]readiness.Choice, 0, len(p.Draft.Framework.Areas))
	for _, a := range p.Draft.Framework.Areas {
		areas = append(areas, readiness.Choice{Code: a.Code, Text: a.Name})
	}
	text := f.Counted("text", "What is to be true?", 500)
	text.Rows = 4
	tags := make([]govuk.Item, 0, len(p.Draft.Framework.Tags))
	for _, t := range p.Draft.Framework.Tags {
		tags = append(tags, govuk.Item{Value: t.Code, Text: t.Text})
	}
	fields = append(fields, f.Select("area", "Judgement area", options("Choose a judgement area", areas)...), text)
	if len(tags) > 0 {
		fields = append(fields, f.Checkboxes("tags", "Tags of the National Framework (optional)", tags...))
	}
	fields = append(fields, f.Checkboxes("confirmed", "Has the council confirmed the wording?", govuk.Item{Value: "yes", Text: "Yes, it need not be marked “council to confirm”"}))
	return append(fields, keepFields(f)...)
}

func (s *Server) criterionPage(w http.ResponseWriter, r *http.Request) error {
	return s.showCriterion(w, r, http.StatusOK, nil)
}

func (s *Server) showCriterion(w http.ResponseWriter, r *http.Request, status int, form *Form) error {
	d, err := s.FrameworkDrafts.FrameworkDraft(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	page := DraftCriterionPage{Draft: d, Code: r.URL.Query().Get("code"), Remove: newForm()}
	c, area, known := d.Framework.Criterion(page.Code)
	if page.Code != "" && !known {
		return readiness.Errorf(readiness.NotFound, "The draft has no criterion with this code any more.")
	}
	page.Remove.IfSeq = d.Seq
	if form == nil {
		saved := readiness.SaveCriterion{Code: c.Code, Area: area.Code, Text: c.Text, Tags: c.Tags}
		if page.Code == "" {
			saved.Area = r.URL.Query().Get("area")
		} else if !c.Unconfirmed {
			saved.Confirmed = "yes"
		}
		fresh := newFormFor(saved)
		fresh.IfSeq = d.Seq
		form = &fresh
	}
	page.Form = *form
	return s.show(w, r, status, page)
}

func (s *Server) saveCriterion(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.SaveCriterion
	id := r.PathValue("id")
	return s.run(w, r, &errand{
		form: &form, into: &c, then: draftHref(id), done: "The criterion is saved.",
		mind: func() {
			form.reword("area", "Choose the judgement area of the criterion.")
			if !form.Failed() {
				form.keeps(looksLikeChilds(spoken{"in the criterion", c.Text}))
			}
		},
		do:   func() error { return s.FrameworkDrafts.ChangeFrameworkDraft(r.Context(), id, c, form.asked(r)) },
		draw: func(status int) error { return s.showCriterion(w, r, status, &form) },
	})
}

func (s *Server) removeCriterion(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	c := readiness.RemoveCriterion{Code: form.Values.Get("code")}
	return s.run(w, r, &errand{
		form: &form, then: draftHref(id), done: "Criterion " + c.Code + " was taken out of the draft.",
		do:   func() error { return s.FrameworkDrafts.ChangeFrameworkDraft(r.Context(), id, c, form.asked(r)) },
		draw: func(status int) error { return s.showDraft(w, r, status, form) },
	})
}
