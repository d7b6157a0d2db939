package readiness_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// preScrutinyDecides is the day of the decision of these tests, eight weeks after the request.
var preScrutinyDecides = calendar.On(2026, 4, 30)

// asksScrutiny is a request of scrutiny, whose meetings the clerk calls, for a decision that the head owns.
func asksScrutiny(t *testing.T, decides calendar.Date) readiness.PreScrutiny {
	t.Helper()
	day := calendar.DateOf(start)
	x, _, err := readiness.OpenPreScrutiny(readiness.PlannedPreScrutiny{
		ID: "request-1", ConvenorID: "clerk", Asked: day, By: "clerk",
		Ask:   readiness.AskPreScrutiny{SeriesID: "scrutiny", Title: "A new contract for foster care", Decides: decides, Why: "It is the largest of the year.", OwnerID: "head"},
		Terms: readiness.PreScrutinyTerms(readiness.DefaultPlanRules(), readiness.DefaultLadder(), calendar.England(), day),
	}, start)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

var chair = actor("clerk", readiness.Holding{Role: readiness.ElectedMember})

// A preScrutinyMove is one thing that can be asked of a request, or that can happen to it.
type preScrutinyMove struct {
	name, by string
	try      func(readiness.PreScrutiny, time.Time) (readiness.PreScrutiny, readiness.Event, error)
}

func preScrutinyCommand(by readiness.Actor, c readiness.PreScrutinyCommand) preScrutinyMove {
	called := by.Holdings[0].Role.Title()
	switch by.PersonID {
	case "head":
		called = "owner"
	case "clerk":
		called = "who calls scrutiny"
	}
	return preScrutinyMove{c.Name(), called, func(x readiness.PreScrutiny, now time.Time) (readiness.PreScrutiny, readiness.Event, error) {
		return x.Do(c, readiness.Asked{By: by}, now)
	}}
}

func recommends(on calendar.Date) readiness.ConsiderPreScrutiny {
	return readiness.ConsiderPreScrutiny{On: on, Recommends: "some", Recommendations: []string{"Ask carers first.", "Report in a year."}, Theme: "Placements", Severity: "medium"}
}

func preScrutinyMoves(x readiness.PreScrutiny, now time.Time) []preScrutinyMove {
	today := calendar.DateOf(now)
	decide := func(by readiness.Actor, c readiness.DecidePreScrutinyEscalation) preScrutinyMove {
		m := preScrutinyCommand(by, c)
		m.name += ": " + c.Decision
		return m
	}
	move := func(what string, decides, meets calendar.Date) preScrutinyMove {
		m := preScrutinyCommand(head, readiness.MovePreScrutiny{Decides: decides, MeetsOn: meets, Reason: "Cabinet meets another day."})
		m.name += ": " + what
		return m
	}
	consider := func(what string, by readiness.Actor, c readiness.ConsiderPreScrutiny) preScrutinyMove {
		m := preScrutinyCommand(by, c)
		m.name += ": " + what
		return m
	}
	closed := x.Terms
	closed.Calendar = closed.Calendar.With("with a closed day", []calendar.Closure{{Date: calendar.On(2026, 3, 6), Name: "Council closed"}, {Date: calendar.On(2026, 4, 10), Name: "Council closed"}})
	return []preScrutinyMove{
		preScrutinyCommand(head, readiness.AgreePreScrutiny{MeetsOn: calendar.On(2026, 4, 14)}),
		preScrutinyCommand(chair, readiness.AgreePreScrutiny{MeetsOn: calendar.On(2026, 4, 14)}),
		preScrutinyCommand(head, readiness.DeclinePreScrutiny{Reason: "It is urgent."}),
		preScrutinyCommand(head, readiness.GiveScrutinyPaper{Reference: "Paper 7"}),
		consider("some", chair, recommends(today)),
		consider("none", qa, readiness.ConsiderPreScrutiny{On: today, Recommends: "none"}),
		consider("some", head, recommends(today)),
		preScrutinyCommand(head, readiness.AnswerRecommendations{Outcome: "partly", Reason: "Not the second."}),
		preScrutinyCommand(chief, readiness.AnswerRecommendations{Outcome: "accepted"}),
		move("the decision later", calendar.On(2026, 6, 4), x.MeetsOn),
		move("the decision near", calendar.On(2026, 4, 1), x.MeetsOn),
		preScrutinyCommand(chair, readiness.AssignPreScrutiny{OwnerID: "somebody"}),
		preScrutinyCommand(chair, readiness.WithdrawPreScrutiny{Reason: "It was dropped."}),
		preScrutinyCommand(head, readiness.WithdrawPreScrutiny{Reason: "It was dropped."}),
		decide(dcs, readiness.DecidePreScrutinyEscalation{Decision: "decide_myself"}),
		decide(chief, readiness.DecidePreScrutinyEscalation{Decision: "give", OwnerID: "somebody"}),
		decide(chief, readiness.DecidePreScrutinyEscalation{Decision: "more_time", Until: x.Terms.Calendar.Add(today, 4, calendar.Exclusive), Reason: "Holidays."}),
		decide(dcs, readiness.DecidePreScrutinyEscalation{Decision: "pass_up", Note: "Beyond me."}),
		{"the next moment comes", "clock", func(x readiness.PreScrutiny, now time.Time) (readiness.PreScrutiny, readiness.Event, error) {
			if at, waits := x.Deadline(); waits {
				now = at
			}
			return x.Lapse(now)
		}},
		{"the owner leaves", "sweep", func(x readiness.PreScrutiny, now time.Time) (readiness.PreScrutiny, readiness.Event, error) {
			return x.Follow(readiness.PreScrutinyFollowup{OwnerID: "dcs", ConvenorID: x.ConvenorID}, now)
		}},
		{"the calendar changes", "sweep", func(x readiness.PreScrutiny, now time.Time) (readiness.PreScrutiny, readiness.Event, error) {
			return x.Replan(closed, now)
		}},
	}
}

func mustDo(t *testing.T, x readiness.PreScrutiny, by readiness.Actor, c readiness.PreScrutinyCommand, now time.Time) readiness.PreScrutiny {
	t.Helper()
	next, _, err := x.Do(c, readiness.Asked{By: by}, now)
	if err != nil {
		t.Fatalf("%s: %v", c.Name(), err)
	}
	return next
}

// preScrutinyIn is a request brought to where it stands by the shortest way.
func preScrutinyIn(t *testing.T, s readiness.PreScrutinyStatus) (readiness.PreScrutiny, time.Time) {
	t.Helper()
	x, now := asksScrutiny(t, preScrutinyDecides), start.Add(24*time.Hour)
	today := calendar.DateOf(now)
	steps := map[readiness.PreScrutinyStatus][]readiness.PreScrutinyCommand{
		readiness.PreScrutinyAsked:       {},
		readiness.PreScrutinyAgreed:      {readiness.AgreePreScrutiny{MeetsOn: calendar.On(2026, 4, 14)}},
		readiness.PreScrutinyPaper:       {readiness.AgreePreScrutiny{MeetsOn: calendar.On(2026, 4, 14)}, readiness.GiveScrutinyPaper{Reference: "Paper 7"}},
		readiness.PreScrutinyRecommended: {readiness.AgreePreScrutiny{MeetsOn: calendar.On(2026, 4, 14)}, recommends(today)},
		readiness.PreScrutinyAnswered:    {readiness.AgreePreScrutiny{MeetsOn: calendar.On(2026, 4, 14)}, recommends(today), readiness.AnswerRecommendations{Outcome: "accepted"}},
		readiness.PreScrutinyConsidered:  {readiness.AgreePreScrutiny{MeetsOn: calendar.On(2026, 4, 14)}, readiness.ConsiderPreScrutiny{On: today, Recommends: "none"}},
		readiness.PreScrutinyDeclined:    {readiness.DeclinePreScrutiny{Reason: "It is urgent."}},
		readiness.PreScrutinyWithdrawn:   {readiness.WithdrawPreScrutiny{Reason: "It was dropped."}},
	}
	for _, c := range steps[s] {
		by := head
		switch c.(type) {
		case readiness.ConsiderPreScrutiny, readiness.WithdrawPreScrutiny:
			by = chair
		}
		x = mustDo(t, x, by, c, now)
	}
	if x.Status != s {
		t.Fatalf("it is %s, want %s", x.Status, s)
	}
	return x, now.Add(24 * time.Hour)
}

// untilPreScrutiny lets the clock run on a request until an event of a kind, which may be none that ever comes.
func untilPreScrutiny(t *testing.T, x readiness.PreScrutiny, is func(readiness.PreScrutiny, readiness.Event) bool) (readiness.PreScrutiny, readiness.Event, time.Time) {
	t.Helper()
	for range 40 {
		at, waits := x.Deadline()
		if !waits {
			t.Fatal("nothing happens any more")
		}
		next, ev, err := x.Lapse(at)
		if err != nil {
			t.Fatal(err)
		}
		if x = next; is(x, ev) {
			return x, ev, at.Add(time.Hour)
		}
	}
	t.Fatal("it never came")
	return x, readiness.Event{}, start
}

const preScrutinyStatesIntro = `# What a request for pre-scrutiny may become

Scrutiny asks to see a decision of the cabinet before it is taken. This page is printed by TestPreScrutinyStates from the rules themselves, as
[states.md](states.md) is for reviews. Do not edit it; run ` + "`go test ./readiness -run TestPreScrutinyStates -update`" + `.

` + "```" + `
  waiting for a day ─ agree ─▶ agreed, paper awaited ─ give ─▶ paper given ─ consider ─▶ considered, answer awaited ─ answer ─▶ answered (the end)
        │                                                          │
        └─ decline ─▶ declined (the end)                           └─ nothing recommended ─▶ considered (the end)

  Scrutiny may also consider a decision without a paper. A request may be withdrawn until scrutiny has considered it.
  Beside what the owner has to do runs the request's own ladder: owner, director, chief executive.
  The day of the decision ends nothing: when it has passed and scrutiny has not considered it, the director, the chief executive and the improvement
  lead hear that, and whoever calls scrutiny is asked again and again what became of it.
  Whoever owns the decision, or gave the paper, never says what scrutiny recommended.
` + "```" + `

Times of this page: asked on 2 March 2026, by the default rules; the decision is to be taken on 30 April 2026.
`

func TestPreScrutinyStates(t *testing.T) {
	t.Parallel()
	var page strings.Builder
	page.WriteString(preScrutinyStatesIntro)
	for _, s := range readiness.PreScrutinyStatuses {
		x, now := preScrutinyIn(t, s)
		fmt.Fprintf(&page, "\n## From “%s”\n\n", s.Title())
		preScrutinyRows(t, &page, x, now)
	}
	for _, role := range []readiness.Role{readiness.Director, readiness.ChiefExecutive} {
		x, _ := preScrutinyIn(t, readiness.PreScrutinyAsked)
		x, _, now := untilPreScrutiny(t, x, func(x readiness.PreScrutiny, _ readiness.Event) bool { return x.Waiting() && x.Escalation.Role == role })
		fmt.Fprintf(&page, "\n## Without a day until it reached the %s\n\n", role.Title())
		preScrutinyRows(t, &page, x, now)
	}
	x, _ := preScrutinyIn(t, readiness.PreScrutinyPaper)
	x, _, now := untilPreScrutiny(t, x, func(_ readiness.PreScrutiny, ev readiness.Event) bool { return ev.Kind == "decision passed" })
	page.WriteString("\n## Paper given, and the day of the decision has passed\n\n")
	preScrutinyRows(t, &page, x, now)
	golden(t, "../docs/pre-scrutiny-states.md", page.String())
}

func preScrutinyRows(t *testing.T, page *strings.Builder, x readiness.PreScrutiny, now time.Time) {
	t.Helper()
	before := fmt.Sprintf("%+v", x)
	page.WriteString("| asked | by | becomes | what is kept, or why not | who is told |\n|---|---|---|---|---|\n")
	for _, m := range preScrutinyMoves(x, now) {
		to, ev, err := m.try(x, now)
		if fmt.Sprintf("%+v", x) != before {
			t.Fatalf("%s from %s changed the value it was asked of", m.name, x.Status)
		}
		if err != nil {
			if !strings.HasSuffix(err.Error(), ".") || ev.Seq != 0 {
				t.Errorf("%s from %s: %q, event %+v", m.name, x.Status, err, ev)
			}
			fmt.Fprintf(page, "| %s | %s | – | *%s* | |\n", m.name, m.by, err)
			continue
		}
		if to.Seq != x.Seq+1 || ev.Seq != to.Seq || ev.Kind == "" || ev.Due != to.Run.Due {
			t.Errorf("%s from %s: event %+v", m.name, x.Status, ev)
		}
		becomes := to.Status.Title()
		if x.Run.Due != to.Run.Due {
			becomes += ", due " + to.Run.Due.Long()
		}
		fmt.Fprintf(page, "| %s | %s | %s | %s | %s |\n", m.name, m.by, becomes, ev.Text, strings.ReplaceAll(toldOfPoint(ev), "; ;", ";"))
	}
}
