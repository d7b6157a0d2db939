package web

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// The sample action: owned by Tom Reilly, sponsored by Hanna Okafor, checked by Quentin Amadi.
var (
	sampleActionBegan = time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)

	sampleDetails = readiness.ActionDetails{
		Title: "Supervise every social worker once a month", Theme: "Supervision", Outcome: "Plans for children move on, because somebody asks each month what has changed.",
		Steps: "Agree dates for every team.\nRecord each meeting within a week.", Measure: "Audit of 20 files: supervision in the last 30 days.", Target: "18 of 20",
		TargetOn: calendar.On(2027, 3, 31), Risk: "Drift is noticed late.", Judgement: "LEAD", Criterion: "LM04", Framework: "enabler_2", Boards: []string{"Improvement board"},
	}
	sampleEvidence = []readiness.Evidence{
		{ID: "e-1", Kind: "audit", Bears: readiness.Supports, Title: "Audit of 20 files in North", ShowsOn: calendar.On(2027, 2, 12), By: "Hanna Okafor", At: sampleNow},
		{ID: "e-2", Kind: "voice", Bears: readiness.Contradicts, Title: "What six families told the advocate", ShowsOn: calendar.On(2027, 1, 20), By: "Iris Lowe", At: sampleNow},
		{ID: "e-3", Kind: "data", Bears: readiness.Supports, Title: "Supervision figures, first version", ShowsOn: calendar.On(2026, 12, 1), By: "Tom Reilly", At: sampleNow, Replaced: "e-4"},
	}
	sampleFacts = readiness.ActionFacts{
		Evidence: []readiness.EvidenceFact{{ID: "e-1", On: calendar.On(2027, 2, 12), Bears: readiness.Supports, By: "p-head"}}, Line: []string{"p-head", "p-ad"}, Verifiers: []string{"p-qa"},
	}
	sampleOfficers   = append(slices.Clone(sampleOwners), readiness.Choice{Code: "p-qa", Text: "Quentin Amadi, quality assurance"})
	sampleFinding    = readiness.PracticeFinding{ID: "f-1", Source: "inspection", FoundOn: calendar.On(2026, 10, 1), Text: "Supervision does not move plans on.", Severity: "high", Theme: "Supervision"}
	samplePlanThemes = []readiness.ThemeFigures{
		{Theme: "Care leavers", Actions: 12, SaidDone: 7, ShownDone: 4, Lasted: 1, SentBack: 2, NotLasted: 1, Overdue: 3, Balance: []string{"All its evidence is positive."}},
		{Theme: "Supervision", Actions: 8, SaidDone: 2, ShownDone: 2, Overdue: 1, Balance: []string{}},
	}
)

// sampleAction plays an action: a time lets the clock run until then, anything else is a command of whoever may.
func sampleAction(steps ...any) readiness.ActionView {
	at := sampleActionBegan
	names := map[string]string{sampleManager.PersonID: "Tom Reilly", sampleLead.PersonID: "Iris Lowe", sampleQA.PersonID: "Quentin Amadi", sampleHead.PersonID: "Hanna Okafor", "clock": "Sightline"}
	day := calendar.DateOf(at)
	planned := readiness.PlannedAction{
		ID: "a-1", Details: sampleDetails, AreaID: "north", OwnerID: sampleManager.PersonID, SponsorID: sampleHead.PersonID, Start: day, Due: calendar.On(2027, 2, 19),
		Agreed: len(steps) == 0 || steps[0] != "proposed", By: sampleLead.PersonID,
		Terms: readiness.ActionTerms(readiness.DefaultPlanRules(), readiness.DefaultLadder(), calendar.England(), day),
	}
	a, ev, err := readiness.OpenAction(planned, at)
	happened := []readiness.EventRow{sampleEvent(ev, names[ev.By])}
	keep := func() {
		if err != nil {
			panic(err) // a sample that the rules refuse is a mistake in this file
		}
		happened = append(happened, sampleEvent(ev, names[ev.By]))
	}
	for _, step := range steps {
		switch c := step.(type) {
		case time.Time:
			for next, ok := a.Deadline(); ok && next.Before(c); next, ok = a.Deadline() {
				a, ev, err = a.Lapse(next)
				keep()
			}
			at = c
		case readiness.ActionCommand:
			asker := sampleManager
			switch c.(type) {
			case readiness.VerifyAction, readiness.RetestAction:
				asker = sampleQA
			case readiness.AgreeAction:
				asker = sampleLead
			}
			a, ev, err = a.Do(c, readiness.Asked{By: asker, Facts: &sampleFacts}, at)
			keep()
		}
	}
	slices.Reverse(happened)
	return sampleActionView(a, happened)
}

