package postgres_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestSweepTwiceOpensOneEach(t *testing.T) {
	t.Parallel()
	s := newService(t)
	first := must[readiness.SweepResult](t)(s.PlanSweep(t.Context(), monday))
	second := must[readiness.SweepResult](t)(s.PlanSweep(t.Context(), monday))
	if first.LongOpen != 3 || first.Opened != 3 || second.LongOpen != 3 || second.Opened != 0 {
		t.Errorf("first %+v, second %+v", first, second)
	}
	planned := must[[]readiness.PlannedReview](t)(s.Planned(t.Context(), "", 2))
	rest := must[[]readiness.PlannedReview](t)(s.Planned(t.Context(), planned[1].ID, 2))
	if len(planned) != 2 || len(rest) != 1 || planned[0].OwnerID != s.manager || planned[0].Terms.Ladder.Version != 1 {
		t.Errorf("planned %v then %v", planned, rest)
	}
	if opened := s.sweep(monday); len(opened) != 3 {
		t.Errorf("opened %d", len(opened))
	}
	if left := must[[]readiness.PlannedReview](t)(s.Planned(t.Context(), "", 9)); len(left) != 0 {
		t.Errorf("still planned: %v", left)
	}
}

func TestConcurrentSweepsOpenOneEach(t *testing.T) {
	t.Parallel()
	s := newService(t)
	var all sync.WaitGroup
	opened := make([]int, 6)
	for i := range opened {
		all.Go(func() {
			result, err := s.PlanSweep(t.Context(), monday)
			if err != nil {
				t.Error(err)
			}
			opened[i] = result.Opened
		})
	}
	all.Wait()
	slices.Sort(opened)
	if !slices.Equal(opened, []int{0, 0, 0, 0, 0, 3}) {
		t.Errorf("opened %v", opened)
	}
}

func TestSweepAlertsOnceAndTellsOfUnmappedTeamsOnceAWeek(t *testing.T) {
	t.Parallel()
	s := newService(t)
	near := monday.AddDays(30).AddMonths(-18)
	s.load(extract(monday, record("A1", "North 1", calendar.On(2025, 1, 10)), record("N1", "North 1", near), record("U1", "Stray", calendar.On(2024, 1, 1))))
	result := must[readiness.SweepResult](t)(s.PlanSweep(t.Context(), monday))
	if result.Alerts != 1 || result.Unmapped != 1 || result.Opened != 1 {
		t.Errorf("%+v", result)
	}
	s.goTo(monday.AddDays(1))
	if again := must[readiness.SweepResult](t)(s.PlanSweep(t.Context(), monday.AddDays(1))); again.Alerts != 0 || again.Unmapped != 1 {
		t.Errorf("the next day %+v", again)
	}
	names := query[string](s.world, "select kind || ' ' || p.name from notices n join people p on p.id = n.person_id order by 1")
	if !slices.Equal(names, []string{"approaching manager", "information lead"}) {
		t.Errorf("told %v", names)
	}
	s.goTo(monday.AddDays(7))
	must[readiness.SweepResult](t)(s.PlanSweep(t.Context(), monday.AddDays(7)))
	if n := query[int64](s.world, "select count(*) from notices where kind = 'information'"); n[0] != 2 {
		t.Errorf("%d words about unmapped teams after a week", n[0])
	}
}

func TestAContinuingCaseComesBack(t *testing.T) {
	t.Parallel()
	s := newService(t)
	r := s.sweep(monday)[0]
	next := calendar.On(2027, 5, 10)
	submit := readiness.SubmitReview{Reason: "court", WhyOpen: "w", WhatChanged: "c", LastSeen: monday, PlanEnds: "no", Outcome: "continue", NewOutcomes: "o", NextDate: next}
	r = s.do(r, submit, s.actor(s.manager))
	r = s.do(r, readiness.SignOffReview{}, s.actor(s.head))
	if r.Status == readiness.SecondLook {
		r = s.do(r, readiness.LookAgainAtReview{Agree: "yes"}, s.actor(s.look))
	}
	if again := must[readiness.SweepResult](t)(s.PlanSweep(t.Context(), monday.AddDays(1))); again.Opened != 0 {
		t.Errorf("opened %d the day after", again.Opened)
	}
	later := calendar.On(2027, 4, 20)
	s.goTo(later)
	if again := must[readiness.SweepResult](t)(s.PlanSweep(t.Context(), later)); again.Opened != 1 {
		t.Errorf("opened %d before the next date", again.Opened)
	}
	planned := must[[]readiness.PlannedReview](t)(s.Planned(t.Context(), "", 9))
	if len(planned) != 1 || planned[0].Opening.Due != next || !planned[0].Opening.Repeat || planned[0].Opening.CaseID != r.CaseID {
		t.Errorf("planned %+v", planned)
	}
}

