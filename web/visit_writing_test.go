package web_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// writingDesk is what is written for one visit of two days; it decides by the real rules.
type writingDesk struct {
	visits
	view     readiness.VisitWriting
	versions []readiness.VisitPosition
	sessions []readiness.VisitSession
	people   []readiness.VisitInterviewee
	wrote    readiness.WritePosition
}

func newWritingDesk() *writingDesk {
	x := readiness.Visit{
		ID: "vi-1", Name: "Monitoring visit", Status: readiness.VisitPreparing, Focus: []readiness.VisitFocus{{Code: "care_leavers", Name: "Care leavers"}},
		VisitDates: readiness.VisitDates{On: calendar.On(2027, 4, 6), Until: calendar.On(2027, 4, 7)}, Holders: []readiness.Holder{{Slot: "focus_lead", Focus: "care_leavers", PersonID: "area_head"}},
	}
	d := &writingDesk{versions: []readiness.VisitPosition{{Focus: "care_leavers", Know: "Nearly all have a plan.", How: "a", Next: "b", Version: 2, By: "Clara Wynn", At: now}, {Focus: "care_leavers", Version: 1, By: "Mika Moss", At: now}}}
	d.view = readiness.VisitWriting{VisitID: "vi-1", Visit: x, Positions: d.versions[:1]}
	return d
}

func (d *writingDesk) VisitWriting(context.Context, readiness.Actor, string) (readiness.VisitWriting, error) {
	return d.view, nil
}

func (d *writingDesk) PositionVersions(context.Context, readiness.Actor, string, string) ([]readiness.VisitPosition, error) {
	return d.versions, nil
}

func (d *writingDesk) WritePosition(_ context.Context, _ string, w readiness.WritePosition, asked readiness.Asked) (readiness.VisitPosition, error) {
	if err := d.view.Visit.MayWritePosition(asked.By, w.Focus); err != nil {
		return readiness.VisitPosition{}, err
	}
	d.wrote = w
	return readiness.VisitPosition{}, readiness.Later("position statement", 2, w.Version, "Clara Wynn", now)
}

func (d *writingDesk) SetTimetable(_ context.Context, _ string, w readiness.SetTimetable, _ readiness.Asked) (err error) {
	if err := readiness.Later("timetable", d.view.TimetableVersion, w.Version, "Clara Wynn", now); err != nil {
		return err
	}
	d.sessions, err = w.Checked(d.view.Visit)
	return err
}

func (d *writingDesk) SetInterviewees(_ context.Context, _ string, w readiness.SetInterviewees, _ readiness.Asked) error {
	d.people = w.People
	return w.Check(d.view.Visit)
}

func withWriting(t *testing.T, role readiness.Role) (*writingDesk, visitor) {
	t.Helper()
	d, s := newWritingDesk(), newServer()
	s.Writing, s.Plan = d, officers{}
	return d, visit(t, s, string(role))
}

// TestPositionOfSomebodyFaster: what was typed stands beside the version that was kept meanwhile, and sent again it is the next one.
func TestPositionOfSomebodyFaster(t *testing.T) {
	t.Parallel()
	d, v := withWriting(t, readiness.AreaHead)
	form := url.Values{"command_id": {commandID}, "know": {"Some have a plan."}, "how": {"Ten audits."}, "next": {"More."}, "version": {"1"}}
	status, page, _ := v.post("/visits/vi-1/care_leavers/position", form)
	if status != http.StatusConflict || !strings.Contains(page, "Clara Wynn kept version 2 of the position statement") {
		t.Fatalf("%d: %s", status, page)
	}
	htmlcheck.Has(t, page, htmlcheck.In("#know", htmlcheck.Says("Some have a plan.")), htmlcheck.In("#other", htmlcheck.Says("Nearly all have a plan.")),
		htmlcheck.Counts(`input[name=version][value="2"]`, 1), htmlcheck.Counts(`.govuk-error-summary a[href="#other"]`, 1))
	form.Set("version", "2")
	if status, _, to := v.post("/visits/vi-1/care_leavers/position", form); status != http.StatusSeeOther || to != "/visits/vi-1/papers" || d.wrote.Know != "Some have a plan." {
		t.Errorf("sent again: %d to %q, %+v", status, to, d.wrote)
	}
	d.wrote = readiness.WritePosition{}
	form.Set("know", "NHS number 943 476 5919.")
	if status, page, _ := v.post("/visits/vi-1/care_leavers/position", form); status != http.StatusUnprocessableEntity || !strings.Contains(page, "943 476 5919") || d.wrote.Know != "" {
		t.Errorf("a child's: %d", status)
	}
	form.Set("know", "")
	if status, page, _ := v.post("/visits/vi-1/care_leavers/position", form); status != http.StatusUnprocessableEntity || !strings.Contains(page, "Ten audits.") {
		t.Errorf("without what is known: %d", status)
	}
}

// TestPositionIsNotEverybodys: whoever may not write it reads it without a form, and members are not let in.
func TestPositionIsNotEverybodys(t *testing.T) {
	t.Parallel()
	_, v := withWriting(t, readiness.QualityAssurance)
	_, page, _ := v.get("/visits/vi-1/care_leavers/position")
	htmlcheck.Has(t, page, htmlcheck.Counts("#know", 0), htmlcheck.Says("Nearly all have a plan."))
	form := url.Values{"command_id": {commandID}, "know": {"x"}, "how": {"x"}, "next": {"x"}, "version": {"2"}}
	if status, _, _ := v.post("/visits/vi-1/care_leavers/position", form); status != http.StatusForbidden {
		t.Errorf("it is written: %d", status)
	}
	if status, _, _ := v.get("/visits/vi-1/timetable"); status != http.StatusForbidden {
		t.Errorf("the form of the timetable: %d", status)
	}
	_, member := withWriting(t, readiness.ElectedMember)
	for _, path := range []string{"/papers", "/care_leavers/position", "/timetable", "/interviewees"} {
		if status, page, _ := member.get("/visits/vi-1" + path); status != http.StatusForbidden || strings.Contains(page, "Nearly all") {
			t.Errorf("a member at %s: %d", path, status)
		}
	}
}

