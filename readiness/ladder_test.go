package readiness_test

import (
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// climb lets a review be forgotten: it lapses until nothing waits any more.
func climb(t testing.TB, r readiness.Review) (readiness.Review, []readiness.Event) {
	t.Helper()
	var events []readiness.Event
	for range 50 {
		at, waits := r.Deadline()
		if !waits {
			return r, events
		}
		next, ev, err := r.Lapse(at)
		if err != nil {
			t.Fatal(err)
		}
		r, events = next, append(events, ev)
	}
	t.Fatal("the ladder has no end")
	return r, nil
}

func TestForgottenReviewClimbsToTheDirector(t *testing.T) {
	t.Parallel()
	r, events := climb(t, opened(t))
	var got []string
	for _, ev := range events {
		var to []string
		for _, tell := range ev.Tell {
			for _, role := range tell.Roles {
				to = append(to, string(role))
			}
		}
		got = append(got, calendar.DateOf(ev.At).String()+" "+ev.Kind+" "+strings.Join(to, "+"))
	}
	// Due Monday 30 March 2026; Good Friday is 3 April, Easter Monday 6 April.
	want := []string{
		"2026-03-16 reminded owner", "2026-03-23 reminded owner", "2026-03-27 reminded owner", "2026-03-30 reminded owner",
		"2026-03-31 reminded owner+team_manager", "2026-04-08 escalated area_head", "2026-04-15 escalated assistant_director", "2026-04-29 escalated dcs",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Fatalf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if r.Escalation.Number != 3 || r.Escalation.Role != readiness.Director {
		t.Fatalf("got %+v", r.Escalation)
	}
}

func TestEveryRungHasItsOwnKeyInEveryRound(t *testing.T) {
	t.Parallel()
	keys := map[string]bool{}
	r := opened(t)
	for _, until := range []calendar.Date{calendar.On(2026, 4, 13), calendar.On(2026, 4, 27)} {
		_, events := climb(t, r)
		for _, ev := range events {
			for _, tell := range ev.Tell {
				if keys[tell.Key] {
					t.Fatalf("key %s twice", tell.Key)
				}
				keys[tell.Key] = true
			}
		}
		r = do(t, r, manager, readiness.PutOffReview{Until: until, Reason: "x"}, start)
	}
}

func TestSubmittedReviewStopsRemindingItsOwner(t *testing.T) {
	t.Parallel()
	r := do(t, opened(t), manager, submission("close"), start)
	_, events := climb(t, r)
	for _, ev := range events {
		if ev.Kind == "reminded" {
			t.Fatalf("reminded %+v", ev.Tell)
		}
		if ev.Kind == "escalated" && !strings.Contains(ev.Text, "nobody signed it off") {
			t.Fatalf("got %q", ev.Text)
		}
	}
}

// escalated is a review that has reached the area head.
func escalated(t testing.TB) (readiness.Review, time.Time) {
	t.Helper()
	r := opened(t)
	for !r.Waiting() {
		at, _ := r.Deadline()
		next, _, err := r.Lapse(at)
		if err != nil {
			t.Fatal(err)
		}
		r = next
	}
	return r, r.Escalation.At.Add(time.Hour)
}

func TestDecideAnEscalation(t *testing.T) {
	t.Parallel()
	r, now := escalated(t)

	mine := do(t, r, head, readiness.DecideReviewEscalation{Decision: "decide_myself"}, now)
	if mine.OwnerID != "head" || mine.Waiting() {
		t.Fatalf("decide myself: %+v", mine.Escalation)
	}
	refuse(t, mine, ad, readiness.DecideReviewEscalation{Decision: "decide_myself"}, now.Add(time.Hour), "head decided this on 8 April 2026 at 08:00: decide the review myself.")

	given := do(t, r, head, readiness.DecideReviewEscalation{Decision: "give", OwnerID: "lender"}, now)
	if given.OwnerID != "lender" {
		t.Fatal(given.OwnerID)
	}

	later := do(t, r, head, readiness.DecideReviewEscalation{Decision: "more_time", Until: calendar.On(2026, 4, 22), Reason: "x"}, now)
	if later.Run.Due != calendar.On(2026, 4, 22) || later.Waiting() {
		t.Fatalf("more time: %+v", later.Run)
	}
	refuse(t, r, head, readiness.DecideReviewEscalation{Decision: "more_time", Until: calendar.On(2026, 6, 22), Reason: "x"}, now, "within 20 working days")

	up := do(t, r, head, readiness.DecideReviewEscalation{Decision: "pass_up", Note: "beyond me"}, now)
	if !up.Waiting() || up.Escalation.Role != readiness.AssistantDirector || up.Escalation.Number != 2 {
		t.Fatalf("passed up: %+v", up.Escalation)
	}
	refuse(t, up, head, readiness.DecideReviewEscalation{Decision: "decide_myself"}, now, "climbed to the assistant director")
	_, events := climb(t, up)
	if len(events) != 1 || events[0].Tell[0].Roles[0] != readiness.Director {
		t.Fatalf("after passing up only the director is left: %+v", events)
	}
	top := do(t, up, ad, readiness.DecideReviewEscalation{Decision: "pass_up", Note: "x"}, now)
	refuse(t, top, dcs, readiness.DecideReviewEscalation{Decision: "pass_up", Note: "x"}, now, "Nobody stands above")
	refuse(t, opened(t), head, readiness.DecideReviewEscalation{Decision: "decide_myself"}, now, "Nothing waits")
}

func TestPutOffIsNoWayAroundAnEscalation(t *testing.T) {
	t.Parallel()
	r, now := escalated(t)
	refuse(t, r, manager, readiness.PutOffReview{Until: calendar.On(2026, 4, 22), Reason: "x"}, now, "has reached the area head")
}

func TestLateOpeningSkipsRungsThatHavePassed(t *testing.T) {
	t.Parallel()
	run := readiness.Run{}.Begin(calendar.On(2026, 3, 5), start, readiness.DefaultLadder(), calendar.England())
	if at, ok := run.Moment(readiness.DefaultLadder(), calendar.England()); !ok || calendar.DateOf(at) != calendar.On(2026, 3, 4) {
		t.Fatalf("due in three working days: the next rung is the day before, got %v", at)
	}
}

func TestMinutesLadderForRehearsals(t *testing.T) {
	t.Parallel()
	ladder := readiness.Ladder{Rungs: []readiness.Rung{{After: 5, Unit: readiness.Minutes, Roles: []readiness.Role{readiness.AreaHead}}}}
	run := readiness.Run{}.Begin(calendar.On(2026, 3, 30), start, ladder, calendar.England())
	if at, _ := run.Moment(ladder, calendar.England()); at != start.Add(5*time.Minute) {
		t.Fatalf("got %v", at)
	}
}
