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

// nothingOpen is a visit of which the ledger knows nothing that is open.
var nothingOpen = &readiness.VisitFacts{}

// opensVisit plans and opens a visit with its steps at the start of the tests.
func opensVisit(t testing.TB, p readiness.PlanVisit) (readiness.Visit, []readiness.VisitStep) {
	t.Helper()
	planned, plans := plansVisit(t, p)
	x, _, err := readiness.OpenVisit(planned, start)
	if err != nil {
		t.Fatal(err)
	}
	var steps []readiness.VisitStep
	for _, p := range plans {
		s, _, err := readiness.OpenVisitStep(p, start)
		if err != nil {
			t.Fatal(err)
		}
		steps = append(steps, s)
	}
	return x, steps
}

// wakes lets a thing's next moments come, and says when the last was.
func wakes[T living[T]](t testing.TB, x T, times int) (T, time.Time) {
	t.Helper()
	var at time.Time
	for range times {
		at, _ = x.Deadline()
		next, _, err := x.Lapse(at)
		if err != nil {
			t.Fatal(err)
		}
		x = next
	}
	return x, at
}

// visitIn is a visit of two focus areas brought to a status by the shortest way.
func visitIn(t testing.TB, s readiness.VisitStatus) (readiness.Visit, time.Time) {
	t.Helper()
	x, _ := opensVisit(t, monitoring(60))
	now := start.Add(time.Hour)
	switch s {
	case readiness.VisitPreparing:
		x, now = wakes(t, x, 1)
	case readiness.VisitOnSite:
		x, now = wakes(t, x, 2)
	case readiness.VisitAwaiting, readiness.VisitLetter, readiness.VisitClosed:
		x, now = wakes(t, x, 3)
	case readiness.VisitCancelled:
		x = asks(t, x, lead, readiness.CancelVisit{Reason: "Ofsted called it off."}, now)
	}
	if s == readiness.VisitLetter || s == readiness.VisitClosed {
		now = now.AddDate(0, 0, 14)
		x = asks(t, x, lead, readiness.EnterVisitLetter{On: calendar.DateOf(now).AddDays(-1)}, now)
	}
	if s == readiness.VisitClosed {
		next, _, err := x.Do(readiness.CloseVisit{}, readiness.Asked{By: lead, Visit: nothingOpen}, now)
		if err != nil {
			t.Fatal(err)
		}
		x = next
	}
	if x.Status != s {
		t.Fatalf("got %s, want %s", x.Status, s)
	}
	return x, now.Add(time.Hour)
}

// movedTo is a command that moves a visit to a day so many working days after the start of the tests.
func movedTo(days int) readiness.MoveVisit {
	return readiness.MoveVisit{On: working(days), Reason: "Ofsted asked."}
}

