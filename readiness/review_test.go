package readiness_test

import (
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// The people of the tests: fictional, one of each kind.
var (
	manager = actor("manager", readiness.Holding{Role: readiness.TeamManager, AreaID: "north", TeamID: "north-2"})
	head    = actor("head", readiness.Holding{Role: readiness.AreaHead, AreaID: "north"})
	other   = actor("other head", readiness.Holding{Role: readiness.AreaHead, AreaID: "south"})
	deputy  = actor("deputy", readiness.Holding{Role: readiness.AreaHead, AreaID: "south"}, readiness.Holding{Role: readiness.AreaHead, AreaID: "north", ForID: "head"})
	ad      = actor("ad", readiness.Holding{Role: readiness.AssistantDirector})
	dcs     = actor("dcs", readiness.Holding{Role: readiness.Director})
	qa      = actor("qa", readiness.Holding{Role: readiness.QualityAssurance})
	member  = actor("member", readiness.Holding{Role: readiness.ElectedMember})
)

func actor(name string, holdings ...readiness.Holding) readiness.Actor {
	return readiness.Actor{PersonID: strings.ReplaceAll(name, " ", "-"), Name: name, Holdings: holdings}
}

var start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC) // a Monday

// opened is a review opened on Monday 2 March 2026, due 20 working days later on 30 March.
func opened(t testing.TB) readiness.Review {
	t.Helper()
	rules := readiness.DefaultReviewRules()
	rules.SecondLookPer100 = 0
	terms := readiness.TermsFor(rules, readiness.DefaultLadder(), calendar.England(), calendar.DateOf(start))
	o := readiness.Opening{
		CaseID: "case-1", AreaID: "north", TeamID: "north-2", Due: calendar.On(2026, 3, 30), Days: 20,
		Basis: readiness.Basis{Type: readiness.ChildInNeed, Since: calendar.On(2024, 8, 20), Threshold: 18, Reached: calendar.On(2026, 2, 20)},
	}
	r, _, err := readiness.OpenReview("review-1", o, manager.PersonID, terms, start)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func submission(outcome string) readiness.SubmitReview {
	s := readiness.SubmitReview{Reason: "neglect_drift", WhyOpen: "why", WhatChanged: "what", LastSeen: calendar.On(2026, 3, 1), PlanEnds: "no", Outcome: outcome}
	if outcome == "continue" {
		s.NewOutcomes, s.NextDate = "School every day", calendar.On(2026, 5, 29)
	}
	return s
}

// do asks one command and fails the test when it is refused.
func do(t testing.TB, r readiness.Review, by readiness.Actor, c readiness.ReviewCommand, now time.Time) readiness.Review {
	t.Helper()
	next, ev, err := r.Do(c, readiness.Asked{By: by}, now)
	if err != nil {
		t.Fatalf("%s by %s: %v", c.Name(), by.Name, err)
	}
	if ev.Seq != r.Seq+1 || next.Seq != ev.Seq || ev.Text == "" {
		t.Fatalf("%s: event %+v after seq %d", c.Name(), ev, r.Seq)
	}
	return next
}

// refuse asks one command and wants a refusal with these words.
func refuse(t testing.TB, r readiness.Review, by readiness.Actor, c readiness.ReviewCommand, now time.Time, words string) {
	t.Helper()
	next, ev, err := r.Do(c, readiness.Asked{By: by}, now)
	if err == nil || !strings.Contains(err.Error(), words) {
		t.Fatalf("%s by %s: got %v, want a refusal with %q", c.Name(), by.Name, err, words)
	}
	if ev.Kind != "" || next.Seq != r.Seq {
		t.Fatalf("%s: a refusal changed something", c.Name())
	}
}

func TestReviewFromOpeningToSignOff(t *testing.T) {
	t.Parallel()
	r := opened(t)
	r = do(t, r, manager, readiness.BeginReview{}, start)
	r = do(t, r, manager, submission("continue"), start.Add(24*time.Hour))
	if r.Status != readiness.Submitted || r.Submission.By != "manager" {
		t.Fatalf("got %s by %s", r.Status, r.Submission.By)
	}
	r = do(t, r, head, readiness.SendBackReview{Missing: "The child's own view."}, start.Add(48*time.Hour))
	r = do(t, r, manager, submission("continue"), start.Add(72*time.Hour))
	r = do(t, r, deputy, readiness.SignOffReview{}, start.Add(96*time.Hour))
	if r.Status != readiness.SignedOff || r.NextDue != calendar.On(2026, 5, 29) || r.SignedOn != calendar.On(2026, 3, 6) {
		t.Fatalf("got %+v", r)
	}
	refuse(t, r, head, readiness.SignOffReview{}, start.Add(97*time.Hour), "This review has ended")
}

func TestWhoMay(t *testing.T) {
	t.Parallel()
	r := opened(t)
	waiting := do(t, r, manager, submission("close"), start)
	for name, c := range map[string]struct {
		r     readiness.Review
		by    readiness.Actor
		ask   readiness.ReviewCommand
		words string
	}{
		"another area's head does nothing here":    {waiting, other, readiness.SignOffReview{}, "your own area"},
		"a member does nothing":                    {r, member, readiness.BeginReview{}, "does not allow"},
		"a team manager does not sign":             {waiting, manager, readiness.SignOffReview{}, "does not allow"},
		"quality assurance does not put off":       {r, qa, readiness.PutOffReview{Until: calendar.On(2026, 4, 8), Reason: "x"}, "does not allow"},
		"a team manager does not assign":           {r, manager, readiness.AssignReview{OwnerID: "x"}, "does not allow"},
		"the director does not do reviews":         {r, dcs, submission("close"), "does not allow"},
		"who submits does not sign, also as head":  {do(t, r, head, submission("close"), start), head, readiness.SignOffReview{}, "You submitted this review"},
		"a deputy who submitted does not sign":     {do(t, r, deputy, submission("close"), start), deputy, readiness.SignOffReview{}, "You submitted this review"},
		"a paused review is not begun":             {do(t, r, manager, readiness.PauseReview{Until: calendar.On(2026, 6, 1), Reason: "court"}, start), manager, readiness.BeginReview{}, "it is paused"},
		"a review is not signed before it is sent": {r, head, readiness.SignOffReview{}, "it is not started"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			refuse(t, c.r, c.by, c.ask, start.Add(time.Hour), c.words)
		})
	}
	if got := do(t, do(t, r, head, submission("close"), start), ad, readiness.SignOffReview{}, start); got.Status != readiness.SignedOff {
		t.Fatalf("the assistant director signs what the area head submitted: got %s", got.Status)
	}
}