func TestFollowups(t *testing.T) {
	t.Parallel()
	s := newService(t)
	reviews := s.sweep(monday)
	if none := must[[]readiness.Followup](t)(s.Followups(t.Context(), "", 9)); len(none) != 0 {
		t.Fatalf("follow-ups from nowhere: %v", none)
	}
	south, stray := s.world.area("South"), s.person("southerner")
	s.goTo(monday.AddDays(7))
	s.load(extract(monday.AddDays(7), record("A1", "South 1", calendar.On(2025, 1, 10)), record("A2", "North 1", calendar.On(2025, 2, 10))))
	s.mapTeam(s.world.team("South 1"), south)
	s.post(stray, readiness.TeamManager, s.world.team("South 1"))
	got := must[[]readiness.Followup](t)(s.Followups(t.Context(), "", 9))
	if len(got) != 2 {
		t.Fatalf("follow-ups: %+v", got)
	}
	if f := got[0]; f.ReviewID != reviews[0].ID || f.AreaID != south || f.OwnerID != stray || !f.Closed.IsZero() {
		t.Errorf("moved: %+v", f)
	}
	if f := got[1]; f.ReviewID != reviews[2].ID || f.Closed != monday.AddDays(7) {
		t.Errorf("closed: %+v", f)
	}
	moved, ev, err := reviews[0].Move(got[0].TeamID, got[0].AreaID, got[0].OwnerID, s.now())
	s.must(err)
	s.must(s.Record(t.Context(), moved, ev))
	ended, ev, err := reviews[2].Overtake(got[1].Closed, s.now())
	s.must(err)
	s.must(s.Record(t.Context(), ended, ev))
	if left := must[[]readiness.Followup](t)(s.Followups(t.Context(), "", 9)); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
	s.mapTeam(s.team, south) // a team that changes its area takes its reviews along
	if got := must[[]readiness.Followup](t)(s.Followups(t.Context(), "", 9)); len(got) != 1 || got[0].ReviewID != reviews[1].ID || got[0].AreaID != south {
		t.Errorf("re-mapped: %+v", got)
	}
}

func TestStaleThingsGetTheCurrentTerms(t *testing.T) {
	t.Parallel()
	s := newService(t)
	reviews := s.sweep(monday)
	if none := must[[]readiness.StaleThing](t)(s.Stale(t.Context(), "", 9)); len(none) != 0 {
		t.Fatalf("stale from the start: %v", none)
	}
	c := must[calendar.Calendar](t)(s.SetClosures(t.Context(), []calendar.Closure{{Date: monday.AddDays(2), Name: "Council closed"}}, readiness.RuleChange{Reason: "flood", Running: readiness.RunningTake}, s.asked(keeper)))
	stale := must[[]readiness.StaleThing](t)(s.Stale(t.Context(), "", 9))
	if len(stale) != 3 || stale[0].Terms.Calendar.Version != c.Version || c.Version != calendar.England().Version+"+1" {
		t.Fatalf("stale: %d, calendar %s", len(stale), c.Version)
	}
	r, ev, err := reviews[0].Replan(stale[0].Terms, s.now())
	s.must(err)
	s.must(s.Record(t.Context(), r, ev))
	if !r.Run.Due.After(reviews[0].Run.Due) {
		t.Errorf("due %s stays", r.Run.Due)
	}
	if left := must[[]readiness.StaleThing](t)(s.Stale(t.Context(), "", 9)); len(left) != 2 {
		t.Errorf("left: %d", len(left))
	}
	if c := must[readiness.Clockwork](t)(s.Clockwork(t.Context())); c.RunsOn(readiness.DigestJob, monday.AddDays(2)) || !c.RunsOn(readiness.SweepJob, monday.AddDays(2)) {
		t.Error("a closed day has a morning mail, or no sweep")
	}
}

