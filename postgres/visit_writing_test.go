package postgres_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func position(focus, know string, version int) readiness.WritePosition {
	return readiness.WritePosition{Focus: focus, Know: know, How: "Ten audits.", Next: "Plans by June.", Figures: "Up by 3.", Version: version}
}

// position writes one as somebody.
func (v *visiting) position(by string, w readiness.WritePosition) (readiness.VisitPosition, error) {
	v.t.Helper()
	return v.WritePosition(v.t.Context(), v.visit.ID, w, v.asked(v.actor(by)))
}

func (v *visiting) writing() readiness.VisitWriting {
	v.t.Helper()
	return must[readiness.VisitWriting](v.t)(v.VisitWriting(v.t.Context(), v.actor(v.look), v.visit.ID))
}

func wantSaying(t *testing.T, err error, code readiness.Code, words string) {
	t.Helper()
	wantRefusal(t, err, code, map[bool]string{true: "version"}[code == readiness.Invalid])
	if err != nil && !strings.Contains(err.Error(), words) {
		t.Errorf("the refusal %q does not say %q", err, words)
	}
}

// TestPositionKeepsEveryVersion: the last one counts, the ones before stay, and a version that the writer had not seen is not written over.
func TestPositionKeepsEveryVersion(t *testing.T) {
	t.Parallel()
	v := newVisiting(t, calendar.England().Add(monday, 40, calendar.Exclusive))
	if w := v.writing(); len(w.Positions) != 2 || w.Positions[0].Focus != "care_leavers" || w.Positions[0].Version != 0 || w.Timetable == nil || w.Interviewees == nil {
		t.Fatalf("nothing is written: %+v", w)
	}
	first := must[readiness.VisitPosition](t)(v.position(v.head, position("care_leavers", "Most have a plan.", 0)))
	if first.Version != 1 || first.By != "head" || first.Know != "Most have a plan." || calendar.DateOf(first.At) != monday || first.Figures != "Up by 3." {
		t.Errorf("kept %+v", first)
	}
	v.clock(v.now().Add(time.Hour))
	must[readiness.VisitPosition](t)(v.position(v.lead, position("care_leavers", "Nearly all have a plan.", 1)))
	_, err := v.position(v.head, position("care_leavers", "Some have a plan.", 1))
	wantSaying(t, err, readiness.Conflict, "lead kept version 2 of the position statement on ")
	_, err = v.position(v.head, position("care_leavers", "Some have a plan.", 3))
	wantSaying(t, err, readiness.Invalid, "There is no version 3")
	w := v.writing()
	if w.Positions[0].Know != "Nearly all have a plan." || w.Positions[0].Version != 2 || w.Positions[1].Version != 0 {
		t.Errorf("it says %+v", w.Positions)
	}
	versions := must[[]readiness.VisitPosition](t)(v.PositionVersions(t.Context(), v.actor(v.look), v.visit.ID, "care_leavers"))
	if len(versions) != 2 || versions[0].Version != 2 || versions[1] != first {
		t.Errorf("the versions are %+v", versions)
	}
	_, err = v.PositionVersions(t.Context(), v.actor(v.look), v.visit.ID, "nothing")
	wantRefusal(t, err, readiness.NotFound, "")
}

// TestPositionArrivesTwice: the same command is one version, with the same answer.
func TestPositionArrivesTwice(t *testing.T) {
	t.Parallel()
	v := newVisiting(t, calendar.England().Add(monday, 40, calendar.Exclusive))
	asked := v.asked(v.actor(v.head))
	write := func() readiness.VisitPosition {
		return must[readiness.VisitPosition](t)(v.WritePosition(t.Context(), v.visit.ID, position("care_leavers", "x", 0), asked))
	}
	if a, b := write(), write(); a != b || b.Version != 1 {
		t.Errorf("%+v and %+v", a, b)
	}
	if n := len(must[[]readiness.VisitPosition](t)(v.PositionVersions(t.Context(), v.actor(v.look), v.visit.ID, "care_leavers"))); n != 1 {
		t.Errorf("%d versions", n)
	}
	audit := must[readiness.Page[readiness.AuditRow]](t)(v.Audit(t.Context(), readiness.AuditQuery{Subject: "visit/" + v.visit.ID, Action: "position written"}))
	if len(audit.Rows) != 1 || audit.Rows[0].Detail != "focus=care_leavers version=1" {
		t.Errorf("the trail has %+v", audit.Rows)
	}
}

// TestTwoWriteAtOnce: of several who began from the same version, one is kept and the others are told.
func TestTwoWriteAtOnce(t *testing.T) {
	t.Parallel()
	v := newVisiting(t, calendar.England().Add(monday, 40, calendar.Exclusive))
	errs := make([]error, 6)
	var wait sync.WaitGroup
	for i := range errs {
		asked := v.asked(v.actor(v.lead))
		wait.Go(func() {
			_, errs[i] = v.WritePosition(t.Context(), v.visit.ID, position("missing", "x", 0), asked)
		})
	}
	wait.Wait()
	kept := 0
	for _, err := range errs {
		switch {
		case err == nil:
			kept++
		case !readiness.Conflict.Is(err):
			t.Error(err)
		}
	}
	if kept != 1 {
		t.Errorf("%d were kept", kept)
	}
}

