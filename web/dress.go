package web

import (
	"errors"
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// statuses turn the kind of a refusal into HTTP's number for it.
var statuses = map[readiness.Code]int{
	readiness.Invalid:     http.StatusUnprocessableEntity,
	readiness.Forbidden:   http.StatusForbidden,
	readiness.NotFound:    http.StatusNotFound,
	readiness.Conflict:    http.StatusConflict,
	readiness.TooLarge:    http.StatusRequestEntityTooLarge,
	readiness.Unconfirmed: http.StatusAccepted,
	readiness.Unavailable: http.StatusServiceUnavailable,
}

func statusOf(refusal *readiness.Error) int {
	if status, ok := statuses[refusal.Code]; ok {
		return status
	}
	return http.StatusInternalServerError
}

// headings say on an error page what kind of refusal it is.
var headings = map[readiness.Code]string{
	readiness.Invalid:     "That cannot be done as it is",
	readiness.Forbidden:   "You may not do this",
	readiness.NotFound:    "There is nothing here",
	readiness.Conflict:    "That cannot be done now",
	readiness.TooLarge:    "That is too large",
	readiness.Unconfirmed: "Not confirmed yet",
	readiness.Unavailable: "A part of the service is away",
}

// ErrorPage says in a sentence what went wrong.
type ErrorPage struct {
	Heading  string
	Sentence string
	Request  string // id to quote, for what we did not expect
}

// Face is the page's frame.
func (p ErrorPage) Face() Face { return Face{Template: "error", Title: p.Heading} }

// dress turns an error into a page: a refusal's own sentence, that the ledger is away, or our apology and one line in the log.
func (s *Server) dress(w http.ResponseWriter, r *http.Request, err error) {
	if s.lost(err) {
		s.sayAway(w, r, err)
		return
	}
	page, status := s.dressed(r, err)
	if drawing := s.show(w, r, status, page); drawing != nil {
		s.Log.ErrorContext(r.Context(), "the error page cannot be drawn", "request", visitOf(r).id, "error", drawing)
		http.Error(w, page.Sentence, status)
	}
}

func (s *Server) dressed(r *http.Request, err error) (ErrorPage, int) {
	if refusal := readiness.AsRefusal(err); refusal != nil {
		return ErrorPage{Heading: headings[refusal.Code], Sentence: refusal.Message}, statusOf(refusal)
	}
	if r.Context().Err() == nil || !errors.Is(err, r.Context().Err()) { // a reader who left is nobody's error
		s.Log.ErrorContext(r.Context(), "request failed", "request", visitOf(r).id, "method", r.Method, "route", r.Pattern, "error", err)
	}
	sentence := "We could not show this page. Nothing was changed. Try again in a few minutes."
	if r.Method != http.MethodGet {
		sentence = "Something went wrong on our side, and we cannot say whether what you sent was kept. Look at the page before you send it again."
	}
	return ErrorPage{Heading: "Something went wrong", Sentence: sentence, Request: visitOf(r).id}, http.StatusInternalServerError
}

// UnconfirmedPage keeps what was typed when nobody answered in time. Looking again sends the same command under the same id, so that it
// can only happen once.
type UnconfirmedPage struct {
	Action string // address the form goes to again
	Back   string // the thing it is about
	Form   Form
}

// Face is the page's frame.
func (p UnconfirmedPage) Face() Face {
	return Face{Template: "unconfirmed", Title: "Not confirmed yet", Back: p.Back}
}

// A Field is one hidden field.
type Field struct{ Name, Value string }

// Fields are all that was typed, in a fixed order; the command's id and sequence are the form's own.
func (p UnconfirmedPage) Fields() []Field { return typed(p.Form) }

func typed(f Form) []Field {
	var fields []Field
	for _, name := range sortedKeys(f.Values) {
		if name == "command_id" || name == "if_seq" || name == "password" {
			continue
		}
		for _, value := range f.Values[name] {
			fields = append(fields, Field{name, value})
		}
	}
	return fields
}

// again decides what becomes of a command's error: false when the handler should draw its form again with the refusal in it.
// Unconfirmed gets its own page; what is not a refusal goes to the wrapper.
func (s *Server) again(w http.ResponseWriter, r *http.Request, err error, f *Form, back string) (status int, shown bool, _ error) {
	refusal := readiness.AsRefusal(err)
	switch {
	case refusal == nil:
		return 0, true, err
	case refusal.Code == readiness.NotFound:
		return 0, true, err
	case refusal.Code == readiness.Unconfirmed:
		return 0, true, s.show(w, r, http.StatusAccepted, UnconfirmedPage{Action: r.URL.Path, Back: back, Form: *f})
	}
	f.refuse(refusal)
	return statusOf(refusal), false, nil
}

// LookAgain is the page's one button.
func (UnconfirmedPage) LookAgain() govuk.Button { return govuk.Button{Text: "Look again"} }
