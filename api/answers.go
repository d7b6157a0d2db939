package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// Answers keeps what was answered to a command, so that a caller who repeats it reads the same answer and nothing is done twice. The ledger
// implements it, one row under (actor, key), kept for 24 hours.
type Answers interface {
	// Begin claims a key. Its state is one of the Answer constants; answer is what Finish kept when the state is AnswerKept. A claim older than
	// a minute without an answer counts as new: whoever made it is gone, and commands are safe to ask twice under one id.
	Begin(ctx context.Context, actorID, key, methodPath string, bodyHash []byte) (state string, answer []byte, err error)
	// Finish keeps the answer of a claimed key; a nil answer gives the key back.
	Finish(ctx context.Context, actorID, key string, answer []byte) error
}

// What Answers.Begin found under a key.
const (
	AnswerNew     = "new"     // claimed for this request
	AnswerRunning = "running" // claimed by a request that has no answer yet
	AnswerKept    = "kept"    // answered before
	AnswerOther   = "other"   // used for another method, path or body
)

// finishWithin is how long keeping an answer may take once the command is done, also when the caller has gone.
const finishWithin = 5 * time.Second

// A kept answer is what the ledger holds for us.
type kept struct {
	Status int               `json:"status"`
	Header map[string]string `json:"header"`
	Body   []byte            `json:"body"`
}

// keptHeaders are those that belong to an answer rather than to a request.
var keptHeaders = []string{"Content-Type", "ETag", "Location"}

// once hands the request on, unless its key has an answer. Only success is kept: a refusal changed nothing, so the key may be used again.
func (s *service) once(w http.ResponseWriter, r *http.Request, rt route, body []byte, handle http.HandlerFunc) {
	c := callOf(r.Context())
	if c.key == "" || rt.secret || s.Answers == nil {
		handle(w, r)
		return
	}
	hash := sha256.Sum256(body)
	state, answer, err := s.Answers.Begin(r.Context(), c.actor.PersonID, c.key, r.Method+" "+r.URL.Path, hash[:])
	if err != nil {
		s.refuse(w, r, fmt.Errorf("look for the answer to %s: %w", c.key, err))
		return
	}
	switch state {
	case AnswerNew:
		s.handleAndKeep(w, r, handle)
	case AnswerKept:
		s.replay(w, r, answer)
	case AnswerRunning:
		p := newProblem("still-running", "The same request is still being answered. Ask again in a few seconds with the same Idempotency-Key.")
		s.refuse(w, r, huma.ErrorWithHeaders(p, http.Header{"Retry-After": {"2"}}))
	default:
		s.refuse(w, r, newProblem("idempotency-key-reused", "This Idempotency-Key was used for another request. Make a new one for each command."))
	}
}

func (s *service) handleAndKeep(w http.ResponseWriter, r *http.Request, handle http.HandlerFunc) {
	c, rec := callOf(r.Context()), &recorder{header: w.Header(), status: http.StatusOK}
	var answer []byte
	defer func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), finishWithin)
		defer cancel()
		if err := s.Answers.Finish(ctx, c.actor.PersonID, c.key, answer); err != nil {
			s.Log.ErrorContext(ctx, "answer not kept", "request_id", c.id, "error", err)
		}
	}()
	handle(rec, r)
	if rec.status < 300 {
		answer = rec.keep()
	}
	rec.send(w)
}

func (s *service) replay(w http.ResponseWriter, r *http.Request, answer []byte) {
	var k kept
	if err := json.Unmarshal(answer, &k); err != nil {
		s.refuse(w, r, fmt.Errorf("read a kept answer: %w", err))
		return
	}
	for name, value := range k.Header {
		w.Header().Set(name, value)
	}
	w.Header().Set("Idempotent-Replayed", "true")
	w.WriteHeader(k.Status)
	_, _ = w.Write(k.Body) // if that fails the caller has gone
}

// A recorder holds an answer back until it has been kept.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (rec *recorder) Header() http.Header            { return rec.header }
func (rec *recorder) WriteHeader(status int)         { rec.status = status }
func (rec *recorder) Write(data []byte) (int, error) { return rec.body.Write(data) }
func (rec *recorder) send(w http.ResponseWriter) {
	w.WriteHeader(rec.status)
	_, _ = w.Write(rec.body.Bytes())
}

func (rec *recorder) keep() []byte {
	k := kept{Status: rec.status, Header: map[string]string{}, Body: rec.body.Bytes()}
	for _, name := range keptHeaders {
		if value := rec.header.Get(name); value != "" {
			k.Header[name] = value
		}
	}
	text, err := json.Marshal(k)
	if err != nil {
		return nil // cannot happen: numbers, strings and bytes only
	}
	return text
}
