package annexatest_test

import (
	"context"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/annexa"
	"github.com/sightline-readiness/sightline/annexa/annexatest"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestCountyIsClean reads a book of a county with referrals that led nowhere, workers of teams and children who come back: no rule finds a fault.
func TestCountyIsClean(t *testing.T) {
	t.Parallel()
	spec := annexatest.Spec{
		Seed: 11, Children: 400, Began: calendar.On(2026, time.March, 2), TakenOn: calendar.On(2026, time.October, 30),
		Referrals: 80, WorkersPerTeam: 5, ReturnPer100: 20, PlanPer100: 14, CarePer100: 20,
	}
	data := annexatest.Workbook(spec)
	extract, findings, err := annexa.Read(context.Background(), []annexa.File{{Name: "annex-a.xlsx", Data: data}}, annexa.Options{TakenOn: spec.TakenOn})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		if f.Severity != readiness.SeverityInfo {
			t.Errorf("%s in list %d, row %d: %s", f.Rule, f.List, f.Row, f.Message)
		}
	}
	referrals := 0
	for _, l := range extract.Lists {
		if l.List == 3 {
			referrals = l.Rows
		}
	}
	if referrals != 6*80 {
		t.Errorf("there are %d referrals in six months", referrals)
	}
}
