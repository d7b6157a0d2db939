package web

import (
	"net/http"
	"strings"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/internal/papers"
	"github.com/sightline-readiness/sightline/readiness"
)

// AttachPage attaches a piece of evidence to an action, to a step of a visit or to criteria.
type AttachPage struct {
	View     readiness.ActionView    // of the action; of none when it belongs to criteria alone
	Step     readiness.VisitStepView // of a visit; of none when it is about something else
	Replaces *readiness.Evidence     // the earlier version, when this is a new one
	Form     Form
	HadFile  bool // a file came with the form, and must be chosen again
}

// Face is the page's frame.
func (p AttachPage) Face() Face {
	return Face{Template: "evidence_attach", Title: p.Heading(), Section: planPath, Back: p.back(), Failed: p.Form.Failed()}
}

// Heading is what the page does.
func (p AttachPage) Heading() string {
	if p.Replaces != nil {
		return "Attach a new version"
	}
	return "Attach evidence"
}

// Action is where the form goes.
func (p AttachPage) Action() string { return attachPath(p.View.ActionID) }

// attachPath is where evidence is attached to an action, or to criteria when the action is "".
func attachPath(action string) string {
	if action == "" {
		return evidencePath + "/new"
	}
	return "/actions/" + action + "/evidence/new"
}

func (p AttachPage) back() string {
	switch {
	case p.View.ActionID != "":
		return "/actions/" + p.View.ActionID
	case p.Step.StepID != "":
		return stepHref(p.Step.StepID)
	case p.Replaces != nil:
		return evidenceHref(p.Replaces.ID)
	}
	return criteriaPath
}

// Fields are the questions, with the file last so that everything typed has arrived when the file turns out to be too large.
func (p AttachPage) Fields() []govuk.Component {
	f := p.Form
	title, text := f.Text("title", "What is it?"), f.Counted("text", "What does it show? (optional)", 4000)
	title.Hint.Text = "Such as: Audit of 20 files in North. Do not name a child."
	text.Hint.Text = "What a reader should see in it. Do not name a child."
	text.Threshold = 75
	shows := f.Date("shows_on", "Which day is it about?")
	shows.Hint.Text = "The day on which it was so, not the day on which you attach it. For example, 27 3 2027."
	if !p.View.Start.IsZero() {
		shows.Hint.Text += " A claim can stand on it when this day is on or after the start of the action, " + p.View.Start.Long() + "."
	}
	review := f.Date("review_by", "By when should somebody look whether it still holds? (optional)")
	review.Hint.Text = "You are reminded some days before, and on the day. Then it stands in the list of evidence to be looked at again."
	fields := append(keepFields(f), hidden{"step_id", f.Values["step_id"]},
		f.Radios("kind", "What kind of evidence is it?", radioItems(readiness.EvidenceKinds)...),
		p.says())
	if p.Replaces == nil {
		fields = append(fields, p.criteria())
	}
	fields = append(fields, title, text, shows,
		f.Date("from", "First day of the period that it covers (optional)"), f.Date("until", "Last day of the period that it covers (optional)"), review)
	return append(fields, p.file())
}

func (p AttachPage) says() govuk.Radios {
	if p.View.ActionID == "" {
		return p.Form.Radios("bears", "What does it say about practice?",
			govuk.Item{Value: readiness.Supports, Text: "It shows good practice"}, govuk.Item{Value: readiness.Contradicts, Text: "It speaks against that"})
	}
	return p.Form.Radios("bears", "What does it say about the action?",
		govuk.Item{Value: readiness.Supports, Text: "It supports that the action works"}, govuk.Item{Value: readiness.Contradicts, Text: "It speaks against it"})
}

func (p AttachPage) criteria() govuk.Input {
	label := "Which criteria is it about?"
	if p.View.ActionID != "" || p.Step.StepID != "" {
		label += " (optional)"
	}
	return criteriaField(p.Form, "criteria", label)
}

func (p AttachPage) file() govuk.FileUpload {
	file := p.Form.File("file", "File (optional)")
	file.Hint.Text = "A PDF, a picture (.png or .jpg), a text, a csv file, or a Word, Excel or PowerPoint file. At most 20 MB, without macros, formulas and passwords."
	if p.HadFile {
		file.Hint.Text += " Choose the file again: a page cannot keep it for you."
	}
	file.JavaScript = true
	file.Attributes = govuk.Attributes{"accept": strings.Join(papers.Endings(), ",")}
	return file
}

// Button sends the form.
func (AttachPage) Button() govuk.Button { return govuk.Button{Text: "Attach it"} }

