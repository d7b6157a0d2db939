package readiness_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// thursday is the morning on which the timetables of these tests are looked at.
var thursday = calendar.On(2026, time.November, 26).At(9, 0)

func clockwork() readiness.Clockwork {
	return readiness.Clockwork{Timetable: readiness.DefaultTimetable(), Calendar: calendar.England()}
}

func because(at time.Time) readiness.Because {
	return readiness.Because{By: "Imogen Lead", Reason: "The server is moved.", At: at}
}

// changed is the clockwork after some changes, each of which must be taken.
func changed(t *testing.T, c readiness.Clockwork, changes ...readiness.TimetableChange) readiness.Clockwork {
	t.Helper()
	for _, change := range changes {
		next, err := change.Apply(c, because(thursday))
		if err != nil {
			t.Fatalf("%+v: %v", change, err)
		}
		c.Timetable = next
	}
	return c
}

// shown are moments as a clock in London shows them.
func shown(times []time.Time) string {
	words := make([]string, len(times))
	for i, at := range times {
		words[i] = at.In(calendar.London).Format("Mon 2 Jan 15:04")
	}
	return strings.Join(words, ", ")
}

func TestNextDates(t *testing.T) {
	t.Parallel()
	week := readiness.SetTimes{Job: readiness.SweepJob, At: "23:30", Weekdays: []string{"thursday", "monday"}}
	quiet := readiness.SetQuietDays{Quiet: []readiness.QuietDays{{From: calendar.On(2026, 12, 28), Until: calendar.On(2027, 1, 1)}}}
	for _, c := range []struct {
		name    string
		job     readiness.Job
		changes []readiness.TimetableChange
		after   time.Time
		want    string
	}{
		{"every night", readiness.SweepJob, nil, thursday, "Fri 27 Nov 02:15, Sat 28 Nov 02:15, Sun 29 Nov 02:15"},
		{"later the same day", readiness.DigestJob, nil, calendar.On(2026, 11, 26).At(7, 29), "Thu 26 Nov 07:30, Fri 27 Nov 07:30, Mon 30 Nov 07:30"},
		{"not the moment itself", readiness.DigestJob, nil, calendar.On(2026, 11, 26).At(7, 30), "Fri 27 Nov 07:30, Mon 30 Nov 07:30, Tue 1 Dec 07:30"},
		{"two days of the week", readiness.SweepJob, []readiness.TimetableChange{week}, thursday, "Thu 26 Nov 23:30, Mon 30 Nov 23:30, Thu 3 Dec 23:30"},
		{"one left out", readiness.SweepJob, []readiness.TimetableChange{readiness.LeaveOut{Job: readiness.SweepJob, Day: calendar.On(2026, 11, 28)}}, thursday, "Fri 27 Nov 02:15, Sun 29 Nov 02:15, Mon 30 Nov 02:15"},
		{"over bank holidays", readiness.DigestJob, nil, calendar.On(2026, 12, 24).At(8, 0), "Tue 29 Dec 07:30, Wed 30 Dec 07:30, Thu 31 Dec 07:30"},
		{"over quiet days", readiness.DigestJob, []readiness.TimetableChange{quiet}, calendar.On(2026, 12, 24).At(8, 0), "Mon 4 Jan 07:30, Tue 5 Jan 07:30, Wed 6 Jan 07:30"},
		{"quiet days are the mail's alone", readiness.SweepJob, []readiness.TimetableChange{quiet}, calendar.On(2026, 12, 27).At(8, 0), "Mon 28 Dec 02:15, Tue 29 Dec 02:15, Wed 30 Dec 02:15"},
		{"the clocks go forward", readiness.SweepJob, nil, calendar.On(2027, 3, 27).At(12, 0), "Sun 28 Mar 02:15, Mon 29 Mar 02:15, Tue 30 Mar 02:15"},
		{"no such job", "gossip", nil, thursday, ""},
	} {
		got := changed(t, clockwork(), c.changes...).Next(c.job, c.after, 3)
		if shown(got) != c.want {
			t.Errorf("%s: %s, want %s", c.name, shown(got), c.want)
		}
	}
	spring := clockwork().Next(readiness.SweepJob, calendar.On(2027, 3, 27).At(0, 0), 2)
	if apart := spring[1].Sub(spring[0]); apart != 23*time.Hour {
		t.Errorf("the night on which clocks go forward takes %s between two looks", apart)
	}
}