func TestVisitRefusals(t *testing.T) {
	t.Parallel()
	in := func(s readiness.VisitStatus) readiness.Visit { x, _ := visitIn(t, s); return x }
	planned, preparing, onSite, awaiting := in(readiness.VisitPlanned), in(readiness.VisitPreparing), in(readiness.VisitOnSite), in(readiness.VisitAwaiting)
	lettered, closed, cancelled := in(readiness.VisitLetter), in(readiness.VisitClosed), in(readiness.VisitCancelled)
	near, _ := opensVisit(t, monitoring(25))
	gone, _ := wakes(t, near, 2)
	call, _ := opensVisit(t, rung(""))
	rehearsal, _ := opensVisit(t, rung("yes"))
	rehearsing, _ := wakes(t, rehearsal, 1)
	over, _ := wakes(t, rehearsing, 1)
	keep := func(codes ...string) readiness.DecideShortNotice { return readiness.DecideShortNotice{Keep: codes} }
	letter := func(d calendar.Date) readiness.EnterVisitLetter { return readiness.EnterVisitLetter{On: d} }
	holder := func(slot, focus, who string) readiness.NameHolder {
		return readiness.NameHolder{Slot: slot, Focus: focus, PersonID: who}
	}
	decide := func(what string) readiness.DecideVisitEscalation {
		return readiness.DecideVisitEscalation{Decision: what, OwnerID: "qa", Note: "Beyond me.", Reason: "Ask again.", Until: working(99)}
	}
	first, later := start.Add(time.Hour), start.AddDate(0, 5, 0)
	open := func(steps, entries int) *readiness.VisitFacts {
		return &readiness.VisitFacts{OpenSteps: steps, OpenEntries: entries}
	}
	for name, c := range map[string]struct {
		x     readiness.Visit
		by    readiness.Actor
		c     readiness.VisitCommand
		facts *readiness.VisitFacts
		now   time.Time
		code  readiness.Code
		says  string
	}{
		"a manager moves nothing":                {planned, manager, movedTo(65), nil, first, readiness.Forbidden, "Only whoever runs visits"},
		"an area head neither":                   {planned, clara, movedTo(65), nil, first, readiness.Forbidden, "Only whoever runs visits"},
		"to the day that it has":                 {planned, lead, movedTo(60), nil, first, readiness.Invalid, "the day that it has already"},
		"into the past":                          {preparing, lead, movedTo(1), nil, start.AddDate(0, 1, 0), readiness.Invalid, "today or later"},
		"to a bank holiday":                      {planned, lead, readiness.MoveVisit{On: calendar.On(2026, 5, 25)}, nil, first, readiness.Invalid, "Monday 25 May 2026 is not a working day. The next one is 26 May 2026"},
		"inspectors are here":                    {onSite, lead, movedTo(80), nil, first, readiness.Conflict, "cannot be moved now: it is on site"},
		"inspectors have gone":                   {awaiting, lead, movedTo(80), nil, first, readiness.Conflict, "cannot be moved now: it is waiting for the letter"},
		"before they rang":                       {call, lead, movedTo(-1), nil, start.AddDate(0, 0, -7), readiness.Invalid, "before they rang"},
		"nothing was left out":                   {planned, dcs, keep(), nil, first, readiness.Conflict, "No step of this visit was left out"},
		"who runs it does not decide what comes": {near, lead, keep(), nil, first, readiness.Forbidden, "Only the director or an assistant director"},
		"a step that was not left out":           {near, dcs, keep("rooms"), nil, first, readiness.Invalid, "among the steps that were left out"},
		"inspectors have been here":              {gone, dcs, keep("baseline"), nil, later, readiness.Conflict, "nothing that prepares their visit comes back"},
		"a manager names nobody":                 {planned, mika, holder("documents", "", "qa"), nil, first, readiness.Forbidden, "Only whoever runs visits"},
		"a part that there is not":               {planned, lead, holder("catering", "", "qa"), nil, first, readiness.Invalid, "no such part"},
		"a part in another focus area":           {planned, lead, holder("focus", "exploitation", "qa"), nil, first, readiness.Invalid, "no such part"},
		"who has it already":                     {planned, lead, holder("documents", "", "papers"), nil, first, readiness.Invalid, "has that part already"},
		"a manager enters no letter":             {awaiting, mika, letter(working(70)), nil, later, readiness.Forbidden, "Only whoever runs visits"},
		"no letter before they came":             {preparing, lead, letter(working(0)), nil, first, readiness.Conflict, "once the inspectors have left"},
		"a letter from tomorrow":                 {awaiting, lead, letter(calendar.DateOf(later).AddDays(1)), nil, later, readiness.Invalid, "today or in the past"},
		"a letter from before they left":         {awaiting, lead, letter(working(61)), nil, later, readiness.Invalid, "before the inspectors left"},
		"the day that it has":                    {lettered, lead, letter(lettered.Letter), nil, later, readiness.Invalid, "the day that it has already"},
		"no letter about a rehearsal":            {rehearsing, lead, letter(working(9)), nil, later, readiness.Conflict, "once the inspectors have left"},
		"a manager closes nothing":               {lettered, mika, readiness.CloseVisit{}, nothingOpen, later, readiness.Forbidden, "Only whoever runs visits"},
		"not closed without its letter":          {awaiting, lead, readiness.CloseVisit{}, nothingOpen, later, readiness.Conflict, "after its letter was entered. This one is waiting for the letter"},
		"it is not known what is open":           {lettered, lead, readiness.CloseVisit{}, nil, later, readiness.Conflict, "not known what of this visit is still open"},
		"steps are open":                         {lettered, lead, readiness.CloseVisit{}, open(2, 0), later, readiness.Conflict, "Steps of this visit are still open: 2"},
		"a request is open":                      {lettered, lead, readiness.CloseVisit{}, open(0, 1), later, readiness.Conflict, "from the time on site are still open: 1"},
		"a manager calls nothing off":            {planned, mika, readiness.CancelVisit{Reason: "x"}, nil, first, readiness.Forbidden, "Only whoever runs visits"},
		"what took place is not called off":      {awaiting, lead, readiness.CancelVisit{Reason: "x"}, nil, later, readiness.Conflict, "have been here"},
		"nor after its letter":                   {lettered, lead, readiness.CancelVisit{Reason: "x"}, nil, later, readiness.Conflict, "have been here"},
		"nobody writes the letter for Ofsted":    {awaiting, dcs, decide("decide_myself"), nil, later, readiness.Invalid, "The letter comes from Ofsted"},
		"nor is it given":                        {awaiting, dcs, decide("give"), nil, later, readiness.Invalid, "The letter comes from Ofsted"},
		"nothing has climbed":                    {awaiting, dcs, decide("pass_up"), nil, later, readiness.Conflict, "Nothing waits for a decision"},
		"an elected member decides nothing":      {awaiting, member, decide("pass_up"), nil, later, readiness.Forbidden, "does not allow"},
		"it was closed":                          {closed, lead, movedTo(90), nil, later, readiness.Conflict, "has ended"},
		"it was called off":                      {cancelled, lead, movedTo(90), nil, later, readiness.Conflict, "has ended"},
		"a rehearsal that is over is not ended":  {over, lead, readiness.CancelVisit{Reason: "x"}, nil, later, readiness.Conflict, "has ended"},
		"somebody else was faster":               {planned, lead, movedTo(65), &readiness.VisitFacts{OpenSteps: -7}, first, readiness.Conflict, "Somebody else changed this visit"},
	} {
		before := fmt.Sprintf("%+v", c.x)
		asked := readiness.Asked{By: c.by, Visit: c.facts}
		if c.facts != nil && c.facts.OpenSteps < 0 {
			asked.IfSeq = 7
		}
		to, ev, err := c.x.Do(c.c, asked, c.now)
		if !c.code.Is(err) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v, want %q", name, err, c.says)
		}
		if fmt.Sprintf("%+v", to) != before || fmt.Sprintf("%+v", c.x) != before || ev.Seq != 0 {
			t.Errorf("%s: it was refused and changed something", name)
		}
	}
}

