package web

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// narrativeLimit is how many bytes the form of a criterion may have: more than its fields take, so that what is too long comes back with its limit named.
const narrativeLimit = 4 << 20

func writeHref(id string) string { return appraisalHref(id) + "/write" }

// WritePage is the form with which an author writes a criterion.
type WritePage struct {
	View   readiness.AppraisalView
	Form   Form
	Other  *readiness.TextVersion // a version that somebody else sent meanwhile; nil otherwise
	Viewer readiness.Actor
}

// Face is the page's frame.
func (p WritePage) Face() Face {
	return Face{Template: "appraisal_write", Title: "Write " + p.View.Criterion, Section: assessmentsPath, Back: appraisalHref(p.View.AppraisalID), Failed: p.Form.Failed()}
}

// Fields are the questions.
func (p WritePage) Fields() []govuk.Component {
	f, of := p.Form, p.View.Of
	long := func(name string, most, rows int, hint string) govuk.CharacterCount {
		c := f.Counted(name, heading(of, name), most)
		c.Rows, c.Threshold, c.Hint.Text, c.Label.Classes = rows, 75, hint, "govuk-label--s"
		return c
	}
	return append(keepFields(f),
		long("know", 20000, 12, "Say what is good and what is not. Describe practice and what it means for children; figures alone do not show quality."),
		long("how", 20000, 8, "Audits, observations, what children and families say, what partners and staff say, figures."),
		long("next", 20000, 8, "What will be different, by when, and how you will see it."),
		long("impact", 8000, 6, "One example, told so that nobody can be recognised."),
		long("weakness", 8000, 6, "Inspectors do not believe a self-evaluation without weaknesses. What would you not want them to find first?"),
		long("figures", 4000, 4, "One on each line: what, how much, on which day, from where. For example: Re-referrals within 12 months, 21%, 30 September 2026, monthly report."),
		gradeRadios(f, of, "Which grade fits best?"),
		f.Radios("confidence", "How sure are you of it?", radioItems(readiness.Confidences)...),
		long("up", 4000, 3, "Optional."), long("down", 4000, 3, "Optional."))
}

// SendButton sends it to be challenged; DraftButton keeps it for later.
func (p WritePage) SendButton() govuk.Button {
	if p.View.Status == readiness.AppraisalAgreed {
		return govuk.Button{Text: "Send the changed text"}
	}
	return govuk.Button{Text: "Send it to be challenged"}
}

// DraftButton keeps what is typed, for pages without JavaScript too.
func (p WritePage) DraftButton() govuk.Button {
	return govuk.Button{Text: "Save draft", Classes: "govuk-button--secondary", Attributes: govuk.Attributes{"formaction": appraisalHref(p.View.AppraisalID) + "/draft"}}
}

// OtherParts are the answers of the version that somebody else sent meanwhile.
func (p WritePage) OtherParts() []TextPart { return textParts(p.Other.Text, p.View.Of) }

// Carried reports whether the form began with what an earlier cycle says.
func (p WritePage) Carried() bool {
	return p.View.Before != nil && p.View.Draft == nil && p.View.Written == nil && !p.Form.Failed()
}

func (s *Server) writePage(w http.ResponseWriter, r *http.Request) error {
	return s.showWrite(w, r, http.StatusOK, nil)
}

func (s *Server) showWrite(w http.ResponseWriter, r *http.Request, status int, form *Form) error {
	view, err := s.Assessments.AppraisalView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	if err := view.State.MayWrite(by(r)); err != nil && form == nil {
		return err
	}
	versions, err := s.Assessments.TextVersions(r.Context(), by(r), view.AppraisalID)
	if err != nil {
		return err
	}
	page := WritePage{View: view, Viewer: by(r)}
	if len(versions) > 0 {
		page.View.Written = &versions[0] // one may have been kept and not sent
	}
	if form == nil {
		fresh := beginWriting(page.View)
		form = &fresh
	}
	page.Form = *form
	page.compare()
	return s.show(w, r, status, page)
}