// TestNextEnds: when every day is quiet there is no date, and looking for one ends.
func TestNextEnds(t *testing.T) {
	t.Parallel()
	c := clockwork()
	c.Timetable.Quiet = []readiness.QuietDays{{From: calendar.On(2026, 1, 1), Until: calendar.On(2040, 1, 1)}}
	if got := c.Next(readiness.DigestJob, thursday, 5); len(got) != 0 {
		t.Errorf("mails on quiet days: %s", shown(got))
	}
}

func TestTimetableRefusals(t *testing.T) {
	t.Parallel()
	at := func(job readiness.Job, at string, days ...string) readiness.SetTimes {
		return readiness.SetTimes{Job: job, At: at, Weekdays: days}
	}
	quiet := func(from, until calendar.Date) readiness.SetQuietDays {
		return readiness.SetQuietDays{Quiet: []readiness.QuietDays{{From: from, Until: until}}}
	}
	c := changed(t, clockwork(), readiness.LeaveOut{Job: readiness.SweepJob, Day: calendar.On(2026, 11, 28)}, readiness.PauseJob{Job: readiness.DigestJob})
	late := c
	late.Timetable.Sweep.LeftOut = []calendar.Date{calendar.On(2026, 11, 26)}
	for _, tt := range []struct {
		c      readiness.Clockwork
		change readiness.TimetableChange
		field  string
		says   string
	}{
		{c, at(readiness.SweepJob, "half past two", "monday"), "at", "Enter a time such as"},
		{c, at(readiness.SweepJob, "1am", "monday"), "at", "clocks change twice a year"},
		{c, at(readiness.SweepJob, "01:59", "monday"), "at", "clocks change twice a year"},
		{c, at(readiness.SweepJob, "3am", "someday"), "weekdays", "one day of the week or more"},
		{c, at(readiness.DigestJob, "7am", "friday", "saturday"), "weekdays", "Monday to Friday"},
		{c, at(readiness.DigestJob, "7.30am", "friday", "thursday", "wednesday", "tuesday", "monday"), "at", "runs already"},
		{c, at("gossip", "7am", "friday"), "", "Nothing of this name"},
		{c, readiness.LeaveOut{Job: readiness.SweepJob, Day: calendar.On(2026, 11, 26)}, "day", "has passed"},
		{c, readiness.LeaveOut{Job: readiness.SweepJob, Day: calendar.On(2026, 11, 28)}, "", "is left out on Saturday 28 November 2026 already"},
		{c, readiness.LeaveOut{Job: readiness.SweepJob, Day: calendar.On(2030, 1, 1)}, "day", "within two years"},
		{c, readiness.LeaveOut{Job: readiness.DigestJob, Day: calendar.On(2026, 12, 25)}, "day", "The morning mail does not run on Friday 25 December 2026 anyway."},
		{c, readiness.LeaveOut{Job: readiness.SweepJob}, "day", "has passed"},
		{c, readiness.BringBack{Job: readiness.SweepJob, Day: calendar.On(2026, 11, 29)}, "", "is not left out"},
		{late, readiness.BringBack{Job: readiness.SweepJob, Day: calendar.On(2026, 11, 26)}, "", "You can run it now instead"},
		{c, readiness.PauseJob{Job: readiness.DigestJob}, "", "The morning mail is paused already."},
		{c, readiness.StartJob{Job: readiness.SweepJob}, "", "The look for long-open cases is not paused."},
		{c, quiet(calendar.Date{}, calendar.On(2026, 12, 24)), "first", "Enter the first"},
		{c, quiet(calendar.On(2026, 12, 24), calendar.On(2026, 12, 23)), "last", "before the first"},
		{c, quiet(calendar.On(2026, 12, 1), calendar.On(2027, 1, 1)), "last", "at most 31 days"},
		{c, quiet(calendar.On(2026, 11, 1), calendar.On(2026, 11, 25)), "first", "have passed"},
		{c, readiness.SetQuietDays{}, "first", "Nothing would change"},
		{c, readiness.SetQuietDays{Quiet: []readiness.QuietDays{
			{From: calendar.On(2026, 12, 24), Until: calendar.On(2026, 12, 31)}, {From: calendar.On(2026, 12, 31), Until: calendar.On(2027, 1, 1)},
		}}, "first", "Thursday 31 December 2026 is a quiet day already."},
	} {
		next, err := tt.change.Apply(tt.c, because(thursday))
		refusal := readiness.AsRefusal(err)
		if refusal == nil || !strings.Contains(refusal.Message, tt.says) {
			t.Errorf("%+v: %v, want a refusal that says %q", tt.change, err, tt.says)
			continue
		}
		if field := append(refusal.Fields, readiness.FieldError{})[0].Field; field != tt.field {
			t.Errorf("%q stands beside %q, want %q", refusal.Message, field, tt.field)
		}
		if before, after := text(t, tt.c.Timetable), text(t, next); before != after {
			t.Errorf("a refused change came back as %s", after)
		}
	}
}

