package postgres_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestTimetableIsVersioned changes the timetable as pages do: each change is a version with who, when, why and what differs; a command that arrives
// twice makes one.
func TestTimetableIsVersioned(t *testing.T) {
	t.Parallel()
	s := newService(t)
	ctx, lead := t.Context(), s.actor(s.lead)
	first := must[readiness.Clockwork](t)(s.Clockwork(ctx))
	if first.Timetable.Version != 1 || first.Timetable.Sweep.At != calendar.Clock(2, 15) || !first.Made.IsZero() {
		t.Fatalf("a new ledger has %+v", first)
	}
	change := func(c readiness.TimetableChange, asked readiness.Asked) readiness.Timetable {
		t.Helper()
		return must[readiness.Timetable](t)(s.ChangeTimetable(ctx, c, "The server is moved.", asked))
	}
	change(readiness.LeaveOut{Job: readiness.SweepJob, Day: monday.AddDays(3)}, s.asked(lead))
	pause := s.asked(lead)
	one := change(readiness.PauseJob{Job: readiness.DigestJob}, pause)
	two := change(readiness.PauseJob{Job: readiness.DigestJob}, pause)
	if one.Version != 3 || two.Version != 3 || two.Digest.Paused == nil || !two.Digest.Paused.Since.Equal(one.Digest.Paused.Since) {
		t.Errorf("the same command twice: %+v, then %+v", one, two)
	}
	_, err := s.ChangeTimetable(ctx, readiness.PauseJob{Job: readiness.DigestJob}, "again", s.asked(lead))
	wantRefusal(t, err, readiness.Conflict, "")
	stale := s.asked(lead)
	stale.IfSeq = 2
	_, err = s.ChangeTimetable(ctx, readiness.StartJob{Job: readiness.DigestJob}, "again", stale)
	wantRefusal(t, err, readiness.Conflict, "")

	now := must[readiness.Clockwork](t)(s.Clockwork(ctx))
	if now.Timetable.Version != 3 || now.RunsOn(readiness.SweepJob, monday.AddDays(3)) || now.Wants(readiness.DigestJob, monday) || now.Made.IsZero() || now.State() == first.State() {
		t.Errorf("now %+v", now)
	}
	if p := now.Timetable.Digest.Paused; p.By != "lead" || p.Reason != "The server is moved." {
		t.Errorf("paused: %+v", p)
	}
	history := must[[]readiness.RuleVersion](t)(s.RuleHistory(ctx))
	if len(history) != 2 || history[0].Kind.Title() != "When things run" || history[0].By != "lead" || history[0].Running != "" || history[0].Reason != "The server is moved." ||
		strings.Join(history[0].Changed, "; ") != "The morning mail is paused" || strings.Join(history[1].Changed, "; ") != "The look for long-open cases is left out on Thursday 4 March 2027" {
		t.Errorf("history: %+v", history)
	}
	if trail := query[string](s.world, `select detail from audit where subject = 'rules/timetable' order by seq`); strings.Join(trail, ", ") != "version=2, version=3" {
		t.Errorf("the trail says %q", trail)
	}
	if left := must[[]readiness.StaleThing](t)(s.Stale(ctx, "", 9)); len(left) != 0 {
		t.Error("a running review is to take a timetable")
	}
}

// TestTwoChangeTheTimetable: whoever is second changes what the first has left.
func TestTwoChangeTheTimetable(t *testing.T) {
	t.Parallel()
	s := newService(t)
	days := []calendar.Date{monday.AddDays(1), monday.AddDays(2), monday.AddDays(3), monday.AddDays(4)}
	var wait sync.WaitGroup
	for _, day := range days {
		asked := s.asked(keeper)
		wait.Go(func() {
			if _, err := s.ChangeTimetable(t.Context(), readiness.LeaveOut{Job: readiness.SweepJob, Day: day}, "a rehearsal", asked); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if now := must[readiness.Clockwork](t)(s.Clockwork(t.Context())).Timetable; now.Version != 5 || len(now.Sweep.LeftOut) != 4 {
		t.Errorf("left out: %v in version %d", now.Sweep.LeftOut, now.Version)
	}
}

func TestLastRunsAndHealth(t *testing.T) {
	t.Parallel()
	s := newService(t)
	ctx := t.Context()
	if last := must[map[readiness.Job]readiness.JobRun](t)(s.LastRuns(ctx)); len(last) != 0 {
		t.Fatalf("before anything ran: %+v", last)
	}
	jobs := func() []readiness.JobHealth { t.Helper(); return must[readiness.Health](t)(s.Health(ctx)).Jobs }
	if got := jobs(); len(got) != 0 {
		t.Errorf("before anything ran: %+v", got)
	}
	s.must(s.SweepDone(ctx, readiness.SweepResult{On: monday, LongOpen: 9, Opened: 4}, "clock"))
	s.must(s.SweepDone(ctx, readiness.SweepResult{On: monday, LongOpen: 9}, s.lead))
	s.must(s.DigestDone(ctx, readiness.DigestResult{On: monday, Mails: 7, Failed: 1}, "clock"))
	last := must[map[readiness.Job]readiness.JobRun](t)(s.LastRuns(ctx))
	sweep, digest := last[readiness.SweepJob], last[readiness.DigestJob]
	if sweep.By != "lead" || sweep.Sweep == nil || sweep.Sweep.LongOpen != 9 || sweep.Sweep.Opened != 0 || sweep.Digest != nil {
		t.Errorf("the last sweep: %+v", sweep)
	}
	if digest.By != "" || digest.Digest == nil || digest.Digest.Mails != 7 || digest.Digest.Failed != 1 || digest.At.IsZero() {
		t.Errorf("the last digest: %+v", digest)
	}
	s.clock(monday.AddDays(2).At(9, 0))
	got := jobs()
	if len(got) != 2 || !got[0].Missed.Equal(monday.AddDays(1).At(2, 15)) || !got[1].Missed.Equal(monday.AddDays(1).At(7, 30)) {
		t.Errorf("two days later: %+v", got)
	}
	must[readiness.Timetable](t)(s.ChangeTimetable(ctx, readiness.PauseJob{Job: readiness.SweepJob}, "The server is moved.", s.asked(s.actor(s.lead))))
	got = jobs()
	if len(got) != 1 || got[0].Job != readiness.SweepJob || !got[0].Missed.IsZero() || got[0].Paused == nil || got[0].Paused.By != "lead" {
		t.Errorf("paused: %+v", got)
	}
}

// TestARunFromBeforeSaysLittle: digests of earlier versions kept nothing of what they came to.
func TestARunFromBeforeSaysLittle(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.must(w.DigestDone(t.Context(), readiness.DigestResult{On: monday}, "clock"))
	query[string](w, `update runs set body = '{}' returning kind`)
	if last := must[map[readiness.Job]readiness.JobRun](t)(w.LastRuns(t.Context())); last[readiness.DigestJob].Digest != nil || last[readiness.DigestJob].At.IsZero() {
		t.Errorf("%+v", last)
	}
}
