package api

import (
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sightline-readiness/sightline/internal/routing"
)

// A gate is the mux that huma registers on. It stands before every operation and lets in who may ask it.
type gate struct {
	*http.ServeMux
	service *service
	next    route // the operation being registered
}

// HandleFunc is called by huma once for each operation.
func (g *gate) HandleFunc(pattern string, handle func(http.ResponseWriter, *http.Request)) {
	rt := g.next
	g.Handle(pattern, routing.Named(pattern, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := g.service.admit(r, rt); err != nil {
			g.service.refuse(w, r, err)
			return
		}
		body, err := g.service.readBody(w, r, rt)
		if err != nil {
			g.service.refuse(w, r, err)
			return
		}
		g.service.once(w, r, rt, body, handle)
	})))
}

// admit asks, in this order: whose token, how often, which scope, may this person, which command id.
func (s *service) admit(r *http.Request, rt route) error {
	c := callOf(r.Context())
	var err error
	if c.actor, c.scopes, err = s.bearer(r); err != nil {
		return err
	}
	if err := s.slowDown(c); err != nil {
		return err
	}
	if err := scopeFor(rt, c.scopes); err != nil {
		return err
	}
	if err := rt.rule.check(c.actor, r.PathValue); err != nil {
		return err
	}
	c.key, err = commandID(r, rt)
	return err
}

// entry stands before everything: no cookies, a request id, safe headers, and a fault of ours instead of a dropped connection.
func (s *service) entry(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := &call{id: newID(), url: *r.URL}
		r = r.WithContext(withCall(r.Context(), c))
		r.Header.Del("Cookie")
		w.Header().Set("X-Request-Id", c.id)
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		defer func() {
			fault := recover()
			if fault == nil {
				return
			}
			if fault == http.ErrAbortHandler {
				panic(fault)
			}
			s.refuse(w, r, fmt.Errorf("panic: %v\n%s", fault, debug.Stack()))
		}()
		next.ServeHTTP(w, r)
	})
}

var methods = []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete}

// unknown answers paths and methods that are not there.
func (s *service) unknown(w http.ResponseWriter, r *http.Request) {
	var allowed []string
	for _, method := range methods {
		other := r.Clone(r.Context())
		other.Method = method
		if _, pattern := s.mux.Handler(other); pattern != "/" {
			allowed = append(allowed, method)
		}
	}
	if len(allowed) == 0 {
		s.refuse(w, r, newProblem("not-found", "There is nothing at this address. See "+Prefix+"/openapi.json for what there is."))
		return
	}
	allow := strings.Join(allowed, ", ")
	p := newProblem("method-not-allowed", "This address does not take "+r.Method+". It takes "+allow+".")
	s.refuse(w, r, huma.ErrorWithHeaders(p, http.Header{"Allow": {allow}}))
}