// TestVisitFromPlanToEnd: what each moment and each answer makes of a visit, and who hears.
func TestVisitFromPlanToEnd(t *testing.T) {
	t.Parallel()
	x, _ := opensVisit(t, monitoring(60))
	everybody := "lead clara mika papers"
	wake := func(want time.Time, kind, told string, status readiness.VisitStatus) {
		t.Helper()
		at, waits := x.Deadline()
		if !waits || !at.Equal(want) {
			t.Fatalf("the next moment of %s is %s, want %s", x.Standing(), at, want)
		}
		if _, ev, err := x.Lapse(at.Add(-time.Minute)); !readiness.Conflict.Is(err) || ev.Seq != 0 {
			t.Errorf("a minute early: %v", err)
		}
		next, ev, err := x.Lapse(at)
		if err != nil || ev.Kind != kind || everybodyTold(ev) != told || next.Status != status {
			t.Fatalf("%s: %s, told %q, %v", kind, next.Status, everybodyTold(ev), err)
		}
		x = next
	}
	if x.Awaits() != "The first step of its preparation" || x.Standing() != "Planned, on site from "+working(60).Long() {
		t.Errorf("%s: %s", x.Standing(), x.Awaits())
	}
	wake(working(20).At(7, 0), "began", everybody, readiness.VisitPreparing)
	wake(working(60).At(7, 0), "arrived", everybody+" director of children's services", readiness.VisitOnSite)
	wake(working(62).At(7, 0), "left", "", readiness.VisitAwaiting)
	if due := bank.Add(working(61), 22, calendar.Exclusive); x.Run.Due != due || !strings.HasSuffix(x.Awaits(), due.Long()) {
		t.Errorf("the letter is expected by %s: %s", x.Run.Due, x.Awaits())
	}
	for !x.Waiting() {
		x, _ = wakes(t, x, 1)
	}
	now := x.Escalation.At.Add(time.Hour)
	if x.Escalation.Role != readiness.AssistantDirector {
		t.Errorf("the letter that is late reached the %s", x.Escalation.Role.Title())
	}
	x = asks(t, x, ad, readiness.DecideVisitEscalation{Decision: "more_time", Until: bank.Add(calendar.DateOf(now), 5, calendar.Exclusive), Reason: "They are sorry."}, now)
	received := calendar.DateOf(now).AddDays(-3)
	x = asks(t, x, lead, readiness.EnterVisitLetter{On: received}, now)
	if _, waits := x.Deadline(); waits || x.Status != readiness.VisitLetter || x.Day("letter") != received || x.Waiting() {
		t.Errorf("after the letter: %s, %+v", x.Standing(), x.VisitDates)
	}
	x = asks(t, x, lead, readiness.EnterVisitLetter{On: received.AddDays(1)}, now) // mistyped
	closed, ev, err := x.Do(readiness.CloseVisit{Note: "Done."}, readiness.Asked{By: lead, Visit: nothingOpen}, now)
	if err != nil || !closed.Ended() || closed.Letter != received.AddDays(1) || ev.Note != "Done." {
		t.Errorf("closed: %+v, %v", ev, err)
	}
	if _, waits := closed.Deadline(); waits {
		t.Error("a visit that is closed waits for something")
	}
}

