package web

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// sampleReport is the third report of a plan.
func sampleReport() readiness.PlanReport {
	return readiness.PlanReport{
		PlanReportLine: readiness.PlanReportLine{ID: "r-3", Number: 3, From: calendar.On(2026, 12, 1), Until: calendar.On(2027, 3, 2), By: "Iris Lowe", At: sampleNow.Add(-time.Hour)},
		Plan: readiness.ReportedPlan{
			On: sampleToday,
			Themes: []readiness.ThemeFigures{
				{Theme: "Care leavers", Actions: 12, SaidDone: 7, ShownDone: 4, Lasted: 1, SentBack: 2, NotLasted: 1, Overdue: 3, Balance: []string{"All its evidence is positive."}},
				{Theme: "Supervision", Actions: 8, SaidDone: 2, ShownDone: 2, Overdue: 1, Balance: []string{}},
			},
			Before: &readiness.ReportBefore{Number: 2, Until: calendar.On(2026, 11, 30), PlanTotal: readiness.PlanTotal{Actions: 18, SaidDone: 6, ShownDone: 3, Overdue: 5}},
			Pace:   samplePace(), Did: readiness.ReportDeeds{Added: 2, ShownDone: 3, Lasted: 1, SentBack: 2, NotLasted: 1, Moved: 4},
			Changes: []readiness.ReportedChange{
				{What: "verified", ActionID: "a-1", Reference: "S3", Title: "Supervise every social worker once a month", Theme: "Supervision", On: calendar.On(2027, 2, 17), Note: "I read all 20 files."},
				{What: "did not last", ActionID: "a-2", Title: "Visit every care leaver within eight weeks", Theme: "Care leavers", On: calendar.On(2027, 1, 20), Note: "Half of the visits are late again."},
			},
			Late: []readiness.ReportedLate{
				{
					ActionID: "a-3", Reference: "C1", Title: "Return home interviews within 72 hours", Theme: "Care leavers", Owner: "Tom Reilly", Due: calendar.On(2027, 2, 19), Overdue: 8, Moves: 2,
					Reached: readiness.AreaHead, Word: "Four of six teams have dates.", WordOn: calendar.On(2027, 2, 12),
				},
			},
			Received: 9, Source: "the complaints team’s log, 1 March 2027", Shown: 2, Words: "A slow winter: two managers’ posts were empty.", Service: sampleService(),
		},
	}
}

// sampleService is what the report says of visits, drift, audits and homes.
func sampleService() *readiness.ReportedService {
	figures := func(area string, longOpen, over, reviewed, overdue, twice int) readiness.Figures {
		return readiness.Figures{AreaID: area, Name: area, OpenCases: 4 * longOpen, LongOpen: longOpen, Over24: over, Reviewed90: reviewed, Overdue: overdue, PutOffTwice: twice}
	}
	return &readiness.ReportedService{
		Small: 6, Why: "The threshold fell from 18 to 15 months in January.", Safer: "Fewer young people went missing twice in a month.",
		Visits: []readiness.ReportedVisit{
			{
				VisitID: "vi-1", Kind: "monitoring", Name: "Monitoring visit of November 2026", On: calendar.On(2026, 11, 24), Until: calendar.On(2026, 11, 25), Status: readiness.VisitLetter,
				Letter: calendar.On(2027, 1, 5), Findings: 7, Focus: []readiness.ReportedFocus{},
			},
			{
				VisitID: "vi-2", Kind: "monitoring", Name: "Monitoring visit of April 2027", On: calendar.On(2027, 4, 6), Until: calendar.On(2027, 4, 7), Status: readiness.VisitPreparing,
				Focus: []readiness.ReportedFocus{{Code: "care_leavers", Name: "Care leavers", Parts: []readiness.VisitPart{
					{Code: "steps", Done: 9, Of: 14}, {Code: "flags", Done: 12, Of: 31}, {Code: "audits", Done: 4, Of: 10}, {Code: "findings", Done: 3, Of: 5}, {Code: "checklist"}, {Code: "data", Done: 1, Of: 1},
				}}},
			},
		},
		Drift: readiness.ReportedDrift{
			Areas: []readiness.Figures{figures("North", 90, 20, 70, 8, 3), figures("South", 53, 18, 40, 7, 6)}, Total: figures("The council", 143, 38, 110, 15, 9),
			Before: &readiness.DriftBefore{
				Number: 2, Until: calendar.On(2026, 11, 30), Small: 6, Areas: []readiness.Figures{figures("North", 100, 22, 60, 4, 2)}, Total: figures("The council", 155, 38, 95, 11, 8),
			},
		},
		Audits: []readiness.ReportedAudits{{Focus: "care_leavers", Name: "Care leavers", Moderated: 24, Counts: []int{0, 12, 10, 2}, Again: 12, Better: 7, Same: 3, Worse: 2}},
		Homes:  readiness.ReportedHomes{Since: calendar.On(2026, 12, 1), Homes: 3, Due: 9, Visited: 8, Open: 4, Late: 1},
	}
}

func reportSamples() map[string]Page {
	first := sampleReport()
	first.Plan.Service = nil // as before there was such a part
	first.Number, first.Plan.Before, first.Plan.Words, first.Plan.Changes, first.Plan.Late = 1, nil, "", nil, nil
	first.Plan.Received, first.Plan.Shown, first.Plan.Themes[0].Balance = 0, 0, nil
	first.Plan.Pace.Late = []readiness.PaceLate{{}, {Reached: readiness.AreaHead}}
	today := readiness.MakePlanReport{From: calendar.On(2026, 12, 1), Until: sampleToday}
	child := sampleFilled(readiness.MakePlanReport{From: today.From, Until: today.Until, Received: "9", Source: "The log", Words: "NHS number 943 476 5919."})
	child.keeps(looksLikeChilds(spoken{"in what you want to say", "NHS number 943 476 5919."}))
	return map[string]Page{
		"reports/lead":         ReportsPage{[]readiness.PlanReportLine{sampleReport().PlanReportLine, first.PlanReportLine}, sampleLead},
		"reports/none, lead":   ReportsPage{nil, sampleLead},
		"reports/none, member": ReportsPage{nil, sampleMember},
		"report/board":         ReportPage{sampleReport(), true},
		"report/scrutiny":      ReportPage{sampleReport().ForScrutiny(), true},
		"report/member":        ReportPage{sampleReport().ForScrutiny(), false},
		"report/first":         ReportPage{first, true},
		"report new/suggested": MakeReportPage{sampleFilled(today)},
		"report new/refused":   MakeReportPage{sampleFilled(today, govuk.FieldError{Name: "complaints_received", Message: "Enter how many complaints were received."})},
		"report new/a child":   MakeReportPage{child},
	}
}
