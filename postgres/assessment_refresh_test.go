package postgres_test

import (
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// published signs the cycle to its end, and seals it.
func (c *cycling) published() {
	c.t.Helper()
	c.agree()
	for _, s := range []struct{ part, by string }{{"A", c.head}, {string(readiness.AssistantDirector), c.assistant}, {string(readiness.Director), c.director}, {string(readiness.LeadMember), c.lord}} {
		c.must(c.sign(s.part, s.by))
	}
	c.must(c.SealAssessment(c.t.Context(), c.cycle.ID))
}

// TestNextCycleHasThePeopleAndTextsOfTheLast: a refresh in the next quarter, and a year later a whole one under the framework that holds by then; what it
// says is carried over the crosswalk, and somebody who has left has no part in it.
func TestNextCycleHasThePeopleAndTextsOfTheLast(t *testing.T) {
	t.Parallel()
	c := newCycling(t)
	plan := func(on calendar.Date) readiness.RefreshResult {
		t.Helper()
		c.clock(on.At(6, 0))
		return must[readiness.RefreshResult](t)(c.PlanRefresh(t.Context(), on))
	}
	if r := plan(calendar.DateOf(c.now())); r.Planned != "" || r.Why == "" {
		t.Errorf("with none published: %+v", r)
	}
	c.must(c.ask("A2", c.lead, readiness.AssignAppraisal{Part: "author", PersonID: c.manager}))
	c.must(c.ask("A2", c.lead, readiness.AssignAppraisal{Part: "author", PersonID: c.head}))
	c.published()
	last := c.cycle
	quarter := calendar.On(2027, 7, 5)
	first, second := plan(quarter), plan(quarter)
	if first.Planned != "Refresh of July 2027" || second.Planned != "" || second.Why == "" {
		t.Fatalf("the first refresh: %+v, then %+v", first, second)
	}
	refresh := must[[]readiness.PlannedAssessment](t)(c.PlannedAssessments(t.Context(), "", 10))[0]
	if refresh.Kind != readiness.QuarterlyRefresh || refresh.Before != last.ID || refresh.Framework != last.Framework || refresh.LeadID != c.lead || refresh.Signers.MemberID != c.lord {
		t.Errorf("%+v", refresh)
	}
	x, ev, err := readiness.OpenAssessment(refresh, c.now())
	c.must(err)
	c.must(c.RecordAssessment(t.Context(), x, ev))
	x, ev, err = x.Do(readiness.CancelAssessment{Reason: "Nothing has changed."}, c.asked(c.actor(c.lead)), c.now())
	c.must(err)
	c.must(c.RecordAssessment(t.Context(), x, ev))

	later := smallFramework("small-2027", "A1", "A3")
	later.From = calendar.On(2028, 1, 1)
	earlier := smallFramework("small-2026", "A1", "A2")
	earlier.Until = calendar.On(2027, 12, 31)
	walk := readiness.Crosswalk{From: "small-2026", To: "small-2027", Rows: []readiness.CrosswalkRow{
		{From: "A1", To: "A1", Kind: "same"}, {From: "A2", To: "A3", Kind: "changed", Note: "Asks for more."},
	}}
	if _, err := c.KeepFrameworks(t.Context(), []readiness.Framework{earlier, later}, []readiness.Crosswalk{walk}); err != nil {
		t.Fatal(err)
	}
	c.leaves(c.look)
	annual := calendar.On(2028, 4, 3)
	if r := plan(annual); r.Planned != "2028 to 2029" {
		t.Fatalf("a year later: %+v", r)
	}
	c.cycle = c.open(must[[]readiness.PlannedAssessment](t)(c.PlannedAssessments(t.Context(), "", 10))[0])
	if c.cycle.Framework != "small-2027" || c.cycle.Kind != readiness.AnnualCycle {
		t.Errorf("%+v", c.cycle)
	}
	a3 := must[readiness.AppraisalView](t)(c.AppraisalView(t.Context(), c.actor(c.head), c.of["A3"].ID))
	if a3.Before == nil || a3.Before.Criterion != "A2" || a3.Before.Text.Know != "We know A2." || a3.AuthorID != c.head || a3.ChallengerID != "" {
		t.Errorf("%+v of %+v", a3.Before, a3.AppraisalRow)
	}
}

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
