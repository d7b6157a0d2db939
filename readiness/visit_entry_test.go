package readiness_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var wrote = readiness.EntryText{Number: 2, SHA256: "h"}

// logged is a request that the colleague logged for the manager, or a concern of quality assurance about a child in North, on a Monday at nine.
func logged(t *testing.T, kind string) readiness.VisitEntry {
	t.Helper()
	rules, day := readiness.DefaultVisitRules(), calendar.DateOf(start)
	p := readiness.PlannedVisitEntry{
		ID: "entry-1", Kind: kind, VisitID: "visit-1", OwnerID: "manager", LeadID: "lead", By: "colleague", Due: day, Asked: readiness.EntryText{Number: 1, SHA256: "h"},
		Terms: readiness.VisitEntryTerms(rules, readiness.DefaultLadder(), calendar.England(), 0, day),
	}
	if kind == readiness.EntryConcern {
		p.OwnerID, p.AreaID, p.TeamID, p.By = "head", "north", "north-2", "qa"
	}
	x, _, err := readiness.OpenVisitEntry(p, start)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// An entryMove is one thing that can be asked of an entry, or that can happen to it.
type entryMove struct {
	name, by string
	try      func(readiness.VisitEntry, time.Time) (readiness.VisitEntry, readiness.Event, error)
}

func entryMoves() []entryMove {
	ask := func(by readiness.Actor, c readiness.VisitEntryCommand) entryMove {
		return entryMove{c.Name(), by.Holdings[0].Role.Title(), func(x readiness.VisitEntry, now time.Time) (readiness.VisitEntry, readiness.Event, error) {
			return x.Do(c, readiness.Asked{By: by}, now)
		}}
	}
	left, nobody := "lead", ""
	follow := func(name string, f readiness.VisitEntryFollowup) entryMove {
		return entryMove{name, "sweep", func(x readiness.VisitEntry, now time.Time) (readiness.VisitEntry, readiness.Event, error) {
			return x.Follow(f, now)
		}}
	}
	return []entryMove{
		ask(manager, readiness.AnswerVisitEntry{Text: wrote}), ask(head, readiness.AnswerVisitEntry{Text: wrote}), ask(other, readiness.AnswerVisitEntry{Text: wrote}), ask(manager, readiness.AnswerVisitEntry{}),
		ask(manager, readiness.SettleVisitEntry{}), ask(qa, readiness.SettleVisitEntry{}), ask(lead, readiness.SettleVisitEntry{Text: wrote}), ask(lead, readiness.ReturnVisitEntry{Text: wrote}),
		ask(head, readiness.WithdrawVisitEntry{Text: wrote}), ask(lead, readiness.WithdrawVisitEntry{Text: wrote}), ask(lead, readiness.AssignVisitEntry{OwnerID: "somebody"}), ask(other, readiness.AssignVisitEntry{OwnerID: "somebody"}),
		ask(dcs, readiness.DecideVisitEntryEscalation{Decision: "decide_myself"}), ask(dcs, readiness.DecideVisitEntryEscalation{Decision: "give", OwnerID: "somebody"}), ask(dcs, readiness.DecideVisitEntryEscalation{Decision: "pass_up", Note: "x"}),
		{"the next moment comes", "clock", func(x readiness.VisitEntry, now time.Time) (readiness.VisitEntry, readiness.Event, error) {
			if at, waits := x.Deadline(); waits {
				now = at
			}
			return x.Lapse(now)
		}},
		follow("the owner leaves", readiness.VisitEntryFollowup{OwnerID: &left}), follow("the owner leaves and nobody is there", readiness.VisitEntryFollowup{OwnerID: &nobody}),
		follow("the visit is closed", readiness.VisitEntryFollowup{End: readiness.VisitClosed}),
	}
}

// entryIn is an entry brought to where it stands by the shortest way.
func entryIn(t *testing.T, kind string, s readiness.VisitEntryStatus) (readiness.VisitEntry, time.Time) {
	t.Helper()
	x, now := logged(t, kind), start.Add(time.Hour)
	does := map[string]readiness.Actor{readiness.EntryRequest: manager, readiness.EntryConcern: head}[kind]
	ask := func(by readiness.Actor, c readiness.VisitEntryCommand) {
		next, _, err := x.Do(c, readiness.Asked{By: by}, now)
		if err != nil {
			t.Fatal(err)
		}
		x = next
	}
	switch s {
	case readiness.EntryAnswered, readiness.EntrySettled:
		ask(does, readiness.AnswerVisitEntry{Text: wrote})
		if s == readiness.EntrySettled {
			ask(lead, readiness.SettleVisitEntry{})
		}
	case readiness.EntryWithdrawn:
		ask(lead, readiness.WithdrawVisitEntry{Text: wrote})
	case readiness.EntryDropped:
		x.Rehearsal = true
		next, _, err := x.Follow(readiness.VisitEntryFollowup{End: readiness.VisitClosed}, now)
		if err != nil {
			t.Fatal(err)
		}
		x = next
	}
	return x, now.Add(time.Hour)
}

const entryStatesIntro = `# What a request of inspectors, or a concern about a child, may become

This page is printed by TestVisitEntryStates from the rules themselves, as [states.md](states.md) is for reviews. Do not edit it; run
` + "`go test ./readiness -run TestVisitEntryStates -update`" + `.

` + "```" + `
  open ─ answered, or acted on ─▶ to be looked at ─ somebody else saw it ─▶ settled (the end)
   │  ▲                                  │
   │  └────────── given back ────────────┘
   └─ entered by mistake ─▶ withdrawn (the end), from here and from “to be looked at”

  It is due at the close of the day. Two hours before, whoever has to act hears; at the close and on working mornings after, the director and whoever leads
  the visit. Whoever answered never settles it. A request ends with its visit; a concern about a child goes on.
` + "```" + `

Times of this page: logged on Monday 2 March 2026 at 9am, by the default rules; the close of day is 5pm.
`

func TestVisitEntryStates(t *testing.T) {
	t.Parallel()
	var page strings.Builder
	page.WriteString(entryStatesIntro)
	for _, kind := range readiness.EntryKinds {
		for _, s := range readiness.VisitEntryStatuses {
			x, now := entryIn(t, kind.Code, s)
			fmt.Fprintf(&page, "\n## %s, from “%s”\n\n", kind.Text, s.Title())
			entryRows(t, &page, x, now)
		}
	}
	late := logged(t, readiness.EntryConcern)
	for !late.Waiting() {
		at, _ := late.Deadline()
		next, _, err := late.Lapse(at)
		if err != nil {
			t.Fatal(err)
		}
		late = next
	}
	page.WriteString("\n## A concern, when the day has ended and nobody acted\n\n")
	entryRows(t, &page, late, start.Add(9*time.Hour))
	golden(t, "../docs/visit-entry-states.md", page.String())
}

func entryRows(t *testing.T, page *strings.Builder, x readiness.VisitEntry, now time.Time) {
	t.Helper()
	before := fmt.Sprintf("%+v", x)
	page.WriteString("| asked | by | becomes | what is kept, or why not | who is told |\n|---|---|---|---|---|\n")
	for _, m := range entryMoves() {
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
		if to.Seq != x.Seq+1 || ev.Seq != to.Seq || ev.Kind == "" || ev.Note == wrote.SHA256 {
			t.Errorf("%s from %s: event %+v", m.name, x.Status, ev)
		}
		var who []string
		for _, tell := range ev.Tell {
			for _, role := range tell.Roles {
				who = append(who, "the "+role.Title())
			}
			who = append(who, tell.People...)
		}
		fmt.Fprintf(page, "| %s | %s | %s | %s | %s |\n", m.name, m.by, to.Status.Title(), ev.Text, strings.Join(who, ", "))
	}
}

// TestWhoActedDoesNotWithdraw: a concern that somebody else owns is not withdrawn by whoever said what was done about it, not after it came back either.
func TestWhoActedDoesNotWithdraw(t *testing.T) {
	t.Parallel()
	x := logged(t, readiness.EntryConcern)
	ask := func(by readiness.Actor, c readiness.VisitEntryCommand) error {
		next, _, err := x.Do(c, readiness.Asked{By: by}, start.Add(time.Hour))
		x = next
		return err
	}
	refused := func() {
		t.Helper()
		if err := ask(lead, readiness.WithdrawVisitEntry{Text: wrote}); !readiness.Forbidden.Is(err) || !strings.Contains(err.Error(), "somebody else must withdraw it") {
			t.Errorf("whoever acted withdraws: %v", err)
		}
	}
	if err := ask(lead, readiness.AnswerVisitEntry{Text: wrote}); err != nil {
		t.Fatal(err)
	}
	refused()
	if err := ask(qa, readiness.ReturnVisitEntry{Text: wrote}); err != nil {
		t.Fatal(err)
	}
	refused()
	if err := ask(qa, readiness.WithdrawVisitEntry{Text: wrote}); err != nil {
		t.Errorf("whoever raised it: %v", err)
	}
}

// TestCloseOfDay: what is asked before the close of a working day is due on it, and a child does not wait for Monday.
func TestCloseOfDay(t *testing.T) {
	t.Parallel()
	c, at := calendar.England(), func(day, hour int) time.Time { return calendar.On(2026, 3, day).At(hour, 0) }
	for name, want := range map[string]struct {
		kind string
		now  time.Time
		day  int
	}{
		"a request on a Monday morning":             {readiness.EntryRequest, at(2, 9), 2},
		"a request at the close of a Monday":        {readiness.EntryRequest, at(2, 17), 3},
		"a request on a Friday evening":             {readiness.EntryRequest, at(6, 18), 9},
		"a request on a Saturday":                   {readiness.EntryRequest, at(7, 10), 9},
		"a concern on a Saturday":                   {readiness.EntryConcern, at(7, 10), 7},
		"a concern on a Saturday evening":           {readiness.EntryConcern, at(7, 20), 9},
		"a request an hour before the close of day": {readiness.EntryRequest, at(3, 16), 3},
	} {
		if got := readiness.CloseOn(want.kind, 17, c, want.now); got != calendar.On(2026, 3, want.day) {
			t.Errorf("%s is due on %s", name, got)
		}
	}
}

// TestLogEntryIsRefused: what cannot be logged says why.
func TestLogEntryIsRefused(t *testing.T) {
	t.Parallel()
	visit := &readiness.Visit{ID: "visit-1", Status: readiness.VisitOnSite, Focus: []readiness.VisitFocus{{Code: "care_leavers", Name: "Care leavers"}}}
	over := &readiness.Visit{ID: "visit-1", Status: readiness.VisitClosed}
	day := calendar.DateOf(start)
	for name, c := range map[string]struct {
		by    readiness.Actor
		form  readiness.LogEntry
		visit *readiness.Visit
		says  string
	}{
		"by an elected member":         {actor("x", readiness.Holding{Role: readiness.ElectedMember}), readiness.LogEntry{Kind: readiness.EntryRequest}, visit, "does not allow"},
		"a request without a visit":    {manager, readiness.LogEntry{Kind: readiness.EntryRequest}, nil, "belongs to a visit"},
		"on a visit that is over":      {manager, readiness.LogEntry{Kind: readiness.EntryRequest}, over, "raised on its own"},
		"an unknown focus area":        {manager, readiness.LogEntry{Kind: readiness.EntryRequest, Focus: "missing"}, visit, "focus areas of the visit"},
		"due in the past":              {manager, readiness.LogEntry{Kind: readiness.EntryRequest, On: day, Hour: 8}, visit, "must not have passed"},
		"a concern that waits":         {manager, readiness.LogEntry{Kind: readiness.EntryConcern, On: day.AddDays(1)}, visit, "the same day"},
		"a request that waits a month": {manager, readiness.LogEntry{Kind: readiness.EntryRequest, On: day.AddDays(30)}, visit, "within 10 working days"},
	} {
		book := readiness.EntryBook{Rules: readiness.DefaultVisitRules(), Ladder: readiness.DefaultLadder(), Calendar: calendar.England(), Visit: c.visit}
		if _, err := c.form.Plan(c.by, book, start); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
