package e2e_test

import (
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	enumspb "go.temporal.io/api/enums/v1"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestRebuild loses Temporal with everything in it, and starts every unsettled review again from its row: each goes on where it stood, with the
// same next moment, and nobody is told anything twice.
func TestRebuild(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	who := h.furnish(t, 60, calendar.DateOf(time.Now()))
	h.setRules(t, func(r *readiness.ReviewRules) { r.Thresholds[0].Months, r.SecondLookPer100 = 8, 0 })
	h.setLadder(t, minutes(0, readiness.Owner, readiness.AreaHead), minutes(1, readiness.AssistantDirector))
	h.sweep(t)
	ids := h.reviews(t, "North")
	for _, id := range ids {
		h.awaitReached(t, id, readiness.AreaHead)
	}
	begun := asked(who["area_head North"])
	_, err := h.askUnder(begun, ids[0], readiness.BeginReview{})
	must(t, err)
	told, before := h.count(`select count(*) from notices`), time.Now()

	h.loseTemporal(t)
	if running := h.temporalRuns(t); running != 0 {
		t.Fatalf("%d reviews run in a Temporal that was lost", running)
	}
	live := h.count(`select count(*) from reviews where status not in ('signed_off', 'overtaken')`)
	for range 2 { // the second time there is nothing to do
		if said := h.sightline("rebuild"); !strings.Contains(said, "unsettled review") {
			t.Errorf("rebuild said %q", said)
		}
	}
	until(t, soon, "every unsettled review runs", func() (bool, any) { n := h.temporalRuns(t); return n == live, n })
	h.climbsOn(t, ids, told, before)

	again, err := h.askUnder(begun, ids[0], readiness.BeginReview{})
	if err != nil || again.Status != readiness.InReview {
		t.Errorf("a command from before, asked again: %q %v", again.Status, err)
	}
	h.do(who["assistant_director"], ids[0], closing())
	h.do(who["dcs"], ids[0], readiness.SignOffReview{})
	must(t, h.temporal.GetWorkflow(t.Context(), "review/"+ids[0], "").Get(t.Context(), nil))
	h.replay(t, h.config.PayloadKeys.Reveal(), "review_after_rebuild", "review/"+ids[0])
}

// climbsOn waits until every review has reached the next rung, once, and nobody heard of the earlier ones again.
func (h *house) climbsOn(t *testing.T, ids []string, told int, before time.Time) {
	t.Helper()
	for _, id := range ids {
		h.awaitReached(t, id, readiness.AssistantDirector)
		if kinds := strings.Join(h.texts(`select kind from review_events where review_id = $1 and kind <> 'begun' order by seq`, id), " "); kinds != "opened escalated escalated" {
			t.Errorf("review %s went like this: %s", id, kinds)
		}
	}
	h.toldOnce(t)
	if repeated := h.count(`select count(*) from (select from notices group by subject, key, person_id having count(*) > 1) n`); repeated > 0 {
		t.Errorf("%d notices were made twice", repeated)
	}
	if now := h.count(`select count(*) from notices where made_at <= $1`, before); now != told {
		t.Errorf("there are %d notices from before the loss, there were %d", now, told)
	}
}

// loseTemporal stops the house, drops both of Temporal's databases and starts it again.
func (h *house) loseTemporal(t *testing.T) {
	t.Helper()
	h.end()
	<-h.ended
	<-h.ended
	h.parts.Close()
	h.end = nil
	must(t, h.server.Stop())
	h.server = nil
	admin, err := pgx.Connect(t.Context(), h.pg.DSN("postgres"))
	must(t, err)
	for _, name := range []string{"temporal", "temporal_visibility"} {
		_, err := admin.Exec(t.Context(), "drop database "+name+" with (force)")
		must(t, err)
	}
	must(t, admin.Close(t.Context()))
	must(t, h.pg.Stop(t.Context()))
	h.pg = nil
	h.start()
}

// temporalRuns counts the live reviews whose run Temporal knows and runs.
func (e *eyes) temporalRuns(t *testing.T) int {
	t.Helper()
	n := 0
	for _, id := range e.texts(`select id::text from reviews where status not in ('signed_off', 'overtaken')`) {
		if d, err := e.temporal.DescribeWorkflowExecution(t.Context(), "review/"+id, ""); err == nil && d.WorkflowExecutionInfo.Status == enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING {
			n++
		}
	}
	return n
}
