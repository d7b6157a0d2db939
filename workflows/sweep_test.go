package workflows_test

import (
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

func TestSweep(t *testing.T) {
	t.Parallel()
	order := "timetable\n" + ofAll("follow") + "\nplan 2026-03-02\nplan meetings\nremind partners\nremind homes\nplan pulses\nplan audits again\n" + ofAll("open") + "\n" + ofAll("replan") + "\nswept by clock, replanned " + itoa(len(readiness.Nouns))
	for name, failures := range map[string]map[string]int{
		"at once": nil,
		"with everything away for a try or two": {
			"to follow review": 1, "follow action": 2, "plan 2026-03-02": 1, "to open review": 2, "open review": 1, "to replan point": 1, "replan review": 1, "swept by clock, replanned " + itoa(len(readiness.Nouns)): 2,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := &house{failures: failures}
			env := environment(t, h.activities())
			env.SetStartTime(time.Date(2026, 3, 2, 2, 15, 0, 0, time.UTC))
			env.ExecuteWorkflow(workflows.SweepName, workflows.SweepInput{By: "clock"})
			var result readiness.SweepResult
			if err := env.GetWorkflowResult(&result); err != nil || result.Opened != 2 || result.LongOpen != 5 || result.Replanned != len(readiness.Nouns) {
				t.Errorf("got %+v, %v", result, err)
			}
			if failures == nil && h.log() != order {
				t.Errorf("asked\n%s\nwant\n%s", h.log(), order)
			}
			if h.count("open review") == 0 || h.count("swept by clock, replanned "+itoa(len(readiness.Nouns))) == 0 {
				t.Errorf("asked\n%s", h.log())
			}
		})
	}
}

// TestSweepOfTheLondonDay: just after midnight in summer it is still yesterday in UTC.
func TestSweepOfTheLondonDay(t *testing.T) {
	t.Parallel()
	h := &house{}
	env := environment(t, h.activities())
	env.SetStartTime(time.Date(2026, 6, 30, 23, 30, 0, 0, time.UTC))
	env.ExecuteWorkflow(workflows.SweepName, workflows.SweepInput{By: "clock"})
	if h.count("plan 2026-07-01") != 1 {
		t.Errorf("asked\n%s", h.log())
	}
}

func TestSweepThatTheLedgerRefusesSaysSo(t *testing.T) {
	t.Parallel()
	h := &house{refusals: map[string]error{"plan 2026-03-02": readiness.Errorf(readiness.Conflict, "There are no rules yet.")}}
	env := environment(t, h.activities())
	env.SetStartTime(importStart)
	env.ExecuteWorkflow(workflows.SweepName, workflows.SweepInput{By: "lead"})
	if refusal := workflows.FromTemporal(env.GetWorkflowError()); refusal == nil || refusal.Message != "There are no rules yet." {
		t.Errorf("got %v", env.GetWorkflowError())
	}
	if h.count("plan 2026-03-02") != 1 || h.count("to open review") != 0 {
		t.Errorf("asked\n%s", h.log())
	}
}

func TestRebuild(t *testing.T) {
	t.Parallel()
	h := &house{failures: map[string]int{"to continue review": 1}}
	env := environment(t, h.activities())
	env.ExecuteWorkflow(workflows.RebuildName)
	var woken activities.Woken
	if err := env.GetWorkflowResult(&woken); err != nil || woken.Count != len(readiness.Nouns) || h.count("assessment-0 hears a criterion") != 1 || h.count("check import-1") != 1 {
		t.Errorf("got %+v, %v\n%s", woken, err, h.log())
	}
	for _, noun := range readiness.Nouns {
		if n := h.count("continue " + noun); n != 1 {
			t.Errorf("%s carried on %d times", noun, n)
		}
	}
}