func (s *Server) attachPage(w http.ResponseWriter, r *http.Request) error {
	form := newForm()
	form.Values = encode(readiness.AttachEvidence{Replaces: r.URL.Query().Get("replaces"), StepID: r.URL.Query().Get("step"), Criteria: readiness.CriterionCodes(r.URL.Query().Get("criterion"))})
	if id := form.Values.Get("replaces"); id != "" {
		earlier, err := s.Evidence.EvidenceItem(r.Context(), by(r), id)
		if err != nil {
			return err
		}
		form.Values = encode(readiness.AttachEvidence{Kind: earlier.Kind, Bears: earlier.Bears, Title: earlier.Title, Text: earlier.Text, Replaces: id})
	}
	return s.showAttach(w, r, http.StatusOK, form, nil)
}

func (s *Server) showAttach(w http.ResponseWriter, r *http.Request, status int, form Form, file *readiness.EvidenceFile) error {
	page := AttachPage{Form: form, HadFile: file != nil}
	if id := r.PathValue("id"); id != "" {
		var err error
		if page.View, err = s.Plan.ActionView(r.Context(), by(r), id); err != nil {
			return err
		}
		if !form.Failed() { // what the action is about, its evidence is likely to be about too
			page.Form.Values["criteria"] = readiness.CriterionCodes(page.View.State.Details.Criterion)
		}
	}
	if id := form.Values.Get("step_id"); id != "" {
		var err error
		if page.Step, err = s.Visits.VisitStepView(r.Context(), by(r), id); err != nil {
			return err
		}
	}
	if id := form.Values.Get("replaces"); id != "" {
		earlier, err := s.Evidence.EvidenceItem(r.Context(), by(r), id)
		if err != nil {
			return err
		}
		page.Replaces = &earlier
	}
	return s.show(w, r, status, page)
}

// chooseBears asks how a piece bears on criteria alone, or on an action.
var chooseBears = map[bool]string{
	true: "Choose whether it shows good practice or speaks against that.", false: "Choose whether it supports the action or speaks against it.",
}

// attach keeps a piece of evidence. What looks like a child's is asked about first, and the answer is kept with it.
func (s *Server) attach(w http.ResponseWriter, r *http.Request) error {
	form, file, err := readAttached(r)
	if refusal := readiness.AsRefusal(err); refusal != nil {
		form.refuse(refusal)
		return s.showAttach(w, r, statusOf(refusal), form, file)
	}
	if err != nil {
		return err
	}
	e, whole := s.readEvidence(&form, r.PathValue("id"), file)
	if !whole {
		return s.showAttach(w, r, http.StatusUnprocessableEntity, form, file)
	}
	kept, err := s.Evidence.AttachEvidence(r.Context(), e, form.asked(r))
	if err != nil {
		back := AttachPage{View: readiness.ActionView{ActionRow: readiness.ActionRow{ActionID: e.ActionID}}, Step: readiness.VisitStepView{VisitStepRow: readiness.VisitStepRow{StepID: e.StepID}}}.back()
		status, shown, err := s.again(w, r, err, &form, back)
		if shown {
			return err
		}
		return s.showAttach(w, r, status, form, file)
	}
	s.done(r, "The evidence is attached.")
	switch {
	case e.ActionID != "":
		return seeOther(w, r, "/actions/"+e.ActionID)
	case e.StepID != "":
		return seeOther(w, r, stepHref(e.StepID))
	}
	return seeOther(w, r, evidenceHref(kept.ID))
}

// readEvidence reads the form and judges the file; false says that something is to be mended or answered first.
func (s *Server) readEvidence(form *Form, action string, file *readiness.EvidenceFile) (e readiness.AttachEvidence, whole bool) {
	form.Values.Set("action_id", action)
	form.readCodes("criteria")
	if form.read(&e) {
		if refusal := readiness.AsRefusal(e.Check(s.today())); refusal != nil {
			form.refuse(refusal)
		}
	}
	form.reword("kind", "Choose what kind of evidence it is.")
	form.reword("bears", chooseBears[action == ""])
	if e.File = file; file != nil {
		kind, err := papers.Check(file.Name, file.Body)
		if file.MediaType = kind; err != nil {
			form.Errors = append(form.Errors, govuk.FieldError{Name: "file", Message: err.Error()})
		}
	}
	seen := looksLikeChilds(spokenIn(e)...)
	if form.keeps(seen) {
		e.Looked = seen
	}
	return e, !form.Failed()
}
