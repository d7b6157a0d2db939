package workflows_test

import (
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/workflows"
)

// digest runs one morning.
func digest(t *testing.T, h *house) {
	t.Helper()
	env := environment(t, h.activities())
	env.SetStartTime(importStart)
	env.ExecuteWorkflow(workflows.DigestName)
	if err := env.GetWorkflowError(); err != nil || !env.IsWorkflowCompleted() {
		t.Errorf("the digest ended with %v", err)
	}
}

// crowd is more people than go out side by side.
func crowd() []string {
	var people []string
	for i := range 19 {
		people = append(people, "p-"+itoa(i))
	}
	return people
}

func TestDigest(t *testing.T) {
	t.Parallel()
	h := &house{people: crowd(), failures: map[string]int{"digests": 2, "send p-3": 4, "digest done 2026-03-02": 1}}
	digest(t, h)
	for _, p := range h.people {
		if h.count("mailed "+p) != 1 {
			t.Errorf("%d mails to %s", h.count("mailed "+p), p)
		}
	}
	if h.count("send p-3") != 5 || !strings.HasSuffix(h.log(), "digest done 2026-03-02") {
		t.Errorf("asked\n%s", h.log())
	}
}

// TestOneMailDoesNotStopTheOthers: an address that never takes its mail costs an hour of tries and nobody else's mail.
func TestOneMailDoesNotStopTheOthers(t *testing.T) {
	t.Parallel()
	h := &house{people: crowd(), failures: map[string]int{"send p-0": -1}}
	digest(t, h)
	for _, p := range h.people[1:] {
		if h.count("mailed "+p) != 1 {
			t.Errorf("%d mails to %s", h.count("mailed "+p), p)
		}
	}
	if n := h.count("send p-0"); n < 5 || h.count("mailed p-0") != 0 || h.count("digest done 2026-03-02") != 1 {
		t.Errorf("%d tries; asked\n%s", n, h.log())
	}
}

func TestNoDigestOnADayThatIsNotWorked(t *testing.T) {
	t.Parallel()
	h := &house{people: crowd(), closed: true}
	digest(t, h)
	if got := h.log(); got != "digest done 2026-03-02" {
		t.Errorf("asked\n%s", got)
	}
}
