package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/sightline-readiness/sightline/readiness"
)

// PersonKey is where a session keeps the id of who signed in. The session store reads it, so that an administrator can end a person's sessions.
const PersonKey = "person_id"

const doneKey = "done" // a sentence for the next page

// prepareSessions sets the cookie's rules and the page for when sessions cannot be read.
func (s *Server) prepareSessions() {
	c := &s.Sessions.Cookie
	c.Name, c.HttpOnly, c.SameSite, c.Path, c.Secure = "sightline", true, http.SameSiteLaxMode, "/", s.Secure
	if s.Secure {
		c.Name = "__Host-sightline"
	}
	s.Sessions.ErrorFunc = s.withoutSession
}

// signedIn returns who the session belongs to, with the posts of this moment; the zero Actor when nobody, or when they have left.
func (s *Server) signedIn(ctx context.Context) (readiness.Actor, error) {
	id := s.Sessions.GetString(ctx, PersonKey)
	if id == "" {
		return readiness.Actor{}, nil
	}
	actor, err := s.Accounts.Actor(ctx, id)
	if readiness.NotFound.Is(err) {
		return readiness.Actor{}, s.Sessions.Destroy(ctx)
	}
	if err != nil {
		return readiness.Actor{}, fmt.Errorf("who is signed in: %w", err)
	}
	return actor, nil
}

// begin starts a session for somebody who proved who they are, under a new token.
func (s *Server) begin(ctx context.Context, a readiness.Actor) error {
	if err := s.Sessions.RenewToken(ctx); err != nil {
		return fmt.Errorf("begin session: %w", err)
	}
	s.Sessions.Put(ctx, PersonKey, a.PersonID)
	return nil
}

// done keeps a sentence that the next page shows on top.
func (s *Server) done(r *http.Request, sentence string) {
	s.Sessions.Put(r.Context(), doneKey, sentence)
}

// told is the sentence that the last form left for this page.
func (s *Server) told(r *http.Request) string {
	if !visitOf(r).session {
		return ""
	}
	return s.Sessions.PopString(r.Context(), doneKey)
}

// askToSignIn sends somebody to the sign-in page, and afterwards to where they wanted to go. What was typed into a form is kept on that page,
// so that nobody loses their work because they were signed out over it.
func (s *Server) askToSignIn(w http.ResponseWriter, r *http.Request) error {
	if r.Method == http.MethodGet {
		return seeOther(w, r, "/sign-in?then="+queryEscape(r.URL.RequestURI()))
	}
	page := SignInPage{Form: newForm(), Then: "/"}
	if form, err := readForm(r); err == nil && len(form.Values) > 0 {
		page.Kept, page.KeptFor = form.Values.Encode(), r.URL.Path
	}
	return s.show(w, r, http.StatusUnauthorized, page)
}

// local keeps a redirect on this site: a path of ours, or the start page.
func local(to string) string {
	if !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n") {
		return "/"
	}
	return to
}
