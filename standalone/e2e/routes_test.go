package e2e_test

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/web"
)

// everyRoute opens every page that the door has, as somebody who may, and checks each as the story's own pages are checked. A new route is met
// here without anybody writing a test.
func (s *story) everyRoute() {
	who := []struct {
		visitor
		readiness.Actor
	}{{s.lead, s.actor("Imogen Lead")}, {s.head, s.actor("Hanna Head")}, {s.admin, s.actor("Administrator")}}
	s.undertake(s.t, s.actor("Imogen Lead"), s.actor("Hanna Head"))
	s.askPartner(s.t, s.actor("Imogen Lead"), s.actor("Hanna Head"))
	s.keepHome(s.t, s.actor("Imogen Lead"))
	s.raise(s.t, s.actor("Imogen Lead"), s.actor("Hanna Head"), s.meet(s.t, s.actor("Imogen Lead"), 7), "Caseloads are too high.")
	s.assess(s.actor("Imogen Lead"), s.actor("Hanna Head"))
	s.keepCohorts(s.t, s.actor("Imogen Lead"))
	s.keepVisit(s.t, s.actor("Imogen Lead"), s.actor("Ada Assistant").PersonID, s.actor("Hanna Head").PersonID)
	got[readiness.Pulse](s.t)(s.db.OpenPulse(s.t.Context(), readiness.OpenPulse{Scope: "all"}, readiness.Asked{ID: "open-pulse", By: s.actor("Imogen Lead")}))
	for _, route := range web.Routes() {
		if route.Method != http.MethodGet {
			continue
		}
		path, page := s.fill(route.Pattern)
		if !page {
			continue
		}
		served := false
		for _, p := range who {
			if route.Needs != web.Public && route.Needs != web.SignedIn && !readiness.May(p.Actor, readiness.Action(route.Needs), readiness.Place{}) {
				continue
			}
			p.open(path)
			p.visitor.page("route" + strings.NewReplacer("/", "-", "{", "", "}", "", "$", "").Replace(route.Pattern))
			served = true
			break
		}
		// Nobody in the story looks again, or decides what reaches the director and the chief executive.
		if !served && !slices.Contains([]web.Need{web.Need(readiness.LookAgain), web.Need(readiness.DecidePoints), web.Need(readiness.DecideSignatures)}, route.Needs) {
			s.t.Errorf("nobody in the story may open %s", route.Pattern)
		}
	}
}

func (s *story) actor(name string) readiness.Actor {
	s.t.Helper()
	ids := s.texts(`select id::text from people where name = $1`, name)
	if len(ids) != 1 {
		s.t.Fatalf("there are %d people called %s", len(ids), name)
	}
	return got[readiness.Actor](s.t)(s.db.Actor(s.t.Context(), ids[0]))
}

