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
	const order = "timetable\nfollowups\nfollow\naction followups\nfollow action\npoint followups\nfollow point\nassessment followups\nfollow assessment\nappraisal followups\nfollow appraisal\nplan 2026-03-02\nplan meetings\nremind partners\nremind homes\nplan pulses\nplanned\nstart\nplanned actions\nstart action\nplanned points\nstart point\nplanned assessments\nstart assessment\nplanned appraisals\nstart appraisal\nstale\nreplan\nstale actions\nreplan action\nstale points\nreplan point\nstale assessments\nreplan assessment\nstale appraisals\nreplan appraisal\nswept by clock, replanned 5"
	for name, failures := range map[string]map[string]int{
		"at once": nil,
		"with everything away for a try or two": {
			"followups": 1, "follow": 2, "plan 2026-03-02": 1, "planned": 2, "start": 1, "stale": 1, "replan": 1, "swept by clock, replanned 5": 2,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := &house{failures: failures}
			env := environment(t, h.activities())
			env.SetStartTime(time.Date(2026, 3, 2, 2, 15, 0, 0, time.UTC))
			env.ExecuteWorkflow(workflows.SweepName, workflows.SweepInput{By: "clock"})
			var result readiness.SweepResult
			if err := env.GetWorkflowResult(&result); err != nil || result.Opened != 2 || result.LongOpen != 5 || result.Replanned != 5 {
				t.Errorf("got %+v, %v", result, err)
			}
			if failures == nil && h.log() != order {
				t.Errorf("asked\n%s\nwant\n%s", h.log(), order)
			}
			if h.count("start") < 2 || h.count("swept by clock, replanned 5") == 0 {
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
	if h.count("plan 2026-03-02") != 1 || h.count("planned") != 0 {
		t.Errorf("asked\n%s", h.log())
	}
}

func TestRebuild(t *testing.T) {
	t.Parallel()
	h := &house{failures: map[string]int{"unsettled": 1}}
	env := environment(t, h.activities())
	env.ExecuteWorkflow(workflows.RebuildName)
	var woken activities.Woken
	if err := env.GetWorkflowResult(&woken); err != nil || woken.Count != 6 || h.count("continue point") != 1 || h.count("continue assessment") != 1 || h.count("continue appraisal") != 1 || h.count("s-0 hears a criterion") != 1 || h.count("continue") != 2 || h.count("continue action") != 1 || h.count("check import-1") != 1 {
		t.Errorf("got %+v, %v\n%s", woken, err, h.log())
	}
}
