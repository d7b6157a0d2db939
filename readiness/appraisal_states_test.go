package readiness_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A moveOf is one thing that can be asked of something that lives, or that can happen to it.
type moveOf[T any] struct {
	name, by string
	try      func(T, time.Time) (T, readiness.Event, error)
}

// A living thing is asked, and wakes by itself.
type living[T any] interface {
	Do(readiness.Command[T], readiness.Asked, time.Time) (T, readiness.Event, error)
	Lapse(time.Time) (T, readiness.Event, error)
	Deadline() (time.Time, bool)
	Steps() int
}

func commanded[T living[T]](by readiness.Actor, c readiness.Command[T], more ...string) moveOf[T] {
	name := strings.Join(append([]string{c.Name()}, more...), ": ")
	return moveOf[T]{name, by.Holdings[0].Role.Title(), func(x T, now time.Time) (T, readiness.Event, error) {
		return x.Do(c, readiness.Asked{By: by}, now)
	}}
}

// nextMoment is the next deadline of a thing that waits for one.
func nextMoment[T living[T]]() moveOf[T] {
	return moveOf[T]{"the next moment comes", "clock", func(x T, now time.Time) (T, readiness.Event, error) {
		if at, waits := x.Deadline(); waits {
			now = at
		}
		return x.Lapse(now)
	}}
}

// A state is a thing as a page of states shows it.
type state struct{ title, due string }

// stateRows tries every move on a thing and prints what it becomes, or the refusal; a refusal is a sentence and changes nothing.
func stateRows[T living[T]](t *testing.T, page *strings.Builder, x T, now time.Time, moves []moveOf[T], look func(T) state) {
	t.Helper()
	before := fmt.Sprintf("%+v", x)
	page.WriteString("| asked | by | becomes | what is kept, or why not | who is told |\n|---|---|---|---|---|\n")
	for _, m := range moves {
		to, ev, err := m.try(x, now)
		if fmt.Sprintf("%+v", x) != before {
			t.Fatalf("%s from %+v changed the value it was asked of", m.name, look(x))
		}
		if err != nil {
			if !strings.HasSuffix(err.Error(), ".") || ev.Seq != 0 || fmt.Sprintf("%+v", to) != before {
				t.Errorf("%s from %+v: %q, event %+v", m.name, look(x), err, ev)
			}
			fmt.Fprintf(page, "| %s | %s | – | *%s* | |\n", m.name, m.by, err)
			continue
		}
		if to.Steps() != x.Steps()+1 || ev.Seq != to.Steps() || ev.Kind == "" || ev.Due.Long() != look(to).due {
			t.Errorf("%s from %+v: event %+v", m.name, look(x), ev)
		}
		becomes := look(to).title
		if look(x).due != look(to).due {
			becomes += ", due " + look(to).due
		}
		fmt.Fprintf(page, "| %s | %s | %s | %s | %s |\n", m.name, m.by, becomes, ev.Text, toldInParts(ev))
	}
}

