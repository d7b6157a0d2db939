package e2e_test

import (
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestLetterNamesAFindingAgain leads two actions that were shown done through the letter of a visit that names their findings again. The run of the first is
// asked at once; the other was away, and hears of it from the nightly run. Both are done anew, and last.
func TestLetterNamesAFindingAgain(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	who := h.furnish(t, 20, calendar.DateOf(time.Now()))
	runs := who[string(readiness.ImprovementLead)]
	plans, visits := h.earlierFinding(t, runs, "Plans stand still."), h.earlierFinding(t, runs, "Visits are late.")
	atOnce, byNight := h.addAction(t, who, "Read every plan aloud", plans), h.addAction(t, who, "Visit in time", visits)
	h.showsDone(t, who, atOnce, readiness.ActionVerified)
	h.showsDone(t, who, byNight, readiness.ActionVerified)

	letter := h.letterOf(t, runs)
	again := letter
	again.Text, again.Repeats = "Plans stand still in two teams.", plans
	command, house := asked(runs), readiness.House{Commands: h.commands, Actions: h.db}
	for range 2 { // the form may arrive twice
		found, err := patiently(t, func() (readiness.PracticeFinding, error) { return house.EnterFinding(t.Context(), again, command) })
		must(t, err)
		h.namedAgain(t, found, plans, atOnce)
	}
	if a := got[readiness.ImprovementAction](t)(h.db.ActionState(t.Context(), byNight)); a.Status != readiness.ActionVerified {
		t.Errorf("an action whose finding was not named is %s", a.Status.Title())
	}
	late := letter
	late.Text, late.Repeats = "Visits are late again.", visits
	kept := got[readiness.PracticeFinding](t)(h.db.AddFinding(t.Context(), late, asked(runs))) // what is left when its run is away
	h.withoutRetests(t)
	h.sweep(t)
	until(t, soon, "the nightly run opens the action again, and both follow the new rules", func() (bool, any) {
		a, b := got[readiness.ImprovementAction](t)(h.db.ActionState(t.Context(), atOnce)), got[readiness.ImprovementAction](t)(h.db.ActionState(t.Context(), byNight))
		return b.Status == readiness.ActionInProgress && len(a.Terms.Plan.RetestMonths)+len(b.Terms.Plan.RetestMonths) == 0, b.Status
	})
	h.namedAgain(t, got[readiness.PracticeFinding](t)(h.db.PracticeFinding(t.Context(), runs, kept.ID)), visits, byNight)

	h.showsDone(t, who, atOnce, readiness.ActionLasted)
	h.showsDone(t, who, byNight, readiness.ActionLasted)
	h.actionEnded(t, "action_named_again_by_a_letter", atOnce, "added claimed verified opened-again planned-again claimed verified")
	h.actionEnded(t, "action_named_again_heard_by_night", byNight, "added claimed verified opened-again planned-again claimed verified")
}

// earlierFinding is one of an inspection before the visit.
func (e *eyes) earlierFinding(t *testing.T, by readiness.Actor, text string) string {
	t.Helper()
	return got[readiness.PracticeFinding](t)(e.db.AddFinding(t.Context(), readiness.AddFinding{
		Source: "inspection", Severity: "high", FoundOn: calendar.DateOf(time.Now()).AddDays(-90), Text: text, Theme: "Supervision", Focus: []string{"care_leavers"},
	}, asked(by))).ID
}

// showsDone has the owner of an action show it done on new evidence, and quality assurance accept that.
func (e *eyes) showsDone(t *testing.T, who town, id string, status readiness.ActionStatus) {
	t.Helper()
	owner := who["team_manager North Locality Team"]
	e.doAction(t, owner, id, readiness.ClaimAction{Difference: "All teams do.", Evidence: []string{e.attach(t, owner, id)}})
	e.doAction(t, who[string(readiness.QualityAssurance)], id, readiness.VerifyAction{Accept: "yes"})
	if a := got[readiness.ImprovementAction](t)(e.db.ActionState(t.Context(), id)); a.Status != status {
		t.Fatalf("shown done, and it is %s", a.Status.Title())
	}
}

// letterOf has inspectors come and go and their letter entered. It returns what each of its findings is to say.
func (e *eyes) letterOf(t *testing.T, by readiness.Actor) readiness.AddFinding {
	t.Helper()
	today := calendar.DateOf(time.Now())
	visit := e.planVisit(t, by, readiness.PlanVisit{Kind: "short", Called: today.AddDays(-40), Focus: []string{"care_leavers"}})
	var x readiness.Visit
	until(t, soon, "the inspectors have gone", func() (bool, any) {
		x = got[readiness.Visit](t)(e.db.VisitState(t.Context(), visit))
		return x.Status == readiness.VisitAwaiting, x.Standing()
	})
	e.doVisit(t, by, visit, readiness.EnterVisitLetter{On: today.AddDays(-1)})
	return readiness.AddFinding{VisitID: visit, Source: readiness.LetterSource(x.Kind), Severity: "priority", FoundOn: x.Until, Theme: "Supervision", Focus: []string{"care_leavers"}}
}

// withoutRetests has running actions end as soon as they are shown done: nobody waits three months here.
func (e *eyes) withoutRetests(t *testing.T) {
	t.Helper()
	rules := readiness.DefaultPlanRules()
	rules.RetestMonths = []int{}
	_, err := e.db.SetPlanRules(t.Context(), rules, readiness.RuleChange{Reason: "a rehearsal", Running: readiness.RunningTake}, asked(lead))
	must(t, err)
}

// namedAgain checks that a finding of a letter says what it repeats, and is answered by that action, which is open again and says why.
func (e *eyes) namedAgain(t *testing.T, f readiness.PracticeFinding, repeats, action string) {
	t.Helper()
	if f.Repeats != repeats || len(f.Actions) != 1 || f.Actions[0].ActionID != action || f.Actions[0].Status != readiness.ActionInProgress {
		t.Errorf("“%s” repeats %s and is answered by %+v", f.Text, f.Repeats, f.Actions)
	}
	why := e.texts(`select body->>'note' from action_events where action_id = $1 and kind = 'opened again'`, action)
	if len(why) != 1 || !strings.Contains(why[0], "names it again: "+f.Text) {
		t.Errorf("“%s” opens its action again with %q", f.Text, why)
	}
}
