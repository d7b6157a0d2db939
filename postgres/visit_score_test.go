package postgres_test

import (
	"slices"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestScoreOfTwoRehearsals: the second is compared with the first, and not with one that was ended before a step was due; the real call is compared with
// the second. While it runs it says how it would come out.
func TestScoreOfTwoRehearsals(t *testing.T) {
	t.Parallel()
	v := newVisiting(t, calendar.England().Add(monday, 70, calendar.Exclusive))
	keeps := func(code string, from calendar.Date, steps ...readiness.RunUpStep) {
		t.Helper()
		r := smallRunUp("standard")
		r.Code, r.From = code, from
		r.Steps = nil
		for _, s := range steps {
			s.Name, s.Anchor, s.Slot, s.Gate, s.Short = s.Code, "call", "quality", "signature", "keep"
			r.Steps = append(r.Steps, s)
		}
		_, err := v.KeepPacks(t.Context(), nil, []readiness.RunUp{r})
		v.must(err)
	}
	keeps("first", calendar.On(2021, 1, 1), readiness.RunUpStep{Code: "lists"}, readiness.RunUpStep{Code: "papers", Offset: 1}, readiness.RunUpStep{Code: "rooms", Offset: 1}, readiness.RunUpStep{Code: "old", Offset: 1})
	does := func(key string) { t.Helper(); v.must(v.ask(key+"/", v.lead, readiness.CloseVisitStep{})) }
	ends := func() {
		t.Helper()
		for !v.visit.Ended() {
			at, _ := v.visit.Deadline()
			v.clock(at)
			next, ev, err := v.visit.Lapse(v.now())
			v.must(err)
			v.must(v.RecordVisit(t.Context(), next, ev))
			v.visit = next
		}
		v.passOn()
	}
	score := func() readiness.VisitScoreView {
		t.Helper()
		return must[readiness.VisitScoreView](t)(v.VisitScore(t.Context(), v.actor(v.member), v.visit.ID))
	}
	says := func(want string) {
		t.Helper()
		if s := score(); s.Words != want {
			t.Errorf("got  %s\nwant %s", s.Words, want)
		}
		if page := must[readiness.VisitView](t)(v.VisitView(t.Context(), v.actor(v.member), v.visit.ID)); page.Score != want {
			t.Errorf("the visit's page says %s", page.Score)
		}
	}

	v.open(readiness.PlanVisit{Kind: "standard", Rehearsal: "yes"})
	says("No step was due so far; 4 not due yet.")
	does("lists")
	v.goTo(monday.AddDays(2))
	does("papers")
	says("So far 1 of 4 steps on time, 1 late, 2 missing.")
	ends()
	says("1 of 4 steps on time, 1 late, 2 missing.")
	first := v.visit.ID
	last := " Last rehearsal, " + v.visit.Called.Long() + ": 1 of 4."

	v.goTo(v.visit.Until.AddDays(14))
	v.open(readiness.PlanVisit{Kind: "standard", Rehearsal: "yes"})
	v.must(v.askVisit(v.lead, readiness.CancelVisit{Reason: "Not today."}))
	says("It ended before a step was due." + last)

	keeps("second", calendar.On(2022, 1, 1), readiness.RunUpStep{Code: "lists"}, readiness.RunUpStep{Code: "papers", Offset: 1}, readiness.RunUpStep{Code: "rooms", Offset: 1}, readiness.RunUpStep{Code: "own", Offset: 1})
	v.open(readiness.PlanVisit{Kind: "standard", Rehearsal: "yes"})
	does("papers")
	does("rooms")
	v.must(v.ask("own/", v.lead, readiness.WaiveVisitStep{Reason: "It is there."}))
	ends()
	says("2 of 4 steps on time, 0 late, 2 missing." + last)
	s := score()
	var rows, gone []string
	for _, r := range s.Score.Rows {
		rows = append(rows, r.Code+": "+r.Before+" > "+r.Words+", "+r.Change)
	}
	for _, r := range s.Score.Gone {
		gone = append(gone, r.Code)
	}
	if want := []string{"lists: on time > never done, worse", "papers: 1 working day late > on time, better", "rooms: never done > on time, better", "own:  > waived, new"}; !slices.Equal(rows, want) {
		t.Errorf("got %q, want %q", rows, want)
	}
	if !slices.Equal(gone, []string{"old"}) || s.Last.Visit.VisitID != first {
		t.Errorf("gone: %v, compared with %+v", gone, s.Last.Visit)
	}
	last = " Last rehearsal, " + v.visit.Called.Long() + ": 2 of 4."

	v.goTo(v.visit.Until.AddDays(14))
	v.open(readiness.PlanVisit{Kind: "standard"})
	if page := must[readiness.VisitView](t)(v.VisitView(t.Context(), v.actor(v.member), v.visit.ID)); page.Score != "" {
		t.Errorf("a call that is under way is scored: %s", page.Score)
	}
	does("lists")
	v.goTo(calendar.DateOf(v.now()).AddDays(3))
	v.must(v.askVisit(v.lead, readiness.CancelVisit{Reason: "They do not come."}))
	says("1 of 4 steps on time, 0 late, 3 missing." + last)
	if _, err := v.VisitScore(t.Context(), v.actor(v.member), "nothing"); !readiness.NotFound.Is(err) {
		t.Errorf("of no visit: %v", err)
	}
}
