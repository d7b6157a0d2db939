package postgres_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestForecastHolds forecasts a year, then lives it night by night: the sweep plans, the rules open every review, and each is done on the day it is due.
// What falls due in which area and week must be what was foreseen.
func TestForecastHolds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var records []readiness.CaseRecord
	for i := range 160 {
		records = append(records, readiness.CaseRecord{
			ChildRef: fmt.Sprintf("F%04d", i), Team: fmt.Sprintf("Team %d", i%4),
			Spells: []readiness.Spell{{Type: readiness.CaseTypes[i%3], Start: monday.AddDays(-100 - i*53%900)}},
		})
	}
	w.load(extract(monday, records...))
	north, south := w.area("North"), w.area("South")
	for team, area := range map[string]string{"Team 0": north, "Team 1": north, "Team 2": north, "Team 3": south} {
		w.mapTeam(w.team(team), area)
	}
	rules := readiness.DefaultReviewRules()
	rules.PerWeek, rules.SecondLookPer100 = 3, 0
	rules.Thresholds = append(rules.Thresholds, readiness.Threshold{Type: readiness.ChildInNeed, Months: 12, From: monday.AddDays(45)})
	if _, err := w.SetReviewRules(t.Context(), rules, readiness.RuleChange{Reason: "a rehearsal", Running: readiness.RunningTake}, w.asked(keeper)); err != nil {
		t.Fatal(err)
	}
	prospect := must[readiness.Prospect](t)(w.Prospect(t.Context()))
	foreseen := prospect.Forecast(prospect.Rules, prospect.On)
	lived := w.liveYear(foreseen)
	total, lastFirst := 0, calendar.Date{}
	for i, week := range foreseen.All.Weeks {
		total += week.Due + week.Again
		if got := lived.weeks[week.Monday]; math.Abs(float64(got-week.Due-week.Again)) > 1 {
			t.Errorf("week %d, from %s: %d reviews fell due and %d were foreseen", i, week.Monday, got, week.Due+week.Again)
		}
	}
	if math.Abs(float64(lived.total-total)) > 0.02*float64(total) || total < 300 {
		t.Errorf("%d reviews fell due in the year and %d were foreseen", lived.total, total)
	}
	if lastFirst = lived.cleared; lastFirst != foreseen.All.Cleared {
		t.Errorf("the first night's reviews were all done on %s and %s was foreseen", lastFirst, foreseen.All.Cleared)
	}
	rules.PerWeek++
	if other := prospect.Forecast(rules, prospect.On); other.All.Cleared == foreseen.All.Cleared {
		t.Error("one review more a week changes nothing: this test could not fail")
	}
}

// aYear is what fell due in a year that was lived.
type aYear struct {
	weeks   map[calendar.Date]int
	total   int
	cleared calendar.Date // when the last review of the first night was due
}

// liveYear lives as many weeks as a forecast has.
func (w *world) liveYear(f readiness.Forecast) aYear {
	w.t.Helper()
	year := aYear{weeks: map[calendar.Date]int{}}
	due := map[calendar.Date][]readiness.Review{}
	first, end := f.All.Weeks[0].Monday, f.All.Weeks[len(f.All.Weeks)-1].Monday.AddDays(7)
	for day := first; day.Before(end); day = day.AddDays(1) {
		w.clock(day.At(2, 15))
		if _, err := w.PlanSweep(w.t.Context(), day); err != nil {
			w.t.Fatal(err)
		}
		for _, p := range must[[]readiness.PlannedReview](w.t)(w.Planned(w.t.Context(), "", 1000)) {
			r, ev, err := readiness.OpenReview(p.ID, p.Opening, p.OwnerID, p.Terms, w.now())
			w.step(r, ev, err)
			due[p.Opening.Due] = append(due[p.Opening.Due], r)
			if day == first && p.Opening.Due.After(year.cleared) {
				year.cleared = p.Opening.Due
			}
		}
		w.clock(day.At(15, 0))
		for _, r := range due[day] {
			year.weeks[readiness.Monday(day)]++
			year.total++
			w.finish(r)
		}
	}
	return year
}

// finish does a review and signs it.
func (w *world) finish(r readiness.Review) {
	w.t.Helper()
	manager := readiness.Actor{PersonID: "manager", Holdings: []readiness.Holding{{Role: readiness.TeamManager, TeamID: r.TeamID, AreaID: r.AreaID}}}
	head := readiness.Actor{PersonID: "head", Holdings: []readiness.Holding{{Role: readiness.AreaHead, AreaID: r.AreaID}}}
	today := calendar.DateOf(w.now())
	r, ev, err := r.Do(readiness.SubmitReview{Reason: "court", WhyOpen: "Proceedings.", WhatChanged: "A plan.", LastSeen: today, PlanEnds: "yes", Outcome: "step_down"}, readiness.Asked{By: manager}, w.now())
	w.step(r, ev, err)
	r, ev, err = r.Do(readiness.SignOffReview{}, readiness.Asked{By: head}, w.now())
	w.step(r, ev, err)
}

func (w *world) step(r readiness.Review, ev readiness.Event, err error) {
	w.t.Helper()
	if err == nil {
		err = w.Record(w.t.Context(), r, ev)
	}
	if err != nil {
		w.t.Fatal(err)
	}
}
