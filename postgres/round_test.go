package postgres_test

import (
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// quarterly is a round that looks at every case open a month or longer.
func quarterly(changes ...func(*readiness.SetRound)) readiness.SetRound {
	set := readiness.SetRound{Name: "Every quarter", Months: 1, Rest: 1, Every: "quarter", Weekday: "thursday", At: "6am", From: monday}
	for _, change := range changes {
		change(&set)
	}
	return set
}

// setUp sets a round up and returns its job.
func (s *service) setUp(set readiness.SetRound) readiness.Job {
	s.t.Helper()
	t := must[readiness.Timetable](s.t)(s.ChangeTimetable(s.t.Context(), set, "The inspectors ask.", s.asked(s.actor(s.lead))))
	return readiness.Job(t.Rounds[len(t.Rounds)-1].ID)
}

// TestRoundPlansOnce runs a round beside a sweep and twice: every case that it looks at gets one review, which says what opened it, and no case two.
func TestRoundPlansOnce(t *testing.T) {
	t.Parallel()
	s := newService(t)
	ctx := t.Context()
	s.load(extract(monday, record("A1", "North 1", calendar.On(2025, 1, 10)), record("A2", "North 1", calendar.On(2026, 2, 10)), record("A3", "North 1", calendar.On(2026, 6, 10)), record("A4", "North 1", monday.AddDays(-10))))
	if opened := s.sweep(monday); len(opened) != 1 {
		t.Fatalf("the sweep opens %d", len(opened))
	}
	kept := query[string](s.world, `select id::text from cases where child_ref = 'A3'`)[0]
	must[readiness.Exclusion](t)(s.ExcludeCase(ctx, kept, readiness.Exclude{Reason: "short_breaks", Until: monday.AddMonths(2)}, s.asked(s.actor(s.head))))
	job := s.setUp(quarterly())
	result := must[readiness.SweepResult](t)(s.PlanRound(ctx, job, monday))
	if result.Opened != 1 || result.Excluded != 1 || result.On != monday {
		t.Errorf("the round opens %+v", result)
	}
	if again := must[readiness.SweepResult](t)(s.PlanRound(ctx, job, monday)); again.Opened != 0 {
		t.Errorf("run twice it opens %d more", again.Opened)
	}
	planned := must[[]readiness.PlannedReview](t)(s.Planned(ctx, "", 9))
	if len(planned) != 1 || planned[0].Opening.RoundName != "Every quarter" || planned[0].Opening.Round != string(job) || planned[0].OwnerID != s.manager {
		t.Fatalf("planned: %+v", planned)
	}
	r, ev, err := readiness.OpenReview(planned[0].ID, planned[0].Opening, planned[0].OwnerID, planned[0].Terms, s.now())
	s.must(err)
	s.must(s.Record(ctx, r, ev))
	v := must[readiness.ReviewView](t)(s.Review(ctx, s.actor(s.head), r.ID))
	if v.State.Round != "Every quarter" || v.ChildRef != "A2" || !strings.Contains(v.Happened[0].Text, "the round “Every quarter” looks at cases like this one") {
		t.Errorf("its page says %q, %+v", v.State.Round, v.Happened)
	}
	if more := s.sweep(monday); len(more) != 0 {
		t.Errorf("the sweep after it opens %d", len(more))
	}
	s.must(s.RoundDone(ctx, job, result, "clock"))
	last := must[map[readiness.Job]readiness.JobRun](t)(s.LastRuns(ctx))
	if run := last[job]; run.Sweep == nil || run.Sweep.Opened != 1 || run.By != "" || last[readiness.SweepJob].Sweep != nil {
		t.Errorf("last runs: %+v", last)
	}
	must[readiness.Timetable](t)(s.ChangeTimetable(ctx, readiness.EndRound{Job: job}, "done", s.asked(s.actor(s.lead))))
	if ended := must[readiness.SweepResult](t)(s.PlanRound(ctx, job, monday.AddMonths(4))); ended.Opened != 0 {
		t.Errorf("an ended round opens %d", ended.Opened)
	}
}

// TestRoundAsksFirst: a round that names an area nobody knows is refused, and one that would open many reviews asks for their number.
func TestRoundAsksFirst(t *testing.T) {
	t.Parallel()
	s := newService(t)
	ctx, lead := t.Context(), s.actor(s.lead)
	_, err := s.ChangeTimetable(ctx, quarterly(func(r *readiness.SetRound) { r.Areas = []string{"atlantis"} }), "why", s.asked(lead))
	wantRefusal(t, err, readiness.Invalid, "areas")
	var many []readiness.CaseRecord
	for i := range 60 {
		many = append(many, record("B"+strings.Repeat("x", i), "North 1", calendar.On(2026, 6, 1)))
	}
	s.load(extract(monday, many...))
	_, err = s.ChangeTimetable(ctx, quarterly(), "why", s.asked(lead))
	wantRefusal(t, err, readiness.Invalid, "confirmed")
	if !strings.Contains(err.Error(), "60 reviews today") {
		t.Error(err)
	}
	try := must[readiness.Prospect](t)(s.Prospect(ctx)).TryRound(readiness.Round{Months: 1, Rest: 1})
	if try.Opens != 60 || len(try.Areas) != 1 || try.Areas[0].Name != "North" || try.Areas[0].Opens != 60 {
		t.Errorf("it would open %+v", try)
	}
	asked := s.asked(lead)
	asked.Confirmed = 60
	made := must[readiness.Timetable](t)(s.ChangeTimetable(ctx, quarterly(), "why", asked))
	again := must[readiness.Timetable](t)(s.ChangeTimetable(ctx, quarterly(), "why", asked)) // the same command
	if len(again.Rounds) != 1 || again.Rounds[0].ID != made.Rounds[0].ID {
		t.Errorf("the same command made %+v", again.Rounds)
	}
	job := readiness.Job(made.Rounds[0].ID)
	if result := must[readiness.SweepResult](t)(s.PlanRound(ctx, job, monday)); result.Opened != try.Opens {
		t.Errorf("foreseen %d, opened %d", try.Opens, result.Opened)
	}
	most := query[int](s.world, `select max(n)::int from (select count(*) as n from reviews group by date_trunc('week', due)) weeks`)[0]
	if most != readiness.DefaultReviewRules().PerWeek {
		t.Errorf("%d fall due in one week", most)
	}
}

// TestARoundThatNeverRanIsMissed: without a worker nobody would hear that a new round does not run.
func TestARoundThatNeverRanIsMissed(t *testing.T) {
	t.Parallel()
	s := newService(t)
	job := s.setUp(quarterly(func(r *readiness.SetRound) { r.Every, r.Weeks = "weeks", 1 }))
	s.clock(monday.AddDays(3).At(12, 0))
	if jobs := must[readiness.Health](t)(s.Health(t.Context())).Jobs; len(jobs) != 0 {
		t.Errorf("on its first day: %+v", jobs)
	}
	s.clock(monday.AddDays(4).At(9, 0))
	jobs := must[readiness.Health](t)(s.Health(t.Context())).Jobs
	if len(jobs) != 1 || jobs[0].Job != job || !jobs[0].Missed.Equal(monday.AddDays(3).At(6, 0)) || jobs[0].Title != "the round “Every quarter”" {
		t.Errorf("a day later: %+v", jobs)
	}
}
