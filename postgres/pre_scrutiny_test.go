package postgres_test

import (
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// scrutiny is a forum whose committee, called by the improvement lead, asks to see a decision that the head of the area owns, eight weeks ahead.
type scrutiny struct {
	*forum
	committee readiness.MeetingSeries
}

func newScrutiny(t *testing.T) *scrutiny {
	t.Helper()
	f := newForum(t)
	return &scrutiny{f, f.save("Scrutiny committee", readiness.Scrutiny)}
}

func (s *scrutiny) wish() readiness.AskPreScrutiny {
	return readiness.AskPreScrutiny{
		SeriesID: s.committee.ID, Title: "Foster care contract", Decides: monday.AddDays(56), PlanLink: "https://council.example/plan", Why: "It is the largest of the year.", OwnerID: s.head,
	}
}

// requests asks for pre-scrutiny, and opens the request.
func (s *scrutiny) requests() readiness.PreScrutiny {
	s.t.Helper()
	planned := must[readiness.PlannedPreScrutiny](s.t)(s.AskPreScrutiny(s.t.Context(), s.wish(), s.asked(s.actor(s.lead))))
	x, ev, err := readiness.OpenPreScrutiny(planned, s.now())
	s.must(err)
	s.must(s.RecordPreScrutiny(s.t.Context(), x, ev))
	return x
}

func (s *scrutiny) does(x readiness.PreScrutiny, by string, c readiness.PreScrutinyCommand) (readiness.PreScrutiny, readiness.Event) {
	s.t.Helper()
	next, ev, err := x.Do(c, s.asked(s.actor(by)), s.now())
	s.must(err)
	s.must(s.RecordPreScrutiny(s.t.Context(), next, ev))
	return next, ev
}

// passes lets the next moment of a request come.
func (s *scrutiny) passes(x readiness.PreScrutiny) (readiness.PreScrutiny, readiness.Event) {
	s.t.Helper()
	at, waits := x.Deadline()
	if !waits {
		s.t.Fatal("nothing lapses")
	}
	s.clock(at)
	next, ev, err := x.Lapse(at)
	s.must(err)
	s.must(s.RecordPreScrutiny(s.t.Context(), next, ev))
	return next, ev
}

func (s *scrutiny) viewed(who, id string) readiness.PreScrutinyView {
	s.t.Helper()
	return must[readiness.PreScrutinyView](s.t)(s.PreScrutinyView(s.t.Context(), s.actor(who), id))
}

func (s *scrutiny) waits(who string) readiness.PreScrutinyDesk {
	s.t.Helper()
	return must[readiness.PreScrutinyDesk](s.t)(s.PreScrutinyDesk(s.t.Context(), s.actor(who)))
}

// TestPreScrutinyIsAsked: by officers and by whoever calls scrutiny, of a committee of scrutiny that meets, for a decision that is ahead; twice is once.
func TestPreScrutinyIsAsked(t *testing.T) {
	t.Parallel()
	s := newScrutiny(t)
	ask := func(by string, change func(*readiness.AskPreScrutiny)) error {
		a := s.wish()
		change(&a)
		_, err := s.AskPreScrutiny(t.Context(), a, s.asked(s.actor(by)))
		return err
	}
	same := func(*readiness.AskPreScrutiny) {}
	wantRefusal(t, ask(s.admin, same), readiness.Forbidden, "")
	wantRefusal(t, ask(s.member, same), readiness.Forbidden, "")
	wantRefusal(t, ask(s.lead, func(a *readiness.AskPreScrutiny) { a.SeriesID = s.series.ID }), readiness.Invalid, "")
	wantRefusal(t, ask(s.lead, func(a *readiness.AskPreScrutiny) { a.Decides = monday.AddDays(-1) }), readiness.Invalid, "")
	wantRefusal(t, ask(s.lead, func(a *readiness.AskPreScrutiny) { a.PlanLink = "http://council.example" }), readiness.Invalid, "")
	wantRefusal(t, ask(s.lead, func(a *readiness.AskPreScrutiny) { a.OwnerID = "c0000000-0000-4000-8000-000000000000" }), readiness.Invalid, "")
	command := s.asked(s.actor(s.lead))
	first := must[readiness.PlannedPreScrutiny](t)(s.AskPreScrutiny(t.Context(), s.wish(), command))
	again := must[readiness.PlannedPreScrutiny](t)(s.AskPreScrutiny(t.Context(), s.wish(), command))
	if first.ID != again.ID || len(must[[]readiness.PlannedPreScrutiny](t)(s.PlannedPreScrutinies(t.Context(), "", 10))) != 1 {
		t.Errorf("asked twice: %s and %s", first.ID, again.ID)
	}
	chair := s.person("chair")
	s.post(chair, readiness.ElectedMember, "")
	series := s.wishSeries(chair)
	s.must(ask(chair, func(a *readiness.AskPreScrutiny) { a.SeriesID = series }))
}

// wishSeries is another committee, which somebody else calls.
func (s *scrutiny) wishSeries(convenor string) string {
	s.t.Helper()
	save := readiness.SaveSeries{Name: "Corporate scrutiny", Kind: readiness.Scrutiny, ConvenorID: convenor, Weekday: "thursday", Every: "quarter", From: monday}
	return must[readiness.MeetingSeries](s.t)(s.SaveSeries(s.t.Context(), "", save, s.asked(s.actor(s.lead)))).ID
}

// TestRecommendationsBecomeFindings: each once, also when the step is recorded again; and the request ends with the answer.
func TestRecommendationsBecomeFindings(t *testing.T) {
	t.Parallel()
	s := newScrutiny(t)
	x := s.requests()
	if d := s.waits(s.head); len(d.Do) != 1 || d.Do[0].DaysLeft == 0 || len(s.waits(s.lead).Consider) != 0 {
		t.Fatalf("the owner's desk is %+v", d)
	}
	x, _ = s.does(x, s.head, readiness.AgreePreScrutiny{MeetsOn: monday.AddDays(29)})
	x, _ = s.does(x, s.head, readiness.GiveScrutinyPaper{Reference: "Paper 7", Link: "https://council.example/7"})
	if len(s.waits(s.head).Do) != 0 {
		t.Error("the owner still has something to do")
	}
	s.goTo(monday.AddDays(29))
	if d := s.waits(s.lead); len(d.Consider) != 1 {
		t.Errorf("on the day of scrutiny the lead's desk is %+v", d)
	}
	x, ev := s.does(x, s.lead, readiness.ConsiderPreScrutiny{
		On: monday.AddDays(29), Recommends: "some", Recommendations: []string{"Ask carers first.", "Report in a year."}, Theme: "Placements", Severity: "high", Note: "A long debate.",
	})
	s.must(s.RecordPreScrutiny(t.Context(), x, ev))
	v := s.viewed(s.head, x.ID)
	if len(v.Findings) != 2 || v.Findings[0].Text != "Ask carers first." || v.Findings[1].Source != "scrutiny" || v.Findings[0].Severity != "high" || !strings.Contains(v.Findings[1].Reference, "Recommendation 2") {
		t.Fatalf("the findings are %+v", v.Findings)
	}
	found := must[readiness.Page[readiness.PracticeFinding]](t)(s.PracticeFindings(t.Context(), s.actor(s.lead), readiness.PracticeFindingQuery{Source: "scrutiny"}))
	if found.Total != 2 || v.Recommended != 2 || v.Status != readiness.PreScrutinyRecommended {
		t.Errorf("the register has %d; the request %+v", found.Total, v.PreScrutinyRow)
	}
	if member := s.viewed(s.member, x.ID); member.Happened[0].Note != "" || v.Happened[0].Note != "A long debate." || len(member.Findings) != 2 {
		t.Errorf("a member is shown %+v", member.Happened[0])
	}
	x, _ = s.does(x, s.head, readiness.AnswerRecommendations{Outcome: "partly", Reason: "Not the second."})
	if v := s.viewed(s.member, x.ID); v.Status != readiness.PreScrutinyAnswered || v.Outcome != "partly" || len(v.Next) != 0 {
		t.Errorf("it ends as %+v", v.PreScrutinyRow)
	}
}

// TestDecisionDayPasses: everybody who must hear that scrutiny has not seen the decision does, once, and the request stays.
func TestDecisionDayPasses(t *testing.T) {
	t.Parallel()
	s := newScrutiny(t)
	x := s.requests()
	var ev readiness.Event
	for ev.Kind != "decision passed" {
		if x, ev = s.passes(x); x.Seq > 20 {
			t.Fatal("it never came")
		}
		if x.Waiting() && x.Escalation.Role == readiness.ChiefExecutive && len(s.waits(s.chief).Decide) != 1 {
			t.Errorf("it does not wait for the chief executive: %+v", s.waits(s.chief))
		}
	}
	day := calendar.DateOf(s.now())
	if day != monday.AddDays(57) {
		t.Errorf("it was said on %s", day)
	}
	for _, who := range []string{s.director, s.chief, s.lead} {
		var said int
		for _, n := range must[readiness.Outgoing](t)(s.Digest(t.Context(), who, day)).Notices {
			if strings.Contains(n.Why, "has passed and scrutiny has not considered it") {
				said++
			}
			if strings.Contains(n.Why, "Foster") || strings.Contains(n.Why, "largest") {
				t.Errorf("a mail says %q", n.Why)
			}
			if noun, id := n.About(); noun != readiness.PreScrutinyNoun || id != x.ID {
				t.Errorf("a notice is about %s %s", noun, id)
			}
		}
		if said != 1 {
			t.Errorf("%s heard it %d times", who, said)
		}
	}
	list := must[readiness.Page[readiness.PreScrutinyRow]](t)(s.PreScrutinies(t.Context(), s.actor(s.member), readiness.PreScrutinyQuery{State: "passed"}))
	if list.Total != 1 || !list.Rows[0].Passed || list.Rows[0].DaysLeft != 0 || list.Rows[0].Overdue == 0 {
		t.Errorf("the list is %+v", list)
	}
	if v := s.viewed(s.lead, x.ID); len(v.Next) == 0 {
		t.Error("nothing happens any more")
	}
}

// TestPreScrutiniesGoOn: what runs is found again by the night, by a rebuild, and when its people leave; and its day stands in the owner's calendar.
func TestPreScrutiniesGoOn(t *testing.T) {
	t.Parallel()
	s := newScrutiny(t)
	x := s.requests()
	if list := must[[]readiness.PreScrutiny](t)(s.UnsettledPreScrutinies(t.Context(), "", 10)); len(list) != 1 || list[0].Title != x.Title {
		t.Errorf("unsettled: %+v", list)
	}
	secret := must[string](t)(s.NewFeed(t.Context(), s.asked(s.actor(s.head))))
	found := 0
	for _, e := range must[readiness.FeedView](t)(s.FeedEntries(t.Context(), secret)).Entries {
		if e.Path == "/pre-scrutiny/"+x.ID && e.On == x.Run.Due && !e.Over {
			found++
		}
	}
	if found != 1 {
		t.Errorf("it stands %d times in the calendar", found)
	}
	if list := must[[]readiness.PreScrutinyFollowup](t)(s.PreScrutinyFollowups(t.Context(), "", 10)); len(list) != 0 {
		t.Errorf("nobody has left: %+v", list)
	}
	s.leaves(s.head)
	if list := must[[]readiness.PreScrutinyFollowup](t)(s.PreScrutinyFollowups(t.Context(), "", 10)); len(list) != 1 || list[0].OwnerID != s.director || list[0].PreScrutinyID != x.ID {
		t.Errorf("the head has left: %+v", list)
	}
	rules := must[readiness.PlanRules](t)(s.PlanRules(t.Context()))
	rules.PreScrutinyChiefDays = 9
	must[readiness.PlanRules](t)(s.SetPlanRules(t.Context(), rules, readiness.RuleChange{Reason: "Slower.", Running: readiness.RunningTake}, s.asked(s.actor(s.lead))))
	stale := must[[]readiness.StaleThing](t)(s.StalePreScrutinies(t.Context(), "", 10))
	if len(stale) != 1 || stale[0].Terms.Ladder.Rungs[3].After != 9 {
		t.Fatalf("stale: %+v", stale)
	}
	next, ev, err := x.Replan(stale[0].Terms, s.now())
	s.must(err)
	s.must(s.RecordPreScrutiny(t.Context(), next, ev))
	if list := must[[]readiness.StaleThing](t)(s.StalePreScrutinies(t.Context(), "", 10)); len(list) != 0 {
		t.Errorf("still stale: %+v", list)
	}
	wantRefusal(t, s.RecordPreScrutiny(t.Context(), next, readiness.Event{Seq: ev.Seq, Kind: "another", At: s.now()}), readiness.Conflict, "")
	lists := map[string]int{"": 1, "asked": 1, "agreed": 0, "all": 1, "passed": 0, "mine": 0}
	for state, want := range lists {
		if got := must[readiness.Page[readiness.PreScrutinyRow]](t)(s.PreScrutinies(t.Context(), s.actor(s.lead), readiness.PreScrutinyQuery{State: state, Text: "FOSTER", SeriesID: s.committee.ID})); got.Total != want {
			t.Errorf("%q: %d, want %d", state, got.Total, want)
		}
	}
}
