package web_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestWhatPlanPagesSay(t *testing.T) {
	t.Parallel()
	in, says, lacks := htmlcheck.In, htmlcheck.Says, htmlcheck.SaysNot
	samplesSay(t, map[string][]htmlcheck.Check{
		"plan/improvement lead": {
			in("main", says("Of 20 actions, 9 are said done and 6 are shown done."), says("7 of 12 said done"), says("All its evidence is positive.")),
			htmlcheck.Counts("a[href=/actions/new]", 1), htmlcheck.Counts("a[href=/plan?state=overdue&theme=Care+leavers]", 1), htmlcheck.Counts("progress", 4),
		},
		"plan/saved filter": {
			in("#saved", says("Late in North"), htmlcheck.Counts("a[href=/plan?board=Cabinet&state=live]", 1), htmlcheck.Counts("a", 1)), in("#keep", says("Delete a saved filter"), htmlcheck.Counts("form", 2)),
		},
		"plan/filter to save":        {in("#keep", says("Save this filter, or delete one"), htmlcheck.Counts("form", 2))},
		"plan/filter without a name": {in(".govuk-error-summary", says("Enter the name of the filter.")), in("#keep", htmlcheck.Counts("form", 1))},
		"plan/member":                {htmlcheck.Counts("a[href=/actions/new]", 0), in("main", says("shown done"))},
		"plan/empty":                 {in("main", says("There is no improvement plan yet."), says("add the first action"))},
		"plan/none fits":             {in("main", says("No action fits."))},
		"action/owner":               {htmlcheck.Counts("a[href=/actions/a-1/update]", 1), htmlcheck.Counts("a[href=/actions/a-1/claim]", 1), in("main", says("speaks against"), says("Target: 18 of 20, by 31 March 2027"))},
		"action/sent back":           {in("#sent-back", says("Two teams are not in the audit.")), in("#identity", says("sent back once"))},
		"action/said done, who checks": {
			in("#waits", says("It is not shown done: Quentin Amadi is to check it by 1 March 2027.")), htmlcheck.Counts("a[href=/actions/a-1/verify]", 1),
		},
		"action/said done, owner":             {htmlcheck.Counts("a[href=/actions/a-1/verify]", 0)},
		"action/shown done":                   {in("#waits", says("shown done since 17 February 2027"), says("comes back on 17 May 2027"))},
		"action/reached the area head":        {in("#waits", says("This has reached the area head"), says("because nobody said it done")), htmlcheck.Counts("a[href=/actions/a-1/decide]", 1)},
		"action/proposed":                     {htmlcheck.Counts("a[href=/actions/a-1/agree]", 1)},
		"action/member":                       {in("main", lacks("Evidence"), lacks("Attach")), htmlcheck.Counts("a[href=/actions/a-1/update]", 0)},
		"action step/verify":                  {in("main", says("Every plan in North has been asked about this month."), says("Speaks against: Child or family voice")), htmlcheck.Counts("input[name=accept]", 2)},
		"action step/claim":                   {htmlcheck.Counts("input[name=evidence]", 2), in("main", says("dated on or after the start, 2 November 2026"), lacks("first version"))},
		"action step/claim: no evidence":      {htmlcheck.Counts("a[href=/actions/a-1/evidence/new]", 1)},
		"action step/decide":                  {htmlcheck.Counts("input[name=decision]", 4), in("main", says("Take the action over myself"), says("Four of six teams have dates."))},
		"action form/refused: no working day": {htmlcheck.Value("title", "Supervise every social worker once a month"), htmlcheck.Value("due-day", "6")},
		"home/improvement plan":               {in("#check", says("Check what was said done (2)"), says("whether it has lasted")), in("#actions", says("At risk, you said on 12 February 2027")), in("#agree", says("Agree proposed actions (1)"))},
	})
}

// board is one running action by the real rules, with two pieces of evidence, and a register that plans.
type board struct {
	plan
	planRegister
	commands
	action readiness.ImprovementAction
	facts  readiness.ActionFacts
	fail   error
	asked  []readiness.Asked
	opened []string
	rules  []readiness.PlanRules
}

