package readiness_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// askedWith is a command with what the ledger knows around it.
func askedWith[T living[T]](asked readiness.Asked, c readiness.Command[T], more string) moveOf[T] {
	m := commanded(asked.By, c, more)
	m.try = func(x T, now time.Time) (T, readiness.Event, error) { return x.Do(c, asked, now) }
	return m
}

func visitMoves(x readiness.Visit, now time.Time) []moveOf[readiness.Visit] {
	decide := func(c readiness.DecideVisitEscalation) moveOf[readiness.Visit] {
		return commanded[readiness.Visit](dcs, c, c.Decision)
	}
	follow := func(name string, f readiness.VisitFollowup) moveOf[readiness.Visit] {
		return moveOf[readiness.Visit]{name, "sweep", func(x readiness.Visit, now time.Time) (readiness.Visit, readiness.Event, error) {
			return x.Follow(f, now)
		}}
	}
	closed := x.Terms
	closed.Calendar = closed.Calendar.With("with a closed day", []calendar.Closure{{Date: calendar.On(2026, 3, 27), Name: "Council closed"}})
	until := bank.Add(calendar.DateOf(now), 10, calendar.Exclusive)
	if x.Run.Due.After(calendar.DateOf(now)) {
		until = bank.Add(x.Run.Due, 10, calendar.Exclusive)
	}
	near := readiness.MoveVisit{On: bank.Add(calendar.DateOf(now), 10, calendar.Exclusive), Reason: "Ofsted asked."}
	return []moveOf[readiness.Visit]{
		commanded[readiness.Visit](lead, readiness.MoveVisit{On: bank.Add(x.On, 5, calendar.Exclusive), Reason: "Ofsted asked."}, "later"),
		commanded[readiness.Visit](lead, near, "ten working days from now"),
		commanded[readiness.Visit](dcs, readiness.DecideShortNotice{Keep: []string{"baseline"}}),
		commanded[readiness.Visit](lead, readiness.NameHolder{Slot: "communications", PersonID: "somebody"}),
		commanded[readiness.Visit](lead, readiness.EnterVisitLetter{On: calendar.DateOf(now)}),
		askedWith[readiness.Visit](readiness.Asked{By: lead, Visit: nothingOpen}, readiness.CloseVisit{}, "nothing is open"),
		askedWith[readiness.Visit](readiness.Asked{By: lead, Visit: &readiness.VisitFacts{OpenSteps: 2}}, readiness.CloseVisit{}, "two steps are open"),
		commanded[readiness.Visit](lead, readiness.CancelVisit{Reason: "It does not take place."}),
		decide(readiness.DecideVisitEscalation{Decision: "decide_myself"}),
		decide(readiness.DecideVisitEscalation{Decision: "more_time", Until: until, Reason: "They wrote."}),
		decide(readiness.DecideVisitEscalation{Decision: "pass_up", Note: "Beyond me."}),
		nextMoment[readiness.Visit](),
		follow("Ofsted ring", readiness.VisitFollowup{Overtaken: true}),
		follow("somebody with a part leaves", readiness.VisitFollowup{People: &readiness.TakenOver{FromID: "papers", ToID: "lead"}}),
		{"the calendar changes", "sweep", func(x readiness.Visit, now time.Time) (readiness.Visit, readiness.Event, error) {
			return x.Replan(closed, now)
		}},
	}
}

const visitStatesIntro = `# What a visit may become

This page is printed by TestVisitStates from the rules themselves, as [states.md](states.md) is for reviews. Do not edit it; run
` + "`go test ./readiness -run TestVisitStates -update`" + `.

` + "```" + `
            its first          first day          the last day          the letter            everything of it
            step is near       on site            is over               is entered            is done
  planned ────────────▶ being ─────────▶ on site ─────────────▶ waiting ───────────▶ followed ─────────────────▶ closed
     │                  prepared            │                   for the              up                          (the end)
     │                     │                │                   letter
     └─────────────────────┴────────────────┴─ it is called off ─▶ called off (the end)

  A rehearsal is closed when its last day is over; it has no letter. The real call ends it at once.
  When a visit is nearer than its preparation takes, steps whose day has passed are left out or pulled together by rule, and the director decides which of
  those that were left out come back. The council's ladder runs beside the visit only while its letter is looked for.
` + "```" + `

Times of this page: planned on 2 March 2026 for 29 May 2026, 60 working days later, by the default rules and ladder. Its first step lies 40 working days
before it, and a step called baseline, which is left out at short notice, 30.
`

