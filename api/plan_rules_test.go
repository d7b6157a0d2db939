package api_test

import (
	"net/http"
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

func TestPlanRules(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	g := h.do(request(readiness.ElectedMember, "GET", "/rules/plan", nil)).wants(http.StatusOK, "")
	rules := read[readiness.PlanRules](g)
	if rules.RetestMonths[1] != 6 || g.Header().Get("ETag") != `"1"` {
		t.Errorf("got %+v with ETag %s", rules, g.Header().Get("ETag"))
	}
	rules.VerifyDays = 5
	change := func(role readiness.Role, ifMatch string) got {
		r := request(role, "PUT", "/rules/plan", map[string]any{"reason": "Checks take too long.", "running": "keep", "rules": rules})
		r.Header.Set("If-Match", ifMatch)
		return h.do(r)
	}
	change(readiness.AreaHead, "").wants(http.StatusForbidden, "forbidden")
	if set := change(readiness.ImprovementLead, `"1"`).wants(http.StatusOK, ""); set.Header().Get("ETag") != `"2"` || read[readiness.PlanRules](set).VerifyDays != 5 {
		t.Errorf("set %s", set.Body)
	}
	change(readiness.ImprovementLead, `"1"`).wants(http.StatusPreconditionFailed, "stale-version")
	rules.RetestMonths = []int{3, 0}
	p := change(readiness.ImprovementLead, "").wants(http.StatusUnprocessableEntity, "invalid").problem()
	if len(p.Errors) != 1 || p.Errors[0].Location != "body.rules.retest_months[1]" || p.Errors[0].Message != "The months to each re-test must be 1 or more (number 2 of the months to each re-test)." {
		t.Errorf("got %+v", p.Errors)
	}
}
