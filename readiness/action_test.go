package readiness_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	lead  = actor("lead", readiness.Holding{Role: readiness.ImprovementLead})
	quill = actor("quill", readiness.Holding{Role: readiness.QualityAssurance})
)

// around is what the ledger knows around the action of these tests: the manager's line, who can check, and evidence of three days.
var around = readiness.ActionFacts{
	Evidence: []readiness.EvidenceFact{
		{ID: "before", On: calendar.On(2026, 2, 20), Bears: readiness.Supports, By: "manager"},
		{ID: "after", On: calendar.On(2026, 3, 3), Bears: readiness.Supports, By: "manager"},
		{ID: "against", On: calendar.On(2026, 3, 3), Bears: readiness.Contradicts, By: "quill"},
	},
	Line: []string{"head", "deputy", "ad", "dcs"}, Verifiers: []string{"qa", "quill"},
}

// added is an action added on Monday 2 March 2026, due eight weeks later, on 27 April.
func added(t testing.TB, agreed bool) readiness.ImprovementAction {
	t.Helper()
	day := calendar.DateOf(start)
	a, ev, err := readiness.OpenAction(readiness.PlannedAction{
		ID: "action-1", AreaID: "north", OwnerID: "manager", SponsorID: "head", Start: day, Due: calendar.On(2026, 4, 27), Agreed: agreed, By: "lead",
		Details: readiness.ActionDetails{Title: "Supervise each month", Theme: "Supervision", Outcome: "Plans move.", Measure: "Audit."},
		Terms:   readiness.ActionTerms(readiness.DefaultPlanRules(), readiness.DefaultLadder(), calendar.England(), day),
	}, start)
	if err != nil || ev.Seq != 1 {
		t.Fatal(ev, err)
	}
	return a
}

func askAction(a readiness.ImprovementAction, by readiness.Actor, c readiness.ActionCommand, now time.Time) (readiness.ImprovementAction, readiness.Event, error) {
	facts := around
	return a.Do(c, readiness.Asked{By: by, Facts: &facts}, now)
}

// doAction asks one command and fails the test when it is refused.
func doAction(t testing.TB, a readiness.ImprovementAction, by readiness.Actor, c readiness.ActionCommand, now time.Time) readiness.ImprovementAction {
	t.Helper()
	next, ev, err := askAction(a, by, c, now)
	if err != nil || ev.Seq != a.Seq+1 || ev.Text == "" {
		t.Fatalf("%s by %s: %+v, %v", c.Name(), by.Name, ev, err)
	}
	return next
}

