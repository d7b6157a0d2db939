package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

func (s *Server) ownMailsPage(w http.ResponseWriter, r *http.Request) error {
	return s.showOwnMails(w, r, http.StatusOK, nil)
}

func (s *Server) showOwnMails(w http.ResponseWriter, r *http.Request, status int, form *Form) error {
	choices, err := s.Mailing.MailChoices(r.Context(), by(r).PersonID)
	if err != nil {
		return err
	}
	page := OwnMailsPage{Choices: choices, Form: newForm(), End: newForm()}
	if form != nil {
		page.Form, page.Typed = *form, true
	}
	return s.show(w, r, status, page)
}

func (s *Server) chooseMails(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.ChooseMails
	return s.run(w, r, &errand{
		form: &form, into: &c, then: ownMailsPath, done: "Your choice is kept.",
		do:   func() error { return s.Mailing.ChooseMails(r.Context(), c, form.asked(r)) },
		draw: func(status int) error { return s.showOwnMails(w, r, status, &form) },
	})
}

func (s *Server) endMailStops(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	return s.run(w, r, &errand{
		form: &form, then: ownMailsPath, done: "The links in the mails that you have no longer work. The next mail has new ones.",
		do: func() error { return s.Mailing.EndMailStops(r.Context(), form.asked(r)) },
	})
}

// stopMailsPage asks before it does anything: programs that look through mails open every link in them.
func (s *Server) stopMailsPage(w http.ResponseWriter, r *http.Request) error {
	kind, err := s.Mailing.MailStop(r.Context(), r.PathValue("secret"))
	if err != nil {
		return stopError(err)
	}
	return s.show(w, r, http.StatusOK, StopMailsPage{Kind: kind, Form: newForm()})
}

// stopMails answers the page's button and the one click of a mail program (RFC 8058), which sends a form of its own and has no session.
func (s *Server) stopMails(w http.ResponseWriter, r *http.Request) error {
	kind, err := s.Mailing.StopMails(r.Context(), r.PathValue("secret"))
	if err != nil {
		return stopError(err)
	}
	return s.show(w, r, http.StatusOK, StopMailsPage{Kind: kind, Done: true})
}

// stopError says of a link that was ended what to do; it must not say whose it was.
func stopError(err error) error {
	if readiness.NotFound.Is(err) {
		return readiness.Errorf(readiness.NotFound, "This link no longer works, and nothing was changed. Sign in and choose your mails on the page Your account.")
	}
	return err
}
