package web_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// schedules keeps a timetable by the real rules, and remembers commands as the ledger does.
type schedules struct {
	quiet    []readiness.QuietDays
	made     []readiness.Timetable
	reasons  []string
	commands map[string]bool

	confirmed int // the last number that somebody confirmed
}

func (s *schedules) Clockwork(context.Context) (readiness.Clockwork, error) {
	c := readiness.Clockwork{Timetable: readiness.DefaultTimetable(), Calendar: calendar.England()}
	c.Timetable.Quiet = s.quiet
	if n := len(s.made); n > 0 {
		c.Timetable = s.made[n-1]
	}
	return c, nil
}

func (s *schedules) ChangeTimetable(ctx context.Context, c readiness.TimetableChange, reason string, asked readiness.Asked) (readiness.Timetable, error) {
	clockwork, _ := s.Clockwork(ctx)
	if s.commands[asked.ID] {
		return clockwork.Timetable, nil
	}
	next, err := c.Apply(clockwork, readiness.Because{By: asked.By.Name, Reason: reason, At: now, ID: "r-1"})
	if err != nil {
		return next, err
	}
	if s.commands == nil {
		s.commands = map[string]bool{}
	}
	s.commands[asked.ID] = true
	next.Version++
	s.confirmed = asked.Confirmed
	s.made, s.reasons = append(s.made, next), append(s.reasons, reason)
	return next, nil
}

func (s *schedules) LastRuns(context.Context) (map[readiness.Job]readiness.JobRun, error) {
	return nil, nil
}

// timekeeper keeps time unless it is away.
type timekeeper struct{ err error }

func (k timekeeper) KeepTime(ctx context.Context, wanted func(context.Context) (readiness.Clockwork, error)) error {
	_, err := wanted(ctx)
	return errors.Join(err, k.err)
}

func (k timekeeper) RunRefresh(context.Context, readiness.Asked) (readiness.RefreshResult, error) {
	return readiness.RefreshResult{}, nil
}

func (k timekeeper) RunRound(context.Context, readiness.Job, readiness.Asked) (readiness.SweepResult, error) {
	return readiness.SweepResult{Opened: 4}, k.err
}

func (k timekeeper) SendDigest(context.Context, readiness.Asked) (readiness.DigestResult, error) {
	return readiness.DigestResult{Mails: 2}, k.err
}

// filled is a form with a command of its own.
func filled(command string, fields ...string) url.Values {
	v := url.Values{"command_id": {command}}
	for i := 0; i < len(fields); i += 2 {
		v.Add(fields[i], fields[i+1])
	}
	return v
}

func TestWhatSchedulePagesSay(t *testing.T) {
	t.Parallel()
	in, says, saysNot := htmlcheck.In, htmlcheck.Says, htmlcheck.SaysNot
	samplesSay(t, map[string][]htmlcheck.Check{
		"schedules/as they come": {
			in("#sweep", says("Every day at 2:15am"), says("It has not run yet"), says("Thursday 4 March 2027 at 2:15am"), htmlcheck.Counts("ol.govuk-list li", 5), saysNot("Paused"), htmlcheck.Counts("a[href=/schedules/sweep/leave-out?day=2027-03-04]", 1)),
			in("#digest", says("Monday to Friday at 7:30am"), saysNot("Saturday 6 March"), htmlcheck.Counts("a[href=/schedules/digest/pause]", 1)),
		},
		"schedules/full": {
			in("#sweep", says("3 March 2027 at 9:05am, asked for by Iris Lowe: 1,143 long-open cases, 1 review opened"), says("Left out Friday 5 March 2027"), says("Thursday 4 March 2027 at 2:15am"), says("Sunday 7 March 2027 at 2:15am"), htmlcheck.Counts("a[href=/schedules/sweep/bring-back?day=2027-03-06]", 1)),
			in("#digest", says("On Monday and Thursday at 7:30am"), says("14 mails; 2 mails could not leave and wait for the next morning"), says("29 March 2027 to 9 April 2027, Easter holidays")),
		},
		"schedules/paused":             {in("#digest", says("Paused"), says("Iris Lowe paused it on 3 March 2027 at 9:05am: “The mail server moves to the new network on Friday.”"), says("Once it is started again"), says("no mail, because nothing was new"), htmlcheck.Counts("a[href=/schedules/digest/start]", 1), htmlcheck.Lacks("a[href=/schedules/digest/pause]"))},
		"schedules/administrator":      {in("#digest", says("Iris Lowe paused it"), htmlcheck.Lacks("a")), in("#sweep", htmlcheck.Lacks("a"))},
		"schedules/no date":            {in("#digest", says("No date within three years"))},
		"schedules/times, refused":     {in(".govuk-error-summary", says("Enter a time such as 7:30am")), htmlcheck.Value("at", "quarter past two"), htmlcheck.Counts("input[name=weekdays]", 5)},
		"schedules/times, check":       {in("main", says("every day at 3am instead of every day at 2:15am"), says("It then runs next on")), htmlcheck.Lacks("input[name=running]"), htmlcheck.Value("at", "3am")},
		"schedules/run, quiet day":     {in("main", says("It cannot run today, because today is a quiet day."), htmlcheck.Lacks("form"))},
		"rules/history, the timetable": {in("main", says("When things run, version 2"), saysNot("Running reviews"))},
	})
}

