package postgres_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A programme is a service with improvement actions: the lead runs them, the manager owns them, and look, of quality assurance, checks them.
type programme struct{ *service }

func newProgramme(t *testing.T) *programme {
	t.Helper()
	return &programme{newService(t)}
}

// action is one that the lead adds: owned by the manager, sponsored by the area head, due in eight weeks. change, unless nil, changes it first.
func (p *programme) action(title string, change func(*readiness.AddAction)) readiness.ImprovementAction {
	p.t.Helper()
	f := readiness.AddAction{
		ActionDetails: readiness.ActionDetails{Title: title, Theme: "Supervision", Outcome: "Plans move.", Measure: "Audit of 20 files.", Boards: []string{"Cabinet"}},
		AreaID:        p.area, OwnerID: p.manager, SponsorID: p.head, Start: monday, Due: monday.AddDays(56),
	}
	if change != nil {
		change(&f)
	}
	planned := must[readiness.PlannedAction](p.t)(p.AddAction(p.t.Context(), f, p.asked(p.actor(p.lead))))
	a, ev, err := readiness.OpenAction(planned, p.now())
	p.must(err)
	p.must(p.RecordAction(p.t.Context(), a, ev))
	return a
}

// ask asks one command of an action with the ledger's facts, and records it.
func (p *programme) ask(a readiness.ImprovementAction, by string, c readiness.ActionCommand) (readiness.ImprovementAction, error) {
	p.t.Helper()
	asked := p.asked(p.actor(by))
	facts := must[readiness.ActionFacts](p.t)(p.ActionFacts(p.t.Context(), a.ID))
	asked.Facts = &facts
	next, ev, err := a.Do(c, asked, p.now())
	if err != nil {
		return a, err
	}
	if err := p.RecordAction(p.t.Context(), next, ev); err != nil {
		return a, err
	}
	return next, nil
}

func (p *programme) attach(a readiness.ImprovementAction, by, bears string, on calendar.Date) readiness.Evidence {
	p.t.Helper()
	e := readiness.AttachEvidence{ActionID: a.ID, Kind: "audit", Bears: bears, Title: "Audit of " + on.Long(), ShowsOn: on}
	return must[readiness.Evidence](p.t)(p.AttachEvidence(p.t.Context(), e, p.asked(p.actor(by))))
}

func TestActionIsKeptExactly(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	a := p.action("Supervise each month", nil)
	kept := must[[]readiness.ImprovementAction](t)(p.UnsettledActions(t.Context(), "", 10))
	want, err := json.Marshal([]readiness.ImprovementAction{a})
	p.must(err)
	got, err := json.Marshal(kept)
	p.must(err)
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("the row is not what the run carries (-want +got):\n%s", diff)
	}
	v := must[readiness.ActionView](t)(p.ActionView(t.Context(), p.actor(p.lead), a.ID))
	if len(v.Happened) != 1 || len(v.Happened[0].Told) != 2 || v.Owner == "" || v.Area != "North" || len(v.Next) != 8 {
		t.Errorf("the page: %+v", v)
	}
	if left := must[[]readiness.PlannedAction](t)(p.PlannedActions(t.Context(), "", 10)); len(left) != 0 {
		t.Errorf("still planned: %v", left)
	}
}

// TestClaimNeedsEvidenceInForce: what a claim stands on may be withdrawn or replaced between the question and the record.
func TestClaimNeedsEvidenceInForce(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	a := p.action("Supervise each month", nil)
	old := p.attach(a, p.manager, readiness.Supports, monday)
	next := must[readiness.Evidence](t)(p.AttachEvidence(t.Context(), readiness.AttachEvidence{
		ActionID: a.ID, Kind: "audit", Bears: readiness.Supports, Title: "Second version", ShowsOn: monday, Replaces: old.ID,
	}, p.asked(p.actor(p.manager))))
	_, err := p.ask(a, p.manager, readiness.ClaimAction{Difference: "Done.", Evidence: []string{old.ID}})
	wantRefusal(t, err, readiness.Invalid, "evidence")

	asked := p.asked(p.actor(p.manager))
	facts := must[readiness.ActionFacts](t)(p.ActionFacts(t.Context(), a.ID))
	asked.Facts = &facts
	claimed, ev, err := a.Do(readiness.ClaimAction{Difference: "Done.", Evidence: []string{next.ID}}, asked, p.now())
	p.must(err)
	p.must(p.WithdrawEvidence(t.Context(), next.ID, readiness.WithdrawEvidence{Reason: "Wrong month."}, p.asked(p.actor(p.manager))))
	wantRefusal(t, p.RecordAction(t.Context(), claimed, ev), readiness.Conflict, "")
}

