package e2e_test

import (
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestActions leads improvement actions, and points from a meeting, through a whole Sightline: one that is sent back, shown done and lasts, one whose owner
// leaves, and one that goes on after Temporal was lost with everything in it.
func TestActions(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	who := h.furnish(t, 20, calendar.DateOf(time.Now()))
	h.withoutRetests(t)
	owner, qa := who["team_manager North Locality Team"], who["quality_assurance"]

	lasts := h.addAction(t, who, "Supervise each month")
	evidence := h.attach(t, owner, lasts)
	h.doAction(t, owner, lasts, readiness.UpdateAction{Progress: "on_track", Done: "Dates are set."})
	h.doAction(t, owner, lasts, readiness.ClaimAction{Difference: "All teams meet.", Evidence: []string{evidence}})
	if _, err := h.askAction(t, owner, lasts, readiness.VerifyAction{Accept: "yes"}); !readiness.Forbidden.Is(err) {
		t.Errorf("the owner checks: %v", err)
	}
	h.doAction(t, qa, lasts, readiness.VerifyAction{Accept: "no", Missing: "Two teams."})
	h.doAction(t, owner, lasts, readiness.ClaimAction{Difference: "All teams meet.", Evidence: []string{evidence, h.attach(t, owner, lasts)}})
	h.doAction(t, qa, lasts, readiness.VerifyAction{Accept: "yes", Note: "Seen."})
	h.actionEnded(t, "action_lasted", lasts, "added updated claimed sent-back claimed verified")

	caller := who[string(readiness.ImprovementLead)]
	meeting := h.meet(t, caller, 0)
	goesOn, left := h.addAction(t, who, "Read every plan aloud"), h.addAction(t, who, "Visit in time")
	h.answered(t, caller, owner, qa, meeting, left)
	point, forsaken := h.raise(t, caller, owner, meeting, "There is no quiet room."), h.raise(t, caller, owner, meeting, "Laptops are slow.")
	before := asked(owner)
	must(t, h.askActionUnder(t, before, goesOn, readiness.UpdateAction{Progress: "on_track", Done: "Begun."}))
	h.loseTemporal(t)
	if said := h.sightline("rebuild"); !strings.Contains(said, "unsettled") {
		t.Errorf("rebuild said %q", said)
	}
	must(t, h.askActionUnder(t, before, goesOn, readiness.UpdateAction{Progress: "on_track", Done: "Begun."})) // known already
	h.doAction(t, owner, goesOn, readiness.ClaimAction{Difference: "Done.", Evidence: []string{h.attach(t, owner, goesOn)}})
	h.doAction(t, qa, goesOn, readiness.VerifyAction{Accept: "yes"})
	h.actionEnded(t, "action_after_rebuild", goesOn, "added updated claimed verified")

	h.doPoint(t, owner, point, readiness.AnswerPoint{Outcome: "done", WeDid: "There is one now."})
	h.doPoint(t, qa, point, readiness.HearPoint{Accept: "yes"})
	h.considered(t, who)
	h.pointEnded(t, "point_after_rebuild", point, "raised answered heard")

	_, err := h.db.SavePerson(t.Context(), owner.PersonID, readiness.SavePerson{Name: "Left", Email: "left@fairshire.example", Active: "no"}, asked(lead))
	must(t, err)
	h.sweep(t)
	until(t, soon, "the action goes to its sponsor", func() (bool, any) {
		a := got[readiness.ImprovementAction](t)(h.db.ActionState(t.Context(), left))
		return a.OwnerID == who["area_head North"].PersonID, a.OwnerID
	})
	h.doAction(t, who["assistant_director"], left, readiness.DropAction{Reason: "The audit plan covers it."})
	h.actionEnded(t, "action_owner_left", left, "added assigned dropped")
	until(t, soon, "the point goes to whoever calls the meeting", func() (bool, any) {
		x := got[readiness.Point](t)(h.db.PointState(t.Context(), forsaken))
		return x.OwnerID == caller.PersonID, x.OwnerID
	})
	h.doPoint(t, who[string(readiness.AssistantDirector)], forsaken, readiness.WithdrawPoint{Reason: "New laptops came."})
	h.pointEnded(t, "point_owner_left", forsaken, "raised assigned withdrawn")
	if check, err := h.db.VerifyAudit(t.Context()); err != nil || check.Broken != 0 {
		t.Errorf("the audit chain: %+v %v", check, err)
	}
}

// undertake fills what pages of the plan need: a finding and an action that answers it, evidence with a file, a spreadsheet whose columns are named, and a
// progress report.
func (e *eyes) undertake(t *testing.T, by, owner readiness.Actor) {
	t.Helper()
	today, c := calendar.DateOf(time.Now()), calendar.England()
	finding := got[readiness.PracticeFinding](t)(e.db.AddFinding(t.Context(), readiness.AddFinding{
		Source: "inspection", FoundOn: today.AddDays(-60), Text: "Supervision does not move plans on.", Severity: "high", Theme: "Supervision",
	}, asked(by)))
	planned := got[readiness.PlannedAction](t)(e.db.AddAction(t.Context(), readiness.AddAction{
		ActionDetails: readiness.ActionDetails{Title: "Supervise each month", Theme: "Supervision", Outcome: "Plans move.", Measure: "Audit.", Findings: []string{finding.ID}},
		OwnerID:       owner.PersonID, SponsorID: by.PersonID, Start: today.AddDays(-1), Due: c.Add(today, 40, calendar.Exclusive),
	}, asked(by)))
	_, err := patiently(t, func() (struct{}, error) { return struct{}{}, e.commands.OpenAction(t.Context(), planned) })
	must(t, err)
	got[readiness.Evidence](t)(e.db.AttachEvidence(t.Context(), readiness.AttachEvidence{
		ActionID: planned.ID, Kind: "audit", Bears: readiness.Supports, Title: "Audit of 20 files", ShowsOn: today,
		File: &readiness.EvidenceFile{Name: "audit.csv", MediaType: "text/csv", Body: []byte("file,grade\n1,good\n")},
	}, asked(owner)))
	e.keepSheet(t, by)
	e.copyFramework(t, by)
	e.copyPacks(t, by)
	got[readiness.PlanReport](t)(e.db.MakePlanReport(t.Context(), readiness.MakePlanReport{
		From: today.AddDays(-90), Until: today, Received: "3", Source: "The complaints team’s log", Words: "The first report.",
	}, asked(by)))
}

// keepSheet keeps a spreadsheet of one action whose columns are named, as the improvement lead does before bringing a plan in.
func (e *eyes) keepSheet(t *testing.T, by readiness.Actor) {
	t.Helper()
	sheet := readiness.PlanSheet{File: "plan.csv", Columns: []string{"Action", "Theme", "Outcome", "Measure", "Lead", "Due"}, Rows: []readiness.PlanSheetRow{
		{Number: 2, Cells: []string{"Visit in time", "Visits", "Children are seen.", "Visits in time", "Nobody Known", "3 March 2031"}},
	}}
	id := got[string](t)(e.db.KeepPlanSheet(t.Context(), sheet, asked(by)))
	must(t, e.db.MapPlanSheet(t.Context(), id, readiness.PlanMapping{
		Columns: []string{"title", "theme", "outcome", "measure", "owner", "due"}, SponsorID: by.PersonID, Start: calendar.DateOf(time.Now()),
	}, asked(by)))
}

// copyFramework begins a draft of the council's own version of the newest framework.
func (e *eyes) copyFramework(t *testing.T, by readiness.Actor) {
	t.Helper()
	got[string](t)(e.db.CloneFramework(t.Context(), "ilacs-2026", readiness.CloneFramework{Code: "own-2031", Name: "Our own version", From: calendar.On(2031, 4, 1)}, asked(by)))
}

// copyPacks begins drafts of the council's own versions of a focus area and of a run-up.
func (e *eyes) copyPacks(t *testing.T, by readiness.Actor) {
	t.Helper()
	from := calendar.On(2031, 4, 1)
	got[string](t)(e.db.ClonePack(t.Context(), "care-leavers-2026", readiness.ClonePack{Code: "own-care-leavers-2031", Name: "Care leavers", Focus: "care_leavers", From: from}, asked(by)))
	got[string](t)(e.db.CloneRunUp(t.Context(), "monitoring-2026", readiness.CloneRunUp{Code: "own-monitoring-2031", Name: "Monitoring visit", From: from}, asked(by)))
}

// addAction puts an action into the plan and waits until its run has opened it: owned by a team manager of North, sponsored by North's head.
func (e *eyes) addAction(t *testing.T, who town, title string, findings ...string) string {
	t.Helper()
	today, c := calendar.DateOf(time.Now()), calendar.England()
	planned := got[readiness.PlannedAction](t)(e.db.AddAction(t.Context(), readiness.AddAction{
		ActionDetails: readiness.ActionDetails{Title: title, Theme: "Supervision", Outcome: "Plans move.", Measure: "Audit.", Findings: findings},
		OwnerID:       who["team_manager North Locality Team"].PersonID,
		SponsorID:     who["area_head North"].PersonID, Start: today.AddDays(-1), Due: c.Add(today, 40, calendar.Exclusive),
	}, asked(who[string(readiness.ImprovementLead)])))
	_, err := patiently(t, func() (struct{}, error) { return struct{}{}, e.commands.OpenAction(t.Context(), planned) })
	must(t, err)
	return planned.ID
}

func (e *eyes) attach(t *testing.T, by readiness.Actor, action string) string {
	t.Helper()
	return got[readiness.Evidence](t)(e.db.AttachEvidence(t.Context(), readiness.AttachEvidence{
		ActionID: action, Kind: "audit", Bears: readiness.Supports, Title: "Audit of 20 files", ShowsOn: calendar.DateOf(time.Now()),
	}, asked(by))).ID
}

// askAction asks a command of an action as the doors do: with what the ledger knows around it, and again when nobody answers in time.
func (e *eyes) askAction(t *testing.T, by readiness.Actor, id string, c readiness.ActionCommand) (readiness.ImprovementAction, error) {
	t.Helper()
	command := asked(by)
	return patiently(t, func() (readiness.ImprovementAction, error) {
		facts := got[readiness.ActionFacts](t)(e.db.ActionFacts(t.Context(), id))
		command.Facts = &facts
		return e.commands.Action(t.Context(), id, c, command)
	})
}

func (e *eyes) askActionUnder(t *testing.T, command readiness.Asked, id string, c readiness.ActionCommand) error {
	t.Helper()
	_, err := patiently(t, func() (readiness.ImprovementAction, error) { return e.commands.Action(t.Context(), id, c, command) })
	return err
}

func (e *eyes) doAction(t *testing.T, by readiness.Actor, id string, c readiness.ActionCommand) {
	t.Helper()
	if _, err := e.askAction(t, by, id, c); err != nil {
		t.Fatalf("%s asks %s: %v", by.Name, c.Name(), err)
	}
}

// actionEnded checks what happened in an action, and that its run has ended and replays.
func (h *house) actionEnded(t *testing.T, name, id, kinds string) {
	t.Helper()
	if got := strings.Join(h.texts(`select replace(kind, ' ', '-') from action_events where action_id = $1 order by seq`, id), " "); got != kinds {
		t.Errorf("%s: the events are\n%s, want\n%s", name, got, kinds)
	}
	must(t, h.temporal.GetWorkflow(t.Context(), "action/"+id, "").Get(t.Context(), nil))
	h.replay(t, h.config.PayloadKeys.Reveal(), name, "action/"+id)
}
