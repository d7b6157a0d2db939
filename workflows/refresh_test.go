package workflows_test

import (
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/workflows"
)

// TestRefresh: the next self-assessment is planned and opened, also when the ledger is away at first; a timetable that is paused by now plans none, but a
// person who asks gets one all the same.
func TestRefresh(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		by     string
		paused bool
		want   string
	}{
		{"clock", false, "timetable\nplan the next self-assessment on 2026-04-06\nto open review"},
		{"clock", true, "timetable"},
		{"lead", true, "plan the next self-assessment on 2026-04-06\nto open review"},
	} {
		h := &house{failures: map[string]int{"plan the next self-assessment on 2026-04-06": 1}, paused: c.paused}
		env := environment(t, h.activities())
		env.SetStartTime(calendar.On(2026, 4, 6).At(6, 0)) // the first Monday of a quarter
		env.ExecuteWorkflow(workflows.RefreshName, workflows.RefreshInput{By: c.by})
		var result readiness.RefreshResult
		err := env.GetWorkflowResult(&result)
		asked, ran := h.log(), c.want != "timetable"
		if err != nil || !strings.HasPrefix(asked, c.want) || ran != (result.Planned == "2026 to 2027") || ran != strings.HasSuffix(asked, "planned by "+c.by+": 2026 to 2027") || ran && h.count("plan the next self-assessment on 2026-04-06") != 2 {
			t.Errorf("%+v: %+v %v; asked\n%s", c, result, err, asked)
		}
	}
}
