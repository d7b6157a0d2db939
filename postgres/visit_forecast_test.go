package postgres_test

import (
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// part is one part of a forecast.
func part(t *testing.T, f readiness.VisitForecast, code string) readiness.PartForecast {
	t.Helper()
	for _, p := range f.Parts {
		if p.Code == code {
			return p
		}
	}
	t.Fatalf("there is no part %s in %+v", code, f.Parts)
	return readiness.PartForecast{}
}

func wantPart(t *testing.T, f readiness.VisitForecast, code string, of, left, settled int) {
	t.Helper()
	if p := part(t, f, code); p.Of != of || p.Left != left || p.Settled != settled {
		t.Errorf("%s: got %+v, want %d left of %d, %d settled lately", code, p, left, of, settled)
	}
}

// TestForecastOfAudits: audits, flags and earlier findings are settled on their days, an answer that is written again on its first day, and none of it is
// told to somebody who does not work on visits.
func TestForecastOfAudits(t *testing.T) {
	t.Parallel()
	a := newAuditing(t)
	ctx, p := t.Context(), &programme{a.service}
	seen := func(by string) readiness.VisitForecast {
		t.Helper()
		v := must[readiness.VisitView](t)(a.VisitView(ctx, a.actor(by), a.visit))
		return v.Forecast[leavers]
	}
	early := a.today()
	found := func(text, repeats string) string {
		f := readiness.AddFinding{Source: "inspection", FoundOn: early.AddDays(-40), Text: text, Severity: "high", Theme: "Supervision", Repeats: repeats}
		return must[readiness.PracticeFinding](t)(p.AddFinding(ctx, f, p.asked(p.actor(p.lead)))).ID
	}
	first := found("Supervision is thin.", "")
	found("Plans drift.", "")
	again := found("Supervision is still thin.", first)
	works := p.action("Supervise each month", func(f *readiness.AddAction) { f.Findings = []string{again} })
	wantPart(t, seen(a.lead), "shown", 2, 2, 0)

	flagged := must[readiness.FlagView](t)(a.FlaggedChildren(ctx, a.actor(a.lead), leavers, "contact")).Children
	answer := func() {
		t.Helper()
		a.must(a.AnswerFlag(ctx, leavers, "contact", flagged[0].ID, readiness.AnswerFlag{Looked: "The record.", Did: "Visited."}, a.asked(a.actor(a.lead))))
	}
	answer()
	flags := part(t, seen(a.lead), "flags")
	if flags.Settled != 1 || flags.Left != flags.Of-1 {
		t.Errorf("an answered flag: %+v", flags)
	}

	a.draw(readiness.DrawSample{Deep: 3, Risk: 100})
	planned := a.give()
	a.finish(planned[0].ID, "good", "good")
	a.finish(planned[1].ID, "good", "good")
	wantPart(t, seen(a.lead), "audits", 3, 1, 2)
	p.checks(p.claims(works), "yes")
	wantPart(t, seen(a.lead), "shown", 2, 1, 1)
	if f := seen(a.lead); f.Ready != calendar.England().Add(early, 20, calendar.Exclusive) || f.Days != 20 {
		t.Errorf("one of two findings in 20 working days, and yet: %+v", f)
	}

	a.goTo(calendar.England().Add(early, 20, calendar.Exclusive)) // the window has passed what was done on the first day
	answer()
	a.finish(planned[2].ID, "good", "good")
	wantPart(t, seen(a.lead), "audits", 3, 0, 1)
	wantPart(t, seen(a.lead), "flags", flags.Of, flags.Left, 0)
	wantPart(t, seen(a.lead), "shown", 2, 1, 0)
	if f := seen(a.member); len(f.Parts) != 0 || f.Words != "" {
		t.Errorf("a member reads %+v", f)
	}
}

// TestForecastOfSteps: steps that prepare the focus area and answers to its checklist have a pace, a briefing is there or it is not, and nothing is said
// once the visit has begun.
func TestForecastOfSteps(t *testing.T) {
	t.Parallel()
	on := calendar.England().Add(monday, 70, calendar.Exclusive)
	v := newVisiting(t, on)
	r := smallRunUp("monitoring")
	r.Code, r.From = "monitoring-own", calendar.On(2021, 1, 1)
	r.Steps = append(r.Steps, readiness.RunUpStep{Code: readiness.BriefingStep, Name: "Brief staff", Anchor: "visit", Offset: -15, Slot: "lead", Gate: "signature", Short: "keep"})
	seen := func() readiness.VisitForecast {
		t.Helper()
		return must[readiness.VisitView](t)(v.VisitView(t.Context(), v.actor(v.lead), v.visit.ID)).Forecast["missing"]
	}
	for _, p := range seen().Parts {
		if p.Code == "briefed" {
			t.Error("a run-up without a briefing has that part")
		}
	}
	if _, err := v.KeepPacks(t.Context(), nil, []readiness.RunUp{r}); err != nil {
		t.Fatal(err)
	}
	v.open(readiness.PlanVisit{Kind: "monitoring", On: on, Focus: []string{"missing"}})
	wantPart(t, seen(), readiness.StepsPart, 2, 2, 0)
	wantPart(t, seen(), "briefed", 1, 1, 0)
	wantPart(t, seen(), "checklist", 3, 3, 0)
	v.must(v.ask("scope/missing", v.look, readiness.CloseVisitStep{}))
	v.must(v.ask("brief_staff/", v.assistant, readiness.CloseVisitStep{}))
	for _, code := range []string{"MIK1", "MIK2"} {
		answers := readiness.AnswerChecklist{Answers: []readiness.StatementAnswer{{Code: code, Answer: "yes"}}}
		must[int](t)(v.AnswerChecklist(t.Context(), v.visit.ID, "missing", answers, v.asked(v.actor(v.lead))))
	}
	f := seen()
	wantPart(t, f, readiness.StepsPart, 2, 1, 1)
	wantPart(t, f, "briefed", 1, 0, 0)
	wantPart(t, f, "checklist", 3, 1, 2)
	if want := calendar.England().Add(monday, 20, calendar.Exclusive); f.Ready != want {
		t.Errorf("ready on %s, want %s: %s", f.Ready, want, f.Words)
	}
	v.clock(on.At(9, 30))
	for v.visit.Status != readiness.VisitOnSite {
		next, ev, err := v.visit.Lapse(v.now())
		v.must(err)
		v.must(v.RecordVisit(t.Context(), next, ev))
		v.visit = next
	}
	if f := seen(); f.Words != "" {
		t.Errorf("on site: %s", f.Words)
	}
}
