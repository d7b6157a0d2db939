package web

import (
	"net"
	"net/http"
	"net/url"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// SignInPage asks who it is.
type SignInPage struct {
	Form    Form
	Then    string // path to go to afterwards
	Kept    string // what somebody typed and sent after they were signed out, as a browser writes it
	KeptFor string // path that it was sent to

	Demo []readiness.DemoPerson // people of a demonstration as whom a visitor may look around
}

// Face is the page's frame.
func (p SignInPage) Face() Face {
	return Face{Template: "sign_in", Title: "Sign in", Failed: p.Form.Failed()}
}

// Email asks for the account.
func (p SignInPage) Email() govuk.Input {
	e := p.Form.Text("email", "Email address")
	e.Type, e.Autocomplete, e.Classes = "email", "username", "govuk-input--width-20"
	spell := false
	e.Spellcheck = &spell
	return e
}

// Password asks for the proof.
func (p SignInPage) Password() govuk.PasswordInput {
	in := p.Form.Password("password", "Password")
	in.Classes = "govuk-input--width-20"
	return in
}

// Button sends the form.
func (SignInPage) Button() govuk.Button { return govuk.Button{Text: "Sign in"} }

// credentials are what somebody types to sign in.
type credentials struct {
	Email    string `json:"email" validate:"required,max=254"`
	Password string `json:"password" validate:"required,max=1000"`
}

func (s *Server) signInPage(w http.ResponseWriter, r *http.Request) error {
	if by(r).PersonID != "" {
		return seeOther(w, r, local(r.FormValue("then")))
	}
	people, err := s.demoPeople(r)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, SignInPage{Form: newForm(), Then: local(r.FormValue("then")), Demo: people})
}

func (s *Server) signIn(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c credentials
	page := SignInPage{Then: local(form.Values.Get("then")), Kept: form.Values.Get("kept"), KeptFor: form.Values.Get("kept_for")}
	if !form.read(&c) {
		page.Form = form
		return s.show(w, r, http.StatusUnprocessableEntity, page)
	}
	c.Password = form.Values.Get("password") // blanks at its ends are part of a password
	actor, err := s.Accounts.SignIn(r.Context(), c.Email, c.Password, address(r))
	if refusal := readiness.AsRefusal(err); refusal != nil && refusal.Code != readiness.Unavailable {
		form.refuse(refusal)
		page.Form = form
		return s.show(w, r, statusOf(refusal), page)
	}
	if err != nil {
		return err
	}
	if err := s.begin(r.Context(), actor); err != nil {
		return err
	}
	if kept, err := url.ParseQuery(page.Kept); err == nil && page.Kept != "" {
		visitOf(r).actor = actor
		return s.show(w, r, http.StatusOK, KeptPage{Action: local(page.KeptFor), Form: formOf(kept)})
	}
	return seeOther(w, r, page.Then)
}

// KeptPage gives back what somebody typed before they had to sign in again, to be sent now.
type KeptPage struct {
	Action string
	Form   Form
}

// Face is the page's frame.
func (p KeptPage) Face() Face { return Face{Template: "kept", Title: "Your answer is kept"} }

// Fields are all that was typed.
func (p KeptPage) Fields() []Field { return typed(p.Form) }

// Button sends it.
func (KeptPage) Button() govuk.Button { return govuk.Button{Text: "Send it now"} }

// address is where the request comes from, for throttling; a proxy that is trusted has put the real one there.
func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

func (s *Server) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := s.Sessions.Destroy(r.Context()); err != nil {
		return err
	}
	return seeOther(w, r, "/sign-in")
}

// WelcomePage lets somebody with a one-time link choose a password.
type WelcomePage struct {
	Form   Form
	Name   string
	Secret string
}

// Face is the page's frame.
func (p WelcomePage) Face() Face {
	return Face{Template: "welcome", Title: "Choose your password", Failed: p.Form.Failed()}
}

// Password asks for a new one. Long is better than odd (NCSC's advice), so length is the only rule.
func (p WelcomePage) Password() govuk.PasswordInput {
	in := p.Form.Password("password", "New password")
	in.Hint.Text = "At least 12 characters. Three random words are good: easy to remember, hard to guess."
	in.Autocomplete, in.Classes = "new-password", "govuk-input--width-20"
	return in
}

// Button sends the form.
func (WelcomePage) Button() govuk.Button { return govuk.Button{Text: "Set password and sign in"} }

type newPassword struct {
	Password string `json:"password" validate:"required,min=12,max=1000"`
}

func (s *Server) welcomePage(w http.ResponseWriter, r *http.Request) error {
	name, err := s.Accounts.WelcomeName(r.Context(), r.PathValue("secret"))
	if err != nil {
		return welcomeError(err)
	}
	return s.show(w, r, http.StatusOK, WelcomePage{newForm(), name, r.PathValue("secret")})
}

func (s *Server) welcome(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	name, err := s.Accounts.WelcomeName(r.Context(), r.PathValue("secret"))
	if err != nil {
		return welcomeError(err)
	}
	page := func(status int) error {
		return s.show(w, r, status, WelcomePage{form, name, r.PathValue("secret")})
	}
	var p newPassword
	if !form.read(&p) {
		return page(http.StatusUnprocessableEntity)
	}
	actor, err := s.Accounts.SetPassword(r.Context(), r.PathValue("secret"), form.Values.Get("password"))
	if refusal := readiness.AsRefusal(err); refusal != nil && refusal.Code == readiness.Invalid {
		form.refuse(refusal)
		return page(statusOf(refusal))
	}
	if err != nil {
		return welcomeError(err)
	}
	if err := s.begin(r.Context(), actor); err != nil {
		return err
	}
	s.done(r, "Your password is set.")
	return seeOther(w, r, "/")
}

// welcomeError says of a link that is used or too old what to do; it must not say whose it was.
func welcomeError(err error) error {
	if readiness.NotFound.Is(err) {
		return readiness.Errorf(readiness.NotFound, "This link has been used or is too old. Ask your administrator for a new one, or sign in if you have a password.")
	}
	return err
}
