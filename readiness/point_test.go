package readiness_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var chief = actor("chief", readiness.Holding{Role: readiness.ChiefExecutive})

// raised is a point that the staff forum raised, for the manager to answer.
func raised(t *testing.T) readiness.Point {
	t.Helper()
	day := calendar.DateOf(start)
	x, _, err := readiness.OpenPoint(readiness.PlannedPoint{
		ID: "point-1", ConvenorID: "lead", Said: "There is no car.", Theme: "Workload", OwnerID: "manager", Raised: day, Chief: true, By: "lead",
		Terms: readiness.PointTerms(readiness.DefaultPlanRules(), readiness.DefaultLadder(), calendar.England(), day),
	}, start)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// A pointMove is one thing that can be asked of a point, or that can happen to it.
type pointMove struct {
	name, by string
	try      func(readiness.Point, time.Time) (readiness.Point, readiness.Event, error)
}

func pointCommand(by readiness.Actor, c readiness.PointCommand) pointMove {
	return pointMove{c.Name(), by.Holdings[0].Role.Title(), func(x readiness.Point, now time.Time) (readiness.Point, readiness.Event, error) {
		return x.Do(c, readiness.Asked{By: by}, now)
	}}
}

func pointMoves(x readiness.Point) []pointMove {
	decide := func(by readiness.Actor, c readiness.DecidePointEscalation) pointMove {
		m := pointCommand(by, c)
		m.name += ": " + c.Decision
		return m
	}
	closed := x.Terms
	closed.Calendar = closed.Calendar.With("with a closed day", []calendar.Closure{{Date: calendar.On(2026, 3, 27), Name: "Council closed"}})
	later := x.Terms.Calendar.Add(calendar.On(2026, 4, 21), 10, calendar.Exclusive)
	return []pointMove{
		pointCommand(manager, readiness.AnswerPoint{Outcome: "done", WeDid: "Two cars were bought."}),
		pointCommand(chief, readiness.AnswerPoint{Outcome: "will_do", WeDid: "In June.", Actions: []string{"action-1"}}),
		pointCommand(lead, readiness.HearPoint{Accept: "yes"}),
		pointCommand(qa, readiness.HearPoint{Accept: "no", Missing: "When?"}),
		pointCommand(chief, readiness.AssignPoint{OwnerID: "somebody"}),
		pointCommand(lead, readiness.WithdrawPoint{Reason: "It came twice."}),
		decide(dcs, readiness.DecidePointEscalation{Decision: "decide_myself"}),
		decide(chief, readiness.DecidePointEscalation{Decision: "decide_myself"}),
		decide(chief, readiness.DecidePointEscalation{Decision: "give", OwnerID: "somebody"}),
		decide(chief, readiness.DecidePointEscalation{Decision: "more_time", Until: later, Reason: "Budget."}),
		decide(dcs, readiness.DecidePointEscalation{Decision: "pass_up", Note: "Beyond me."}),
		{"the next moment comes", "clock", func(x readiness.Point, now time.Time) (readiness.Point, readiness.Event, error) {
			if at, waits := x.Deadline(); waits {
				now = at
			}
			return x.Lapse(now)
		}},
		{"the owner leaves", "sweep", func(x readiness.Point, now time.Time) (readiness.Point, readiness.Event, error) {
			return x.Follow(readiness.PointFollowup{OwnerID: "lead", ConvenorID: x.ConvenorID}, now)
		}},
		{"the calendar changes", "sweep", func(x readiness.Point, now time.Time) (readiness.Point, readiness.Event, error) {
			return x.Replan(closed, now)
		}},
	}
}

// pointIn is a point brought to where it stands by the shortest way.
func pointIn(t *testing.T, s readiness.PointStatus) (readiness.Point, time.Time) {
	t.Helper()
	x, now := raised(t), start.Add(24*time.Hour)
	ask := func(by readiness.Actor, c readiness.PointCommand) {
		next, _, err := x.Do(c, readiness.Asked{By: by}, now)
		if err != nil {
			t.Fatal(err)
		}
		x = next
	}
	switch s {
	case readiness.PointAnswered, readiness.PointHeard:
		ask(manager, readiness.AnswerPoint{Outcome: "done", WeDid: "Two cars were bought."})
		if s == readiness.PointHeard {
			ask(lead, readiness.HearPoint{Accept: "yes"})
		}
	case readiness.PointWithdrawn:
		ask(lead, readiness.WithdrawPoint{Reason: "It came twice."})
	}
	return x, now.Add(24 * time.Hour)
}

// pointAt is a point that nobody answered until it reached a role.
func pointAt(t *testing.T, to readiness.Role) (readiness.Point, time.Time) {
	t.Helper()
	x := raised(t)
	for {
		at, waits := x.Deadline()
		next, _, err := x.Lapse(at)
		if err != nil || !waits {
			t.Fatalf("before it reached the %s: %v", to.Title(), err)
		}
		if x = next; x.Waiting() && x.Escalation.Role == to {
			return x, at.Add(time.Hour)
		}
	}
}

const pointStatesIntro = `# What a point from a meeting may become

This page is printed by TestPointStates from the rules themselves, as [states.md](states.md) is for reviews. Do not edit it; run
` + "`go test ./readiness -run TestPointStates -update`" + `.

` + "```" + `
  waiting for an answer ─ answer ─▶ answered, not heard yet ─ the meeting took it ─▶ answer heard (the end)
        │       ▲                              │
        │       └──── the meeting did not ─────┘
        └─ withdraw ─▶ withdrawn (the end), from here and from “answered, not heard yet”

  Beside “waiting for an answer” runs the point's own ladder: its owner, then the director, then the chief executive.
  Whoever answered never says whether the meeting took the answer.
` + "```" + `

Times of this page: raised by the staff forum on 2 March 2026, by the default rules; its answer is due on 30 March 2026.
`

func TestPointStates(t *testing.T) {
	t.Parallel()
	var page strings.Builder
	page.WriteString(pointStatesIntro)
	for _, s := range readiness.PointStatuses {
		x, now := pointIn(t, s)
		fmt.Fprintf(&page, "\n## From “%s”\n\n", s.Title())
		pointRows(t, &page, x, now)
	}
	for _, role := range []readiness.Role{readiness.Director, readiness.ChiefExecutive} {
		x, now := pointAt(t, role)
		fmt.Fprintf(&page, "\n## Unanswered until it reached the %s\n\n", role.Title())
		pointRows(t, &page, x, now)
	}
	golden(t, "../docs/point-states.md", page.String())
}

func pointRows(t *testing.T, page *strings.Builder, x readiness.Point, now time.Time) {
	t.Helper()
	before := fmt.Sprintf("%+v", x)
	page.WriteString("| asked | by | becomes | what is kept, or why not | who is told |\n|---|---|---|---|---|\n")
	for _, m := range pointMoves(x) {
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
		fmt.Fprintf(page, "| %s | %s | %s | %s | %s |\n", m.name, m.by, becomes, ev.Text, toldOfPoint(ev))
	}
}

func toldOfPoint(ev readiness.Event) string {
	names := map[string]string{"lead": "who calls the meeting", "manager": "who answered", "clerk": "who calls scrutiny"}
	var who []string
	for _, tell := range ev.Tell {
		for _, id := range tell.People {
			who = append(who, names[id])
		}
		for _, role := range tell.Roles {
			who = append(who, role.Title())
		}
	}
	return strings.Join(who, "; ")
}

// TestPointClock: the answer is due so many working days after the meeting, and when the point is entered too late for that, after today.
func TestPointClock(t *testing.T) {
	t.Parallel()
	day := calendar.DateOf(start)
	terms := readiness.PointTerms(readiness.DefaultPlanRules(), readiness.DefaultLadder(), calendar.England(), day)
	for late, want := range map[int]calendar.Date{0: calendar.On(2026, 3, 30), 10: calendar.On(2026, 3, 30), 28: calendar.On(2026, 4, 29), 60: calendar.On(2026, 6, 2)} {
		x, _, err := readiness.OpenPoint(readiness.PlannedPoint{ID: "point-1", OwnerID: "manager", Raised: day, Terms: terms}, start.AddDate(0, 0, late))
		if err != nil || x.Run.Due != want {
			t.Errorf("entered %d days late: due %s, want %s (%v)", late, x.Run.Due, want, err)
		}
		if slices.Contains(terms.Ladder.Rungs[len(terms.Ladder.Rungs)-1].Roles, readiness.Director) {
			t.Error("the ladder ends at the director")
		}
	}
}

// TestMeetingsFallOnWorkingDays: a date that falls on a bank holiday goes to the next working day, and none is left out or comes twice for that.
func TestMeetingsFallOnWorkingDays(t *testing.T) {
	t.Parallel()
	s := readiness.MeetingSeries{Weekday: "monday", Every: readiness.EveryMonth, From: calendar.On(2026, 1, 1)}
	var got []string
	for day := calendar.On(2026, 3, 1); len(got) < 6; {
		on, ok := s.After(day, calendar.England())
		if !ok {
			t.Fatal("there is none")
		}
		got, day = append(got, on.String()), on
	}
	want := []string{"2026-03-02", "2026-04-07", "2026-05-05", "2026-06-01", "2026-07-06", "2026-08-03"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