func text(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestTimetableDiffers(t *testing.T) {
	t.Parallel()
	before := clockwork()
	after := changed(t, before,
		readiness.SetTimes{Job: readiness.DigestJob, At: "8am", Weekdays: []string{"wednesday", "monday"}},
		readiness.LeaveOut{Job: readiness.SweepJob, Day: calendar.On(2026, 11, 28)}, readiness.PauseJob{Job: readiness.SweepJob},
		readiness.SetQuietDays{Quiet: []readiness.QuietDays{{From: calendar.On(2026, 12, 28), Until: calendar.On(2027, 1, 1), Name: "Christmas"}}},
	)
	today := calendar.DateOf(thursday)
	want := []string{
		"The look for long-open cases is left out on Saturday 28 November 2026", "The look for long-open cases is paused",
		"The morning mail runs on Monday and Wednesday at 8am instead of Monday to Friday at 7:30am",
		"No morning mail: 28 December 2026 to 1 January 2027, Christmas",
	}
	if got := after.Timetable.Differs(before.Timetable, today); !slices.Equal(got, want) {
		t.Errorf("forwards: %q", got)
	}
	want = []string{
		"The look for long-open cases runs on Saturday 28 November 2026 after all", "The look for long-open cases runs again",
		"The morning mail runs Monday to Friday at 7:30am instead of on Monday and Wednesday at 8am", "Morning mail again: 28 December 2026 to 1 January 2027, Christmas",
	}
	if got := before.Timetable.Differs(after.Timetable, today); !slices.Equal(got, want) {
		t.Errorf("backwards: %q", got)
	}
	later := calendar.On(2027, 1, 2)
	if got := before.Timetable.Differs(after.Timetable, later); len(got) != 2 {
		t.Errorf("what has passed is only cleared away: %q", got)
	}
	if s := after.Timetable.Sweep.Paused; s == nil || s.By != "Imogen Lead" || s.Reason != "The server is moved." || !s.Since.Equal(thursday) {
		t.Errorf("paused: %+v", s)
	}
	if before.Timetable.Sweep.Paused != nil || len(before.Timetable.Sweep.LeftOut) != 0 {
		t.Error("a change has changed the timetable that it was asked of")
	}
}

func TestMissed(t *testing.T) {
	t.Parallel()
	friday := calendar.On(2026, 11, 27)
	paused := changed(t, clockwork(), readiness.PauseJob{Job: readiness.DigestJob})
	made := clockwork()
	made.Made = calendar.On(2026, 11, 30).At(7, 0)
	for _, c := range []struct {
		name string
		c    readiness.Clockwork
		last time.Time
		now  time.Time
		want string
	}{
		{"over the weekend", clockwork(), friday.At(7, 31), calendar.On(2026, 11, 30).At(19, 29), ""},
		{"since Monday", clockwork(), friday.At(7, 31), calendar.On(2026, 11, 30).At(19, 31), "Mon 30 Nov 07:30"},
		{"for a week", clockwork(), friday.At(7, 31), calendar.On(2026, 12, 4).At(9, 0), "Mon 30 Nov 07:30"},
		{"over Christmas", clockwork(), calendar.On(2026, 12, 24).At(7, 31), calendar.On(2026, 12, 29).At(7, 0), ""},
		{"paused", paused, friday.At(7, 31), calendar.On(2026, 12, 29).At(7, 0), ""},
		{"never ran", clockwork(), time.Time{}, calendar.On(2026, 12, 29).At(7, 0), ""},
		{"the timetable is newer than the last run", made, friday.At(7, 31).AddDate(0, -2, 0), calendar.On(2026, 11, 30).At(19, 0), ""},
	} {
		missed, late := c.c.Missed(readiness.DigestJob, c.last, c.now)
		if got := shown([]time.Time{missed}); late != (c.want != "") || (late && got != c.want) {
			t.Errorf("%s: %s, %t; want %q", c.name, got, late, c.want)
		}
	}
}

// TestEveryDateIsWanted draws timetables and wants of each date that it is in order, on its time, on a day that is wanted, and that none between two
// is passed over that would be wanted.
func TestEveryDateIsWanted(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		c := anyClockwork(rt)
		job := rapid.SampledFrom(c.Timetable.Jobs()).Draw(rt, "job")
		timing, _ := c.Timetable.Timing(job)
		after := calendar.On(2026, 1, 1).At(0, 0).Add(time.Duration(rapid.IntRange(0, 3*365*24*60).Draw(rt, "after")) * time.Minute)
		from := after
		for _, at := range c.Next(job, after, 8) {
			if !at.After(from) || at.In(calendar.London).Format("15:04") != timing.At.String() || !c.Wants(job, calendar.DateOf(at)) {
				rt.Fatalf("%s after %s, at %s", at, from, timing.At)
			}
			for day := calendar.DateOf(from).AddDays(1); day.Before(calendar.DateOf(at)); day = day.AddDays(1) {
				if c.Wants(job, day) {
					rt.Fatalf("%s is passed over", day)
				}
			}
			from = at
		}
	})
}

