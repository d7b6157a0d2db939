package readiness_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A move is one thing that can be asked of a review, or that can happen to it.
type move struct {
	name, by string
	try      func(r readiness.Review, now time.Time) (readiness.Review, readiness.Event, error)
}

func command(by readiness.Actor, c readiness.ReviewCommand) move {
	return move{c.Name(), by.Holdings[0].Role.Title(), func(r readiness.Review, now time.Time) (readiness.Review, readiness.Event, error) {
		return r.Do(c, readiness.Asked{By: by}, now)
	}}
}

// commands are every command, each asked by somebody who may, with a form that is whole.
func commands(now time.Time, r readiness.Review) []move {
	later := laterThan(now, r)
	return []move{
		command(manager, readiness.BeginReview{}),
		command(manager, submission("close")),
		command(head, readiness.SendBackReview{Missing: "The child's view."}),
		command(head, readiness.SignOffReview{}),
		command(qa, readiness.LookAgainAtReview{Agree: "no", Note: "The plan has no end."}),
		command(manager, readiness.PutOffReview{Until: later, Reason: "Court date."}),
		command(manager, readiness.PauseReview{Until: later, Reason: "Court."}),
		command(manager, readiness.ResumeReview{}),
		command(head, readiness.AssignReview{OwnerID: "somebody"}),
		decision(head, readiness.DecideReviewEscalation{Decision: "decide_myself"}),
	}
}

// laterThan is a date that a person could choose: 15 working days after today or after the due date.
func laterThan(now time.Time, r readiness.Review) calendar.Date {
	from := calendar.DateOf(now)
	if r.Run.Due.After(from) {
		from = r.Run.Due
	}
	return r.Terms.Calendar.Add(from, 15, calendar.Exclusive)
}

// decision is an answer to an escalation, named by its answer.
func decision(by readiness.Actor, c readiness.DecideReviewEscalation) move {
	m := command(by, c)
	m.name += ": " + c.Decision
	return m
}

func decisions(now time.Time, r readiness.Review) []move {
	later := laterThan(now, r)
	return []move{
		decision(head, readiness.DecideReviewEscalation{Decision: "decide_myself"}),
		decision(head, readiness.DecideReviewEscalation{Decision: "give", OwnerID: "somebody"}),
		decision(head, readiness.DecideReviewEscalation{Decision: "more_time", Until: later, Reason: "Nearly done."}),
		decision(head, readiness.DecideReviewEscalation{Decision: "pass_up", Note: "Beyond me."}),
	}
}

// machines are what happens without a person.
func machines(r readiness.Review) []move {
	changed := r.Terms
	changed.Calendar = changed.Calendar.With("with a closed day", []calendar.Closure{{Date: calendar.On(2026, 3, 27), Name: "Council closed"}})
	return []move{
		{"the next moment comes", "clock", func(r readiness.Review, now time.Time) (readiness.Review, readiness.Event, error) {
			at, waits := r.Deadline()
			if waits {
				now = at
			}
			return r.Lapse(now)
		}},
		{"the case closes", "import", func(r readiness.Review, now time.Time) (readiness.Review, readiness.Event, error) {
			return r.Overtake(calendar.DateOf(now), now)
		}},
		{"the case moves to another team", "import", func(r readiness.Review, now time.Time) (readiness.Review, readiness.Event, error) {
			return r.Move("south-1", "south", "other-head", now)
		}},
		{"the calendar changes", "sweep", func(r readiness.Review, now time.Time) (readiness.Review, readiness.Event, error) {
			return r.Replan(changed, now)
		}},
	}
}

// inStatus is a review brought to a status by the shortest way.
func inStatus(t *testing.T, s readiness.Status) (readiness.Review, time.Time) {
	t.Helper()
	r, now := opened(t), start.Add(24*time.Hour)
	r.Terms.Rules.SecondLookPer100 = 0
	ask := func(by readiness.Actor, c readiness.ReviewCommand) { r = do(t, r, by, c, now) }
	switch s {
	case readiness.InReview:
		ask(manager, readiness.BeginReview{})
	case readiness.Submitted:
		ask(manager, submission("close"))
	case readiness.SecondLook, readiness.SignedOff:
		ask(manager, submission("close"))
		if s == readiness.SecondLook {
			r.Terms.Rules.SecondLookPer100 = 100
		}
		ask(head, readiness.SignOffReview{})
	case readiness.Paused:
		ask(manager, readiness.PauseReview{Until: calendar.On(2026, 6, 1), Reason: "Court."})
	case readiness.Overtaken:
		next, _, err := r.Overtake(calendar.DateOf(now), now)
		if err != nil {
			t.Fatal(err)
		}
		r = next
	}
	if r.Status != s {
		t.Fatalf("got %s, want %s", r.Status, s)
	}
	return r, now.Add(24 * time.Hour)
}

// waitingIn is a review in a status whose area head has been asked to decide.
func waitingIn(t *testing.T, s readiness.Status) (readiness.Review, time.Time) {
	t.Helper()
	r, now := escalated(t)
	switch s {
	case readiness.InReview:
		r = do(t, r, manager, readiness.BeginReview{}, now)
	case readiness.Submitted:
		r = do(t, r, manager, submission("close"), now)
	}
	return r, now.Add(time.Hour)
}

