package web

import (
	"net/http"
	"strings"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/internal/papers"
	"github.com/sightline-readiness/sightline/readiness"
)

// AttachPage attaches a piece of evidence to an action.
type AttachPage struct {
	View     readiness.ActionView
	Replaces *readiness.Evidence // the earlier version, when this is a new one
	Form     Form
	HadFile  bool // a file came with the form, and must be chosen again
}

// Face is the page's frame.
func (p AttachPage) Face() Face {
	return Face{Template: "evidence_attach", Title: p.Heading(), Section: planPath, Back: "/actions/" + p.View.ActionID, Failed: p.Form.Failed()}
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

func attachPath(action string) string { return "/actions/" + action + "/evidence/new" }

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
	fields := append(keepFields(f),
		f.Radios("kind", "What kind of evidence is it?", radioItems(readiness.EvidenceKinds)...),
		f.Radios("bears", "What does it say about the action?",
			govuk.Item{Value: readiness.Supports, Text: "It supports that the action works"}, govuk.Item{Value: readiness.Contradicts, Text: "It speaks against it"}),
		title, text, shows,
		f.Date("from", "First day of the period that it covers (optional)"), f.Date("until", "Last day of the period that it covers (optional)"), review)
	return append(fields, p.file())
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
	form.Values = encode(readiness.AttachEvidence{Replaces: r.URL.Query().Get("replaces")})
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
	view, err := s.Plan.ActionView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	page := AttachPage{View: view, Form: form, HadFile: file != nil}
	if id := form.Values.Get("replaces"); id != "" {
		earlier, err := s.Evidence.EvidenceItem(r.Context(), by(r), id)
		if err != nil {
			return err
		}
		page.Replaces = &earlier
	}
	return s.show(w, r, status, page)
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
	if _, err := s.Evidence.AttachEvidence(r.Context(), e, form.asked(r)); err != nil {
		status, shown, err := s.again(w, r, err, &form, "/actions/"+e.ActionID)
		if shown {
			return err
		}
		return s.showAttach(w, r, status, form, file)
	}
	s.done(r, "The evidence is attached.")
	return seeOther(w, r, "/actions/"+e.ActionID)
}

// readEvidence reads the form and judges the file; false says that something is to be mended or answered first.
func (s *Server) readEvidence(form *Form, action string, file *readiness.EvidenceFile) (e readiness.AttachEvidence, whole bool) {
	form.Values.Set("action_id", action)
	if form.read(&e) {
		if refusal := readiness.AsRefusal(e.Check(s.today())); refusal != nil {
			form.refuse(refusal)
		}
	}
	form.reword("kind", "Choose what kind of evidence it is.")
	form.reword("bears", "Choose whether it supports the action or speaks against it.")
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
