package api

import (
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"github.com/sightline-readiness/sightline/readiness"
)

// bearer finds whom the request acts for. Whatever is wrong with a token, the answer is the same.
func (s *service) bearer(r *http.Request) (readiness.Actor, []string, error) {
	scheme, secret, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	secret = strings.TrimSpace(secret)
	if !strings.EqualFold(scheme, "Bearer") || secret == "" {
		return readiness.Actor{}, nil, unauthenticated("Send an API token in the header: Authorization: Bearer, then the token.")
	}
	actor, scopes, err := s.Accounts.TokenActor(r.Context(), secret)
	if readiness.NotFound.Is(err) || readiness.Forbidden.Is(err) || readiness.Invalid.Is(err) {
		return readiness.Actor{}, nil, unauthenticated("This token is not valid. It may have ended, or its owner may have left.")
	}
	return actor, scopes, err
}

func unauthenticated(detail string) error {
	return huma.ErrorWithHeaders(newProblem("unauthenticated", detail), http.Header{"Www-Authenticate": {`Bearer realm="sightline"`}})
}

func scopeFor(rt route, held []string) error {
	for _, scope := range rt.needs() {
		if slices.Contains(held, scope) {
			return nil
		}
	}
	return newProblem("scope", "This needs a token with the scope "+strings.Join(rt.needs(), " or ")+".")
}

// commandID takes the command's id from Idempotency-Key: a UUID, so that no two callers choose the same by chance. A POST must carry one; other
// changes get one when they carry none.
func commandID(r *http.Request, rt route) (string, error) {
	if !rt.changes() {
		return "", nil
	}
	key := r.Header.Get("Idempotency-Key")
	if key == "" && rt.method != http.MethodPost {
		return newID(), nil
	}
	id, err := uuid.Parse(strings.Trim(key, `"`))
	if err != nil {
		return "", newProblem("idempotency-key-missing", "Send a new UUID in the header Idempotency-Key with each command, and the same one when you repeat it.")
	}
	return id.String(), nil
}