func newBoard(t *testing.T) *board {
	t.Helper()
	day := calendar.DateOf(now)
	a, _, err := readiness.OpenAction(readiness.PlannedAction{
		ID: "a-1", Details: readiness.ActionDetails{Title: "Supervise each month", Theme: "Supervision"}, AreaID: "north", OwnerID: "manager", SponsorID: "head", Start: day, Due: day.AddDays(56), Agreed: true,
		Terms: readiness.ActionTerms(readiness.DefaultPlanRules(), readiness.DefaultLadder(), calendar.England(), day),
	}, now)
	if err != nil {
		t.Fatal(err)
	}
	return &board{action: a, facts: readiness.ActionFacts{Evidence: []readiness.EvidenceFact{{ID: "e-1", On: day, Bears: readiness.Supports, By: "manager"}}, Line: []string{"head"}, Verifiers: []string{"quality_assurance"}}}
}

func (b *board) ActionView(context.Context, readiness.Actor, string) (readiness.ActionView, error) {
	row := readiness.ActionRow{ActionID: "a-1", Title: b.action.Details.Title, OwnerID: b.action.OwnerID, Owner: "Tom Reilly", Status: b.action.Status, Due: b.action.Run.Due, Start: b.action.Start}
	return readiness.ActionView{ActionRow: row, State: b.action, Facts: b.facts, Evidence: []readiness.Evidence{{ID: "e-1", Kind: "audit", Bears: "supports", Title: "Audit", ShowsOn: b.action.Start}}}, nil
}

func (b *board) ActionFacts(context.Context, string) (readiness.ActionFacts, error) {
	return b.facts, nil
}

func (b *board) Action(_ context.Context, _ string, c readiness.ActionCommand, asked readiness.Asked) (readiness.ImprovementAction, error) {
	b.asked = append(b.asked, asked)
	if b.fail != nil {
		return b.action, b.fail
	}
	next, _, err := b.action.Do(c, asked, now.Add(time.Hour))
	if err == nil {
		b.action = next
	}
	return b.action, err
}

func (b *board) AddAction(_ context.Context, f readiness.AddAction, asked readiness.Asked) (readiness.PlannedAction, error) {
	if err := f.Check(calendar.England()); err != nil {
		return readiness.PlannedAction{}, err
	}
	return readiness.PlannedAction{ID: "a-" + asked.ID, Details: f.ActionDetails, Agreed: readiness.May(asked.By, readiness.RunPlan, readiness.Place{})}, nil
}

func (b *board) SetPlanRules(_ context.Context, r readiness.PlanRules, c readiness.RuleChange, _ readiness.Asked) (readiness.PlanRules, error) {
	b.rules = append(b.rules, r)
	return r, nil
}

func (b *board) OpenAction(_ context.Context, p readiness.PlannedAction) error {
	b.opened = append(b.opened, p.ID)
	return b.fail
}

// on serves the pages with this board behind them, to one person.
func (b *board) on(t *testing.T, who string) visitor {
	t.Helper()
	s := newServer()
	s.Plan, s.Actions, s.Commands = b, b, b
	return visit(t, s, who)
}

// TestSaidDoneIsCheckedBySomebodyElse walks an action from the claim to the check: with the ledger's facts beside each command, and a refusal in a sentence
// that keeps what was typed.
func TestSaidDoneIsCheckedBySomebodyElse(t *testing.T) {
	t.Parallel()
	b := newBoard(t)
	owner := b.on(t, "manager")
	if status, page, _ := owner.post("/actions/a-1/claim", url.Values{"command_id": {"c-1"}, "difference": {"All teams meet."}}); status != http.StatusUnprocessableEntity || !strings.Contains(page, "All teams meet.") {
		t.Errorf("without evidence: %d", status)
	}
	claim := url.Values{"command_id": {"c-1"}, "difference": {"All teams meet."}, "evidence": {"e-1"}}
	if status, page, to := owner.post("/actions/a-1/claim", claim); status != http.StatusSeeOther || to != "/actions/a-1" {
		t.Fatalf("%d to %q: %s", status, to, page)
	}
	if b.action.Status != readiness.ActionClaimed || b.action.VerifierID != "quality_assurance" || b.asked[0].Facts == nil || b.asked[0].ID != "c-1" {
		t.Fatalf("%s, checked by %q, asked %+v", b.action.Status, b.action.VerifierID, b.asked)
	}
	yes := url.Values{"command_id": {"c-2"}, "accept": {"yes"}}
	if status, page, _ := owner.post("/actions/a-1/verify", yes); status != http.StatusForbidden || !strings.Contains(page, "somebody else must check it") {
		t.Errorf("the owner checks: %d", status)
	}
	if status, _, _ := b.on(t, "head").post("/actions/a-1/verify", yes); status != http.StatusForbidden {
		t.Errorf("the owner's head checks: %d", status)
	}
	qa := b.on(t, "quality_assurance")
	if status, page, _ := qa.post("/actions/a-1/verify", url.Values{"command_id": {"c-3"}, "accept": {"no"}}); status != http.StatusUnprocessableEntity || !strings.Contains(page, "missing-error") {
		t.Errorf("sent back without a word: %d", status)
	}
	if status, _, to := qa.post("/actions/a-1/verify", yes); status != http.StatusSeeOther || to != "/actions/a-1" || b.action.Status != readiness.ActionVerified {
		t.Errorf("%d to %q: %s", status, to, b.action.Status)
	}
	// Two who check at once: the second reads how it stands.
	if status, page, _ := qa.post("/actions/a-1/verify", url.Values{"command_id": {"c-9"}, "accept": {"yes"}}); status != http.StatusConflict || !strings.Contains(page, "it is shown done") {
		t.Errorf("the second check: %d", status)
	}
}