// TestMissingLetterClimbsToTheDirector, who passes it to nobody: the council's ladder ends there.
func TestMissingLetterClimbsToTheDirector(t *testing.T) {
	t.Parallel()
	x, now := visitIn(t, readiness.VisitAwaiting)
	for !x.Waiting() || x.Escalation.Role != readiness.Director {
		x, now = wakes(t, x, 1)
	}
	if _, waits := x.Deadline(); waits {
		t.Error("beyond the director there is nobody")
	}
	pass := readiness.DecideVisitEscalation{Decision: "pass_up", Note: "Beyond me."}
	if _, _, err := x.Do(pass, readiness.Asked{By: dcs}, now); !readiness.Invalid.Is(err) {
		t.Errorf("passed up by the director: %v", err)
	}
	next, ev, err := x.Do(readiness.EnterVisitLetter{On: calendar.DateOf(now)}, readiness.Asked{By: lead}, now)
	if err != nil || next.Escalation.Decision != "the letter was entered" || everybodyTold(ev) != "lead clara mika papers director of children's services" {
		t.Errorf("it came: %+v, %q, %v", next.Escalation, everybodyTold(ev), err)
	}
}

// TestMoveVisit: it can be moved twice in a day, to and fro; the last day on site moves with it; and one that is moved so near that its first step is due
// is being prepared from then on, without a second word to everybody.
func TestMoveVisit(t *testing.T) {
	t.Parallel()
	x, now := visitIn(t, readiness.VisitPlanned)
	before := x.VisitDates
	moved, ev, err := x.Do(movedTo(70), readiness.Asked{By: lead}, now)
	if err != nil || ev.Was != working(60) || ev.Due != working(70) || moved.Until != working(71) || moved.Moved != 1 || moved.Status != readiness.VisitPlanned || moved.Short != nil {
		t.Fatalf("%+v, %+v, %v", moved.VisitDates, ev, err)
	}
	if everybodyTold(ev) != "lead clara mika papers director of children's services" {
		t.Errorf("told: %q", everybodyTold(ev))
	}
	back := asks(t, moved, ad, movedTo(60), now.Add(time.Minute))
	if back.VisitDates != before || back.Moved != 2 {
		t.Errorf("back again: %+v", back)
	}
	near := asks(t, back, dcs, movedTo(40), now.Add(time.Hour))
	if at, _ := near.Deadline(); near.Status != readiness.VisitPreparing || !at.Equal(working(40).At(7, 0)) {
		t.Errorf("near: %s until %s", near.Standing(), at)
	}
}

