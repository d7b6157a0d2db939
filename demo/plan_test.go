package demo_test

import (
	"slices"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/cmd/sightline/app"
	"github.com/sightline-readiness/sightline/demo"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/testdb"
	"github.com/sightline-readiness/sightline/postgres"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestPlan makes the plan of a county of real size that has looked at no cases yet.
func TestPlan(t *testing.T) {
	t.Parallel()
	now := calendar.On(2026, time.November, 25).At(6, 50)
	county := demo.Fairshire()
	county.Months = 0
	dsn := testdb.DSN(t, app.Migrate)
	if err := demo.Make(t.Context(), dsn, county, now, func(string) {}); err != nil {
		t.Fatal(err)
	}
	p := planOf(t, dsn, now)
	near(t, "actions", len(p.rows), 120, 0)
	near(t, "shown done, as percent", p.count(shownDone)*100/len(p.rows), 34, 10)
	if n := p.count(func(r readiness.ActionRow) bool { return r.Moves == 3 }); n != 2 {
		t.Errorf("%d actions were moved three times", n)
	}
	p.check(t)
	p.sources(t, 11)
	p.weighs(t)
	p.assesses(t, readiness.AssessmentDrafting, readiness.AssessmentPublished, readiness.AssessmentSuperseded)
	p.visited(t)
}

// weighs looks at what the pages that weigh the plan have to show.
func (p plan) weighs(t *testing.T) {
	t.Helper()
	if b := got[readiness.Benefits](t)(p.db.Benefits(t.Context(), seesAll)); b.Twice != 1 || len(b.Rows) < 4 || b.Hours == 0 {
		t.Errorf("the benefits: %+v", b)
	}
	pace := got[readiness.Pace](t)(p.db.Pace(t.Context(), seesAll))
	if pace.Trend() == "" || pace.SentBack == 0 || pace.MedianOf < 6 || pace.Moved == 0 || len(pace.Months) < readiness.PaceMonths+2 {
		t.Errorf("the pace: %+v", pace)
	}
	for _, l := range pace.Late {
		if l.Actions == 0 {
			t.Errorf("no late action has reached %q", l.Reached)
		}
	}
	reports := got[[]readiness.PlanReportLine](t)(p.db.PlanReports(t.Context(), seesAll))
	if len(reports) != 2 {
		t.Fatalf("there are %d reports", len(reports))
	}
	last := got[readiness.PlanReport](t)(p.db.PlanReport(t.Context(), seesAll, reports[0].ID))
	if last.Plan.Before == nil || last.Plan.Before.Number != 1 || last.Plan.Received == 0 || len(last.Plan.Late) == 0 || len(last.Plan.Changes) == 0 || last.Plan.Pace.Began.IsZero() {
		t.Errorf("the last report: %+v", last.Plan)
	}
	t.Log("complaints shown", last.Plan.Shown, "of", last.Plan.Received)
}

// plan is what the pages show of a plan.
type plan struct {
	dsn  string
	db   *postgres.DB
	now  time.Time
	rows []readiness.ActionRow
}

var seesAll = readiness.Actor{PersonID: "test", Holdings: []readiness.Holding{{Role: readiness.AssistantDirector}}}

func planOf(t *testing.T, dsn string, now time.Time) plan {
	t.Helper()
	db, err := postgres.Open(t.Context(), dsn, postgres.Options{Now: func() time.Time { return now.UTC() }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	page := got[readiness.Page[readiness.ActionRow]](t)(db.Actions(t.Context(), seesAll, readiness.PlanQuery{State: "all", Limit: 1000}))
	return plan{dsn, db, now, page.Rows}
}

func (p plan) count(is func(readiness.ActionRow) bool) (n int) {
	for _, r := range p.rows {
		if is(r) {
			n++
		}
	}
	return n
}

func shownDone(r readiness.ActionRow) bool {
	return slices.Contains([]readiness.ActionStatus{readiness.ActionVerified, readiness.ActionRetest, readiness.ActionLasted}, r.Status)
}

// check looks for everything that a plan of any size shows.
func (p plan) check(t *testing.T) {
	t.Helper()
	for _, status := range readiness.ActionStatuses {
		n := p.count(func(r readiness.ActionRow) bool { return r.Status == status })
		t.Log(status, n)
		if n == 0 {
			t.Errorf("no action is %s", status.Title())
		}
	}
	for what, want := range map[string]struct {
		least int
		is    func(readiness.ActionRow) bool
	}{
		"sent back once":                       {2, func(r readiness.ActionRow) bool { return r.SentBacks == 1 }},
		"sent back twice":                      {1, func(r readiness.ActionRow) bool { return r.SentBacks == 2 }},
		"opened again":                         {4, func(r readiness.ActionRow) bool { return r.Reopened > 0 }},
		"moved":                                {8, func(r readiness.ActionRow) bool { return r.Moves > 0 }},
		"moved three times":                    {1, func(r readiness.ActionRow) bool { return r.Moves == 3 }},
		"carried forward":                      {1, func(r readiness.ActionRow) bool { return r.Carried > 0 }},
		"late and with a head":                 {2, func(r readiness.ActionRow) bool { return r.Overdue > 0 && r.Reached == readiness.AreaHead }},
		"late and with an assistant":           {1, func(r readiness.ActionRow) bool { return r.Overdue > 0 && r.Reached == readiness.AssistantDirector }},
		"late and with the director":           {1, func(r readiness.ActionRow) bool { return r.Overdue > 0 && r.Reached == readiness.Director }},
		"late and holding up another":          {1, func(r readiness.ActionRow) bool { return r.Overdue > 0 && r.Holds > 0 }},
		"with evidence that speaks against it": {2, func(r readiness.ActionRow) bool { return r.Against > 0 }},
	} {
		n := p.count(want.is)
		t.Log(what, n)
		if n < want.least {
			t.Errorf("%d actions are %s, not %d at least", n, what, want.least)
		}
	}
	p.stories(t)
	p.balance(t)
	p.desks(t)
}
