package postgres_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// letter takes the visit to the day after its last one on site, and enters its letter a week later.
func (v *visiting) letter() calendar.Date {
	v.t.Helper()
	for v.visit.Status != readiness.VisitAwaiting {
		at, waits := v.visit.Deadline()
		if !waits {
			v.t.Fatalf("it waits for nothing: %s", v.visit.Status)
		}
		v.clock(at)
		v.lapse()
	}
	day := v.visit.Until.AddDays(7)
	v.goTo(day)
	v.must(v.askVisit(v.lead, readiness.EnterVisitLetter{On: day}))
	return day
}

// lapse lets the next moment of the visit pass.
func (v *visiting) lapse() {
	v.t.Helper()
	next, ev, err := v.visit.Lapse(v.now())
	v.must(err)
	v.must(v.RecordVisit(v.t.Context(), next, ev))
	v.visit = next
}

// TestLetterThatNamesAFindingAlreadyClosed: an action that was shown done is listed for the nightly run until it is open again, answers the finding of the
// letter too, and is left alone when it is shown done anew.
func TestLetterThatNamesAFindingAlreadyClosed(t *testing.T) {
	t.Parallel()
	v, ctx := newVisiting(t, calendar.England().Add(monday, 70, calendar.Exclusive)), t.Context()
	p, lead := &programme{v.service}, v.actor(v.lead)
	first := must[readiness.PracticeFinding](t)(v.AddFinding(ctx, readiness.AddFinding{
		Source: "inspection", Severity: "high", FoundOn: monday.AddDays(-20), Text: "Plans stand still.", Theme: "Plans", Focus: []string{"care_leavers"},
	}, v.asked(lead)))
	shown, other := p.action("Plans move", func(f *readiness.AddAction) { f.Findings = []string{first.ID} }), p.action("Another", nil)
	show := func(a readiness.ImprovementAction) readiness.ImprovementAction {
		e := p.attach(a, v.lead, readiness.Supports, calendar.DateOf(v.now()))
		a = must[readiness.ImprovementAction](t)(p.ask(a, v.manager, readiness.ClaimAction{Difference: "They move.", Evidence: []string{e.ID}}))
		return must[readiness.ImprovementAction](t)(p.ask(a, v.look, readiness.VerifyAction{Accept: "yes"}))
	}
	shown, other = show(shown), show(other)
	named := func() (ids []string) {
		for _, f := range must[[]readiness.ActionFollowup](t)(v.ActionFollowups(ctx, "", 10)) {
			if f.Again != nil {
				ids = append(ids, f.ActionID)
			}
		}
		return ids
	}
	letter := readiness.AddFinding{VisitID: v.visit.ID, Source: "audit", Severity: "priority", FoundOn: v.visit.Until, Text: "They stand still again.", Theme: "Plans", Focus: []string{"care_leavers"}, Repeats: first.ID}
	if _, err := v.AddFinding(ctx, letter, v.asked(lead)); !readiness.Conflict.Is(err) {
		t.Errorf("before the letter: %v", err)
	}
	day := v.letter()
	if _, err := v.AddFinding(ctx, letter, v.asked(v.actor(v.manager))); !readiness.Forbidden.Is(err) {
		t.Errorf("by a team manager: %v", err)
	}
	asked := v.asked(lead)
	second := must[readiness.PracticeFinding](t)(v.AddFinding(ctx, letter, asked))
	if again := must[readiness.PracticeFinding](t)(v.AddFinding(ctx, letter, asked)); again.ID != second.ID {
		t.Error("sent twice it is kept twice")
	}
	if second.Source != "visit" || second.ReceivedOn != day || second.VisitID != v.visit.ID || !slices.Equal(second.Focus, letter.Focus) || second.Statement == nil || second.Statement.Draft.IsZero() {
		t.Errorf("kept %+v", second)
	}
	if got := named(); !slices.Equal(got, []string{shown.ID}) {
		t.Fatalf("named again: %v, not %s alone (the other is %s)", got, shown.ID, other.ID)
	}
	f := must[[]readiness.ActionFollowup](t)(v.ActionFollowups(ctx, "", 10))
	i := slices.IndexFunc(f, func(f readiness.ActionFollowup) bool { return f.Again != nil })
	next, ev, err := shown.Follow(f[i], v.now())
	v.must(err)
	v.must(v.RecordAction(ctx, next, ev))
	if !strings.Contains(ev.Note, "The letter of "+day.Long()+" names it again: They stand still again.") {
		t.Errorf("why: %q", ev.Note)
	}
	if got := named(); len(got) != 0 {
		t.Errorf("open again, and still named: %v", got)
	}
	second = must[readiness.PracticeFinding](t)(v.PracticeFinding(ctx, lead, second.ID))
	if len(second.Actions) != 1 || second.Actions[0].ActionID != shown.ID || second.Actions[0].Status != readiness.ActionInProgress {
		t.Errorf("the finding of the letter is answered by %+v", second.Actions)
	}
	v.goTo(day.AddDays(10))
	show(next)
	if got := named(); len(got) != 0 {
		t.Errorf("shown done anew, and named by the letter of then: %v", got)
	}
	corrected := day.AddDays(1)
	v.must(v.askVisit(v.lead, readiness.EnterVisitLetter{On: corrected}))
	if second = must[readiness.PracticeFinding](t)(v.PracticeFinding(ctx, lead, second.ID)); second.ReceivedOn != corrected {
		t.Errorf("the letter is corrected, and its clock counts from %s", second.ReceivedOn)
	}
}

