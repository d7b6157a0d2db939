package workflows_test

import (
	"strings"
	"testing"

	"go.temporal.io/sdk/temporal"

	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

// digest runs one morning.
func digest(t *testing.T, h *house) {
	t.Helper()
	env := environment(t, h.activities())
	env.SetStartTime(importStart)
	env.ExecuteWorkflow(workflows.DigestName, workflows.DigestInput{})
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
	h := &house{people: crowd(), failures: map[string]int{"digests": 2, "send p-3": 4, "digest done 2026-03-02 by clock: 19, failed 0": 1}}
	digest(t, h)
	for _, p := range h.people {
		if h.count("mailed "+p) != 1 {
			t.Errorf("%d mails to %s", h.count("mailed "+p), p)
		}
	}
	if h.count("send p-3") != 5 || !strings.HasSuffix(h.log(), "digest done 2026-03-02 by clock: 19, failed 0") {
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
	if n := h.count("send p-0"); n < 5 || h.count("mailed p-0") != 0 || h.count("digest done 2026-03-02 by clock: 18, failed 1") != 1 {
		t.Errorf("%d tries; asked\n%s", n, h.log())
	}
}

func TestNoDigestOnADayThatIsNotWorked(t *testing.T) {
	t.Parallel()
	h := &house{people: crowd(), closed: true}
	digest(t, h)
	if got := h.log(); got != "timetable" {
		t.Errorf("asked\n%s", got)
	}
}

// TestWhatIsPausedDoesNothing: the clock may not have heard of a pause; what a person asks for runs all the same.
func TestWhatIsPausedDoesNothing(t *testing.T) {
	t.Parallel()
	for name, in := range map[string]any{workflows.DigestName: workflows.DigestInput{By: "clock"}, workflows.SweepName: workflows.SweepInput{By: "clock"}} {
		h := &house{people: crowd(), paused: true, failures: map[string]int{"timetable": 1}}
		env := environment(t, h.activities())
		env.SetStartTime(importStart)
		env.ExecuteWorkflow(name, in)
		if err := env.GetWorkflowError(); err != nil || h.log() != "timetable" {
			t.Errorf("%s: %v; asked\n%s", name, err, h.log())
		}
	}
	h := &house{people: crowd()[:2], paused: true}
	env := environment(t, h.activities())
	env.SetStartTime(importStart)
	env.ExecuteWorkflow(workflows.DigestName, workflows.DigestInput{By: "lead"})
	var result readiness.DigestResult
	if err := env.GetWorkflowResult(&result); err != nil || result.Mails != 2 || h.count("digest done 2026-03-02 by lead: 2, failed 0") != 1 {
		t.Errorf("asked for by hand: %+v, %v\n%s", result, err, h.log())
	}
}

// TestTheDayMeantCounts: what was to run yesterday and is made up for today follows yesterday's timetable.
func TestTheDayMeantCounts(t *testing.T) {
	t.Parallel()
	h := &house{closed: true} // Monday 2 March
	env := environment(t, h.activities())
	env.SetStartTime(importStart.AddDate(0, 0, 1))
	if err := env.SetTypedSearchAttributesOnStart(temporal.NewSearchAttributes(temporal.NewSearchAttributeKeyTime("TemporalScheduledStartTime").ValueSet(importStart))); err != nil {
		t.Fatal(err)
	}
	env.ExecuteWorkflow(workflows.DigestName, workflows.DigestInput{By: "clock"})
	if err := env.GetWorkflowError(); err != nil || h.log() != "timetable" {
		t.Errorf("%v; asked\n%s", err, h.log())
	}
}
