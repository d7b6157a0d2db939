package readiness_test

import (
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A row that could not be read must not look as if the child had left the list.
func TestAnUnreadRowClosesNothing(t *testing.T) {
	t.Parallel()
	known := []readiness.KnownCase{{ID: "case-1", Record: readiness.CaseRecord{
		ChildRef: "C1", Team: "North 1", Spells: []readiness.Spell{{Type: readiness.ChildInNeed, Start: calendar.On(2024, 1, 8)}},
	}}}
	e := readiness.Extract{TakenOn: calendar.On(2026, 3, 31), Lists: []readiness.ListFound{{List: 6}, {List: 7}, {List: 8}}}
	rules := readiness.DefaultReviewRules()
	if got := rules.Merge(known, e); got[0].Kind != readiness.CaseClosed || !got[0].Vanished {
		t.Fatalf("gone from the list: %+v", got[0])
	}
	e.Unread = []readiness.Unread{{ChildRef: "C1", Type: readiness.ChildInNeed}}
	if got := rules.Merge(known, e); got[0].Kind != readiness.CaseSame || !got[0].Closed.IsZero() {
		t.Fatalf("a row that was left out: %+v", got[0])
	}
	e.Unread[0].Type = readiness.ChildProtection
	if got := rules.Merge(known, e); got[0].Kind != readiness.CaseClosed {
		t.Fatalf("another list's row says nothing of this one: %+v", got[0])
	}
}
