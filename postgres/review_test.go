package postgres_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestRecordKeepsTheStateExactly(t *testing.T) {
	t.Parallel()
	s := newService(t)
	opened := s.sweep(monday)
	kept := must[[]readiness.Review](t)(s.Unsettled(t.Context(), "", 100))
	want, err := json.Marshal(opened)
	s.must(err)
	got, err := json.Marshal(kept)
	s.must(err)
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("the rows are not what the runs carry (-want +got):\n%s", diff)
	}
	if rest := must[[]readiness.Review](t)(s.Unsettled(t.Context(), kept[0].ID, 1)); len(rest) != 1 || rest[0].ID != kept[1].ID {
		t.Errorf("after the first comes %v, want the second", rest)
	}
}

func TestRecordTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	s := newService(t)
	r := s.sweep(monday)[0]
	next, ev, err := r.Do(readiness.BeginReview{}, s.asked(s.actor(s.manager)), s.now())
	s.must(err)
	s.must(s.Record(t.Context(), next, ev))
	before := query[int64](s.world, "select (select count(*) from audit) + (select count(*) from notices) + (select count(*) from review_events)")
	for range 3 {
		s.must(s.Record(t.Context(), next, ev))
	}
	after := query[int64](s.world, "select (select count(*) from audit) + (select count(*) from notices) + (select count(*) from review_events)")
	if before[0] != after[0] {
		t.Errorf("%d rows became %d", before[0], after[0])
	}
}

func TestAnotherEventUnderTheSameNumberIsAConflict(t *testing.T) {
	t.Parallel()
	s := newService(t)
	r := s.sweep(monday)[0]
	manager := s.actor(s.manager)
	asked := s.asked(manager)
	begun, ev, err := r.Do(readiness.BeginReview{}, asked, s.now())
	s.must(err)
	s.must(s.Record(t.Context(), begun, ev))

	other, otherEv, err := r.Do(readiness.PutOffReview{Until: r.Terms.Calendar.Add(r.Run.Due, 5, calendar.Exclusive), Reason: "court"}, s.asked(manager), s.now())
	s.must(err)
	wantRefusal(t, s.Record(t.Context(), other, otherEv), readiness.Conflict, "")

	skipped, skippedEv := begun, ev
	skipped.Seq, skippedEv.Seq, skippedEv.CommandID = 9, 9, "new"
	wantRefusal(t, s.Record(t.Context(), skipped, skippedEv), readiness.Conflict, "")

	again, againEv := begun, ev // the same command under the next number
	again.Seq, againEv.Seq = 3, 3
	wantRefusal(t, s.Record(t.Context(), again, againEv), readiness.Conflict, "")

	v := must[readiness.ReviewView](t)(s.Review(t.Context(), manager, r.ID))
	if v.Status != readiness.InReview || v.State.Seq != 2 || len(v.Happened) != 2 {
		t.Errorf("after three conflicts: %s, seq %d, %d events", v.Status, v.State.Seq, len(v.Happened))
	}
}

