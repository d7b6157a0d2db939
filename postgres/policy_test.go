package postgres_test

import (
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func change(running string) readiness.RuleChange {
	return readiness.RuleChange{Reason: "a rehearsal", Running: running}
}

// TestRunningReviewsKeepOrTake makes versions that running reviews keep and versions that they take: each review must have, of every kind, the newest of
// those it began with and those that were made for it too.
func TestRunningReviewsKeepOrTake(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.sweep(monday)
	stale := func() []readiness.StaleThing {
		return must[[]readiness.StaleThing](t)(s.Stale(t.Context(), "", 9))
	}
	ladder := readiness.DefaultLadder()
	ladder.Hour = 6
	must[readiness.Ladder](t)(s.SetLadder(t.Context(), ladder, change(readiness.RunningKeep), s.asked(keeper)))
	closed := []calendar.Closure{{Date: monday.AddDays(3), Name: "Flood"}}
	must[calendar.Calendar](t)(s.SetClosures(t.Context(), closed, change(readiness.RunningKeep), s.asked(keeper)))
	if none := stale(); len(none) != 0 {
		t.Fatalf("running reviews would take what they are to keep: %d", len(none))
	}
	ladder.Hour = 8
	must[readiness.Ladder](t)(s.SetLadder(t.Context(), ladder, change(readiness.RunningTake), s.asked(keeper)))
	ladder.Hour = 9
	must[readiness.Ladder](t)(s.SetLadder(t.Context(), ladder, change(readiness.RunningKeep), s.asked(keeper)))
	found := stale()
	if len(found) != 3 {
		t.Fatalf("%d of 3 reviews take the ladder that was made for them", len(found))
	}
	for _, r := range found {
		if r.Terms.Ladder.Version != 3 || r.Terms.Ladder.Hour != 8 || r.Terms.Calendar.Version != calendar.England().Version {
			t.Errorf("the new terms: ladder %d at %d, calendar %s", r.Terms.Ladder.Version, r.Terms.Ladder.Hour, r.Terms.Calendar.Version)
		}
	}
	left := must[readiness.Replanning](t)(s.Replanning(t.Context(), s.actor(s.lead)))
	if left.Left != 3 || len(left.Moved) != 0 {
		t.Errorf("progress: %+v", left)
	}
	history := must[[]readiness.RuleVersion](t)(s.RuleHistory(t.Context()))
	if len(history) != 4 || history[0].Version != 4 || history[0].Running != readiness.RunningKeep || len(history[0].Changed) != 1 || !strings.Contains(history[0].Changed[0], "9:00 instead of 8:00") {
		t.Errorf("history: %+v", history)
	}
}

// TestClosuresMoveDates closes a day before the reviews are due: the preview names every date that moves, and afterwards they are listed.
func TestClosuresMoveDates(t *testing.T) {
	t.Parallel()
	s := newService(t)
	reviews := s.sweep(monday)
	closed := []calendar.Closure{{Date: monday.AddDays(3), Name: "Flood"}}
	moves := must[readiness.DateMoves](t)(s.ClosureMoves(t.Context(), s.actor(s.lead), closed))
	if moves.Count != 3 || moves.Areas["North"] != 3 || len(moves.Rows) != 3 || !moves.Rows[0].To.After(moves.Rows[0].From) {
		t.Fatalf("would move: %+v", moves)
	}
	if blind := must[readiness.DateMoves](t)(s.ClosureMoves(t.Context(), s.actor(s.admin), closed)); blind.Count != 3 || len(blind.Rows) != 0 {
		t.Errorf("an administrator sees %+v", blind)
	}
	must[calendar.Calendar](t)(s.SetClosures(t.Context(), closed, change(readiness.RunningTake), s.asked(keeper)))
	for i, stale := range must[[]readiness.StaleThing](t)(s.Stale(t.Context(), "", 9)) {
		r, ev, err := reviews[i].Replan(stale.Terms, s.now())
		s.step(r, ev, err)
		if ev.Was != moves.Rows[i].From || r.Run.Due != moves.Rows[i].To {
			t.Errorf("moved from %s to %s; the preview said %+v", ev.Was, r.Run.Due, moves.Rows[i])
		}
	}
	done := must[readiness.Replanning](t)(s.Replanning(t.Context(), s.actor(s.head)))
	if done.Left != 0 || len(done.Moved) != 3 || done.Moved[0].From != moves.Rows[0].From {
		t.Errorf("afterwards: %+v", done)
	}
}

// TestLadderCallsIntoNothing ends the director's post: a ladder that names the director is refused with the role's name, one without is not.
func TestLadderCallsIntoNothing(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.leaves(s.director)
	s.area2()
	ladder := readiness.DefaultLadder()
	ladder.Hour = 6
	_, err := s.SetLadder(t.Context(), ladder, change(readiness.RunningKeep), s.asked(keeper))
	refusal := readiness.AsRefusal(err)
	if refusal == nil || !strings.Contains(refusal.Message, "Nobody is area head of South. Nobody is director of children's services.") {
		t.Fatalf("refused with %v", err)
	}
	ladder.Rungs = []readiness.Rung{{After: 1, Unit: readiness.WorkingDays, Roles: []readiness.Role{readiness.AssistantDirector}}}
	must[readiness.Ladder](t)(s.SetLadder(t.Context(), ladder, change(readiness.RunningKeep), s.asked(keeper)))
}

// area2 is an area that nobody heads.
func (s *service) area2() { s.world.area("South") }

// TestTryLadder runs a ladder dry on a review: the names are those of the people who hold the posts.
func TestTryLadder(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.sweep(monday)
	ladder := readiness.Ladder{Version: 1, Hour: 9, Rungs: []readiness.Rung{{After: 2, Unit: readiness.WorkingDays, Roles: []readiness.Role{readiness.AreaHead}}}}
	try := must[readiness.LadderTry](t)(s.TryLadder(t.Context(), s.actor(s.lead), "A1", ladder))
	if len(try.Now) < 5 || len(try.Then) != 1 || try.Then[0].Names[0] != "head" || try.Then[0].At.Hour() != 8 && try.Then[0].At.Hour() != 9 {
		t.Errorf("the dry run: %+v", try)
	}
	if _, err := s.TryLadder(t.Context(), s.actor(s.lead), "nobody", ladder); !readiness.Invalid.Is(err) {
		t.Errorf("a reference that nobody has: %v", err)
	}
	if _, err := s.TryLadder(t.Context(), s.actor(s.admin), "A1", ladder); err == nil {
		t.Error("somebody who sees no case tries a ladder on one")
	}
}
