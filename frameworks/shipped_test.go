package frameworks_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestShippedFrameworksAreWhole holds what domain.md 1.1 to 1.4 says of the two versions, and what it marks as to be checked.
func TestShippedFrameworksAreWhole(t *testing.T) {
	t.Parallel()
	shipped := frameworks.Shipped()
	for _, f := range shipped {
		if faults := f.Check(); len(faults) > 0 {
			t.Errorf("%s: %v", f.Code, faults)
		}
		for _, tag := range readiness.FrameworkTags { // actions have the same codes
			if !slices.ContainsFunc(f.Tags, func(own readiness.FrameworkTag) bool { return own.Code == tag.Code }) {
				t.Errorf("%s lacks the tag %s", f.Code, tag.Code)
			}
		}
		for _, j := range readiness.Judgements {
			if _, there := f.Area(j.Code); !there {
				t.Errorf("%s lacks the judgement area %s", f.Code, j.Code)
			}
		}
	}
	before, now := shipped[0], shipped[1]
	if before.CriteriaCount() != 67 || now.CriteriaCount() != 68 {
		t.Errorf("%d and %d criteria", before.CriteriaCount(), now.CriteriaCount())
	}
	for code, want := range map[string]int{"HELP": 22, "CARE": 17, "CL": 14, "LEAD": 15} {
		if a, _ := now.Area(code); len(a.Criteria) != want {
			t.Errorf("%s has %d criteria, want %d", code, len(a.Criteria), want)
		}
	}
	if _, overall := before.Area("OE"); !overall {
		t.Error("the version of 2023 has no overall effectiveness")
	}
	if _, overall := now.Area("OE"); overall {
		t.Error("the version of 2026 has overall effectiveness")
	}
	if before.Until.AddDays(1) != now.From || now.From != calendar.On(2026, 4, 1) {
		t.Errorf("%s to %s, then %s", before.From, before.Until, now.From)
	}
	var unconfirmed []string
	for _, a := range now.Areas {
		for _, c := range a.Criteria {
			if c.Unconfirmed {
				unconfirmed = append(unconfirmed, c.Code)
			}
		}
	}
	if got := strings.Join(unconfirmed, " "); got != "LM13 LM14 LM15 HP12 HP22 CC02" {
		t.Errorf("to confirm are %s", got)
	}
}

func TestShippedCrosswalksLeadSomewhere(t *testing.T) {
	t.Parallel()
	of := map[string]readiness.Framework{}
	for _, f := range frameworks.Shipped() {
		of[f.Code] = f
	}
	for _, c := range frameworks.Crosswalks() {
		if faults := c.Check(of[c.From], of[c.To]); len(faults) > 0 {
			t.Errorf("%s to %s: %v", c.From, c.To, faults)
		}
		kinds := map[string]int{}
		for _, r := range c.Rows {
			kinds[r.Kind]++
		}
		if kinds["same"] != 66 || kinds["changed"] != 1 || kinds["new"] != 1 || kinds["gone"] != 0 {
			t.Errorf("%v", kinds)
		}
	}
	if len(frameworks.Crosswalks()) != len(frameworks.Shipped())-1 {
		t.Error("a version follows another without a crosswalk")
	}
}