// TestChangeTheTimesOfTheRefresh asks for the days of the quarterly planning: it has a rhythm and is no round.
func TestChangeTheTimesOfTheRefresh(t *testing.T) {
	t.Parallel()
	s := newServer()
	s.Schedules = &schedules{}
	if status, page, to := visit(t, s, "improvement_lead").get("/schedules/refresh/times"); status != http.StatusOK || !strings.Contains(page, "January, April, July and October") {
		t.Errorf("the times of the refresh: %d, leads to %q", status, to)
	}
}

// TestChangeTheTimes goes from the form over the check page to the kept change; what is wrong comes back as it was typed.
func TestChangeTheTimes(t *testing.T) {
	t.Parallel()
	kept, s := &schedules{}, newServer()
	s.Schedules = kept
	v := visit(t, s, "improvement_lead")
	_, page, _ := v.get("/schedules/sweep/times")
	htmlcheck.Has(t, page, htmlcheck.Value("at", "2:15am"), htmlcheck.Counts("input[name=weekdays]", 7))
	status, page, _ := v.post("/schedules/sweep/times", filled("c-1", "at", "half past one", "weekdays", "sunday"))
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Value("at", "half past one"), htmlcheck.Value("weekdays", "sunday"), htmlcheck.In("title", htmlcheck.Says("Error: ")))
	if status != http.StatusUnprocessableEntity {
		t.Errorf("no time: %d", status)
	}
	if _, page, _ = v.post("/schedules/sweep/times", filled("c-1", "at", "", "weekdays", "sunday")); !strings.Contains(page, "Enter the time.") {
		t.Error("an empty time has no sentence")
	}
	if _, page, _ = v.post("/schedules/sweep/times", filled("c-1", "at", "1:30am", "weekdays", "sunday")); !strings.Contains(page, "clocks change twice a year") {
		t.Error("a time that clocks leave out is taken")
	}
	status, page, _ = v.post("/schedules/sweep/times", filled("c-1", "at", "11pm", "weekdays", "sunday", "weekdays", "monday"))
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("runs on Monday and Sunday at 11pm instead of every day at 2:15am"), htmlcheck.Says("Sunday 7 March 2027 at 11pm")), htmlcheck.Value("at", "11pm"))
	if status != http.StatusOK || len(kept.made) != 0 {
		t.Fatalf("checked: %d, kept %d", status, len(kept.made))
	}
	save := filled("c-2", "at", "11pm", "weekdays", "sunday", "weekdays", "monday", "do", "save")
	status, page, _ = v.post("/schedules/sweep/times", save)
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-summary", htmlcheck.Says("Enter why this is changed.")), htmlcheck.Value("at", "11pm"))
	if status != http.StatusUnprocessableEntity || len(kept.made) != 0 {
		t.Errorf("without a reason: %d, kept %d", status, len(kept.made))
	}
	save.Set("reason", "The database is backed up at night.")
	for range 2 { // a form that is sent twice
		if status, _, to := v.post("/schedules/sweep/times", save); status != http.StatusSeeOther || to != "/schedules" || len(kept.made) != 1 {
			t.Errorf("saved: %d to %s, kept %d", status, to, len(kept.made))
		}
	}
	if _, page, _ := v.get("/schedules"); !strings.Contains(page, "The new times are saved.") || strings.Contains(page, "cannot be reached") {
		t.Error("the page does not say that it is saved")
	}
}