// TestWhoMayOfAnAction: claims stand on fresh support, nobody checks what they or their line did, and a third move needs the area head.
func TestWhoMayOfAnAction(t *testing.T) {
	t.Parallel()
	running := added(t, true)
	claim := readiness.ClaimAction{Difference: "All teams.", Evidence: []string{"after"}}
	claimed := doAction(t, running, manager, claim, start.Add(48*time.Hour))
	moved := running
	for _, until := range []calendar.Date{calendar.On(2026, 5, 29), calendar.On(2026, 6, 26)} {
		moved = doAction(t, moved, manager, readiness.MoveActionDate{Until: until, Reason: "Posts are empty."}, start)
	}
	third := readiness.MoveActionDate{Until: calendar.On(2026, 7, 31), Reason: "Still empty."}
	yes := readiness.VerifyAction{Accept: "yes"}
	for name, c := range map[string]struct {
		a     readiness.ImprovementAction
		by    readiness.Actor
		ask   readiness.ActionCommand
		words string // of the refusal; "" when it is taken
	}{
		"evidence from before the start is none":    {running, manager, readiness.ClaimAction{Difference: "x", Evidence: []string{"before"}}, "on or after the start"},
		"evidence against is no support":            {running, manager, readiness.ClaimAction{Difference: "x", Evidence: []string{"against"}}, "on or after the start"},
		"evidence that is not linked":               {running, manager, readiness.ClaimAction{Difference: "x", Evidence: []string{"elsewhere"}}, "withdrawn or replaced"},
		"nobody else claims":                        {running, head, claim, "Only the owner"},
		"a claim is not claimed again":              {claimed, manager, claim, "said done"},
		"the owner does not check":                  {claimed, manager, yes, "You own this action"},
		"nor the owner's head":                      {claimed, head, yes, "line of management"},
		"nor the director":                          {claimed, dcs, yes, "line of management"},
		"nor a member":                              {claimed, member, yes, "does not allow"},
		"who attached something else may":           {claimed, quill, yes, ""},
		"quality assurance may":                     {claimed, qa, yes, ""},
		"the third move is the area head's":         {moved, manager, third, "moved twice already"},
		"and not the lead's":                        {moved, lead, third, "moved twice already"},
		"nor another area's head's":                 {moved, other, third, "Only the owner"},
		"the area head moves it":                    {moved, head, third, ""},
		"but not an own action":                     {owned(moved, head), head, third, "not its owner"},
		"what is the whole council's is no head's":  {climbed(t, ""), head, readiness.DecideActionEscalation{Decision: "decide_myself"}, "climbed to the assistant director"},
		"who checks it is given no ownership":       {checkedBy(climbed(t, "north"), "qa"), head, readiness.DecideActionEscalation{Decision: "give", OwnerID: "qa"}, "is to check the action"},
		"the owner does not drop":                   {running, manager, readiness.DropAction{Reason: "x"}, "You own this action"},
		"the lead drops":                            {running, lead, readiness.DropAction{Reason: "x"}, ""},
		"the area head carries forward":             {running, head, readiness.CarryActionForward{Until: calendar.On(2026, 9, 30), Reason: "x"}, ""},
		"off track asks for help":                   {running, manager, readiness.UpdateAction{Progress: "off_track", Done: "x"}, "back on track"},
		"the sponsor does not check":                {running, lead, readiness.NameVerifier{VerifierID: "head"}, "neither owns nor sponsors"},
		"nor somebody in the line":                  {running, lead, readiness.NameVerifier{VerifierID: "ad"}, "line of management"},
		"nothing changed is no change":              {running, lead, readiness.AmendAction{ActionDetails: running.Details, Reason: "x"}, "Nothing is different"},
		"a goal does not move once it is said done": {claimed, lead, readiness.AmendAction{ActionDetails: readiness.ActionDetails{Title: "x"}, Reason: "x"}, "cannot be changed now"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, ev, err := askAction(c.a, c.by, c.ask, start.Add(72*time.Hour))
			switch {
			case c.words == "" && err != nil:
				t.Errorf("refused: %v", err)
			case c.words != "" && (err == nil || !strings.Contains(err.Error(), c.words) || ev.Kind != ""):
				t.Errorf("got %v, %q, want a refusal with %q", err, ev.Text, c.words)
			}
		})
	}
}

func owned(a readiness.ImprovementAction, by readiness.Actor) readiness.ImprovementAction {
	a.OwnerID = by.PersonID
	return a
}

func checkedBy(a readiness.ImprovementAction, id string) readiness.ImprovementAction {
	a.VerifierID = id
	return a
}

// climbed is an action of an area, or of the whole council, that nobody worked on until it reached somebody.
func climbed(t testing.TB, area string) readiness.ImprovementAction {
	t.Helper()
	a := added(t, true)
	a.AreaID = area
	for !a.Waiting() {
		at, _ := a.Deadline()
		next, _, err := a.Lapse(at)
		if err != nil {
			t.Fatal(err)
		}
		a = next
	}
	return a
}

