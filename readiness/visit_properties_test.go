package readiness_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A travel is a visit with its steps on a random way; its steps hear of it at once, as PassOn has them hear.
type travel struct {
	rt    *rapid.T
	x     readiness.Visit
	steps []readiness.VisitStep
	here  []string
	now   time.Time
	seen  map[string]int // how often a thing came about, over all ways
}

var travellers = []readiness.Actor{lead, clara, mika, papers, dcs, ad, qa, covering("quill", "papers")}

// visitAsked asks something of the visit, or lets something happen to it.
func (v *travel) visitAsked(by readiness.Actor) {
	var next readiness.Visit
	var ev readiness.Event
	var err error
	ask := func(c readiness.VisitCommand) {
		next, ev, err = v.x.Do(c, readiness.Asked{By: by, Visit: nothingOpen}, v.now)
	}
	switch rapid.IntRange(0, 6).Draw(v.rt, "of the visit") {
	case 0, 1:
		ask(readiness.MoveVisit{On: bank.Add(calendar.DateOf(v.now), rapid.IntRange(0, 80).Draw(v.rt, "to"), calendar.Inclusive), Reason: "Ofsted asked."})
	case 2:
		codes := []string{"baseline", "audits"}
		ask(readiness.DecideShortNotice{Keep: codes[:rapid.IntRange(0, 2).Draw(v.rt, "keep")]})
	case 3:
		ask(readiness.NameHolder{Slot: rapid.SampledFrom([]string{"lead", "documents", "communications"}).Draw(v.rt, "part"), PersonID: rapid.SampledFrom(here).Draw(v.rt, "who")})
	case 4:
		ask(readiness.EnterVisitLetter{On: calendar.DateOf(v.now)})
	case 5:
		gone := rapid.SampledFrom(v.here).Draw(v.rt, "leaves")
		if v.here = slices.DeleteFunc(slices.Clone(v.here), func(id string) bool { return id == gone }); len(v.here) < 3 {
			v.here = here
		}
		f, _ := v.x.Followup(false, v.here, v.here[0])
		next, ev, err = v.x.Follow(f, v.now)
	default:
		v.now = v.now.AddDate(0, 0, rapid.IntRange(0, 30).Draw(v.rt, "days"))
		next, ev, err = v.x.Lapse(v.now)
	}
	if err == nil {
		v.x = next
		v.seen[ev.Kind]++
	}
}

// stepAsked asks something of a step, or lets its next moment come.
func (v *travel) stepAsked(s readiness.VisitStep, by readiness.Actor) readiness.VisitStep {
	gate := &readiness.GateFacts{Evidence: []string{"e"}, Done: 1, Of: 1}
	latest := s.Latest(s.Terms.Visit.MoreDays, calendar.DateOf(v.now))
	c := rapid.SampledFrom([]readiness.VisitStepCommand{
		readiness.CloseVisitStep{},
		readiness.ReopenVisitStep{Reason: "x"},
		readiness.WaiveVisitStep{Reason: "x"},
		readiness.AnswerWaiver{Answer: "grant"},
		readiness.AnswerWaiver{Answer: "refuse", Note: "x"},
		readiness.AssignVisitStep{OwnerID: "mika"},
		readiness.DecideStepEscalation{Decision: "more_time", Until: latest, Reason: "x"},
		readiness.DecideStepEscalation{Decision: "decide_myself"},
		nil, nil, nil,
	}).Draw(v.rt, "of a step")
	var next readiness.VisitStep
	var ev readiness.Event
	var err error
	if c == nil {
		next, ev, err = s.Lapse(v.now)
	} else {
		next, ev, err = s.Do(c, readiness.Asked{By: by, Gate: gate}, v.now)
	}
	if err != nil {
		return s
	}
	v.seen[ev.Kind]++
	if ev.Kind == "waived" && s.Status == readiness.StepAsked && (by.PersonID == s.Waiver.By || by.PersonID == s.OwnerID) {
		v.rt.Fatalf("%s asked for the waiver of %s and granted it", by.Name, s.Code)
	}
	if s.Status == readiness.StepDone && ev.Kind != "opened again" {
		v.rt.Fatalf("a step that was done became %s: %s", next.Status, ev.Kind)
	}
	return next
}

