package workflows_test

import (
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

// TestRound: a round does nothing of what the sweep does besides, and not even its own when it has ended. What a person asks for asks no timetable.
func TestRound(t *testing.T) {
	t.Parallel()
	for in, want := range map[workflows.SweepInput]string{
		{By: "clock", Round: "r-1"}: "timetable\nplan r-1 2026-03-02\n" + ofAll("open") + "\nr-1 ran by clock, opened 2",
		{By: "clock", Round: "r-2"}: "timetable",
		{By: "lead", Round: "r-1"}:  "plan r-1 2026-03-02\n" + ofAll("open") + "\nr-1 ran by lead, opened 2",
	} {
		h := &house{failures: map[string]int{}}
		env := environment(t, h.activities())
		env.SetStartTime(importStart)
		env.ExecuteWorkflow(workflows.SweepName, in)
		var result readiness.SweepResult
		if err := env.GetWorkflowResult(&result); err != nil || h.log() != want {
			t.Errorf("%+v: %+v, %v; asked\n%s", in, result, err, h.log())
		}
	}
}

func TestARoundTriesAgain(t *testing.T) {
	t.Parallel()
	h := &house{failures: map[string]int{"timetable": 1, "plan r-1 2026-03-02": 2, "planned": 1, "start": 1, "r-1 ran by clock, opened 2": 1}}
	env := environment(t, h.activities())
	env.SetStartTime(importStart)
	env.ExecuteWorkflow(workflows.SweepName, workflows.SweepInput{By: "clock", Round: "r-1"})
	var result readiness.SweepResult
	if err := env.GetWorkflowResult(&result); err != nil || result.Opened != 2 || h.count("r-1 ran by clock, opened 2") != 2 {
		t.Errorf("%+v, %v; asked\n%s", result, err, h.log())
	}
}