// TestGatesCountTheirFocusArea: earlier findings and those of the letter count for the focus area that they are about, and for each when they are about none.
func TestGatesCountTheirFocusArea(t *testing.T) {
	t.Parallel()
	v, ctx := newVisiting(t, calendar.England().Add(monday, 70, calendar.Exclusive)), t.Context()
	lead := v.actor(v.lead)
	found := func(source string, days int, visit string, focus ...string) {
		must[readiness.PracticeFinding](t)(v.AddFinding(ctx, readiness.AddFinding{
			VisitID: visit, Source: source, Severity: "high", FoundOn: calendar.DateOf(v.now()).AddDays(days), Text: "Plans stand still.", Theme: "Plans", Focus: focus,
		}, v.asked(lead)))
	}
	found("inspection", -20, "", "care_leavers")
	found("visit", -20, "")
	found("audit", -20, "", "missing")
	found("inspection", 0, "", "missing") // on the day on which the visit was planned
	part := func(focus, code string) (n [2]int) {
		for _, p := range must[readiness.VisitView](t)(v.VisitView(ctx, lead, v.visit.ID)).Parts[focus] {
			if p.Code == code {
				n = [2]int{p.Done, p.Of}
			}
		}
		return n
	}
	listed := func(q readiness.PracticeFindingQuery) int {
		return must[readiness.Page[readiness.PracticeFinding]](t)(v.PracticeFindings(ctx, lead, q)).Total
	}
	for focus, want := range map[string]int{"care_leavers": 2, "missing": 1} {
		if got := part(focus, "findings"); got != [2]int{0, want} {
			t.Errorf("%s counts %v earlier findings, want %d", focus, got, want)
		}
		if n := listed(readiness.PracticeFindingQuery{Before: v.visit.ID, Focus: focus}); n != want {
			t.Errorf("%s leads to %d findings, want %d", focus, n, want)
		}
	}
	if n := listed(readiness.PracticeFindingQuery{Focus: "missing"}); n != 3 {
		t.Errorf("%d findings are about missing children, or about none", n)
	}
	if _, err := v.AddFinding(ctx, readiness.AddFinding{Source: "audit", Severity: "low", FoundOn: monday, Text: "x", Theme: "x", Focus: []string{"flying"}}, v.asked(lead)); err == nil {
		t.Error("a focus area that there is none of")
	}
	v.letter()
	if err := v.ask("findings/", v.lead, readiness.CloseVisitStep{}); !readiness.Conflict.Is(err) || !strings.Contains(err.Error(), "No finding of the letter") {
		t.Errorf("without a finding: %v", err)
	}
	found("visit", -7, v.visit.ID, "missing")
	if n := listed(readiness.PracticeFindingQuery{VisitID: v.visit.ID}); n != 1 {
		t.Errorf("%d findings of the letter", n)
	}
	v.must(v.ask("findings/", v.lead, readiness.CloseVisitStep{}))
	if got := part("missing", "findings"); got != [2]int{0, 1} {
		t.Errorf("a finding of this letter counts as an earlier one: %v", got)
	}
}

