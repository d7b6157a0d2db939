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

// standings are steps with their status and their day, as working days after the start of the tests; those that wait for the letter are left out.
func standings(steps []readiness.VisitStep) string {
	var all []string
	for _, s := range steps {
		if s.Status != readiness.StepLater {
			all = append(all, strings.Trim(s.Code+"/"+s.Focus, "/")+" "+string(s.Status)+" "+fmt.Sprint(bank.Count(calendar.DateOf(start), s.Run.Due, calendar.Exclusive)))
		}
	}
	return strings.Join(all, ", ")
}

// passesOn has every step of a visit hear what became of it.
func passesOn(t testing.TB, x readiness.Visit, steps []readiness.VisitStep, now time.Time) []readiness.VisitStep {
	t.Helper()
	steps = slices.Clone(steps)
	for i, s := range steps {
		if _, hears := s.Followup(x, here); hears {
			steps[i], _ = hearsOf(t, s, x, here, now)
		}
	}
	return steps
}

// TestStepsMoveWithTheirVisit: by working days, but for what is done or waived; at short notice by rule; and away again everything comes back.
func TestStepsMoveWithTheirVisit(t *testing.T) {
	t.Parallel()
	x, steps := opensVisit(t, monitoring(60))
	now := start.Add(time.Hour)
	want := func(what, want string) {
		t.Helper()
		if got := standings(steps); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", what, got, want)
		}
	}
	moves := func(days int, at time.Time) {
		t.Helper()
		x = asks(t, x, lead, movedTo(days), at)
		steps = passesOn(t, x, steps, at)
	}
	want("planned", "scope/care_leavers open 20, scope/missing open 20, baseline open 30, audits/care_leavers open 40, audits/missing open 40, rooms open 55, greet open 60, thank open 62")
	steps[1] = closes(t, steps[1], lead, now)
	steps[3] = asks(t, steps[3], lead, readiness.WaiveVisitStep{Reason: "They were read in January."}, now)
	moves(67, now)
	want("a week and a half later", "scope/care_leavers open 27, scope/missing done 20, baseline open 37, audits/care_leavers waived 40, audits/missing open 47, rooms open 62, greet open 67, thank open 69")
	moves(50, now)
	moves(52, now.Add(time.Hour))
	want("twice in a day", "scope/care_leavers open 12, scope/missing done 20, baseline open 22, audits/care_leavers waived 40, audits/missing open 32, rooms open 47, greet open 52, thank open 54")
	moves(15, now)
	want("at short notice", "scope/care_leavers open 1, scope/missing done 20, baseline left_out -15, audits/care_leavers waived 40, audits/missing left_out -5, rooms open 10, greet open 15, thank open 17")
	x = asks(t, x, dcs, readiness.DecideShortNotice{Keep: []string{"audits"}}, now)
	steps = passesOn(t, x, steps, now)
	want("the director brings the audits back", "scope/care_leavers open 1, scope/missing done 20, baseline left_out -15, audits/care_leavers waived 40, audits/missing open 1, rooms open 10, greet open 15, thank open 17")
	moves(16, now)
	want("a day later the audits stay", "scope/care_leavers open 1, scope/missing done 20, baseline left_out -14, audits/care_leavers waived 40, audits/missing open 1, rooms open 11, greet open 16, thank open 18")
	moves(60, now)
	want("away again", "scope/care_leavers open 20, scope/missing done 20, baseline open 30, audits/care_leavers waived 40, audits/missing open 40, rooms open 55, greet open 60, thank open 62")
	moves(15, now)
	want("near again, the director is asked anew", "scope/care_leavers open 1, scope/missing done 20, baseline left_out -15, audits/care_leavers waived 40, audits/missing left_out -5, rooms open 10, greet open 15, thank open 17")
	if steps[0].Run.Round < 5 {
		t.Errorf("it moved often, and its reminders began anew %d times", steps[0].Run.Round)
	}
}