// TestAddActionOnce: the form sent again adds nothing more, a bad date keeps what was typed, and silence is said to be silence.
func TestAddActionOnce(t *testing.T) {
	t.Parallel()
	b := newBoard(t)
	lead := b.on(t, "improvement_lead")
	form := url.Values{
		"command_id": {"c-1"}, "title": {"Visit in time"}, "theme": {"Visits"}, "outcome": {"Children are seen."}, "measure": {"Visits in time"}, "owner_id": {"manager"}, "sponsor_id": {"head"},
		"start-day": {"3"}, "start-month": {"3"}, "start-year": {"2027"}, "due-day": {"6"}, "due-month": {"3"}, "due-year": {"2027"}, "boards": {"Cabinet"},
	}
	status, page, _ := lead.post("/actions", form)
	if status != http.StatusUnprocessableEntity || !strings.Contains(page, "is not a working day") {
		t.Fatalf("on a Saturday: %d", status)
	}
	htmlcheck.Has(t, page, htmlcheck.Value("title", "Visit in time"), htmlcheck.Value("due-day", "6"), htmlcheck.Value("command_id", "c-1"))
	form.Set("due-day", "8")
	for range 2 {
		if status, _, to := lead.post("/actions", form); status != http.StatusSeeOther || to != "/actions/a-c-1" {
			t.Errorf("%d to %q", status, to)
		}
	}
	b.fail = readiness.Errorf(readiness.Unconfirmed, "This is not confirmed yet.")
	if status, page, _ := lead.post("/actions", form); status != http.StatusAccepted || !strings.Contains(page, "Visit in time") {
		t.Errorf("nobody answers: %d", status)
	}
	if status, _, _ := b.on(t, "elected_member").post("/actions", form); status != http.StatusForbidden {
		t.Errorf("a member adds: %d", status)
	}
}

// TestPlanRulesAreChangedByPeople: what cannot be is said beside its field, and what can be is kept with why.
func TestPlanRulesAreChangedByPeople(t *testing.T) {
	t.Parallel()
	b := newBoard(t)
	lead := b.on(t, "improvement_lead")
	form := url.Values{"command_id": {"c-1"}, "if_seq": {"1"}, "retests": {"6, 3"}, "board_lines": {"Cabinet\nScrutiny"}, "reason": {"Six months are enough."}, "running": {"take"}}
	for _, f := range readiness.PlanFigures() {
		form.Set(f.Name, "9")
	}
	if status, page, _ := lead.post("/plan/rules", form); status != http.StatusUnprocessableEntity || !strings.Contains(page, "must come after the one before it") || !strings.Contains(page, "Six months are enough.") {
		t.Errorf("re-tests out of order: %d", status)
	}
	form.Set("retests", "6")
	if status, page, _ := lead.post("/plan/rules", form); status != http.StatusUnprocessableEntity || !strings.Contains(page, "point_chief_days-error") {
		t.Errorf("the chief executive hears no later than the director: %d", status)
	}
	form.Set("point_chief_days", "12")
	form.Set("pre_scrutiny_chief_days", "12")
	if status, page, to := lead.post("/plan/rules", form); status != http.StatusSeeOther || to != "/plan/rules" || len(b.rules) != 1 {
		t.Fatalf("%d to %q: %s", status, to, page)
	}
	if r := b.rules[0]; len(r.RetestMonths) != 1 || r.VerifyDays != 9 || strings.Join(r.Boards, " ") != "Cabinet Scrutiny" || r.VerifierSeed == "" {
		t.Errorf("kept %+v", r)
	}
	if words := b.rules[0].Differs(readiness.DefaultPlanRules()); len(words) != len(readiness.PlanFigures())+2 {
		t.Errorf("it differs in %q", words)
	}
}
