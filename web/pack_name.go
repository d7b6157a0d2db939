package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func (s *Server) packNamePage(w http.ResponseWriter, r *http.Request) error {
	return s.showPackName(w, r, http.StatusOK, nil)
}

func (s *Server) showPackName(w http.ResponseWriter, r *http.Request, status int, form *Form) error {
	d, err := s.PackDrafts.PackDraft(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	if form == nil {
		fresh := newFormFor(nameOf(d.File))
		fresh.IfSeq = d.Seq
		form = &fresh
	}
	return s.show(w, r, status, packNameQuestions(d, *form))
}

// nameOf is the command that names a draft as it is named now.
func nameOf(f readiness.PackFile) readiness.PackChange {
	if r := f.RunUp; r != nil {
		return readiness.NameRunUp{Code: r.Code, Title: r.Name, Kind: r.Kind, From: r.From, Days: r.Days, Letter: r.Letter, Source: r.Source}
	}
	p := f.Pack
	return readiness.NamePack{Code: p.Code, Title: p.Name, Focus: p.Focus, Cohort: p.Cohort, From: p.From, Source: p.Source}
}

func packNameQuestions(d readiness.PackDraft, form Form) QuestionsPage {
	var fields []govuk.Component
	if d.File.RunUp != nil {
		fields = append(headFields(form, "What is the run-up called?", "such as anyshire-monitoring-2027"),
			form.Select("kind", "Kind of visit", options("Choose a kind", readiness.VisitKinds)...),
			daysField(form, "days", "For how many working days are inspectors on site?", ""),
			daysField(form, "letter", "After how many working days is the letter or report expected?", "Counted from the last day on site."))
	} else {
		fields = append(headFields(form, "What is the focus area called?", "such as anyshire-care-leavers-2027"), focusField(form),
			form.Select("cohort", "Where do its children come from?", options("Choose a list", readiness.Cohorts)...))
	}
	fields = append(fields, form.Counted("source", "Where was it taken from? (optional)", 500))
	return QuestionsPage{
		Form: form, Section: packsPath, Back: packDraftHref(d.ID), Caption: d.File.Title(), Heading: "Change its name and dates", Action: packDraftHref(d.ID) + "/name",
		Fields: fields, Send: "Save",
	}
}

func daysField(form Form, name, label, hint string) govuk.Component {
	f := form.Text(name, label)
	f.Classes, f.Inputmode, f.Hint.Text = "govuk-input--width-3", "numeric", hint
	return f
}

func (s *Server) namePack(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	d, err := s.PackDrafts.PackDraft(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	if d.File.RunUp != nil {
		return saveChange[readiness.NameRunUp](s, w, r, form, "The name and dates are saved.", func(status int, form Form) error { return s.showPackName(w, r, status, &form) })
	}
	return saveChange[readiness.NamePack](s, w, r, form, "The name and dates are saved.", func(status int, form Form) error { return s.showPackName(w, r, status, &form) })
}
