package web

import (
	"maps"
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const auditPath = "/audit"

// AuditPage lists who did what, newest first.
type AuditPage struct {
	Form   Form
	Page   readiness.Page[readiness.AuditRow]
	More   string
	Viewer readiness.Actor
}

// Face frames the page.
func (p AuditPage) Face() Face {
	return Face{Template: "audit", Title: "Who did what", Section: "/more", Back: "/more", Wide: true, Failed: p.Form.Failed()}
}

// Fields narrow the list.
func (p AuditPage) Fields() []govuk.Component {
	who, action := p.Form.Text("who", "Who"), p.Form.Text("action", "Did what")
	who.Hint.Text, action.Hint.Text = "Part of a name.", "Part of the words, for example signed off."
	return []govuk.Component{who, action, p.Form.Date("from", "From"), p.Form.Date("until", "Until")}
}

// About is what an entry of the trail is about.
func (p AuditPage) About(row readiness.AuditRow) AuditSubject {
	return subjectOf(row.Subject, p.Viewer)
}

// Details says more about a row.
func (AuditPage) Details(row readiness.AuditRow) string { return auditWords(row.Detail) }

// Chosen is the one thing that the list is about, the zero AuditSubject when it is about all.
func (p AuditPage) Chosen() AuditSubject {
	if subject := p.Form.Values.Get("subject"); subject != "" {
		return subjectOf(subject, p.Viewer)
	}
	return AuditSubject{}
}

// Narrowed reports whether the list shows some rows only.
func (p AuditPage) Narrowed() bool {
	for name, values := range p.Form.Values {
		if name != "cursor" && name != "limit" && len(values) > 0 && values[0] != "" {
			return true
		}
	}
	return false
}

// Files are the rows of the choice as a file.
func (p AuditPage) Files() Files { return filesOf(len(p.Page.Rows) > 0, auditPath, p.Form.Values) }

// AuditCheckPage says whether the trail is whole.
type AuditCheckPage struct {
	Check readiness.AuditCheck
}

// Face frames the page.
func (p AuditCheckPage) Face() Face {
	return Face{Template: "audit_check", Title: p.Heading(), Section: "/more", Back: auditPath}
}

// Heading is the verdict.
func (p AuditCheckPage) Heading() string {
	if p.Check.Broken == 0 {
		return "The audit trail is whole"
	}
	return "The audit trail has been changed"
}

// Read is how many rows were read.
func (p AuditCheckPage) Read() string { return counted(int(p.Check.Rows), "row") }

// Broken is the number of the first row that does not fit.
func (p AuditCheckPage) Broken() string { return thousands(int(p.Check.Broken)) }

func (s *Server) audit(w http.ResponseWriter, r *http.Request) error {
	form := formOf(r.URL.Query())
	var q readiness.AuditQuery
	if !form.read(&q) {
		return s.show(w, r, http.StatusUnprocessableEntity, AuditPage{Form: form, Viewer: by(r)})
	}
	page, err := s.Service.Audit(r.Context(), q)
	if err != nil {
		return err
	}
	p := AuditPage{Form: form, Page: page, Viewer: by(r)}
	if page.Next != "" {
		older := maps.Clone(form.Values)
		older.Set("cursor", page.Next)
		p.More = auditPath + "?" + older.Encode()
	}
	return s.show(w, r, http.StatusOK, p)
}

func (s *Server) auditCheck(w http.ResponseWriter, r *http.Request) error {
	check, err := s.Service.VerifyAudit(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, AuditCheckPage{Check: check})
}
