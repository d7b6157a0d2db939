package postgres_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestWhatMembersSeeOfAVisit: counts, and neither who does what nor what anybody wrote; officers see the whole, and whoever has a part does whatever their post.
func TestWhatMembersSeeOfAVisit(t *testing.T) {
	t.Parallel()
	v := newVisiting(t, calendar.England().Add(monday, 70, calendar.Exclusive))
	ctx, member := t.Context(), v.actor(v.member)
	v.must(v.ask("baseline/", v.lead, readiness.WaiveVisitStep{Reason: "a secret"}))
	must[int](t)(v.AnswerChecklist(ctx, v.visit.ID, "missing", readiness.AnswerChecklist{Answers: []readiness.StatementAnswer{{Code: "MIK1", Answer: "no", Note: "a secret"}}}, v.asked(v.actor(v.manager))))
	view := must[readiness.VisitView](t)(v.VisitView(ctx, member, v.visit.ID))
	list := must[readiness.Checklist](t)(v.Checklist(ctx, member, v.visit.ID, "missing"))
	body := must[[]byte](t)(json.Marshal(map[string]any{"view": view, "list": list}))
	if !view.Counts || len(view.Rows)+len(view.Happened)+len(view.State.Holders)+len(view.Names) != 0 || strings.Contains(string(body), "a secret") || strings.Contains(string(body), v.head) {
		t.Errorf("a member is shown %s", body)
	}
	if list.Lines[0].Answer != "no" || view.Name == "" || view.DaysLeft != 70 {
		t.Errorf("a member is not shown %+v and %+v", list.Lines[0], view.VisitRow)
	}
	if p := view.Parts["missing"]; len(p) != len(readiness.VisitParts) || p[0] != (readiness.VisitPart{Code: readiness.StepsPart, Of: 2}) || !slices.Contains(p, readiness.VisitPart{Code: "checklist", Done: 1, Of: 3}) {
		t.Errorf("the parts: %+v", p)
	}
	_, err := v.VisitStepView(ctx, member, v.steps["rooms/"].ID)
	wantRefusal(t, err, readiness.Forbidden, "")
	if whole := must[readiness.VisitView](t)(v.VisitView(ctx, v.actor(v.lead), v.visit.ID)); whole.Counts || len(whole.Rows) == 0 || len(whole.Happened) == 0 {
		t.Errorf("whoever leads is shown %+v", whole)
	}

	v.must(v.askVisit(v.lead, readiness.NameHolder{Slot: "quality", PersonID: v.member}))
	if own := must[readiness.VisitView](t)(v.VisitView(ctx, member, v.visit.ID)); own.Counts || len(own.Rows) == 0 {
		t.Error("a member with a part does not see it")
	}
}