// TestWhatAStepSaysWhenItMoves: whose it is, and who hears what.
func TestWhatAStepSaysWhenItMoves(t *testing.T) {
	t.Parallel()
	x, now := visitIn(t, readiness.VisitAwaiting)
	lettered := asks(t, x, lead, readiness.EnterVisitLetter{On: x.Until.AddDays(1)}, now)
	late := asks(t, x, lead, readiness.EnterVisitLetter{On: x.Until.AddDays(1)}, now.AddDate(0, 2, 0))
	planned, rooms := hasStep(t, "rooms")
	_, findings := hasStep(t, "findings")
	_, tell := hasStep(t, "tell")
	moved, near := asks(t, planned, lead, movedTo(65), start), asks(t, planned, lead, movedTo(3), start)
	askedFor := asks(t, rooms, lead, readiness.WaiveVisitStep{Reason: "We have rooms."}, start)
	heard := func(s readiness.VisitStep, of readiness.Visit, at time.Time) (readiness.VisitStep, string) {
		next, ev := hearsOf(t, s, of, here, at)
		said := ev.Text
		for _, tell := range ev.Tell {
			said += " " + string(tell.Kind) + ": " + tell.Why
		}
		return next, said
	}
	due := bank.Add(lettered.Letter, 5, calendar.Exclusive)
	if s, said := heard(findings, lettered, now); said != "The step is due on "+due.Long()+". assigned: A step of a visit is yours to do, by "+due.Long()+"." || s.Run.Due != due {
		t.Errorf("its day becomes known: %s", said)
	}
	// A letter that was entered late has its steps pulled together, never left out: nobody could have done them before.
	at := now.AddDate(0, 2, 0)
	if s, said := heard(tell, late, at); s.Status != readiness.StepOpen || s.Run.Due != bank.Add(calendar.DateOf(at), 1, calendar.Exclusive) || !strings.Contains(said, "is yours to do") {
		t.Errorf("entered late: %s: %s", s.Standing(), said)
	}
	if s, said := heard(rooms, moved, start); said != "The step is due on "+working(60).Long()+". information: A visit moved, and with it your step: it is due on "+working(60).Long()+"." || s.Status != readiness.StepOpen {
		t.Errorf("its visit moves: %s", said)
	}
	if s, _ := heard(askedFor, moved, start); s.Status != readiness.StepAsked || s.Waiver == nil {
		t.Errorf("its owner asked to be spared it: %s", s.Standing())
	}
	if s, _ := heard(askedFor, near, start); s.Status != readiness.StepAsked || s.Run.Due != working(1) {
		t.Errorf("and it is near: %s", s.Standing())
	}
	baseline := asks(t, func() readiness.VisitStep { _, s := hasStep(t, "baseline"); return s }(), papers, readiness.WaiveVisitStep{Reason: "We know."}, start)
	left, said := heard(baseline, near, start)
	if left.Status != readiness.StepLeftOut || left.Waiver != nil || !strings.Contains(said, "was left out, because its day") || strings.Contains(said, "information") {
		t.Errorf("left out: %s, %+v", said, left.Waiver)
	}
	back := asks(t, near, dcs, readiness.DecideShortNotice{Keep: []string{"baseline"}}, start)
	if s, said := heard(left, back, start); !strings.Contains(said, "assigned: A step of a visit that had been left out came back") || s.Status != readiness.StepOpen || s.Waiver != nil {
		t.Errorf("brought back: %s", said)
	}
}

