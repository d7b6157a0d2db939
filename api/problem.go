package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sightline-readiness/sightline/readiness"
)

// problemType starts the type of every problem; what follows is stable.
const problemType = "urn:sightline:problem:"

// A Kind is one kind of problem. Its code ends the type and stays as it is.
type Kind struct {
	Code   string
	Status int
	Title  string
}

// Kinds are the problems there are. docs/api.md prints them.
var Kinds = []Kind{
	{"malformed", http.StatusBadRequest, "The request cannot be read"},
	{"idempotency-key-missing", http.StatusBadRequest, "Idempotency-Key is missing or not a UUID"},
	{"unauthenticated", http.StatusUnauthorized, "No valid token"},
	{"scope", http.StatusForbidden, "The token may not do this"},
	{"forbidden", http.StatusForbidden, "This person may not do this"},
	{"not-found", http.StatusNotFound, "There is no such thing"},
	{"method-not-allowed", http.StatusMethodNotAllowed, "Not with this method"},
	{"conflict", http.StatusConflict, "It cannot be done now"},
	{"still-running", http.StatusConflict, "The same request is still running"},
	{"stale-version", http.StatusPreconditionFailed, "It has changed since"},
	{"too-large", http.StatusRequestEntityTooLarge, "More than we take"},
	{"media-type", http.StatusUnsupportedMediaType, "Not a type that we read"},
	{"invalid", http.StatusUnprocessableEntity, "Something in it needs mending"},
	{"idempotency-key-reused", http.StatusUnprocessableEntity, "Idempotency-Key was used for something else"},
	{"rate-limited", http.StatusTooManyRequests, "Too many requests"},
	{"internal", http.StatusInternalServerError, "Our fault"},
	{"unconfirmed", http.StatusServiceUnavailable, "Asked, but not confirmed yet"},
	{"unavailable", http.StatusServiceUnavailable, "A part of the service is away"},
}

// newProblem makes the answer to a request that was refused. The code must be one of Kinds.
func newProblem(code, detail string, faults ...*huma.ErrorDetail) *huma.ErrorModel {
	for _, k := range Kinds {
		if k.Code == code {
			return &huma.ErrorModel{Type: problemType + code, Title: k.Title, Status: k.Status, Detail: detail, Errors: faults}
		}
	}
	return newProblem("internal", detail)
}

// awaySentence answers while the ledger is away.
const awaySentence = "Sightline cannot reach its records at the moment. Ask again in a minute; repeat a command with the same Idempotency-Key, so that it is done only once."

// problem turns what a handler returned into what a caller reads. A fault of ours is logged here, once, and not shown.
func (s *service) problem(ctx context.Context, err error) error {
	var dressed huma.StatusError
	if errors.As(err, &dressed) {
		return err
	}
	refusal := readiness.AsRefusal(err)
	if refusal == nil && s.Away(err) {
		s.log(ctx, err)
		return huma.ErrorWithHeaders(newProblem("unavailable", awaySentence), http.Header{"Retry-After": {"60"}})
	}
	if refusal == nil {
		s.log(ctx, err)
		return newProblem("internal", "Something went wrong on our side. Ask again; repeat a command with the same Idempotency-Key, so that it is not done twice.")
	}
	var faults []*huma.ErrorDetail
	for _, f := range refusal.Fields {
		faults = append(faults, &huma.ErrorDetail{Location: "body." + f.Field, Message: f.Message})
	}
	p := newProblem(strings.ReplaceAll(string(refusal.Code), "_", "-"), refusal.Message, faults...)
	if p.Status == http.StatusServiceUnavailable {
		return huma.ErrorWithHeaders(p, http.Header{"Retry-After": {"5"}})
	}
	return p
}

func (s *service) log(ctx context.Context, err error) {
	if ctx.Err() != nil {
		return // the caller has gone; whatever failed, failed because of that
	}
	c := callOf(ctx)
	s.Log.ErrorContext(ctx, "request failed", "request_id", c.id, "actor_id", c.actor.PersonID, "error", err)
}

// dress completes a problem on its way out: huma's own get our type and our words, and no problem repeats what was sent.
func (s *service) dress(ctx huma.Context, _ string, v any) (any, error) {
	p, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil
	}
	out := *p
	if out.Type == "" {
		out = *foreign(p)
	}
	out.Instance = instance(callOf(ctx.Context()).id)
	return &out, nil
}

func instance(requestID string) string { return "urn:sightline:request:" + requestID }

// foreign gives a problem that huma made our type. Its faults come from our own readers, in our words.
func foreign(p *huma.ErrorModel) *huma.ErrorModel {
	var faults []*huma.ErrorDetail
	for _, f := range p.Errors {
		faults = append(faults, &huma.ErrorDetail{Location: f.Location, Message: f.Message})
	}
	for _, k := range Kinds {
		if k.Status == p.Status && p.Status != http.StatusInternalServerError {
			return newProblem(k.Code, together(faults), faults...)
		}
	}
	return newProblem("internal", "Something went wrong on our side.")
}

// together says what is wrong in one sentence.
func together(faults []*huma.ErrorDetail) string {
	switch len(faults) {
	case 0:
		return "The request cannot be used as it is."
	case 1:
		return faults[0].Message
	}
	return strconv.Itoa(len(faults)) + " fields need mending. Each has its own message."
}

// refuse answers a request that did not reach its operation.
func (s *service) refuse(w http.ResponseWriter, r *http.Request, err error) {
	dressed := s.problem(r.Context(), err)
	var headers huma.HeadersError
	if errors.As(dressed, &headers) {
		for name, values := range headers.GetHeaders() {
			w.Header()[name] = values
		}
	}
	var p *huma.ErrorModel
	if !errors.As(dressed, &p) {
		p = newProblem("internal", "Something went wrong on our side.")
	}
	out := *p
	out.Instance = instance(callOf(r.Context()).id)
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(out.Status)
	if err := json.NewEncoder(w).Encode(out); err != nil {
		s.Log.DebugContext(r.Context(), "answer not sent", "error", err)
	}
}
