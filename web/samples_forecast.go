package web

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// sampleProspect is a small council of which every other case would be newly long-open.
func sampleProspect() readiness.Prospect {
	p := readiness.Prospect{On: sampleToday, Rules: readiness.DefaultReviewRules(), Calendar: calendar.England(), Areas: sampleAreas, Load: readiness.Load{}}
	for i := range 240 {
		p.Cases = append(p.Cases, readiness.SweepCase{Case: readiness.Case{
			ID: "c-" + string(rune('a'+i%26)) + string(rune('a'+i/26)), AreaID: sampleAreas[i%2].ID,
			Spells: []readiness.Spell{{Type: readiness.ChildInNeed, Start: sampleToday.AddMonths(-11).AddDays(-i)}},
		}})
	}
	return p
}

func forecastSamples() map[string]Page {
	p := sampleProspect()
	proposal := readiness.Proposal{From: calendar.On(2027, 4, 1), CIN: 12, CP: 12, CLA: 12, PerWeek: 6}
	page := WhatIfPage{Prospect: p, Proposal: proposal, Form: sampleFilled(proposal), Viewer: sampleLead}
	page.Forecast, page.Now = p.Forecast(p.Rules.With(proposal), proposal.From), p.Forecast(p.Rules, proposal.From)
	refused := WhatIfPage{Prospect: p, Viewer: sampleLead, Form: sampleFilled(readiness.Proposal{From: calendar.On(2026, 4, 1), CIN: 12}, govuk.FieldError{Name: "from", Message: "The change must begin today or later."})}
	empty := WhatIfPage{Prospect: readiness.Prospect{On: sampleToday, Rules: readiness.DefaultReviewRules(), Calendar: calendar.England()}, Proposal: proposal, Form: sampleFilled(proposal), Viewer: sampleAD}
	empty.Forecast = empty.Prospect.Forecast(empty.Prospect.Rules.With(proposal), proposal.From)
	empty.Now = empty.Forecast
	return map[string]Page{
		"what if/improvement lead":   page,
		"what if/refused: past":      refused,
		"what if/no cases yet":       empty,
		"what if/apply":              ApplyPage{WhatIfPage: page, Reason: sampleForm()},
		"what if/apply, no reason":   ApplyPage{WhatIfPage: page, Reason: sampleForm(govuk.FieldError{Name: "reason", Message: "Enter the reason."})},
		"what if/apply, few at once": ApplyPage{WhatIfPage: empty, Reason: sampleForm()},
	}
}