// toldInParts names people by their part in a test's criterion, cycle or visit.
func toldInParts(ev readiness.Event) string {
	names := map[string]string{
		"manager": "its author", "qa": "its challenger", "head": "the lead of HELP", "other-head": "the lead of LEAD", "ad": "the assistant director", "dcs": "the director",
		"councillor": "the lead member", "lead": "who runs it", "somebody": "who was named", "clara": "the lead of care leavers", "mika": "the lead of missing children", "papers": "who has the documents",
	}
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

func appraisalMoves(x readiness.Appraisal, now time.Time) []moveOf[readiness.Appraisal] {
	decide := func(by readiness.Actor, c readiness.DecideAppraisalEscalation) moveOf[readiness.Appraisal] {
		return commanded[readiness.Appraisal](by, c, c.Decision)
	}
	follow := func(name, by string, f readiness.AppraisalFollowup) moveOf[readiness.Appraisal] {
		return moveOf[readiness.Appraisal]{name, by, func(x readiness.Appraisal, now time.Time) (readiness.Appraisal, readiness.Event, error) {
			return x.Follow(f, now)
		}}
	}
	later := readiness.AppraisalDates{DraftBy: x.DraftBy.AddDays(7), ChallengeBy: x.ChallengeBy.AddDays(7), ModerateBy: x.ModerateBy.AddDays(7)}
	closed := x.Terms
	closed.Calendar = closed.Calendar.With("with a closed day", []calendar.Closure{{Date: calendar.On(2026, 3, 27), Name: "Council closed"}})
	until := x.Terms.Calendar.Add(calendar.DateOf(now), 10, calendar.Exclusive)
	if x.Run.Due.After(calendar.DateOf(now)) {
		until = x.Terms.Calendar.Add(x.Run.Due, 10, calendar.Exclusive)
	}
	return []moveOf[readiness.Appraisal]{
		commanded[readiness.Appraisal](manager, sent(2, "good"), "the same grade"),
		commanded[readiness.Appraisal](manager, sent(2, "inadequate"), "another grade"),
		commanded[readiness.Appraisal](qa, challenged("good"), "the same grade"),
		commanded[readiness.Appraisal](qa, challenged("requires_improvement"), "one grade apart"),
		commanded[readiness.Appraisal](qa, challenged("inadequate"), "two grades apart"),
		commanded[readiness.Appraisal](head, settled("good")),
		commanded[readiness.Appraisal](quill, settled("requires_improvement")),
		commanded[readiness.Appraisal](head, readiness.ReturnAppraisal{Missing: "Outcomes."}),
		commanded[readiness.Appraisal](lead, readiness.AssignAppraisal{Part: "author", PersonID: "somebody"}, "author"),
		commanded[readiness.Appraisal](lead, readiness.AssignAppraisal{Part: "challenger", PersonID: "somebody"}, "challenger"),
		commanded[readiness.Appraisal](lead, readiness.AssignAppraisal{Part: "third", PersonID: "somebody"}, "third"),
		decide(head, readiness.DecideAppraisalEscalation{Decision: "decide_myself"}),
		decide(head, readiness.DecideAppraisalEscalation{Decision: "give", OwnerID: "somebody"}),
		decide(head, readiness.DecideAppraisalEscalation{Decision: "more_time", Until: until, Reason: "Half term."}),
		decide(head, readiness.DecideAppraisalEscalation{Decision: "pass_up", Note: "Beyond me."}),
		nextMoment[readiness.Appraisal](),
		follow("the cycle is planned again", "cycle", readiness.AppraisalFollowup{Dates: &later}),
		follow("the cycle is published", "cycle", readiness.AppraisalFollowup{End: readiness.AppraisalFrozen}),
		follow("the cycle is called off", "cycle", readiness.AppraisalFollowup{End: readiness.AppraisalDropped}),
		follow("the author leaves", "sweep", readiness.AppraisalFollowup{People: &readiness.TakenOver{FromID: "manager", ToID: "head"}}),
		follow("the challenger leaves", "sweep", readiness.AppraisalFollowup{People: &readiness.TakenOver{FromID: "qa"}}),
		{"the calendar changes", "sweep", func(x readiness.Appraisal, now time.Time) (readiness.Appraisal, readiness.Event, error) {
			return x.Replan(closed, now)
		}},
	}
}

const appraisalStatesIntro = `# What a criterion of a self-assessment may become

This page is printed by TestAppraisalStates from the rules themselves, as [states.md](states.md) is for reviews. Do not edit it; run
` + "`go test ./readiness -run TestAppraisalStates -update`" + `.

` + "```" + `
                 send                     same grade
  being written ─────▶ waiting for ──────────────────────────────▶ agreed ─ the cycle is published ─▶ published
     ▲  ▲              challenge ─ one grade apart ─▶ moderation ─▶   │                               (the end)
     │  │                  │ └──── further apart ──▶ third reviewer ─▶│
     │  └── send back ─────┴── from each of these ────────────────────┤
     │                                                                │
     └ a new text with the same grade stays agreed; with another grade it is challenged again

  From every status before the end: the cycle is called off ─▶ called off (the end).
  Beside every status in which somebody is awaited runs the council's ladder.
  The challenger gives a grade before seeing the author's. Nobody who wrote it challenges or settles it, and a settled grade is one of the two or lies
  between them.
` + "```" + `

Times of this page: the cycle started on 2 March 2026, by the default rules and ladder. The manager writes, quality assurance challenges, and the area
head leads the judgement area.
`

func TestAppraisalStates(t *testing.T) {
	t.Parallel()
	look := func(x readiness.Appraisal) state { return state{x.Status.Title(), x.Run.Due.Long()} }
	var page strings.Builder
	page.WriteString(appraisalStatesIntro)
	for _, s := range readiness.AppraisalStatuses {
		x, now := appraisalIn(t, s)
		fmt.Fprintf(&page, "\n## From “%s”\n\n", s.Title())
		stateRows(t, &page, x, now, appraisalMoves(x, now), look)
	}
	page.WriteString("\n# While an escalation waits for the area head\n")
	for _, s := range []readiness.AppraisalStatus{readiness.AppraisalWriting, readiness.AppraisalChallenge, readiness.AppraisalThird, readiness.AppraisalModeration} {
		x, now := appraisalClimbed(t, parts, s)
		fmt.Fprintf(&page, "\n## From “%s”\n\n", s.Title())
		stateRows(t, &page, x, now, appraisalMoves(x, now), look)
	}
	golden(t, "../docs/appraisal-states.md", page.String())
}

// TestEveryAppraisalCommandIsOnThePage fails when a command is added and the page does not try it.
func TestEveryAppraisalCommandIsOnThePage(t *testing.T) {
	t.Parallel()
	x, now := appraisalIn(t, readiness.AppraisalWriting)
	everyCommand(t, appraisalMoves(x, now), readiness.SubmitAppraisal{}, readiness.ReturnAppraisal{}, readiness.ChallengeAppraisal{}, readiness.SettleAppraisal{}, readiness.AssignAppraisal{},
		readiness.DecideAppraisalEscalation{})
}

func everyCommand[T any](t *testing.T, moves []moveOf[T], commands ...readiness.Command[T]) {
	t.Helper()
	tried := map[string]bool{}
	for _, m := range moves {
		tried[strings.Split(m.name, ":")[0]] = true
	}
	names := map[string]bool{}
	for _, c := range commands {
		if !tried[c.Name()] || names[c.Name()] {
			t.Errorf("%s is not tried, or is the name of two commands", c.Name())
		}
		names[c.Name()] = true
	}
}
