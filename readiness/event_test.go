package readiness_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestEventSaysForWhomADeputyActed: the cover is named when without it the command would have been refused, and only then.
func TestEventSaysForWhomADeputyActed(t *testing.T) {
	t.Parallel()
	cover := readiness.Holding{Role: readiness.AreaHead, AreaID: "north", ForID: "head"}
	colleague := actor("colleague", readiness.Holding{Role: readiness.TeamManager, AreaID: "north", TeamID: "north-1"}, cover)
	assistant := actor("assistant", readiness.Holding{Role: readiness.AssistantDirector}, cover)
	owner := actor("manager", manager.Holdings[0], cover)
	waiting := do(t, opened(t), manager, submission("close"), start)
	for name, c := range map[string]struct {
		r    readiness.Review
		by   readiness.Actor
		ask  readiness.ReviewCommand
		want string
	}{
		"a head of another area who covers":             {waiting, deputy, readiness.SignOffReview{}, "head"},
		"a team manager of the same area who covers":    {waiting, colleague, readiness.SignOffReview{}, "head"},
		"an assistant director signs in the own post":   {waiting, assistant, readiness.SignOffReview{}, ""},
		"the area head in person":                       {waiting, head, readiness.SignOffReview{}, ""},
		"the owner begins the own review, cover or not": {opened(t), owner, readiness.BeginReview{}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, ev, err := c.r.Do(c.ask, readiness.Asked{By: c.by}, start)
			if err != nil || ev.For != c.want || ev.By != c.by.PersonID {
				t.Fatalf("got by %q for %q, %v", ev.By, ev.For, err)
			}
		})
	}
}

func TestCommandsAreRememberedTwentyBack(t *testing.T) {
	t.Parallel()
	r := opened(t)
	for i := range 30 {
		next, _, err := r.Do(readiness.AssignReview{OwnerID: "p" + strconv.Itoa(i)}, readiness.Asked{ID: "c-" + strconv.Itoa(i), By: head}, start)
		if err != nil {
			t.Fatal(err)
		}
		r = next
	}
	if len(r.Commands) != 20 || r.Commands[0] != "c-10" || r.Commands[19] != "c-29" {
		t.Fatalf("got %q", r.Commands)
	}
	if _, ev, err := r.Do(readiness.BeginReview{}, readiness.Asked{ID: "c-10", By: head}, start); err != nil || ev.Seq != 0 {
		t.Fatalf("a command of twenty ago: %+v, %v", ev, err)
	}
}

// TestNoNoticeNamesTheCase: notices go into mails, so nothing in them may lead to a child.
func TestNoNoticeNamesTheCase(t *testing.T) {
	t.Parallel()
	for _, s := range readiness.Statuses {
		r, now := inStatus(t, s)
		for _, m := range append(commands(now, r), machines(r)...) {
			_, ev, err := m.try(r, now)
			if err != nil {
				continue
			}
			for _, tell := range ev.Tell {
				if strings.Contains(tell.Why, r.CaseID) || strings.Contains(tell.Why, r.ID) || !strings.HasSuffix(tell.Why, ".") || tell.Key == "" {
					t.Errorf("%s from %s tells %+v", m.name, s, tell)
				}
			}
		}
	}
}

// TestAnotherLadderTellsAgain: a rung of a new ladder is another notice than the rung of the old one that had its number.
func TestAnotherLadderTellsAgain(t *testing.T) {
	t.Parallel()
	r := opened(t)
	keys := map[string]bool{}
	climbed := 0
	for range 3 {
		at, _ := r.Deadline()
		next, ev, err := r.Lapse(at)
		if err != nil {
			t.Fatal(err)
		}
		r, climbed = next, climbed+1
		keys[ev.Tell[0].Key] = true
	}
	terms := r.Terms
	terms.Ladder = readiness.Ladder{Version: 2, Hour: 7, Rungs: []readiness.Rung{
		{After: -20, Unit: readiness.WorkingDays, Roles: []readiness.Role{readiness.Owner}},
		{After: -15, Unit: readiness.WorkingDays, Roles: []readiness.Role{readiness.Owner}},
		{After: 1, Unit: readiness.WorkingDays, Roles: []readiness.Role{readiness.Owner}},
	}}
	next, ev, err := r.Replan(terms, calendar.On(2026, 3, 28).At(9, 0))
	if err != nil || ev.Kind != "planned again" {
		t.Fatal(ev, err)
	}
	at, waits := next.Deadline()
	if !waits || calendar.DateOf(at) != calendar.On(2026, 3, 31) {
		t.Fatalf("the next rung is a working day after 30 March: %v %t", at, waits)
	}
	_, ev, err = next.Lapse(at)
	if err != nil || keys[ev.Tell[0].Key] {
		t.Fatalf("the notice %q would be held for the old ladder's and never made: %v", ev.Tell[0].Key, err)
	}
}

// TestAReviewAlwaysEnds plays random people and clocks against one review: its events stay in order, every notice has its own key, a
// waiting moment never lies before one that has passed, and left alone it climbs to the ladder's end.
func TestAReviewAlwaysEnds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		r, now := opened(t), start
		keys := map[string]bool{}
		for range rapid.IntRange(0, 25).Draw(rt, "steps") {
			moves := append(commands(now, r), append(decisions(now, r), machines(r)[:1]...)...)
			m := moves[rapid.IntRange(0, len(moves)-1).Draw(rt, "move")]
			at, waits := r.Deadline()
			if m.by == "clock" && waits {
				now = at
			}
			next, ev, err := m.try(r, now)
			if err != nil {
				continue
			}
			if next.Seq != r.Seq+1 {
				rt.Fatalf("%s: event %d after %d", m.name, next.Seq, r.Seq)
			}
			for _, tell := range ev.Tell {
				if keys[tell.Key] {
					rt.Fatalf("%s: the key %q has been used", m.name, tell.Key)
				}
				keys[tell.Key] = true
			}
			r, now = next, now.Add(time.Minute)
		}
		for n := 0; ; n++ {
			at, waits := r.Deadline()
			if !waits {
				return
			}
			if n > 2*len(r.Terms.Ladder.Rungs)+2 {
				rt.Fatal("the ladder has no end")
			}
			next, _, err := r.Lapse(at)
			if err != nil {
				rt.Fatal(err)
			}
			r = next
		}
	})
}
