package postgres_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

func (w *world) feed(secret string) readiness.FeedView {
	w.t.Helper()
	return must[readiness.FeedView](w.t)(w.FeedEntries(w.t.Context(), secret))
}

func TestCalendarOfAnOwner(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t), t.Context()
	reviews := s.sweep(monday)
	secret := must[string](t)(s.NewFeed(ctx, s.asked(s.actor(s.manager))))
	before := s.feed(secret)
	if len(before.Entries) != 3 || before.Entries[0].Over || before.Entries[0].On != reviews[0].Run.Due || before.Entries[0].Sequence != reviews[0].Seq {
		t.Fatalf("%+v", before)
	}
	s.do(reviews[0], readiness.AssignReview{OwnerID: s.head}, s.actor(s.head))
	after := s.feed(secret)
	if len(after.Entries) != 2 {
		t.Errorf("what somebody else owns now stays: %+v", after.Entries)
	}
	same := entry(t, after, "due-"+reviews[1].ID)
	if same != entry(t, before, "due-"+reviews[1].ID) {
		t.Errorf("an entry that nobody touched changed: %+v", same)
	}
	kept := must[readiness.Feed](t)(s.Feed(ctx, s.manager))
	if kept.Made.IsZero() || kept.LastRead != monday {
		t.Errorf("%+v", kept)
	}
	text, err := json.Marshal(after)
	s.must(err)
	for _, word := range []string{"A1", "A2", "A3", "manager", "North", reviews[0].CaseID} {
		if strings.Contains(string(text), word) {
			t.Errorf("the calendar says %q", word)
		}
	}
}

func entry(t *testing.T, v readiness.FeedView, uid string) readiness.FeedEntry {
	t.Helper()
	for _, e := range v.Entries {
		if e.UID == uid {
			return e
		}
	}
	t.Fatalf("no entry %s in %+v", uid, v)
	return readiness.FeedEntry{}
}

// TestCalendarKeepsWhatIsOver: a review that closed stays, struck through and under a higher number, for thirty days.
func TestCalendarKeepsWhatIsOver(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t), t.Context()
	r := s.sweep(monday)[0]
	secret := must[string](t)(s.NewFeed(ctx, s.asked(s.actor(s.manager))))
	open := entry(t, s.feed(secret), "due-"+r.ID)
	next, ev, err := r.Overtake(monday, s.now())
	s.must(err)
	s.must(s.Record(ctx, next, ev))
	over := entry(t, s.feed(secret), "due-"+r.ID)
	if !over.Over || over.Sequence <= open.Sequence || !over.Changed.After(open.Changed) {
		t.Errorf("%+v, before %+v", over, open)
	}
	s.goTo(monday.AddDays(31))
	if n := len(s.feed(secret).Entries); n != 2 {
		t.Errorf("%d entries after a month, want 2", n)
	}
}

// TestCalendarOfAnAreaHead: by day, how many reviews reach the head unless somebody acts.
func TestCalendarOfAnAreaHead(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t), t.Context()
	reviews := s.sweep(monday)
	secret := must[string](t)(s.NewFeed(ctx, s.asked(s.actor(s.head))))
	s.goTo(reviews[0].Run.Due.AddDays(-5))
	v := s.feed(secret)
	counted := 0
	for _, e := range v.Entries {
		if !strings.HasPrefix(e.UID, "reaches-") || !strings.Contains(e.Title, "unless somebody acts") {
			t.Errorf("%+v", e)
		}
		counted++
	}
	if counted == 0 || len(v.Entries) > 3 {
		t.Errorf("%+v", v.Entries)
	}
}

func TestCalendarAddresses(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t), t.Context()
	asked := s.asked(s.actor(s.manager))
	first := must[string](t)(s.NewFeed(ctx, asked))
	again := must[string](t)(s.NewFeed(ctx, asked)) // the answer was lost: the same address, another secret
	dead := func(secret string) {
		t.Helper()
		_, err := s.FeedEntries(ctx, secret)
		wantRefusal(t, err, readiness.NotFound, "")
	}
	dead(first)
	s.feed(again)
	second := must[string](t)(s.NewFeed(ctx, s.asked(s.actor(s.manager))))
	dead(again)
	s.feed(second)
	token := s.actor(s.manager)
	token.TokenID = "t"
	_, err := s.NewFeed(ctx, s.asked(token))
	wantRefusal(t, err, readiness.Forbidden, "")
	_, err = s.NewFeed(ctx, s.asked(s.actor(s.member)))
	wantRefusal(t, err, readiness.Forbidden, "")
	s.must(s.EndFeed(ctx, s.asked(s.actor(s.manager))))
	dead(second)
	if f := must[readiness.Feed](t)(s.Feed(ctx, s.manager)); !f.Made.IsZero() {
		t.Errorf("%+v", f)
	}
	third := must[string](t)(s.NewFeed(ctx, s.asked(s.actor(s.manager))))
	s.leaves(s.manager)
	dead(third)
	dead("")
}