// TestTurns leaves out, brings back, pauses and starts, each over its check page.
func TestTurns(t *testing.T) {
	t.Parallel()
	kept, s := &schedules{}, newServer()
	s.Schedules = kept
	v := visit(t, s, "improvement_lead")
	for i, step := range []struct{ path, day, says, notes string }{
		{"/schedules/digest/leave-out", "2027-03-04", "The morning mail is left out on Thursday 4 March 2027", "waits for the next morning mail"},
		{"/schedules/digest/bring-back", "2027-03-04", "The morning mail runs on Thursday 4 March 2027 after all", "Thursday 4 March 2027 at 7:30am"},
		{"/schedules/sweep/pause", "", "The look for long-open cases is paused", "No review opens by itself"},
		{"/schedules/sweep/start", "", "The look for long-open cases runs again", "Thursday 4 March 2027 at 2:15am"},
	} {
		address := step.path + "?do=save&day=" + step.day
		status, page, _ := v.get(address)
		htmlcheck.Page(t, page)
		htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says(step.says), htmlcheck.Says(step.notes)))
		if status != http.StatusOK || len(kept.made) != i {
			t.Fatalf("%s: %d, kept %d by looking", address, status, len(kept.made))
		}
		form := filled("turn-"+step.path, "day", step.day, "do", "save", "reason", "A rehearsal.")
		if status, _, to := v.post(step.path, form); status != http.StatusSeeOther || to != "/schedules" || len(kept.made) != i+1 {
			t.Errorf("%s: %d to %s, kept %d", step.path, status, to, len(kept.made))
		}
	}
	for address, want := range map[string]int{
		"/schedules/sweep/start": http.StatusConflict, "/schedules/gossip/pause": http.StatusNotFound, "/schedules/gossip/times": http.StatusNotFound, "/schedules/gossip/run": http.StatusNotFound,
		"/schedules/digest/leave-out?day=soon": http.StatusUnprocessableEntity, "/schedules/digest/leave-out?day=2027-03-06": http.StatusUnprocessableEntity, "/schedules/digest/bring-back": http.StatusConflict,
	} {
		if status, _, _ := v.get(address); status != want {
			t.Errorf("%s: %d, want %d", address, status, want)
		}
	}
	if !slices.Equal(kept.reasons, []string{"A rehearsal.", "A rehearsal.", "A rehearsal.", "A rehearsal."}) {
		t.Errorf("reasons: %q", kept.reasons)
	}
}

// TestSavedWhileTemporalIsAway: the wish is kept, and the page says what becomes of it.
func TestSavedWhileTemporalIsAway(t *testing.T) {
	t.Parallel()
	kept, s := &schedules{}, newServer()
	s.Schedules, s.Time = kept, timekeeper{readiness.Errorf(readiness.Unconfirmed, "This is not confirmed yet.")}
	v := visit(t, s, "improvement_lead")
	status, _, to := v.post("/schedules/sweep/pause", filled("c-1", "do", "save", "reason", "A rehearsal."))
	if status != http.StatusSeeOther || to != "/schedules" || len(kept.made) != 1 {
		t.Fatalf("%d to %s, kept %d", status, to, len(kept.made))
	}
	if _, page, _ := v.get("/schedules"); !strings.Contains(page, "It takes the change by itself when it is back") {
		t.Error("the page does not say that the change will be taken")
	}
	if status, page, _ := v.post("/schedules/digest/run", filled("c-2")); status != http.StatusAccepted || !strings.Contains(page, "Not confirmed yet") {
		t.Errorf("run while it is away: %d", status)
	}
}

func TestRunNow(t *testing.T) {
	t.Parallel()
	kept, s := &schedules{}, newServer()
	s.Schedules = kept
	v := visit(t, s, "improvement_lead")
	_, page, _ := v.get("/schedules/digest/run")
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("Whoever had one today gets no second one"), htmlcheck.Says("By itself it runs next on Thursday 4 March 2027 at 7:30am.")))
	if status, _, to := v.post("/schedules/digest/run", filled("c-1")); status != http.StatusSeeOther || to != "/schedules" {
		t.Errorf("%d to %s", status, to)
	}
	if _, page, _ := v.get("/schedules"); !strings.Contains(page, "The morning mail has run: 2 mails.") {
		t.Error("the page does not say what came of it")
	}
}

func TestQuietDays(t *testing.T) {
	t.Parallel()
	kept, s := &schedules{quiet: []readiness.QuietDays{{From: calendar.On(2027, 3, 29), Until: calendar.On(2027, 4, 9)}}}, newServer()
	s.Schedules = kept
	v := visit(t, s, "improvement_lead")
	days := func(command string, more ...string) url.Values {
		return filled(command, append(more, "first-day", "27", "first-month", "12", "first-year", "2027", "last-day", "31", "last-month", "12", "last-year", "2027", "name", "Christmas")...)
	}
	status, page, _ := v.post("/schedules/quiet-days", days("c-1", "ordinary", "2027-03-29"))
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("No morning mail: 27 December 2027 to 31 December 2027, Christmas"), htmlcheck.Says("Morning mail again: 29 March 2027 to 9 April 2027")))
	if status != http.StatusOK {
		t.Error(status)
	}
	if status, _, _ := v.post("/schedules/quiet-days", days("c-2", "ordinary", "2027-03-29", "do", "save", "reason", "Nobody is in.")); status != http.StatusSeeOther || len(kept.made) != 1 || kept.made[0].Quiet[0].Name != "Christmas" || len(kept.made[0].Quiet) != 1 {
		t.Errorf("%d, kept %+v", status, kept.made)
	}
	wrong := days("c-3")
	wrong.Set("last-year", "2026")
	status, page, _ = v.post("/schedules/quiet-days", wrong)
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-summary", htmlcheck.Says("must not be before the first")), htmlcheck.Value("name", "Christmas"))
	if status != http.StatusUnprocessableEntity {
		t.Error(status)
	}
}