// fill puts real ids into a pattern; false for what is no page, such as a download.
func (s *story) fill(pattern string) (path string, page bool) {
	s.t.Helper()
	if download(pattern) || strings.HasSuffix(pattern, "{file}") ||
		strings.HasPrefix(pattern, "/plan/desk/") || strings.Contains(pattern, "{other}") {
		// Nothing is shown done in the story, and there is one self-assessment: the round through the demonstration looks at dip samples and compares.
		return "", false
	}
	one := func(sql string) string { return s.texts(sql + ` limit 1`)[0] }
	ids := map[string]string{
		"/cases/":   `select case_id::text from reviews where status = 'in_review'`,
		"/reviews/": `select id::text from reviews where status = 'in_review'`,
		"/imports/": `select id::text from imports where status = 'checked'`,
		"/places/":  `select id::text from areas`,
		"/people/":  `select person_id::text from posts where role = 'area_head'`,
		"/cover/":   `select person_id::text from posts where role = 'area_head'`,
		"/mails/":   `select id::text from mails`,

		"/actions/":     `select id::text from actions`,
		"/evidence/":    `select id::text from evidence where kind = 'audit'`,
		"/partners/":    `select id::text from partner_requests`,
		"/findings/":    `select id::text from findings_of_practice`,
		"/plan/report/": `select id::text from plan_reports`,
		"/plan/import/": `select id::text from plan_imports`,

		"/pulse/": `select id::text from pulses`,

		"/homes/":                `select id::text from childrens_homes`,
		"/home-visitors/":        `select id::text from home_visitors`,
		"/home-visits/":          `select visit_id::text from home_reports`,
		"/home-recommendations/": `select id::text from home_recommendations`,
		"/cohort-imports/":       `select id::text from own_imports where list_id is null`,

		"/meetings/":      `select id::text from meeting_series`,
		"/meeting-dates/": `select meeting_id::text from points`,
		"/points/":        `select id::text from points`,
		"/pre-scrutiny/":  `select id::text from pre_scrutinies`,

		"/self-assessments/": `select id::text from assessments`,
		"/criteria/":         `select id::text from appraisals where criterion = 'HP01'`,

		"/framework-drafts/":  `select id::text from framework_drafts`,
		"/focus-area-drafts/": `select id::text from pack_drafts where file ? 'pack'`,
	}
	if strings.HasSuffix(pattern, "/step") {
		ids["/focus-area-drafts/"] = `select id::text from pack_drafts where file ? 'run_up'`
	}
	if strings.HasSuffix(pattern, "/write") {
		ids["/criteria/"] = `select id::text from appraisals where status = 'writing'`
	}
	if strings.HasPrefix(pattern, "/home-visits/") && (strings.HasSuffix(pattern, "/change") || strings.HasSuffix(pattern, "/leave-out")) {
		ids["/home-visits/"] = `select id::text from home_visits where not held`
	}
	for prefix, sql := range ids {
		if strings.HasPrefix(pattern, prefix) && strings.Contains(pattern, "{id}") {
			pattern = strings.Replace(pattern, "{id}", one(sql), 1)
		}
	}
	if strings.Contains(pattern, "{job}/") {
		return s.fillJob(pattern)
	}
	if strings.HasPrefix(pattern, "/cohort") {
		pattern = s.fillCohort(pattern)
	}
	pattern = s.fillVisit(pattern)
	pattern = strings.Replace(pattern, "{post}", one(`select id::text from posts where role = 'area_head'`), 1)
	if strings.HasPrefix(pattern, "/frameworks/") {
		pattern = strings.NewReplacer("{code}", "ilacs-2023", "{to}", "ilacs-2026").Replace(pattern)
	}
	switch {
	case strings.HasPrefix(pattern, "/focus-areas/"):
		pattern = strings.Replace(pattern, "{code}", "care-leavers-2026", 1)
	case strings.HasPrefix(pattern, "/run-ups/"):
		pattern = strings.Replace(pattern, "{code}", "monitoring-2026", 1)
	}
	pattern = strings.NewReplacer("{section}", "LEAD", "{part}", "HELP").Replace(pattern)
	if strings.HasPrefix(pattern, "/answer/") {
		pattern = strings.Replace(pattern, "{secret}", one(`select secret from pulse_areas`), 1)
	}
	pattern = strings.Replace(pattern, "{secret}", "used-long-ago", 1)
	pattern = strings.Replace(pattern, "{code}", "HP11", 1)
	pattern = strings.Replace(pattern, "{$}", "", 1)
	if strings.Contains(pattern, "{") {
		s.t.Errorf("the story knows nothing to put into %s", pattern)
		return "", false
	}
	return pattern, true
}

// fillJob puts a job into a pattern of the timetable: the look for long-open cases, one date of which the story has left out, the mail, which it has
// paused, or a round.
func (s *story) fillJob(pattern string) (path string, page bool) {
	s.t.Helper()
	c := got[readiness.Clockwork](s.t)(s.db.Clockwork(s.t.Context()))
	next := calendar.DateOf(c.Next(readiness.SweepJob, time.Now().Add(time.Hour), 2)[1])
	if c.Timetable.Version == 1 {
		s.change(s.t, readiness.LeaveOut{Job: readiness.SweepJob, Day: next})
		s.change(s.t, readiness.PauseJob{Job: readiness.DigestJob})
		s.change(s.t, readiness.SetRound{Name: "Each month", Months: 200, Rest: 1, Every: "month", Weekday: "monday", At: "6am", From: next})
		return s.fillJob(pattern)
	}
	job, day := readiness.SweepJob, next
	switch {
	case strings.HasSuffix(pattern, "/start"):
		job = readiness.DigestJob
	case strings.HasSuffix(pattern, "/round"), strings.HasSuffix(pattern, "/end"):
		job = c.Timetable.Jobs()[2]
	case strings.HasSuffix(pattern, "/bring-back"):
		day = c.Timetable.Sweep.LeftOut[0]
	}
	return strings.Replace(pattern, "{job}", string(job), 1) + "?day=" + day.String(), true
}
