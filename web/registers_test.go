package web_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/web"
)

func TestWhatRegisterPagesSay(t *testing.T) {
	t.Parallel()
	in, says := htmlcheck.In, htmlcheck.Says
	samplesSay(t, map[string][]htmlcheck.Check{
		"places/some":         {in("main", says("1 team belongs to no area yet."), says("Nobody yet")), htmlcheck.Counts("input[name=team]", 3)},
		"places/empty":        {in("main", says("There are no areas yet."), says("No team is known yet."))},
		"person/area head":    {in("main", says("Area head of North, from 1 April 2025"), says("(ended)"), says("covering now, until 7 March 2027"), says("ended on 14 August 2026"))},
		"person/blocked":      {in("main", says("Blocked"), says("No post yet.")), htmlcheck.Lacks("form[action=/people/p9/sign-in-link]"), htmlcheck.Counts("form[action=/people/p9/sessions/end]", 1)},
		"account/member":      {in("main", says("Nobody covers for you"), htmlcheck.SaysNot("API tokens"))},
		"cover/empty":         {in("main", says("Nobody is covered today"))},
		"mails/empty":         {in("main", says("No mail has been written yet."))},
		"mail/failed":         {in("main", says("no such mailbox"))},
		"audit/some":          {in("tbody", says("Review 4-77aa")), in("tbody", says("Step 9, signed off")), in("tbody", says("Red flags of care leavers"))},
		"audit/of one":        {in("main", says("Only what was done to one thing: Review")), in("main", says("Open its page"))},
		"audit/changed":       {in("main", says("Row 311 does not fit the row before it."))},
		"rules/several":       {in("main", says("1 April 2027 (Not yet)"), says("15 months"), says("An area that is gone"), says("10 of every 100"), says("Good Friday"))},
		"ladder/minutes":      {in("main", says("1 minute after the date was set"), says("taken at 1pm"))},
		"ladder/as it comes":  {in("ol.app-timeline", says("10 working days before the due date The owner. A reminder"), says("5 working days after the due date The area head. It reaches the area head by mail at once"), htmlcheck.Counts("li", 8))},
		"places/empty, admin": {in("main", says("imported the case lists"), htmlcheck.SaysNot("Upload"))},
		"who may/all":         {in("main", says("In their own area, they may: see cases and reviews"), says("sign a review off"), htmlcheck.SaysNot(" ,"))},
	})
}

// TestPolicyIsInWords fails for an action or a reach that the page cannot say.
func TestPolicyIsInWords(t *testing.T) {
	t.Parallel()
	page, said := web.PolicyPage{}, map[string]int{}
	for _, role := range page.Roles() {
		if role.Role == "" {
			t.Errorf("%+v", role)
		}
		for _, g := range role.Grants {
			if g.Reason == "" || g.Where == "" || slices.Contains(g.What, "") {
				t.Errorf("%s: a reason, a reach or an action has no words: %+v", role.Role, g)
			}
			said[role.Role] += len(g.What)
		}
	}
	for _, g := range page.Shared() {
		if g.Reason == "" || len(g.What) == 0 || slices.Contains(g.What, "") {
			t.Errorf("a reason or an action has no words: %+v", g)
		}
	}
	own := map[string]int{}
	for _, p := range readiness.Policy {
		if !slices.ContainsFunc(page.Shared(), func(g web.Grant) bool { return g.Reason == p.Reason }) {
			own[strings.ToUpper(p.Role.Title()[:1])+p.Role.Title()[1:]]++
		}
	}
	if !maps.Equal(own, said) {
		t.Errorf("the page says %v, the policy %v", said, own)
	}
}
