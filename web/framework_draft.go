package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func draftHref(id string) string { return draftsPath + "/" + id }

// DraftPage is a framework on its way into the library: what is wrong with it, what it changes, and what it says.
type DraftPage struct {
	FrameworkBody
	Wrong
	Draft   readiness.FrameworkDraft
	Before  readiness.Framework // from which the crosswalk leads; the zero one without
	Form    Form                // brings it in
	Discard Form
}

// Face is the page's frame.
func (p DraftPage) Face() Face {
	return Face{Template: "framework_draft", Title: p.Heading(), Section: frameworksPath, Back: frameworksPath, Failed: p.Form.Failed()}
}

// Heading is the draft's name, or that of its file as long as it has none.
func (p DraftPage) Heading() string { return draftName(p.Draft) }

func draftName(d readiness.FrameworkDraft) string {
	if d.Framework.Name != "" {
		return d.Framework.Name
	}
	return d.File.Name
}

// Root is the draft's own address.
func (p DraftPage) Root() string { return draftHref(p.Draft.ID) }

// Changeable reports whether the draft can be changed here.
func (p DraftPage) Changeable() bool { return len(p.Draft.File.Unread) == 0 }

// Follows reports whether a crosswalk travels with the draft, from a version that is there.
func (p DraftPage) Follows() bool { return p.Draft.Crosswalk != nil && p.Before.Code != "" }

// Walk is what the crosswalk says, in one line.
func (p DraftPage) Walk() string { return crosswalkSentence(*p.Draft.Crosswalk) }

// Groups are what changed from the version before, without what is the same.
func (p DraftPage) Groups() (groups []CrosswalkGroup) {
	for _, g := range crosswalkGroups(p.Before, p.Draft.Framework, *p.Draft.Crosswalk) {
		if g.Kind != "same" && len(g.Rows) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

// Button brings it in.
func (DraftPage) Button() govuk.Button { return govuk.Button{Text: "Bring it into the library"} }

func (s *Server) draftPage(w http.ResponseWriter, r *http.Request) error {
	return s.showDraft(w, r, http.StatusOK, newForm())
}

func (s *Server) showDraft(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	d, err := s.FrameworkDrafts.FrameworkDraft(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	page := DraftPage{Draft: d, Wrong: d.Problems, FrameworkBody: FrameworkBody{Framework: d.Framework}, Form: form, Discard: newForm()}
	page.Form.IfSeq = d.Seq
	if page.Changeable() {
		page.DraftID = d.ID
	}
	if d.Crosswalk != nil {
		page.Before, err = s.Frameworks.Framework(r.Context(), d.Crosswalk.From)
		if err != nil && !readiness.NotFound.Is(err) { // that it is not there is one of the problems
			return err
		}
	}
	return s.show(w, r, status, page)
}

func (s *Server) finishDraft(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	f, err := s.FrameworkDrafts.FinishFrameworkDraft(r.Context(), id, form.asked(r))
	if err != nil {
		status, shown, err := s.again(w, r, err, &form, frameworksPath)
		if shown {
			return err
		}
		return s.showDraft(w, r, status, form)
	}
	s.done(r, "The framework is in the library. It never changes there: for another wording, make another version.")
	return seeOther(w, r, frameworkHref(f.Code))
}

func (s *Server) discardDraft(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	return s.run(w, r, &errand{
		form: &form, then: frameworksPath, done: "The draft was thrown away. The library is as it was.",
		do: func() error {
			return s.FrameworkDrafts.DropFrameworkDraft(r.Context(), r.PathValue("id"), form.asked(r))
		},
		draw: func(status int) error { return s.showDraft(w, r, status, form) },
	})
}

func (s *Server) draftNamePage(w http.ResponseWriter, r *http.Request) error {
	return s.showDraftName(w, r, http.StatusOK, nil)
}

func (s *Server) showDraftName(w http.ResponseWriter, r *http.Request, status int, form *Form) error {
	d, err := s.FrameworkDrafts.FrameworkDraft(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	if form == nil {
		f := d.Framework
		fresh := newFormFor(readiness.NameFramework{Code: f.Code, Title: f.Name, Source: f.Source, From: f.From, Until: f.Until})
		fresh.IfSeq = d.Seq
		form = &fresh
	}
	return s.show(w, r, status, draftNameQuestions(d, *form))
}

func draftNameQuestions(d readiness.FrameworkDraft, form Form) QuestionsPage {
	page := cloneQuestions(d.Framework, form)
	until := form.Date("until", "Until when does it hold? (optional)")
	until.Hint.Text = "Leave it empty while nobody knows."
	page.Fields = append(page.Fields, until, form.Counted("source", "Where was it taken from? (optional)", 500))
	page.Back, page.Action = draftHref(d.ID), draftHref(d.ID)+"/name"
	page.Caption, page.Heading, page.About, page.Send = draftName(d), "Change its name and dates", "", "Save"
	return page
}

func (s *Server) nameDraft(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.NameFramework
	id := r.PathValue("id")
	return s.run(w, r, &errand{
		form: &form, into: &c, then: draftHref(id),
		do:   func() error { return s.FrameworkDrafts.ChangeFrameworkDraft(r.Context(), id, c, form.asked(r)) },
		draw: func(status int) error { return s.showDraftName(w, r, status, &form) },
	})
}