// hears has a step hear what became of its visit; after it there is nothing more to hear, and what was done or waived is as it was.
func (v *travel) hears(s readiness.VisitStep) readiness.VisitStep {
	f, hears := s.Followup(v.x, v.here)
	if !hears {
		return s
	}
	next, ev, err := s.Follow(f, v.now)
	if err != nil {
		v.rt.Fatalf("%s has to hear %+v, and there is nothing: %v", s.Code, f, err)
	}
	if more, hears := next.Followup(v.x, v.here); hears && !next.Over {
		v.rt.Fatalf("%s heard %+v, and has to hear %+v", s.Code, f, more)
	}
	if (s.Status == readiness.StepDone || s.Status == readiness.StepWaived) && (next.Status != s.Status || next.Run.Due != s.Run.Due) {
		v.rt.Fatalf("%s was %s, and is %s after its visit %s", s.Code, s.Standing(), next.Standing(), ev.Kind)
	}
	v.seen["step "+ev.Kind]++
	return next
}

// inPlace wants a step's day to lie its offset from its anchor, unless somebody gave it another or it had passed when it was set.
func (v *travel) inPlace(s readiness.VisitStep) {
	day := readiness.StepDay(v.x.Day(s.Anchor), s.Offset, bank)
	set := calendar.DateOf(s.Run.Set)
	switch {
	case s.Over || s.Held || s.Status == readiness.StepDone || s.Status == readiness.StepWaived:
	case s.Status == readiness.StepLater:
		if !day.IsZero() {
			v.rt.Fatalf("%s is later, and its day is %s", s.Code, day)
		}
	case s.Status == readiness.StepLeftOut:
		if s.Run.Due != day || !s.Drop {
			v.rt.Fatalf("%s was left out of %s, and its day is %s", s.Code, s.Run.Due, day)
		}
	case s.Run.Due != day:
		if day.After(set) || s.Run.Due != bank.Add(set, s.Terms.Visit.LeastDays, calendar.Exclusive) {
			v.rt.Fatalf("%s is due on %s, its day is %s, and it was set on %s", s.Code, s.Run.Due, day, set)
		}
		v.seen["pulled"]++
	}
}

// TestVisitsHoldTogether goes many random ways: whatever happens to a visit, its steps hear all of it, keep what was done, and lie where they belong.
func TestVisitsHoldTogether(t *testing.T) {
	t.Parallel()
	seen := map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		x, steps := opensVisit(t, monitoring(rapid.IntRange(0, 80).Draw(rt, "away")))
		v := &travel{rt: rt, x: x, steps: steps, here: here, now: start, seen: seen}
		for range rapid.IntRange(1, 120).Draw(rt, "long") {
			v.now = v.now.Add(time.Duration(rapid.IntRange(0, 100).Draw(rt, "hours")) * time.Hour)
			by := rapid.SampledFrom(travellers).Draw(rt, "by")
			if rapid.Bool().Draw(rt, "visit") {
				v.visitAsked(by)
			}
			for range 3 {
				i := rapid.IntRange(0, len(v.steps)-1).Draw(rt, "step")
				v.steps[i] = v.stepAsked(v.steps[i], by)
			}
			for i := range v.steps {
				v.steps[i] = v.hears(v.steps[i])
				v.inPlace(v.steps[i])
			}
		}
	})
	for _, kind := range []string{
		"moved", "short notice decided", "named", "letter", "handed on", "arrived", "done", "opened again", "waiver asked", "waived", "assigned",
		"step moved", "step restored", "step assigned", "pulled",
	} {
		if seen[kind] == 0 {
			t.Errorf("%q never came about: %v", kind, seen)
		}
	}
}
