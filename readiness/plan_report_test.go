package readiness_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestReportPeriodAndComplaints(t *testing.T) {
	t.Parallel()
	today := calendar.On(2027, 3, 3)
	good := readiness.MakePlanReport{From: calendar.On(2026, 12, 1), Until: today, Received: "0", Source: "The complaints team’s log"}
	for name, tt := range map[string]struct {
		change func(*readiness.MakePlanReport)
		field  string
	}{
		"none received":     {func(*readiness.MakePlanReport) {}, ""},
		"a thousand":        {func(f *readiness.MakePlanReport) { f.Received = "1,204" }, ""},
		"tomorrow":          {func(f *readiness.MakePlanReport) { f.Until = today.AddDays(1) }, "until"},
		"backwards":         {func(f *readiness.MakePlanReport) { f.From = today.AddDays(1) }, "from"},
		"no number":         {func(f *readiness.MakePlanReport) { f.Received = "some" }, "complaints_received"},
		"fewer than none":   {func(f *readiness.MakePlanReport) { f.Received = "-1" }, "complaints_received"},
		"nothing was given": {func(f *readiness.MakePlanReport) { f.Received = "" }, "complaints_received"},
	} {
		f := good
		tt.change(&f)
		refusal := readiness.AsRefusal(f.Check(today))
		if (refusal == nil) != (tt.field == "") || refusal != nil && refusal.Fields[0].Field != tt.field {
			t.Errorf("%s: %v", name, refusal)
		}
	}
	from, until := readiness.NextReportPeriod(nil, today)
	if from != calendar.On(2026, 12, 4) || until != today {
		t.Errorf("the first is about %s to %s", from.Long(), until.Long())
	}
	if from, _ = readiness.NextReportPeriod([]readiness.PlanReportLine{{Until: calendar.On(2027, 2, 1)}}, today); from != calendar.On(2027, 2, 2) {
		t.Errorf("the next begins on %s", from.Long())
	}
}

// TestScrutinyReadsTheSameFigures and none of the words; the board's edition stays whole.
func TestScrutinyReadsTheSameFigures(t *testing.T) {
	t.Parallel()
	r := readiness.PlanReport{Plan: readiness.ReportedPlan{
		Themes: []readiness.ThemeFigures{{Theme: "Supervision", Actions: 8, ShownDone: 2, Overdue: 1}, {Theme: "Care leavers", Actions: 12, ShownDone: 4, Overdue: 3}},
		Words:  "secret", Received: 9, Shown: 2, Source: "The log",
		Changes: []readiness.ReportedChange{{What: "dropped", Title: "Buy a system", Note: "secret"}},
		Late:    []readiness.ReportedLate{{Title: "Record within a week", Word: "secret", Overdue: 8}},
	}}
	s := r.ForScrutiny()
	body, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(body), "secret") || !s.Scrutiny || s.Plan.Received != 9 || s.Plan.Shown != 2 || s.Plan.Late[0].Overdue != 8 || s.Plan.Changes[0].Title != "Buy a system" {
		t.Errorf("scrutiny is given %s", body)
	}
	if total := s.Plan.Total(); total.Actions != 20 || total.ShownDone != 6 || total.Overdue != 4 {
		t.Errorf("in all: %+v", total)
	}
	if r.Plan.Words != "secret" || r.Plan.Late[0].Word != "secret" || r.Plan.Changes[0].Note != "secret" {
		t.Error("the board's edition lost its words")
	}
}