// TestStepHearsEverythingAtOnce: the visit moved, the director brought a step back and somebody has left, all before the step heard of any.
func TestStepHearsEverythingAtOnce(t *testing.T) {
	t.Parallel()
	x, s := hasStep(t, "baseline")
	x = asks(t, asks(t, x, lead, movedTo(10), start), dcs, readiness.DecideShortNotice{Keep: []string{"baseline"}}, start)
	x = asks(t, x, lead, readiness.NameHolder{Slot: "documents", PersonID: "qa"}, start)
	next, ev := hearsOf(t, s, x, here, start)
	if next.Status != readiness.StepOpen || !next.Restored || next.Run.Due != working(1) || next.OwnerID != "qa" || ev.Tell[0].Kind != readiness.Assigned {
		t.Errorf("%s of %s, restored %v, %+v", next.Standing(), next.OwnerID, next.Restored, ev.Tell)
	}
	// A step that is done when the director wants it done stays so, and says nothing to anybody.
	done, ev := hearsOf(t, closes(t, s, papers, start), x, here, start)
	if done.Status != readiness.StepDone || !ev.Quiet || len(ev.Tell) > 0 {
		t.Errorf("%s, %+v", done.Standing(), ev)
	}
	given := asks(t, asks(t, s, lead, readiness.AssignVisitStep{OwnerID: "mika"}, start), dcs, readiness.WaiveVisitStep{Reason: "No."}, start)
	if next, _ := hearsOf(t, given, x, here, start); next.OwnerID != "mika" || next.Status != readiness.StepWaived {
		t.Errorf("what was given to somebody goes to %s", next.OwnerID)
	}
}

// TestStepOwnerLeaves: it goes to whoever has its part, otherwise to whoever leads the visit, otherwise to nobody; a waiver that was asked for is over.
func TestStepOwnerLeaves(t *testing.T) {
	t.Parallel()
	x, s := hasStep(t, "scope/missing")
	given := asks(t, s, lead, readiness.AssignVisitStep{OwnerID: "quill"}, start)
	askedFor := asks(t, s, mika, readiness.WaiveVisitStep{Reason: "I am leaving."}, start)
	only := func(who ...string) []string { return who }
	for name, c := range map[string]struct {
		s     readiness.VisitStep
		here  []string
		owner string
		told  string
	}{
		"to whoever has its part":    {given, only("mika", "lead"), "mika", "owner"},
		"to whoever leads the visit": {given, only("lead"), "lead", "owner"},
		"from whoever has its part":  {s, only("quill", "lead"), "lead", "owner"},
		"to nobody":                  {s, only("quill"), "", "owner"},
		"with a waiver asked for":    {askedFor, only("lead"), "lead", "owner"},
		"of a step that is done":     {closes(t, s, lead, start), only("lead"), "lead", ""},
	} {
		next, ev := hearsOf(t, c.s, x, c.here, start)
		if next.OwnerID != c.owner || next.Assigned || everybodyTold(ev) != c.told || next.Status == readiness.StepAsked || next.Waiver != nil {
			t.Errorf("%s: it is %s's, %s, told %q", name, next.OwnerID, next.Standing(), everybodyTold(ev))
		}
	}
	if f, hears := given.Followup(x, only("quill", "lead")); hears {
		t.Errorf("whoever it was given to is here: %+v", f)
	}
}

// TestHeldStep: a date that somebody gave stays when the visit moves, until the step is opened again.
func TestHeldStep(t *testing.T) {
	t.Parallel()
	x, s := hasStep(t, "scope/care_leavers")
	for !s.Waiting() {
		s, _ = wakes(t, s, 1)
	}
	now := s.Escalation.At.Add(time.Hour)
	until := bank.Add(calendar.DateOf(now), 8, calendar.Exclusive)
	held := asks(t, s, clara, readiness.DecideStepEscalation{Decision: "more_time", Until: until, Reason: "Half term."}, now)
	x = asks(t, x, lead, movedTo(90), now)
	stays, ev := hearsOf(t, held, x, here, now)
	if !held.Held || stays.Run.Due != until || !ev.Quiet || stays.Counted != x.On {
		t.Errorf("%s, %+v", stays.Standing(), ev)
	}
	without := slices.DeleteFunc(slices.Clone(here), func(id string) bool { return id == "clara" })
	moved := asks(t, x, lead, movedTo(95), now)
	if next, ev := hearsOf(t, stays, moved, without, now); next.OwnerID != "lead" || next.Run.Due != until || ev.Quiet || everybodyTold(ev) != "owner" {
		t.Errorf("and goes to somebody else: %s, %+v", next.Standing(), ev)
	}
	again := asks(t, closes(t, stays, lead, now), lead, readiness.ReopenVisitStep{Reason: "Not yet."}, now)
	if again.Held || again.Run.Due != working(50) {
		t.Errorf("opened again it is %s", again.Standing())
	}
	if next, _ := hearsOf(t, again, moved, here, now); next.Run.Due != working(55) {
		t.Errorf("and moves with its visit: %s", next.Standing())
	}
}

