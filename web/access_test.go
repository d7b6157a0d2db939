package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/web"
)

// TestAccess asks every route as every role, and as nobody. What the routes' table and the policy say must be what happens.
func TestAccess(t *testing.T) {
	t.Parallel()
	site := httptest.NewServer(newServer().Handler())
	t.Cleanup(site.Close)
	nobody := newVisitor(t, site.URL, "")
	byRole := map[readiness.Role]visitor{}
	for _, role := range readiness.Roles {
		byRole[role] = newVisitor(t, site.URL, string(role))
	}
	for _, route := range web.Routes() {
		name := route.Method + " " + route.Pattern
		known := route.Needs == web.Public || route.Needs == web.SignedIn || slices.Contains(readiness.Actions, readiness.Action(route.Needs))
		if !known {
			t.Errorf("%s has no rule: it needs %q, which is no action", name, route.Needs)
		}
		if status, location := ask(nobody, route); route.Needs != web.Public && status != http.StatusUnauthorized && !strings.HasPrefix(location, "/sign-in") {
			t.Errorf("%s as nobody: %d to %q, want to be asked to sign in", name, status, location)
		}
		if route.Pattern == "/sign-out" {
			continue // would end the visitor's session
		}
		for _, role := range readiness.Roles {
			v := byRole[role]
			v.t = t
			status, location := ask(v, route)
			actor := everybody().byID[string(role)]
			allowed := route.Needs == web.Public || route.Needs == web.SignedIn || readiness.May(actor, readiness.Action(route.Needs), readiness.Place{})
			switch {
			case allowed && (status == http.StatusForbidden || strings.HasPrefix(location, "/sign-in")):
				t.Errorf("%s as %s: %d, should be let in", name, role, status)
			case !allowed && status != http.StatusForbidden:
				t.Errorf("%s as %s: %d, want 403", name, role, status)
			case status >= 500:
				t.Errorf("%s as %s: %d", name, role, status)
			}
		}
	}
}

func ask(v visitor, route web.Route) (status int, location string) {
	v.t.Helper()
	if route.Method == http.MethodPost {
		status, _, location = v.post(address(route.Pattern), url.Values{"command_id": {"0195a1b2-0000-7000-8000-000000000009"}})
	} else {
		status, _, location = v.get(address(route.Pattern))
	}
	return status, location
}