func TestWhoChecksIsNeverTheOwnersLine(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	a := p.action("Supervise each month", nil)
	e := p.attach(a, p.manager, readiness.Supports, monday)
	a, err := p.ask(a, p.manager, readiness.ClaimAction{Difference: "Done.", Evidence: []string{e.ID}})
	p.must(err)
	if a.VerifierID != p.look {
		t.Fatalf("drawn: %q, want quality assurance", a.VerifierID)
	}
	if desk := must[readiness.PlanDesk](t)(p.Desk(t.Context(), p.actor(p.look))); len(desk.Check) != 1 {
		t.Errorf("the desk of whoever checks: %+v", desk)
	}
	_, err = p.ask(a, p.head, readiness.VerifyAction{Accept: "yes"})
	wantRefusal(t, err, readiness.Forbidden, "")
	// Whoever was drawn becomes an assistant director, and loses the task.
	p.post(p.look, readiness.AssistantDirector, "")
	second := p.person("quill")
	p.post(second, readiness.QualityAssurance, "")
	follow := must[[]readiness.ActionFollowup](t)(p.ActionFollowups(t.Context(), "", 10))
	if len(follow) != 1 || follow[0].VerifierID != second {
		t.Fatalf("followed by %+v", follow)
	}
	next, ev, err := a.Follow(follow[0], p.now())
	p.must(err)
	p.must(p.RecordAction(t.Context(), next, ev))
	next, err = p.ask(next, second, readiness.VerifyAction{Accept: "yes", Note: "Seen."})
	p.must(err)
	if next.Status != readiness.ActionVerified || next.RetestOn.IsZero() {
		t.Errorf("got %+v", next)
	}
}

// TestOwnerLeaves gives the action of somebody who has no post any more to its sponsor.
func TestOwnerLeaves(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	p.action("Supervise each month", nil)
	p.leaves(p.manager)
	follow := must[[]readiness.ActionFollowup](t)(p.ActionFollowups(t.Context(), "", 10))
	if len(follow) != 1 || follow[0].OwnerID != p.head {
		t.Errorf("followed by %+v", follow)
	}
}

func TestActionsDoNotWaitInACircle(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	first := p.action("First", nil)
	second := p.action("Second", func(f *readiness.AddAction) { f.DependsOn = []string{first.ID} })
	third := p.action("Third", func(f *readiness.AddAction) { f.DependsOn = []string{second.ID} })
	details := first.Details
	details.DependsOn = []string{third.ID}
	_, err := p.ask(first, p.lead, readiness.AmendAction{ActionDetails: details, Reason: "Order."})
	wantRefusal(t, err, readiness.Invalid, "depends_on")
	v := must[readiness.ActionView](t)(p.ActionView(t.Context(), p.actor(p.lead), second.ID))
	if len(v.Needs) != 1 || len(v.HoldsUp) != 1 || v.Holds != 1 {
		t.Errorf("%d before, %d after", len(v.Needs), len(v.HoldsUp))
	}
}

