package postgres_test

import (
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestRefreshIsKept keeps what the planning of self-assessments came to, for the page of what runs when.
func TestRefreshIsKept(t *testing.T) {
	t.Parallel()
	s := newService(t)
	on := calendar.DateOf(s.now())
	result := must[readiness.RefreshResult](t)(s.PlanRefresh(t.Context(), on))
	if result.Planned != "" || result.Why == "" {
		t.Errorf("a refresh of nothing: %+v", result)
	}
	s.must(s.RefreshDone(t.Context(), result, s.lead))
	last := must[map[readiness.Job]readiness.JobRun](t)(s.LastRuns(t.Context()))
	if run := last[readiness.RefreshJob]; run.Refresh == nil || run.Refresh.Why != result.Why {
		t.Errorf("the run that is kept: %+v", run)
	}
}