// TestALetterWithoutAFinding: the step closes on the letter itself.
func TestALetterWithoutAFinding(t *testing.T) {
	t.Parallel()
	v := newVisiting(t, calendar.England().Add(monday, 70, calendar.Exclusive))
	day := v.letter()
	piece := must[readiness.Evidence](t)(v.AttachEvidence(t.Context(), readiness.AttachEvidence{StepID: v.steps["findings/"].ID, Kind: "document", Bears: readiness.Supports, Title: "The letter", ShowsOn: day}, v.asked(v.actor(v.lead))))
	v.must(v.ask("findings/", v.lead, readiness.CloseVisitStep{}))
	if s := v.steps["findings/"]; s.Done.Of != 0 || !slices.Equal(s.Done.Evidence, []string{piece.ID}) {
		t.Errorf("closed on %+v", s.Done)
	}
}

// TestDataGateCountsTheListsOfItsFocusArea: a fault on another list of the Annex A does not matter to it.
func TestDataGateCountsTheListsOfItsFocusArea(t *testing.T) {
	t.Parallel()
	v, ctx := newVisiting(t, calendar.England().Add(monday, 70, calendar.Exclusive)), t.Context()
	leavers, missing := leaverPack, missingPack
	leavers.Checklist, missing.Checklist = []readiness.PackLine{{Code: "A"}}, []readiness.PackLine{{Code: "A"}}
	leavers.From, missing.From = calendar.On(2021, 1, 1), calendar.On(2021, 1, 1)
	if _, err := v.KeepPacks(ctx, []readiness.FocusPack{leavers, missing}, nil); err != nil {
		t.Fatal(err)
	}
	v.open(readiness.PlanVisit{Kind: "standard", Called: monday, Focus: []string{"care_leavers", "missing"}, Leads: []string{"", ""}})
	data := func(focus string) [2]int {
		for _, p := range must[readiness.VisitView](t)(v.VisitView(ctx, v.actor(v.lead), v.visit.ID)).Parts[focus] {
			if p.Code == "data" {
				return [2]int{p.Done, p.Of}
			}
		}
		return [2]int{-1, -1}
	}
	is := func(when string, leavers, missing [2]int) {
		t.Helper()
		if l, m := data("care_leavers"), data("missing"); l != leavers || m != missing {
			t.Errorf("%s: care leavers %v, missing %v", when, l, m)
		}
	}
	is("before any list", [2]int{0, 1}, [2]int{0, 2})
	v.load(annex(monday, []readiness.CareLeaverRow{leaver("L1", monday)}, readiness.MissingRow{ChildRef: "M1"}))
	is("with lists 8 and 9", [2]int{1, 1}, [2]int{1, 2})
	query[int](v.world, `insert into import_findings (import_id, n, list, sheet, line, field, rule, severity, found, message, fix, left_out)
		select id, 900, 8, '8', 2, '', 'x', 'error', '', '', '', false from imports returning n`)
	is("with a fault on list 8", [2]int{1, 1}, [2]int{0, 2})
}
