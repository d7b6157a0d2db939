package web_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// outlook is a council with 60 open cases of one area.
type outlook struct{}

func (outlook) Prospect(context.Context) (readiness.Prospect, error) {
	p := readiness.Prospect{On: calendar.DateOf(now), Rules: readiness.DefaultReviewRules(), Calendar: calendar.England(), Areas: []readiness.Area{{ID: "north", Name: "North"}}}
	for i := range 60 {
		spell := readiness.Spell{Type: readiness.ChildInNeed, Start: calendar.On(2026, 1, 1).AddDays(i * 7)}
		p.Cases = append(p.Cases, readiness.SweepCase{Case: readiness.Case{ID: "case-" + strings.Repeat("x", i), AreaID: "north", Spells: []readiness.Spell{spell}}})
	}
	return p, nil
}

func TestWhatRoundPagesSay(t *testing.T) {
	t.Parallel()
	in, says := htmlcheck.In, htmlcheck.Says
	samplesSay(t, map[string][]htmlcheck.Check{
		"schedules/rounds": {
			in("#r-1", says("The round “Children in care, every quarter”"), says("every area, child in care, open 6 months or longer, not reviewed in the last 3 months"), says("31 reviews opened"), says("Thursday 1 April 2027 at 6am"), htmlcheck.Counts("a[href=/schedules/r-1/end]", 1)),
			in("#r-2", says("North and South, every kind of help"), says("Paused"), says("Every 2 weeks on Monday at 6:30pm, from 3 March 2027"), htmlcheck.Counts("a[href=/schedules/r-2/bring-back?day=2027-03-22]", 1)),
			in("main", htmlcheck.SaysNot("Ended"), htmlcheck.SaysNot("There is none yet.")),
		},
		"round/change":             {htmlcheck.Value("name", "Children in care, every quarter"), htmlcheck.Value("types", "cla"), htmlcheck.Value("weekday", "thursday"), htmlcheck.Value("at", "6am"), htmlcheck.Value("every", "quarter"), htmlcheck.Value("areas", "")},
		"round/check, many":        {in("main", says("Run today it would open 240 reviews: North 140, South 100. 1 case in teams without an area would have to wait. 3 cases kept out of the reviews would get none.")), htmlcheck.Counts("input[name=confirmed]", 1)},
		"schedules/run, a round":   {in("main", says("No case gets a second review"), says("it would open 240 reviews"))},
		"review/opened by a round": {in("#identity", says("Opened by the round “Children in care, every quarter”"))},
	})
}

// TestSetARoundUp goes from the form over what it would open to the round, changes it, runs it and ends it.
func TestSetARoundUp(t *testing.T) {
	t.Parallel()
	kept, s := &schedules{}, newServer()
	s.Schedules, s.Forecasts, s.Places = kept, outlook{}, registered{}
	v := visit(t, s, "improvement_lead")
	_, page, _ := v.get("/schedules/rounds/new")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Counts("input[name=areas]", 1), htmlcheck.Value("at", "6am"), htmlcheck.Value("every", "quarter"))
	form := func(command string, more ...string) url.Values {
		return filled(command, append([]string{
			"name", "Young cases", "areas", "north", "types", "cin", "months", "1", "rest", "2", "every", "weeks", "weeks", "2", "weekday", "thursday", "at", "6.30am",
			"from-day", "4", "from-month", "3", "from-year", "2027",
		}, more...)...)
	}
	wrong := form("c-1")
	wrong.Set("name", "")
	wrong.Set("rest", "0")
	status, page, _ := v.post("/schedules/rounds/new", wrong)
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Counts(".govuk-error-summary a", 2), htmlcheck.Value("areas", "north"), htmlcheck.Value("at", "6.30am"), htmlcheck.Value("weeks", "2"))
	if status != http.StatusUnprocessableEntity {
		t.Error(status)
	}
	status, page, _ = v.post("/schedules/rounds/new", form("c-1"))
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("New: the round “Young cases”, every 2 weeks on Thursday at 6:30am"), htmlcheck.Says("Thursday 18 March 2027 at 6:30am"), htmlcheck.Says("it would open 57 reviews: North 57.")), htmlcheck.Counts("input[name=confirmed]", 1))
	if status != http.StatusOK || len(kept.made) != 0 {
		t.Fatalf("%d, kept %d by looking", status, len(kept.made))
	}
	for range 2 {
		status, _, to := v.post("/schedules/rounds/new", form("c-2", "do", "save", "reason", "The inspectors ask.", "confirmed", "57"))
		if status != http.StatusSeeOther || to != "/schedules" || len(kept.made) != 1 || kept.confirmed != 57 {
			t.Fatalf("%d to %s, kept %d, confirmed %d", status, to, len(kept.made), kept.confirmed)
		}
	}
	_, page, _ = v.get("/schedules/r-1/round")
	htmlcheck.Has(t, page, htmlcheck.Value("name", "Young cases"), htmlcheck.Value("areas", "north"), htmlcheck.Value("from-day", "4"), htmlcheck.Value("weeks", "2"))
	if status, _, to := v.get("/schedules/r-1/times"); status != http.StatusSeeOther || to != "/schedules/r-1/round" {
		t.Errorf("the times of a round: %d to %s", status, to)
	}
	change := form("c-3", "do", "save", "reason", "Too many.")
	change.Set("months", "12")
	if status, _, _ := v.post("/schedules/r-1/round", change); status != http.StatusSeeOther || len(kept.made) != 2 || kept.made[1].Rounds[0].Months != 12 || len(kept.made[1].Rounds) != 1 {
		t.Errorf("changed: %d, %+v", status, kept.made)
	}
	_, page, _ = v.get("/schedules/r-1/run")
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("it would open 9 reviews")))
	if status, _, to := v.post("/schedules/r-1/run", filled("c-4")); status != http.StatusSeeOther || to != "/schedules" {
		t.Errorf("run: %d to %s", status, to)
	}
	if _, page, _ := v.get("/schedules"); !strings.Contains(page, "The round has run: 4 reviews opened.") {
		t.Error("the page does not say what came of it")
	}
	_, page, _ = v.get("/schedules/r-1/end")
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("The round “Young cases” has ended"), htmlcheck.Says("cannot be started again")))
	if status, _, _ := v.post("/schedules/r-1/end", filled("c-5", "do", "save", "reason", "Done.")); status != http.StatusSeeOther || len(kept.made) != 3 {
		t.Errorf("ended: %d", status)
	}
	for _, gone := range []string{"/schedules/r-1/round", "/schedules/r-1/end", "/schedules/sweep/round", "/schedules/sweep/end"} {
		if status, _, _ := v.get(gone); status != http.StatusNotFound {
			t.Errorf("%s: %d", gone, status)
		}
	}
}

// registered has one area.
type registered struct{ places }

func (registered) Areas(context.Context) ([]readiness.Area, error) {
	return []readiness.Area{{ID: "north", Name: "North"}}, nil
}
