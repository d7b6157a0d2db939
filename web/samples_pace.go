package web

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// samplePace is a year of a plan, with what is planned for two months ahead.
func samplePace() readiness.Pace {
	since, _ := readiness.PaceSpan(sampleToday)
	p := readiness.Pace{
		On: sampleToday, Since: since, Began: calendar.On(2025, 4, 1), SaidDone: 61, SaidDoneActions: 55, SentBack: 14, SentBackActions: 12, Moved: 33, MovedActions: 25,
		MedianDays: 143, MedianOf: 38, Late: []readiness.PaceLate{{Actions: 5}, {Reached: readiness.AreaHead, Actions: 2}, {Reached: readiness.AssistantDirector, Actions: 1}, {Reached: readiness.Director}},
	}
	for i := range readiness.PaceMonths + 3 {
		m := readiness.PaceMonth{Month: since.AddMonths(i), Planned: 3 + i%4}
		if !m.Ahead(sampleToday) {
			m.ShownDone, m.SaidDone, m.SentBack, m.Moved = 1+i/3, 2+i/3, i%3, i%4
		}
		p.Months = append(p.Months, m)
	}
	return p
}

func paceSamples() map[string]Page {
	young := samplePace()
	young.Began, young.SaidDone, young.SentBack, young.MedianOf, young.MedianDays, young.Moved = calendar.On(2027, 1, 11), 0, 0, 0, 0, 0
	narrowed := readiness.PlanQuery{State: "all", Did: "shown_done", From: calendar.On(2027, 1, 1), Until: calendar.On(2027, 1, 31), Reached: "area_head"}
	list := PlanPage{
		Query: narrowed, Page: readiness.Page[readiness.ActionRow]{Rows: []readiness.ActionRow{sampleActionRow("Return home interviews within 72 hours", readiness.ActionVerified)}, Total: 1},
		Areas: sampleAreas, Officers: sampleOfficers, Form: sampleFilled(narrowed), Save: sampleForm(), Viewer: sampleMember,
	}
	saves := readiness.CountBenefits([]readiness.BenefitClaim{
		{ActionID: "a-1", Title: "Fill every social work post", Status: readiness.ActionVerified, Name: "Agency social workers", Saving: 120_000},
		{ActionID: "a-2", Title: "Grow our own managers", Status: readiness.ActionInProgress, Name: "agency social workers", Saving: 90_000, Hours: 6},
		{ActionID: "a-3", Title: "One minute-taker for all meetings", Status: readiness.ActionAgreed, Name: "Minutes of meetings", Hours: 12},
	})
	claimed := ActionPage{View: sampleAction(), Viewer: sampleLead, Now: sampleNow}
	claimed.View.State.Details.Benefit, claimed.View.State.Details.Saving = "Agency social workers", 120_000
	claimed.View.Twice = []readiness.ActionRow{sampleActionRow("Grow our own managers", readiness.ActionAgreed)}
	form := ActionFormPage{ID: "a-1", Form: sampleFilled(readiness.AmendAction{ActionDetails: claimed.View.State.Details})}
	return map[string]Page{
		"benefits/claimed twice": BenefitsPage{saves, sampleMember}, "benefits/empty": BenefitsPage{Viewer: sampleLead}, "benefits/empty, member": BenefitsPage{Viewer: sampleMember},
		"action/claimed twice": claimed, "action form/with a saving": form, "plan/narrowed by pace": list, "pace/a year": PacePage{samplePace()}, "pace/young": PacePage{young}, "pace/empty": PacePage{readiness.Pace{On: sampleToday}},
	}
}