// TestStepEnds with its visit, whatever it is: what was open is called off, what was done stays done, and an escalation that waited is over.
func TestStepEnds(t *testing.T) {
	t.Parallel()
	for status, want := range map[readiness.VisitStepStatus]readiness.VisitStepStatus{
		readiness.StepLater: readiness.StepDropped, readiness.StepOpen: readiness.StepDropped, readiness.StepAsked: readiness.StepDropped, readiness.StepDone: readiness.StepDone,
		readiness.StepWaived: readiness.StepWaived, readiness.StepLeftOut: readiness.StepLeftOut,
	} {
		s, now := stepIn(t, status)
		for end, says := range map[readiness.VisitStatus]string{readiness.VisitClosed: "The visit was closed.", readiness.VisitCancelled: "The visit was called off."} {
			next, ev, err := s.Follow(readiness.VisitStepFollowup{End: end}, now)
			if err != nil || next.Status != want || !next.Ended() || ev.Text != says || len(ev.Tell) > 0 {
				t.Errorf("from %s: %s, %+v, %v", status, next.Status, ev, err)
			}
			if _, waits := next.Deadline(); waits || next.Overdue(working(99)) != 0 {
				t.Errorf("from %s: it waits for something", status)
			}
		}
	}
	_, s := hasStep(t, "scope/care_leavers")
	for !s.Waiting() {
		s, _ = wakes(t, s, 1)
	}
	next, _, err := s.Follow(readiness.VisitStepFollowup{End: readiness.VisitCancelled}, s.Escalation.At)
	if err != nil || next.Waiting() || next.Escalation.Decision != "the visit has ended" {
		t.Errorf("%+v, %v", next.Escalation, err)
	}
}

// TestStepTakesANewCalendar: what is ahead is counted again from the visit; what was pulled, held, done or left out keeps its day.
func TestStepTakesANewCalendar(t *testing.T) {
	t.Parallel()
	x, s := hasStep(t, "rooms")
	terms := s.Terms
	terms.Calendar = terms.Calendar.With("with a closed day", []calendar.Closure{{Date: working(57), Name: "Council closed"}})
	next, ev, err := s.Replan(terms, start)
	if err != nil || next.Run.Due != working(54) || ev.Was != working(55) || everybodyTold(ev) != "owner" {
		t.Errorf("%s: %+v, %v", next.Standing(), ev, err)
	}
	if _, _, err := next.Replan(terms, start); !readiness.Conflict.Is(err) {
		t.Errorf("the same terms again: %v", err)
	}
	near := asks(t, x, lead, movedTo(3), start)
	pulled, _ := hearsOf(t, s, near, here, start)
	done, waived := closes(t, s, lead, start), asks(t, s, dcs, readiness.WaiveVisitStep{Reason: "x"}, start)
	for name, s := range map[string]readiness.VisitStep{"pulled": pulled, "done": done, "waived": waived} {
		next, ev, err := s.Replan(terms, start)
		if err != nil || next.Run.Due != s.Run.Due || !ev.Quiet || len(ev.Tell) > 0 {
			t.Errorf("%s: %s, %+v, %v", name, next.Standing(), ev, err)
		}
	}
	terms = s.Terms
	terms.Visit.Version = 2
	if next, ev, err := s.Replan(terms, start); err != nil || next.Run.Due != s.Run.Due || !ev.Quiet {
		t.Errorf("other rules: %+v, %v", ev, err)
	}
}
