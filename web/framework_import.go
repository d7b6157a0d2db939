package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

var frameworkSize = uploadSize{2 << 20, "The file is larger than 2 MB. A framework is text: leave out pictures and other sheets.", "The file is far too large. At most 2 MB can be read."}

// FrameworkUploadPage asks for the file that a framework is brought in from.
type FrameworkUploadPage struct {
	Form  Form
	Lines []readiness.FrameworkLine // to begin with
}

// Face is the page's frame.
func (p FrameworkUploadPage) Face() Face {
	return Face{Template: "framework_import", Title: "Bring a framework in", Section: frameworksPath, Back: frameworksPath, Failed: p.Form.Failed()}
}

// File asks for the file.
func (p FrameworkUploadPage) File() govuk.FileUpload {
	f := p.Form.File("files", "The file with the framework")
	f.Label.Classes = "govuk-label--s"
	f.Hint.Text = "One Excel workbook (.xlsx) or one YAML file. At most 2 MB."
	f.JavaScript = true
	f.Attributes = govuk.Attributes{"accept": ".xlsx,.yaml,.yml"}
	return f
}

func (s *Server) frameworkUploadPage(w http.ResponseWriter, r *http.Request) error {
	return s.showFrameworkUpload(w, r, http.StatusOK, newForm())
}

func (s *Server) showFrameworkUpload(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	lines, err := s.Frameworks.Frameworks(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, status, FrameworkUploadPage{Form: form, Lines: lines})
}

// frameworkUpload reads the file and keeps it as a draft, whatever is wrong with what it says.
func (s *Server) frameworkUpload(w http.ResponseWriter, r *http.Request) error {
	form, files, err := readUpload(r, frameworkSize)
	if err == nil && len(files) != 1 {
		err = readiness.FieldErrorf("files", "Choose one Excel workbook (.xlsx) or one YAML file with the framework.")
	}
	var read readiness.FrameworkFile
	if err == nil {
		read, err = s.FrameworkFiles.Read(files[0].Name, files[0].Data)
	}
	var id string
	if err == nil {
		id, err = s.FrameworkDrafts.KeepFrameworkDraft(r.Context(), read, form.asked(r))
	}
	if refusal := readiness.AsRefusal(err); refusal != nil {
		form.refuse(refusal)
		return s.showFrameworkUpload(w, r, statusOf(refusal), form)
	}
	if err != nil {
		return err
	}
	return seeOther(w, r, draftHref(id))
}

func (s *Server) clonePage(w http.ResponseWriter, r *http.Request) error {
	return s.showClone(w, r, http.StatusOK, newForm())
}

func (s *Server) showClone(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	f, err := s.Frameworks.Framework(r.Context(), r.PathValue("code"))
	if err != nil {
		return err
	}
	return s.show(w, r, status, cloneQuestions(f, form))
}

func cloneQuestions(f readiness.Framework, form Form) QuestionsPage {
	name, code, from := form.Text("name", "What is your version called?"), form.Text("code", "Its code"), form.Date("from", "From when does it hold?")
	name.Hint.Text = "For example, Anyshire’s own from April 2027."
	code.Hint.Text = "Small letters, digits and hyphens, such as anyshire-2027. It cannot be changed once the version is in the library."
	code.Classes, code.Attributes = "govuk-input--width-20", govuk.Attributes{"autocapitalize": "none", "spellcheck": "false"}
	from.Hint.Text = "For example, 1 4 2027."
	return QuestionsPage{
		Form: form, Section: frameworksPath, Back: frameworkHref(f.Code), Caption: f.Name, Heading: "Make your own version", Action: frameworkHref(f.Code) + "/clone",
		Fields: []govuk.Component{name, code, from}, Send: "Make a draft",
		About: "This begins a draft with the same criteria, scale and questions. You change it on the next page, and nobody can use it before you bring it into the library. What people write under “" + f.Name + "” can be carried over.",
	}
}

func (s *Server) clone(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.CloneFramework
	if !form.read(&c) {
		return s.showClone(w, r, http.StatusUnprocessableEntity, form)
	}
	id, err := s.FrameworkDrafts.CloneFramework(r.Context(), r.PathValue("code"), c, form.asked(r))
	if err != nil {
		status, shown, err := s.again(w, r, err, &form, frameworksPath)
		if shown {
			return err
		}
		return s.showClone(w, r, status, form)
	}
	return seeOther(w, r, draftHref(id))
}