// TestTwoWritersOfOneReview lets eight different events race for one number: one wins, the others are told.
func TestTwoWritersOfOneReview(t *testing.T) {
	t.Parallel()
	s := newService(t)
	r, manager := s.sweep(monday)[0], s.actor(s.manager)
	var all sync.WaitGroup
	var won, lost atomic.Int32
	for range 8 {
		next, ev, err := r.Do(readiness.BeginReview{}, s.asked(manager), s.now())
		s.must(err)
		all.Go(func() {
			switch err := s.Record(t.Context(), next, ev); {
			case err == nil:
				won.Add(1)
			case readiness.Conflict.Is(err):
				lost.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if won.Load() != 1 || lost.Load() != 7 {
		t.Errorf("%d won and %d lost", won.Load(), lost.Load())
	}
}

func TestAReviewThatWasNeverPlannedIsRefused(t *testing.T) {
	t.Parallel()
	s := newService(t)
	r := s.sweep(monday)[0]
	r.ID = "0192f0c1-0000-7000-8000-000000000000"
	next, ev, err := r.Do(readiness.BeginReview{}, s.asked(s.actor(s.manager)), s.now())
	s.must(err)
	wantRefusal(t, s.Record(t.Context(), next, ev), readiness.Conflict, "")
}

// TestOnlySomebodyWithAnActiveAccountCanOwn gives a review to people who are not there, and then changes it while its owner has gone.
func TestOnlySomebodyWithAnActiveAccountCanOwn(t *testing.T) {
	t.Parallel()
	s := newService(t)
	r, head := s.sweep(monday)[0], s.actor(s.head)
	s.leaves(s.deputy)
	for name, owner := range map[string]string{"nobody at all": "nobody at all", "no account": "0192f0c1-0000-7000-8000-000000000000", "left": s.deputy} {
		next, ev, err := r.Do(readiness.AssignReview{OwnerID: owner}, s.asked(head), s.now())
		s.must(err)
		rows := query[int64](s.world, "select (select count(*) from audit) + (select count(*) from notices) + (select count(*) from review_events)")
		wantRefusal(t, s.Record(t.Context(), next, ev), readiness.Invalid, "owner_id")
		if after := query[int64](s.world, "select (select count(*) from audit) + (select count(*) from notices) + (select count(*) from review_events)"); after[0] != rows[0] {
			t.Errorf("%s: %d rows became %d", name, rows[0], after[0])
		}
		if kept := must[readiness.Review](t)(s.State(t.Context(), r.ID)); kept.OwnerID != s.manager || kept.Seq != r.Seq {
			t.Errorf("%s: owner %q at %d", name, kept.OwnerID, kept.Seq)
		}
	}
	s.leaves(s.manager)
	r = s.do(r, readiness.BeginReview{}, head) // the owner stays the one who has gone, and that stops nobody
	r, _ = s.lapse(r)
	moved, ev, err := r.Move(s.team, "", s.deputy, s.now()) // a machine's step is never refused: it would end the run
	s.must(err)
	s.must(s.Record(t.Context(), moved, ev))
	moved, ev, err = moved.Move(s.team, s.area, "nobody at all", s.now())
	s.must(err)
	s.must(s.Record(t.Context(), moved, ev))
	s.do(moved, readiness.PauseReview{Until: monday.AddDays(60), Reason: "court"}, s.actor(s.assistant))
	if v := must[readiness.ReviewView](t)(s.Review(t.Context(), s.actor(s.lead), r.ID)); v.State.OwnerID != "nobody at all" || v.Owner != "" {
		t.Errorf("owner %q, called %q", v.State.OwnerID, v.Owner)
	}
}

// TestWhoHears climbs one review to the director and checks whom each event told, under different posts and cover.
func TestWhoHears(t *testing.T) {
	t.Parallel()
	today := readiness.EndPost{Until: monday.AddDays(-1)}
	away := func(s *service, who, by string) {
		must[readiness.Deputy](s.t)(s.AddDeputy(s.t.Context(), who, readiness.AddDeputy{DeputyID: by, From: monday, Until: monday.AddDays(100)}, s.asked(keeper)))
	}
	leave := func(s *service, who string) { s.leaves(who) }
	stories := []struct {
		name    string
		happens func(*service)
		first   string // told at the first reminder, for the owner
		plusOne string // owner and team manager
		head    string
	}{
		{"everybody there", func(*service) {}, "manager", "manager", "head"},
		{"manager left", func(s *service) { leave(s, s.manager) }, "head", "head", "head"},
		{"manager's post ended", func(s *service) {
			post := must[readiness.Person](s.t)(s.Person(s.t.Context(), s.manager)).Posts[0]
			s.must(s.EndPost(s.t.Context(), s.manager, post.ID, today, s.asked(keeper)))
		}, "head", "head", "head"},
		{"head left", func(s *service) { leave(s, s.head) }, "manager", "manager", "assistant"},
		{"head away", func(s *service) { away(s, s.head, s.deputy) }, "manager", "manager", "deputy"},
		{"head away, deputy left", func(s *service) { away(s, s.head, s.deputy); leave(s, s.deputy) }, "manager", "manager", "head"},
		{"head away, deputy away too", func(s *service) { away(s, s.head, s.deputy); away(s, s.deputy, s.assistant) }, "manager", "manager", "deputy head"},
		{"manager and head away to one deputy", func(s *service) { away(s, s.manager, s.deputy); away(s, s.head, s.deputy) }, "deputy", "deputy", "deputy"},
		{"nobody above", func(s *service) {
			leave(s, s.manager)
			leave(s, s.head)
			leave(s, s.assistant)
			leave(s, s.director)
		}, "admin", "admin", "admin"},
	}
	for _, story := range stories {
		t.Run(story.name, func(t *testing.T) {
			t.Parallel()
			s := newService(t)
			r := s.sweep(monday)[0]
			story.happens(s)
			var got []string
			for range 6 { // -10, -5, -1, 0, +1, +5
				var ev readiness.Event
				r, ev = s.lapse(r)
				got = append(got, strings.Join(s.told(r.ID, ev.Seq), " "))
			}
			want := []string{story.first, story.first, story.first, story.first, story.plusOne, story.head}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAQualityReviewerAndTheSubmitterHear(t *testing.T) {
	t.Parallel()
	s := newService(t)
	rules := must[readiness.ReviewRules](t)(s.ReviewRules(t.Context()))
	rules.SecondLookPer100 = 100
	must[readiness.ReviewRules](t)(s.SetReviewRules(t.Context(), rules, readiness.RuleChange{Reason: "look at all", Running: readiness.RunningTake}, s.asked(keeper)))
	r := s.sweep(monday)[0]
	submit := readiness.SubmitReview{Reason: "court", WhyOpen: "w", WhatChanged: "c", LastSeen: monday, PlanEnds: "yes", Outcome: "close"}
	r = s.do(r, submit, s.actor(s.manager))
	if told := s.told(r.ID, r.Seq); !slices.Equal(told, []string{"head"}) {
		t.Errorf("submitted: told %v", told)
	}
	r = s.do(r, readiness.SignOffReview{}, s.actor(s.head))
	if told := s.told(r.ID, r.Seq); !slices.Equal(told, []string{"look"}) {
		t.Errorf("second look: told %v", told)
	}
	r = s.do(r, readiness.LookAgainAtReview{Agree: "no", Note: "n"}, s.actor(s.look))
	if told := s.told(r.ID, r.Seq); !slices.Equal(told, []string{"manager"}) {
		t.Errorf("sent back: told %v", told)
	}
}

// TestNoNoticeNamesAChild looks for the council's references and for ids of cases in everything that can be mailed.
func TestNoNoticeNamesAChild(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for _, r := range s.sweep(monday) {
		for range 8 {
			r, _ = s.lapse(r)
		}
	}
	texts := query[string](s.world, "select why from notices union all select detail || subject from audit")
	secrets := query[string](s.world, "select child_ref from cases union all select id::text from cases")
	if len(texts) < 30 {
		t.Fatalf("only %d texts to look at", len(texts))
	}
	for _, text := range texts {
		for _, secret := range secrets {
			if strings.Contains(text, secret) && !strings.HasPrefix(text, "case/") {
				t.Errorf("%q holds %s", text, secret)
			}
		}
	}
}

func TestTheReviewPage(t *testing.T) {
	t.Parallel()
	s := newService(t)
	r := s.sweep(monday)[0]
	for range 6 {
		r, _ = s.lapse(r)
	}
	v := must[readiness.ReviewView](t)(s.Review(t.Context(), s.actor(s.head), r.ID))
	if v.ChildRef != "A1" || v.Team != "North 1" || v.Area != "North" || v.Owner != "manager" || v.Overdue != 5 || v.Reached != readiness.AreaHead || v.Because != "nobody submitted it" {
		t.Errorf("row: %+v", v.ReviewRow)
	}
	if len(v.Next) != 2 || v.Next[0].Text != "10 working days after the due date" || !reflect.DeepEqual(v.Next[0].Names, []string{"assistant"}) {
		t.Errorf("next: %+v", v.Next)
	}
	if first := v.Happened[len(v.Happened)-1]; first.Seq != 1 || first.By != readiness.Sweeper.Name || !slices.Equal(first.Told, []string{"manager"}) {
		t.Errorf("opened: %+v", first)
	}
	if v.Happened[0].Seq != 7 || v.Happened[0].Kind != "escalated" || v.Happened[0].At.Location() != time.UTC {
		t.Errorf("newest: %+v", v.Happened[0])
	}
	owners := must[[]readiness.Choice](t)(s.Owners(t.Context(), s.actor(s.head), r.ID))
	if len(owners) != 3 || owners[0].Text != "head, area head" {
		t.Errorf("owners: %v", owners)
	}
}

func TestDrafts(t *testing.T) {
	t.Parallel()
	s := newService(t)
	r, ctx := s.sweep(monday)[0], t.Context()
	manager := s.actor(s.manager)
	if d := must[readiness.Draft](t)(s.Draft(ctx, r.ID, s.manager)); len(d.Fields) != 0 || !d.SavedAt.IsZero() {
		t.Errorf("a draft from nowhere: %v", d)
	}
	s.must(s.SaveDraft(ctx, r.ID, map[string]string{"why_open": "because “it” is"}, manager))
	if d := must[readiness.Draft](t)(s.Draft(ctx, r.ID, s.manager)); d.Fields["why_open"] != "because “it” is" || d.SavedAt.IsZero() {
		t.Errorf("kept %v", d)
	}
	if d := must[readiness.Draft](t)(s.Draft(ctx, r.ID, s.head)); len(d.Fields) != 0 {
		t.Errorf("somebody else reads %v", d)
	}
	wantRefusal(t, s.SaveDraft(ctx, r.ID, map[string]string{"x": strings.Repeat("x", 70000)}, manager), readiness.TooLarge, "")
	wantRefusal(t, s.SaveDraft(ctx, r.ID, map[string]string{"x": "y"}, s.actor(s.member)), readiness.Forbidden, "")
	s.must(s.SaveDraft(ctx, r.ID, nil, manager))
	if d := must[readiness.Draft](t)(s.Draft(ctx, r.ID, s.manager)); len(d.Fields) != 0 {
		t.Errorf("dropped, but %v", d)
	}
	s.must(s.SaveDraft(ctx, r.ID, map[string]string{"why_open": "w"}, manager))
	s.do(r, readiness.SubmitReview{Reason: "court", WhyOpen: "w", WhatChanged: "c", LastSeen: monday, PlanEnds: "yes", Outcome: "close"}, manager)
	if d := must[readiness.Draft](t)(s.Draft(ctx, r.ID, s.manager)); len(d.Fields) != 0 {
		t.Errorf("dropped, but %v", d)
	}
}