// TestShortNotice: which steps are left out and which are pulled together, that the director decides, and that what came back stays while the visit is near.
func TestShortNotice(t *testing.T) {
	t.Parallel()
	x, now := visitIn(t, readiness.VisitPlanned)
	near, ev, err := x.Do(movedTo(25), readiness.Asked{By: lead}, now)
	if err != nil || near.Short == nil || !slices.Equal(near.Short.LeftOut, []string{"baseline"}) || near.Short.Pulled != 2 {
		t.Fatalf("25 working days away: %+v, %v", near.Short, err)
	}
	if last := ev.Tell[len(ev.Tell)-1]; last.Kind != readiness.Escalated || !strings.Contains(last.Why, "Decide which of them come back") {
		t.Errorf("the director hears %+v", last)
	}
	if here, _ := wakes(t, near, 1); !near.Undecided() || !here.Undecided() {
		t.Error("it does not wait for the director")
	}
	if gone, _ := wakes(t, near, 2); gone.Undecided() {
		t.Error("the inspectors have left, and it waits for the director still")
	}
	decided, ev, err := near.Do(readiness.DecideShortNotice{Keep: []string{"baseline"}, Note: "We need it."}, readiness.Asked{By: dcs}, now)
	if err != nil || decided.Short.By != "dcs" || !strings.Contains(ev.Text, "1 step of 1") || everybodyTold(ev) != "lead clara mika papers" {
		t.Fatalf("%+v %+v %v", decided.Short, ev, err)
	}
	for name, c := range map[string]struct {
		to                  int
		left, keep, decided string
	}{
		"a day nearer, nothing new is left out": {24, "baseline", "baseline", "2026-03-02"},
		"so near that more is left out":         {10, "baseline audits", "baseline", ""},
		"away again, everything comes back":     {60, "", "", ""},
		"only what stays has passed its day":    {35, "", "", "2026-03-02"},
		"the same notice, the decision remains": {26, "baseline", "baseline", "2026-03-02"},
	} {
		next, ev, err := decided.Do(movedTo(c.to), readiness.Asked{By: lead}, now)
		if err != nil {
			t.Fatal(err)
		}
		short := readiness.ShortNotice{}
		if next.Short != nil {
			short = *next.Short
		}
		if strings.Join(short.LeftOut, " ") != c.left || strings.Join(short.Keep, " ") != c.keep || !short.Decided.IsZero() && short.Decided.String() != c.decided || short.Decided.IsZero() != (c.decided == "") {
			t.Errorf("%s: %+v", name, short)
		}
		if asked := ev.Tell[len(ev.Tell)-1].Kind == readiness.Escalated; asked != (c.left != c.keep) {
			t.Errorf("%s: the director is asked: %v", name, asked)
		}
	}
	nearer := asks(t, decided, lead, movedTo(10), now)
	again := asks(t, nearer, ad, readiness.DecideShortNotice{Keep: []string{"audits"}}, now)
	if !slices.Equal(again.Short.Keep, []string{"baseline", "audits"}) {
		t.Errorf("a second decision takes back what came back: %q", again.Short.Keep)
	}
	if slices.Equal(decided.Short.Keep, again.Short.Keep) || len(near.Short.Keep) > 0 {
		t.Error("a decision changed the visit that it was asked of")
	}
}

