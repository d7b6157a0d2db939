package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// How an answer without the ledger reads, and in how many seconds a program may ask again.
const (
	awaySentence = "Sightline cannot reach its records at the moment. Nothing you typed is lost; try again in a minute."
	awaySeconds  = "60"
)

// AwayPage stands for every page while the ledger is away. It keeps what was typed into a form, to be sent again under the same command id; a
// password and a file have to be given again.
type AwayPage struct {
	Action string // address of the page, or the one that the form went to
	Sent   bool   // a form was sent
	Form   Form
}

// Face is the page's frame.
func (p AwayPage) Face() Face { return Face{Template: "away", Title: p.Heading()} }

// Heading says what it is about.
func (AwayPage) Heading() string { return headings[readiness.Unavailable] }

// Sentence says what happened, and what to do.
func (AwayPage) Sentence() string { return awaySentence }

// Fields are all that was typed.
func (p AwayPage) Fields() []Field { return typed(p.Form) }

// Again sends the form again.
func (AwayPage) Again() govuk.Button { return govuk.Button{Text: "Send it again"} }

// Retry asks for the page again.
func (p AwayPage) Retry() govuk.Button { return govuk.Button{Text: "Try again", Href: p.Action} }

// lost reports that an error means nothing but a ledger that cannot be reached.
func (s *Server) lost(err error) bool {
	return err != nil && s.Away != nil && readiness.AsRefusal(err) == nil && s.Away(err)
}

// sayAway answers any request while the ledger is away.
func (s *Server) sayAway(w http.ResponseWriter, r *http.Request, err error) {
	s.Log.ErrorContext(r.Context(), "the ledger cannot be reached", "request", visitOf(r).id, "method", r.Method, "route", r.Pattern, "error", err)
	page := AwayPage{Action: r.URL.RequestURI()}
	if r.Method == http.MethodPost {
		if form, err := readForm(r); err == nil && len(form.Values) > 0 { // a file is no such form: the browser still has it
			page = AwayPage{Action: r.URL.Path, Sent: true, Form: form}
		} else {
			page.Action = ""
		}
	}
	w.Header().Set("Retry-After", awaySeconds)
	if drawing := s.show(w, r, http.StatusServiceUnavailable, page); drawing != nil {
		s.Log.ErrorContext(r.Context(), "the page cannot be drawn", "request", visitOf(r).id, "error", drawing)
		http.Error(w, awaySentence, http.StatusServiceUnavailable)
	}
}

// withoutSession answers when the session cannot be read, which is when the ledger is away. The page that says how the service is needs none.
// An answer that has begun is left as it is: the next page finds out.
func (s *Server) withoutSession(w http.ResponseWriter, r *http.Request, err error) {
	if visitOf(r).session {
		s.Log.ErrorContext(r.Context(), "a session is not kept", "request", visitOf(r).id, "error", err)
		return
	}
	defer s.recovered(w, r)
	r.Body = http.MaxBytesReader(w, r.Body, formLimit)
	if r.Method != http.MethodGet || r.URL.Path != "/health" {
		s.sayAway(w, r, err)
		return
	}
	if err := s.health(w, r); err != nil {
		s.dress(w, r, err)
	}
}