func TestVisitStates(t *testing.T) {
	t.Parallel()
	look := func(x readiness.Visit) state { return state{x.Status.Title(), x.Run.Due.Long()} }
	var page strings.Builder
	page.WriteString(visitStatesIntro)
	for _, s := range readiness.VisitStatuses {
		x, now := visitIn(t, s)
		fmt.Fprintf(&page, "\n## From “%s”\n\n", s.Title())
		stateRows(t, &page, x, now, visitMoves(x, now), look)
	}
	short, _ := opensVisit(t, monitoring(25))
	page.WriteString("\n## From “being prepared”, at short notice: 25 working days away\n\n")
	stateRows(t, &page, short, start.Add(time.Hour), visitMoves(short, start.Add(time.Hour)), look)
	rehearsal, _ := opensVisit(t, rung("yes"))
	onSite, now := wakes(t, rehearsal, 1)
	page.WriteString("\n## From “on site”, of a rehearsal\n\n")
	stateRows(t, &page, onSite, now, visitMoves(onSite, now), look)
	late, _ := visitIn(t, readiness.VisitAwaiting)
	for !late.Waiting() {
		late, now = wakes(t, late, 1)
	}
	page.WriteString("\n## From “waiting for the letter”, when that is late and has reached the assistant director\n\n")
	stateRows(t, &page, late, now, visitMoves(late, now), look)
	golden(t, "../docs/visit-states.md", page.String())
}

// TestEveryVisitCommandIsOnThePage fails when a command is added and the page does not try it.
func TestEveryVisitCommandIsOnThePage(t *testing.T) {
	t.Parallel()
	x, now := visitIn(t, readiness.VisitPlanned)
	everyCommand(t, visitMoves(x, now), readiness.MoveVisit{}, readiness.DecideShortNotice{}, readiness.NameHolder{}, readiness.EnterVisitLetter{}, readiness.CloseVisit{}, readiness.CancelVisit{},
		readiness.DecideVisitEscalation{})
}

func visitStepMoves(x readiness.VisitStep, now time.Time) []moveOf[readiness.VisitStep] {
	decide := func(c readiness.DecideStepEscalation) moveOf[readiness.VisitStep] {
		return commanded[readiness.VisitStep](ad, c, c.Decision)
	}
	follow := func(name, by string, f readiness.VisitStepFollowup) moveOf[readiness.VisitStep] {
		return moveOf[readiness.VisitStep]{name, by, func(x readiness.VisitStep, now time.Time) (readiness.VisitStep, readiness.Event, error) {
			return x.Follow(f, now)
		}}
	}
	closing := func(gate *readiness.GateFacts, more string) moveOf[readiness.VisitStep] {
		return askedWith[readiness.VisitStep](readiness.Asked{By: lead, Gate: gate}, readiness.CloseVisitStep{}, more)
	}
	on := func(days int) *readiness.VisitDates {
		return &readiness.VisitDates{On: working(days), Until: working(days + 1), Letter: calendar.DateOf(now)}
	}
	closed := x.Terms
	closed.Calendar = closed.Calendar.With("with a closed day", []calendar.Closure{{Date: calendar.On(2026, 3, 27), Name: "Council closed"}})
	until, nobody := bank.Add(calendar.DateOf(now), 8, calendar.Exclusive), "somebody"
	if x.Run.Due.After(calendar.DateOf(now)) {
		until = bank.Add(x.Run.Due, 8, calendar.Exclusive)
	}
	return []moveOf[readiness.VisitStep]{
		closing(&readiness.GateFacts{Evidence: []string{"evidence-1"}, Done: 1, Of: 1}, "all that it closes on is there"),
		closing(&readiness.GateFacts{}, "nothing is there"),
		commanded[readiness.VisitStep](lead, readiness.ReopenVisitStep{Reason: "It is not right yet."}),
		commanded[readiness.VisitStep](lead, readiness.WaiveVisitStep{Reason: "It is not needed."}, "by its owner"),
		commanded[readiness.VisitStep](dcs, readiness.WaiveVisitStep{Reason: "It is not needed."}, "by somebody else"),
		commanded[readiness.VisitStep](dcs, readiness.AnswerWaiver{Answer: "grant"}, "grant"),
		commanded[readiness.VisitStep](dcs, readiness.AnswerWaiver{Answer: "refuse", Note: "It is."}, "refuse"),
		commanded[readiness.VisitStep](lead, readiness.AssignVisitStep{OwnerID: "somebody"}),
		decide(readiness.DecideStepEscalation{Decision: "decide_myself"}),
		decide(readiness.DecideStepEscalation{Decision: "give", OwnerID: "somebody"}),
		decide(readiness.DecideStepEscalation{Decision: "more_time", Until: until, Reason: "Half term."}),
		decide(readiness.DecideStepEscalation{Decision: "pass_up", Note: "Beyond me."}),
		nextMoment[readiness.VisitStep](),
		follow("the visit moves later, or its letter comes", "visit", readiness.VisitStepFollowup{Dates: on(90)}),
		follow("the visit comes near", "visit", readiness.VisitStepFollowup{Dates: on(15)}),
		follow("the director brings it back", "visit", readiness.VisitStepFollowup{Restored: true}),
		follow("somebody else has its part", "visit", readiness.VisitStepFollowup{OwnerID: &nobody}),
		follow("the visit is closed", "visit", readiness.VisitStepFollowup{End: readiness.VisitClosed}),
		follow("the visit is called off", "visit", readiness.VisitStepFollowup{End: readiness.VisitCancelled}),
		{"the calendar changes", "sweep", func(x readiness.VisitStep, now time.Time) (readiness.VisitStep, readiness.Event, error) {
			return x.Replan(closed, now)
		}},
	}
}