// TestWhoeverWasToCheckAndTakesItOver checks it no more.
func TestWhoeverWasToCheckAndTakesItOver(t *testing.T) {
	t.Parallel()
	a := checkedBy(climbed(t, "north"), "head")
	if a = doAction(t, a, head, readiness.DecideActionEscalation{Decision: "decide_myself"}, start.Add(2000*time.Hour)); a.OwnerID != "head" || a.VerifierID != "" {
		t.Errorf("owned by %q, checked by %q", a.OwnerID, a.VerifierID)
	}
}

// TestDrawOfWhoChecks: the same for the same action and try, and never somebody who may not.
func TestDrawOfWhoChecks(t *testing.T) {
	t.Parallel()
	drawn := map[string]int{}
	a := added(t, true)
	for i := range 200 {
		a.ID = fmt.Sprint("action-", i)
		facts := around
		facts.Verifiers = []string{"quill", "manager", "qa", "ad"}
		id := facts.Draw(a)
		if again := facts.Draw(a); again != id || id == "manager" || id == "ad" || id == "" {
			t.Fatalf("%s and %s were drawn", id, again)
		}
		drawn[id]++
	}
	if drawn["qa"] != 200 && (drawn["qa"] < 60 || drawn["quill"] < 60) {
		t.Errorf("drawn: %v", drawn)
	}
}

// TestRetestsComeBackAtThreeAndSixMonths on working days, and only fresh evidence passes them.
func TestRetestsComeBackAtThreeAndSixMonths(t *testing.T) {
	t.Parallel()
	a := doAction(t, added(t, true), manager, readiness.ClaimAction{Difference: "x", Evidence: []string{"after"}}, start.Add(48*time.Hour))
	a = doAction(t, a, qa, readiness.VerifyAction{Accept: "yes"}, start.Add(72*time.Hour)) // Thursday 5 March
	if a.RetestOn != calendar.On(2026, 6, 5) {
		t.Fatalf("the first re-test is on %s", a.RetestOn)
	}
	at, _ := a.Deadline()
	a, ev, err := a.Lapse(at)
	if err != nil || a.Status != readiness.ActionRetest || len(ev.Tell) != 2 {
		t.Fatalf("%s, %+v, %v", a.Status, ev, err)
	}
	if _, _, err := askAction(a, qa, readiness.RetestAction{Lasted: "yes", Found: "x"}, at); err == nil || !strings.Contains(err.Error(), "no evidence from after") {
		t.Errorf("with evidence of before: %v", err)
	}
	facts := around
	facts.Evidence = append(facts.Evidence, readiness.EvidenceFact{ID: "fresh", On: calendar.On(2026, 6, 1), Bears: readiness.Supports, By: "manager"})
	a, _, err = a.Do(readiness.RetestAction{Lasted: "yes", Found: "x"}, readiness.Asked{By: qa, Facts: &facts}, at)
	if err != nil || a.RetestOn != calendar.On(2026, 9, 7) { // 5 September is a Saturday
		t.Errorf("the second re-test is on %s, %v", a.RetestOn, err)
	}
}

