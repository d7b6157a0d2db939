package web

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// letterSamples are the faces of the findings of a letter, about a visit.
func letterSamples(view readiness.VisitView) map[string]Page {
	on := calendar.On(2027, 2, 15)
	view.Letter = on
	found := func(id, text string) readiness.PracticeFinding {
		return readiness.PracticeFinding{
			ID: id, VisitID: view.VisitID, Source: "visit", Severity: "priority", Theme: "Plans", Text: text, FoundOn: on.AddDays(-30), ReceivedOn: on, Focus: []string{"care_leavers"}, By: sampleLead.Name,
		}
	}
	before := found("f-1", "Pathway plans stand still.")
	before.VisitID, before.Source, before.FoundOn = "", "inspection", calendar.On(2026, 6, 8)
	before.Actions = []readiness.ActionRow{{ActionID: "a-1", Title: "Plans move", Status: readiness.ActionVerified, Verified: calendar.On(2026, 12, 1)}}
	fresh, repeat := found("f-2", "Staying in touch is not recorded."), found("f-3", "Pathway plans still stand still.")
	repeat.Repeats, repeat.Statement = "f-1", readiness.DefaultPlanRules().StatementFor(repeat, calendar.England())
	repeat.Actions = []readiness.ActionRow{{ActionID: "a-1", Title: "Plans move", Status: readiness.ActionInProgress}}
	page := VisitFindingsPage{
		View: view, Areas: sampleAreas, Themes: []string{"Plans"}, Viewer: sampleLead, Today: sampleToday, Calendar: calendar.England(),
		Form: sampleFilled(readiness.AddFinding{Reference: "Letter about the monitoring visit", FoundOn: on.AddDays(-30)}),
	}
	full, asks, reads, early := page, page, page, page
	full.Found, full.Earlier = []readiness.PracticeFinding{fresh, repeat}, map[string]readiness.PracticeFinding{"f-1": before}
	asks.Candidates = []readiness.PracticeFinding{before}
	asks.Form = sampleFilled(readiness.AddFinding{Text: repeat.Text, FoundOn: repeat.FoundOn, Focus: repeat.Focus, Severity: "priority", Theme: "Plans"},
		govuk.FieldError{Name: "repeats", Message: "Say whether it repeats one of these earlier findings, or none of them."})
	reads.Found, reads.Viewer = full.Found, sampleHead
	early.View.Letter = calendar.Date{}
	return map[string]Page{"letter/findings": full, "letter/none yet": page, "letter/does it repeat": asks, "letter/only read": reads, "letter/not there": early}
}
