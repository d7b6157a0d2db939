package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sightline-readiness/sightline/readiness"
)

// The scopes of tokens (readiness.Scopes).
const (
	scopeRead   = "read"
	scopeWrite  = "write"
	scopeImport = "import"
)

// A rule says who may ask an operation at all. Whether they may do it to this thing now is asked again where the thing is known.
type rule struct {
	signedIn bool               // anybody with a token
	actions  []readiness.Action // or whoever may do one of these anywhere
	own      string             // or the person whose id stands in this part of the path
}

func anybody() rule                                        { return rule{signedIn: true} }
func may(actions ...readiness.Action) rule                 { return rule{actions: actions} }
func ownOr(param string, actions ...readiness.Action) rule { return rule{actions: actions, own: param} }

func (r rule) none() bool { return !r.signedIn && len(r.actions) == 0 }

// check refuses in the sentence of the policy.
func (r rule) check(actor readiness.Actor, param func(string) string) error {
	if r.signedIn || (r.own != "" && param(r.own) == actor.PersonID) {
		return nil
	}
	for _, action := range r.actions {
		if readiness.May(actor, action, readiness.Place{}) {
			return nil
		}
	}
	return readiness.MayOrRefuse(actor, r.actions[0], readiness.Place{})
}

// A route is one operation: where it stands, what it is called, and who may ask it.
type route struct {
	method, path string
	id           string // operationId of the document
	tag          string // heading in the document
	summary      string // one line, without a full stop
	doc          string // what a caller must know beyond it
	rule         rule
	scopes       []string // one of these; none is read for GET and write for the rest
	status       int      // of success; 0 is 200, or 204 without a body
	upload       bool     // takes files instead of JSON
	form         bool     // takes JSON, or the same fields as a form with a file
	secret       bool     // the answer holds a secret, so it is never kept
	conflicts    bool     // may be refused with 409 or 412
}

// changes reports whether the operation changes anything.
func (rt route) changes() bool { return rt.method != http.MethodGet }

func (rt route) needs() []string {
	switch {
	case len(rt.scopes) > 0:
		return rt.scopes
	case rt.changes():
		return []string{scopeWrite}
	}
	return []string{scopeRead}
}

// errors are the statuses it may refuse with.
func (rt route) errors() []int {
	codes := []int{401, 403, 404, 422, 429, 500, 503}
	if rt.changes() {
		codes = append(codes, 400, 409, 413, 415)
	}
	if rt.conflicts {
		codes = append(codes, 412)
	}
	return codes
}

// add registers an operation. Its handler returns refusals and faults as they are; they are dressed here.
func add[I, O any](s *service, rt route, handle func(context.Context, *I) (*O, error), adjust ...func(*huma.Operation)) {
	if rt.rule.none() || rt.id == "" || rt.tag == "" || rt.summary == "" {
		panic("api: the operation " + rt.method + " " + rt.path + " has no rule, id, tag or summary")
	}
	s.routes = append(s.routes, rt)
	s.mux.next = rt
	op := s.operation(rt)
	for _, change := range adjust {
		change(&op)
	}
	huma.Register(s.api, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(ctx, in)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return out, nil
	})
}

// An Operation is one row of the hatch's table, for the page and the test that are made from it.
type Operation struct {
	Method   string
	Path     string // below Prefix, with {names}
	ID       string
	Tag      string
	Summary  string
	Scopes   []string           // one of these
	SignedIn bool               // anybody with a token
	Actions  []readiness.Action // or whoever may do one of these
	Own      string             // or the person whose id is this part of the path
}

// Operations lists every operation, in the order of the document.
func Operations() []Operation {
	var all []Operation
	for _, rt := range build(Deps{}).routes {
		all = append(all, Operation{
			Method: rt.method, Path: rt.path, ID: rt.id, Tag: rt.tag, Summary: rt.summary, Scopes: rt.needs(),
			SignedIn: rt.rule.signedIn, Actions: rt.rule.actions, Own: rt.rule.own,
		})
	}
	return all
}