func sampleActionView(a readiness.ImprovementAction, happened []readiness.EventRow) readiness.ActionView {
	row := readiness.ActionRow{
		ActionID: a.ID, Reference: "S3", Title: a.Details.Title, Theme: a.Details.Theme, Area: "North", OwnerID: a.OwnerID, Owner: "Tom Reilly", Sponsor: "Hanna Okafor",
		Status: a.Status, Start: a.Start, Due: a.Run.Due, Overdue: a.Overdue(sampleToday), Moves: a.Moves, SentBacks: a.SentBacks, Reopened: a.Reopened, Progress: a.Progress,
		SaidOn: a.SaidOn, LookBy: a.LookBy, Verified: a.Verified, RetestOn: a.RetestOn, Supports: 1, Against: 1, Holds: 1,
	}
	if a.Claim != nil {
		row.ClaimedOn = a.Claim.On
	}
	if a.VerifierID != "" {
		row.Verifier = "Quentin Amadi"
	}
	if a.Waiting() {
		row.Reached, row.ReachedAt, row.Because = a.Escalation.Role, a.Escalation.At, "nobody said it done"
	}
	view := readiness.ActionView{
		ActionRow: row, State: a, Facts: sampleFacts, Happened: happened, Evidence: sampleEvidence, Findings: []readiness.PracticeFinding{sampleFinding},
		Needs: []readiness.ActionRow{sampleActionRow("Agree dates for supervision", readiness.ActionVerified)}, HoldsUp: []readiness.ActionRow{sampleActionRow("Audit supervision each quarter", readiness.ActionAgreed)},
	}
	if at, waits := a.Deadline(); waits {
		names, roles := []string{"Tom Reilly"}, []readiness.Role{readiness.Owner}
		if !a.Status.Running() {
			names, roles = []string{"Quentin Amadi"}, []readiness.Role{readiness.QualityAssurance}
		}
		view.Next = []readiness.NextStep{{At: at, Roles: roles, Names: names, Text: "1 working day before the due date"}}
	}
	return view
}

func sampleActionRow(title string, s readiness.ActionStatus) readiness.ActionRow {
	row := readiness.ActionRow{
		ActionID: "a-" + string(s), Title: title, Theme: "Supervision", Area: "North", Owner: "Tom Reilly", Sponsor: "Hanna Okafor", Status: s, Start: calendar.On(2026, 11, 2),
		Due: calendar.On(2027, 3, 31), Supports: 2, LookBy: calendar.On(2027, 3, 12), ClaimedOn: calendar.On(2027, 2, 26), Verified: calendar.On(2026, 12, 4),
	}
	if s == readiness.ActionInProgress {
		row.Due, row.Overdue, row.Moves, row.SentBacks, row.Reached, row.ReachedAt = calendar.On(2027, 2, 19), 8, 2, 1, readiness.AreaHead, sampleNow
		row.Because, row.Progress, row.SaidOn = "nobody said it done", "at_risk", calendar.On(2027, 2, 12)
	}
	return row
}