// TestCallOpens: everybody hears at once, the first day on site is the Monday after, and the day can still be moved by whoever runs visits.
func TestCallOpens(t *testing.T) {
	t.Parallel()
	x, steps := opensVisit(t, rung(""))
	if x.On != calendar.On(2026, 3, 9) || x.Called != calendar.DateOf(start) || !x.Call() || x.Status != readiness.VisitPreparing {
		t.Fatalf("%+v", x.VisitDates)
	}
	if s := steps[0]; s.Run.Due != x.Called || s.Status != readiness.StepOpen {
		t.Errorf("what the call asks for first is %s", s.Standing())
	}
	if x = asks(t, x, lead, readiness.MoveVisit{On: calendar.On(2026, 3, 11), Reason: "They are ill."}, start); x.Until != calendar.On(2026, 3, 12) {
		t.Errorf("until %s", x.Until)
	}
}

// TestRehearsal: inspectors do not come and no letter does, so it ends with its last day; nobody is told that inspectors are here; and the real call ends it.
func TestRehearsal(t *testing.T) {
	t.Parallel()
	x, _ := opensVisit(t, rung("yes"))
	at, _ := x.Deadline()
	onSite, ev, err := x.Lapse(at)
	if err != nil || len(ev.Tell) > 0 || onSite.Status != readiness.VisitOnSite {
		t.Fatalf("%+v, %v", ev, err)
	}
	at, _ = onSite.Deadline()
	over, ev, err := onSite.Lapse(at)
	if err != nil || !over.Ended() || over.Status != readiness.VisitClosed || ev.Text != "The rehearsal is over." || everybodyTold(ev) != "lead director of children's services" || calendar.DateOf(at) != calendar.On(2026, 3, 11) {
		t.Errorf("over: %+v, %v", ev, err)
	}
	early, ev, err := onSite.Do(readiness.CancelVisit{Reason: "A real case came first."}, readiness.Asked{By: lead}, at)
	if err != nil || early.Status != readiness.VisitCancelled || ev.Text != "The rehearsal was ended early." {
		t.Errorf("ended early: %+v, %v", ev, err)
	}
	for _, s := range []readiness.Visit{x, onSite} {
		f, hears := s.Followup(true, here, "lead")
		if !hears || !f.Overtaken {
			t.Fatalf("of the call it hears %+v", f)
		}
		overtaken, ev, err := s.Follow(f, start)
		if err != nil || overtaken.Status != readiness.VisitCancelled || ev.Kind != "overtaken" || everybodyTold(ev) != "lead papers" {
			t.Errorf("%+v, %v", ev, err)
		}
		if _, _, err := overtaken.Follow(f, start); !readiness.Conflict.Is(err) {
			t.Errorf("a second time: %v", err)
		}
	}
	call, _ := opensVisit(t, rung(""))
	if f, hears := call.Followup(true, here, "lead"); hears {
		t.Errorf("the call hears of itself: %+v", f)
	}
	if _, _, err := call.Follow(readiness.VisitFollowup{Overtaken: true}, start); !readiness.Conflict.Is(err) {
		t.Errorf("the call is overtaken: %v", err)
	}
}