func TestAddActionRefuses(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	p.action("First", func(f *readiness.AddAction) { f.Reference = "A1" })
	for field, change := range map[string]func(*readiness.AddAction){
		"reference":   func(f *readiness.AddAction) { f.Reference = "a1" },
		"owner_id":    func(f *readiness.AddAction) { f.OwnerID = "nobody" },
		"area_id":     func(f *readiness.AddAction) { f.AreaID = "nowhere" },
		"due":         func(f *readiness.AddAction) { f.Due = f.Start },
		"verifier_id": func(f *readiness.AddAction) { f.VerifierID = f.OwnerID },
		"findings":    func(f *readiness.AddAction) { f.Findings = []string{"none"} },
	} {
		f := readiness.AddAction{
			ActionDetails: readiness.ActionDetails{Title: "x", Theme: "x", Outcome: "x", Measure: "x"}, OwnerID: p.manager, SponsorID: p.head, Start: monday, Due: monday.AddDays(56),
		}
		change(&f)
		_, err := p.AddAction(t.Context(), f, p.asked(p.actor(p.lead)))
		wantRefusal(t, err, readiness.Invalid, field)
	}
}

// TestPlanFigures counts what was said done beside what was shown done, and says what is one-sided.
func TestPlanFigures(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	var claimed []readiness.ImprovementAction
	for _, title := range []string{"One", "Two", "Three"} {
		a := p.action(title, nil)
		e := p.attach(a, p.manager, readiness.Supports, monday)
		a, err := p.ask(a, p.manager, readiness.ClaimAction{Difference: "Done.", Evidence: []string{e.ID}})
		p.must(err)
		claimed = append(claimed, a)
	}
	p.action("Four", func(f *readiness.AddAction) { f.Start, f.Due = monday.AddDays(-28), monday.AddDays(-7) })
	_, err := p.ask(claimed[0], p.look, readiness.VerifyAction{Accept: "yes"})
	p.must(err)
	_, err = p.ask(claimed[1], p.look, readiness.VerifyAction{Accept: "no", Missing: "Dates."})
	p.must(err)
	got := must[[]readiness.ThemeFigures](t)(p.PlanFigures(t.Context(), p.actor(p.lead), readiness.PlanQuery{}))
	want := []readiness.ThemeFigures{{Theme: "Supervision", Actions: 4, SaidDone: 2, ShownDone: 1, SentBack: 1, Overdue: 1, Balance: []string{"All its evidence is positive."}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for state, want := range map[string]string{"": "Four, Three, Two, One", "overdue": "Four", "claimed": "Three", "said_done": "Three, One", "shown_done": "One", "sent_back": "Two", "mine": ""} {
		list := must[readiness.Page[readiness.ActionRow]](t)(p.Actions(t.Context(), p.actor(p.lead), readiness.PlanQuery{State: state}))
		var titles []string
		for _, r := range list.Rows {
			titles = append(titles, r.Title)
		}
		if got := strings.Join(titles, ", "); got != want || list.Total != len(list.Rows) {
			t.Errorf("state %q: %s (%d), want %s", state, got, list.Total, want)
		}
	}
}

// TestAMemberSeesThePlanAndNoWork: elected members see what was undertaken, and nothing that people wrote about the work.
func TestAMemberSeesThePlanAndNoWork(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	a := p.action("Supervise each month", nil)
	p.attach(a, p.manager, readiness.Contradicts, monday)
	a, err := p.ask(a, p.manager, readiness.UpdateAction{Progress: "on_track", Done: "Spoke with a family."})
	p.must(err)
	v := must[readiness.ActionView](t)(p.ActionView(t.Context(), p.actor(p.member), a.ID))
	if len(v.Evidence) != 0 || v.Against != 1 || v.Happened[0].Note != "" || v.Title == "" {
		t.Errorf("a member sees %+v", v)
	}
	_, err = p.Evidence(t.Context(), p.actor(p.member), readiness.EvidenceQuery{})
	wantRefusal(t, err, readiness.Forbidden, "")
}

// TestStatementOfAction counts from the day of receipt, and asks for it (domain.md section 9, rule 13).
func TestStatementOfAction(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	f := readiness.AddFinding{Source: "visit", Severity: "priority", FoundOn: monday.AddDays(-20), Text: "Visits are late.", Theme: "Visits"}
	found := must[readiness.PracticeFinding](t)(p.AddFinding(t.Context(), f, p.asked(p.actor(p.lead))))
	if found.Statement == nil || !found.Statement.Asks {
		t.Fatalf("before receipt: %+v", found.Statement)
	}
	found = must[readiness.PracticeFinding](t)(p.ReceiveReport(t.Context(), found.ID, readiness.ReceiveReport{ReceivedOn: monday}, p.asked(p.actor(p.lead))))
	england := calendar.England()
	if s := found.Statement; s.Asks || s.Due != england.Add(monday, 70, calendar.Exclusive) || s.Draft != england.Add(monday, 20, calendar.Exclusive) {
		t.Errorf("after receipt: %+v", s)
	}
	list := must[readiness.Page[readiness.PracticeFinding]](t)(p.PracticeFindings(t.Context(), p.actor(p.lead), readiness.PracticeFindingQuery{State: "unanswered"}))
	if list.Total != 1 {
		t.Errorf("%d findings without an answer", list.Total)
	}
	p.action("Visit in time", func(f *readiness.AddAction) { f.Findings = []string{found.ID} })
	found = must[readiness.PracticeFinding](t)(p.PracticeFinding(t.Context(), p.actor(p.lead), found.ID))
	if len(found.Actions) != 1 {
		t.Errorf("answered by %v", found.Actions)
	}
}

// TestPlanRulesAreVersioned: actions added later begin with the new rules, and those that run are to take them.
func TestPlanRulesAreVersioned(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	before := p.action("Before", nil)
	rules := must[readiness.PlanRules](t)(p.PlanRules(t.Context()))
	rules.RetestMonths = []int{6, 3}
	_, err := p.SetPlanRules(t.Context(), rules, readiness.RuleChange{Reason: "x", Running: readiness.RunningTake}, p.asked(p.actor(p.lead)))
	wantRefusal(t, err, readiness.Invalid, "retest_months")
	rules.RetestMonths = []int{4}
	set := must[readiness.PlanRules](t)(p.SetPlanRules(t.Context(), rules, readiness.RuleChange{Reason: "x", Running: readiness.RunningTake}, p.asked(p.actor(p.lead))))
	if set.Version != 2 || p.action("After", nil).Terms.Plan.RetestMonths[0] != 4 {
		t.Errorf("version %d", set.Version)
	}
	stale := must[[]readiness.StaleThing](t)(p.StaleActions(t.Context(), "", 10))
	if len(stale) != 1 || stale[0].ID != before.ID || stale[0].Terms.Plan.Version != 2 {
		t.Fatalf("to take them: %+v", stale)
	}
	next, ev, err := before.Replan(stale[0].Terms, p.now())
	p.must(err)
	p.must(p.RecordAction(t.Context(), next, ev))
	if left := must[[]readiness.StaleThing](t)(p.StaleActions(t.Context(), "", 10)); len(left) != 0 {
		t.Errorf("still to take them: %+v", left)
	}
}

// TestEvidenceFileIsKeptAndCounted: a file comes back byte for byte, and the register knows who opened it.
func TestEvidenceFileIsKeptAndCounted(t *testing.T) {
	t.Parallel()
	p := newProgramme(t)
	a := p.action("Supervise each month", nil)
	file := &readiness.EvidenceFile{Name: "audit.pdf", MediaType: "application/pdf", Body: []byte("%PDF-1.7 …")}
	e := must[readiness.Evidence](t)(p.AttachEvidence(t.Context(), readiness.AttachEvidence{ActionID: a.ID, Kind: "audit", Bears: "supports", Title: "Audit", ShowsOn: monday, File: file}, p.asked(p.actor(p.manager))))
	got := must[readiness.EvidenceFile](t)(p.OpenEvidence(t.Context(), p.actor(p.look), e.ID))
	if string(got.Body) != string(file.Body) || got.Name != file.Name {
		t.Errorf("came back as %+v", got)
	}
	if e = must[readiness.Evidence](t)(p.EvidenceItem(t.Context(), p.actor(p.look), e.ID)); e.Opened != 1 || e.Size != len(file.Body) || len(e.SHA256) != 64 {
		t.Errorf("the register says %+v", e)
	}
}