// actionMoves are every command of an action, each asked by somebody who may, with a form that is whole, and what happens without a person.
func actionMoves() []struct {
	name, by string
	try      func(readiness.ImprovementAction, time.Time) (readiness.ImprovementAction, readiness.Event, error)
} {
	type move = struct {
		name, by string
		try      func(readiness.ImprovementAction, time.Time) (readiness.ImprovementAction, readiness.Event, error)
	}
	ask := func(by readiness.Actor, c func(readiness.ImprovementAction, time.Time) readiness.ActionCommand) move {
		name := c(readiness.ImprovementAction{}, start).Name()
		return move{name, by.Holdings[0].Role.Title(), func(a readiness.ImprovementAction, now time.Time) (readiness.ImprovementAction, readiness.Event, error) {
			facts := around
			if !a.Verified.IsZero() {
				facts.Evidence = append(facts.Evidence, readiness.EvidenceFact{ID: "fresh", On: a.Verified.AddDays(30), Bears: readiness.Supports, By: "manager"})
			}
			return a.Do(c(a, now), readiness.Asked{By: by, Facts: &facts}, now)
		}}
	}
	plain := func(c readiness.ActionCommand) func(readiness.ImprovementAction, time.Time) readiness.ActionCommand {
		return func(readiness.ImprovementAction, time.Time) readiness.ActionCommand { return c }
	}
	later := func(a readiness.ImprovementAction, now time.Time, days int) calendar.Date {
		from := calendar.DateOf(now)
		if a.Run.Due.After(from) {
			from = a.Run.Due
		}
		return calendar.England().Add(from, days, calendar.Exclusive)
	}
	return []move{
		ask(lead, plain(readiness.AgreeAction{})),
		ask(manager, plain(readiness.UpdateAction{Progress: "on_track", Done: "Dates are set."})),
		ask(manager, plain(readiness.ClaimAction{Difference: "All teams.", Evidence: []string{"after"}})),
		ask(qa, plain(readiness.VerifyAction{Accept: "yes"})),
		ask(qa, plain(readiness.RetestAction{Lasted: "yes", Found: "Still so."})),
		ask(qa, plain(readiness.ReopenAction{Reason: "Two teams stopped."})),
		ask(manager, func(a readiness.ImprovementAction, now time.Time) readiness.ActionCommand {
			return readiness.MoveActionDate{Until: later(a, now, 15), Reason: "Posts are empty."}
		}),
		ask(head, plain(readiness.AssignAction{OwnerID: "colleague"})),
		ask(lead, plain(readiness.NameVerifier{VerifierID: "other"})),
		ask(head, func(a readiness.ImprovementAction, now time.Time) readiness.ActionCommand {
			return readiness.CarryActionForward{Until: later(a, now, 60), Reason: "Into the next plan."}
		}),
		ask(lead, plain(readiness.DropAction{Reason: "The audit plan covers it."})),
		ask(lead, plain(readiness.AmendAction{ActionDetails: readiness.ActionDetails{Title: "Supervise every four weeks", Theme: "Supervision", Outcome: "Plans move.", Measure: "Audit."}, Reason: "Clearer."})),
		ask(head, plain(readiness.DecideActionEscalation{Decision: "decide_myself"})),
		{"the next moment comes", "clock", func(a readiness.ImprovementAction, now time.Time) (readiness.ImprovementAction, readiness.Event, error) {
			if at, waits := a.Deadline(); waits {
				now = at
			}
			return a.Lapse(now)
		}},
		{"the owner leaves", "sweep", func(a readiness.ImprovementAction, now time.Time) (readiness.ImprovementAction, readiness.Event, error) {
			return a.Follow(readiness.ActionFollowup{OwnerID: "head"}, now)
		}},
		{"who checks it can no longer", "sweep", func(a readiness.ImprovementAction, now time.Time) (readiness.ImprovementAction, readiness.Event, error) {
			return a.Follow(readiness.ActionFollowup{VerifierID: "third", Drawn: true}, now)
		}},
	}
}

// actionIn is an action brought to a status by the shortest way.
func actionIn(t *testing.T, s readiness.ActionStatus) (readiness.ImprovementAction, time.Time) {
	t.Helper()
	a, now := added(t, s != readiness.ActionProposed), start.Add(48*time.Hour)
	lapse := func() {
		at, _ := a.Deadline()
		next, _, err := a.Lapse(at)
		if err != nil {
			t.Fatal(err)
		}
		a, now = next, at
	}
	switch s {
	case readiness.ActionInProgress:
		a = doAction(t, a, manager, readiness.UpdateAction{Progress: "on_track", Done: "Dates are set."}, now)
	case readiness.ActionClaimed, readiness.ActionVerified, readiness.ActionRetest, readiness.ActionLasted:
		a = doAction(t, a, manager, readiness.ClaimAction{Difference: "All teams.", Evidence: []string{"after"}}, now)
		if s == readiness.ActionClaimed {
			break
		}
		if s == readiness.ActionLasted {
			a.Terms.Plan.RetestMonths = nil // a council without re-tests
		}
		a = doAction(t, a, qa, readiness.VerifyAction{Accept: "yes"}, now)
		if s == readiness.ActionRetest {
			lapse()
		}
	case readiness.ActionDropped:
		a = doAction(t, a, lead, readiness.DropAction{Reason: "x"}, now)
	}
	if a.Status != s {
		t.Fatalf("got %s, want %s", a.Status, s)
	}
	return a, now.Add(24 * time.Hour)
}

