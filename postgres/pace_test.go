package postgres_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// claims has the manager attach evidence of the day and say an action done.
func (p *programme) claims(a readiness.ImprovementAction) readiness.ImprovementAction {
	p.t.Helper()
	e := p.attach(a, p.manager, readiness.Supports, calendar.DateOf(p.now()))
	return must[readiness.ImprovementAction](p.t)(p.ask(a, p.manager, readiness.ClaimAction{Difference: "Every plan is asked about.", Evidence: []string{e.ID}}))
}

func (p *programme) checks(a readiness.ImprovementAction, accept string) readiness.ImprovementAction {
	p.t.Helper()
	return must[readiness.ImprovementAction](p.t)(p.ask(a, p.look, readiness.VerifyAction{Accept: accept, Missing: "Two teams."}))
}

// TestPace counts a small plan, and finds the rows behind each figure.
func TestPace(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	found := must[readiness.PracticeFinding](t)(p.AddFinding(t.Context(), readiness.AddFinding{
		Source: "inspection", FoundOn: calendar.On(2027, 2, 15), Text: "Supervision is thin.", Severity: "high", Theme: "Supervision",
	}, p.asked(p.actor(p.lead))))
	good := p.action("Supervise each month", func(f *readiness.AddAction) { f.Findings = []string{found.ID} })
	late := p.action("Record within a week", func(f *readiness.AddAction) { f.Due = calendar.On(2027, 3, 12) })
	dropped := p.action("Buy a system", nil)
	p.goTo(calendar.On(2027, 3, 31))
	good = p.checks(p.claims(good), "no")
	p.clock(calendar.On(2027, 3, 31).At(23, 30)) // summer time: still March in London, already half past ten there
	good = p.claims(good)
	p.goTo(calendar.On(2027, 4, 6))
	p.checks(good, "yes")
	_, err := p.ask(dropped, p.lead, readiness.DropAction{Reason: "Bought already."})
	p.must(err)
	_, err = p.ask(late, p.lead, readiness.MoveActionDate{Until: calendar.On(2027, 4, 7), Reason: "Sickness."})
	p.must(err)
	p.goTo(calendar.On(2027, 4, 9))

	pace := must[readiness.Pace](t)(p.Pace(t.Context(), p.actor(p.lead)))
	if len(pace.Months) != readiness.PaceMonths+1 || pace.Since != calendar.On(2026, 4, 1) || pace.Began != monday {
		t.Fatalf("got %+v", pace)
	}
	want := []readiness.PaceMonth{
		{Month: calendar.On(2027, 3, 1), Planned: 1, SaidDone: 2, SentBack: 1},
		{Month: calendar.On(2027, 4, 1), Planned: 1, ShownDone: 1, Moved: 1}, // the dropped one was due in it too
	}
	if !slices.Equal(want, pace.Months[11:]) {
		t.Errorf("the months: got %+v, want %+v", pace.Months[11:], want)
	}
	if pace.SaidDone != 2 || pace.SaidDoneActions != 1 || pace.SentBack != 1 || pace.MovedActions != 1 || pace.MedianDays != 50 || pace.MedianOf != 1 {
		t.Errorf("got %+v", pace)
	}
	if diff := cmp.Diff([]readiness.PaceLate{{Reached: "", Actions: 1}, {Reached: readiness.AreaHead}, {Reached: readiness.AssistantDirector}, {Reached: readiness.Director}}, pace.Late); diff != "" {
		t.Errorf("late (-want +got):\n%s", diff)
	}

	march, april := calendar.On(2027, 3, 1), calendar.On(2027, 4, 1)
	for name, tt := range map[string]struct {
		q    readiness.PlanQuery
		want []string
	}{
		"planned in March":   {readiness.PlanQuery{Did: "planned", From: march, Until: april.AddDays(-1)}, []string{late.ID}},
		"planned in April":   {readiness.PlanQuery{Did: "planned", From: april, Until: april.AddDays(29)}, []string{good.ID}},
		"said done in March": {readiness.PlanQuery{Did: "said_done", From: march, Until: april.AddDays(-1)}, []string{good.ID}},
		"said done in April": {readiness.PlanQuery{Did: "said_done", From: april}, nil},
		"shown done":         {readiness.PlanQuery{Did: "shown_done", From: april, Source: "any"}, []string{good.ID}},
		"moved":              {readiness.PlanQuery{Did: "date_moved", From: pace.Since, Until: pace.On}, []string{late.ID}},
		"late, nobody yet":   {readiness.PlanQuery{Reached: "nobody"}, []string{late.ID}},
		"late, area head":    {readiness.PlanQuery{Reached: "area_head"}, nil},
	} {
		tt.q.State = "all"
		page := must[readiness.Page[readiness.ActionRow]](t)(p.Actions(t.Context(), p.actor(p.lead), tt.q))
		var got []string
		for _, row := range page.Rows {
			got = append(got, row.ActionID)
		}
		if !slices.Equal(tt.want, got) || page.Total != len(got) {
			t.Errorf("%s: got %v of %d, want %v", name, got, page.Total, tt.want)
		}
	}
	_, err = p.Pace(t.Context(), readiness.Actor{PersonID: "stranger"})
	wantRefusal(t, err, readiness.Forbidden, "")
}
