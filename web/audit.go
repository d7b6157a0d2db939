package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const auditPath = "/audit"

// AuditPage lists who did what, newest first.
type AuditPage struct {
	Form Form
	Page readiness.Page[readiness.AuditRow]
	More string
}

// Face frames the page.
func (AuditPage) Face() Face {
	return Face{Template: "audit", Title: "Who did what", Section: "/more", Back: "/more", Wide: true}
}

// Subject narrows the list to one thing.
func (p AuditPage) Subject() govuk.Input {
	i := p.Form.Text("subject", "To what")
	i.Hint.Text = "As it stands in the list, for example review/ with its number."
	return i
}

// Narrowed reports whether the list shows one thing only.
func (p AuditPage) Narrowed() bool { return p.Form.Values.Get("subject") != "" }

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
	var q readiness.AuditQuery
	form, err := readQuery(r, &q)
	if err != nil {
		return err
	}
	page, err := s.Service.Audit(r.Context(), q)
	if err != nil {
		return err
	}
	p := AuditPage{Form: form, Page: page}
	if page.Next != "" {
		p.More = query(auditPath, "subject", q.Subject, "cursor", page.Next)
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