func planSamples() map[string]Page {
	forgotten := sampleAction(readiness.UpdateAction{Progress: "at_risk", Done: "Four of six teams have dates.", Help: "Two managers to be appointed."}, time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC))
	claim := readiness.ClaimAction{Difference: "Every plan in North has been asked about this month.", Evidence: []string{"e-1"}}
	february := time.Date(2027, 2, 15, 9, 0, 0, 0, time.UTC)
	saidDone := sampleAction(february, claim)
	sentBack := sampleAction(february, claim, time.Date(2027, 2, 17, 9, 0, 0, 0, time.UTC), readiness.VerifyAction{Accept: "no", Missing: "Two teams are not in the audit."})
	shown := sampleAction(february, claim, time.Date(2027, 2, 17, 9, 0, 0, 0, time.UTC), readiness.VerifyAction{Accept: "yes", Note: "I read all 20 files."})
	page := func(v readiness.ActionView, viewer readiness.Actor) ActionPage {
		return ActionPage{View: v, Viewer: viewer, Now: sampleNow}
	}
	bare := saidDone
	bare.Evidence, bare.Facts = nil, readiness.ActionFacts{}
	rows := []readiness.ActionRow{
		sampleActionRow("Supervise every social worker once a month", readiness.ActionInProgress), sampleActionRow("Visit every care leaver within eight weeks", readiness.ActionClaimed),
		sampleActionRow("Return home interviews within 72 hours", readiness.ActionVerified),
	}
	plan := PlanPage{
		Page: readiness.Page[readiness.ActionRow]{Rows: rows, Total: 120, Next: "next"}, Themes: samplePlanThemes, Areas: sampleAreas, Officers: sampleOfficers,
		Boards: readiness.DefaultPlanRules().Boards, Form: sampleForm(), Save: sampleForm(), Viewer: sampleLead,
	}
	form := ActionFormPage{
		Form: sampleFilled(readiness.AddAction{}), Officers: sampleOfficers, Areas: sampleAreas, Boards: plan.Boards, Findings: []readiness.PracticeFinding{sampleFinding}, Others: rows, Agrees: true,
	}
	refused := form
	refused.Form = sampleFilled(readiness.AddAction{ActionDetails: sampleDetails, Start: calendar.On(2027, 3, 1), Due: calendar.On(2027, 3, 6)}, govuk.FieldError{Name: "due", Message: "Saturday 6 March 2027 is not a working day. The next one is 8 March 2027."})
	amend := form
	amend.ID, amend.Form = "a-1", sampleFilled(readiness.AmendAction{ActionDetails: sampleDetails})
	filtered := plan
	filtered.Query = readiness.PlanQuery{State: "overdue", AreaID: "north"}
	filtered.Form, filtered.Save = sampleFilled(filtered.Query), sampleForm()
	filtered.Saved = []readiness.PlanFilter{
		{ID: "f-1", Name: "Board paper", Query: readiness.PlanQuery{Board: "Cabinet"}.Filter()}, {ID: "f-2", Name: "Late in North", Query: filtered.Query.Filter()},
	}
	unsaved, refusedName := filtered, filtered
	unsaved.Saved = unsaved.Saved[:1]
	refusedName.Saved, refusedName.Save = nil, sampleForm(govuk.FieldError{Name: "name", Message: "Enter the name of the filter."})
	member := plan
	member.Viewer = sampleMember
	none := plan
	none.Page, none.Query.State, none.Form = readiness.Page[readiness.ActionRow]{}, "overdue", sampleFilled(readiness.PlanQuery{State: "overdue"})
	desk := readiness.PlanDesk{Decide: rows[:1], Check: []readiness.ActionRow{rows[1], sampleActionRow("Supervision each month", readiness.ActionRetest)}, Agree: []readiness.ActionRow{sampleActionRow("Read every plan aloud", readiness.ActionProposed)}, Mine: rows[:1]}
	all := map[string]Page{
		"plan/improvement lead": plan, "plan/member": member, "plan/none fits": none, "plan/empty": PlanPage{Form: sampleForm(), Viewer: sampleLead},
		"plan/saved filter": filtered, "plan/filter to save": unsaved, "plan/filter without a name": refusedName,
		"plan/empty, member": PlanPage{Form: sampleForm(), Viewer: sampleMember},
		"action/owner":       page(sampleAction(february), sampleManager), "action/reached the area head": page(forgotten, sampleHead),
		"action/said done, who checks": page(saidDone, sampleQA), "action/said done, owner": page(bare, sampleManager), "action/sent back": page(sentBack, sampleManager),
		"action/shown done": page(shown, sampleLead), "action/proposed": page(sampleAction("proposed"), sampleLead), "action/member": page(bare, sampleMember),
		"action form/new": form, "action form/refused: no working day": refused, "action form/change": amend,
		"home/improvement plan": HomePage{View: readiness.HomeView{On: sampleToday}, Plan: desk, Viewer: sampleQA, Sweep: sampleForm()},
	}
	all["plan rules/default"] = PlanRulesPage{Version: 1, Seed: "verifier-1", Form: sampleFilled(planRulesForm{PlanRuleForm: readiness.DefaultPlanRules().Form()})}
	all["plan rules/refused"] = PlanRulesPage{Version: 1, Seed: "verifier-1", Form: sampleFilled(planRulesForm{PlanRuleForm: readiness.DefaultPlanRules().Form()}, govuk.FieldError{Name: "retests", Message: "The re-tests must be months as whole numbers, such as 3, 6."})}
	retest := shown
	retest.State.Status, retest.Status = readiness.ActionRetest, readiness.ActionRetest
	for st, view := range map[*actionStep]readiness.ActionView{
		agreeStep: sampleAction("proposed"), updateStep: forgotten, claimStep: sampleAction(february), verifyStep: saidDone, retestStep: retest, reopenStep: shown,
		moveStep: forgotten, giveActionStep: forgotten, verifierStep: saidDone, carryStep: forgotten, dropStep: forgotten, decideActionStep: forgotten,
	} {
		all["action step/"+st.path] = actionStepPage{ID: "a-1", View: view, Form: sampleForm(), People: sampleOfficers, Now: sampleNow, Step: st}
	}
	all["action step/claim: no evidence"] = actionStepPage{ID: "a-1", View: bare, Form: sampleForm(), Now: sampleNow, Step: claimStep}
	all["action step/update: refused"] = actionStepPage{
		ID: "a-1", View: forgotten, Now: sampleNow, Step: updateStep,
		Form: sampleFilled(readiness.UpdateAction{Progress: "off_track", Done: "Nothing yet."}, govuk.FieldError{Name: "help", Message: "Say what would put the action back on track."}),
	}
	return all
}
