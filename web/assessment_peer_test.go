package web_test

import (
	"testing"

	"github.com/sightline-readiness/sightline/internal/htmlcheck"
)

// TestPeerOpensTheirOwn: the list shows a peer the whole cycle, and leads only to what they challenge: of these four criteria, nothing.
func TestPeerOpensTheirOwn(t *testing.T) {
	t.Parallel()
	samplesSay(t, map[string][]htmlcheck.Check{
		"self-assessment/half-way, peer":       {htmlcheck.Counts(".govuk-task-list__item", 4), htmlcheck.Counts(".govuk-task-list__link", 0)},
		"self-assessment/half-way, challenger": {htmlcheck.Counts(".govuk-task-list__item", 4), htmlcheck.Counts(".govuk-task-list__link", 4)},
	})
}
