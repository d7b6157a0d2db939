package postgres_test

import (
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

// TestDayOnSiteIsNoted: the page of a day shows what of it is open, and the note; one that is written again stays readable.
func TestDayOnSiteIsNoted(t *testing.T) {
	t.Parallel()
	s := newOnSite(t)
	today := s.visit.On
	open := s.log(s.head, readiness.LogEntry{Kind: readiness.EntryRequest, Text: "A list."})
	done := s.log(s.head, readiness.LogEntry{Kind: readiness.EntryRequest, Text: "Another list.", OwnerID: s.manager})
	s.must(s.say(done, s.manager, "Here.", answering))
	s.must(s.say(done, s.head, "", settling))
	write := func(said string) {
		t.Helper()
		s.must(s.WriteVisitDay(t.Context(), s.visit.ID, today, readiness.WriteVisitDay{Said: said, Present: "The director, Ms Lane."}, s.asked(s.actor(s.lead))))
	}
	write("They have seen four files.")
	write("They have seen five files.")
	v := must[readiness.VisitDayView](t)(s.VisitDay(t.Context(), s.actor(s.look), s.visit.ID, today))
	if len(v.Open) != 1 || v.Open[0].EntryID != open || v.Logged != 2 || v.Settled != 1 {
		t.Errorf("of the day are open: %+v, %d of %d settled", v.Open, v.Settled, v.Logged)
	}
	if v.Note == nil || v.Note.Said != "They have seen five files." || v.Note.Number != 2 || len(v.Before) != 1 {
		t.Errorf("the note is %+v after %+v", v.Note, v.Before)
	}
	if len(v.Log.Days) != 2 || !v.Log.Days[0].Noted || v.Log.Days[1].Noted {
		t.Errorf("the days are %+v", v.Log.Days)
	}
	tomorrow := s.WriteVisitDay(t.Context(), s.visit.ID, today.AddDays(1), readiness.WriteVisitDay{Said: "x", Present: "y"}, s.asked(s.actor(s.lead)))
	wantRefusal(t, tomorrow, readiness.Conflict, "")
}

// TestFeedbackUnderEmbargo: nobody reads it but whoever runs visits and who was named, every look is kept, and once it is lifted every officer reads it.
func TestFeedbackUnderEmbargo(t *testing.T) {
	t.Parallel()
	s := newOnSite(t)
	s.must(s.AddFeedback(t.Context(), s.visit.ID, readiness.AddFeedback{About: "Care leavers", Said: "Plans are too late."}, s.asked(s.actor(s.lead))))
	wantRefusal(t, s.AddFeedback(t.Context(), s.visit.ID, readiness.AddFeedback{About: "x", Said: "y"}, s.asked(s.actor(s.head))), readiness.Forbidden, "")
	refused := func(who string) {
		t.Helper()
		if _, err := s.Feedback(t.Context(), s.actor(who), s.visit.ID); !readiness.Forbidden.Is(err) {
			t.Errorf("%s reads it: %v", s.actor(who).Name, err)
		}
	}
	refused(s.head)
	s.must(s.SetEmbargo(t.Context(), s.visit.ID, readiness.SetEmbargo{Until: s.visit.On.AddDays(30), Readers: []string{s.head}}, s.asked(s.actor(s.lead))))
	refused(s.look)
	v := must[readiness.FeedbackView](t)(s.Feedback(t.Context(), s.actor(s.head), s.visit.ID))
	if len(v.Lines) != 1 || !v.Held || len(v.Looks) != 0 || len(v.Names) != 1 {
		t.Errorf("whoever was named reads %+v", v)
	}
	v = must[readiness.FeedbackView](t)(s.Feedback(t.Context(), s.actor(s.director), s.visit.ID))
	if len(v.Looks) != 2 || v.Looks[1].Name != "head" {
		t.Errorf("looks: %+v", v.Looks)
	}
	s.must(s.SetEmbargo(t.Context(), s.visit.ID, readiness.SetEmbargo{Lift: "yes"}, s.asked(s.actor(s.lead))))
	if v := must[readiness.FeedbackView](t)(s.Feedback(t.Context(), s.actor(s.look), s.visit.ID)); v.Held {
		t.Errorf("after it was lifted: %+v", v.Embargo)
	}
	refused(s.member)
}
