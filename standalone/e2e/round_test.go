package e2e_test

import (
	"errors"
	"testing"
	"time"

	"go.temporal.io/api/serviceerror"

	"github.com/sightline-readiness/sightline/internal/browser"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestRound sets rounds up, on the page and behind its back: Temporal's schedules run on the dates that readiness counts, whatever the rhythm. Run by
// hand, twice and beside a sweep, a round opens one review for every open case, and each says what opened it. Ended, its schedule is gone.
func TestRound(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	who := h.furnish(t, 40, calendar.DateOf(time.Now()))
	soonest := calendar.DateOf(time.Now()).AddDays(1)
	round := func(name, every string, weeks int) readiness.Job {
		t.Helper()
		made := h.change(t, readiness.SetRound{Name: name, Months: 200, Rest: 1, Every: every, Weeks: weeks, Weekday: "tuesday", At: "7:10pm", From: soonest})
		return readiness.Job(made.Rounds[len(made.Rounds)-1].ID)
	}
	jobs := []readiness.Job{round("Each week", "weeks", 1), round("Every third week", "weeks", 3), round("Each month", "month", 0), round("Each quarter", "quarter", 0)}
	h.change(t, readiness.LeaveOut{Job: jobs[1], Day: calendar.DateOf(got[readiness.Clockwork](t)(h.db.Clockwork(t.Context())).Next(jobs[1], time.Now(), 2)[1])})
	h.change(t, readiness.PauseJob{Job: jobs[2]})
	for _, job := range jobs {
		until(t, soon, "the schedule of a round agrees", func() (bool, any) { return h.agrees(t, job) })
	}

	v := visitor{browser.Open(t, browser.Options{}), t, h.url, new([]string)}
	v.signIn(string(readiness.ImprovementLead) + "@fairshire.example")
	v.open("/schedules/rounds/new")
	v.page("round-new")
	v.Fill("name", "Everybody, each quarter")
	v.Fill("months", "0")
	v.Fill("rest", "1")
	v.Click("Continue")
	v.reads("Run today it would open")
	v.page("round-check")
	v.Fill("reason", "The inspectors ask for it.")
	v.Click("Save the change")
	v.reads("The round is saved.", "Everybody, each quarter")
	v.page("schedules-rounds")
	job := readiness.Job(h.texts(`select r->>'id' from rulebook, jsonb_array_elements(body->'rounds') r where kind = 'timetable' and r->>'name' = 'Everybody, each quarter' limit 1`)[0])
	if same, seen := h.agrees(t, job); !same {
		t.Errorf("after the page has saved: %s", seen)
	}

	prospect := got[readiness.Prospect](t)(h.db.Prospect(t.Context()))
	everybody, _ := got[readiness.Clockwork](t)(h.db.Clockwork(t.Context())).Timetable.Round(job)
	foreseen := prospect.TryRound(everybody).Opens
	v.open("/schedules/" + string(job) + "/run")
	v.page("round-run")
	v.Click("Run it now")
	v.reads("The round has run")
	h.sweep(t)
	again := got[readiness.SweepResult](t)(h.commands.RunRound(t.Context(), job, asked(who[string(readiness.ImprovementLead)])))
	until(t, soon, "every planned review opens", func() (bool, any) {
		n := h.count(`select count(*) from reviews where status = 'planned'`)
		return n == 0, n
	})
	opened := h.count(`select count(*) from reviews where state->>'round' = 'Everybody, each quarter'`)
	if twice := h.count(`select count(*) from (select case_id from reviews group by case_id having count(*) > 1) two`); foreseen < 10 || opened != foreseen || again.Opened != 0 || twice != 0 {
		t.Errorf("foreseen %d, opened %d, then %d more; %d cases have two", foreseen, opened, again.Opened, twice)
	}
	id := h.texts(`select id::text from reviews where state->>'round' is not null order by id limit 1`)[0]
	v.open("/reviews/" + id)
	v.reads("Opened by the round “Everybody, each quarter”", "looks at cases like this one")
	v.page("review-of-a-round")

	v.open("/schedules/" + string(job) + "/end")
	v.Fill("reason", "Enough.")
	v.Click("Save the change")
	v.reads("The round has ended.")
	_, err := h.temporal.ScheduleClient().GetHandle(t.Context(), "round/"+string(job)).Describe(t.Context())
	var gone *serviceerror.NotFound
	if !errors.As(err, &gone) {
		t.Errorf("the schedule of an ended round: %v", err)
	}
}