// TestChangesGoThereAndBack leaves out and brings back, pauses and starts: the timetable is then as it was, and its text comes back from the ledger's JSON.
func TestChangesGoThereAndBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		c := anyClockwork(rt)
		job := rapid.SampledFrom(c.Timetable.Jobs()).Draw(rt, "job")
		next := c.Next(job, thursday, 5)
		if len(next) == 0 {
			return
		}
		day := calendar.DateOf(next[rapid.IntRange(0, len(next)-1).Draw(rt, "which")])
		if day.After(calendar.DateOf(thursday).AddMonths(24)) {
			return
		}
		timing, _ := c.Timetable.Timing(job)
		before := text(t, timing.At)
		for _, change := range []readiness.TimetableChange{
			readiness.LeaveOut{Job: job, Day: day}, readiness.PauseJob{Job: job}, readiness.BringBack{Job: job, Day: day}, readiness.StartJob{Job: job},
		} {
			now, err := change.Apply(c, because(thursday))
			if err != nil {
				rt.Fatalf("%T: %v", change, err)
			}
			var read readiness.Timetable
			if err := json.Unmarshal([]byte(text(t, now)), &read); err != nil || text(t, read) != text(t, now) {
				rt.Fatalf("comes back as %s, %v", text(t, read), err)
			}
			c.Timetable = now
			_, left := change.(readiness.LeaveOut)
			if c.RunsOn(job, day) == left && !isPause(change) {
				rt.Fatalf("%T: runs on %s: %t", change, day, c.RunsOn(job, day))
			}
		}
		again := c.Next(job, thursday, 5)
		if !slices.Equal(again, next) || before != text(t, timing.At) {
			rt.Fatalf("first %s, then %s", shown(next), shown(again))
		}
	})
}

func isPause(change readiness.TimetableChange) bool {
	_, pause := change.(readiness.PauseJob)
	return pause
}

func anyClockwork(t *rapid.T) readiness.Clockwork {
	timing := func(days []readiness.Weekday, name string) readiness.Timing {
		hour := rapid.SampledFrom([]int{0, 2, 3, 7, 12, 19, 23}).Draw(t, name+" hour")
		return readiness.Timing{At: calendar.Clock(hour, rapid.IntRange(0, 59).Draw(t, name+" minute")), Weekdays: rapid.SliceOfNDistinct(rapid.SampledFrom(days), 1, len(days), rapid.ID).Draw(t, name+" days")}
	}
	c := readiness.Clockwork{Calendar: calendar.England()}
	c.Timetable = readiness.Timetable{Version: 1, Sweep: timing(readiness.Weekdays, "sweep"), Digest: timing(readiness.Weekdays[:5], "digest")}
	round := readiness.Round{ID: "r-1", Name: "All", Timing: timing(readiness.Weekdays, "round")}
	round.Weekdays, round.Weeks, round.From = round.Weekdays[:1], rapid.IntRange(1, 26).Draw(t, "weeks"), calendar.On(2026, 1, 1).AddDays(rapid.IntRange(0, 400).Draw(t, "from"))
	round.Every = rapid.SampledFrom([]readiness.Rhythm{readiness.EveryWeeks, readiness.EveryMonth, readiness.EveryQuarter}).Draw(t, "every")
	c.Timetable.Rounds = []readiness.Round{round}
	for range rapid.IntRange(0, 3).Draw(t, "quiet") {
		from := calendar.On(2026, 1, 1).AddDays(rapid.IntRange(0, 1000).Draw(t, "from"))
		c.Timetable.Quiet = append(c.Timetable.Quiet, readiness.QuietDays{From: from, Until: from.AddDays(rapid.IntRange(0, 30).Draw(t, "days"))})
	}
	return c
}
