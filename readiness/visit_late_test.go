package readiness_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A slowPost has words to a step on their way while its visit changes further: each was said by what the visit and the step were then.
type slowPost struct {
	x    readiness.Visit
	s    readiness.VisitStep
	sent []readiness.VisitStepFollowup
}

// says sends what the step has to hear now, as passing on a step of the visit does.
func (p *slowPost) says() {
	if f, hears := p.s.Followup(p.x, here); hears {
		p.sent = append(p.sent, f)
	}
}

// arrives has the nth word reach the step, whatever is still on its way.
func (p *slowPost) arrives(n int, now time.Time) {
	if next, _, err := p.s.Follow(p.sent[n], now); err == nil {
		p.s = next
	}
	p.sent = append(p.sent[:n:n], p.sent[n+1:]...)
}

// TestMovedThereAndBack: the second move finds the step as it was before the first, whose word is still on its way, and must reach it all the same.
func TestMovedThereAndBack(t *testing.T) {
	t.Parallel()
	for what, order := range map[string][]int{"in their order": {0, 0}, "the later word first": {1, 0}} {
		x, s := hasStep(t, "rooms")
		was, now := s.Run.Due, start.Add(time.Hour)
		p := &slowPost{x: x, s: s}
		for _, days := range []int{67, 60} {
			p.x = asks(t, p.x, lead, movedTo(days), now)
			p.says()
		}
		if len(p.sent) != 2 {
			t.Fatalf("%s: %d words were sent", what, len(p.sent))
		}
		for _, n := range order {
			p.arrives(n, now)
		}
		if p.s.Run.Due != was || p.s.Counted != p.x.On {
			t.Errorf("%s: due on %s, counted from %s; it was due on %s, and the visit is on %s", what, p.s.Run.Due, p.s.Counted, was, p.x.On)
		}
		if f, hears := p.s.Followup(p.x, here); hears {
			t.Errorf("%s: it has still to hear %+v", what, f)
		}
	}
}

// TestNamedThereAndBack: so it is with a part that is given to somebody and back.
func TestNamedThereAndBack(t *testing.T) {
	t.Parallel()
	for what, order := range map[string][]int{"in their order": {0, 0}, "the later word first": {1, 0}} {
		x, s := hasStep(t, "rooms")
		was := s.OwnerID
		p := &slowPost{x: x, s: s}
		for _, who := range []string{"papers", was} {
			p.x = asks(t, p.x, lead, readiness.NameHolder{Slot: s.Slot, PersonID: who}, start)
			p.says()
		}
		if len(p.sent) != 2 {
			t.Fatalf("%s: %d words were sent", what, len(p.sent))
		}
		for _, n := range order {
			p.arrives(n, start)
		}
		if p.s.OwnerID != was {
			t.Errorf("%s: %s owns it, want %s", what, p.s.OwnerID, was)
		}
	}
}

// TestSlowPost: whatever a visit does, and in whatever order words reach its steps, they stand as their visit has them once every word has arrived.
func TestSlowPost(t *testing.T) {
	t.Parallel()
	seen := map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		x, steps := opensVisit(t, monitoring(rapid.IntRange(10, 80).Draw(rt, "away")))
		v := &travel{rt: rt, x: x, here: here, now: start, seen: seen}
		p := &slowPost{x: x, s: rapid.SampledFrom(steps).Draw(rt, "step")}
		p.says() // whoever leads the visit has what nobody has
		for range rapid.IntRange(1, 40).Draw(rt, "long") {
			before := v.x.Seq
			v.visitAsked(rapid.SampledFrom([]readiness.Actor{lead, dcs}).Draw(rt, "by"))
			v.here = here // nobody leaves: the nightly run hears of those
			if p.x = v.x; p.x.Seq != before {
				p.says()
			}
			for len(p.sent) > 0 && rapid.Bool().Draw(rt, "a word arrives") {
				p.arrives(rapid.IntRange(0, len(p.sent)-1).Draw(rt, "which"), v.now)
			}
		}
		if len(p.sent) > 1 {
			seen["several on their way"]++
		}
		for len(p.sent) > 0 {
			p.arrives(rapid.IntRange(0, len(p.sent)-1).Draw(rt, "which"), v.now)
		}
		if f, hears := p.s.Followup(p.x, here); hears && !p.s.Ended() {
			rt.Fatalf("every word arrived, and %s has still to hear %+v; it is counted from %s and belongs to %q; heard %d of %d", p.s.Code, f, p.s.Counted, p.s.OwnerID, p.s.Heard, p.x.Seq)
		}
		if day := readiness.StepDay(p.x.Day(p.s.Anchor), p.s.Offset, bank); p.s.Status == readiness.StepOpen && p.s.Run.Due != day && day.After(calendar.DateOf(p.s.Run.Set)) {
			rt.Fatalf("%s is due on %s, and its day is %s", p.s.Code, p.s.Run.Due, day)
		}
	})
	for _, kind := range []string{"moved", "named", "short notice decided", "several on their way"} {
		if seen[kind] == 0 {
			t.Errorf("%q never came about: %v", kind, seen)
		}
	}
}
