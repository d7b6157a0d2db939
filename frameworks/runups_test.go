package frameworks_test

import (
	"slices"
	"testing"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestShippedRunUpsAreWhole holds what domain.md 1.5, 1.6 and 3.1 say of the four kinds of visits.
func TestShippedRunUpsAreWhole(t *testing.T) {
	t.Parallel()
	for i, r := range frameworks.RunUps() {
		for _, fault := range r.Check() {
			t.Errorf("%s: %s: %s", r.Code, fault.At, fault.Message)
		}
		if r.Kind != readiness.VisitKinds[i].Code {
			t.Errorf("run-up %d is for %s", i, r.Kind)
		}
		if !slices.Equal(r.InOrder(), r.Steps) {
			t.Errorf("the steps of %s are not in the order in which they fall", r.Code)
		}
		for _, slot := range r.Slots {
			if !slices.ContainsFunc(r.Steps, func(s readiness.RunUpStep) bool { return s.Slot == slot.Code }) {
				t.Errorf("%s: nothing falls to %s", r.Code, slot.Code)
			}
		}
	}
}

// TestTheRunBookHasSeparateOwners is rule 6 of domain.md, section 9: some 40 steps, and an owner each for what one person cannot do at once.
func TestTheRunBookHasSeparateOwners(t *testing.T) {
	t.Parallel()
	for _, r := range frameworks.RunUps()[2:] {
		if n := len(r.Steps); n < 40 || n > 50 {
			t.Errorf("%s has %d steps", r.Code, n)
		}
		for _, code := range []string{"lists", "documents", "audits", "tracked", "communications", "it", "rooms"} {
			if _, known := r.Slot(code); !known {
				t.Errorf("%s has nobody for %s", r.Code, code)
			}
		}
		if len(r.Slots) < 8 || r.Steps[0].Anchor != "call" || r.Steps[0].Offset != 0 {
			t.Errorf("%s begins with %+v", r.Code, r.Steps[0])
		}
	}
}

// TestTheMonitoringRunUp compares the days and gates of domain.md 3.1.
func TestTheMonitoringRunUp(t *testing.T) {
	t.Parallel()
	r := frameworks.RunUps()[0]
	for code, want := range map[string]struct {
		anchor string
		offset int
		gate   string
	}{
		"agree_scope": {"visit", -60, "signature"}, "map_findings": {"visit", -50, "findings"}, "draw_sample": {"visit", -45, "sample"},
		"moderate_audits": {"visit", -25, "audits"}, "write_position": {"visit", -20, "evidence"}, "hold_mock": {"visit", -15, "evidence"},
		"run_last_lists": {"visit", -10, "data"}, "answer_checklist": {"visit", -10, "checklist"}, "agree_timetable": {"visit", -5, "evidence"},
		"close_first_day": {"visit", 0, "requests"}, "close_last_day": {"end", 0, "requests"}, "draft_actions": {"end", 5, "signature"},
		"register_findings": {"letter", 0, "letter"}, "update_plan": {"end", 30, "evidence"}, "audit_again": {"end", 90, "reaudit"},
	} {
		i := slices.IndexFunc(r.Steps, func(s readiness.RunUpStep) bool { return s.Code == code })
		if i < 0 || r.Steps[i].Anchor != want.anchor || r.Steps[i].Offset != want.offset || r.Steps[i].Gate != want.gate {
			t.Errorf("%s stands at place %d, want %+v", code, i, want)
		}
	}
	if r.Days != 2 || r.Letter < 20 || r.Letter > 25 {
		t.Errorf("%d days, the letter after %d", r.Days, r.Letter)
	}
}
