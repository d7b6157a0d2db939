package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

const tagAccount = "Your account"

func (s *service) accounts() {
	add(s, route{
		method: http.MethodGet, path: "/me", id: "who-am-i", tag: tagAccount, summary: "Who the token acts for",
		doc: "The person, every post held today with cover for others, the token's scopes and what the person may do anywhere.", rule: anybody(),
		scopes: []string{scopeRead, scopeWrite, scopeImport},
	}, s.me)
	add(s, route{
		method: http.MethodGet, path: "/tokens", id: "list-tokens", tag: tagAccount, summary: "Your own API tokens", doc: "They are made on the page “Your account” only: a token cannot make tokens.", rule: may(readiness.HoldTokens),
	}, s.tokens)
	add(s, route{
		method: http.MethodDelete, path: "/tokens/{id}", id: "end-token", tag: tagAccount, summary: "End one of your API tokens", rule: may(readiness.HoldTokens),
	}, s.endToken)
}

// me is who the token acts for.
type me struct {
	PersonID string              `json:"person_id"`
	Name     string              `json:"name"`
	Holdings []readiness.Holding `json:"holdings"`
	Scopes   []string            `json:"scopes"`
	May      []readiness.Action  `json:"may" doc:"What the person may do in some area or team."`
}

func (s *service) me(ctx context.Context, _ *nothing) (*reply[me], error) {
	c := callOf(ctx)
	who := me{PersonID: c.actor.PersonID, Name: c.actor.Name, Holdings: some(c.actor.Holdings), Scopes: some(c.scopes), May: []readiness.Action{}}
	for _, action := range readiness.Actions {
		if readiness.May(c.actor, action, readiness.Place{}) {
			who.May = append(who.May, action)
		}
	}
	return answer(who, nil)
}

func (s *service) tokens(ctx context.Context, _ *nothing) (*reply[rows[readiness.Token]], error) {
	return all(s.Accounts.Tokens(ctx, callOf(ctx).actor.PersonID))
}

func (s *service) endToken(ctx context.Context, in *byID) (*nothing, error) {
	return &nothing{}, s.Accounts.EndToken(ctx, in.ID, asked(ctx))
}
