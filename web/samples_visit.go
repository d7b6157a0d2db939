package web

import (
	"maps"
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var sampleVisitRunUp = readiness.RunUp{
	Code: "monitoring-2026", Kind: "monitoring", Name: "Monitoring visit", From: calendar.On(2026, 4, 1), Days: 2, Letter: 22,
	Slots: []readiness.RunUpSlot{
		{Code: "lead", Name: "Visit lead", Role: readiness.ImprovementLead},
		{Code: "focus_lead", Name: "Lead of the focus area", Role: readiness.AssistantDirector, PerFocus: true},
		{Code: "rooms", Name: "Rooms, access and systems", Role: readiness.ChiefExecutive},
	},
	Steps: []readiness.RunUpStep{
		{Code: "scope", Name: "Agree the scope of the focus area", Text: "Agree with the lead inspector what the focus area covers.", Anchor: "visit", Offset: -60, Slot: "focus_lead", PerFocus: true, Gate: "signature", Shows: "A scope note, signed by the director", Short: "keep"},
		{Code: "baseline", Name: "Take the baseline", Anchor: "visit", Offset: -50, Slot: "lead", Gate: "evidence", Shows: "Figures, list and last audits as they stand now", Short: "drop"},
		{Code: "findings", Name: "Map earlier findings to actions", Anchor: "visit", Offset: -20, Slot: "focus_lead", PerFocus: true, Gate: "findings", Shows: "Each finding has its status and its evidence", Short: "keep"},
		{Code: "rooms", Name: "Book rooms and systems", Anchor: "visit", Offset: -5, Slot: "rooms", Gate: "evidence", Shows: "The bookings", Short: "keep"},
		{Code: "enter", Name: "Enter the findings of the letter", Anchor: "letter", Offset: 5, Slot: "lead", Gate: "letter", Shows: "Each finding stands in the register", Short: "keep"},
	},
}

// sampleVisit is a visit and its steps as the rules make them, on a day.
type sampleVisit struct {
	visit readiness.Visit
	steps []readiness.VisitStep
	at    time.Time
}

func newSampleVisit(kind, rehearsal string, on, today calendar.Date) *sampleVisit {
	v := &sampleVisit{at: today.At(9, 0)}
	p := readiness.PlanVisit{Kind: kind, Rehearsal: rehearsal, On: on, Focus: []string{"care_leavers", "missing"}, Leads: []string{sampleHead.PersonID, sampleAD.PersonID}}
	n := 0
	book := readiness.VisitBook{
		Rules: readiness.DefaultVisitRules(), Ladder: readiness.DefaultLadder(), Calendar: calendar.England(),
		Holder: func(r readiness.Role) string {
			return map[readiness.Role]string{readiness.ImprovementLead: sampleLead.PersonID, readiness.AssistantDirector: sampleAD.PersonID}[r]
		},
		Headed: func(string) string { return "north" },
		NewID:  func() string { n++; return "vi-" + thousands(n) },
	}
	packs := []readiness.FocusPack{{Code: "care-leavers-2026", Focus: "care_leavers", Name: "Care leavers"}, {Code: "missing-2026", Focus: "missing", Name: "Children who go missing"}}
	planned, steps, err := p.Visit(sampleVisitRunUp, packs, sampleLead.PersonID, book, today)
	playable(err)
	v.visit, _, err = readiness.OpenVisit(planned, v.at)
	playable(err)
	for _, s := range steps {
		x, _, err := readiness.OpenVisitStep(s, v.at)
		playable(err)
		v.steps = append(v.steps, x)
	}
	return v
}

// ask asks a command of one step.
func (v *sampleVisit) ask(i int, by readiness.Actor, c readiness.VisitStepCommand) *sampleVisit {
	x, _, err := v.steps[i].Do(c, readiness.Asked{By: by, Gate: &readiness.GateFacts{Evidence: []string{"e-1"}, Done: 3, Of: 3}}, v.at)
	playable(err)
	v.steps[i] = x
	return v
}

func (v *sampleVisit) row(x readiness.VisitStep, today calendar.Date) readiness.VisitStepRow {
	of, _ := sampleVisitRunUp.Step(x.Code)
	r := readiness.VisitStepRow{
		StepID: x.ID, VisitID: x.VisitID, Visit: v.visit.Name, Rehearsal: v.visit.Rehearsal, Code: x.Code, Name: of.Name, Focus: x.Focus, Anchor: x.Anchor, Offset: x.Offset, Gate: x.Gate,
		Status: x.Status, Over: x.Over, OwnerID: x.OwnerID, Owner: sampleNames[x.OwnerID], Due: x.Run.Due, Overdue: x.Overdue(today),
	}
	if x.Done != nil {
		r.DoneOn, r.Late = x.Done.On, x.Done.Late
	}
	for _, f := range v.visit.Focus {
		if f.Code == x.Focus {
			r.FocusName = f.Name
		}
	}
	return r
}

// on is the visit's page as somebody sees it on a day.
func (v *sampleVisit) on(viewer readiness.Actor, today calendar.Date) VisitPage {
	x := v.visit
	view := readiness.VisitView{Feedback: mayHere(viewer, may(readiness.RunVisits)), State: x, RunUp: sampleVisitRunUp, Names: sampleNames, Next: []readiness.NextStep{}, Happened: []readiness.EventRow{
		{Seq: 1, Kind: "planned", At: v.at, By: sampleLead.Name, Text: "A monitoring visit was planned for " + x.On.Long() + ".", Told: []string{sampleDirector.Name}},
	}}
	view.Parts = map[string][]readiness.VisitPart{"care_leavers": {{Code: "flags", Done: 12, Of: 31}, {Code: "audits", Done: 4, Of: 10}, {Code: "data", Done: 1, Of: 1}, {Code: "briefed", Of: 1}}, "missing": {{Code: "flags"}}}
	view.Forecast = map[string]readiness.VisitForecast{}
	for _, f := range x.Focus {
		parts := []readiness.PartPace{}
		for _, part := range view.Parts[f.Code] {
			parts = append(parts, readiness.PartPace{VisitPart: part, Settled: slices.Repeat([]calendar.Date{today}, min(part.Done, 8))})
		}
		view.Forecast[f.Code] = readiness.ForecastFocus(parts, 20, today, x.On, calendar.England())
	}
	view.VisitRow = readiness.VisitRow{
		VisitID: x.ID, Kind: x.Kind, Name: x.Name, Rehearsal: x.Rehearsal, Status: x.Status, Called: x.Called, On: x.On, Until: x.Until, Letter: x.Letter, Lead: sampleNames[x.OwnerID],
		LeadID: x.OwnerID, Focus: x.Focus, Undecided: x.Short != nil && x.Short.Decided.IsZero(),
	}
	if x.On.After(today) {
		view.DaysLeft = calendar.England().Count(today, x.On, calendar.Exclusive)
	}
	for _, s := range v.steps {
		r := v.row(s, today)
		view.Rows = append(view.Rows, r)
		view.VisitRow.Steps++
		if r.Settled() {
			view.Settled++
		}
		if r.Overdue > 0 {
			view.VisitRow.Late++
		}
	}
	if view.Scored() {
		view.Score = readiness.ScoreVisit(view.Rows, calendar.Date{}).Words(nil)
	}
	return VisitPage{View: view, Viewer: viewer, Now: today.At(10, 0)}
}

// score is the score of the visit, beside that of another.
func (v *sampleVisit) score(today, ended calendar.Date, before *sampleVisit) VisitScorePage {
	page := v.on(sampleLead, today).View
	view := readiness.VisitScoreView{Visit: page.VisitRow, Score: readiness.ScoreVisit(page.Rows, ended)}
	if before != nil {
		last := before.on(sampleLead, today).View
		score := readiness.ScoreVisit(last.Rows[:len(last.Rows)-1], today)
		view.Last = &readiness.LastScore{Visit: last.VisitRow, Score: score.ScoreTally}
		score.Rows = append(score.Rows, readiness.StepScore{Code: "old", Name: "Copy the papers", Result: readiness.ResultMissing, Words: "left out"})
		view.Score = view.Score.Against(score)
	}
	view.Words = view.Score.Words(view.Last)
	return VisitScorePage{view, sampleLead}
}

// forMember is the visit's page as an elected member sees it.
func (v *sampleVisit) forMember(today calendar.Date) VisitPage {
	page := v.on(sampleMember, today)
	page.View = page.View.ForMembers(false, 6)
	return page
}

// step is the page of one step.
func (v *sampleVisit) step(i int, viewer readiness.Actor, today calendar.Date) VisitStepPage {
	x := v.steps[i]
	of, _ := sampleVisitRunUp.Step(x.Code)
	slot, _ := sampleVisitRunUp.Slot(x.Slot)
	return VisitStepPage{Viewer: viewer, Now: today.At(10, 0), View: readiness.VisitStepView{
		VisitStepRow: v.row(x, today), State: x, Of: of, Slot: slot.Name, Visit: v.visit, Gate: readiness.GateFacts{Done: 2, Of: 5}, Next: []readiness.NextStep{},
		Happened: []readiness.EventRow{{Seq: 1, Kind: "opened", At: v.at, By: "Sightline", Text: "The step is due on " + x.Run.Due.Long() + "."}},
	}}
}

// visitSamples are the faces of the pages of visits.
func visitSamples() map[string]Page {
	today := calendar.On(2027, 3, 3)
	ahead := newSampleVisit("monitoring", "", calendar.On(2027, 6, 8), today)
	under := newSampleVisit("monitoring", "", calendar.On(2027, 4, 6), calendar.On(2027, 1, 4)).ask(0, sampleDirector, readiness.CloseVisitStep{}).ask(2, sampleLead, readiness.WaiveVisitStep{Reason: "The baseline of January stands."})
	short := newSampleVisit("monitoring", "", calendar.On(2027, 3, 15), today)
	call := newSampleVisit("standard", "yes", calendar.Date{}, today)
	done := newSampleVisit("monitoring", "", calendar.On(2027, 4, 6), calendar.On(2027, 1, 4)).ask(2, sampleLead, readiness.CloseVisitStep{})
	planned, near := ahead.on(sampleLead, today), short.on(sampleDirector, today)
	rows := []readiness.VisitRow{planned.View.VisitRow, under.on(sampleLead, today).View.VisitRow, call.on(sampleLead, today).View.VisitRow}
	over := planned.View.VisitRow
	over.Status, over.VisitID = readiness.VisitClosed, "vi-old"
	desk := readiness.VisitDesk{Do: under.on(sampleLead, today).View.Rows[2:4], Answer: under.on(sampleLead, today).View.Rows[2:3], Short: []readiness.VisitRow{near.View.VisitRow}}
	page := func(st *visitStep, v *sampleVisit, viewer readiness.Actor) visitStepPage {
		view := v.on(viewer, today).View
		return visitStepPage{ID: view.VisitID, View: view, Form: sampleForm(), People: sampleOfficers, Viewer: viewer, Now: today.At(10, 0), Step: st}
	}
	stepPage := func(st *stepStep, v *sampleVisit, i int, viewer readiness.Actor) stepStepPage {
		view := v.step(i, viewer, today).View
		return stepStepPage{ID: view.StepID, View: view, Form: sampleForm(), People: sampleOfficers, Viewer: viewer, Now: today.At(10, 0), Step: st}
	}
	packs := []readiness.FocusPack{{Code: "care-leavers-2026", Focus: "care_leavers", Name: "Care leavers"}, {Code: "missing-2026", Focus: "missing", Name: "Children who go missing"}}
	refused := sampleForm()
	refused.refuse(readiness.AsRefusal(readiness.FieldErrorf("on", "Sunday 4 April 2027 is not a working day. The next one is 6 April 2027.")))
	all := map[string]Page{
		"visit/checklist":              ChecklistPage{List: sampleChecklist(under, today), Form: sampleForm(), Viewer: sampleHead},
		"visit/checklist: only read":   ChecklistPage{List: sampleChecklist(under, today), Form: sampleForm(), Viewer: sampleMember},
		"visits/list":                  VisitsPage{Visits: append(slices.Clone(rows), over), Desk: desk, Viewer: sampleLead},
		"visits/none":                  VisitsPage{Viewer: sampleManager},
		"visit/planned":                planned,
		"visit/under way":              under.on(sampleLead, today),
		"visit/member":                 under.forMember(today),
		"visit/short notice":           near,
		"visit/rehearsal":              call.on(sampleHead, today),
		"visit/only some steps":        VisitPage{View: under.on(sampleHead, today).View, Viewer: sampleHead, Now: today.At(10, 0), Only: StepFilter{Focus: "missing"}},
		"visit/none of those steps":    VisitPage{View: under.on(sampleHead, today).View, Viewer: sampleHead, Now: today.At(10, 0), Only: StepFilter{Focus: "nothing"}},
		"visit score/so far":           call.score(today, calendar.Date{}, nil),
		"visit score/beside the last":  call.score(today, today, done),
		"visit/plan":                   planVisitQuestions(sampleForm(), packs, sampleOfficers),
		"visit/plan: refused":          planVisitQuestions(refused, packs, sampleOfficers),
		"visit/call":                   callQuestions(newFormFor(readiness.PlanVisit{Kind: "standard", Called: today}), sampleOfficers),
		"visit/rehearse":               callQuestions(newFormFor(readiness.PlanVisit{Kind: "standard", Called: today, Rehearsal: "yes"}), sampleOfficers),
		"visit/rules":                  visitRuleQuestions(newFormFor(visitRulesForm{VisitRules: readiness.DefaultVisitRules()}), 1),
		"visit/move":                   page(moveVisitStep, ahead, sampleLead),
		"visit/decide on short notice": page(shortNoticeStep, short, sampleDirector),
		"visit/name somebody":          page(nameHolderStep, ahead, sampleLead),
		"visit/letter":                 page(letterStep, ahead, sampleLead),
		"visit/close":                  page(closeVisitStep, ahead, sampleLead),
		"visit/cancel":                 page(cancelVisitStep, ahead, sampleLead),
		"visit/decide":                 page(decideVisitStep, ahead, sampleAD),
		"visit step/open":              under.step(3, sampleHead, today),
		"visit step/late":              newSampleVisit("monitoring", "", calendar.On(2027, 4, 6), calendar.On(2027, 1, 4)).step(2, sampleLead, today),
		"visit step/waiver asked":      under.step(2, sampleDirector, today),
		"visit step/done":              done.step(2, sampleLead, today),
		"visit step/left out":          short.step(2, sampleLead, today),
		"visit step/later":             under.step(6, sampleLead, today),
		"visit step/close":             stepPage(closeStepStep, under, 5, sampleLead),
		"visit step/sign":              stepPage(closeStepStep, under, 1, sampleDirector),
		"visit step/waive":             stepPage(waiveStep, under, 3, sampleHead),
		"visit step/answer a waiver":   stepPage(waiverStep, under, 2, sampleDirector),
		"visit step/assign":            stepPage(assignStepStep, under, 3, sampleHead),
		"visit step/reopen":            stepPage(reopenStepStep, done, 2, sampleLead),
		"visit step/decide":            stepPage(decideStepStep, under, 3, sampleAD),
		"evidence/attach to a step":    AttachPage{Step: under.step(3, sampleHead, today).View, Form: sampleForm()},
	}
	maps.Copy(all, letterSamples(under.on(sampleLead, today).View))
	return all
}

func sampleChecklist(v *sampleVisit, today calendar.Date) readiness.Checklist {
	return readiness.Checklist{Visit: v.on(sampleHead, today).View.VisitRow, Focus: v.visit.Focus[1], Lines: []readiness.ChecklistLine{
		{PackLine: readiness.PackLine{Code: "MIK1", Text: "Daily missing list goes to area heads and the director"}, Answer: "yes", By: sampleHead.Name, At: v.at},
		{PackLine: readiness.PackLine{Code: "MIK2", Text: "Return interviews are offered to all; the reasons are coded", Unconfirmed: true}, Answer: "part", Note: "Reasons are coded from May.", By: sampleManager.Name, At: v.at},
		{PackLine: readiness.PackLine{Code: "MIK3", Text: "15 return interviews were looked at for their quality"}},
	}}
}

func playable(err error) {
	if err != nil {
		panic(err) // a sample that the rules refuse is a mistake in this file
	}
}
