package api_test

import (
	"crypto/sha256"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/sightline-readiness/sightline/api"
	"github.com/sightline-readiness/sightline/readiness"
)

func freshKey() string { return uuid.NewString() }

var parts = strings.NewReplacer("{exclusion_id}", otherID, "{part_id}", otherID, "{job}", "sweep", "{focus}", "care_leavers", "{child}", otherID)

// address fills an operation's path with ids that are there.
func address(o api.Operation) string {
	id := otherID
	switch {
	case strings.HasPrefix(o.Path, "/reviews"):
		id = reviewID
	case strings.HasPrefix(o.Path, "/cases"):
		id = caseID
	case strings.HasPrefix(o.Path, "/imports"):
		id = importID
	case strings.HasPrefix(o.Path, "/actions"):
		id = actionID
	case strings.HasPrefix(o.Path, "/plan/reports"):
		id = reportID
	case strings.HasPrefix(o.Path, "/evidence"):
		id = pieceID
	case strings.HasPrefix(o.Path, "/findings-of-practice"):
		id = foundID
	case strings.HasPrefix(o.Path, "/meetings"):
		id = seriesID
	case strings.HasPrefix(o.Path, "/meeting-dates"):
		id = meetingID
	case strings.HasPrefix(o.Path, "/pulses"):
		id = pulseID
	case strings.HasPrefix(o.Path, "/pre-scrutiny"):
		id = preScrutinyID
	case strings.HasPrefix(o.Path, "/points"):
		id = pointID
	case strings.HasPrefix(o.Path, "/visits"):
		id = visitID
	case strings.HasPrefix(o.Path, "/visit-packs"):
		id = packID
	case strings.HasPrefix(o.Path, "/visit-steps"):
		id = briefingID
	}
	return strings.ReplaceAll(parts.Replace(o.Path), "{id}", id)
}

// TestAccessMatrix asks every operation in every role. Whoever the policy lets in must not be refused with 403, and everybody else must.
func TestAccessMatrix(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	for _, o := range api.Operations() {
		t.Run(o.ID, func(t *testing.T) {
			for _, role := range readiness.Roles {
				reached := house.commands
				g := h.do(request(role, o.Method, address(o), nil))
				admitted := g.Code != http.StatusForbidden || house.commands > reached // a review refuses by itself, with its place
				if want := allowed(o, role); admitted != want || g.Code == http.StatusUnauthorized {
					t.Errorf("%s answers %d to the %s; the policy says %v", o.ID, g.Code, role.Title(), want)
				}
			}
		})
	}
}

// allowed asks the policy table itself.
func allowed(o api.Operation, role readiness.Role) bool {
	if o.SignedIn {
		return true
	}
	for _, p := range readiness.Policy {
		for _, action := range o.Actions {
			if p.Role == role && p.Action == action {
				return true
			}
		}
	}
	return false
}

func TestEveryOperationNeedsATokenAndAScope(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	for _, o := range api.Operations() {
		if len(o.Scopes) == 0 || (!o.SignedIn && len(o.Actions) == 0) {
			t.Errorf("%s has no rule", o.ID)
		}
		without := request(readiness.Administrator, o.Method, address(o), nil)
		without.Header.Del("Authorization")
		g := h.do(without).wants(http.StatusUnauthorized, "unauthenticated")
		if g.Header().Get("WWW-Authenticate") == "" {
			t.Errorf("%s does not say how to sign in", o.ID)
		}
		for _, scope := range readiness.Scopes {
			r := request(readiness.Administrator, o.Method, address(o), nil)
			r.Header.Set("Authorization", "Bearer "+token(readiness.Administrator, scope.Code))
			g := h.do(r)
			refused := g.Code == http.StatusForbidden && g.problem().Type == "urn:sightline:problem:scope"
			if want := !strings.Contains(strings.Join(o.Scopes, " "), scope.Code); refused != want {
				t.Errorf("%s with the scope %s answers %d", o.ID, scope.Code, g.Code)
			}
		}
	}
}

func TestOneselfIsAlwaysAllowed(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	me := person(readiness.ElectedMember)
	deputy := map[string]string{"deputy_id": otherID, "from": "2027-03-03", "until": "2027-03-10"}
	h.do(request(readiness.ElectedMember, "GET", "/people/"+me, nil)).wants(http.StatusOK, "")
	h.do(request(readiness.ElectedMember, "POST", "/people/"+me+"/deputies", deputy)).wants(http.StatusCreated, "")
	h.do(request(readiness.ElectedMember, "POST", "/people/"+otherID+"/deputies", deputy)).wants(http.StatusForbidden, "forbidden")
	h.do(request(readiness.ElectedMember, "DELETE", "/people/"+me+"/sessions", nil)).wants(http.StatusOK, "")
	h.do(request(readiness.ElectedMember, "DELETE", "/people/"+otherID+"/sessions", nil)).wants(http.StatusForbidden, "forbidden")
}

func TestUnknownTokensAndCookies(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	for _, header := range []string{"", "Bearer", "Bearer nobody.read", "Basic " + full(readiness.Director)} {
		r := httptest.NewRequest("GET", api.Prefix+"/me", nil)
		r.Header.Set("Authorization", header)
		r.Header.Set("Cookie", "session="+full(readiness.Director))
		h.do(r).wants(http.StatusUnauthorized, "unauthenticated")
	}
}

func hashOf(body string) []byte {
	sum := sha256.Sum256([]byte(body))
	return sum[:]
}