const statesIntro = `# What a review may become

This page is printed by TestStates from the rules themselves: every command on every status, asked by somebody who may, and what happens by
itself. Whoever changes a rule sees this page change in the same review. Do not edit it; run ` + "`go test ./readiness -run TestStates -update`" + `.

` + "```" + `
              begin            submit              sign off
  not started ─────▶ in review ─────▶ waiting for ─────────▶ signed off
   ▲   │    └──────────submit───────▶  sign-off              (the end; a case that stays
   │   │              ▲    ▲           │      │               open comes back by itself)
   │   │              │    └─send back─┘      │                      ▲
   │   │              │                       │ drawn for            │ agrees
   │   │ pause        │   does not agree      ▼ a second look        │
   │   ▼              └─────────────── second look by quality assurance
  paused ───▶ back to not started or in review, by hand or when the pause ends

  From every status before the end: the case closes in a later import ─▶ ended because the case closed.
  Beside the status runs the ladder: reminders to the owner, then escalations that wait for a decision and climb if nobody decides.
` + "```" + `

Times of this page: opened on 2 March 2026 and due on 30 March 2026, by the default ladder and rules.
`

func TestStates(t *testing.T) {
	t.Parallel()
	var page strings.Builder
	page.WriteString(statesIntro)
	for _, s := range readiness.Statuses {
		r, now := inStatus(t, s)
		fmt.Fprintf(&page, "\n## From “%s”\n\n", s.Title())
		rows(&page, r, now, append(commands(now, r), machines(r)...))
	}
	page.WriteString("\n# While an escalation waits for the area head\n\nThe same review, forgotten until it reached the area head on 8 April 2026.\n")
	for _, s := range []readiness.Status{readiness.Open, readiness.InReview, readiness.Submitted} {
		r, now := waitingIn(t, s)
		fmt.Fprintf(&page, "\n## From “%s”\n\n", s.Title())
		every := append(decisions(now, r), commands(now, r)[2:9]...)
		rows(&page, r, now, append(every, machines(r)...))
	}
	golden(t, "../docs/states.md", page.String())
}

// rows tries every move on a review and prints what it becomes, or the refusal.
func rows(page *strings.Builder, r readiness.Review, now time.Time, moves []move) {
	page.WriteString("| asked | by | becomes | what is kept, or why not | who is told |\n|---|---|---|---|---|\n")
	for _, m := range moves {
		to, ev, err := m.try(r, now)
		if err != nil {
			fmt.Fprintf(page, "| %s | %s | – | *%s* | |\n", m.name, m.by, err)
			continue
		}
		fmt.Fprintf(page, "| %s | %s | %s | %s | %s |\n", m.name, m.by, becomes(r, to), ev.Text, told(ev))
	}
}

// becomes is a review's new status, with what became of its escalation and its due date when they changed.
func becomes(from, to readiness.Review) string {
	words := to.Status.Title()
	if from.Run.Due != to.Run.Due {
		words += ", due " + to.Run.Due.Long()
	}
	switch {
	case to.Waiting() && (from.Escalation == nil || *to.Escalation != *from.Escalation):
		words += "; waits for the " + to.Escalation.Role.Title()
	case from.Waiting() && !to.Waiting():
		words += "; nothing waits any more"
	}
	return words
}

func told(ev readiness.Event) string {
	var who []string
	for _, tell := range ev.Tell {
		for _, role := range tell.Roles {
			words := role.Title()
			if tell.Kind.ActNow() {
				words += ", at once"
			}
			who = append(who, words)
		}
		if len(tell.People) > 0 {
			who = append(who, "who submitted it")
		}
	}
	return strings.Join(who, "; ")
}

// TestEveryCommandIsOnThePage fails when a command is added and the page does not try it.
func TestEveryCommandIsOnThePage(t *testing.T) {
	t.Parallel()
	tried := map[string]bool{}
	for _, m := range commands(start, opened(t)) {
		tried[strings.Split(m.name, ":")[0]] = true
	}
	for _, c := range []readiness.ReviewCommand{
		readiness.BeginReview{},
		readiness.SubmitReview{},
		readiness.SendBackReview{},
		readiness.SignOffReview{},
		readiness.LookAgainAtReview{},
		readiness.PutOffReview{},
		readiness.PauseReview{},
		readiness.ResumeReview{},
		readiness.AssignReview{},
		readiness.DecideReviewEscalation{},
	} {
		if !tried[c.Name()] {
			t.Errorf("%s is not tried", c.Name())
		}
		delete(tried, c.Name())
	}
	if len(tried) > 0 {
		t.Errorf("two commands with one name, or one unknown: %v", tried)
	}
}

// TestRefusalsChangeNothing holds for every command on every status: whoever is refused finds the review as it was.
func TestRefusalsChangeNothing(t *testing.T) {
	t.Parallel()
	for _, s := range readiness.Statuses {
		r, now := inStatus(t, s)
		before := fmt.Sprintf("%+v", r)
		for _, m := range append(commands(now, r), machines(r)...) {
			to, ev, err := m.try(r, now)
			if after := fmt.Sprintf("%+v", r); after != before {
				t.Fatalf("%s from %s changed the value it was asked of", m.name, s)
			}
			if err != nil && (fmt.Sprintf("%+v", to) != before || ev.Seq != 0) {
				t.Errorf("%s from %s was refused and changed something", m.name, s)
			}
			if err == nil && (to.Seq != r.Seq+1 || ev.Seq != to.Seq || ev.Kind == "" || ev.Due != to.Run.Due) {
				t.Errorf("%s from %s: event %+v", m.name, s, ev)
			}
			if err != nil && !strings.HasSuffix(err.Error(), ".") {
				t.Errorf("%s from %s: %q is no sentence", m.name, s, err)
			}
		}
	}
}
