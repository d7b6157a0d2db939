package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"

	"github.com/google/uuid"

	"github.com/sightline-readiness/sightline/readiness"
)

// formLimit is how many bytes an ordinary form may have: the longest answers, twice over.
const formLimit = 256 << 10

// A visit is what the door knows of one request. It is made once and filled on the way in.
type visit struct {
	id      string // names the request in the log and on the error page
	actor   readiness.Actor
	session bool // a session can be asked
}

type visitKey struct{}

// known gives the request its id.
func (s *Server) known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &visit{id: newID()}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), visitKey{}, v)))
	})
}

func visitOf(r *http.Request) *visit {
	if v, ok := r.Context().Value(visitKey{}).(*visit); ok {
		return v
	}
	return &visit{}
}

// by is the person who asks; the zero Actor on public pages.
func by(r *http.Request) readiness.Actor { return visitOf(r).actor }

// newID makes an id that sorts by time: for commands and requests.
func newID() string { return uuid.Must(uuid.NewV7()).String() }

// serve is the one way into every handler: who is it, may they, do it, and dress what went wrong.
func (s *Server) serve(route Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		visitOf(r).session = !route.Nameless
		defer s.recovered(w, r)
		limit := route.Limit
		if limit == 0 {
			limit = formLimit
		}
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		err := s.admit(r, route)
		if err == nil {
			err = route.Handle(s, w, r)
		}
		if errors.Is(err, errSignedOut) {
			err = s.askToSignIn(w, r)
		}
		if err != nil {
			s.dress(w, r, err)
		}
	})
}

// recovered turns a panic into the page for what we did not expect.
func (s *Server) recovered(w http.ResponseWriter, r *http.Request) {
	reason := recover()
	if reason == nil {
		return
	}
	if reason == http.ErrAbortHandler { //nolint:errorlint // net/http compares it like this
		panic(reason)
	}
	s.dress(w, r, fmt.Errorf("panic: %v\n%s", reason, debug.Stack()))
}

// errSignedOut says that this page is for people who have signed in.
var errSignedOut = errors.New("nobody is signed in")

// admit finds out who asks and whether they may use the route at all. While the ledger is away, everybody is nobody on the public pages.
func (s *Server) admit(r *http.Request, route Route) error {
	if route.Nameless {
		return nil
	}
	actor, err := s.signedIn(r.Context())
	if route.Needs == Public && s.lost(err) {
		return nil
	}
	if err != nil {
		return err
	}
	visitOf(r).actor = actor
	switch {
	case route.Needs == Public:
		return nil
	case actor.PersonID == "":
		return errSignedOut
	case route.Needs == SignedIn:
		return nil
	}
	return readiness.MayOrRefuse(actor, readiness.Action(route.Needs), readiness.Place{})
}

// mayHere says whether who asks may do this anywhere; pages use it for what they offer.
func mayHere(a readiness.Actor, need Need) bool {
	return need == Public || need == SignedIn || readiness.May(a, readiness.Action(need), readiness.Place{})
}

// seeOther ends a form that worked: the browser fetches the page it leads to.
func seeOther(w http.ResponseWriter, r *http.Request, to string) error {
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}