// TestMembersReadOfALetterOncePublished, and a report says what was known when it was made.
func TestMembersReadOfALetterOncePublished(t *testing.T) {
	t.Parallel()
	v := newVisiting(t, calendar.England().Add(monday, 70, calendar.Exclusive))
	ctx, member, lead := t.Context(), v.actor(v.member), v.actor(v.lead)
	received := v.visit.Until.AddDays(20)
	for _, day := range []calendar.Date{v.visit.On, v.visit.Until.AddDays(1), received} {
		v.goTo(day)
		if at, waits := v.visit.Deadline(); waits && !v.now().Before(at) {
			next, ev, err := v.visit.Lapse(v.now())
			v.must(err)
			v.must(v.RecordVisit(ctx, next, ev))
			v.visit = next
		}
	}
	v.must(v.askVisit(v.lead, readiness.EnterVisitLetter{On: received}))
	p := &programme{v.service}
	earlier := must[readiness.PracticeFinding](t)(v.AddFinding(ctx, readiness.AddFinding{Source: "inspection", FoundOn: monday.AddDays(-20), Text: "Plans stand still.", Severity: "high", Theme: "Plans"}, v.asked(lead)))
	found := must[readiness.PracticeFinding](t)(v.AddFinding(ctx, readiness.AddFinding{Repeats: earlier.ID, Source: "visit", VisitID: v.visit.ID, FoundOn: received, ReceivedOn: received, Text: "Plans drift.", Severity: "high", Theme: "Plans"}, v.asked(lead)))
	report := func() (board, scrutiny readiness.ReportedVisit) {
		ask := readiness.MakePlanReport{From: monday, Until: received, Received: "0", Source: "The log", Why: "It was winter."}
		made := must[readiness.PlanReport](t)(v.MakePlanReport(ctx, ask, v.asked(lead)))
		seen := must[readiness.PlanReport](t)(v.PlanReport(ctx, member, made.ID))
		if len(made.Plan.Service.Visits) != 1 || len(seen.Plan.Service.Visits) != 1 || seen.Plan.Service.Why != "It was winter." {
			t.Fatalf("the report has %+v", made.Plan.Service)
		}
		return made.Plan.Service.Visits[0], seen.Plan.Service.Visits[0]
	}
	answer := p.action("Plans move", func(f *readiness.AddAction) { f.Findings = []string{earlier.ID, found.ID} })
	v.goTo(received.AddDays(1))
	visit := v.visit
	v.open(readiness.PlanVisit{Kind: "standard", Rehearsal: "yes", Focus: []string{"care_leavers"}, Leads: []string{v.head}})
	pack := must[readiness.VisitPackList](t)(v.VisitPacks(ctx, lead, v.visit.ID)).Packs[0]
	v.visit = visit
	seen := func() readiness.VisitRow {
		rows := must[[]readiness.VisitRow](t)(v.Visits(ctx, member))
		return rows[slices.IndexFunc(rows, func(r readiness.VisitRow) bool { return r.VisitID == visit.ID })]
	}
	reads := func(viewer readiness.Actor) [6]int {
		listed := must[readiness.Page[readiness.PracticeFinding]](t)(v.PracticeFindings(ctx, viewer, readiness.PracticeFindingQuery{}))
		_, err := v.PracticeFinding(ctx, viewer, found.ID)
		if err != nil && !readiness.NotFound.Is(err) {
			t.Fatal(err)
		}
		n := [6]int{listed.Total, len(listed.Rows), 0, 0, listed.Rows[len(listed.Rows)-1].RepeatedBy}
		if err == nil {
			n[2] = 1
		}
		n[3] = len(must[readiness.ActionView](t)(v.ActionView(ctx, viewer, answer.ID)).Findings)
		n[5] = len(must[readiness.VisitPack](t)(v.VisitPack(ctx, viewer, pack.ID)).Pack.Findings)
		return n
	}
	if got := reads(member); got != [6]int{1, 1, 0, 1, 0, 1} {
		t.Errorf("before it is published a member reads findings %v", got)
	}
	if got := reads(lead); got != [6]int{2, 2, 1, 2, 1, 2} {
		t.Errorf("before it is published an officer reads findings %v", got)
	}
	row := seen()
	if row.Status != readiness.VisitAwaiting || !row.Letter.IsZero() {
		t.Errorf("before it is published a member reads %+v", row)
	}
	if board, scrutiny := report(); board.Findings != 1 || board.Letter != received || board.Published || scrutiny.Findings != 0 || !scrutiny.Letter.IsZero() || scrutiny.Status != readiness.VisitAwaiting {
		t.Errorf("the board reads %+v, scrutiny %+v", board, scrutiny)
	}
	v.must(v.SetEmbargo(ctx, v.visit.ID, readiness.SetEmbargo{Lift: "yes"}, v.asked(lead)))
	if row = seen(); row.Status != readiness.VisitLetter || row.Letter != received {
		t.Errorf("once it is published a member reads %+v", row)
	}
	if got := reads(member); got != [6]int{2, 2, 1, 2, 1, 2} {
		t.Errorf("once it is published a member reads findings %v", got)
	}
	if _, scrutiny := report(); scrutiny.Findings != 1 || scrutiny.Letter != received {
		t.Errorf("once it is published scrutiny reads %+v", scrutiny)
	}
}