// compare shows the last version beside a form that was not begun from it. Sent again, the form is known to have been compared.
func (p *WritePage) compare() {
	last := 0
	if p.View.Written != nil {
		last = p.View.Written.Number
	}
	if base, _ := strconv.Atoi(p.Form.Values.Get("base")); last > 0 && base != last {
		p.Other = p.View.Written
	}
	p.Form.Values.Set("base", strconv.Itoa(last))
	for i := range p.Form.Errors {
		if p.Form.Errors[i].Name == "base" {
			p.Form.Errors[i].Name = "other"
		}
	}
}

// beginWriting begins with the own draft, else with the last version, else with what the cycle before says.
func beginWriting(v readiness.AppraisalView) Form {
	begin := readiness.WriteAppraisal{}
	switch {
	case v.Written != nil:
		begin = v.Written.Text.Form()
	case v.Before != nil:
		begin = v.Before.Text.Form()
		begin.Base = 0
	}
	f := newFormFor(begin)
	if v.Draft != nil {
		for name := range f.Values {
			f.Values.Del(name)
		}
		for name, value := range v.Draft.Fields {
			f.Values.Set(name, value)
		}
		f.Values.Set("base", strconv.Itoa(v.Draft.Base))
	}
	return f
}

// writtenIn are the texts in which nobody should be able to recognise a child.
func writtenIn(c readiness.WriteAppraisal) (texts []spoken) {
	for _, part := range c.Text().Narrative() {
		texts = append(texts, spoken{"under “" + strings.TrimSuffix(readiness.ChoiceText(readiness.AppraisalHeadings, part.Code), "?") + "”", part.Text})
	}
	return texts
}

// saveAppraisalDraft keeps what is typed. Asked by the page's own script (by=page) it answers without a page.
func (s *Server) saveAppraisalDraft(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id, kept := r.PathValue("id"), map[string]string{}
	for _, name := range appraisalFields {
		if v := form.Values.Get(name); v != "" {
			kept[name] = v
		}
	}
	base, _ := strconv.Atoi(form.Values.Get("base")) // 0 for what is no number: then a later version is shown beside it
	if err := s.Assessments.SaveAppraisalDraft(r.Context(), id, base, kept, by(r)); err != nil {
		return err
	}
	if r.URL.Query().Get("by") == "page" {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	s.done(r, "Draft saved. Nobody else sees it until you send it.")
	return seeOther(w, r, writeHref(id))
}

// appraisalFields are what a draft keeps.
var appraisalFields = slices.DeleteFunc(slices.Sorted(maps.Keys(encode(readiness.WriteAppraisal{}))), func(name string) bool { return name == "base" || name == "keep" })

// writeAppraisal keeps a version and sends it. A version that was kept while the sending failed is sent with the next try.
func (s *Server) writeAppraisal(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.WriteAppraisal
	form.read(&c)
	form.reword("grade", chooseGrade)
	form.keeps(looksLikeChilds(writtenIn(c)...))
	if form.Failed() {
		return s.showWrite(w, r, http.StatusUnprocessableEntity, &form)
	}
	id := r.PathValue("id")
	version, err := s.Assessments.WriteAppraisal(r.Context(), id, c, form.asked(r))
	if err == nil {
		asked := form.asked(r)
		asked.ID, asked.IfSeq = asked.ID+"/sent", 0
		_, err = s.Commands.Appraisal(r.Context(), id, readiness.SubmitAppraisal{Version: version.Number, SHA256: version.SHA256, Grade: c.Grade, Confidence: c.Confidence}, asked)
	}
	if err != nil {
		status, shown, err := s.again(w, r, err, &form, appraisalHref(id))
		if shown {
			return err
		}
		if version.Number > 0 { // it is kept, and what is changed now is another
			form.CommandID = newID()
			form.Values.Set("base", strconv.Itoa(version.Number))
		}
		return s.showWrite(w, r, status, &form)
	}
	s.done(r, "Version "+thousands(version.Number)+" is sent.")
	return seeOther(w, r, appraisalHref(id))
}