// TestSomebodyLeavesAVisit: every part of theirs goes to whoever takes over; when nobody does, the director hears which parts nobody has.
func TestSomebodyLeavesAVisit(t *testing.T) {
	t.Parallel()
	x, now := visitIn(t, readiness.VisitPreparing)
	without := func(who string) []string {
		return slices.DeleteFunc(slices.Clone(here), func(id string) bool { return id == who })
	}
	if f, hears := x.Followup(true, here, "lead"); hears {
		t.Errorf("with everybody here it hears %+v", f)
	}
	for name, c := range map[string]struct{ who, heir, told, owner, documents string }{
		"whoever leads it":          {"lead", "ad", "ad", "ad", "papers"},
		"whoever has the documents": {"papers", "lead", "lead", "lead", "lead"},
		"and nobody takes over":     {"papers", "", "director of children's services", "lead", ""},
		"nobody leads it":           {"lead", "", "director of children's services", "", "papers"},
	} {
		f, hears := x.Followup(false, without(c.who), c.heir)
		if !hears || f.People == nil || f.People.FromID != c.who {
			t.Fatalf("%s: it hears %+v", name, f)
		}
		next, ev, err := x.Follow(f, now)
		if err != nil || everybodyTold(ev) != c.told || next.OwnerID != c.owner || next.Holder("documents", "") != c.documents || next.Holder(readiness.LeadSlot, "") != c.owner {
			t.Errorf("%s: %q hear, led by %q, documents of %q (%v)", name, everybodyTold(ev), next.OwnerID, next.Holder("documents", ""), err)
		}
		if c.heir == "" && (!strings.Contains(ev.Tell[0].Why, "communications") || ev.Tell[0].Kind != readiness.Escalated) {
			t.Errorf("%s: the director hears %q", name, ev.Tell[0].Why)
		}
		if again, hears := next.Followup(false, without(c.who), c.heir); hears {
			t.Errorf("%s: it hears again: %+v", name, again)
		}
		if x.Holder("documents", "") != "papers" {
			t.Errorf("%s: the visit that was asked changed", name)
		}
	}
	if _, _, err := x.Follow(readiness.VisitFollowup{People: &readiness.TakenOver{FromID: "somebody"}}, now); !readiness.Conflict.Is(err) {
		t.Errorf("somebody without a part: %v", err)
	}
}

// TestNameHolder: a part goes to somebody, and the lead's part with it the visit.
func TestNameHolder(t *testing.T) {
	t.Parallel()
	x, now := visitIn(t, readiness.VisitPreparing)
	next, ev, err := x.Do(readiness.NameHolder{Slot: "focus", Focus: "missing", PersonID: "quill"}, readiness.Asked{By: ad}, now)
	if err != nil || next.Holder("focus", "missing") != "quill" || next.Holder("focus", "care_leavers") != "clara" || next.OwnerID != "lead" || everybodyTold(ev) != "quill" {
		t.Errorf("%+v, %v", next.Holders, err)
	}
	if !strings.HasSuffix(ev.Tell[0].Why, ": lead of the focus area (missing).") || x.Holder("focus", "missing") != "mika" {
		t.Errorf("told %q", ev.Tell[0].Why)
	}
	led := asks(t, next, dcs, readiness.NameHolder{Slot: readiness.LeadSlot, PersonID: "ad"}, now)
	if led.OwnerID != "ad" || led.Holder("nothing", "") != "" {
		t.Errorf("led by %q", led.OwnerID)
	}
}

// TestVisitTakesNewTerms: quietly, but for the letter that is looked for.
func TestVisitTakesNewTerms(t *testing.T) {
	t.Parallel()
	for _, s := range readiness.VisitStatuses {
		x, now := visitIn(t, s)
		terms := x.Terms
		terms.Calendar = terms.Calendar.With("with a closed day", []calendar.Closure{{Date: calendar.On(2026, 3, 27), Name: "Council closed"}})
		next, ev, err := x.Replan(terms, now)
		if s.Ended() {
			if !readiness.Conflict.Is(err) {
				t.Errorf("from %s: %v", s, err)
			}
			continue
		}
		if err != nil || !ev.Quiet || len(ev.Tell) > 0 || next.VisitDates != x.VisitDates || next.Terms.Calendar.Version != terms.Calendar.Version {
			t.Errorf("from %s: %+v, %v", s, ev, err)
		}
		if _, _, err := next.Replan(terms, now); !readiness.Conflict.Is(err) {
			t.Errorf("from %s, the same terms again: %v", s, err)
		}
		if brief := next.Brief(); brief.Terms.Calendar.Version != "" || brief.Status != s {
			t.Errorf("an answer from %s carries its terms", s)
		}
	}
	x, now := visitIn(t, readiness.VisitPreparing)
	terms := x.Terms
	terms.Visit.Version, terms.Visit.MoreDays = 2, 3
	if next, _, err := x.Replan(terms, now); err != nil || next.Terms.Visit.MoreDays != 3 {
		t.Errorf("new rules: %v", err)
	}
}
