package web

import (
	"io"
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// MailsPage lists the mails, newest first.
type MailsPage struct {
	Page readiness.Page[readiness.Mail]
	More string
}

// Face frames the page.
func (MailsPage) Face() Face {
	return Face{Template: "mails", Title: "Mails sent", Section: "/more", Back: "/more", Wide: true}
}

// State says what became of a mail.
func (MailsPage) State(m readiness.Mail) govuk.Tag { return mailState(m) }

// Kind says what sort of mail it is.
func (MailsPage) Kind(m readiness.Mail) string { return mailKind(m) }

func mailKind(m readiness.Mail) string {
	if m.Kind == "digest" {
		return "Morning mail"
	}
	return "Act now"
}

func mailState(m readiness.Mail) govuk.Tag {
	switch {
	case m.Failed != "":
		return govuk.Tag{Text: "Could not be sent", Classes: "govuk-tag--red"}
	case !m.Sent.IsZero():
		return govuk.Tag{Text: "Sent", Classes: "govuk-tag--green"}
	case m.Kept:
		return govuk.Tag{Text: "Kept here", Classes: "govuk-tag--grey"}
	}
	return govuk.Tag{Text: "Waiting to leave", Classes: "govuk-tag--yellow"}
}

// Files are all mails as a file, each with its subject line.
func (p MailsPage) Files() Files { return filesOf(len(p.Page.Rows) > 0, mailsPath, nil) }

// MailPage is one mail as text, as its reader gets it.
type MailPage struct {
	Mail readiness.Mail
}

// Face frames the page.
func (MailPage) Face() Face {
	return Face{Template: "mail", Title: "A mail", Section: "/more", Back: mailsPath}
}

// Details are to whom it went and what became of it.
func (p MailPage) Details() govuk.SummaryList {
	m := p.Mail
	rows := []govuk.SummaryRow{
		govuk.Row("To", m.To+" ("+m.Address+")"), govuk.Row("Kind", mailKind(m)), govuk.Row("Written", moment(m.At)),
		{Key: govuk.SummaryText{Text: "State"}, Value: govuk.SummaryText{Part: mailState(m)}},
	}
	if !m.Sent.IsZero() {
		rows = append(rows, govuk.Row("Left", moment(m.Sent)))
	}
	if m.Failed != "" {
		rows = append(rows, govuk.Row("Why it could not be sent", m.Failed))
	}
	if m.Kept && m.Sent.IsZero() {
		rows = append(rows, govuk.Row("Why it is kept here", "No mail server is configured, so mails are kept for reading on this page."))
	}
	return govuk.SummaryList{Rows: rows}
}

const mailsPath = "/mails"

func (s *Server) mails(w http.ResponseWriter, r *http.Request) error {
	var q readiness.MailQuery
	if _, err := readQuery(r, &q); err != nil {
		return err
	}
	page, err := s.Service.Mails(r.Context(), q)
	if err != nil {
		return err
	}
	p := MailsPage{Page: page}
	if page.Next != "" {
		p.More = query(mailsPath, "cursor", page.Next)
	}
	return s.show(w, r, http.StatusOK, p)
}

func (s *Server) mail(w http.ResponseWriter, r *http.Request) error {
	m, err := s.Service.Mail(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, MailPage{m})
}

// mailAsSent hands out the HTML version as a document of its own. The sandbox makes it a page without scripts, forms, cookies or origin,
// so nothing in a mail can act as Sightline.
func (s *Server) mailAsSent(w http.ResponseWriter, r *http.Request) error {
	m, err := s.Service.Mail(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	if m.HTML == "" {
		return readiness.Errorf(readiness.NotFound, "This mail has no version with layout. Read it as text.")
	}
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = io.WriteString(w, m.HTML) // a reader who has gone is nobody's error
	return nil
}