const visitStepStatesIntro = `# What a step of a visit may become

This page is printed by TestVisitStepStates from the rules themselves, as [states.md](states.md) is for reviews. Do not edit it; run
` + "`go test ./readiness -run TestVisitStepStates -update`" + `.

` + "```" + `
               its day is known            it closes on what shows it
  not yet due ─────────────────▶ open ───────────────────────────────▶ done
                                 ▲ │ ▲                                   │
      its day comes back, or the │ │ └──────── opened again ─────────────┤
      director brings it back    │ │                                     │
                                 │ ├─ its owner asks ─▶ waiting for ─────┼─▶ waived
  left out ──────────────────────┘ │   to be spared it  a waiver,        │
     ▲                             │                    granted          │
     └── the visit comes nearer ───┘                    by somebody else ┘

  From every status: its visit is closed or called off ─▶ nothing more happens; what was not done is called off.
  A step moves with its visit by working days, but not once it is done or waived, and not while it has a date that somebody gave it.
  Beside “open” and “waiting for a waiver” runs the council's ladder.
` + "```" + `

Times of this page: the visit was planned on 2 March 2026 for 29 May 2026, 60 working days later, by the default rules and ladder. The step is due five
working days before it and closes on evidence; the improvement lead owns it. What is “not yet due” counts from the letter and closes on its findings; what is
“left out” lies 30 working days before a visit that moved to 25 working days away.
`

func TestVisitStepStates(t *testing.T) {
	t.Parallel()
	look := func(x readiness.VisitStep) state { return state{x.Status.Title(), x.Run.Due.Long()} }
	var page strings.Builder
	page.WriteString(visitStepStatesIntro)
	for _, s := range readiness.VisitStepStatuses {
		x, now := stepIn(t, s)
		fmt.Fprintf(&page, "\n## From “%s”\n\n", s.Title())
		stateRows(t, &page, x, now, visitStepMoves(x, now), look)
	}
	page.WriteString("\n# While an escalation waits for the assistant director\n")
	for _, s := range []readiness.VisitStepStatus{readiness.StepOpen, readiness.StepAsked} {
		x, now := stepIn(t, s)
		for !x.Waiting() {
			x, now = wakes(t, x, 1)
		}
		fmt.Fprintf(&page, "\n## From “%s”\n\n", s.Title())
		stateRows(t, &page, x, now, visitStepMoves(x, now), look)
	}
	golden(t, "../docs/visit-step-states.md", page.String())
}

// TestEveryVisitStepCommandIsOnThePage fails when a command is added and the page does not try it.
func TestEveryVisitStepCommandIsOnThePage(t *testing.T) {
	t.Parallel()
	x, now := stepIn(t, readiness.StepOpen)
	everyCommand(t, visitStepMoves(x, now), readiness.CloseVisitStep{}, readiness.ReopenVisitStep{}, readiness.WaiveVisitStep{}, readiness.AnswerWaiver{}, readiness.AssignVisitStep{},
		readiness.DecideStepEscalation{})
}