const actionStatesIntro = `# What an improvement action may become

This page is printed by TestActionStates from the rules themselves, as [states.md](states.md) is for reviews. Do not edit it; run
` + "`go test ./readiness -run TestActionStates -update`" + `.

` + "```" + `
  proposed ─ agree ─▶ not started ─ update ─▶ in progress ─ claim ─▶ said done ─ check ─▶ shown done ─ by itself ─▶ waiting for a re-test ─▶ lasted
      │                  │                      │  ▲  ▲  ▲              │                  │  ▲                       │   │             (the end)
      └── drop ──────────┴── drop ──────────────┘  │  │  └─ sent back ──┘                  │  └──── lasted so far ────┘   │
              │                                    │  └──── opened again ──────────────────┘                             │
              ▼                                    └─────── did not last ────────────────────────────────────────────────┘
           dropped (the end)

  An action can be said done before anybody has said where it stands.
  A claim stands on evidence from after the start. Whoever checks it stands outside the owner's line of management and attached none of it.
  Beside “not started” and “in progress” runs the ladder, as for reviews.
` + "```" + `

Times of this page: added on 2 March 2026, due on 27 April 2026, by the default rules and ladder.
`

func TestActionStates(t *testing.T) {
	t.Parallel()
	var page strings.Builder
	page.WriteString(actionStatesIntro)
	for _, s := range readiness.ActionStatuses {
		a, now := actionIn(t, s)
		before := fmt.Sprintf("%+v", a)
		fmt.Fprintf(&page, "\n## From “%s”\n\n| asked | by | becomes | what is kept, or why not | who is told |\n|---|---|---|---|---|\n", s.Title())
		for _, m := range actionMoves() {
			to, ev, err := m.try(a, now)
			if fmt.Sprintf("%+v", a) != before {
				t.Fatalf("%s from %s changed the value it was asked of", m.name, s)
			}
			if err != nil {
				if !strings.HasSuffix(err.Error(), ".") || ev.Seq != 0 {
					t.Errorf("%s from %s: %q, event %+v", m.name, s, err, ev)
				}
				fmt.Fprintf(&page, "| %s | %s | – | *%s* | |\n", m.name, m.by, err)
				continue
			}
			if to.Seq != a.Seq+1 || ev.Seq != to.Seq || ev.Kind == "" || ev.Due != to.Run.Due {
				t.Errorf("%s from %s: event %+v", m.name, s, ev)
			}
			becomes := to.Status.Title()
			if a.Run.Due != to.Run.Due {
				becomes += ", due " + to.Run.Due.Long()
			}
			fmt.Fprintf(&page, "| %s | %s | %s | %s | %s |\n", m.name, m.by, becomes, ev.Text, toldOfAction(ev))
		}
	}
	golden(t, "../docs/action-states.md", page.String())
}

func toldOfAction(ev readiness.Event) string {
	names := map[string]string{"head": "sponsor", "qa": "who checks it", "quill": "who checks it", "third": "who checks it", "other": "who checks it", "manager": "who said it done"}
	var who []string
	for _, tell := range ev.Tell {
		for _, role := range tell.Roles {
			who = append(who, role.Title())
		}
		for _, id := range tell.People {
			who = append(who, names[id])
		}
	}
	return strings.Join(who, "; ")
}
