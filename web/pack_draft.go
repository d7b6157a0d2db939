package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// PackDraftPage is a focus area or a run-up on its way into the library: what is wrong with it, and what it says.
type PackDraftPage struct {
	Wrong
	Draft   readiness.PackDraft
	Form    Form // brings it in
	Discard Form
}

// Face is the page's frame.
func (p PackDraftPage) Face() Face {
	return Face{Template: "pack_draft", Title: p.Heading(), Section: packsPath, Back: packsPath, Failed: p.Form.Failed()}
}

// Heading is the draft's name, or that of its file as long as it has none.
func (p PackDraftPage) Heading() string { return p.Draft.File.Title() }

// Caption says what it is a draft of.
func (p PackDraftPage) Caption() string {
	if p.Draft.File.RunUp != nil {
		return "Draft of a run-up"
	}
	return "Draft of a focus area"
}

// Root is the draft's own address.
func (p PackDraftPage) Root() string { return packDraftHref(p.Draft.ID) }

// Code is the code of the version, "" while it has none.
func (p PackDraftPage) Code() string { return p.Draft.File.Code() }

// Changeable reports whether the draft can be changed here.
func (p PackDraftPage) Changeable() bool { return len(p.Draft.File.Unread) == 0 }

func (p PackDraftPage) changes() string {
	if p.Changeable() {
		return p.Draft.ID
	}
	return ""
}

// Pack is what the draft says when it is a focus area; nil for a run-up.
func (p PackDraftPage) Pack() *PackBody {
	if p.Draft.File.Pack == nil {
		return nil
	}
	return &PackBody{Pack: *p.Draft.File.Pack, DraftID: p.changes()}
}

// RunUp is what the draft says when it is a run-up; nil for a focus area.
func (p PackDraftPage) RunUp() *RunUpBody {
	if p.Draft.File.RunUp == nil {
		return nil
	}
	return &RunUpBody{RunUp: *p.Draft.File.RunUp, DraftID: p.changes()}
}

// Button brings it in.
func (PackDraftPage) Button() govuk.Button { return govuk.Button{Text: "Bring it into the library"} }

func (s *Server) packDraftPage(w http.ResponseWriter, r *http.Request) error {
	return s.showPackDraft(w, r, http.StatusOK, newForm())
}

func (s *Server) showPackDraft(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	d, err := s.PackDrafts.PackDraft(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	page := PackDraftPage{Wrong: d.Problems, Draft: d, Form: form, Discard: newForm()}
	page.Form.IfSeq = d.Seq
	return s.show(w, r, status, page)
}

func (s *Server) finishPackDraft(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	f, err := s.PackDrafts.FinishPackDraft(r.Context(), r.PathValue("id"), form.asked(r))
	if err != nil {
		status, shown, err := s.again(w, r, err, &form, packsPath)
		if shown {
			return err
		}
		return s.showPackDraft(w, r, status, form)
	}
	s.done(r, f.What()+" is in the library. It never changes there: for other words, make another version.")
	if f.RunUp != nil {
		return seeOther(w, r, runUpHref(f.Code()))
	}
	return seeOther(w, r, packHref(f.Code()))
}

func (s *Server) discardPackDraft(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	return s.run(w, r, &errand{
		form: &form, then: packsPath, done: "The draft was thrown away. The library is as it was.",
		do:   func() error { return s.PackDrafts.DropPackDraft(r.Context(), r.PathValue("id"), form.asked(r)) },
		draw: func(status int) error { return s.showPackDraft(w, r, status, form) },
	})
}

// saveChange reads one change of a draft from its form, asks for it, and goes back to the draft.
func saveChange[C readiness.PackChange](s *Server, w http.ResponseWriter, r *http.Request, form Form, done string, draw func(int, Form) error) error {
	var c C
	id := r.PathValue("id")
	return s.run(w, r, &errand{
		form: &form, into: &c, then: packDraftHref(id), done: done,
		mind: func() {
			if !form.Failed() {
				form.keeps(looksLikeChilds(spokenOf(form)...))
			}
		},
		do:   func() error { return s.PackDrafts.ChangePackDraft(r.Context(), id, c, form.asked(r)) },
		draw: func(status int) error { return draw(status, form) },
	})
}

// spokenOf are the texts of a form of a draft that somebody writes freely.
func spokenOf(form Form) (texts []spoken) {
	for _, t := range []spoken{{"in the name", "name"}, {"in the lines", "lines"}, {"in what is to be done", "text"}, {"in what shows it", "shows"}, {"in why it matters", "why"}, {"in the source", "source"}} {
		texts = append(texts, spoken{t.where, form.Values.Get(t.text)})
	}
	return texts
}