// TestWhoIsAskedToSign: whoever may not sign what they submitted is not asked to.
func TestWhoIsAskedToSign(t *testing.T) {
	t.Parallel()
	for by, want := range map[*readiness.Actor]readiness.Role{&manager: readiness.AreaHead, &ad: readiness.AreaHead, &head: readiness.AssistantDirector, &deputy: readiness.AssistantDirector} {
		_, ev, err := opened(t).Do(submission("close"), readiness.Asked{By: *by}, start.Add(time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		if len(ev.Tell) != 1 || ev.Tell[0].Kind != readiness.SignOffAsked || len(ev.Tell[0].Roles) != 1 || ev.Tell[0].Roles[0] != want {
			t.Errorf("submitted by %s: %+v", by.Name, ev.Tell)
		}
	}
}

func TestOwnerDoesTheReviewWhateverTheirTeam(t *testing.T) {
	t.Parallel()
	lender := actor("lender", readiness.Holding{Role: readiness.TeamManager, AreaID: "south", TeamID: "south-1"})
	r := opened(t)
	refuse(t, r, lender, readiness.BeginReview{}, start, "your own area or team")
	r = do(t, r, head, readiness.AssignReview{OwnerID: "lender"}, start)
	do(t, r, lender, readiness.BeginReview{}, start)
}

func TestPutOffTwiceThenOnlyTheAssistantDirector(t *testing.T) {
	t.Parallel()
	r := opened(t)
	for _, until := range []calendar.Date{calendar.On(2026, 4, 13), calendar.On(2026, 4, 27)} {
		r = do(t, r, manager, readiness.PutOffReview{Until: until, Reason: "court date moved"}, start)
	}
	third := readiness.PutOffReview{Until: calendar.On(2026, 5, 11), Reason: "again"}
	refuse(t, r, manager, third, start, "put off twice already")
	refuse(t, r, head, third, start, "Only the assistant director")
	r = do(t, r, ad, third, start)
	if r.PutOffs != 3 || r.Run.Due != calendar.On(2026, 5, 11) || r.Run.Round != 4 {
		t.Fatalf("got %d put-offs, due %s, round %d", r.PutOffs, r.Run.Due, r.Run.Round)
	}
}

func TestPutOffChecksTheDate(t *testing.T) {
	t.Parallel()
	for until, words := range map[string]string{
		"2026-03-30": "must be after",
		"2026-04-03": "not a working day. The next one is 7 April 2026",
		"2026-04-11": "not a working day",
		"2026-06-01": "within 20 working days, on or before 29 April 2026",
	} {
		d, err := calendar.ParseDate(until)
		if err != nil {
			t.Fatal(err)
		}
		refuse(t, opened(t), manager, readiness.PutOffReview{Until: d, Reason: "x"}, start, words)
	}
}

func TestPauseLeavesTheQueueAndComesBack(t *testing.T) {
	t.Parallel()
	r := opened(t)
	r = do(t, r, manager, readiness.BeginReview{}, start)
	r = do(t, r, manager, readiness.PauseReview{Until: calendar.On(2026, 6, 1), Reason: "interim care order applied for"}, start)
	at, waits := r.Deadline()
	if !waits || at != calendar.On(2026, 6, 1).At(7, 0) || r.Overdue(calendar.On(2026, 5, 1)) != 0 {
		t.Fatalf("paused: deadline %v %v", at, waits)
	}
	back, ev, err := r.Lapse(at)
	if err != nil || back.Status != readiness.InReview || ev.Kind != "resumed" {
		t.Fatalf("got %s, %q, %v", back.Status, ev.Kind, err)
	}
	if want := calendar.England().Add(calendar.On(2026, 6, 1), 20, calendar.Exclusive); back.Run.Due != want {
		t.Fatalf("20 working days were left: due %s, want %s", back.Run.Due, want)
	}
	refuse(t, opened(t), manager, readiness.PauseReview{Until: calendar.On(2026, 9, 3), Reason: "x"}, start, "within 6 months, on or before 2 September 2026")
}

func TestCommandTwiceIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	r := opened(t)
	asked := readiness.Asked{ID: "c-1", By: manager}
	first, ev, err := r.Do(readiness.BeginReview{}, asked, start)
	if err != nil || ev.CommandID != "c-1" {
		t.Fatal(ev, err)
	}
	again, ev, err := first.Do(readiness.BeginReview{}, asked, start)
	if err != nil || ev.Seq != 0 || again.Seq != first.Seq {
		t.Fatalf("the same command again: %+v, %v", ev, err)
	}
}

func TestMovedOnSinceThePage(t *testing.T) {
	t.Parallel()
	r := do(t, opened(t), manager, readiness.BeginReview{}, start)
	_, _, err := r.Do(submission("close"), readiness.Asked{By: manager, IfSeq: 1}, start)
	if !readiness.Conflict.Is(err) {
		t.Fatalf("got %v", err)
	}
}

func TestOvertaken(t *testing.T) {
	t.Parallel()
	r, ev, err := opened(t).Overtake(calendar.On(2026, 3, 20), start)
	if err != nil || r.Status != readiness.Overtaken || !strings.Contains(ev.Text, "20 March 2026") {
		t.Fatal(r.Status, ev, err)
	}
	if _, waits := r.Deadline(); waits {
		t.Fatal("an ended review waits for nothing")
	}
	if _, _, err := r.Overtake(calendar.On(2026, 3, 20), start); !readiness.Conflict.Is(err) {
		t.Fatalf("twice: %v", err)
	}
}

func TestSecondLook(t *testing.T) {
	t.Parallel()
	r := opened(t)
	r.Terms.Rules.SecondLookPer100 = 100
	r = do(t, r, manager, submission("close"), start)
	r = do(t, r, head, readiness.SignOffReview{}, start)
	if r.Status != readiness.SecondLook {
		t.Fatalf("got %s", r.Status)
	}
	refuse(t, r, head, readiness.LookAgainAtReview{Agree: "yes"}, start, "does not allow")
	if got := do(t, r, qa, readiness.LookAgainAtReview{Agree: "yes"}, start); got.Status != readiness.SignedOff {
		t.Fatalf("agreed: %s", got.Status)
	}
	at, _ := r.Deadline()
	if late, ev, err := r.Lapse(at); err != nil || ev.Kind != "second look late" || late.Status != readiness.SecondLook || !late.Run.Due.After(r.Run.Due) {
		t.Fatalf("forgotten: %+v, %v", ev, err)
	}
	if _, _, err := r.Overtake(calendar.On(2026, 3, 2), start); !readiness.Conflict.Is(err) {
		t.Fatalf("the second look outlives the case: %v", err)
	}
	back := do(t, r, qa, readiness.LookAgainAtReview{Agree: "no", Note: "The plan has no end."}, start)
	if back.Status != readiness.InReview || back.SignedBy != "" || !back.Run.Due.After(calendar.On(2026, 3, 2)) {
		t.Fatalf("not agreed: %+v", back)
	}
}

func TestReplanMovesCountedDatesOnly(t *testing.T) {
	t.Parallel()
	r := opened(t)
	changed := r.Terms
	changed.Calendar = calendar.England().With("england+1", []calendar.Closure{{Date: calendar.On(2026, 3, 27), Name: "Council closed"}})
	moved, ev, err := r.Replan(changed, start)
	if err != nil || moved.Run.Due != calendar.On(2026, 3, 31) || !strings.Contains(ev.Text, "from 30 March 2026 to 31 March 2026") {
		t.Fatal(moved.Run.Due, ev.Text, err)
	}
	if moved.Run.Round != r.Run.Round || moved.Run.Next != r.Run.Next {
		t.Fatal("a new calendar must not reach a rung again")
	}
	chosen := do(t, r, manager, readiness.PutOffReview{Until: calendar.On(2026, 4, 13), Reason: "x"}, start)
	if kept, _, err := chosen.Replan(changed, start); err != nil || kept.Run.Due != calendar.On(2026, 4, 13) {
		t.Fatal("a date that a person chose stays", kept.Run.Due, err)
	}
	if _, _, err := moved.Replan(changed, start); !readiness.Conflict.Is(err) {
		t.Fatalf("the same terms again: %v", err)
	}
}