// TestWhoWritesForThePack: the lead of a focus area writes of that one alone, members read nothing, and an ended visit takes nothing.
func TestWhoWritesForThePack(t *testing.T) {
	t.Parallel()
	v := newVisiting(t, calendar.England().Add(monday, 40, calendar.Exclusive))
	_, err := v.position(v.head, position("missing", "x", 0))
	wantRefusal(t, err, readiness.Forbidden, "")
	_, err = v.position(v.look, position("care_leavers", "x", 0))
	wantRefusal(t, err, readiness.Forbidden, "")
	_, err = v.position(v.lead, position("nothing", "x", 0))
	wantRefusal(t, err, readiness.NotFound, "")
	wantRefusal(t, v.SetTimetable(t.Context(), v.visit.ID, readiness.SetTimetable{}, v.asked(v.actor(v.head))), readiness.Forbidden, "")
	_, err = v.VisitWriting(t.Context(), v.actor(v.member), v.visit.ID)
	wantRefusal(t, err, readiness.Forbidden, "")
	_, err = v.PositionVersions(t.Context(), v.actor(v.member), v.visit.ID, "missing")
	wantRefusal(t, err, readiness.Forbidden, "")
	_, err = v.VisitWriting(t.Context(), v.actor(v.lead), "0198a000-0000-7000-8000-00000000ffff")
	wantRefusal(t, err, readiness.NotFound, "")
	must[readiness.VisitPosition](t)(v.position(v.head, position("care_leavers", "x", 0)))
	v.must(v.askVisit(v.lead, readiness.CancelVisit{Reason: "Put off."}))
	_, err = v.position(v.lead, position("care_leavers", "y", 1))
	wantSaying(t, err, readiness.Conflict, "This visit is called off, so its position statements stay as they are.")
	wantRefusal(t, v.SetTimetable(t.Context(), v.visit.ID, readiness.SetTimetable{}, v.asked(v.actor(v.lead))), readiness.Conflict, "")
	wantRefusal(t, v.SetInterviewees(t.Context(), v.visit.ID, readiness.SetInterviewees{}, v.asked(v.actor(v.lead))), readiness.Conflict, "")
	if w := v.writing(); w.Positions[0].Know != "x" {
		t.Errorf("it says %+v", w.Positions)
	}
}

// TestTimetableAndInterviewees are kept as whole lists, each with its own version, and can be emptied.
func TestTimetableAndInterviewees(t *testing.T) {
	t.Parallel()
	v := newVisiting(t, calendar.England().Add(monday, 40, calendar.Exclusive))
	session := func(from, until, what string) readiness.VisitSession {
		return readiness.VisitSession{On: v.visit.On, From: from, Until: until, What: what}
	}
	set := func(by string, version int, sessions ...readiness.VisitSession) error {
		return v.SetTimetable(t.Context(), v.visit.ID, readiness.SetTimetable{Sessions: sessions, Version: version}, v.asked(v.actor(by)))
	}
	v.must(set(v.lead, 0, session("11:00", "12:00", "Files"), session("9:30", "10:30", "Welcome")))
	w := v.writing()
	if w.TimetableVersion != 1 || w.TimetableBy != "lead" || calendar.DateOf(w.TimetableAt) != monday || len(w.Timetable) != 2 || w.Timetable[0] != session("09:30", "10:30", "Welcome") {
		t.Errorf("the timetable is %+v", w)
	}
	wantSaying(t, set(v.director, 0, session("09:00", "10:00", "x")), readiness.Conflict, "lead kept version 1 of the timetable")
	v.must(set(v.director, 1))
	people := []readiness.VisitInterviewee{{Who: "Ms Lane", Post: "Director", Confirmed: "yes"}, {Who: "Care leavers", Focus: "care_leavers"}}
	interview := func(version int) error {
		return v.SetInterviewees(t.Context(), v.visit.ID, readiness.SetInterviewees{People: people, Version: version}, v.asked(v.actor(v.head)))
	}
	v.must(interview(0))
	wantSaying(t, interview(0), readiness.Conflict, "head kept version 1 of the list of who is interviewed")
	if w = v.writing(); w.TimetableVersion != 2 || len(w.Timetable) != 0 || w.IntervieweesVersion != 1 || w.IntervieweesBy != "head" || len(w.Interviewees) != 2 || w.Interviewees[1] != people[1] {
		t.Errorf("the lists are %+v", w)
	}
	people[1].Focus = "nothing"
	wantRefusal(t, interview(1), readiness.Invalid, "")
}

// TestWritingsStay: what was written is not changed in the ledger, and none of it is in the audit trail.
func TestWritingsStay(t *testing.T) {
	t.Parallel()
	v := newVisiting(t, calendar.England().Add(monday, 40, calendar.Exclusive))
	must[readiness.VisitPosition](t)(v.position(v.head, position("care_leavers", "Unmistakable words.", 0)))
	conn, err := pgx.Connect(t.Context(), v.dsn)
	v.must(err)
	defer conn.Close(t.Context())
	for _, change := range []string{`update visit_writings set body = '{}'`, `delete from visit_writings`} {
		if _, err := conn.Exec(t.Context(), change); err == nil {
			t.Errorf("%s is done", change)
		}
	}
	for _, text := range query[string](v.world, `select action || subject || detail from audit`) {
		if strings.Contains(text, "Unmistakable") {
			t.Errorf("the trail says %s", text)
		}
	}
}