// TestALargeCouncil is not about time: it shows that thousands of cases pass, and logs how long they take.
func TestALargeCouncil(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var cases []readiness.CaseRecord
	for i := range 5000 {
		cases = append(cases, record(fmt.Sprintf("C%05d", i), fmt.Sprintf("Team %d", i%40), calendar.On(2023, 1, 1).AddDays(i%900)))
	}
	began := time.Now()
	id := w.upload(extract(monday, cases...))
	t.Logf("5,000 cases compared in %v", time.Since(began).Round(time.Millisecond))
	began = time.Now()
	w.must(w.ApplyImport(t.Context(), id, w.asked(keeper)))
	t.Logf("5,000 cases written in %v", time.Since(began).Round(time.Millisecond))
	areas, m := []string{w.area("North"), w.area("South")}, readiness.MapTeams{Areas: map[string]string{}}
	for i, team := range must[[]readiness.Team](t)(w.Teams(t.Context())) {
		m.Areas[team.ID] = areas[i%2]
	}
	w.must(w.MapTeams(t.Context(), m, w.asked(keeper)))
	began = time.Now()
	result := must[readiness.SweepResult](t)(w.PlanSweep(t.Context(), monday))
	t.Logf("%d reviews planned in %v", result.Opened, time.Since(began).Round(time.Millisecond))
	if result.Opened != result.LongOpen || result.Opened < 3000 {
		t.Errorf("%+v", result)
	}
	lead := w.person("lead")
	w.post(lead, readiness.ImprovementLead, "")
	began = time.Now()
	home := must[readiness.HomeView](t)(w.Home(t.Context(), w.actor(lead)))
	t.Logf("a first page over 5,000 cases in %v", time.Since(began).Round(time.Millisecond))
	if home.Figures.OpenCases != 5000 || len(home.Areas) != 2 || home.Figures.LongOpen != result.LongOpen {
		t.Errorf("%+v", home.Figures)
	}
}

// TestAPlanWhoseCaseIsGoneDoesNotOpen plans three reviews; before they open, one case closes and one is kept out.
func TestAPlanWhoseCaseIsGoneDoesNotOpen(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t), t.Context()
	must[readiness.SweepResult](t)(s.PlanSweep(ctx, monday))
	caseOf := func(ref string) string {
		return query[string](s.world, "select id::text from cases where child_ref = $1", ref)[0]
	}
	s.load(extract(monday, record("A2", "North 1", calendar.On(2025, 2, 10)), record("A3", "North 1", calendar.On(2025, 3, 10))))
	x := must[readiness.Exclusion](t)(s.ExcludeCase(ctx, caseOf("A2"), readiness.Exclude{Reason: "nrpf", Until: monday.AddDays(30)}, s.asked(s.actor(s.head))))
	planned := must[[]readiness.PlannedReview](t)(s.Planned(ctx, "", 9))
	if len(planned) != 1 || planned[0].Opening.CaseID != caseOf("A3") {
		t.Fatalf("planned %+v", planned)
	}
	tuesday := monday.AddDays(1)
	s.goTo(tuesday)
	if again := must[readiness.SweepResult](t)(s.PlanSweep(ctx, tuesday)); again.Opened != 0 || again.Excluded != 1 {
		t.Errorf("the next night %+v", again)
	}
	if left := query[string](s.world, "select case_id::text from reviews"); len(left) != 1 || left[0] != caseOf("A3") {
		t.Errorf("left %v", left)
	}
	s.must(s.EndExclusion(ctx, caseOf("A2"), x.ID, s.asked(s.actor(s.head))))
	s.load(extract(tuesday, record("A1", "North 1", calendar.On(2025, 1, 10)), record("A2", "North 1", calendar.On(2025, 2, 10)), record("A3", "North 1", calendar.On(2025, 3, 10))))
	if again := must[readiness.SweepResult](t)(s.PlanSweep(ctx, tuesday)); again.Opened != 2 {
		t.Errorf("when they are back %+v", again)
	}
	if opened := s.sweep(tuesday); len(opened) != 3 {
		t.Errorf("opened %d", len(opened))
	}
}

// TestARunningReviewIsNoPlan keeps the sweep's hands off a review that has opened.
func TestARunningReviewIsNoPlan(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.sweep(monday)
	s.load(extract(monday, record("A2", "North 1", calendar.On(2025, 2, 10)), record("A3", "North 1", calendar.On(2025, 3, 10))))
	must[readiness.SweepResult](t)(s.PlanSweep(t.Context(), monday))
	if running := must[[]readiness.Review](t)(s.Unsettled(t.Context(), "", 9)); len(running) != 3 {
		t.Errorf("%d are left", len(running))
	}
}
