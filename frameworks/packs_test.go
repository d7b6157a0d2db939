package frameworks_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestShippedPacksAreWhole holds what domain.md 3.3 to 3.5 and 3.7 say of the three focus areas.
func TestShippedPacksAreWhole(t *testing.T) {
	t.Parallel()
	want := map[string]struct {
		focus, cohort, prefix       string
		enquiries, checklist, flags int
	}{
		"care-leavers-2026": {"care_leavers", readiness.CareLeaverCohort, "CL", 12, 10, 9},
		"exploitation-2026": {"exploitation", readiness.ExploitationCohort, "CE", 12, 10, 6},
		"missing-2026":      {"missing", readiness.MissingCohort, "MI", 9, 10, 7},
	}
	for _, p := range frameworks.Packs() {
		for _, fault := range p.Check() {
			t.Errorf("%s: %s: %s", p.Code, fault.At, fault.Message)
		}
		w, known := want[p.Code]
		if !known || p.Focus != w.focus || p.Cohort != w.cohort || p.From != calendar.On(2026, 4, 1) {
			t.Errorf("%s is for %s with %s from %s", p.Code, p.Focus, p.Cohort, p.From)
		}
		if len(p.Enquiries) != w.enquiries || len(p.Checklist) != w.checklist || len(p.Flags) != w.flags {
			t.Errorf("%s has %d lines of enquiry, %d statements and %d flags", p.Code, len(p.Enquiries), len(p.Checklist), len(p.Flags))
		}
		for i, l := range p.Checklist {
			if l.Code != fmt.Sprintf("%sK%d", w.prefix, i+1) {
				t.Errorf("%s: statement %d has the code %s", p.Code, i+1, l.Code)
			}
		}
		for _, code := range []string{"voice", "assessment", "plan", "visits", "oversight", "multi_agency", "identity", "recording", "impact"} {
			if !slices.ContainsFunc(p.Sections, func(s readiness.AuditSection) bool { return s.Code == code }) {
				t.Errorf("the audit form of %s lacks the section %s", p.Code, code)
			}
		}
		if len(p.Sections) < 11 {
			t.Errorf("the audit form of %s has nothing special to the focus area", p.Code)
		}
		delete(want, p.Code)
	}
	if len(want) > 0 {
		t.Errorf("not shipped: %v", want)
	}
}

// TestEveryRuleIsUsed: a rule that no shipped pack names would be tried by nobody.
func TestEveryRuleIsUsed(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	for _, p := range frameworks.Packs() {
		for _, f := range p.Flags {
			used[f.Rule] = true
			if strings.Contains(f.Words(), "%") {
				t.Errorf("%s of %s reads %q", f.Code, p.Code, f.Words())
			}
		}
	}
	for _, r := range readiness.FlagRules {
		if !used[r.Code] {
			t.Errorf("no pack uses the rule %s", r.Code)
		}
		if _, _, has := readiness.FlagThreshold(r.Code); has != strings.Contains(r.Text, "the threshold") {
			t.Errorf("%s says %q, and has a threshold: %v", r.Code, r.Text, has)
		}
	}
}