// session are the fields of a row.
func session(form url.Values, n, day, from, until, what string) {
	for field, value := range map[string]string{"on-" + n + "-day": day, "on-" + n + "-month": "4", "on-" + n + "-year": "2027", "from-" + n: from, "until-" + n: until, "what-" + n: what} {
		form.Set(field, value)
	}
}

// TestTimetableByRows: rows are added and taken out without a script and lose nothing; empty ones are left out, and a fault stands in the row in which it was typed.
func TestTimetableByRows(t *testing.T) {
	t.Parallel()
	d, v := withWriting(t, readiness.ImprovementLead)
	form := url.Values{"command_id": {commandID}, "version": {"0"}, "do": {"add"}}
	session(form, "0", "6", "9:30am", "10.30am", "Welcome")
	_, page, _ := v.post("/visits/vi-1/timetable", form)
	htmlcheck.Has(t, page, htmlcheck.Counts("#what-1", 1), htmlcheck.Value("what-0", "Welcome"), htmlcheck.Value("on-1-day", "6"), htmlcheck.Counts(".govuk-error-summary", 0))
	session(form, "1", "6", "", "", "")
	session(form, "2", "7", "2pm", "13:00", "Files")
	form.Set("do", "save")
	status, page, _ := v.post("/visits/vi-1/timetable", form)
	if status != http.StatusUnprocessableEntity || d.sessions == nil {
		t.Errorf("refused with %d", status)
	}
	htmlcheck.Has(t, page, htmlcheck.Counts(`.govuk-error-summary a[href="#until-2"]`, 1), htmlcheck.Says("Row 3: it must end after it begins."), htmlcheck.Value("from-2", "2pm"))
	form.Set("what-2", "")
	form.Set("on-0-day", "31")
	_, page, _ = v.post("/visits/vi-1/timetable", form)
	htmlcheck.Has(t, page, htmlcheck.Counts(`.govuk-error-summary a`, 2), htmlcheck.Counts(`.govuk-error-summary a[href="#what-2"]`, 1), htmlcheck.Counts(`.govuk-error-summary a[href="#on-0"]`, 1))
	form.Set("do", "remove-0")
	_, page, _ = v.post("/visits/vi-1/timetable", form)
	htmlcheck.Has(t, page, htmlcheck.Counts("#what-2", 0), htmlcheck.Value("from-1", "2pm"), htmlcheck.Value("on-1-day", "7"))
	form = url.Values{"command_id": {commandID}, "version": {"0"}, "do": {"save"}}
	session(form, "0", "7", "14:00", "15:00", "Files")
	session(form, "1", "6", "", "", "")
	session(form, "2", "6", "9:30am", "10.30am", "Welcome")
	if status, _, to := v.post("/visits/vi-1/timetable", form); status != http.StatusSeeOther || to != "/visits/vi-1/papers" {
		t.Errorf("%d to %q", status, to)
	}
	want := []readiness.VisitSession{{On: calendar.On(2027, 4, 6), From: "09:30", Until: "10:30", What: "Welcome"}, {On: calendar.On(2027, 4, 7), From: "14:00", Until: "15:00", What: "Files"}}
	if !slices.Equal(d.sessions, want) {
		t.Errorf("kept %+v", d.sessions)
	}
	d.view.TimetableVersion, d.view.TimetableBy, d.view.Timetable = 1, "Clara Wynn", []readiness.VisitSession{{On: want[0].On, From: "08:00", Until: "08:30", What: "Coffee"}}
	status, page, _ = v.post("/visits/vi-1/timetable", form)
	if status != http.StatusConflict {
		t.Errorf("somebody was faster: %d", status)
	}
	htmlcheck.Has(t, page, htmlcheck.In("#other", htmlcheck.Says("Coffee")), htmlcheck.Value("what-2", "Welcome"), htmlcheck.Counts(`input[name=version][value="1"]`, 1))
}

// TestInterviewees: a fault stands in the row in which it was typed, also after an empty one.
func TestInterviewees(t *testing.T) {
	t.Parallel()
	d, v := withWriting(t, readiness.AreaHead)
	form := url.Values{
		"command_id": {commandID}, "version": {"0"}, "do": {"save"}, "who-0": {"Clara Wynn"}, "post-0": {"Director"}, "confirmed-0": {"yes"}, "who-1": {""}, "who-2": {"48213"}, "focus-2": {"care_leavers"},
	}
	status, page, _ := v.post("/visits/vi-1/interviewees", form)
	if status != http.StatusUnprocessableEntity {
		t.Errorf("the reference of a child: %d", status)
	}
	htmlcheck.Has(t, page, htmlcheck.Counts(`.govuk-error-summary a[href="#who-2"]`, 1), htmlcheck.Counts("#confirmed-0[checked]", 1), htmlcheck.Counts("#focus-2 option[value=care_leavers][selected]", 1))
	form.Set("who-2", "Care leavers")
	if status, _, _ := v.post("/visits/vi-1/interviewees", form); status != http.StatusSeeOther {
		t.Errorf("%d", status)
	}
	if want := []readiness.VisitInterviewee{{Who: "Clara Wynn", Post: "Director", Confirmed: "yes"}, {Who: "Care leavers", Focus: "care_leavers"}}; !slices.Equal(d.people, want) {
		t.Errorf("kept %+v", d.people)
	}
}
