package demo_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/annexa"
	"github.com/sightline-readiness/sightline/demo"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestSizes reads the last lists of Fairshire's history: it has the size of a real county, and the mistakes of one.
func TestSizes(t *testing.T) {
	t.Parallel()
	began, taken := calendar.On(2026, time.March, 23), calendar.On(2026, time.October, 22)
	county := demo.Fairshire()
	data := county.Workbook(began.AddDays(-1), taken)
	if !bytes.Equal(data, county.Workbook(began.AddDays(-1), taken)) {
		t.Error("the same county on the same day gives other bytes")
	}
	extract, findings, err := annexa.Read(t.Context(), []annexa.File{{Name: "annex-a.xlsx", Data: data}}, annexa.Options{TakenOn: taken})
	if err != nil {
		t.Fatal(err)
	}
	open, teams, workers := map[string]int{}, map[string]bool{}, map[string]bool{}
	for _, c := range extract.Cases {
		running := 0
		for _, s := range c.Spells {
			if s.End.IsZero() {
				running++
				open[string(s.Type)]++
			}
		}
		if running > 0 {
			open["all"]++
			teams[c.Team], workers[c.Worker] = true, true
		}
	}
	t.Log(open, len(findings))
	near(t, "open cases", open["all"], 2600, 3)
	near(t, "children in care", open["cla"], 530, 3)
	near(t, "plans", open["cp"], 230, 3)
	near(t, "teams", len(teams), 40, 0)
	near(t, "social workers", len(workers), 200, 0)
	for _, l := range extract.Lists {
		if l.List == 3 {
			near(t, "referrals in six months", l.Rows, 3000, 3)
		}
	}
	lists := map[string]readiness.CohortList{readiness.LeaversList: {On: taken}, readiness.CareList: {On: taken}}
	for _, f := range []readiness.RedFlag{
		{Rule: "no_contact_weeks", Threshold: 8},
		{Rule: "contact_unknown"},
		{Rule: "plan_older_months", Threshold: 6},
		{Rule: "unsuitable_accommodation"},
		{Rule: "not_in_touch"},
		{Rule: "no_adviser"},
		{Rule: "not_in_work"},
		{Rule: "interview_not_offered"},
		{Rule: "interview_not_accepted"},
	} {
		n := 0
		for _, r := range extract.CareLeavers {
			if f.Has(readiness.ChildRows{Leaver: &r}, lists) {
				n++
			}
		}
		for _, r := range extract.Missing {
			if f.Has(readiness.ChildRows{Care: &r}, lists) {
				n++
			}
		}
		if t.Log(f.Rule, n); n < 5 || n > 60 {
			t.Errorf("%d children have the red flag %s", n, f.Rule)
		}
	}
	mend, ask := 0, 0
	for _, f := range findings {
		switch f.Severity {
		case readiness.SeverityError:
			mend++
		case readiness.SeverityQuery:
			ask++
		}
	}
	if mend < 10 || ask < 10 {
		t.Errorf("there are %d mistakes and %d questions", mend, ask)
	}
}

// near wants a number to be what is meant, give or take some percent.
func near(t *testing.T, what string, have, want, percent int) {
	t.Helper()
	if off := have - want; off*100 > want*percent || -off*100 > want*percent {
		t.Errorf("%s: %d, not %d", what, have, want)
	}
}
